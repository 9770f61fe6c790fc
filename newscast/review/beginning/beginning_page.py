"""A new episode, from the pattern or from an earlier one: what it would be is shown before it is made. At `/new`."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from newscast.base.errors import FilesError, UsageError
from newscast.base.files import told_from
from newscast.base.i18n import _, language
from newscast.base.languages.all import language_of
from newscast.base.laying_down import laid_down
from newscast.document.words import short
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError, words_of
from newscast.review.episode.saying import clean
from newscast.review.newsroom.office import Office
from newscast.rundown.beginning import Begun, Wanted, begun
from newscast.rundown.earlier import YESTERDAY, Episode, episodes, next_day
from newscast.rundown.renewing import Moved
from newscast.show.load import shows, today_at

_LISTED = 20
"""Earlier episodes that may be chosen, the newest ones."""
_LONGEST = 200
"""Characters of a title."""


@dataclass(frozen=True)
class Asked:
    """What a form says, as it was filled in."""

    show: str
    origin: str
    date: str
    air: str
    title: str


def begin(visit: Visit) -> Response:
    """The form; with what it would make, where it was filled in."""
    query = visit.request.query_params
    asked = _asked(visit.office, {name: query.get(name, "") for name in Asked.__annotations__})
    if "date" not in query:
        return _page(visit, asked)
    try:
        return _page(visit, asked, made=_begun(visit.office, asked))
    except (RefusedError, UsageError, FilesError) as error:
        return _page(visit, asked, message=_words(visit.office, error), status=400)


def make(visit: Visit) -> Response:
    """Make the episode that was shown; where it would be another one by now, that is shown."""
    asked = _asked(visit.office, {name: visit.text(name) for name in Asked.__annotations__})
    try:
        made = _begun(visit.office, asked)
        if sha256_of(made.data) != visit.text("sha256"):
            message = _("What it is made from has changed meanwhile. Look at it again.")
            return _page(visit, asked, made=made, message=message, status=409)
        with laid_down() as laid:
            laid.write(made.path, made.data)
    except (RefusedError, UsageError, FilesError) as error:
        return _page(visit, asked, message=_words(visit.office, error), status=409)
    origin = {"from": told_from(visit.office.root, made.origin.path)} if made.origin else {}
    with visit.office.people() as people:
        file = told_from(visit.office.root, made.path)
        people.note(visit.visitor.name, "episode-begun", made.path.stem, file=file, **origin)
    return RedirectResponse(f"/e/{quote(made.path.stem)}/mend", 303)


def _page(visit: Visit, asked: Asked, made: Begun | None = None, message: str = "", status: int = 200) -> Response:
    known = shows(visit.office.root)
    earlier = list(reversed(episodes(visit.office.root, asked.show)))[:_LISTED] if asked.show else []
    told: dict[str, Any] = {"seen": _seen(visit.office, made) if made else None, "message": message}
    choices = [(told_from(visit.office.root, each.path), _day(each.date)) for each in earlier]
    return page(visit, "new.html", status, asked=asked, shows=known, earlier=choices, **told)


def _asked(office: Office, said: Mapping[str, str]) -> Asked:
    """With what is usual where nothing is said yet: the next day, and from yesterday where there is one."""
    known = shows(office.root)
    show = said["show"] if said["show"] in known else next(iter(known), "")
    date = said["date"] or (str(next_day(office.root, show, today_at(office.root))) if show else "")
    usual = YESTERDAY[0] if show and episodes(office.root, show) else ""
    return Asked(show, said["origin"] if said["date"] else usual, date, said["air"], clean(said["title"]).strip())


def _begun(office: Office, asked: Asked) -> Begun:
    """What is to be written. Raises RefusedError for what cannot be meant, UsageError, FilesError."""
    if not asked.show:
        raise RefusedError(400, _("There is no show yet."))
    try:
        date = datetime.date.fromisoformat(asked.date)
    except ValueError:
        raise RefusedError(400, _("Choose a day.")) from None
    if asked.air and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", asked.air):
        raise RefusedError(400, _("Write the time like 07:00."))
    if len(asked.title) > _LONGEST or "\n" in asked.title:
        raise RefusedError(400, _("This title is too long: {most} characters at most.").format(most=_LONGEST))
    air = f"{date}T{asked.air}" if asked.air else ""
    return begun(office.root, Wanted(asked.show, date, _origin(office, asked), air, asked.title))


def _origin(office: Office, asked: Asked) -> str:
    """From what it is begun; an episode is one of those that there are."""
    if asked.origin in ("", YESTERDAY[0]):
        return asked.origin
    known = {told_from(office.root, each.path): each for each in episodes(office.root, asked.show)}
    if asked.origin not in known:
        raise RefusedError(404, _("There is no such episode."))
    return str(known[asked.origin].path)


@dataclass(frozen=True)
class Seen:
    """What is shown of an episode before it is made. `text` is its rundown; `warnings` have each a line of that."""

    path: str
    sha256: str
    text: str
    origin: str
    moved: Sequence[str]
    kept: Sequence[str]
    floated: Sequence[str]
    warnings: Sequence[tuple[int, str]]


def _seen(office: Office, made: Begun) -> Seen:
    done = made.made
    return Seen(
        told_from(office.root, made.path),
        sha256_of(made.data),
        made.data.decode("utf-8-sig"),
        _named(office, made.origin) if made.origin else "",
        [*map(_moved, done.moved)] if done else (),
        done.kept if done else (),
        done.floated if done else (),
        [*_warned(made)],
    )


def _warned(made: Begun) -> Iterator[tuple[int, str]]:
    for each in made.made.warnings if made.made else ():
        yield each.place.line if each.place else 0, each.message


def sha256_of(data: bytes) -> str:
    """The digest of a rundown that is to be."""
    return hashlib.sha256(data).hexdigest()


def _named(office: Office, origin: Episode) -> str:
    return f"{told_from(office.root, origin.path)}, {_day(origin.date)}"


def _day(date: datetime.date) -> str:
    return language_of(language()).long_date(date)


def _moved(moved: Moved) -> str:
    key = next((str(each) for each in reversed(moved.keys) if isinstance(each, str)), "")
    if moved.now is None:
        return _("{key}: {was} is left out: it reads what is floated").format(key=key, was=short(moved.was, 80))
    return f"{key}: {short(moved.was, 80)} → {short(moved.now, 80)}"


def _words(office: Office, error: RefusedError | UsageError | FilesError) -> str:
    words = words_of(error) if isinstance(error, FilesError) else str(error)
    return words.replace(f"{office.root}/", "")


ROUTES = (
    guarded("/new", begin, "edit", name="new_episode"),
    guarded("/new", make, "edit", ["POST"], name="new_episode_made"),
)
