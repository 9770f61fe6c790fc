"""MP3, MP2 and FLAC files."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import ASKED, Rule, same, same_if_there, there
from newscast.qc.delivered.rules.remedies import again, profile


def mp3() -> tuple[Rule, ...]:
    """Layer III, with a tag."""
    counted = Rule(
        "mp3-counted",
        "counted",
        same_if_there,
        True,
        _("Its first frame says another number of frames than there are: players show another length."),
        again(),
    )
    return (*_frames("mp3", 3), counted, *_tag())


def mp2() -> tuple[Rule, ...]:
    """Layer II."""
    return _frames("mp2", 2)


def flac() -> tuple[Rule, ...]:
    """Without loss."""
    return (
        Rule("flac-length", "samples", same, ASKED, _("There are {found} samples instead of {wanted}."), again()),
        Rule("flac-signed", "signed", same, True, _("The file holds no checksum of its sound."), again()),
    )


def _frames(kind: str, layer: int) -> tuple[Rule, ...]:
    return (
        Rule(f"{kind}-layer", "layer", same, layer, _("The sound is of layer {found} instead of {wanted}."), again()),
        Rule(
            f"{kind}-rate",
            "kbits",
            same,
            ASKED,
            _("The bit rate is {found} kbit/s instead of constantly {wanted}."),
            profile("bitrate"),
        ),
        Rule(f"{kind}-whole", "rest", same, 0, _("{found} bytes in it are no sound: it is damaged."), again()),
    )


def _tag() -> tuple[Rule, ...]:
    return (
        Rule(
            "id3-version",
            "tag",
            same,
            "2.3",
            _("Its tag is of ID3 {found} instead of {wanted}, which cars and older systems do not read."),
            again(),
            "warn",
        ),
        Rule("id3-title", "title", there, True, _("It has no title."), again()),
        Rule("id3-named", "named", same, ASKED, _("Its title is “{found}” instead of “{wanted}”."), again()),
        Rule(
            "id3-length",
            "tag_length",
            same,
            ASKED,
            _("Its tag says that it lasts {found} ms instead of {wanted}."),
            again(),
        ),
        Rule("id3-cover", "cover", same, ASKED, _("It has no cover picture."), again()),
        Rule("id3-chapters", "chapters", same, ASKED, _("It has {found} chapters instead of {wanted}."), again()),
        Rule(
            "id3-chapters-times",
            "chapter_times",
            same,
            ASKED,
            _("Its chapters are {found} instead of {wanted}."),
            again(),
        ),
        Rule(
            "id3-chapters-ordered",
            "chapters_ordered",
            same_if_there,
            True,
            _("Its chapters are not in the order of time, or overlap."),
            again(),
        ),
        Rule(
            "id3-chapters-inside",
            "chapters_inside",
            same_if_there,
            True,
            _("A chapter begins or ends outside the programme."),
            again(),
        ),
        Rule(
            "id3-chapters-listed",
            "chapters_listed",
            same_if_there,
            True,
            _("Its table of contents does not list its chapters in their order."),
            again(),
        ),
        Rule("id3-chapters-titled", "chapters_titled", same_if_there, True, _("A chapter has no title."), again()),
    )
