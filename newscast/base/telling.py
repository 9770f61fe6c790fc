"""What a value says, as JSON values from which a digest can be made: files by their content, no places in rundowns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import Field, fields, is_dataclass
from pathlib import Path
from typing import Any

from newscast.base.errors import Place

UNLESS_USUAL: Mapping[str, str] = {"told": "unless usual"}
"""Metadata of a dataclass's field that is told only where it is not what it usually is: what says nothing of all
that came before it changes nothing of their digests."""

Sums = Callable[[Path], str | None]
"""Gives the SHA-256 of a file's content; None where the file is not there."""


def told(value: Any, sums: Sums, without: Collection[str] = ()) -> Any:
    """Models, dataclasses and what they hold; `without` are names of fields, at the top, that do not count."""
    if isinstance(value, Path):
        return ["file", sums(value)]
    # The models are pydantic's, which whoever tells none of them need not load: it takes a tenth of a second.
    model_fields = getattr(type(value), "model_fields", None)
    if model_fields is not None:
        return _fields(value, model_fields, sums, without)
    if is_dataclass(value):
        names = [each.name for each in fields(value) if not _says_nothing(each, value)]
        return _fields(value, names, sums, without)
    if isinstance(value, Mapping):
        return _members(value, sums, without)
    if isinstance(value, tuple | list):
        return [told(each, sums) for each in value if not isinstance(each, Place)]
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _says_nothing(field: Field[Any], value: Any) -> bool:
    return bool(field.metadata == UNLESS_USUAL and getattr(value, field.name) == field.default)


def _fields(value: Any, names: Any, sums: Sums, without: Collection[str]) -> dict[str, Any]:
    held = {name: getattr(value, name) for name in names}
    return {"": type(value).__name__} | _members(held, sums, without)


def _members(held: Mapping[Any, Any], sums: Sums, without: Collection[str]) -> dict[str, Any]:
    """Where something was written is no part of what it says, whatever holds the place."""
    counted = {key: each for key, each in held.items() if key not in without and not isinstance(each, Place)}
    return {str(key): told(each, sums) for key, each in counted.items()}
