"""Two ways to write the same ffmpeg commands by hand: as tutorials teach it, and with all that newscast does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.command import Command, text
from bench.placed import Scene, Sheet
from newscast.graphics.fonts import built_in_files

_MIXED_TO = {"tv": (-24, -2), "web": (-16, -1), "reel": (-14, -1), "square": (-14, -1), "radio": (-23, -1)}
"""LUFS and dBTP of each deliverable."""
_GAIN = {"tv": 0, "web": 8, "reel": 10, "square": 10, "radio": 1}
"""dB from the mix to the target, for who knows them beforehand."""
_IN, _OUT = 0.5, 0.33
"""Seconds in which graphics fade."""


@dataclass(frozen=True)
class Craft:
    """How one works: scaling flags, how photos get closer, how graphics are laid over, how loudness is reached."""

    flags: str
    zoom: Callable[[Scene, Sheet], str]
    lay: Callable[[Command, str, Sheet], str]
    loudness: Callable[[str], str]


def _zoompan(scene: Scene, sheet: Sheet) -> str:
    """The filter that is there for it, on a picture made four times as large, without which it jitters."""
    large = f"scale={4 * sheet.width}:{4 * sheet.height}"
    middle = "x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2'"
    size = f"s={sheet.width}x{sheet.height}:fps={text(sheet.rate)}"
    return f"{large},zoompan=z='1+0.04*on/{scene.frames}':{middle}:d={scene.frames}:{size}"


def _perspective(scene: Scene, sheet: Sheet) -> str:
    share = f"0.02*2*(on-1)/{max(1, scene.frames - 1)}"
    corners = (f"x0=W*{share}:y0=H*{share}:x1=W-W*{share}:y1=H*{share}:"
               f"x2=W*{share}:y2=H-H*{share}:x3=W-W*{share}:y3=H-H*{share}")  # fmt: skip
    keys = f"tpad=stop={scene.frames // 2 + 1}:stop_mode=clone,settb={text(1 / sheet.rate)},setpts=2*N"
    between = f"framerate=fps={text(sheet.rate)}:interp_start=0:interp_end=255:flags=0,trim=end_frame={scene.frames}"
    return f"{keys},perspective={corners}:interpolation=linear:sense=source:eval=frame,{between}"


def _plates(command: Command, picture: str, sheet: Sheet) -> str:
    """Each graphic as one PNG of the whole canvas, looped and faded; the bug as a small one; captions by libass."""
    for plate in sheet.plates:
        if plate.held:
            png = f"{command.input('-i', plate.png)}:v"
            (picture,) = command.chain([picture, png], f"overlay={plate.x}:{plate.y}")
            continue
        begin, seconds = float(plate.first / sheet.rate), float(plate.frames / sheet.rate)
        looped = command.input("-loop", "1", "-framerate", text(sheet.rate), "-t", f"{seconds:.4f}", "-i", plate.png)
        fades = f"fade=in:d={_IN}:alpha=1,fade=out:st={max(0.0, seconds - _OUT):.3f}:d={_OUT}:alpha=1"
        (faded,) = command.chain([f"{looped}:v"], f"format=rgba,{fades},setpts=PTS+{begin:.4f}/TB")
        shown = f"between(t,{begin:.4f},{begin + seconds:.4f})"
        (picture,) = command.chain([picture, faded], f"overlay=0:0:eof_action=pass:enable='{shown}'")
    if sheet.captions:
        fonts = Path(built_in_files("Source Sans Pro")[0]).parent
        (picture,) = command.chain([picture], f"ass={sheet.captions}:fontsdir={fonts}")
    return picture


def _layers(command: Command, picture: str, sheet: Sheet) -> str:
    """The PNGs that newscast cut to what they show, captions too, each read once and held."""
    for lay in sheet.lays:
        png = command.input("-i", lay.png)
        when = f"between(n,{lay.first},{lay.first + lay.frames - 1})"
        (picture,) = command.chain([picture, f"{png}:v"], f"overlay={lay.x}:{lay.y}:format=yuv420:enable='{when}'")
    return picture


def _loudnorm(name: str) -> str:
    loudness, peak = _MIXED_TO[name]
    return f"loudnorm=I={loudness}:TP={peak}:LRA=11,aresample=48000"


def _fixed(name: str) -> str:
    return f"volume={_GAIN[name]}dB,alimiter=limit=0.89:level=0,aresample=48000"


USUAL = Craft("bicubic", _zoompan, _plates, _loudnorm)
BEST = Craft("bicubic+accurate_rnd+bitexact+full_chroma_int", _perspective, _layers, _fixed)
