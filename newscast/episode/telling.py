"""A timeline as timeline.json tells it: with its files relative to the newsroom, and everything at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.errors import Place
from newscast.base.timecode import frame_at, sample_at
from newscast.captions.align import times_of
from newscast.captions.cue import Captions, Cue, place_of
from newscast.episode.timeline import (
    ListedAim,
    ListedBed,
    ListedBlur,
    ListedCue,
    ListedMusic,
    ListedPart,
    ListedParting,
    ListedPicture,
    ListedPlace,
    ListedSaid,
    ListedSegment,
    ListedShot,
    ListedSound,
    ListedSpan,
    ListedSuper,
    ListedTimeline,
    ListedTransition,
)
from newscast.media.info import MediaInfo
from newscast.media.missing import Media, present
from newscast.sound.runs import bed_runs
from newscast.timeline.form import HEADLINES_BED
from newscast.timeline.heard import PlacedSound, Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment, PlacedSuper, Places, SegmentPlaces, Timeline
from newscast.timeline.seen import ClipShot, ComparedShot, GraphicShot, Shot, StillShot

Marked = Collection[tuple[str, int]]
"""Slug of the segment and index of each part whose copy was corrected under its recording."""

Music = Mapping[int, tuple[ListedMusic, ...]]
"""Which places of a bed's recording are heard, by the sample at which the bed starts."""


@dataclass(frozen=True)
class Sources:
    """What a timeline is made from: the newsroom's folder, the media, and the SHA-256 of each rundown that was read;
    the recordings of the kit's own beds, by their names."""

    root: Path
    media: Media
    rundowns: Mapping[Path, str]
    beds: Mapping[str, Path] = field(default_factory=dict)

    def place(self, place: Place | None) -> ListedPlace | None:
        if place is None:
            return None
        file, sha256 = self.relative(place.file), self.rundowns[place.file]
        return ListedPlace(file, sha256, place.keys, place.line, place.column)

    def file(self, path: Path | None) -> tuple[str | None, str | None]:
        """A medium's path, relative to the newsroom, and its SHA-256."""
        return (self.relative(path), present(self.media, path).file.digest) if path else (None, None)

    def relative(self, path: Path) -> str:
        """A path inside the newsroom; one outside as it is."""
        whole = path.resolve()
        return (whole.relative_to(self.root) if whole.is_relative_to(self.root) else whole).as_posix()


def listed(
    user: str,
    timeline: Timeline,
    places: Places,
    captions: Captions | None,
    sources: Sources,
    language: str,
    before: Marked = frozenset(),
    left_out: tuple[str, ...] = (),
    music: Music | None = None,
) -> ListedTimeline:
    """The timeline as one deliverable, `web` or `reel/<slug>`, has it; its copy is in `language`; `before` are parts
    with a voice of before, `left_out` the stories that left for the slot, `music` which places of beds are heard."""
    cues = captions or (None,) * len(timeline.segments)
    segments = (
        _segment(user, *each, timeline.rate, sources, language, before)
        for each in zip(timeline.segments, places, cues, strict=True)
    )
    return ListedTimeline(
        used_by=(user,),
        rate=str(timeline.rate),
        frames=timeline.frames,
        segments=tuple(segments),
        beds=tuple(_beds(timeline, sources, music or {})),
        left_out=left_out,
    )


def _beds(timeline: Timeline, sources: Sources, music: Music) -> Iterator[ListedBed]:
    built_in = [] if "main" in sources.beds else ["main", HEADLINES_BED]
    for run in bed_runs(timeline, [name for name in built_in if name not in sources.beds]):
        recorded = sources.beds.get(run.name)
        is_there = recorded is not None and isinstance(sources.media.get(recorded), MediaInfo)
        file, sha256 = sources.file(recorded if is_there else None)
        quiet = tuple(ListedSpan(span.start, span.length) for span in run.quiet)
        start, samples = run.span.start, run.span.length
        yield ListedBed(
            name=run.name,
            start_sample=start,
            samples=samples,
            quiet=quiet,
            file=file,
            sha256=sha256,
            heard=music.get(start, ()),
        )


def _segment(
    user: str,
    segment: PlacedSegment,
    places: SegmentPlaces,
    cues: tuple[Cue, ...] | None,
    rate: Fraction,
    sources: Sources,
    language: str,
    before: Marked,
) -> ListedSegment:
    shots = zip(segment.shots, places.shots, strict=True)
    supers = zip(segment.supers, places.supers, strict=True)
    sounds = zip(segment.sounds, places.sounds, strict=True)
    said = zip(segment.utterances, places.utterances, strict=True)
    return ListedSegment(
        slug=segment.slug,
        kind=segment.kind,
        title=segment.title,
        start=float(segment.start / rate),
        duration=float(segment.frames / rate),
        start_frame=segment.start,
        frames=segment.frames,
        parts=tuple(
            _part(index, segment, rate, sources.place(place), before) for index, place in enumerate(places.parts)
        ),
        shots=tuple(_shot(shot, sources.place(place), sources) for shot, place in shots),
        supers=tuple(_super(shown, sources.place(place)) for shown, place in supers),
        sounds=tuple(_sound(sound, sources.place(place), rate, sources) for sound, place in sounds),
        copy=tuple(utterance.text for utterance in segment.utterances),
        said=tuple(_said(each, segment, sources.place(place), rate, language) for each, place in said),
        cues={} if cues is None else {user: tuple(_cue(cue, places, sources) for cue in cues)},
        transition=_transition(segment),
        signer=tuple(_shot(shot, sources.place(places.signer), sources) for shot in segment.signer),
    )


