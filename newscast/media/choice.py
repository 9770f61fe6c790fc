"""Which of a file's sound is used: the track and channels that are asked for, else those in which somebody speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from newscast.base.same import Same
from newscast.media.info import HEARD_RATE, SILENCE, Channel, MediaInfo, SoundInfo

_DECLARED = frozenset((
    "2.1", "3.0", "3.0(back)", "3.1", "4.0", "4.1", "quad", "quad(side)", "5.0", "5.0(side)", "5.1", "5.1(side)",
    "6.0", "6.0(front)", "hexagonal", "6.1", "6.1(back)", "6.1(front)", "7.0", "7.0(front)", "7.1", "7.1(wide)",
    "7.1(wide-side)", "octagonal",
))  # fmt: skip
"""Layouts that ffmpeg makes stereo of. Channels in any other, or in none, are inputs of a recorder."""
_FRONT = 3
"""Left, right and centre come first in all of them."""
_WORD = HEARD_RATE * 3 // 10
"""Samples of speech that say that somebody speaks."""
_FAINT = 20
"""dB under the loudest at which a voice is only what one microphone hears of another's."""
_BLEED = 6
"""dB under another at which the same words are what a recorder's second microphone hears of the first one's voice."""
_COVERED = 0.9
"""Of its words, as many as are then said in the other too."""
_PAIRED = 12
"""dB that the two sides of one programme differ at most."""
_LEAST = 2
"""Times as much is said where the voice is as in a track that is passed over for it."""


@dataclass(frozen=True)
class Source:
    """A track, or one `channel` of it; both count from 0."""

    track: int
    channel: int | None = None


@dataclass(frozen=True)
class Choice:
    """What is heard of a file: one whole track, or channels: one as mono, two as stereo, more as one mono mix.

    `passed_over` says why it is not the first track as it is: `speech` where nobody speaks in what was left out,
    `sound` where that is silent or nearly so.
    """

    sources: tuple[Source, ...]
    passed_over: str = ""


