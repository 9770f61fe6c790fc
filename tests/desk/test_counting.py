"""Which words count: for a content, until another one comes, and never again after that."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from counting_making import FAILED, candidate, state, word
from hypothesis import given
from hypothesis import strategies as st

from newscast.desk.approvals import Aspect, Seen, Signature, Word
from newscast.desk.candidates import Candidate, plans
from newscast.desk.counting import Counted, Rules, Standing, State, counted, ends, roles_of, standings, step_of

PROGRAMME = Aspect("web", "programme")
TWO = Rules(("editor", "director"))


def count(words: list[Word], content: str = "a", rules: Rules | None = None) -> Counted:
    return counted(words, PROGRAMME, content, rules or Rules())


def stand(words: list[Word], plan: Candidate, final: Candidate | None = None, rules: Rules | None = None) -> Standing:
    return standings(words, {"web": plan}, {"web": final} if final else {}, rules or Rules())[0]


def test_one_word_is_enough_where_nothing_else_is_asked_for() -> None:
    assert count([]).needed == ("",) and not count([]).approved
    assert count([word(1)]).approved
    assert not count([word(1, "b")]).approved
    assert not count([word(1, ended=5.0)]).approved
    assert not count([word(1, what="texts")]).approved


def test_two_steps_are_two_people() -> None:
    editor, director = word(1), word(2, who="laura", step="director")
    assert count([editor], rules=TWO).needed == ("director",)
    assert count([editor, director], rules=TWO).approved
    assert count([editor, word(2, step="director")], rules=TWO).needed == ("director",)
    assert count([editor, word(2, who="eva")], rules=TWO).needed == ("director",)


def test_a_word_given_under_other_rules_counts_as_whose_it_is() -> None:
    assert count([word(1, step="director")]).approved
    assert count([word(1, step="director")], rules=TWO).needed == ("editor",)


def test_a_refusal_holds_against_all_words_until_somebody_releases_it() -> None:
    words = [word(1), word(2, who="eva", says="refused")]
    assert not count(words).approved
    assert not count([*words, word(3, who="laura")]).approved
    released = word(3, who="laura", emergency=True, reason="no hay otra")
    assert count([*words, released]).approved and count([*words, released], rules=TWO).approved
    assert not count([*words, released, word(4, who="eva", says="refused")]).approved


def test_somebody_takes_the_first_step_that_is_theirs_once() -> None:
    nobody = count([], rules=TWO)
    assert step_of("ana", ("editor",), nobody, TWO) == "editor"
    assert step_of("ana", ("guest",), nobody, TWO) is None
    assert step_of("ana", ("guest",), count([]), Rules()) == "guest"
    assert step_of("ana", (), count([]), Rules()) is None
    assert step_of("ana", ("editor", "director"), count([word(1)], rules=TWO), TWO) is None
    assert step_of("eva", ("editor", "director"), count([word(1)], rules=TWO), TWO) == "director"


def test_a_deputy_speaks_for_whom_they_stand_in() -> None:
    rules = Rules(TWO.steps, {"laura": ("eva",), "nadie": ("eva",)})
    assert roles_of("eva", "editor", rules, {"laura": "director"}) == ("editor", "director")
    assert roles_of("ana", "editor", rules, {"laura": "director"}) == ("editor",)


@pytest.mark.parametrize(
    ("given_on", "states", "ended"),
    [
        (Seen(True, 3, 3, 0), [state("a", version=3)], None),
        (Seen(True, 3, 3, 0), [state("a", version=3), state("b", version=4)], ("changed", True, 4)),
        # Nobody looked while it was another one: it stays ended.
        (Seen(True, 3, 3, 0), [state("b", version=4), state("a", version=5)], ("changed", True, 4)),
        (Seen(True, 3, 3, 0), [state("b", version=2), state("a", version=3)], None),
        (Seen(True, 3, 3, 0), [state(None, version=4)], None),
        (Seen(True, 3, 3, 0), [state("b", version=4, outdated=True)], None),
        (Seen(True, 3, 3, 0), [state("a", version=3, texts="t"), state("a", version=4)], None),
        # The final that was there before, and one that was still made from what was there before, end nothing.
        (Seen(True, 3, 3, 2), [state("a", version=3), state("z", False, 2), state("z", False, 3)], None),
        (
            Seen(True, 3, 3, 2),
            [state("a", version=3), state("a", False, 3), state("z", False, 4)],
            ("changed", False, 4),
        ),
        (
            Seen(True, 3, 3, 2),
            [state("a", version=3), state("a", False, 2), state("z", False, 3)],
            ("changed", False, 3),
        ),
        # A word on a final: the draft that was there already ends nothing, the next one does.
        (Seen(False, 2, 3, 2), [state("b", version=3), state("a", False, 2)], None),
        (Seen(False, 2, 3, 2), [state("b", version=4), state("a", False, 2)], ("changed", True, 4)),
        (Seen(False, 2, 3, 2), [state("a", version=4), state("b", False, 3)], ("changed", False, 3)),
    ],
)
def test_a_word_ends_where_another_content_came_after_it(
    given_on: Seen, states: list[State], ended: tuple[str, bool, int] | None
) -> None:
    found = ends([word(1, seen=given_on)], states)
    assert [(each.why, each.draft, each.version) for each in found] == ([ended] if ended else [])


def test_what_is_no_more_ends_its_word_and_what_is_not_known_ends_none() -> None:
    mine = word(1, deliverable="reel/feria")
    other = state("b", version=2, deliverable="reel/bacheo")
    assert [each.why for each in ends([mine], [other])] == ["gone"]
    assert ends([mine], [state("b", version=2)]) == []
    assert ends([mine], [state("b", version=2, deliverable="reel/bacheo", outdated=True)]) == []
    assert [each.why for each in ends([word(1, what="texts")], [state("a", version=1)])] == ["gone"]
    assert ends([word(1, ended=3.0)], [state("b", version=2)]) == []
    assert ends([word(1, what="script", deliverable="")], [state("b", version=2)]) == []


def test_a_final_goes_out_when_it_is_what_was_approved_and_no_check_fails() -> None:
    draft = candidate("a")
    assert not stand([word(1)], draft).holds and stand([word(1)], draft).wants_final
    final = candidate("a", draft=False)
    assert stand([word(1)], draft, final).holds and not stand([word(1)], draft, final).wants_final
    assert not stand([], draft, final).holds
    other = candidate("z", draft=False)
    assert not stand([word(1)], draft, other).holds and stand([word(1)], draft, other).wants_final
    failing = replace(final, failed=(FAILED,))
    assert not stand([word(1)], draft, failing).holds and not stand([word(1)], draft, failing).wants_final
    assert stand([word(1, emergency=True)], draft, failing).holds
    assert not stand([word(1), word(2, who="eva", says="refused")], draft).wants_final
    assert not stand([word(1)], candidate(None)).approved


def test_each_aspect_asks_for_itself() -> None:
    words = [word(1), word(2, "t", what="texts")]
    before, after = candidate("a", texts="t"), candidate("a", texts="u")
    assert stand(words, before).approved
    corrected = stand(words, after)
    assert [each.aspect.what for each in corrected.aspects if not each.approved] == ["texts"]
    assert not stand(words, after, replace(after, draft=False)).holds


def test_a_release_of_the_final_that_is_there_goes_out_though_the_draft_is_another_one() -> None:
    draft, final = candidate("b", version=4), candidate("a", draft=False, version=2)
    released = word(1, "a", who="laura", emergency=True, reason="ya es hora", seen=Seen(False, 2, 4, 2))
    assert ends([released], [State(True, 4, {"web": draft}), State(False, 2, {"web": final})]) == []
    assert stand([released], draft, final).holds and not stand([released], draft, final).approved


def test_there_is_a_word_to_be_said_on_what_was_built_last() -> None:
    draft, final = {"web": candidate("b", version=4)}, {"web": candidate("a", draft=False, version=2)}
    assert plans(draft, final, "draft")["web"].draft and not plans(draft, final, "final")["web"].draft
    assert not plans(draft, {"web": candidate("b", draft=False)}, "draft")["web"].draft
    assert plans(draft, {}, "final")["web"].draft
    old = {"web": candidate("b", version=4, outdated=True)}
    assert not plans(old, final, "draft")["web"].draft


# Any sequence of drafts, finals, words and looks.

PEOPLE = {"ana": "editor", "eva": "editor", "laura": "director"}
CONTENTS = st.sampled_from("aab")
DOINGS = st.one_of(
    st.tuples(st.just("draft"), CONTENTS, st.none()),
    st.tuples(st.just("final"), CONTENTS, st.booleans()),
    st.tuples(st.sampled_from(["approve", "approve", "refuse"]), st.sampled_from(sorted(PEOPLE)), st.booleans()),
    st.tuples(st.just("release"), st.just("laura"), st.booleans()),
    st.tuples(st.just("look"), st.none(), st.none()),
)
BEGINNINGS = st.sampled_from(
    [
        [],
        [("draft", "a", None), ("approve", "ana", False)],
        [("draft", "a", None), ("final", "a", False), ("approve", "ana", False), ("refuse", "eva", False)],
        [("draft", "a", None), ("approve", "ana", False), ("approve", "laura", False), ("final", "a", True)],
    ]
)


@dataclass
class Told:
    """What somebody said of a content, by what they looked at, at a moment."""

    moment: int
    who: str
    says: str
    content: str
    draft: bool


@dataclass
class World:
    """An episode of one deliverable, and what lies in approved/; `log` and `built` are for judging it afterwards."""

    rules: Rules
    drafts: list[Candidate] = field(default_factory=list)
    finals: list[Candidate] = field(default_factory=list)
    newest: str = "draft"
    words: list[Word] = field(default_factory=list)
    lies: str | None = None
    moment: int = 0
    log: list[Told] = field(default_factory=list)
    built: list[tuple[int, bool, str]] = field(default_factory=list)

    def build(self, draft: bool, content: str, fails: bool) -> None:
        kept = self.drafts if draft else self.finals
        failed = (FAILED,) if fails else ()
        kept.append(candidate(content, draft, len(kept) + 1, failed=failed))
        self.newest = "draft" if draft else "final"
        self.built.append((self.moment, draft, content))

    def standing(self) -> Standing | None:
        drafts, finals = ({"web": each[-1]} if each else {} for each in (self.drafts, self.finals))
        chosen = plans(drafts, finals, self.newest)  # type: ignore[arg-type]
        return next(iter(standings(self.words, chosen, finals, self.rules)), None)

    def say(self, says: str, who: str, on_final: bool) -> None:
        self.look(lay=False)
        standing = self.standing()
        if standing is None:
            return
        aspects = standing.final_aspects if on_final and says != "approve" else standing.aspects
        plan = standing.final if on_final and says != "approve" and standing.final else standing.plan
        step = step_of(who, (PEOPLE[who],), aspects[0], self.rules) if aspects else None
        if not aspects or (says == "approve" and (step is None or plan.failed)):
            return
        content, spoken = aspects[0].content, "refused" if says == "refuse" else "approved"
        for each in self.words:
            if each.signed.who == who and each.ended is None and each.says != spoken:
                self.words[each.id - 1] = replace(each, ended=float(self.moment), ended_why="taken-back")
        signed = Signature(who, step or PEOPLE[who], emergency=says == "release")
        seen = Seen(plan.draft, plan.version, len(self.drafts), len(self.finals))
        number = len(self.words) + 1
        self.words.append(Word(number, "hoy", PROGRAMME, content, spoken, seen, signed, float(self.moment)))  # type: ignore[arg-type]
        self.log.append(Told(self.moment, who, says, content, plan.draft))

    def look(self, lay: bool = True) -> None:
        states = [State(each.draft, each.version, {"web": each}) for each in [*self.drafts, *self.finals]]
        for each in ends(self.words, states):
            before = self.words[each.word - 1]
            self.words[each.word - 1] = replace(before, ended=float(self.moment), ended_why=each.why)
        standing = self.standing()
        if lay and standing and standing.holds and standing.final and standing.final.contents:
            content = standing.final.contents["programme"]
            assert self.may_lie(content), (content, self.log, self.built)
            self.lies = content

    def may_lie(self, content: str) -> bool:
        """Judged by what happened alone: enough people approved this content, nothing else came after their words, and
        nobody's last word on it was no, unless it was released after that; what fails was released."""
        now = [told for told in self.log if told.content == content and not self._passed(told)]
        last = {told.who: told for told in now}
        refused = max((told.moment for told in last.values() if told.says == "refuse"), default=-1)
        released = any(told.says == "release" and told.moment > refused for told in now)
        # Of one person only the last word counts; a refusal takes back what they said before it.
        steps = {PEOPLE[who] for who, told in last.items() if told.says != "refuse"}
        enough = bool(steps) if not self.rules.steps else set(self.rules.steps) <= steps
        whole = not self.finals[-1].failed
        return released or (refused < 0 and enough and whole)

    def _passed(self, told: Told) -> bool:
        return any(
            moment > told.moment and content != told.content and (draft or not told.draft)
            for moment, draft, content in self.built
        )


