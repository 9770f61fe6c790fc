from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscast.captions.cues import episode_cues, segment_cues
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
STYLE = CaptionStyle()
SECOND = 48_000


def utterance(text: str, start: float, *speech: tuple[float, float], speaker: str = "") -> Utterance:
    spans = tuple(Span(int(first * SECOND), int(last * SECOND)) for first, last in speech)
    end = spans[-1].end if spans else int((start + len(text) / 15) * SECOND)
    return Utterance(text, int(start * SECOND), end - int(start * SECOND), spans, speaker)


def segment(*utterances: Utterance, start: int = 0, tail: float = 1.0, rate: Fraction = RATE) -> PlacedSegment:
    samples = max((said.start + said.samples for said in utterances), default=0)
    frames = ceil((samples + int(tail * SECOND)) * rate / SECOND)
    return PlacedSegment("nota", "story", "", start, frames, (), (), (), utterances, None, False)


COPY = (
    "la de los bulevares López Mateos, reparación. ¿Quién sabe? (vecino) 4,200 baches; «sí» y que ¡Abre! -- & <b> "
    "www.leon.gob.mx/servicios-publicos/agua niño El Año: 50% $12.5 millones PBX ñ"
)
WORDS = st.sampled_from(COPY.split())


@st.composite
def spoken_segments(draw: st.DrawFn) -> PlacedSegment:
    """Utterances at 4 to 40 characters a second with pauses anywhere, one after the other."""
    said, at = [], draw(st.integers(0, SECOND))
    for _ in range(draw(st.integers(1, 3))):
        spaces = st.sampled_from([" ", "  ", "\n", "\u00a0"])
        text = "".join(word + draw(spaces) for word in draw(st.lists(WORDS, min_size=1, max_size=40)))
        pieces = draw(st.lists(st.integers(2_000, 200_000), min_size=1, max_size=6))
        speech = int(len(text) * SECOND / draw(st.integers(4, 40)))
        spans, start = [], at
        for piece in pieces:
            length = max(1, speech * piece // sum(pieces))
            spans.append(Span(at, at + length))
            at += length + draw(st.integers(0, SECOND))
        said.append(Utterance(text, start, at - start, tuple(spans) if draw(st.booleans()) else ()))
    frames = ceil(at * RATE / SECOND) + draw(st.integers(0, 30))
    return PlacedSegment("nota", "story", "", 0, frames, (), (), (), tuple(said), None, False)


@settings(max_examples=120)
@given(spoken_segments(), st.sampled_from([(42, 2), (28, 2), (32, 1), (37, 3)]), st.sampled_from(["es-MX", "en"]))
def test_copy_is_verbatim_and_cues_never_overlap(placed: PlacedSegment, shape: tuple[int, int], language: str) -> None:
    style = CaptionStyle(characters=shape[0], lines=shape[1])
    cues = segment_cues(placed, RATE, style, language)

    copy = " ".join(" ".join(said.text for said in placed.utterances).split())
    assert " ".join(cue.text for cue in cues) == copy
    for cue in cues:
        assert 1 <= len(cue.lines) <= style.lines
        assert all(len(line) <= style.characters or " " not in line for line in cue.lines)
        assert 0 <= cue.start < cue.end <= placed.frames
        assert cue.end - cue.start <= 7 * RATE
    for cue, after in pairwise(cues):
        gap = after.start - cue.end
        assert gap == 2 or gap >= 12 or (gap >= 0 and 3 * len(cues) > placed.frames)


def test_cues_start_where_speech_starts_after_a_pause() -> None:
    copy = "Abre el sábado el nuevo parque de la colonia. Habrá talleres para todas las familias del municipio."
    placed = segment(utterance(copy, 0.0, (0.5, 3.3), (4.0, 7.4)))
    first, second = segment_cues(placed, RATE, STYLE)
    assert first.start == int(0.5 * RATE)
    assert second.start == int(4.0 * RATE)
    assert first.end == second.start - 12


def test_a_pause_pulls_the_boundary_to_punctuation_however_uneven_the_pace() -> None:
    """The first sentence is said twice as slowly; even sharing would start the second one 1.1 s late."""
    copy = "Muy buenos días a todos. Concluyó la reparación de los bulevares de la ciudad esta semana."
    placed = segment(utterance(copy, 0.0, (0.0, 3.0), (3.2, 6.8)))
    starts = [cue.start for cue in segment_cues(placed, RATE, CaptionStyle(characters=28))]
    assert int(3.2 * RATE) in starts


def test_a_caption_lingers_and_a_short_one_stays_readable() -> None:
    (cue,) = segment_cues(segment(utterance("Sí.", 0.0, (1.0, 1.2)), tail=3), RATE, STYLE)
    assert cue.end - cue.start == 25
    (cue,) = segment_cues(segment(utterance("Trabajamos de noche siempre.", 0.0, (1.0, 3.0)), tail=3), RATE, STYLE)
    assert cue.end == int(3.0 * RATE) + 12


def test_cues_that_follow_each_other_are_two_frames_apart() -> None:
    copy = "Trabajamos de noche para no afectar el tránsito. Mañana seguimos con las demás colonias de la ciudad."
    first, second = segment_cues(segment(utterance(copy, 0.0, (0.0, 8.0))), RATE, STYLE)
    assert second.start - first.end == 2


def test_captions_of_fast_speech_are_two_frames_apart_all_the_same() -> None:
    copy = "Trabajamos de noche para no afectar el tránsito. Mañana seguimos con las demás colonias de la ciudad."
    first, second = segment_cues(segment(utterance(copy, 0.0, (0.0, 3.0))), RATE, STYLE)
    assert second.start - first.end == 2


def test_a_long_sound_on_few_words_shows_them_for_seven_seconds() -> None:
    (cue,) = segment_cues(segment(utterance("(Habla un vecino.)", 0.0, (0.0, 7.6))), RATE, STYLE)
    assert (cue.start, cue.end) == (0, 209)


def test_two_speakers_never_share_a_caption() -> None:
    said = (
        utterance("¿Cómo está?", 0.0, (0.0, 1.0), speaker="Ana Ruiz"),
        utterance("Muy bien, gracias.", 1.0, (1.1, 2.2), speaker="Laura Díaz"),
    )
    cues = segment_cues(segment(*said), RATE, STYLE)
    assert [(cue.speaker, cue.text) for cue in cues] == [(one.speaker, one.text) for one in said]


def test_numbers_take_the_time_of_their_words() -> None:
    """`4,200` is five written characters and twenty-one spoken letters."""
    written = segment(utterance("Son 4,200 los baches que se repararon ayer en toda la ciudad de León.", 0.0, (0, 6.0)))
    in_words = segment(
        utterance(
            "Son cuatro mil doscientos los baches que se repararon ayer en toda la ciudad de León.", 0.0, (0, 6.0)
        )
    )
    style = CaptionStyle(characters=60, lines=1)
    last = [segment_cues(placed, RATE, style)[-1] for placed in (written, in_words)]
    tail = len(last[1].text.split())
    assert last[0].text.split()[-3:] == last[1].text.split()[-3:]
    assert tail and abs(last[0].end - last[1].end) <= 1


def test_episode_cues_stand_where_their_segment_stands() -> None:
    first = segment(utterance("Buenos días.", 0.0, (0.2, 1.0)))
    second = segment(utterance("Hasta mañana.", 0.0, (0.2, 1.0)), start=first.frames)
    captions = tuple(segment_cues(each, RATE, STYLE) for each in (first, second))
    cues = episode_cues(Timeline(RATE, (first, second)), captions)
    assert cues[0].start == int(0.2 * RATE)
    assert cues[1].start == first.frames + int(0.2 * RATE)
    assert cues[0].end <= first.frames


@pytest.mark.parametrize("text", ["", "   \n"])
def test_no_copy_no_caption(text: str) -> None:
    assert segment_cues(segment(utterance(text, 0.0, (0.0, 1.0))), RATE, STYLE) == ()


def test_a_long_take_is_broken_quickly() -> None:
    copy = (
        "La Dirección de Obras Públicas concluyó la reparación de los bulevares, y mañana sigue con las calles. " * 40
    )
    spans = [(second * 2.0, second * 2.0 + 1.8) for second in range(140)]
    before = time.process_time()
    cues = segment_cues(segment(utterance(copy, 0.0, *spans)), RATE, STYLE)
    assert len(cues) >= 40
    assert time.process_time() - before < 30


def test_what_is_not_said_is_in_no_caption_and_no_caption_is_over_the_silence() -> None:
    text = "Abre la feria. La inauguró el alcalde con su familia. Hay veinte juegos nuevos."
    heard = [Span(number * SECOND // 2, (number + 1) * SECOND // 2) for number in range(14)]
    said = (*heard[:3], *[None] * 7, *(span.later(3 * SECOND) for span in heard[3:7]))
    skipping = replace(utterance(text, 0, (0, 1.5), (4.5, 6.5)), said=said)
    cues = segment_cues(segment(skipping), RATE, STYLE)
    assert [cue.text for cue in cues] == ["Abre la feria.", "Hay veinte juegos nuevos."]
    assert cues[0].end <= 1.5 * RATE + 13 < 4.4 * RATE < cues[1].start


def test_a_sentence_whose_last_words_are_not_said_still_ends() -> None:
    text = "Abre hoy la gran feria con su familia. Hay veinte juegos nuevos para todas las edades, y entrada gratuita."
    heard = [Span(number * SECOND // 2, (number + 1) * SECOND // 2) for number in range(16)]
    said = (*heard[:5], *[None] * 3, *heard[5:])
    cues = segment_cues(segment(replace(utterance(text, 0, (0, 8.0)), said=said)), RATE, STYLE)
    assert " ".join(cue.text for cue in cues).startswith("Abre hoy la gran feria. Hay veinte juegos")
