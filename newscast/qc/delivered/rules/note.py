"""Delivery notes and checksums: they say of the files beside them what these are."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, same, within
from newscast.qc.delivered.rules.remedies import again

_ROUNDED = 0.06
"""Seconds by which a length may differ from the one decoded: two frames of an MP3, which begins and ends with silence
of its encoder. Frames are whole."""
_METER = 0.05
"""LU: the note rounds no further than a tenth."""


def note() -> tuple[Rule, ...]:
    """In JSON and in XML."""
    return (*_form(), *_files(), *_lengths())


def md5() -> tuple[Rule, ...]:
    """One line for md5sum."""
    return (
        Rule("md5-name", "names", same, ASKED, _("The checksum is of {found} instead of {wanted}."), again()),
        Rule("md5-sum", "agrees", same, True, _("The checksum is not that of the file beside it."), again()),
    )


def _form() -> tuple[Rule, ...]:
    return (Rule("note-format", "note", same, "1", _("The note is of format {found} instead of {wanted}."), again()),)


def _files() -> tuple[Rule, ...]:
    return (
        Rule("note-names", "names", same, ASKED, _("The note names {found} instead of {wanted}."), again()),
        Rule("note-bytes", "bytes", same, ASKED, _("The note says {found} bytes; there are {wanted}."), again()),
        Rule("note-sha256", "sha256s", same, ASKED, _("The note has another SHA-256 than its file."), again()),
        Rule("note-md5", "md5s", same, ASKED, _("The note has another MD5 than the file beside it."), again()),
        Rule(
            "note-picture", "picture", same, ASKED, _("The note says of the picture: {found}; it is {wanted}."), again()
        ),
        Rule("note-sound", "sound", same, ASKED, _("The note says of the sound: {found}; it is {wanted}."), again()),
        Rule(
            "note-loudness",
            "loudness",
            within(_METER),
            ASKED,
            _("The note says {found} LUFS; measured were {wanted}."),
            again(),
        ),
        Rule(
            "note-captions",
            "caption_files",
            same,
            ASKED,
            _("The note names {found} as captions; beside it are: {wanted}."),
            again(),
        ),
    )


def _lengths() -> tuple[Rule, ...]:
    asked = {
        "note-frames": ("frames", same, _("The note says {found} frames; the file has {wanted}.")),
        "note-seconds": ("seconds", within(_ROUNDED), _("The note says {found} s; the file has {wanted}.")),
        "note-length": (
            "length",
            within(_ROUNDED),
            _("The length as time code is {found} instead of {wanted}, in frames; in radio in seconds."),
        ),
        "note-ends": (
            "spans",
            within(_ROUNDED),
            _("From SOM to EOM it is {found} instead of {wanted}, in frames; in radio in seconds."),
        ),
        "note-lead": ("lead", same, _("{found} frames come before SOM instead of {wanted}.")),
    }
    return (
        *(Rule(code, fact, meets, ASKED, refused, again()) for code, (fact, meets, refused) in asked.items()),
        Rule(
            "note-segments",
            "segments_follow",
            same,
            True,
            _("The segments in the note do not follow one another, or end after the programme."),
            again(),
        ),
    )
