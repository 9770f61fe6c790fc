"""Checking a graphic before anything is drawn: is there one of that name, has it its fields, does its text fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from operator import itemgetter

from newscast.base.canvas import Canvas
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _, in_marks
from newscast.document.words import short
from newscast.graphics.catalogue import (
    ACROSS,
    BESIDES,
    CELLS_OF,
    CODE,
    COLUMN,
    GRAPHICS,
    IN_COLUMNS,
    known_graphics,
    most_entries,
)
from newscast.graphics.fault_words import fault_problem
from newscast.graphics.fields import CELLS, cells, spread
from newscast.graphics.finding import find_template
from newscast.graphics.fonts import BUILT_IN, Face, built_in_files, composed, faces
from newscast.graphics.links import linked
from newscast.graphics.maps import map_problems
from newscast.graphics.measure import Misfit, measure
from newscast.graphics.model import Fields, GraphicInfo
from newscast.graphics.roomless import is_unusual, roomless
from newscast.graphics.sketch import Sketch, sketch
from newscast.graphics.template import Template, TemplateError
from newscast.show.addresses import leads_somewhere
from newscast.show.load import kit_place
from newscast.show.model import Show


class Means:
    """What a show draws with, each looked up once: for many graphics of one run."""

    def __init__(self, show: Show) -> None:
        self.show = show
        self.known = known_graphics(show)
        self._templates: dict[tuple[str, str], tuple[Template | None, list[Problem]]] = {}

    @cached_property
    def faces(self) -> tuple[tuple[Face, ...], list[Problem]]:
        """The show's faces, and what is wrong with them where there are none."""
        return _faces(self.show)

    def template(self, graphic: str, canvas: str) -> tuple[Template | None, list[Problem]]:
        """A graphic's template, where there is one, and what is wrong with its links. Raises TemplateError."""
        key = (graphic, canvas)
        if key not in self._templates:
            template = find_template(graphic, canvas, self.show)
            self._templates[key] = template, linked(template, self.show)[1] if template else []
        return self._templates[key]


def problems_of(
    graphic: str, fields: Fields, means: Means, canvas: Canvas, place: Place | None, drawn: bool = False
) -> list[Problem]:
    """Everything that keeps a graphic from being drawn on a canvas; none when it will look as it should.

    One that is going to be `drawn` at once is not sketched before: what its template names that is not there is told
    by the TemplateError of drawing it (see unusable()).
    """
    show, known = means.show, means.known
    if graphic not in known:
        message = _("There is no graphic called “{name}”.").format(name=graphic)
        return [Problem(message, _did_you_mean(graphic, known), place, code="graphic-unknown")]
    problems = [*_fields(graphic, fields, known[graphic], place), *_lists(graphic, fields, place)]
    if problems:
        return problems
    try:
        template, problems = means.template(graphic, canvas.name)
        if template is None:
            message = _("The graphic “{name}” has no drawing for the {canvas} canvas.")
            return [
                Problem(message.format(name=graphic, canvas=canvas.name), place=place, code="graphic-without-canvas")
            ]
        if problems:
            return problems
        available, problems = means.faces
        if not available:
            return problems
        if "map.href" in template.source and (problems := list(map_problems(fields, show, place))):
            return problems
        texts = spread(graphic, fields, show)
        _fitted, misfits = measure(template, texts, available, show.language)
        if misfits or drawn:
            return [_misfit(graphic, misfit, show, canvas, place) for misfit in misfits]
        if template.file:
            # A designer may name what is not there, and is warned of what has no room; what the package brings is known
            # to be right.
            sketch(template, fields, show, canvas, available)
        elif is_unusual(texts.values()):
            found = sketch(template, fields, show, canvas, available)
            return list(_roomless(found, graphic, canvas, place))
    except TemplateError as error:
        return [unusable(graphic, error, place)]
    return []


def _roomless(found: Sketch, graphic: str, canvas: Canvas, place: Place | None) -> Iterator[Problem]:
    """What is told of letters for which one of the package's drawings has no room."""
    for fault in roomless(found, graphic, canvas.name):
        hint = _("Write it shorter, or without the letters that have marks above or below.")
        yield replace(fault_problem(fault, graphic, canvas.name, place), hint=hint)


def unusable(graphic: str, error: TemplateError, place: Place | None) -> Problem:
    """What is said of a template that cannot be used, at its own line where the error knows it."""
    message = _("The template of the graphic “{name}” cannot be used: {reason}.")
    said = message.format(name=graphic, reason=error.reason)
    return Problem(said, place=error.problems[0].place or place, code="graphic-template")


def _fields(graphic: str, fields: Fields, info: GraphicInfo, place: Place | None) -> Iterator[Problem]:
    for name in fields:
        if name not in (*info.fields, *info.told, *BESIDES, ACROSS, COLUMN):
            message = _("The graphic “{graphic}” has no field “{name}”.").format(graphic=graphic, name=name)
            yield Problem(message, _did_you_mean(name, info.fields), place, code="graphic-field-unknown")
    for name in info.required:
        if not fields.get(name):
            message = _("The graphic “{graphic}” needs a “{name}”.").format(graphic=graphic, name=name)
            yield Problem(
                message, _("Write `{name}:` with its text.").format(name=name), place, code="graphic-field-missing"
            )
    if graphic == CODE and (address := str(fields.get("url", ""))) and not leads_somewhere(address):
        message = _("“{value}” is no address of a page.").format(value=short(address))
        hint = _("Telephones that read its code would open nothing. Write it as a browser shows it.")
        yield Problem(message, hint, place, code="value-wrong")


