"""Credits and music, missing and synthetic pieces, and what checks found: one item of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import PurePosixPath

from newscast.base.i18n import _, in_marks
from newscast.base.timecode import clock, round_half_up
from newscast.document.words import short
from newscast.episode.manifest import ListedCheck
from newscast.episode.timeline import ListedSegment, ListedTimeline
from newscast.review.episode.chapters import name_of
from newscast.review.episode.marks import said_of
from newscast.review.episode.spoken_at import shown_at
from newscast.review.first.item import Item, Line, key_of
from newscast.review.versions.changed_part import texts_of

_SLATE = "slate"
"""The graphic that stands in for a missing picture."""
_ELSEWHERE = ("duration", "synthetic-voice", "copy", "voice-copy")
"""Checks of which something else here tells more."""
_LEAST_OVER = Fraction(1, 2)
"""Seconds that nobody counts."""


def slot_items(duration: Fraction, slot: Fraction) -> Iterator[Item]:
    """How a whole episode of so many seconds stands against its slot."""
    if abs(duration - slot) < _LEAST_OVER:
        return
    over = duration - slot
    line = Line(_("It lasts {duration}, the slot is {slot}").format(duration=clock(duration), slot=clock(slot)))
    form = _("{time} over the slot") if over > 0 else _("{time} left of the slot")
    key = key_of("slot", round_half_up(duration), round_half_up(slot))
    yield Item("slot", key, form.format(time=clock(abs(over))), (line,), wrong=over > 0)


def credit_items(timeline: ListedTimeline) -> Iterator[Item]:
    """Every credit that is shown and every music that is heard."""
    lines: dict[str, Line] = {}
    for segment in timeline.segments:
        shown = [(each.start, each.frames, each.fields) for each in segment.supers if each.graphic == "credit"]
        shown += [(each.start, each.frames, each.fields) for each in segment.shots if each.fields.get("credits")]
        for start, frames, fields in shown:
            text = texts_of({"credits": fields.get("credits") or fields.get("credit", "")})
            lines.setdefault(text, Line(text, segment.start_frame + shown_at(start, frames)))
        for sound in segment.sounds:
            if sound.chain == "music" and sound.file:
                name = PurePosixPath(sound.file).name
                lines.setdefault(
                    name, Line(_("Music: {name}").format(name=name), segment.start_frame + max(sound.start, 0))
                )
    told = tuple(lines.values())
    if told:
        yield Item("credit", key_of("credit", sorted(lines)), _("Credits and music"), told, told[0].frame)


def missing_items(timeline: ListedTimeline) -> Iterator[Item]:
    """The pictures in whose place a slate stands."""
    slates = list(_slates(timeline))
    if slates:
        lines = tuple(Line(f"{name} · {name_of(segment)}", segment.start_frame + at) for segment, at, name in slates)
        key = key_of("missing", sorted(name for _segment, _at, name in slates))
        yield Item("missing", key, _("Missing pieces"), lines, lines[0].frame)


def synthetic_items(timeline: ListedTimeline) -> Iterator[Item]:
    """The texts that a synthetic voice reads."""
    lines, texts = [], []
    for segment in timeline.segments:
        for sound in segment.sounds:
            if sound.chain == "voice" and sound.file is None and sound.text:
                said = f"{name_of(segment)}: {in_marks(short(sound.text, 60))}"
                texts.append(sound.text)
                lines.append(Line(said, segment.start_frame + max(sound.start, 0)))
    if lines:
        key = key_of("synthetic", sorted(texts))
        yield Item("synthetic", key, _("A synthetic voice reads"), tuple(lines), lines[0].frame)


def check_items(checks: Iterable[ListedCheck], rate: Fraction) -> Iterator[Item]:
    """What checks did not pass; those that failed contradict what was wanted. What several files have alike is one."""
    found: dict[tuple[str, tuple[Line, ...]], Item] = {}
    for check in checks:
        if check.verdict != "pass" and (check.verdict == "fail" or check.check not in _ELSEWHERE):
            lines, title = tuple(_where(check, rate)), said_of(check)
            key = key_of("check", check.check, check.verdict, str(check.measured), check.file)
            frame = lines[0].frame if lines else None
            found.setdefault((title, lines), Item("check", key, title, lines, frame, wrong=check.verdict == "fail"))
    yield from found.values()


def _where(check: ListedCheck, rate: Fraction) -> Iterator[Line]:
    for each in check.where:
        text = f"{clock(Fraction(each.start))} {each.slug} {short(each.text)}".strip()
        yield Line(text, round_half_up(Fraction(each.start) * rate))


def _slates(timeline: ListedTimeline) -> Iterable[tuple[ListedSegment, int, str]]:
    for segment in timeline.segments:
        for shot in segment.shots:
            if shot.graphic == _SLATE:
                yield segment, shot.start, str(shot.fields.get("title", ""))
