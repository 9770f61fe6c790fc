"""Pages from templates: HTML that is escaped, in the visitor's language, with what every page has."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from newscast.base.i18n import _, language, ngettext
from newscast.review.door.menu import leaving, menu, role_words
from newscast.review.newsroom.news import reporter_of
from newscast.review.own_files import templates_with

if TYPE_CHECKING:
    from newscast.review.door.guard import Visit


def page(visit: Visit, template: str, status: int = 200, since: str = "", **values: Any) -> HTMLResponse:
    """A page for somebody who is signed in; templates see `visit` and these values. What is new is told `since` the
    values were found out: since now unless said."""
    told = {"since": since or news_since(visit), "events": _events(visit)}
    return shown(visit.request, template, status, visit=visit, **told, **values)


def shown(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for whoever asks."""
    office = request.app.state.office.newsroom().name
    told = {"visit": None, "request": request, "office": office, "language": language(), **values}
    return HTMLResponse(_templates().get_template(template).render(told), status)


def drawn(template: str, **values: Any) -> Markup:
    """A part of a page that shows these values and nothing else, in the language that is spoken: of equal ones it is
    drawn once, whoever looks."""
    told = tuple(values.items())
    try:
        hash(told)
    except TypeError:
        return _drawn.__wrapped__(template, language(), told)
    return _drawn(template, language(), told)


@lru_cache(maxsize=1000)
def _drawn(template: str, _language: str, values: tuple[tuple[str, Any], ...]) -> Markup:
    return Markup(_templates().get_template(template).render(dict(values)))


def prepare_templates() -> None:
    """Compile all templates, so that whoever comes first does not wait for that."""
    for name in _templates().list_templates(["html"]):
        _templates().get_template(name)


def news_since(visit: Visit) -> str:
    """From where on a page that is made now has to ask what is new: to be had before what it shows is found out."""
    return str(reporter_of(visit.office).cursor())


def _events(visit: Visit) -> str:
    """Where a page asks what is new: all pages of an episode ask for that alone."""
    episode = visit.request.path_params.get("episode")
    return f"/e/{quote(episode)}/events" if episode else "/events"


@cache
def _templates() -> Environment:
    return templates_with(
        _=_, ngettext=ngettext, icon=icon, drawn=drawn, menu=menu, leaving=leaving, role_words=role_words
    )


@cache
def icon(name: str) -> Markup:
    """A picture of static/icons.svg that says nothing the words beside it do not."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#{}"></use></svg>').format(name)
