"""Designing a graphic: template, fields, show and canvas in; layers with motion out, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.canvas import Canvas
from newscast.base.content import File, file_of
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.languages.all import language_of
from newscast.base.timecode import round_half_up
from newscast.graphics.bars import LEVELS, Heard, strip_params
from newscast.graphics.catalogue import known_graphics
from newscast.graphics.fields import spread
from newscast.graphics.finding import find_template
from newscast.graphics.links import PHOTO, linked
from newscast.graphics.maps import MAP, map_of
from newscast.graphics.model import Bars, Change, Fields, Layer, Motion
from newscast.graphics.palette import CAPTIONS
from newscast.graphics.template import TEMPLATE_RATE, Template, TemplateError, TemplateLayer
from newscast.show.look import PLAIN, look
from newscast.show.model import Colors, Show
from newscast.step.step import Source, Step, step

__all__ = ["design", "fit_problems", "known_graphics", "unusable_fonts"]

_ON_PLATES = ("caption", "credit", "before-after")
"""Graphics with the colours of captions: these, and credits of pictures, which are as small and stand on the same."""
ITEM = "item"
"""How the labels of layers begin that come one after the other, with their numbers."""


def design(
    graphic: str,
    fields: Fields,
    show: Show,
    canvas: Canvas,
    start: int,
    frames: int,
    photo: Step | None = None,
    changes: Sequence[Change] = (),
    since: int = 0,
    drop: int = 0,
    reveals: Sequence[int] = (),
    heard: Heard | None = None,
) -> tuple[Layer, ...]:
    """The layers of a graphic seen from `start` for `frames`, the lowest first.

    `photo` makes the picture of somebody, in whatever format Pillow reads, for those that show one; `heard` is the
    recording whose levels are, where the graphic has a place for them. `changes` may only change texts that are not
    measured. `since` is for how many frames it was seen before `start`, `drop` how many design pixels lower it stands;
    `reveals` are the frames at which items come in, those of layers `item1`, `item2`...

    Raises TemplateError where there is no such graphic on this canvas; `fit_problems` tells beforehand, and kindly.
    """
    template = required_template(graphic, canvas, show)
    texts = spread(graphic, fields, show)
    present = present_in(texts, show) | {name for name, there in ((PHOTO, photo), (LEVELS, heard)) if there}
    layers = []
    for layer in template.layers:
        if layer.shown(present):
            seen = _seen(layer, changes, frames)
            image = _image(template, layer.label, texts, show, canvas, photo, list(map(dict, seen.values())))
            enter, leave = paced(layer.enter, layer.leave, frames, canvas.rate)
            enter = when_said(layer.label, enter, leave, frames, reveals)
            moving = (layer.sway, tuple(seen), layer.roll.evenly(canvas.rate), since, drop)
            drawn = Layer(image, start, frames, enter, leave, *moving, label=layer.label)
            layers.append(_passing(drawn, layer.bars, heard, canvas) if heard and layer.bars.bar else drawn)
    return tuple(layers)


def _passing(layer: Layer, bars: Bars, heard: Heard, canvas: Canvas) -> Layer:
    """A layer in whose place the levels of a recording go by."""
    params, place = strip_params(bars, heard, layer.frames, canvas.scale), layer.image
    inputs = [*place.inputs, heard.step]
    image = step(place.kind, {**place.params, LEVELS: params}, inputs, suffix=".png", label=place.label, weight=0.3)
    return replace(layer, image=image, since=heard.begun, passing=params["step"])


def present_in(texts: Mapping[str, str], show: Show) -> set[str]:
    """What layers are drawn for: the texts that are there, and the logo."""
    return {name for name, text in texts.items() if text} | ({"logo"} if show.logo else set())


def when_said(label: str, enter: Motion, leave: Motion, frames: int, reveals: Sequence[int]) -> Motion:
    """How a layer comes in, at the frame of its item: `item2` is that of the second."""
    number = label.removeprefix(ITEM)
    if label == number or not number.isdigit() or not 0 < int(number) <= len(reveals):
        return enter
    latest = frames - leave.frames - leave.delay - enter.frames
    return replace(enter, delay=max(min(reveals[int(number) - 1], latest), 0))


def _seen(layer: TemplateLayer, changes: Sequence[Change], frames: int) -> dict[int, tuple[tuple[str, str], ...]]:
    """What a layer is told besides, by the frame from which on; what it showed before it was seen is gone."""
    seen: dict[int, tuple[tuple[str, str], ...]] = {0: ()}
    for change in changes:
        if change.start < frames:
            told = tuple((name, text) for name, text in change.fields if name in layer.given)
            seen[max(change.start, 0)] = told
    before = [None, *list(seen.values())[:-1]]
    return {at: told for (at, told), last in zip(seen.items(), before, strict=True) if told != last}


def fit_problems(graphic: str, fields: Fields, show: Show, canvas: Canvas, place: Place | None) -> list[Problem]:
    """What would keep a graphic from being drawn: see newscast.graphics.check."""
    from newscast.graphics.check import Means, problems_of

    return problems_of(graphic, fields, Means(show), canvas, place)


def unusable_fonts(show: Show) -> list[Problem]:
    """What is wrong with the typeface of a kit: see newscast.graphics.check."""
    from newscast.graphics.check import font_problems

    return font_problems(show)


def required_template(graphic: str, canvas: Canvas, show: Show) -> Template:
    """The template of a graphic that must exist."""
    template = find_template(graphic, canvas.name, show)
    if template is None:
        raise TemplateError(f"there is no graphic {graphic}.{canvas.name}")
    return template


def drawing(
    template: Template, texts: dict[str, str], show: Show, canvas: Canvas, photo: Step | None = None
) -> tuple[dict[str, Any], tuple[Source, ...]]:
    """Parameters and inputs of whatever draws this template: all that its picture depends on."""
    files = [*_inputs("template", [template.file]), *_inputs("logo", [show.logo]), *_inputs("font", show.fonts.files)]
    files += _inputs(MAP, [chart_of(template, texts, show)])
    pictures, _problems = linked(template, show)
    files += [(each.role, file_of(each.path)) for each in pictures]
    files += [(PHOTO, photo)] if photo else []
    params: dict[str, Any] = {
        "template": template.name,
        "source": template.digest,
        "texts": texts,
        "colors": inks(template, show.colors),
        "family": show.fonts.family,
        "language": language_of(show.language).code,
        "canvas": canvas.name,
        "size": [canvas.width, canvas.height],
        "inputs": [[role, _suffix(source)] for role, source in files],
    }
    if look := look_of(show):
        params["look"] = look
    if pictures:
        params["links"] = [each.target for each in pictures]
    return params, tuple(source for _, source in files)


def chart_of(template: Template, texts: Mapping[str, str], show: Show) -> Path | None:
    """The map that a template shows, if it shows one."""
    found = map_of(show, texts.get(MAP, "")) if "map.href" in template.source else None
    return found.file if found else None


def look_of(show: Show) -> dict[str, Any]:
    """What a drawing takes from the look that a kit starts from, besides its template; nothing of the plain one."""
    if show.base == PLAIN:
        return {}
    start = look(show.base)
    palette = dict(start.palette) if show.colors.primary == start.colors["primary"] else {}
    return {"name": start.name, "palette": palette, "corners": dict(start.corners), "opacity": dict(start.opacity)}


def inks(template: Template, colors: Colors) -> dict[str, str | None]:
    """The kit's colours that a drawing may use: those of captions are for small texts on plates over pictures."""
    captioning = template.name.partition(".")[0] in _ON_PLATES
    return colors.model_dump(mode="json", exclude={"place", "places"} | (set() if captioning else set(CAPTIONS)))


