"""Rendering an opener: MoviePy lays the drawn layers over each other frame by frame, ffmpeg encodes what it yields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.canvas import DESIGN_SIZES
from newscast.graphics.catalogue import PICTURED
from newscast.graphics.easing import EASES
from newscast.graphics.fill import only_layer
from newscast.graphics.model import Motion
from newscast.graphics.opener import DESIGNED
from newscast.graphics.raster import drawn, filled, template_of
from newscast.graphics.template import travel_of
from newscast.step.step import Params, Tools

if TYPE_CHECKING:
    from moviepy import VideoClip
    from PIL.Image import Image

_TEMPLATE_RATE = 30
_CHUNK = 24
"""Frames handed to ffmpeg at a time: some 150 MB of raw picture."""


def make_opener(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `opener`."""
    width, height = params["size"]
    frames = _frames(_clip(params, inputs), params["frames"], Fraction(params["rate"]))
    pieces: list[Path] = []
    raw_format, encoding = (_RGBA, _CLEAR) if _is_pictured(params) else (_RGB, _OPAQUE)
    source = ["-f", "rawvideo", "-pix_fmt", raw_format, "-s", f"{width}x{height}", "-r", params["rate"]]
    while chunk := list(islice(frames, _CHUNK)):
        raw = tools.scratch / "frames.raw"
        raw.write_bytes(b"".join(chunk))
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


def _frames(clip: VideoClip, count: int, rate: Fraction) -> Iterator[bytes]:
    """Each frame as raw RGB or RGBA. The time of its middle is asked for: rounding never gives its neighbour."""
    for frame in range(count):
        yield clip.get_frame(float((frame + Fraction(1, 2)) / rate)).astype("uint8").tobytes()


@dataclass(frozen=True)
class _Drawn:
    """A layer as it will be laid: its colours (nothing, where a picture is seen), its opacity, and its place when at
    rest, in pixels."""

    colors: Image
    opacity: Image
    x: int
    y: int
    enter: Motion


def _clip(params: Params, inputs: Sequence[Path]) -> VideoClip:
    """The animation as a clip of MoviePy. Pillow lays each cropped layer: five times as fast as a composite clip."""
    import numpy as np
    from moviepy import VideoClip
    from PIL import Image

    width, height = params["size"]
    rate = Fraction(params["rate"])
    scale = height / DESIGN_SIZES[params["canvas"]][1]
    pace = Fraction(_TEMPLATE_RATE) / min(Fraction(1), params["frames"] * _TEMPLATE_RATE / (DESIGNED * rate))
    last = int(params["frames"] / rate * pace)
    mode = "RGBA" if _is_pictured(params) else "RGB"
    layers = [_lasting(layer, last) for layer in _drawn(params, inputs, mode)]
    settled = max(layer.enter.delay + layer.enter.frames for layer in layers)

    @lru_cache(maxsize=1)
    def frame_of(elapsed: float) -> Any:
        frame = Image.new(mode, (width, height))
        for layer in layers:
            _lay(frame, layer, _progress(elapsed, layer.enter), scale)
        return np.asarray(_unmultiplied(frame) if mode == "RGBA" else frame)

    def frame_at(time: float) -> Any:
        return frame_of(min(time * float(pace), settled))

    return VideoClip(frame_at, duration=float((params["frames"] + 1) / rate))


def _unmultiplied(frame: Image) -> Image:
    """Colours as they are, of a frame in which they are multiplied with their opacity, as laying layers makes them."""
    from PIL import Image

    return Image.frombytes("RGBa", frame.size, frame.tobytes()).convert("RGBA")


def _drawn(params: Params, inputs: Sequence[Path], mode: str) -> Iterator[_Drawn]:
    from PIL import Image

    root, fonts = filled(params, inputs)
    present = {name for name, text in params["texts"].items() if text} | {role for role, _ in params["inputs"]}
    for layer in template_of(params, inputs).layers:
        if layer.shown(present):
            picture, x, y = drawn(only_layer(root, layer.label), fonts, travel_of(layer))
            colors = picture.convert("RGB").convert(mode)
            if layer.label == PICTURED:
                colors = Image.new(mode, picture.size)
            yield _Drawn(colors, picture.getchannel("A"), x, y, layer.enter)


def _lasting(layer: _Drawn, last: int) -> _Drawn:
    """The layer; one that drifts does so to the end, at frame `last` of the template's rate."""
    enter = layer.enter
    if enter.frames <= DESIGNED:
        return layer
    return replace(layer, enter=replace(enter, frames=max(enter.frames, last - enter.delay)))


def _lay(frame: Image, layer: _Drawn, progress: float, scale: float) -> None:
    """Lay a layer where it is when that share of its time to enter has gone by, on its curve."""
    enter = layer.enter
    opacity = layer.opacity
    if enter.fade and progress < 1:
        if progress <= 0:
            return
        opacity = opacity.point([round(value * progress) for value in range(256)])
    left = EASES[enter.ease].left(1 - progress) * scale
    frame.paste(layer.colors, (round(layer.x + enter.dx * left), round(layer.y + enter.dy * left)), opacity)


def _progress(frames: float, enter: Motion) -> float:
    """The share of a layer's time to enter, at so many frames of the template's own rate."""
    if not enter.frames:
        return 1.0
    return min(1.0, max(0.0, (frames - enter.delay) / enter.frames))
