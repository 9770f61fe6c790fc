"""The addresses at which a rundown is changed, as JSON: what a change would do, the change, and taking it back.

| address | takes | answers |
|---|---|---|
| `/e/<episode>/edit/try` | `{"file", "sha256", "edits": [...]}` | newscast.review.mending.editing.Tried |
| `/e/<episode>/edit` | the same | newscast.review.mending.editing.Saved |
| `/e/<episode>/edit/<id>/undo` | `{}` | newscast.review.mending.editing.Saved |

What cannot be done is `{"message"}`, with the `line` it is about; where somebody changed the same meanwhile with
`sha256` of the file now, and what stands there now as `theirs`: `[{"at", "value", "line"}]`.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from newscast.base.i18n import _
from newscast.base.records import as_json
from newscast.document.edits import Edit, EditError, as_edits
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.wrong import RefusedError
from newscast.review.mending.editing import save_edits, try_edits
from newscast.review.mending.undoing import undo_edit

_MOST = 1_000_000
"""Bytes of edits: as many as a rundown has."""


def try_out(visit: Visit) -> Response:
    """What edits would do."""
    file, sha256, edits = _sent(visit)
    return answer_of(try_edits(visit.office, visit.episode, file, sha256, edits))


def edit(visit: Visit) -> Response:
    """Make edits."""
    file, sha256, edits = _sent(visit)
    with visit.office.people() as people:
        return answer_of(save_edits(visit.office, people, visit.episode, file, sha256, edits, visit.visitor))


def undo(visit: Visit) -> Response:
    """Take an edit back, or the taking back of one."""
    number = int(visit.request.path_params["id"])
    with visit.office.people() as people:
        return answer_of(undo_edit(visit.office, people, visit.episode, number, visit.visitor))


def _sent(visit: Visit) -> tuple[str, str, tuple[Edit, ...]]:
    body = visit.body
    file, sha256 = body.get("file"), body.get("sha256")
    if not isinstance(file, str) or not isinstance(sha256, str):
        raise RefusedError(400, _("What was sent cannot be read."))
    try:
        return file, sha256, as_edits(body.get("edits"))
    except EditError as error:
        raise RefusedError(400, error.message) from error


def answer_of(value: Any) -> Response:
    """What edits did, or would do, as JSON."""
    # All fields, so that scripts need not know which are usual, but for whole texts.
    told = {name: as_json(each) for name, each in vars(value).items() if name not in ("before", "text")}
    return JSONResponse(told, headers={"cache-control": "no-store"})


ROUTES = (
    guarded("/e/{episode}/edit/try", try_out, "edit", ("POST",), name="try_edit", most=_MOST),
    guarded("/e/{episode}/edit", edit, "edit", ("POST",), name="edit", most=_MOST),
    guarded("/e/{episode}/edit/{id:int}/undo", undo, "edit", ("POST",), name="undo_edit"),
)
