"""The page as one application: all addresses, and what holds for every answer."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from newscast.review import (
    attachments,
    colours,
    entering,
    episode_page,
    events_page,
    language,
    media,
    newsroom_page,
    typeface,
)
from newscast.review.known import Known
from newscast.review.limits import Limits
from newscast.review.office import Office

PAGES = (entering, newsroom_page, episode_page, media, attachments, typeface, colours, language, events_page)
"""Every module with addresses, each in its `ROUTES`."""


def make_app(office: Office) -> Starlette:
    """The application that serves this newsroom."""
    routes = [route for module in PAGES for route in module.ROUTES]
    static = Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app = Starlette(routes=[*routes, static])
    app.state.office = office
    app.state.known = Known()
    app.state.limits = Limits()
    return app
