"""Lines of a text are as far apart as their letters ask, and letters are said to be where they are painted."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.check import Means, problems_of
from newscast.graphics.faults import faults
from newscast.graphics.finding import find_template
from newscast.graphics.fit import Box, fit
from newscast.graphics.fonts import built_in_files, choose, faces
from newscast.graphics.limits import SAFE
from newscast.graphics.outlines import misdrawn, setting
from newscast.graphics.paint import painted
from newscast.graphics.sketch import sketch
from newscast.graphics.template import SVG
from newscast.show.look import looks
from newscast.show.model import Show

TEXTS = (
    "ÑANDÚ, PINGÜINO,|CIGÜEÑAL, VERGÜENZA,",
    "¿¡QUÉ PASÓ!? ¿YA LLEGÓ|EL AGÜITA? ¡¡SÍ, SEÑOR!!",
    "gjpqy ÁÑÜ gjpqy|ÁÑÜ gjpqy ÁÑÜ",
    "Ya̱ B'u̱i̱ ma ngú,|Maxei Ñähñu",
)


@pytest.mark.parametrize("look", looks())
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_no_letter_touches_one_of_the_next_line(text: str, look: str, anchor: str) -> None:
    show = Show(show=1, name="SALA", base=look)
    files = built_in_files(show.fonts.family)
    face = choose(faces(show.fonts.family, files), 900)
    lines = text.split("|")
    widest = max(max(face.width(line), setting(face, line).takes) for line in lines) * 101
    found = fit(text.replace("|", " "), face, Box(100, 100, widest, lines=2, leading=0.96))
    assert found and list(found.lines[:2]) == lines
    one, other = (_ink(line, row, anchor, found.leading, show, files) for row, line in enumerate(lines))
    assert one.any() and other.any() and not (one & other).any()


def _ink(line: str, row: int, anchor: str, leading: float, show: Show, files: tuple) -> NDArray[np.bool_]:  # type: ignore[type-arg]
    """Which pixels of a canvas a line of two has ink on."""
    root = ET.Element(f"{SVG}svg", viewBox="0 0 2000 400", width="2000", height="400")
    given = {"font-family": show.fonts.family, "font-weight": "900", "font-size": "100", "text-anchor": anchor}
    at = {"start": 20, "middle": 1000, "end": 1980}[anchor]
    ET.SubElement(root, f"{SVG}text", {**given, "x": f"{at}", "y": f"{150 + row * leading}"}).text = line
    picture, x, y = painted(root, files)
    return np.asarray(picture.getchannel("A").crop((-x, -y, 2000 - x, 400 - y))) > 96


CAPITALS = ("J\u0301", "G\u0303", "M\u0301", "W\u0331", "K\u0303")
"""On which marks are put by other glyphs than on small letters, in one of the two families without anchors."""
MARKED = (*CAPITALS, "y\u0331", "u\u0331", "j\u0303", "g\u0303", "f\u030c", "q\u0301", "q\u0301\u0331")


@pytest.mark.parametrize("sign", ["A", "Ñ", "g", "Q", ",", "¿", "Ü", "h", "j", *MARKED])
@pytest.mark.parametrize("look", looks())
def test_letters_are_where_they_are_painted(sign: str, look: str) -> None:
    show = Show(show=1, name="SALA", base=look)
    files = built_in_files(show.fonts.family)
    (box,) = setting(choose(faces(show.fonts.family, files), 900), sign).letters
    root = ET.Element(f"{SVG}svg", viewBox="0 0 400 400", width="400", height="400")
    given = {"font-family": show.fonts.family, "font-weight": "900", "font-size": "200"}
    ET.SubElement(root, f"{SVG}text", {**given, "x": "100", "y": "250"}).text = sign
    picture, x, y = painted(root, files)
    seen = picture.getchannel("A").point(lambda value: 255 * (value > 20)).getbbox()
    assert seen
    wanted = (100 + 200 * box[0] - x, 250 + 200 * box[1] - y, 100 + 200 * box[2] - x, 250 + 200 * box[3] - y)
    assert all(abs(one - other) < 2.5 for one, other in zip(seen, wanted, strict=True))


@pytest.mark.parametrize("letter", ["1\u0301", "-\u0301", " \u0301", "á\u0331", "e\u0302\u0301\u0301"])
@pytest.mark.parametrize("look", looks())
def test_marks_that_are_painted_beside_their_letter_are_told(letter: str, look: str) -> None:
    fonts = Show(show=1, name="SALA", base=look).fonts
    face = choose(faces(fonts.family, built_in_files(fonts.family)), 700)
    assert misdrawn(face, f"Uno {letter} y dos") == [letter]


@pytest.mark.parametrize("look", looks())
def test_marks_that_stand_on_their_letter_are_none(look: str) -> None:
    fonts = Show(show=1, name="SALA", base=look).fonts
    face = choose(faces(fonts.family, built_in_files(fonts.family)), 700)
    assert misdrawn(face, " ".join(MARKED)) == []


@pytest.mark.parametrize("name", ["AYUNTAMIENTO", "ÑANDÚ, PINGÜINO, VERGÜENZA, AÑO NUEVO", "Y", "JUÁREZ"])
@pytest.mark.parametrize("look", looks())
def test_a_shows_name_begins_at_the_edge_of_what_screens_show(name: str, look: str) -> None:
    show = Show(show=1, name=name, base=look)
    means = Means(show)
    for shape, size in DESIGN_SIZES.items():
        canvas, template = Canvas(shape, *size, Fraction(30)), find_template("opener", shape, show)
        assert template and problems_of("opener", {"date": "Hoy"}, means, canvas, None) == []
        found = sketch(template, {"date": "Hoy"}, show, canvas, means.faces[0])
        assert faults(found.texts, "opener", shape, found.colors) == []
        assert all(text.box[0] > SAFE[shape][0] - 0.5 for text in found.texts)
