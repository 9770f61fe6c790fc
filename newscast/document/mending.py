"""A document that YAML cannot read, mended as it was most likely meant, so that what is below is read too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import DocumentStartEvent

from newscast.base.errors import Problem
from newscast.document.scan import events
from newscast.document.text import Document
from newscast.document.words import DASHES, meant

_MOST = 60
"""Guesses that are tried for one mistake."""
_LARGE = 200_000
"""Characters beyond which nothing is tried: no rundown is as long, and each try reads all of it."""
_FAR = 10**9

_ENTRY = re.compile(rf"\s*[-{DASHES}]\s*")
_SEGMENTS = re.compile(r"(\w+):\s*(#.*)?$")


@dataclass(frozen=True)
class Guess:
    """What may be wrong, and by their numbers, from 0, the lines as they were meant."""

    problem: Problem
    lines: Mapping[int, str]


class StumbleError(Exception):
    """What the parser reads and no producer means, with the document as it was meant."""

    def __init__(self, problem: Problem, mended: Document) -> None:
        self.problem = problem
        self.mended = mended
        super().__init__(problem.message)


def with_lines(document: Document, changed: Mapping[int, str]) -> Document:
    """The document with some of its lines replaced; there are as many as before."""
    lines = document.text.split("\n")
    for number, line in changed.items():
        lines[number] = line
    return replace(document, text="\n".join(lines))


def best(document: Document, guesses: Iterator[Guess], failed: int) -> tuple[Problem, Document | None] | None:
    """The guess with which reading gets furthest, the first of several; None where none gets beyond line `failed`.

    One that knows no line as it was meant is taken where it comes first: then nothing can be read below.
    """
    found: tuple[int, Problem, Document] | None = None
    for _number, guess in zip(range(_MOST if len(document.text) < _LARGE else 0), guesses, strict=False):
        if not guess.lines:
            return found[1:] if found else (guess.problem, None)
        mended = with_lines(document, guess.lines)
        reached = _reached(mended.text)
        if reached > max(failed, found[0] if found else 0):
            found = reached, guess.problem, mended
        if reached == _FAR:
            break
    return found and found[1:]


def _reached(text: str) -> int:
    """The line, from 0, in which the parser gives up; a number beyond all lines where it does not."""
    documents = 0
    try:
        for event in events(text):
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                return int(event.start_mark.line)
    except MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        return int(mark.line) if mark else 0
    except (YAMLError, ValueError, IndexError, AttributeError, TypeError, AssertionError, RecursionError):
        return 0
    return _FAR


def without_block(document: Document, number: int) -> Document | None:
    """The document without the segment, or the key of the top, that a line belongs to; None where that is no help.

    What others name of it stands in its place: the short name of its story, or of its people.
    """
    lines = document.text.split("\n")
    first, last = _block(lines, min(number, len(lines) - 1))
    block = lines[first:last]
    changed = {**dict.fromkeys(range(first, last), ""), first: _stand_in(block)}
    mended = with_lines(document, changed)
    return mended if mended.text != document.text and _reached(mended.text) > number else None


def _block(lines: list[str], number: int) -> tuple[int, int]:
    """From where to where the segment of a line goes, or the key at the top that it belongs to."""
    top = _upwards(lines, number, re.compile(r"[^\s#-]"))
    found = _SEGMENTS.match(lines[top])
    if found and meant(found[1], ["segments"]) and top < number:
        entry = next((line for line in lines[top + 1 :] if _ENTRY.match(line)), "")
        indent = len(entry) - len(entry.lstrip())
        begin = re.compile(rf" {{0,{indent}}}[-{DASHES}]|[^\s#]")
        first = max(_upwards(lines, number, begin), top + 1)
        return first, _downwards(lines, first + 1, begin)
    return top, _downwards(lines, top + 1, re.compile(r"[^\s#-]"))


def _upwards(lines: list[str], number: int, pattern: re.Pattern[str]) -> int:
    return next((at for at in range(number, -1, -1) if pattern.match(lines[at])), number)


def _downwards(lines: list[str], number: int, pattern: re.Pattern[str]) -> int:
    return next((at for at in range(number, len(lines)) if pattern.match(lines[at])), len(lines))


def _stand_in(block: list[str]) -> str:
    """One line in place of a block: nothing is built of it, and nothing is missed that others name."""
    indent = block[0][: len(block[0]) - len(block[0].lstrip())]
    if found := re.match(r"([\w]+):", block[0]):
        names = [name[1] for line in block[1:] if (name := re.match(r"\s+([\w-]+):", line))]
        people = ", ".join(f"{name}: {{name: {name}}}" for name in dict.fromkeys(names))
        return f"people: {{{people}}}" if meant(found[1], ["people"]) else ""
    story = next((name[1] for line in block if (name := re.match(r"[\s-]*story\s*:\s*[\"']?([a-z0-9-]+)", line))), None)
    kind = f"story: {story}, headline: x" if story else "break: x"
    return f"{indent}- {{{kind}, float: true}}"
