"""Filling a template: an SVG of one layer, ready to be rasterised."""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import TemplateError as JinjaError

from newscast.base.canvas import DESIGN_SIZES
from newscast.base.errors import Place
from newscast.base.files import near
from newscast.base.template_lines import template_line
from newscast.graphics.catalogue import ACROSS, PICTURED
from newscast.graphics.corners import round_corners
from newscast.graphics.encoded import text_of
from newscast.graphics.fonts import Face
from newscast.graphics.geometry import number
from newscast.graphics.ground import declared
from newscast.graphics.inside import keep_inside
from newscast.graphics.limits import SAFE, UNSAFE
from newscast.graphics.lines import take_apart
from newscast.graphics.links import LOGO, TEMPLATE, Pictures, embed
from newscast.graphics.lit import light_up
from newscast.graphics.logo import VECTOR, aspect_of, kind_of
from newscast.graphics.measure import compiled, measure
from newscast.graphics.palette import is_apart, palette
from newscast.graphics.template import INKSCAPE, NEWS, SVG, Template, TemplateError, layer_elements

_PHOTO_SIDE = 640
"""Pixels of a person's picture that are kept: more than any built-in graphic shows of it."""
_SLOTS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SITE = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)")
"""An address that begins with the name of a site."""
_HEADS = 0.15
"""How far down a picture higher than wide is cut: eyes are in its upper third."""


