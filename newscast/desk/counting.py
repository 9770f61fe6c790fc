"""Which words count, for which content, which have ended and why, and what is still needed: pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newscast.desk.approvals import WHATS, Aspect, End, Word
from newscast.desk.candidates import Candidate


@dataclass(frozen=True)
class Rules:
    """Whose words a newsroom asks for: `steps` are roles, none where one word of anybody who may approve is enough;
    `deputies` says by account who speaks for others too."""

    steps: tuple[str, ...] = ()
    deputies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """What an edition was in one of its versions, or is now."""

    draft: bool
    version: int
    candidates: Mapping[str, Candidate]


@dataclass(frozen=True)
class Counted:
    """How one aspect stands: the words for its content of now, those against it, those that ended last because another
    content came, and the steps that are still needed."""

    aspect: Aspect
    content: str
    words: tuple[Word, ...]
    against: tuple[Word, ...]
    ended: tuple[Word, ...]
    needed: tuple[str, ...]

    @property
    def released(self) -> bool:
        """Whether somebody released it in an emergency, after whatever was said against it."""
        last = max((word.id for word in self.against), default=0)
        return any(word.signed.emergency and word.id > last for word in self.words)

    @property
    def approved(self) -> bool:
        return self.released or (not self.needed and not self.against)


@dataclass(frozen=True)
class Standing:
    """How a deliverable, or a story's own cut, stands: `plan` is what there is a word to be said on, `final` the final
    that is in the folder. `aspects` are those of the plan, `final_aspects` of the final; none where something is
    missing."""

    deliverable: str
    plan: Candidate
    final: Candidate | None
    aspects: tuple[Counted, ...]
    final_aspects: tuple[Counted, ...]

    @property
    def approved(self) -> bool:
        """Whether all that is needed was said for all of the plan."""
        return _approved(self.aspects)

    @property
    def refused(self) -> bool:
        return any(each.against and not each.released for each in self.aspects)

    @property
    def final_is_plan(self) -> bool:
        """Whether there is a final that says and shows what there is a word to be said on."""
        final = self.final
        return final is not None and not final.outdated and final.contents == self.plan.contents is not None

    @property
    def holds(self) -> bool:
        """Whether the final goes out: all of it was approved and no check fails, or it was released all the same."""
        if self.final is None or not _approved(self.final_aspects):
            return False
        released = any(each.released for each in self.final_aspects)
        return released or not (self.final.failed or self.final.outdated)

    @property
    def wants_final(self) -> bool:
        """Whether somebody approved the programme and nobody said no, so that its final is worth to be made."""
        programme = next((each for each in self.aspects if each.aspect.what == "programme"), None)
        return bool(programme and programme.words) and not (self.refused or self.final_is_plan or self.plan.outdated)


def _approved(aspects: Collection[Counted]) -> bool:
    return bool(aspects) and all(each.approved for each in aspects)


def standings(
    words: Sequence[Word], plans: Mapping[str, Candidate], finals: Mapping[str, Candidate], rules: Rules
) -> list[Standing]:
    """How everything stands that there is a word to be said on; `words` are all of the episode, in their order."""
    return [
        Standing(name, plan, final, _counted(words, plan, rules), _counted(words, final, rules))
        for name, plan in plans.items()
        for final in (finals.get(name),)
    ]


def _counted(words: Sequence[Word], candidate: Candidate | None, rules: Rules) -> tuple[Counted, ...]:
    if candidate is None or candidate.contents is None:
        return ()
    aspects = (Aspect(candidate.deliverable, what) for what in WHATS if what in candidate.contents)
    return tuple(counted(words, aspect, candidate.contents[aspect.what], rules) for aspect in aspects)


def counted(words: Sequence[Word], aspect: Aspect, content: str, rules: Rules) -> Counted:
    """How one aspect stands whose content is this now."""
    mine = [word for word in words if word.aspect == aspect]
    now = [word for word in mine if word.ended is None and word.content == content]
    words_for = tuple(word for word in now if word.says == "approved")
    against = tuple(word for word in now if word.says == "refused")
    first = min((word.id for word in now), default=None)
    changed = [word for word in mine if word.ended_why == "changed" and word.says == "approved"]
    ended = () if words_for else tuple(word for word in changed if first is None or word.id < first)
    return Counted(aspect, content, words_for, against, _last_of_each(ended), _needed(words_for, rules))


def step_of(who: str, roles: Sequence[str], now: Counted, rules: Rules) -> str | None:
    """The step that somebody takes with a word on this, with the roles that they speak for, their own first; None where
    nothing more is needed of them: they said it already, or none of their roles is asked for."""
    if not roles or any(word.signed.who == who for word in now.words):
        return None
    return roles[0] if not rules.steps else next((role for role in roles if role in now.needed), None)


def roles_of(who: str, role: str, rules: Rules, accounts: Mapping[str, str]) -> tuple[str, ...]:
    """The roles that somebody speaks for: their own, and those of whom they are the deputy; `accounts` has the roles of
    all by their names."""
    others = (accounts[name] for name, deputies in rules.deputies.items() if who in deputies and name in accounts)
    return tuple(dict.fromkeys((role, *others)))


def _needed(words: Iterable[Word], rules: Rules) -> tuple[str, ...]:
    """The steps that nobody took; a person takes one, however often they spoke."""
    taken: dict[str, str] = {}
    for word in words:
        if word.signed.who not in taken.values():
            taken.setdefault(word.signed.step, word.signed.who)
    if not rules.steps:
        return () if taken else ("",)
    return tuple(step for step in rules.steps if step not in taken)


def _last_of_each(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple({(word.signed.who, word.signed.step): word for word in words}.values())


def ends(words: Iterable[Word], states: Sequence[State]) -> list[End]:
    """Which of these words end, by what came since they were given: `states` are the versions of draft and final that
    are known, those of each in their order, what is there now the last."""
    found = (_end(word, states) for word in words if word.ended is None and word.aspect.what != "script")
    return [each for each in found if each]


def _end(word: Word, states: Sequence[State]) -> End | None:
    own = [state for state in states if state.draft == word.seen.draft and state.version >= word.seen.version]
    before = word.seen.finals if word.seen.draft else word.seen.drafts
    others = [state for state in states if state.draft != word.seen.draft]
    if word.seen.draft:
        # A final may still be made from what was there before: only after one that is what was approved it counts.
        others = _from_the_first_alike(word, [state for state in others if state.version >= before])
    else:
        others = [state for state in others if state.version > before]
    return next((end for state in [*own, *others] if (end := _ended_by(word, state))), None)


def _from_the_first_alike(word: Word, states: Sequence[State]) -> list[State]:
    alike = (number for number, state in enumerate(states) if _content(word, state) == word.content)
    first = next(alike, len(states))
    return list(states[first:])


def _content(word: Word, state: State) -> str | None:
    candidate = state.candidates.get(word.aspect.deliverable)
    return candidate.contents.get(word.aspect.what) if candidate and candidate.contents else None


def _ended_by(word: Word, state: State) -> End | None:
    """Whether the content of a word is not what this state shows; what cannot be known ends nothing."""
    name = word.aspect.deliverable
    candidate = state.candidates.get(name)
    if candidate is None:
        others = [each for other, each in state.candidates.items() if other.split("/")[0] == name.split("/")[0]]
        gone = any(not each.outdated for each in others)
        return End(word.id, "gone", state.draft, state.version) if gone else None
    if candidate.outdated or candidate.contents is None:
        return None
    content = candidate.contents.get(word.aspect.what)
    if content == word.content:
        return None
    return End(word.id, "gone" if content is None else "changed", state.draft, state.version)
