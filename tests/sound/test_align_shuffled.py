"""A short recording of other words than its text is told, and one that says them in whatever voice is not."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

from newscast.base.synthesiser import synthesiser
from newscast.sound.align.likeness import make_likeness
from newscast.sound.align.others import likeness_step, read_likeness
from newscast.sound.align.said import read_said
from newscast.sound.align.shuffled import nearer_by
from newscast.sound.align.step import alignment_step, make_alignment
from newscast.sound.speaking import set_voice, speak
from newscast.step.step import Tools
from newscast.timeline.heard import Alignment

RATE = 48_000
Sound = NDArray[np.float32]
TEXTS = (
    "La feria del libro abre el viernes en la explanada del teatro, con talleres para los niños; se espera a cuarenta "
    "mil visitantes, y el metro cerrará más tarde.",
    "Tres pescadores volvieron al puerto después de dos días perdidos cerca de la isla mayor. Un helicóptero los "
    "encontró anoche; están cansados, pero se encuentran bien.",
    "El camión de la basura pasará los lunes y los jueves antes de las siete de la mañana. Saque las bolsas la noche "
    "anterior, porque los perros rompen lo que queda.",
    "Quien no pague su multa en quince días tendrá que ir al juzgado de la calle Hidalgo. La oficina atiende hasta las "
    "tres, y los sábados recibe solo con una cita previa.",
)
"""Each takes about nine seconds."""


def read(text: str, voice: str, scratch: Path) -> Sound:
    """By a variant that breathes (f2, f3, f5) it would be other samples each time."""
    with synthesiser(scratch) as (library, rate):
        set_voice(library, voice, 170, 60)
        samples = np.frombuffer(speak(library, text).samples, np.int16) / 32768
    return np.asarray(resample_poly(samples, RATE, rate), np.float32)


def telephone(sound: Sound) -> Sound:
    """With hiss 20 dB under the voice."""
    heard = sosfilt(butter(4, (300, 3400), "bandpass", fs=RATE, output="sos"), sound)
    hiss = np.random.default_rng(1).normal(0, 0.1 * np.sqrt(np.square(heard).mean()), len(heard))
    return np.asarray(heard + hiss, np.float32)


@pytest.fixture
def listened(tools: Tools, wav: Callable[..., Path], tmp_path: Path) -> Callable[[Sound, str], Alignment]:
    def listen(sound: Sound, text: str) -> Alignment:
        params = alignment_step([], text.split(), text.split(), "es-419").params
        make_alignment(params, [wav(sound)], tmp_path / "said.json", tools)
        return read_said(tmp_path / "said.json")

    return listen


def lost(found: Alignment) -> int:
    """Words of a text that are not said as it has them."""
    return sum(parting.last - parting.first for parting in found.partings)


@pytest.mark.slow
@pytest.mark.parametrize(("voice", "change"), [("es+m4", np.asarray), ("es+m4", telephone), ("es+f4", np.asarray)])
def test_recordings_that_were_exchanged_are_told_and_otherwise_none(
    voice: str, change: Callable[[Sound], Sound], listened: Callable[[Sound, str], Alignment], tmp_path: Path
) -> None:
    """One in twenty of such a length is not."""
    takes = [change(read(text, voice, tmp_path)) for text in TEXTS]
    for sound, copy in zip(takes, TEXTS, strict=True):
        found = listened(sound, copy)
        assert all(found.said) and not found.partings
    exchanged = [*zip(takes[1:], TEXTS[:-1], strict=True), *zip(takes[:-1], TEXTS[1:], strict=True)]
    shares = [lost(listened(sound, copy)) / len(copy.split()) for sound, copy in exchanged]
    assert shares.count(1) >= len(exchanged) - 1, shares


SHORT = (
    "Llueve desde anoche en toda la sierra del norte.",
    "El museo abre gratis los domingos por la tarde.",
    "Detienen a dos hombres por el asalto en Celaya.",
)
"""Each takes about three seconds."""


def likeness(heard: Path, text: str, tools: Tools, folder: Path) -> float:
    make_likeness(likeness_step([], text.split(), text.split(), "es-419").params, [heard], folder / "near.json", tools)
    return read_likeness(folder / "near.json")


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["es+m4", "es+f4"])
def test_short_recordings_are_doubted_and_nearest_to_what_they_say(
    voice: str, wav: Callable[..., Path], tools: Tools, tmp_path: Path
) -> None:
    for number, text in enumerate(SHORT):
        heard = wav(telephone(read(text, voice, tmp_path)), f"{number}.wav")
        near = [likeness(heard, each, tools, tmp_path) for each in SHORT]
        own = near.pop(number)
        assert own > max(near) + 2, (own, near)


@pytest.mark.slow
def test_nothing_is_known_of_texts_of_another_length_and_of_silence(
    wav: Callable[..., Path], tools: Tools, tmp_path: Path
) -> None:
    found = []
    for number, sound in enumerate((read(SHORT[0], "es+m4", tmp_path), np.zeros(3 * RATE, np.float32))):
        heard = wav(sound, f"{number}.wav")
        found.append([likeness(heard, text, tools, tmp_path) > -inf for text in (SHORT[0], TEXTS[0])])
    assert found == [[True, False], [False, False]]


@pytest.mark.slow
def test_one_that_may_say_another_text_is_doubtful(listened: Callable[[Sound, str], Alignment], tmp_path: Path) -> None:
    for said in (SHORT[0], TEXTS[0]):
        sound = read(said, "es+m4", tmp_path)
        assert not listened(sound, said).doubtful
        assert listened(sound, SHORT[1] if said in SHORT else TEXTS[1]).doubtful


@pytest.mark.slow
def test_a_few_words_of_the_readers_own_make_it_no_other_recording(
    listened: Callable[[Sound, str], Alignment], tmp_path: Path
) -> None:
    said = TEXTS[0].replace("en la explanada", "bueno, digamos, aquí en la explanada")
    assert sum(map(bool, listened(read(said, "es+m4", tmp_path), TEXTS[0]).said)) >= len(TEXTS[0].split()) - 2


@pytest.mark.parametrize(
    ("said", "copy"), [("Buenos días a todos.", "Hasta mañana, gracias."), (TEXTS[0], TEXTS[1][:60])]
)
def test_few_words_and_much_longer_recordings_are_not_taken_for_another(
    said: str, copy: str, listened: Callable[[Sound, str], Alignment], tmp_path: Path
) -> None:
    """The first say too little; of the others what they say besides is told."""
    assert lost(listened(read(said, "es+m4", tmp_path), copy)) < len(copy.split())


@pytest.mark.parametrize("roughly", [True, False])
def test_only_the_order_counts(roughly: bool) -> None:
    """The same sounds as another voice says them, in their order, in another one, and turned round."""
    chance = np.random.default_rng(1)
    text = np.repeat(chance.normal(0, 1, (40, 26)), 12, axis=0).astype(np.float32)
    voiced = 0.5 * text + chance.normal(0, 1, text.shape).astype(np.float32)
    assert nearer_by(text, voiced, roughly=roughly) > 5
    assert nearer_by(text, voiced[::-1], roughly=roughly) < 2
    assert nearer_by(text, np.roll(voiced, len(voiced) // 2, axis=0), roughly=roughly) < 3
    assert nearer_by(text, np.repeat(voiced, 2, axis=0)[::3], roughly=roughly) > 5
