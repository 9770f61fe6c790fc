"""Answers where something failed: in words, with what the authors need to know in a log and never on the page."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from newscast.base.errors import MachineError
from newscast.base.i18n import _, speaking
from newscast.review.door.headers import complete
from newscast.review.door.tongue import tongue_of
from newscast.review.door.wrong import RefusedError, refused_page

_log = logging.getLogger(__name__)


def no_page(request: Request, error: Exception) -> Response:
    """No such address, or none that takes this method."""
    assert isinstance(error, HTTPException)
    with speaking(tongue_of(request)):
        words = {404: _("There is no such page."), 405: _("This address does not take that.")}
        status = error.status_code
        answer = refused_page(request, RefusedError(status, words.get(status, _("What was sent cannot be read."))))
    answer.headers.update(error.headers or {})
    return answer


def machine_failed(request: Request, error: Exception) -> Response:
    """The disk, or a program beside us, did not do its part."""
    assert isinstance(error, MachineError)
    _log.error("%s %s: %s %s", request.method, request.url.path, error, error.log)
    with speaking(tongue_of(request)):
        return refused_page(request, RefusedError(503, str(error)))


def bug(request: Request, error: Exception) -> Response:
    """Anything else."""
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    with speaking(tongue_of(request)):
        message = _("Something went wrong here, and was written down in desk/page.log. Try again.")
        answer = refused_page(request, RefusedError(500, message))
    # It is answered outside all that gives answers their headers.
    complete(answer.headers)
    return answer
