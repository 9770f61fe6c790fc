"""Maps: which one a card shows, and where on it the pin is."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator, Mapping

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.languages.model import unaccented
from newscast.document.words import did_you_mean, short
from newscast.graphics.encoded import text_of
from newscast.graphics.logo import VECTOR, is_whole, kind_of
from newscast.graphics.model import Fields
from newscast.graphics.taken import taken
from newscast.show.load import kit_place
from newscast.show.model import Map, Show

MAP = "map"
"""The graphic, its field, and the part of its drawing among a step's inputs."""


def map_of(show: Show, name: str) -> Map | None:
    """The map of that name, the first one where none is given."""
    return show.maps.get(name) if name else next(iter(show.maps.values()), None)


def pin_texts(fields: Fields, show: Show) -> dict[str, str]:
    """Where the pin is, from 0 to 1, as `pinx` and `piny`; nothing where that is not known."""
    at = _pin(fields, show)
    return {"pinx": f"{at[0]:g}", "piny": f"{at[1]:g}"} if at else {}


def map_problems(fields: Fields, show: Show, place: Place | None) -> Iterator[Problem]:
    """What keeps a map from being drawn with its pin."""
    name, where = str(fields.get(MAP, "")), str(fields.get("place", ""))
    chosen = map_of(show, name)
    if not show.maps:
        hint = _("Name one in show.yaml: `maps: {city: maps/city.svg}`.")
        yield Problem(_("The show has no map."), hint, place, code="map-missing")
    elif chosen is None:
        message = _("The show has no map “{name}”.").format(name=short(name))
        yield Problem(message, did_you_mean(name, show.maps), place, code="map-missing")
    elif _pin(fields, show) is None and "pin" in fields:
        hint = _("Write two numbers from 0 to 1, from the left and from the top: `pin: [0.4, 0.6]`.")
        yield Problem(_("“pin” is no place on the map."), hint, place, code="map-place")
    elif _pin(fields, show) is None:
        message = _("The map does not say where “{place}” is.").format(place=short(where))
        hint = _(
            "Write `pin: [0.4, 0.6]`, from the left and from the top, or add it to `pins` of the map in show.yaml."
        )
        yield Problem(message, hint, place, code="map-place")


def unusable_maps(show: Show) -> Iterator[Problem]:
    """What keeps the maps of a kit from being drawn."""
    for each in show.maps.values():
        try:
            data = each.file.read_bytes()
            whole = is_whole(each.file, data)
        except (OSError, ET.ParseError, ValueError, LookupError, ZeroDivisionError, zlib.error):
            whole = False
        hint = _("Save it as SVG, PNG or JPEG, and look at it.")
        if not whole:
            message = _("The map {name} cannot be drawn.").format(name=each.file.name)
            yield Problem(message, hint, each.where("file") or kit_place(show), code="map", medium=each.file)
        elif kind_of(data) == VECTOR and (outside := taken(text_of(data)).links):
            message = _("The map {name} links to “{link}”.").format(name=each.file.name, link=outside[0].target)
            yield Problem(message, _("Embed it in the drawing."), each.where("file"), code="map", medium=each.file)


def _pin(fields: Fields, show: Show) -> tuple[float, float] | None:
    written = fields.get("pin")
    if written:
        return _numbers(written.split(",") if isinstance(written, str) else written)
    chosen = map_of(show, str(fields.get(MAP, "")))
    return _known(str(fields.get("place", "")), chosen.pins) if chosen else None


def _numbers(written: tuple[str, ...] | list[str]) -> tuple[float, float] | None:
    try:
        across, down = map(float, written)
    except ValueError:
        return None
    return (across, down) if 0 <= across <= 1 and 0 <= down <= 1 else None


def _known(place: str, pins: Mapping[str, tuple[float, float]]) -> tuple[float, float] | None:
    """A place of the map, whatever its accents and capitals."""
    wanted = unaccented(place)
    return next((at for name, at in pins.items() if unaccented(name) == wanted), None)
