"""The speed of speech: who talks faster than anybody reads is named, since captions say every word."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.captions.rules import APART, FAST_SPEECH
from newscast.qc.captions.model import Said, WantedCaptions
from newscast.qc.captions.telling import told_places
from newscast.qc.model import Check
from newscast.timeline.spans import merged

_LEAST = 2
"""Seconds of speech from which its speed can be told."""


def check_speech(wanted: WantedCaptions) -> Check | None:
    """Warn of each part in which more than FAST_SPEECH characters a second are spoken; None where nobody speaks."""
    speeds = [(_cps(said, wanted), said) for said in wanted.said if _frames(said) >= _LEAST * wanted.rate]
    if not speeds:
        return None
    fast = [said for cps, said in speeds if cps > FAST_SPEECH]
    text = _("More is spoken here in a second than anybody reads: {where}. Have it read more slowly, or say less.")
    measured = round(max(cps for cps, _said in speeds), 1)
    places = [wanted.noted(said.span.start, said.span.end, said.text) for said in fast]
    return told_places("speech-speed", {text: places}, measured, FAST_SPEECH, _("characters a second"))


def check_translation(wanted: WantedCaptions) -> Check | None:
    """The same of a translation, whose words a viewer reads in the time of the copy's, pauses included."""
    speeds = [(float(len(said.text) * wanted.rate / max(said.span.length, 1)), said) for said in wanted.said]
    if not speeds:
        return None
    text = _("This translation is too long to be read while the copy is said: {where}. Say it in fewer words.")
    places = [wanted.noted(said.span.start, said.span.end, said.text) for cps, said in speeds if cps > FAST_SPEECH]
    measured = round(max(cps for cps, _said in speeds), 1)
    return told_places("speech-speed", {text: places}, measured, FAST_SPEECH, _("characters a second"))


def _frames(said: Said) -> int:
    """Short pauses are no time to read in."""
    return sum(span.length for span in merged(said.speech, APART))


def _cps(said: Said, wanted: WantedCaptions) -> float:
    return float(len(said.text) * wanted.rate / _frames(said))
