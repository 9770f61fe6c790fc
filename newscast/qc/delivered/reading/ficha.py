"""What a ficha técnica says, by name: read back from its page as whoever prints it does."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from html.parser import HTMLParser
from math import ceil
from pathlib import Path
from typing import Any

from newscast.base.timecode import TimeFormatError
from newscast.qc.delivered.reading.note import times

_FACT = "data-fact"
_TALLEST = {"head": 13.0, "section": 8.0, "row": 4.9, "line": 4.1, "order": 4.4}
"""Millimetres that its style sheet gives to the head, to the title of a section, to a row and each further line of it,
and to a row of the rundown."""
_LETTERS = {"fact": 76, "name": 40, "sum": 44}
"""How many letters of a value, of a file's name and of a checksum stand in one line there."""
_FEW = 16
"""Segments that stand in one column."""


def read(path: Path) -> dict[str, Any]:
    """The facts. Raises ValueError for what is no such page; what is only missing in it is absent."""
    return told(path.read_bytes())


def told(content: bytes) -> dict[str, Any]:
    """The same, of what such a file holds."""
    page = _Page()
    page.feed(content.decode())
    page.close()
    if page.open:
        raise ValueError(f"HTML that ends inside <{page.open[-1]}>")
    found = page.found
    once: dict[str, Any] = {name: found[name][0] for name in ("programme", "title", "episode") if name in found}
    facts: dict[str, Any] = {
        **once,
        "sheets": page.sheets,
        "names": found["name"],
        "sums": [each.rpartition(" ")[2] for each in found["sum"]],
        "starts": found["at"],
        "called": found["called"],
        "words": " ".join(found["said"]).split(),
        "high": _high(found),
    }
    try:
        facts |= _times(found)
    except (TimeFormatError, ZeroDivisionError) as error:
        raise ValueError(f"a time that is none: {error}") from None
    if loudness := _first(found, "loudness"):
        facts["loudness"] = _number(loudness)
    return {name: value for name, value in facts.items() if value is not None}


class _Page(HTMLParser):
    """The texts of a page that have names, and how many sheets there are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = defaultdict(list)
        self.sheets = 0
        self.open: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "meta":
            return
        self.open.append(tag)
        self.sheets += named.get("class") == "sheet"
        if name := named.get(_FACT):
            self._inside = name
            self.found[name].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[self._inside][-1] += data


def _times(found: dict[str, list[str]]) -> dict[str, Any]:
    """As in a note: in frames where there is a picture, else in seconds."""
    start, length, picture = (_first(found, name) for name in ("start", "length", "picture"))
    tree = {
        "start": start or "00:00:00.000",
        "som": _first(found, "som") or "00:00:00.000",
        "eom": _first(found, "eom") or length,
        "duration": {"timecode": length},
    }
    told = times(tree, _rate(picture) if picture else Fraction(1000), bool(picture))
    return {name: told[name] for name in ("length", "spans", "lead") if name in told}


def _first(found: dict[str, list[str]], name: str) -> str | None:
    """What comes first of a value that says more; a picture is told whole."""
    values = found.get(name)
    if not values:
        return None
    return values[0] if name == "picture" else next(iter(values[0].split()), None)


def _rate(picture: str) -> Fraction:
    """Frames a second: the fourth of what is told of a picture, with two places."""
    told = [each.strip() for each in picture.split("·")]
    rate = Fraction(told[3])
    return rate if rate.denominator == 1 else Fraction(ceil(rate) * 1000, 1001)


def _number(text: str) -> float | None:
    """A loudness; None of silence, which is said in words."""
    try:
        return float(text)
    except ValueError:
        return None


def _high(found: dict[str, list[str]]) -> float:
    """Millimetres of paper that the page takes, by its style sheet, a little more rather than less."""
    files = zip(found["name"], found["sum"], strict=False)
    aside = ("name", "sum", "at", "called", "said")
    lines = [
        ceil(len(value) / _LETTERS["fact"]) for name, values in found.items() if name not in aside for value in values
    ]
    lines += [max(ceil(len(name) / _LETTERS["name"]), ceil(len(summed) / _LETTERS["sum"])) for name, summed in files]
    rows = len(found["at"])
    high = sum(_TALLEST["row"] + (count - 1) * _TALLEST["line"] for count in lines) + 4 * _TALLEST["row"]
    high += ceil(rows / (1 if rows <= _FEW else 2)) * _TALLEST["order"]
    return round(_TALLEST["head"] + 3 * _TALLEST["section"] + high, 1)
