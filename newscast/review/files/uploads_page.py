"""Files that are brought to an episode: they come in pieces, and lie beside its other media when they are whole."""

from __future__ import annotations

from starlette.responses import Response

from newscast.review.door.guard import Visit, guarded
from newscast.review.door.limits import BEGUN, PIECES
from newscast.review.door.receiving import PIECE
from newscast.review.files import protocol
from newscast.review.files.bringing import Sender
from newscast.review.files.landing import folder_of


def begin(visit: Visit) -> Response:
    """Announce a file."""
    folder_of(visit.office, visit.episode)
    return protocol.announced(visit.request, visit.office, _sender(visit), visit.body)


def standing(visit: Visit) -> Response:
    return protocol.standing(visit.request, visit.office, _sender(visit))


def piece(visit: Visit) -> Response:
    return protocol.piece(visit.request, visit.office, _sender(visit), visit.data)


def drop(visit: Visit) -> Response:
    return protocol.dropped(visit.request, visit.office, _sender(visit))


def _sender(visit: Visit) -> Sender:
    return Sender(visit.visitor.name, "episode", visit.episode)


_UPLOADS = "/e/{episode}/uploads"
_UPLOAD = _UPLOADS + "/{upload}"

ROUTES = (
    guarded(_UPLOADS, begin, "edit", ("POST",), "upload_begin", often=BEGUN),
    guarded(_UPLOAD, standing, "edit", name="upload_standing"),
    guarded(_UPLOAD, piece, "edit", ("PATCH",), "upload_piece", PIECE, PIECES),
    guarded(_UPLOAD, drop, "edit", ("DELETE",), "upload_drop"),
)
