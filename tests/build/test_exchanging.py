"""A recording that says the text of another part is told with that text, and no other one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.build.takes.exchanging import exchanged
from newscast.step.step import Step, step
from newscast.timeline.heard import Alignment, Neural, Parting, Recital, Take, TakeInfo
from newscast.timeline.spans import Span

FERIA = "La feria del libro abre el viernes."
BACHEO = "Terminaron las obras de la avenida."
LONG = " ".join([FERIA, BACHEO] * 4)
PROBED: Any = SimpleNamespace(
    loaded=SimpleNamespace(show=SimpleNamespace(language="es-MX"), rundown=SimpleNamespace(say={}))
)


def recital(text: str, file: str = "") -> Recital:
    return Recital((Take("voice", Path(file or f"{text[:4]}.wav")),), text)


def told(
    doubtful: Sequence[Recital],
    others: Sequence[Recital],
    near: Mapping[str, float],
    unheard: Sequence[Recital] = (),
) -> dict[Recital, Alignment]:
    """What is known of recitals, of which these are so near as is said of their texts; nobody listened for some."""
    said = (Span(0, 100),) * 6
    heard = {each: Alignment(said, doubtful=True) for each in doubtful} | {each: Alignment(said) for each in others}
    infos = {each.takes[0]: TakeInfo(96_000, (Span(4_800, 90_000),)) for each in heard}
    prepared = {take: step("voice", {"take": str(take.file)}, [], suffix=".wav") for take in infos}

    def find(steps: Sequence[Step]) -> dict[Step, float]:
        return {each: near[text] for each in steps if (text := text_of(each)) in near}

    return exchanged(heard, [*heard, *unheard], infos, prepared, PROBED, find)


def text_of(asked: Step) -> str:
    return " ".join(asked.params["words"])  # type: ignore[arg-type]


def asked(doubtful: Recital, others: Sequence[Recital]) -> Sequence[Step]:
    """What is asked of a doubtful recording."""
    found: list[Step] = []

    def find(steps: Sequence[Step]) -> dict[Step, float]:
        found.extend(steps)
        return {}

    prepared = {doubtful.takes[0]: step("voice", {}, [], suffix=".wav")}
    exchanged({doubtful: Alignment(doubtful=True)}, others, {}, prepared, PROBED, find)
    return found


def test_it_says_the_other_text_and_nothing_of_its_own() -> None:
    own, other = recital(FERIA), recital(BACHEO)
    found = told([own], [other], {FERIA: 1.0, BACHEO: 6.0})
    assert found[own].said == (None,) * 7
    assert found[own].partings == (Parting("changed", 0, 7, 4_800, 90_000, BACHEO),)
    assert not found[other].partings and found[other].said


def test_it_may_be_a_text_whose_own_recording_nobody_listened_to_yet() -> None:
    own = recital(FERIA)
    (parting,) = told([own], [], {FERIA: 1.0, BACHEO: 6.0}, [recital(BACHEO)])[own].partings
    assert parting.instead == BACHEO


@pytest.mark.parametrize("near", [(4.0, 6.0), (1.0, 3.0), (3.0, -inf), (-2.0, 1.5), (-inf, -inf)])
def test_a_text_that_is_little_nearer_is_not_said_instead(near: tuple[float, float]) -> None:
    own = recital(FERIA)
    found = told([own], [recital(BACHEO)], dict(zip((FERIA, BACHEO), near, strict=True)))
    assert not found[own].partings and all(found[own].said)


def test_the_nearest_of_several_is_told_also_where_the_own_one_takes_another_time() -> None:
    own, third = recital(FERIA), recital("Hoy llueve en toda la ciudad.")
    found = told([own], [recital(BACHEO), third], {FERIA: -inf, BACHEO: 5.0, third.text: 8.0})
    assert found[own].partings[0].instead == third.text


def test_only_texts_that_may_be_said_in_it_are_asked_for() -> None:
    """No recording is held against its own text under another name, one that has it or is a part of it, a much longer
    one, or one that a machine reads."""
    own, synthetic = recital(FERIA), Recital((Take("voice", text=BACHEO),), BACHEO)
    parts = [recital(FERIA + " Dura tres días.", "larga.wav"), recital("La feria del libro abre", "corta.wav")]
    others = [recital(FERIA, "otra.wav"), recital(LONG), synthetic, *parts]
    nearer = {each.text: 9.0 for each in others} | {FERIA: 1.0}
    assert not told([own], others, nearer)[own].partings


def test_no_voice_of_a_machine_is_held_against_other_texts() -> None:
    synthetic = Recital((Take("voice", text=FERIA, voice=Neural(Path("es.onnx"))),), FERIA)
    assert not told([synthetic], [recital(BACHEO)], {FERIA: 1.0, BACHEO: 6.0})[synthetic].partings


def test_what_is_asked_does_not_follow_from_the_order_of_texts() -> None:
    """A transcript and copy that read the same: only copy has its brackets said."""
    own, text = recital(FERIA), "Terminaron (por fin) las obras."
    pair = [recital(text, "copy.wav"), Recital((Take("voice", Path("sot.wav")),), text, verbatim=False)]
    assert set(asked(own, pair)) == set(asked(own, pair[::-1]))


def test_a_correction_of_one_text_changes_what_is_asked_of_that_alone() -> None:
    own, third = recital(FERIA), recital("Hoy llueve en toda la ciudad.")
    before, now = (set(asked(own, [third, recital(text)])) for text in (BACHEO, BACHEO.replace("la", "una")))
    assert len(before) == 3 and len(before & now) == 2


def test_what_is_not_known_yet_changes_nothing() -> None:
    own, other = recital(FERIA), recital(BACHEO)
    heard = {own: Alignment(doubtful=True), other: Alignment()}
    prepared = {each.takes[0]: step("voice", {"take": str(each.takes[0].file)}, [], suffix=".wav") for each in heard}
    assert exchanged(heard, heard, {}, prepared, PROBED, lambda _steps: {}) == heard
