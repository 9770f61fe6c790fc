"""Where `focus` is written of a picture, and that nothing else of the rundown is another one then."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.document.sheet import Sheet
from newscast.document.splicing import spliced
from newscast.rundown.focusing import focus_edits

PARTS = ("segments", 0, "parts")
RUNDOWN = """\
# lo del viernes
segments:
  - story: feria   # primero
    parts:
      - vo: Hola.
        pictures:
          - a.mp4   # la de ayer
          - {file: b.jpg, in: 3s}  # la otra
          - file: c.jpg
            focus: left   # se ve el puente
      - sot: d.mp4   # la directora
        who: laura
      - sot: {file: e.mp4}
      - read: Buenas noches.
        camera: f.mp4
"""


@pytest.mark.parametrize(
    ("keys", "old", "new"),
    [
        ((0, "pictures", 0), "- a.mp4   # la de ayer", "- file: a.mp4   # la de ayer\n            focus: [0.6, 0.4]"),
        ((0, "pictures", 1), "in: 3s}", "in: 3s, focus: [0.6, 0.4]}"),
        ((0, "pictures", 2), "focus: left ", "focus: [0.6, 0.4] "),
        ((1, "sot"), "# la directora", "# la directora\n        focus: [0.6, 0.4]"),
        ((2, "sot"), "{file: e.mp4}", "{file: e.mp4, focus: [0.6, 0.4]}"),
        ((3, "camera"), "camera: f.mp4", "camera:\n          file: f.mp4\n          focus: [0.6, 0.4]"),
    ],
)
def test_a_focus_is_written_beside_what_is_there(keys: tuple[str | int, ...], old: str, new: str) -> None:
    sheet = Sheet(Path("hoy.yaml"), RUNDOWN.encode())
    written = spliced(sheet, focus_edits(sheet.model, (*PARTS, *keys), (0.6, 0.4)))
    assert written.text == RUNDOWN.replace(old, new)


def test_a_focus_is_taken_away_where_there_is_one() -> None:
    sheet = Sheet(Path("hoy.yaml"), RUNDOWN.encode())
    (edit,) = focus_edits(sheet.model, (*PARTS, 0, "pictures", 2), None)
    assert spliced(sheet, [edit]).text == RUNDOWN.replace("            focus: left   # se ve el puente\n", "")
    assert focus_edits(sheet.model, (*PARTS, 1, "sot"), None) == ()


@pytest.mark.parametrize("keys", [(9, "sot"), (0, "pictures"), (0, "pictures", 7), (1, "sot", "x", 1)])
def test_where_no_picture_stands_nothing_is_written(keys: tuple[str | int, ...]) -> None:
    assert focus_edits(Sheet(Path("hoy.yaml"), RUNDOWN.encode()).model, (*PARTS, *keys), (0.6, 0.4)) == ()
