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
        "key-pictures": _("key pictures"),
        "black": _("black pictures"),
        "frozen": _("pictures that stand still"),
        "flashes": _("flashes"),
        "combs": _("combs of two fields"),
        "silence": _("silence"),
        "speech": _("speech"),
        "synthetic-voice": _("synthetic voice"),
        "promotion": _("elected officials"),
        "delivery": _("delivery"),
        "size": _("size"),
        "limits": _("limits of networks"),
        "caption-file": _("caption file"),
        "caption-speed": _("reading speed of captions"),
        "caption-length": _("length of captions"),
        "caption-gaps": _("gaps between captions"),
        "caption-glyphs": _("signs in captions"),
        "caption-timing": _("captions with the voice"),
        "caption-coverage": _("captions for all that is said"),
        "captions-carried": _("captions in the file"),
        "same-essence": _("picture and sound as they were measured"),
        "caption-characters": _("signs in closed captions"),
        "speech-speed": _("speed of speech"),
    }
    return names.get(check, check)
