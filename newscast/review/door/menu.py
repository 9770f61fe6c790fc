"""The menu of an account: the pages that whoever came in may see, of those that there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request

from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.review.door.guard import Visit

LEAVE = "/leave"
"""Where somebody signs out, by a POST."""


@dataclass(frozen=True)
class Item:
    address: str
    icon: str
    words: str


def menu(visit: Visit) -> list[Item]:
    """The pages of this newsroom for this visitor."""
    return [item for item in _items() if is_there(visit, item.address)]


def leaving(request: Request) -> str:
    """Where somebody signs out; empty where there is nothing of the kind."""
    return LEAVE if any(getattr(route, "path", "") == LEAVE for route in request.app.routes) else ""


def role_words(role: str) -> str:
    """A role as people call it."""
    named = {"producer": _("Producer"), "editor": _("Editor"), "director": _("Director"), "guest": _("Guest")}
    return named.get(role, role)


def _items() -> Iterator[Item]:
    yield Item("/comments", "comment", _("Comments"))
    yield Item("/guests", "link", _("Links for guests and reporters"))
    yield Item("/accounts", "people", _("Accounts"))
    yield Item("/audit", "list", _("What was done"))
    yield Item("/law", "people", _("Elected officials"))
    yield Item("/me", "key", _("My account"))


def is_there(visit: Visit, address: str) -> bool:
    """Whether there is such a page, by its address as routes have it, and it may be seen."""
    for route in visit.request.app.routes:
        if getattr(route, "path", "") == address and "GET" in (getattr(route, "methods", None) or ()):
            right = getattr(route.endpoint, "right", None)
            return right is None or visit.visitor.may(right)
    return False
