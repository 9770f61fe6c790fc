"""The graphics there are: what each must be told."""

from __future__ import annotations

from collections.abc import Mapping

from newscast.graphics.finding import find_template, names_of
from newscast.graphics.model import GraphicInfo
from newscast.graphics.template import TemplateError
from newscast.rundown.forms import BEFORE_AFTER
from newscast.show.model import Show

CODE = "qr"
"""The card that shows an address as a code for telephones."""
GRAPHICS: dict[str, GraphicInfo] = {
    "opener": GraphicInfo(optional=("name", "date", "subtitle"), full=True),
    "closing": GraphicInfo(optional=("thanks", "contacts", "credits", "url", "action", "show"), full=True),
    "headline": GraphicInfo(("headline",), ("kicker",)),
    "hook": GraphicInfo(("headline",), ("kicker",)),
    "strap": GraphicInfo(("headline",), ("department",)),
    "topic": GraphicInfo(("headline",), ("department",), full=True),
    "voice": GraphicInfo(("name",), ("role", "via"), full=True),
    "lower-third": GraphicInfo(("title",), ("subtitle",)),
    "title": GraphicInfo(("title",), ("subtitle",)),
    "figures": GraphicInfo(("items",), ("title",), full=True),
    "text": GraphicInfo(("title",), ("text",), full=True),
    "quote": GraphicInfo(("quote",), ("name", "role"), full=True),
    "list": GraphicInfo(("items",), ("title",), full=True),
    "agenda": GraphicInfo(("items",), ("title",), full=True),
    BEFORE_AFTER: GraphicInfo(optional=("title", "labels", "credit"), full=True, told=("credits",)),
    "table": GraphicInfo(("rows",), ("title", "columns"), full=True),
    CODE: GraphicInfo(("url",), ("title", "text"), full=True),
    "next": GraphicInfo(("title",), ("kicker", "time", "text"), full=True),
    "days-left": GraphicInfo(("event", "date"), ("text", "days"), full=True),
    "tag": GraphicInfo(("tag",)),
    "locator": GraphicInfo(("place",)),
    "breaking": GraphicInfo(("label",), ("text",)),
    "ticker": GraphicInfo(("items",)),
    "footer": GraphicInfo(("text",)),
    "access": GraphicInfo(optional=("captions", "sign_language")),
    "bug": GraphicInfo(optional=("show",)),
    "sting": GraphicInfo(optional=("show",), full=True),
    "break": GraphicInfo(optional=("text", "show"), full=True),
    "slate": GraphicInfo(("title",), ("text", "subtitle"), full=True),
    "credit": GraphicInfo(("credit",)),
    "caption": GraphicInfo(("line1",), ("line2", "raised")),
    "map": GraphicInfo(("place",), ("title", "text", "map", "pin"), full=True),
    "credits": GraphicInfo(("credits",), ("title",), full=True),
    "leader": GraphicInfo(("values",), ("labels", "show"), full=True),
    "countdown": GraphicInfo(("number",), full=True),
    "black": GraphicInfo(full=True),
    "thumbnail": GraphicInfo(("headline",), ("kicker", "show")),
    "cover": GraphicInfo(("headline",), ("kicker", "show")),
}
PORTRAYING = ("voice",)
"""Those that draw the photo below them themselves, as `photo.href`."""
CAPTIONED = "captioned"
"""What every graphic may be told besides its fields: that captions are burned in over it, which need their place."""
SIGNED = "signed"
"""And that a window of sign language stands on the picture with it."""
PICTURED = "pictured"
"""And that a picture is seen in it, below all that its layer of this name covers."""
PLATED = "plated"
"""And that its texts could not be read on the picture behind them without a plate, or a stronger scrim."""
APART = "apart"
"""And that its picture is seen beside its texts, in the place of a layer of its own, since a face has no room below
them."""
BESIDES = (CAPTIONED, SIGNED, PICTURED, PLATED, APART)
ACROSS, COLUMN = "across", "column"
"""And that all of it stands so many pixels of the design further right than it is drawn, less than 0 further left; and
that it stands in a column, of so many: beside a face."""
LISTS = {"items": 3, "contacts": 3, "credits": 8, "labels": 8, "values": 8, "rows": 7}
"""Fields that hold a list, and how many entries are drawn."""
IN_COLUMNS = ("columns", "pin")
"""Fields that may be written as a list, an entry for each column, or for each direction."""
CELLS_OF: Mapping[str, Mapping[str, int]] = {
    "table": {"rows": 4, "columns": 4},
    "agenda": {"items": 3},
    BEFORE_AFTER: {"labels": 2},
}
"""How many columns an entry has at most, of fields whose entries are written in columns."""
_LONGER = {"list": {"items": 6}, "agenda": {"items": 5}, "ticker": {"items": 20}, BEFORE_AFTER: {"labels": 2}}
"""The same where a graphic has room for others."""
_IN_AGENDAS = ("when", "what", "where")
_MADE = (*_IN_AGENDAS, "show", "strip", "number", "label", "initials", "address", "cell", "unit", "day", "kicker")
"""Texts that are made of fields: see newscast.graphics.fields."""
_CANVASES = ("landscape", "portrait", "square")


def most_entries(graphic: str, field: str) -> int | None:
    """How many entries of a list a graphic draws; None where the field is no list."""
    return _LONGER.get(graphic, {}).get(field) or LISTS.get(field)


def known_graphics(show: Show) -> Mapping[str, GraphicInfo]:
    """Every graphic this show can draw, its own ones too, by name."""
    own = names_of(show.folder / "graphics") if show.folder else []
    return {**GRAPHICS, **{name: _redrawn(name, show) if name in GRAPHICS else _own(name, show) for name in own}}


def _redrawn(name: str, show: Show) -> GraphicInfo:
    """What a show's own drawing of one of our graphics takes: as ours, unless it measures fields that ours has not."""
    ours = GRAPHICS[name]
    try:
        own = _own(name, show)
    except TemplateError:
        # Told where it is to be drawn.
        return ours
    if any(field.rstrip("123456789") not in _slots(ours) for field in own.fields):
        return GraphicInfo(own.required, tuple(dict.fromkeys((*own.optional, *ours.fields))), own.full, ours.told)
    return ours


def _slots(info: GraphicInfo) -> set[str]:
    """The names that texts of a graphic may be measured under."""
    return {*info.fields, *(field.removesuffix("s") for field in info.fields), *_MADE}


def _own(name: str, show: Show) -> GraphicInfo:
    """What a show's own graphic takes: each text it measures; those marked `required="yes"` must be given."""
    found = [template for canvas in _CANVASES if (template := find_template(name, canvas, show))]
    slots = {slot.field: slot.get("required") == "yes" for template in found for slot in template.texts}
    required = tuple(field for field, needed in slots.items() if needed)
    full = any(slot.get("full") == "yes" for template in found for slot in template.texts)
    return GraphicInfo(required, tuple(field for field in slots if field not in required), full)
