"""One's own account: the devices that are signed in, and the password."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from newscast.base.i18n import _
from newscast.desk.accounts import Account, account_of, set_password
from newscast.desk.devices import devices, end_device
from newscast.desk.passwords import SHORTEST, hashed, is_password, is_right
from newscast.desk.people import People
from newscast.review.door.clocks import briefly
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.limits import WRONG_ACCOUNT, refuse_after
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.newsroom.agents import device_words


def own_account(visit: Visit) -> Response:
    return _shown(visit)


def end_one(visit: Visit) -> Response:
    """Sign out one of one's devices."""
    with visit.office.people() as people:
        end_device(people, int(visit.request.path_params["session"]), _own(visit, people), visit.visitor.name)
    visit.request.app.state.known.forget(visit.visitor.name)
    return RedirectResponse("/me", 303)


def change_password(visit: Visit) -> Response:
    """Another password, for who knows the one there is, or has none yet; other devices are signed out."""
    limits, name, chosen = visit.request.app.state.limits, visit.visitor.name, visit.text("password")
    with visit.office.people() as people:
        account = _own(visit, people)
        refuse_after(limits.wait(WRONG_ACCOUNT, name))
        if account.password and not is_right(account, visit.text("before")):
            limits.take(WRONG_ACCOUNT, name)
            return _shown(visit, _("That is not the password you have now."), 403)
        if not is_password(chosen, name):
            message = _("A password has at least {count} characters, of more than three kinds. Several words are best.")
            return _shown(visit, message.format(count=SHORTEST), 400)
        set_password(people, account, hashed(chosen), name, keep=visit.visitor.session)
    visit.request.app.state.known.forget(visit.visitor.name)
    return _shown(visit, done=_("The password is set. Your other devices are signed out."))


def _shown(visit: Visit, message: str = "", status: int = 200, done: str = "") -> Response:
    with visit.office.people() as people:
        account = None if visit.visitor.is_guest else _own(visit, people)
        listed = devices(people, account) if account else []
    return page(
        visit,
        "account.html",
        status,
        account=account,
        devices=listed,
        message=message,
        done=done,
        when=briefly,
        device_words=device_words,
    )


def _own(visit: Visit, people: People) -> Account:
    found = account_of(people, visit.visitor.name)
    if found is None or visit.visitor.is_guest:
        raise RefusedError(404, _("There is no such page."))
    return found


ROUTES = (
    guarded("/me", own_account, "self"),
    guarded("/me/devices/{session:int}/end", end_one, "self", ("POST",)),
    guarded("/me/password", change_password, "self", ("POST",)),
)
