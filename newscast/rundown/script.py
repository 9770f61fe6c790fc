"""The script of a rundown: all that is said and shown in words, before anything is rendered."""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.canonical import digest_of
from newscast.rundown.keep import kept
from newscast.rundown.load import Loaded
from newscast.rundown.model import Story
from newscast.rundown.texts import texts_of


@dataclass(frozen=True)
class ScriptSegment:
    """A segment that is not left out: a story's headline as its `title`, then every text in it with its line."""

    slug: str
    kind: str
    title: str
    texts: tuple[str, ...]
    lines: tuple[int | None, ...]


@dataclass(frozen=True)
class Script:
    """`content` is a digest of what every deliverable says and shows in words, in its order."""

    title: str
    content: str
    segments: tuple[ScriptSegment, ...]


def script_of(loaded: Loaded) -> Script:
    """The script of a rundown as it was read."""
    rundown = loaded.rundown
    spoken = {
        name: [[each.slug, each.kind, *(text.text for text in texts_of(each))] for each in kept(rundown, name).segments]
        for name in rundown.deliverables
    }
    segments = (each for each in rundown.segments if not each.float_)
    return Script(rundown.title, digest_of([rundown.title, spoken]), tuple(map(_segment, segments)))


def _segment(segment: object) -> ScriptSegment:
    title = segment.headline if isinstance(segment, Story) else ""
    found = [each for each in texts_of(segment) if each.text != title]  # type: ignore[arg-type]
    lines = tuple(each.place.line if each.place else None for each in found)
    return ScriptSegment(segment.slug, segment.kind, title, tuple(each.text for each in found), lines)  # type: ignore[attr-defined]
