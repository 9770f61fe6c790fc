"""Files that people bring, in pieces, in the manner of tus 1.0: begun with name and length, continued at an offset.

A file counts when all of it came, each piece with its checksum, and it was looked at; until then it lies aside.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from newscast.base.errors import MachineError
from newscast.base.filenames import harmless
from newscast.base.i18n import _, language, speaking
from newscast.base.sizes import size_text
from newscast.desk import uploads
from newscast.desk.uploads import Purpose, Upload
from newscast.review.door.receiving import PIECE
from newscast.review.door.wrong import RefusedError
from newscast.review.files import aside
from newscast.review.files.judging import NoMediumError, judged, refuse_by_name
from newscast.review.newsroom.office import Office

MOST_BYTES = 2_000_000_000
"""Bytes of one file: a quarter of an hour as phones film it."""
MOST_A_DAY = 20_000_000_000
"""Bytes that one sender may bring within 24 hours."""
MOST_FILES_A_DAY = 400
MOST_AT_ONCE = 60
"""Files of one sender that lie aside."""
LEFT_FREE = 2_000_000_000
"""Bytes that stay free on the newsroom's disk: builds need room, and so does the desk."""
_DAY = 86_400.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sender:
    """Whoever brings files: `name` stands in the record. `texts` may come where they make a story of their own."""

    name: str
    purpose: Purpose
    target: str

    @property
    def texts(self) -> bool:
        return self.purpose == "show"


def begin(office: Office, sender: Sender, name: str, size: int) -> Upload:
    """A file is announced. Raises RefusedError before a byte of it is taken."""
    own = harmless(name, _("file"))
    if size <= 0:
        raise RefusedError(400, _("“{name}” is empty: it has no bytes.").format(name=own))
    if size > MOST_BYTES:
        message = _("“{name}” has {size}; a file may have {most} at most. Send it in shorter pieces.")
        raise RefusedError(413, message.format(name=own, size=size_text(size), most=size_text(MOST_BYTES)))
    try:
        refuse_by_name(own, sender.texts)
    except NoMediumError as error:
        raise RefusedError(415, str(error)) from error
    with office.people() as people:
        _refuse_too_much(uploads.since(people, sender.name, time.time() - _DAY), size)
        lying = uploads.opened(people)
        if len([each for each in lying if each.who == sender.name]) >= MOST_AT_ONCE:
            message = _("{count} files are on their way already. Wait until some of them have come.")
            raise RefusedError(429, message.format(count=MOST_AT_ONCE), after=60)
        _refuse_full(aside.room(office.root) - sum(each.bytes - each.received for each in lying), size)
        return uploads.begin(people, sender.name, sender.purpose, sender.target, own, size)


def upload_for(office: Office, sender: Sender, upload: str) -> Upload:
    """The sender's own file of this name. Raises RefusedError where there is none."""
    with office.people() as people:
        found = uploads.upload_of(people, upload)
    if found is None or (found.who, found.purpose, found.target) != (sender.name, sender.purpose, sender.target):
        raise RefusedError(404, _("Nothing is known of this file any more. Choose it again."))
    return found


def take_piece(office: Office, upload: Upload, offset: int, data: bytes, crc: int) -> Upload:
    """Put a piece behind what came. Raises RefusedError where it is not the next one, or not as it was sent."""
    if not data or zlib.crc32(data) != crc:
        raise RefusedError(400, _("This piece came damaged. It is sent again."))
    with aside.alone_with(office.root, upload), office.people() as people:
        now = uploads.upload_of(people, upload.id)
        if now is None or now.state != "coming" or offset != now.received or offset + len(data) > now.bytes:
            raise RefusedError(409, _("Another piece of “{name}” is the next one.").format(name=upload.name))
        if not aside.append(aside.place_of(office.root, now), offset, data):
            # The machine lost power: what the record has is more than the disk does.
            uploads.grew(people, now, 0, 0)
            raise RefusedError(409, _("“{name}” has to come again from its beginning.").format(name=upload.name))
        uploads.grew(people, now, offset + len(data), zlib.crc32(data, now.crc))
        return uploads.upload_of(people, upload.id) or now


