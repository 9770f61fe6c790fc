"""Adding a text that nobody wrote to a mapping of a YAML file, with a flag beside it that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newscast.base.errors import FilesError
from newscast.document.edits import EditError, Keys, Set
from newscast.document.sheet import Change, Sheet
from newscast.document.splicing import spliced
from newscast.document.text import Document


@dataclass(frozen=True)
class Added:
    """A text to be added to the mapping that `keys` lead to, and a flag beside it with a comment."""

    keys: Keys
    name: str
    text: str
    flag: str
    comment: str


class UnfitError(Exception):
    """The file cannot be changed in this place without changing more than was asked for."""


def with_added(document: Document, additions: Sequence[Added]) -> bytes:
    """The bytes of the file with the additions. Raises UnfitError."""
    sheet = Sheet(document.path, document.data)
    try:
        for each in additions:
            sheet = _with(sheet, each)
    except (EditError, FilesError) as error:
        raise UnfitError(str(error)) from error
    return sheet.data


def _with(sheet: Sheet, added: Added) -> Sheet:
    there = _mapping(sheet.model, added.keys)
    if there.get(added.name):
        raise UnfitError(f"{added.name} is there already")
    sheet = spliced(sheet, [Set((*added.keys, added.name), added.text)])
    if added.flag in there:
        return sheet
    flag = (*added.keys, added.flag)
    return _commented(spliced(sheet, [Set(flag, True)]), flag, added.comment)


def _mapping(model: Any, keys: Keys) -> dict[str, Any]:
    for key in keys:
        try:
            model = model[key]
        except (KeyError, IndexError, TypeError) as error:
            raise UnfitError(f"nothing at {keys}") from error
    if not isinstance(model, dict):
        raise UnfitError(f"no mapping at {keys}")
    return model


def _commented(sheet: Sheet, keys: Keys, comment: str) -> Sheet:
    """With a comment behind a value that has a line of its own."""
    found = sheet.find(keys)
    if found.node is None or not found.parent.block:
        return sheet
    end = sheet.at(found.node.end)
    commented = sheet.changed([Change(end, end, f"  # {comment}")])
    return commented if commented.model == sheet.model else sheet
