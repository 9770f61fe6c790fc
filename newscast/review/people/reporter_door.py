"""A reporter's link: a page that brings files into the inbox of one show, and sees nothing of the newsroom.

Looking at it spends nothing, and no session comes of it: the link itself is what every request of the page is sent to.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.responses import JSONResponse, Response

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.base.moments import short
from newscast.base.sizes import size_text
from newscast.desk.accounts import shown_as
from newscast.desk.reporters import ReporterLink, reporter_of
from newscast.review.door.knocking import Knock, opened
from newscast.review.door.limits import BEGUN, CHANGES, PIECES, Limit, refuse_after
from newscast.review.door.pages import shown
from newscast.review.door.receiving import PIECE
from newscast.review.door.wrong import RefusedError
from newscast.review.files import protocol
from newscast.review.files.bringing import MOST_BYTES, Sender
from newscast.review.files.landing import send
from newscast.show.load import load_show, media_roots, shows

_LONGEST = 20_000
"""Characters of a note: five minutes of copy are a quarter of it."""
_MOST_FILES = 60


def page(knock: Knock) -> Response:
    """What a reporter sees: what to choose, and what becomes of it."""
    link, office = _link(knock), knock.office
    newsroom = office.newsroom()
    kit = load_show(office.root, link.show, media_roots(office.root, newsroom), Place(office.root), [], newsroom)
    until = short(link.expires, time.time(), office.zone())
    return shown(
        knock.request, "reporter.html", reporter=link.reporter, show=link.show, named=kit.name if kit else link.show,
        address=knock.request.url.path, most=size_text(MOST_BYTES), until=until,
    )  # fmt: skip


def begin(knock: Knock) -> Response:
    """Announce a file."""
    return protocol.announced(knock.request, knock.office, _sender(_link(knock)), knock.body)


def standing(knock: Knock) -> Response:
    return protocol.standing(knock.request, knock.office, _sender(_link(knock)))


def piece(knock: Knock) -> Response:
    return protocol.piece(knock.request, knock.office, _sender(_link(knock)), knock.data)


def drop(knock: Knock) -> Response:
    return protocol.dropped(knock.request, knock.office, _sender(_link(knock)))


def sent(knock: Knock) -> Response:
    """What came together, with a title and a note, goes into the inbox."""
    link, body = _link(knock), knock.body
    files, title, note = body.get("files"), body.get("title", ""), body.get("note", "")
    is_list = isinstance(files, list) and len(files) <= _MOST_FILES and all(isinstance(each, str) for each in files)
    if not is_list or not isinstance(title, str) or not isinstance(note, str) or len(note) > _LONGEST:
        raise RefusedError(400, _("What was sent cannot be read."))
    assert isinstance(files, list)
    send(knock.office, _sender(link), link.reporter, files, shown_as(title), note)
    return JSONResponse({"message": _("It has arrived. Thank you.")})


def _counted(limit: Limit) -> Callable[[Knock], None]:
    """Refuses, before anything is read, who has no link that is good, or sends too often."""

    def refuse(knock: Knock) -> None:
        refuse_after(knock.limits.take(limit, _link(knock).name))

    return refuse


def _link(knock: Knock) -> ReporterLink:
    with knock.office.people() as people:
        link = reporter_of(people, knock.request.path_params["secret"])
    if link is None or link.show not in shows(knock.office.root):
        knock.wrong()
        message = _("This link is too old, or was taken back. Ask the newsroom for a new one.")
        raise RefusedError(403, message)
    return link


def _sender(link: ReporterLink) -> Sender:
    return Sender(link.name, "show", link.show)


_DOOR = "/u/{secret}"
_UPLOAD = _DOOR + "/uploads/{upload}"

ROUTES = (
    opened(_DOOR, page, ("GET",), "reporter"),
    opened(_DOOR + "/uploads", begin, ("POST",), "reporter_begin", before=_counted(BEGUN)),
    opened(_UPLOAD, standing, ("GET",), "reporter_standing"),
    opened(_UPLOAD, piece, ("PATCH",), "reporter_piece", PIECE, _counted(PIECES)),
    opened(_UPLOAD, drop, ("DELETE",), "reporter_drop", before=_counted(CHANGES)),
    opened(_DOOR + "/sent", sent, ("POST",), "reporter_sent", before=_counted(CHANGES)),
)
"""Open to everybody: each asks for a link that is good before it reads what was sent."""
