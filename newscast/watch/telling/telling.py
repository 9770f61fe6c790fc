"""What a watcher tells of, in words that a producer understands: what happened, to which episode, what to do."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from typing import Literal

from newscast.base.errors import NewscastError
from newscast.base.exits import DONE, FILES
from newscast.base.files import printable
from newscast.base.i18n import _, ngettext
from newscast.desk.job import Ending, Job, Said
from newscast.watch.telling.phrases import LISTED, Clock, command_for, how_to_leave_out, line_of, name_of, some_of
from newscast.watch.telling.told import Kind, Told

__all__ = ["Clock", "Grade", "grade_of", "words"]

Grade = Literal["plain", "good", "warning", "bad"]


def words(told: Told, clock: Clock | None = None) -> str:
    """What happened, in the user's language; lists of problems are lines of their own."""
    return printable(_WORDS[told.kind](told, clock or Clock()))


def grade_of(told: Told) -> Grade:
    """How much somebody should care."""
    ending = told.job.ending if told.job else None
    if told.kind == "done":
        return _VERDICTS.get(ending.verdict or "" if ending else "", "good")
    if told.kind == "problems":
        levels = {each.level for each in told.problems}
        return "bad" if "error" in levels else "warning" if levels else "good"
    return _GRADES.get(told.kind, "plain")


_VERDICTS: dict[str, Grade] = {"pass": "good", "warn": "warning", "fail": "bad"}
_GRADES: dict[Kind, Grade] = {
    "failed": "bad",
    "set-aside": "bad",
    "trouble": "bad",
    "again": "warning",
    "offer": "warning",
    "late": "warning",
    "paused": "warning",
    "refused": "warning",
    "restless": "warning",
    "laid": "good",
    "withdrawn": "warning",
    "unapproved": "bad",
}


def _watching(told: Told, clock: Clock) -> str:
    return _("Watching {folder}: what is saved there is built.").format(folder=told.path)


def _problems(told: Told, clock: Clock) -> str:
    if not told.problems:
        return _("{episode}: what was wrong is mended.").format(episode=told.episode)
    wrong = any(each.level == "error" for each in told.problems)
    form = _("{episode}: correct this and save.") if wrong else _("{episode}: look at this.")
    return _listed(form.format(episode=told.episode), told.problems)


def _listed(head: str, problems: Sequence[Said]) -> str:
    # What stops a build is said before what only should be known.
    order = sorted(problems, key=lambda each: each.level == "warning")
    left = len(order) - LISTED
    more = [ngettext("And {n} more.", "And {n} more.", left).format(n=left)] if left > 0 else []
    return "\n  ".join([head, *map(line_of, order[:LISTED]), *more])


def _asked(told: Told, clock: Clock) -> str:
    job = _job(told)
    if job.ask.air is None:
        return _("{what}: in the queue.").format(what=name_of(job.lane))
    form = _("{what}: in the queue, goes on the air {when}.")
    return form.format(what=name_of(job.lane), when=clock.spoken(job.ask.air))


def _frozen(told: Told, clock: Clock) -> str:
    form = _(
        "{episode} went out before today and stays as it is. To build it all the same, change something in its"
        " rundown, or use `newscast build`."
    )
    return form.format(episode=told.episode)


def _began(told: Told, clock: Clock) -> str:
    job = _job(told)
    if job.tries > 1:
        return _("{what}: being built, try {number}.").format(what=name_of(job.lane), number=job.tries)
    return _("{what}: being built.").format(what=name_of(job.lane))


def _stopped(told: Told, clock: Clock) -> str:
    return _("{what}: stopped, a newer save came.").format(what=name_of(_job(told).lane))


def _done(told: Told, clock: Clock) -> str:
    job = _job(told)
    ending = job.ending or Ending(DONE)
    version = "" if ending.version is None else _(", version {number}").format(number=ending.version)
    what = name_of(job.lane) + version
    more = _("`newscast status {episode}` says which.").format(episode=shlex.quote(job.lane.episode))
    if ending.verdict == "fail":
        return _("{what}: built, but a check FAILED. Do not use it as it is.").format(what=what) + " " + more
    if ending.verdict == "warn" or ending.problems:
        return _("{what}: ready, with warnings.").format(what=what) + " " + more
    return _("{what}: ready.").format(what=what)


def _failed(told: Told, clock: Clock) -> str:
    job = _job(told)
    ending = job.ending or Ending(None)
    if ending.exit_code == FILES:
        head = _("{what}: cannot be built. Correct this and save.").format(what=name_of(job.lane))
        return _listed(head, ending.problems) if ending.problems else f"{head} {ending.reason}".rstrip()
    form = _("{what}: failed after {number} tries.") if job.tries > 1 else _("{what}: it failed.")
    parts = [form.format(what=name_of(job.lane), number=job.tries), _reason(ending)]
    if ending.exit_code == NewscastError.exit_code:
        parts.append(_("Send that log to the authors of newscast."))
    else:
        parts.append(_("When that is mended, run `{command}`.").format(command=command_for(job.lane, job.ask.rundown)))
    return " ".join(filter(None, parts))


