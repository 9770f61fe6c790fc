"""MP3, MP2 and FLAC files."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.delivered.model import Rule, same_if_there, there
from newscast.qc.delivered.rules.forms import asked, fixed
from newscast.qc.delivered.rules.remedies import profile


def mp3() -> tuple[Rule, ...]:
    """Layer III, with a tag."""
    counted = fixed(
        "mp3-counted",
        "counted",
        True,
        _("Its first frame says another number of frames than there are: players show another length."),
        meets=same_if_there,
    )
    return (*_frames("mp3", 3), counted, *_tag())


def mp2() -> tuple[Rule, ...]:
    """Layer II."""
    return _frames("mp2", 2)


def flac() -> tuple[Rule, ...]:
    """Without loss."""
    return (
        asked("flac-length", "samples", _("There are {found} samples instead of {wanted}.")),
        fixed("flac-signed", "signed", True, _("The file holds no checksum of its sound.")),
    )


def _frames(kind: str, layer: int) -> tuple[Rule, ...]:
    return (
        fixed(f"{kind}-layer", "layer", layer, _("The sound is of layer {found} instead of {wanted}.")),
        asked(
            f"{kind}-rate",
            "kbits",
            _("The bit rate is {found} kbit/s instead of constantly {wanted}."),
            profile("bitrate"),
        ),
        fixed(f"{kind}-whole", "rest", 0, _("{found} bytes in it are no sound: it is damaged.")),
    )


def _tag() -> tuple[Rule, ...]:
    return (
        fixed(
            "id3-version",
            "tag",
            "2.3",
            _("Its tag is of ID3 {found} instead of {wanted}, which cars and older systems do not read."),
            verdict="warn",
        ),
        fixed("id3-title", "title", True, _("It has no title."), meets=there),
        asked("id3-named", "named", _("Its title is “{found}” instead of “{wanted}”.")),
        asked("id3-length", "tag_length", _("Its tag says that it lasts {found} ms instead of {wanted}.")),
        asked("id3-cover", "cover", _("It has no cover picture.")),
        asked("id3-chapters", "chapters", _("It has {found} chapters instead of {wanted}.")),
        asked("id3-chapters-times", "chapter_times", _("Its chapters are {found} instead of {wanted}.")),
        fixed(
            "id3-chapters-ordered",
            "chapters_ordered",
            True,
            _("Its chapters are not in the order of time, or overlap."),
            meets=same_if_there,
        ),
        fixed(
            "id3-chapters-inside",
            "chapters_inside",
            True,
            _("A chapter begins or ends outside the programme."),
            meets=same_if_there,
        ),
        fixed(
            "id3-chapters-listed",
            "chapters_listed",
            True,
            _("Its table of contents does not list its chapters in their order."),
            meets=same_if_there,
        ),
        fixed("id3-chapters-titled", "chapters_titled", True, _("A chapter has no title."), meets=same_if_there),
    )
