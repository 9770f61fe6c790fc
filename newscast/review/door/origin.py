"""Whether a request that changes something was sent by a page of ours, and by none of another site.

Browsers say where a request comes from (`Origin`, `Sec-Fetch-Site`), and no page can make them say otherwise. What says
nothing is no browser of these years; the token of the form is asked for all the same.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.requests import Request

from newscast.base.i18n import _
from newscast.review.door.wrong import RefusedError
from newscast.review.newsroom.reach import hosts_of

_OWN = ("same-origin", "none")
_USUAL_PORTS = {"http": 80, "https": 443}


def refuse_foreign(request: Request) -> None:
    """Raises RefusedError where another site sent this."""
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    if site not in _OWN or (origin is not None and _host(origin) not in hosts_of(request)):
        raise RefusedError(403, _("This was sent by another site, and nothing was done."))


def refuse_without_token(request: Request, secret: str, sent: object) -> None:
    """Raises RefusedError where neither the form nor a header has the token of this session."""
    given = sent or request.headers.get("x-newscast-token", "")
    if not hmac.compare_digest(str(given).encode("utf-8", "replace"), token_of(secret).encode()):
        raise RefusedError(
            403, _("This was not sent by this page, or the page is too old. Load it again, then try again.")
        )


def token_of(secret: str) -> str:
    """The token of a session's forms."""
    return hmac.new(secret.encode(), b"form", sha256).hexdigest()


def _host(origin: str) -> str:
    """Host and port as a browser writes them in `Host`, without the usual port; "" for none such as `null`."""
    try:
        parts = urlsplit(origin)
        usual = parts.port in (None, _USUAL_PORTS.get(parts.scheme))
    except ValueError:
        return ""
    name = (parts.hostname or "").lower()
    name = f"[{name}]" if ":" in name else name
    return name if usual or not name else f"{name}:{parts.port}"
