"""Templates: SVG drawings that a designer opens in Inkscape, with attributes of our own (`urn:newscast:graphics`).

A template is `<graphic>.<canvas>.svg`, drawn in design pixels. It stays valid XML, and looks right in Inkscape,
before it is filled:

* Every Inkscape layer (`<g inkscape:groupmode="layer" inkscape:label="plate">`) is one picture, animated on its
  own. `news:enter` and `news:leave` say how, as `dx=-60 dy=0 frames=14 delay=3 fade=no ease=quint` (frames at 30 a
  second, a curve of newscast.graphics.easing), and
  `news:sway="dx=60 seconds=16"` how far it moves to and fro meanwhile, and how slowly,
  `news:roll="speed=180 length=12000"` how fast it runs through the picture, and how much of it at most;
  `news:levels="bar=6 gap=4"` draws the levels of the recording that is heard, as bars, in the place and in the colour
  of what the layer draws: whatever is in it stands for them in Inkscape;
  in `before-after` the layer `pictures` stands for two pictures, `before` and `after` are drawn over one of them alone,
  and where `line` is on its way in, in the middle of the time, these part: it is drawn where it comes to rest, at the
  left of the pictures, and its `dx` is a little more than their width;
  `news:when="role !logo"` draws the layer only when there is a `role` and no `logo`; a `photo` is
  there where the graphic shows one, `levels` where it shows those of a recording.
* `<news:text name="headline" weight="700" size="96" min="72" lines="3" width="1500" leading="1.06"/>` in
  `<metadata>` has a text measured and broken before anything is drawn. More attributes: `field` (when not the name),
  `caps="yes"`, `spacing` (em), `break="name"` (given names | surnames), `break="path"` (a file name), `fewest="yes"`
  (shrinks before it wraps), `height` (for capitals and all lines below), `group` (texts that share the smallest size
  found among them); in a show's own graphic `required="yes"` and `full="yes"`. Texts are measured in their order, and
  a size, width, height or number of lines may follow from those before: `height="{{ 669 - title.rise }}"`. With
  `{{ 400 if given.at_first else 270 }}` they are measured with 400, and with 270 where one of them does not fit so.
* `{{ ... }}` is filled in by Jinja2: `{{ headline.lines[0] }}`, `{{ headline.width }}` (also `size`, `count`,
  `leading`, `cap`, `rise`, `bearing`, `drop`), `{{ given.date }}`, `{{ logo.href }}`, `{{ photo.href }}`,
  `{{ map.href }}`. Slots are numbered, elements never loop; `{{ given.captioned }}` is there where captions are burned
  in over a card, which leaves them their place; `<news:set>` in `<metadata>` holds `{% set %}` lines for what several
  elements need.
* `news:spoken="{{ given.spoken1 }}"` at a line of a caption has its words that are being said drawn in the class
  `spoken`.
* An attribute `news:width="{{ headline.width + 56 }}"` takes the place of `width` when the template is filled.
* The classes of `<style id="palette">` (`primary`, `plate`, `dark`, `deep`, `lift`, `accent`, `number`, `text`; in
  captions and credits also `caption`, `caption-plate`, `spoken`; with `-line` for strokes and `-stop` for gradients)
  get the show's colours.
"""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.graphics.easing import CUBIC, EASES
from newscast.graphics.model import Bars, Motion, Roll, Sway
from newscast.graphics.whereabouts import line_of

NEWS = "{urn:newscast:graphics}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"
SVG = "{http://www.w3.org/2000/svg}"
TEMPLATE_RATE = 30
"""The frames a second in which motions of templates are written."""
PLACES = "places"
"""A drawing that is no graphic: see newscast.graphics.places."""


class TemplateError(FilesError):
    """A template that cannot be used; `reason` says why, in English, as XML and Jinja2 do."""

    def __init__(self, reason: str, place: Place | None = None) -> None:
        reason = reason.rstrip(".")
        message = _("A template of the graphics cannot be used: {reason}.")
        super().__init__([Problem(message.format(reason=reason), place=place, code="graphic-template")])
        self.reason = reason


@dataclass(frozen=True)
class TextSlot:
    """A text a template has measured. `width` and the others may hold `{{ }}` until the fields are known."""

    name: str
    field: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, attribute: str, default: str = "") -> str:
        return self._known.get(attribute, default)

    @cached_property
    def _known(self) -> dict[str, str]:
        return dict(self.attributes)

    @cached_property
    def is_fixed(self) -> bool:
        """Whether nothing about its box follows from texts."""
        return not any("{{" in value for _name, value in self.attributes)


@dataclass(frozen=True)
class TemplateLayer:
    """A layer as its template describes it."""

    label: str
    when: tuple[str, ...]
    enter: Motion
    leave: Motion
    sway: Sway
    roll: Roll = field(default_factory=Roll)
    bars: Bars = field(default_factory=Bars)
    given: frozenset[str] = frozenset()
    """What it is told besides the texts that are measured: names of `{{ given.name }}`."""

    def shown(self, present: Set[str]) -> bool:
        """Whether it is drawn when these texts (and `logo` and `photo`, if there are any) are there."""
        return all((name.lstrip("!") in present) != name.startswith("!") for name in self.when)


