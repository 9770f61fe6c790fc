"""A file as an answer: in ranges, piece by piece from the disk, however many ask for it and however slowly."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from newscast.review.door.ranges import OutsideError, asked_range, holds_still, is_known

_PIECE = 256 << 10
"""Bytes that are in memory for each who asks."""
_TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".mxf": "application/mxf",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
FOREVER, AN_HOUR = "private, max-age=31536000, immutable", "private, max-age=3600"
A_WHILE = "private, no-cache"
"""What holds for a content that has an address of its own; for one that hardly changes; for one that is asked about
again each time."""


class Sent(Response):
    """The bytes of an open file, which is closed with it; `etag` names the content without quotation marks."""

    def __init__(
        self,
        stream: BinaryIO,
        size: int,
        name: str,
        etag: str,
        keep: str = FOREVER,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._stream = stream
        self._size = size
        self._etag = f'"{etag}"'
        self.background = None
        self.status_code = 200
        # Starlette's own constructor wants a body.
        self.body = b""
        self.media_type = None
        self.init_headers(
            {
                "content-type": type_of(name),
                "accept-ranges": "bytes",
                "etag": self._etag,
                "cache-control": keep,
                "content-disposition": disposition(name),
                "x-content-type-options": "nosniff",
                **(headers or {}),
            }
        )
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._stream:
            start, end = self._decide(Headers(scope=scope))
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if scope["method"] == "HEAD" or start == end:
                await send({"type": "http.response.body", "body": b""})
                return
            async with anyio.create_task_group() as both:
                both.start_soon(_until_gone, receive, both.cancel_scope)
                await self._send_pieces(start, end, send)
                both.cancel_scope.cancel()

    def _decide(self, asked: Headers) -> tuple[int, int]:
        """Settle status and headers; which bytes are to be sent."""
        if is_known(asked.get("if-none-match"), self._etag):
            self.status_code = 304
            return 0, 0
        wanted = asked.get("range") if holds_still(asked.get("if-range"), self._etag) else None
        try:
            part = asked_range(wanted, self._size)
        except OutsideError:
            self.status_code = 416
            self.headers["content-range"] = f"bytes */{self._size}"
            self.headers["content-length"] = "0"
            return 0, 0
        start, end = part or (0, self._size)
        if part:
            self.status_code = 206
            self.headers["content-range"] = f"bytes {start}-{end - 1}/{self._size}"
        self.headers["content-length"] = str(end - start)
        return start, end

    async def _send_pieces(self, start: int, end: int, send: Send) -> None:
        while start < end:
            read = partial(os.pread, self._stream.fileno(), min(_PIECE, end - start), start)
            piece = await anyio.to_thread.run_sync(read)
            if not piece:
                raise RuntimeError("a file was cut short while it was sent")
            start += len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": start < end})


async def _until_gone(receive: Receive, scope: anyio.CancelScope) -> None:
    """Nothing is read from the disk for somebody who is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()


def type_of(name: str) -> str:
    """The media type of a file by its name; of what is not known here, one that no browser shows."""
    return _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def disposition(name: str, how: str = "inline") -> str:
    """That a file is to be shown, or is an `attachment` to be saved, and under which name: RFC 6266, with the name as
    RFC 8187 has it."""
    plain = "".join(each if each.isascii() and (each.isalnum() or each in " ._-") else "_" for each in name)
    encoded = quote(name.encode("utf-8", "replace"), safe="")
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
