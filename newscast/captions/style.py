"""How captions are broken by where they are shown: in files, or burned in by the shape of the picture."""

from __future__ import annotations

from newscast.captions.line21.codes import COLUMNS
from newscast.captions.line21.layout import BESIDE_SIGNS
from newscast.show.model import CaptionStyle

SOCIAL_CHARACTERS = {"portrait": 28, "square": 32, "landscape": 42}
"""Characters that fit a line at the size burned captions have there (64, 56 and 54 px on a short side of 1080)."""


def social_style(canvas_name: str, style: CaptionStyle | None = None) -> CaptionStyle:
    """The style for captions burned on that canvas; the reading speed and number of lines are those of `style`."""
    base = style or CaptionStyle()
    characters = min(base.characters, SOCIAL_CHARACTERS[canvas_name])
    sounds = bool(base.sounds)
    return CaptionStyle(characters=characters, lines=min(base.lines, 2), cps=base.cps, sounds=sounds)


def file_style(style: CaptionStyle) -> CaptionStyle:
    """The style for files: they are what deaf viewers switch on, so they tell sounds unless the kit says otherwise."""
    return style if style.sounds is not None else style.model_copy(update={"sounds": True})


def grid_style(style: CaptionStyle, signer: bool) -> CaptionStyle:
    """The style for the grid of CEA-608; `signer` where a window of sign language stands on it."""
    characters = BESIDE_SIGNS if signer else COLUMNS
    changed = {"characters": min(style.characters, characters), "lines": min(style.lines, 2)}
    return file_style(style).model_copy(update=changed)