def _again(told: Told, clock: Clock) -> str:
    job = _job(told)
    parts = [_("{what}: failed for now.").format(what=name_of(job.lane)), _reason(job.ending or Ending(None))]
    if job.not_before is None:
        parts.append(_("It is tried again."))
    else:
        parts.append(_("It is tried again {when}.").format(when=clock.spoken(job.not_before)))
    return " ".join(filter(None, parts))


def _reason(ending: Ending) -> str:
    log = _("Details: {path}").format(path=ending.log) + "." if ending.log else ""
    return f"{ending.reason} {log}".strip()


def _waiting(told: Told, clock: Clock) -> str:
    job = _job(told)
    media = job.ask.waits_for
    form = ngettext(
        "{what}: waits for {media}. It is built as soon as that is there.",
        "{what}: waits for {media}. It is built as soon as they are there.",
        len(media),
    )
    return form.format(what=name_of(job.lane), media=some_of(media))


def _offer(told: Told, clock: Clock) -> str:
    job = _job(told)
    when = clock.spoken(job.ask.air) if job.ask.air is not None else ""
    form = _("{what}: goes on the air {when} and still waits for {media}.")
    head = form.format(what=name_of(job.lane), when=when, media=some_of(job.ask.waits_for))
    return f"{head} {how_to_leave_out(told.stories, job.ask.rundown)}"


def _late(told: Told, clock: Clock) -> str:
    job = _job(told)
    air = clock.spoken(job.ask.air) if job.ask.air is not None else ""
    if told.when is None:
        head = _("{what}: will not be ready when it goes on the air, {air}.").format(what=name_of(job.lane), air=air)
    else:
        form = _("{what}: will be ready {when}; it goes on the air {air}.")
        head = form.format(what=name_of(job.lane), when=clock.spoken(told.when), air=air)
    return head + " " + _("Warn the control room, or make it shorter: `float: true` leaves a story out.")


def _taken(told: Told, clock: Clock) -> str:
    head = _("What came through the inbox is in {path} now.").format(path=told.path)
    return f"{head} {told.reason}".rstrip()


def _refused(told: Told, clock: Clock) -> str:
    head = _("{path}: was not taken from the inbox.").format(path=told.path)
    tail = _("The same is said beside it, in a file that ends in .problem.txt.")
    return " ".join(filter(None, (head, told.reason, tail)))


def _restless(told: Told, clock: Clock) -> str:
    since = clock.spoken(told.when) if told.when is not None else ""
    form = _(
        "{path}: is being written to since {when}. It counts when that has ended; if nobody copies it, copy it again."
    )
    return form.format(path=told.path, when=since)


def _paused(told: Told, clock: Clock) -> str:
    return _("Nothing is built for now. {reason}").format(reason=told.reason).rstrip()


def _resumed(told: Told, clock: Clock) -> str:
    return _("Building goes on.")


def _set_aside(told: Told, clock: Clock) -> str:
    form = _(
        "The list of jobs could not be read and was begun anew. Nothing that was built is lost; the old list is kept as"
        " {path}."
    )
    return form.format(path=told.path)


def _trouble(told: Told, clock: Clock) -> str:
    return told.reason


def _laid(told: Told, clock: Clock) -> str:
    form = _("{episode}: {deliverables} is approved, and its final lies in approved/.")
    many = _("{episode}: {deliverables} are approved, and their finals lie in approved/.")
    chosen = form if len(told.deliverables) == 1 else many
    return chosen.format(episode=told.episode, deliverables=some_of(told.deliverables))


def _withdrawn(told: Told, clock: Clock) -> str:
    form = _("{episode}: {deliverables} changed after {who} approved it. Another word of approval is needed.")
    return form.format(episode=told.episode, deliverables=some_of(told.deliverables), who=some_of(told.who))


def _unapproved(told: Told, clock: Clock) -> str:
    air = clock.spoken(told.when) if told.when is not None else ""
    if not told.deliverables:
        return _("{episode} goes on the air {when}, and nobody has approved it.").format(episode=told.episode, when=air)
    form = _("{episode} goes on the air {when}, and this is not approved: {deliverables}.")
    return form.format(episode=told.episode, when=air, deliverables=some_of(told.deliverables))


def _job(told: Told) -> Job:
    assert told.job is not None, told.kind
    return told.job


_WORDS: dict[Kind, Callable[[Told, Clock], str]] = {
    "watching": _watching,
    "problems": _problems,
    "asked": _asked,
    "frozen": _frozen,
    "began": _began,
    "stopped": _stopped,
    "done": _done,
    "failed": _failed,
    "again": _again,
    "waiting": _waiting,
    "offer": _offer,
    "late": _late,
    "taken": _taken,
    "refused": _refused,
    "restless": _restless,
    "paused": _paused,
    "resumed": _resumed,
    "set-aside": _set_aside,
    "trouble": _trouble,
    "laid": _laid,
    "withdrawn": _withdrawn,
    "unapproved": _unapproved,
}
