"""A timeline as tracks of pieces, each of a file: what an editor's program has in place of segments and parts.

What has no file of its own, such as cards, openers and synthetic voices, comes from the finished programme: there it is
as it was drawn and mixed, frame by frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePath

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, round_half_up, sample_at
from newscast.episode.timeline import (
    ListedBed,
    ListedMusic,
    ListedSegment,
    ListedShot,
    ListedSound,
    ListedTimeline,
)
from newscast.exchange.laying import laid
from newscast.exchange.piece import Cut, Lane, Piece, one_at_a_time, pieces_of, within, without
from newscast.exchange.source import Finished, Source
from newscast.exchange.wording import one_line
from newscast.sound.bed import pieces
from newscast.timeline import spans
from newscast.timeline.spans import Span


def cut_of(
    timeline: ListedTimeline,
    sources: Mapping[str, Source | str],
    programme: Sequence[Finished],
    story: str | None = None,
    pictured: bool = True,
) -> Cut:
    """The tracks of a timeline, or of one `story` of it. `programme` are the files of its finished programme; where
    that is not `pictured`, nothing of it is seen."""
    rate = Fraction(timeline.rate)
    segments = [each for each in timeline.segments if story in (None, each.slug)]
    start, frames = segments[0].start_frame, sum(each.frames for each in segments)
    made = _Making(rate, sources, programme, pictured)
    picture = [piece for segment in segments for piece in made.pictures(segment)]
    seen = Lane(_("Picture"), "Video", tuple(picture))
    signed = [piece for segment in segments for piece in made.signed(segment)]
    lanes = [seen, Lane(_("Sign language"), "Video", tuple(signed))] if pictured else []
    lanes += [Lane(name, "Audio", row) for name, each in made.heard(segments, timeline.beds) for row in laid(each)]
    shown = [replace(lane, pieces=within(lane.pieces, start, frames, rate)) for lane in lanes]
    return Cut(rate, frames, tuple(lane for lane in shown if lane.pieces), tuple(made.notes(segments, timeline.beds)))


@dataclass(frozen=True)
class _Making:
    rate: Fraction
    sources: Mapping[str, Source | str]
    programme: Sequence[Finished]
    pictured: bool

    def pictures(self, segment: ListedSegment) -> Iterator[Piece]:
        """In frames of the timeline."""
        for number, shot in enumerate(segment.shots):
            made = list(self._shot(segment, shot))
            if number == 0 and made and segment.transition and segment.start_frame:
                made[0] = replace(made[0], entered=segment.transition)
            yield from made

    def signed(self, segment: ListedSegment) -> Iterator[Piece]:
        """What is seen in the window of sign language, in frames of the timeline. One that is blurred is left out: of
        the finished programme there is no window alone."""
        for shot in segment.signer:
            if not shot.is_hidden:
                yield from self._shot(segment, shot)

    def _shot(self, segment: ListedSegment, shot: ListedShot) -> Iterator[Piece]:
        start = segment.start_frame + shot.start
        if shot.picture == "GraphicShot":
            yield from self._from_programme(start, shot.frames, graphic_name(shot), _("from the finished programme"))
            return
        source = self._source(shot.file)
        name = f"{segment.slug}: {PurePath(shot.file or '').name}"
        if shot.is_hidden:
            yield from self._from_programme(start, shot.frames, name, _("blurred, from the finished programme"))
            return
        if source is None:
            yield Piece(start, shot.frames, name, None, absent=shot.file or "")
            return
        yield from _moving(source, start, shot.frames, shot.offset, name, self.rate)

    def heard(self, segments: Sequence[ListedSegment], beds: Iterable[ListedBed]) -> list[tuple[str, list[Piece]]]:
        """Pieces by the name of what they are, in frames of the timeline; those of one name may overlap.

        All else is mixed into what comes from the programme: nothing that is heard there is heard a second time.
        """
        sounds = [
            (sound, piece) for segment in segments for sound in segment.sounds for piece in self._sound(segment, sound)
        ]
        own = [(sound.chain, piece) for sound, piece in sounds if sound.file]
        voice = [piece for chain, piece in own if chain == "voice"]
        clips = [piece for chain, piece in own if chain in ("sot", "package")]
        mixed = [piece for sound, piece in sounds if not sound.file]
        mixed = one_at_a_time(without(mixed, [*voice, *clips], self.rate))
        again = mixed if self.programme else []
        natural = without((piece for chain, piece in own if chain == "natural"), again, self.rate)
        music = without((piece for chain, piece in own if chain == "music"), again, self.rate)
        bed = without((piece for each in beds for piece in self._bed(each)), again, self.rate)
        return [
            (_("Voice"), voice),
            (_("Clips"), clips),
            (_("Natural sound"), natural),
            (_("From the finished mix"), mixed),
            (_("Music"), music),
            (_("Bed"), bed),
        ]

    def _sound(self, segment: ListedSegment, sound: ListedSound) -> Iterator[Piece]:
        start = segment.start_frame + sound.start
        if not sound.file:
            name = f"{segment.slug}: {one_line(sound.text, 60) or sound.music}"
            why = _("synthetic voice, from the finished programme with all that is mixed to it")
            yield from self._from_programme(start, sound.frames, name, why if sound.text else _("from the mix"))
            return
        name, source = f"{segment.slug}: {PurePath(sound.file).name}", self._source(sound.file)
        if source is None:
            yield Piece(start, sound.frames, name, None, gain=sound.gain, absent=sound.file)
            return
        yield Piece(start, sound.frames, name, source, _heard_from(source, sound, self.rate), gain=sound.gain)

    def _bed(self, bed: ListedBed) -> Iterator[Piece]:
        """The places of its recording that the mix has, and nothing where it is quiet."""
        source = self._source(bed.file)
        if source is None:
            return
        for each in _heard(bed, source):
            for span in spans.without([Span(each.start_sample, each.start_sample + each.samples)], _quiet(bed)):
                start, stop = self._frame(span.start), self._frame(span.end)
                since = Fraction(each.offset + span.start - each.start_sample, SAMPLE_RATE)
                if stop > start:
                    first = round_half_up(since * source.rate)
                    yield Piece(start, stop - start, f"bed: {bed.name}", source, first)

    def _frame(self, sample: int) -> int:
        return round_half_up(Fraction(sample, SAMPLE_RATE) * self.rate)

    def _from_programme(self, start: int, frames: int, name: str, note: str) -> Iterator[Piece]:
        note = note if self.programme else ""
        return pieces_of(self.programme, Piece(start, frames, name, None, absent=name, note=note), self.rate)

    def _source(self, listed: str | None) -> Source | None:
        found = self.sources.get(listed or "")
        return found if isinstance(found, Source) else None

    def notes(self, segments: Sequence[ListedSegment], beds: Iterable[ListedBed]) -> Iterator[str]:
        """What can be said of no one file."""
        if any(not bed.file for bed in beds):
            yield _("The built-in bed has no file: it is only in the finished programme’s mix.")
        if not self.pictured:
            return
        if any(shot.picture == "GraphicShot" for segment in segments for shot in segment.shots):
            if not self.programme:
                yield _("Cards, openers and closings have no file of their own and are left empty.")
            else:
                form = _("Cards, openers, closings and synthetic voices are taken from the finished programme {file}.")
                yield form.format(file=", ".join(each.source.name for each in self.programme))
        if any(shot.is_hidden for segment in segments for shot in (*segment.shots, *segment.signer)):
            yield _("What is blurred does not come from its own file: it is from the finished programme, or empty.")
        if any(segment.signer for segment in segments):
            yield _("The window of sign language lies over the picture: its size and place are yours.")
        if any(segment.supers for segment in segments):
            yield _("Names and titles over the picture are drawn by newscast: here they are markers.")
        yield _(
            "Pictures lie as their files are: crops, moves of photos and the fit to the canvas are not carried over."
        )


def graphic_name(shot: ListedShot) -> str:
    """What a graphic is called: its kind and the first text it shows."""
    texts = [each if isinstance(each, str) else ", ".join(map(str, each)) for each in shot.fields.values()]
    named = (shot.fields.get("title"), shot.fields.get("headline"), *texts)
    first = one_line(next((each for each in named if isinstance(each, str) and each), ""), 60)
    return f"{shot.graphic}: {first}" if first else str(shot.graphic)


def _moving(source: Source, start: int, frames: int, offset: int, name: str, rate: Fraction) -> Iterator[Piece]:
    """A clip from `offset` frames after its first picture, which is held before; its last one is held after its end."""
    before = min(frames, max(0, -offset))
    if before:
        yield Piece(start, before, name, source, 0, held=True)
    going = source.frames_from(max(0, offset), rate)
    plays = frames - before if going is None else min(frames - before, going)
    if plays:
        first = 0 if going is None else source.shown_at(max(0, offset), rate)
        yield Piece(start + before, plays, name, source, first)
    if before + plays < frames:
        yield Piece(start + before + plays, frames - before - plays, name, source, (source.length or 1) - 1, held=True)


def _heard_from(source: Source, sound: ListedSound, rate: Fraction) -> int:
    """The frame or sample of a file at which a sound's first frame begins: a picture's own sound goes with it."""
    late = sound.start_sample - sample_at(sound.start, rate)
    if source.kind == "video" and sound.offset == late and sound.clip_start >= 0:
        return source.shown_at(sound.clip_start, rate)
    seconds = sound.clip_start / rate + Fraction(sound.offset - late, SAMPLE_RATE)
    return max(0, round_half_up(seconds * source.rate))


def _heard(bed: ListedBed, source: Source) -> Iterable[ListedMusic]:
    """Which places of a bed's file are heard when, as the build told it. A kept version may have been built before
    builds did: about there then, for of a file only its length is known."""
    if bed.heard:
        return bed.heard
    found = (each.alone for each in pieces(bed.samples, int((source.length or 0) * SAMPLE_RATE / source.rate)))
    return [ListedMusic(bed.start_sample + each.start, each.samples, each.offset) for each in found]


def _quiet(bed: ListedBed) -> list[Span]:
    return [Span(each.start_sample, each.start_sample + each.samples) for each in bed.quiet]
