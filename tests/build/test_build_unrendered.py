"""A build from its plan to its note with an engine that has everything: what is said on the way and known then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from as_wanted import made_as_wanted
from unrendered import IdleEngine

from newscast.base.errors import Problem
from newscast.build import pipeline
from newscast.build.examining import examine
from newscast.build.rehearsing import Rehearsal, rehearse
from newscast.build.request import Options
from newscast.engine.traits import Apart
from newscast.step.step import Step
from newscast.store.store import Store

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, square]
segments:
  - story: uno
    headline: Uno
    parts: [{vo: Hola a todos ustedes., voice: voz.wav, pictures: {file: foto.jpg, move: still}}]
"""


APART = Apart(words="This machine keeps its own results.")


@dataclass(frozen=True)
class ReadyEngine(IdleEngine):
    """Has made all that it will be asked for, below a folder."""

    folder: Path = Path()
    apart: Apart = APART

    def __enter__(self) -> ReadyEngine:
        return self

    def __exit__(self, *_how: Any) -> None: ...

    def path(self, step: Step) -> Path:
        return self.folder / step.identity

    def make(self, steps: Iterable[Step], _made: object = None) -> None:
        assert all(self.path(step).exists() for step in steps if step.kind == "digest")


@pytest.fixture
def built(sala: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the build of TEXT gives, with all that it says; a remark is known from its rehearsal, another is not."""
    said = list[Problem]()
    options = Options(say=said.extend)
    (episode,) = examine([sala.write(TEXT)], options)
    known, later = (Problem(word, "", warning=True, code=word) for word in ("known", "later"))
    composed = replace(rehearse(episode), remarks=(known, later))
    folder = tmp_path / "made"
    folder.mkdir()
    made_as_wanted(composed, folder)
    engine = ReadyEngine(Store(episode.results), folder=folder)
    monkeypatch.setattr(pipeline, "Engine", lambda *_how: engine)
    monkeypatch.setattr(pipeline, "planned", lambda *_how: composed)
    remembered = list[Any]()

    def noted(*what: Any) -> None:
        remembered.append(what)

    monkeypatch.setattr(
        pipeline, "remember", lambda path, how, _store, _seen, came: remembered.append((path, how, came))
    )
    done = pipeline._build(episode, 0, Rehearsal((known,), 0.0, 0.0))
    return done, said, remembered, (episode.path, options)


def test_what_nobody_was_told_yet_is_told_once(built: Any) -> None:
    _done, said, _remembered, _known = built
    assert [each.code for each in said] == ["store-apart", "later"]
    assert said[0].message == APART.words and said[0].warning


def test_what_was_made_lies_in_the_episode_and_is_known_to_the_next_build(built: Any) -> None:
    done, _said, remembered, known = built
    assert list(done.manifest["deliverables"]) == ["radio", "square"]
    assert {each["code"] for each in done.manifest["problems"]} == {"known", "later"}
    for entry in done.manifest["deliverables"].values():
        assert entry["qc"]["verdict"] == "pass"
        assert all((done.folder / each["path"]).stat().st_size == each["bytes"] for each in entry["files"])
    ((noted, asked, outcome),) = remembered
    assert (noted, asked) == known and outcome.built == done
    assert outcome.published and {each.code for each in outcome.placed} == {"known", "later"}
    assert list(outcome.needed) == ["radio", "square"] and not outcome.asked
