"""Cutting the sound of a file: exactly the wanted samples, in sync with the file's picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import SAMPLE_RATE, sample_at, samples_lasting
from newscast.media.choice import Source
from newscast.media.info import MediaInfo, SoundInfo
from newscast.media.sniff import sparing
from newscast.sound.plain import plain
from newscast.step.step import Params, Tools
from newscast.timeline.heard import Take
from newscast.timeline.ranges import taken

if TYPE_CHECKING:
    from newscast.sound.wav import Wav

_SEEK = 60
"""Seconds into a clip from which jumping there is worth it."""
_BEFORE = 5
"""Seconds that are decoded before the cut, so that a decoder has settled."""
_HOLE = 0.04
"""Seconds of missing or doubled sound that are made good; less is jitter of timestamps."""


def cut_params(take: Take, media: MediaInfo, rate: Fraction) -> dict[str, Any]:
    """What to cut, as numbers: `first` in samples after the file's start, `samples` or None for all there is.

    `sources` are whole streams, or channels of them: one is heard as it is, two are left and right, more are mixed.
    """
    offset = sample_at(take.start, rate)
    first = round(media.picture_start * SAMPLE_RATE) + offset if media.picture else offset
    chosen = taken(take, media, rate).sources
    tracks = [media.tracks[source.track] for source in chosen]
    samples = None
    if take.frames is not None:
        samples = samples_lasting(take.start, take.frames, rate)
    elif media.picture or media.sound is None:
        samples = max(0, int((media.duration + media.sound_after(tracks)) * SAMPLE_RATE) - offset)
    return {
        "first": first,
        "samples": samples,
        "sources": [[track.stream, source.channel] for track, source in zip(tracks, chosen, strict=True)],
        "channels": _channels(chosen, tracks),
        "seekable": media.picture is not None,
        "zero": str(media.zero_of(tracks)),
    }


def is_one_sided(take: Take, media: MediaInfo, rate: Fraction) -> bool:
    """Whether one side of a stereo track is heard, since nobody speaks in the other, and nobody asked for it."""
    chosen = taken(take, media, rate).sources
    if take.channels or len(chosen) != 1 or chosen[0].channel is None:
        return False
    return media.tracks[chosen[0].track].channels == 2


def _channels(chosen: Sequence[Source], tracks: Sequence[SoundInfo]) -> int:
    """1 or 2: whether it is heard in mono or stereo."""
    if len(chosen) == 1 and chosen[0].channel is None:
        return min(tracks[0].channels, 2)
    return 2 if len(chosen) == 2 else 1


def cut_sound(params: Params, source: Path, output: Path, tools: Tools, filters: Sequence[str] = ()) -> None:
    """Write the stretch as 48 kHz float WAV, mono or stereo; silence where the file has no sound."""
    if not params["sources"]:
        _silence(output, params["channels"], params["samples"])
        return
    if not filters and (wav := plain(source, params)):
        _copy(wav, params, output)
        return
    tools.ffmpeg(cut_args(params, source, output, filters))


def cut_args(params: Params, source: Path, output: Path, filters: Sequence[str] = ()) -> list[str]:
    """Arguments for ffmpeg. `filters` are further ones as ffmpeg writes them (`adeclip=w=10`), applied at the file's
    own sample rate."""
    from ffmpeg import get_args

    from newscast.step.nodes import source as read

    first, samples = params["first"], params["samples"]
    jump = max(0, first // SAMPLE_RATE - _BEFORE) if params["seekable"] and first > _SEEK * SAMPLE_RATE else 0
    options = sparing(source) | ({"ss": jump} if jump else {})
    file = read(f"file:{source}", **options)
    late = Fraction(params["zero"]) - jump
    sound = _together(list(_sources(file, params["sources"], late, filters)))
    layout = "mono" if params["channels"] == 1 else "stereo"
    # soxr: the same bytes on every run, and no image of 8 kHz speech above 4 kHz.
    sound = sound.filter("aformat", sample_fmts="flt", channel_layouts=layout)
    sound = sound.filter("aresample", SAMPLE_RATE, resampler="soxr", precision=28)
    begin = first - jump * SAMPLE_RATE
    if begin < 0:
        # A take that begins with the sound begins with a whole frame of picture, a little before the file does.
        sound, begin = sound.filter("adelay", f"{-begin}S", all=1), 0
    end = {} if samples is None else {"end_sample": begin + samples}
    sound = sound.filter("atrim", start_sample=begin, **end).filter("asetpts", "PTS-STARTPTS")
    if samples is not None:
        sound = sound.filter("apad", whole_len=samples)
    form = {"acodec": "pcm_f32le", "rf64": "auto", "f": "wav", "fflags": "+bitexact", "flags": "+bitexact"}
    return list(get_args(sound.output(f"file:{output}", **form)))


def _sources(
    file: Any, sources: Sequence[tuple[str, int | None]], late: Fraction, filters: Sequence[str]
) -> Iterator[Any]:
    """Tracks, or channels of them, on the file's clock; each track is decoded once."""
    uses = Counter(stream for stream, _channel in sources)
    tracks = {stream: _track(file[stream], late) for stream in uses}
    split = {stream: tracks[stream].filter_multi_output("asplit", count) for stream, count in uses.items() if count > 1}
    for position, (stream, channel) in enumerate(sources):
        sound = split[stream].stream(position) if stream in split else tracks[stream]
        if channel is not None:
            sound = sound.filter("channelmap", map=channel, channel_layout="mono")
        for each in filters:
            name, _equals, options = each.partition("=")
            sound = sound.filter(name, **dict(option.split("=", 1) for option in options.split(":") if option))
        yield sound


def _track(sound: Any, late: Fraction) -> Any:
    if late > 0:
        sound = sound.filter("asetpts", f"PTS+{float(late):.9f}/TB")
    # Holes are filled at the file's own rate: the resampler cannot do both at once.
    return sound.filter("aresample", **{"async": 1, "first_pts": 0, "min_hard_comp": _HOLE})


def _together(streams: Sequence[Any]) -> Any:
    """One as it is, two as left and right, more as one mono mix."""
    from newscast.step.nodes import filtered

    if len(streams) == 1:
        return streams[0]
    # Tracks of one file may have rates of their own.
    same = [stream.filter("aresample", SAMPLE_RATE, resampler="soxr", precision=28) for stream in streams]
    if len(same) == 2:
        return filtered(same, "join", inputs=2, channel_layout="stereo", map="0.0-FL|1.0-FR")
    return filtered(same, "amix", inputs=len(same), normalize=0, duration="longest")


def _copy(wav: Wav, params: Params, output: Path) -> None:
    from newscast.sound.wav import BLOCK, WavWriter

    first, samples = params["first"], params["samples"]
    last = wav.samples if samples is None else first + samples
    with WavWriter(output, params["channels"]) as writer:
        for start in range(first, last, BLOCK):
            writer.write(wav.read(start, min(BLOCK, last - start)))


def _silence(output: Path, channels: int, samples: int) -> None:
    import numpy as np

    from newscast.sound.wav import BLOCK, WavWriter

    with WavWriter(output, channels) as writer:
        for start in range(0, samples, BLOCK):
            writer.write(np.zeros((min(BLOCK, samples - start), channels), np.float32))
