"""Reading a newsroom's newsroom.yaml and a show's kit."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from newscast.base.canvas import DESIGN_SIZES
from newscast.base.errors import FilesError, Place, Problem
from newscast.base.files import is_utf8, near
from newscast.base.i18n import _
from newscast.base.zones import Zone, day_of, zone_of
from newscast.document.load import Source, read_source
from newscast.document.model import read, read_most
from newscast.document.nodes import Mapping, Node, is_nothing
from newscast.document.reading import Reading
from newscast.document.words import did_you_mean, short
from newscast.show.deliverables import FORMATS, LOUDNESS
from newscast.show.model import Show
from newscast.show.newsroom import NEWSROOM, SHOWS, find_newsroom
from newscast.show.office import Newsroom

KIT = "show.yaml"
OWN_FOLDERS = ("graphics", "posts")
"""Folders of a kit that are not named in it: its own drawings, and its own texts of posts."""

_NAMES = {"canvases": tuple(DESIGN_SIZES), "formats": FORMATS}
_NO_OFFICE = Newsroom(names=())


def newsroom_of(path: Path) -> Path:
    """The newsroom of the rundown at `path`. Raises FilesError where it lies in none."""
    root = find_newsroom(path)
    if root is None:
        hint = _("Put it into the `rundowns` folder of the newsroom; `newscast new SHOW` starts one.")
        raise FilesError(
            [
                Problem(
                    _("“{name}” does not lie in a newsroom.").format(name=path),
                    hint,
                    Place(path),
                    code="newsroom-missing",
                )
            ]
        )
    return root


def load_newsroom(root: Path, problems: list[Problem]) -> Newsroom:
    """The office's own file, or an empty one where there is none; what is wrong goes to `problems`.

    Then it is what is right of it, so that rundowns are not blamed: everybody has a name that is written there, and
    where nothing can be read media may lie anywhere.
    """
    path = root / NEWSROOM
    return read_newsroom(path, root, problems) if os.path.lexists(path) else Newsroom(names=())


def zone_at(root: Path) -> Zone:
    """Where the clocks of a newsroom are, as far as its file can be read; None for those of the system."""
    return zone_of(load_newsroom(root, []).timezone)


def today_at(root: Path) -> datetime.date:
    """The day that it is in a newsroom, whatever the machine's own clocks show."""
    return day_of(time.time(), zone_at(root))


def read_newsroom(path: Path, root: Path, problems: list[Problem]) -> Newsroom:
    """The file of an office at `path`, as that of the newsroom `root`; see load_newsroom."""
    source = _source(path, problems)
    if source is None:
        return Newsroom(media_roots=(Path("/"),))
    reading = _reading((root,), problems)
    top = Newsroom.as_meant(source.top, reading)
    newsroom = read_most(Newsroom, top, reading, top.place) or Newsroom()
    names = None if mended(source, problems) else names_in(top.get("people"))
    stations = names_in(top.get("stations")) or ()
    return newsroom.model_copy(update={"names": names, "station_names": stations})


def mended(source: Source, problems: Collection[Problem]) -> bool:
    """Whether a file was not written as YAML reads it, so that it may lack what somebody wrote."""
    found = (problem for problem in problems if problem.place and problem.place.file == source.path)
    return any(problem.code.startswith("yaml") and not problem.warning for problem in found)


def names_in(people: Node | None) -> tuple[str, ...] | None:
    """The short names under a `people` key, also where something is wrong with one; None where that is no mapping."""
    if is_nothing(people):
        return ()
    return tuple(map(str, people)) if isinstance(people, Mapping) else None


def load_show(
    root: Path,
    name: str,
    roots: tuple[Path, ...],
    place: Place,
    problems: list[Problem],
    newsroom: Newsroom = _NO_OFFICE,
) -> Show | None:
    """The kit of that name, None where there is none; `place` is where it was asked for, `newsroom` says which stations
    there are."""
    folder = root / SHOWS / name
    if not os.path.isdir(folder):  # noqa: PTH112  # unlike Path.is_dir it takes every impossible name
        problems.append(_no_show(name, root, place))
        return None
    path = folder / KIT
    if os.path.lexists(path):
        return read_kit(path, roots, problems, newsroom)
    return _filled_in(Show(show=1, name=_spoken(name)), folder, newsroom)


def read_kit(
    path: Path, roots: tuple[Path, ...], problems: list[Problem], newsroom: Newsroom = _NO_OFFICE
) -> Show | None:
    """The kit whose own file is at `path`; what is wrong goes to `problems`, and None where nothing is left of it."""
    source = _source(path, problems)
    reading = _reading(roots, problems, newsroom)
    show = read(Show, source.top, reading, source.top.place) if source else None
    problems += _lost_folders(path)
    return _filled_in(show, path.parent, newsroom) if show else None


def _lost_folders(path: Path) -> Iterator[Problem]:
    """What is there in the place of a folder of the kit at `path`, such as a link to a disk that is not connected: with
    ours in its stead nobody would see that it is missing."""
    for name in OWN_FOLDERS:
        folder = path.parent / name
        if os.path.lexists(folder) and not folder.is_dir():
            message = _("There is no folder “{name}”.").format(name=near(folder))
            yield Problem(message, _("Is the disk connected?"), Place(near(path)), code="folder-missing")


def known_deliverables(newsroom: Newsroom) -> tuple[str, ...]:
    """The names of all deliverables in a newsroom, those of its stations last."""
    return tuple(dict.fromkeys([*LOUDNESS, *newsroom.deliverables]))


def _filled_in(show: Show, folder: Path, newsroom: Newsroom) -> Show:
    from_office = {"timezone": newsroom.timezone, "stations": newsroom.deliverables}
    spoken = {"ident": show.ident or newsroom.ident}
    return show.model_copy(update={"folder": folder.resolve(), **from_office, **spoken})


def shows(root: Path) -> list[str]:
    """The names of the newsroom's shows."""
    folder = root / SHOWS
    if not folder.is_dir():
        return []
    names = (entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    return sorted(name for name in names if is_utf8(Path(name)))


def media_roots(root: Path, newsroom: Newsroom) -> tuple[Path, ...]:
    """The folders in which media may lie."""
    return (root.resolve(), *newsroom.media_roots)


def kit_place(show: Show) -> Place | None:
    """The beginning of the show's own file, where it has one: for what is wrong with the files it names."""
    path = show.folder / KIT if show.folder else None
    return Place(near(path)) if path and path.is_file() else None


def _source(path: Path, problems: list[Problem]) -> Source | None:
    try:
        return read_source(near(path), problems)
    except FilesError as error:
        problems.extend(error.problems)
        return None


def _reading(roots: tuple[Path, ...], problems: list[Problem], newsroom: Newsroom = _NO_OFFICE) -> Reading:
    known = {**_NAMES, "deliverables": known_deliverables(newsroom)}
    return Reading(tuple(root.resolve() for root in roots), known=known, problems=problems)


def _no_show(name: str, root: Path, place: Place) -> Problem:
    known = shows(root)
    hint = did_you_mean(name, known) or _("`newscast new {name}` starts one.").format(name=short(name))
    return Problem(
        _("There is no show “{name}” in assets/shows.").format(name=short(name)), hint, place, code="show-unknown"
    )


def _spoken(name: str) -> str:
    return name.replace("-", " ").upper()
