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
from newscast.base.zones import zone_of
from newscast.document.captions import WrittenCaptions
from newscast.document.load import Source, read_source
from newscast.document.model import read
from newscast.document.nodes import Mapping, Sequence, Text, place_of
from newscast.document.reading import Reading, in_order
from newscast.document.words import as_slug, meant
from newscast.rundown.borrow import Library
from newscast.rundown.corrections import Written, captions_beside, read_all
from newscast.rundown.filled_in import completed, teased
from newscast.rundown.kinds import segment_as_meant
from newscast.rundown.known_names import knowing, people_of, stories_of
from newscast.rundown.model import Rundown
from newscast.rundown.namesakes import called_otherwise
from newscast.rundown.not_read import told_once
from newscast.rundown.segments import is_floated, read_segments
from newscast.rundown.unfit import left_over, unfit_for
from newscast.show.load import load_newsroom, load_show, media_roots, mended, newsroom_of
from newscast.show.model import Show
from newscast.show.newsroom import find_newsroom
from newscast.show.office import Newsroom, Period
from newscast.show.suspension import as_suspended, day_on_air, period_on


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
    if show is not None:
        problems.extend(unfit_for(source.top, show, rundown, only))
    if rundown is not None and all(problem.warning for problem in problems):
        problems.extend(left_over(source.top, rundown))
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
    return _as_on_air(Loaded(rundown, show, newsroom, root, *told))


def _as_on_air(loaded: Loaded) -> Loaded:
    """With what is left of its kit, where it goes out in a suspension."""
    rundown, newsroom, kit = loaded.rundown, loaded.newsroom, loaded.show
    suspension = period_on(newsroom, day_on_air(rundown.date, rundown.air, zone_of(newsroom.timezone)))
    return replace(loaded, show=as_suspended(kit), suspension=suspension, kit=kit) if suspension else loaded


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
    whole = not mended(source, library.reading.problems)
    own = {"people": people_of(newsroom, people), "stories": stories_of(entries)} if whole else {}
    reading = knowing(library.reading, top, show, newsroom, own)
    segments = [teased(segment) for segment in read_segments(nodes, reading)]
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
    return completed(rundown, show, newsroom) if rundown is not None and show is not None else None


def _day(top: Mapping) -> datetime.date | None:
    """The day of a rundown of which nobody has seen whether it is one."""
    with suppress(ValueError):
        return datetime.date.fromisoformat(str(top.get("date")).strip())
    return None


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
