"""Drawing a layer: template, texts and colours in; an RGBA PNG, cropped to what it shows, out."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.graphics.fill import fill, only_layer
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.png import with_offset
from newscast.graphics.template import Template, TemplateError, find_built_in, read_template
from newscast.step import Params, Tools

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from PIL.Image import Image


def make_layer(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `layer`; see newscast.graphics.design.drawing for its parameters."""
    root, fonts = filled(params, inputs)
    picture, x, y = cropped(rasterised(root, params["layer"], fonts))
    save(bled(picture), x, y, output)


def filled(params: Params, inputs: Sequence[Path]) -> tuple[ET.Element, list[Path]]:
    """The filled drawing of a step that draws a template, and the font files it needs."""
    roles = _roles(params, inputs)
    fonts = roles.get("font") or list(built_in_files(params["family"]))
    available = faces(params["family"], fonts)
    if not available:
        raise TemplateError(f"no font of the family {params['family']}")
    logo = next(iter(roles.get("logo", ())), None)
    return fill(template_of(params, inputs), params["texts"], params, logo, available), fonts


def template_of(params: Params, inputs: Sequence[Path]) -> Template:
    """The template of a step that draws one: the show's own among its inputs, or that of the package."""
    name = params["template"]
    own = _roles(params, inputs).get("template", [])
    template = read_template(name, own[0].read_text(encoding="utf-8"), own[0]) if own else find_built_in(name)
    if template is None or template.digest != params["source"]:
        raise TemplateError(f"{name} is not the template it was")
    return template


def rasterised(root: ET.Element, label: str, fonts: Sequence[Path]) -> Image:
    """One layer of a filled drawing, the whole canvas, RGBA."""
    import resvg_py
    from PIL import Image

    data = resvg_py.svg_to_bytes(
        svg_string=only_layer(root, label),
        skip_system_fonts=True,
        font_files=[str(path) for path in fonts],
        languages=["es", "en"],
    )
    return Image.open(BytesIO(data)).convert("RGBA")


def cropped(picture: Image) -> tuple[Image, int, int]:
    """What a picture shows, and where: on even pixels, since video has one colour for each two by two of them."""
    box = picture.getchannel("A").getbbox() or (0, 0, 2, 2)
    left, top = box[0] & ~1, box[1] & ~1
    right, bottom = min(picture.width, box[2] + 1 & ~1), min(picture.height, box[3] + 1 & ~1)
    return picture.crop((left, top, right, bottom)), left, top


def save(picture: Image, x: int, y: int, output: Path) -> None:
    """Write a PNG that says where it stands."""
    data = BytesIO()
    picture.save(data, "PNG", compress_level=4)
    output.write_bytes(with_offset(data.getvalue(), x, y))


def bled(picture: Image) -> Image:
    """The picture with the colour of its edges carried on below what is transparent.

    Video keeps one colour for four pixels; without this, transparent black would dull the edges of letters.
    """
    import numpy as np
    from PIL import Image

    if not picture.getchannel("A").histogram()[0]:
        return picture
    pixels: Any = np.asarray(picture).astype(np.uint32)
    height, width = pixels.shape[:2]
    blocks = np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    blocks = blocks.reshape(blocks.shape[0] // 2, 2, blocks.shape[1] // 2, 2, 4)
    alpha = blocks[..., 3:]
    mean = (blocks[..., :3] * alpha).sum(axis=(1, 3)) // np.maximum(alpha.sum(axis=(1, 3)), 1)
    spread = mean.repeat(2, axis=0).repeat(2, axis=1)[:height, :width]
    pixels[..., :3] = np.where(pixels[..., 3:] == 0, spread, pixels[..., :3])
    return Image.fromarray(pixels.astype(np.uint8))


def _roles(params: Params, inputs: Sequence[Path]) -> dict[str, list[Path]]:
    roles: dict[str, list[Path]] = {}
    for (role, _suffix), path in zip(params["inputs"], inputs, strict=True):
        roles.setdefault(role, []).append(path)
    return roles
