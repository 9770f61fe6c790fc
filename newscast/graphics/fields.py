"""From what a rundown says to what a template names: defaults by language, numbered slots, figures taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newscast.base.languages.all import language_of
from newscast.base.languages.naming import given_and_surnames
from newscast.graphics.fonts import composed
from newscast.graphics.model import Fields
from newscast.show.model import Show

_FIGURE = re.compile(r"(\S*\d\S*(?:\s(?:%|°C|mil|M)(?=\s|$))?)\s*(.*)")


def spread(graphic: str, fields: Fields, show: Show) -> dict[str, str]:
    """Every text a template may name; an empty one is not there. A list `items` becomes `item1`, `item2`...

    Figures also give `number1`, `label1`...; `show` and `name` are the name of the show unless the field is given.
    """
    texts = {"show": show.name, "name": show.name, **language_of(show.language).graphics.get(graphic, {})}
    for name, value in fields.items():
        if isinstance(value, str):
            if value.strip() or name not in texts:
                texts[name] = value
        else:
            singular = name.removesuffix("s")
            texts.update({f"{singular}{index}": text for index, text in enumerate(value, 1)})
            texts[name] = str(len(value))
    if graphic == "figures":
        texts.update(_figures(fields))
    if graphic == "closing":
        texts["address"] = _address(texts)
    if graphic == "voice":
        texts["initials"] = _initials(texts["name"])
    return {name: composed(text) for name, text in texts.items()}


def split_figure(item: str) -> tuple[str, str]:
    """`4,200 baches` as `4,200` and `baches`; no number first gives an empty one."""
    found = _FIGURE.fullmatch(composed(item))
    return (found[1], found[2]) if found else ("", composed(item))


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
