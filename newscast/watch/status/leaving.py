"""Leaving a story out of a final that waits for it: what to write, and on which line of the rundown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import FilesError, Place, Problem
from newscast.document.load import read_source
from newscast.document.nodes import Mapping, Sequence, Text

FLOAT = "float: true"
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Line:
    """`write` goes on a line of its own right below line `below` of the rundown, which has `- story: SLUG`; both are
    null where the rundown cannot be read, or has the story on one line in braces."""

    story: str
    below: int | None
    write: str | None


def lines_to_write(rundown: Path, stories: Iterable[str]) -> Iterator[Line]:
    """What leaves these stories out; the rundown is not touched."""
    places = _places(rundown)
    for slug in stories:
        place = places.get(slug)
        yield Line(slug, place.line, " " * (place.column - 1) + FLOAT) if place else Line(slug, None, None)


def _places(rundown: Path) -> dict[str, Place]:
    """Where the key `story` of each story stands that has its own line; below others nothing can be put."""
    problems: list[Problem] = []
    try:
        source = read_source(rundown, problems)
    except FilesError:
        return {}
    lines = _LINE_ENDS.split(source.data.decode("utf-8", errors="replace"))
    segments = source.top.get("segments")
    found = {}
    for segment in segments if isinstance(segments, Sequence) else []:
        slug = segment.get("story") if isinstance(segment, Mapping) else None
        if isinstance(slug, Text):
            place = segment.place_of("story")
            if lines[place.line - 1].lstrip(" -\ufeff").startswith("story"):
                found[str(slug)] = place
    return found
