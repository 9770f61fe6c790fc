"""What is answered where something cannot be shown or done, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newscast.base.errors import FilesError
from newscast.review.door.pages import shown


class RefusedError(Exception):
    """A request that is refused: an HTTP status, and why in the visitor's language; seconds `after` which to try again,
    where that helps; and what else scripts are `told`."""

    def __init__(
        self, status: int, message: str, after: float | None = None, told: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.after = after
        self.told = dict(told or {})


def words_of(error: FilesError) -> str:
    """What is wrong in the newsroom's files, and how to mend it."""
    return " ".join(f"{each.message} {each.hint}".strip() for each in error.problems)


def refused_page(request: Request, refused: RefusedError) -> Response:
    """A page for people, JSON `{"message": ...}` for scripts."""
    if "text/html" in request.headers.get("accept", ""):
        answer: Response = shown(request, "refused.html", status=refused.status, message=refused.message)
    else:
        answer = JSONResponse({**refused.told, "message": refused.message}, refused.status)
    if refused.after is not None:
        answer.headers["retry-after"] = str(math.ceil(refused.after))
    return answer
