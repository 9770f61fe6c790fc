"""An ffmpeg that fails during a build: which of the producer's files it was at, and where that is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest

from newscast.base.errors import MachineError, Place
from newscast.build.blaming import blaming
from newscast.build.examining import examine
from newscast.build.request import Options
from newscast.cli.main import run

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio]
segments:
  - story: uno
    headline: Uno
    bed: none
    parts:
      - {vo: Hola., voice: voz.wav}
      - {sot: camara.mp4}
"""
FAILING = """\
#!/bin/sh
case "$*" in *-progress*camara.mp4*) echo "[aac @ 0x1] Error while decoding: boom" >&2; exit 1;; esac
exec "{ffmpeg}" "$@"
"""


@pytest.fixture
def asked(sala: Any) -> Any:
    (episode,) = examine([sala.write(TEXT).relative_to(sala.root)], Options())
    return episode


def told(asked: Any, error: MachineError) -> MachineError:
    with pytest.raises(MachineError) as raised, blaming(asked):
        raise error
    return raised.value


def test_a_medium_is_named_with_its_place(sala: Any, asked: Any) -> None:
    clip = sala.root / "rundowns/camara.mp4"
    error = told(asked, MachineError("uno, landscape: ffmpeg failed: boom", "log", (sala.root / "logo.svg", clip)))
    assert str(error) == "uno, landscape: ffmpeg failed: boom. It was working on: camara.mp4."
    assert error.place == Place(Path("rundowns/hoy.yaml"), 11, 15) and error.media == (clip,) and error.log == "log"
    assert str(told(asked, MachineError("camara.mp4: ffmpeg failed", media=(clip,)))) == "camara.mp4: ffmpeg failed"


def test_what_the_kit_names_is_the_kits(sala: Any, asked: Any) -> None:
    drawn = sala.root / "assets/shows/chica/fondo.png"
    place = told(asked, MachineError("no", media=(drawn,))).place
    assert place and place.file == Path("assets/shows/chica/show.yaml")
    assert told(asked, MachineError("no", media=(Path("/elsewhere.ttf"),))).place is None


def test_what_is_no_mediums_fault_blames_none(asked: Any) -> None:
    error = MachineError("The disk is full.")
    assert told(asked, error) is error


def test_an_ffmpeg_that_fails_at_a_clip(
    sala: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failing = tmp_path / "ffmpeg"
    failing.write_text(FAILING.format(ffmpeg=imageio_ffmpeg.get_ffmpeg_exe()), encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(failing))
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    sala.write(TEXT)
    assert run(["build", "--events", "rundowns/hoy.yaml"]) == 74
    said = capfd.readouterr()
    assert "rundowns/hoy.yaml:11:15: camara.mp4: ffmpeg failed: [aac @ 0x1] Error while decoding: boom" in said.err
    problem = json.loads(said.out.splitlines()[-1])
    assert problem["code"] == "ffmpeg"
    assert (problem["file"], problem["line"], problem["medium"]) == ("rundowns/hoy.yaml", 11, "rundowns/camara.mp4")
