"""What stages hand on: the results there are, and when words are said."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from newscast.build.known import Known
from newscast.build.stages import context_of
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
