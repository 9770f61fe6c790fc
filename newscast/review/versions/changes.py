"""What changed between two versions of a deliverable: stories, and in each part words, pictures, names, sound, length.

Pure: two timelines as timeline.json tells them, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from newscast.episode.timeline import ListedPart, ListedSegment, ListedTimeline
from newscast.review.episode.chapters import name_of
from newscast.review.versions.changed_part import Kind as InPart
from newscast.review.versions.changed_part import Seen, part_changes
from newscast.review.versions.marked import Run, marked

Kind = Literal["story-new", "story-gone", "story-moved", "part-new", "part-gone", "part-moved", "headline"] | InPart


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was.

    `slug`, `title` (for people) and `segment` (its kind) are those of the segment, `part` and `part_kind` those of the
    part where it is in one. `frame` is where it shows in the new version, `old_frame` where it showed in the old one,
    both from the start of the deliverable; None where it is not there at all. `words` marks texts, `before` and `now`
    have what is named otherwise: a file, a slate, a length.
    """

    kind: Kind
    slug: str
    title: str
    segment: str
    part: int | None = None
    part_kind: str = ""
    frame: int | None = None
    old_frame: int | None = None
    words: tuple[Run, ...] = ()
    before: str = ""
    now: str = ""


def changes(before: ListedTimeline, now: ListedTimeline) -> tuple[Change, ...]:
    """What is not as it was, in the order of the new version; what is gone stands where it was."""
    pairs = _paired(before.segments, now.segments)
    moved = _moved([(before.segments.index(old), now.segments.index(new)) for old, new in pairs])
    found: list[Change] = []
    for new in now.segments:
        old = next((each for each, other in pairs if other is new), None)
        if old is None:
            found.append(_of(new, "story-new", frame=new.start_frame, now=new.title))
            continue
        if before.segments.index(old) in moved:
            found.append(_of(new, "story-moved", frame=new.start_frame, old_frame=old.start_frame))
        found += _in_segment(old, new, before, now)
    kept = [old for old, _new in pairs]
    gone = [old for old in before.segments if old not in kept]
    return (*found, *(_of(old, "story-gone", old_frame=old.start_frame, before=old.title) for old in gone))


def _paired(before: Sequence[ListedSegment], now: Sequence[ListedSegment]) -> list[tuple[ListedSegment, ListedSegment]]:
    """Segments that are the same one, in the order of before: by slug, else by a part that is the same."""
    by_slug = {new.slug: new for new in now}
    pairs = [(old, by_slug[old.slug]) for old in before if old.slug in by_slug]
    left = [old for old in before if old.slug not in by_slug and old.kind == "story"]
    free = [new for new in now if new.kind == "story" and new not in [each for _old, each in pairs]]
    for old in left:
        digests = {part.digest for part in old.parts}
        renamed = next((new for new in free if digests & {part.digest for part in new.parts}), None)
        if renamed:
            free.remove(renamed)
            pairs.append((old, renamed))
    return sorted(pairs, key=lambda pair: list(before).index(pair[0]))


def _moved(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Of places before and now, those of before that stand elsewhere among the others: as few as possible."""
    from rapidfuzz.distance import LCSseq

    before = [old for old, _new in sorted(pairs)]
    now = [old for old, _new in sorted(pairs, key=lambda pair: pair[1])]
    steps = [step for step in LCSseq.opcodes(before, now) if step.tag == "equal"]
    return set(before) - {old for step in steps for old in before[step.src_start : step.src_end]}


def _in_segment(
    old: ListedSegment, new: ListedSegment, before: ListedTimeline, now: ListedTimeline
) -> Iterator[Change]:
    renamed = old.title != new.title and new.kind == "story"
    if renamed:
        yield _of(new, "headline", None, new.start_frame, old.start_frame, words=marked(old.title, new.title))
    pairs = _paired_parts(old.parts, new.parts)
    moved = _moved([(was.index, part.index) for was, part in pairs])
    for part in new.parts:
        was = next((each for each, other in pairs if other is part), None)
        if was is None:
            yield _of(new, "part-new", part, part.start_frame, now=" ".join(part.copy))
            continue
        if was.index in moved:
            yield _of(new, "part-moved", part, part.start_frame, was.start_frame)
        for each in part_changes(Seen(before, old, was), Seen(now, new, part), renamed):
            yield _of(new, each.kind, part, each.frame, each.old_frame, each.words, each.before, each.now)
    for part in old.parts:
        if part not in [each for each, _other in pairs]:
            yield _of(new, "part-gone", part, None, part.start_frame, before=" ".join(part.copy))


def _paired_parts(before: Sequence[ListedPart], now: Sequence[ListedPart]) -> list[tuple[ListedPart, ListedPart]]:
    """Parts that are the same one: those that show the same first, then those of one kind between them, in order."""
    pairs: list[tuple[ListedPart, ListedPart]] = []
    matcher = SequenceMatcher(None, [part.digest for part in before], [part.digest for part in now], autojunk=False)
    for _tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        old, new = before[old_from:old_to], now[new_from:new_to]
        pairs += _of_one_kind(old, new) if _tag != "equal" else zip(old, new, strict=True)
    left = [part for part in before if part not in [old for old, _new in pairs]]
    free = [part for part in now if part not in [new for _old, new in pairs]]
    for old_part in left:
        same = next((part for part in free if part.digest == old_part.digest), None)
        if same:
            free.remove(same)
            pairs.append((old_part, same))
    return pairs


def _of_one_kind(before: Sequence[ListedPart], now: Sequence[ListedPart]) -> list[tuple[ListedPart, ListedPart]]:
    if not before or not now:
        return []
    matcher = SequenceMatcher(None, [part.kind for part in before], [part.kind for part in now], autojunk=False)
    blocks = matcher.get_matching_blocks()
    return [(before[block.a + at], now[block.b + at]) for block in blocks for at in range(block.size)]


def _of(
    segment: ListedSegment,
    kind: Kind,
    part: ListedPart | None = None,
    frame: int | None = None,
    old_frame: int | None = None,
    words: tuple[Run, ...] = (),
    before: str = "",
    now: str = "",
) -> Change:
    index, part_kind = (part.index, part.kind) if part else (None, "")
    return Change(
        kind, segment.slug, name_of(segment), segment.kind, index, part_kind, frame, old_frame, words, before, now
    )
