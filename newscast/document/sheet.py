"""A YAML text as it lies on its lines: where its values are, and the text with some of it changed."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.i18n import _
from newscast.document.edits import EditError, Keys
from newscast.document.marks import Marked, Spot, marked
from newscast.document.nodes import Mapping, Sequence, Text
from newscast.document.text import document_of
from newscast.document.tree import read_tree

_LINE_END = re.compile(r"\r\n|\r|\n")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+(?:#.*\n\s*)*")


@dataclass(frozen=True)
class Change:
    """From one character of the text to before another, `new` stands instead; its lines end with `\\n`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Found:
    """A value of the text: its node, None where nothing stands there yet; what holds it, and under which key; the key
    itself, in a mapping."""

    node: Marked | None
    parent: Marked
    name: str | int
    key: Marked | None = None


@dataclass(frozen=True)
class Sheet:
    """The bytes of the file at `path`, which lies where its problems are told. Raises FilesError for what is no text.

    Characters are counted in `text`, whose lines end with `\\n`.
    """

    path: Path
    data: bytes

    @cached_property
    def text(self) -> str:
        return document_of(self.path, self.data).text

    @cached_property
    def raw(self) -> str:
        """The text with the line ends that it has."""
        return self.data.decode("utf-8-sig")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def top(self) -> Marked:
        """Where everything stands. Raises EditError where the text is no whole YAML."""
        try:
            return marked(self.text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self.unreadable(mark.line + 1 if mark else 1) from error
        except (YAMLError, StopIteration, ValueError, IndexError) as error:
            raise self.unreadable(1) from error

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the text as YAML."""
        return self._read[1]

    @cached_property
    def model(self) -> Any:
        """What it says: dicts, lists and texts, each use of an alias its own."""
        return plain(self._read[0])

    @cached_property
    def tree(self) -> Mapping:
        """The same with places. Raises EditError."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[Mapping, list[Problem]]:
        problems: list[Problem] = []
        try:
            return read_tree(document_of(self.path, self.data), problems), problems
        except FilesError as error:
            place = error.problems[0].place
            raise self.unreadable(place.line if place else 1) from error

    def unreadable(self, line: int) -> EditError:
        message = _("Line {line} is no right YAML. Mend it in a text editor first: till then nothing is changed here.")
        return EditError(message.format(line=line), Place(self.path, line))

    def refusal(self, message: str, node: Marked | None = None) -> EditError:
        """A refusal of what is about a node."""
        line, column = node.start if node else (0, 0)
        return EditError(message, Place(self.path, line + 1, column + 1))

    def changed(self, changes: Iterable[Change]) -> Sheet:
        """The sheet after changes that do not overlap. New lines end as those around them do."""
        raw, pieces, at = self.raw, [], 0
        for each in sorted(changes, key=lambda each: (each.start, each.end)):
            start, end = self._raw_at(each.start), self._raw_at(each.end)
            new = each.new.replace("\n", self._line_end(each.start)) if "\n" in each.new else each.new
            pieces += [raw[at:start], new]
            at = end
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        return Sheet(self.path, mark + "".join([*pieces, raw[at:]]).encode())

    def at(self, spot: Spot) -> int:
        """The character at a line and column."""
        return self._starts[spot[0]] + spot[1]

    def start_of(self, line: int) -> int:
        """The first character of a line; the end of the text for the line after the last."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def end_of(self, line: int) -> int:
        """The character after a line and its end."""
        return self.start_of(line + 1)

    def line_at(self, character: int) -> int:
        return bisect_right(self._starts, character) - 1

    def value_at(self, node: Marked) -> int:
        """Where a node begins behind its anchor and tag."""
        start = self.at(node.start)
        found = _PROPERTIES.match(self.text, start) if self.text[start : start + 1] in ("&", "!") else None
        return found.end() if found else start

    def find(self, keys: Keys) -> Found:
        """What stands at these keys. Raises EditError where they lead through what is not there or not a collection."""
        parent = self.top
        for name in keys[:-1]:
            node = self._in(parent, name)
            if node is None:
                raise self.refusal(_("There is no “{key}” here any more.").format(key=name), parent)
            parent = node
        name = keys[-1]
        return Found(self._in(parent, name), parent, name, parent.key(name) if isinstance(name, str) else None)

    def _in(self, parent: Marked, name: str | int) -> Marked | None:
        if parent.kind == "alias":
            message = _("This stands elsewhere in the file: `*{name}` leads there. Change it where `&{name}` is.")
            raise self.refusal(message.format(name=parent.value), parent)
        wanted = "sequence" if isinstance(name, int) else "mapping"
        if parent.kind != wanted:
            raise self.refusal(_("There is no “{key}” here any more.").format(key=name), parent)
        return parent.of(name)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.raw))]

    def _raw_at(self, character: int) -> int:
        line = self.line_at(character)
        return self._raw_starts[line] + character - self._starts[line]

    def _line_end(self, character: int) -> str:
        """How lines end here: this one, the one before, any."""
        at = self._raw_at(character)
        after = _LINE_END.search(self.raw, at)
        before = [found[0] for found in _LINE_END.finditer(self.raw, 0, at)][-1:]
        return after[0] if after else before[0] if before else "\n"


def plain(node: Any) -> Any:
    """A node as plain values."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return str(node).strip() if isinstance(node, Text) and not node.empty else ""
