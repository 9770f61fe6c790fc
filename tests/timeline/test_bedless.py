"""Where the bed comes back below a recording."""

from __future__ import annotations

import pytest

from newscast.timeline.parts import _bedless
from newscast.timeline.spans import Span


@pytest.mark.parametrize(("end", "expected"), [(100_000, 152_000), (150_000, 174_000), (190_000, 200_000)])
def test_a_bed_comes_back_half_a_second_after_the_last_word_in_the_last_second_of_a_recording(
    end: int, expected: int
) -> None:
    assert _bedless([Span(0, 10_000), Span(20_000, end)], 200_000) == expected
