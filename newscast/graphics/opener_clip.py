"""Rendering an opener: MoviePy lays the drawn layers over each other frame by frame, ffmpeg encodes what it yields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.canvas import DESIGN_SIZES
from newscast.graphics.catalogue import PICTURED
from newscast.graphics.fill import only_layer
from newscast.graphics.opener import DESIGNED
from newscast.graphics.opener_stage import Drawn, Stage
from newscast.graphics.raster import drawn, filled, template_of
from newscast.graphics.template import travel_of
from newscast.step.step import Params, Tools

if TYPE_CHECKING:
    from moviepy import VideoClip

_TEMPLATE_RATE = 30
_CHUNK = 24
"""Frames handed to ffmpeg at a time: some 150 MB of raw picture."""


def make_opener(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `opener`."""
    width, height = params["size"]
    clip, count, rate = _clip(params, inputs), params["frames"], Fraction(params["rate"])
    pieces: list[Path] = []
    raw_format, encoding = (_RGBA, _CLEAR) if _is_pictured(params) else (_RGB, _OPAQUE)
    source = ["-f", "rawvideo", "-pix_fmt", raw_format, "-s", f"{width}x{height}", "-r", params["rate"]]
    for first in range(0, count, _CHUNK):
        raw = tools.scratch / "frames.raw"
        with raw.open("wb") as file:
            for frame in range(first, min(first + _CHUNK, count)):
                file.write(_pixels(clip, frame, rate))
        piece = tools.scratch / f"piece{len(pieces):03}{output.suffix}"
        tools.ffmpeg([*source, "-i", f"file:{raw}", *encoding, f"file:{piece}"])
        raw.unlink()
        pieces.append(piece)
    listing = tools.scratch / "pieces.txt"
    listing.write_text("".join(f"file '{piece.name}'\n" for piece in pieces), encoding="utf-8")
    joining = ["-f", "concat", "-safe", "0", "-i", f"file:{listing}", "-map", "0:v", "-c", "copy"]
    tools.ffmpeg([*joining, "-fflags", "+bitexact", f"file:{output}"])


_RGB, _RGBA = "rgb24", "rgba"
_TAGS = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"]
_SCALE = "scale=in_range=pc:out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+bitexact+bicubic,format=yuv420p"
_OPAQUE = [
    *("-vf", _SCALE, "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-bf", "0", "-threads", "1"),
    *(*_TAGS, "-fflags", "+bitexact", "-flags:v", "+bitexact"),
]
_CLEAR = ["-c:v", "qtrle", "-pix_fmt", "argb", "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
"""Colours and opacity, without loss."""


def _is_pictured(params: Params) -> bool:
    """Whether a picture is seen where the layer of that name is."""
    return bool(params["texts"].get(PICTURED))


def _pixels(clip: VideoClip, frame: int, rate: Fraction) -> memoryview:
    """A frame as raw RGB or RGBA. The time of its middle is asked for: rounding never gives its neighbour."""
    import numpy as np

    shown = clip.get_frame(float((frame + Fraction(1, 2)) / rate))
    return np.ascontiguousarray(shown, np.uint8).data


def _clip(params: Params, inputs: Sequence[Path]) -> VideoClip:
    """The animation as a clip of MoviePy. Pillow lays each cropped layer: five times as fast as a composite clip."""
    import numpy as np
    from moviepy import VideoClip

    rate = Fraction(params["rate"])
    scale = params["size"][1] / DESIGN_SIZES[params["canvas"]][1]
    pace = Fraction(_TEMPLATE_RATE) / min(Fraction(1), params["frames"] * _TEMPLATE_RATE / (DESIGNED * rate))
    last = int(params["frames"] / rate * pace)
    mode = "RGBA" if _is_pictured(params) else "RGB"
    layers = [_lasting(layer, last) for layer in _drawn(params, inputs, mode)]
    settled = max(layer.enter.delay + layer.enter.frames for layer in layers)
    stage = Stage(mode, tuple(params["size"]), layers, scale)

    @lru_cache(maxsize=1)
    def frame_of(elapsed: float) -> Any:
        return np.asarray(stage.at(elapsed))

    def frame_at(time: float) -> Any:
        return frame_of(min(time * float(pace), settled))

    return VideoClip(frame_at, duration=float((params["frames"] + 1) / rate))


def _drawn(params: Params, inputs: Sequence[Path], mode: str) -> Iterator[Drawn]:
    from PIL import Image

    root, fonts = filled(params, inputs)
    present = {name for name, text in params["texts"].items() if text} | {role for role, _ in params["inputs"]}
    for layer in template_of(params, inputs).layers:
        if layer.shown(present):
            picture, x, y = drawn(only_layer(root, layer.label), fonts, travel_of(layer))
            colors = picture.convert("RGB").convert(mode)
            if layer.label == PICTURED:
                colors = Image.new(mode, picture.size)
            yield Drawn(colors, picture.getchannel("A"), x, y, layer.enter)


def _lasting(layer: Drawn, last: int) -> Drawn:
    """The layer; one that drifts does so to the end, at frame `last` of the template's rate."""
    enter = layer.enter
    if enter.frames <= DESIGNED:
        return layer
    return replace(layer, enter=replace(enter, frames=max(enter.frames, last - enter.delay)))
