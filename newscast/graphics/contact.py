"""Trying a kit's graphics: with texts of several lengths on each canvas, drawn small, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.base.errors import Place, Problem, UsageError
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.document.words import did_you_mean, short
from newscast.graphics.check import Means, TooLong, problems_of, unusable
from newscast.graphics.fault_words import fault_problem
from newscast.graphics.faults import Fault, depends, faults, least_contrast, wanted_of
from newscast.graphics.fields import spread
from newscast.graphics.finding import file_of_template
from newscast.graphics.fonts import built_in_files
from newscast.graphics.maps import MAP
from newscast.graphics.measure import measure
from newscast.graphics.model import Fields, GraphicInfo
from newscast.graphics.paint import painted
from newscast.graphics.proofs import LENGTHS, proof
from newscast.graphics.sketch import Sketch, sketch
from newscast.graphics.template import Template, TemplateError

if TYPE_CHECKING:
    from PIL.Image import Image

_USUAL = ("short", "long")
"""Lengths of texts that a newsroom writes every day."""
_SHARE = 3
"""How many times smaller than the design pictures are drawn."""


@dataclass(frozen=True)
class Try:
    """A graphic with texts of one length on a canvas: `picture` is a PNG, b"" where it cannot be drawn."""

    graphic: str
    canvas: str
    length: str
    picture: bytes
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        return f"{self.graphic}-{self.canvas}-{self.length}"


def known_names(means: Means, only: Sequence[str] = ()) -> list[str]:
    """The graphics of a show that say anything. Raises UsageError for a name that there is not."""
    known = [name for name, info in means.known.items() if info.fields]
    for name in only:
        if name not in known:
            message = _("There is no graphic called “{name}”.").format(name=short(name))
            raise UsageError(f"{message} {did_you_mean(name, known)}".rstrip())
    return [name for name in known if not only or name in only]


def tries(means: Means, graphic: str | None = None, canvas: str | None = None, share: int = _SHARE) -> Iterator[Try]:
    """Every graphic a show can draw, on every canvas, in every length; or those of one graphic, on one canvas."""
    for name, info in means.known.items():
        for shape in DESIGN_SIZES if info.fields else ():
            if graphic in (None, name) and canvas in (None, shape) and has_means(name, means):
                for length in LENGTHS:
                    yield _tried(name, shape, length, _fields(name, info, length), means, share)


def _fields(graphic: str, info: GraphicInfo, length: str) -> Fields:
    """The texts with which a graphic is tried; a map is the show's first, with its pin at some place."""
    fields = proof(graphic, info, length)
    if graphic != MAP:
        return fields
    return {name: text for name, text in fields.items() if name != MAP} | {"pin": "0.4, 0.6"}


def has_means(graphic: str, means: Means) -> bool:
    """Whether a show has what a graphic shows besides its texts."""
    return graphic != MAP or bool(means.show.maps)


def wrong_drawings(means: Means, graphic: str, canvas: str) -> list[Problem]:
    """What keeps a graphic from being drawn on a canvas with texts of usual lengths, and warnings of what is wrong with
    these as drawn, on any picture: the same as builds tell of texts of their own."""
    info = means.known.get(graphic)
    found: dict[tuple[str, Place | None], Problem] = {}
    if info is None or not info.fields or not has_means(graphic, means):
        return []
    for length in _USUAL:
        looked = _looked(graphic, canvas, _fields(graphic, info, length), means)
        wrong = looked.problems if looked.sketch is None else _told(looked, graphic, canvas, means, looked.faults)
        for each in wrong:
            warning = looked.sketch is not None or isinstance(each, TooLong)
            found.setdefault((each.code, each.place), replace(each, warning=warning))
    return [each for each in found.values() if not isinstance(each, TooLong)]


@dataclass(frozen=True)
class _Looked:
    """A graphic with some texts: as it is drawn, and what is wrong with them; or why it cannot be drawn."""

    fields: Fields
    template: Template | None
    sketch: Sketch | None
    faults: tuple[Fault, ...]
    problems: tuple[Problem, ...]


