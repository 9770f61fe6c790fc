"""Laying a layer over a picture, as filters of ffmpeg: exact in frames, and nearly free while nothing moves.

The PNG is read as one frame. It is repeated only for the frames of a fade; while the layer holds still, overlay itself
repeats the last frame (measured: 0.1 ms a frame, where a looped input costs 5 ms).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from newscast.base.canvas import Canvas
from newscast.graphics.easing import EASES
from newscast.graphics.model import Layer, Motion
from newscast.step.nodes import filtered, source

BEHIND = 24
"""Design pixels from the end of a layer that rolls to where it begins again."""


def overlay(base: Any, layer: Layer, canvas: Canvas) -> Any:
    """The base with the layer over it, as ffmpeg-python streams.

    `base` is yuv420p and said to be BT.709, tv range (untagged, ffmpeg would take the layer to another matrix), at
    exactly `canvas.rate`, and starts at frame 0. `{x:...}` and `{y:...}`
    stand for the offset of the layer's picture, which the engine reads from the PNG.
    """
    first = layer.start + layer.enter.delay
    last = layer.start + layer.frames - layer.leave.delay - 1
    if last < first:
        return base
    picture = _frames(source(layer.image.ref), layer, first, last, canvas.rate)
    for copy, each in enumerate(_copies(picture, layer)):
        base = _laid(base, each, layer, first, last, canvas, copy=copy, enable=f"between(n,{first},{last})")
    return base


def overlay_at(base: Any, layer: Layer, canvas: Canvas, at: int) -> Any:
    """One picture, the base, with the layer over it as it stands at frame `at` of whatever it is laid over."""
    layer, at = replace(layer, start=0), at - layer.start
    first = layer.start + layer.enter.delay
    last = layer.start + layer.frames - layer.leave.delay - 1
    if not first <= at <= last:
        return base
    picture = source(layer.image.ref)
    if layer.passing:
        number, picture = at - first, _window(picture, layer, first, last)
    else:
        times = _times(layer, first, last)
        number, picture = bisect(times, at) - 1, _pictures(picture, layer, times)
    alone = picture.filter("trim", start_frame=number, end_frame=number + 1).filter("setpts", "0")
    for copy, each in enumerate(_copies(alone, layer)):
        base = _laid(base, each, layer, first, last, canvas, n=str(at + 1), copy=copy)
    return base


def _copies(picture: Any, layer: Layer) -> list[Any]:
    """As many of a layer as are seen at once: of one that rolls the next one follows the one before."""
    if not layer.roll.speed:
        return [picture]
    both = picture.filter_multi_output("split", 2)
    return [both.stream(number) for number in range(2)]


def _laid(
    base: Any,
    picture: Any,
    layer: Layer,
    first: int,
    last: int,
    canvas: Canvas,
    n: str = "n",
    copy: int = 0,
    **when: str,
) -> Any:
    return filtered(
        [base, picture],
        "overlay",
        x=_place("x", layer, first, last, canvas, n, copy),
        y=_place("y", layer, first, last, canvas, n),
        **when,
        format="yuv420",
    )


def _frames(picture: Any, layer: Layer, first: int, last: int, rate: Fraction) -> Any:
    """One frame for every frame of the fades and one to hold between them, or for each change meanwhile, each half a
    frame before it is wanted."""
    half = Fraction(1, 2) / rate
    if layer.passing:
        return _timed(_window(picture, layer, first, last), f"N+{first}", half)
    times = _times(layer, first, last)
    picture = _pictures(picture, layer, times)
    fade_in, leaving = _fading(layer.enter), last + 1 - _fading(layer.leave)
    wanted = f"if(lte(N,{fade_in}),N+{first},N-{fade_in + 1}+{leaving})"
    if len(layer.changes) > 1:
        wanted = _stepwise("N", times)
    if len(times) == 1:
        # As long as one is still to come, overlay copies all of each picture below, also of those it is not laid over.
        wanted = "0"
    return _timed(picture, wanted, half)


def _timed(picture: Any, wanted: str, half: Fraction) -> Any:
    return picture.filter("settb", f"{half.numerator}/{half.denominator}").filter("setpts", f"2*({wanted})-1")


def _window(picture: Any, layer: Layer, first: int, last: int) -> Any:
    """What is seen of a picture that goes by, in each frame from `first` to `last`: a crop copies nothing."""
    fade_in, fade_out = _fading(layer.enter), _fading(layer.leave)
    frames, gone = last + 1 - first, first - layer.start + layer.since
    whole = (layer.frames + layer.since) * layer.passing
    picture = _over_pictures(picture).filter("loop", loop=frames, size=1, start=0)
    picture = picture.filter("crop", f"iw-{whole}", "ih", f"(n+{gone})*{layer.passing}", "0")
    if fade_in:
        picture = picture.filter("fade", type="in", start_frame=0, nb_frames=fade_in + 1, alpha=1)
    if fade_out:
        picture = picture.filter("fade", type="out", start_frame=frames - fade_out, nb_frames=fade_out + 1, alpha=1)
    return picture.filter("trim", start_frame=1)


def _over_pictures(picture: Any) -> Any:
    """A drawing in the colours of what it is laid over."""
    picture = picture.filter("scale", out_color_matrix="bt709", out_range="tv", flags="accurate_rnd+bitexact")
    return picture.filter("format", "yuva420p")


def _times(layer: Layer, first: int, last: int) -> list[int]:
    """The frames from which on the layer is another picture than before, at its place."""
    fade_in, fade_out = _fading(layer.enter), _fading(layer.leave)
    changes = [layer.start + change for change in layer.changes]
    holding, leaving = first + fade_in, last + 1 - fade_out
    # A picture after the last frame of what it is laid over would make that one longer.
    held = [holding, *(change for change in changes if holding < change < leaving)] if holding <= last else []
    return [*range(first, holding), *held, *range(leaving, last + 1)]


def _pictures(picture: Any, layer: Layer, times: Sequence[int]) -> Any:
    """The picture of each of these times, one frame each."""
    fade_in, fade_out = _fading(layer.enter), _fading(layer.leave)
    held = len(times) - fade_in - fade_out
    picture = _over_pictures(picture)
    fading = fade_in or fade_out
    if fading or held > 1:
        picture = picture.filter("loop", loop=fade_in + fade_out + held - (not fading), size=1, start=0)
    if fade_in:
        picture = picture.filter("fade", type="in", start_frame=0, nb_frames=fade_in + 1, alpha=1)
    if fade_out:
        picture = picture.filter("fade", type="out", start_frame=fade_in + held, nb_frames=fade_out + 1, alpha=1)
    if fading:
        picture = picture.filter("trim", start_frame=1)
    if len(layer.changes) > 1:
        changes = [layer.start + change for change in layer.changes]
        picture = _one_of(picture, len(changes), [bisect(changes, time) - 1 for time in times])
    return picture


def _one_of(sheet: Any, count: int, numbers: Sequence[int]) -> Any:
    """Of `count` pictures one below the other, that of each frame's number: a crop copies nothing."""
    return sheet.filter("crop", "iw", f"ih/{count}", "0", f"ih*({_stepwise('n', numbers)})/{count}")


