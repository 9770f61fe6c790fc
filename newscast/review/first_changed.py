"""What changed since somebody looked, in words: one item for each story that is not as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscast.base.i18n import _
from newscast.document.words import short
from newscast.review.changes import Change
from newscast.review.chapters import part_name
from newscast.review.item import Item, Line, key_of
from newscast.review.marked import around_changes

_LITTLE = 0.5
"""Seconds by which a part may last otherwise without anybody looking."""
_QUOTED = 80


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


def change_words(change: Change) -> str:
    """What a change is, in words; its marked texts stand beside it."""
    said = {
        "story-new": _("New"),
        "story-gone": _("No longer in it"),
        "story-moved": _("Stands elsewhere"),
        "part-new": _("New part: {part}"),
        "part-gone": _("Without its part: {part}"),
        "part-moved": _("Part stands elsewhere: {part}"),
        "headline": _("Headline"),
        "copy": _("Copy"),
        "captions": _("Captions"),
        "picture": _picture(change),
        "order": _("Pictures in another order"),
        "cut": _("Cut otherwise: {now}"),
        "super": _("Text on screen"),
        "card": _("Card"),
        "voice": _("Another recording: {now}"),
        "music": _("Other music: {now}"),
        "length": _("Lasts {now} s, before {before} s"),
        "other": _("Framing, level or another setting"),
    }[change.kind]
    part = short(change.before or change.now, _QUOTED) or part_name(change.part_kind)
    return said.format(part=part, before=short(change.before), now=short(change.now or "—"))


def _picture(change: Change) -> str:
    if change.before and change.now:
        return _("Picture {now} instead of {before}")
    return _("New picture: {now}") if change.now else _("Picture gone: {before}")


def _is_little(change: Change) -> bool:
    return change.kind == "length" and abs(float(change.before) - float(change.now)) < _LITTLE
