"""Answers about what is being made: how it stands, or the thing itself as soon as it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from newscast.base.i18n import language, speaking
from newscast.review.playing.workshop import Job

_PATIENCE = 20.0
"""Seconds for which an answer is kept waiting; proxies give up after 30 or more."""


def under_way(job: Job) -> Response:
    """How it stands: 202, or 500 where it failed."""
    headers = {"cache-control": "no-store"} | ({} if job.state == "failed" else {"retry-after": "1"})
    return JSONResponse(job.as_json(), 500 if job.state == "failed" else 202, headers)


class Awaited(Response):
    """What a job makes, as `made` gives it once it is there; where it fails, what stands `instead` of it. No thread is
    held meanwhile, however many wait."""

    def __init__(
        self, job: Job, made: Callable[[], Response | None], instead: Callable[[], Response] | None = None
    ) -> None:
        super().__init__()
        self._job = job
        self._made = made
        self._instead = instead
        self._language = language()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Others may wait for the same: that one gives up does not end it.
        await asyncio.wait([asyncio.wrap_future(self._job.ended)], timeout=_PATIENCE)
        answer = await run_in_threadpool(self._answer)
        await answer(scope, receive, send)

    def _answer(self) -> Response:
        with speaking(self._language):
            found = self._made() if self._job.state == "made" else None
            if found is None and self._instead and self._job.state == "failed":
                return self._instead()
            return found or under_way(self._job)
