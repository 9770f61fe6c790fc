"""The ficha técnica: one page that says of the files what they are, and behind it the script."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, at_most, within
from newscast.qc.delivered.rules.forms import asked, fixed

_ROUNDED = 0.06
"""Seconds by which a length may differ from the one decoded, as in a delivery note. Frames are whole."""
_METER = 0.05
"""LU: it rounds no further than a tenth."""
_PAGE = 273
"""Millimetres of an A4 page (ISO 216) between margins of 12 mm."""


def rules() -> tuple[Rule, ...]:
    """As HTML."""
    return (*_page(), *_files(), *_lengths(), *_order())


def _page() -> tuple[Rule, ...]:
    said = _("The sheet says {found} instead of {wanted}.")
    return (
        fixed("ficha-sheets", "sheets", 1, _("There are {found} sheets instead of {wanted}.")),
        fixed(
            "ficha-page",
            "high",
            _PAGE,
            _("The sheet takes about {found} mm; a page has {wanted}."),
            _("Let the station have the note in JSON or XML too, or the programme in blocks."),
            meets=at_most,
            verdict="warn",
        ),
        asked("ficha-programme", "programme", said),
        asked("ficha-title", "title", said),
        asked("ficha-episode", "episode", said),
    )


def _files() -> tuple[Rule, ...]:
    heard = _("The sheet says {found} LUFS; measured were {wanted}.")
    return (
        asked("ficha-names", "names", _("The sheet names {found} instead of {wanted}.")),
        asked("ficha-sums", "sums", _("The sheet has another checksum than its file.")),
        asked("ficha-loudness", "loudness", heard, meets=within(_METER)),
    )


def _lengths() -> tuple[Rule, ...]:
    length = _("The length on the sheet is {found} instead of {wanted}, in frames; in radio in seconds.")
    spans = _("From SOM to EOM it is {found} instead of {wanted}, in frames; in radio in seconds.")
    lead = _("{found} frames come before SOM instead of {wanted}.")
    return (
        asked("ficha-length", "length", length, meets=within(_ROUNDED)),
        asked("ficha-ends", "spans", spans, meets=within(_ROUNDED)),
        asked("ficha-lead", "lead", lead),
    )


def _order() -> tuple[Rule, ...]:
    begins = _("Segments on the sheet begin at {found} instead of {wanted}.")
    named = _("The segments on the sheet are {found} instead of {wanted}.")
    script = _("The script on the sheet is not what is said in the programme.")
    return (
        asked("ficha-starts", "starts", begins),
        asked("ficha-segments", "called", named),
        asked("ficha-script", "words", script),
    )
