"""Square: the episode for feeds that show 1:1."""

from __future__ import annotations

from newscast.deliverables.social import products

__all__ = ["products"]
