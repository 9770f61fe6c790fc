"""Speech where the rundown has words: somebody must be heard saying them in the finished programme."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Stretch, Wanted, WantedSpeech
from newscast.qc.where import named

LEAST, MOST = 0.2, 0.5
"""Seconds of speech that the shortest and the longest stretch must have at least. “Sí” is 0.2 s; music that is taken
for speech by mistake was never more than 0.1 s."""
_SHARE = 0.1
"""Of a stretch that must be speech, between those two."""


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where words are written and nobody is heard; warn where somebody speaks only as a rule, as in a sot."""
    if wanted.heard is None or measurement.sound is None or not wanted.heard.speech or not measurement.decoded:
        return None
    stretches = list(zip(wanted.heard.speech, measurement.listened, strict=True))
    mute = [asked for asked, found in stretches if found.speech < _needed(asked)]
    verdict: Verdict = "fail" if any(each.said for each in mute) else "warn" if mute else "pass"
    message = _("Nobody is heard speaking in {where}.").format(where=named(mute)) if mute else ""
    where = tuple(Stretch(each.slug, each.start, each.end) for each in mute)
    return Check("speech", verdict, len(stretches) - len(mute), len(stretches), message=message, where=where)


def _needed(asked: WantedSpeech) -> float:
    return min(MOST, max(LEAST, _SHARE * asked.seconds))
