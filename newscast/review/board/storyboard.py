"""A storyboard as HTML: the same on the page and in the file that `newscast storyboard` writes."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from newscast.base.canvas import shape_of
from newscast.base.i18n import _, language, ngettext
from newscast.base.kinds import kind_name, part_name
from newscast.base.timecode import clock, round_half_up
from newscast.episode.board import Board, BoardColumn, BoardPart, BoardSegment, BoardStill, BoardView, BoardWords
from newscast.episode.timed_script import ScriptPart
from newscast.picture.faces.unsought import unsought_words
from newscast.review.own_files import STATIC, templates_with

Source = Callable[[str], str]
"""Gives the address of a still by its key, "" where it is not there yet."""
Edit = Callable[[BoardPart], str]
"""Gives the address where a part is changed, "" where it cannot be."""
Aim = Callable[[BoardStill], str]
"""Gives what a click on a still needs to write the focus of its picture, as JSON, "" where that is not written here."""


def nowhere(_part: BoardPart | BoardStill) -> str:
    """Where nothing can be changed."""
    return ""


def board_html(
    board: Board, source: Source, failed: Mapping[str, str], edit: Edit = nowhere, aim: Aim = nowhere
) -> Markup:
    """The board without a page around it. `failed` has in words why a still cannot be had, by its key."""
    told = {"board": board, "source": source, "failed": failed, "edit": edit, "aim": aim}
    return Markup(_templates().get_template("part/board.html").render(told))


def board_file(board: Board, stills: Mapping[str, bytes], failed: Mapping[str, str]) -> str:
    """One HTML file that needs nothing else: its stills are in it."""

    def source(key: str) -> str:
        content = stills.get(key)
        return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}" if content else ""

    styles = [(STATIC / name).read_text(encoding="utf-8") for name in ("storyboard.css", "board.css")]
    told = {
        "board": board,
        "drawn": board_html(board, source, failed),
        # A file that stands alone cannot have them beside it, as all pages do.
        "styles": Markup("<style>\n{}\n</style>").format(Markup("\n".join(styles))),
        "language": language(),
    }
    return _templates().get_template("storyboard.html").render(told)


@cache
def _templates() -> Environment:
    return templates_with(
        _=_,
        ngettext=ngettext,
        clock=clock,
        column_name=column_name,
        lasting=lasting,
        part_words=part_words,
        segment_words=segment_words,
        graphic_words=graphic_words,
        framing_words=framing_words,
        words_of=words_of,
        times_of=times_of,
        place_of=place_of,
        unsought_words=unsought_words,
    )


def column_name(column: BoardColumn) -> str:
    """`tv, web · landscape`."""
    names = ", ".join(column.names)
    shape = shape_of(column.canvas)
    return f"{names} · {shape}" if column.canvas and shape not in column.names else names


def lasting(column: BoardColumn) -> str:
    """How long a column is, and how that stands against the slot."""
    if column.lasts is None:
        return _("a cut for each story")
    told = clock(column.lasts)
    if column.over is None or round(column.over) == 0:
        return told
    form = (
        _("{duration}, {difference} over the slot")
        if column.over > 0
        else _("{duration}, {difference} left of the slot")
    )
    return form.format(duration=told, difference=clock(abs(column.over)))


def part_words(part: BoardPart | ScriptPart) -> str:
    """What a part is."""
    return part_name(part.kind) or kind_name(part.kind) if part.kind else _("It cannot be drawn")


def segment_words(segment: BoardSegment) -> str:
    """The headline of a story, what others are."""
    return segment.title or kind_name(segment.kind) or segment.slug or _("It cannot be read")


def graphic_words(name: str) -> str:
    """What a graphic is called; a show's own one by its name."""
    names = {
        "lower-third": _("Lower third"),
        "title": _("Text"),
        "strap": _("Headline on screen"),
        "hook": _("Headline on screen"),
        "headline": _("Headline card"),
        "topic": _("Topic card"),
        "voice": _("Voice card"),
        "figures": _("Figures"),
        "text": _("Text card"),
        "quote": _("Quote"),
        "list": _("List"),
        "agenda": _("Agenda"),
        "table": _("Table"),
        "qr": _("Address with its code"),
        "map": _("Map"),
        "tag": _("What the story is about"),
        "locator": _("Where it is"),
        "breaking": _("Breaking news"),
        "ticker": _("Ticker"),
        "footer": _("Footer"),
        "access": _("Symbols of accessibility"),
        "next": _("Programme that comes next"),
        "days-left": _("Days until an event"),
        "credit": _("Credit"),
        "credits": _("Credits"),
        "slate": _("Slate"),
        "opener": _("Opening"),
        "closing": _("Closing"),
        "sting": _("Sting"),
        "break": _("Break"),
    }
    return names.get(name, name)


def framing_words(still: BoardStill) -> str:
    """Why what is seen of a picture is seen."""
    names = {
        "faces": _("framed for its faces"),
        "written": _("framed around the focus that is written"),
        "rule": _("framed by rule: no face is known"),
    }
    if still.framing is None:
        return ""
    told = names[still.framing.framed]
    return _("{why}; its black bars are cut off").format(why=told) if still.framing.unbarred else told


def words_of(part: BoardPart, columns: Sequence[BoardColumn]) -> list[tuple[str, tuple[BoardWords, ...]]]:
    """What is said in a part; where it is not the same everywhere, in which columns which."""
    different: dict[tuple[BoardWords, ...], list[str]] = {}
    for view in part.views:
        different.setdefault(view.words, []).extend(columns[view.column].names)
    alike = len(different) == 1
    return [("" if alike else ", ".join(names), words) for words, names in different.items() if words]


def times_of(part: BoardPart, board: Board) -> list[dict[str, Any]]:
    """When a part starts and how long it is in each column, and when that is on the air; those of one time together."""
    found: dict[tuple[str, str, bool, str], list[str]] = {}
    for view in part.views:
        column = board.columns[view.column]
        air = air_time(board, view) if column.lasts is not None and not column.burned else ""
        key = (clock(view.start), seconds(view), view.estimated, air)
        found.setdefault(key, []).extend(column.names)
    return [
        {"names": ", ".join(names), "start": start, "lasts": lasts, "estimated": estimated, "air": air}
        for (start, lasts, estimated, air), names in found.items()
    ]


def air_time(board: Board, view: BoardView) -> str:
    """The time of day at which a part goes out, "" where nobody said when the episode does."""
    if board.air is None:
        return ""
    then = datetime.datetime.fromisoformat(board.air) + datetime.timedelta(seconds=round_half_up(Fraction(view.start)))
    return f"{then.hour}:{then:%M:%S}"


def place_of(part: BoardPart, board: Board) -> str:
    """The line in which a part is written, and the file where that is another one."""
    line = _("line {number}").format(number=part.line)
    return line if part.file == board.rundown else f"{part.file}, {line}"


def seconds(view: BoardView) -> str:
    """How long it lasts: seconds, with a tenth where that matters."""
    return f"{view.lasts:.1f} s" if view.lasts < 60 else clock(view.lasts)
