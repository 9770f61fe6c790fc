"""What changed since somebody looked, in words: one item for each story that is not as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscast.review.first.item import Item, Line, key_of
from newscast.review.versions.change_words import change_words
from newscast.review.versions.changes import Change
from newscast.review.versions.marked import around_changes

_LITTLE = 0.5
"""Seconds by which a part may last otherwise without anybody looking."""


def changed_items(changes: Iterable[Change]) -> Iterator[Item]:
    """Of each segment one, in the order of the new version."""
    by_segment: dict[str, list[Change]] = {}
    for each in changes:
        if not _is_little(each):
            by_segment.setdefault(each.slug, []).append(each)
    for slug, found in by_segment.items():
        lines = tuple(Line(change_words(each), each.frame, around_changes(each.words)) for each in found)
        shown = [
            [each.kind, each.part, each.before, each.now, [[r.kind, r.text] for r in each.words]] for each in found
        ]
        frame = next((each.frame for each in found if each.frame is not None), None)
        yield Item("changed", key_of("changed", slug, shown), found[0].title, lines, frame)


def _is_little(change: Change) -> bool:
    return change.kind == "length" and abs(float(change.before) - float(change.now)) < _LITTLE
