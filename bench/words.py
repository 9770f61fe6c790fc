"""How exactly words are found in a recording, and where it parts from its text: on voices whose word times are known.

py-nanotts (SVOX Pico, in the wheel) is a voice of another kind than the one that recordings are held to. It does not
tell when it says a word; but a text in which everything from one word on is at half the volume tells it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

from bench.measure import Cost
from bench.table import Row
from newscast.base.languages.spoken import spoken_forms
from newscast.sound.align.features import RATE, recorded
from newscast.sound.align.reference import reference
from newscast.sound.align.words import Left, Times, placed

TEXTS = (
    "La Dirección de Obras Públicas concluyó esta semana la reparación de cuatro mil doscientos baches."
    " El trabajo se hizo de noche, para no afectar el tránsito. Participaron noventa trabajadores en tres turnos. En"
    " las colonias del norte faltan todavía ochocientos metros de banqueta, que quedarán listos antes de la Navidad.",
    "El museo abre una exposición sobre el oficio del zapatero. Reúne herramientas, fotografías y hormas de madera que"
    " prestaron quince familias del barrio de San Juan de Dios. La curadora explicó que muchas piezas tienen más de un"
    " siglo. Los domingos habrá talleres para niñas y niños a partir de los seis años.",
    "La temperatura bajará esta noche hasta los cuatro grados. Protección Civil recomienda abrigarse bien, no encender"
    " anafres dentro de la casa y revisar las instalaciones de gas. Están abiertos dos albergues: uno en el centro y"
    " otro en la unidad deportiva. Ahí se ofrece cena caliente, cobijas y atención médica.",
)
ASIDE = "Perdón, me dicen de producción que el audio ya quedó listo, así que seguimos adelante con la información."
_WINDOW = 64
"""Samples (4 ms) between levels that are compared."""
_HALF = -6.0
"""dB of half the volume."""
MEDIAN, WORST = 40.0, 100.0
"""Milliseconds that words may be off: half of them, and all but a twentieth."""
FASTER = 60.0
"""How many times faster than it lasts a recording is listened to, at least."""

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Sentence:
    """A sentence that was spoken: its words, its sound at RATE, and the second at which each word begins, if known."""

    words: tuple[str, ...]
    sound: Sound
    starts: tuple[float | None, ...]


def measure() -> Iterator[Row]:
    usual = [[*_spoken(text)] for text in TEXTS]
    fast = [[*_spoken(text, 1.65)] for text in TEXTS]
    high = [[*_spoken(text, 0.9, 1.2)] for text in TEXTS]
    cases: dict[str, tuple[list[list[Sentence]], tuple[float, float], Callable[[Sound], Sound]]] = {
        "as it is": (usual, (0.15, 0.6), _same),
        "19 characters a second": (fast, (0.05, 0.2), _same),
        "higher, slower, longer pauses": (high, (0.5, 3.0), _same),
        "without pauses": (usual, (0.0, 0.03), _same),
        "noise 10 dB under the voice": (usual, (0.15, 0.6), _noisy),
        "telephone": (usual, (0.15, 0.6), _telephone),
        "a room of half a second": (usual, (0.15, 0.6), _reverberant),
        "a room of 0.8 s": (usual, (0.15, 0.6), partial(_reverberant, seconds=0.8, seed=2)),
        "a cough before each sentence": (usual, (0.7, 1.5), _coughing),
    }
    for name, (texts, pauses, change) in cases.items():
        yield from _exactness(name, texts, pauses, change)
    yield from _partings(usual)


def _spoken(text: str, speed: float = 1.0, pitch: float = 1.0) -> Iterator[Sentence]:
    for sentence in text.replace(": ", ", ").split(". "):
        words = tuple(f"{sentence.rstrip('.')}.".split())
        sound = _nanotts(" ".join(words), speed, pitch)
        starts = [_start(words, number, sound, speed, pitch) for number in range(1, len(words))]
        yield Sentence(words, sound, (float(np.flatnonzero(np.abs(sound) > 0.01)[0]) / RATE, *starts))


def _nanotts(text: str, speed: float, pitch: float) -> Sound:
    from py_nanotts import NanoTTS

    told = NanoTTS().speak(text, voice="es-ES", speed=speed, pitch=pitch)
    return np.asarray(np.frombuffer(told, np.int16) / np.float32(32768), np.float32)


def _start(words: Sequence[str], number: int, sound: Sound, speed: float, pitch: float) -> float | None:
    """When a word begins; None where to make the rest softer changes more than that."""
    text = " ".join([*words[:number], f"<volume level='50'>{words[number]}", *words[number + 1 :]])
    # The voice is not quite the same each time.
    tries = (_nanotts(text, speed, pitch) for _try in range(4))
    softer = next((each for each in tries if abs(len(each) - len(sound)) <= _WINDOW // 2), None)
    if softer is None:
        return None
    one, other = _levels(sound), _levels(softer)
    count = min(len(one), len(other))
    heard = one[:count] > -50
    fall = np.clip(other[:count] - one[:count], 2 * _HALF, -_HALF)
    before, after = np.cumsum(heard * np.abs(fall)), np.cumsum((heard * np.abs(fall - _HALF))[::-1])[::-1]
    misfit = np.append(0, before) + np.append(after, 0)
    if misfit.min() > 1.5 * heard.sum():
        return None
    return float(np.flatnonzero(misfit <= misfit.min() + 1e-9)[-1]) * _WINDOW / RATE


def _levels(sound: Sound) -> NDArray[np.float64]:
    whole = sound[: len(sound) // _WINDOW * _WINDOW].astype(np.float64).reshape(-1, _WINDOW)
    return np.asarray(10 * np.log10(np.square(whole).mean(axis=1) + 1e-12))


def _take(sentences: Sequence[Sentence], pauses: tuple[float, float]) -> tuple[Sound, list[float | None]]:
    """Sentences one after another, with pauses of a length between two; the seconds at which their words begin."""
    random = np.random.default_rng(5)
    pieces, starts = [np.zeros(RATE // 2, np.float32)], list[float | None]()
    for sentence in sentences:
        heard = np.flatnonzero(np.abs(sentence.sound) > 0.008)
        first, last = max(0, heard[0] - 80), heard[-1] + 80
        shift = (sum(map(len, pieces)) - first) / RATE
        starts += [None if start is None else start + shift for start in sentence.starts]
        pieces += [sentence.sound[first:last], np.zeros(int(random.uniform(*pauses) * RATE), np.float32)]
    sound = np.concatenate(pieces)
    return (sound / np.abs(sound).max() / 2).astype(np.float32), starts


def _same(sound: Sound) -> Sound:
    return np.asarray(sound + np.random.default_rng(1).normal(0, 0.0005, len(sound)), np.float32)


def _noisy(sound: Sound) -> Sound:
    noise = sosfilt(butter(1, 1000, "low", fs=RATE, output="sos"), np.random.default_rng(1).normal(0, 1, len(sound)))
    level = np.sqrt(np.square(sound[np.abs(sound) > 1e-3]).mean()) * 10 ** (-10 / 20)
    return np.asarray(sound + noise / noise.std() * level, np.float32)


def _telephone(sound: Sound) -> Sound:
    return np.asarray(sosfilt(butter(6, (300, 3400), "bandpass", fs=RATE, output="sos"), _same(sound)), np.float32)


def _reverberant(sound: Sound, seconds: float = 0.5, seed: int = 1) -> Sound:
    length = int(RATE * seconds)
    room = np.random.default_rng(seed).normal(0, 1, length) * np.exp(-6.9 * np.arange(length) / length)
    room[0] = 8
    return np.asarray(fftconvolve(_same(sound), room / np.sqrt(np.square(room).sum()))[: len(sound)], np.float32)


def _coughing(sound: Sound) -> Sound:
    """A quarter of a second of noise that fades, at the beginning of each pause."""
    silent = np.concatenate([[0], (np.abs(sound) == 0).astype(np.int8), [0]])
    pauses = zip(np.flatnonzero(np.diff(silent) == 1), np.flatnonzero(np.diff(silent) == -1), strict=True)
    random, length = np.random.default_rng(1), RATE // 4
    coughed = sound.copy()
    for first, last in pauses:
        at = first + RATE // 8
        if last - at > 2 * length:
            coughed[at : at + length] += random.normal(0, 0.1, length) * np.exp(-12 * np.arange(length) / length)
    return _same(coughed)


def _listened(words: Sequence[str], sound: Sound) -> tuple[Times, list[Left], Cost]:
    began, wall = time.process_time(), time.monotonic()
    with TemporaryDirectory() as scratch:
        known = reference(words, spoken_forms(" ".join(words), "es-MX"), "es-419", Path(scratch))
    heard = recorded(sound[at : at + RATE] for at in range(0, len(sound), RATE))
    times, left, _doubtful = placed(known, heard, len(words))
    return times, left, Cost(time.process_time() - began, time.monotonic() - wall)


def _exactness(
    name: str, texts: list[list[Sentence]], pauses: tuple[float, float], change: Callable[[Sound], Sound]
) -> Iterator[Row]:
    off: list[float] = []
    cost, seconds, alarms = Cost(0, 0), 0.0, 0
    for sentences in texts:
        sound, starts = _take(sentences, pauses)
        times, left, spent = _listened([word for each in sentences for word in each.words], change(sound))
        pairs = zip(times, starts, strict=True)
        off += [abs(time[0] - start) * 1000 for time, start in pairs if time and start is not None]
        cost, seconds, alarms = cost + spent, seconds + len(sound) / RATE, alarms + len(left)
    yield Row(f"{name}: median, ms", None, float(np.median(off)), "<=", MEDIAN, f"{len(off)} words")
    yield Row("  19 of 20 words, ms", None, float(np.percentile(off, 95)), "<=", WORST)
    yield Row("  partings that are none", None, alarms, "<=", 0)
    yield Row("  times faster than it lasts", cost, seconds / cost.cpu, ">=", FASTER)


def _partings(texts: list[list[Sentence]]) -> Iterator[Row]:
    """One sentence that is left out, said twice, said otherwise, or put in between: found, and the rest unharmed."""
    aside = next(_spoken(ASIDE))
    for name, said in (("left out", ()), ("said twice", (0, 0)), ("put in", (1, 0)), ("said otherwise", (1,))):
        found, lost, count, off = 0, 0, 0, list[float]()
        for sentences in texts:
            for at in range(1, len(sentences)):
                inside = [aside if each else sentences[at] for each in said]
                heard = [*sentences[:at], *inside, *sentences[at + 1 :]]
                words = [word for each in sentences for word in each.words]
                sound, starts = _take(heard, (0.15, 0.6))
                times, left, _cost = _listened(words, _same(sound))
                before, through = sum(len(each.words) for each in sentences[:at]), len(sentences[at].words)
                own = slice(before, before + through)
                touched = any(own.start - 3 <= first and last <= own.stop + 3 for _kind, first, last, _s, _e in left)
                found, count = found + touched, count + 1
                rest = [*range(before), *range(before + through, len(words))]
                lost += sum(times[number] is None for number in rest)
                known = {number: starts[number] for number in range(before)}
                off += [abs(time[0] - start) * 1000 for n, start in known.items() if (time := times[n]) and start]
        yield Row(f"a sentence is {name}: found", None, found / count, ">=", 0.9, f"{count} takes")
        yield Row("  other words taken for unsaid, a take", None, lost / count, "<=", 2.0)
        yield Row("  words before it, 19 of 20, ms", None, float(np.percentile(off, 95)), "<=", WORST)
