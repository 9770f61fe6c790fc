"""`newscast build --events`: JSON lines that say what happens, from the first look to the last episode."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import TypeAdapter

from newscast.base.errors import MachineError, Problem
from newscast.base.schema import schema_of
from newscast.build import door, pipeline
from newscast.build.request import Built, Options
from newscast.cli.main import run
from newscast.episode.events import BuiltEvent, Event, ProblemEvent, ProgressEvent, SharedEvent

SCHEMA = Path(__file__).parents[2] / "docs/schemas/events.json"
KINDS: dict[str, type[Any]] = {
    "progress": ProgressEvent,
    "problem": ProblemEvent,
    "built": BuiltEvent,
    "shared": SharedEvent,
}
TITLE = "newscast build --events"
STORY = """\
  - story: {slug}
    headline: Uno
    parts: [{{vo: {copy}, voice: synth, pictures: [foto.jpg]}}]
"""
HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [{names}]\nsegments:\n"


def rundown(*copies: str, names: str = "radio") -> str:
    stories = (STORY.format(slug=f"nota-{n}", copy=copy) for n, copy in enumerate(copies))
    return HEAD.format(names=names) + "".join(stories)


def events(text: str) -> list[dict[str, Any]]:
    """The events of a standard output, each held against the model; that they are whole lines is part of it."""
    assert text.endswith("\n")
    found = [json.loads(line) for line in text.splitlines()]
    for event in found:
        hints = get_type_hints(KINDS[event["event"]])
        assert list(event) == list(hints)
        for name, value in event.items():
            TypeAdapter(hints[name]).validate_python(value, strict=name != "done")
    return found


def told(capfd: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    assert run(["build", *arguments, "--events"]) == code
    return events(capfd.readouterr().out)


def shares(found: list[dict[str, Any]]) -> list[float]:
    return [event["done"] for event in found if event["event"] == "progress"]


def test_the_committed_schema_is_current() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema_of(Event, TITLE)


def test_json_and_events_do_not_go_together(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(rundown("Hola."))
    assert run(["build", "rundowns/hoy.yaml", "--events", "--json"]) == 2
    said = capfd.readouterr()
    assert said.out == "" and "--events" in said.err


@pytest.mark.slow
def test_progress_never_falls_through_two_episodes_and_what_was_built_is_told(
    sala: Any, own_store: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("newscast.cli.events._EVERY", 0)
    quiet = "    bed: none\n    parts:"
    sala.write(rundown("Hola a todas y todos.", "Adiós.").replace("    parts:", quiet), "uno")
    sala.write(rundown("Es otro día.", names="radio, web").replace("    parts:", quiet), "dos")
    found = told(capfd, "rundowns/uno.yaml", "rundowns/dos.yaml")
    built = [event for event in found if event["event"] == "built"]
    assert [event["folder"] for event in built] == [str(sala.root / "output" / name) for name in ("uno", "dos")]
    assert all(event["draft"] is False and event["verdict"] in ("pass", "warn") for event in built)
    done = shares(found)
    assert done == sorted(done) and done[0] == 0 and done.count(1) == 1
    assert found[-2]["event"] == "progress" and found[-2]["done"] == 1 and found[-1] == built[-1]
    first = found.index(built[0])
    assert 0.1 < shares(found[:first])[-1] < 0.6, "the second episode was expected all along"
    assert len(set(done)) > 20 and max(b - a for a, b in pairwise(done)) < 0.5


def test_a_build_that_is_remembered_is_complete_at_once(
    sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = {"path": "radio/hoy.wav", "role": "programme", "duration": 1.0, "bytes": 1}
    entry = {"qc": {"verdict": "pass", "checks": []}, "duration": 1.0, "files": [file]}
    manifest = {"draft": True, "duration": 1.0, "version": 3, "built": {"steps": 1, "rendered": 0, "seconds": 0.1}}
    manifest["deliverables"] = {"radio": entry, "web": {**entry, "outdated": True}}
    known = Built(sala.root / "output/hoy", manifest, None)
    monkeypatch.setattr(door, "recall", lambda *_arguments: [known])
    complete, built = told(capfd, "rundowns/hoy.yaml")
    assert complete == {"event": "progress", "done": 1, "seconds_left": 0, "label": ""}
    folder = str(sala.root / "output/hoy")
    told_of_it = {"draft": True, "version": 3, "verdict": "warn", "rendered": 0}
    assert built == {"event": "built", "folder": folder, **told_of_it}


def test_errors_are_told_with_their_places(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(rundown("Hola.").replace("headline:", "headlin:"))
    assert run(["build", "rundowns/hoy.yaml", "--events"]) == 1
    said = capfd.readouterr()
    found = events(said.out)
    problems = [event for event in found if event["event"] == "problem"]
    assert found[-len(problems) :] == problems and {event["level"] for event in problems} == {"error"}
    assert ("rundowns/hoy.yaml", 7, 5) in {(event["file"], event["line"], event["column"]) for event in problems}
    assert shares(found)[-1] < 1 and "rundowns/hoy.yaml:7:5: " in said.err


@pytest.mark.parametrize(
    ("error", "exit_code", "code"),
    [
        (MachineError("The disk is full."), 74, "machine"),
        (PermissionError(13, "Permission denied", "/x"), 74, "machine"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (ZeroDivisionError("the bug"), 70, "bug"),
    ],
)
def test_whatever_ends_a_build_is_the_last_event(
    sala: Any,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    error: BaseException,
    exit_code: int,
    code: str,
) -> None:
    def fails(*_arguments: Any) -> None:
        raise error

    monkeypatch.setattr(pipeline, "examine", fails)
    sala.write(rundown("Hola."))
    assert run(["build", "rundowns/hoy.yaml", "--events"]) == exit_code
    said = capfd.readouterr()
    last = events(said.out)[-1]
    assert (last["event"], last["level"], last["code"], last["file"]) == ("problem", "error", code, None)
    assert said.err.strip() == last["message"]


def test_a_name_of_half_a_character_is_told_to_programs_and_people(
    sala: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    path = Path(os.fsdecode(b"rundowns/hoy\xff.yaml"))
    path.write_text(rundown("Hola."))
    found = told(capfd, str(path), code=1)
    assert (found[-1]["code"], found[-1]["file"]) == ("file-name", str(path))
    assert run(["build", str(path), "--json"]) == 1
    said = capfd.readouterr()
    assert json.loads(said.out)["errors"][0]["file"] == str(path)
    assert "not UTF-8" in said.err
    assert run(["build", "rundowns/hoy.yaml", "--output", os.fsdecode(b"sal\xff")]) == 1
    assert "not UTF-8" in capfd.readouterr().err


def test_what_is_wrong_with_the_output_is_the_last_event(
    sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def gone() -> str:
        raise FileNotFoundError(2, "No such file or directory")

    sala.write(rundown("Hola."))
    monkeypatch.setattr(os, "getcwd", gone)
    assert run(["build", "rundowns/hoy.yaml", "--output", "salida", "--events"]) == 74
    assert events(capfd.readouterr().out)[-1]["code"] == "machine"


def test_a_disk_that_takes_no_event_is_no_reader_who_left(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last words may be the ones for which there is no room: whoever reads the file finds an end that is none."""

    def built(_paths: Sequence[Path], options: Options) -> Iterator[Built]:
        options.say([Problem("Something is odd.", warning=True, code="file-spelling")])
        yield from ()

    monkeypatch.setattr(door, "build", built)
    sala.write(rundown("Hola."))
    reading, writing = os.pipe()
    os.close(reading)
    with Path("/dev/full").open("w") as full, os.fdopen(writing, "w") as left:
        monkeypatch.setattr(sys, "stdout", full)
        assert run(["build", "rundowns/hoy.yaml", "--events"]) == 74
        monkeypatch.setattr(sys, "stdout", left)
        assert run(["build", "rundowns/hoy.yaml", "--events"]) == 0, "it was done before anybody left"
