"""The contact sheet of a kit's graphics as HTML: one file with all in it, and a page that changes by itself."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from newscast.base.canvas import DESIGN_SIZES, shape_of
from newscast.base.i18n import _, language, ngettext
from newscast.review.door.headers import Headers
from newscast.review.door.receiving import SMALL, received_with
from newscast.review.door.wrong import RefusedError
from newscast.review.own_files import STATIC, templates_with

_WAIT = 25.0
"""Seconds for which a page waits for news before it asks again."""
_EVERY, _STILL_THERE = 0.05, 20
"""Seconds from one look for news to the next; and after how many looks it is asked whether the page is still there,
which costs more than all of these."""


@dataclass(frozen=True)
class Plate:
    """A picture of the sheet: which graphic, on which canvas, with which texts, and what is wrong with it, a line each;
    `picture` is a PNG, b"" where it could not be drawn, or is `due` and was not drawn yet."""

    graphic: str
    canvas: str
    length: str
    picture: bytes = b""
    wrong: tuple[str, ...] = ()
    due: bool = False

    @property
    def name(self) -> str:
        return f"{self.graphic}-{self.canvas}-{self.length}"


class Sheet:
    """Plates by name, each with the number of the change in which it came; safe to use from several threads."""

    def __init__(self, title: str, plates: Iterable[Plate] = ()) -> None:
        self.title = title
        self._plates: dict[str, tuple[int, Plate]] = {}
        self._lock = threading.Lock()
        self.change = 0
        self.mark = secrets.token_hex(8)
        """Another one for each sheet, and after plates were let go of: a page that has another is loaded anew."""
        self.kit: tuple[str, ...] = ()
        """What is wrong with the show itself, so that nothing is drawn again, a line each."""
        self.in_view: frozenset[str] = frozenset()
        """The graphics on canvases (`table-square`) that a page shows just now."""
        for plate in plates:
            self.put(plate)

    def put(self, plate: Plate) -> None:
        """Show a plate in the place of the one of its name; the same again is no change."""
        with self._lock:
            before = self._plates.get(plate.name)
            if before is None or before[1] != plate:
                self.change += 1
                self._plates[plate.name] = self.change, plate

    def keep(self, plates: Iterable[Plate]) -> None:
        """Let go of all plates but those of these names, whose order is that of the sheet from now on; those that are
        not there yet are shown as they are given."""
        with self._lock:
            before, kept = self._plates, {each.name: each for each in plates}
            change = self.change + (kept.keys() != before.keys())
            self._plates = {name: before.get(name, (change, each)) for name, each in kept.items()}
            self.change = change
            if before.keys() - kept.keys():
                self.mark = secrets.token_hex(8)

    def tell_kit(self, lines: Iterable[str] = ()) -> None:
        """Say above the plates what is wrong with the show itself, or that it is right again."""
        with self._lock:
            before, self.kit = self.kit, tuple(lines)
            self.change += before != self.kit

    def plates(self, since: int = 0) -> list[tuple[int, Plate]]:
        """Those that came after a change, in the order of the sheet."""
        with self._lock:
            return [each for each in self._plates.values() if each[0] > since]

    def one(self, name: str) -> Plate | None:
        with self._lock:
            found = self._plates.get(name)
        return found[1] if found else None


def sheet_file(sheet: Sheet) -> str:
    """One HTML file with all pictures in it."""

    def source(plate: Plate, _change: int) -> str:
        return f"data:image/png;base64,{base64.b64encode(plate.picture).decode()}" if plate.picture else ""

    style = (STATIC / "graphics.css").read_text(encoding="utf-8")
    return _page(sheet, source, style)


def sheet_app(sheet: Sheet) -> Starlette:
    """The page for this machine alone: it asks for what changed, and shows that in place."""

    def source(plate: Plate, change: int) -> str:
        return f"/picture/{plate.name}.png?{change}" if plate.picture else ""

    async def page(_request: Request) -> Response:
        return HTMLResponse(_page(sheet, source, ""))

    async def news(request: Request) -> Response:
        since = int(request.query_params.get("since", "0"))
        mark = request.query_params.get("mark", sheet.mark)
        for turn in range(round(_WAIT / _EVERY)):
            if sheet.change > since or sheet.mark != mark:
                break
            if turn % _STILL_THERE == 0 and await request.is_disconnected():
                break
            await asyncio.sleep(_EVERY)
        change, plates = sheet.change, sheet.plates(since)
        told = [{"name": each.name, "html": _plate(each, number, source)} for number, each in plates]
        return JSONResponse({"mark": sheet.mark, "change": change, "plates": told, "wrong": _wrong(sheet)})

    async def picture(request: Request) -> Response:
        plate = sheet.one(request.path_params["name"])
        if plate is None or not plate.picture:
            return Response(status_code=404)
        return Response(plate.picture, media_type="image/png")

    async def in_view(request: Request) -> Response:
        try:
            sent = (await received_with(request, SMALL)).body
        except RefusedError as refused:
            return Response(refused.message, refused.status)
        sheet.in_view = frozenset(str(sent.get("rows", "")).split())
        return Response(status_code=204)

    routes = [Route("/", page), Route("/news", news), Route("/picture/{name}.png", picture)]
    routes += [Route("/in-view", in_view, methods=["POST"])]
    routes += [Route(f"/{name}", _static(name, kind)) for name, kind in _STATIC.items()]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    return Starlette(routes=routes, middleware=[hosts, Middleware(Headers)])


_STATIC = {"graphics.css": "text/css", "graphics.js": "text/javascript"}
Source = Callable[[Plate, int], str]


def _static(name: str, kind: str) -> Callable[[Request], Any]:
    async def answer(_request: Request) -> Response:
        return Response((STATIC / name).read_bytes(), media_type=kind)

    return answer


def _page(sheet: Sheet, source: Source, style: str) -> str:
    graphics: dict[str, dict[str, list[Markup]]] = {}
    for number, plate in sheet.plates():
        graphics.setdefault(plate.graphic, {}).setdefault(plate.canvas, []).append(_plate(plate, number, source))
    told = {
        "title": sheet.title,
        "graphics": graphics,
        "wrong": _wrong(sheet),
        "change": sheet.change,
        "mark": sheet.mark,
        "style": Markup("<style>\n{}\n</style>").format(Markup(style)) if style else "",
        "language": language(),
    }
    return _templates().get_template("graphics.html").render(told)


def _plate(plate: Plate, number: int, source: Source) -> Markup:
    width, height = DESIGN_SIZES[plate.canvas]
    told = {"plate": plate, "source": source(plate, number), "said": lengths()[plate.length]}
    told |= {"width": width, "height": height}
    return Markup(_templates().get_template("part/graphic.html").render(told))


def _wrong(sheet: Sheet) -> str:
    if sheet.kit:
        return "\n".join(sheet.kit)
    plates = [plate for _number, plate in sheet.plates()]
    count, due = sum(len(plate.wrong) for plate in plates), sum(plate.due for plate in plates)
    told = ngettext("{count} thing is wrong.", "{count} things are wrong.", count).format(count=count) if count else ""
    if due:
        left = ngettext("{count} picture is still to be drawn.", "{count} pictures are still to be drawn.", due)
        return f"{left.format(count=due)} {told}".rstrip()
    return told or _("Nothing is wrong.")


def lengths() -> Mapping[str, str]:
    """What people call the texts."""
    return {"short": _("short texts"), "long": _("long texts"), "torturous": _("texts at their worst")}


@cache
def _templates() -> Environment:
    return templates_with(_=_, shape_of=shape_of, json=json)
