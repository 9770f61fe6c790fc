"""Whether captions come and go with the voice, as it was measured before the sound was mixed."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.captions.rules import APART, GAP, LINGER, NEAR, SHORTEST
from newscast.qc.captions.model import Caption, Captions, WantedCaptions
from newscast.qc.captions.telling import told
from newscast.qc.model import Check
from newscast.timeline.spans import Span, merged


class _Off(NamedTuple):
    """How many frames a caption comes or goes too late, less than 0 where it is too early."""

    frames: int
    caption: Caption


def check(captions: Captions, wanted: WantedCaptions) -> Check | None:
    """Warn of captions that come or go too early or too late, fail where one is more than a second off.

    Inside running speech nothing but the words themselves would tell.
    """
    heard = _heard(wanted)
    spoken = [each for each in captions if each.says_words and not _is_unheard(each, wanted)]
    if not heard or not spoken:
        return None
    starts = [_Off(off, each) for each in spoken if abs(off := _start(each, spoken, heard, wanted)) > NEAR]
    followed = {before.end for before, after in pairwise(captions) if after.start - before.end == GAP}
    ends = [_Off(off, each) for each in spoken if (off := _end(each, each.end in followed, heard, wanted)) > LINGER + 1]
    found = {
        _("Comes before the voice: {where}."): [off.caption for off in starts if off.frames < 0],
        _("Comes after the voice: {where}."): [off.caption for off in starts if off.frames > 0],
        _("Stays too long after the voice: {where}."): [off.caption for off in ends],
    }
    worst = max((off.frames for off in (*starts, *ends)), key=abs, default=0)
    verdict: Verdict = "fail" if abs(worst) > wanted.rate else "warn"
    return told("caption-timing", found, wanted, worst, 0, _("frames"), verdict)


def _heard(wanted: WantedCaptions) -> tuple[Span, ...]:
    """Speech without the breaks that are too short for a caption to come or go in."""
    return merged(wanted.speech, APART)


def _is_unheard(caption: Caption, wanted: WantedCaptions) -> bool:
    """Where a stand-in is silent, nothing is early or late."""
    said = wanted.said_at(Span(caption.start, caption.end))
    return said is not None and not said.heard


def _start(caption: Caption, captions: Captions, heard: tuple[Span, ...], wanted: WantedCaptions) -> int:
    """How late it comes after a pause; 0 in running speech, and where another caption is there already."""
    at = bisect_right([span.start for span in heard], caption.start) - 1
    if at >= 0 and caption.start < heard[at].end:
        said = wanted.said_at(Span(caption.start, caption.end))
        # Whoever spoke before is captioned apart, or by nobody.
        begun = max(heard[at].start, said.speech[0].start) if said and said.speech else heard[at].start
        follows = any(each.start < caption.start and each.end > begun for each in captions)
        return 0 if follows else caption.start - begun
    after = heard[at + 1] if at + 1 < len(heard) else None
    return caption.start - after.start if after and after.start < caption.end else 0


def _end(caption: Caption, followed: bool, heard: tuple[Span, ...], wanted: WantedCaptions) -> int:
    """How long it stays after the voice; one that nobody could read otherwise may stay, up to the one that follows it
    where it would be too short APART from that."""
    at = bisect_right([span.start for span in heard], caption.end - 1) - 1
    needed = ceil(SHORTEST * wanted.rate) + (APART - GAP - 1 if followed else 0)
    if at < 0 or heard[at].end <= caption.start or caption.frames <= needed:
        return 0
    return max(0, caption.end - heard[at].end)
