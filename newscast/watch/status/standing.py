"""How a job stands, in a few words, for `newscast status`, the watcher's view and the page alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from newscast.base.i18n import _
from newscast.base.timecode import clock
from newscast.desk.job import Lane
from newscast.watch.status.state import JobState
from newscast.watch.telling.phrases import some_of, verdict_of

Say = Callable[[float], str]
"""Says a moment, in seconds since 1970."""


def lane_of(job: JobState) -> Lane:
    """What the job builds."""
    return Lane(job.episode, job.draft, job.deliverables)


def seconds_of(time: str) -> float:
    """A time of a status, in seconds since 1970."""
    return datetime.fromisoformat(time).timestamp()


def standing(job: JobState, say: Say) -> str:
    """What is to be known of it first."""
    match job.state:
        case "building":
            return _building(job)
        case "queued":
            return _queued(job, say)
        case "waiting":
            return _("waits for {media}").format(media=some_of(job.waits_for))
        case "failed":
            return job.reason or _("failed")
        case "done":
            return _built(job)
    return job.reason


def airing(job: JobState, say: Say) -> str:
    """When it goes on the air, where that is known."""
    return _("on the air {when}").format(when=say(seconds_of(job.air))) if job.air else ""


def _building(job: JobState) -> str:
    if job.done is None:
        return _("being built")
    left = "" if job.seconds_left is None else _(", {time} left").format(time=clock(job.seconds_left))
    return f"{job.done:.0%}{left}"


def _queued(job: JobState, say: Say) -> str:
    if job.not_before:
        return _("again {when}").format(when=say(seconds_of(job.not_before)))
    if job.finish:
        return _("ready {when}").format(when=say(seconds_of(job.finish)))
    return _("in the queue")


def _built(job: JobState) -> str:
    number = "" if job.version is None else _("version {number}").format(number=job.version)
    return ", ".join(filter(None, (number, verdict_of(job.verdict)))) or _("ready")
