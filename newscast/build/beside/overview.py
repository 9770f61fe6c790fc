"""An episode in short: when each segment will be, who is heard in it and what is seen, and how long every cut is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from newscast.build.cuts import PlacedCut
from newscast.build.stages import Placed
from newscast.episode.checked import (
    CheckedFile,
    CheckedPresence,
    CheckedSegment,
    CheckedSuspension,
    CheckedTable,
    CheckedTotal,
    CheckedVoice,
    PictureKind,
    Voicing,
)
from newscast.picture.faces.detector import are_sought
from newscast.qc.promotion import Presence, presences, together
from newscast.rundown.model import Clip, Headlines, Part, Recorded, Rundown, Segment, Sot, Spoken, Spot, WithParts
from newscast.show.officials import is_office
from newscast.show.person import Person
from newscast.timeline.asides import said_words
from newscast.timeline.context import Context
from newscast.timeline.heard import Take
from newscast.timeline.model import PlacedSegment
from newscast.timeline.recorded import recording_of
from newscast.timeline.seen import ClipShot, GraphicShot, Shot
from newscast.timeline.shots import SLATE
from newscast.timeline.slot import own_slot
from newscast.timeline.takes import headlines_takes, part_takes, tease_of, tease_takes

_ANIMATIONS = ("opener", "sting", "closing")
"""The graphics that are no card."""


def overview(placed: Placed, path: Path) -> CheckedFile:
    """What there is to say of an episode whose rundown was named as `path`."""
    rundown, rate = placed.loaded.rundown, placed.loaded.show.rate
    return CheckedFile(
        file=str(path),
        kind="rundown",
        title=rundown.title,
        slot=None if (slot := own_slot(rundown, rate)) is None else _seconds(slot / rate),
        tables=tuple(_table(cut, placed) for cut in _first(placed.timelines)),
        totals=tuple(_total(cut, rundown) for cut in placed.timelines),
        unheard=len({text for cut in placed.timelines for text in _unheard(cut)}),
        unsought=0 if are_sought() else len(set(_looked_for(placed))),
        elected=tuple(map(_presence, _present(placed, lambda person: person.elected))),
        suspension=_suspension(placed),
        left_out=tuple(dict.fromkeys(slug for cut in placed.timelines for slug in cut.request.left_out)),
    )


def _present(placed: Placed, counted: Callable[[Person], bool]) -> list[Presence]:
    """Who comes in the cuts of the table, of those that are counted."""
    cuts = _first(placed.timelines)
    return together(presences(cut.request.rundown, cut.timeline, counted) for cut in cuts)


def _presence(each: Presence) -> CheckedPresence:
    return CheckedPresence(
        name=each.name,
        heard=_seconds(each.heard),
        shown=_seconds(each.shown),
        mentions=each.mentions,
        written=each.written,
    )


def _suspension(placed: Placed) -> CheckedSuspension | None:
    period = placed.loaded.suspension
    if period is None:
        return None
    officials = _present(placed, lambda person: person.elected or is_office(person.role))
    return CheckedSuspension(
        first=period.from_.isoformat(),
        last=period.to.isoformat(),
        exempt={each.segment.slug: each.exempt or "exception" for each in placed.concerned if each.answered},
        officials=tuple(each.name for each in officials),
    )


def _looked_for(placed: Placed) -> Iterator[Path]:
    """The photos and clips that are seen and may have people in them."""
    for cut in placed.timelines:
        for segment in cut.timeline.segments if cut.request.form.canvas else ():
            pictures = [picture for shot in segment.shots for picture in shot.pictures]
            yield from (each.file for each in pictures if isinstance(each, ClipShot) or not each.is_read)


def _unheard(cut: PlacedCut) -> Iterator[tuple[str, Take]]:
    """The texts that are recorded and for whose words nobody has listened, with what they are heard in."""
    for segment in cut.timeline.segments:
        for utterance in segment.utterances:
            sound = recording_of(utterance, segment)
            if sound and not utterance.said and said_words(utterance.text):
                yield utterance.text, sound.take


def _first(cuts: Sequence[PlacedCut]) -> list[PlacedCut]:
    """Those of the first deliverable that has a picture, and rather one of the whole episode than one of stories."""
    best = min(cuts, key=lambda cut: (cut.request.slug is not None, not cut.request.form.picture))
    return [cut for cut in cuts if cut.request.deliverable == best.request.deliverable]


def _table(cut: PlacedCut, placed: Placed) -> CheckedTable:
    request, timeline = cut.request, cut.timeline
    context = placed.context(request)
    written = {segment.slug: segment for segment in request.rundown.segments}
    rows = (_segment(each, written[each.slug], placed, context) for each in timeline.segments)
    total = _total(cut, placed.loaded.rundown)
    return CheckedTable(
        deliverable=total.deliverable,
        slug=total.slug,
        duration=total.duration,
        over=total.over,
        segments=tuple(rows),
    )


def _total(cut: PlacedCut, rundown: Rundown) -> CheckedTotal:
    request, timeline = cut.request, cut.timeline
    over = None
    slot = own_slot(rundown, timeline.rate)
    if slot is not None and request.slug is None:
        over = _seconds((timeline.frames - slot) / timeline.rate)
    return CheckedTotal(
        deliverable=request.deliverable, slug=request.slug, duration=_seconds(timeline.duration), over=over
    )


def _segment(placed: PlacedSegment, written: Segment, known: Placed, context: Context) -> CheckedSegment:
    return CheckedSegment(
        slug=placed.slug,
        kind=placed.kind,
        title=placed.title,
        start=_seconds(placed.start / context.rate),
        duration=_seconds(placed.frames / context.rate),
        estimated=any(sound.take.frames is None and sound.take in known.guessed for sound in placed.sounds)
        or _is_cut_roughly(placed, known.loaded.rundown),
        voices=tuple(dict.fromkeys(_voices(written, context))),
        pictures=dict(_pictures(placed.shots)) if context.form.picture else {},
    )


def _is_cut_roughly(placed: PlacedSegment, rundown: Rundown) -> bool:
    """Whether something is heard from one take of the whole newscast that nobody has listened to for its words."""
    voice = rundown.voice
    unheard = [each for each in placed.utterances if not each.said] if voice else []
    heard = (recording_of(each, placed) for each in unheard)
    return any(voice and sound and sound.take.file == voice.file for sound in heard)


def _seconds(value: Fraction) -> float:
    return round(float(value), 3)


def _voices(segment: Segment, context: Context) -> Iterator[CheckedVoice]:
    if isinstance(segment, Headlines):
        yield from _teasing(segment, context)
    if isinstance(segment, Spot):
        yield CheckedVoice(who="", how=_own(segment.clip, "spot", context))
    for part in segment.parts if isinstance(segment, WithParts) else ():
        yield from _in_part(part, context)


def _teasing(segment: Headlines, context: Context) -> Iterator[CheckedVoice]:
    if isinstance(segment.voice, tuple):
        yield _spoken(segment.voice, segment.by, headlines_takes(segment, context), context)
        return
    for slug in segment.stories:
        tease = tease_of(slug, context)
        if takes := tease_takes(segment, slug, context):
            yield _spoken(tease.voice or segment.voice, tease.by or segment.by, takes, context)


def _in_part(part: Part, context: Context) -> Iterator[CheckedVoice]:
    if isinstance(part, Spoken):
        yield _spoken(part.voice, part.by, part_takes(part, context), context)
    elif isinstance(part, Recorded):
        person = context.person(part.who) if isinstance(part, Sot) else None
        how: Voicing = "sot" if isinstance(part, Sot) else "package"
        yield CheckedVoice(who=person.name if person else "", how=_own(part.clip, how, context))


def _spoken(voice: object, by: str | None, takes: Iterable[Take], context: Context) -> CheckedVoice:
    """Whoever reads, and how; what is not read from a recording was to be, unless a synthetic voice is asked for."""
    recorded = all(take.file for take in takes)
    how: Voicing = "recorded" if recorded else "synthetic" if voice == "synth" else "missing"
    reader = context.person(context.presenter(by))
    return CheckedVoice(who=reader.name if reader else "", how=how)


def _own(clip: Clip, how: Voicing, context: Context) -> Voicing:
    return how if context.medium(clip.file) else "missing"


def _pictures(shots: Iterable[Shot]) -> Counter[PictureKind]:
    return Counter(kind for kind, _what in dict.fromkeys(_picture(shot) for shot in shots))


def _picture(shot: Shot) -> tuple[PictureKind, object]:
    """What kind of picture it is, and what tells it from others."""
    shown = shot.picture
    if isinstance(shown, GraphicShot):
        return _kind(shown.graphic), (shown.graphic, shown.fields)
    return ("clip" if isinstance(shown, ClipShot) else "photo"), shown.file


def _kind(graphic: str) -> PictureKind:
    if graphic in _ANIMATIONS:
        return "animation"
    return "missing" if graphic == SLATE else "card"
