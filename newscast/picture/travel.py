"""A plate seen through a window that moves evenly over it, by fractions of a pixel a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.canonical import digest_of
from newscast.base.canvas import Canvas
from newscast.base.i18n import _
from newscast.picture.cuts import BEYOND, CHROMA, LUMA, Cut, cut
from newscast.picture.fit import BICUBIC, BILINEAR, finished
from newscast.step.graph import graph_digest
from newscast.step.nodes import filtered
from newscast.step.step import Params, Step, Tools, step

FINER = Fraction(32, 25)
"""Pixels of a plate for each of the canvas: the scaler hits the more places the less its ratio is a simple one."""
_PLANES = "yuv"


@dataclass(frozen=True)
class View:
    """What is seen of a plate: left upper corner and size in its pixels, fractions among them."""

    left: float
    top: float
    width: float
    height: float

    def towards(self, other: View, share: float) -> View:
        """The view after that share of the way to the other."""
        return View(*(a + (b - a) * share for a, b in zip(_numbers(self), _numbers(other), strict=True)))


def plate_canvas(canvas: Canvas) -> Canvas:
    """The canvas on which a plate is painted, for travelled()."""
    width, height = (2 * round(side * FINER / 2) for side in (canvas.width, canvas.height))
    return Canvas(canvas.name, width, height, canvas.rate, canvas.stands_for / FINER)


def travelled(
    plate: Any,
    large: Canvas,
    canvas: Canvas,
    frames: int,
    way: tuple[View, View],
    at: int | None = None,
    every: int = 1,
) -> tuple[Any, list[Step]]:
    """So many pictures of a plate that was painted on the canvas `large`, from the first view to the second, or the one
    of number `at` alone; and the steps that are needed for it. Output as clip().

    Where `every` is 2, every other picture is made so, and those between are the mean of their neighbours, which
    encoders need next to nothing for. A picture alone is made as it is at its own time.

    Each plane is cut, scaled and cut again (see cut()); what to, is told from a list, which a step makes. A list for
    each: reading them takes the square of their length.
    """
    beyond = {"left": BEYOND, "right": BEYOND, "top": BEYOND, "bottom": BEYOND}
    wider = plate.filter("pad", large.width + 2 * BEYOND, large.height + 2 * BEYOND, BEYOND, BEYOND)
    wider = wider.filter("fillborders", mode="smear", **beyond)
    lists = _lists(wider, canvas, frames, way, every)
    merged = filtered([_plane(wider, each, at) for each in lists], "mergeplanes", format="yuv420p", map1s=1, map2s=2)
    tick = _text(1 / canvas.rate)
    shown = merged.filter("settb", tick).filter("setpts", f"{every}*N")
    if at is not None:
        return finished(shown), []
    if every > 1:
        between = shown.filter("framerate", fps=_text(canvas.rate), interp_start=0, interp_end=255, flags=0)
        shown = between.filter("trim", end_frame=frames).filter("settb", tick).filter("setpts", "N")
    return finished(shown), lists


def _lists(wider: Any, canvas: Canvas, frames: int, way: tuple[View, View], every: int) -> list[Step]:
    """What each plane of a plate is cut and scaled to, picture by picture."""
    params: dict[str, Any] = {
        "canvas": [canvas.width, canvas.height],
        "views": [[f"{number:.6f}" for number in _numbers(view)] for view in way],
        "frames": frames,
        "every": every,
    }
    name = digest_of([graph_digest(wider.node), params])[:8]
    label = _("a move over a picture")
    return [
        step("travel", {**params, "plane": plane, "name": name}, suffix=".commands", label=label, weight=0.1)
        for plane in _PLANES
    ]


def _plane(plate: Any, listed: Step, at: int | None) -> Any:
    """One plane of the plate, cut and scaled for each frame as is listed."""
    params = listed.params
    first, scaler, second = _names(params)
    across, down = _cuts(params, at or 0)
    count = _count(params) if at is None else 1
    held = plate.filter("extractplanes", params["plane"]).filter("trim", end_frame=1)
    held = held.filter("tpad", stop=count - 1, stop_mode="clone").filter("settb", "1").filter("setpts", "N")
    if at is None:
        held = held.filter("sendcmd", filename=f"{{file:{listed.identity}}}")
    taken = held.filter(first, across.length, down.length, across.start, down.start)
    scaled = taken.filter(scaler, across.scaled, down.scaled, flags=BILINEAR if _halved(params) else BICUBIC)
    width, height = (side // (1 + _halved(params)) for side in params["canvas"])
    return scaled.filter(second, width, height, across.window, down.window).filter("setsar", "1")


def make_travel(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `travel`: what to cut and scale of a plane in each frame, as sendcmd reads it."""
    output.write_text("".join(f"{line};\n" for line in _commands(params)), encoding="ascii")


def _commands(params: Params) -> Iterator[str]:
    first, scaler, second = _names(params)
    for number in range(_count(params)):
        across, down = _cuts(params, number * params["every"])
        values = (
            *((first, "w", across.length), (first, "h", down.length)),
            *((first, "x", across.start), (first, "y", down.start)),
            *((scaler, "w", across.scaled), (scaler, "h", down.scaled)),
            *((second, "x", across.window), (second, "y", down.window)),
        )
        yield f"{number} " + ",".join(f"{name} {word} {value}" for name, word, value in values)


def _cuts(params: Params, frame: int) -> tuple[Cut, Cut]:
    """Across and down, in pixels of a plane that is BEYOND wider than the plate on each side."""
    views = [View(*map(float, view)) for view in params["views"]]
    view = views[0].towards(views[1], frame / max(1, params["frames"] - 1))
    parts, tries = (2, CHROMA) if _halved(params) else (1, LUMA)
    width, height = params["canvas"]
    return (
        cut(width // parts, (view.left + BEYOND) / parts, view.width / parts, tries),
        cut(height // parts, (view.top + BEYOND) / parts, view.height / parts, tries),
    )


def _count(params: Params) -> int:
    """How many pictures are made: as many as it takes to have one after the last."""
    frames, every = params["frames"], params["every"]
    return int(frames if every == 1 else frames // every + 2)


def _halved(params: Params) -> bool:
    """Whether a plane has a sample for every other pixel only."""
    return bool(params["plane"] != "y")


def _names(params: Params) -> tuple[str, str, str]:
    """What the three filters of a plane are called, so that commands reach these only."""
    own = params["plane"] + params["name"]
    return f"crop@{own}a", f"scale@{own}", f"crop@{own}b"


def _numbers(view: View) -> tuple[float, ...]:
    return view.left, view.top, view.width, view.height


def _text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
