"""Ink stays inside what every screen shows, whatever letters hang out of their lines: measured as it is painted."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as ET
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.finding import find_template
from newscast.graphics.fit import Box, fit
from newscast.graphics.fonts import Face, built_in_files, choose, faces
from newscast.graphics.geometry import UNMOVED, overlap
from newscast.graphics.ink import is_painted_over
from newscast.graphics.limits import SAFE
from newscast.graphics.model import Fields
from newscast.graphics.outlines import setting
from newscast.graphics.paint import rendered
from newscast.graphics.places import BESIDE, NARROW, SIGNER, places_on
from newscast.graphics.sketch import Sketch, sketch
from newscast.graphics.template import SVG, TemplateError
from newscast.graphics.written import Written, lines_of
from newscast.show.look import looks
from newscast.show.model import Show

INK = 12
"""How opaque, of 255, a pixel is that counts."""
SHAPES = ("rect", "path", "circle", "ellipse", "image")


@cache
def face_of(look: str, weight: int = 900) -> Face:
    family = Show(show=1, name="X", base=look).fonts.family
    return choose(faces(family, built_in_files(family)), weight)


def drawn(graphic: str, shape: str, fields: Fields, look: str) -> Sketch:
    show = Show(show=1, name="INFO LEÓN", base=look)
    template = find_template(graphic, shape, show)
    assert template is not None
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    return sketch(template, fields, show, Canvas(shape, *DESIGN_SIZES[shape], Fraction(30)), available)


def ink(found: Sketch, look: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what the texts of a drawing paint, in pixels of the design."""
    root = copy.deepcopy(found.root)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{SVG}{name}" for name in SHAPES}:
                parent.remove(child)
    files = built_in_files(Show(show=1, name="X", base=look).fonts.family)
    rows, columns = np.nonzero(np.asarray(rendered(root, files).getchannel("A")) > INK)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def is_inside(box: tuple[int, int, int, int], shape: str) -> bool:
    left, top, right, bottom = SAFE[shape]
    return left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom


FJORDS = "Þjórsárdalur, fjörður, gjá og hjörð"
CASES: tuple[tuple[str, str, Fields], ...] = (
    ("headline", "landscape", {"headline": "j"}),
    ("headline", "landscape", {"headline": "Abre la feria", "kicker": "Ya"}),
    ("headline", "landscape", {"headline": "Jojutla: júbilo juvenil en el jardín Juárez", "kicker": "Jalpa"}),
    ("next", "landscape", {"title": "jjjj jjjj", "kicker": "ï", "time": "9:00"}),
    ("next", "portrait", {"title": "Jjjjjjjjjjjjjjjjjjjjjjjjjjjjjj"}),
    ("next", "square", {"title": "jjjjjjj jjjjjjj jjjjjjj", "text": "jjjjjjjj jjjjjjjj jjjjjjjj jjjj"}),
    ("voice", "square", {"name": "Ana", "role": "jjjjjjjj jjjjjjjj jjjjjjjj jjjjjjjj jjjjjjjj"}),
    ("closing", "landscape", {"thanks": "f) f] f} f”", "credits": ("f) f] f} f” f’ fT fV fW",) * 3}),
    ("table", "landscape", {"rows": (" | ".join(["(j) [j] {j}"] * 4),) * 3}),
    ("list", "square", {"title": "j", "items": ("quer über den großen Sylter Deich, jagen sie Boxkämpfer",) * 6}),
    ("list", "portrait", {"title": "j", "items": ("jícama, jején, jilguero y jojoba, Þjórsá, jícama, jején, y",) * 6}),
    ("agenda", "square", {"title": FJORDS, "items": (f"{FJORDS} | {FJORDS} | {FJORDS}",) * 5}),
)


@pytest.mark.slow
@pytest.mark.parametrize("look", looks())
@pytest.mark.parametrize(("graphic", "shape", "fields"), CASES)
def test_no_ink_leaves_what_every_screen_shows(graphic: str, shape: str, fields: Fields, look: str) -> None:
    box = ink(drawn(graphic, shape, fields, look), look)
    assert is_inside(box, shape), box


def places(found: Sketch) -> set[float]:
    """Where the short rule and the texts of a headline begin."""
    return {float(each.get("x", 0)) for each in found.root.iter(f"{SVG}text")} | {
        float(each.get("x", 0)) for each in found.root.iter(f"{SVG}rect") if each.get("width") == "96"
    }


@pytest.mark.parametrize("look", looks())
def test_a_column_goes_inwards_together_and_only_where_ink_would_leave(look: str) -> None:
    fields = {"kicker": "Obras", "headline": "Listo el bulevar"}
    assert places(drawn("headline", "landscape", fields, look)) == {96}
    assert places(drawn("headline", "portrait", fields | {"headline": "jícama"}, look)) == {65}
    (column,) = places(drawn("headline", "landscape", fields | {"headline": "jícama"}, look))
    assert 97 <= column <= 96 + 0.14 * 96 and column % 1 == 0


