"""A new story as an edit of the rundown: its short name from its headline, its parts, its place in the order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from newscast.base.languages.all import language_of
from newscast.document.edits import Edit, Insert
from newscast.document.words import as_slug
from newscast.rundown.slugs import is_reserved
from newscast.rundown.written import WrittenItem

Voicing = Literal["recorded", "synth"]
_WORDS = 4
_LONGEST = 40
"""Words and characters of a short name that is made from a headline."""


@dataclass(frozen=True)
class Drafted:
    """A story as somebody wrote it. Without `copy` it has no parts yet. `by` is a short name, "" for the first
    presenter; `at` the number of the segment before which it stands; it is among the headlines where `teased`."""

    headline: str
    department: str
    copy: str
    by: str
    kind: Literal["vo", "read"]
    voice: Voicing
    at: int
    teased: bool


def slug_for(headline: str, taken: Collection[str], tag: str) -> str:
    """A short name that resembles a headline of this language, without its small words, and that no segment has."""
    words, grammar = as_slug(headline).split("-"), language_of(tag).grammar
    small = grammar.leaning | grammar.prepositions | grammar.joining
    telling = [word for word in words if word not in small] or words
    first = "-".join(telling[:_WORDS])[:_LONGEST].strip("-") or "nota"
    # Segments without a name of their own are called by their kind and a number.
    first = f"nota-{first}" if is_reserved(first) else first
    number, slug = 1, first
    while slug in taken:
        number += 1
        slug = f"{first}-{number}"
    return slug


def edits_of(drafted: Drafted, slug: str, segments: Sequence[WrittenItem]) -> tuple[Edit, ...]:
    """What adds it to a rundown with these segments."""
    story: dict[str, Any] = {"story": slug, "headline": drafted.headline}
    if drafted.department:
        story["department"] = drafted.department
    if drafted.copy:
        story["parts"] = [_part(drafted)]
    # The list of headlines first: its number is not another one then.
    return (*_headlines(drafted, slug, segments), Insert(("segments", drafted.at), story))


def headlines_of(segments: Sequence[WrittenItem]) -> WrittenItem | None:
    """The headlines that a story can be added to: those whose list stands here, and that nobody has recorded."""
    found = next((each for each in segments if each.kind == "headlines" and not each.fixed), None)
    recorded = found and any(each.text("file") not in ("", "synth") for each in found.of("voice"))
    return found if found and "headlines" in found.lists and not recorded else None


def _headlines(drafted: Drafted, slug: str, segments: Sequence[WrittenItem]) -> tuple[Edit, ...]:
    found = headlines_of(segments) if drafted.teased else None
    if found is None:
        return ()
    # In the order in which the stories come.
    order: Mapping[str, int] = {each.slug: number for number, each in enumerate(segments)}
    named = [each.text for each in found.lists["headlines"]]
    at = next((n for n, name in enumerate(named) if order.get(name, -1) >= drafted.at), len(named))
    return (Insert((*found.keys, "headlines", at), slug),)


def _part(drafted: Drafted) -> dict[str, Any]:
    part: dict[str, Any] = {drafted.kind: drafted.copy}
    if drafted.voice == "synth":
        part["voice"] = "synth"
    if drafted.by:
        part["by"] = drafted.by
    return part
