"""The page as one application: all addresses, and what holds for every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from newscast.base.errors import MachineError
from newscast.review.approval import approval_page
from newscast.review.beginning import beginning_page, new_story_page
from newscast.review.board import board_page
from newscast.review.board.boards import Boards
from newscast.review.comments import comment_lists, comments_page
from newscast.review.door import colours, language, typeface
from newscast.review.door.failing import bug, machine_failed, no_page
from newscast.review.door.forwarded import Forwarded, Network, Unambiguous
from newscast.review.door.headers import Headers
from newscast.review.door.limits import Limits
from newscast.review.door.pages import prepare_templates
from newscast.review.episode import attachments
from newscast.review.episode.figures import figures_in
from newscast.review.export import export_page
from newscast.review.files import attaching_page, clips_page, taking_back_page, unused_list, unused_page, uploads_page
from newscast.review.files.housekeeping import tidied
from newscast.review.files.protocol import make_judges
from newscast.review.first import first_part
from newscast.review.law import law_page, law_part
from newscast.review.mending import editing_page, edits_page, form_page, form_tried
from newscast.review.mending.keeping import settle_all
from newscast.review.mending.saves_seen import saves_seen
from newscast.review.newsroom.known import Known
from newscast.review.newsroom.news import reporter_of
from newscast.review.newsroom.office import Office
from newscast.review.own_files import STATIC
from newscast.review.people import account_page, accounts_page, audit_page, entering, guests_page, reporter_door
from newscast.review.player import episode_page, sides_page
from newscast.review.playing import media
from newscast.review.playing.ahead import made_ahead
from newscast.review.playing.workshop import Workshop
from newscast.review.script import script_page
from newscast.review.search import search_page
from newscast.review.search.searching import index_of
from newscast.review.today import events_page, newsroom_page, rundown_page
from newscast.review.versions import compare

PAGES = (
    typeface,
    colours,
    language,
    entering,
    newsroom_page,
    rundown_page,
    beginning_page,
    unused_list,
    episode_page,
    approval_page,
    script_page,
    board_page,
    media,
    sides_page,
    attachments,
    events_page,
    export_page,
    taking_back_page,
    search_page,
    first_part,
    law_part,
    law_page,
    compare,
    comments_page,
    comment_lists,
    form_page,
    form_tried,
    new_story_page,
    clips_page,
    edits_page,
    account_page,
    accounts_page,
    guests_page,
    audit_page,
    unused_page,
    uploads_page,
    reporter_door,
    attaching_page,
    editing_page,
)
"""Every module with addresses, each in its `ROUTES`."""

_FAILING: Mapping[Any, Any] = {HTTPException: no_page, MachineError: machine_failed, Exception: bug}


def make_app(office: Office, proxies: Sequence[Network] = ()) -> Starlette:
    """The application that serves this newsroom; besides programs of this machine these `proxies` are trusted."""
    routes = [route for module in PAGES for route in module.ROUTES]
    files = StaticFiles(directory=STATIC)
    # Pages are not packed: they hold the token of their forms beside words that come in by an address.
    static = Mount("/static", GZipMiddleware(files, minimum_size=1000, compresslevel=6), name="static")
    middleware = [Middleware(Forwarded, proxies), Middleware(Headers), Middleware(Unambiguous)]
    app = Starlette(routes=[*routes, static], middleware=middleware, exception_handlers=_FAILING, lifespan=_lifespan)
    app.state.office = office
    app.state.known = Known()
    app.state.limits = Limits()
    app.state.workshop = Workshop()
    app.state.judges = make_judges()
    app.state.boards = Boards()
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Reads what hundreds of episodes are before the first one asks, who is let in meanwhile."""
    Thread(target=_prepare, args=(app.state.office,), name="prepare", daemon=True).start()
    office = app.state.office
    with tidied(office, app.state.judges), saves_seen(office), made_ahead(office, app.state.workshop):
        yield
    app.state.judges.close()
    app.state.workshop.close()
    app.state.boards.close()


def _prepare(office: Office) -> None:
    prepare_templates()
    with suppress(MachineError), office.people() as people:
        settle_all(office.root, people)
    figures_in("4,200", office.newsroom().language)
    index_of(office.root).follow(reporter_of(office).shelf())
