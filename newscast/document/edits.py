"""An edit of a YAML file as data: the same in Python, in JSON and in the record of who changed what."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.document.building import DEPTH
from newscast.document.text import CONTROL

Keys: TypeAlias = tuple[str | int, ...]
"""What leads to a value of the file as it is written: names, and positions in lists from 0."""
Value: TypeAlias = "str | bool | int | float | Sequence[Value] | Mapping[str, Value]"
"""What is to stand there. A text is written so that it is read as this text, whatever YAML would make of it bare."""

MOST = 200
"""Edits in one request: a page sends a handful."""
_LONGEST = 100_000
"""Characters of all texts of one request, a tenth of the largest rundown."""
_NODES = 2_000
"""Values in one request."""


class EditError(Exception):
    """An edit that cannot be made: why, in words for whoever asked, and where in the file, if it is about a place."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


@dataclass(frozen=True)
class Set:
    """`value` is to stand at `at`; a key that is missing is added, in the place where people write it."""

    at: Keys
    value: Value


@dataclass(frozen=True)
class Remove:
    """The key or the item of a list at `at` goes, with the comments that belong to it."""

    at: Keys


@dataclass(frozen=True)
class Insert:
    """`value` is to be an item of a list, before the one that has the index at the end of `at` now; the length of the
    list puts it at the end."""

    at: Keys
    value: Value


@dataclass(frozen=True)
class Move:
    """The item at `at` is to have the index `to` of its list, when it is taken out and put in again; the comments
    above it go with it."""

    at: Keys
    to: int


Edit: TypeAlias = Set | Remove | Insert | Move

_OPS: Mapping[str, type[Any]] = {"set": Set, "remove": Remove, "insert": Insert, "move": Move}


def as_edits(told: object) -> tuple[Edit, ...]:
    """The edits that a JSON list tells, each as `{"op": "set", "at": [...], "value": ...}`. Raises EditError."""
    if not isinstance(told, list) or not told:
        raise EditError(_("No change was sent."))
    if len(told) > MOST:
        raise EditError(_("These are too many changes at once: at most {most}.").format(most=MOST))
    _refuse_large(told)
    return tuple(map(as_edit, told))


def as_edit(told: object) -> Edit:
    """The edit that JSON values tell. Raises EditError."""
    kind = _OPS.get(str(told.get("op"))) if isinstance(told, dict) else None
    if kind is None or not isinstance(told, dict):
        raise _unknown()
    names = {each.name for each in fields(kind)}
    if told.keys() != names | {"op"}:
        raise _unknown()
    edit: Edit = kind(**{name: _READ[name](told[name]) for name in names})
    if not isinstance(edit, Set | Remove) and not isinstance(edit.at[-1], int):
        raise _unknown()
    return edit


def edits_as_json(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Edits as JSON values, as as_edits() reads them."""
    names = {kind: op for op, kind in _OPS.items()}
    return [{"op": names[type(each)], **{name: _plain(value) for name, value in vars(each).items()}} for each in edits]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


def _keys(told: object) -> Keys:
    if not isinstance(told, list) or not 0 < len(told) <= DEPTH:
        raise _unknown()
    return tuple(_text(each) if isinstance(each, str) else _index(each) for each in told)


def _index(told: object) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or not 0 <= told < 1_000_000:
        raise _unknown()
    return told


def _value(told: object, depth: int = 0) -> Value:
    if depth > DEPTH:
        raise _unknown()
    if isinstance(told, str):
        return _text(told)
    if isinstance(told, bool | int) or (isinstance(told, float) and math.isfinite(told)):
        return told
    if isinstance(told, list):
        return tuple(_value(each, depth + 1) for each in told)
    if isinstance(told, dict):
        return {_text(key): _value(each, depth + 1) for key, each in told.items()}
    raise _unknown()


def _text(told: str) -> str:
    """A text with line ends as YAML has them, also for those within a paragraph that word processors put into what is
    pasted (U+000B). Raises EditError for signs that no text may hold."""
    text = told.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if found := CONTROL.search(text):
        message = _("The text holds an invisible control character (U+{code:04X}). Delete it and type the text again.")
        raise EditError(message.format(code=ord(found[0])))
    return text


def _refuse_large(told: object) -> None:
    waiting, nodes, letters = [told], 0, 0
    while waiting:
        each = waiting.pop()
        nodes += 1
        if isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
        letters += len(each) if isinstance(each, str) else 0
        if nodes > _NODES or letters > _LONGEST:
            raise EditError(_("This is too much for one change."))


def _unknown() -> EditError:
    return EditError(_("This change cannot be understood. Load the page anew and try again."))


_READ: Mapping[str, Callable[[object], Any]] = {"at": _keys, "value": _value, "to": _index}
