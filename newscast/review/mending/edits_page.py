"""What was changed in the rundown of an episode: who, when, what, in which version it came; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from newscast.desk.people import People
from newscast.episode.reader import read_episode
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.episode.chosen import version_name
from newscast.review.episode.version_names import version_in
from newscast.review.mending.edited import shown_changes
from newscast.review.mending.explaining import explain
from newscast.review.mending.written_now import rundown_of


@dataclass(frozen=True)
class Asked:
    """The versions between which changes are asked for, as people call them, with the numbers of these; not `whole`
    where they do not explain all of the difference."""

    before: str
    after: str
    numbers: tuple[int, ...]
    whole: bool


def changes(visit: Visit) -> Response:
    """All changes, the newest first; with `?from=draft-3&to=draft-5` those between two versions."""
    office, episode = visit.office, visit.episode
    file = rundown_of(office, episode)
    found = read_episode(office.folder(episode))
    with office.people() as people:
        asked = _asked(visit, people, visit.request.query_params)
        told = shown_changes(office, people, episode, file, found, asked.numbers if asked else None)
    built = any(each and each.manifest for each in (found.draft, found.final))
    return page(visit, "changes.html", changes=told, asked=asked, file=file, built=built)


def _asked(visit: Visit, people: People, query: Mapping[str, str]) -> Asked | None:
    if "from" not in query or "to" not in query:
        return None
    before, after = (version_in(query[name]) for name in ("from", "to"))
    explained = explain(visit.office, people, visit.episode, before, after)
    numbers = tuple(save.id for each in explained for save in each.saves)
    return Asked(version_name(*before), version_name(*after), numbers, all(each.whole for each in explained))


ROUTES = (guarded("/e/{episode}/changes", changes, "edit", name="changes"),)