def drop(office: Office, upload: Upload) -> None:
    """Whoever sent it does not want it any more. What was laid down already stays."""
    if upload.state in ("whole", "coming", "refused"):
        with aside.alone_with(office.root, upload), office.people() as people:
            uploads.forget(people, upload)
            aside.remove(office.root, upload)


def as_json(upload: Upload) -> dict[str, Any]:
    """How it stands, as scripts are told. One for an episode is there when it has its place, a moment after it was
    looked at."""
    placing = upload.state == "whole" and upload.purpose == "episode"
    return {
        "id": upload.id,
        "name": upload.name,
        "bytes": upload.bytes,
        "offset": upload.received,
        "crc": upload.crc,
        "piece": PIECE,
        "state": "looking" if placing else upload.state,
        "message": upload.why,
        "kind": upload.kind,
        "seconds": upload.seconds,
        "place": upload.place,
    }


class Judges:
    """Looks at what came whole, one file after another: `placed` lays down what may be, and is told each one."""

    def __init__(self, placed: Callable[[Office, Upload], None]) -> None:
        self._placed = placed
        self._waiting: queue.SimpleQueue[tuple[Office, Upload, str] | None] = queue.SimpleQueue()
        self._asked: set[str] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def look(self, office: Office, upload: Upload) -> None:
        """Have it looked at, unless that is under way; in the language in which it is asked for."""
        with self._lock:
            if upload.id in self._asked:
                return
            self._asked.add(upload.id)
            self._waiting.put((office, upload, language()))
            if self._thread is None:
                # The page does not wait for it at its end: what was not looked at is at the next start.
                self._thread = threading.Thread(target=self._work_off, name="judges", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Nothing is looked at after what was asked for by now."""
        self._waiting.put(None)

    def wait(self) -> None:
        """Until all that was asked for is done."""
        self.close()
        if self._thread:
            self._thread.join()

    def _work_off(self) -> None:
        while asked := self._waiting.get():
            self._work(*asked)

    def _work(self, office: Office, upload: Upload, tongue: str) -> None:
        try:
            with speaking(tongue):
                look_at(office, upload)
                self._placed(office, upload)
        except (MachineError, RefusedError) as error:
            # Whoever asks how it stands has it tried again.
            _log.warning("%s was not looked at: %s", upload.id, error)
        except Exception:
            _log.exception("%s was not looked at", upload.id)
        finally:
            with self._lock:
                self._asked.discard(upload.id)


def look_at(office: Office, upload: Upload) -> None:
    """Say of a file that came whole what it is, or why it is not taken, and remove it then. Raises MachineError."""
    with aside.alone_with(office.root, upload), office.people() as people:
        now = uploads.upload_of(people, upload.id)
        if now is None or now.state != "looking":
            return
        path = aside.place_of(office.root, now)
        try:
            found = judged(path, now.name, office.root, now.purpose == "show")
        except NoMediumError as error:
            uploads.refuse(people, now, str(error))
            aside.remove(office.root, now)
            return
        uploads.looked_at(people, now, found.name, found.kind, found.seconds, found.sha256)


def _refuse_too_much(before: tuple[int, int], size: int) -> None:
    count, total = before
    if count >= MOST_FILES_A_DAY or total + size > MOST_A_DAY:
        message = _("That is too much for one day: {files} files or {most} within 24 hours. Go on tomorrow.")
        raise RefusedError(429, message.format(files=MOST_FILES_A_DAY, most=size_text(MOST_A_DAY)), after=3600)


def _refuse_full(free: int, size: int) -> None:
    if size > free - LEFT_FREE:
        message = _("The newsroom’s disk has no room for it. Tell the newsroom: somebody has to make room there.")
        raise RefusedError(507, message)
