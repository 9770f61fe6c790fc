"""What the newsroom's list asks of an episode: the suspension with its exceptions, elected officials, consents."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response

from newscast.base.errors import MachineError
from newscast.base.i18n import _, language
from newscast.base.languages.all import language_of
from newscast.base.timecode import clock
from newscast.desk.exceptions import sign, standing, withdraw
from newscast.desk.shown import shown_names
from newscast.desk.wishes import wish
from newscast.document.edits import Set
from newscast.episode.manifest import Manifest
from newscast.episode.reader import read_episode
from newscast.review.door.clocks import when
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import Chosen
from newscast.review.episode.saying import clean
from newscast.review.episode.suspended import Answer, answers_in, exempt_words
from newscast.review.mending.editing import save_edits
from newscast.review.mending.written_now import written_now
from newscast.review.newsroom.written import exempt_now
from newscast.rundown.model import Exempt

LONGEST = 2000
"""Characters of a reason."""


def values_for(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What `part/law.html` sees; None of which guests are told nothing, and where the list asks nothing."""
    manifest = chosen.manifest
    if not visit.visitor.may("internal", chosen.episode):
        return {"law": None}
    if not (manifest.suspension or manifest.consents or chosen.entry.elected):
        return {"law": None}
    answers, names = _answers(visit, manifest)
    told = {
        "answers": answers,
        "names": names,
        **_period(manifest),
        "open": sum(not each.given for each in answers),
        "now": exempt_now(visit.office, manifest) if manifest.suspension else {},
        "reasons": {why: exempt_words(why) for why in get_args(Exempt)},
        "may_edit": visit.visitor.may("edit", chosen.episode) and not visit.office.lost and not chosen.is_old,
        "may_sign": visit.visitor.may("release", chosen.episode) and not visit.office.lost and not chosen.is_old,
        "exempt_words": exempt_words,
        "clock": clock,
        "when": lambda moment: when(visit, moment),
        "longest": LONGEST,
        "back": urlencode(
            {"draft": int(chosen.draft), "version": chosen.version, "deliverable": chosen.target}, safe="/"
        ),
    }
    return {"law": told}


def _period(manifest: Manifest) -> dict[str, str]:
    """The first and the last day of the suspension, as people say them."""
    period, table = manifest.suspension, language_of(language())
    days = {"first": period.first, "last": period.last} if period else {}
    return {name: table.day(datetime.date.fromisoformat(day)) for name, day in days.items()}


def _answers(visit: Visit, manifest: Manifest) -> tuple[list[Answer], dict[str, str]]:
    """What says why each segment goes out, and the names that people read."""
    if manifest.suspension is None:
        return [], {}
    try:
        with visit.office.people() as people:
            return answers_in(manifest.suspension, standing(people, manifest.episode)), shown_names(people)
    except MachineError:
        return answers_in(manifest.suspension, ()), {}


def sign_one(visit: Visit) -> Response:
    """Sign an exception for a segment as it is in the newest draft or final; finals that failed are made again."""
    slug, words = visit.text("slug"), visit.text("words")
    reason = " ".join(clean(visit.text("reason")).split())
    if not reason:
        raise RefusedError(400, _("Say why: one sentence is enough."))
    if len(reason) > LONGEST:
        raise RefusedError(400, _("This reason is too long: say it in one or two sentences."))
    if (slug, words) not in set(_known(visit)):
        raise RefusedError(409, _("“{slug}” says something else by now. Load the page again.").format(slug=slug))
    with visit.office.people() as people:
        sign(people, visit.visitor.name, visit.episode, slug, words, reason)
    with visit.office.ledger() as ledger:
        ledger.forgive(visit.episode)
        wish(ledger, visit.episode, visit.visitor.name)
    return _back(visit)


def write_one(visit: Visit) -> Response:
    """Write into the rundown, as it is now, why a segment goes out."""
    slug, why = visit.text("slug"), visit.text("exempt")
    if why not in get_args(Exempt):
        raise RefusedError(400, _("Choose one of the reasons."))
    rundown = written_now(visit.office, visit.episode, patience=None)
    segment = rundown.segment(slug)
    if segment is None:
        raise RefusedError(409, _("There is no “{name}” any more. Load the page again.").format(name=slug))
    edits = [Set((*segment.keys, "exempt"), why)]
    with visit.office.people() as people:
        save_edits(visit.office, people, visit.episode, rundown.file, rundown.sha256, edits, visit.visitor)
    return _back(visit)


def withdraw_one(visit: Visit) -> Response:
    """Take an exception back: what is built after that does not go by it."""
    number = visit.text("exception")
    known = re.fullmatch(r"[0-9]{1,12}", number)
    with visit.office.people() as people:
        if not known or not withdraw(people, visit.visitor.name, visit.episode, int(number)):
            raise RefusedError(409, _("This exception does not stand any more. Load the page again."))
    return _back(visit)


def _known(visit: Visit) -> Iterator[tuple[str, str]]:
    """What can be signed for: segments of what is there now, each with what it says."""
    found = read_episode(visit.office.folder(visit.episode))
    for edition in (found.draft, found.final):
        if edition and edition.manifest and edition.manifest.suspension:
            yield from ((each.slug, each.words) for each in edition.manifest.suspension.segments)


def _back(visit: Visit) -> Response:
    asked = visit.text("back")
    query = f"?{asked}" if re.fullmatch(r"[a-z]+=[\w/.%-]*(&[a-z]+=[\w/.%-]*)*", asked) else ""
    return RedirectResponse(f"/e/{quote(visit.episode)}{query}#law", 303)


ROUTES = (
    guarded("/e/{episode}/exempt", write_one, "edit", ["POST"], name="exempt"),
    guarded("/e/{episode}/exceptions", sign_one, "release", ["POST"], name="exceptions_sign"),
    guarded("/e/{episode}/exceptions/withdraw", withdraw_one, "release", ["POST"], name="exceptions_withdraw"),
)
