"""Small copies of a draft for people on the road: as good as they get under a size, and never above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import isqrt
from pathlib import Path
from typing import Any

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, round_half_up, sample_at
from newscast.deliverables.encodings import BT709, STREAMED
from newscast.qc.wanted import Wanted, WantedAudio, WantedVideo
from newscast.step.step import Params, Step, Tools, step

WHOLE = Fraction(16_000_000, 6 * 60)
"""Bytes a second below which an episode with pictures is sent story by story: what 16 MB have for six minutes."""
_MOST_VIDEO = 1000
"""kb/s of pictures above which a draft, which is rough itself, gains nothing."""
_PICTURES = (
    (1200, 1280 * 720),
    (700, 960 * 540),
    (400, 768 * 432),
    (220, 640 * 360),
    (120, 512 * 288),
    (60, 426 * 240),
)
"""kb/s at 30 pictures a second from which a picture may have so many pixels. Below the last it is none to look at."""
_SOUNDS = ((600, 128, 2), (300, 64, 1), (150, 48, 1), (0, 32, 1))
"""kb/s of all from which the sound has so many kb/s and channels: speech in mono is good with 64, clear with 32."""
_ALONE = ((96, 96, 2), (48, 48, 1), (24, 24, 1))
"""The same of sound without picture; below the last there is none."""
_ACCURACY = Fraction(98, 100)
"""What the encoders are given of the room: they hit their bit rate to within a few percent."""
_INDEX_SECOND, _INDEX_FRAME = 300, 12
"""Bytes that an MP4's index takes for a second of sound, and for a picture."""
_SLOWEST = Fraction(15)
_KEY_SECONDS = 4
_TRIES = 6
_THREADS = 1
"""Of the encoder: x264 with more of them gives other bytes each time where its rate is capped (8 of 8 files), since a
picture's bits depend on how far the one before it has come meanwhile."""
_PROFILE = "main"
"""Of H.264; what old telephones and browsers play, too."""
_PRESET = "veryfast"
"""Measured on recordings at 280 kb/s and 360p: `fast` takes half as long again for 0.1 dB of SSIM, `medium` twice."""


@dataclass(frozen=True)
class Shape:
    """The picture of a draft; `rate` in frames a second."""

    width: int
    height: int
    rate: Fraction


@dataclass(frozen=True)
class Excerpt:
    """What is taken of a programme, in frames at `rate`."""

    start: int
    frames: int
    rate: Fraction

    @property
    def seconds(self) -> Fraction:
        return self.frames / self.rate

    @property
    def samples(self) -> int:
        return sample_at(self.start + self.frames, self.rate) - sample_at(self.start, self.rate)


@dataclass(frozen=True)
class Recipe:
    """How a copy is encoded, in kb/s; `picture` is None where there is only sound."""

    sound: int
    channels: int
    video: int = 0
    picture: Shape | None = None
    copied: bool = False
    """Whether the sound is that of the programme, packet for packet."""


def may_be_whole(limit: int, seconds: Fraction) -> bool:
    """Whether so many seconds with pictures are to be sent as one file of `limit` bytes."""
    return limit >= WHOLE * seconds


def recipe_for(
    limit: int, seconds: Fraction, draft: Shape | None, most: int = _MOST_VIDEO, own: int = 0
) -> Recipe | None:
    """What so many seconds of a draft become below `limit` bytes; None where nobody would want to see or hear it.

    Its pictures get `most` kb/s at most. Sound that has `own` kb/s already is copied where a fifth is enough for it.
    """
    frames = draft.rate if draft else Fraction(0)
    index = _INDEX_SECOND + _INDEX_FRAME * frames
    room = int((limit * _ACCURACY / seconds - index) * 8 / 1000)
    if draft is None:
        return next((Recipe(kbits, channels) for least, kbits, channels in _ALONE if room >= least), None)
    sound, channels = next(((kbits, channels) for least, kbits, channels in _SOUNDS if room >= least), (0, 0))
    copied = 0 < 5 * own <= room
    sound, channels = (own, 2) if copied else (sound, channels)
    video = min(room - sound, most)
    pixels = next((pixels for least, pixels in _PICTURES if video * 30 >= least * max(frames, _SLOWEST)), 0)
    return Recipe(sound, channels, video, _within(draft, pixels), copied) if pixels else None


