"""Where things have their place on a canvas, and how they make room for each other: a drawing of the look, as data.

`places.<canvas>.svg` is never seen; a show's own may say as little as it changes. It shows what no template draws, as
rectangles that a designer moves in Inkscape:

* `signer`: the window of sign language; `card`: a card beside it, made smaller; where there is none, the window leaves
  for cards. `card-narrow`: the drawing of a built-in card for `square`, so that its texts keep their size.
* `captions`: two full lines that are burned in, with `news:above="texts"` above those that stand there too;
  `captions-away`: where they go that would lie on a face.
* `captions-top`: where they go if that is no better; the show's name leaves for them.
* `column`: where they stand beside a face, drawn as narrow as that, and at the other side of the canvas as far from its
  edge.
* `away`: where texts go that would cover a face, to its upper edge, or to its lower one by `news:align="bottom"`;
  `away-beside`: the same for those that end before its right edge.

`<news:place graphic="lower-third" .../>` in `<metadata>` says how one graphic makes room, in design pixels:

* `band="48"`: how much higher it stands while something stands at the bottom edge.
* `signer="474"`: how much lower with the window; `signer="leave"`: not at all meanwhile.
* `face="move"`: it goes to `away` from a face; `face="leave"`: it is not seen over it.
* `takes="bug rows"`: what leaves it its place: the bug, or texts that stand over a whole story.
* `row="72"`: how much room it takes from what stands `below="breaking"`.
* `cards="apart"`: it is told where it stands over a picture with a name at the top; `shown="no"`: the canvas does
  without it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from newscast.base.box import Box
from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.base.errors import Place
from newscast.base.files import near
from newscast.graphics.catalogue import known_graphics
from newscast.graphics.finding import find_built_in, find_template
from newscast.graphics.limits import SAFE
from newscast.graphics.template import NEWS, PLACES, SVG, Template, TemplateError
from newscast.show.model import Show

SIGNER = "signer"
"""The window of sign language, which is no graphic and makes room all the same."""
BESIDE = "card"
"""Where a card stands beside the window; on a canvas without that, the window leaves while a card is seen."""
NARROW = "card-narrow"
"""Where a card's narrower drawing stands beside the window."""
CAPTIONS, CAPTIONS_AWAY, CAPTIONS_TOP = "captions", "captions-away", "captions-top"
"""The place of captions that are burned in, their other one, and the one above that, for which the show's name
leaves."""
OF_CAPTIONS = (CAPTIONS, CAPTIONS_AWAY, CAPTIONS_TOP)
AWAY, AWAY_BESIDE = "away", "away-beside"
IN_COLUMN = "column"
"""The column beside a face; texts of a canvas without one do not go sideways."""
AREAS = (SIGNER, BESIDE, NARROW, *OF_CAPTIONS, AWAY, AWAY_BESIDE, IN_COLUMN)
MOVE, LEAVE = "move", "leave"
"""What a text does that would cover a face."""
_WORDS = {
    "face": (MOVE, LEAVE),
    "cards": ("apart",),
    "shown": ("no",),
}


@dataclass(frozen=True)
class Area:
    """A rectangle of the design: its left upper corner, its size, at which edge things stand in it, and whether it is
    only for what is `above_texts` that stand there too."""

    left: Fraction
    top: Fraction
    width: Fraction
    height: Fraction
    at_bottom: bool = False
    above_texts: bool = False

    @property
    def right(self) -> Fraction:
        return self.left + self.width

    @property
    def bottom(self) -> Fraction:
        return self.top + self.height


@dataclass(frozen=True)
class Manner:
    """How a graphic makes room for others, in design pixels; what it does not say it does not do."""

    band: int = 0
    signer: int | None = 0
    """None where it leaves."""
    face: str = ""
    takes: tuple[str, ...] = ()
    row: int = 0
    below: tuple[str, ...] = ()
    apart: bool = False
    shown: bool = True


