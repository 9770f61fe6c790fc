"""The quick scanner against ruamel.yaml's own, on a good rundown and many texts that chance made of it.

The scanner shadows parts of ruamel.yaml that are no public interface. Tried with 0.18.6, 0.18.10 and 0.19.1, on 1500
texts each.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml.error import YAMLError
from ruamel.yaml.main import YAML

from newscast.document.scan import events

GOOD = (Path(__file__).parent.parent.parent / "rundowns/demo.yaml").read_text(encoding="utf-8")
SIGNS = "\t :-,#&*!|>'\"%@`[]{}?~\\\u00a0ñ0\n"
TEXTS = 120


def stock(text: str) -> Any:
    """What ruamel.yaml itself makes of a text."""
    return iter(YAML(typ="safe", pure=True).parse(text))


def read(parse: Any, text: str) -> list[Any]:
    """Every event with its value and place, and the error where one ends it."""
    found: list[Any] = []
    try:
        for event in parse(text):
            places = [(mark.line, mark.column) for mark in (event.start_mark, event.end_mark)]
            details = [getattr(event, name, None) for name in ("value", "anchor", "tag", "style", "flow_style")]
            found.append((type(event).__name__, places, list(map(str, details))))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found.append((type(error).__name__, getattr(error, "problem", ""), mark and (mark.line, mark.column)))
    return found


def mutated(text: str, chance: random.Random) -> str:
    """A few signs of the text changed, dropped, added or moved."""
    letters = list(text)
    for _time in range(chance.randint(1, 4)):
        place = chance.randrange(len(letters))
        what = chance.randrange(4)
        if what == 0:
            letters[place] = chance.choice(SIGNS)
        elif what == 1:
            del letters[place : place + chance.randint(1, 5)]
        elif what == 2:
            letters.insert(place, chance.choice(SIGNS))
        else:
            letters[place:place] = letters[chance.randrange(len(letters)) :][: chance.randint(1, 40)]
    return "".join(letters)


def test_what_is_read_is_what_the_stock_scanner_reads() -> None:
    assert len(read(events, GOOD)) > 100
    assert read(events, GOOD) == read(stock, GOOD)


@pytest.mark.slow
def test_chance_finds_no_difference() -> None:
    chance = random.Random(20_261_120)
    errors = 0
    for _number in range(TEXTS):
        text = mutated(GOOD, chance)
        ours = read(events, text)
        assert ours == read(stock, text), text
        errors += len(ours[-1]) == 3 and "Error" in str(ours[-1][0])
    assert TEXTS / 10 < errors < TEXTS
