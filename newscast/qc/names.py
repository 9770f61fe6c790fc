"""The names that checks have for people; files and programs keep the codes."""

from __future__ import annotations

from newscast.base.i18n import _


def name_of(check: str) -> str:
    """What a check looks at, in the user's language; its code where it is not known here."""
    names = {
        "loudness": _("loudness"),
        "true_peak": _("true peak"),
        "duration": _("length"),
        "video": _("picture"),
        "audio": _("sound"),
        "sync": _("lip-sync"),
        "container": _("kind of file"),
        "silence": _("silence"),
        "speech": _("speech"),
        "synthetic-voice": _("synthetic voice"),
        "size": _("size"),
    }
    return names.get(check, check)
