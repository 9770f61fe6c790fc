"""The mix of an episode: every sound and bed where the timeline has it, as one continuous stereo recording.

All is decided here as numbers; the maker only reads, multiplies and adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.i18n import _
from newscast.base.timecode import sample_at
from newscast.sound import levels
from newscast.sound.envelope import PAUSE, Envelope, ducked, faded, met, product
from newscast.sound.runs import bed_runs
from newscast.sound.underlay import BedSteps, described, laid, place_in
from newscast.sound.version import Version, version_of
from newscast.step.step import Params, Source, Step, Tools, step
from newscast.timeline.heard import PlacedSound, Take, TakeInfo
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span, merged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newscast.sound.wav import Samples, Wav

CHUNK = 1 << 17
"""Samples that are mixed at a time; the result does not depend on it."""


def mix_step(
    timeline: Timeline,
    takes: Mapping[Take, Step],
    infos: Mapping[Take, TakeInfo],
    beds: Mapping[str, BedSteps],
    version: Version = "full",
) -> Step:
    """Exactly `timeline.samples` samples of stereo, 48 kHz, 32-bit float.

    What a `version` has is as loud in it as in the full mix, at every sample: music makes room for a voice that is not
    there, so that another one may be put over it.
    """
    inputs: list[Source] = []
    speech, kept = speech_of(timeline, infos), version_of(timeline, version)
    sounds = [
        _sound(sound, begin, neighbours, timeline, speech, infos) | {"input": place_in(inputs, takes[sound.take])}
        for sound, begin, neighbours in _placed(kept)
    ]
    built_in = [name for name, bed in beds.items() if bed.recording.kind == "music"]
    playing = [run for run in bed_runs(kept, built_in) if run.name in beds]
    runs = [described(run, speech, beds, inputs) for run in playing]
    params = {"samples": timeline.samples, "sounds": sounds, "beds": runs}
    weight = 0.05 + float(timeline.duration) / 370
    return step("mix", params, inputs, suffix=".wav", label=_("sound mix"), weight=weight)


def speech_of(timeline: Timeline, infos: Mapping[Take, TakeInfo]) -> tuple[Span, ...]:
    """Where somebody speaks in the episode, in samples: by the utterances, the voices and the clips."""
    found: list[Span] = []
    for segment in timeline.segments:
        begin = sample_at(segment.start, timeline.rate)
        for utterance in segment.utterances:
            found += [Span(begin + span.start, begin + span.end) for span in utterance.speech]
        for sound in segment.sounds:
            found += [Span(begin + span.start, begin + span.end) for span in _spoken(sound, infos)]
    return merged(found)


def _spoken(sound: PlacedSound, infos: Mapping[Take, TakeInfo]) -> list[Span]:
    """Speech within a placed sound, in samples of its segment. Pieces and clips count from end to end."""
    if sound.take.chain in ("natural", "music"):
        return []
    whole = Span(sound.start, sound.start + sound.samples)
    info = infos.get(sound.take)
    if sound.take.chain != "voice" or info is None:
        return [whole]
    shift = sound.start - sound.offset
    moved = [Span(max(span.start + shift, whole.start), min(span.end + shift, whole.end)) for span in info.speech]
    return [span for span in moved if span.start < span.end]


def _placed(timeline: Timeline) -> Iterator[tuple[PlacedSound, int, tuple[bool, bool]]]:
    """Each sound, where it starts in the episode, and whether its take goes on without a break before and after it."""
    placed = [(sound, begin + sound.start) for begin, sound in _sounds(timeline)]
    starts = {(sound.take, sound.offset, begin, sound.gain) for sound, begin in placed}
    ends = {(sound.take, sound.offset + sound.samples, begin + sound.samples, sound.gain) for sound, begin in placed}
    for sound, begin in placed:
        before = (sound.take, sound.offset, begin, sound.gain) in ends
        after = (sound.take, sound.offset + sound.samples, begin + sound.samples, sound.gain) in starts
        yield sound, begin, (before, after)


def _sounds(timeline: Timeline) -> Iterator[tuple[int, PlacedSound]]:
    segment: PlacedSegment
    for segment in timeline.segments:
        begin = sample_at(segment.start, timeline.rate)
        for sound in segment.sounds:
            yield begin, sound


def _sound(
    sound: PlacedSound,
    begin: int,
    joined: tuple[bool, bool],
    timeline: Timeline,
    speech: Sequence[Span],
    infos: Mapping[Take, TakeInfo],
) -> dict[str, Any]:
    """A sound as numbers. A take that is entered or left in its middle gets a fade there; its own ends have theirs, or,
    if it is the kit's music, get one: the shortest before its first note."""
    end = min(begin + sound.samples, timeline.samples)
    info = infos.get(sound.take)
    entered = sound.offset > 0 and not joined[0]
    left = (info is None or sound.offset + (end - begin) < info.samples) and not joined[1]
    # Music that the end of the programme cuts off is heard to end.
    music = sound.take.chain == "music"
    fade = levels.ENDING if music and begin + sound.samples > end else levels.FADE
    own = music and bool(sound.take.file)
    parts = [
        faded(begin, end, levels.FADE if entered else levels.EDGE * own, fade if left else levels.FADE * own),
        _natural(sound.gain, begin, end, speech)
        if sound.take.chain == "natural"
        else ((0, levels.amplitude(sound.gain)),),
    ]
    if music:
        parts.append(met([span for span in speech if span.end > begin], levels.MUSIC_UNDER_SPEECH))
    gain = product(parts, begin, end)
    return {"start": begin, "samples": end - begin, "offset": sound.offset, "gain": gain}


