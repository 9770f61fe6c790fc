"""Coming in and going out. A link only shows a button, and a click on it counts: messengers open links, too."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from newscast.base.i18n import _
from newscast.desk.accounts import account_of, is_account_name, shown_as
from newscast.desk.devices import end_session
from newscast.desk.entering import SESSION_SECONDS, begin, come_as_guest, is_first, spend, spend_first
from newscast.desk.guests import invitation
from newscast.desk.passwords import is_right
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.knocking import LOOKING, Knock, opened
from newscast.review.door.limits import WRONG_ACCOUNT, WRONG_ADDRESS, WRONG_HERE, Limit, refuse_after
from newscast.review.door.pages import shown
from newscast.review.newsroom.reach import local_path


def by_password(knock: Knock) -> Response:
    """A form for name and password."""
    to = local_path(knock.request.query_params.get("to", "/"))
    if knock.request.method in LOOKING:
        return _asked(knock, to)
    name = knock.text("name").strip().lower()
    for limit, key in _counted(knock, name):
        refuse_after(knock.limits.wait(limit, key))
    with knock.office.people() as people:
        account = account_of(people, name)
        if not is_right(account, knock.text("password")) or account is None:
            waits = [
                knock.limits.take(limit, key) or knock.limits.wait(limit, key) for limit, key in _counted(knock, name)
            ]
            if account and waits[0]:
                people.note("newscast", "password-guessed", account=account.name, address=knock.address)
            return _asked(knock, to, _("Name and password do not belong together."), 403, name)
        session = begin(people, account, knock.device)
    return let_in(knock, session, to)


def by_link(knock: Knock) -> Response:
    """A GET shows a button; a POST spends the link's secret."""
    to = local_path(knock.request.query_params.get("to", "/"))
    if knock.request.method in LOOKING:
        return shown(knock.request, "enter_link.html", guest="", to=to)
    with knock.office.people() as people:
        session = spend(people, knock.request.path_params["secret"], knock.device)
    if session is None:
        knock.wrong()
        return _asked(knock, to, _("This link was used or is too old. Ask for a new one."), 403)
    return let_in(knock, session, to)


def by_invitation(knock: Knock) -> Response:
    """The same for a guest, whose link is good until it expires."""
    secret = knock.request.path_params["secret"]
    with knock.office.people() as people:
        found = invitation(people, secret)
        if found and knock.request.method in LOOKING:
            return shown(knock.request, "enter_link.html", guest=found.guest, to="")
        came = come_as_guest(people, secret, knock.device) if found else None
    if came is None:
        knock.wrong()
        message = _("This link is too old, or was taken back. Ask whoever sent it for a new one.")
        return shown(knock.request, "refused.html", 403, message=message)
    session, episode = came
    return let_in(knock, session, f"/e/{quote(episode)}")


def by_first_link(knock: Knock) -> Response:
    """Whoever starts the page for the first time makes the account that makes all others."""
    secret = knock.request.path_params["secret"]
    with knock.office.people() as people:
        if not is_first(people, secret):
            knock.wrong()
            message = _("This link was used or is too old. `newscast accounts link NAME` makes one for an account.")
            return shown(knock.request, "refused.html", 403, message=message)
        if knock.request.method in LOOKING:
            return shown(knock.request, "enter_first.html", message="", name="", shown_name="")
        name, called = knock.text("name").strip().lower(), shown_as(knock.text("shown"))
        if not is_account_name(name) or not called:
            message = _("Write a short name of small letters, digits, dots and dashes, and your whole name.")
            return shown(knock.request, "enter_first.html", 400, message=message, name=name, shown_name=called)
        session = spend_first(people, secret, name, called, knock.device)
    assert session
    return let_in(knock, session, "/")


def leave(visit: Visit) -> Response:
    """Sign this device out."""
    with visit.office.people() as people:
        end_session(people, visit.visitor.session, visit.visitor.name)
    visit.request.app.state.known.forget(visit.visitor.name)
    answer = RedirectResponse("/enter", 303)
    answer.delete_cookie(visit.office.cookie)
    return answer


def let_in(knock: Knock, session: str, to: str) -> Response:
    """Go on, with the session in this browser alone."""
    answer = RedirectResponse(to, 303)
    secure = knock.request.url.scheme == "https"
    answer.set_cookie(knock.office.cookie, session, int(SESSION_SECONDS), httponly=True, samesite="lax", secure=secure)
    return answer


def _counted(knock: Knock, name: str) -> tuple[tuple[Limit, str], ...]:
    """What a wrong password of this name counts for."""
    return (WRONG_HERE, f"{name} {knock.address}"), (WRONG_ACCOUNT, name), (WRONG_ADDRESS, knock.address)


def _asked(knock: Knock, to: str, message: str = "", status: int = 200, name: str = "") -> Response:
    return shown(knock.request, "enter.html", status, to=to, message=message, name=name)


ROUTES = (
    opened("/enter", by_password, ("GET", "POST")),
    opened("/enter/{secret}", by_link, ("GET", "POST")),
    opened("/g/{secret}", by_invitation, ("GET", "POST")),
    opened("/first/{secret}", by_first_link, ("GET", "POST")),
    guarded("/leave", leave, "self", ("POST",)),
)