@dataclass(frozen=True)
class _Input:
    """One source, and what is heard of it in the stretch in question."""

    source: Source
    heard: tuple[Channel, ...]
    start: int
    end: int

    @cached_property
    def speech(self) -> int:
        """Samples of speech, of the channel that has most."""
        return max((speech_within(channel, self.start, self.end) for channel in self.heard), default=0)

    @cached_property
    def level(self) -> int:
        """dBFS of the loudest second."""
        first, last = max(0, self.start // HEARD_RATE), -(-self.end // HEARD_RATE)
        return max((max(channel.levels[first:last], default=SILENCE) for channel in self.heard), default=SILENCE)


@dataclass(frozen=True)
class _Programme:
    """Sources that belong together."""

    inputs: tuple[_Input, ...]

    @property
    def speech(self) -> int:
        return max(each.speech for each in self.inputs)

    @property
    def level(self) -> int:
        return max(each.level for each in self.inputs)


def speech_within(channel: Channel, start: int, end: int) -> int:
    """Samples of speech between two, all at HEARD_RATE."""
    return sum(max(0, min(end, last) - max(start, first)) for first, last in channel.speech)


def speech_of(info: MediaInfo, choice: Choice, start: Fraction, end: Fraction) -> tuple[tuple[Fraction, Fraction], ...]:
    """Where somebody speaks between two moments in what is chosen, in seconds as Channel counts: ascending, disjoint.

    Nothing where that is too little for a word.
    """
    begin, stop = round(start * HEARD_RATE), round(end * HEARD_RATE)
    spans: list[tuple[int, int]] = []
    for first, last in sorted(span for channel in channels_of(info, choice) for span in channel.speech):
        first, last = max(first, begin), min(last, stop)
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        elif first < last:
            spans.append((first, last))
    if sum(last - first for first, last in spans) < _WORD:
        return ()
    return tuple((Fraction(first, HEARD_RATE), Fraction(last, HEARD_RATE)) for first, last in spans)


def tracks_of(info: MediaInfo, choice: Choice) -> tuple[SoundInfo, ...]:
    """The tracks of which something is heard, in the file's order."""
    return tuple(info.tracks[number] for number in sorted({source.track for source in choice.sources}))


def channels_of(info: MediaInfo, choice: Choice) -> tuple[Channel, ...]:
    """What was heard in the channels that are chosen; none where nobody listened."""
    return tuple(channel for source in choice.sources for channel in _heard(info.tracks[source.track], source))


def choose(
    info: MediaInfo,
    track: int | None = None,
    channels: Sequence[int] = (),
    start: Fraction = Fraction(0),
    end: Fraction | None = None,
) -> Choice:
    """What is heard of a file between two moments, in seconds as Channel counts.

    `track` and `channels` are what the user asks for, from 1. Channels are those of that track, or without one count
    through all tracks. Raises LookupError for those that there are not.
    """
    return _choose(Same(info), track, tuple(channels), start, end)


@lru_cache(4096)
def _choose(
    same: Same[MediaInfo], track: int | None, channels: tuple[int, ...], start: Fraction, end: Fraction | None
) -> Choice:
    info = same.value
    tracks = list(enumerate(info.tracks))
    if track is not None:
        tracks = [tracks[_index(track, len(tracks))]]
    if channels:
        every = [Source(number, channel) for number, sound in tracks for channel in range(sound.channels)]
        return Choice(tuple(every[_index(channel, len(every))] for channel in channels))
    if not tracks:
        return Choice(())
    if len(tracks) == 1 and tracks[0][1].channels == 1:
        # There is nothing to choose from, whoever speaks when.
        return Choice((Source(tracks[0][0]),))
    whole = max((len(channel.levels) for _n, sound in tracks for channel in sound.heard), default=0) * HEARD_RATE
    stretch = (round(start * HEARD_RATE), whole if end is None else round(end * HEARD_RATE))
    found = _chosen(tracks, *stretch)
    # Where nobody speaks in the stretch, somebody may have spoken into the same microphone before.
    speaks = any(each.speech >= _WORD for each in _inputs(tracks, *stretch))
    return found if speaks else _chosen(tracks, min(0, stretch[0]), whole)


def _index(number: int, count: int) -> int:
    if not 1 <= number <= count:
        raise LookupError(number, count)
    return number - 1


def _chosen(tracks: Sequence[tuple[int, SoundInfo]], start: int, end: int) -> Choice:
    programmes = list(_programmes(tracks, start, end))
    best, by = _best(programmes)
    sources = _used(best.inputs)
    is_plain = best is programmes[0] and (len(sources) == len(best.inputs) or _is_one_sided(best))
    return Choice(sources, "" if is_plain else by)


def _is_one_sided(programme: _Programme) -> bool:
    """Whether there is nothing in the other channel of a stereo track, or nobody listened."""
    levels = sorted(each.level for each in programme.inputs)
    return not any(each.heard for each in programme.inputs) or (len(levels) == 2 and levels[0] < levels[1] - _FAINT)


def _best(programmes: Sequence[_Programme]) -> tuple[_Programme, str]:
    """The first in which somebody speaks about as much as in any; where nobody does, the first that sounds."""
    most = max(each.speech for each in programmes)
    if most >= _WORD:
        speaking = [each for each in programmes if each.speech * _LEAST >= most]
        loudest = max(each.level for each in speaking)
        return next(each for each in speaking if each.level >= loudest - _FAINT), "speech"
    loudest = max(each.level for each in programmes)
    return next(each for each in programmes if each.level >= loudest - _FAINT), "sound"


def _used(inputs: Sequence[_Input]) -> tuple[Source, ...]:
    """The inputs into which somebody speaks; where nobody does, those of a pair that sound, or the first that does."""
    loudest = max(each.level for each in inputs)
    near = [each for each in inputs if each.level >= loudest - _FAINT]
    spoken = [each for each in near if each.speech >= _WORD]
    own = [each for each in spoken if len(inputs) <= 2 or not any(_bleeds(other, each) for other in spoken)]
    kept = own or near[: 2 if len(inputs) <= 2 else 1]
    return tuple(each.source for each in kept)


def _bleeds(voice: _Input, into: _Input) -> bool:
    """Whether one input holds no words but those of another, louder one."""
    if voice.level < into.level + _BLEED:
        return False
    spans = [span for channel in voice.heard for span in channel.speech]
    common = sum(speech_within(channel, *span) for channel in into.heard for span in spans)
    return common >= _COVERED * sum(last - first for channel in into.heard for first, last in channel.speech)


def _programmes(tracks: Sequence[tuple[int, SoundInfo]], start: int, end: int) -> Iterator[_Programme]:
    """What belongs together, in the file's order: a track's channels, or two mono tracks of one kind."""
    waiting: tuple[int, SoundInfo] | None = None
    for number, track in tracks:
        if waiting is None and track.channels == 1:
            waiting = number, track
            continue
        pair = [waiting, (number, track)] if waiting else []
        if pair and track.channels == 1:
            yield from _paired(list(_inputs(pair, start, end)), waiting[1].rate == track.rate)  # type: ignore[index]
            waiting = None
            continue
        if waiting:
            yield _Programme(tuple(_inputs([waiting], start, end)))
            waiting = None
        yield _Programme(tuple(_inputs([(number, track)], start, end)))
    if waiting:
        yield _Programme(tuple(_inputs([waiting], start, end)))


def _paired(pair: Sequence[_Input], alike: bool) -> Iterator[_Programme]:
    """Two mono tracks as one programme, where both hold words or both do not, at about one level."""
    one, other = pair
    kind = (one.speech >= _WORD) == (other.speech >= _WORD)
    if alike and kind and abs(one.level - other.level) <= _PAIRED and one.level > SILENCE:
        yield _Programme((one, other))
    else:
        yield from (_Programme((each,)) for each in pair)


def _inputs(tracks: Sequence[tuple[int, SoundInfo]], start: int, end: int) -> Iterator[_Input]:
    """Every source of some tracks: whole ones where all channels are one programme, else each channel."""
    for number, track in tracks:
        for source in _sources(number, track, start, end):
            yield _Input(source, _heard(track, source), start, end)


def _sources(number: int, track: SoundInfo, start: int, end: int) -> tuple[Source, ...]:
    each = tuple(Source(number, channel) for channel in range(track.channels))
    if track.channels == 1 or (not track.heard and track.channels == 2):
        return (Source(number),)
    if track.channels == 2:
        sides = [_Input(side, _heard(track, side), start, end) for side in each]
        return (Source(number),) if len(_used(sides)) == 2 else each
    if track.layout not in _DECLARED:
        return each
    said = [speech_within(channel, start, end) for channel in track.heard]
    aside = max(said, default=0) >= _WORD and max(said[:_FRONT]) < _WORD
    # Nobody speaks only from behind or from the loudspeaker for explosions: a recorder wrote that layout unasked.
    return each if aside else (Source(number),)


def _heard(track: SoundInfo, source: Source) -> tuple[Channel, ...]:
    return track.heard if source.channel is None else track.heard[source.channel : source.channel + 1]
