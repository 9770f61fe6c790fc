"""Lists of comments, of one episode or of all: those that are open, one's own, those that are done."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from starlette.responses import Response

from newscast.base.i18n import _, language
from newscast.base.languages.all import language_of
from newscast.base.moments import clock_time, local
from newscast.desk.comments import Comment, comments_by, comments_of
from newscast.episode.reader import read_episode
from newscast.review.comments.comments_page import looked_at
from newscast.review.comments.remarks import Looked, Remark, remarks_of
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import chosen_from

Kind = Literal["open", "mine", "done"]
_MOST_EPISODES = 40
"""Episodes of which comments are listed on one page; those that were spoken of last."""


@dataclass(frozen=True)
class Group:
    """An episode's comments in a list."""

    episode: str
    title: str
    remarks: Sequence[Remark]


def of_one(visit: Visit) -> Response:
    """The comments of one episode."""
    kind = _kind(visit)
    with visit.office.people() as people:
        found = _listed(comments_of(people, visit.episode), kind, visit)
    group = _group(visit, visit.episode, found)
    title = _("Comments: {episode}").format(episode=group.title)
    return _page(visit, kind, title, [group], f"/e/{quote(visit.episode)}")


def of_all(visit: Visit) -> Response:
    """The comments of all episodes, those first that were spoken of last."""
    kind = _kind(visit)
    with visit.office.people() as people:
        found = (
            comments_by(people, visit.visitor.name) if kind == "mine" else comments_of(people, only_open=kind == "open")
        )
    by_episode: dict[str, list[Comment]] = {}
    for each in reversed(_listed(found, kind, visit)):
        by_episode.setdefault(each.subject.episode, []).append(each)
    shown = list(by_episode.items())[:_MOST_EPISODES]
    groups = [_group(visit, episode, comments) for episode, comments in shown]
    return _page(visit, kind, _("Comments"), groups, "", len(by_episode) > len(shown))


def _page(visit: Visit, kind: Kind, title: str, groups: Sequence[Group], back: str, more: bool = False) -> Response:
    told: dict[str, Any] = {
        "title": title,
        "list": kind,
        "names": {"open": _("Open"), "mine": _("Mine"), "done": _("Resolved")},
        "groups": [each for each in groups if each.remarks],
        "nothing": {
            "open": _("No comment is open."),
            "mine": _("You said nothing yet."),
            "done": _("Nothing was resolved yet."),
        }[kind],
        "printed": _date(visit),
        "back": back,
        "more": more,
    }
    return page(visit, "comments.html", **told)


def _date(visit: Visit) -> str:
    """On paper nobody knows what day `today` was."""
    now, zone = time.time(), visit.office.zone()
    day = local(now, zone).date()
    return f"{language_of(language()).day(day)} {day.year}, {clock_time(now, zone)}"


def _kind(visit: Visit) -> Kind:
    kinds: tuple[Kind, ...] = ("open", "mine", "done")
    return next((each for each in kinds if each == visit.request.query_params.get("list")), "open")


def _listed(comments: Sequence[Comment], kind: Kind, visit: Visit) -> list[Comment]:
    if kind == "mine":
        return [each for each in comments if _is_by(each, visit.visitor.name)]
    return [each for each in comments if each.is_open == (kind == "open")]


def _is_by(comment: Comment, name: str) -> bool:
    return name in (comment.author.name, *(answer.author.name for answer in comment.replies))


def _group(visit: Visit, episode: str, comments: Sequence[Comment]) -> Group:
    """The comments as they stand in what is newest of their episode; as they were where nothing of it is there."""
    folder = visit.office.folder(episode)
    try:
        chosen = chosen_from(episode, read_episode(folder), {})
        looked, title = looked_at(visit, chosen), chosen.manifest.title
    except RefusedError:
        looked, title = Looked(folder, True, 0, "", None, None, 0.0), ""
    return Group(episode, title or episode, remarks_of(comments, visit.visitor, looked, visit.office.zone()))


ROUTES = (
    guarded("/e/{episode}/comments", of_one, "see", name="comments_of_one"),
    guarded("/comments", of_all, "internal", name="comments_of_all"),
)
