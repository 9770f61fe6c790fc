"""Edits made in the text of a YAML file: a few characters at the place of a value, and nothing else is another one.

Each edit is read again, and refused unless the file then says what it said before but for that one value.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.composing import manner_of
from newscast.document.edits import Edit, EditError, Insert, Keys, Move, Remove, Set
from newscast.document.marks import Marked
from newscast.document.placing import candidates
from newscast.document.scalars import as_read
from newscast.document.sheet import Change, Sheet


def spliced(sheet: Sheet, edits: Iterable[Edit]) -> Sheet:
    """The file after edits, one after the other. Raises EditError where one cannot be made, or not without changing
    something else."""
    for edit in edits:
        for step in _steps(sheet.model, _normal(edit)):
            sheet = _made(sheet, step)
    return sheet


def meant(model: Any, edit: Edit) -> Any:
    """What a file says after an edit, of what it says before, both as plain values. Raises EditError where there is no
    such place."""
    whole, edit = {"": copy.deepcopy(model)}, _normal(edit)
    keys = edit.at[:-1] if isinstance(edit, Insert) else edit.at
    outer, name = _holder(whole, keys)
    try:
        if isinstance(edit, Remove):
            del outer[name]
        elif isinstance(edit, Set):
            _put(outer, name, _said(edit.value))
        elif isinstance(edit, Insert):
            _put(outer, name, _with(_as_list(outer.get(name) if isinstance(outer, dict) else outer[name]), edit))
        else:
            _reorder(outer, edit)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise EditError(_gone(name)) from error
    return whole[""]


def _with(listed: list[Any], edit: Insert) -> list[Any]:
    if int(edit.at[-1]) > len(listed):
        raise IndexError
    listed.insert(int(edit.at[-1]), _said(edit.value))
    return listed


def _reorder(outer: Any, edit: Move) -> None:
    if not isinstance(outer, list) or edit.to >= len(outer):
        raise IndexError
    outer.insert(edit.to, outer.pop(int(edit.at[-1])))


def _as_list(value: Any) -> list[Any]:
    """A list; a text alone is a list of one, and where nothing is written there is none."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _holder(whole: Any, keys: Keys) -> tuple[Any, Any]:
    """What holds the value at these keys, and its name there; for Insert the list need not be there."""
    path: tuple[Any, ...] = ("", *keys)
    outer = whole
    for name in path[:-1]:
        try:
            outer = outer[name]
        except (KeyError, IndexError, TypeError) as error:
            raise EditError(_gone(name)) from error
    return outer, path[-1]


def _put(outer: Any, name: Any, value: Any) -> None:
    if not isinstance(outer, dict if isinstance(name, str) else list):
        raise TypeError
    outer[name] = value


def _gone(name: object) -> str:
    return _("There is no “{key}” here any more.").format(key=name)


def _normal(edit: Edit) -> Edit:
    """The edit with its texts as they are read again."""
    return type(edit)(edit.at, _clean(edit.value)) if isinstance(edit, Set | Insert) else edit


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return as_read(value)
    if isinstance(value, Mapping):
        return {str(key): _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, Sequence) else value


