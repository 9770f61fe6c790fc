"""What the kinds of segments and of parts are called."""

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


def part_name(kind: str) -> str:
    """What a part is, in the user's language; nothing for what is all of its segment."""
    names = {
        "read": _("On camera"),
        "vo": _("Voice over pictures"),
        "sot": _("Sound on tape"),
        "card": _("Card"),
        "package": _("Package"),
        "headline": _("Headline card"),
    }
    return names.get(kind, "")
