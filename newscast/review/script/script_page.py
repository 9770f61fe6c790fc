"""The script of an episode: read, printed, on a prompter, and approved before anything is rendered.

| address | gives |
|---|---|
| `/e/<episode>/script` | the script; `?for=` a presenter's short name, `?prompter` for a prompter |
| `/e/<episode>/script/now` | `{"mark": ...}` and, where that is not the one of `?known=`, its list anew as `html` |
| `/e/<episode>/script/paper.css` | what stands at the edges of printed pages |
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.responses import JSONResponse, RedirectResponse, Response

from newscast.base.canonical import digest_of
from newscast.base.i18n import _
from newscast.base.moments import spoken
from newscast.desk.approvals import Signature
from newscast.desk.shown import shown_names
from newscast.episode.reader import read_episode
from newscast.episode.timed_script import TimedScript
from newscast.review.approval.approval_page import reason_of
from newscast.review.approval.obstacles import ended_words, needed_words, script_words
from newscast.review.approval.speaking import speaker_of
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.episode.chosen import version_name
from newscast.review.episode.contents import mark_of
from newscast.review.mending.written_now import WrittenNow, written_now
from newscast.review.script.script_view import about, paper_style, prompter_html, script_html
from newscast.review.script.scripts import say_on_script, script_standing
from newscast.watch.approval.approving import rules_of

_AT_ONCE = 0.0
"""Seconds for which a page that asks again waits for the times: it asks again."""


@dataclass(frozen=True)
class Told:
    """The list of a script as it is now, and a mark that is another one where anything in it is."""

    html: Markup
    mark: str


def script(visit: Visit) -> Response:
    """The script, and who approved it; the view for a prompter where that is asked for."""
    office, episode = visit.office, visit.episode
    if "prompter" in visit.request.query_params:
        return _prompter(visit)
    rules = rules_of(office.root)
    with office.people() as people:
        standing = script_standing(office, people, episode, rules)
        speaker = speaker_of(people, visit.visitor, episode, rules)
        shown = shown_names(people)
    words = [*standing.now.words, *standing.now.against]
    told = [script_words(word, shown.get(word.signed.who, word.signed.who), office.zone()) for word in words]
    told += [ended_words(word, shown.get(word.signed.who, word.signed.who)) for word in standing.now.ended]
    told += [needed_words(standing.now.needed)] if standing.now.needed else []
    now = written_now(office, episode)
    return page(
        visit,
        "script.html",
        episode=episode,
        standing=standing,
        mark=mark_of(standing.script.content),
        told=told,
        may_approve=bool(speaker.steps([standing.now])),
        may_refuse=bool(speaker.roles) and not any(word.signed.who == speaker.who for word in standing.now.against),
        about=about(now.timed) if now.timed else [],
        note=_note(visit, now),
        **_shown(visit, now, prompter=False),
    )


def say_script(visit: Visit) -> Response:
    """Approve or refuse the script that was seen."""
    office, episode, visitor = visit.office, visit.episode, visit.visitor
    rules = rules_of(office.root)
    with office.people() as people:
        standing = script_standing(office, people, episode, rules)
        speaker = speaker_of(people, visitor, episode, rules)
        signed = Signature(visitor.name, visitor.role, reason_of(visit))
        says, mark = str(visit.form.get("says", "")), str(visit.form.get("mark", ""))
        say_on_script(people, episode, says, standing, mark, speaker, signed)
    return RedirectResponse(f"/e/{quote(episode)}/script", 303)


def script_now(visit: Visit) -> Response:
    """What stands in the script now, where that is not what a page knows."""
    now = written_now(visit.office, visit.episode, _AT_ONCE)
    told = _told(visit, now, "prompter" in visit.request.query_params)
    known = told is None or visit.request.query_params.get("known") == told.mark
    return JSONResponse({"mark": told.mark if told else ""} if known or not told else vars(told))


def paper(visit: Visit) -> Response:
    """The style sheet of printed pages."""
    now = written_now(visit.office, visit.episode)
    style = paper_style(now.timed, _note(visit, now)) if now.timed else ""
    return Response(style, media_type="text/css")


def _prompter(visit: Visit) -> Response:
    now = written_now(visit.office, visit.episode)
    return page(visit, "prompter.html", episode=visit.episode, now=now, **_shown(visit, now, prompter=True))


def _shown(visit: Visit, now: WrittenNow, prompter: bool) -> dict[str, Any]:
    """What both views show: the list, who may be chosen and who is, and where it is asked for anew."""
    told, who = _told(visit, now, prompter), _who(visit, now.timed)
    here = f"/e/{quote(visit.episode)}/script"
    asked = {**({"for": who} if who else {}), **({"prompter": ""} if prompter else {})}
    return {
        "timed": now.timed,
        "planning": now.planning,
        "errors": now.errors if not now.timed else (),
        "drawn": told.html if told else None,
        "drawn_mark": told.mark if told else "",
        "who": who,
        "readers": now.timed.presenters() if now.timed else (),
        "here": here,
        "now_at": f"{here}/now?{urlencode(asked)}",
    }


def _told(visit: Visit, now: WrittenNow, prompter: bool) -> Told | None:
    if now.timed is None:
        return None
    who, mend = _who(visit, now.timed), f"/e/{quote(visit.episode)}/mend" if visit.visitor.may("edit") else ""
    html = prompter_html(now.timed, who) if prompter else script_html(now.timed, who, mend, _borrowed(now))
    return Told(html, digest_of(str(html))[:16])


def _borrowed(now: WrittenNow) -> list[str]:
    """The stories that are taken from other rundowns: their lines are those of other files."""
    return [each.slug for each in now.segments if any(part.fixed == "from" for part in each.of("parts"))]


def _who(visit: Visit, script: TimedScript | None) -> str:
    """The presenter who is chosen; nobody where that is none of the script's."""
    asked = visit.request.query_params.get("for", "")
    found = script.reader(asked) if script and asked else None
    return found.who if found else ""


def _note(visit: Visit, now: WrittenNow) -> str:
    """Which version it is: when its rundown was saved, and what was built of it last."""
    path = visit.office.root / now.file
    edition = read_episode(visit.office.folder(visit.episode)).draft
    told = [now.file]
    with suppress(OSError):
        saved = spoken(path.stat().st_mtime, time.time(), visit.office.zone())
        told.append(_("saved {when}").format(when=saved))
    if edition and edition.manifest:
        told.append(version_name(True, edition.manifest.version))
    return ", ".join(told)


ROUTES = (
    guarded("/e/{episode}/script", script, "see"),
    guarded("/e/{episode}/script", say_script, "approve", ["POST"]),
    guarded("/e/{episode}/script/now", script_now, "see"),
    guarded("/e/{episode}/script/paper.css", paper, "see"),
)
