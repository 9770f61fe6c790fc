"""Frozen dataclasses as JSON, and read back strictly: one model for whoever writes a file and whoever reads it.

A field with a default is left out of the JSON where it has that value, unless it is `WRITTEN` always. What may be None
and has no default is always written, and read as None where it is missing. Keys that a reader does not know are newer
than it and are passed over.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

WRITTEN = {"written": True}
"""Metadata of a field that has a default only for files that an earlier program wrote."""


def as_json(value: Any) -> Any:
    """A record as JSON values."""
    # Nearly all are these, and asking what else they may be takes ten times as long.
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        return {
            each.name: as_json(getattr(value, each.name))
            for each in fields(value)
            if _is_required(each) or getattr(value, each.name) != _default(each)
        }
    if isinstance(value, Mapping):
        return {key: as_json(each) for key, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, list | tuple) else value


def read_record(shape: type[Record], value: Any, where: str = "") -> Record:
    """The record that JSON values tell. Raises ValueError, which says where they tell none."""
    kind: Any = shape
    try:
        found: Record = _reader(kind)(value)
    except _AmissError as wrong:
        raise ValueError(f"{where}{wrong.path}{wrong.what}") from None
    return found


def required_names(shape: type[Any]) -> list[str]:
    """The keys that the JSON of a record always has."""
    return [each.name for each in fields(shape) if _is_required(each)]


def inner_records(shape: Any) -> Iterator[type[Any]]:
    """The dataclasses that values of a type are made of, itself among them; one that holds itself is a mistake."""
    if isinstance(shape, type) and is_dataclass(shape):
        yield shape
        for hint, _field in _hints(shape).values():
            yield from inner_records(hint)
    for each in get_args(shape):
        yield from inner_records(each)


@cache
def _hints(shape: type[Any]) -> dict[str, tuple[Any, Field[Any]]]:
    hints = get_type_hints(shape)
    return {each.name: (hints[each.name], each) for each in fields(shape)}


def _default(each: Field[Any]) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default


def _is_required(each: Field[Any]) -> bool:
    return _default(each) is MISSING or "written" in each.metadata


class _AmissError(Exception):
    """What is wrong with a value, and where in what is read: the path grows on the way out, where there is an error."""

    def __init__(self, what: str, path: str = "") -> None:
        self.what = what
        self.path = path
        super().__init__(what)

    def inside(self, step: str) -> _AmissError:
        """The same, seen from what holds it."""
        return _AmissError(self.what, f"{step}{self.path}")


Reader = Callable[[Any], Any]


@cache
def _reader(shape: Any) -> Reader:
    """What makes values of this type of JSON ones, worked out once: files hold thousands. It raises _AmissError."""
    if shape is Any:
        return lambda value: value
    origin, inside = get_origin(shape), get_args(shape)
    if is_dataclass(shape):
        return _record_reader(shape)
    if origin in (Union, types.UnionType):
        read = _reader(_unless_none(inside))
        return lambda value: None if value is None else read(value)
    if origin is Literal:
        return _literal_reader(inside)
    if origin is tuple:
        return _list_reader(_reader(inside[0]))
    if origin is not None:
        return _mapping_reader(_reader(inside[1]))
    return _plain_reader(shape)


def _record_reader(shape: Any) -> Reader:
    readers: dict[str, Reader] = {}
    missing = {name: _may_be_none(hint) for name, (hint, each) in _hints(shape).items() if _default(each) is MISSING}

    def read(value: Any) -> Any:
        _expect(value, dict)
        if not readers:
            # Not before somebody reads one: a record may hold others of its kind.
            readers.update({name: _reader(hint) for name, (hint, _each) in _hints(shape).items()})
        found: dict[str, Any] = {}
        for name, read_field in readers.items():
            if name in value:
                try:
                    found[name] = read_field(value[name])
                except _AmissError as wrong:
                    raise wrong.inside(f".{name}") from None
            elif name in missing:
                if not missing[name]:
                    raise _AmissError(" is missing", f".{name}")
                found[name] = None
        return shape(**found)

    return read


def _list_reader(read_each: Reader) -> Reader:
    def read(value: Any) -> Any:
        found: list[Any] = []
        try:
            for each in _expect(value, list):
                found.append(read_each(each))
        except _AmissError as wrong:
            raise (wrong.inside(f"[{len(found)}]") if isinstance(value, list) else wrong) from None
        return tuple(found)

    return read


def _mapping_reader(read_each: Reader) -> Reader:
    def read(value: Any) -> Any:
        found = {}
        for key, each in _expect(value, dict).items():
            try:
                found[key] = read_each(each)
            except _AmissError as wrong:
                raise wrong.inside(f".{key}") from None
        return found

    return read


def _literal_reader(known: tuple[Any, ...]) -> Reader:
    def read(value: Any) -> Any:
        if value not in known:
            raise _AmissError(f": {value!r}")
        return value

    return read


def _plain_reader(shape: Any) -> Reader:
    kinds = (int, float) if shape is float else shape

    def read(value: Any) -> Any:
        _expect(value, kinds)
        return float(value) if shape is float else value

    return read


def _expect(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _AmissError(f": {type(value).__name__}")
    return value


def _may_be_none(hint: Any) -> bool:
    return hint is Any or type(None) in get_args(hint)


def _unless_none(inside: tuple[Any, ...]) -> Any:
    (left,) = [each for each in inside if each is not type(None)]
    return left