def _within(draft: Shape, pixels: int) -> Shape:
    """The shape with so many pixels at most, and sides that are even."""
    if draft.width * draft.height <= pixels:
        return draft
    short = min(draft.width, draft.height)
    wanted = isqrt(pixels * short * short // (draft.width * draft.height)) // 2 * 2
    width, height = (
        max(2, round_half_up(Fraction(side * wanted, short * 2)) * 2) for side in (draft.width, draft.height)
    )
    return Shape(width, height, draft.rate)


def small_step(
    programme: Step,
    stretch: Excerpt,
    recipe: Recipe,
    limit: int,
    name: str,
    tags: Mapping[str, Sequence[str]] | None = None,
    profile: str = _PROFILE,
) -> Step:
    """A stretch of a finished programme as a file of `limit` bytes at most; sound is copied of a whole one only. `tags`
    are options that name its tracks, `profile` is one of H.264."""
    further: dict[str, Any] = {"copy": True} if recipe.copied else {}
    further |= {"profile": profile} if profile != _PROFILE else {}
    picture = recipe.picture
    params = {
        "limit": limit,
        "stretch": {**asdict(stretch), "rate": str(stretch.rate)},
        "sound": [recipe.sound, recipe.channels],
        "video": recipe.video,
        "size": [picture.width, picture.height] if picture else None,
        "threads": _THREADS,
        "preset": _PRESET,
        **further,
        **({"tags": {name: list(values) for name, values in tags.items()}} if tags else {}),
    }
    effort = 0.01 + (0.2 * picture.width * picture.height / (960 * 540) if picture else 0)
    label = _("{name}, small").format(name=name)
    weight = 0.5 + float(stretch.seconds) * effort
    return step("small", params, [programme], suffix=".mp4" if picture else ".m4a", label=label, weight=weight)


def small_wanted(stretch: Excerpt, recipe: Recipe) -> Wanted:
    """What such a file must measure: how loud it is was measured of the draft."""
    picture, sound = recipe.picture, WantedAudio("aac", channels=recipe.channels)
    if picture is None:
        return Wanted("mp4", None, sound, samples=stretch.samples)
    video = WantedVideo("h264", picture.width, picture.height, picture.rate, "progressive", "yuv420p")
    return Wanted("mp4", video, sound, frames=stretch.frames, samples=stretch.samples)


def make_small(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode, in two passes where there are pictures; with fewer bits until it is as small as it has to be."""
    bits = Fraction(1)
    if params["size"]:
        looked = [*_source(params, inputs[0], sound=False), *_pictures(params, bits, tools, 1)]
        tools.ffmpeg([*looked, "-f", "null", "-"])
    for _try in range(_TRIES):
        source = _source(params, inputs[0], sound=not params.get("copy"))
        tools.ffmpeg([*source, *_encoded(params, bits, tools), *_tags(params), *_file(output)])
        size = output.stat().st_size
        if size <= params["limit"]:
            return
        bits *= Fraction(params["limit"], size) * _ACCURACY
    raise MachineError(_("{name} does not get small enough.").format(name=output.name))


def _encoded(params: Params, bits: Fraction, tools: Tools) -> list[str]:
    pictures = _pictures(params, bits, tools, 2) if params["size"] else []
    if params.get("copy"):
        return [*pictures, "-map", "0:a:0", "-c:a", "copy"]
    kbits, channels = params["sound"]
    share = min(bits, Fraction(1)) if not params["size"] else 1
    sound = ["-map", "[sound]", "-c:a", "aac", "-b:a", str(int(kbits * 1000 * share)), "-ac", str(channels)]
    # The first packet holds nothing but the encoder's delay of 1024 samples.
    sound += ["-flags:a", "+bitexact", "-bsf:a", r"noise=drop=eq(n\,0)"]
    return [*pictures, *sound]


def _pictures(params: Params, bits: Fraction, tools: Tools, number: int) -> list[str]:
    """The options of one pass, of two. H.264 with 8 bits of 4:2:0, which every telephone plays."""
    kbits, rate = int(params["video"] * bits), Fraction(params["stretch"]["rate"])
    options: Mapping[str, Any] = {
        "c:v": "libx264",
        "preset": params["preset"],
        "profile:v": params.get("profile", _PROFILE),
        "pix_fmt": "yuv420p",
        "b:v": f"{kbits}k",
        "maxrate": f"{2 * kbits}k",
        "bufsize": f"{4 * kbits}k",
        "g": round_half_up(rate * _KEY_SECONDS),
        # Of a whole programme it would end the sound that is copied, too, before its last packet.
        **({} if params.get("copy") else {"frames:v": params["stretch"]["frames"]}),
        "threads": params["threads"],
        "video_track_timescale": rate.numerator,
        "pass": number,
        "passlogfile": tools.scratch / "pass",
        "flags:v": "+bitexact",
        **BT709,
    }
    return ["-map", "[pictures]", *_words(options)]


def _source(params: Params, programme: Path, sound: bool = True) -> list[str]:
    """The input and the graph of the stretch: sought to the second before it, then cut to the frame and the sample."""
    stretch = Excerpt(**{**params["stretch"], "rate": Fraction(params["stretch"]["rate"])})
    from_frames = stretch.start / stretch.rate
    sought = max(0, int(from_frames) - 1)
    seek = ["-ss", str(sought)] if sought else []
    graph = [_heard(stretch, sought, params["sound"][1])] if sound else []
    graph += [_seen(stretch, sought, params["size"])] if params["size"] else []
    return [*seek, "-i", f"file:{programme}", "-filter_complex", ";".join(graph)]


def _heard(stretch: Excerpt, sought: int, channels: int) -> str:
    start = Fraction(sample_at(stretch.start, stretch.rate), SAMPLE_RATE) - sought
    chain = f"atrim=start={float(start):.6f},asetpts=PTS-STARTPTS,apad=whole_len={stretch.samples}"
    # By itself ffmpeg adds both sides up to 3 dB louder where they are alike, as a voice is.
    folded = ",aresample=ochl=mono:rematrix_maxval=1" if channels == 1 else ""
    return f"[0:a:0]{chain},atrim=end_sample={stretch.samples}{folded}[sound]"


def _seen(stretch: Excerpt, sought: int, size: Sequence[int]) -> str:
    # Half a frame before the first: what is rounded on the way is less.
    start = max(Fraction(0), (stretch.start - Fraction(1, 2)) / stretch.rate - sought)
    scale = f"scale={size[0]}:{size[1]}:flags=bicubic+accurate_rnd+bitexact,setsar=1"
    tags = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
    return f"[0:v:0]trim=start={float(start):.6f},setpts=PTS-STARTPTS,{scale},format=yuv420p,{tags}[pictures]"


def _tags(params: Params) -> list[str]:
    given = params.get("tags", {})
    return [word for name, values in given.items() for value in values for word in (f"-{name}", value)]


def _file(output: Path) -> list[str]:
    return [*_words({"fflags": "+bitexact", "map_metadata": -1, **STREAMED}), f"file:{output}"]


def _words(options: Mapping[str, Any]) -> list[str]:
    return [word for name, value in options.items() for word in (f"-{name}", str(value))]