def fill(
    template: Template,
    texts: Mapping[str, str],
    params: Mapping[str, Any],
    logo: Path | None,
    faces: Sequence[Face],
    pictures: Pictures | None = None,
    photo: Path | None = None,
    chart: Path | None = None,
) -> ET.Element:
    """The template's drawing with every slot filled and the canvas's size in pixels; all its layers are still there.

    `params` gives `colors`, `family`, `language`, `canvas` and `size`; `pictures` are those it links to. Raises
    TemplateError, for a text that does not fit and for a link to anything else too.
    """
    linked = pictures or {TEMPLATE: {}, LOGO: {}}
    fitted, misfits = measure(template, texts, faces, params["language"])
    if misfits:
        raise TemplateError(f"{template.name}: {misfits[0].slot.name} does not fit: {misfits[0].text}")
    width, height = DESIGN_SIZES[params["canvas"]]
    context = {
        **texts,
        **fitted,
        "given": defaultdict(str, texts),
        "canvas": {"name": params["canvas"], "width": width, "height": height},
        "logo": _logo(logo, linked[LOGO]),
        "photo": {"href": _photo(photo)},
        "map": _map(chart, texts),
        "qr": _qr(texts.get("url", "")),
    }
    try:
        root = ET.fromstring(compiled(_as_meant(template.source), strict=True).render(**context))
        _prepare(root, params, (width, height))
        take_apart(root)
        _keep_inside(root, template, params["canvas"], faces)
        light_up(root)
        _across(root, int(texts.get(ACROSS, 0)))
        embed(root, linked[TEMPLATE])
    except (JinjaError, ET.ParseError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise TemplateError(f"{template.name}: {error}", _place(template, error)) from error
    return root


def _keep_inside(root: ET.Element, template: Template, canvas: str, faces: Sequence[Face]) -> None:
    if template.name.partition(".")[0] not in UNSAFE:
        rolling = {layer.label for layer in template.layers if layer.roll.speed}
        keep_inside(root, SAFE[canvas], faces, rolling)


def _across(root: ET.Element, by: int) -> None:
    """Move all that is drawn to the right, by so many pixels of the design."""
    for layer in layer_elements(root) if by else ():
        layer.set("transform", f"translate({by} 0) {layer.get('transform', '')}".strip())


@lru_cache(maxsize=256)
def _as_meant(source: str) -> str:
    """A drawing whose slots say what an XML editor writes with references: `&gt;` is `>` in them."""
    return _SLOTS.sub(lambda found: unescape(found[0].replace("&#10;", " ")), source)


def require_slots(template: Template) -> None:
    """Raises TemplateError where a template is written in a way that nothing could fill."""
    try:
        compiled(_as_meant(template.source), strict=True)
    except JinjaError as error:
        raise TemplateError(f"{template.name}: {error}", _place(template, error)) from error


def _place(template: Template, error: BaseException) -> Place | None:
    """Where in a show's own template a slot cannot be filled; its first line where nobody knows."""
    if template.file is None:
        return None
    if isinstance(error, ET.ParseError):
        # What is put into slots has no line ends: lines are those of the drawing as it is written.
        return Place(near(template.file), error.position[0])
    return Place(near(template.file), template_line(error) or 1)


def only_layer(root: ET.Element, label: str) -> ET.Element:
    """One layer of a filled drawing, with what all layers share: a new root over the same elements."""
    bare = ET.Element(root.tag, root.attrib)
    others = {id(group) for group in layer_elements(root) if group.get(f"{INKSCAPE}label") != label}
    bare.extend(child for child in root if id(child) not in others and child.tag != f"{SVG}metadata")
    return bare


def over_picture(root: ET.Element) -> ET.Element:
    """A filled drawing without what is below the picture that it shows, as only_layer() gives one."""
    layers = list(layer_elements(root))
    shows = [number for number, group in enumerate(layers) if group.get(f"{INKSCAPE}label") == PICTURED]
    below = {id(group) for group in layers[: shows[0] + 1 if shows else 0]}
    bare = ET.Element(root.tag, root.attrib)
    bare.extend(child for child in root if id(child) not in below and child.tag != f"{SVG}metadata")
    return bare


def _prepare(root: ET.Element, params: Mapping[str, Any], design: tuple[int, int]) -> None:
    for element in root.iter():
        _take_place(element)
        _in_pixels(element, design)
        if element.tag == f"{SVG}style" and element.get("id") == "palette":
            element.text = _style(params)
    look = params.get("look", {})
    round_corners(root, look.get("corners", {}), design)
    _cover(root, look.get("opacity", {}))
    root.set("viewBox", f"0 0 {design[0]} {design[1]}")
    root.set("preserveAspectRatio", "none")
    root.set("width", str(params["size"][0]))
    root.set("height", str(params["size"][1]))


def _take_place(element: ET.Element) -> None:
    """What a template works out takes the place of what is drawn. Inkscape writes both attributes and `style`, which
    would win, and says again of each line where it is."""
    worked_out = [name for name in element.attrib if name.startswith(NEWS)]
    for name in worked_out:
        element.set(name.removeprefix(NEWS), element.attrib.pop(name))
    names = {name.removeprefix(NEWS) for name in worked_out}
    if "style" in element.attrib and names:
        kept = {name: value for name, value in declared(element.attrib["style"]).items() if name not in names}
        element.set("style", ";".join(f"{name}:{value}" for name, value in kept.items()))
    if element.tag == f"{SVG}text" and "y" in names:
        for line in element.findall(f"{SVG}tspan"):
            line.attrib.pop("y", None)


_ACROSS, _DOWN = ("x", "width", "cx", "rx"), ("y", "height", "cy", "ry")
_SHAPES = {f"{SVG}{name}" for name in ("rect", "image", "circle", "ellipse", "text")}


def _in_pixels(element: ET.Element, design: tuple[int, int]) -> None:
    """Shares of the canvas, as programs for drawing write them too, in its pixels."""
    for names, whole in ((_ACROSS, design[0]), (_DOWN, design[1])) if element.tag in _SHAPES else ():
        for name in names:
            if (value := element.get(name, "").strip()).endswith("%"):
                element.set(name, f"{number(value, 0) * whole / 100:g}")


def _style(params: Mapping[str, Any]) -> str:
    """A fill, a stroke and a gradient stop for each colour, and the family and weights of all text."""
    family = str(params["family"]).replace("'", "")
    rules = [f"text {{ font-family: '{family}'; font-weight: 600 }}"]
    rules += [".bold { font-weight: 700 }", ".black { font-weight: 900 }"]
    colors = colors_of(params)
    if "spoken" in colors and not is_apart(colors["spoken"], colors["caption"]):
        rules.append(".spoken { text-decoration: underline }")
    for name, color in colors.items():
        for mark, what in (("", "fill"), ("-line", "stroke"), ("-stop", "stop-color")):
            rules.append(f".{name}{mark} {{ {what}: {color} }}")
    return " ".join(rules)


def colors_of(params: Mapping[str, Any]) -> dict[str, str]:
    """The colours of a drawing's classes."""
    own: dict[str, str] = params.get("look", {}).get("palette", {})
    return palette(params["colors"]) | own


def _cover(root: ET.Element, opacity: Mapping[str, float]) -> None:
    """Give rectangles that let something shine through the opacity that the look has for their colour."""
    for element in root.iter(f"{SVG}rect"):
        hides = next((opacity[each] for each in element.get("class", "").split() if each in opacity), None)
        if hides is not None and "fill-opacity" in element.attrib:
            element.set("fill-opacity", f"{hides:g}")


def _logo(path: Path | None, pictures: Mapping[str, Path]) -> dict[str, Any]:
    """The logo as a data URL, and how many times wider than high it is; no logo is an empty one of that shape."""
    if path is None:
        return {"href": "", "aspect": 1.0}
    data = path.read_bytes()
    kind = kind_of(data)
    if pictures:
        root = ET.fromstring(data)
        embed(root, pictures)
        data = ET.tostring(root)
    elif kind == VECTOR:
        data = text_of(data).encode()
    return {"href": f"data:{kind};base64,{base64.b64encode(data).decode()}", "aspect": aspect_of(path, data)}


def _map(path: Path | None, texts: Mapping[str, str]) -> dict[str, Any]:
    """A map as the logo is given, and where its pin is, from 0 to 1. Raises TemplateError where it links elsewhere."""
    pin = {axis: float(texts.get(f"pin{axis}", 0.5)) for axis in "xy"}
    if path and kind_of(data := path.read_bytes()) == VECTOR:
        try:
            embed(ET.fromstring(data), {})
        except ValueError as error:
            raise TemplateError(f"{path.name}: {error}") from error
    return _logo(path, {}) | pin


def _photo(path: Path | None) -> str:
    """Somebody's picture as a data URL: the largest square of it, as high up as heads are; "" where there is none."""
    if path is None:
        return ""
    from PIL import Image

    with Image.open(path) as image:
        side = min(image.size)
        left, top = (image.width - side) // 2, round((image.height - side) * _HEADS)
        square = image.convert("RGB").crop((left, top, left + side, top + side))
    square.thumbnail((_PHOTO_SIDE, _PHOTO_SIDE), Image.Resampling.LANCZOS, reducing_gap=None)
    data = io.BytesIO()
    square.save(data, "PNG", compress_level=3)
    return f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"


@lru_cache(maxsize=64)
def _qr(url: str) -> Mapping[str, Any]:
    """A QR code as an SVG path of unit squares with its quiet zone of four: `path` and `size` in modules."""
    if not url:
        return {"path": "", "size": 1}
    import segno

    # Telephones take for text what does not say how it is reached.
    address = f"https://{url}" if _SITE.match(url) else url
    matrix = segno.make(address, error="m", micro=False).matrix
    path = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit)
    return {"path": path, "size": len(matrix) + 8}