def _natural(gain: float, begin: int, end: int, speech: Sequence[Span]) -> Envelope:
    """What a place sounds like: as the rundown says while somebody speaks, and up in long pauses."""
    near = [span for span in speech if span.end > begin - PAUSE and span.start < end + PAUSE]
    return ducked(near, gain, max(gain, min(gain + levels.NATURAL_LIFT, 0.0)))


def make_mix(params: Params, inputs: Sequence[Path], output: Path, tools: Tools, chunk: int = CHUNK) -> None:
    """Add up the layers, a chunk at a time."""
    import numpy as np

    from newscast.sound.spliced import spliced
    from newscast.sound.wav import WavWriter, open_wav

    layers = [*params["sounds"], *(layer for run in params["beds"] for layer in laid(run, inputs))]
    kept = {layer["input"]: layer.get("kept", ()) for layer in layers}
    files = {each: spliced(open_wav(inputs[each]), stretches) for each, stretches in kept.items()}
    curves = [np.array(layer["gain"], np.float64) for layer in layers]
    with WavWriter(output, 2) as writer:
        for start in range(0, params["samples"], chunk):
            end = min(start + chunk, params["samples"])
            total = np.zeros((end - start, 2), np.float32)
            for layer, curve in zip(layers, curves, strict=True):
                _add(total, start, layer, curve, files[layer["input"]])
            writer.write(total)


def _add(total: Samples, start: int, layer: Mapping[str, Any], curve: NDArray[Any], wav: Wav) -> None:
    """Add a layer's share of a chunk that starts at sample `start` of the episode."""
    first = max(start, layer["start"])
    last = min(start + len(total), layer["start"] + layer["samples"])
    if first >= last:
        return
    for begin, end in _stretches(curve, first, last):
        factor = _factor(curve, begin, end)
        if factor.any():
            heard = wav.read(begin - layer["start"] + layer["offset"], end - begin)
            total[begin - start : end - start] += heard * factor


def _stretches(curve: NDArray[Any], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A chunk in pieces, between the points of a gain curve: most lie where the gain stays."""
    import numpy as np

    points = np.ceil(curve[:, 0]).astype(np.int64)
    cuts = [first, *points[(points > first) & (points < last)].tolist(), last]
    return ((begin, end) for begin, end in pairwise(cuts) if begin < end)


def _factor(curve: NDArray[Any], begin: int, end: int) -> Samples:
    """The gain for each sample of a piece between two points, or one for all of them."""
    import numpy as np

    at = np.interp((begin, end - 1), curve[:, 0], curve[:, 1])
    places = np.arange(begin, begin + 1 if at[0] == at[1] else end)
    factor: Samples = np.interp(places, curve[:, 0], curve[:, 1]).astype(np.float32)[:, None]
    return factor
