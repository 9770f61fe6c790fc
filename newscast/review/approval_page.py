"""The addresses at which words of approval are said, and the bar as it is now."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import JSONResponse, RedirectResponse, Response

from newscast.base.i18n import _
from newscast.desk.approvals import Signature
from newscast.desk.comments import Words, write
from newscast.desk.shown import shown_names
from newscast.episode.reader import read_episode
from newscast.review.bar import bar_for
from newscast.review.chosen import address_of, chosen_from
from newscast.review.contents import mark_of
from newscast.review.episode_page import chosen_of
from newscast.review.giving import Given, Meant, approve, meant_from, release, say_no
from newscast.review.guard import Visit, guarded
from newscast.review.obstacles import ended_words, needed_words, script_words
from newscast.review.pages import page
from newscast.review.saying import clean, subject_of, writer_of
from newscast.review.scripts import say_on_script, script_standing
from newscast.review.speaking import speaker_of
from newscast.review.wrong import RefusedError
from newscast.watch.approving import rules_of

LONGEST = 2000
"""Characters of a reason."""


def bar(visit: Visit) -> Response:
    """The bar alone, to be put in place of an older one."""
    chosen = chosen_of(visit)
    return page(visit, "part/bar.html", chosen=chosen, bar=bar_for(visit, chosen)["bar"])


def say(visit: Visit) -> Response:
    """Approve, refuse or release what a form names; the answer says what was done."""
    says, meant = str(visit.form.get("says", "")), meant_from([str(each) for each in visit.form.getlist("said")])
    reason = _reason(visit)
    given = _said(visit, says, meant, reason)
    if "text/html" in visit.request.headers.get("accept", ""):
        return RedirectResponse(_back(visit), 303)
    return JSONResponse({"message": _told(says, given)})


def script(visit: Visit) -> Response:
    """The script: all that is said and shown in words, and who approved it."""
    office, episode = visit.office, visit.episode
    rules = rules_of(office.root)
    with office.people() as people:
        standing = script_standing(office, people, episode, rules)
        speaker = speaker_of(people, visit.visitor, episode, rules)
        shown = shown_names(people)
    words = [*standing.now.words, *standing.now.against]
    told = [script_words(word, shown.get(word.signed.who, word.signed.who), office.zone()) for word in words]
    told += [ended_words(word, shown.get(word.signed.who, word.signed.who)) for word in standing.now.ended]
    told += [needed_words(standing.now.needed)] if standing.now.needed else []
    return page(
        visit,
        "script.html",
        episode=episode,
        standing=standing,
        mark=mark_of(standing.script.content),
        told=told,
        may_approve=bool(speaker.steps([standing.now])),
        may_refuse=bool(speaker.roles) and not any(word.signed.who == speaker.who for word in standing.now.against),
    )


def say_script(visit: Visit) -> Response:
    """Approve or refuse the script that was seen."""
    office, episode, visitor = visit.office, visit.episode, visit.visitor
    rules = rules_of(office.root)
    with office.people() as people:
        standing = script_standing(office, people, episode, rules)
        speaker = speaker_of(people, visitor, episode, rules)
        signed = Signature(visitor.name, visitor.role, _reason(visit))
        says, mark = str(visit.form.get("says", "")), str(visit.form.get("mark", ""))
        say_on_script(people, episode, says, standing, mark, speaker, signed)
    return RedirectResponse(f"/e/{quote(episode)}/script", 303)


def _said(visit: Visit, says: str, meant: list[Meant], reason: str) -> Given:
    office, episode, visitor = visit.office, visit.episode, visit.visitor
    signed = Signature(visitor.name, visitor.role, reason)
    if says == "approved":
        with office.people() as people:
            speaker = speaker_of(people, visitor, episode, rules_of(office.root))
        return approve(office, episode, speaker, meant, signed)
    if says == "refused":
        given = say_no(office, episode, meant, signed)
        _remark(visit, given, reason)
        return given
    if says == "released" and visitor.may("release", episode):
        return release(office, episode, meant, Signature(visitor.name, visitor.role, reason, emergency=True))
    raise RefusedError(403, _("You may not do this here."))


def _remark(visit: Visit, given: Given, reason: str) -> None:
    """What was refused stands among the comments too, each deliverable's once, at the frame that was looked at."""
    found = read_episode(visit.office.folder(visit.episode))
    for word in {word.aspect.deliverable: word for word in given.words}.values():
        asked = {"draft": str(int(word.seen.draft)), "version": str(word.seen.version)}
        chosen = chosen_from(visit.episode, found, {**asked, "deliverable": word.aspect.deliverable})
        frame = min(max(_number(visit.form.get("frame")), 0), max(chosen.frames - 1, 0))
        text = _("This does not go out: {reason}").format(reason=reason)
        with visit.office.people() as people:
            subject = subject_of(chosen, {"frame": frame})
            write(people, writer_of(visit.visitor), subject, Words(text, sent=f"word-{word.id}"))


def _number(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _reason(visit: Visit) -> str:
    reason = " ".join(clean(str(visit.form.get("reason", ""))).split())
    if len(reason) > LONGEST:
        raise RefusedError(400, _("This reason is too long: say it in one or two sentences."))
    return reason


def _told(says: str, given: Given) -> str:
    """What was done, in a few words."""
    if says == "refused":
        return _("It does not go out. Your reason stands beside it.")
    if given.settled.laid:
        names = ", ".join(laid.deliverable for laid in given.settled.laid)
        return _("Approved: {names} lies where it is delivered from.").format(names=names)
    if given.settled.approvals.finals_wanted:
        return _("Approved. The final is made now, and goes out when it is what you approved.")
    return _("Your word is written down.")


def _back(visit: Visit) -> str:
    """The page that the form was on."""
    draft, version, deliverable = (str(visit.form.get(name, "")) for name in ("draft", "version", "deliverable"))
    if draft in ("0", "1") and version.isascii() and version.isdecimal() and len(version) < 10:
        return address_of(visit.episode, draft == "1", int(version), deliverable) + "#approval"
    return f"/e/{quote(visit.episode)}#approval"


ROUTES = (
    guarded("/e/{episode}/bar", bar, "see"),
    guarded("/e/{episode}/words", say, "approve", ["POST"]),
    guarded("/e/{episode}/script", script, "see"),
    guarded("/e/{episode}/script", say_script, "approve", ["POST"]),
)
