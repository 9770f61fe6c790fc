"""Rundowns as many hands write them, from a number: in any style of YAML, with comments, line ends and marks of other
programs; and edits of them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from newscast.document.edits import Edit, Insert, Move, Remove, Set
from newscast.document.scalars import is_bare, quoted

Some = TypeVar("Some")

WORDS = ("cuatro", "baches", "ñandú", "4,200", "así:", "#hoy", "«ya»", "a: b", "c #d", "'no'", '"sí"', "- x", "\\n")
WORDS += ("🎉", "e\u0301", "a\xa0b")
PLAIN = WORDS[:3]
WHOLE = ("yes", "no", "true", "~", "null", "2026-11-20", "12", "1:05", "3s", "-18dB", "[4,200", "{x}", "*a", "&b")
WHOLE += ("!c", "%d", "@e", "<<", "---", "?", "«todo»", "'", '"', "#", "a:", "| x", ">")
NAMES = ("story", "headline", "tease", "vo", "copy", "in", "out", "who", "title", "items", "parts", "pictures", "file")
COMMENTS = ("# nota", "# nota: 'x' {", "#")


class Hand:
    """Somebody who writes as a number says."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.labels: list[str] = []

    def one(self, *of: Some) -> Some:
        return self.random.choice(of)

    def often(self) -> bool:
        return self.random.random() < 0.7

    def some(self, of: Sequence[Some], least: int, most: int) -> list[Some]:
        """Some of them, each at most once."""
        return self.random.sample(list(of), self.random.randint(least, min(most, len(of))))

    def text(self) -> str:
        """What somebody may type into a form."""
        kind = self.random.random()
        if kind < 0.1:
            return self.one(*WHOLE)
        if kind < 0.25:
            return "\n".join(self.words(PLAIN) for _each in range(self.random.randint(2, 3)))
        return self.words(PLAIN if kind < 0.6 else WORDS)

    def words(self, of: Sequence[str]) -> str:
        return " ".join(self.random.choices(of, k=self.random.choice((1, 2, 3, 5, 30))))

    def value(self, depth: int = 2) -> Any:
        """What an edit may put into a file."""
        kind = self.random.random()
        if depth and kind < 0.25:
            return [self.value(depth - 1) for _each in range(self.random.randint(1, 3))]
        if depth and kind < 0.5:
            return {name: self.value(depth - 1) for name in self.some(NAMES, 1, 3)}
        return self.one(True, 3, 0.5) if kind > 0.97 else self.text()

    def document(self) -> bytes:
        """A file: keys, a list of segments, and people."""
        lines = self.one([], [], ["# nota Escaleta"], ["---"], ["# nota a", "", "# nota b"])
        lines = [*lines, *self._mapping(0, 2)]
        if self.often():
            lines += [*self._comment(0), "segments:", *self._sequence(self.one(0, 2, 4), 2)]
        if self.one(True, False):
            lines += ["people:", *self._mapping(2, 1)]
        end = self.one("\n", "\n", "\r\n", "\r")
        text = end.join([*lines, *self.one([""], [""], [], ["", ""], ["# nota fin", ""])])
        return (self.one("", "", "\ufeff") + text).encode()

    def _comment(self, indent: int) -> list[str]:
        return [] if self.often() else [self.one("", " " * indent + self.one(*COMMENTS))]

    def _mapping(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        for name in self.some(NAMES, 1, 4):
            lines += self._comment(indent) if lines else []
            first, *rest = self._value(indent, depth)
            key = self.one(name, name, name, f'"{name}"', f"'{name}'")
            lines += [" " * indent + f"{key}:{first}", *rest]
        return lines

    def _sequence(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        gap = self.one([], [], [""])
        for number in range(self.random.randint(1, 4)):
            lines += [*(gap if number else []), *self._comment(indent)]
            if depth and self.often():
                first, *rest = self._mapping(indent + 2, depth - 1)
                lines += [" " * indent + "- " + first.lstrip(), *rest]
            else:
                first, *rest = self._value(indent, 0)
                lines += [" " * indent + "-" + first, *rest]
        return lines

    def _value(self, indent: int, depth: int) -> list[str]:
        """What follows a key or hyphen, at times with a label, or a reference to one."""
        chance = self.random.random()
        if chance < 0.04 and self.labels:
            return [f" *{self.one(*self.labels)}"]
        first, *rest = self._content(indent, depth)
        # A text with a label that nothing uses is taken for a mistake.
        collection = first.strip()[:1] in ("[", "{") if first.strip() else bool(rest)
        if chance > (0.75 if collection else 0.995):
            label = f"x{len(self.labels)}"
            self.labels.append(label)
            return [f" &{label}{first}", *rest]
        return [first, *rest]

    def _content(self, indent: int, depth: int) -> list[str]:
        """The rest of the line of a key or hyphen, and further lines."""
        kind = self.one(*["text"] * 5, *["mapping", "sequence", "sequence"] * bool(depth), "flow", "empty")
        tail = self.one("", "", "", "  # nota", " #")
        if kind == "mapping":
            return [tail, *self._mapping(indent + self.one(2, 4), depth - 1)]
        if kind == "sequence":
            return [tail, *self._sequence(indent + self.one(0, 2), depth - 1)]
        if kind == "flow":
            return [" " + self._flow(2) + tail]
        if kind == "empty":
            return [self.one("", " ", " ~", " null", ' ""') + tail]
        return self._text(indent, tail)

    def _text(self, indent: int, tail: str) -> list[str]:
        text, inner = self.text(), " " * (indent + self.one(2, 3))
        style = self.one("bare", "bare", "single", "double", "folded", "literal", "many")
        if style == "bare" and is_bare(text, "", False):
            return [f" {text}{tail}"]
        if style == "single" and "\n" not in text:
            return [" '" + text.replace("'", "''") + "'" + tail]
        if style == "literal":
            digit = self.one("", "", str(len(inner) - indent))
            after = self.one([], [""])
            return [f" |{digit}{self.one('', '-', '+')}{tail}", *(inner + line for line in text.split("\n")), *after]
        if style == "folded":
            words = [self._broken(line) for line in text.split("\n")]
            lines = [each for number, line in enumerate(words) for each in (["", *line] if number else line)]
            after = self.one([], [""])
            return [f" >{self.one('', '-', '+')}{tail}", *(inner + line if line else "" for line in lines), *after]
        if style == "many" and "\n" not in text:
            spelled = self.one(text, quoted(text), quoted(text, "'")) if is_bare(text, "", False) else quoted(text)
            first, *rest = self._broken(spelled)
            return [f" {first}", *(inner + line for line in rest[:-1]), *(inner + line + tail for line in rest[-1:])]
        return [" " + quoted(text) + tail]

    def _broken(self, text: str) -> list[str]:
        """A text on several lines."""
        words, width = text.split(" "), self.random.randint(2, 8)
        return [" ".join(words[at : at + width]) for at in range(0, len(words), width)]

    def _flow(self, depth: int) -> str:
        kind = self.one("text", "text", *["list", "mapping"] * bool(depth))
        if kind == "list":
            return "[" + ", ".join(self._flow(depth - 1) for _each in range(self.random.randint(0, 3))) + "]"
        if kind == "mapping":
            return "{" + ", ".join(f"{name}: {self._flow(depth - 1)}" for name in self.some(NAMES, 0, 3)) + "}"
        text = self.text()
        return text if is_bare(text, "", True) and self.often() else quoted(text, self.one("'", '"'))

    def edit(self, model: Any) -> Edit:
        """An edit of what is there."""
        keys = self.one(*places(model))
        here = value_at(model, keys)
        kinds = ["set", "set", "set", "value", "remove"]
        kinds += ["insert", "insert"] if isinstance(here, list) else []
        kinds += ["add", "add"] if isinstance(here, dict) else []
        kinds += ["move", "move"] if isinstance(keys[-1], int) else []
        kind = self.one(*kinds)
        if kind == "insert":
            return Insert((*keys, self.random.randint(0, len(here))), self.value())
        if kind == "add":
            return Set((*keys, self.one(*NAMES)), self.value())
        if kind == "move":
            return Move(keys, self.random.randrange(len(value_at(model, keys[:-1]))))
        if kind == "remove":
            return Remove(keys)
        return Set(keys, self.text() if kind == "set" else self.value())


def places(model: Any, keys: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The keys of everything in a file."""
    inner = model.items() if isinstance(model, dict) else enumerate(model) if isinstance(model, list) else ()
    return [place for key, each in inner for place in ((*keys, key), *places(each, (*keys, key)))]


def value_at(model: Any, keys: tuple[Any, ...]) -> Any:
    """What these keys lead to."""
    for key in keys:
        model = model[key]
    return model
