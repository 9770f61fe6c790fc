"""Marks that come with pasted text and that nobody sees: said where they are, and not shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import Problem
from newscast.document.nodes import Text
from newscast.document.text import Document
from newscast.document.tree import read_tree


def read(text: str) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    return read_tree(Document(Path("r.yaml"), text.encode(), text), problems), problems


MARKS = "\u200b\u2060\u00ad\u202e\u202a\u2066\u200e\u200f\u061c\u200d\u200c"


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_said_where_it_is_and_left_out(mark: str) -> None:
    top, problems = read(f"vo: >\n  Una frase\n  con u{mark}na marca\n")
    assert top["vo"] == "Una frase con una marca\n"
    (problem,) = problems
    assert problem.warning and problem.code == "text-invisible-mark" and f"U+{ord(mark):04X}" in problem.message
    assert problem.place and (problem.place.line, problem.place.column, problem.place.keys) == (3, 8, ("vo",))


def test_one_that_is_written_as_a_code_is_said_at_its_text() -> None:
    top, (problem,) = read('a: x\nvo: "Una \\u202e frase"\n')
    assert top["vo"] == "Una  frase"
    assert problem.place and (problem.place.line, problem.place.column) == (2, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Familia 👨\u200d👩\u200d👧 feliz",
        "Bandera 🏳\ufe0f\u200d🌈",
        "\u05e9\u05dc\u05d5\u05dd\u200f ab",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "El ni\u00f1o\u00a0comi\u00f3 4\u202f200 g",
    ],
)
def test_what_belongs_to_a_text_stays(text: str) -> None:
    top, problems = read(f"vo: {text}\n")
    assert (top["vo"], problems) == (text, [])


def test_what_turns_writing_goes_from_every_script() -> None:
    top, problems = read("vo: \u05e9\u202e\u05dc\n")
    assert (top["vo"], len(problems)) == ("\u05e9\u05dc", 1)


def test_a_text_remembers_how_it_was_written() -> None:
    top, _problems = read("file: \u200efoto.jpg\n")
    assert isinstance(top["file"], Text) and top["file"].written == "\u200efoto.jpg"
