"""`/events`: what is new since a cursor, as JSON; of one episode for those who see no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from starlette.responses import JSONResponse, Response

from newscast.desk.job import OPEN
from newscast.review.door.guard import Visit, guarded
from newscast.review.newsroom.news import Heard, reporter_of
from newscast.review.newsroom.who_builds import builds, watcher_words
from newscast.watch.status.standing import lane_of, standing
from newscast.watch.status.state import JobState, Status
from newscast.watch.telling.phrases import Clock, what_of


def events(visit: Visit) -> Response:
    """All of the newsroom."""
    return _told(visit, None)


def events_of_episode(visit: Visit) -> Response:
    """One episode of it."""
    return _told(visit, visit.episode)


def _told(visit: Visit, episode: str | None) -> Response:
    reporter = reporter_of(visit.office)
    since = reporter.since(visit.request.query_params.get("since", "")[:100])
    published = [each for each in since.published if episode in (None, each.episode)]
    told: dict[str, Any] = {
        "cursor": str(since.cursor),
        "whole": since.whole,
        "versions": [
            {"episode": each.episode, "draft": each.draft, "version": each.version or None} for each in published
        ],
        "desk": _deeds(visit, since.deeds, episode),
    }
    if since.rundowns and episode is None:
        told["rundowns"] = True
    if since.jobs:
        status = reporter.scene().status
        told["jobs"] = jobs_told(visit, status, episode)
        told["watcher"] = {"runs": builds(status.watcher), "words": watcher_words(status)}
    return JSONResponse(told, headers={"cache-control": "no-store"})


def _deeds(visit: Visit, deeds: Iterable[Heard], episode: str | None) -> list[dict[str, str]]:
    """Each once. A guest is told that something was done, not what: some of it is not for guests."""
    mine = (each for each in deeds if episode in (None, each.episode))
    told = ((each.episode, "" if visit.visitor.is_guest else each.what) for each in mine)
    return [{"episode": name, "what": what} for name, what in dict.fromkeys(told)]


def jobs_told(visit: Visit, status: Status, episode: str | None) -> list[dict[str, Any]]:
    """The jobs that are open, in the order in which they are built, and those that ended lately, the last one first."""
    clock = Clock(visit.office.zone())
    chosen = [job for job in (*status.jobs, *status.ended) if episode in (None, job.episode)]
    if visit.visitor.is_guest:
        # What a job waits for, and why it failed, is told with names of files.
        chosen = [job for job in chosen if job.state in ("queued", "building")]
    return [job_told(job, clock) for job in chosen]


def job_told(job: JobState, clock: Clock) -> dict[str, Any]:
    """A job as scripts get it, see JobNews in static/ask.js; words are in the visitor's language."""
    return {
        "id": job.id,
        "episode": job.episode,
        "draft": job.draft,
        "deliverables": list(job.deliverables),
        "state": job.state,
        "open": job.state in OPEN,
        "name": what_of(lane_of(job)),
        "standing": standing(job, clock.short),
        "label": job.label,
        "late": job.late,
        "done": job.done,
        "seconds_left": job.seconds_left,
        "finish": job.finish and clock.short(datetime.fromisoformat(job.finish).timestamp()),
        "air": job.air and clock.short(datetime.fromisoformat(job.air).timestamp()),
    }


ROUTES = (
    guarded("/events", events, "see"),
    guarded("/e/{episode}/events", events_of_episode, "see"),
)
