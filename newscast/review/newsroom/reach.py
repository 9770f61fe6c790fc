"""How the page is reached: by the address that newsroom.yaml gives, else as the request that asks came here."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.requests import Request

from newscast.review.newsroom.office import Office


def address_of(request: Request, path: str = "/") -> str:
    """The whole address of one of our paths, for links that people send each other."""
    office: Office = request.app.state.office
    own = office.newsroom().url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{own.rstrip('/')}{quote(path)}"


def hosts_of(request: Request) -> set[str]:
    """Hosts, with a port where it is not the usual one, under which this page is asked for."""
    office: Office = request.app.state.office
    host = request.headers.get("host", "").lower()
    usual = ":443" if request.url.scheme == "https" else ":80"
    return {host.removesuffix(usual), host.removesuffix(":443")} | _host_of(office.newsroom().url)


def _host_of(url: str | None) -> set[str]:
    return {urlsplit(url).netloc.lower()} if url else set()


def local_path(text: str) -> str:
    """Where to go on after coming in: a path of ours, `/` where this is none."""
    plain = text.startswith("/") and not text.startswith("//") and "\\" not in text and text.isprintable()
    return text if plain and len(text) < 1000 else "/"
