"""What is wrong with a kit is told where the kit says it, before anything is drawn."""

from __future__ import annotations

import re
from typing import Any

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.cli.check_assets import check_kit
from newscast.graphics.finding import file_of_template, find_built_in

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - open: main
  - story: uno
    headline: Titular
    parts: [{vo: Hola a todos ustedes., voice: synth, pictures: foto.jpg}]
  - close: main
"""
KIT = "assets/shows/chica/show.yaml"


def problems(sala: Any, only: tuple[str, ...] = ("web", "reel")) -> list[Problem]:
    with pytest.raises(FilesError) as refused:
        for episode in examine([sala.write(TEXT)], Options(only=only)):
            rehearse(episode)
    return list(refused.value.problems)


def with_kit(sala: Any, was: str, now: str) -> int:
    """Change a line of the kit; the number of that line."""
    path = sala.root / KIT
    text = path.read_text("utf-8")
    assert was in text
    changed = text.replace(was, now)
    path.write_text(changed, "utf-8")
    return next(at for at, line in enumerate(changed.splitlines(), 1) if now.split(": ")[0].strip("{ ") in line)


CARD = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: uno
    headline: Titular
    parts: [{card: text, title: Hola}]
"""
WRONG = ("{{ headlin.lines[0] }}", "{{ 1 / 0 }}", "{{ title() }}", "{{ title | nosuch }}", '{% include "x" %}')


@pytest.mark.parametrize("slot", WRONG)
def test_a_template_that_cannot_be_filled_is_told_at_its_line_before_anything_is_made(sala: Any, slot: str) -> None:
    """A designer's slip: the rundown is right, and so far nothing has been drawn."""
    text = file_of_template(find_built_in("text.landscape") or pytest.fail()).read_text("utf-8")
    own = sala.root / "assets/shows/chica/graphics/text.landscape.svg"
    own.parent.mkdir()
    at = text.rindex("</text>") + len("</text>")
    own.write_text(f"{text[:at]}\n<text>{slot}</text>\n{text[at:]}", "utf-8")
    with pytest.raises(FilesError) as refused:
        for episode in examine([sala.write(CARD)], Options(only=("web",))):
            rehearse(episode)
    (found,) = refused.value.problems
    assert found.code == "graphic-template" and "text.landscape" in str(found)
    assert found.place and found.place.file.name == own.name
    assert found.place.line == text[:at].count("\n") + 2


def test_a_check_of_the_kit_says_what_no_text_could_fill(sala: Any) -> None:
    own = sala.root / "assets/shows/chica/graphics/text.landscape.svg"
    own.parent.mkdir()
    text = file_of_template(find_built_in("text.landscape") or pytest.fail()).read_text("utf-8")
    own.write_text(text.replace("</svg>", "<text>{{ title </text></svg>"), "utf-8")
    with pytest.raises(FilesError) as refused:
        check_kit(sala.root / KIT)
    assert [each.code for each in refused.value.problems] == ["graphic-template"]


LONG = "palabra larguísima " * 30


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("name: SALA CHICA", f"name: {LONG}", "text-does-not-fit"),
        ("openers: {main: {}", f"openers: {{main: {{subtitle: {LONG}}}", "text-does-not-fit"),
        ("{main: {thanks: Gracias}", f"{{main: {{thanks: {LONG}}}", "text-does-not-fit"),
        ("{main: {thanks: Gracias}", f"{{main: {{action: {LONG}}}", "text-does-not-fit"),
        ("{main: {thanks: Gracias}", f"{{main: {{contacts: [uno.mx, {LONG}]}}", "text-does-not-fit"),
        ("{main: {thanks: Gracias}", f"{{main: {{credits: [{LONG}]}}", "text-does-not-fit"),
        ("{main: {thanks: Gracias}", "{main: {thanks: Gracias 漢}", "font-sign"),
        ("show: 1", "show: 1\nfonts: {family: Fuente Perdida}", "font"),
        ("show: 1", 'show: 1\ncolors: {primary: "#ffffff"}', "kit-contrast"),
        ("show: 1", 'show: 1\ncolors: {primary: "#ffe600", accent: "#ffffff"}', "kit-contrast"),
        ("show: 1", 'show: 1\ncolors: {text: "#0a3d62"}', "kit-contrast"),
    ],
)
def test_what_the_kit_says_is_told_in_the_kit(sala: Any, was: str, now: str, code: str) -> None:
    with_kit(sala, was, now)
    lines = (sala.root / KIT).read_text("utf-8").splitlines()
    key = re.findall(r"(\w+): ", now)[-1]
    found = problems(sala)
    assert found and {each.code for each in found} == {code}
    for each in found:
        assert each.place is not None and each.place.file.as_posix().endswith(KIT)
        assert key in lines[each.place.line - 1] or code == "kit-contrast"
        assert each.place.line == next(at for at, line in enumerate(lines, 1) if key in line)


def test_a_kit_in_one_colour_that_hides_its_texts_is_refused_for_radio_too(sala: Any) -> None:
    with_kit(sala, "show: 1", 'show: 1\ncolors: {primary: "#ffffff"}')
    (problem, *_) = problems(sala, ("radio",))
    assert problem.code == "kit-contrast" and "#" in problem.hint
