"""What the kinds of segments are called."""

from __future__ import annotations

from newscast.base.i18n import _


def kind_name(kind: str) -> str:
    """What a segment is, in the user's language; nothing for a kind that is none."""
    names = {
        "story": _("Story"),
        "open": _("Opening"),
        "headlines": _("Headlines"),
        "sting": _("Sting"),
        "break": _("Break"),
        "spot": _("Spot"),
        "close": _("Closing"),
    }
    return names.get(kind, "")
