"""Loading a rundown: with its kit and its newsroom, whole or not at all, every problem in one run."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection
from collections.abc import Mapping as AbstractMapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeGuard

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.i18n import _
from newscast.base.languages.all import language_of
from newscast.base.zones import zone_of
from newscast.document.captions import WrittenCaptions
from newscast.document.load import Source, read_source
from newscast.document.model import read
from newscast.document.nodes import Mapping, Sequence, Text, place_of
from newscast.document.reading import Reading, in_order
from newscast.document.words import as_slug, meant
from newscast.rundown.borrow import Library
from newscast.rundown.corrections import Written, captions_beside, read_all
from newscast.rundown.keep import kept
from newscast.rundown.model import Rundown, Segment, Story, Tease
from newscast.rundown.namesakes import called_otherwise
from newscast.rundown.not_read import told_once
from newscast.rundown.segments import SEGMENTS, is_floated, is_reserved, read_segments, segment_as_meant
from newscast.rundown.stations import unfit_stations
from newscast.rundown.whole_take import unused_take
from newscast.show.deliverables import RATES, RATES_OF
from newscast.show.load import known_deliverables, load_newsroom, load_show, media_roots, mended, names_in, newsroom_of
from newscast.show.model import Show
from newscast.show.moods import MOODS
from newscast.show.newsroom import find_newsroom
from newscast.show.office import Newsroom, Period
from newscast.show.suspension import as_suspended, day_on_air, period_on
from newscast.show.values import is_slug


@dataclass(frozen=True)
class Loaded:
    """A rundown and all it refers to but its media; `root` is the newsroom's folder.

    `sources` has the SHA-256 of every rundown and caption file that was read, by the path that places in it have, and
    `dates` its day where it says one; `borrowed` where each story that is taken from another rundown says so;
    `captions` those that an editor corrected, by the paths with which the rundown names them.
    """

    rundown: Rundown
    show: Show
    newsroom: Newsroom
    root: Path
    warnings: tuple[Problem, ...]
    sources: AbstractMapping[Path, str]
    dates: AbstractMapping[Path, datetime.date]
    borrowed: AbstractMapping[str, Place]
    captions: Written = field(default_factory=dict)
    suspension: Period | None = None
    """The suspension of government propaganda in which it goes out; `show` is then what is left of the kit."""
    kit: Show | None = None
    """The kit as it is written, where `show` is what is left of it."""


def load(path: Path, *, draft: bool = False, only: Collection[str] = (), tolerant: bool = False) -> Loaded:
    """The rundown at `path`, of which `only` these deliverables are built, where some are named.

    Raises FilesError with every problem of the rundown, its kit and newsroom.yaml. In a draft media and voices may
    be missing; they are warnings then. What belongs to no deliverable that is built may be missing always. With
    `tolerant`, errors are among the warnings where anything is left without the segments and parts that have them.
    """
    problems: list[Problem] = []
    source = _source(path, problems)
    if source is None and find_newsroom(path) is None:
        raise FilesError(problems)
    root = newsroom_of(path)
    newsroom = load_newsroom(root, problems)
    if source is None:
        raise FilesError(in_order(problems))
    roots = media_roots(root, newsroom)
    reading = Reading(roots, draft=draft, built=frozenset(only), families=newsroom.families, problems=problems)
    source = replace(source, top=_with_people(Rundown.as_meant(source.top, reading), reading))
    show = _show(source.top, root, roots, newsroom, problems)
    library = Library(replace(reading, rate=show.rate if show else None), source.top.get("people"))
    rundown = _rundown(source, show, newsroom, library)
    _tell_unfit(source, show, rundown, only, problems)
    captions = dict[Path, WrittenCaptions]()
    if rundown is not None and show is not None:
        beside = captions_beside(path, show.language, problems)
        rundown = rundown.model_copy(update={"captions": beside})
        captions = read_all(rundown, problems)
    problems[:] = told_once(problems, path)
    wrong = not tolerant and any(not problem.warning for problem in problems)
    if rundown is None or show is None or wrong:
        raise FilesError(in_order(problems))
    read_ones = [source, *filter(None, library.sources.values())]
    digests = {each.path: each.sha256 for each in read_ones}
    digests |= {each.path: each.sha256 for each in captions.values()}
    dates = {each.path: day for each in read_ones if (day := _day(each.top))}
    told = (tuple(in_order(problems)), digests, dates, library.origins, captions)
    suspension = period_on(newsroom, day_on_air(rundown.date, rundown.air, zone_of(newsroom.timezone)))
    if suspension:
        return Loaded(rundown, as_suspended(show), newsroom, root, *told, suspension, show)
    return Loaded(rundown, show, newsroom, root, *told)


def _tell_unfit(
    source: Source, show: Show | None, rundown: Rundown | None, only: Collection[str], problems: list[Problem]
) -> None:
    """What is wrong with the whole of it: stations and rates that do not go together, deliverables that keep nothing,
    a take that nobody reads from."""
    if show is not None:
        built = only or _named(source.top) or show.deliverables
        problems.extend(_unfit_rates(show, built))
        problems.extend(unfit_stations(show, built, rundown.air if rundown else None))
    if rundown is not None and all(problem.warning for problem in problems):
        problems.extend([*_kept_nothing(rundown, source.top), *unused_take(rundown)])


def _source(path: Path, problems: list[Problem]) -> Source | None:
    try:
        return read_source(path, problems)
    except FilesError as error:
        problems.extend(error.problems)
        if not os.path.isfile(path):  # noqa: PTH113  # unlike Path.is_file it takes every impossible name
            raise
        return None


def _show(
    top: Mapping, root: Path, roots: tuple[Path, ...], newsroom: Newsroom, problems: list[Problem]
) -> Show | None:
    name = top.get("show")
    return load_show(root, name, roots, name.place, problems, newsroom) if is_show_name(name) else None


def is_show_name(name: Any) -> TypeGuard[Text]:
    """Whether a value can be the name of a folder in assets/shows."""
    return isinstance(name, Text) and bool(name.strip()) and "/" not in name and not name.startswith(".")


def _rundown(source: Source, show: Show | None, newsroom: Newsroom, library: Library) -> Rundown | None:
    top = source.top
    entries = _entries(top, library.reading)
    nodes = _whole(entries, library, source.path)
    library.reading.problems.extend(called_otherwise(top.get("people"), library.people, newsroom))
    people, say = _brought(top, "people", library.people), _brought(top, "say", library.say)
    names = None if mended(source, library.reading.problems) else _names(newsroom, people)
    stories = None if mended(source, library.reading.problems) else _stories(entries)
    known = known_deliverables(newsroom)
    reading = _knowing(library.reading, show, known, names, stories, _in_one_take(top))
    segments = [_finished(segment) for segment in read_segments(nodes, reading)]
    given: dict[Any, Any] = {
        **top.without("segments", "people", "say"),
        "segments": segments,
        "path": source.path.resolve(),
        "sha256": source.sha256,
        **({"people": people} if people is not None else {}),
        **({"say": say} if say is not None else {}),
        **({"show": _as_name(top["show"])} if show is None and is_show_name(top.get("show")) else {}),
    }
    rundown = read(Rundown, Mapping(given, top.place), reading, top.place)
    return _completed(rundown, show, newsroom) if rundown is not None and show is not None else None


def _named(top: Mapping) -> list[str]:
    """The deliverables that a rundown names itself."""
    return _listed(top.get("deliverables"))


def _listed(written: Any) -> list[str]:
    """The names in a list, or the one that stands in its place."""
    names = written if isinstance(written, Sequence) else [written]
    return [str(name).strip() for name in names if isinstance(name, Text)]


def _unfit_rates(show: Show, deliverables: Collection[str]) -> list[Problem]:
    """The problems of deliverables that cannot have as many frames a second as the show has."""
    found = []
    for name in deliverables:
        rates = RATES_OF.get(show.family(name), RATES)
        if show.rate not in rates:
            message = _("“{deliverable}” cannot have {rate} frames a second.")
            hint = _("It can have: {rates}. Change `rate`, or leave “{deliverable}” out of `deliverables`.")
            there = hint.format(deliverable=name, rates=", ".join(map(str, rates)))
            text = message.format(deliverable=name, rate=show.rate)
            found.append(Problem(text, there, show.where("rate"), code="value-rate"))
    return found


def _in_one_take(top: Mapping) -> list[str] | None:
    """Who reads in the one take of the whole newscast; None where there is none."""
    voice = top.get("voice")
    if voice is None or (isinstance(voice, Text) and voice.empty):
        return None
    return _listed(top.get("presenters"))


def _day(top: Mapping) -> datetime.date | None:
    """The day of a rundown of which nobody has seen whether it is one."""
    with suppress(ValueError):
        return datetime.date.fromisoformat(str(top.get("date")).strip())
    return None


def _completed(rundown: Rundown, show: Show, newsroom: Newsroom) -> Rundown:
    """With what the show and the newsroom say where the rundown says nothing."""
    return rundown.model_copy(
        update={
            "air": _by_clocks_of(newsroom, rundown.air),
            "title": rundown.title or f"{show.name}, {language_of(show.language).long_date(rundown.date)}",
            "deliverables": rundown.deliverables or show.deliverables,
            "people": {**newsroom.people, **rundown.people},
            "say": _said_here(newsroom, rundown),
            "families": newsroom.families,
        }
    )


def _by_clocks_of(newsroom: Newsroom, air: datetime.datetime | None) -> datetime.datetime | None:
    """A moment that is written with its difference from UTC, as the newsroom's own clocks show it: time codes, slates
    and what is told of the hour follow these."""
    zone = zone_of(newsroom.timezone)
    return air.astimezone(zone) if air is not None and air.tzinfo is not None and zone is not None else air


def _said_here(newsroom: Newsroom, rundown: Rundown) -> dict[str, str]:
    """What is said for what is written: the rundown wins, in whatever capitals it is written."""
    own = {form.casefold() for form in rundown.say}
    return {**{form: said for form, said in newsroom.say.items() if form.casefold() not in own}, **rundown.say}


def _with_people(top: Mapping, reading: Reading) -> Mapping:
    """With those who stand at the top, and not below `people`, below it."""
    strange = [key for key in top if isinstance(key, Text) and key not in Rundown.typed_keys()]
    strays = [key for key in strange if isinstance(top[key], Mapping) and meant("name", list(top[key]))]
    if not strays:
        return top
    message = _("“{key}” is somebody, and stands beside the keys of the rundown.").format(key=strays[0])
    hint = _("Indent it, below the line `people:`.")
    reading.error(message, hint, strays[0].place, code="key-unknown")
    own = top.get("people")
    named = own if isinstance(own, Mapping) else Mapping({}, strays[0].place)
    people = Mapping({**named, **{key: top[key] for key in strays}}, named.place)
    return Mapping({**top.without("people", *strays), Text("people", named.place): people}, top.place)


def _as_name(show: Text) -> Text:
    """A name that can be a show's: where there is no such show, that is told already."""
    return Text(as_slug(show) or "show", show.place)


