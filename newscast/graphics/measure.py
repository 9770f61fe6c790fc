"""Measuring a template's texts: each slot's text at the size and in the lines in which it fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from newscast.graphics.fit import SLOTS, Box, Fitted, fit
from newscast.graphics.fonts import Face, choose
from newscast.graphics.outlines import misdrawn
from newscast.graphics.template import Template, TemplateError, TextSlot, place_of_text

AT_FIRST = "at_first"
"""What is given to a template while its texts are measured with the room that they should have."""
_LARGEST = 2000
"""Design pixels that no letter exceeds: a canvas has 1920 at the most."""
EMPTY = Fitted(0.0, ("",) * SLOTS, 0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Misfit:
    """A text that cannot be drawn: too long for its box even at the smallest size, with signs the face has not, or
    with letters whose marks are painted on one another or beside them."""

    slot: TextSlot
    text: str
    missing: tuple[str, ...] = ()
    room: int = 0
    """How many of its letters fit, where it is too long."""


def measure(
    template: Template, texts: Mapping[str, str], faces: Sequence[Face], language: str
) -> tuple[dict[str, Fitted], list[Misfit]]:
    """Every text of a template, fitted, by name; and those that cannot be drawn (they are empty among the first).
    `language` is the tag of what they are written in.

    They are measured in the order in which they stand: the size of one may follow from those before it. A template may
    give some of them more room with `given.at_first`, which holds where all others fit so.
    """
    if any(AT_FIRST in value for slot in template.texts for _name, value in slot.attributes):
        fitted, misfits = _measured(template, {**texts, AT_FIRST: "yes"}, faces, language)
        if not misfits:
            return fitted, misfits
    return _measured(template, texts, faces, language)


def _measured(
    template: Template, texts: Mapping[str, str], faces: Sequence[Face], language: str
) -> tuple[dict[str, Fitted], list[Misfit]]:
    fitted: dict[str, Fitted] = {}
    misfits: list[Misfit] = []
    boxes: dict[str, tuple[TextSlot, str, Face, Box]] = {}
    for slot in template.texts:
        try:
            text, face, box = _asked(slot, texts, fitted, faces)
        except (JinjaError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise TemplateError(f"{template.name}: {slot.name}: {error}", place_of_text(template, slot)) from error
        missing = tuple(face.missing(text) or misdrawn(face, text))
        found = None if missing else fit(text, face, box, language)
        if found is None:
            misfits.append(Misfit(slot, text, missing, 0 if missing else _room(text, face, box, language)))
        boxes[slot.name] = (slot, text, face, box)
        fitted[slot.name] = found or EMPTY
    return {**fitted, **dict(_shared(boxes, fitted, language))}, misfits


def _room(text: str, face: Face, box: Box, language: str) -> int:
    """How many letters of a text fit: of whole words, unless the first is too long. Most fit at the smallest size."""
    box = replace(box, size=box.smallest)
    words = text.split(" ")
    starts = [" ".join(words[:count]) for count in range(1, len(words))]
    first = [words[0][:count] for count in range(1, len(words[0]))]
    for candidates in (starts, first):
        least, most = 0, len(candidates)
        while least < most:
            middle = (least + most + 1) // 2
            fits = fit(candidates[middle - 1], face, box, language)
            least, most = (middle, most) if fits else (least, middle - 1)
        if least:
            return len(candidates[least - 1])
    return 0


def _shared(
    boxes: Mapping[str, tuple[TextSlot, str, Face, Box]], fitted: Mapping[str, Fitted], language: str
) -> Iterator[tuple[str, Fitted]]:
    """Texts of one group again, all at the smallest size found among them."""
    smallest: dict[str, float] = {}
    for name, (slot, _, _, _) in boxes.items():
        group = slot.get("group")
        if group and fitted[name].count:
            smallest[group] = min(smallest.get(group, fitted[name].size), fitted[name].size)
    for name, (slot, text, face, box) in boxes.items():
        size = smallest.get(slot.get("group"))
        if size is not None and fitted[name].count and fitted[name].size != size:
            again = fit(text, face, replace(box, size=size, smallest=size), language)
            yield name, again or fitted[name]


def _asked(
    slot: TextSlot, texts: Mapping[str, str], before: Mapping[str, Fitted], faces: Sequence[Face]
) -> tuple[str, Face, Box]:
    text = texts.get(slot.field, "")
    text = text.upper() if slot.get("caps") == "yes" else text
    box = _fixed_box(slot) if slot.is_fixed else _box(slot, {**texts, **before, "given": defaultdict(str, texts)})
    return text, choose(faces, int(slot.get("weight", "700"))), box


@lru_cache(maxsize=1024)
def _fixed_box(slot: TextSlot) -> Box:
    return _box(slot, {})


def _box(slot: TextSlot, known: Mapping[str, Any]) -> Box:
    """The box of a slot, of which numbers may follow from what is known of other texts."""

    def said(attribute: str, default: str = "") -> str:
        expression = slot.get(attribute, default)
        return compiled(expression, strict=False).render(known) if "{{" in expression else expression

    def number(attribute: str, default: str) -> float:
        return float(said(attribute, default))

    size = number("size", "")
    if not 0 < number("min", str(size)) <= size <= _LARGEST:
        raise ValueError(f"size is from min to {_LARGEST}, and min is more than 0")
    return Box(
        size,
        number("min", str(size)),
        number("width", ""),
        int(number("lines", "1")),
        float(slot.get("leading", "1.2")),
        float(slot.get("spacing", "0")),
        slot.get("break", "words"),
        said("fewest") == "yes",
        number("height", "0"),
    )


@lru_cache(maxsize=256)
def compiled(source: str, strict: bool) -> JinjaTemplate:
    """A text with slots, ready to be filled: compiling it takes far longer. `strict` has what is missing an error."""
    return _environment(strict).from_string(source)


@cache
def _environment(strict: bool) -> ImmutableSandboxedEnvironment:
    """Jinja2 as templates get it: sandboxed, escaping for XML, numbers written short.

    Not optimized: looking for what is constant takes two fifths of compiling a table, and finds nothing in one.
    """
    undefined = StrictUndefined if strict else Undefined
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=undefined, finalize=_short, optimized=False)


def _short(value: Any) -> Any:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
