"""What `newscast status` says to people, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from newscast.base.files import printable
from newscast.base.i18n import _, ngettext
from newscast.base.moments import lasting
from newscast.cli.episode_lines import edition_line, episode_lines, left_line, section, warning_lines
from newscast.watch.rundowns.editions import EpisodeState
from newscast.watch.status.standing import airing, lane_of, seconds_of, standing
from newscast.watch.status.state import JobState, OfferState, Status, WatcherState
from newscast.watch.telling.phrases import Clock, command_for, line_of, name_of

_EPISODES = 12
"""Episodes that are listed unless one is asked for."""
_ENDED = 8
"""Jobs that ended lately and are listed."""


def lines_of(status: Status, zone: tzinfo | None, episode: str | None = None) -> Iterator[str]:
    """All of it; of one episode, more of that one."""
    clock = Clock(zone, lambda: seconds_of(status.at))
    lines = _of_one(status, episode, clock) if episode is not None else _of_all(status, clock)
    return map(printable, lines)


def _of_all(status: Status, clock: Clock) -> Iterator[str]:
    yield from _head(status, clock)
    yield from _open(status, clock)
    yield from _late(status, clock)
    yield from _offers(offer for offer in status.offers if offer.due)
    yield from _failed(_still_failed(status), clock)
    yield from section(_("Ready lately"), [_job(each, clock) for each in status.ended if each.state == "done"][:_ENDED])
    yield from _episodes(status)


def _of_one(status: Status, episode: str, clock: Clock) -> Iterator[str]:
    yield from _head(status, clock)
    for each in status.episodes:
        yield from episode_lines(each)
    if not any(each.final or each.draft for each in status.episodes):
        yield _("Nothing was built of {episode} yet.").format(episode=episode)
    yield from _open(status, clock)
    yield from _late(status, clock)
    yield from _offers(status.offers)
    yield from _failed(_still_failed(status), clock)
    yield from warning_lines(status.episodes)


def _head(status: Status, clock: Clock) -> Iterator[str]:
    yield _("Newsroom: {folder}").format(folder=status.newsroom)
    if status.watcher is None:
        yield _("Nobody watches it: nothing is built by itself. `newscast watch` begins.")
    else:
        yield from _watched(status.watcher, clock)
    if status.ledger == "none":
        yield _("There is no list of jobs yet; the first `newscast watch` begins one.")
    yield from status.trouble


def _watched(watcher: WatcherState, clock: Clock) -> Iterator[str]:
    who = _("{host} (process {process}) watches it").format(host=watcher.host, process=watcher.process)
    since = _(" since {when}").format(when=_moment(watcher.since, clock)) if watcher.since else ""
    yield f"{who}{since}."
    if watcher.silent is not None:
        form = _(
            "It was not heard of for {time}: it hangs, or the machine slept. If that lasts, end it and start it again."
        )
        yield form.format(time=lasting(watcher.silent))
    if watcher.polled:
        yield _("Its folders tell of no changes, so it looks at them again and again.")
    if watcher.paused:
        yield _("Nothing is built for now. {reason}").format(reason=watcher.paused)


def _open(status: Status, clock: Clock) -> Iterator[str]:
    runs = status.watcher is not None and status.watcher.silent is None
    building = [job for job in status.jobs if job.state == "building"]
    if runs:
        yield from section(_("Being built"), [_job(job, clock, job.label) for job in building])
    else:
        # Its watcher has ended; the next one begins it anew.
        yield from section(_("Interrupted; the next watcher goes on with it"), [_name(job) for job in building])
    yield from section(_("In the queue"), [_job(job, clock) for job in status.jobs if job.state == "queued"])
    yield from section(_("Waiting for media"), _waiting(status, clock))


def _waiting(status: Status, clock: Clock) -> list[str]:
    lines = []
    for job in (job for job in status.jobs if job.state == "waiting"):
        lines += [
            " · ".join(filter(None, (_name(job), airing(job, clock.spoken)))),
            *(f"  {each}" for each in job.waits_for),
        ]
    return lines


def _late(status: Status, clock: Clock) -> Iterator[str]:
    lines = []
    for job in (job for job in status.jobs if job.late and job.air):
        air = _moment(job.air, clock)
        if job.finish:
            form = _("{what}: ready {when}, on the air {air}")
            lines.append(form.format(what=_name(job), when=_moment(job.finish, clock), air=air))
        else:
            lines.append(_("{what}: on the air {air}, and not ready then").format(what=_name(job), air=air))
    yield from section(_("LATE"), lines)


def _offers(offers: Iterable[OfferState]) -> Iterator[str]:
    lines = []
    for offer in offers:
        lines.append(_("{episode} can go out without what is missing. In {rundown}:").format(**_of_offer(offer)))
        for line in offer.lines:
            if line.below is None:
                lines.append("  " + _("give the story “{slug}” the key `float: true`").format(slug=line.story))
            else:
                form = _("below line {line}, `- story: {slug}`, add the line `{write}`")
                lines.append("  " + form.format(line=line.below, slug=line.story, write=line.write))
    yield from section(_("To go out in time"), lines)


def _of_offer(offer: OfferState) -> dict[str, str]:
    return {"episode": offer.episode, "rundown": offer.rundown}


def _still_failed(status: Status) -> list[JobState]:
    """Those that failed and of which nothing newer was built or is to be."""
    newer = {lane_of(job) for job in status.jobs}
    found = []
    for job in status.ended:
        if lane_of(job) not in newer and job.state == "failed":
            found.append(job)
        newer.add(lane_of(job))
    return found


def _failed(jobs: Iterable[JobState], clock: Clock) -> Iterator[str]:
    lines = []
    for job in jobs:
        when = f" ({_moment(job.ended, clock)})" if job.ended else ""
        lines.append(f"{_name(job)}{when}: {job.reason}".rstrip(": "))
        lines += [f"  {line_of(each)}" for each in job.problems if each.level == "error"]
        if job.log:
            lines.append("  " + _("Details: {path}").format(path=job.log))
        if job.exit_code != 1:
            lines.append("  " + _("Once more: `{command}`").format(command=command_for(lane_of(job), job.rundown)))
    yield from section(_("Failed"), lines)


def _episodes(status: Status) -> Iterator[str]:
    listed = sorted(status.episodes, key=lambda each: (each.date, each.name), reverse=True)
    if not listed:
        return
    width = max(len(each.name) for each in listed[:_EPISODES])
    lines = [f"{each.name:<{width}}  {_editions(each)}".rstrip() for each in listed[:_EPISODES]]
    left = len(listed) - _EPISODES
    if left > 0:
        form = ngettext(
            "And {n} more; `newscast status EPISODE` says more of one.",
            "And {n} more; `newscast status EPISODE` says more of one.",
            left,
        )
        lines.append(form.format(n=left))
    yield from section(_("Episodes"), lines)


def _editions(episode: EpisodeState) -> str:
    final, draft = episode.final, episode.draft
    told = [_("final {state}").format(state=edition_line(final))] if final else []
    told += [_("draft {state}").format(state=edition_line(draft))] if draft else []
    told += [left_line(episode)] if episode.left else []
    return " · ".join(told) or _("nothing built yet")


def _job(job: JobState, clock: Clock, more: str = "") -> str:
    late = _("LATE") if job.late else ""
    # That it is in the queue is said above it.
    said = standing(job, clock.spoken) if job.state != "queued" or job.finish or job.not_before else ""
    ended = _moment(job.ended, clock) if job.state == "done" and job.ended else ""
    air = airing(job, clock.spoken) if job.state != "done" else ""
    return " · ".join(filter(None, (_name(job), said, more, ended, air, late)))


def _name(job: JobState) -> str:
    return name_of(lane_of(job))


def _moment(time: str | None, clock: Clock) -> str:
    return clock.spoken(datetime.fromisoformat(time).timestamp()) if time else ""
