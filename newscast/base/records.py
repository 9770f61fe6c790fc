"""Frozen dataclasses as JSON, and read back strictly: one model for whoever writes a file and whoever reads it.

A field with a default is left out of the JSON where it has that value, unless it is `WRITTEN` always. What may be None
and has no default is always written, and read as None where it is missing. Keys that a reader does not know are newer
than it and are passed over.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

WRITTEN = {"written": True}
"""Metadata of a field that has a default only for files that an earlier program wrote."""


def as_json(value: Any) -> Any:
    """A record as JSON values."""
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
    found: Record = _read(shape, value, where)
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


@cache
def _form(shape: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """What a type is of, what it holds, and whether it is a record: asked for thousands of values in one file."""
    return get_origin(shape), get_args(shape), is_dataclass(shape)


def _read(shape: Any, value: Any, where: str) -> Any:
    if shape is Any:
        return value
    origin, inside, is_record = _form(shape)
    if is_record:
        return _read_fields(shape, _expect(value, dict, where), where)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(_unless_none(inside), value, where)
    if origin is Literal:
        if value not in inside:
            raise ValueError(f"{where}: {value!r}")
        return value
    if origin is tuple:
        return tuple(_read(inside[0], each, f"{where}[{at}]") for at, each in enumerate(_expect(value, list, where)))
    if origin is not None:
        return {key: _read(inside[1], each, f"{where}.{key}") for key, each in _expect(value, dict, where).items()}
    return float(_expect(value, (int, float), where)) if shape is float else _expect(value, shape, where)


def _read_fields(shape: Any, value: Mapping[str, Any], where: str) -> Any:
    found = {}
    for name, (hint, each) in _hints(shape).items():
        if name in value:
            found[name] = _read(hint, value[name], f"{where}.{name}")
        elif _default(each) is MISSING:
            if not _may_be_none(hint):
                raise ValueError(f"{where}.{name} is missing")
            found[name] = None
    return shape(**found)


def _expect(value: Any, kind: Any, where: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{where}: {type(value).__name__}")
    return value


def _may_be_none(hint: Any) -> bool:
    return hint is Any or type(None) in get_args(hint)


def _unless_none(inside: tuple[Any, ...]) -> Any:
    (left,) = [each for each in inside if each is not type(None)]
    return left