@given(BEGINNINGS, st.lists(DOINGS, max_size=12), st.sampled_from([Rules(), TWO]))
def test_what_lies_there_was_always_approved(
    beginning: list[tuple[str, str, bool]], more: list[tuple[str, str, bool]], rules: Rules
) -> None:
    world, doings = World(rules), [*beginning, *more]
    for moment, (doing, what, flag) in enumerate(doings):
        world.moment = moment
        before = world.lies
        if doing in ("draft", "final"):
            world.build(doing == "draft", what, bool(flag))
        elif doing == "look":
            world.look()
        else:
            world.say(doing, what, bool(flag))
        assert doing == "look" or world.lies == before
    world.moment = len(doings)
    world.look()
    standing = world.standing()
    # What holds lies there, and nothing else waits.
    assert standing is None or not standing.holds or (world.lies == standing.final_aspects[0].content)


@given(st.lists(DOINGS, max_size=24))
def test_a_word_that_ended_never_counts_again(doings: list[tuple[str, str, bool]]) -> None:
    world, dead = World(Rules()), set[int]()
    for moment, (doing, what, flag) in enumerate(doings):
        world.moment = moment
        if doing in ("draft", "final"):
            world.build(doing == "draft", what, bool(flag))
        elif doing != "look":
            world.say(doing, what, bool(flag))
        world.look()
        standing = world.standing()
        counting = {w.id for each in (standing.aspects if standing else ()) for w in [*each.words, *each.against]}
        assert not dead & counting
        dead |= {w.id for w in world.words if w.ended is not None}
