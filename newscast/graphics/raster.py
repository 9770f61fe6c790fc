"""Drawing a layer: template, texts and colours in; an RGBA PNG, cropped to what it shows, out."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.canonical import canonical_json
from newscast.graphics.bars import LEVELS, strip
from newscast.graphics.fill import fill, only_layer
from newscast.graphics.finding import find_built_in, source_of
from newscast.graphics.fonts import Stamp, built_in_files, faces, file_stamp
from newscast.graphics.links import LOGO, PHOTO, TEMPLATE, Pictures
from newscast.graphics.maps import MAP
from newscast.graphics.paint import Box, painted, roomier, sizes_of
from newscast.graphics.png import with_offset
from newscast.graphics.template import STILL, Template, TemplateError, Travel, read_template, travel_of
from newscast.show.look import PLAIN
from newscast.step.step import Params, Tools

if TYPE_CHECKING:
    from PIL.Image import Image


def make_layer(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `layer`; see newscast.graphics.design.drawing for its parameters."""
    label, files = params["layer"], inputs[: len(params["inputs"])]
    (travel,) = {travel_of(layer) for layer in template_of(params, files).layers if layer.label == label}
    if LEVELS in params:
        drawing, fonts = _drawing_of(params, files)
        place, x, y = drawn(ET.fromstring(drawing), fonts, travel)
        output.write_bytes(packed(strip(place, inputs[-1].read_bytes(), params[LEVELS]), x, y))
        return
    changes = params.get("changes")
    if changes is None:
        drawing, fonts = _drawing_of(params, inputs)
        output.write_bytes(_picture_of(drawing, travel, fonts, tuple(map(file_stamp, fonts))))
        return
    told = ({**params, "texts": {**params["texts"], **change}} for change in changes)
    drawings = [_drawing_of(each, inputs) for each in told]
    output.write_bytes(sheet([drawn(ET.fromstring(drawing), fonts, travel) for drawing, fonts in drawings]))


def _drawing_of(params: Params, inputs: Sequence[Path]) -> tuple[str, tuple[Path, ...]]:
    """The drawing of a layer, filled, and the font files it needs."""
    root, fonts = filled(params, inputs)
    return ET.tostring(only_layer(root, params["layer"]), encoding="unicode"), fonts


def sheet(pictures: Sequence[tuple[Image, int, int]]) -> bytes:
    """The PNG of a layer that changes: pictures of one place on the canvas, one below the other.

    Each is given with where it stands; all get the place that holds them all, on even pixels.
    """
    from PIL import Image

    left, top = min(x for _picture, x, _y in pictures), min(y for _picture, _x, y in pictures)
    right = max(x + picture.width for picture, x, _y in pictures)
    bottom = max(y + picture.height for picture, _x, y in pictures)
    wide, high = right - left, (bottom - top + 1) & ~1
    whole = Image.new("RGBA", (wide, high * len(pictures)))
    for number, (picture, x, y) in enumerate(pictures):
        whole.paste(picture, (x - left, number * high + y - top))
    return packed(bled(whole), left, top)


@lru_cache(maxsize=32)
def _picture_of(drawing: str, travel: Travel, fonts: tuple[Path, ...], _stamps: tuple[Stamp, ...]) -> bytes:
    """The PNG of a drawing. Remembered, because cards that differ in their texts have the same ground."""
    picture, x, y = drawn(ET.fromstring(drawing), fonts, travel)
    return packed(bled(picture), x, y)


def filled(params: Params, inputs: Sequence[Path]) -> tuple[ET.Element, tuple[Path, ...]]:
    """The filled drawing of a step that draws a template, and the font files it needs.

    Layers of one graphic share it: leave it as it is.
    """
    shared = {name: value for name, value in params.items() if name not in ("layer", "changes", LEVELS)}
    return _filled(canonical_json(shared), tuple(inputs), tuple(map(file_stamp, inputs)))


@lru_cache(maxsize=4)
def _filled(
    params_json: str, inputs: tuple[Path, ...], _stamps: tuple[Stamp, ...]
) -> tuple[ET.Element, tuple[Path, ...]]:
    params = json.loads(params_json)
    roles = _roles(params, inputs)
    fonts = tuple(roles.get("font") or built_in_files(params["family"]))
    available = faces(params["family"], fonts)
    if not available:
        raise TemplateError(f"no font of the family {params['family']}")
    logo, photo, chart = (next(iter(roles.get(role, ())), None) for role in ("logo", PHOTO, MAP))
    pictures = _linked(params, inputs)
    template = template_of(params, inputs)
    return fill(template, params["texts"], params, logo, available, pictures, photo, chart), fonts


