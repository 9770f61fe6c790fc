"""What spans have in common with others, found by looking only at those near by."""

import numpy as np

from newscast.timeline.spans import Span, common, merged, within


def test_nothing_of_it_is_missed_and_nothing_is_told_that_is_not_there() -> None:
    chance = np.random.default_rng(7)
    for _turn in range(200):
        starts = chance.integers(0, 200, (2, chance.integers(0, 12)))
        spans, others = ([Span(int(at), int(at + chance.integers(0, 30))) for at in row] for row in starts)
        others = list(merged(others))
        wanted = [part for span in spans for other in others for part in within([span], other)]
        assert common(spans, others) == wanted


def test_spans_that_only_touch_have_nothing_in_common() -> None:
    assert common([Span(0, 5), Span(9, 12)], [Span(5, 9)]) == []
    assert common([Span(6, 6)], [Span(5, 9)]) == []