Travel = tuple[int, int, int, int]
"""How far a layer comes, in design pixels: what of it may be left, above, right and below of the canvas at rest."""
STILL: Travel = (0, 0, 0, 0)


def travel_of(layer: TemplateLayer) -> Travel:
    """A layer that stands left of its place shows what is right of the canvas afterwards, and so on."""
    ways = [(layer.enter.dx, layer.enter.dy), (layer.leave.dx, layer.leave.dy)]
    ways += [(layer.sway.dx * side, layer.sway.dy * side) for side in (1, -1)]
    across, down = zip((0, 0), *ways, strict=True)
    return max(across), max(down), max(-min(across), layer.roll.length), -min(down)


@dataclass(frozen=True)
class Template:
    """A template read: `source` is its text, `file` where a show's own one is, None for those of the package."""

    name: str
    source: str
    file: Path | None
    texts: tuple[TextSlot, ...]
    layers: tuple[TemplateLayer, ...]
    built_in: Path | None = field(default=None, compare=False)
    """Where one of the package is."""

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.source.encode()).hexdigest()


_Read = TypeVar("_Read")


def read_template(name: str, source: str, file: Path | None) -> Template:
    """Parse a template's text. Raises TemplateError."""
    try:
        root = ET.fromstring(source)
    except ET.ParseError as error:
        line, column = error.position
        raise TemplateError(f"{name}: {error}", Place(near(file), line, column + 1) if file else None) from error

    def each(read: Callable[[ET.Element], _Read], elements: Iterable[ET.Element]) -> Iterator[_Read]:
        for element in elements:
            try:
                yield read(element)
            except (ValueError, KeyError) as error:
                place = Place(near(file), line_of(source, root, element)) if file else None
                raise TemplateError(f"{name}: {_reason(error)}", place) from error

    layers, texts = tuple(each(_layer, layer_elements(root))), each(_text, root.iter(f"{NEWS}text"))
    if file and not layers and not name.startswith(f"{PLACES}."):
        # Nothing of it would be seen.
        raise TemplateError(
            f"{name}: there are no layers, which plain SVG leaves out; save it as Inkscape SVG", Place(near(file))
        )
    return Template(name, source, file, tuple(texts), layers)


def _reason(error: ValueError | KeyError) -> str:
    """What is wrong with an element; of an attribute that is not there, its name."""
    return f"{str(error.args[0]).rpartition('}')[2]} is missing" if isinstance(error, KeyError) else str(error)


def place_of_text(template: Template, slot: TextSlot) -> Place | None:
    """Where a show's own template has a text measured."""
    if template.file is None:
        return None
    root = ET.fromstring(template.source)
    found = (each for each in root.iter(f"{NEWS}text") if each.get("name") == slot.name)
    return Place(near(template.file), line_of(template.source, root, next(found)))


def layer_elements(root: ET.Element) -> Iterator[ET.Element]:
    """The layers of a drawing, the lowest first."""
    return (group for group in root.findall(f"{SVG}g") if group.get(f"{INKSCAPE}groupmode") == "layer")


def _layer(group: ET.Element) -> TemplateLayer:
    label = group.attrib[f"{INKSCAPE}label"]
    when = tuple(group.get(f"{NEWS}when", "").split())
    enter, leave, sway = (group.get(f"{NEWS}{name}", "") for name in ("enter", "leave", "sway"))
    given = frozenset(re.findall(r"\bgiven\.(\w+)", ET.tostring(group, encoding="unicode")))
    roll, bars = (group.get(f"{NEWS}{name}", "") for name in ("roll", "levels"))
    moving = Sway(**_numbers(_values(sway), _SWAY)), Roll(**_numbers(_values(roll), _ROLL))
    shown = Bars(**_numbers(_values(bars), _BARS))
    return TemplateLayer(label, when, _motion(enter), _motion(leave), *moving, shown, given)


_MOTION = ("dx", "dy", "frames", "delay")
_SWAY = ("dx", "dy", "seconds")
_ROLL = ("speed", "length")
_BARS = ("bar", "gap")


def _motion(text: str) -> Motion:
    values = _values(text)
    fade, ease = values.pop("fade", "yes") != "no", values.pop("ease", CUBIC)
    if ease not in EASES:
        raise ValueError(f"unknown curve {ease}; there are {', '.join(EASES)}")
    return Motion(**_numbers(values, _MOTION), fade=fade, ease=ease)


def _values(text: str) -> dict[str, str]:
    if alone := [item for item in text.split() if "=" not in item]:
        raise ValueError(f"{alone[0]} is no name=value")
    return dict(item.split("=", 1) for item in text.split())


def _numbers(values: Mapping[str, str], known: tuple[str, ...]) -> dict[str, int]:
    if unknown := set(values) - set(known):
        raise ValueError(f"unknown motion {', '.join(sorted(unknown))}")
    return {key: int(value) for key, value in values.items()}


def _text(element: ET.Element) -> TextSlot:
    name = element.attrib["name"]
    return TextSlot(name, element.get("field", name), tuple(sorted(element.attrib.items())))
