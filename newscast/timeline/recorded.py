"""Which recording a text is heard in."""

from __future__ import annotations

from newscast.base.chains import SPOKEN
from newscast.timeline.heard import PlacedSound, Utterance
from newscast.timeline.model import PlacedSegment


def recording_of(utterance: Utterance, segment: PlacedSegment) -> PlacedSound | None:
    """The recording of its segment in which a text begins; None for a synthetic voice."""
    recorded = (each for each in segment.sounds if each.take.file and each.take.chain in SPOKEN)
    return next((each for each in recorded if each.start <= utterance.start < each.start + each.samples), None)
