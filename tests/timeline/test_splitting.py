"""A take of several texts is cut where they end and begin, and never into what else is said."""

from __future__ import annotations

from fractions import Fraction

from newscast.timeline.spans import Span
from newscast.timeline.splitting import Heard, stretches

SECOND = 48_000


def seconds(counts: list[int], words: list[tuple[float, float] | None], lasting: float, **how: bool) -> list[object]:
    """The stretches of a take in which each word is a stretch of speech."""
    said = tuple(Span(round(word[0] * SECOND), round(word[1] * SECOND)) if word else None for word in words)
    speech = tuple(word for word in said if word)
    return told(stretches(counts, Heard(said, speech, round(lasting * SECOND)), **how))


def told(found: list[tuple[Fraction, Fraction] | None]) -> list[object]:
    return [each and tuple(round(float(sample / SECOND), 3) for sample in each) for each in found]


def test_each_text_keeps_what_any_take_keeps_around_its_words() -> None:
    assert seconds([2, 1], [(2, 3), (3.5, 4), (6, 7)], 9) == [(1.75, 4.4), (5.75, 7.4)]


def test_at_the_ends_of_the_take_there_may_be_less() -> None:
    assert seconds([1], [(0.1, 3)], 3.2) == [(0, 3.2)]


def test_a_short_pause_is_parted_and_none_is_cut_through() -> None:
    assert seconds([1, 1, 1], [(1, 2), (2.13, 3), (3, 4)], 9) == [(0.75, 2.08), (2.08, 3), (3, 4.4)]


def test_words_of_another_text_are_kept_out_also_where_that_is_not_used() -> None:
    """The middle one may be floated: its neighbours do not reach into it."""
    first, _floated, last = seconds([1, 1, 1], [(1, 2), (2.2, 3), (3.1, 4)], 9)
    assert first == (0.75, 2.123)
    assert last == (3.062, 4.4)


def test_something_else_that_is_said_between_two_texts_is_in_neither() -> None:
    words = (Span(SECOND, 2 * SECOND), Span(5 * SECOND, 6 * SECOND))
    said = (words[0], Span(round(2.2 * SECOND), round(4.9 * SECOND)), words[1])
    assert told(stretches([1, 1], Heard(words, said, 9 * SECOND))) == [(0.75, 2.123), (4.962, 6.4)]


def test_a_text_of_which_nothing_is_said_has_no_stretch_and_words_that_are_not_said_make_none_longer() -> None:
    words = [None, (1, 2), None, None, (4, 5), None]
    assert seconds([3, 1, 2], words, 9) == [(0.75, 2.4), None, (3.75, 5.4)]


def test_texts_begin_and_end_where_the_speech_does() -> None:
    words = [Span(round(start * SECOND), round(end * SECOND)) for start, end in [(1.1, 2.05), (2.95, 3.9), (3.9, 6)]]
    said = (Span(SECOND, 2 * SECOND), Span(3 * SECOND, 6 * SECOND))
    assert told(stretches([1, 1, 1], Heard(tuple(words), said, 9 * SECOND))) == [(0.75, 2.4), (2.75, 3.9), (3.9, 6.4)]


def test_untrimmed_all_of_the_take_is_in_some_text() -> None:
    assert seconds([1, 1], [(2, 3), (4.3, 7)], 9, trim=False) == [(0, 3.8), (3.8, 9)]
