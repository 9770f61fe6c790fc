"""Where key pictures stand in what social networks take."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.deliverables.encodings import h264, key_distance, social_h264
from newscast.show.deliverables import RATES


@given(st.sampled_from(RATES), st.integers(1, 20_000))
def test_no_distance_between_key_pictures_is_under_two_seconds_or_over_five(rate: Fraction, frames: int) -> None:
    encoding = social_h264(rate, 20)
    assert encoding.keys and encoding.keys[0] >= 2 * rate and encoding.keys[1] <= 5 * rate
    distance = encoding.options_for(frames)["g"]
    distances = [min(distance, frames - key) for key in range(0, frames, distance)]
    assert max(distances) <= encoding.keys[1]
    assert min(distances) >= encoding.keys[0] or len(distances) == 1


@pytest.mark.parametrize(("frames", "wanted"), [(60, 60), (61, 61), (119, 119), (120, 60), (450, 65), (20, 149)])
def test_the_shortest_distance_that_leaves_no_rest_is_taken(frames: int, wanted: int) -> None:
    assert key_distance(frames, 60, 149) == wanted


def test_cuts_begin_no_key_pictures() -> None:
    assert social_h264(Fraction(30), 20).options["sc_threshold"] == 0
    plain = h264(Fraction(30), Fraction(1, 2), 19)
    assert plain.shortest == 1 and plain.options_for(7) == plain.options
