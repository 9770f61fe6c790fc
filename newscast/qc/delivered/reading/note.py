"""What a delivery note says of a programme and its files, by name, whatever it is written in."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.timecode import TimeFormatError, frames_in_a_day, parse_time

_LISTS = ("files", "segments", "breaks", "tracks", "carried")
"""Elements that hold one element for each entry."""
_MILLISECOND = Fraction(1, 1000)


def read(path: Path) -> dict[str, Any]:
    """The facts. Raises ValueError for what is no note; what is only missing in it is absent."""
    return told(path.read_bytes())


def told(content: bytes) -> dict[str, Any]:
    """The same, of what such a file holds."""
    tree = _tree(content)
    files = [each for each in _list(tree, "files") if isinstance(each, Mapping)]
    first = files[0] if files else {}
    facts = {
        "note": _text(tree, "note"),
        "names": [_text(each, "name") for each in files],
        "bytes": [_whole(each, "bytes") for each in files],
        "sha256s": [_text(each, "sha256") for each in files],
        "md5s": [_text(each, "md5") for each in files],
        "picture": _joined(first, "video", ("codec", "width", "height", "rate", "scan")),
        "sound": _joined(first, "sound", ("codec", "rate", "channels", "streams")),
        "loudness": _number(tree, "loudness", "integrated"),
        "caption_files": _list(tree, "captions", "files"),
        "seconds": _number(tree, "duration", "seconds"),
    }
    try:
        facts |= times(tree, _rate(first), _text(tree, "kind") == "tv")
    except TimeFormatError as error:
        raise ValueError(f"a time that is none: {error}") from None
    return {name: value for name, value in facts.items() if value is not None}


def _tree(content: bytes) -> Any:
    if not content.lstrip().startswith(b"<"):
        return json.loads(content.decode())
    try:
        root = ET.fromstring(content)
    except ET.ParseError as error:
        raise ValueError(f"XML that is not well-formed: {error}") from None
    values = {each.tag: _filled(each) for each in root}
    return {"note": root.get("format"), **values} if root.tag == "note" else {}


def _filled(element: ET.Element) -> Any:
    if element.tag in _LISTS:
        return [_filled(each) for each in element]
    return {each.tag: _filled(each) for each in element} if len(element) else element.text or ""


def times(tree: Any, rate: Fraction, picture: bool) -> dict[str, Any]:
    """Lengths in a note's tree, counted in frames where there is a `picture`, else in seconds. Raises
    TimeFormatError."""
    unit = 1 / rate if picture else _MILLISECOND
    start, first, last = (_code(_text(tree, name), rate, unit) for name in ("start", "som", "eom"))
    length = _code(_text(tree, "duration", "timecode"), rate, unit)
    found: dict[str, Any] = {"frames": _whole(tree, "duration", "frames"), "length": _lasting(length, picture)}
    if None in (start, first, last):
        return found
    day = _day(_text(tree, "som"), rate, unit)
    # The last frame of a picture is in it; where sound ends, it is over.
    lasting = (last - first) % day + picture
    segments = [
        (_code(_text(each, "som"), rate, unit), _code(_text(each, "duration", "timecode"), rate, unit))
        for each in _list(tree, "segments")
    ]
    follow = _follow([((at - first) % day, long) for at, long in segments if None not in (at, long)], lasting)
    return {
        **found,
        "spans": _lasting(lasting, picture),
        "lead": (first - start) % day if picture else 0,
        "segments_follow": follow and not any(None in each for each in segments),
    }


def _follow(segments: Sequence[tuple[int, int]], lasting: int) -> bool:
    """Each begins where the one before ends, the last one inside the programme. A unit is what rounding takes."""
    ends = [0, *(at + long for at, long in segments)]
    starts = [at for at, _long in segments]
    return all(abs(at - end) <= 1 for at, end in zip(starts, ends, strict=False)) and ends[-1] <= lasting + 1


def _code(text: str | None, rate: Fraction, unit: Fraction) -> Any:
    """Frames, or milliseconds; an int, or None where nothing is said."""
    return None if text is None else parse_time(text).frames(1 / unit if unit == _MILLISECOND else rate)


def _day(text: str | None, rate: Fraction, unit: Fraction) -> int:
    return 86_400_000 if unit == _MILLISECOND else frames_in_a_day(rate, ";" in (text or ""))


def _lasting(count: int | None, picture: bool) -> float | None:
    return None if count is None else float(count if picture else count * _MILLISECOND)


def _rate(file: Mapping[str, Any]) -> Fraction:
    told = _text(file, "video", "rate")
    try:
        return Fraction(told) if told else Fraction(1000)
    except ZeroDivisionError:
        raise ValueError(f"no rate: {told}") from None


def _joined(tree: Any, name: str, keys: Sequence[str]) -> str | None:
    found = [_text(tree, name, key) for key in keys]
    return None if all(each is None for each in found) else " ".join(each or "-" for each in found)


def _at(tree: Any, *names: str) -> Any:
    for name in names:
        tree = tree.get(name) if isinstance(tree, Mapping) else None
    return tree


def _list(tree: Any, *names: str) -> list[Any]:
    found = _at(tree, *names)
    return list(found) if isinstance(found, list) else []


def _text(tree: Any, *names: str) -> str | None:
    found = _at(tree, *names)
    return None if found is None or isinstance(found, Mapping | list) else str(found)


def _number(tree: Any, *names: str) -> float | None:
    found = _text(tree, *names)
    return None if found is None else float(found)


def _whole(tree: Any, *names: str) -> int | None:
    found = _text(tree, *names)
    return None if found is None else int(found)
