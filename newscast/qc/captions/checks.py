"""Every check that the captions of a programme are put to. A new one is a module with `check`, and a line here."""

from __future__ import annotations

from collections.abc import Callable

from newscast.base.i18n import _
from newscast.qc.captions import coverage, gaps, glyphs, length, speed, timing
from newscast.qc.captions.model import Captions, WantedCaptions
from newscast.qc.captions.reading import read_captions
from newscast.qc.model import Check

CAPTION_CHECKS: dict[str, Callable[[Captions, WantedCaptions], Check | None]] = {
    "caption-speed": speed.check,
    "caption-length": length.check,
    "caption-gaps": gaps.check,
    "caption-glyphs": glyphs.check,
    "caption-timing": timing.check,
    "caption-coverage": coverage.check,
}
"""Each returns None where it does not apply."""


def check_captions(captions: Captions, wanted: WantedCaptions) -> tuple[Check, ...]:
    """What every check that applies says of captions as they are shown."""
    return tuple(result for check in CAPTION_CHECKS.values() if (result := check(captions, wanted)))


def check_file(content: bytes, suffix: str, wanted: WantedCaptions) -> tuple[Check, ...]:
    """The same of a file as it was written; one that cannot be read is put to no other check."""
    try:
        captions = read_captions(content, suffix, wanted.rate)
    except ValueError as error:
        message = _("Players refuse the file: {reason}.").format(reason=error)
        return (Check("caption-file", "fail", None, None, message=message),)
    return _file(captions, wanted), *check_captions(captions, wanted)


def _file(captions: Captions, wanted: WantedCaptions) -> Check:
    """Every caption has its time inside the programme, and one comes after the other."""
    message = ""
    if any(each.frames <= 0 or not each.text for each in captions):
        message = _("A caption has no text or no time.")
    elif any(each.end > wanted.frames for each in captions):
        message = _("The last caption ends after the programme.")
    elif list(captions) != sorted(captions, key=lambda each: each.start):
        message = _("The captions are not in order.")
    return Check("caption-file", "fail" if message else "pass", len(captions), None, message=message)
