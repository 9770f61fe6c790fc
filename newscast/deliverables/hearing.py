"""What is to be heard of a cut, and when: its segments and recordings, where somebody speaks, where nothing sounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from newscast.base.chains import SPOKEN
from newscast.base.errors import Place
from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.deliverables.cut import Cut
from newscast.media.choice import channels_of
from newscast.media.info import SILENCE
from newscast.media.missing import Media, found
from newscast.qc.wanted import Noted, Stretch, WantedSound, WantedSpeech
from newscast.show.media import places_of_beds
from newscast.sound.version import version_of
from newscast.timeline.asides import said_words
from newscast.timeline.ending import BLACK
from newscast.timeline.heard import PlacedSound, Utterance
from newscast.timeline.model import PlacedSegment
from newscast.timeline.ranges import taken
from newscast.timeline.spans import Span, common, merged, without

_WORD = SAMPLE_RATE
"""Samples that are listened to at least: where one headline ends in a recording of several is not quite certain."""
_SHORTEST = SAMPLE_RATE // 2
"""Samples that a recording lasts at least to be missed when nothing is heard of it."""

_LIVELY = 6
"""dB of Channel.swing from which something may be a voice that the detector does not know, or music: noise has 4."""
_AUDIBLE = -50
"""dBFS of the loudest second of such a recording."""


@dataclass(frozen=True)
class _Part:
    """A segment of a cut, the sample at which it starts, how many it lasts, and the show's rate."""

    segment: PlacedSegment
    start: int
    samples: int
    rate: Fraction
    media: Media
    left_out: tuple[Span, ...]
    """Where a bed plays that this version leaves out, in samples of the segment."""

    @property
    def whole(self) -> Span:
        """In samples of the segment."""
        return Span(0, self.samples)

    def stretch(self, span: Span) -> Stretch:
        return Stretch(self.segment.slug, _seconds(self.start + span.start), _seconds(self.start + span.end))

    def speech(self, span: Span, said: bool) -> WantedSpeech:
        """A stretch to listen to, long enough to hear a word in."""
        more = max(0, _WORD - (span.end - span.start)) // 2
        where = self.stretch(Span(max(span.start - more, -self.start), span.end + more))
        return WantedSpeech(where.slug, where.start, where.end, said)


def wanted_sound(cut: Cut) -> WantedSound:
    """All that is to be heard of a cut."""
    segments = zip(version_of(cut.timeline, cut.version).segments, cut.timeline.segments, strict=True)
    parts = [_part(segment, whole, cut) for segment, whole in segments if segment.frames]
    return WantedSound(
        tuple(part.stretch(part.whole) for part in parts),
        tuple(part.stretch(span) for part in parts for span in _recordings(part)),
        tuple(_bare(parts)),
        tuple(part.speech(span, said) for part in parts for span, said in _speech(part)),
        tuple(part.stretch(part.whole) for part in parts if part.segment.kind == BLACK),
        music=cut.version != "clean",
        # Without presenters, what is left is for somebody else to speak over.
        beds=tuple(_beds(parts, places_of_beds(cut.show))) if cut.version == "full" else (),
    )


def _part(segment: PlacedSegment, whole: PlacedSegment, cut: Cut) -> _Part:
    """A segment as a version has it, of the whole one."""
    rate = cut.timeline.rate
    start, end = sample_at(segment.start, rate), sample_at(segment.start + segment.frames, rate)
    left_out = _with_bed(whole, end - start) if segment.bed is None else ()
    return _Part(segment, start, end - start, rate, cut.media, tuple(left_out))


def _recordings(part: _Part) -> Iterator[Span]:
    """What is heard as a whole: voices, sots, finished pieces."""
    for sound in part.segment.sounds:
        if sound.take.chain in SPOKEN and sound.samples >= _SHORTEST and _sounds(sound, part):
            yield _span(sound)


def _speech(part: _Part) -> Iterator[tuple[Span, bool]]:
    """Where somebody speaks, and whether it is written what is said."""
    sounds = [sound for sound in part.segment.sounds if sound.take.chain in SPOKEN]
    for said in part.segment.utterances:
        heard = [sound for sound in sounds if _meet(_span(sound), _whole(said))]
        words = bool(said_words(said.text)) and not any(_may_be_a_voice(sound, part) for sound in heard)
        # A stand-in for a recording that is missing is silent, and says so itself.
        if heard:
            yield Span(said.speech[0].start, said.speech[-1].end), words
        # Each of several recordings has words of its own.
        for sound in heard if len(heard) > 1 else ():
            yield _span(sound), words
    for sound in sounds:
        silent = not any(_meet(_span(sound), _whole(said)) for said in part.segment.utterances)
        if silent and sound.take.chain == "sot" and _sounds(sound, part):
            yield _span(sound), False


def _bare(parts: Iterable[_Part]) -> Iterator[Stretch]:
    """Where neither a recording nor music is planned; natural sound may be as quiet as the place was."""
    audible = merged(span for part in parts for span in _audible(part))
    for part in parts:
        for span in without([part.whole.later(part.start)], audible):
            yield part.stretch(span.later(-part.start))


def _audible(part: _Part) -> Iterator[Span]:
    """In samples of the cut. Music may sound on under the next segment."""
    for sound in part.segment.sounds:
        if sound.take.chain != "natural" and _sounds(sound, part):
            for span in without([_span(sound)], _pauses(sound, part)):
                yield span.later(part.start)
    for span in _with_bed(part.segment, part.samples):
        yield span.later(part.start)


def _pauses(sound: PlacedSound, part: _Part) -> Sequence[Span]:
    """Where nobody speaks in a voice under which a bed would be heard: that is silent without it."""
    if sound.take.chain != "voice":
        return ()
    spoken = [span for said in part.segment.utterances for span in said.speech]
    return common(without([_span(sound)], spoken), part.left_out) if spoken else ()


def _beds(parts: Iterable[_Part], places: Mapping[str, Place | None]) -> Iterator[Noted]:
    """Where beds play that the kit brings."""
    for part in parts:
        name = part.segment.bed or ""
        for span in _with_bed(part.segment, part.samples) if name in places else ():
            at = part.stretch(span)
            yield Noted(at.slug, at.start, at.end, place=places[name], text=name)


def _with_bed(segment: PlacedSegment, samples: int) -> Sequence[Span]:
    return without([Span(0, samples)], segment.quiet) if segment.bed is not None else ()


def _sounds(sound: PlacedSound, part: _Part) -> bool:
    """Whether there is any sound in what a take is of: a clip may have none."""
    medium = found(part.media, sound.take.file) if sound.take.file else None
    return medium is None or medium.sound is not None


def _may_be_a_voice(sound: PlacedSound, part: _Part) -> bool:
    """Whether a recording in which no speech was found rises and falls as speech does: nobody can be sure of it."""
    medium = found(part.media, sound.take.file) if sound.take.file else None
    if medium is None or medium.sound is None:
        return False
    channels = channels_of(medium, taken(sound.take, medium, part.rate))
    lively = any(each.swing >= _LIVELY and max(each.levels, default=SILENCE) >= _AUDIBLE for each in channels)
    return lively and not any(each.speech for each in channels)


def _span(sound: PlacedSound) -> Span:
    return Span(sound.start, sound.start + sound.samples)


def _whole(said: Utterance) -> Span:
    return Span(said.start, said.start + said.samples)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _seconds(samples: int) -> float:
    return round(samples / SAMPLE_RATE, 3)