def _linked(params: Params, inputs: Sequence[Path]) -> Pictures:
    """The pictures that the template and the logo link to, by what their links say."""
    found = [(role, path) for (role, _suffix), path in zip(params["inputs"], inputs, strict=True)]
    there = [(role, path) for role, path in found if role in (TEMPLATE, LOGO)]
    pictures: dict[str, dict[str, Path]] = {TEMPLATE: {}, LOGO: {}}
    for (role, path), target in zip(there, params.get("links", ()), strict=True):
        pictures[role][target] = path
    return pictures


def template_of(params: Params, inputs: Sequence[Path]) -> Template:
    """The template of a step that draws one: the show's own among its inputs, or that of the package."""
    name = params["template"]
    own = _roles(params, inputs).get("template", [])
    template = (
        read_template(name, source_of(own[0]), own[0])
        if own
        else find_built_in(name, params.get("look", {}).get("name", PLAIN))
    )
    if template is None or template.digest != params["source"]:
        raise TemplateError(f"{name} is not the template it was")
    return template


def drawn(layer: ET.Element, fonts: Sequence[Path], travel: Travel = STILL) -> tuple[Image, int, int]:
    """A drawing of one layer, RGBA, cropped to what it shows; and where on the canvas that is.

    Of a layer that moves, what comes into the canvas on its way is shown too, though it is outside in the end.
    """
    shown, x, y = cropped_from(*painted(layer, fonts))
    room = _hidden(travel, layer, (x, y, x + shown.width, y + shown.height))
    if not any(room):
        return shown, x, y
    shown, x, y = cropped_from(*painted(roomier(layer, room), fonts))
    return shown, x - room[0], y - room[1]


def _hidden(travel: Travel, layer: ET.Element, box: Box) -> Box:
    """Pixels, left, top, right and bottom of the canvas, that a layer on its way brings into it, where it reaches so
    far; even. What runs through all of the canvas may have a gap between two words where the canvas ends."""
    size, design = sizes_of(layer)
    ends = (box[0] <= 0, box[1] <= 0, box[2] >= size[0], box[3] >= size[1])
    reaching = (end or far >= design[at % 2] for at, (end, far) in enumerate(zip(ends, travel, strict=True)))
    pixels = (ceil(far * size[at % 2] / design[at % 2] / 2) * 2 for at, far in enumerate(travel))
    left, top, right, bottom = (room if so_far else 0 for room, so_far in zip(pixels, reaching, strict=True))
    return left, top, right, bottom


def cropped_from(picture: Image, left: int, top: int) -> tuple[Image, int, int]:
    """What a picture that stands at `left`, `top` shows, and where that is."""
    shown, x, y = cropped(picture)
    return shown, left + x, top + y


def cropped(picture: Image) -> tuple[Image, int, int]:
    """What a picture shows, and where: on even pixels, since video has one colour for each two by two of them."""
    box = picture.getchannel("A").getbbox() or (0, 0, 2, 2)
    left, top = box[0] & ~1, box[1] & ~1
    right, bottom = min(picture.width, box[2] + 1 & ~1), min(picture.height, box[3] + 1 & ~1)
    return picture.crop((left, top, right, bottom)), left, top


def packed(picture: Image, x: int, y: int) -> bytes:
    """A PNG that says where it stands. Pressed harder it is half as large and takes ffmpeg twice as long to read."""
    data = BytesIO()
    picture.save(data, "PNG", compress_level=3)
    return with_offset(data.getvalue(), x, y)


def bled(picture: Image) -> Image:
    """The picture with the colour of its edges carried on below what is transparent.

    Video keeps one colour for four pixels; without this, transparent black would dull the edges of letters.
    """
    import numpy as np
    from PIL import Image

    if not picture.getchannel("A").histogram()[0]:
        return picture
    width, height = picture.size
    pixels: Any = np.pad(np.asarray(picture), ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    corners = [pixels[row::2, column::2] for row, column in np.ndindex(2, 2)]
    opaque = [corner[..., 3] > 0 for corner in corners]
    edges = np.nonzero(np.logical_or.reduce(opaque) & ~np.logical_and.reduce(opaque))
    blocks = np.stack([corner[edges] for corner in corners]).astype(np.uint32)
    alpha = blocks[..., 3:]
    mean = (blocks[..., :3] * alpha).sum(axis=0) // np.maximum(alpha.sum(axis=0), 1)
    blocks[..., :3] = np.where(alpha == 0, mean, blocks[..., :3])
    for corner, colored in zip(corners, blocks, strict=True):
        corner[edges] = colored
    return Image.fromarray(pixels[:height, :width])


def _roles(params: Params, inputs: Sequence[Path]) -> dict[str, list[Path]]:
    roles: dict[str, list[Path]] = {}
    for (role, _suffix), path in zip(params["inputs"], inputs, strict=True):
        roles.setdefault(role, []).append(path)
    return roles
