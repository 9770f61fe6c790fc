"""Cutting the sound of a file: exactly the wanted samples, in sync with the file's picture."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.media.info import MediaInfo
from newscast.step.step import Params, Tools
from newscast.timeline.model import Take

_SEEK = 60
"""Seconds into a clip from which jumping there is worth it."""
_BEFORE = 5
"""Seconds that are decoded before the cut, so that a decoder has settled."""
_HOLE = 0.04
"""Seconds of missing or doubled sound that are made good; less is jitter of timestamps."""

_OWN_ZERO = ("mpegts", "mpeg", "ogg", "hls", "mpegtsraw", "live_flv")
"""Demuxers for which ffmpeg counts from the first stream that is used, not from the file's start: here the sound."""


def cut_params(take: Take, media: MediaInfo, rate: Fraction) -> dict[str, Any]:
    """What to cut, as numbers: `first` in samples after the file's start, `samples` or None for all there is."""
    offset = sample_at(take.start, rate)
    first = round(media.picture_start * SAMPLE_RATE) + offset if media.picture else offset
    samples = None
    if take.frames is not None:
        samples = sample_at(take.start + take.frames, rate) - offset
    elif media.picture or media.sound is None:
        samples = max(0, int(media.duration * SAMPLE_RATE) - offset)
    sound = media.sound
    own_zero = media.picture is not None and any(name in _OWN_ZERO for name in media.container.split(","))
    return {
        "first": first,
        "samples": samples,
        "stream": sound.stream if sound else None,
        "channels": min(sound.channels, 2) if sound else 1,
        "wide": bool(sound and sound.channels > 8),
        "seekable": media.picture is not None,
        "zero": str(media.sound_start) if own_zero else "0",
    }


def cut_sound(params: Params, source: Path, output: Path, tools: Tools, filters: Sequence[str] = ()) -> None:
    """Write the stretch as 48 kHz float WAV, mono or stereo; silence where the file has no sound."""
    if params["stream"] is None:
        _silence(output, params["channels"], params["samples"])
        return
    tools.ffmpeg(cut_args(params, source, output, filters))


def cut_args(params: Params, source: Path, output: Path, filters: Sequence[str] = ()) -> list[str]:
    """Arguments for ffmpeg. `filters` are names of further filters, applied at the file's own sample rate."""
    import ffmpeg

    first, samples = params["first"], params["samples"]
    jump = max(0, first // SAMPLE_RATE - _BEFORE) if params["seekable"] and first > _SEEK * SAMPLE_RATE else 0
    options = {"ss": jump} if jump else {}
    sound = ffmpeg.input(f"file:{source}", **options)[params["stream"]]
    late = Fraction(params["zero"]) - jump
    if late > 0:
        sound = sound.filter("asetpts", f"PTS+{float(late):.9f}/TB")
    # Holes are filled at the file's own rate: the resampler cannot do both at once.
    sound = sound.filter("aresample", **{"async": 1, "first_pts": 0, "min_hard_comp": _HOLE})
    if params["wide"]:
        sound = sound.filter("pan", "stereo|c0=c0|c1=c1")
    for name in filters:
        sound = sound.filter(name)
    layout = "mono" if params["channels"] == 1 else "stereo"
    # soxr: the same bytes on every run, and no image of 8 kHz speech above 4 kHz.
    sound = sound.filter("aformat", sample_fmts="flt", channel_layouts=layout)
    sound = sound.filter("aresample", SAMPLE_RATE, resampler="soxr", precision=28)
    begin = first - jump * SAMPLE_RATE
    end = {} if samples is None else {"end_sample": begin + samples}
    sound = sound.filter("atrim", start_sample=begin, **end).filter("asetpts", "PTS-STARTPTS")
    if samples is not None:
        sound = sound.filter("apad", whole_len=samples)
    form = {"acodec": "pcm_f32le", "rf64": "auto", "f": "wav", "fflags": "+bitexact", "flags": "+bitexact"}
    return list(ffmpeg.get_args(sound.output(f"file:{output}", **form)))


def _silence(output: Path, channels: int, samples: int) -> None:
    import numpy as np

    from newscast.sound.wav import BLOCK, WavWriter

    with WavWriter(output, channels) as writer:
        for start in range(0, samples, BLOCK):
            writer.write(np.zeros((min(BLOCK, samples - start), channels), np.float32))
