"""The typeface of the page: the files that come with the package, as they are, small on the way."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

WEIGHTS = {"regular": "SourceSansPro-Regular.ttf", "semibold": "SourceSansPro-Semibold.ttf"}
_YEAR = 365 * 86_400


def typeface(request: Request) -> Response:
    """One weight; 404 where it is none, or its package is not there: browsers write with another then."""
    found = _packed(request.path_params["weight"])
    if found is None:
        return Response(status_code=404)
    headers = {"cache-control": f"public, max-age={_YEAR}, immutable", "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found, headers=headers | {"content-encoding": "gzip"}, media_type="font/ttf")
    return Response(gzip.decompress(found), headers=headers, media_type="font/ttf")


@cache
def _packed(weight: str) -> bytes | None:
    spec = find_spec("font_source_sans_pro")
    if weight not in WEIGHTS or spec is None or spec.origin is None:
        return None
    try:
        return gzip.compress((Path(spec.origin).parent / "files" / WEIGHTS[weight]).read_bytes(), mtime=0)
    except OSError:
        return None


ROUTES = (Route("/typeface/{weight}.ttf", typeface),)
"""Open to everybody: the page on which people sign in is written with it."""
