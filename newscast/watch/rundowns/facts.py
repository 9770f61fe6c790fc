"""What a rundown names and asks for, as far as it can be read: all that the watcher knows of an episode."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from newscast.base.content import sum_of
from newscast.base.errors import FilesError, Problem
from newscast.base.files import is_utf8, told_from
from newscast.base.status import Seen, Status, noting, status_of
from newscast.desk.job import Said
from newscast.document.load import read_source
from newscast.document.nodes import Mapping as Node
from newscast.document.nodes import Sequence
from newscast.rundown.keep import kept, media_of
from newscast.rundown.load import Loaded, is_show_name, load
from newscast.rundown.minors import marked_in
from newscast.rundown.model import Story
from newscast.show.load import known_deliverables, load_newsroom
from newscast.show.newsroom import NEWSROOM, SHOWS
from newscast.show.times import read_date, read_moment
from newscast.watch.noticing.names import is_text


@dataclass(frozen=True)
class Facts:
    """One rundown file as it was read; of one that cannot be read what is certain, and the media it had last.

    Paths are from the newsroom's folder where they lie in it, links resolved. `media` are all files that its
    deliverables show and play, and consents for minors, of which `stories_of` has those that stories name, and those of
    its kit that lie outside the kit. `borrowed` are rundowns that it takes stories from. `moment` is `air` as it is
    written, `air` in seconds since 1970. `looked` are further paths on which reading it depended: links, and where
    files were looked for. `sends` is whether small copies of its draft are to be made.
    """

    path: str
    sha256: str
    show: str | None = None
    date: str | None = None
    moment: str | None = None
    air: float | None = None
    ready: bool = False
    deliverables: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    stories_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Said, ...] = ()
    looked: tuple[str, ...] = ()
    sends: bool = False

    @property
    def broken(self) -> bool:
        """Whether something is wrong with it, so that nothing can be built."""
        return any(problem.level == "error" for problem in self.problems)


def read_facts(path: Path, root: Path, before: Facts | None = None) -> tuple[Facts, bool]:
    """The facts of the rundown at `path`, and whether they hold: no text that was read for them changed meanwhile,
    and no medium came or went.

    `root` is the newsroom's folder, links resolved, `before` what was known of the rundown until now.
    """
    with noting() as seen:
        try:
            facts = _whole(load(path, draft=True), seen)
        except FilesError as error:
            facts = _broken(path, root, error.problems, seen, before)
    return facts, _holds(seen)


def _holds(seen: Seen) -> bool:
    return all(
        (now := status_of(path)) == before or (_is_medium(path) and _looks(now) == _looks(before))
        for path, before in ((Path(name), status) for name, status in seen.files.items())
    )


def _is_medium(path: Path) -> bool:
    """Of a medium nothing is read here but whether it is there: it may grow while somebody copies it."""
    return not is_text(path.name) and not path.is_dir()


def _looks(status: Status) -> str:
    return "missing" if status is None else "file" if status[0] else "empty"


def said(problem: Problem, root: Path) -> Said:
    """A problem as it is kept and told; its files are from the newsroom's folder."""
    place = problem.place
    return Said(
        level="warning" if problem.warning else "error",
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        file=told_from(root, place.file.absolute()) if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        medium=told_from(root, problem.medium) if problem.medium else None,
    )


def _whole(loaded: Loaded, seen: Seen) -> Facts:
    rundown, root = loaded.rundown, loaded.root.resolve()
    stories_of = _stories_of(loaded)
    own, folder = rundown.path, loaded.show.folder
    of_kit = [path for path in _files_in(loaded.show) if folder is None or not path.is_relative_to(folder)]
    media = dict.fromkeys([*stories_of, *of_kit])
    borrowed = [real for path in loaded.sources if (real := Path(os.path.realpath(path))) != own]
    return Facts(
        path=told_from(root, own),
        sha256=rundown.sha256,
        show=rundown.show,
        date=rundown.date.isoformat(),
        moment=rundown.air.isoformat() if rundown.air else None,
        ready=rundown.status == "ready",
        deliverables=rundown.deliverables,
        media=tuple(told_from(root, path) for path in media),
        borrowed=tuple(sorted(told_from(root, path) for path in borrowed)),
        stories_of={told_from(root, path): slugs for path, slugs in stories_of.items() if slugs},
        problems=tuple(said(problem, root) for problem in loaded.warnings),
        looked=_links(seen, set(media), root),
        sends=loaded.newsroom.drafts.send is not None,
    )


