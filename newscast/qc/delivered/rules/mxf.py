"""MXF files as playout servers take them (SMPTE ST 377-1, ST 378, RDD 9)."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, all_same, same_if_there
from newscast.qc.delivered.rules.forms import asked, fixed
from newscast.qc.delivered.rules.remedies import profile


def rules() -> tuple[Rule, ...]:
    """The wrapper, the packages, time codes, what describes the essence, captions."""
    return (*_wrapper(), *_packages(), *_timecode(), *_described(), *_data())


def _wrapper() -> tuple[Rule, ...]:
    return (
        fixed("mxf-pattern", "pattern", "OP1a", _("The file has the operational pattern {found}.")),
        fixed(
            "mxf-partitions",
            "partitions",
            ["closed complete"],
            _("Partitions are {found} instead of {wanted}: a server takes the file for one that is still written."),
        ),
        fixed("mxf-footer", "footer", True, _("The file has no footer partition.")),
        fixed("mxf-offsets", "offsets", True, _("A partition gives its place, or another's, wrongly.")),
        fixed("mxf-random-index", "random_index", True, _("The list of partitions at the end is wrong.")),
        fixed(
            "mxf-index",
            "misplaced",
            0,
            _("The index table is missing, or {found} pictures are not where it says: a server cannot jump."),
        ),
    )


def _packages() -> tuple[Rule, ...]:
    return (
        fixed(
            "mxf-umid",
            "umid_unique",
            True,
            _("Its identifier (UMID) is empty, or that of every other file: servers would take two episodes for one."),
        ),
        fixed("mxf-umids", "umids_differ", True, _("Two packages in the file have the same UMID.")),
        asked("mxf-languages", "spoken", _("Tracks are tagged with the languages {found} instead of {wanted}.")),
        fixed("mxf-dates", "dated", True, _("A package has no date that exists.")),
        asked(
            "mxf-date",
            "date",
            _("The file is dated {found} instead of {wanted}."),
            _("Look at “date” in the rundown, and build again."),
        ),
        fixed("mxf-tracks", "track_lengths", 1, _("The tracks of the file have {found} different lengths.")),
        asked("mxf-frames", "frames", _("The file holds {found} pictures instead of {wanted}.")),
        asked("mxf-duration", "edit_frames", _("The file says that it lasts {found} pictures instead of {wanted}.")),
    )


def _timecode() -> tuple[Rule, ...]:
    return (
        asked(
            "mxf-timecode",
            "timecodes",
            _("The time code starts at {found} instead of {wanted}."),
            profile("start"),
            meets=all_same,
        ),
        asked("mxf-drop", "drop", _("The time code is not drop-frame where it should be."), meets=all_same),
    )


def _described() -> tuple[Rule, ...]:
    what = _("The wrapper says {found} of the picture instead of {wanted}.")
    return (
        asked("mxf-size", "described_size", what),
        asked("mxf-aspect", "described_aspect", what),
        asked("mxf-layout", "layout", what),
        asked("mxf-chroma", "described_chroma", what),
        asked("picture-vbv", "constant", _("The picture says that its bit rate varies instead of being constant.")),
        asked(
            "mxf-afd",
            "afd",
            _("The wrapper does not say which part of the picture matters (AFD {wanted})."),
            profile("afd: true"),
        ),
        asked(
            "picture-afd",
            "coded_afd",
            _("Not every picture says which part of it matters (AFD {wanted})."),
            profile("afd: true"),
        ),
        fixed(
            "picture-sequences",
            "sequences_equal",
            True,
            _("The picture describes itself otherwise in one place than in another."),
            meets=same_if_there,
        ),
        asked(
            "picture-coded-rate",
            "coded_rate",
            _("The picture says that it has {found} frames a second instead of {wanted}."),
        ),
    )


def _data() -> tuple[Rule, ...]:
    return (
        asked(
            "captions-track",
            "data_tracks",
            _("The file has {found} caption tracks instead of {wanted}."),
            profile("captions"),
        ),
    )
