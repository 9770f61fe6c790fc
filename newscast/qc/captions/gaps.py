"""The pauses between captions: two frames, or enough to be seen as a pause; two captions are never shown at once."""

from __future__ import annotations

from itertools import pairwise

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.captions.rules import GAP, may_part
from newscast.qc.captions.model import Captions, WantedCaptions
from newscast.qc.captions.telling import told
from newscast.qc.model import Check


def check(captions: Captions, wanted: WantedCaptions) -> Check:
    """Fail where two are shown at once, warn where a gap flickers."""
    gaps = [(after.start - before.end, after) for before, after in pairwise(captions)]
    found = {
        _("Two captions at once: {where}."): [after for gap, after in gaps if gap < 0],
        _("The gap before a caption flickers: {where}."): [
            after for gap, after in gaps if gap >= 0 and not may_part(gap)
        ],
    }
    shortest = min((gap for gap, _after in gaps), default=None)
    verdict: Verdict = "fail" if shortest is not None and shortest < 0 else "warn"
    return told("caption-gaps", found, wanted, shortest, GAP, _("frames"), verdict)
