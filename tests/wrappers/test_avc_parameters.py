"""Parameters of H.264, read from what x264 wrote and from what is cut off."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from newscast.wrappers.avc.parameters import Parameters, read_config

WRITTEN = bytes.fromhex(
    "0164000dffe1001b6764000dacd941419f9f016a020202800001f480007530078a14cb01000568ef87f2c0fdf8f800"
)
SAID = Parameters(100, 13, 1, 8, 320, 180, True, Fraction(1), (1, 1, 1), False)


def test_what_an_encoder_wrote_is_read() -> None:
    assert read_config(WRITTEN) == SAID


def test_profile_and_level_are_those_of_the_parameters() -> None:
    changed = WRITTEN[:9] + bytes([110, 0, 42]) + WRITTEN[12:]
    assert read_config(changed) == replace(SAID, profile=110, level=42)


@pytest.mark.parametrize("kept", [0, 5, 8, 11, 14])
def test_what_is_cut_off_is_refused(kept: int) -> None:
    with pytest.raises(ValueError):
        read_config(WRITTEN[:kept])
