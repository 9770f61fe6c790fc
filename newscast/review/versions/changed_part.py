"""What changed in one part that two versions have: its words, captions, pictures, texts over them, sound and length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any, Literal

from newscast.episode.timeline import ListedPart, ListedSegment, ListedShot, ListedSound, ListedSuper, ListedTimeline
from newscast.review.episode.spoken_at import caption_text, copy_of, frame_of_word, shown_at
from newscast.review.versions.marked import Run, first_change, marked

Kind = Literal["copy", "captions", "picture", "order", "cut", "super", "card", "voice", "music", "length", "other"]
_OF_HEADLINES = ("strap", "hook", "topic")
"""Graphics that show a story's headline: one that changed is told once."""


@dataclass(frozen=True)
class Seen:
    """A part where it stands."""

    timeline: ListedTimeline
    segment: ListedSegment
    part: ListedPart

    def frame(self, of_segment: int) -> int:
        """A frame of the segment, counted from the start of the deliverable, and inside the part."""
        last = self.part.start_frame + max(self.part.frames - 1, 0)
        return min(max(self.segment.start_frame + of_segment, self.part.start_frame), last)

    def shows(self, item: ListedShot | ListedSuper) -> int:
        """The frame in which all of a text is seen."""
        return self.frame(shown_at(item.start, item.frames))

    def holds(self, item: ListedShot | ListedSuper | ListedSound) -> bool:
        """Whether something of the segment comes on in the part."""
        first = self.part.start_frame - self.segment.start_frame
        is_first = first == 0 and item.start < 0
        return is_first or first <= item.start < first + self.part.frames


@dataclass(frozen=True)
class PartChange:
    """One thing in a part; as Change tells it."""

    kind: Kind
    frame: int | None
    old_frame: int | None
    words: tuple[Run, ...] = ()
    before: str = ""
    now: str = ""


def part_changes(old: Seen, new: Seen, headline_changed: bool) -> Iterator[PartChange]:
    """All that is not as it was in a part; with `headline_changed`, but what shows its story's headline."""
    found = [*_copy(old, new), *_pictures(old, new, headline_changed), *_supers(old, new, headline_changed)]
    found += [*_sounds(old, new, {name for each in found for name in (each.before, each.now)})]
    yield from found
    if old.part.frames != new.part.frames:
        lengths = [_seconds(each.part.frames, each.timeline.rate) for each in (old, new)]
        yield PartChange("length", new.part.start_frame, old.part.start_frame, (), *lengths)
    elif not found and old.part.digest != new.part.digest and not headline_changed:
        yield PartChange("other", new.part.start_frame, old.part.start_frame)


def texts_of(fields: Mapping[str, Any]) -> str:
    """The texts that a graphic shows, one after another."""
    return " · ".join(each for value in fields.values() for each in ([value] if isinstance(value, str) else value))


def name_of(shot: ListedShot) -> str:
    """What a picture is called: its file, else its graphic."""
    names = [PurePosixPath(each.file).name for each in shot.pictures if each.file]
    return ", ".join(names) or shot.graphic or ""


def _copy(old: Seen, new: Seen) -> Iterator[PartChange]:
    before, now = copy_of(old.part, old.segment), copy_of(new.part, new.segment)
    if before.split() != now.split():
        was, at = first_change(before, now)
        frames = frame_of_word(at, new.part, new.segment), frame_of_word(was, old.part, old.segment)
        yield PartChange("copy", *frames, marked(before, now))
        return
    before, now = caption_text(old.part, old.segment), caption_text(new.part, new.segment)
    if before.split() != now.split() and before and now:
        yield PartChange("captions", new.part.start_frame, old.part.start_frame, marked(before, now))