def _entries(top: Mapping, reading: Reading) -> list[Any]:
    """The entries of the list of segments, each as it was meant."""
    segments = top.get("segments")
    if segments is None:
        hint = _("Add the list of segments.")
        reading.error(_("“{key}” is missing.").format(key="segments"), hint, top.first, code="key-missing")
    elif not isinstance(segments, Sequence):
        hint = _("Each segment is a line that begins with `- `, such as `- open: main`.")
        place = segments.first if isinstance(segments, Mapping) else place_of(segments)
        reading.error(_("“{key}” takes a list.").format(key="segments"), hint, place, code="value-kind")
    elif not segments:
        hint = _("Add the list of segments.")
        reading.error(_("“{key}” is empty.").format(key="segments"), hint, segments.place, code="value-empty")
    return [segment_as_meant(node, reading) for node in segments] if isinstance(segments, Sequence) else []


def _whole(entries: list[Any], library: Library, path: Path) -> list[Any]:
    """The segments' nodes, with what they borrow; stories that cannot be borrowed are left out."""
    aside = Library(Reading(library.reading.roots))
    nodes = []
    for node in entries:
        borrows = isinstance(node, Mapping) and "story" in node and "from" in node
        shelf = aside if borrows and is_floated(node) else library
        whole = shelf.whole(node, path) if borrows else node
        if whole is not None:
            nodes.append(whole)
    return nodes