def _looked(graphic: str, shape: str, fields: Fields, means: Means, share: int = _SHARE) -> _Looked:
    width, height = DESIGN_SIZES[shape]
    canvas = Canvas(shape, width // share // 2 * 2, height // share // 2 * 2, means.show.rate)
    place = _place(graphic, shape, means)
    problems = problems_of(graphic, fields, means, canvas, place, drawn=True)
    template = _template(graphic, shape, means)
    if template is None or problems:
        return _Looked(fields, template, None, (), tuple(problems))
    try:
        found = sketch(template, fields, means.show, canvas, means.faces[0])
    except TemplateError as error:
        return _Looked(fields, template, None, (), (unusable(graphic, error, place),))
    return _Looked(fields, template, found, tuple(faults(found.texts, graphic, shape, found.colors)), ())


def _told(looked: _Looked, graphic: str, shape: str, means: Means, wrong: Sequence[Fault]) -> list[Problem]:
    """Faults of texts, each where the template draws them."""
    template = looked.template
    if template is None or not wrong:
        return []
    slots = _slots(template, looked.fields, means)
    return [fault_problem(each, graphic, shape, _line_of(slots.get(each.text.text), template)) for each in wrong]


def _tried(graphic: str, shape: str, length: str, fields: Fields, means: Means, share: int) -> Try:
    looked = _looked(graphic, shape, fields, means, share)
    if looked.sketch is None:
        told_at = [_at_slot(each, looked.template, fields, means) for each in looked.problems]
        return Try(graphic, shape, length, b"", tuple(told_at))
    wrong = [*looked.faults, *_on_pictures(looked.sketch, wanted_of(graphic))]
    told = _told(looked, graphic, shape, means, wrong)
    return Try(graphic, shape, length, _drawn(looked.sketch, means, means.known[graphic].full), tuple(told))


def _on_pictures(found: Sketch, wanted: float) -> Iterator[Fault]:
    """Texts that cannot be read on just any picture."""
    for text in found.texts:
        if depends(text, found.colors, wanted):
            yield Fault("contrast", text, least_contrast(text, found.colors), wanted)


def _template(graphic: str, canvas: str, means: Means) -> Template | None:
    try:
        return means.template(graphic, canvas)[0]
    except TemplateError:
        return None


def _place(graphic: str, canvas: str, means: Means) -> Place | None:
    """The file that draws a graphic, where there is one."""
    try:
        template = means.template(graphic, canvas)[0]
    except TemplateError as error:
        return error.problems[0].place
    return Place(near(file_of_template(template))) if template else None


def _at_slot(problem: Problem, template: Template | None, fields: Fields, means: Means) -> Problem:
    """A text that is too long where the template measures it."""
    if template is None or not isinstance(problem, TooLong):
        return problem
    texts = spread(template.name.partition(".")[0], fields, means.show)
    slot = next((each.name for each in template.texts if texts.get(each.field, "").upper() == problem.text.upper()), "")
    return replace(problem, place=_line_of(slot, template, (f'name="{slot}"',)))


def _slots(template: Template, fields: Fields, means: Means) -> dict[str, str]:
    """The slot of each line of text."""
    texts = spread(template.name.partition(".")[0], fields, means.show)
    fitted, _misfits = measure(template, texts, means.faces[0], means.show.language)
    return {line.strip(): name for name, fit in fitted.items() for line in fit.lines if line.strip()}


def _line_of(slot: str | None, template: Template, marks: Sequence[str] = ()) -> Place:
    """Where a template draws a text: where it first names its lines, else where it measures it."""
    places = [template.source.find(mark) for mark in marks or (f"{slot}.lines", f'name="{slot}"')] if slot else []
    at = next((each for each in places if each >= 0), 0)
    return Place(near(file_of_template(template)), template.source.count("\n", 0, at) + 1)


def _drawn(found: Sketch, means: Means, full: bool) -> bytes:
    from PIL import Image

    show = means.show
    fonts = show.fonts.files or built_in_files(show.fonts.family)
    size = int(found.root.attrib["width"]), int(found.root.attrib["height"])
    base = Image.new("RGB", size, show.colors.primary) if full else _picture(size).copy()
    painting, x, y = painted(found.root, fonts)
    base.paste(painting, (x, y), painting)
    data = BytesIO()
    base.save(data, "PNG", compress_level=4)
    return data.getvalue()


@cache
def _picture(size: tuple[int, int]) -> Image:
    """What stands for a picture: a white sky that becomes a dark street, in squares so that edges show."""
    from PIL import Image

    width, height = size
    side = max(8, height // 12)
    picture = Image.new("RGB", size)
    for top in range(0, height, side):
        light = 255 - round(235 * top / height)
        for left in range(0, width, side):
            shift = 14 if (top // side + left // side) % 2 else 0
            shade = max(0, light - shift)
            picture.paste((shade, shade, min(255, shade + 6)), (left, top, left + side, top + side))
    return picture
