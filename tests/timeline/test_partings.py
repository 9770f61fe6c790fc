"""Where a recording leaves its text is told by sentence, at the sentence's line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from placing_making import VOICE, context_of, story, vo

from newscast.base.errors import Place
from newscast.base.languages.all import language_of
from newscast.timeline.heard import Parting, PlacedSound, Take, Utterance
from newscast.timeline.partings import sentences, warn_of_partings
from newscast.timeline.piece import Piece, Written
from newscast.timeline.spans import Span

TEXT = "Abre la feria. La inauguró el Lic. Pérez con su familia. Hay veinte juegos nuevos y entrada gratuita."
LINES = (2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6)
FILE = Path("/n/demo.yaml")
WRITTEN = Place(FILE, 1, 9, ("segments", 0, "vo"), tuple((line, 5) for line in LINES))
SECOND = 48_000


def told(*partings: Parting, place: Place = WRITTEN, text: str = TEXT) -> list[tuple[str, int, str]]:
    """Code, line and message of each warning; the take is heard from 2 s of the segment, and from 10 s of its file."""
    context = context_of(story(vo()))
    utterance = Utterance(text, 2 * SECOND, 20 * SECOND, (Span(2 * SECOND, 20 * SECOND),), partings=partings)
    sound = PlacedSound(Take("voice", VOICE, start=300), 2 * SECOND, 20 * SECOND)
    piece = Piece(600, sounds=(Written(sound, None),), utterances=(Written(utterance, place),))
    warn_of_partings(piece, context)
    assert all(each.warning and each.hint and each.place for each in context.problems)
    assert {each.medium for each in context.problems} <= {VOICE}
    return [(each.code, each.place.line if each.place else 0, each.message) for each in context.problems]


def skipped(first: int, last: int) -> Parting:
    return Parting("skipped", first, last, 5 * SECOND, 5 * SECOND)


def changed(first: int, last: int) -> Parting:
    return Parting("changed", first, last, 5 * SECOND, 6 * SECOND)


def added(first: int) -> Parting:
    return Parting("added", first, first, 5 * SECOND, 6 * SECOND + SECOND // 2)


def test_an_abbreviation_ends_no_sentence() -> None:
    grammar = language_of("es-MX").grammar
    assert list(sentences(TEXT.split(), grammar)) == [(0, 3), (3, 11), (11, 18)]
    assert list(sentences(["¿Hoy?", "«Sí.»", "Bien"], grammar)) == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("parting", "code", "line", "quoted"),
    [
        (skipped(0, 3), "take-skips", 2, "a sentence out: “Abre la feria.”"),
        (skipped(8, 11), "take-skips", 4, "words out: “con su familia.”"),
        (changed(5, 6), "take-differs", 3, "“el” (voz.wav, at 0:13)"),
        (added(3), "take-adds", 2, "After “Abre la feria.” the recording"),
        (added(18), "take-adds", 6, "for 1.5 s (voz.wav, at 0:13)"),
        (added(0), "take-adds", 2, "Before “Abre la feria. La” the recording"),
    ],
)
def test_each_way_of_leaving_a_text_has_its_words_and_its_line(
    parting: Parting, code: str, line: int, quoted: str
) -> None:
    ((found, at, message),) = told(parting)
    assert (found, at) == (code, line)
    assert quoted in message


def test_what_is_of_one_sentence_is_told_together_and_of_two_apart() -> None:
    found = told(skipped(3, 4), skipped(9, 12))
    assert [(line, message.partition(": ")[2]) for _code, line, message in found] == [
        (3, "“La”, “su familia.”."),
        (5, "“Hay”."),
    ]


def test_most_of_a_text_that_is_not_said_is_the_recording_of_another() -> None:
    assert [code for code, _line, _message in told(skipped(0, 5), changed(5, 12))] == ["take-other"]
    assert [code for code, _line, _message in told(skipped(0, 3), text="Abre la feria.")] == ["take-skips"]


@pytest.mark.parametrize("text", [TEXT, "Abre la feria."])
def test_a_recording_of_another_part_is_told_with_what_it_says(text: str) -> None:
    other = "Llueve en el {norte}."
    ((code, line, message),) = told(replace(skipped(0, 3), instead=other), text=text)
    assert (code, line) == ("take-other", 2) and "“Abre la feria." in message and f"“{other}”" in message


def test_a_transcript_need_not_tell_all_that_is_said() -> None:
    transcript = Place(FILE, 1, 1, ("segments", 0, "transcript"))
    assert [code for code, _line, _message in told(added(2), skipped(3, 6), place=transcript)] == ["take-skips"]


def test_the_recording_of_another_text_is_told_where_the_text_begins() -> None:
    place = replace(WRITTEN, words=((2, 5), *((3, 5) for _word in LINES[1:])))
    (found,) = told(skipped(0, 18), place=place)
    assert found[:2] == ("take-other", 2)
