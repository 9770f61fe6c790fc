"""What every canvas asks of texts: how small they may be, and where they are seen on every screen; in design pixels."""

from __future__ import annotations

SMALLEST = {"landscape": 32, "portrait": 36, "square": 34}
"""Height of the smallest type: tried at arm's length on a telephone, and at 480 pixels of width for landscape."""
SAFE: dict[str, tuple[float, float, float, float]] = {
    "landscape": (96, 54, 1824, 1026),
    "portrait": (54, 250, 1026, 1260),
    "square": (54, 54, 1026, 1026),
}
"""Left, top, right, bottom inside which texts stay: 5 % of a picture (EBU R 95, graphics safe area); on portrait also
clear of the buttons and descriptions that networks lay over it, above and below."""
APART = 2.0
"""Pixels by which boxes of letters may be in each other: they are a little larger than what is drawn."""
EDGE = 0.5
"""Pixels by which letters may seem to leave the safe area: as exactly as those with marks of their own are measured."""
UNSAFE = ("thumbnail", "cover", "leader", "slate")
"""Pictures for pages, and what nobody sees on air: they have no edge that a screen hides."""
