"""The child that makes what the page shows: what it answers, what it leaves behind, and the curve of a sound."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from newscast.base.errors import MachineError
from newscast.base.status import status_of
from newscast.build.page import rendition
from newscast.build.page.rendition import Request, _answer, _Progress
from newscast.store.shelves import shelf_in
from newscast.store.store import Result

PEAKS = Result("a" * 64, ".json")


@pytest.fixture
def request_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A request for the curve of a file, whose samples are these."""
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setattr(rendition, "find_binary", lambda _memory: SimpleNamespace(path="ffmpeg"))

    def made(samples: np.ndarray, seconds: float) -> Request:
        file = tmp_path / "hoy.wav"
        file.write_bytes(b"RIFF")

        def run(_binary: Any, args: list[str], *_more: Any, **_named: Any) -> None:
            Path(args[-1].removeprefix("file:")).write_bytes(samples.astype("<i2").tobytes())

        monkeypatch.setattr(rendition.process, "run", run)
        status = tuple(status_of(file) or ())
        named = {"key": PEAKS.name.removesuffix(".json"), "suffix": ".json", "language": "en"}
        return Request("peaks", str(file), status, str(tmp_path / "store"), "stills", seconds=seconds, **named)

    return made


def test_a_curve_is_the_least_and_the_most_of_equal_stretches(request_of: Any, tmp_path: Path) -> None:
    samples = np.zeros(48_000)
    samples[100], samples[47_999] = -32768, 16384
    told: list[Any] = []
    assert _answer(request_of(samples, 60.0), told.append) == {"made": True}
    shelf = shelf_in(tmp_path / "store", "stills")
    curve = json.loads(shelf.path(PEAKS).read_text())
    assert (curve["peaks"], curve["seconds"], len(curve["pairs"])) == (1, 60.0, 600)
    assert curve["pairs"][1] == [-1000, 0] and curve["pairs"][-1] == [0, 500]
    assert all(pair == [0, 0] for at, pair in enumerate(curve["pairs"]) if at not in (1, 599))


@pytest.mark.parametrize(("seconds", "pairs"), [(3.0, 400), (7200.0, 4000)])
def test_a_curve_has_never_too_few_and_never_too_many(
    request_of: Any, tmp_path: Path, seconds: float, pairs: int
) -> None:
    _answer(request_of(np.ones(48_000) * 1000, seconds), [].append)
    curve = json.loads(shelf_in(tmp_path / "store", "stills").path(PEAKS).read_text())
    assert len(curve["pairs"]) == pairs


def test_what_fails_is_said_and_leaves_nothing(
    request_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = request_of(np.zeros(0), 3.0)
    answer = _answer(silent, [].append)
    assert answer["failed"] == "hoy.wav holds nothing to show there." and not answer["log"]
    assert not list((tmp_path / "store").rglob("made*"))

    def broken(*_given: Any) -> None:
        raise MachineError("ffmpeg failed", log="its words")

    monkeypatch.setitem(rendition._MAKERS, "peaks", broken)
    assert _answer(silent, [].append) == {"failed": "ffmpeg failed", "log": "its words"}
    monkeypatch.setitem(rendition._MAKERS, "peaks", lambda *_given: 1 / 0)
    assert "division" in _answer(silent, [].append)["failed"]
    Path(silent.path).write_bytes(b"another one")
    assert "another one by now" in _answer(silent, [].append)["failed"]


def test_how_far_it_is_is_not_told_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    now, told = [100.0], []
    monkeypatch.setattr(rendition.time, "monotonic", lambda: now[0])
    progress = _Progress(10.0, told.append)
    for at, seconds in ((100.0, 1.0), (100.2, 2.0), (100.4, 3.0), (101.0, 20.0)):
        now[0] = at
        progress(seconds)
    assert told == [{"done": 0.1}, {"done": 0.3}, {"done": 1.0}]
    _Progress(0.0, told.append)(5.0)
    assert len(told) == 3
