"""Rendering an opener: MoviePy lays the drawn layers over each other frame by frame, ffmpeg encodes what it yields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.canvas import DESIGN_SIZES
from newscast.graphics.fill import only_layer
from newscast.graphics.opener import lasting, pace_of
from newscast.graphics.opener_stage import Drawn, Stage
from newscast.graphics.raster import drawn, filled, template_of
from newscast.graphics.template import travel_of
from newscast.step.step import Params, Tools

if TYPE_CHECKING:
    from moviepy import VideoClip

_CHUNK = 24
"""Frames handed to ffmpeg at a time: some 150 MB of raw picture."""


def make_opener(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `opener`."""
    width, height = params["size"]
    clip, count, rate = _clip(params, inputs), params["frames"], Fraction(params["rate"])
    pieces: list[Path] = []
    source = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", params["rate"]]
    for first in range(0, count, _CHUNK):
        raw = tools.scratch / "frames.raw"
        with raw.open("wb") as file:
            for frame in range(first, min(first + _CHUNK, count)):
                file.write(_pixels(clip, frame, rate))
        piece = tools.scratch / f"piece{len(pieces):03}{output.suffix}"
        tools.ffmpeg([*source, "-i", f"file:{raw}", *_ENCODING, f"file:{piece}"])
        raw.unlink()
        pieces.append(piece)
    listing = tools.scratch / "pieces.txt"
    listing.write_text("".join(f"file '{piece.name}'\n" for piece in pieces), encoding="utf-8")
    joining = ["-f", "concat", "-safe", "0", "-i", f"file:{listing}", "-map", "0:v", "-c", "copy"]
    tools.ffmpeg([*joining, "-fflags", "+bitexact", f"file:{output}"])


_TAGS = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"]
_SCALE = "scale=in_range=pc:out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+bitexact+bicubic,format=yuv420p"
_ENCODING = [
    *("-vf", _SCALE, "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-bf", "0", "-threads", "1"),
    *(*_TAGS, "-fflags", "+bitexact", "-flags:v", "+bitexact"),
]


def _pixels(clip: VideoClip, frame: int, rate: Fraction) -> memoryview:
    """A frame as raw RGB. The time of its middle is asked for: rounding never gives its neighbour."""
    import numpy as np

    shown = clip.get_frame(float((frame + Fraction(1, 2)) / rate))
    return np.ascontiguousarray(shown, np.uint8).data


def _clip(params: Params, inputs: Sequence[Path]) -> VideoClip:
    """The animation as a clip of MoviePy. Pillow lays each cropped layer: five times as fast as a composite clip."""
    import numpy as np
    from moviepy import VideoClip

    rate = Fraction(params["rate"])
    scale = params["size"][1] / DESIGN_SIZES[params["canvas"]][1]
    pace = float(pace_of(params["frames"], rate))
    drawn_ones = _drawn(params, inputs)
    layers = [replace(layer, enter=lasting(layer.enter, params["frames"], rate)) for layer in drawn_ones]
    settled = max(layer.settled for layer in layers)
    stage = Stage(tuple(params["size"]), layers, scale, pace, params["colors"]["primary"])

    @lru_cache(maxsize=1)
    def frame_of(elapsed: float) -> Any:
        return np.asarray(stage.at(elapsed))

    def frame_at(time: float) -> Any:
        return frame_of(min(time * pace, settled))

    return VideoClip(frame_at, duration=float((params["frames"] + 1) / rate))


def _drawn(params: Params, inputs: Sequence[Path]) -> Iterator[Drawn]:
    root, fonts = filled(params, inputs)
    present = {name for name, text in params["texts"].items() if text} | {role for role, _ in params["inputs"]}
    for layer in template_of(params, inputs).layers:
        if layer.shown(present):
            picture, x, y = drawn(only_layer(root, layer.label), fonts, travel_of(layer))
            roll = layer.roll.evenly(Fraction(params["rate"]))
            whole = Drawn(picture.convert("RGB"), picture.getchannel("A"), x, y, layer.enter, layer.sway, roll)
            yield whole
            if layer.roll.speed:
                yield replace(whole, copy=1)