def _stories_of(loaded: Loaded) -> dict[Path, tuple[str, ...]]:
    """Every file that a deliverable needs, consents for minors among them, with the stories that name it."""
    found: dict[Path, dict[str, None]] = {}
    for name in loaded.rundown.deliverables:
        rundown = kept(loaded.rundown, name)
        stories = {segment.slug for segment in rundown.segments if isinstance(segment, Story)}
        named = [(path, each.slug) for each in rundown.segments for path, _place in media_of(each, rundown)]
        named += [(each.consent, each.slug) for each in marked_in(rundown) if each.consent]
        for path, slug in named:
            found.setdefault(path, {}).update({slug: None} if slug in stories else {})
    return {path: tuple(slugs) for path, slugs in found.items()}


def _files_in(value: Any) -> Iterator[Path]:
    """Every file that a kit names: music, videos, its logo and fonts."""
    if isinstance(value, Path):
        yield value
    elif isinstance(value, BaseModel):
        yield from _files_in([each for name, each in value if name != "folder"])
    elif isinstance(value, Mapping):
        yield from _files_in(list(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _files_in(each)


def _links(seen: Seen, media: set[Path], root: Path) -> tuple[str, ...]:
    """The names by which media were found, where those are links, or lie behind one."""
    names = {os.path.normpath(name) for name in seen.files}
    links = [Path(name) for name in names if (real := os.path.realpath(name)) != name and Path(real) in media]
    return tuple(sorted(told_from(root, path) for path in links))


def _broken(path: Path, root: Path, problems: Iterable[Problem], seen: Seen, before: Facts | None) -> Facts:
    """What is certain of a rundown in which something is wrong; whatever was looked for may be what mends it."""
    own = Path(os.path.realpath(path))
    facts = replace(before or Facts("", ""), path=told_from(root, own), sha256=_sha256(own), **_certain(path, root))
    known = {own, root / NEWSROOM}
    looked = [each for name in seen.files if (each := Path(os.path.normpath(name))) not in known and _may_be_file(each)]
    told = (told_from(root, each) for each in looked if not each.is_relative_to(root / SHOWS))
    return replace(facts, problems=tuple(said(each, root) for each in problems), looked=tuple(sorted(set(told))))


def _may_be_file(path: Path) -> bool:
    if not is_utf8(path):
        return False
    try:
        return not stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return True


def _sha256(path: Path) -> str:
    try:
        return sum_of(path)
    except OSError:
        return ""


def _certain(path: Path, root: Path) -> dict[str, Any]:
    """The top keys of a rundown, where the text is one of YAML at least; of one that was guessed at, those it has."""
    problems: list[Problem] = []
    try:
        top = read_source(path, problems).top
    except FilesError:
        return {}
    date, moment, show, deliverables = (top.get(key) for key in ("date", "air", "show", "deliverables"))
    named = deliverables if isinstance(deliverables, Sequence) else ()
    found = {
        "show": str(show) if is_show_name(show) else None,
        "date": _read(read_date, date),
        "moment": _read(read_moment, moment),
        "ready": str(top.get("status")).strip() == "ready",
        "deliverables": tuple(name for name in known_deliverables(load_newsroom(root, [])) if name in named),
    }
    guessed = any(not problem.warning for problem in problems)
    written = {"moment": "air", "ready": "status"}
    return {name: value for name, value in found.items() if not guessed or written.get(name, name) in top}


def _read(read: Any, value: Node | None) -> str | None:
    try:
        found: str = read(value, None).isoformat()
    except PydanticCustomError:
        return None
    return found