def _pictures(old: Seen, new: Seen, headline_changed: bool) -> Iterator[PartChange]:
    before = [each for each in old.segment.shots if old.holds(each)]
    now = [each for each in new.segment.shots if new.holds(each)]
    yield from _cards(old, new, before, now, headline_changed)
    shown = [_identity(each) for each in before], [_identity(each) for each in now]
    if shown[0] != shown[1] and sorted(shown[0]) == sorted(shown[1]):
        yield PartChange("order", new.part.start_frame, old.part.start_frame)
        return
    for was, at in _aligned(*shown):
        gone, come = (before[was] if was is not None else None), (now[at] if at is not None else None)
        if gone and come and _identity(gone) == _identity(come):
            same_room = shown[0] == shown[1] and old.part.frames == new.part.frames
            if gone.offset != come.offset or (same_room and gone.frames != come.frames):
                yield PartChange("cut", new.frame(come.start), old.frame(gone.start), (), name_of(gone), name_of(come))
        else:
            frames = new.frame(come.start) if come else None, old.frame(gone.start) if gone else None
            names = name_of(gone) if gone else "", name_of(come) if come else ""
            yield PartChange("picture", *frames, (), *names)


def _identity(shot: ListedShot) -> str:
    after = f" {shot.after.sha256}" if shot.after else ""
    return f"{shot.sha256 or ''} {shot.graphic or ''}{after}" if shot.sha256 or shot.graphic else f"{shot.file} missing"


def _cards(
    old: Seen, new: Seen, before: Sequence[ListedShot], now: Sequence[ListedShot], headline_changed: bool
) -> Iterator[PartChange]:
    pairs = zip(
        [each for each in before if _has_texts(each, headline_changed)],
        [each for each in now if _has_texts(each, headline_changed)],
        strict=False,
    )
    spoken = copy_of(old.part, old.segment) + copy_of(new.part, new.segment)
    for was, each in pairs:
        texts = texts_of(was.fields), texts_of(each.fields)
        if texts[0].split() != texts[1].split() and not (new.part.kind == "headline" and spoken):
            yield PartChange("card", new.shows(each), old.shows(was), marked(*texts))


def _has_texts(shot: ListedShot, headline_changed: bool) -> bool:
    return bool(shot.fields) and not (headline_changed and shot.graphic in _OF_HEADLINES)


def _supers(old: Seen, new: Seen, headline_changed: bool) -> Iterator[PartChange]:
    passed = _OF_HEADLINES if headline_changed else ()
    before = [each for each in old.segment.supers if old.holds(each) and each.graphic not in passed]
    now = [each for each in new.segment.supers if new.holds(each) and each.graphic not in passed]
    for was, at in _aligned([_shown(each) for each in before], [_shown(each) for each in now]):
        gone, come = (before[was] if was is not None else None), (now[at] if at is not None else None)
        texts = texts_of(gone.fields) if gone else "", texts_of(come.fields) if come else ""
        if texts[0] != texts[1]:
            frames = new.shows(come) if come else None, old.shows(gone) if gone else None
            yield PartChange("super", *frames, marked(*texts))


def _shown(item: ListedSuper) -> str:
    return f"{item.graphic} {texts_of(item.fields)}"


def _sounds(old: Seen, new: Seen, told: set[str]) -> Iterator[PartChange]:
    for kind in ("voice", "music"):
        before, now = ([name for name in _heard(each, kind) if name[1] not in told] for each in (old, new))
        if before != now:
            names = (", ".join(name for _id, name in each) for each in (before, now))
            yield PartChange(kind, new.part.start_frame, old.part.start_frame, (), *names)


def _heard(seen: Seen, kind: str) -> list[tuple[str, str]]:
    """The recordings of a part by content and name, or its music; a synthetic voice goes with the copy it reads."""
    sounds = [each for each in seen.segment.sounds if seen.holds(each)]
    chosen = [each for each in sounds if (each.chain == "music") == (kind == "music")]
    named = [(each.sha256 or each.music, PurePosixPath(each.file).name if each.file else each.music) for each in chosen]
    return list(dict.fromkeys(named)) if kind == "music" else list(dict.fromkeys(each for each in named if each[0]))


def _aligned(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Positions of what stands for each other in two rows; None where one has nothing for it."""
    for tag, was, was_end, at, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        for step in range(max(was_end - was, end - at)):
            old, new = was + step, at + step
            if tag == "equal" or (old < was_end and new < end):
                yield old, new
            else:
                yield (old if old < was_end else None), (new if new < end else None)


def _seconds(frames: int, rate: str) -> str:
    return f"{float(frames / Fraction(rate)):.1f}"
