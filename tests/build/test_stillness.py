"""What stands still for too long is told where it was written."""

from __future__ import annotations

from typing import Any

from newscast.build.examining import examine
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.graphics.finding import find_template
from newscast.show.model import Show

COPY = "Son mil baches los que se repararon en la ciudad y en sus colonias, dice Obras."
TEXT = f"""\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [tv]
segments:
  - story: uno
    headline: Uno
    parts:
      - {{card: figures, title: Dos, items: [5 baches], duration: 6s}}
      - vo: {COPY}
        voice: synth
        pictures: [PICTURE]
"""


def told(sala: Any, picture: str, copy: str = COPY) -> list[Any]:
    (episode,) = examine([sala.write(TEXT.replace("PICTURE", picture).replace(COPY, copy))], Options(draft=True))
    return [each for each in sketched(episode).remarks if each.code == "stands-still"]


def test_a_photo_that_is_held_is_told_with_its_time_and_line(sala: Any) -> None:
    assert not told(sala, "foto.jpg")
    (problem,) = told(sala, "{file: foto.jpg, move: still}")
    assert problem.warning and problem.place.line == 12
    assert "foto.jpg" in problem.message and "from 0:06.7 to 0:11.7" in problem.message
    assert not told(sala, "{file: foto.jpg, move: still}, mudo.mp4", "Son mil."), "so long it may"


def test_a_card_that_a_kit_draws_without_motion_is_told(sala: Any) -> None:
    template = find_template("figures", "landscape", Show(show=1, name="X"))
    assert template
    own = sala.root / "assets/shows/chica/graphics/figures.landscape.svg"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(template.source.replace("news:sway", "news:other"), encoding="utf-8")
    (problem,) = told(sala, "foto.jpg")
    assert problem.place.line == 9 and "figures" in problem.message
