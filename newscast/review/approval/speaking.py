"""Who may say a word of approval, as what, and on what of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newscast.desk.accounts import accounts
from newscast.desk.approvals import What
from newscast.desk.counting import Counted, Rules, Standing, roles_of, step_of
from newscast.desk.people import People
from newscast.episode.reader import Episode
from newscast.review.episode.placing import timeline_of
from newscast.review.first.blurred import unseen_blurs
from newscast.review.first.item import Item
from newscast.review.first.voice import standing_open
from newscast.review.newsroom.access import Visitor


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks, and the roles that they speak for, their own first; none where they may not approve."""

    who: str
    roles: tuple[str, ...]
    rules: Rules

    def steps(self, aspects: Iterable[Counted]) -> dict[What, str]:
        """Those of these aspects that their word is still to be said on, with the step that it is."""
        found = ((each.aspect.what, step_of(self.who, self.roles, each, self.rules)) for each in aspects)
        return {what: step for what, step in found if step is not None}

    def said(self, aspects: Iterable[Counted]) -> bool:
        """Whether they approved all of these."""
        return all(any(word.signed.who == self.who for word in each.words) for each in aspects)


def speaker_of(people: People, visitor: Visitor, episode: str, rules: Rules) -> Speaker:
    """Whoever visits, as somebody who speaks. Raises MachineError, BrokenError."""
    if not visitor.may("approve", episode):
        return Speaker(visitor.name, (), rules)
    return speaker_named(people, visitor.name, visitor.role, rules)


def speaker_named(people: People, name: str, role: str, rules: Rules) -> Speaker:
    """The same of an account that may approve. Raises MachineError, BrokenError."""
    roles: Mapping[str, str] = {each.name: each.role for each in accounts(people)}
    return Speaker(name, roles_of(name, role, rules, roles), rules)


def blurs_of(people: People, found: Episode, standing: Standing) -> list[Item]:
    """The segments of what there is a word to be said on whose blurred faces nobody has ticked off. Raises
    MachineError, BrokenError."""
    edition = found.draft if standing.plan.draft else found.final
    if edition is None or edition.manifest is None or edition.timeline is None:
        return []
    return unseen_blurs(people, edition.manifest.episode, timeline_of(edition.timeline, standing.deliverable))


def voices_of(people: People, found: Episode, standing: Standing) -> list[Item] | None:
    """The parts of what there is a word to be said on whose voice is of before, and that nobody signed for; None where
    its timeline.json does not let that be known, or has nothing of it. Raises MachineError, BrokenError."""
    edition = found.draft if standing.plan.draft else found.final
    if edition is None or edition.manifest is None:
        return []
    if edition.timeline is None:
        return None
    timeline = timeline_of(edition.timeline, standing.deliverable)
    if timeline is None and standing.plan.contents is not None:
        return None
    return standing_open(people, edition.manifest.episode, timeline)
