"""A recording that says the text of another part is told with that text, and no other one is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.build.takes.exchanging import exchanged
from newscast.step.step import Step, step
from newscast.timeline.heard import Alignment, Recital, Take, TakeInfo
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
    doubtful: Sequence[Recital], others: Sequence[Recital], near: Mapping[str, float | None], tmp_path: Path
) -> dict[Recital, Alignment]:
    """What is known of recitals, of which these are so near as is said of their texts."""
    said = (Span(0, 100),) * 6
    heard = {each: Alignment(said, doubtful=True) for each in doubtful} | {each: Alignment(said) for each in others}
    infos = {each.takes[0]: TakeInfo(96_000, (Span(4_800, 90_000),)) for each in heard}
    prepared = {take: step("voice", {"take": str(take.file)}, [], suffix=".wav") for take in infos}

    def find(steps: Sequence[Step]) -> dict[Step, Path]:
        found = {}
        for number, each in enumerate(steps):
            found[each] = tmp_path / f"{number}.json"
            texts = [" ".join(text["words"]) for text in each.params["texts"]]  # type: ignore[index, union-attr, call-overload]
            found[each].write_text(json.dumps([near[text] for text in texts]))
        return found

    return exchanged(heard, infos, prepared, PROBED, find)


def test_it_says_the_other_text_and_nothing_of_its_own(tmp_path: Path) -> None:
    own, other = recital(FERIA), recital(BACHEO)
    found = told([own], [other], {FERIA: 1.0, BACHEO: 6.0}, tmp_path)
    assert found[own].instead == BACHEO and found[own].said == (None,) * 7
    (parting,) = found[own].partings
    assert (parting.kind, parting.first, parting.last, parting.start, parting.end) == ("changed", 0, 7, 4_800, 90_000)
    assert not found[other].instead and found[other].said


@pytest.mark.parametrize("near", [(4.0, 6.0), (1.0, 3.0), (3.0, None), (-2.0, 1.5)])
def test_a_text_that_is_little_nearer_is_not_said_instead(near: tuple[float, float | None], tmp_path: Path) -> None:
    own = recital(FERIA)
    found = told([own], [recital(BACHEO)], dict(zip((FERIA, BACHEO), near, strict=True)), tmp_path)
    assert not found[own].instead and all(found[own].said)


def test_the_nearest_of_several_is_told_also_where_the_own_one_takes_another_time(tmp_path: Path) -> None:
    own, third = recital(FERIA), recital("Hoy llueve en toda la ciudad.")
    found = told([own], [recital(BACHEO), third], {FERIA: None, BACHEO: 5.0, third.text: 8.0}, tmp_path)
    assert found[own].instead == third.text


def test_only_texts_that_may_be_said_in_it_are_asked_for(tmp_path: Path) -> None:
    """No recording is held against its own text under another name, a much longer one, or one that a machine reads."""
    own, synthetic = recital(FERIA), Recital((Take("voice", text=BACHEO),), BACHEO)
    others = [recital(FERIA, "otra.wav"), recital(LONG), synthetic]
    assert not told([own], others, {}, tmp_path)[own].instead


def test_what_is_not_known_yet_changes_nothing() -> None:
    own, other = recital(FERIA), recital(BACHEO)
    heard = {own: Alignment(doubtful=True), other: Alignment()}
    prepared = {each.takes[0]: step("voice", {"take": str(each.takes[0].file)}, [], suffix=".wav") for each in heard}
    assert exchanged(heard, {}, prepared, PROBED, lambda _steps: {}) == heard
