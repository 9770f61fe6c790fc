"""When captions come and go, whatever is said when: the rules that no timing of words may break."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscast.base.timecode import frame_at, sample_at
from newscast.captions.align import Word, words_of
from newscast.captions.cue import Cue
from newscast.captions.cues import episode_cues, joined, segment_cues
from newscast.captions.rules import APART, GAP, LINGER, LONGEST, NEAR, SHORTEST
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment, Timeline
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
SECOND = 48_000
CORPUS = (Path(__file__).parent / "corpus" / "es.txt").read_text("utf-8").replace("~", " ").splitlines()[1:]
SHORT = ["Sí.", "No.", "Gracias.", "¿Cómo?", "Buenas noches.", "Así es, en efecto.", "(Aplausos.)"]
PACES = [9, 13, 16, 19, 23]
"""Characters a second: slow, read, fast, as fast as anybody reads, faster."""


def said(text: str, start: int, pace: int, pauses: list[int]) -> Utterance:
    """The text from a sample on, with pauses of so many samples after so many of its stretches of words."""
    speech = len(text) * SECOND // pace
    spans, at = [], start
    for pause in [*pauses, 0]:
        spans.append(Span(at, at + max(speech // (len(pauses) + 1), 2_000)))
        at = spans[-1].end + pause
    return Utterance(text, start, spans[-1].end - start, tuple(spans))


@st.composite
def spoken_segments(draw: st.DrawFn) -> PlacedSegment:
    """Parts as newsrooms have them: takes with a little silence around them, sots cut into at a word, silent cards."""
    utterances, parts, frame = [], [], 0
    for _ in range(draw(st.integers(1, 4))):
        lead = draw(st.sampled_from([0, 0, 2_000, 6_000, 12_000, 24_000]))
        texts = draw(st.lists(st.sampled_from(CORPUS) | st.sampled_from(SHORT), min_size=1, max_size=4))
        pauses = draw(st.lists(st.integers(3_000, 3 * SECOND), max_size=4))
        utterance = said(" ".join(texts), sample_at(frame, RATE) + lead, draw(st.sampled_from(PACES)), pauses)
        tail = draw(st.sampled_from([0, 3_000, 19_200, 60_000]))
        end = ceil((utterance.start + utterance.samples + tail) * RATE / SECOND)
        utterances.append(utterance)
        parts.append(PlacedPart("vo", "", frame, end - frame))
        frame = end
        if draw(st.integers(0, 4)) == 0:
            parts.append(PlacedPart("card", "", frame, 90))
            frame += 90
    return PlacedSegment("nota", "story", "", 0, frame, (), (), (), tuple(utterances), None, False, parts=tuple(parts))


def frame_of(sample: int) -> int:
    return frame_at(sample, RATE)


def words_by_cue(placed: PlacedSegment, cues: tuple[Cue, ...]) -> list[list[Word]]:
    """The words of each caption with their times."""
    words = [word for utterance in placed.utterances for word in words_of(utterance, "es-MX")]
    found, at = [], 0
    for cue in cues:
        count = len(cue.text.split())
        found.append(words[at : at + count])
        at += count
    assert at == len(words)
    return found


def answered(lead: int) -> PlacedSegment:
    """«Sí.» in a part of its own of five frames, and so many samples after it the next voice."""
    yes, after = said("Sí.", 0, 19, []), said("Gracias.", 8_008 + lead, 16, [])
    parts = (PlacedPart("sot", "", 0, 5), PlacedPart("vo", "", 5, 60))
    return PlacedSegment("nota", "story", "", 0, 65, (), (), (), (yes, after), None, False, parts=parts)


@settings(max_examples=60)
@example(answered(6_000), 42)
@example(answered(12_000), 42)
@given(spoken_segments(), st.sampled_from([42, 37, 32, 28]))
def test_the_rules_of_timing_hold(placed: PlacedSegment, characters: int) -> None:
    style = CaptionStyle(characters=characters)
    cues = segment_cues(placed, RATE, style)
    least = ceil(SHORTEST * RATE)

    assert " ".join(cue.text for cue in cues) == " ".join(" ".join(each.text for each in placed.utterances).split())
    for cue, after in pairwise(cues):
        assert after.start - cue.end == GAP or after.start - cue.end >= APART, (cue, after)
    starts = [cue.start for cue in cues]
    brief = False
    for number, (cue, words) in enumerate(zip(cues, words_by_cue(placed, cues), strict=True)):
        assert len(cue.lines) <= 2 and all(len(line) <= characters or " " not in line for line in cue.lines)
        off = abs(cue.start - frame_of(words[0].start))
        assert off <= NEAR or (brief and off <= NEAR + 2), "it comes with its first word"
        assert 0 < cue.end - cue.start <= LONGEST * RATE
        part = next(part for part in placed.parts if frame_of(words[0].start) < part.start + part.frames)
        brief = part.frames < APART
        edge = part.start + part.frames - GAP
        assert part.start <= cue.start and cue.end <= max(edge, cue.start + 1), "it is over before the next part"
        late = cue.end - frame_of(words[-1].end)
        assert late <= LINGER or cue.end - cue.start < least + APART, "it stays long only to be read at all"
        following = starts[number + 1] if number + 1 < len(cues) else edge
        if cue.end - cue.start < least:
            room = min(following - GAP, edge) - cue.start
            assert room < least or following - APART - cue.start < least, "it is short only where there is no room"


@settings(max_examples=20)
@given(st.lists(spoken_segments(), min_size=2, max_size=4))
def test_captions_of_neighbours_are_apart_too(placed: list[PlacedSegment]) -> None:
    starts = accumulate((each.frames for each in placed), initial=0)
    timeline = Timeline(RATE, tuple(replace(each, start=start) for each, start in zip(placed, starts, strict=False)))
    captions = joined(timeline.segments, tuple(segment_cues(each, RATE, CaptionStyle()) for each in placed), RATE)
    for segment, cues in zip(timeline.segments, captions, strict=True):
        last = cues[-1]
        assert last.end <= segment.frames - GAP or last.end - last.start == 1
        late = last.end - frame_of(words_by_cue(segment, cues)[-1][-1].end)
        assert late <= LINGER or last.end - last.start < ceil(SHORTEST * RATE) + APART, "it stays long only to be read"
    for cue, after in pairwise(episode_cues(timeline, captions)):
        assert after.start - cue.end == GAP or after.start - cue.end >= APART or cue.end - cue.start == 1


@pytest.mark.parametrize(
    ("tail", "end"), [(10, 10 - GAP), (14, 14 - GAP), (15, 15 - APART), (19, 19 - APART), (24, 12), (40, 12)]
)
def test_a_voice_that_speaks_at_once_leaves_the_caption_before_it_no_longer_than_its_words(tail: int, end: int) -> None:
    """The last word of a segment ends so many frames before the next segment, in which somebody speaks at once."""
    first = said("Estas son las noticias de su ciudad.", 0, 15, [])
    word = frame_of(first.samples)
    opening = placed((word + tail, first))
    story = replace(placed((120, said("La entrada es libre.", 0, 12, []))), start=opening.frames)
    cues = joined((opening, story), tuple(segment_cues(each, RATE, CaptionStyle()) for each in (opening, story)), RATE)
    assert cues[0][-1].end - word == end


def test_a_short_word_before_a_voice_that_speaks_at_once_stays_up_to_it() -> None:
    opening = placed((30, said("Sí.", 0, 15, [])))
    story = replace(placed((120, said("La entrada es libre.", 0, 12, []))), start=opening.frames)
    cues = joined((opening, story), tuple(segment_cues(each, RATE, CaptionStyle()) for each in (opening, story)), RATE)
    assert cues[0][-1].end == 30 - GAP


@pytest.mark.parametrize("frames", [5, 9, 30])
def test_what_is_said_impossibly_fast_is_shown_all_the_same(frames: int) -> None:
    words = "Sí. No. Tal vez. Nunca. Siempre. Quizá. Claro. Bueno. Adiós. Hasta luego."
    samples = sample_at(frames, RATE)
    utterances = tuple(Utterance(word, 0, samples, ()) for word in words.split())
    placed = PlacedSegment("nota", "story", "", 0, frames, (), (), (), utterances, None, False)
    cues = segment_cues(placed, RATE, CaptionStyle())
    assert sorted(cue.text for cue in cues) == sorted(words.split())
    assert all(cue.start < cue.end for cue in cues)


def placed(*parts: tuple[int, Utterance], rate: Fraction = RATE) -> PlacedSegment:
    """Parts of so many frames one after another, each with what is said in it."""
    tiled, frame = [], 0
    for frames, _ in parts:
        tiled.append(PlacedPart("vo", "", frame, frames))
        frame += frames
    utterances = tuple(said for _, said in parts)
    return PlacedSegment("nota", "story", "", 0, frame, (), (), (), utterances, None, False, parts=tuple(tiled))


def test_the_last_caption_is_gone_before_the_sot_begins() -> None:
    """The voice ends 5 frames before the sot, which is spoken into 20 frames later."""
    first = said("Así lo dijo la directora del museo.", 0, 15, [])
    length = frame_of(first.samples) + 5
    sot = said("La entrada es libre.", sample_at(length + 20, RATE), 12, [])
    before, after = segment_cues(placed((length, first), (120, sot)), RATE, CaptionStyle())
    assert before.end == length - GAP
    assert after.start == length + 20


def test_a_sot_that_is_spoken_into_at_once_comes_with_its_picture() -> None:
    first = said("Así lo dijo la directora del museo.", 0, 15, [])
    length = frame_of(first.samples) + 5
    sot = said("La entrada es libre.", sample_at(length + 2, RATE), 12, [])
    before, after = segment_cues(placed((length, first), (120, sot)), RATE, CaptionStyle())
    assert (before.end, after.start) == (length - GAP, length)


def test_a_short_caption_borrows_from_both_sides() -> None:
    """`Sí.` between a pause and the next speaker has 21 frames; it needs 25."""
    first = said("¿Ya abrió el museo?", 0, 15, [])
    short = said("Sí.", sample_at(120, RATE), 15, [])
    last = said("Abre de martes a domingo todo el año.", sample_at(143, RATE), 15, [])
    cues = segment_cues(placed((120, first), (22, short), (130, last)), RATE, CaptionStyle())
    assert (cues[1].start, cues[1].end) == (120, 140)
    one = placed((300, replaced(first, [first, short, last])))
    cues = segment_cues(one, RATE, CaptionStyle())
    assert all(cue.end - cue.start >= 25 for cue in cues)


def replaced(first: Utterance, parts: list[Utterance]) -> Utterance:
    """All of them as one utterance."""
    spans = tuple(span for part in parts for span in part.speech)
    return Utterance(" ".join(part.text for part in parts), first.start, spans[-1].end - first.start, spans)
