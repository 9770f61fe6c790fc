"""A picture that is seen where a layer is, which may move meanwhile, as filters of ffmpeg."""

from __future__ import annotations

from math import ceil
from typing import Any

from newscast.base.canvas import Canvas
from newscast.graphics.model import Layer
from newscast.graphics.overlay import way_left
from newscast.step.nodes import filtered, source


def matted(base: Any, picture: Any, layer: Layer, canvas: Canvas, at: int | None = None) -> Any:
    """The base with a picture over it where the layer is, as opaque as that: both as large as the canvas, of one clock
    and as long as the layer. Of the layer only its opacity counts, and how and when it comes in.

    With `at` both are one picture, and the layer stands as it does in its frame of that number.
    """
    delay = layer.enter.delay
    if at is not None and at < delay:
        return base
    mask = _moved(_roomy(layer, canvas), layer, canvas, layer.frames if at is None else at + 1)
    if at is not None:
        mask = mask.filter("trim", start_frame=at)
    clock = f"{canvas.rate.denominator}/{canvas.rate.numerator}"
    mask = mask.filter("settb", clock).filter("setpts", "N")
    seen = filtered([picture.filter("format", "yuva420p"), mask], "alphamerge")
    late = {"enable": f"gte(n,{delay})"} if delay and at is None else {}
    return filtered([base, seen], "overlay", **late, format="yuv420")


def _roomy(layer: Layer, canvas: Canvas) -> Any:
    """How opaque the layer is on the canvas and as far around it as it moves: one picture of brightness alone."""
    across, down = _room(layer, canvas)
    x, y = (f"{{{axis}:{layer.image.identity}}}+{room}" for axis, room in (("x", across), ("y", down)))
    size = canvas.width + 2 * across, canvas.height + 2 * down
    drawn = source(layer.image.ref).filter("format", "rgba")
    return drawn.filter("pad", *size, x, y, color="black@0").filter("alphaextract")


def _moved(mask: Any, layer: Layer, canvas: Canvas, count: int) -> Any:
    """What of that is on the canvas in each of so many frames, on even pixels as overlay() has it: a crop copies
    nothing. One more comes first, as a fade begins with nothing."""
    enter = layer.enter
    mask = mask.filter("loop", loop=count, size=1, start=0)
    left = way_left(enter, f"n-{enter.delay}") if enter.frames else "0"
    ways = (f"{float(way * canvas.scale):g}*{left}" for way in (enter.dx, enter.dy))
    corners = (f"{{{axis}:{layer.image.identity}}}" for axis in "xy")
    places = [
        f"{room}+{corner}-2*floor(trunc({corner}+{way})/2)"
        for room, corner, way in zip(_room(layer, canvas), corners, ways, strict=True)
    ]
    mask = mask.filter("crop", canvas.width, canvas.height, *places)
    if enter.fade and enter.frames:
        mask = mask.filter("fade", type="in", start_frame=enter.delay, nb_frames=enter.frames + 1)
    return mask.filter("trim", start_frame=1)


def _room(layer: Layer, canvas: Canvas) -> tuple[int, int]:
    """Pixels to either side, and above and below, by which a layer may reach out of the canvas on its way."""
    across, down = (2 * ceil(abs(way) * canvas.scale / 2) + 2 for way in (layer.enter.dx, layer.enter.dy))
    return across, down