def _brought(top: Mapping, key: str, brought: Mapping | None) -> Any:
    """What a rundown has under a key, over what the stories bring that it takes from others."""
    own = top.get(key)
    if brought is None:
        return own
    return own.over(brought) if isinstance(own, Mapping) else brought


def _names(newsroom: Newsroom, people: Any) -> dict[str, str] | None:
    """The full names of everybody by their short ones, empty where there is none; None where they cannot be known."""
    own = names_in(people)
    if newsroom.names is None or own is None:
        return None
    office = {name: newsroom.people[name].name if name in newsroom.people else "" for name in newsroom.names}
    return office | {name: _full_name(people[name]) for name in own}


def _full_name(person: Any) -> str:
    return str(person.get("name") or "") if isinstance(person, Mapping) else ""


def _knowing(
    reading: Reading,
    show: Show | None,
    deliverables: Collection[str],
    people: AbstractMapping[str, str] | None,
    stories: Collection[str] | None,
    takes: Collection[str] | None,
) -> Reading:
    """The reading with the names that rundown, kit and newsroom give."""
    known: dict[str, Collection[str]] = {"deliverables": deliverables}
    if takes is not None:
        known["takes"] = takes
    if stories is not None:
        known["stories"] = stories
    if people is not None:
        known["people"] = people
    if show is not None:
        known["openers"] = {"main", "none", *show.openers}
        known["closings"] = {"main", "none", *show.closings}
        known["beds"] = {"main", "none", *MOODS, *show.beds}
        known["stings"] = {"main", "none", *MOODS, *show.stings}
    return replace(reading, known=known, language=show.language if show else "")


