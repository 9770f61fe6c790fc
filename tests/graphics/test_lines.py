"""Every line of a text is an element of its own, and one from right to left says so."""

import xml.etree.ElementTree as ET

import pytest

from newscast.base.canvas import DESIGN_SIZES
from newscast.graphics.fill import fill
from newscast.graphics.finding import find_built_in
from newscast.graphics.fonts import Face
from newscast.graphics.lines import take_apart
from newscast.graphics.template import SVG
from newscast.show.model import Colors

SIGNS = [*range(32, 592), *range(0x590, 0x700)]
FACES = [Face("Even", weight, 0.66, dict.fromkeys(SIGNS, 0.5)) for weight in (600, 700, 900)]
HEBREW = "אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר אחת שתיים שלוש ארבע."
ARABIC = "واحد اثنان ثلاثة أربعة خمسة León 2026 ستة سبعة ثمانية تسعة عشرة واحد"
SPANISH = "Concluye el bacheo de los bulevares Morelos y López Mateos, y arranca el de Hidalgo"
FIELDS = {
    "headline": {"headline"},
    "topic": {"headline", "department"},
    "strap": {"headline", "department"},
    "lower-third": {"title", "subtitle"},
    "title": {"title", "subtitle"},
    "caption": {"line1", "line2"},
    "thumbnail": {"headline"},
    "cover": {"headline"},
}


def lines_of(graphic: str, canvas: str, text: str) -> list[ET.Element]:
    template = find_built_in(f"{graphic}.{canvas}")
    assert template is not None
    params = {
        "colors": Colors().model_dump(),
        "family": "Even",
        "language": "es",
        "canvas": canvas,
        "size": DESIGN_SIZES[canvas],
    }
    short = text if graphic in ("headline", "topic", "strap") else text[:40].rsplit(" ", 1)[0]
    texts = dict.fromkeys(FIELDS[graphic], short) | {"show": "León"}
    texts |= {"department": text[:20]} if "department" in texts else {}
    root = fill(template, texts, params, None, FACES)
    return [each for each in root.iter(f"{SVG}text") if (each.text or "").strip() and each.text != "LEÓN"]


@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
@pytest.mark.parametrize("graphic", sorted(FIELDS))
@pytest.mark.parametrize("text", [HEBREW, ARABIC, SPANISH])
def test_lines_are_painted_one_by_one(graphic: str, canvas: str, text: str) -> None:
    lines = lines_of(graphic, canvas, text)
    assert lines and not any(len(line) for line in lines), "no spans that would be ordered together"
    heights = [(line.get("x"), float(line.attrib["y"])) for line in lines]
    assert len(set(heights)) == len(heights)
    marked = {(line.text or "").startswith("\u2067") and (line.text or "").endswith("\u2069") for line in lines}
    assert marked == {text != SPANISH}


def test_a_headline_of_several_lines_is_in_reading_order() -> None:
    lines = lines_of("headline", "portrait", HEBREW)
    assert len(lines) > 1
    assert " ".join((line.text or "").strip("\u2067\u2069") for line in lines) == HEBREW
    heights = [float(line.attrib["y"]) for line in lines]
    assert heights == sorted(heights)


def test_a_text_that_is_no_row_of_lines_stays() -> None:
    svg = f'<svg xmlns="{SVG[1:-1]}"><text x="1" y="2">a<tspan x="1" dy="3">b</tspan></text><text y="1">c</text></svg>'
    root = ET.fromstring(svg)
    before = ET.tostring(root)
    take_apart(root)
    assert ET.tostring(root) == before
