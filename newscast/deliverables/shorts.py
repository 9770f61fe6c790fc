"""YouTube Shorts: the cuts of the reel, with title and description."""

from __future__ import annotations

from newscast.deliverables.social import products

__all__ = ["products"]
