"""What texts of a file mean as places in a picture: what is in its middle, and what of it is blurred."""

from __future__ import annotations

import re
from typing import Any

from newscast.base.i18n import _
from newscast.document.nodes import Sequence, Text
from newscast.document.says import refusal
from newscast.document.words import did_you_mean, nearest, short

FOCUS_WORDS = {
    "left": (0.0, 0.5),
    "right": (1.0, 0.5),
    "top": (0.5, 0.0),
    "bottom": (0.5, 1.0),
    "center": (0.5, 0.5),
}


def read_focus(value: Any) -> Any:
    """A place in the picture, from the top left, 0 to 1."""
    if not isinstance(value, Text):
        return _pair(value) if isinstance(value, Sequence) else value
    if value in FOCUS_WORDS:
        return FOCUS_WORDS[value]
    hint = _("Write [x, y] from 0 to 1, or one of: {names}.").format(names=", ".join(FOCUS_WORDS))
    if near := nearest(value, FOCUS_WORDS):
        hint = did_you_mean(value, [near])
    elif pair := re.fullmatch(r"\(?([01][.,]\d+)[,; ]+([01][.,]\d+)\)?", value.strip()):
        hint = _("Write `{text}`.").format(text=f"[{pair[1]}, {pair[2]}]".replace(",", ".").replace(". ", ", "))
    raise refusal(_("“{value}” is not a place in the picture.").format(value=short(value)), hint, code="value-focus")


BLUR_WORDS = ("faces", "all")
Share4 = tuple[float, float, float, float]
"""Left, top, width and height, in shares of a picture."""


def read_blur(value: Any) -> Any:
    """`faces`, `all`, or boxes; a single box may stand alone."""
    if isinstance(value, Text):
        if value.strip() in BLUR_WORDS:
            return value.strip()
        hint = _("Write `faces`, `all`, or boxes: `[[0.1, 0.2, 0.3, 0.4]]`.")
        hint = did_you_mean(value, [near]) if (near := nearest(value, BLUR_WORDS)) else hint
        raise refusal(
            _("“{value}” is nothing that can be blurred.").format(value=short(value)), hint, code="value-blur"
        )
    if not isinstance(value, Sequence):
        return value
    boxes = [value] if value and not isinstance(value[0], Sequence) else list(value)
    return tuple(map(_blurred_box, boxes)) if boxes else _blurred_box(())


def _blurred_box(value: Any) -> Share4:
    try:
        x, y, wide, high = (float(item) for item in value)
    except (TypeError, ValueError):
        x = y = wide = high = -1.0
    if x >= 0 and y >= 0 and wide > 0 and high > 0 and x + wide <= 1.0001 and y + high <= 1.0001:
        return x, y, wide, high
    hint = _("Write `[0.4, 0.1, 0.2, 0.3]`: left, top, width and height, as shares of the picture from 0 to 1.")
    raise refusal(_("A box that is blurred is four numbers, inside the picture."), hint, code="value-blur")


def _pair(value: Sequence) -> tuple[float, float]:
    try:
        x, y = (float(item) for item in value)
    except (TypeError, ValueError):
        x = y = -1.0
    if 0 <= x <= 1 and 0 <= y <= 1:
        return x, y
    hint = _("Write `[0.5, 0.3]`: across, down from the top left.")
    written = [str(item).strip() for item in value]
    if len(written) == 4 and all(item.isdigit() for item in written):
        hint = _("Decimals have a point: write `{text}`.").format(text="[{}.{}, {}.{}]".format(*written))
    elif all(re.fullmatch(r"\d{1,3} ?%", item) for item in written):
        shares = ", ".join(f"{int(item.rstrip(' %')) / 100:g}" for item in written)
        hint = _("Write `{text}`.").format(text=f"[{shares}]")
    raise refusal(_("The focus is two numbers from 0 to 1."), hint, code="value-focus")