def _transition(segment: PlacedSegment) -> ListedTransition | None:
    entered = segment.transition
    return ListedTransition(entered.kind, entered.frames) if entered else None


def _part(index: int, segment: PlacedSegment, rate: Fraction, place: ListedPlace | None, before: Marked) -> ListedPart:
    part = segment.parts[index]
    said = said_in(part, segment, rate)
    return ListedPart(
        slug=segment.slug,
        index=index,
        kind=part.kind,
        digest=part.digest,
        start_frame=segment.start + part.start,
        frames=part.frames,
        copy=tuple(utterance.text for utterance in said),
        partings=tuple(parting for utterance in said for parting in _partings(utterance)),
        voice="before" if (segment.slug, index) in before else None,
        place=place,
    )


def said_in(part: PlacedPart, segment: PlacedSegment, rate: Fraction) -> list[Utterance]:
    """What begins to be said in a part of a segment."""
    first, last = sample_at(part.start, rate), sample_at(part.start + part.frames, rate)
    return [each for each in segment.utterances if first <= each.start < last]


def _partings(utterance: Utterance) -> Iterator[ListedParting]:
    words = utterance.text.split()
    for each in utterance.partings:
        meant = " ".join(words[each.first : each.last])
        yield ListedParting(each.kind, meant, each.first, each.last, each.start, each.end - each.start)


def _shot(shot: Shot, place: ListedPlace | None, sources: Sources) -> ListedShot:
    picture, shown = shot.picture, shot.pictured
    file, sha256 = sources.file(shown.file if shown else None)
    after = picture.after if isinstance(picture, ComparedShot) else None
    return ListedShot(
        start=shot.start,
        frames=shot.frames,
        picture=GraphicShot.__name__ if isinstance(picture, GraphicShot) else type(picture).__name__,
        file=file,
        sha256=sha256,
        offset=shown.start if isinstance(shown, ClipShot) else 0,
        graphic=picture.graphic if isinstance(picture, GraphicShot) else None,
        fields=dict(picture.fields) if isinstance(picture, GraphicShot) else {},
        place=place,
        after=_after(shot, after, sources) if after else None,
        **(_framing(shot, shown) if shown else {}),
    )


def _after(shot: Shot, shown: ClipShot | StillShot, sources: Sources) -> ListedPicture:
    file, sha256 = sources.file(shown.file)
    offset = shown.start if isinstance(shown, ClipShot) else 0
    return ListedPicture(file=file, sha256=sha256, offset=offset, **_framing(shot, shown))


def _framing(shot: Shot, shown: ClipShot | StillShot) -> dict[str, Any]:
    """What is seen of a picture, and what is blurred in it, in frames of the segment."""
    first, end = shot.start, shot.start + shot.frames
    later = first - shown.start if isinstance(shown, ClipShot) else first
    aims = shown.aims if isinstance(shown, ClipShot) else ()
    told = [ListedAim(frame=aim.frame + later, x=aim.x, y=aim.y) for aim in aims]
    spans = ((veil.box, veil.first + later, end if veil.last is None else veil.last + later) for veil in shown.veils)
    blurred = ((box, max(first, begin), min(end, last)) for box, begin, last in spans)
    return {
        "fit": shown.fit,
        "framed": shown.framed or "rule",
        "focus": tuple(told) or (ListedAim(frame=first, x=shown.focus[0], y=shown.focus[1]),),
        "bars": shown.bars if isinstance(shown, ClipShot) and any(shown.bars) else (),
        "faces_blurred": shown.faces_blurred,
        "hides_minors": shown.hides_minors,
        "blurred": tuple(ListedBlur(box=box, start=begin, end=last) for box, begin, last in blurred if begin < last),
    }


def _super(shown: PlacedSuper, place: ListedPlace | None) -> ListedSuper:
    return ListedSuper(
        start=shown.start,
        frames=shown.frames,
        graphic=shown.graphic,
        fields=dict(shown.fields),
        lift=shown.lift,
        across=shown.across,
        narrow=shown.narrow,
        place=place,
    )


def _sound(sound: PlacedSound, place: ListedPlace | None, rate: Fraction, sources: Sources) -> ListedSound:
    take, first = sound.take, frame_at(sound.start, rate)
    file, sha256 = sources.file(take.file)
    return ListedSound(
        start=first,
        frames=frame_at(sound.start + sound.samples - 1, rate) + 1 - first,
        start_sample=sound.start,
        samples=sound.samples,
        chain=take.chain,
        file=file,
        sha256=sha256,
        clip_start=take.start,
        offset=sound.offset,
        gain=sound.gain,
        cut_before=round(float(take.silence[0]), 3),
        cut_after=round(float(take.silence[1]), 3),
        text=take.text,
        music=take.music,
        place=place,
    )


def _said(
    utterance: Utterance, segment: PlacedSegment, place: ListedPlace | None, rate: Fraction, language: str
) -> ListedSaid:
    times = [(frame_at(start, rate), start, end) for start, end in times_of(utterance, language)]
    begun = [index for index, part in enumerate(segment.parts) if part.start <= frame_at(utterance.start, rate)]
    return ListedSaid(
        index=begun[-1] if begun else 0,
        text=utterance.text,
        speaker=utterance.speaker,
        starts=tuple(frame for frame, _start, _end in times),
        ends=tuple(frame_at(end - 1, rate) + 1 if end > start else frame for frame, start, end in times),
        heard=any(utterance.said),
        place=place,
    )


def _cue(cue: Cue, places: SegmentPlaces, sources: Sources) -> ListedCue:
    place = sources.place(place_of(cue, places))
    return ListedCue(start=cue.start, end=cue.end, lines=cue.lines, speaker=cue.speaker, place=place)
