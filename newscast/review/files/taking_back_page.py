"""A finished clip for a story, on the page: what it replaces and brings about is shown, then it is saved as one edit.

| address | what it is |
|---|---|
| `/e/<episode>/replace` | choose a story and a clip; with both, what that would do, and the form that saves it |
| `/e/<episode>/replace/save` | save it |
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response

from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.base.timecode import clock
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.files.attaching import Medium, of_newsroom
from newscast.review.files.bringing import MOST_BYTES
from newscast.review.files.taking_back import (
    gone_parts,
    lasting,
    package_edits,
    stories_of,
    story_named,
    words_of_parts,
)
from newscast.review.files.unused import Unused, forget_looks, media_file, media_files
from newscast.review.mending.editing import save_edits, try_edits
from newscast.review.mending.written_now import WrittenNow, written_now

_MOST = 60
"""Films of the newsroom that are offered: those first that nothing uses, the newest of them first."""
_PATIENCE = 5.0
"""Seconds for which whoever chose waits to learn how long everything is now."""
_LONGEST = 20_000
"""Characters of a transcript."""


def choose(visit: Visit) -> Response:
    """Which story and which clip; where both are said, what saving it would do."""
    asked = visit.request.query_params
    slug, clip = asked.get("story", ""), asked.get("clip", "")
    rundown = written_now(visit.office, visit.episode, patience=_PATIENCE if slug and clip else None)
    told: dict[str, Any] = {"rundown": rundown, "slug": slug, "clip": clip, "saved": asked.get("saved", "")}
    if slug and clip:
        return page(visit, "replace.html", **told, **_shown(visit, rundown, slug, clip))
    films = sorted((each for each in media_files(visit.office) if each.kind == "video"), key=lambda each: each.used)
    stories = stories_of(rundown)
    return page(visit, "replace.html", **told, stories=stories, films=films[:_MOST], most=size_text(MOST_BYTES))


def save(visit: Visit) -> Response:
    """Replace the parts."""
    rundown = written_now(visit.office, visit.episode, patience=None)
    story = story_named(rundown, visit.text("story"))
    clip = of_newsroom(visit.office, visit.episode, visit.text("clip"))
    words, heard = visit.text("words")[:_LONGEST], visit.text("heard") == "1"
    edits = package_edits(visit.office, rundown, story, clip, words, heard)
    with visit.office.people() as people:
        save_edits(visit.office, people, visit.episode, rundown.file, visit.text("sha256"), edits, visit.visitor)
    forget_looks(visit.office)
    return RedirectResponse(f"/e/{quote(visit.episode)}/replace?{urlencode({'saved': story.slug})}", 303)


def _shown(visit: Visit, rundown: WrittenNow, slug: str, path: str) -> dict[str, Any]:
    """What replacing would do. Nothing is copied yet, also of what lies in the inbox."""
    story, words = story_named(rundown, slug), words_of_parts(story_named(rundown, slug))
    found = _film(visit, path)
    edits = package_edits(visit.office, rundown, story, Medium(found.path, found.kind), words, heard=False)
    tried = try_edits(visit.office, visit.episode, rundown.file, rundown.sha256, edits)
    return {
        "story": story,
        "name": found.name,
        "gone": gone_parts(story),
        "words": words,
        "tried": tried,
        "before": lasting(rundown.planned, slug),
        "after": lasting(tried.planned, slug),
        "clock": clock,
    }


def _film(visit: Visit, path: str) -> Unused:
    """The film at that path, also where it came a moment ago. Raises RefusedError where there is none."""
    found = media_file(visit.office, path)
    if found is None:
        forget_looks(visit.office)
        found = media_file(visit.office, path)
    if found is None:
        raise RefusedError(404, _("There is no such file."))
    return found


ROUTES = (
    guarded("/e/{episode}/replace", choose, "edit", name="replace"),
    guarded("/e/{episode}/replace/save", save, "edit", ("POST",), name="replace_save"),
)
