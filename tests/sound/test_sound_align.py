"""Listening for the words of a text, in voices of which it is known when they say them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

from newscast.base.synthesiser import synthesiser
from newscast.sound.align.reference import reference
from newscast.sound.align.said import read_said, with_marks
from newscast.sound.align.step import alignment_step, make_alignment, voice_for
from newscast.sound.speaking import set_voice, speak
from newscast.sound.synth import make_synth, make_synth_words, synth_step, synth_words_step
from newscast.step.step import Tools
from newscast.timeline.heard import Parting, Take
from newscast.timeline.spans import Span

RATE = 48_000
COPY = (
    "La Dirección de Obras Públicas concluyó esta semana la reparación de cuatro mil baches. Se trabajó de noche, para "
    "no afectar el tránsito. Mañana arranca la feria, con entrada gratuita los lunes."
)
Sound = NDArray[np.float32]


def other_voice(text: str, scratch: Path, voice: str = "es+m4", pace: int = 215) -> tuple[Sound, list[float]]:
    """A text in a voice that is not the aligner's: 48 kHz mono, and the second at which each word begins.

    Not one with breath, whose noise the synthesiser takes from the clock.
    """
    words = tuple(text.split())
    with synthesiser(scratch) as (library, rate):
        set_voice(library, voice, pace, 60)
        spoken = speak(library, text)
    samples = np.frombuffer(spoken.samples, np.int16) / 32768
    starts = [start / rate for start in spoken.starts(text, words) if start is not None]
    assert len(starts) == len(words)
    return resample_poly(samples, 320, 147).astype(np.float32), starts


def listened(
    paths: Sequence[Path], tools: Tools, text: str = COPY, forms: Sequence[str] | None = None
) -> list[Span | None]:
    """Where the words of a text are said in prepared takes."""
    params = alignment_step([], text.split(), forms or text.split(), "es-419").params
    make_alignment(params, paths, tools.scratch / "said.json", tools)
    return list(read_said(tools.scratch / "said.json").said)


def partings(sound: Sound, text: str, tools: Tools, wav: Callable[..., Path]) -> tuple[Parting, ...]:
    """Where a take leaves a text."""
    listened([wav(sound)], tools, text)
    return read_said(tools.scratch / "said.json").partings


def errors(said: Sequence[Span | None], starts: Sequence[float]) -> NDArray[np.float64]:
    """Milliseconds by which each word was put too late."""
    assert all(said)
    return np.array([(span.start / RATE - start) * 1000 for span, start in zip(said, starts, strict=True) if span])


def noisy(sound: Sound) -> Sound:
    """As over a telephone with hiss 12 dB under the voice."""
    heard = sosfilt(butter(4, (300, 3400), "bandpass", fs=RATE, output="sos"), sound)
    level = np.sqrt(np.square(heard).mean()) * 10 ** (-12 / 20)
    return (heard + np.random.default_rng(1).normal(0, level, len(heard))).astype(np.float32)


@pytest.mark.parametrize(("change", "median", "worst"), [(np.asarray, 20, 50), (noisy, 30, 90)])
def test_words_are_found_where_another_voice_says_them(
    change: Callable[[Sound], Sound], median: int, worst: int, tools: Tools, tmp_path: Path, wav: Callable[..., Path]
) -> None:
    """19 characters a second, one take for each half: the second counts from the end of the first."""
    sound, starts = other_voice(COPY, tmp_path)
    half = round((starts[14] - 0.05) * RATE)
    heard = change(sound)
    off = np.abs(errors(listened([wav(heard[:half], "a.wav"), wav(heard[half:], "b.wav")], tools), starts))
    assert np.median(off) <= median
    assert np.percentile(off, 95) <= worst


def test_words_end_where_the_next_begin_or_a_pause_does(tools: Tools, tmp_path: Path, wav: Callable[..., Path]) -> None:
    sound, starts = other_voice(COPY, tmp_path)
    cut = round(starts[14] * RATE)
    paused = np.concatenate([np.zeros(RATE), sound[:cut], np.zeros(2 * RATE), sound[cut:]]).astype(np.float32)
    said = [span for span in listened([wav(paused)], tools) if span]
    assert said[0].start == pytest.approx(RATE, abs=3_000)
    assert said[13].end == pytest.approx(RATE + cut, abs=12_000)
    assert said[14].start == pytest.approx(RATE + cut + 2 * RATE, abs=3_000)
    assert all(one.start < one.end <= other.start for one, other in pairwise(said))


def test_what_is_read_otherwise_than_it_is_written_is_found(
    tools: Tools, tmp_path: Path, wav: Callable[..., Path]
) -> None:
    aloud = "Se repararon cuatro mil doscientos baches el veinte de noviembre."
    sound, starts = other_voice(aloud, tmp_path)
    forms = ["Se", "repararon", "cuatro mil doscientos", "baches", "", "el", "veinte", "de", "noviembre."]
    said = listened([wav(sound)], tools, "Se repararon 4,200 baches — el 20 de nov.", forms)
    begun = [starts[number] for number in (0, 1, 2, 5, 6, 7, 8, 9)]
    assert np.abs(errors([span for span, form in zip(said, forms, strict=True) if form], begun)).max() < 60
    assert said[4] == Span(said[3].end, said[3].end)  # type: ignore[union-attr]


def test_a_corrected_word_moves_no_word_of_another_sentence(
    tools: Tools, tmp_path: Path, wav: Callable[..., Path]
) -> None:
    sound, starts = other_voice(COPY, tmp_path)
    pause = np.zeros(RATE // 3, np.float32)
    first, second = (round((starts[number] - 0.05) * RATE) for number in (14, 23))
    read = wav(np.concatenate([sound[:first], pause, sound[first:second], pause, sound[second:]]))
    before, after = listened([read], tools), listened([read], tools, COPY.replace("noche", "madrugada"))
    moved = [number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    assert moved and set(moved) <= set(range(14, 23)), moved


FIRST, SECOND, LAST = (
    "La Dirección de Obras Públicas concluyó esta semana la reparación de cuatro mil baches.",
    "El trabajo se hizo de noche, para no afectar el tránsito, y participaron noventa personas.",
    "Mañana arranca la feria de la ciudad, y la entrada será gratuita los lunes.",
)
ASIDE = "Perdón, me dicen de producción que el audio ya quedó listo, así que seguimos."


@pytest.mark.parametrize(
    ("read", "kinds"),
    [
        ((FIRST, SECOND, LAST), []),
        ((FIRST, LAST), ["skipped"]),
        ((FIRST, SECOND, SECOND, LAST), ["added"]),
        ((FIRST, ASIDE, SECOND, LAST), ["added"]),
        ((FIRST, ASIDE, LAST), ["changed"]),
    ],
)
def test_what_a_reader_leaves_out_adds_or_changes_is_found(
    read: Sequence[str], kinds: Sequence[str], tools: Tools, tmp_path: Path, wav: Callable[..., Path]
) -> None:
    sound, starts = other_voice(" ".join(read), tmp_path, pace=180)
    found = partings(sound, f"{FIRST} {SECOND} {LAST}", tools, wav)
    assert [parting.kind for parting in found] == kinds
    second, last = len(FIRST.split()), len(f"{FIRST} {SECOND}".split())
    for parting in found:
        assert second <= parting.first <= parting.last <= last
        assert 0.9 * (last - second) <= parting.last - parting.first or parting.kind == "added"
        assert starts[second] - 1 < parting.start / RATE <= parting.end / RATE < starts[-len(LAST.split())] + 0.5
        assert (parting.start == parting.end) == (parting.kind == "skipped")


@pytest.mark.parametrize("seconds", [0.0001, 0.02, 2.0])
def test_in_silence_no_word_is_heard(seconds: float, tools: Tools, wav: Callable[..., Path]) -> None:
    assert listened([wav(np.zeros(int(seconds * RATE)))], tools) == []


def test_a_synthetic_voice_tells_of_its_own_words(tools: Tools, tmp_path: Path) -> None:
    take = Take("voice", text=f"{COPY[:87]} — {COPY[88:]}", voice=("es-419", 150, 45))
    pieces = ["" if word == "—" else word for word in take.text.split()]
    make_synth(synth_step(take).params, [], tmp_path / "a.wav", tools)
    make_synth_words(synth_words_step(take, pieces).params, [], tmp_path / "a.json", tools)
    said = [span for span in read_said(tmp_path / "a.json").said if span]
    assert len(said) == len(pieces)
    dash = pieces.index("")
    assert said[dash].start == said[dash].end == said[dash - 1].end
    assert said[dash + 1].start - said[dash].end > RATE // 10
    assert said[0].start == pytest.approx(0.06 * RATE, abs=500)


def test_a_remark_lasts_as_long_as_nothing_else_is_said_and_a_mark_no_time() -> None:
    times = [(1.0, 2.0), None, None, (4.0, 5.0), None]
    forms = ["gracias", "", "", "a", ""]
    remark = with_marks(times, ["Gracias", "(muchos", "aplausos)", "a", "—"], forms)
    assert remark == [(1.0, 2.0), (2.0, 3.0), (3.0, 4.0), (4.0, 5.0), (5.0, 5.0)]
    assert with_marks(times, ["Gracias", "—", "&", "a", "—"], forms)[1:3] == [(2.0, 2.0), (2.0, 2.0)]
    assert with_marks(times, ["Gracias", "muy", "—", "a", "—"], ["gracias", "muy", "", "a", ""])[1] is None


def test_the_step_is_of_the_take_the_words_and_how_they_are_said(tmp_path: Path) -> None:
    made = alignment_step([], ["50%"], ["cincuenta por ciento"], "es-419")
    others = [
        alignment_step([], ["50%"], ["medio"], "es-419"),
        alignment_step([], ["50"], ["cincuenta por ciento"], "es-419"),
        alignment_step([], ["50%"], ["cincuenta por ciento"], "es"),
    ]
    assert made.identity not in {other.identity for other in others}


@pytest.mark.parametrize("language", ["en-GB", "nah", "zh", "tzo"])
def test_every_language_has_a_voice_that_recordings_are_held_to(language: str, tmp_path: Path) -> None:
    words = ("Hola", "mundo.")
    known = reference(words, words, voice_for(language), tmp_path)
    assert known.starts[0] == 0 < known.starts[1] < len(known.voice.speech)
