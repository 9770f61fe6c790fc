"""Marks that nobody sees, which come with pasted text: what has no width, and what turns the direction of writing."""

from __future__ import annotations

import re
import unicodedata

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.patterns import pattern

_WIDTHLESS = "\u00ad\u180e\u200b\u2060-\u2064\ufeff"
_TURNING = "\u202a-\u202e\u2066-\u2069"
_SIDES = "\u061c\u200e\u200f"
_JOINERS = "\u200c\u200d"
MARKS = pattern(f"[{_WIDTHLESS}{_TURNING}{_SIDES}{_JOINERS}]")
_ALWAYS = pattern(f"[{_WIDTHLESS}{_TURNING}]|(?<![\u0590-\u1fff\u2190-\U0010ffff])[{_JOINERS}]")
"""Joiners make one sign of several emoji, and belong to the letters of other scripts."""
_SIDED = pattern(f"[{_SIDES}]")


def without_marks(text: str) -> str:
    """The text as it is shown: in a text that runs from right to left the marks of sides are part of it."""
    seen = _ALWAYS.sub("", text)
    plain = _SIDED.sub("", seen)
    return seen if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in plain) else plain


def mark_problem(mark: str, place: Place) -> Problem:
    """A mark that is left out of a text."""
    message = _("There is an invisible mark in this text (U+{code:04X}).").format(code=ord(mark))
    if re.match(f"[{_TURNING}{_SIDES}]", mark):
        message = _("There is an invisible mark here that turns the direction of writing (U+{code:04X}).")
        message = message.format(code=ord(mark))
    hint = _("Texts are shown without it. Type this instead of pasting it to be rid of the mark.")
    return Problem(message, hint, place, warning=True, code="text-invisible-mark")
