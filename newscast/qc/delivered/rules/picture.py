"""The picture, in whichever wrapper."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, at_least, at_most, same_if_there
from newscast.qc.delivered.reading.codes import HD
from newscast.qc.delivered.rules.forms import asked, fixed
from newscast.qc.delivered.rules.remedies import profile


def rules() -> tuple[Rule, ...]:
    """How it is coded, its shape, its time, its colours."""
    return (*_coding(), *_shape(), *_colors(), *_groups())


def _coding() -> tuple[Rule, ...]:
    codec = profile("codec")
    return (
        asked("picture-codec", "codec", _("The picture is coded as {found} instead of {wanted}."), codec),
        asked("picture-profile", "profile", _("The picture has the profile {found} instead of {wanted}."), codec),
        asked("picture-level", "level", _("The picture has the level {found} instead of {wanted}."), codec),
        asked(
            "picture-avc-level",
            "avc_level",
            _("The picture has the level {found} (tenths), and players take {wanted} at most."),
            codec,
            meets=at_most,
        ),
        asked("picture-chroma", "chroma", _("Colours are sampled {found} instead of {wanted}."), codec),
        asked(
            "picture-constant",
            "declared_bit_rate",
            _("The picture says that it has {found} bits a second instead of {wanted}."),
        ),
    )


def _shape() -> tuple[Rule, ...]:
    return (
        asked(
            "picture-size",
            "size",
            _("The picture has {found} pixels instead of {wanted}."),
            _("Take the “canvases” out of the kit: a master has 1920x1080."),
        ),
        asked(
            "picture-rate",
            "rate",
            _("The picture has {found} frames a second instead of {wanted}."),
            _("Write the station's rate in the kit: “rate: 30000/1001”."),
        ),
        fixed("picture-even", "even", True, _("Pictures do not follow one another evenly."), meets=same_if_there),
        asked("picture-scan", "scan", _("The picture is scanned as {found} instead of {wanted}."), profile("fields")),
        asked(
            "picture-aspect",
            "aspect",
            _("The picture says that it is {found} instead of {wanted}: it would be shown squeezed."),
        ),
        fixed(
            "picture-pixels",
            "square",
            True,
            _("The pixels are not square: the picture would be shown squeezed."),
            meets=same_if_there,
        ),
    )


def _colors() -> tuple[Rule, ...]:
    return (
        asked(
            "picture-colors",
            "colors",
            _("The colours are tagged {found} instead of {wanted}: they would be shown wrong."),
        ),
        fixed(
            "picture-colors-outside",
            "container_colors",
            HD,
            _("The wrapper tags the colours {found} instead of {wanted}."),
            meets=same_if_there,
        ),
        fixed(
            "picture-range",
            "full_range",
            False,
            _("The picture says that it uses the full range: blacks and whites would be cut off."),
            meets=same_if_there,
        ),
    )


def _groups() -> tuple[Rule, ...]:
    return (
        asked(
            "gop-length",
            "gop",
            _("Between two key pictures are {found} pictures, and {wanted} at most are taken."),
            meets=at_most,
        ),
        asked(
            "gop-even",
            "shortest_gop",
            _("Key pictures stand {found} pictures apart in places, and should {wanted} at least."),
            profile("gop: constant"),
            meets=at_least,
        ),
        asked("gop-closed", "closed", _("Not every key picture stands for itself: a cut there breaks up.")),
        asked(
            "picture-reordered",
            "b_frames",
            _("{found} pictures in a row depend on a later one, and {wanted} at most are taken."),
            meets=at_most,
        ),
        asked(
            "gop-timecode",
            "gop_timecode",
            _("The picture itself starts with the time code {found} instead of {wanted}: two clocks in one file."),
        ),
        asked("gop-timecodes", "gop_timecodes_follow", _("The time code inside the picture jumps.")),
    )
