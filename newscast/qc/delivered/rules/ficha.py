"""The ficha técnica: one page that says of the files what they are, and behind it the script."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, at_most, same, within
from newscast.qc.delivered.rules.remedies import again

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
        Rule("ficha-sheets", "sheets", same, 1, _("There are {found} sheets instead of {wanted}."), again()),
        Rule(
            "ficha-page",
            "high",
            at_most,
            _PAGE,
            _("The sheet takes about {found} mm; a page has {wanted}."),
            _("Let the station have the note in JSON or XML too, or the programme in blocks."),
            "warn",
        ),
        Rule("ficha-programme", "programme", same, ASKED, said, again()),
        Rule("ficha-title", "title", same, ASKED, said, again()),
        Rule("ficha-episode", "episode", same, ASKED, said, again()),
    )


def _files() -> tuple[Rule, ...]:
    heard = _("The sheet says {found} LUFS; measured were {wanted}.")
    return (
        Rule("ficha-names", "names", same, ASKED, _("The sheet names {found} instead of {wanted}."), again()),
        Rule("ficha-sums", "sums", same, ASKED, _("The sheet has another checksum than its file."), again()),
        Rule("ficha-loudness", "loudness", within(_METER), ASKED, heard, again()),
    )


def _lengths() -> tuple[Rule, ...]:
    length = _("The length on the sheet is {found} instead of {wanted}, in frames; in radio in seconds.")
    spans = _("From SOM to EOM it is {found} instead of {wanted}, in frames; in radio in seconds.")
    lead = _("{found} frames come before SOM instead of {wanted}.")
    return (
        Rule("ficha-length", "length", within(_ROUNDED), ASKED, length, again()),
        Rule("ficha-ends", "spans", within(_ROUNDED), ASKED, spans, again()),
        Rule("ficha-lead", "lead", same, ASKED, lead, again()),
    )


def _order() -> tuple[Rule, ...]:
    begins = _("Segments on the sheet begin at {found} instead of {wanted}.")
    named = _("The segments on the sheet are {found} instead of {wanted}.")
    script = _("The script on the sheet is not what is said in the programme.")
    return (
        Rule("ficha-starts", "starts", same, ASKED, begins, again()),
        Rule("ficha-segments", "called", same, ASKED, named, again()),
        Rule("ficha-script", "words", same, ASKED, script, again()),
    )
