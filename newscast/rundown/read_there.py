"""Who read the recordings of a story that is taken from another rundown: whoever presented there, not here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newscast.document.nodes import Mapping, Sequence, Text

_SPOKEN = ("read", "vo")


def read_there(story: Mapping, presenters: Any) -> Mapping:
    """A story of a rundown that has these presenters: what is recorded and does not say who reads it says so."""
    first = presenters[0] if isinstance(presenters, Sequence) and presenters else presenters
    if not isinstance(first, Text) or not first.strip():
        return story
    return _each_key(story, first)


def _with_reader(key: Any, value: Any, reader: Text) -> Any:
    if key == "parts" and isinstance(value, Sequence):
        return Sequence([_part(part, reader) if _is_spoken(part) else part for part in value], value.place)
    if key == "versions" and isinstance(value, Mapping):
        return _each(value, lambda version: _each_key(version, reader))
    return _read_by(value, reader) if key == "tease" else value


def _each(versions: Mapping, changed: Callable[[Mapping], Any]) -> Mapping:
    told = {name: changed(each) if isinstance(each, Mapping) else each for name, each in versions.items()}
    return Mapping(told, versions.place)


def _each_key(story: Mapping, reader: Text) -> Mapping:
    return Mapping({key: _with_reader(key, value, reader) for key, value in story.items()}, story.place)


def _part(part: Mapping, reader: Text) -> Any:
    """A part with its reader; where only a version of it is recorded, the version has one."""
    found, versions = _read_by(part, reader), part.get("versions")
    if found.says("by") or not isinstance(versions, Mapping):
        return found
    key = next(each for each in part if each == "versions")
    return Mapping({**part, key: _each(versions, lambda version: _read_by(version, reader))}, part.place)


def _is_spoken(part: Any) -> bool:
    return isinstance(part, Mapping) and any(kind in part for kind in _SPOKEN)


def _read_by(item: Any, reader: Text) -> Any:
    """A part or a tease with its reader, where it is recorded and has none."""
    if not isinstance(item, Mapping) or item.says("by"):
        return item
    recorded = item.says("camera") or (item.says("voice") and item["voice"] != "synth")
    return Mapping({**item.without("by"), Text("by", reader.place): reader}, item.place) if recorded else item
