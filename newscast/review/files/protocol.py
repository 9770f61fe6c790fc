"""What a file on its way is asked for and answers, whoever sends it: our own protocol, in the manner of tus 1.0.

| request | does |
|---|---|
| `POST <uploads>` `{"name", "bytes"}` | announces a file: 201 and how it stands, its address in `Location`; or a refusal |
| `HEAD`, `GET <uploads>/<id>` | how it stands; `Upload-Offset` and `Upload-Length` as headers |
| `PATCH <uploads>/<id>` | the next piece: its bytes, `Content-Type: application/offset+octet-stream`, `Upload-Offset: n`, `Upload-Checksum: crc32 <8 hexadecimal digits>`; 409 where another piece is the next one |
| `DELETE <uploads>/<id>` | it is not wanted any more |

How it stands: `{"id", "name", "bytes", "offset", "crc", "piece", "state", "message", "kind", "seconds", "place"}`. `crc`
is the CRC-32 of what came, as a number: whoever goes on with a file that was chosen anew can tell that it is the same.
A piece has `piece` bytes at most, and is taken whole or not at all. `state` is coming, looking (all of it came, and is
being looked at), whole, refused (`message` says why) or taken (it lies at `place`, from the newsroom's folder).
"""  # noqa: E501  # a table

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newscast.base.i18n import _
from newscast.desk.uploads import Upload
from newscast.review.door.wrong import RefusedError
from newscast.review.files.bringing import Judges, Sender, as_json, begin, drop, take_piece, upload_for
from newscast.review.files.landing import place
from newscast.review.newsroom.office import Office

_CHECKSUM = re.compile(r"crc32 ([0-9a-f]{8})")
_LONGEST_NAME = 1000
_MOST_DIGITS = 15


def announced(request: Request, office: Office, sender: Sender, body: Mapping[str, Any]) -> Response:
    """A file that begins. Raises RefusedError."""
    name, size = body.get("name"), body.get("bytes")
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or not isinstance(size, int) or isinstance(size, bool):
        raise RefusedError(400, _("What was sent cannot be read."))
    upload = begin(office, sender, name, size)
    return _answer(upload, 201, {"location": f"{request.url.path}/{upload.id}"})


def standing(request: Request, office: Office, sender: Sender) -> Response:
    """How a file stands; one that was left in the middle of being looked at is looked at again. Raises RefusedError."""
    upload = upload_for(office, sender, request.path_params["upload"])
    _go_on(request, office, upload)
    return _answer(upload)


def piece(request: Request, office: Office, sender: Sender, data: bytes) -> Response:
    """The next bytes of a file. Raises RefusedError."""
    offset = request.headers.get("upload-offset", "")
    checksum = _CHECKSUM.fullmatch(request.headers.get("upload-checksum", ""))
    if not (offset.isascii() and offset.isdecimal() and len(offset) <= _MOST_DIGITS) or not checksum:
        raise RefusedError(400, _("What was sent cannot be read."))
    upload = upload_for(office, sender, request.path_params["upload"])
    upload = take_piece(office, upload, int(offset), data, int(checksum[1], 16))
    _go_on(request, office, upload)
    return _answer(upload)


def dropped(request: Request, office: Office, sender: Sender) -> Response:
    """Whoever sent it does not want it any more. Raises RefusedError."""
    drop(office, upload_for(office, sender, request.path_params["upload"]))
    return JSONResponse({})


def _go_on(request: Request, office: Office, upload: Upload) -> None:
    if upload.state == "looking" or (upload.state == "whole" and upload.purpose == "episode"):
        judges: Judges = request.app.state.judges
        judges.look(office, upload)


def make_judges() -> Judges:
    """Those who look at what came to this page."""
    return Judges(place)


def _answer(upload: Upload, status: int = 200, more: Mapping[str, str] | None = None) -> Response:
    told = {"upload-offset": str(upload.received), "upload-length": str(upload.bytes), "cache-control": "no-store"}
    return JSONResponse(as_json(upload), status, {**told, **(more or {})})
