"""What somebody must do now: derived from how the episodes of the day stand, never set.

Each entry is one thing, said in a line, and leads to where it is done. What goes on the air first comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from newscast.base.i18n import _, in_marks
from newscast.desk.comments import Comment
from newscast.document.words import short
from newscast.review.approval.obstacles import ended_words
from newscast.review.approval.reviewed import Reviewed
from newscast.review.approval.speaking import Speaker
from newscast.review.episode.chosen import address_of, version_name
from newscast.review.first.item import label_of
from newscast.review.today.at_hand import AtHand
from newscast.review.today.where_mended import MISSING, line_address, media_address, missing_words, segment_of

Kind = Literal[
    "late", "failed", "missing", "problem", "comment", "changed", "word", "contradiction", "exception", "new"
]
KINDS: tuple[Kind, ...] = (
    "late",
    "failed",
    "missing",
    "problem",
    "exception",
    "contradiction",
    "word",
    "comment",
    "changed",
    "new",
)
"""In the order in which they come where they are of one episode."""
ICONS: Mapping[Kind, str] = {
    "late": "clock",
    "failed": "wrong",
    "missing": "image",
    "problem": "text",
    "comment": "comment",
    "changed": "compare",
    "word": "check",
    "contradiction": "careful",
    "exception": "key",
    "new": "new",
}
"""What stands beside an entry, of static/icons.svg."""
_MOST_ALIKE = 3
"""Entries of one kind in one episode; the others are counted in one more."""
_LONGEST = 90
"""Letters of a remark that are shown."""


@dataclass(frozen=True)
class Late:
    """An episode that will be late, or was: what is said of it in words, and its page, "" where it has none."""

    episode: str
    title: str
    words: str
    address: str
    air: float | None


@dataclass(frozen=True)
class Asking:
    """Who asks: `speaker` says what their word is asked for on, `seen` which versions they saw, by episode, `shown` is
    how people are called, by account."""

    role: str
    speaker: Speaker | None
    seen: Mapping[str, Reviewed]
    shown: Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """One thing to do. `text` says what, `address` leads to where it is done; `air` is in seconds since 1970, None
    where nobody knows when the episode is on the air. `wrong` is what keeps it from going out."""

    kind: Kind
    episode: str
    title: str
    text: str
    address: str
    air: float | None
    wrong: bool = False

    @property
    def icon(self) -> str:
        return ICONS[self.kind]


def to_do(asking: Asking, episodes: Iterable[AtHand], late: Iterable[Late]) -> list[Entry]:
    """Everything that whoever asks must do now, what goes on the air first at the top."""
    found = [
        Entry("late", each.episode, each.title, each.words, each.address or _page(each.episode), each.air, True)
        for each in late
    ]
    for episode in episodes:
        if not episode.todays.gone:
            for tell in _TOLD[asking.role]:
                found += _few(list(tell(asking, episode)))
    return sorted(found, key=lambda each: (each.air is None, each.air or 0.0, each.episode, KINDS.index(each.kind)))


def _few(entries: Sequence[Entry]) -> list[Entry]:
    """The first of those that are alike, and how many more there are."""
    if len(entries) <= _MOST_ALIKE + 1:
        return list(entries)
    last = entries[_MOST_ALIKE]
    text = _("and {number} more like this").format(number=len(entries) - _MOST_ALIKE)
    more = Entry(last.kind, last.episode, last.title, text, _page(last.episode), last.air, last.wrong)
    return [*entries[:_MOST_ALIKE], more]


def _entry(kind: Kind, each: AtHand, text: str, address: str = "", wrong: bool = False) -> Entry:
    return Entry(kind, each.name, each.todays.title, text, address or _page(each.name), each.todays.head.air, wrong)


def _page(episode: str) -> str:
    return f"/e/{quote(episode)}"


def _failed(_asking: Asking, each: AtHand) -> Iterator[Entry]:
    """Builds that came to nothing, where the same did not come about since; and those that will come too late."""
    done: set[tuple[bool, tuple[str, ...]]] = set()
    for job in each.jobs:
        lane = (job.draft, job.deliverables)
        what = _("draft") if job.draft else _("final")
        names = f"{what}: {', '.join(job.deliverables)}" if job.deliverables else what
        if job.state == "failed" and lane not in done:
            text = _("{what} failed: {reason}").format(what=names, reason=job.reason or _("see the log"))
            yield _entry("failed", each, text, wrong=True)
        elif job.late and job.state not in ("failed", "done"):
            yield _entry("failed", each, _("{what} will be late").format(what=names), wrong=True)
        done.add(lane)


def _missing(_asking: Asking, each: AtHand) -> Iterator[Entry]:
    """Recordings, clips and photos that are not there, each with the segment that needs it."""
    now, told = each.now, set[str]()
    for problem in (*now.errors, *now.warnings) if now else ():
        if now is None or problem.code not in MISSING:
            continue
        segment = segment_of(now, problem)
        if segment and segment.float:
            continue
        words = missing_words(problem)
        text = f"{segment.slug}: {words}" if segment and segment.slug else words
        if text not in told:
            told.add(text)
            address = media_address(each.name, segment) if segment else f"{_page(each.name)}/media"
            yield _entry("missing", each, _with_line(text, problem.line), address, wrong=True)


def _problems(_asking: Asking, each: AtHand) -> Iterator[Entry]:
    """What keeps the rundown from being built."""
    for problem in each.now.errors if each.now else ():
        if each.now and problem.code not in MISSING:
            # What is wrong elsewhere, as in the kit, has a line of its own.
            line = problem.line if problem.file in (each.now.file, None) else None
            yield _entry("problem", each, _with_line(problem.message, line), line_address(each.name, line), wrong=True)


def _comments(_asking: Asking, each: AtHand) -> Iterator[Entry]:
    """Comments that nobody resolved, with the line of what they are about."""
    for comment in each.comments:
        subject = comment.subject
        text = f"{comment.author.shown}: {_said(comment)}"
        address = address_of(each.name, *_version(each, comment), subject.deliverable, subject.frame)
        yield _entry("comment", each, _with_line(text, subject.place.line if subject.place else None), address)


def _version(each: AtHand, comment: Comment) -> tuple[bool, int]:
    """The version in which a comment was made: its frame is one of that."""
    return comment.subject.draft, comment.subject.version


def _said(comment: Comment) -> str:
    text = " ".join(comment.words.text.split())
    return in_marks(short(text, _LONGEST)) if text else _("a voice note, or a drawing")


def _changed(asking: Asking, each: AtHand) -> Iterator[Entry]:
    """What was approved, and is not what was approved any more."""
    for standing in each.standings:
        words = {word.signed.who: word for aspect in standing.aspects for word in aspect.ended}
        for who, word in words.items():
            text = ended_words(word, asking.shown.get(who, who))
            plan = standing.plan
            address = address_of(each.name, plan.draft, plan.version, standing.deliverable)
            yield _entry("changed", each, f"{standing.deliverable}: {text}", address)


def _words(asking: Asking, each: AtHand) -> Iterator[Entry]:
    """What waits for the word of whoever asks: all of an episode at once, since it is said in one place."""
    speaker = asking.speaker
    waiting = [
        standing
        for standing in each.standings
        if speaker and standing.aspects and not standing.refused and not standing.plan.outdated
        if speaker.steps(standing.aspects)
    ]
    if waiting:
        first = waiting[0]
        names = ", ".join(standing.deliverable for standing in waiting)
        address = address_of(each.name, first.plan.draft, first.plan.version, first.deliverable)
        yield _entry("word", each, _("Waits for your word: {names}").format(names=names), address)


def _contradictions(_asking: Asking, each: AtHand) -> Iterator[Entry]:
    """What contradicts itself in what was built last."""
    for item in each.contradictions:
        built = each.built
        address = address_of(each.name, built.draft, built.version, built.target, item.frame) if built else ""
        # What a check found begins with what the check is called.
        text = item.title if item.kind == "check" else f"{label_of(item)}: {item.title}"
        yield _entry("contradiction", each, text, address)


def _unsigned(asking: Asking, each: AtHand) -> Iterator[Entry]:
    """What goes out during a suspension while nothing says why: whoever writes says it, or a director signs."""
    built = each.built
    for concern in each.unanswered if built else ():
        text = _("{title}: nothing says why it goes out during the suspension").format(title=concern.title)
        signs = asking.role == "director" and built
        page = address_of(each.name, built.draft, built.version, built.target) if built else ""
        address = f"{page}#law-{concern.slug}" if signs else line_address(each.name, concern.line)
        yield _entry("exception", each, _with_line(text, concern.line), address, wrong=True)


def _new(asking: Asking, each: AtHand) -> Iterator[Entry]:
    """A version that came since whoever asks saw an earlier one."""
    seen = asking.seen.get(each.name)
    editions = ((each.todays.episode.draft, True), (each.todays.episode.final, False))
    for edition, draft in editions if seen else ():
        last = (seen.seen_draft if draft else seen.seen_final) if seen else None
        if edition and last is not None and edition.version > last and edition is each.todays.episode.newest:
            words = {"now": version_name(draft, edition.version), "then": version_name(draft, last)}
            yield _entry("new", each, _("{now} is there; you saw {then}").format(**words))


def _with_line(text: str, line: int | None) -> str:
    return f"{text} ({_('line {number}').format(number=line)})" if line else text


Tell = Callable[[Asking, AtHand], Iterator[Entry]]
_MAKING: tuple[Tell, ...] = (_failed, _missing, _problems, _unsigned, _comments, _changed)
_JUDGING: tuple[Tell, ...] = (_contradictions, _words, _new)
_TOLD: Mapping[str, tuple[Tell, ...]] = {"producer": _MAKING, "editor": _JUDGING, "director": (_unsigned, *_JUDGING)}
"""What there is to be done by whom; what is late concerns everybody."""
