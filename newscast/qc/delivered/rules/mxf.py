"""MXF files as playout servers take them (SMPTE ST 377-1, ST 378, RDD 9)."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, all_same, same, same_if_there
from newscast.qc.delivered.rules.remedies import again, profile


def rules() -> tuple[Rule, ...]:
    """The wrapper, the packages, time codes, what describes the essence, captions."""
    return (*_wrapper(), *_packages(), *_timecode(), *_described(), *_data())


def _wrapper() -> tuple[Rule, ...]:
    return (
        Rule("mxf-pattern", "pattern", same, "OP1a", _("The file has the operational pattern {found}."), again()),
        Rule(
            "mxf-partitions",
            "partitions",
            same,
            ["closed complete"],
            _("Partitions are {found} instead of {wanted}: a server takes the file for one that is still written."),
            again(),
        ),
        Rule("mxf-footer", "footer", same, True, _("The file has no footer partition."), again()),
        Rule("mxf-offsets", "offsets", same, True, _("A partition gives its place, or another's, wrongly."), again()),
        Rule("mxf-random-index", "random_index", same, True, _("The list of partitions at the end is wrong."), again()),
        Rule(
            "mxf-index",
            "misplaced",
            same,
            0,
            _("The index table is missing, or {found} pictures are not where it says: a server cannot jump."),
            again(),
        ),
    )


def _packages() -> tuple[Rule, ...]:
    return (
        Rule(
            "mxf-umid",
            "umid_unique",
            same,
            True,
            _("Its identifier (UMID) is empty, or that of every other file: servers would take two episodes for one."),
            again(),
        ),
        Rule("mxf-umids", "umids_differ", same, True, _("Two packages in the file have the same UMID."), again()),
        Rule(
            "mxf-languages",
            "spoken",
            same,
            ASKED,
            _("Tracks are tagged with the languages {found} instead of {wanted}."),
            again(),
        ),
        Rule("mxf-dates", "dated", same, True, _("A package has no date that exists."), again()),
        Rule(
            "mxf-date",
            "date",
            same,
            ASKED,
            _("The file is dated {found} instead of {wanted}."),
            _("Look at “date” in the rundown, and build again."),
        ),
        Rule(
            "mxf-tracks",
            "track_lengths",
            same,
            1,
            _("The tracks of the file have {found} different lengths."),
            again(),
        ),
        Rule(
            "mxf-frames",
            "frames",
            same,
            ASKED,
            _("The file holds {found} pictures instead of {wanted}."),
            again(),
        ),
        Rule(
            "mxf-duration",
            "edit_frames",
            same,
            ASKED,
            _("The file says that it lasts {found} pictures instead of {wanted}."),
            again(),
        ),
    )


def _timecode() -> tuple[Rule, ...]:
    return (
        Rule(
            "mxf-timecode",
            "timecodes",
            all_same,
            ASKED,
            _("The time code starts at {found} instead of {wanted}."),
            profile("start"),
        ),
        Rule("mxf-drop", "drop", all_same, ASKED, _("The time code is not drop-frame where it should be."), again()),
    )


def _described() -> tuple[Rule, ...]:
    what = _("The wrapper says {found} of the picture instead of {wanted}.")
    return (
        Rule("mxf-size", "described_size", same, ASKED, what, again()),
        Rule("mxf-aspect", "described_aspect", same, ASKED, what, again()),
        Rule("mxf-layout", "layout", same, ASKED, what, again()),
        Rule("mxf-chroma", "described_chroma", same, ASKED, what, again()),
        Rule(
            "picture-vbv",
            "constant",
            same,
            ASKED,
            _("The picture says that its bit rate varies instead of being constant."),
            again(),
        ),
        Rule(
            "mxf-afd",
            "afd",
            same,
            ASKED,
            _("The wrapper does not say which part of the picture matters (AFD {wanted})."),
            profile("afd: true"),
        ),
        Rule(
            "picture-afd",
            "coded_afd",
            same,
            ASKED,
            _("Not every picture says which part of it matters (AFD {wanted})."),
            profile("afd: true"),
        ),
        Rule(
            "picture-sequences",
            "sequences_equal",
            same_if_there,
            True,
            _("The picture describes itself otherwise in one place than in another."),
            again(),
        ),
        Rule(
            "picture-coded-rate",
            "coded_rate",
            same,
            ASKED,
            _("The picture says that it has {found} frames a second instead of {wanted}."),
            again(),
        ),
    )


def _data() -> tuple[Rule, ...]:
    return (
        Rule(
            "captions-track",
            "data_tracks",
            same,
            ASKED,
            _("The file has {found} caption tracks instead of {wanted}."),
            profile("captions"),
        ),
    )
