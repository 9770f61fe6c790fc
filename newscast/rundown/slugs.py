"""What segments are called: as somebody wrote, else by their kind and a number."""

from __future__ import annotations

import re
from collections import Counter

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.rundown.kinds import SEGMENTS

_TAKEN = re.compile(rf"({'|'.join(kind for kind in SEGMENTS if kind != 'story')})(-\d+)?")


def slugs_of(segments: list[tuple[Mapping, str]], reading: Reading) -> list[str]:
    """The slug of each segment: as written, else its kind and the first number that is free."""
    written = [_written_slug(node, kind) for node, kind in segments]
    for slug, (_node, kind) in zip(written, segments, strict=True):
        if slug and kind == "story" and is_reserved(slug):
            message = _("“{slug}” is a name that other segments get by themselves.").format(slug=slug)
            reading.error(message, _("Give the story another short name."), slug.place, code="slug")
    _report_twins([slug for slug in written if slug], reading)
    taken = {str(slug) for slug in written if slug}
    counts: Counter[str] = Counter()
    kinds = (kind for _node, kind in segments)
    return [slug or _free(kind, counts, taken) for slug, kind in zip(written, kinds, strict=True)]


def is_reserved(slug: str) -> bool:
    """Whether a short name is one that segments without their own get."""
    return _TAKEN.fullmatch(slug) is not None


def _written_slug(node: Mapping, kind: str) -> Text | None:
    slug = node.get("story" if kind == "story" else "slug")
    return slug if isinstance(slug, Text) and slug.strip() else None


def _free(kind: str, counts: Counter[str], taken: set[str]) -> str:
    while True:
        counts[kind] += 1
        slug = kind if counts[kind] == 1 else f"{kind}-{counts[kind]}"
        if slug not in taken:
            return slug


def _report_twins(slugs: list[Text], reading: Reading) -> None:
    first: dict[str, Place] = {}
    for slug in slugs:
        if slug in first:
            message = _("“{slug}” is already the name of the segment in line {line}.")
            hint = _("Give one of them another short name.")
            reading.error(message.format(slug=slug, line=first[slug].line), hint, slug.place, code="slug")
        first.setdefault(slug, slug.place)
