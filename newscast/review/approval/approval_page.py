"""The addresses at which words of approval are said, and the bar as it is now."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import JSONResponse, RedirectResponse, Response

from newscast.base.i18n import _
from newscast.desk.approvals import Signature
from newscast.desk.comments import Words, write
from newscast.episode.reader import read_episode
from newscast.review.approval.bar import bar_for
from newscast.review.approval.giving import Given, Meant, approve, meant_from, release, say_no
from newscast.review.approval.speaking import speaker_of
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import address_of, chosen_from, chosen_of
from newscast.review.episode.saying import clean, subject_of, writer_of
from newscast.watch.approval.approving import rules_of

LONGEST = 2000
"""Characters of a reason."""


def bar(visit: Visit) -> Response:
    """The bar alone, to be put in place of an older one."""
    chosen = chosen_of(visit)
    return page(visit, "part/bar.html", chosen=chosen, bar=bar_for(visit, chosen)["bar"])


def say(visit: Visit) -> Response:
    """Approve, refuse or release what a form names; the answer says what was done."""
    says, meant = str(visit.form.get("says", "")), meant_from([str(each) for each in visit.form.getlist("said")])
    reason = reason_of(visit)
    given = _said(visit, says, meant, reason)
    if "text/html" in visit.request.headers.get("accept", ""):
        return RedirectResponse(_back(visit), 303)
    return JSONResponse({"message": _told(says, given)})


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


def reason_of(visit: Visit) -> str:
    """The reason that somebody gave, in one line. Raises RefusedError."""
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
)
