"""Which word of a burned caption is lit, from which frame on."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from newscast.captions.cue import Cue
from newscast.captions.karaoke import turned
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment
from newscast.timeline.spans import Span

RATE = Fraction(30)


def turns_of(text: str, speech: list[tuple[int, int]], *cues: Cue) -> list[list[tuple[int, str]]]:
    """What each caption lights, and from which frame on; `speech` is in frames."""
    spans = tuple(Span(first * 1600, last * 1600) for first, last in speech)
    said = Utterance(text, 0, spans[-1].end, spans)
    segment = PlacedSegment("nota", "story", "", 0, 600, (), (), (), (said,), None, False)
    found = turned(cues, segment, RATE, "es-MX")
    assert [(cue.start, cue.end, cue.lines) for cue in found] == [(cue.start, cue.end, cue.lines) for cue in cues]
    return [[(turn.start, " ".join(cue.text.split()[turn.first : turn.last])) for turn in cue.turns] for cue in found]


def test_every_word_is_lit_from_its_first_frame_and_nothing_in_a_pause() -> None:
    cue = Cue(30, 120, ("Llueve mucho.", "Mañana saldrá"))
    ((first, *rest),) = turns_of("Llueve mucho. Mañana saldrá", [(30, 54), (84, 108)], cue)
    assert first == (30, "Llueve")
    assert [word for _, word in rest] == ["mucho.", "", "Mañana", "saldrá"]
    assert [at for at, word in rest if word in ("", "Mañana")] == [54, 84]


def test_a_word_stays_lit_through_a_short_pause() -> None:
    ((*_, before, after),) = turns_of(
        "Llueve mucho. Mañana", [(0, 24), (34, 50)], Cue(0, 60, ("Llueve mucho. Mañana",))
    )
    assert before[1] == "mucho." and after == (34, "Mañana"), "and the last while its caption lingers"


def test_short_words_are_lit_with_what_follows_and_the_last_with_what_was_before() -> None:
    """At eleven frames for all of it, articles have one frame or two."""
    ((*turns,),) = turns_of("y a la reparación", [(0, 13)], Cue(0, 20, ("y a la reparación",)))
    assert len(turns) < 4 and turns[0] == (0, "y a la") and turns[-1][1] == "reparación"
    ((*turns,),) = turns_of("reparación ya", [(0, 20)], Cue(0, 18, ("reparación ya",)))
    assert turns == [(0, "reparación ya")]


def test_captions_share_the_words_of_an_utterance() -> None:
    text = "Concluye el bacheo. Arranca la feria."
    both = turns_of(
        text, [(0, 40), (60, 100)], Cue(0, 50, ("Concluye", "el bacheo.")), Cue(60, 110, ("Arranca la feria.",))
    )
    assert " ".join(word for cue in both for _, word in cue) == text


@pytest.mark.parametrize("start", [27, 30, 32])
def test_a_caption_that_comes_a_little_off_its_first_word_comes_with_that_word_lit(start: int) -> None:
    (turns,) = turns_of("Llueve mucho", [(30, 70)], Cue(start, 80, ("Llueve mucho",)))
    assert turns[0] == (start, "Llueve") and len(turns) == 2


@pytest.mark.parametrize("line", ["— Llueve mucho.", "-Llueve mucho…", "LAURA: Llueve mucho.", "Llueve [ríe] mucho."])
def test_what_nobody_says_is_not_lit(line: str) -> None:
    (turns,) = turns_of("Llueve mucho.", [(0, 40)], Cue(0, 50, (line,)))
    assert [re.sub(r"\W", "", word) for _, word in turns] == ["Llueve", "mucho"]


def test_captions_of_nothing_that_is_said_have_no_turns() -> None:
    segment = PlacedSegment("sting", "sting", "", 0, 60, (), (), (), (), None, False)
    assert turned([Cue(0, 60, ("[Música]",))], segment, RATE, "es-MX")[0].turns == ()


def test_a_caption_that_comes_late_begins_with_the_word_being_said() -> None:
    (turns,) = turns_of("Llueve mucho", [(0, 60)], Cue(10, 70, ("Llueve mucho",)))
    assert turns[0] == (10, "Llueve") and turns[1][1] == "mucho"
