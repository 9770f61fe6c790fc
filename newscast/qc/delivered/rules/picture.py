"""The picture, in whichever wrapper."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, at_least, at_most, same, same_if_there
from newscast.qc.delivered.reading.codes import HD
from newscast.qc.delivered.rules.remedies import again, profile


def rules() -> tuple[Rule, ...]:
    """How it is coded, its shape, its time, its colours."""
    return (*_coding(), *_shape(), *_groups())


def _coding() -> tuple[Rule, ...]:
    codec = profile("codec")
    return (
        Rule(
            "picture-codec",
            "codec",
            same,
            ASKED,
            _("The picture is coded as {found} instead of {wanted}."),
            codec,
        ),
        Rule(
            "picture-profile",
            "profile",
            same,
            ASKED,
            _("The picture has the profile {found} instead of {wanted}."),
            codec,
        ),
        Rule(
            "picture-level",
            "level",
            same,
            ASKED,
            _("The picture has the level {found} instead of {wanted}."),
            codec,
        ),
        Rule(
            "picture-avc-level",
            "avc_level",
            at_most,
            ASKED,
            _("The picture has the level {found} (tenths), and players take {wanted} at most."),
            codec,
        ),
        Rule(
            "picture-chroma",
            "chroma",
            same,
            ASKED,
            _("Colours are sampled {found} instead of {wanted}."),
            codec,
        ),
        Rule(
            "picture-constant",
            "declared_bit_rate",
            same,
            ASKED,
            _("The picture says that it has {found} bits a second instead of {wanted}."),
            again(),
        ),
    )


def _shape() -> tuple[Rule, ...]:
    return (
        Rule(
            "picture-size",
            "size",
            same,
            ASKED,
            _("The picture has {found} pixels instead of {wanted}."),
            _("Take the “canvases” out of the kit: a master has 1920x1080."),
        ),
        Rule(
            "picture-rate",
            "rate",
            same,
            ASKED,
            _("The picture has {found} frames a second instead of {wanted}."),
            _("Write the station's rate in the kit: “rate: 30000/1001”."),
        ),
        Rule("picture-even", "even", same_if_there, True, _("Pictures do not follow one another evenly."), again()),
        Rule(
            "picture-scan",
            "scan",
            same,
            ASKED,
            _("The picture is scanned as {found} instead of {wanted}."),
            profile("fields"),
        ),
        Rule(
            "picture-aspect",
            "aspect",
            same,
            ASKED,
            _("The picture says that it is {found} instead of {wanted}: it would be shown squeezed."),
            again(),
        ),
        Rule(
            "picture-pixels",
            "square",
            same_if_there,
            True,
            _("The pixels are not square: the picture would be shown squeezed."),
            again(),
        ),
        Rule(
            "picture-colors",
            "colors",
            same,
            ASKED,
            _("The colours are tagged {found} instead of {wanted}: they would be shown wrong."),
            again(),
        ),
        Rule(
            "picture-colors-outside",
            "container_colors",
            same_if_there,
            HD,
            _("The wrapper tags the colours {found} instead of {wanted}."),
            again(),
        ),
        Rule(
            "picture-range",
            "full_range",
            same_if_there,
            False,
            _("The picture says that it uses the full range: blacks and whites would be cut off."),
            again(),
        ),
    )


def _groups() -> tuple[Rule, ...]:
    return (
        Rule(
            "gop-length",
            "gop",
            at_most,
            ASKED,
            _("Between two key pictures are {found} pictures, and {wanted} at most are taken."),
            again(),
        ),
        Rule(
            "gop-even",
            "shortest_gop",
            at_least,
            ASKED,
            _("Key pictures stand {found} pictures apart in places, and should {wanted} at least."),
            profile("gop: constant"),
        ),
        Rule(
            "gop-closed",
            "closed",
            same,
            ASKED,
            _("Not every key picture stands for itself: a cut there breaks up."),
            again(),
        ),
        Rule(
            "picture-reordered",
            "b_frames",
            at_most,
            ASKED,
            _("{found} pictures in a row depend on a later one, and {wanted} at most are taken."),
            again(),
        ),
        Rule(
            "gop-timecode",
            "gop_timecode",
            same,
            ASKED,
            _("The picture itself starts with the time code {found} instead of {wanted}: two clocks in one file."),
            again(),
        ),
        Rule(
            "gop-timecodes",
            "gop_timecodes_follow",
            same,
            ASKED,
            _("The time code inside the picture jumps."),
            again(),
        ),
    )
