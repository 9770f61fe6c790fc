"""What somebody wants to say, before it is written: texts as they may be kept, frames that there are, and how much."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping
from typing import Any

from newscast.base.i18n import _
from newscast.desk.attachments import attachment
from newscast.desk.comments import Subject, Words, Writer, written_since
from newscast.desk.drawing import Shape, drawing_from
from newscast.desk.people import People
from newscast.document.invisible import without_marks
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import Chosen
from newscast.review.episode.placing import held_to, part_at
from newscast.review.newsroom.access import Visitor

LONGEST = 4000
"""Characters of a comment."""
_WINDOW, _MOST, _MOST_OF_A_GUEST = 600.0, 200, 40
"""How much one person may write in so many seconds: far more than anybody does."""
_LONGEST_MARK = 64


def writer_of(visitor: Visitor) -> Writer:
    return Writer(visitor.name, visitor.shown, visitor.is_guest)


def words_from(body: Mapping[str, Any], visitor: Visitor, drawn: bool = False) -> Words:
    """The words that a request tells; those of a guest are never internal. Raises RefusedError."""
    text, voice, sent = clean(body.get("text", "")), body.get("voice"), body.get("sent")
    if voice is not None and not isinstance(voice, str):
        raise RefusedError(400, _("What was sent cannot be read."))
    if not (text or voice or drawn):
        raise RefusedError(400, _("Nothing was said yet: write something, draw on the picture or record a voice note."))
    internal = not visitor.is_guest and body.get("internal") is not False
    return Words(text, voice, internal, str(sent)[:_LONGEST_MARK] if sent else None)


def clean(text: Any) -> str:
    """A text without what nobody sees and what turns the direction of writing. Raises RefusedError for one too long."""
    if not isinstance(text, str):
        raise RefusedError(400, _("What was sent cannot be read."))
    if len(text) > LONGEST:
        told = _("A comment has {most} characters at most, this one has {count}. Say it in several.")
        raise RefusedError(400, told.format(most=LONGEST, count=len(text)))
    lines = (
        without_marks(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    seen = "".join(each for each in lines if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", seen).strip()


def drawing_in(body: Mapping[str, Any]) -> tuple[Shape, ...]:
    """The drawing that a request tells, none where it has none. Raises RefusedError."""
    try:
        return drawing_from(body.get("drawing"))
    except ValueError as error:
        raise RefusedError(400, _("This drawing cannot be kept. Draw it again, with fewer lines.")) from error


def subject_of(chosen: Chosen, body: Mapping[str, Any]) -> Subject:
    """The frame or range of what is chosen that a request speaks of. Raises RefusedError."""
    frame, end = _number(body.get("frame")), None if body.get("end_frame") is None else _number(body["end_frame"])
    if not 0 <= frame < chosen.frames or not (end is None or frame < end <= chosen.frames):
        raise RefusedError(400, _("There is no such moment in this version. Load the page again."))
    part = part_at(chosen.timeline, frame) if chosen.timeline else None
    held = held_to(chosen.timeline, frame) if chosen.timeline else None
    places = {**(part.places or {})} if part else {}
    place = places.get(chosen.target, part.place if part else None)
    of = (chosen.episode, chosen.draft, chosen.version, chosen.target)
    return Subject(*of, frame, end, str(chosen.rate), held, place)


def refuse_strange_voice(people: People, words: Words) -> None:
    """Raises RefusedError for a voice note that was never sent: other attachments are not for everybody."""
    found = attachment(people, words.voice) if words.voice else None
    if words.voice and (found is None or found.kind != "voice"):
        raise RefusedError(400, _("The voice note is not there. Record it again."))


def refuse_flood(people: People, visitor: Visitor) -> None:
    """Raises RefusedError for somebody who writes faster than people do."""
    most = _MOST_OF_A_GUEST if visitor.is_guest else _MOST
    if written_since(people, visitor.name, time.time() - _WINDOW) >= most:
        raise RefusedError(429, _("That was a lot at once. Wait ten minutes before you write more."))


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RefusedError(400, _("What was sent cannot be read."))
    return value
