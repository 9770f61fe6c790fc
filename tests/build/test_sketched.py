"""What `check` looks at is what a build paints: the graphics of rough cuts are those of the products."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from newscast.build.beside import overview as beside
from newscast.build.captioning import captioned_here
from newscast.build.cuts import rough_cuts
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.sketching import sketched

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, tv, web, reel, square]
presenters: [ana]
segments:
  - open: main
    parts: [{read: Buenos días a todos., camera: camara.mp4}]
  - headlines: [uno]
  - story: uno
    headline: Uno
    department: Obras
    social: true
    transition: dissolve
    parts:
      - vo: >
          Son cuatro mil baches y treinta y ocho colonias, dice la dirección de obras de la ciudad. Falta lo que queda
          más lejos, donde se trabaja de noche para no afectar a quienes van y vienen, y hay plazo hasta diciembre.
        voice: synth
        pictures: [foto.jpg, {card: figures, title: Uno, items: [4 baches]}, mudo.mp4]
        supers: [{at: 2.7s, title: Aquí, subtitle: Allá}]
      - {card: figures, title: Dos, items: [5 baches]}
  - close: main
"""
RENDERING = ("ffmpeg", "numpy", "PIL", "moviepy", "pydub", "av", "scipy")


@pytest.mark.parametrize("draft", [False, True])
def test_the_graphics_of_a_sketch_are_those_that_are_painted(sala: Any, draft: bool) -> None:
    (episode,) = examine([sala.write(TEXT)], Options(draft=draft))
    placed = sketched(episode)
    rough = [
        each
        for cut in rough_cuts(placed.timelines, placed.loaded.show, captioned_here(placed))
        for each in cut.graphics()
    ]
    painted = [drawn for piece in rehearse(episode).pieces for drawn in piece.product.drawn]
    shown = {(each.graphic, each.told, each.canvas.name) for each in rough}
    assert {"opener", "figures", "caption", "title", "bug", "thumbnail", "cover"} <= {each.graphic for each in rough}
    assert shown == {(each.graphic, each.told, each.canvas.name) for each in painted}


@pytest.mark.real
def test_checking_loads_nothing_that_renders() -> None:
    rooms = "newscast.build.sketching, newscast.build.examining"
    code = f"import {rooms}, sys; print(*set(sys.modules) & set({RENDERING}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""


@pytest.mark.real
def test_planning_loads_nothing_that_computes() -> None:
    """Workers have it loaded beside: whoever waits for a build would wait for it once more."""
    code = "import newscast.build.pipeline, sys; print(*set(sys.modules) & {'scipy', 'moviepy', 'pydub', 'av'})"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""


def test_it_is_counted_in_how_many_pictures_nobody_looks_for_faces(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (episode,) = examine([sala.write(TEXT)], Options(draft=True))
    placed = sketched(episode)
    for sought, pictures in ((True, 0), (False, 3)):
        monkeypatch.setattr(beside, "are_sought", lambda sought=sought: sought)
        assert beside.overview(placed, sala.write(TEXT)).unsought == pictures
