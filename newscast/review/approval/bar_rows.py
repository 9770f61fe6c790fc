"""The rows of the bar: what stands between each deliverable and the air, and what a visitor may say on it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newscast.base.i18n import _
from newscast.base.moments import clock_time, spoken
from newscast.desk.approvals import Aspect, What, Word
from newscast.desk.candidates import candidates_of
from newscast.desk.counting import Counted, Standing
from newscast.desk.people import People
from newscast.episode.approved import Laid
from newscast.episode.reader import Episode
from newscast.review.approval.obstacles import (
    Obstacle,
    ended_words,
    names_of,
    needed_words,
    obstacles_of,
    version_in_words,
)
from newscast.review.approval.speaking import Speaker, blurs_of, voices_of
from newscast.review.episode.chosen import Chosen, address_of, version_name
from newscast.review.episode.contents import mark_of
from newscast.review.episode.suspended import unanswered
from newscast.review.newsroom.office import Office
from newscast.watch.approval.approving import Approvals
from newscast.watch.status.state import JobState, Status

Grade = Literal["good", "careful", "wrong", ""]


@dataclass(frozen=True)
class Said:
    """What is to be said on one aspect: as a form sends it, and as people call it."""

    value: str
    what: str
    label: str


@dataclass(frozen=True)
class Row:
    """A deliverable, or a story's own cut, in the bar. `say` are the aspects that the visitor's word is still asked for
    on, `all` those that there are; `button` says what they would do, empty where there is nothing to be done."""

    deliverable: str
    label: str
    version: str
    address: str
    is_looked_at: bool
    grade: Grade
    state: str
    said: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]
    say: tuple[Said, ...]
    all: tuple[Said, ...]
    button: str
    asks_reason: bool
    final: str
    laid: str
    stale: str
    release: tuple[Said, ...] = ()
    is_refused: bool = False
    is_mine: bool = False
    is_approved: bool = False

    @property
    def blocked(self) -> bool:
        return any(not each.can_be_signed and each.kind != "refused" for each in self.obstacles)


def value_of(aspect: Aspect, content: str) -> str:
    """An aspect with its content as forms send it: a digest, since people have seen nothing else of it."""
    return f"{aspect.deliverable} {aspect.what} {mark_of(content)}"


@dataclass(frozen=True)
class RowMaker:
    """Makes rows: from what people said, where the finals are, and who looks."""

    office: Office
    people: People
    found: Episode
    stand: Approvals
    speaker: Speaker
    shown: Mapping[str, str]
    status: Status
    chosen: Chosen
    may_release: bool

    def row(self, standing: Standing) -> Row:
        plan, name = standing.plan, standing.deliverable
        voices = voices_of(self.people, self.found, standing)
        open_ones = unanswered(self.people, self.found, standing)
        blurs = blurs_of(self.people, self.found, standing)
        obstacles = tuple(obstacles_of(standing, voices, self.shown, open_ones, blurs))
        steps = self.speaker.steps(standing.aspects)
        every = tuple(self._said(each) for each in standing.aspects)
        say = tuple(each for each in every if each.what in steps)
        grade, state = self._state(standing, obstacles)
        looked_at = name == self.chosen.target
        return Row(
            deliverable=name,
            label=label_of(name, self.found),
            version=version_name(plan.draft, plan.version),
            address=address_of(self.chosen.episode, plan.draft, plan.version, name),
            is_looked_at=looked_at,
            grade=grade,
            state=state,
            said=tuple(self._words(standing)),
            obstacles=obstacles,
            say=say,
            all=every,
            button=_button(every, say),
            asks_reason=any(each.can_be_signed for each in obstacles),
            final=self._final(standing),
            laid=self._laid(self.stand.laid.get(name), standing),
            stale=self._stale(standing) if looked_at else "",
            release=self._release(standing, obstacles, looked_at) if self.may_release else (),
            is_refused=standing.refused,
            is_approved=standing.approved,
            is_mine=any(word.signed.who == self.speaker.who for each in standing.aspects for word in each.against),
        )

    def _said(self, counted: Counted) -> Said:
        what = counted.aspect.what
        return Said(value_of(counted.aspect, counted.content), what, names_of([what]))

    def _state(self, standing: Standing, obstacles: Sequence[Obstacle]) -> tuple[Grade, str]:
        if standing.refused:
            return "wrong", _("does not go out")
        if standing.approved:
            if any(each.released for each in standing.aspects):
                return "careful", _("released")
            return "good", _("approved")
        if any(not each.can_be_signed for each in obstacles):
            return "careful", _("not ready")
        if any(each.words for each in standing.aspects):
            return "careful", _("half approved")
        if any(each.ended for each in standing.aspects):
            return "careful", _("changed since")
        return "", _("to be approved")

    def _words(self, standing: Standing) -> list[str]:
        """Who said what, and whose words are missing."""
        told: dict[str, None] = {}
        given: dict[tuple[str, str, bool], list[Word]] = {}
        for each in standing.aspects:
            for word in each.words:
                given.setdefault((word.signed.who, word.signed.step, word.signed.emergency), []).append(word)
        for words in given.values():
            told[self._given(words, len(standing.aspects))] = None
        for each in standing.aspects:
            for word in each.ended:
                told[ended_words(word, self._name(word.signed.who))] = None
        lacking = {each.needed: None for each in standing.aspects if each.needed and not each.released}
        some_said = bool(given) or bool(self.speaker.rules.steps)
        if some_said:
            told |= {needed_words(needed): None for needed in lacking}
        return list(told)

    def _given(self, words: Sequence[Word], number: int) -> str:
        first = words[0]
        when = spoken(first.given, time.time(), self.office.zone())
        whats = names_of(word.aspect.what for word in words)
        form = _("{who} approved it {when}.") if len(words) == number else _("{who} approved {what} {when}.")
        if first.signed.emergency:
            form = _("{who} released {what} {when}: {reason}")
        elif first.signed.entered_by:
            form = _("{who} approved {what} {when}, by {via}; entered by {by}.")
        return form.format(
            who=self._name(first.signed.who),
            what=whats,
            when=when,
            reason=first.signed.reason,
            via=first.signed.via or _("another way"),
            by=self._name(first.signed.entered_by or ""),
        )

    def _name(self, who: str) -> str:
        return self.shown.get(who, who)

    def _final(self, standing: Standing) -> str:
        """How the final of it comes along."""
        final, job = standing.final, self._job(standing.deliverable)
        if standing.final_is_plan and final:
            if final.failed:
                return _("final: a check failed")
            return _("final ready")
        if job is None:
            return _("the final is another one") if final and standing.final_aspects else _("no final yet")
        if job.state == "failed":
            return _("the final failed: {reason}").format(reason=job.reason)
        if job.finish:
            when = clock_time(datetime.fromisoformat(job.finish).timestamp(), self.office.zone())
            return _("final ready {when}").format(when=when)
        return _("final being built") if job.state == "building" else _("final asked for")

    def _job(self, deliverable: str) -> JobState | None:
        """The job that makes the final of it, or made nothing of it lately."""
        name = deliverable.split("/")[0]

        def makes(job: JobState) -> bool:
            return not job.draft and (not job.deliverables or name in job.deliverables)

        under_way = next(filter(makes, self.status.jobs), None)
        ended = next(filter(makes, self.status.ended), None)
        return under_way or (ended if ended and ended.state == "failed" else None)

    def _laid(self, laid: Laid | None, standing: Standing) -> str:
        if laid is None:
            return ""
        version = version_in_words(False, laid.version)
        if standing.plan.contents is not None and dict(laid.contents) == standing.plan.contents:
            return _("{version} lies in approved/.").format(version=version)
        return _("{version} lies in approved/: it goes out until another one is approved.").format(version=version)

    def _stale(self, standing: Standing) -> str:
        """Where what is looked at is not what there is a word to be said on."""
        seen, plan = seen_of(self.chosen), standing.plan
        if seen == plan.contents:
            return ""
        here = version_in_words(self.chosen.draft, self.chosen.version)
        there = version_in_words(plan.draft, plan.version)
        return _("You look at {here}. What is to be approved is {there}.").format(here=here, there=there)

    def _release(self, standing: Standing, obstacles: Sequence[Obstacle], looked_at: bool) -> tuple[Said, ...]:
        """What a director may release, where a word alone is not enough: what is to be approved, or the final that is
        looked at."""
        others = any(len(each.needed) > 1 or self.speaker.roles[:1] != each.needed[:1] for each in standing.aspects)
        asked = bool(self.speaker.rules.steps) and others and not standing.approved
        if not (obstacles or asked or (looked_at and self._stale(standing))):
            return ()
        if looked_at and not self.chosen.draft and not self.chosen.is_old and standing.final_aspects:
            return tuple(self._said(each) for each in standing.final_aspects if not each.released)
        return tuple(self._said(each) for each in standing.aspects if not each.released)


def seen_of(chosen: Chosen) -> dict[What, str] | None:
    """The contents of what is looked at."""
    candidate = candidates_of(chosen.manifest).get(chosen.target)
    return dict(candidate.contents) if candidate and candidate.contents is not None else None


def label_of(deliverable: str, found: Episode) -> str:
    """A deliverable as people call it: `reel` of a story with its headline."""
    name, _slash, slug = deliverable.partition("/")
    if not slug:
        return name
    listings = (each.timeline for each in found.editions if each.timeline)
    timelines = (timeline for listing in listings for timeline in listing.timelines if deliverable in timeline.used_by)
    titles = (segment.title for timeline in timelines for segment in timeline.segments if segment.slug == slug)
    story = next((title for title in titles if title), slug)
    return _("{deliverable} of “{story}”").format(deliverable=name, story=story)


def _button(every: Sequence[Said], say: Sequence[Said]) -> str:
    if not say:
        return ""
    if len(say) == len(every):
        return _("Approve")
    return _("Approve {what}").format(what=", ".join(each.label for each in say))