def _stories(entries: list[Any]) -> set[str] | None:
    """The short names of the stories; None where something is wrong with one, and so with what names it elsewhere."""
    if not all(isinstance(entry, Mapping) and any(kind in entry for kind in SEGMENTS) for entry in entries):
        return None
    names = [str(entry["story"]).strip() for entry in entries if "story" in entry]
    right = len(set(names)) == len(names) and all(is_slug(name) and not is_reserved(name) for name in names)
    return set(names) if right else None


def _finished(segment: Segment) -> Segment:
    """A story without a tease is teased with its headline."""
    if isinstance(segment, Story) and segment.tease is None:
        place, translations = segment.where("headline"), segment.translations
        tease = Tease(place=place, copy_=segment.headline, translations=translations)
        return segment.model_copy(update={"tease": tease})
    return segment


def _kept_nothing(rundown: Rundown, top: Mapping) -> list[Problem]:
    """The problems of deliverables in which no segment stays."""
    written = top.get("deliverables")
    places = {str(name): place_of(name) for name in written} if isinstance(written, Sequence) else {}
    found = []
    for deliverable in rundown.deliverables:
        try:
            kept(rundown, deliverable)
        except FilesError as error:
            found += [replace(p, place=places.get(deliverable) or p.place) for p in error.problems]
    return found
