"""What ffmpeg is told to make of a finished programme for those who look at it: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from pathlib import Path
from typing import Any

from newscast.base.timecode import SAMPLE_RATE, round_half_up
from newscast.deliverables.encodings import BT709, STREAMED
from newscast.qc.energy import weighing

_KEY_SECONDS = Fraction(1, 2)
"""Between pictures that stand alone: a player decodes half a second at most to show the frame it was asked for."""
_THREADS = 2


@dataclass(frozen=True)
class Piece:
    """A file that holds a stretch of a programme: so many `frames` of its picture after `lead` others, and so many
    `samples` of its sound, at 48 kHz, after `lead_samples` others."""

    path: str
    lead: int
    frames: int
    lead_samples: int
    samples: int


@dataclass(frozen=True)
class Programme:
    """A file, whether it has a picture and how it is; how many sound streams there are, and with how many channels.
    `pieces` are the files that hold it, one after another, where it is not all of the file at `path`."""

    path: Path
    width: int = 0
    height: int = 0
    rate: Fraction = Fraction(0)
    frames: int = 0
    channels: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def input(self) -> list[str]:
        paths = [each.path for each in self.pieces] or [str(self.path)]
        return [word for path in paths for word in ("-i", f"file:{path}")]


@dataclass(frozen=True)
class Quality:
    """So many pixels at most; `crf` as x264 counts, but never more than `video` kb/s; sound in kb/s."""

    pixels: int
    crf: int
    video: int
    sound: int
    preset: str


PHONE = Quality(pixels=768 * 432, crf=25, video=780, sound=96, preset="veryfast")
"""At most 1 Mb/s with all. Below 768x432 the names of lower thirds are hard to read on a phone."""
PLAY = Quality(pixels=1280 * 720, crf=21, video=5000, sound=160, preset="veryfast")
"""Good enough to judge by; what must be seen exactly is a still."""
SOUND = 128
"""kb/s of a programme without picture."""


def played(programme: Programme, quality: Quality, output: Path) -> list[str]:
    """Frame for frame the same programme, as every browser plays it: H.264 Main, AAC, the index first."""
    graph, maps = [], []
    if programme.frames:
        graph.append(_pictures(programme, quality))
        maps += ["-map", "[pictures]", *_words(_h264(programme, quality))]
    if programme.channels:
        graph.append(_sound(programme))
        kbits = quality.sound if programme.frames else min(quality.sound, SOUND)
        maps += ["-map", "[sound]", "-c:a", "aac", "-b:a", f"{kbits}k", "-flags:a", "+bitexact"]
        # The first packet holds nothing but the encoder's delay of 1024 samples.
        maps += ["-bsf:a", r"noise=drop=eq(n\,0)"]
    file = _words({"fflags": "+bitexact", "map_metadata": -1, **STREAMED, "f": "mp4"})
    return [*programme.input, "-filter_complex", ";".join(graph), *maps, *file, f"file:{output}"]


def still(programme: Programme, frame: int, width: int, output: Path) -> list[str]:
    """One frame as a JPEG; `width` 0 is that of the programme."""
    # ffmpeg begins with the first frame that is not before. A quarter of a frame is more than what containers round
    # times to, and less than the half that it rounds away itself where a container counts in frames, as MXF does.
    seek = max(Fraction(0), (frame - Fraction(1, 4)) / programme.rate)
    return [
        *("-ss", f"{float(seek):.6f}"),
        *programme.input,
        *("-map", "0:v:0", "-frames:v", "1", "-vf", _jpeg(_narrowed(width, programme.width))),
        *_JPEG,
        f"file:{output}",
    ]


def picture(source: Path, width: int, output: Path) -> list[str]:
    """A picture that is listed, no wider than `width`."""
    scale = f"min({width}\\,iw):-2"
    graph = f"scale={scale}:flags=area:out_range=pc,format=yuvj420p"
    return ["-i", f"file:{source}", "-map", "0:v:0", "-frames:v", "1", "-vf", graph, *_JPEG, f"file:{output}"]


def moment(source: Path, seconds: Fraction, width: int, output: Path) -> list[str]:
    """What any film shows so many seconds after its own start, upright, no wider than `width`."""
    scale = f"scale='min({width},iw*sar)':-2:flags=area:out_range=pc,setsar=1,format=yuvj420p"
    seek = ("-ss", f"{float(seconds):.3f}", "-i", f"file:{source}")
    return [*seek, "-map", "0:v:0", "-frames:v", "1", "-vf", scale, *_JPEG, f"file:{output}"]


def samples(programme: Programme, output: Path) -> list[str]:
    """The sound as samples of 16 bits, left and right as one."""
    graph = f"{_sound(programme)};[sound]aformat=channel_layouts=mono[one]"
    options = ["-map", "[one]", "-ar", str(SAMPLE_RATE), "-c:a", "pcm_s16le", "-f", "s16le"]
    return [*programme.input, "-filter_complex", graph, *options, f"file:{output}"]


def energy(programme: Programme, output: Path) -> list[str]:
    """The K-weighted energy of the sound, as newscast.qc.energy reads it."""
    graph = f"{_sound(programme)};{weighing('[sound]')}[energy]"
    options = ["-map", "[energy]", "-c:a", "pcm_f32le", "-f", "f32le"]
    return [*programme.input, "-filter_complex", graph, *options, f"file:{output}"]


def within(width: int, height: int, pixels: int) -> tuple[int, int]:
    """A shape with so many pixels at most, and sides that are even."""
    if width * height <= pixels:
        return width // 2 * 2, height // 2 * 2
    long = isqrt(pixels * max(width, height) // min(width, height)) // 2 * 2
    short = max(2, round_half_up(Fraction(long * min(width, height), max(width, height) * 2)) * 2)
    return (long, short) if width >= height else (short, long)


_JPEG = ("-c:v", "mjpeg", "-q:v", "3", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "image2", "-update", "1")


def _pictures(programme: Programme, quality: Quality) -> str:
    width, height = within(programme.width, programme.height, quality.pixels)
    scale = f"scale={width}:{height}:flags=bicubic,setsar=1,format=yuv420p"
    tags = "setparams=field_mode=prog:range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
    # Counted, not timed: frame n of the rendition is frame n of the programme.
    counted = f"settb=1/{programme.rate.numerator},setpts=N*{programme.rate.denominator}"
    return f"{_seen(programme)}{scale},{tags},{counted}[pictures]"


def _seen(programme: Programme) -> str:
    """What the pictures are taken from: the one file, or what holds them of each."""
    if not programme.pieces:
        return "[0:v:0]"
    cuts = []
    for number, each in enumerate(programme.pieces):
        trimmed = f"trim=start_frame={each.lead}:end_frame={each.lead + each.frames},setpts=PTS-STARTPTS"
        cuts.append(f"[{number}:v:0]{trimmed}[v{number}]")
    inputs = "".join(f"[v{number}]" for number in range(len(cuts)))
    return f"{';'.join(cuts)};{inputs}concat=n={len(cuts)}:v=1:a=0,"


def _sound(programme: Programme) -> str:
    """Two channels: those of the first stream, or the first two streams where they have one each."""
    if not programme.pieces:
        return f"{_stereo(0, programme.channels)}[sound]"
    cuts = [
        f"{_stereo(number, programme.channels)},{_stretch(each)}[a{number}]"
        for number, each in enumerate(programme.pieces)
    ]
    inputs = "".join(f"[a{number}]" for number in range(len(cuts)))
    return f"{';'.join(cuts)};{inputs}concat=n={len(cuts)}:v=0:a=1[sound]"


def _stretch(piece: Piece) -> str:
    """The samples of a piece, and as many as it should have where a codec lost some."""
    end = piece.lead_samples + piece.samples
    trimmed = f"aresample={SAMPLE_RATE},atrim=start_sample={piece.lead_samples}:end_sample={end}"
    return f"{trimmed},asetpts=PTS-STARTPTS,apad=whole_len={piece.samples}"


def _stereo(number: int, channels: tuple[int, ...]) -> str:
    if channels[:2] == (1, 1):
        return f"[{number}:a:0][{number}:a:1]join=inputs=2:channel_layout=stereo"
    return f"[{number}:a:0]aformat=channel_layouts=stereo"


def _h264(programme: Programme, quality: Quality) -> Mapping[str, Any]:
    return {
        "c:v": "libx264",
        "preset": quality.preset,
        "profile:v": "main",
        "crf": quality.crf,
        "maxrate": f"{quality.video}k",
        "bufsize": f"{quality.video}k",
        "g": max(1, round_half_up(programme.rate * _KEY_SECONDS)),
        "frames:v": programme.frames,
        "fps_mode": "passthrough",
        "threads": _THREADS,
        "video_track_timescale": programme.rate.numerator,
        "flags:v": "+bitexact",
        **BT709,
    }


def _narrowed(width: int, whole: int) -> str:
    return f"{width}:-2" if 0 < width < whole else "iw:ih"


def _jpeg(size: str) -> str:
    """A picture of television as JPEG files have it: the colours of BT.601, in full range."""
    return f"scale={size}:flags=area:in_color_matrix=bt709:out_color_matrix=bt601:out_range=pc,format=yuvj420p"


def _words(options: Mapping[str, Any]) -> Sequence[str]:
    return [word for name, value in options.items() for word in (f"-{name}", str(value))]
