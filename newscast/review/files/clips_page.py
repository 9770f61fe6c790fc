"""The films of a rundown as they are before anything is made of them: how long each is, and what it shows when.

| address | what it is |
|---|---|
| `/e/<episode>/clip.json?file=` | `{"kind": "video", "seconds", "start", "rate", "width", "height"}` |
| `/e/<episode>/clip.jpg?file=&at=` | the picture so many milliseconds after its first one |

`file` is a path as the rundown has it: no other is looked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from starlette.responses import JSONResponse, Response

from newscast.base.canonical import digest_of
from newscast.base.i18n import _, language
from newscast.base.status import status_of
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.sending import A_WHILE, Sent
from newscast.review.door.wrong import RefusedError
from newscast.review.mending.written_now import written_now
from newscast.review.newsroom.listed import opened_at, store_of
from newscast.review.playing.awaiting import Awaited
from newscast.review.playing.media import workshop_of
from newscast.review.playing.workshop import ASKED, QUICK, FullError, Job
from newscast.rundown.written import WrittenItem
from newscast.show.load import media_roots
from newscast.store.shelves import made_of, shelf_in
from newscast.store.store import Result

_WIDTH = 480
_LONGEST = 86_400_000
"""Milliseconds: a day."""


def about(visit: Visit) -> Response:
    """How long a film is."""
    return _made(visit, _film(visit), "about", ".json", 0)


def moment(visit: Visit) -> Response:
    """What a film shows at a moment."""
    asked = visit.request.query_params.get("at", "")
    at = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else _LONGEST + 1
    if at > _LONGEST:
        raise RefusedError(404, _("There is no such time here."))
    return _made(visit, _film(visit), "moment", ".jpg", at)


def _film(visit: Visit) -> Path:
    """The file that is asked for, which the rundown names. Raises RefusedError."""
    asked = visit.request.query_params.get("file", "")
    rundown = written_now(visit.office, visit.episode, patience=0.0)
    named = (each for segment in rundown.segments for each in _files(segment))
    value = next((each for each in named if each.text.strip() == asked), None)
    if value is None:
        raise RefusedError(404, _("There is no such file."))
    office = visit.office
    path = Path(os.path.realpath((office.root / value.file).parent / asked))
    if not any(path.is_relative_to(root) for root in media_roots(office.root, office.newsroom())) or not path.is_file():
        raise RefusedError(404, _("The file {name} is not there any more.").format(name=path.name))
    return path


def _files(item: WrittenItem) -> Iterator[Any]:
    if "file" in item.values:
        yield item.values["file"]
    for inside in item.inside.values():
        for each in inside:
            yield from _files(each)


def _made(visit: Visit, path: Path, kind: Literal["about", "moment"], suffix: str, at: int) -> Response:
    status = status_of(path)
    content = digest_of([str(path), list(status or ())])
    result = made_of(content, kind, suffix, at=at, width=_WIDTH)
    return _ready(visit, result, path) or Awaited(
        _job(visit, result, kind, path, status, at), lambda: _ready(visit, result, path)
    )


def _ready(visit: Visit, result: Result, path: Path) -> Response | None:
    shelf = shelf_in(store_of(visit.office.root).folder, "stills")
    found = opened_at(shelf.path(result), None) if shelf.has(result) else None
    if found is None:
        return None
    if result.suffix == ".json":
        with found.stream:
            return JSONResponse(json.loads(found.stream.read()), headers={"cache-control": "no-store"})
    return Sent(found.stream, found.size, f"{path.stem}{result.suffix}", result.key, A_WHILE)


def _job(visit: Visit, result: Result, kind: str, path: Path, status: Any, at: int) -> Job:
    office = visit.office
    request = {
        "kind": kind,
        "path": str(path),
        "status": status,
        "store": str(store_of(office.root).folder),
        "shelf": "stills",
        "key": result.key,
        "suffix": result.suffix,
        "language": language(),
        "keep": office.newsroom().store.keep,
        "seconds": at / 1000,
        "narrow": _WIDTH,
    }
    try:
        return workshop_of(visit).want(QUICK, result.name, request, ASKED, visit.episode)
    except FullError:
        raise RefusedError(503, _("Too much is asked for at this moment. Try again in a minute.")) from None


ROUTES = (
    guarded("/e/{episode}/clip.json", about, "edit", name="clip_about"),
    guarded("/e/{episode}/clip.jpg", moment, "edit", name="clip_moment"),
)
