"""The storyboard of an episode on the page, live: the rundown as it is saved now, with the lines where it is mended.

| address | what it is |
|---|---|
| `/e/<episode>/board` | the page; its stills come as they are drawn |
| `/e/<episode>/board/now?mark=` | how it stands, for the board of that mark |
| `/e/<episode>/board/still/<key>.jpg` | a still, for good: another picture has another key |
| `/e/<episode>/board/focus` | takes where the focus of a picture is to be, and answers `editing.Saved` |

How it stands is `{"mark", "html": null where the mark is the same, "left": [keys of stills], "failed": {key: words},
"busy", "message", "problems": [words]}`. A focus is `{"sha256", "keys", "focus": [x, y] or null}`: the digest of the
rundown that was shown, what leads to the picture there, and what must be seen of it; null takes away what is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.responses import JSONResponse, Response

from newscast.base.files import machine_errors
from newscast.base.i18n import _, language
from newscast.base.records import as_json
from newscast.base.replacing import real_file
from newscast.document.edits import Keys
from newscast.document.sheet import Sheet
from newscast.episode.board import Board, BoardPart, BoardProblem, BoardStill
from newscast.review.board.boards import Boards, Standing, Wanted
from newscast.review.board.storyboard import board_html
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.sending import FOREVER, Sent
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.suspended import exceptions_at
from newscast.review.mending.editing import refusals, save_edits
from newscast.review.mending.editing_page import answer_of
from newscast.review.mending.written_now import rundown_of
from newscast.review.newsroom.listed import opened_at, store_of
from newscast.rundown.focusing import focus_edits
from newscast.store.store import Result

_SUFFIX = ".jpg"
_KEY = 64
"""Hexadecimal digits of a key."""


def board(visit: Visit) -> Response:
    """The page, with what is known by now."""
    standing = _standing(visit)
    canvases = (
        list(dict.fromkeys(each.canvas for each in standing.board.columns if each.canvas)) if standing.board else []
    )
    return page(
        visit,
        "board.html",
        episode=visit.episode,
        title=standing.board.title if standing.board else visit.episode,
        told=_told(visit, standing, None),
        canvases=canvases,
    )


def now(visit: Visit) -> Response:
    """How it stands."""
    told = _told(visit, _standing(visit), visit.request.query_params.get("mark"))
    return JSONResponse(told, headers={"cache-control": "no-store"})


def still(visit: Visit) -> Response:
    """A still that is on the board."""
    key = visit.request.path_params["key"]
    boards: Boards = visit.request.app.state.boards
    path = visit.office.root / rundown_of(visit.office, visit.episode)
    if len(key) != _KEY or not boards.holds(visit.office.root, path, key):
        raise RefusedError(404, _("There is no such still on the storyboard."))
    store, result = store_of(visit.office.root), Result(key, _SUFFIX)
    there = opened_at(store.fetch(result), None) if store.has(result) else None
    if there is None:
        raise RefusedError(404, _("There is no such still on the storyboard."))
    return Sent(there.stream, there.size, f"{visit.episode}{_SUFFIX}", key, FOREVER)


def focus(visit: Visit) -> Response:
    """Write the focus of a picture into the rundown, or take it away."""
    sha256, keys, wanted = _aimed(visit.body)
    file = rundown_of(visit.office, visit.episode)
    with refusals():
        target = real_file(visit.office.root, visit.office.root / file)
        with machine_errors(target):
            data = target.read_bytes()
        edits = focus_edits(Sheet(target, data).model, keys, wanted)
    if not edits:
        raise RefusedError(409, _("There is no picture any more where this one stood. Look at the board as it is now."))
    with visit.office.people() as people:
        return answer_of(save_edits(visit.office, people, visit.episode, file, sha256, edits, visit.visitor))


def _aimed(body: Mapping[str, Any]) -> tuple[str, Keys, tuple[float, float] | None]:
    """What was sent of a focus. Raises RefusedError."""
    sha256, keys, wanted = (body.get(name) for name in ("sha256", "keys", "focus"))
    is_place = wanted is None or (isinstance(wanted, list) and len(wanted) == 2 and all(map(_is_share, wanted)))
    if not isinstance(sha256, str) or not isinstance(keys, list) or not _is_way(keys) or not is_place:
        raise RefusedError(400, _("What was sent cannot be read."))
    x, y = wanted or (0, 0)
    return sha256, tuple(keys), (round(float(x), 2), round(float(y), 2)) if wanted else None


def _is_way(keys: list[Any]) -> bool:
    return keys[0:1] == ["segments"] and all(type(key) in (str, int) for key in keys)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def _standing(visit: Visit) -> Standing:
    boards: Boards = visit.request.app.state.boards
    root = visit.office.root
    path = root / rundown_of(visit.office, visit.episode)
    return boards.look(Wanted(str(root), str(path), language(), exceptions_at(root, path.stem)))


def _told(visit: Visit, standing: Standing, mark: str | None) -> dict[str, Any]:
    html = None
    if standing.board and mark != str(standing.mark):
        html = _drawn(visit, standing.board, standing)
    return {
        "mark": str(standing.mark),
        "html": html,
        "left": list(standing.left),
        "failed": dict(standing.failed),
        "busy": standing.state != "done",
        "message": _message(standing),
        "problems": [*map(_problem, standing.problems), *([standing.wrong] if standing.wrong else [])],
    }


def _drawn(visit: Visit, shown: Board, standing: Standing) -> Markup:
    name = quote(visit.episode, safe="")

    def source(key: str) -> str:
        return f"/e/{name}/board/still/{key}{_SUFFIX}" if key in standing.made else ""

    def edit(part: BoardPart) -> str:
        is_here = part.file == shown.rundown and part.keys[:1] == ("segments",)
        if not is_here or not visit.visitor.may("edit"):
            return ""
        asked = {"segment": part.keys[1], **({"part": part.keys[3]} if len(part.keys) > 3 else {})}
        return f"/e/{name}/mend?{urlencode(asked)}"

    def aim(each: BoardStill) -> str:
        framing = each.framing
        is_here = framing is not None and framing.keys[:1] == ("segments",)
        return json.dumps({**as_json(framing), "sha256": shown.sha256}) if is_here and visit.visitor.may("edit") else ""

    return board_html(shown, source, standing.failed, edit, aim)


def _message(standing: Standing) -> str:
    """What is being done, in words; nothing where nothing is."""
    if standing.state == "done":
        return ""
    if standing.state == "reading":
        return _("The rundown is being read.")
    of = len({each.key for each in standing.board.stills}) if standing.board else 0
    return _("{done} of {of} stills").format(done=of - len(standing.left), of=of)


def _problem(problem: BoardProblem) -> str:
    where = _("line {number}").format(number=problem.line) + ": " if problem.line else ""
    return f"{where}{problem.message} {problem.hint}".rstrip()


ROUTES = (
    guarded("/e/{episode}/board", board, "internal"),
    guarded("/e/{episode}/board/now", now, "internal", name="board_now"),
    guarded("/e/{episode}/board/still/{key}.jpg", still, "internal", name="board_still"),
    guarded("/e/{episode}/board/focus", focus, "edit", ("POST",), name="board_focus"),
)
