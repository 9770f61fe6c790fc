"""A new story in an episode's rundown: what it is called, what is read, by whom, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from newscast.base.i18n import _
from newscast.base.kinds import kind_name
from newscast.review.beginning.new_story import Drafted, edits_of, headlines_of, slug_for
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.saying import clean
from newscast.review.mending.editing import save_edits
from newscast.review.mending.written_now import WrittenNow, written_now
from newscast.rundown.written import WrittenItem

_LONG, _LONGEST = 300, 20_000
"""Characters of a headline, and of a copy."""


def ask(visit: Visit) -> Response:
    """The form."""
    now = written_now(visit.office, visit.episode, patience=None)
    return _page(visit, now, _blank(now))


def add(visit: Visit) -> Response:
    """Add the story; what was written stays in the form where that cannot be done."""
    now = written_now(visit.office, visit.episode, patience=None)
    said = {name: clean(visit.text(name)) for name in (*_blank(now), "sha256")}
    try:
        drafted = _drafted(said, now)
        slug = slug_for(drafted.headline, {each.slug for each in now.segments}, visit.office.newsroom().language)
        with visit.office.people() as people:
            edits = edits_of(drafted, slug, now.segments)
            save_edits(visit.office, people, visit.episode, now.file, said["sha256"], edits, visit.visitor)
    except RefusedError as refused:
        return _page(visit, now, said, refused.message, refused.status)
    return RedirectResponse(f"/e/{quote(visit.episode)}/mend#{slug}", 303)


def _blank(now: WrittenNow) -> dict[str, str]:
    """What a form begins with: a story before the closing, read by the first presenter."""
    last = next((n for n, each in enumerate(now.segments) if each.kind == "close"), len(now.segments))
    teased = "1" if headlines_of(now.segments) else ""
    usual = {"kind": "vo", "voice": "recorded", "at": str(last), "teased": teased}
    return {"headline": "", "department": "", "copy": "", "by": "", **usual}


def _page(visit: Visit, now: WrittenNow, said: Mapping[str, str], message: str = "", status: int = 200) -> Response:
    people = [*now.people, *(now.newsroom.people if now.newsroom else ())]
    names = {each.slug: each.text("name") or each.slug for each in reversed(people)}
    presenters = [each.text for each in now.top.lists.get("presenters", ())]
    readers = [*presenters, *sorted(names.keys() - set(presenters), key=lambda slug: names[slug].casefold())]
    return page(
        visit,
        "new_story.html",
        status,
        said=said,
        message=message,
        sha256=now.sha256,
        readers=[(slug, names.get(slug, slug)) for slug in readers],
        places=_places(now),
        may_tease=headlines_of(now.segments) is not None,
        errors=now.errors,
    )


def _places(now: WrittenNow) -> list[tuple[int, str]]:
    """Where it may stand: before each segment, in its words, and at the end."""
    told = [(n, _("before {name}").format(name=_name(each))) for n, each in enumerate(now.segments)]
    return [*told, (len(now.segments), _("at the end"))]


def _name(segment: WrittenItem) -> str:
    named = segment.text("headline") or kind_name(segment.kind)
    return f"{named} ({segment.slug})" if segment.slug and segment.slug != named else named


def _drafted(said: Mapping[str, str], now: WrittenNow) -> Drafted:
    """The story that a form tells. Raises RefusedError."""
    headline, copy = " ".join(said["headline"].split()), said["copy"].strip()
    if not headline:
        raise RefusedError(400, _("Write the headline."))
    if len(headline) > _LONG or len(said["department"]) > _LONG or len(copy) > _LONGEST:
        raise RefusedError(400, _("This text is too long."))
    people = {each.slug for each in (*now.people, *(now.newsroom.people if now.newsroom else ()))}
    if said["by"] and said["by"] not in people:
        raise RefusedError(400, _("There is nobody of that name."))
    at = int(said["at"]) if said["at"].isascii() and said["at"].isdecimal() else -1
    if not 0 <= at <= len(now.segments):
        raise RefusedError(400, _("Choose where it stands."))
    return Drafted(
        headline=headline,
        department=" ".join(said["department"].split()),
        copy=copy,
        by=said["by"],
        kind="read" if said["kind"] == "read" else "vo",
        voice="synth" if said["voice"] == "synth" else "recorded",
        at=at,
        teased=bool(said["teased"]),
    )


ROUTES = (
    guarded("/e/{episode}/new-story", ask, "edit", name="new_story"),
    guarded("/e/{episode}/new-story", add, "edit", ["POST"], name="new_story_added"),
)
