"""What is wrong with a rundown, at the parts of a storyboard that it concerns; what cannot be shown, in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from newscast.base.errors import Place, Problem
from newscast.base.files import told_from
from newscast.episode.board import BoardPart, BoardProblem, BoardSegment

Keys: TypeAlias = tuple[str | int, ...]


class Complaints:
    """The problems of an episode; each is told once, at what it stands nearest to."""

    def __init__(self, problems: Sequence[Problem], root: Path) -> None:
        self._left = list(problems)
        self._root = root

    def of_part(self, place: Place | None) -> tuple[BoardProblem, ...]:
        """Those of what is written at a place, and in it."""
        keys = item_of(place)
        return self._taken(place.file, keys) if place and keys else ()

    def of_segment(self, place: Place | None) -> tuple[BoardProblem, ...]:
        """Those of a segment that are of none of its parts."""
        keys = item_of(place)
        return self._taken(place.file, keys, alone=True) if place and keys else ()

    def unshown(self, rundown: Path) -> Iterator[tuple[Keys, BoardProblem]]:
        """The errors that are left in segments and parts of the rundown, with the keys of these."""
        for each in list(self._left):
            place = each.place
            if each.warning or place is None or place.file.resolve() != rundown:
                continue
            if len(place.keys) > 1 and place.keys[0] == "segments":
                self._left.remove(each)
                yield _part_of(place) or place.keys[:2], self._told(each)

    def rest(self) -> tuple[BoardProblem, ...]:
        """Those of nothing that is shown."""
        return tuple(map(self._told, self._left))

    def where(self, place: Place | None) -> tuple[str | None, int | None]:
        """File, from the newsroom, and line."""
        return (told_from(self._root, place.file), place.line) if place else (None, None)

    def _taken(self, file: Path, keys: Keys, alone: bool = False) -> tuple[BoardProblem, ...]:
        own = [each for each in self._left if _is_in(each.place, file, keys)]
        own = [each for each in own if not (alone and _part_of(each.place))]
        self._left = [each for each in self._left if each not in own]
        return tuple(map(self._told, own))

    def _told(self, problem: Problem) -> BoardProblem:
        file, line = self.where(problem.place)
        message, hint = (text.replace(f"{self._root}/", "") for text in (problem.message, problem.hint))
        return BoardProblem(message=message, hint=hint, warning=problem.warning, file=file, line=line)


def item_of(place: Place | None) -> Keys:
    """The keys of the part that is written at a place; of the tease; else of the segment."""
    if place is None:
        return ()
    return _part_of(place) or (place.keys[:3] if place.keys[2:3] == ("tease",) else place.keys[:2])


def with_unshown(
    segments: Sequence[BoardSegment], unshown: Iterator[tuple[Keys, BoardProblem]], numbers: Mapping[str, Keys]
) -> tuple[BoardSegment, ...]:
    """The segments with what is not shown where it is written: a part without views, a segment without parts. `numbers`
    are the keys of segments, by slug."""
    found = list(segments)
    for keys, problem in unshown:
        at = next((n for n, each in enumerate(found) if each.slug and numbers.get(each.slug) == keys[:2]), None)
        if at is None:
            found.insert(_before(found, problem), _alone(problem))
        elif len(keys) == 2:
            found[at] = replace(found[at], problems=(*found[at].problems, problem))
        else:
            found[at] = replace(found[at], parts=_with_part(found[at].parts, keys, problem))
    return tuple(found)


def _alone(problem: BoardProblem) -> BoardSegment:
    return BoardSegment(slug="", kind="", title="", file=problem.file, line=problem.line, parts=(), problems=(problem,))


def _with_part(parts: Sequence[BoardPart], keys: Keys, problem: BoardProblem) -> tuple[BoardPart, ...]:
    there = next((number for number, part in enumerate(parts) if part.keys == keys), None)
    if there is not None:
        more = replace(parts[there], problems=(*parts[there].problems, problem))
        return (*parts[:there], more, *parts[there + 1 :])
    new = BoardPart(kind="", file=problem.file, line=problem.line, keys=keys, views=(), problems=(problem,))
    before = _before(parts, problem)
    return (*parts[:before], new, *parts[before:])


def _before(shown: Sequence[BoardSegment] | Sequence[BoardPart], problem: BoardProblem) -> int:
    """How many of those that are shown are written before it."""
    return sum((each.line or 0) < (problem.line or 0) for each in shown)


def _is_in(place: Place | None, file: Path, keys: Keys) -> bool:
    return place is not None and place.file == file and place.keys[: len(keys)] == keys


def _part_of(place: Place | None) -> Keys | None:
    """The keys of the part that something is in; None for what is in none."""
    keys = place.keys if place else ()
    return keys[:4] if len(keys) > 3 and keys[0] == "segments" and keys[2] == "parts" else None
