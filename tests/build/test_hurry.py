"""Workers are prepared while a build is planned, and none outlives one that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.build.door import build
from newscast.build.request import Options
from newscast.engine import nursery


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    for name in ("hasten", "close_nursery"):
        monkeypatch.setattr(nursery, name, lambda name=name: said.append(name))
    return said


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (Options(draft=True), ["hasten", "close_nursery"]),
        (Options(), ["hasten", "close_nursery"]),
        (Options(draft=True, scheduler="tcp://127.0.0.1:1"), ["close_nursery"]),
    ],
)
def test_who_builds_is_in_a_hurry(tmp_path: Path, told: list[str], options: Options, wanted: list[str]) -> None:
    (tmp_path / "assets/shows").mkdir(parents=True)
    rundown = tmp_path / "hoy.yaml"
    rundown.write_text("rundown: 1\nshow: nadie\n")
    with pytest.raises(FilesError):
        list(build([rundown], options))
    assert told == wanted
