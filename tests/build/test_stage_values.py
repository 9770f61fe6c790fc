"""What stages hand on: the results there are, when words are said, the stories that left for a slot."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.build.cuts import left_out
from newscast.build.known import Known
from newscast.build.stages import context_of
from newscast.rundown.model import Rundown, Story, Vo
from newscast.store.store import Result, Store


def test_a_result_that_is_in_the_store_is_known(tmp_path: Path) -> None:
    known = object.__new__(Known)
    known.store = store = Store(tmp_path)
    known.keys = cast(Any, SimpleNamespace(result=lambda step: step))
    made = store.scratch() / "made"
    made.write_bytes(b"whole")
    there, away = Result("a" * 64, ".wav"), Result("b" * 64, ".wav")
    store.keep(made, there)
    steps: Any = (there, away)
    path: Any = store.path(there)
    assert [known.has(each) for each in steps] == [True, False]
    found: Any = known.found(steps)
    assert found == {there: path}


def test_placing_knows_when_words_are_said() -> None:
    loaded: Any = SimpleNamespace(show="show", newsroom="newsroom")
    request: Any = SimpleNamespace(rundown="rundown", form="form")
    said: Any = {"recital": "alignment"}
    assert context_of(loaded, request, {}, {}, said).alignments == said
    assert context_of(loaded, request, {}, {}).alignments == {}


@pytest.mark.parametrize(
    ("to_slot", "slug", "expected"), [(True, None, ("dos",)), (True, "uno", ()), (False, None, ())]
)
def test_a_story_that_left_for_the_slot_is_told_of_whole_programmes(
    to_slot: bool, slug: str | None, expected: tuple[str, ...]
) -> None:
    stories = tuple(Story(slug=name, headline=name, parts=(Vo(copy_="Una frase."),)) for name in ("uno", "dos"))
    told: dict[str, Any] = {"show": "x", "date": datetime.date(2026, 11, 20), "title": "x", "deliverables": ("radio",)}
    rundown = Rundown(path=Path("/n/x.yaml"), sha256="", segments=stories, to_slot=to_slot, presenters=(), **told)
    fewer = rundown.model_copy(update={"segments": rundown.segments[:1]})
    cut: Any = SimpleNamespace(slug=slug, deliverable="radio", rundown=fewer)
    assert left_out(rundown, cut) == expected
