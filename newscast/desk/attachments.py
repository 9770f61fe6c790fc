"""What people attach: voice notes, and proofs of a word that came by another way. Looked at before it counts."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newscast.base.filenames import harmless
from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People
from newscast.media.info import MediaInfo
from newscast.media.probe import probe

Kind = Literal["voice", "proof"]

MOST_BYTES = 8_000_000
"""Bytes of one attachment."""
MOST_SECONDS = 600
"""Seconds of one voice note."""
_PDF = "application/pdf"
UNKNOWN = "application/octet-stream"
"""The media type of what no browser shows."""
_SOUNDS: Mapping[str, str] = {
    "aac": "audio/aac", "amr": "audio/amr", "flac": "audio/flac", "matroska": "audio/webm", "mov": "audio/mp4",
    "mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav",
}  # fmt: skip
"""Media types of recordings without picture, by the first of ffmpeg's names of their container."""
_VIDEOS: Mapping[str, str] = {"matroska": "video/webm", "mov": "video/mp4"}


class NoAttachmentError(Exception):
    """What somebody sent is not taken; why, in the user's language."""


@dataclass(frozen=True)
class Attachment:
    """`type` is a media type that was found by looking, `name` what the sender called it."""

    sha256: str
    kind: Kind
    type: str
    name: str
    data: bytes
    added: float
    added_by: str


def keep(people: People, kind: Kind, name: str, data: bytes, by: str) -> str:
    """Keep what was attached, once it was looked at in a limited child process; the same again is the same.

    A voice note is sound of at most ten minutes; a proof may be a picture, sound, video or PDF. Returns its SHA-256.
    Raises NoAttachmentError, MachineError, BrokenError.
    """
    found = type_of(kind, data)
    sha256 = hashlib.sha256(data).hexdigest()
    row = (sha256, kind, found, harmless(name), data, time.time(), by)
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO attachments (sha256, kind, type, name, bytes, added, added_by) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            row,
        )
    return sha256


def attachment(people: People, sha256: str) -> Attachment | None:
    """What was kept under this SHA-256; None where nothing was. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        row = people.connection.execute(
            "SELECT sha256, kind, type, name, bytes AS data, added, added_by FROM attachments WHERE sha256 = ?",
            (sha256,),
        ).fetchone()
    return Attachment(**dict(row)) if row else None


def hangs_at(people: People, episode: str, sha256: str, for_guest: bool) -> bool:
    """Whether something of this episode has the attachment, one that guests see where `for_guest`. Raises as above."""
    seen, both = ("AND internal = 0", "AND replies.internal = 0 AND comments.internal = 0") if for_guest else ("", "")
    queries = [
        f"SELECT 1 FROM comments WHERE episode = :episode AND voice = :sha256 {seen}",
        "SELECT 1 FROM replies JOIN comments ON comments.id = comment WHERE episode = :episode AND replies.voice ="
        f" :sha256 {both}",
    ]
    if not for_guest:
        queries.append("SELECT 1 FROM approvals WHERE episode = :episode AND proof = :sha256")
    with sorted_errors(people.path):
        values = {"episode": episode, "sha256": sha256}
        return people.connection.execute(" UNION ALL ".join(queries), values).fetchone() is not None


def type_of(kind: Kind, data: bytes) -> str:
    """The media type of what was sent as this kind. Raises NoAttachmentError, MachineError."""
    if not data:
        raise NoAttachmentError(_("The file is empty."))
    if len(data) > MOST_BYTES:
        message = _("The file is larger than {most}. Send a shorter or smaller one.")
        raise NoAttachmentError(message.format(most=size_text(MOST_BYTES)))
    if kind == "proof" and data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]:
        return _PDF
    info = _looked_at(data)
    if kind == "voice":
        return _voice(info)
    if info is None:
        raise NoAttachmentError(_("This is no picture, recording or PDF, or it is damaged. Send another file."))
    return _shown(info, data)


def _looked_at(data: bytes) -> MediaInfo | None:
    with tempfile.TemporaryDirectory(prefix="newscast-") as folder:
        path = Path(folder) / "sent"
        path.write_bytes(data)
        found = probe([path])[path]
    return found if isinstance(found, MediaInfo) else None


def _voice(info: MediaInfo | None) -> str:
    if info is None or info.kind != "sound":
        raise NoAttachmentError(_("This is no recording of a voice, or it is damaged. Record it again."))
    if info.duration > MOST_SECONDS:
        raise NoAttachmentError(_("A voice note lasts ten minutes at most. Record a shorter one."))
    return _SOUNDS.get(info.container.split(",")[0], UNKNOWN)


def _shown(info: MediaInfo, data: bytes) -> str:
    if info.kind == "still":
        kinds = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"RIFF": "image/webp"}
        return next((named for mark, named in kinds.items() if data.startswith(mark)), UNKNOWN)
    table = _SOUNDS if info.kind == "sound" else _VIDEOS
    return table.get(info.container.split(",")[0], UNKNOWN)
