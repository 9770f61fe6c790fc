"""A script as HTML: the same on the page and in the file that `newscast script --html` writes; for a prompter, too."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from newscast.base.i18n import _, language, ngettext
from newscast.base.kinds import kind_name
from newscast.base.languages.all import language_of
from newscast.base.timecode import clock
from newscast.episode.timed_script import ScriptedSegment, ScriptPart, ScriptReader, TimedScript
from newscast.review.board.storyboard import part_words
from newscast.review.own_files import STATIC, templates_with

_EDGE = 'font: 8.5pt "Newscast", "Source Sans Pro", sans-serif; color: #444;'
"""How the edges of printed pages are written."""
_CUES = ("sot", "package", "spot")
"""Kinds of parts that are played and not read."""


@dataclass(frozen=True)
class Line:
    """A part as it stands in the script: `mine` is what whoever looks reads, all of it where they look at everything;
    what is not `whole` is shown by its first and last words, and `anew` is where somebody else reads than before."""

    id: str
    part: ScriptPart
    kind: str
    clock: str
    lasts: str
    pace: str
    reader: ScriptReader | None
    mine: bool
    whole: bool
    anew: bool

    @property
    def is_tape(self) -> bool:
        """Whether somebody has to know when it is over: what is played has words that lead in and out."""
        return self.part.kind in _CUES

    @property
    def cues(self) -> list[tuple[str, str]]:
        """The texts over the picture, each with when it comes."""
        return [(clock(each.at), " · ".join(each.lines)) for each in self.part.supers if each.lines]


@dataclass(frozen=True)
class Head:
    """A segment as it stands in the script, before its lines."""

    id: str
    segment: ScriptedSegment
    name: str
    clock: str
    lasts: str
    latest: str
    lines: tuple[Line, ...]


def heads(script: TimedScript, who: str = "") -> list[Head]:
    """The script's segments with their lines; those of `who`, a reader's short name, are theirs."""
    return list(_heads(script, who))


def script_html(script: TimedScript, who: str = "", mend: str = "", elsewhere: Collection[str] = ()) -> Markup:
    """The script without a page around it; `mend` is the page on which its lines are corrected, where that is one, but
    of the segments `elsewhere`, which other rundowns have."""
    told = {"script": script, "heads": heads(script, who), "who": who, "mend": mend, "elsewhere": elsewhere}
    return Markup(_templates().get_template("part/script.html").render(told))


def prompter_html(script: TimedScript, who: str = "") -> Markup:
    """What is read, in large paragraphs as it is said, with what is played between."""
    told = {"script": script, "heads": heads(script, who), "who": who}
    return Markup(_templates().get_template("part/prompter.html").render(told))


def script_file(script: TimedScript, who: str = "", note: str = "") -> str:
    """One HTML file that needs nothing else; `note` says which version it is."""
    styles = [(STATIC / name).read_text(encoding="utf-8") for name in ("storyboard.css", "script.css")]
    told = {
        "script": script,
        "drawn": script_html(script, who),
        # A file that stands alone cannot have them beside it, as all pages do.
        "styles": Markup("<style>\n{}\n</style>").format(Markup("\n".join([*styles, paper_style(script, note)]))),
        "about": about(script),
        "note": note,
        "language": language(),
    }
    return _templates().get_template("script_file.html").render(told)


def about(script: TimedScript) -> list[str]:
    """What stands below the title: its day, when it goes out, how long it is."""
    day = language_of(language()).long_date(datetime.date.fromisoformat(script.date))
    told = [day[:1].upper() + day[1:]]
    if script.air:
        told.append(_("on the air at {time}").format(time=_time_of_day(script, 0.0)[:-3]))
    told.append(_lasting(script))
    told.append(script.deliverable)
    return told


def paper_style(script: TimedScript, note: str = "") -> str:
    """The style sheet that gives every printed page its head and its number."""
    head = _css_text(f"{script.title} · {about(script)[0]}")
    edges = {
        "top-left": f'"{head}"',
        "bottom-left": f'"{_css_text(note)}"',
        "bottom-right": 'counter(page) " / " counter(pages)',
    }
    boxes = "".join(f"  @{name} {{ content: {text}; {_EDGE} }}\n" for name, text in edges.items())
    return f"@media print {{ @page {{ size: A4; margin: 18mm 15mm 16mm;\n{boxes}}} }}\n"


def _css_text(text: str) -> str:
    """A text between the quotes of a style sheet, whatever is in it: all but plain letters by their numbers."""
    return re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):06x} ", text)


def _heads(script: TimedScript, who: str) -> Iterator[Head]:
    reading = ""
    for segment in script.segments:
        lines = []
        for number, part in enumerate(segment.parts):
            lines.append(_line(script, segment, number, who, part.who != reading))
            reading = part.who if part.is_read else reading
        yield Head(
            segment.slug,
            segment,
            segment.title or kind_name(segment.kind) or segment.slug,
            _time_of_day(script, segment.start) or clock(segment.start),
            _seconds(segment.lasts, segment.estimated),
            _latest(script, segment),
            tuple(lines),
        )


def _line(script: TimedScript, segment: ScriptedSegment, number: int, who: str, anew: bool) -> Line:
    part = segment.parts[number]
    mine = not who or (part.is_read and part.who == who)
    return Line(
        id=f"{segment.slug}/{number}",
        part=part,
        kind=part_words(part),
        clock=_time_of_day(script, part.start) or clock(part.start),
        lasts=_seconds(part.lasts, part.estimated),
        pace=_("{count} words/min").format(count=part.pace) if part.pace else "",
        reader=script.reader(part.who) if part.who else None,
        mine=mine,
        whole=mine and part.kind not in _CUES,
        anew=anew,
    )


def _time_of_day(script: TimedScript, seconds: float) -> str:
    """When that is on the clock, "" where nobody said when it goes out."""
    if script.air is None:
        return ""
    return f"{datetime.datetime.fromisoformat(script.air) + datetime.timedelta(seconds=int(seconds)):%H:%M:%S}"


def _latest(script: TimedScript, segment: ScriptedSegment) -> str:
    """When it has to begin at the latest for all that follows to end in time; "" where nobody gave a time."""
    if script.air is None or script.slot is None:
        return ""
    return _time_of_day(script, max(0.0, script.slot - (script.lasts - segment.start)))


def _lasting(script: TimedScript) -> str:
    if script.over is None or round(script.over) == 0:
        return clock(script.lasts)
    over = _("{duration}, {difference} over the slot")
    form = over if script.over > 0 else _("{duration}, {difference} left of the slot")
    return form.format(duration=clock(script.lasts), difference=clock(abs(script.over)))


def _seconds(seconds: float, estimated: bool) -> str:
    told = f"{seconds:.1f} s" if seconds < 60 else clock(seconds)
    return f"≈ {told}" if estimated else told


@cache
def _templates() -> Environment:
    return templates_with(_=_, ngettext=ngettext, clock=clock)
