"""Saying a word of approval, or of refusal, on what somebody saw: whole, for its content, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import get_args

from newscast.base.errors import FilesError, MachineError
from newscast.base.i18n import _
from newscast.desk.approvals import Aspect, Seen, Signature, What, Word, give, refuse
from newscast.desk.candidates import Candidate
from newscast.desk.counting import Counted, Standing
from newscast.desk.ledger import open_ledger
from newscast.desk.looks import tick
from newscast.desk.people import People
from newscast.desk.wishes import wish
from newscast.episode.reader import Episode, read_episode
from newscast.review.approval.obstacles import needed_words, obstacles_of, version_in_words
from newscast.review.approval.speaking import Speaker, blurs_of, voices_of
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.contents import mark_of
from newscast.review.episode.suspended import unanswered
from newscast.review.newsroom.office import Office
from newscast.watch.approval.approving import Approvals, Settled, approvals_of, settle

_MOST = 200
"""Aspects that one request may speak of: far more than an episode has."""


@dataclass(frozen=True)
class Meant:
    """An aspect with the mark of the content that somebody saw of it."""

    aspect: Aspect
    mark: str


@dataclass(frozen=True)
class Given:
    """Words that were given now, and what they brought about."""

    words: tuple[Word, ...]
    settled: Settled


def meant_from(values: Sequence[str]) -> list[Meant]:
    """What forms send for aspects. Raises RefusedError for what no form of ours sends."""
    found = []
    for value in values[:_MOST]:
        deliverable, what, mark = [*value.split(" "), "", ""][:3]
        if what not in get_args(What) or not mark:
            raise RefusedError(400, _("What was sent cannot be read."))
        found.append(Meant(Aspect(deliverable, what), mark))  # type: ignore[arg-type]
    if not found:
        raise RefusedError(400, _("Nothing was chosen that could be approved."))
    return found


def approve(office: Office, episode: str, speaker: Speaker, meant: Iterable[Meant], signed: Signature) -> Given:
    """Approve what was seen, where nothing stands in the way. `signed` says who does; the step is found for each.

    Raises RefusedError where something else is there by now, something stands in the way, or another's word is asked
    for; FilesError, MachineError.
    """
    with office.people() as people:
        view = _View(people, office, episode)
        chosen = view.of_plans(meant)
        steps: dict[str, dict[Aspect, str]] = {}
        for standing, aspects in chosen:
            view.refuse_blocked(standing, signed.reason)
            for each in aspects:
                step = _step(speaker, each)
                if step is not None:
                    steps.setdefault(standing.deliverable, {})[each.aspect] = step
        for standing, _aspects in chosen:
            view.sign(standing, signed)
        words = [word for standing, aspects in chosen for word in _give(view, standing.plan, aspects, steps, signed)]
    return Given(tuple(words), settled(office, episode, speaker.who))


def release(office: Office, episode: str, meant: Iterable[Meant], signed: Signature) -> Given:
    """Release what was seen in an emergency, whatever stands in the way: what is to be approved, or the final that is
    there. Raises RefusedError where it is something else by now, FilesError, MachineError."""
    return _said_on_any(give, office, episode, meant, signed)


def say_no(office: Office, episode: str, meant: Iterable[Meant], signed: Signature) -> Given:
    """Say of what was seen that it does not go out, for a reason. Raises as release() does."""
    return _said_on_any(refuse, office, episode, meant, signed)


def _said_on_any(
    say: Callable[[People, str, Mapping[Aspect, str], Seen, Signature], list[Word]],
    office: Office,
    episode: str,
    meant: Iterable[Meant],
    signed: Signature,
) -> Given:
    """Say a word, for a reason, on what was seen, be that what is to be approved or the final that is there."""
    if not signed.reason:
        raise RefusedError(400, _("Say why: one sentence is enough."))
    with office.people() as people:
        view = _View(people, office, episode)
        words = []
        for candidate, aspects in view.of_any(meant):
            contents = {each.aspect: each.content for each in aspects}
            words += say(people, episode, contents, view.seen(candidate), signed)
    return Given(tuple(words), settled(office, episode, signed.who))


def settled(office: Office, episode: str, who: str) -> Settled:
    """Bring about what was said; where finals have to be made for it, or not all could be done, whoever watches is
    asked to. Raises FilesError, MachineError where not all could be done."""
    try:
        done = settle(office.root, office.desk, episode)
    except (FilesError, MachineError):
        _wish(office, episode, who)
        raise
    if done.approvals.finals_wanted or done.wrong:
        _wish(office, episode, who)
    if done.wrong:
        raise done.wrong
    return done


def _wish(office: Office, episode: str, who: str) -> None:
    with closing(open_ledger(office.desk)) as ledger:
        wish(ledger, episode, who)


def hindrances(people: People, office: Office, episode: str, reason: str) -> dict[str, list[str]]:
    """What stands in the way of each deliverable, in words, where `reason` is the one that is given."""
    view = _View(people, office, episode)
    return {each.deliverable: view.in_the_way(each, reason) for each in view.stand.standings}


class _View:
    """An episode as it stands while a word is said on it."""

    def __init__(self, people: People, office: Office, episode: str) -> None:
        self.people, self.episode = people, episode
        self.found: Episode = read_episode(office.folder(episode))
        self.stand: Approvals = approvals_of(people, office.root, episode, self.found)

    def of_plans(self, meant: Iterable[Meant]) -> list[tuple[Standing, list[Counted]]]:
        """Those that are meant, by deliverable. Raises RefusedError where one is not what there is a word to be said
        on."""
        by_name: dict[str, list[Meant]] = {}
        for each in meant:
            by_name.setdefault(each.aspect.deliverable, []).append(each)
        known = {each.deliverable: each for each in self.stand.standings}
        for name in by_name:
            if name not in known:
                raise _stale(name, None)
        return [
            (known[name], _found(known[name].aspects, known[name].plan, wanted)) for name, wanted in by_name.items()
        ]

    def of_any(self, meant: Iterable[Meant]) -> list[tuple[Candidate, list[Counted]]]:
        """The same where the final that is there will do too."""
        known = {each.deliverable: each for each in self.stand.standings}
        found: list[tuple[Candidate, list[Counted]]] = []
        for each in meant:
            standing = known.get(each.aspect.deliverable)
            if standing is None:
                raise _stale(each.aspect.deliverable, None)
            finals = [counted for counted in standing.final_aspects if _is(counted, each)]
            if finals and standing.final:
                found.append((standing.final, finals))
            else:
                found.append((standing.plan, _found(standing.aspects, standing.plan, [each])))
        return found

    def refuse_blocked(self, standing: Standing, reason: str) -> None:
        """Raises RefusedError where something stands in the way that no `reason` is enough for."""
        if in_the_way := self.in_the_way(standing, reason):
            raise RefusedError(409, " ".join(in_the_way))

    def in_the_way(self, standing: Standing, reason: str) -> list[str]:
        """What no `reason` is enough for, in words; nothing where nothing is."""
        voices = voices_of(self.people, self.found, standing)
        open_ones = unanswered(self.people, self.found, standing)
        found = [
            each.text
            for each in obstacles_of(standing, voices, {}, open_ones, blurs_of(self.people, self.found, standing))
            if each.kind != "refused" and not (each.can_be_signed and reason)
        ]
        head = _("{deliverable} cannot be approved as it is.").format(deliverable=standing.deliverable)
        return [head, *found] if found else []

    def sign(self, standing: Standing, signed: Signature) -> None:
        """Sign with the reason what asks for one."""
        for item in voices_of(self.people, self.found, standing) or ():
            tick(self.people, signed.who, self.episode, item.key, signed.reason)

    def seen(self, candidate: Candidate) -> Seen:
        drafts = self.found.draft.manifest.version if self.found.draft and self.found.draft.manifest else 0
        finals = self.found.final.manifest.version if self.found.final and self.found.final.manifest else 0
        return Seen(candidate.draft, candidate.version, drafts, finals)


def _give(
    view: _View,
    plan: Candidate,
    aspects: Iterable[Counted],
    steps: Mapping[str, Mapping[Aspect, str]],
    signed: Signature,
) -> list[Word]:
    """The words on a deliverable, together for each step."""
    by_step: dict[str, dict[Aspect, str]] = {}
    for each in aspects:
        step = steps.get(plan.deliverable, {}).get(each.aspect)
        if step is not None:
            by_step.setdefault(step, {})[each.aspect] = each.content
    given: list[Word] = []
    for step, contents in by_step.items():
        own = Signature(**{**vars(signed), "step": step})
        given += give(view.people, view.episode, contents, view.seen(plan), own)
    return given


def _step(speaker: Speaker, counted: Counted) -> str | None:
    """The step that somebody takes; None where they approved it already. Raises RefusedError where it is another's."""
    if speaker.said([counted]):
        return None
    step = speaker.steps([counted]).get(counted.aspect.what)
    if step is None:
        message = _("Your word is not what is needed here.")
        raise RefusedError(403, f"{message} {needed_words(counted.needed)}" if counted.needed else message)
    return step


def _found(aspects: Iterable[Counted], plan: Candidate, wanted: Iterable[Meant]) -> list[Counted]:
    aspects = list(aspects)
    found = []
    for each in wanted:
        same = [counted for counted in aspects if _is(counted, each)]
        if not same:
            raise _stale(each.aspect.deliverable, plan)
        found += same
    return found


def _is(counted: Counted, meant: Meant) -> bool:
    return counted.aspect == meant.aspect and mark_of(counted.content) == meant.mark


def _stale(name: str, plan: Candidate | None) -> RefusedError:
    if plan is None:
        return RefusedError(409, _("There is no “{name}” any more. Load the page again.").format(name=name))
    message = _(
        "{name} has changed since this page was loaded: {version} is there now. Look at it, then say your word."
    )
    return RefusedError(409, message.format(name=name, version=version_in_words(plan.draft, plan.version)))
