"""MP4 and QuickTime files."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, all_among, among, at_most, same
from newscast.qc.delivered.rules.remedies import again, profile

TONGUES = "languages"
_APART = 0.05
"""Seconds by which tracks may end apart: two frames of AAC, and the rest of a picture."""


def mp4() -> tuple[Rule, ...]:
    """As the web and networks take it."""
    brands = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1"]
    return (_kind("mp4-kind", among, brands), *_both(), _edits())


def mov() -> tuple[Rule, ...]:
    """As editing systems take it."""
    return (
        _kind("mov-kind", same, "qt  "),
        *_both(),
        Rule(
            "mov-timecode",
            "start",
            same,
            ASKED,
            _("The time code starts at {found} instead of {wanted}."),
            profile("start"),
        ),
    )


def _kind(code: str, meets: object, wanted: object) -> Rule:
    assert callable(meets)
    return Rule(code, "brand", meets, wanted, _("The file calls itself “{found}”, which is another kind."), again())


def _edits() -> Rule:
    return Rule(
        "movie-edits",
        "edit_lists",
        same,
        False,
        _("The file has an edit list, which every network and server reads in its own way."),
        again(),
    )


def _both() -> tuple[Rule, ...]:
    return (
        Rule(
            "movie-index",
            "index_first",
            same,
            True,
            _("The index stands at the end, so that nothing plays until all has arrived."),
            again(),
        ),
        Rule(
            "movie-date",
            "created",
            same,
            ASKED,
            _("The file is dated {found} instead of {wanted}."),
            _("Look at “date” in the rundown, and build again."),
        ),
        Rule(
            "movie-languages",
            TONGUES,
            all_among,
            ASKED,
            _("Tracks are tagged with the languages {found} instead of {wanted}."),
            again(),
        ),
        Rule(
            "movie-apart",
            "apart",
            at_most,
            _APART,
            _("Picture and sound do not end together: they are {found} s apart."),
            again(),
        ),
        Rule(
            "movie-lasting",
            "lasting",
            at_most,
            _APART,
            _("The headers of the file say another length than its tracks have: they differ by {found} s."),
            again(),
        ),
        Rule(
            "movie-heard",
            "heard",
            same,
            ASKED,
            _("Players do not play the tracks of sound that they should."),
            again(),
        ),
        Rule(
            "movie-upright",
            "upright",
            same,
            True,
            _("The file has its picture turned or squeezed when it is played."),
            again(),
        ),
    )
