"""The accounts, for those who look after them."""

from __future__ import annotations

from starlette.responses import Response

from newscast.base.i18n import _
from newscast.desk.accounts import (
    ROLES,
    Account,
    Role,
    account_of,
    accounts,
    add_account,
    change_account,
    is_account_name,
    remove_account,
    set_password,
    shown_as,
)
from newscast.desk.devices import devices
from newscast.desk.entering import make_sign_in
from newscast.desk.people import People
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.newsroom.reach import address_of


def all_accounts(visit: Visit) -> Response:
    return _shown(visit)


def add(visit: Visit) -> Response:
    """A new account, and the link by which its owner comes in."""
    name, called, role = visit.text("name").strip().lower(), shown_as(visit.text("shown")), _role(visit)
    if not is_account_name(name) or not called:
        message = _("Write a short name of small letters, digits, dots and dashes, and the whole name.")
        return _shown(visit, message, 400)
    with visit.office.people() as people:
        if account_of(people, name):
            return _shown(visit, _("There is an account “{name}” already.").format(name=name), 409)
        account = add_account(people, name, called, role, visit.visitor.name)
        secret = make_sign_in(people, account, visit.visitor.name)
    return _shown(visit, link_for=account, secret=secret)


def change(visit: Visit) -> Response:
    """Another whole name or role."""
    role = _role(visit)
    with visit.office.people() as people:
        account = _account(visit, people)
        if account.name == visit.visitor.name and role != account.role:
            raise RefusedError(409, _("Your own role is changed by another director, so that there is always one."))
        change_account(people, account, shown_as(visit.text("shown")) or account.shown, role, visit.visitor.name)
    return _after(visit, account)


def remove(visit: Visit) -> Response:
    """Nobody comes in by it any more."""
    with visit.office.people() as people:
        account = _account(visit, people)
        if account.name == visit.visitor.name:
            raise RefusedError(409, _("Your own account is removed by another director, so that there is always one."))
        remove_account(people, account, visit.visitor.name)
    return _after(visit, account)


def new_link(visit: Visit) -> Response:
    """Another personal link; with `reset` in place of everything by which somebody could come in before."""
    with visit.office.people() as people:
        account = _account(visit, people)
        if visit.text("reset"):
            keep = visit.visitor.session if account.name == visit.visitor.name else None
            set_password(people, account, None, visit.visitor.name, keep=keep)
        secret = make_sign_in(people, account, visit.visitor.name)
    visit.request.app.state.known.forget(account.name)
    return _shown(visit, link_for=account, secret=secret)


def _after(visit: Visit, account: Account) -> Response:
    visit.request.app.state.known.forget(account.name)
    return _shown(visit)


def _shown(
    visit: Visit, message: str = "", status: int = 200, link_for: Account | None = None, secret: str = ""
) -> Response:
    with visit.office.people() as people:
        listed = [(each, len(devices(people, each))) for each in accounts(people)]
    link = address_of(visit.request, f"/enter/{secret}") if secret else ""
    return page(
        visit, "accounts.html", status, listed=listed, roles=ROLES, message=message, link_for=link_for, link=link
    )


def _account(visit: Visit, people: People) -> Account:
    found = account_of(people, visit.request.path_params["name"])
    if found is None:
        raise RefusedError(404, _("There is no such account."))
    return found


def _role(visit: Visit) -> Role:
    chosen = next((role for role in ROLES if role == visit.text("role")), None)
    if chosen is None:
        raise RefusedError(400, _("Choose a role."))
    return chosen


ROUTES = (
    guarded("/accounts", all_accounts, "manage", name="accounts"),
    guarded("/accounts", add, "manage", ("POST",), name="accounts_add"),
    guarded("/accounts/{name}", change, "manage", ("POST",), name="accounts_change"),
    guarded("/accounts/{name}/remove", remove, "manage", ("POST",), name="accounts_remove"),
    guarded("/accounts/{name}/link", new_link, "manage", ("POST",), name="accounts_link"),
)