def _suffix(source: Source) -> str:
    return (source.path.suffix if isinstance(source, File) else source.suffix).lower()


def _image(
    template: Template,
    label: str,
    texts: dict[str, str],
    show: Show,
    canvas: Canvas,
    photo: Step | None,
    seen: Sequence[Mapping[str, str]],
) -> Step:
    params, inputs = drawing(template, texts, show, canvas, photo)
    if len(seen) > 1 or seen[0]:
        params["changes"] = list(seen)
    said = _("graphic {name}").format(name=template.name.split(".")[0])
    return step("layer", {**params, "layer": label}, inputs, suffix=".png", label=said, weight=0.3)


def _inputs(role: str, paths: Sequence[Path | None]) -> list[tuple[str, Source]]:
    return [(role, file_of(path)) for path in paths if path]


def paced(enter: Motion, leave: Motion, frames: int, rate: Fraction) -> tuple[Motion, Motion]:
    """Motions in frames of `rate`, shortened together where there is no time for both."""
    factor = Fraction(round_half_up(rate), TEMPLATE_RATE)
    wanted = (enter.delay + enter.frames + leave.frames + leave.delay) * factor
    if wanted > frames:
        factor *= Fraction(frames) / wanted
    return _scaled(enter, factor), _scaled(leave, factor)


def _scaled(motion: Motion, factor: Fraction) -> Motion:
    return replace(motion, frames=int(motion.frames * factor), delay=int(motion.delay * factor))
