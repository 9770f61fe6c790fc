"""TikTok: the cuts of the reel, with their text."""

from __future__ import annotations

from newscast.deliverables.social import products

__all__ = ["products"]
