"""From what a rundown says to what a template names: defaults by language, numbered slots, figures taken apart."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from newscast.base.languages.all import language_of
from newscast.base.languages.naming import given_and_surnames
from newscast.graphics.catalogue import most_entries
from newscast.graphics.fonts import composed
from newscast.graphics.maps import MAP, pin_texts
from newscast.graphics.model import Fields
from newscast.rundown.figures import figure_parts
from newscast.rundown.forms import BEFORE_AFTER
from newscast.show.model import Show

CELLS = "|"
"""What parts an entry in columns: `18:00 | Concierto | Plaza Principal`."""
_APART = "\u00a0\u00a0\u00a0•\u00a0\u00a0\u00a0"
"""What stands between two items that run past."""
_LONGER = 6
"""By how many letters a label may be longer than the usual one, to be said before a credit too."""
_FILLING = 180
"""Letters that are wider than any canvas, however narrow they are."""
_NAMELESS = ("quote",)
"""Graphics whose `name` is somebody's, and may be missing."""
_FOOTED = ("hook", "strap", "lower-third", "title")
"""Graphics that are told of the `footer` of a show, which raises captions below them."""
_AGENDA = ("when", "what", "where")


def spread(graphic: str, fields: Fields, show: Show) -> dict[str, str]:
    """Every text a template may name; an empty one is not there. A list `items` becomes `item1`, `item2`..., and so
    does the single text of one.

    Figures also give `number1`, `label1`...; `show` and `name` are the name of the show unless the field is given.
    """
    named = {} if graphic in _NAMELESS else {"name": show.name}
    texts = {"show": show.name, **named, **language_of(show.language).graphics.get(graphic, {})}
    for name, written in fields.items():
        value = _listed(fields, name) if most_entries(graphic, name) else written
        if isinstance(value, str):
            if value.strip() or name not in texts:
                texts[name] = value
        else:
            singular = name.removesuffix("s")
            texts.update({f"{singular}{index}": text for index, text in enumerate(value, 1)})
            texts[name] = str(len(value))
    if graphic == "figures":
        texts.update(_figures(fields))
    if graphic == "agenda":
        texts.update(_agenda(fields))
    if graphic == BEFORE_AFTER:
        texts.update(_compared(fields, language_of(show.language).graphics.get(graphic, {})))
    if graphic == "table":
        texts.update(_table(fields))
    if graphic == "days-left":
        texts.update(_days_left(texts, show))
    if graphic == "ticker":
        texts["strip"] = _strip(_listed(fields, "items"))
    if graphic == MAP:
        texts.update(pin_texts(fields, show))
    if graphic in _FOOTED and show.footer:
        texts["footer"] = show.footer
    if graphic in ("closing", "qr"):
        texts["address"] = _address(texts)
    if graphic == "voice":
        texts["initials"] = _initials(texts["name"])
    return {name: composed(text) for name, text in texts.items()}


def _strip(items: tuple[str, ...]) -> str:
    """All items in one line, as often as it takes to fill a canvas, with what stands between the last and the first."""
    once = _APART.join((*items, "")).rstrip()
    return "\u00a0\u00a0\u00a0".join([once] * max(1, -(-_FILLING // max(1, len(once)))))


def split_figure(item: str) -> tuple[str, str]:
    """`4,200 baches` as `4,200` and `baches`; no number first gives an empty one."""
    return figure_parts(composed(item)) or ("", composed(item))


def cells(entry: str) -> tuple[str, ...]:
    """The columns of an entry."""
    return tuple(composed(cell) for cell in entry.split(CELLS))


def _listed(fields: Fields, name: str) -> tuple[str, ...]:
    value = fields.get(name, ())
    return (value,) if isinstance(value, str) else value


def _agenda(fields: Fields) -> dict[str, str]:
    """`when1`, `what1`, `where1`...: an entry of one column is what, one of two is when and what."""
    texts = {"items": str(len(_listed(fields, "items")))}
    for number, item in enumerate(_listed(fields, "items"), 1):
        columns = cells(item)
        named = ("what",) if len(columns) == 1 else _AGENDA
        texts.update({f"{name}{number}": cell for name, cell in zip(named, columns, strict=False)})
    return texts


def _compared(fields: Fields, usual: Mapping[str, str]) -> dict[str, str]:
    """`label1` and `when1` of the picture that is seen first, and those of the other: a label, or one and when that
    was; where no label is given it is as a language says it. Where not both are of one, `credit1` and `credit2` are
    there too, and `credit` says which picture is whose."""
    texts: dict[str, str] = {}
    for number, written in enumerate(_listed(fields, "labels"), 1):
        label, *when = map(str.strip, cells(written))
        texts[f"label{number}"] = label or usual.get(f"label{number}", "")
        texts |= {f"when{number}": when[0]} if when else {}
    named = [
        f"{_brief(texts.get(label, ''), usual.get(label, ''))}: {credit}"
        for label, credit in zip(("label1", "label2"), _listed(fields, "credits"), strict=False)
        if credit
    ]
    return {**texts, "credit": " / ".join(named)} if named else texts


def _brief(label: str, usual: str) -> str:
    """What a picture is called before who made it: its label, unless that is long."""
    return label if label and len(label) <= len(usual) + _LONGER else usual


def _table(fields: Fields) -> dict[str, str]:
    """`cell11` is the first of the first row, `column1` what stands above; `wide` is how many columns there are."""
    rows = [cells(row) for row in _listed(fields, "rows")]
    written = fields.get("columns", ())
    columns = cells(written) if isinstance(written, str) else written
    texts = {f"cell{row}{column}": cell for row, found in enumerate(rows, 1) for column, cell in enumerate(found, 1)}
    texts.update({f"column{number}": cell for number, cell in enumerate(columns, 1)})
    wide = max(map(len, [*rows, columns]), default=0)
    return {**texts, "rows": str(len(rows)), "columns": str(len(columns)) if any(columns) else "", "wide": str(wide)}


def _days_left(texts: Mapping[str, str], show: Show) -> dict[str, str]:
    """How many days there are, as a language says it, and the day of the event in words."""
    language, days = language_of(show.language), texts.get("days", "")
    kicker, number, unit = language.days_left(int(days)) if days.isdigit() else ("", days, "")
    try:
        day = language.day(datetime.date.fromisoformat(texts.get("date", "")))
    except ValueError:
        day = texts.get("date", "")
    return {"kicker": kicker, "number": number, "unit": unit, "day": day}


def _address(texts: Mapping[str, str]) -> str:
    """The web address as people say it, where no contact says it already."""
    said = re.sub(r"^\w+://(www\.)?|/$", "", texts.get("url", ""))
    contacts = {text.lower() for name, text in texts.items() if name.startswith("contact")}
    return "" if said.lower() in contacts or f"www.{said.lower()}" in contacts else said


def _initials(name: str) -> str:
    """The first letters of the given name and of the surname: they stand where there is no photo."""
    given, surnames = given_and_surnames(composed(name))
    return "".join(next(filter(str.isupper, part), part[:1]) for part in (given, surnames))


def _figures(fields: Fields) -> dict[str, str]:
    items = fields.get("items", ())
    pairs = [split_figure(item) for item in ([items] if isinstance(items, str) else items)]
    numbers = {f"number{index}": number for index, (number, _) in enumerate(pairs, 1)}
    labels = {f"label{index}": label for index, (_, label) in enumerate(pairs, 1)}
    return {**numbers, **labels, "items": str(len(pairs))}
