"""Every kind of problem has a code, every code has a meaning, and the documents list them as they are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import newscast
from newscast.base.codes import CODES
from newscast.document import says
from newscast.media import verdicts

PACKAGE = Path(newscast.__file__).parent
LISTED = PACKAGE.parent / "docs/codes.md"


def given() -> dict[str, str]:
    """Every code that is written anywhere in the package, with where it is."""
    found = {}
    for path in set(PACKAGE.rglob("*.py")) - set(PACKAGE.glob("base/languages/*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if re.search(r"\bcode\s*=", text) else ():
            named = [each.value for each in node.keywords if each.arg == "code"] if isinstance(node, ast.Call) else []
            if isinstance(node, ast.Assign) and any(getattr(each, "id", "") == "code" for each in node.targets):
                named.append(node.value)
            for value in named:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found[value.value] = f"{path}:{node.lineno}"
    found |= dict.fromkeys(says._CODES.values(), "document/says.py")
    return found | {f"medium-{fault}": "media/verdicts.py" for fault in verdicts._texts()}


@pytest.mark.slow
def test_every_code_that_is_given_is_known_and_every_known_one_is_given() -> None:
    found = given()
    assert {code: where for code, where in found.items() if code not in CODES} == {}
    assert set(CODES) - set(found) == set()
    assert len(set(CODES.values())) == len(CODES), "no two mean the same"


def test_everything_that_is_said_of_a_value_has_a_code() -> None:
    assert set(says._SAYINGS.values()) - {says._own} <= set(says._CODES)


def listed() -> str:
    """The page of the documents, as it should be."""
    head = (
        "# Kinds of problems\n\nWhat `newscast build --events` gives as the `code` of a problem. Words for people"
        " change and are translated; a code keeps its meaning. This page is made from `newscast/base/codes.py`.\n\n"
        "| code | what it means |\n|---|---|\n"
    )
    return head + "".join(f"| `{code}` | {meaning} |\n" for code, meaning in CODES.items())


def test_the_page_lists_them() -> None:
    assert LISTED.read_text(encoding="utf-8") == listed()
