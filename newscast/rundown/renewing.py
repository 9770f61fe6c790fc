"""A new rundown from an earlier one: dates moved, stories floated, paths led on; all else byte for byte as it was."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem
from newscast.base.languages.model import Language
from newscast.base.languages.redating import redated
from newscast.base.zones import Zone
from newscast.document import nodes
from newscast.document.edits import Edit, Keys, Remove, Set
from newscast.document.load import Source
from newscast.document.nodes import Mapping, Text
from newscast.document.sheet import Sheet
from newscast.document.splicing import spliced
from newscast.document.text import document_of
from newscast.document.tree import read_tree
from newscast.rundown.kinds import SEGMENTS
from newscast.rundown.moving import moved_moment
from newscast.rundown.segments import is_floated
from newscast.rundown.spoken_days import spoken_days
from newscast.rundown.written_texts import files_in, is_recorded, texts_in


@dataclass(frozen=True)
class Aim:
    """What the new rundown is to be: its place and day, in a newsroom that has its clocks in `zone`; `language` is that
    of the show. `air` and `title` are taken where they are said, else the earlier ones are moved."""

    path: Path
    date: datetime.date
    language: Language
    zone: Zone
    air: str = ""
    title: str = ""


@dataclass(frozen=True)
class Moved:
    """A value of the earlier rundown, at a line of that, that is another now; `now` is None where it is left out."""

    keys: Keys
    line: int
    was: str
    now: str | None


@dataclass(frozen=True)
class Renewed:
    """A rundown that is to be written at `path`: its bytes, what is another in it, the segments that are kept and the
    stories that are floated, by their names, and what is to be looked at in it, by its own lines."""

    path: Path
    data: bytes
    moved: tuple[Moved, ...]
    kept: tuple[str, ...]
    floated: tuple[str, ...]
    warnings: tuple[Problem, ...]


def renewed(source: Source, old: datetime.date, aim: Aim) -> Renewed:
    """The rundown that is made from an earlier one, which is of the day `old`.

    Headlines go on naming their stories: a card comes back with its story when that is floated no more. Recordings of
    the headlines and of the whole newscast are left out, for they read what is floated. Raises FilesError, EditError.
    """
    moved = (*_head(source.top, old, aim), *_recordings(source.top), *_greetings(source.top, old, aim))
    moved = (*moved, *_paths(source, aim.path.parent, {each.keys for each in moved}))
    stories = [each for each in _segments(source.top) if "story" in each]
    edits = [_edit(each) for each in moved]
    edits += [Set((*each.place.keys, "float"), True) for each in stories if not is_floated(each)]
    edits += _wanted(source.top, aim)
    data = spliced(Sheet(source.path, source.data), edits).data
    top = read_tree(document_of(aim.path, data), [])
    return Renewed(
        aim.path,
        data,
        tuple(sorted(moved, key=lambda each: each.line)),
        tuple(_name(each) for each in _segments(source.top) if "story" not in each),
        tuple(_name(each) for each in stories),
        tuple(spoken_days(top, old, aim.date, aim.language)),
    )


def _head(top: Mapping, old: datetime.date, aim: Aim) -> Iterator[Moved]:
    """The day, when it goes out, the title, and that it is a draft again."""
    date, air, title, status = (top.get(key) for key in ("date", "air", "title", "status"))
    if isinstance(date, Text):
        yield _moved(date, aim.date.isoformat())
    if isinstance(air, Text) and not air.empty:
        yield from _other(air, aim.air or moved_moment(air, aim.date - old, aim.zone))
    if isinstance(title, Text) and not title.empty:
        yield from _other(title, aim.title or redated(title, old, aim.date, aim.language, title=True))
    if isinstance(status, Text) and not status.empty:
        yield from _other(status, "draft")


def _wanted(top: Mapping, aim: Aim) -> list[Edit]:
    """What is said of the new one and the earlier one has nothing of."""
    asked = {"air": aim.air, "title": aim.title}
    return [Set((key,), value) for key, value in asked.items() if value and _is_absent(top.get(key))]


def _recordings(top: Mapping) -> Iterator[Moved]:
    """The recordings of what is floated, which are left out."""
    for node in (top, *(each for each in _segments(top) if "headlines" in each)):
        voice = node.get("voice")
        if voice is not None and is_recorded(nodes.Mapping({"voice": voice}, node.place)):
            names = ", ".join(files_in(voice, "voice"))
            yield Moved((*_keys(node), "voice"), node.place_of("voice").line, names, None)


def _greetings(top: Mapping, old: datetime.date, aim: Aim) -> Iterator[Moved]:
    """The day where a text that stays certainly names it and nobody has recorded it."""
    for segment in _segments(top):
        for each in texts_in(segment) if "story" not in segment else ():
            if not each.recorded and not each.tag:
                yield from _other(each.text, redated(each.text, old, aim.date, aim.language))


def _paths(source: Source, folder: Path, gone: set[Keys]) -> Iterator[Moved]:
    """The files that are named from the folder of the earlier one, as they are named from another folder."""
    there, here = (Path(os.path.realpath(each)) for each in (source.path.parent, folder))
    for name in files_in(source.top) if there != here else ():
        keys = name.place.keys
        if not Path(name).is_absolute() and not any(keys[: len(each)] == each for each in gone):
            yield from _other(name, _led_on(name.strip(), there, here))


def _led_on(name: str, there: Path, here: Path) -> str:
    """A path from another folder: relative where it leads to the same place, links and all."""
    relative, whole = os.path.relpath(there / name, here), os.path.realpath(there / name)
    return (relative if os.path.realpath(here / relative) == whole else whole).replace(os.sep, "/")


def _other(was: Text, now: str) -> Iterator[Moved]:
    if str(was) != now:
        yield _moved(was, now)


def _moved(was: Text, now: str) -> Moved:
    return Moved(was.place.keys, was.place.line, str(was), now)


def _edit(moved: Moved) -> Edit:
    return Remove(moved.keys) if moved.now is None else Set(moved.keys, moved.now)


def _segments(top: Mapping) -> list[Mapping]:
    listed = top.get("segments")
    return [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, nodes.Sequence) else []


def _keys(node: Mapping) -> Keys:
    return node.place.keys


def _name(segment: Mapping) -> str:
    """How people call a segment: a story by its slug, any other by its own or by its kind."""
    kind = next((str(key) for key in segment if key in SEGMENTS), "")
    name = segment.get("story") or segment.get("slug") or kind
    return str(name).strip()


def _is_absent(value: Any) -> bool:
    return value is None or (isinstance(value, Text) and value.empty)
