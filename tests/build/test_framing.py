"""Where texts go that would cover a face."""

from __future__ import annotations

import pytest

from newscast.build.framing import covering, freest

FACE = (0.4, 0.1, 0.2, 0.2)


@pytest.mark.parametrize(
    ("free", "place"),
    [({0, 100, 24}, 0), ({100, 24}, 100), ({48, 72}, 48), (set(), 72)],
)
def test_a_text_stays_goes_to_its_other_place_or_stops_on_the_way(free: set[int], place: int) -> None:
    shares = {0: 0.9, 100: 0.8, 24: 0.7, 48: 0.6, 72: 0.5}
    assert freest([0, 100, 24, 48, 72], lambda lift: 0.0 if lift in free else shares[lift]) == place


def test_what_is_covered_is_counted_by_its_size() -> None:
    assert covering((0.0, 0.0, 0.5, 0.2), [FACE]) == pytest.approx(0.01)
    assert covering((0.0, 0.0, 1.0, 1.0), [FACE, (0.9, 0.9, 0.2, 0.1)]) == pytest.approx(0.05)
    assert covering((0.0, 0.5, 1.0, 0.5), [FACE]) == 0
