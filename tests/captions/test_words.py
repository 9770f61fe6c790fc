"""The words of an utterance: as they were heard, and moved with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newscast.captions.align import times_of, words_of
from newscast.timeline.heard import Parting, Utterance
from newscast.timeline.spans import Span

HEARD = (Span(4_800, 9_600), None, Span(12_000, 30_000))


def utterance(said: tuple[Span | None, ...] = HEARD) -> Utterance:
    return Utterance("Abre la feria.", 0, 48_000, (Span(4_800, 30_000),), said=said)


def test_words_are_where_they_were_heard() -> None:
    words = words_of(utterance(), "es-MX")
    assert [(word.text, word.start, word.end, word.said) for word in words] == [
        ("Abre", 4_800, 9_600, True),
        ("la", 9_600, 9_600, False),
        ("feria.", 12_000, 30_000, True),
    ]


def test_words_before_the_first_that_is_said_stand_where_it_begins() -> None:
    first = words_of(utterance((None, None, Span(12_000, 30_000))), "es-MX")[0]
    assert (first.start, first.end, first.said) == (12_000, 12_000, False)


@pytest.mark.parametrize("said", [(), (None, None, None)])
def test_where_nobody_heard_any_word_they_share_the_speech(said: tuple[Span | None, ...]) -> None:
    words = words_of(utterance(said), "es-MX")
    assert (words[0].start, words[-1].end) == (4_800, 30_000)
    assert all(word.start < word.end and word.said for word in words)


def test_words_for_which_others_are_said_share_what_is_said_there_and_never_its_pauses() -> None:
    second = 48_000
    speech = (Span(0, 2 * second), Span(3 * second, 4 * second))
    said = (Span(0, second), None, None, Span(3 * second + second // 2, 4 * second))
    changed = Parting("changed", 1, 3, second, 3 * second + second // 2)
    words = words_of(Utterance("Abre, señoras, señores, hoy.", 0, 4 * second, speech, "", said, (changed,)), "es-MX")
    assert [word.said for word in words] == [True] * 4
    assert [(word.start / second, word.end / second) for word in words[1:3]] == [(1, 2), (3, 3.5)]


@pytest.mark.parametrize("said", [HEARD, (), (None, Span(6_000, 9_000), None)])
@pytest.mark.parametrize("partings", [(), (Parting("changed", 0, 2, 4_800, 11_000),)])
def test_times_alone_are_those_of_the_words(said: tuple[Span | None, ...], partings: tuple[Parting, ...]) -> None:
    of = replace(utterance(said), partings=partings)
    assert times_of(of, "es-MX") == tuple((word.start, word.end) for word in words_of(of, "es-MX"))


def test_an_utterance_moves_with_all_that_is_in_it() -> None:
    moved = replace(utterance(), partings=(Parting("skipped", 1, 2, 9_600, 9_600),)).later(1_000)
    assert moved.start == 1_000
    assert moved.speech == (Span(5_800, 31_000),)
    assert moved.said == (Span(5_800, 10_600), None, Span(13_000, 31_000))
    assert moved.partings == (Parting("skipped", 1, 2, 10_600, 10_600),)
