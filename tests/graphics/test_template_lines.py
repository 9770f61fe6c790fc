"""What is wrong with a kit's drawing is told at its line, whatever it is; nothing ends in a traceback."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import Canvas
from newscast.graphics.check import Means, problems_of
from newscast.graphics.contact import tries
from newscast.graphics.finding import file_of_template, find_template
from newscast.show.model import Show

FIELDS = {"title": "Ana Ruiz", "subtitle": "Directora"}
LANDSCAPE = Canvas("landscape", 1920, 1080, Fraction(30))
LINE = "{{ title.lines[0] }}"
WIDTH = 'width="{{ given.column|float - 68 if given.column else 1032 }}" leading="1.1"'
LINES = 'lines="{{ 3 if given.column else 2 }}"'
ENTER = 'news:enter="dy=60 frames=14"'


def drawn_with(folder: Path, right: str, wrong: str) -> tuple[Means, int]:
    """A show whose lower third has something wrong in it, and on which line."""
    plain = Show(show=1, name="SALA")
    template = find_template("lower-third", "landscape", plain)
    assert template
    source = file_of_template(template).read_text(encoding="utf-8")
    changed = source.replace(right, wrong, 1)
    assert changed != source
    (folder / "graphics").mkdir()
    (folder / "graphics/lower-third.landscape.svg").write_text(changed, encoding="utf-8")
    return Means(Show(show=1, name="SALA", folder=folder)), changed[: changed.index(wrong)].count("\n") + 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (LINE, "{{ headlin.lines[0] }}"),
        (LINE, "{{ title.lines[0 }}"),
        (LINE, "{{ title.lines[0] + 1 }}"),
        (LINE, '{{ "a & b"|safe }}'),
        (WIDTH, 'width="{{ nothing.width }}" leading="1.1"'),
        (WIDTH, 'width="wide" leading="1.1"'),
        (LINES, 'lines="two"'),
        ('name="title" weight="700"', 'nam="title" weight="700"'),
        ('name="title" weight="700"', 'name="title" weight="bold"'),
        ('min="34"', 'min="0"'),
        (ENTER, 'news:enter="dy=60 bounce=3"'),
        (ENTER, 'news:enter="dy=60 frames"'),
        (ENTER, 'news:enter="dy=1.5 frames=3"'),
        (ENTER, 'news:enter="dy=60 frames=14" news:y="{{ nope }}"'),
    ],
)
def test_each_mistake_has_its_line(tmp_path: Path, right: str, wrong: str) -> None:
    means, line = drawn_with(tmp_path, right, wrong)
    (problem,) = problems_of("lower-third", FIELDS, means, LANDSCAPE, None)
    assert problem.code == "graphic-template" and problem.place
    assert (problem.place.file.name, problem.place.line) == ("lower-third.landscape.svg", line)
    (told,) = {each.place for found in tries(means, "lower-third", "landscape", 12) for each in found.problems}
    assert told and told.line == line, "the contact sheet tells the same"


def test_shares_of_the_canvas_are_lengths(tmp_path: Path) -> None:
    right = '<rect class="accent" x="96"'
    means, _line = drawn_with(tmp_path, right, f'<rect class="deep" width="50%" height="100%"/>{right}')
    assert problems_of("lower-third", FIELDS, means, LANDSCAPE, None) == []


def test_a_drawing_without_layers_is_told(tmp_path: Path) -> None:
    """Inkscape leaves them out of what it calls plain SVG; nothing of it would be seen on air."""
    means, _line = drawn_with(tmp_path, "<svg ", '<svg id="drawing" ')
    file = tmp_path / "graphics/lower-third.landscape.svg"
    file.write_text(file.read_text(encoding="utf-8").replace('inkscape:groupmode="layer" ', ""), encoding="utf-8")
    (problem,) = problems_of("lower-third", FIELDS, Means(means.show), LANDSCAPE, None)
    assert problem.code == "graphic-template" and problem.place and problem.place.file.samefile(file)
