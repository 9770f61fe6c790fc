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
    monkeypatch.setattr(
        nursery, "hasten", lambda modules: said.append("hasten" + " scipy" * ("scipy.signal" in modules))
    )
    monkeypatch.setattr(nursery, "close_nursery", lambda: said.append("close_nursery"))
    return said


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (Options(draft=True), ["hasten scipy", "close_nursery"]),
        (Options(), ["hasten scipy", "close_nursery"]),
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


@pytest.mark.parametrize("draft", [True, False])
def test_what_was_built_before_may_need_no_sound(tmp_path: Path, told: list[str], draft: bool) -> None:
    """It is known once the correction is read; a draft says nothing of a final, nor one episode of another."""
    (tmp_path / "assets/shows").mkdir(parents=True)
    rundowns = [tmp_path / "hoy.yaml", tmp_path / "ayer.yaml"]
    for each in rundowns:
        each.write_text("rundown: 1\nshow: nadie\n")
    folder = tmp_path / "output/hoy" / ("draft" if draft else "")
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    for paths, options in (
        (rundowns[:1], Options(draft=draft)),
        (rundowns[:1], Options(draft=not draft)),
        (rundowns, Options(draft=draft)),
    ):
        with pytest.raises(FilesError):
            list(build(paths, options))
    assert told[::2] == ["hasten", "hasten scipy", "hasten scipy"]


@pytest.mark.parametrize("name", ["bucle.yaml", "a" * 256 + ".yaml"])
def test_a_rundown_whose_products_nobody_can_look_for_is_told_as_what_it_is(
    tmp_path: Path, told: list[str], name: str
) -> None:
    """A link that leads back to itself; one with a name that no folder takes."""
    (tmp_path / "assets/shows").mkdir(parents=True)
    (tmp_path / "output").mkdir()
    (tmp_path / "bucle.yaml").symlink_to("bucle.yaml")
    with pytest.raises(FilesError):
        list(build([tmp_path / name], Options()))
    assert told == ["hasten scipy", "close_nursery"]
