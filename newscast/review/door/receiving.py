"""What a request sends along, read within limits of size and time: a form, a JSON object, or a piece of a file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.desk.attachments import MOST_BYTES
from newscast.review.door.wrong import RefusedError

SMALL = 256_000
"""Bytes that may be sent where no file is taken: a long comment with its drawing is a tenth of that."""
UPLOAD = MOST_BYTES + 500_000
"""Bytes that may be sent with a file: an attachment, and what goes round it."""
PIECE = 2_000_000
"""Bytes of a file that is sent in pieces that one piece has at most: it is in memory for as long as it comes."""
PIECES = "application/offset+octet-stream"
"""The media type of a piece, as that of tus 1.0."""
_LEAST_SPEED = 15_000
"""Bytes a second below which a sender is not waited for: a third of what a phone sends with one bar."""
_PATIENCE = 20.0
"""Seconds that every sender has besides."""
_MOST_FIELDS = 200
_MOST_FILES = 4


@dataclass(frozen=True)
class Received:
    """`body` is the JSON object of a request that sent one, `form` the form, `data` the piece; empty otherwise."""

    form: FormData = field(default_factory=FormData)
    body: Mapping[str, Any] = field(default_factory=dict)
    data: bytes = b""


async def received_with(request: Request, most: int) -> Received:
    """What was sent, of at most so many bytes. Raises RefusedError."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > 15 or int(announced) > most):
        _too_large(most)
    limited = Request(request.scope, _Counting(request, most).receive)
    try:
        async with asyncio.timeout(_PATIENCE + most / _LEAST_SPEED):
            if _kind(request) == "application/json":
                return Received(body=_object(await limited.body()))
            if _kind(request) == PIECES:
                return Received(data=await limited.body())
            form = await limited.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=SMALL)
            return Received(form=_texts_refused_or(form))
    except TimeoutError as error:
        raise RefusedError(408, _("What was sent came too slowly. Try again.")) from error
    except (HTTPException, FormParserError, ClientDisconnect, UnicodeError) as error:
        raise RefusedError(400, _("What was sent cannot be read.")) from error


class _Counting:
    """Receives a request for as long as it does not grow too large."""

    def __init__(self, request: Request, most: int) -> None:
        self._request = request
        self._most = most
        self._count = 0

    async def receive(self) -> Any:
        message = await self._request.receive()
        self._count += len(message.get("body", b""))
        if self._count > self._most:
            _too_large(self._most)
        return message


def _too_large(most: int) -> NoReturn:
    message = _("This is too large: at most {most} can be sent here.")
    raise RefusedError(413, message.format(most=size_text(most)))


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _object(data: bytes) -> dict[str, Any]:
    """A JSON object of texts that can be written down. Raises RefusedError."""
    try:
        found = json.loads(data, parse_constant=_no_number)
        data.decode("utf-8")
        # A lone half of a surrogate pair is JSON, but no text.
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, _("What was sent cannot be read.")) from error
    if not isinstance(found, dict):
        raise RefusedError(400, _("What was sent cannot be read."))
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _texts_refused_or(form: FormData) -> FormData:
    """The form, where its texts can be written down. Raises UnicodeError."""
    for name, value in form.multi_items():
        name.encode("utf-8")
        if not isinstance(value, UploadFile):
            value.encode("utf-8")
    return form
