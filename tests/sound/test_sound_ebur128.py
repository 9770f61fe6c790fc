"""Reading ffmpeg's loudness summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.sound.ebur128 import Loudness, measure_args, parse_summary

SUMMARY = """[Parsed_ebur128_0 @ 0x5] Summary:

  Integrated loudness:
    I:         -23.1 LUFS
    Threshold: -33.3 LUFS

  Loudness range:
    LRA:         5.6 LU
    Threshold: -43.3 LUFS
    LRA low:   -26.5 LUFS
    LRA high:  -20.9 LUFS

  True peak:
    Peak:       -1.2 dBFS
"""


def test_the_last_summary_counts() -> None:
    earlier = SUMMARY.replace("-23.1", "-10.0")
    assert parse_summary(earlier + SUMMARY) == Loudness(-23.1, -1.2, 5.6)


def test_silence_has_no_peak() -> None:
    assert parse_summary(SUMMARY.replace("-1.2 dBFS", "-inf dBFS")).true_peak == float("-inf")


def test_no_summary_is_an_error() -> None:
    with pytest.raises(ValueError, match="summary"):
        parse_summary("Conversion failed!")


def test_a_file_is_named_as_a_file() -> None:
    assert "file:/a/-b.wav" in measure_args(Path("/a/-b.wav"))
