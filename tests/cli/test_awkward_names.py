"""Names that are not UTF-8, and things that stand where results should go: a message always, and never a bug."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import MachineError
from newscast.build.record.sources import _kit_files
from newscast.cli.main import run
from newscast.episode.archive import archive
from newscast.episode.folder import locked, staging
from newscast.graphics.finding import find_template
from newscast.graphics.template import TemplateError
from newscast.show.load import shows
from newscast.show.model import Show

OLD = os.fsdecode(b"se\xf1al")
GOOD = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio]
segments:
  - story: uno
    headline: Uno
    parts: [{sot: camara.mp4}]
"""


def refused(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of a command line that names something wrong, as people and as programs hear it."""
    assert run([*arguments]) == 1
    said = capfd.readouterr().err
    assert run([arguments[0], "--json", *arguments[1:]]) == 1
    (error,) = json.loads(capfd.readouterr().out)["errors"]
    assert "not UTF-8" in said and "\udcf1" not in said and "not UTF-8" in error["message"]
    return said


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_rundown_may_not_lead_to_a_name_that_is_not_utf8(
    sala: Any, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    there = sala.root / "rundowns" / OLD
    there.mkdir()
    (there / "hoy.yaml").write_text(GOOD, encoding="utf-8")
    (sala.root / "rundowns/enlace.yaml").symlink_to(there / "hoy.yaml")
    refused(capfd, command, "rundowns/enlace.yaml")
    refused(capfd, command, f"rundowns/{OLD}/hoy.yaml")
    monkeypatch.chdir(there)
    refused(capfd, command, "hoy.yaml")


def test_the_output_may_not_lead_to_a_name_that_is_not_utf8(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(GOOD)
    (sala.root / OLD).mkdir()
    (sala.root / "salida").symlink_to(sala.root / OLD)
    refused(capfd, "build", "--output", "salida", "rundowns/hoy.yaml")
    (sala.root / "output").symlink_to(sala.root / OLD)
    refused(capfd, "build", "rundowns/hoy.yaml")
    (sala.root / "output").unlink()
    (sala.root / "output").mkdir()
    (sala.root / "output/hoy").symlink_to(sala.root / OLD)
    refused(capfd, "build", "rundowns/hoy.yaml")


def test_what_lies_beside_in_an_old_spelling_harms_nothing(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    kit = sala.root / "assets/shows/chica"
    (kit / "graphics").mkdir()
    for path in (kit / OLD, kit / "graphics" / f"{OLD}.landscape.svg", sala.root / "rundowns" / f"{OLD}.mp4"):
        path.write_bytes(b"\x80")
    (sala.root / "assets/shows" / OLD).mkdir()
    sala.write(GOOD)
    assert run(["check", "rundowns/hoy.yaml"]) == 0
    assert shows(sala.root) == ["chica"]
    assert sorted(_kit_files(kit, lambda path: "x")) == ["entrada.mp4"]
    sala.write(GOOD.replace("show: chica", "show: senal"))
    capfd.readouterr()
    assert run(["check", "--json", "rundowns/hoy.yaml"]) == 1
    (error,) = json.loads(capfd.readouterr().out)["errors"]
    assert error["hint"] == "Known here: chica."


@pytest.mark.parametrize("content", [b"\x80\xff", b"<svg"])
def test_a_drawing_that_is_none_is_told_by_its_place(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "graphics").mkdir()
    drawing = tmp_path / "graphics/mapa.landscape.svg"
    drawing.write_bytes(content)
    with pytest.raises(TemplateError) as raised:
        find_template("mapa", "landscape", Show(show=1, name="x", folder=tmp_path))
    (problem,) = raised.value.problems
    assert problem.place and problem.place.file.name == drawing.name and problem.place.line == 1


def test_an_archive_in_an_old_spelling_is_refused(tmp_path: Path) -> None:
    episode, target = tmp_path / "hoy", tmp_path / OLD
    episode.mkdir()
    target.mkdir()
    (episode / "manifest.json").write_text('{"draft": false, "deliverables": {}}', encoding="utf-8")
    with pytest.raises(MachineError, match="not UTF-8"):
        archive(episode, target, tmp_path)


def blocked(folder: Path) -> str:
    """What is said of an episode folder that cannot be had."""
    with pytest.raises(MachineError) as raised, staging(folder), locked(folder):
        pass
    return str(raised.value)


@pytest.mark.parametrize("tongue", ["en", "es"])
def test_what_stands_in_the_way_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tongue: str) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", tongue)
    (tmp_path / "nada").symlink_to(tmp_path / "no/hay")
    (tmp_path / "vuelta").symlink_to(tmp_path / "vuelta")
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    said = [blocked(tmp_path / name / "hoy") for name in ("nada", "vuelta", "archivo")]
    said += [blocked(tmp_path / name) for name in ("nada", "vuelta", "archivo")]
    said.append(blocked(tmp_path / ("x" * 300)))
    if tongue == "en":
        ways = ("stands where a folder has to be", "a link leads back to itself", "the name is too long")
        assert all(any(way in each for way in ways) for each in said), said
    assert not any("Errno" in each or "File exists" in each or "Not a directory" in each for each in said)


def test_an_output_that_leads_to_itself_is_no_bug(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    from newscast.build.examining import examine
    from newscast.build.namesakes import _folder
    from newscast.build.request import Options

    (sala.root / "output").symlink_to("output")
    (episode,) = examine([sala.write(GOOD)], Options())
    assert "a link leads back to itself" in blocked(_folder(episode))
