"""What was changed in the rundown of an episode: who, when, what, in which version it came; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from newscast.base.i18n import _
from newscast.desk.people import People
from newscast.episode.history import manifest_of_version
from newscast.episode.reader import Episode, read_episode
from newscast.review.chosen import version_name
from newscast.review.compare import named_version
from newscast.review.edited import between, shown_changes
from newscast.review.guard import Visit, guarded
from newscast.review.pages import page
from newscast.review.written_now import rundown_of
from newscast.review.wrong import RefusedError


@dataclass(frozen=True)
class Asked:
    """The versions between which changes are asked for, as people call them, with the numbers of these; None where
    what happened between them is not known."""

    before: str
    after: str
    numbers: list[int] | None


def changes(visit: Visit) -> Response:
    """All changes, the newest first; with `?from=draft-3&to=draft-5` those between two versions."""
    file = rundown_of(visit.office, visit.episode)
    found = read_episode(visit.office.folder(visit.episode))
    with visit.office.people() as people:
        asked = _asked(people, file, found, visit.request.query_params)
        numbers = asked.numbers if asked else None
        known = asked is None or numbers is not None
        told = shown_changes(visit.office, people, visit.episode, file, found, numbers) if known else []
    built = any(each and each.manifest for each in (found.draft, found.final))
    return page(visit, "changes.html", changes=told, asked=asked, file=file, built=built)


def _asked(people: People, file: str, found: Episode, query: Mapping[str, str]) -> Asked | None:
    if "from" not in query or "to" not in query:
        return None
    states = []
    for name in ("from", "to"):
        draft, number = named_version(query[name])
        edition = found.draft if draft else found.final
        manifest = manifest_of_version(edition.folder, number) if edition else None
        if manifest is None:
            raise RefusedError(404, _("Version {number} is not known any more.").format(number=number))
        states.append((version_name(draft, number), manifest.rundown.sha256))
    (before, old), (after, new) = states
    return Asked(before, after, between(people, file, old, new))


ROUTES = (guarded("/e/{episode}/changes", changes, "edit", name="changes"),)
