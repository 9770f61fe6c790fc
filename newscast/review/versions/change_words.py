"""What a change between two versions is, in words."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.base.kinds import part_name
from newscast.document.words import short
from newscast.review.versions.changes import Change

_QUOTED = 80
"""Characters of a part that are quoted."""


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