def _said(value: Any) -> Any:
    """A value as the file says it: all that is no list and has no keys is text."""
    if isinstance(value, Mapping):
        return {key: _said(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_said(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else value if isinstance(value, str) else repr(value)


def _steps(model: Any, edit: Edit) -> Iterator[Edit]:
    """The edit as such that change one value each: what stays of a list or of keys with values is not written anew."""
    if not isinstance(edit, Set):
        yield edit
        return
    holder: Any = model
    for name in edit.at:
        try:
            holder = holder[name]
        except (KeyError, IndexError, TypeError):
            yield _in_what_is_there(model, edit)
            return
    yield from _differences(holder, edit.value, edit.at)


def _in_what_is_there(model: Any, edit: Set) -> Set:
    """An edit of what is missing, with what holds it as far as that is missing too."""
    at, value, outer = edit.at, edit.value, model
    for number, name in enumerate(at[:-1]):
        found = outer.get(name) if isinstance(outer, dict) and isinstance(name, str) else _item(outer, name)
        if found in (None, "") and all(isinstance(each, str) for each in at[number:]):
            for each in reversed(at[number + 1 :]):
                value = {str(each): value}
            return Set(at[: number + 1], value)
        outer = found
    return edit


def _item(outer: Any, name: Any) -> Any:
    return outer[name] if isinstance(outer, list) and isinstance(name, int) and name < len(outer) else None


def _differences(old: Any, new: Any, at: Keys) -> Iterator[Edit]:
    if old == _said(new):
        return
    if isinstance(old, dict) and isinstance(new, Mapping) and old.keys() & new.keys():
        for key in new:
            yield from _differences(old[key], new[key], (*at, key)) if key in old else [Set((*at, key), new[key])]
        yield from (Remove((*at, key)) for key in old if key not in new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _list_differences(old, new, at)
    else:
        yield Set(at, new)


def _list_differences(old: list[Any], new: list[Any], at: Keys) -> Iterator[Edit]:
    """From the end, so that what comes before keeps its number; nothing is taken out before something is put in."""
    told, now = ([json.dumps(_said(each), sort_keys=True) for each in listed] for listed in (old, new))
    for kind, i, j, k, m in reversed(SequenceMatcher(None, told, now, autojunk=False).get_opcodes()):
        if kind == "equal":
            continue
        shared = min(j - i, m - k)
        yield from (Insert((*at, i + shared), each) for each in reversed(new[k + shared : m]))
        for number in range(shared):
            yield from _differences(old[i + number], new[k + number], (*at, i + number))
        yield from (Remove((*at, number)) for number in reversed(range(i + shared, j)))


def _made(sheet: Sheet, edit: Edit) -> Sheet:
    """The file after one edit, written in the first way that says nothing else and leaves no new trap."""
    wanted = meant(sheet.model, edit)
    if wanted == sheet.model:
        return sheet
    manner = manner_of(sheet)
    sound: list[Sheet] = []
    for each in candidates(sheet, edit, manner):
        new = _if_read(sheet, each)
        if new is None or new.model != wanted:
            continue
        if not _worse(sheet.problems, new.problems):
            return new
        sound.append(new)
    if sound:
        return sound[0]
    raise _impossible(sheet, edit)


def _if_read(sheet: Sheet, make: Callable[[], list[Change]]) -> Sheet | None:
    try:
        new = sheet.changed(make())
        return new if new.top and new.problems is not None else None
    except EditError:
        return None


def _worse(before: Sequence[Problem], after: Sequence[Problem]) -> bool:
    """Whether there is a problem that was not there."""
    known, found = (Counter((each.code, each.message) for each in problems) for problems in (before, after))
    return bool(found - known)


def _impossible(sheet: Sheet, edit: Edit) -> EditError:
    message = _("This cannot be changed here without changing something else in the file. Change it in a text editor.")
    node: Marked | None = sheet.top
    for name in edit.at:
        node = node.of(name) if node else None
        if node and node.anchor and (alias := _use(sheet.top, node.anchor)):
            message = _("Line {line} uses this too, by `*{name}`. Change it in a text editor.")
            message = message.format(line=alias.start[0] + 1, name=node.anchor)
            break
    return EditError(message, _place(sheet, edit.at))


def _use(node: Marked, name: str) -> Marked | None:
    """Where the first `*name` stands."""
    if node.kind == "alias":
        return node if node.value == name else None
    return next((found for each in node.items if (found := _use(each, name))), None)


def _place(sheet: Sheet, keys: Keys) -> Place:
    """Where the nearest thing to these keys stands."""
    node: Any = sheet.tree
    for name in keys:
        try:
            node = node[name]
        except (KeyError, IndexError, TypeError):
            break
    place: Place = node.place
    return place
