"""Sending files as the page does, for tests of what comes in."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import Any

from browsing import until
from starlette.testclient import TestClient

from newscast.review.files.judging import Judged, NoMediumError


def judged_by_bytes(path: Path, name: str, _root: Path, texts: bool) -> Judged:
    """Stands for `files/judging.judged` where nothing is to be opened: what begins as a page is refused."""
    data = path.read_bytes()
    if data.startswith(b"<"):
        raise NoMediumError(f"{name} is no medium.")
    kind = "text" if texts and name.endswith(".txt") else "video"
    return Judged(kind, name, 1.5 if kind == "video" else None, hashlib.sha256(data).hexdigest())


class Sends:
    """A browser that sends files to `to`."""

    def __init__(self, client: TestClient, to: str) -> None:
        self.client, self.to = client, to

    def begin(self, name: str, size: Any) -> Any:
        return self.client.post(self.to, json={"name": name, "bytes": size}, headers={"accept": "application/json"})

    def piece(self, upload: str, offset: Any, data: bytes, crc: int | None = None) -> Any:
        headers = {
            "content-type": "application/offset+octet-stream",
            "upload-offset": str(offset),
            "upload-checksum": f"crc32 {zlib.crc32(data) if crc is None else crc:08x}",
            "accept": "application/json",
        }
        return self.client.patch(f"{self.to}/{upload}", content=data, headers=headers)

    def stands(self, upload: str) -> Any:
        return self.client.get(f"{self.to}/{upload}", headers={"accept": "application/json"})

    def whole(self, name: str, data: bytes, pieces: int = 2) -> dict[str, Any]:
        """Send a file; how it stands once it was looked at."""
        begun = self.begin(name, len(data))
        assert begun.status_code == 201, begun.text
        upload = begun.json()["id"]
        step = -(-len(data) // pieces)
        for at in range(0, len(data), step):
            sent = self.piece(upload, at, data[at : at + step])
            assert sent.status_code == 200, sent.text
        until(lambda: self.stands(upload).json()["state"] not in ("coming", "looking"))
        until(lambda: self.to.startswith("/u/") or self.stands(upload).json()["state"] != "whole")
        told: dict[str, Any] = self.stands(upload).json()
        return told
