"""Whether an edit still means what it meant, where the file was saved since it was shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newscast.document.edits import Edit, Insert, Keys, Move, edits_as_json
from newscast.document.sheet import Sheet

_NOTHING = object()


def is_still_meant(shown: Any, now: Any, edits: Iterable[Edit]) -> bool:
    """Whether edits of what was shown can be made in what a file says now, both as plain values: the way to each value
    leads through the same entries, and the value itself is the same."""
    return all(_is_same(shown, now, each) for each in edits)


def values_now(now: Sheet, edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """What stands at the places of edits now: their keys, the value, None where nothing does, and its line."""
    found = []
    for edit, told in zip(edits, edits_as_json(edits), strict=True):
        value, node = _at(now.model, edit.at), _at(now.tree, edit.at)
        line = node.place.line if node is not _NOTHING and hasattr(node, "place") else None
        found.append({"at": told["at"], "value": None if value is _NOTHING else value, "line": line})
    return found


def _is_same(shown: Any, now: Any, edit: Edit) -> bool:
    old, new = shown, now
    for name in edit.at[:-1]:
        if isinstance(name, int) and not _is_entry(old, new, name):
            return False
        old, new = _at(old, (name,)), _at(new, (name,))
        if old is _NOTHING and new is _NOTHING:
            # An edit before this one makes it.
            return True
        if type(old) is not type(new):
            return False
    if isinstance(edit, Insert | Move):
        return bool(_identities(old) == _identities(new))
    last = edit.at[-1]
    return bool(_at(old, (last,)) == _at(new, (last,))) and (not isinstance(last, int) or _is_entry(old, new, last))


def _is_entry(old: Any, new: Any, number: int) -> bool:
    """Whether the entry of this number is the same one in both lists. One that is told by what others have too, such as
    a sting, is only where nothing came, went or moved, and it is as it was."""
    one, other = _identity(_at(old, (number,))), _identity(_at(new, (number,)))
    if one != other:
        return False
    before, after = _identities(old), _identities(new)
    if one is _NOTHING or not isinstance(before, list) or not isinstance(after, list):
        return True
    if before.count(one) == after.count(one) == 1:
        return True
    return bool(before == after and _at(old, (number,)) == _at(new, (number,)))


def _at(value: Any, keys: Keys) -> Any:
    for name in keys:
        try:
            value = value[name]
        except (KeyError, IndexError, TypeError):
            return _NOTHING
    return value


def _identities(listed: Any) -> Any:
    return [_identity(each) for each in listed] if isinstance(listed, list) else listed


def _identity(entry: Any) -> Any:
    """What an entry of a list is told by: its first key and what stands there, such as a story's short name."""
    return next(iter(entry.items()), None) if isinstance(entry, dict) else entry
