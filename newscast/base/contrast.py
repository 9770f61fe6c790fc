"""How well one colour shows on another. Colours are written "#rrggbb"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

READABLE = 4.5
"""How much lighter a text must be than its ground, or darker (WCAG 2.2, 1.4.3)."""
LUMA = (0.2126, 0.7152, 0.0722)
"""What red, green and blue add to the relative luminance (WCAG 2.2)."""


@lru_cache(maxsize=1024)
def mixed(color: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = zip(parts(color), parts(other), strict=True)
    return "#" + "".join(f"{round(mine + (its - mine) * share):02x}" for mine, its in pairs)


def contrast(one: str, other: str) -> float:
    """How much lighter the lighter one is, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@lru_cache(maxsize=1024)
def luminance(color: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    return sum(share * _linear(part / 255) for share, part in zip(LUMA, parts(color), strict=True))


def parts(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def written(shares: Iterable[float]) -> str:
    """The colour with these shares of red, green and blue, 0 to 1."""
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
