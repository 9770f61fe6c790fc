"""MP4 and QuickTime files."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, all_among, among, at_most, same
from newscast.qc.delivered.rules.forms import Meets, asked, fixed
from newscast.qc.delivered.rules.remedies import profile

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
        asked("mov-timecode", "start", _("The time code starts at {found} instead of {wanted}."), profile("start")),
    )


def _kind(code: str, meets: Meets, wanted: object) -> Rule:
    return fixed(code, "brand", wanted, _("The file calls itself “{found}”, which is another kind."), meets=meets)


def _edits() -> Rule:
    return fixed(
        "movie-edits",
        "edit_lists",
        False,
        _("The file has an edit list, which every network and server reads in its own way."),
    )


def _both() -> tuple[Rule, ...]:
    return (
        fixed(
            "movie-index",
            "index_first",
            True,
            _("The index stands at the end, so that nothing plays until all has arrived."),
        ),
        asked(
            "movie-date",
            "created",
            _("The file is dated {found} instead of {wanted}."),
            _("Look at “date” in the rundown, and build again."),
        ),
        asked(
            "movie-languages",
            TONGUES,
            _("Tracks are tagged with the languages {found} instead of {wanted}."),
            meets=all_among,
        ),
        fixed(
            "movie-apart",
            "apart",
            _APART,
            _("Picture and sound do not end together: they are {found} s apart."),
            meets=at_most,
        ),
        fixed(
            "movie-lasting",
            "lasting",
            _APART,
            _("The headers of the file say another length than its tracks have: they differ by {found} s."),
            meets=at_most,
        ),
        asked("movie-heard", "heard", _("Players do not play the tracks of sound that they should.")),
        fixed(
            "movie-upright",
            "upright",
            True,
            _("The file has its picture turned, squeezed or cut when it is played, or another beside it."),
        ),
    )
