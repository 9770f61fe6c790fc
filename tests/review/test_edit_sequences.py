"""Any sequence of edits, saves by hand and takings back: nothing is lost, all of it is explained, all can be undone."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_making import EPISODE, RUNDOWN_PATH

from newscast.desk.edits import digest, edits_of_file, text_of
from newscast.desk.people import People
from newscast.desk.saves import look_at_save
from newscast.document.sheet import Sheet
from newscast.document.splicing import meant
from newscast.review.door.wrong import RefusedError
from newscast.review.mending import editing
from newscast.review.mending.editing import save_edits
from newscast.review.mending.explaining import chain
from newscast.review.mending.undoing import undo_edit
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.office import Office

sys.path.append(str(Path(__file__).parent.parent / "document"))
from test_splicing import is_right
from yaml_grammar import Hand

ANA = Visitor(1, "ana", "Ana Ruiz", "editor")


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with such rundowns is not what is tested here."""
    monkeypatch.setattr(editing, "consult", lambda *_given: None)


def begun(office: Office, hand: Hand) -> bytes:
    """The bytes of a rundown as some hand writes it, which the record knows."""
    data = hand.document()
    while not is_right(Sheet(Path("a.yaml"), data)):
        data = hand.document()
    (office.root / RUNDOWN_PATH).write_bytes(data)
    return data


def edited(office: Office, people: People, hand: Hand) -> int | None:
    """One edit of what is there now; the file then says what was meant."""
    path = office.root / RUNDOWN_PATH
    sheet = Sheet(path, path.read_bytes())
    edit = hand.edit(sheet.model)
    try:
        saved = save_edits(office, people, EPISODE, RUNDOWN_PATH, digest(sheet.data), [edit], ANA)
    except RefusedError as refused:
        assert refused.status == 409 and path.read_bytes() == sheet.data
        return None
    assert Sheet(path, path.read_bytes()).model == meant(sheet.model, edit)
    return saved.id


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**40))
def test_taking_everything_back_gives_the_bytes_of_before(office: Office, seed: int) -> None:
    hand = Hand(seed)
    with office.people() as people:
        first = begun(office, hand)
        made = [number for _each in range(6) if (number := edited(office, people, hand))]
        for number in reversed(made):
            undo_edit(office, people, EPISODE, number, ANA)
    assert (office.root / RUNDOWN_PATH).read_bytes() == first


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**40))
def test_every_byte_between_two_states_is_explained(office: Office, seed: int) -> None:
    hand, random, path = Hand(seed), Random(seed), office.root / RUNDOWN_PATH
    with office.people() as people:
        states, made = [begun(office, hand)], []
        look_at_save(office.root, people, path)
        for _each in range(10):
            kind = random.random()
            if kind < 0.5:
                made += [number for number in [edited(office, people, hand)] if number]
            elif kind < 0.75:
                at = random.randint(0, len(path.read_bytes()))
                path.write_bytes(path.read_bytes()[:at] + b"# \xff\n" * random.randint(0, 1) + path.read_bytes()[at:])
                look_at_save(office.root, people, path)
                if not is_right(Sheet(path, path.read_bytes())):
                    states.append(path.read_bytes())
                    path.write_bytes(states[0])
                    look_at_save(office.root, people, path)
            elif made:
                try:
                    undo_edit(office, people, EPISODE, random.choice(made), ANA)
                except RefusedError as refused:
                    assert refused.status == 409
            states.append(path.read_bytes())
        explains(people, states, len(edits_of_file(people, RUNDOWN_PATH)))


def explains(people: People, states: list[bytes], saves: int) -> None:
    assert saves or len(set(states)) == 1
    for before, after in pairwise(states):
        found = chain(people, RUNDOWN_PATH, digest(before), digest(after))
        assert found is not None and text_of(people, RUNDOWN_PATH, digest(before)) == before
    assert chain(people, RUNDOWN_PATH, digest(states[0]), digest(states[-1])) is not None
