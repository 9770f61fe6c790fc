"""Events of YAML to nodes that know their place: bounded, without tags, every duplicate and trap reported."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.i18n import _
from newscast.document import traps
from newscast.document.hyphens import without_hyphen
from newscast.document.invisible import MARKS, mark_problem, without_marks
from newscast.document.lines import Lines
from newscast.document.mending import StumbleError, with_lines
from newscast.document.nodes import NOTHING, Mapping, Node, Sequence, Text
from newscast.document.scan import events
from newscast.document.slips import chat
from newscast.document.text import CONTROL, Document, control_problem
from newscast.document.vocabulary import KINDS, LISTS
from newscast.document.wording import word_places
from newscast.document.words import meant, short

DEPTH = 30
"""Levels of nesting; a rundown needs eight."""
SIZE = 50_000
"""Nodes, each use of an alias counted whole."""
_LONG = 40
"""Letters of a text from which on it is known where each of its words stands."""

Keys = tuple[str | int, ...]


def _written(event: Any) -> str:
    """The text of a scalar, its accents composed; nothing of what is no scalar."""
    value = str(getattr(event, "value", ""))
    return value if value.isascii() else unicodedata.normalize("NFC", value)


class Builder:
    """Builds the nodes of a document from its events; what is wrong and can be read all the same goes to `problems`."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document = document
        self.path = document.path
        self.lines = document.text.split("\n")
        self.events = events(document.text)
        self.problems = problems
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        self.scalar_anchors: dict[str, Place] = {}
        self.size = 0

    def top(self) -> Mapping:
        event = next(self.events)
        while not isinstance(event, DocumentStartEvent | StreamEndEvent):
            event = next(self.events)
        if isinstance(event, StreamEndEvent):
            raise self.empty()
        node = self.node(next(self.events), ())
        self.end_of_document()
        for anchor, place in self.scalar_anchors.items():
            self.problems.append(traps.anchor_problem(anchor, place))
        if isinstance(node, Mapping):
            return node
        if isinstance(node, Text) and node.empty:
            raise self.empty()
        hint = _("The file is a list of `key: value` lines.")
        raise self.stop(
            node.place, _("The top level must be keys with values, such as `show: info-leon`."), hint, code="value-kind"
        )

    def empty(self) -> FilesError:
        hint = _(
            "Was it saved? A rundown begins with `rundown: 1`, a kit with `show: 1`, an office with `newsroom: 1`."
        )
        return self.stop(Place(self.path), _("The file is empty."), hint, code="file-empty")

    def end_of_document(self) -> None:
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                raise self.second_document(event)
            if not isinstance(event, DocumentEndEvent | StreamEndEvent):
                raise self.stop(
                    self.place(event), _("There is text after the end of the document."), "", code="yaml-documents"
                )

    def second_document(self, event: Any) -> StumbleError:
        """What parts two documents is the line `---`, or `...` in the line above."""
        marks = re.compile(r"(---|\.\.\.)(\s|$)")
        number = next((at for at in range(event.start_mark.line, -1, -1) if marks.match(self.lines[at])), 0)
        hint = _("Remove the line `{text}`, or put what is below it into a file of its own.")
        hint = hint.format(text=self.lines[number][:3])
        place = Place(self.path, number + 1)
        problem = Problem(_("There is a second document in the file."), hint, place, code="yaml-documents")
        blank, again = [number], False
        above = {line.split(":")[0] for line in self.lines[:number] if re.match(r"\w+:", line)}
        for at in range(number + 1, len(self.lines)):
            if re.match(r"[^\s#]", self.lines[at]):
                again = self.lines[at].split(":")[0] in above
            blank += [at] if again else []
        return StumbleError(problem, with_lines(self.document, dict.fromkeys(blank, "")))

    def node(self, event: Any, keys: Keys) -> Node:
        """What begins with this event; `keys` lead to it."""
        place = self.place(event, keys)
        if len(keys) > DEPTH:
            hint = _("Look for brackets that are not closed.")
            raise self.stop(place, _("Too many levels inside each other."), hint, code="file-too-large")
        self.grow(1, place)
        if isinstance(event, AliasEvent):
            return self.alias(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        before = self.size
        if getattr(event, "tag", None) is not None and not str(event.tag).startswith("tag:yaml.org"):
            self.problems.append(traps.leading_sign(place, self.lines[place.line - 1]))
        node = self.content(event, place)
        if event.anchor is not None:
            self.anchors[event.anchor] = node, self.size - before + 1
            if isinstance(node, Text):
                self.scalar_anchors[event.anchor] = place
        return node

    def content(self, event: Any, place: Place) -> Node:
        if isinstance(event, ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, MappingStartEvent):
            return self.mapping(place, event.flow_style)
        return self.sequence(event, place)

    def scalar(self, event: Any, place: Place) -> Text:
        value = _written(event)
        plain = event.style is None
        if plain:
            mark = event.end_mark
            self.problems.extend(traps.swallowed(value, place, self.lines[mark.line], mark.column))
        elif found := CONTROL.search(value):
            self.problems.append(control_problem(found[0], place))
            value = CONTROL.sub("\ufffd", value)
        shown = self.shown(value, event, place)
        if len(shown) > _LONG:
            place = replace(place, words=word_places(shown, event, self.lines))
        # What YAML has for nothing is nothing, also where something is needed.
        text = Text("" if plain and shown in NOTHING else shown, place, plain, value)
        if plain and value[-1:] in ("]", "}"):
            self.problems.extend(traps.stray_bracket(text))
        return traps.unquoted(text, self.problems) if plain else traps.slashed(text, event, self.lines, self.problems)

    def shown(self, value: str, event: Any, place: Place) -> str:
        """The text without marks that nobody sees; the first of them is said."""
        shown = value if value.isascii() else without_marks(value)
        if shown != value:
            marks = MARKS.findall(value)
            mark = next((sign for sign in marks if sign not in shown), marks[0])
            self.problems.append(mark_problem(mark, self.place_of(mark, event, place)))
        return shown

    def place_of(self, sign: str, event: Any, place: Place) -> Place:
        """Where a sign stands in what a scalar was written as; the scalar's place where it was written as a code."""
        first, last = event.start_mark, event.end_mark
        for number in range(first.line, min(last.line + 1, len(self.lines))):
            column = self.lines[number].find(sign, first.column if number == first.line else 0)
            if column >= 0:
                return replace(place, line=number + 1, column=column + 1)
        return place

    def sequence(self, start: Any, place: Place) -> Sequence:
        items: list[Node] = []
        spans: list[tuple[Any, Any]] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self.node(event, (*place.keys, len(items))))
            spans.append((event.start_mark, event.end_mark))
        if start.flow_style:
            self.problems.extend(traps.split_by_comma(items, spans, self.lines))
        return Sequence(items, place)

    def mapping(self, place: Place, flow: bool) -> Mapping:
        pairs: dict[Any, Node] = {}
        merged: list[Node] = []
        last: tuple[Text, Any] | None = None
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            name = self.node(event, (*place.keys, _written(event)))
            if not isinstance(name, Text):
                raise self.no_key(name.place)
            following = next(self.events)
            value = self.value(name, event, following, (*place.keys, str(name)))
            if flow and last and traps.cut_by_comma(pairs, last, name, value, event, self.problems, self.lines):
                continue
            last = name, following.end_mark
            if name == "<<" and name.plain:
                merged.append(value)
            elif name in pairs:
                self.duplicate(name, pairs, place)
            else:
                pairs[name] = value
        whole = Mapping(pairs, place)
        for value in merged:
            whole = self.merge(whole, value)
        return whole

    def no_key(self, place: Place) -> StumbleError:
        """What stands before a colon and is no word."""
        here = Lines(self.path, self.lines, place.line - 1)
        hint = _("Put the text before the colon in quotes.")
        plain = here.guess(_("A key must be a plain word."), hint, place.column - 1, "", "key-unknown")
        guess = next(chat(here), plain)
        return StumbleError(guess.problem, with_lines(self.document, guess.lines))

    def value(self, name: Text, key: Any, event: Any, keys: Keys) -> Node:
        """The value of a key; an empty one is where its key is, for YAML puts it where the next thing begins."""
        if isinstance(event, ScalarEvent) and not event.value and event.style is None and event.anchor is None:
            self.grow(1, name.place)
            mark = key.end_mark
            after = self.lines[mark.line].find(":", mark.column) + 1 or mark.column
            lost = list(traps.swallowed("", name.place, self.lines[mark.line], after))
            self.problems.extend(lost)
            return Text(self.lines[mark.line][after:].strip() if lost else "", name.place, not lost)
        return self.node(event, keys)

    def duplicate(self, name: Text, pairs: dict[Any, Node], place: Place) -> None:
        if place.keys and meant(str(place.keys[-1]), LISTS):
            return  # a list without its hyphens, which is told as such
        if place.keys and isinstance(place.keys[-1], int) and name in KINDS and name.place.column > 2:
            raise self.next_entry(name)
        first = next(key for key in pairs if key == name)
        message = _("“{key}” is here twice; the first is in line {line}.")
        hint = _("Keep one of them.")
        self.problems.append(
            Problem(message.format(key=short(name), line=first.place.line), hint, name.place, code="key-twice")
        )

    def next_entry(self, name: Text) -> StumbleError:
        """A segment or part that lacks its hyphen, among the keys of the one above it."""
        here = Lines(self.path, self.lines, name.place.line - 1)
        indent, rest = name.place.column - 1, here.line.strip()
        entry = " " * (indent - 2) + f"- {rest}"
        guess = here.guess(*without_hyphen(rest), indent, entry, "yaml-hyphen")
        return StumbleError(guess.problem, with_lines(self.document, guess.lines))

    def merge(self, whole: Mapping, value: Node) -> Mapping:
        for below in value if isinstance(value, Sequence) else [value]:
            if not isinstance(below, Mapping):
                hint = _("Write `<<: *name`, where `&name` marks keys with values.")
                self.problems.append(
                    Problem(_("`<<` can only bring in keys with values."), hint, value.place, code="yaml-merge")
                )
                return whole
            self.grow(len(below), value.place)
            whole = whole.over(below)
        return whole

    def alias(self, event: Any) -> Node:
        name, place = event.anchor, self.place(event)
        if name not in self.anchors:
            raise StumbleError(traps.alias_problem(name, place, self.lines[place.line - 1]), self.with_text(place))
        found = self.anchors[name]
        if found is None:
            raise self.stop(place, _("“*{name}” is inside what it names.").format(name=name), "", code="yaml-merge")
        node, size = found
        self.scalar_anchors.pop(name, None)
        self.grow(size, place)
        return node

    def with_text(self, place: Place) -> Document:
        """The document with what stands at a place as a text in quotes; without the line where that is no value."""
        line = self.lines[place.line - 1]
        before, text = line[: place.column - 1], line[place.column - 1 :]
        end = next(iter(re.finditer(r"[,\]}]|$", text))).start() if re.search(r"[\[{]", before) else len(text)
        quoted = "'" + text[:end].replace("'", "''") + "'" + text[end:]
        return with_lines(self.document, {place.line - 1: "" if "<<" in before else before + quoted})

    def grow(self, nodes: int, place: Place) -> None:
        self.size += nodes
        if self.size > SIZE:
            raise self.stop(
                place, _("The file is far too long for a rundown."), _("Split it into several."), code="file-too-large"
            )

    def place(self, event: Any, keys: Keys = ()) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1, keys)

    def stop(self, place: Place, message: str, hint: str, *, code: str) -> FilesError:
        return FilesError([Problem(message, hint, place, code=code)])
