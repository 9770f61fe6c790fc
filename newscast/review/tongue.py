"""The language of a page: that of the account, else the first one of the browser's that there is, else the office's."""

from __future__ import annotations

import re

from starlette.requests import Request

from newscast.base.i18n import LANGUAGES
from newscast.review.access import Visitor
from newscast.review.office import Office


def tongue_of(request: Request, visitor: Visitor | None) -> str:
    """A two-letter code of LANGUAGES, or the office's language."""
    if visitor and visitor.language:
        return visitor.language
    for wanted in re.findall(r"\b([a-z]{2})\b(?:-\w+)?", request.headers.get("accept-language", "").lower()):
        if wanted in LANGUAGES:
            return str(wanted)
    office: Office = request.app.state.office
    return office.newsroom().language
