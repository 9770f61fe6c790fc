"""What of a graphic is its ground: the layers below everything that is said, which fill the canvas by themselves."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from newscast.graphics.model import Layer
from newscast.graphics.template import INKSCAPE, SVG, Template, layer_elements


def ground_layers(layers: Sequence[Layer], template: Template) -> int:
    """How many of the lowest layers of a graphic are its ground: shapes that neither come in nor say anything.

    None of a kit's own drawing: only whoever drew it knows what belongs together there.
    """
    if template.file:
        return 0
    speaking = _speaking(template)
    return len(list(takewhile(lambda layer: not layer.enter.frames and layer.label not in speaking, layers)))


def has_ground(template: Template) -> bool:
    """Whether a graphic's lowest layer is its ground."""
    lowest = template.layers[0]
    return template.file is None and not lowest.enter.frames and lowest.label not in _speaking(template)


@lru_cache(maxsize=64)
def _speaking(template: Template) -> frozenset[str]:
    """The labels of layers with texts or pictures."""
    layers = layer_elements(ET.fromstring(template.source))
    return frozenset(layer.get(f"{INKSCAPE}label", "") for layer in layers if _says(layer))


def _says(layer: ET.Element) -> bool:
    return any(next(layer.iter(f"{SVG}{name}"), None) is not None for name in ("text", "image"))
