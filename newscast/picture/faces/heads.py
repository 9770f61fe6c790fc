"""What of a head belongs to the box of a face, in shares of it."""

from __future__ import annotations

from typing import Any

from newscast.base.box import Box, share_covered

EYES = 0.42
"""How far below the top of a face's box its eyes are."""
HAIR, BESIDE, BELOW = 0.45, 0.15, 0.12
"""What belongs to a head beside the box of its face, in shares of the box."""
AIR = (0.25, 0.45, 1.5, 1.65)
"""What a text leaves free of a head where it has room: left and top edge beside those of the face's box, and its size.
What finds faces differs by so much in how large their boxes are, most of all in drawn heads."""
CORE = (0.1, 0.28, 0.8, 0.66)
"""Left, top, width and height of what has eyes and mouth in it, in shares of the box of a face: from above the eyes,
which are at EYES, to the lower lip."""
_SEEING = 4.0
"""How much more a share of eyes and mouth under a text counts than one of all that it is on."""
MAIN = 0.4
"""How high a face is at least that a crop is made for, of the highest."""


def head_of(face: Any) -> Any:
    """The box of a face with what else belongs to the head."""
    x, y, wide, high = face
    return x - BESIDE * wide, y - HAIR * high, wide * (1 + 2 * BESIDE), high * (1 + HAIR + BELOW)


def air_of(face: Box) -> Box:
    """The box of a face with the room around it that a text leaves free if it can."""
    x, y, wide, high = face
    left, top, across, down = AIR
    return x - left * wide, y - top * high, across * wide, down * high


def core_of(face: Box) -> Box:
    """What of the box of a face has its eyes and its mouth in it."""
    x, y, wide, high = face
    left, top, across, down = CORE
    return x + left * wide, y + top * high, across * wide, down * high


def spoilt_by(text: Box, whole: Box, core: Box) -> float:
    """How much a text spoils of a face or head, in shares of it, and of eyes and mouth in its `core`, which count
    more."""
    return share_covered(whole, text) + _SEEING * share_covered(core, text)
