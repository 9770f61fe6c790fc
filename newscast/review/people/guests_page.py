"""Links for guests and for reporters: made for one episode or one show’s inbox, listed, taken back."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from newscast.base.i18n import _
from newscast.desk.accounts import shown_as
from newscast.desk.entering import guest_name
from newscast.desk.guests import MOST_DAYS, guest_links, invite, withdraw
from newscast.desk.reporters import invite_reporter, reporter_links, withdraw_reporter
from newscast.review.door.clocks import briefly
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.newsroom.office import is_episode
from newscast.review.newsroom.reach import address_of
from newscast.show.load import shows
from newscast.watch.rundowns.editions import names_in

DAYS = (1, 3, 7, 14, 30)
"""What can be chosen; the usual one is the second."""
REPORTERS_DAYS = (1, 7, 30, 90, 180)
"""The same for reporters, who come in again and again by one link; the usual one is the third."""


def all_guests(visit: Visit) -> Response:
    return _shown(visit)


def invite_one(visit: Visit) -> Response:
    """A new link, shown once. Whoever may not approve cannot let a guest approve."""
    episode, guest = visit.text("episode"), shown_as(visit.text("guest"))
    if not is_episode(episode) or episode not in names_in(visit.office.root):
        raise RefusedError(404, _("There is no such episode."))
    if not guest:
        return _shown(visit, _("Write who it is for: the name stands beside what the guest says."), 400)
    may_approve = bool(visit.text("may_approve")) and visit.visitor.may("approve")
    with visit.office.people() as people:
        days = min(_days(visit, DAYS[1]), MOST_DAYS)
        secret = invite(people, episode, guest, days, may_approve, visit.visitor.name)
    return _shown(visit, link=address_of(visit.request, f"/g/{secret}"), guest=guest)


def invite_a_reporter(visit: Visit) -> Response:
    """A new link that brings files into a show's inbox, shown once."""
    show, reporter = visit.text("show"), shown_as(visit.text("reporter"))
    if show not in shows(visit.office.root):
        raise RefusedError(404, _("There is no such show."))
    if not reporter:
        return _shown(visit, _("Write who it is for: what comes by the link bears the name."), 400)
    with visit.office.people() as people:
        secret = invite_reporter(people, show, reporter, _days(visit, REPORTERS_DAYS[2]), visit.visitor.name)
    return _shown(visit, link=address_of(visit.request, f"/u/{secret}"), reporter=reporter)


def withdraw_a_reporter(visit: Visit) -> Response:
    """Nothing more comes by the link."""
    with visit.office.people() as people:
        if not withdraw_reporter(people, int(visit.request.path_params["link"]), visit.visitor.name):
            raise RefusedError(404, _("There is no such link any more."))
    return RedirectResponse("/guests", 303)


def _days(visit: Visit, usual: int) -> int:
    """For how many days a link is asked for."""
    days = visit.text("days")
    return int(days) if days.isascii() and days.isdecimal() and len(days) < 4 else usual


def withdraw_one(visit: Visit) -> Response:
    """Who came in by the link is out at once."""
    link = int(visit.request.path_params["link"])
    with visit.office.people() as people:
        found = next((each for each in guest_links(people) if each.id == link), None)
        if found is None:
            raise RefusedError(404, _("There is no such link any more."))
        withdraw(people, link, found.episode, visit.visitor.name)
    visit.request.app.state.known.forget(guest_name(link))
    of = f"?episode={quote(visit.text('of'))}" if visit.text("of") else ""
    return RedirectResponse(f"/guests{of}", 303)


def _shown(
    visit: Visit,
    message: str = "",
    status: int = 200,
    link: str = "",
    guest: str = "",
    reporter: str = "",
) -> Response:
    chosen = visit.text("episode") or visit.request.query_params.get("episode", "")
    names = sorted(names_in(visit.office.root), reverse=True)
    with visit.office.people() as people:
        links = guest_links(people, chosen or None)
        reporters = [] if chosen else reporter_links(people)
    return page(
        visit, "guests.html", status, links=links, names=names, chosen=chosen, message=message, link=link,
        guest=guest, days=DAYS, usual=DAYS[1], when=briefly, reporters=reporters, reporter=reporter,
        shows=shows(visit.office.root), reporters_days=REPORTERS_DAYS, reporters_usual=REPORTERS_DAYS[2],
    )  # fmt: skip


ROUTES = (
    guarded("/guests", all_guests, "invite", name="guests"),
    guarded("/guests", invite_one, "invite", ("POST",), name="guests_invite"),
    guarded("/guests/{link:int}/withdraw", withdraw_one, "invite", ("POST",), name="guests_withdraw"),
    guarded("/guests/reporters", invite_a_reporter, "invite", ("POST",), name="reporters_invite"),
    guarded("/guests/reporters/{link:int}/withdraw", withdraw_a_reporter, "invite", ("POST",), "reporters_withdraw"),
)
