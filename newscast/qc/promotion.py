"""Counts how long and how often people who hold an elected office come in a programme: told, and judged by nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from newscast.base.i18n import _, ngettext
from newscast.base.languages.naming import times_named
from newscast.base.timecode import clock
from newscast.rundown.model import Part, Rundown, Sot, Spoken, WithParts
from newscast.show.office import Promotion
from newscast.show.person import Person
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.seen import GraphicShot

if TYPE_CHECKING:
    from newscast.qc.model import Check

NAME = "promotion"
_NAMING = ("lower-third", "voice")
"""The graphics that show somebody's name."""
_PARTS = ("read", "vo", "sot", "card", "package")


@dataclass(frozen=True)
class Presence:
    """Somebody in a programme, by the short `person`: seconds in which they are `heard`, and in which their name is
    `shown` below a picture; how often their name is said (`mentions`), and how often it is `written` in a headline, a
    card or a title. Whether a picture shows them, nobody can tell."""

    person: str
    name: str
    heard: Fraction
    shown: Fraction
    mentions: int
    written: int


class Countable(Protocol):
    """Whatever tells the same of somebody."""

    @property
    def name(self) -> str: ...
    @property
    def heard(self) -> Fraction | float: ...
    @property
    def shown(self) -> Fraction | float: ...
    @property
    def mentions(self) -> int: ...
    @property
    def written(self) -> int: ...


def presences(
    rundown: Rundown, timeline: Timeline, counted: Callable[[Person], bool] = lambda person: person.elected
) -> list[Presence]:
    """Everybody who is counted and comes in a cut, in the order of the people; `rundown` is what the cut keeps."""
    chosen = {key: person for key, person in rundown.people.items() if counted(person)}
    found = (_presence(key, person, rundown, timeline) for key, person in chosen.items())
    return [each for each in found if each.heard or each.shown or each.mentions or each.written]


def together(cuts: Iterable[Sequence[Presence]]) -> list[Presence]:
    """Everybody in a deliverable of several cuts."""
    found: dict[str, Presence] = {}
    for each in (each for cut in cuts for each in cut):
        before = found.get(each.person)
        found[each.person] = each if before is None else _added(before, each)
    return list(found.values())


def _added(one: Presence, other: Presence) -> Presence:
    sums = (
        one.heard + other.heard,
        one.shown + other.shown,
        one.mentions + other.mentions,
        one.written + other.written,
    )
    return Presence(one.person, one.name, *sums)


def promotion(found: Sequence[Presence], limits: Promotion, rate: Fraction) -> tuple[Check, ...]:
    """What was counted; a warning where newsroom.yaml has limits and somebody is over one; nothing of nobody."""
    if not found:
        return ()
    from newscast.qc.model import Check

    longest, most = max(each.heard for each in found), max(each.mentions for each in found)
    heard = limits.heard.frames(rate) / rate if limits.heard else None
    over = (heard is not None and longest > heard) or (limits.mentions is not None and most > limits.mentions)
    wanted: Mapping[str, float | int | None] | None = None
    if limits.heard or limits.mentions:
        wanted = {"heard": round(float(heard), 3) if heard is not None else None, "mentions": limits.mentions}
    measured = {"heard": round(float(longest), 3), "mentions": most}
    message = "; ".join(map(in_words, found))
    return (Check(NAME, "warn" if over else "pass", measured, wanted, message=message),)


def in_words(each: Countable) -> str:
    """`Ana Ruiz: heard 0:24, name shown 0:05, said 3 times, written once`."""
    told = [_("heard {time}").format(time=clock(each.heard))] if each.heard else []
    told += [_("name shown {time}").format(time=clock(each.shown))] if each.shown else []
    if each.mentions:
        told.append(ngettext("said {n} time", "said {n} times", each.mentions).format(n=each.mentions))
    if each.written:
        told.append(ngettext("written {n} time", "written {n} times", each.written).format(n=each.written))
    return f"{each.name}: {', '.join(told)}"


def _presence(key: str, person: Person, rundown: Rundown, timeline: Timeline) -> Presence:
    frames = sum(_heard(key, segment, rundown) for segment in timeline.segments)
    said = [each.text for segment in timeline.segments for each in segment.utterances]
    shown = [each for segment in timeline.segments for each in _shown(segment)]
    names = [seen for seen, graphic, text in shown if graphic in _NAMING and times_named(person.name, text)]
    return Presence(
        person=key,
        name=person.name,
        heard=Fraction(frames) / timeline.rate,
        shown=Fraction(sum(names)) / timeline.rate,
        mentions=sum(times_named(person.name, text) for text in said),
        written=sum(times_named(person.name, text) for _seen, graphic, text in shown if graphic not in _NAMING),
    )


def _heard(key: str, segment: PlacedSegment, rundown: Rundown) -> int:
    """The frames of the parts in which somebody speaks."""
    written = next((each for each in rundown.segments if each.slug == segment.slug), None)
    parts = list(written.parts) if isinstance(written, WithParts) else []
    placed = [each for each in segment.parts if each.kind in _PARTS]
    pairs = zip(placed, parts, strict=False)
    return sum(place.frames for place, part in pairs if place.kind == part.kind and _speaker(part, rundown) == key)


def _speaker(part: Part, rundown: Rundown) -> str | None:
    if isinstance(part, Sot):
        return part.who
    return (part.by or next(iter(rundown.presenters), None)) if isinstance(part, Spoken) else None


def _shown(segment: PlacedSegment) -> Iterator[tuple[int, str, str]]:
    """Each text on screen: its frames, its graphic, what it says."""
    graphics = [(each.frames, each.graphic, each.fields) for each in segment.supers]
    for shot in segment.shots:
        if isinstance(shot.picture, GraphicShot):
            graphics.append((shot.frames, shot.picture.graphic, shot.picture.fields))
    for frames, graphic, fields in graphics:
        for name, value in fields:
            if graphic in _NAMING and name not in ("title", "name"):
                continue
            for text in (value,) if isinstance(value, str) else value:
                yield frames, graphic, text
