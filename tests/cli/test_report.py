"""Problems as people read them: each kind with one cause once, with the lines where it is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.base.errors import Place, Problem
from newscast.cli.report import errors_json, gathered, print_problems

FILE = Path("rundowns/hoy.yaml")


def problem(
    line: int, message: str = "Uno.", hint: str = "Dos.", code: str = "sot-who", warning: bool = True, file: Path = FILE
) -> Problem:
    return Problem(message, hint, Place(file, line, 3), warning, code=code)


def printed(capfd: pytest.CaptureFixture[str], *problems: Problem) -> list[str]:
    print_problems(problems)
    return capfd.readouterr().err.splitlines()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


def test_a_repeated_problem_is_one_line_with_a_count(capfd: pytest.CaptureFixture[str]) -> None:
    one = "rundowns/hoy.yaml:8:3: warning: Uno. Dos."
    assert printed(capfd, problem(8)) == [one]
    assert printed(capfd, problem(8), problem(33)) == [f"{one} (and 1 more like it: line 33)"]
    assert printed(capfd, problem(49), problem(8), problem(33)) == [f"{one} (and 2 more like it: lines 33, 49)"]


def test_only_so_many_lines_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    (told,) = printed(capfd, *map(problem, range(1, 21)))
    assert told.endswith("(and 19 more like it: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …)")
    (told,) = printed(capfd, *map(problem, range(1, 14)))
    assert told.endswith("(and 12 more like it: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)")


@pytest.mark.parametrize(
    "other",
    [
        problem(9, message="Otro."),
        problem(9, hint="Otro."),
        problem(9, code="sot-transcript"),
        problem(9, warning=False),
        problem(9, file=Path("rundowns/ayer.yaml")),
    ],
)
def test_what_differs_is_told_apart(other: Problem, capfd: pytest.CaptureFixture[str]) -> None:
    assert len(printed(capfd, problem(8), other)) == 2


def test_of_some_kinds_the_lines_are_enough_whatever_file_they_name(capfd: pytest.CaptureFixture[str]) -> None:
    long = [problem(n, f"{name}.jpg stands long.", "Add one.", "still-long") for n, name in ((5, "a"), (9, "b"))]
    assert printed(capfd, *long) == [
        "rundowns/hoy.yaml:5:3: warning: a.jpg stands long. Add one. (and 1 more like it: line 9)"
    ]
    missing = [problem(n, f"{name}.jpg is not there.", "Look.", "file-missing") for n, name in ((5, "a"), (9, "b"))]
    assert len(printed(capfd, *missing)) == 2


def test_kinds_come_as_their_first(capfd: pytest.CaptureFixture[str]) -> None:
    kinds = gathered([problem(9), problem(2, code="sot-transcript"), problem(1), Problem("Sin lugar.", code="machine")])
    assert [[each.place.line for each in kind if each.place] for kind in kinds] == [[], [1, 9], [2]]


@pytest.mark.parametrize("told", [print_problems, lambda found: print(errors_json(found), file=sys.stderr)])
def test_problems_are_told_by_place_whatever_found_them_first(
    told: Callable[[list[Problem]], None], capfd: pytest.CaptureFixture[str]
) -> None:
    found = [problem(line, f"Line {line}.", warning=False) for line in (19, 18, 30, 4)]
    told([*found, replace(found[1], message="Nowhere.", place=None)])
    assert re.findall(r"Nowhere|(?<=Line )\d+", capfd.readouterr().err) == ["Nowhere", "4", "18", "19", "30"]
