"""The colour of a page: the show's primary, as light or dark as it takes to be read on every ground of each scheme."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newscast.base.contrast import READABLE, contrast, mixed, parts, written
from newscast.base.errors import FilesError
from newscast.base.status import status_of
from newscast.document.load import read_source
from newscast.document.nodes import Mapping
from newscast.review.newsroom.office import Office, is_episode
from newscast.show.load import KIT
from newscast.show.model import Colors
from newscast.show.newsroom import SHOWS

NEWSROOM = "newsroom"
"""What stands for a show where a page is of none: the newsroom's first."""
_CALM = 0.65
"""How saturated a colour is at most once it was made lighter or darker."""
_COLOR = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Scheme:
    """The greys that an accent stands on, as page.css has them; towards which lightness it goes until it can be read;
    what is written on it, and how much of it is in its tint."""

    grounds: tuple[str, ...]
    towards: float
    on: str
    tint: float


LIGHT = Scheme(("#ffffff", "#f5f6f7", "#eceef0"), 0.0, "#ffffff", 0.12)
DARK = Scheme(("#1b1f23", "#121518", "#252a2f"), 1.0, "#10161b", 0.14)


def accent(primary: str, scheme: Scheme) -> tuple[str, str]:
    """The colour nearest to `primary` that can be read on the grounds of a scheme and on its own tint; that tint."""
    hue, light, saturation = rgb_to_hls(*(part / 255 for part in parts(primary)))
    for percent in range(101):
        reached = light + (scheme.towards - light) * percent / 100
        found = written(hls_to_rgb(hue, reached, saturation if percent == 0 else min(saturation, _CALM)))
        tint = mixed(scheme.grounds[0], found, scheme.tint)
        if min(contrast(found, ground) for ground in (*scheme.grounds, tint, scheme.on)) >= READABLE:
            break
    return found, tint


def colours(request: Request) -> Response:
    """The style sheet of a show's colour; the package's where there is no such show, or it names none."""
    office: Office = request.app.state.office
    return Response(_sheet(primary_of(office, request.path_params["show"])), media_type="text/css")


def primary_of(office: Office, show: str) -> str:
    """The primary colour that a show's kit writes, the package's otherwise; of the newsroom that of its first show."""
    folder = office.root / SHOWS
    if show == NEWSROOM and not (folder / show).is_dir():
        shows = sorted(each.parent.name for each in folder.glob(f"*/{KIT}"))
        show = shows[0] if shows else show
    kit = folder / show / KIT
    return _primary(kit, tuple(status_of(kit) or ())) if is_episode(show) else Colors().primary


@lru_cache(maxsize=256)
def _primary(kit: Path, status: tuple[int, ...]) -> str:
    try:
        named = read_source(kit, []).top.get("colors") if status else None
    except FilesError:
        named = None
    found = str(named.get("primary")) if isinstance(named, Mapping) else ""
    return found if _COLOR.fullmatch(found) else Colors().primary


@lru_cache(maxsize=256)
def _sheet(primary: str) -> str:
    light, dark = (_rules(*accent(primary, scheme), scheme.on) for scheme in (LIGHT, DARK))
    return f"@media screen {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"


def _rules(found: str, tint: str, on: str) -> str:
    return f":root {{ --accent: {found}; --accent-tint: {tint}; --on-accent: {on}; }}"


ROUTES = (Route("/colours/{show}.css", colours),)
"""Open to everybody: it tells a colour, and of a show that is not there the same as of one without colours."""
