"""What is answered where something cannot be shown or done, in words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newscast.review.pages import shown


class RefusedError(Exception):
    """A request that is refused: an HTTP status, and why in the visitor's language."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def refused_page(request: Request, refused: RefusedError) -> Response:
    """A page for people, JSON `{"message": ...}` for scripts."""
    if "text/html" in request.headers.get("accept", ""):
        return shown(request, "refused.html", status=refused.status, message=refused.message)
    return JSONResponse({"message": refused.message}, refused.status)
