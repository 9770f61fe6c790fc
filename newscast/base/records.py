"""Frozen dataclasses as JSON, read back strictly, and the JSON Schema of them: one model for writer and reader.

A field with a default is left out of the JSON where it has that value. What may be `None` and has no default is always
written, and read as None where it is missing. Keys that a reader does not know are newer than it and are passed over.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

_PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def as_json(value: Any) -> Any:
    """A record as JSON values."""
    if is_dataclass(value):
        return {
            each.name: as_json(getattr(value, each.name))
            for each in fields(value)
            if each.default is MISSING or getattr(value, each.name) != each.default
        }
    if isinstance(value, Mapping):
        return {key: as_json(each) for key, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, list | tuple) else value


def read_record(shape: type[Record], value: Any, where: str = "") -> Record:
    """The record that JSON values tell. Raises ValueError, which says where they tell none."""
    found: Record = _read(shape, value, where)
    return found


def schema_of(shape: type[Any], title: str) -> dict[str, Any]:
    """The JSON Schema of a record as it is written; further keys may come."""
    known: dict[str, Any] = {}
    top = _schema(shape, known)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **top, "$defs": known}


@cache
def _hints(shape: type[Any]) -> dict[str, tuple[Any, Field[Any]]]:
    hints = get_type_hints(shape)
    return {each.name: (hints[each.name], each) for each in fields(shape)}


def _read(shape: Any, value: Any, where: str) -> Any:
    origin, inside = get_origin(shape), get_args(shape)
    if shape is Any:
        return value
    if is_dataclass(shape):
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
        if name in value or (each.default is MISSING and not _may_be_none(hint)):
            if name not in value:
                raise ValueError(f"{where}.{name} is missing")
            found[name] = _read(hint, value[name], f"{where}.{name}")
        elif each.default is MISSING:
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


def _schema(shape: Any, known: dict[str, Any]) -> dict[str, Any]:
    origin, inside = get_origin(shape), get_args(shape)
    if shape is Any:
        return {}
    if is_dataclass(shape):
        return _schema_of_fields(shape, known)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(_unless_none(inside), known), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(inside)}
    if origin is tuple:
        return {"type": "array", "items": _schema(inside[0], known)}
    if origin is not None:
        return {"type": "object", "additionalProperties": _schema(inside[1], known)}
    return {"type": _PLAIN[shape]}


def _schema_of_fields(shape: Any, known: dict[str, Any]) -> dict[str, Any]:
    if shape.__name__ not in known:
        known[shape.__name__] = {}
        hints = _hints(shape)
        known[shape.__name__] = {
            "type": "object",
            "description": " ".join((shape.__doc__ or "").split()),
            "properties": {name: _schema(hint, known) for name, (hint, _field) in hints.items()},
            "required": [name for name, (_hint, each) in hints.items() if each.default is MISSING],
        }
    return {"$ref": f"#/$defs/{shape.__name__}"}
