"""Reading speed: how many characters a second a caption asks a viewer to read, where there was time for fewer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from math import ceil, floor

from newscast.base.i18n import _
from newscast.captions.rules import APART, CLEAR, FAST_SPEECH, GAP, LINGER, LONGEST, NEAR
from newscast.qc.captions.model import Caption, Captions, Said, WantedCaptions
from newscast.qc.captions.telling import told
from newscast.qc.model import Check
from newscast.timeline.spans import Span


def check(captions: Captions, wanted: WantedCaptions) -> Check:
    """Warn of captions that are read too fast although they could stay longer, or share time with their neighbours.

    Where the voice itself is too fast nothing is condensed: that is told by the speed of speech.
    """
    hurried = [each for each, after in zip_longest(captions, captions[1:]) if each and _hurried(each, after, wanted)]
    crowded = [captions[at] for at in range(len(captions)) if _crowded(captions, at, wanted)]
    found = {
        _("Read too fast, although there is time for more: {where}."): hurried,
        _("More than {most} characters a second between captions that are read slowly: {where}."): [
            each for each in crowded if each not in hurried
        ],
    }
    fastest = max((_cps([each], wanted) for each in captions), default=0.0)
    return told("caption-speed", found, wanted, round(fastest, 1), wanted.cps, _("characters a second"))


def _hurried(caption: Caption, after: Caption | None, wanted: WantedCaptions) -> bool:
    """Where the voice ends is known to NEAR frames."""
    needed = ceil(len(caption.text) * wanted.rate / wanted.cps)
    return caption.frames < needed - NEAR and _possible(caption, after, wanted) >= needed


def _possible(caption: Caption, after: Caption | None, wanted: WantedCaptions) -> int:
    """The frames it could stay: until the next one, no longer than it may after the voice, and without a flicker."""
    limit = wanted.until(caption, after)
    if not after or after.start - GAP > limit:
        # The part is over before the next one comes: that it is APART from whatever follows is not too much asked.
        limit -= CLEAR - GAP
    heard = [min(span.end, limit) for span in wanted.speech if span.start < min(caption.end, limit)]
    end = min(limit, max([caption.end, *(last + LINGER for last in heard[-1:])]))
    if after and GAP < after.start - end < APART:
        end = after.start - APART
    return min(end, caption.start + floor(LONGEST * wanted.rate)) - caption.start


def _crowded(captions: Captions, at: int, wanted: WantedCaptions) -> bool:
    """Whether it is too fast to follow while those beside it, said in the same breath, leave time for all three."""
    own = _said(captions[at], wanted)
    around = [each for each in captions[max(0, at - 1) : at + 2] if own and _said(each, wanted) == own]
    together = len(around) > 1 and all(after.start - before.end <= GAP for before, after in pairwise(around))
    return together and _cps([captions[at]], wanted) > FAST_SPEECH and _cps(around, wanted) <= wanted.cps


def _said(caption: Caption, wanted: WantedCaptions) -> Said | None:
    return wanted.said_at(Span(caption.start, caption.end))


def _cps(captions: Sequence[Caption], wanted: WantedCaptions) -> float:
    frames = sum(each.frames for each in captions)
    return float(sum(len(each.text) for each in captions) * wanted.rate / frames) if frames else 0.0
