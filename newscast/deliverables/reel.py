"""Reel: vertical cuts for Facebook, Instagram, TikTok and YouTube Shorts; one for each story marked `social`."""

from __future__ import annotations

from newscast.deliverables.social import products

__all__ = ["products"]
