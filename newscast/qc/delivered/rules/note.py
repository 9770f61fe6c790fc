"""Delivery notes and checksums: they say of the files beside them what these are."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, within
from newscast.qc.delivered.rules.forms import asked, fixed

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
        asked("md5-name", "names", _("The checksum is of {found} instead of {wanted}.")),
        fixed("md5-sum", "agrees", True, _("The checksum is not that of the file beside it.")),
    )


def _form() -> tuple[Rule, ...]:
    return (fixed("note-format", "note", "1", _("The note is of format {found} instead of {wanted}.")),)


def _files() -> tuple[Rule, ...]:
    return (
        asked("note-names", "names", _("The note names {found} instead of {wanted}.")),
        asked("note-bytes", "bytes", _("The note says {found} bytes; there are {wanted}.")),
        asked("note-sha256", "sha256s", _("The note has another SHA-256 than its file.")),
        asked("note-md5", "md5s", _("The note has another MD5 than the file beside it.")),
        asked("note-picture", "picture", _("The note says of the picture: {found}; it is {wanted}.")),
        asked("note-sound", "sound", _("The note says of the sound: {found}; it is {wanted}.")),
        asked(
            "note-loudness", "loudness", _("The note says {found} LUFS; measured were {wanted}."), meets=within(_METER)
        ),
        asked("note-captions", "caption_files", _("The note names {found} as captions; beside it are: {wanted}.")),
    )


def _lengths() -> tuple[Rule, ...]:
    frames = _("The note says {found} frames; the file has {wanted}.")
    seconds = _("The note says {found} s; the file has {wanted}.")
    length = _("The length as time code is {found} instead of {wanted}, in frames; in radio in seconds.")
    spans = _("From SOM to EOM it is {found} instead of {wanted}, in frames; in radio in seconds.")
    follow = _("The segments in the note do not follow one another, or end after the programme.")
    return (
        asked("note-frames", "frames", frames),
        asked("note-seconds", "seconds", seconds, meets=within(_ROUNDED)),
        asked("note-length", "length", length, meets=within(_ROUNDED)),
        asked("note-ends", "spans", spans, meets=within(_ROUNDED)),
        asked("note-lead", "lead", _("{found} frames come before SOM instead of {wanted}.")),
        fixed("note-segments", "segments_follow", True, follow),
    )