def _lists(graphic: str, fields: Fields, place: Place | None) -> Iterator[Problem]:
    for name, value in fields.items():
        most = most_entries(graphic, name)
        known = graphic in GRAPHICS and name in GRAPHICS[graphic].fields
        if not most and not isinstance(value, str) and known and name not in IN_COLUMNS:
            message = _("“{name}” of the graphic “{graphic}” is one text, not a list.")
            hint = _("Write it in one line, without a dash or brackets.")
            yield Problem(message.format(name=name, graphic=graphic), hint, place, code="graphic-not-a-list")
        if most and not isinstance(value, str) and len(value) > most:
            message = _("“{name}” has {count} entries; {most} fit.").format(name=name, count=len(value), most=most)
            yield Problem(
                message, _("Make two cards of it, or keep the most important ones."), place, code="graphic-too-many"
            )
        wide = CELLS_OF.get(graphic, {}).get(name)
        if wide and (widest := max(_columns(name, value), default=("", 0), key=itemgetter(1)))[1] > wide:
            message = _("“{text}” has {count} columns; “{graphic}” shows {most}.")
            said = message.format(text=short(widest[0], 60), count=widest[1], graphic=graphic, most=wide)
            yield Problem(said, _("Leave some out, or use two cards."), place, code="graphic-too-many")


def _columns(name: str, value: str | tuple[str, ...]) -> list[tuple[str, int]]:
    """Each entry of a field, with how many columns it has."""
    if name == "columns" and not isinstance(value, str):
        return [(f" {CELLS} ".join(value), len(value))]
    return [(entry, len(cells(entry))) for entry in ((value,) if isinstance(value, str) else value)]


def font_problems(show: Show) -> list[Problem]:
    """What is wrong with the typeface of a kit."""
    return _faces(show)[1]


def _faces(show: Show) -> tuple[tuple[Face, ...], list[Problem]]:
    family, places = show.fonts.family, show.fonts.places
    try:
        found = faces(family, show.fonts.files or built_in_files(family))
    except (OSError, ValueError) as error:
        message, place = _("A font of the show cannot be read: {reason}."), places.get("files") or kit_place(show)
        return (), [Problem(message.format(reason=error), place=place, code="font")]
    if found:
        return found, []
    message = _("No font of the show is of the family “{family}”.").format(family=family)
    hint = _("Name its files in `fonts: {{files: [...]}}`, or use {built_in}.").format(built_in=", ".join(BUILT_IN))
    return (), [Problem(message, hint, places.get("family") or kit_place(show), code="font")]


def _misfit(graphic: str, misfit: Misfit, show: Show, canvas: Canvas, place: Place | None) -> Problem:
    place = place_in_kit(misfit.slot.field, misfit.text, show) or place or kit_place(show)
    if misfit.missing:
        signs = ", ".join(f"{in_marks(sign)} ({codes_of(sign)})" for sign in misfit.missing)
        message = _("{family} cannot write {signs} of “{text}”.")
        message = message.format(family=show.fonts.family, signs=signs, text=misfit.text)
        hint = _("Take the sign out, or give the show a font that has it.")
        if any(len(sign) > 1 for sign in misfit.missing):
            hint = _("The font does not say where these marks stand on the letter: write it with fewer.")
        return Problem(message, hint, place, code="font-sign")
    return too_long(misfit.text, misfit.room, graphic, place)


def codes_of(sign: str) -> str:
    """The numbers of a sign in Unicode, of all that it is made of."""
    return " ".join(f"U+{ord(each):04X}" for each in sign)


@dataclass(frozen=True)
class TooLong(Problem):
    """A text of which only so many letters fit in a graphic."""

    text: str = field(kw_only=True)
    room: int = field(kw_only=True)
    graphic: str = field(kw_only=True)


def too_long(text: str, room: int, graphic: str, place: Place | None) -> TooLong:
    """What is said of a text that does not fit in a graphic."""
    message = _("“{text}” does not fit in the graphic “{graphic}”: it has {count} letters.")
    message = message.format(text=short(text, 60), graphic=graphic, count=len(text))
    hint = _("Write it shorter: about {room} letters fit; it is never cut off.").format(room=room)
    return TooLong(message, hint, place, code="text-does-not-fit", text=text, room=room, graphic=graphic)


def once_each(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once; of a text that is too long for several graphics, or canvases, the one with the least room."""
    found: dict[object, Problem] = {}
    for problem in problems:
        key = (problem.place, composed(problem.text).upper()) if isinstance(problem, TooLong) else problem
        before = found.get(key)
        if not isinstance(before, TooLong) or not isinstance(problem, TooLong) or problem.room < before.room:
            found[key] = problem
    return list(found.values())


def place_in_kit(field: str, text: str, show: Show) -> Place | None:
    """Where the kit says the text of a field; None where it is somebody else's, such as a title that a rundown has."""
    if field in ("show", "name", "kicker") and _alike(text, show.name):
        return show.where("name")
    if field == "text" and show.footer and _alike(text, show.footer):
        return show.where("footer")
    singular = field.rstrip("12345678")
    for part in (*show.openers.values(), *show.closings.values()):
        for key in (singular, f"{singular}s"):
            if any(_alike(text, each) for each in _said(part, key)):
                return part.where(key)
    return None


def _said(part: object, key: str) -> tuple[str, ...]:
    """The texts under a key of an opener or closing; fields of graphics may be called as what is no text there."""
    said = getattr(part, key, ())
    return (said,) if isinstance(said, str) else said if isinstance(said, tuple) else ()


def _alike(one: str, other: str) -> bool:
    """Graphics set some texts in capitals."""
    return composed(one).upper() == composed(other).upper()


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = get_close_matches(name, names, 1)
    if near:
        return _("Did you mean “{name}”?").format(name=near[0])
    return _("There are: {names}.").format(names=", ".join(names))
