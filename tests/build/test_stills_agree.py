"""A still of a storyboard is the frame that the programme has there, on every canvas."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pytest
from click.testing import CliRunner

from newscast.build.board.drawing import Drawn, draw, namer
from newscast.build.board.storyboard import Planned, planned_board
from newscast.build.door import build
from newscast.build.request import Options
from newscast.cli.storyboard import command
from newscast.store.open import open_store
from newscast.store.store import Result

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [tv, web, reel, square]
presenters: [ana]
segments:
  - open: main
  - headlines: [uno]
  - story: uno
    headline: Concluye el bacheo de los bulevares
    department: Obras
    transition: dissolve
    parts:
      - read: Buenas noches a todos ustedes.
        camera: camara.mp4
      - vo: >
          Son cuatro mil baches y treinta y ocho colonias, dice la dirección de obras de la ciudad, que trabaja de
          noche para no afectar a quienes van y vienen.
        voice: synth
        pictures:
          - {file: foto.jpg, move: push-in}
          - {file: foto.jpg, move: pan-right, credit: Obras Públicas}
          - {file: mudo.mp4, in: 0.5s, out: 1.5s}
          - {file: vfr.mp4, focus: [0.3, 0.4]}
          - {file: foto.jpg, move: pull-out, fit: pad}
          - {card: figures, title: En un mes, items: [4 baches, 38 colonias]}
        supers: [{at: 2.7s, title: Aquí, subtitle: Allá}]
      - sot: charla.mp4
        who: laura
        transcript: Buenos días a todos los que nos escuchan
        cover: [{file: late.mp4, at: 0.6s, for: 0.8s}]
      - {card: figures, title: Dos, items: [5 baches], duration: 4s}
  - sting: main
  - spot: entrada.mp4
  - close: main
"""
ALIKE = 30.0
"""dB. What an encoder at the quality of finals changes of small pictures is less; a frame beside it is more."""


@pytest.mark.slow
def test_a_still_is_the_frame_that_the_programme_has_there(sala: Any) -> None:
    sala.kit("captions: {style: karaoke}\n")
    path = sala.write(TEXT)
    (built,) = build([path], Options())
    # What is measured by now decides when everything is, so the board's times are those of the build.
    planned = planned_board(path, Options(), namer)
    drawn = Drawn(planned)
    draw(drawn, lambda done, of: None)
    assert drawn.failed == {}
    assert not planned.board.estimated
    differing, seen = [], set[str]()
    for number, column in enumerate(planned.board.columns):
        name = column.names[0]
        programme = next((Path(built.folder) / name).glob("*.m[px][4f]"))
        shown = list(_stills(planned, number))
        frames = _frames(programme, [frame for frame, _key, _what in shown], (column.width, column.height))
        for (frame, key, what), rendered in zip(shown, frames, strict=True):
            alike = _psnr(_still(planned, key), rendered)
            seen.add(what)
            if alike < ALIKE:
                differing.append((name, frame, what, round(alike, 1)))
    assert differing == []
    assert {"foto.jpg", "mudo.mp4", "vfr.mp4", "late.mp4", "charla.mp4", "figures", "opener", "closing"} <= seen
    assert [column.names for column in planned.board.columns] == [("tv", "web"), ("reel",), ("square",)]

    # The command writes them all into one file.
    done = CliRunner().invoke(command, [str(path), "--output", "junta.html"], standalone_mode=False)
    assert done.exception is None and done.return_value == 0
    text = (sala.root / "junta.html").read_text(encoding="utf-8")
    assert text.count("data:image/jpeg;base64,") == len(planned.board.stills) > 30


def _stills(planned: Planned, column: int) -> Any:
    """Frame of the programme, key, and what is seen, of each still of a column."""
    rate = Fraction(30000, 1001)
    for segment in planned.board.segments:
        for part in segment.parts:
            view = part.view(column)
            for still in view.stills if view else ():
                assert view
                yield round((Fraction(view.start) + Fraction(still.at)) * rate), still.key, still.picture


def _still(planned: Planned, key: str) -> Any:
    store = open_store(planned.placed.results)
    return _decoded(store.path(Result(key, ".jpg")), "scale=in_range=pc:out_range=pc")[0]


def _frames(programme: Path, numbers: list[int], size: tuple[int, int]) -> list[Any]:
    chosen = "+".join(f"eq(n,{number})" for number in numbers)
    graph = f"select='{chosen}',scale={size[0]}:{size[1]}:in_color_matrix=bt709:in_range=tv"
    found = _decoded(programme, graph)
    at = {number: index for index, number in enumerate(sorted(set(numbers)))}
    return [found[at[number]] for number in numbers]


def _decoded(path: Path, graph: str) -> Any:
    """The pictures of a file as numbers, in RGB."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-vf", f"{graph},format=rgb24"]
    shape = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(path)]
    size = subprocess.run(shape, capture_output=True, text=True, check=False).stderr
    done = subprocess.run(
        [*command, "-fps_mode", "passthrough", "-f", "rawvideo", "-"], capture_output=True, check=True
    )
    width, height = next(
        map(int, word.rstrip(",").split("x"))
        for line in size.splitlines()
        if "Video:" in line
        for word in line.split()
        if word.rstrip(",").replace("x", "", 1).isdigit() and "x" in word and not word.startswith("0x")
    )
    return np.frombuffer(done.stdout, np.uint8).reshape(-1, height, width, 3).astype(float)


def _psnr(one: Any, other: Any) -> float:
    error = float(np.mean((one - other) ** 2))
    return 99.0 if error == 0 else 10 * float(np.log10(255**2 / error))
