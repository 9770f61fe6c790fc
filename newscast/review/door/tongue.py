"""The language of a page: the one chosen on it, else that of the browser, of the office."""

from __future__ import annotations

import re

from starlette.requests import Request

from newscast.base.i18n import LANGUAGES
from newscast.review.newsroom.office import Office

TONGUE = "newscast-language"
"""The cookie with the language that was chosen on the page."""


def tongue_of(request: Request) -> str:
    """A two-letter code of LANGUAGES, or the office's language; of a browser's the first that there is."""
    chosen = request.cookies.get(TONGUE)
    if chosen in LANGUAGES:
        return str(chosen)
    for wanted in re.findall(r"\b([a-z]{2})\b(?:-\w+)?", request.headers.get("accept-language", "").lower()):
        if wanted in LANGUAGES:
            return str(wanted)
    office: Office = request.app.state.office
    return office.newsroom().language
