"""What a WAV says of its loudness is held against what was measured, where all meters measure the same."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.deliverables.delivery import as_measured
from newscast.qc.delivered.model import Delivery
from newscast.qc.measured import Measurement, SoundFacts


@pytest.mark.parametrize(("seconds", "compared"), [(3.3, False), (9, False), (10, True), (300, True)])
def test_the_range_of_what_is_short_is_not_compared(seconds: float, compared: bool) -> None:
    """ffmpeg counts windows that begin before the sound: of 3.3 s of speech it says 20.1 LU, and others 0.2."""
    sound = SoundFacts(round(seconds * 48_000), Fraction(0), -23.0, -9.0, range=20.1)
    asked = as_measured(Delivery("wav", {}), Measurement("wav", sound=sound)).asked
    assert asked["said_loudness"] == -23.0 and ("said_range" in asked) is compared
