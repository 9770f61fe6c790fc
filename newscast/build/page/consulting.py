"""The child process of the page that reads rundowns as they are, or would be with a change: one at a time.

`python -P -m newscast.build.page.consulting PARENT`. A request is a line of JSON on standard input, see `Request`;
the answer is one line on standard output, see newscast.episode.consulted. It ends with the process that started it,
and when nobody asked for a while.
"""

from __future__ import annotations

import base64
import json
import os
import select
import sys
import traceback
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from newscast.base.asked import begin
from newscast.base.errors import FilesError, MachineError, Problem, by_place
from newscast.base.i18n import speaking
from newscast.base.records import as_json, read_record
from newscast.base.status import Seen, noting
from newscast.document.load import Source, read_source
from newscast.document.text import pretending
from newscast.episode.consulted import Consulted, People, told_problem
from newscast.rundown.load import load
from newscast.rundown.script import script_of
from newscast.rundown.signed import SignedException
from newscast.rundown.written import written_people, written_rundown
from newscast.show.load import load_newsroom, media_roots
from newscast.show.newsroom import NEWSROOM

IDLE_SECONDS = 600.0


@dataclass(frozen=True)
class Request:
    """A rundown of the newsroom at `root`: what is written in it and what is wrong with that is `read`; what is wrong
    with its media too, and when everything will be, is a `plan`. `contents` are the bytes that files are to have, in
    base64, by their path; `exceptions` are those that stand for the episode, which only the desk gives."""

    kind: Literal["read", "plan"]
    root: str
    path: str
    language: str
    contents: Mapping[str, str] = field(default_factory=dict)
    exceptions: tuple[SignedException, ...] = ()


def main() -> None:
    """Answer requests until nobody asks any more."""
    tell = begin(int(sys.argv[1]))
    while select.select([sys.stdin], [], [], IDLE_SECONDS)[0] and (line := sys.stdin.readline()):
        tell(_answer(json.loads(line)))


def _answer(asked: Any) -> dict[str, Any]:
    try:
        return {"told": as_json(consult(read_record(Request, asked)))}
    except MachineError as error:
        return {"failed": str(error), "log": error.log}
    except Exception as error:
        return {"failed": str(error), "log": traceback.format_exc()}


def consult(request: Request) -> Consulted:
    """What is known of the rundown. Raises MachineError."""
    contents = {Path(path): base64.b64decode(data) for path, data in request.contents.items()}
    with speaking(request.language), pretending(contents), noting() as seen:
        root, path = Path(request.root), Path(request.path)
        return _read(root, path, seen) if request.kind == "read" else _planned(root, path, seen, request.exceptions)


def _read(root: Path, path: Path, seen: Seen) -> Consulted:
    problems: list[Problem] = []
    source, script = _source(path, problems), None
    # One reading of the file for all that is told of it.
    with pretending({Path(os.path.realpath(source.path)): source.data} if source else {}):
        try:
            loaded = load(path, draft=True)
            problems, script = list(loaded.warnings), script_of(loaded)
        except FilesError as error:
            problems = list(error.problems)
    roots = media_roots(root, load_newsroom(root, []))
    listed = _source(root / NEWSROOM, [])
    people = listed and People(file=NEWSROOM.as_posix(), sha256=listed.sha256, people=written_people(listed, root))
    written = source and written_rundown(source, root, roots)
    return _told(root, problems, seen, written=written, newsroom=people, script=script)


def _planned(root: Path, path: Path, seen: Seen, exceptions: tuple[SignedException, ...]) -> Consulted:
    # Heavier than all of the rest, and not needed for it.
    from newscast.build.beside.overview import overview
    from newscast.build.beside.timing_script import timed_script
    from newscast.build.examining import examined
    from newscast.build.request import Options
    from newscast.build.sketching import sketched

    options = Options(draft=True, signed=lambda _root, _episode: exceptions)
    (episode,) = examined([path], options, noted=lambda _path: nullcontext(seen))
    if isinstance(episode, FilesError):
        return _told(root, list(episode.problems), seen)
    try:
        placed = sketched(episode)
    except FilesError as error:
        return _told(root, [*episode.warnings, *error.problems], seen)
    found = {"planned": overview(placed, path), "timed": timed_script(placed)}
    return _told(root, [*placed.warnings, *placed.remarks], seen, **found)


def _source(path: Path, problems: list[Problem]) -> Source | None:
    try:
        return read_source(path, problems)
    except FilesError as error:
        problems.extend(error.problems)
        return None


def _told(root: Path, problems: list[Problem], seen: Seen, **more: Any) -> Consulted:
    found = [(each, told_problem(each, root)) for each in by_place(problems)]
    errors = tuple(told for problem, told in found if not problem.warning)
    warnings = tuple(told for problem, told in found if problem.warning)
    return Consulted(errors=errors, warnings=warnings, seen=asdict(seen), **more)


if __name__ == "__main__":
    main()