def test_what_is_drawn_outside_stays_there_and_is_told() -> None:
    from newscast.graphics.inside import keep_inside

    text = '<text x="40" y="500" font-size="60">jota</text><rect x="40" y="520" width="96" height="8"/>'
    layer = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:groupmode="layer"'
    root = ET.fromstring(f'<svg xmlns="{SVG[1:-1]}"><g {layer} inkscape:label="a">{text}</g></svg>')
    before = ET.tostring(root)
    keep_inside(root, SAFE["landscape"], [face_of("plain")], ())
    assert ET.tostring(root) == before


@pytest.mark.slow
def test_kerning_of_older_fonts_is_counted(tmp_path: Path) -> None:
    face, file, line = face_of("plain"), tmp_path / "old.ttf", "VAVAVA jojo"
    assert face.file
    font = TTFont(face.file)
    del font["GPOS"], font["GSUB"]
    font["kern"] = newTable("kern")
    part = KernTable_format_0()
    part.kernTable, part.coverage, part.version, part.tupleIndex = {("V", "A"): -300, ("j", "o"): 250}, 1, 0, None
    font["kern"].version, font["kern"].kernTables = 0, [part]
    font.save(file)
    (old,) = faces(face.family, [file])
    assert setting(old, line).advance == pytest.approx(old.width(line) - 0.9 + 0.5)
    assert edges(line, old)[1] == pytest.approx(setting(old, line).right * 100, abs=1.5)


def edges(line: str, face: Face) -> tuple[int, int]:
    """From where to where a line is painted, at a size of 100."""
    drawing = ET.Element(f"{SVG}svg", width="2400", height="300")
    how = {"font-family": face.family, "font-weight": f"{face.weight}", "font-size": "100"}
    ET.SubElement(drawing, f"{SVG}text", {**how, "x": "100", "y": "200"}).text = line
    assert face.file
    painted = np.nonzero(np.asarray(rendered(drawing, [face.file]).getchannel("A")).max(axis=0) > INK)[0]
    return int(painted[0]) - 100, int(painted[-1]) + 1 - 100


LINES = ("Avance: Tomás Yáñez Valdés", "jjjjj jjjjj", "(j) ¿j? f) fV", "AVISO: VOTA POR TU TÍA", "LTLT Yj. Pj, Tj;")


@pytest.mark.slow
@pytest.mark.parametrize("look", looks())
@pytest.mark.parametrize("line", LINES)
def test_a_line_ends_where_it_is_painted(line: str, look: str) -> None:
    found = setting(face_of(look), line)
    assert edges(line, face_of(look)) == pytest.approx((found.left * 100, found.right * 100), abs=1.5)


@pytest.mark.parametrize("look", looks())
def test_a_line_that_its_kerning_makes_too_wide_is_set_smaller(look: str) -> None:
    face, text = face_of(look), "(j) [j] {j} (j) [j] {j}"
    assert setting(face, text).advance > 1.03 * face.width(text)
    found = fit(text, face, Box(100, 20, 100 * face.width(text)))
    assert found and found.size < 100 and setting(face, text).takes * found.size <= 100 * face.width(text)


@pytest.mark.parametrize("look", looks())
def test_long_values_of_a_leader_stay_off_each_other(look: str) -> None:
    """On a square there is no room for three lines below three lines."""
    long = "Dirección General de Gestión Ambiental, Juventud y Jardinería, Órgano Jurídico Ágil (DGGAJJOJA)"
    for shape, values in (("portrait", (long,) * 8), ("square", (long, "Órgano Jurídico", long))):
        found = drawn("leader", shape, {"labels": ("Título",) * len(values), "values": values}, look)
        rows = sorted((each.box for each in found.texts if each.box[0] > 300), key=lambda box: box[1])
        assert len(rows) > len(values)
        assert all(upper[3] <= lower[1] + 1 for upper, lower in pairwise(rows))
    with pytest.raises(TemplateError):
        drawn("leader", "square", {"labels": ("Título",) * 2, "values": (long, long)}, look)


@pytest.mark.parametrize("look", looks())
@pytest.mark.parametrize(("area", "shape"), [(BESIDE, "landscape"), (NARROW, "square")])
def test_a_card_beside_the_window_has_its_edges_inside_too(area: str, shape: str, look: str) -> None:
    """What begins and ends at the edge of the safe area of its drawing."""
    places = places_on(Canvas("landscape", *DESIGN_SIZES["landscape"], Fraction(30)), Show(show=1, name="X", base=look))
    there, safe, signer = places.areas[area], SAFE[shape], places.areas[SIGNER]
    scale = there.width / DESIGN_SIZES[shape][0]
    assert there.left + safe[0] * scale >= SAFE["landscape"][0]
    assert there.left + safe[2] * scale <= signer.left


@pytest.mark.slow
@pytest.mark.parametrize(("x", "is_over"), [(190, False), (125, True)])
def test_letters_in_the_box_of_another_are_painted_over_it_only_where_it_has_ink(x: int, is_over: bool) -> None:
    """An i in the corner that an L leaves free, and on its stem."""
    large, small = (written("L", 300, 100), written("i", 60, x))
    assert overlap(large.box, small.box) > 5 and is_painted_over(large, small) is is_over


def written(text: str, size: int, x: int) -> Written:
    element = ET.Element(f"{SVG}text", {"font-size": f"{size}", "x": f"{x}", "y": f"{200 + size // 3}"})
    element.text = text
    return next(lines_of(element, element.attrib, UNMOVED, [face_of("plain")]))
