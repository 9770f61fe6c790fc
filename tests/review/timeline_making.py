"""Timelines as timeline.json tells them, made from few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from newscast.base.canonical import digest_of
from newscast.episode.timeline import (
    ListedCue,
    ListedPart,
    ListedPlace,
    ListedSaid,
    ListedSegment,
    ListedShot,
    ListedSound,
    ListedSuper,
    ListedTimeline,
)

FRAMES = 100
"""Frames of a part unless others are said."""


def place(*keys: Any, line: int = 10) -> ListedPlace:
    return ListedPlace("rundowns/hoy.yaml", "ab" * 32, keys, line, 7)


def shot(file: str = "", graphic: str | None = None, **fields: Any) -> ListedShot:
    return ListedShot(
        start=0,
        frames=FRAMES,
        picture="GraphicShot" if graphic else "StillShot",
        file=file or None,
        sha256=digest_of([file]) if file else None,
        graphic=graphic,
        fields=fields,
        place=None,
    )


def super_(graphic: str = "lower-third", start: int = 0, **fields: Any) -> ListedSuper:
    return ListedSuper(start=start, frames=40, graphic=graphic, fields=fields, place=None)


def sound(file: str = "", **more: Any) -> ListedSound:
    told: dict[str, Any] = {"chain": "voice", "file": file or None, "sha256": digest_of([file]) if file else None}
    return ListedSound(start=0, frames=FRAMES, start_sample=0, samples=48_000, place=None, **{**told, **more})


def part(
    copy: str = "",
    *shots: ListedShot,
    kind: str = "vo",
    supers: Sequence[ListedSuper] = (),
    sounds: Sequence[ListedSound] = (),
    frames: int = FRAMES,
    **more: Any,
) -> tuple[ListedPart, list[Any]]:
    """A part, and what is seen and heard in it, counted from its own start."""
    seen = [*(shots or (shot("foto.jpg"),)), *supers, *sounds]
    digest = digest_of([kind, copy, [(each.__class__.__name__, str(each)) for each in seen]])
    listed = ListedPart(
        slug="",
        index=0,
        kind=kind,
        digest=digest,
        start_frame=0,
        frames=frames,
        copy=(copy,) if copy else (),
        place=place("segments", 0, "parts", 0, kind),
        **more,
    )
    return listed, seen


def segment(slug: str, *parts: tuple[ListedPart, list[Any]], title: str = "", kind: str = "story") -> ListedSegment:
    """A segment of these parts, from frame 0; three words a caption, and each word lasts 5 frames."""
    start, placed, seen, captions = 0, [], [], []
    for index, (each, items) in enumerate(parts):
        placed.append(replace(each, slug=slug, index=index, start_frame=start))
        shots = [item for item in items if isinstance(item, ListedShot)]
        share = each.frames // max(len(shots), 1)
        seen += [replace(item, start=start + at * share, frames=share) for at, item in enumerate(shots)]
        others = [item for item in items if not isinstance(item, ListedShot)]
        seen += [replace(item, start=item.start + start) for item in others]
        captions += _cues(each, start)
        start += each.frames
    return ListedSegment(
        slug=slug,
        kind=kind,
        title=title or slug,
        start=0.0,
        duration=start / 25,
        start_frame=0,
        frames=start,
        parts=tuple(placed),
        shots=tuple(each for each in seen if isinstance(each, ListedShot)),
        supers=tuple(each for each in seen if isinstance(each, ListedSuper)),
        sounds=tuple(each for each in seen if isinstance(each, ListedSound)),
        copy=tuple(text for each in placed for text in each.copy),
        said=tuple(_said(each) for each in placed if each.copy),
        cues={"web": tuple(captions)},
    )


def timeline(*segments: ListedSegment, user: str = "web", rate: str = "25") -> ListedTimeline:
    """These segments one after another."""
    start, placed = 0, []
    for each in segments:
        later = start - each.start_frame
        parts = tuple(replace(one, start_frame=one.start_frame + later) for one in each.parts)
        placed.append(replace(each, start_frame=start, start=start / 25, parts=parts))
        start += each.frames
    return ListedTimeline(used_by=(user,), rate=rate, frames=start, segments=tuple(placed))


def _cues(part: ListedPart, start: int) -> list[ListedCue]:
    words = " ".join(part.copy).split()
    lines = [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)]
    long = part.frames // max(len(lines), 1)
    return [
        ListedCue(start=start + at * long, end=start + (at + 1) * long, lines=(line,), speaker="", place=None)
        for at, line in enumerate(lines)
    ]


def _said(part: ListedPart) -> ListedSaid:
    (text,) = part.copy
    starts = tuple(part.start_frame + 5 * number for number in range(len(text.split())))
    ends = tuple(start + 5 for start in starts)
    return ListedSaid(index=part.index, text=text, speaker="", starts=starts, ends=ends, heard=True, place=None)