@dataclass(frozen=True)
class Places:
    """What `places.<canvas>.svg` says."""

    size: tuple[int, int]
    areas: Mapping[str, Area] = field(default_factory=dict)
    manners: Mapping[str, Manner] = field(default_factory=dict)

    def of(self, graphic: str) -> Manner:
        return self.manners.get(graphic, _USUAL)

    @property
    def lowest(self) -> int:
        """Down to where every screen shows texts."""
        return next(int(SAFE[name][3]) for name, size in DESIGN_SIZES.items() if size == self.size)

    @property
    def are_captions_above_texts(self) -> bool:
        """Whether captions have no place of their own: they stand above the texts that are there."""
        captions = self.areas.get(CAPTIONS)
        return captions is None or captions.above_texts

    @property
    def own_captions(self) -> Box | None:
        """The place in which captions and no texts are, in shares of the canvas."""
        return None if self.are_captions_above_texts else self.box(CAPTIONS)

    @property
    def without_captions(self) -> Places:
        """The same for pictures into which none are burned."""
        return replace(self, areas={name: area for name, area in self.areas.items() if name not in OF_CAPTIONS})

    def higher(self, name: str, by: int) -> Places:
        """The same with an area so many pixels of the design higher."""
        areas = {each: replace(area, top=area.top - by) for each, area in self.areas.items() if each == name}
        return replace(self, areas={**self.areas, **areas})

    def box(self, name: str) -> Box | None:
        """An area in shares of the canvas."""
        area, (wide, high) = self.areas.get(name), self.size
        if area is None:
            return None
        return float(area.left / wide), float(area.top / high), float(area.width / wide), float(area.height / high)


_USUAL = Manner()


def unknown_graphics(canvas: Canvas, show: Show) -> list[str]:
    """What a show's places speak of that is no graphic. Raises TemplateError as places_on()."""
    known = {*known_graphics(show), SIGNER}
    return [graphic for graphic in places_on(canvas, show).manners if graphic not in known]


def places_on(canvas: Canvas, show: Show) -> Places:
    """The places of a show on a canvas: what its own drawing of them does not say is as its look has it. Raises
    TemplateError where that cannot be used."""
    look = find_built_in(f"{PLACES}.{canvas.name}", show.base)
    usual = _read(look) if look else Places(DESIGN_SIZES[canvas.name])
    template = find_template(PLACES, canvas.name, show)
    if template is None or template.file is None:
        return usual
    own = _read(template)
    return replace(own, areas={**usual.areas, **own.areas}, manners={**usual.manners, **own.manners})


@lru_cache(maxsize=32)
def _read(template: Template) -> Places:
    root = ET.fromstring(template.source)
    try:
        areas = {name: _area(element) for element in root.iter(f"{SVG}rect") if (name := element.get("id")) in AREAS}
        manners = {each.attrib["graphic"]: _manner(each) for each in root.iter(f"{NEWS}place")}
    except (KeyError, ValueError) as error:
        place = Place(near(template.file)) if template.file else None
        raise TemplateError(f"{template.name}: {error}", place) from error
    return Places(DESIGN_SIZES[template.name.rpartition(".")[2]], areas, manners)


def _area(element: ET.Element) -> Area:
    left, top, width, height = (Fraction(element.get(name, "0")) for name in ("x", "y", "width", "height"))
    at_bottom, above_texts = element.get(f"{NEWS}align") == "bottom", element.get(f"{NEWS}above") == "texts"
    return Area(left, top, width, height, at_bottom, above_texts)


def _manner(element: ET.Element) -> Manner:
    said = dict(element.attrib)
    for name, known in _WORDS.items():
        if name in said and said[name] not in known:
            raise ValueError(f"{name}={said[name]}; known are {', '.join(known)}")
    unknown = set(said) - {"graphic", "band", "signer", "takes", "row", "below", *_WORDS}
    if unknown:
        raise ValueError(f"unknown attribute {', '.join(sorted(unknown))}")
    signer = said.get("signer", "0")
    return Manner(
        band=int(said.get("band", "0")),
        signer=None if signer == LEAVE else int(signer),
        face=said.get("face", ""),
        takes=tuple(said.get("takes", "").split()),
        row=int(said.get("row", "0")),
        below=tuple(said.get("below", "").split()),
        apart="cards" in said,
        shown="shown" not in said,
    )