def _stepwise(variable: str, values: Sequence[int]) -> str:
    """An expression of the number of a frame that has these values, one after the other."""
    steps = [(at, after - before) for at, (before, after) in enumerate(pairwise(values), 1) if after != before]
    return "+".join([str(values[0]), *(f"gte({variable},{at})*{step}" for at, step in steps)])


def _fading(motion: Motion) -> int:
    """How many frames are less than opaque."""
    return motion.frames if motion.fade else 0


def _place(axis: str, layer: Layer, first: int, last: int, canvas: Canvas, n: str = "n", copy: int = 0) -> str:
    """The place along one axis at each frame: as its curve says on the way in and out,
    and to and fro meanwhile where it sways.

    overlay's own `n` counts from 1, that of `enable` from 0.
    """
    terms = [f"{{{axis}:{layer.image.identity}}}"]
    if corner := layer.origin["xy".index(axis)]:
        terms.append(f"({corner})")
    if axis == "x" and layer.roll.speed:
        return _rolling(terms[0], layer, first, canvas, n, copy)
    if axis == "y" and layer.drop:
        terms.append(f"({round(layer.drop * canvas.scale / 2) * 2})")
    enter, leave = layer.enter, layer.leave
    travel_in, travel_out = (getattr(motion, f"d{axis}") * canvas.scale for motion in (enter, leave))
    if travel_in and enter.frames:
        terms.append(f"{_number(travel_in)}*{way_left(enter, f'{n}-{first}')}")
    if travel_out and leave.frames:
        begin = last + 1 - leave.frames
        left = f"clip(({n}-{begin})/{leave.frames + 1},0,1)"
        terms.append(f"{_number(travel_out)}*{EASES[leave.ease].expression.format(left=left)}")
    if layer.sway.moves and getattr(layer.sway, f"d{axis}"):
        terms.append(swung(axis, layer, f"{n}-{first}", canvas))
    return "+".join(terms)


def swung(axis: str, layer: Layer, gone: str, canvas: Canvas) -> str:
    """How far a layer that sways is from its place, so many frames after it began to come in, as an expression."""
    far = getattr(layer.sway, f"d{axis}") * canvas.scale
    return f"{_number(far)}*sin(2*PI*({gone})/{_number(layer.sway.seconds * canvas.rate)})"


def way_left(enter: Motion, gone: str) -> str:
    """The share of its way that a layer has left which comes in, so many frames after it began to, as an expression."""
    left = f"1-clip(({gone})/{enter.frames},0,1)"
    return EASES[enter.ease].expression.format(left=_in_brackets(left, enter.ease))


def _in_brackets(term: str, ease: str) -> str:
    """A difference as one value, where the curve does not stand it between commas alone."""
    return term if EASES[ease].expression.startswith("pow") else f"({term})"


def _rolling(place: str, layer: Layer, first: int, canvas: Canvas, n: str, copy: int) -> str:
    """From its place to the left, the next `copy` right behind it, again and again: what fills the canvas leaves no
    gap, and what does not comes again from the right edge."""
    speed = _number(Fraction(layer.roll.speed) * canvas.scale / canvas.rate)
    gone = f"({n}-1-{first}+{layer.since})*{speed}-{place}"
    turn = f"max(w+{_number(BEHIND * canvas.scale)},W)"
    return f"{copy}*{turn}-mod({gone},{turn})"


def _number(value: Fraction) -> str:
    return f"({float(value):g})"
