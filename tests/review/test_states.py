"""How far a review is follows from what people did."""

from __future__ import annotations

import pytest

from newscast.review.approval.states import STATES, Done, State, state_of_episode, state_words


@pytest.mark.parametrize(
    ("done", "state"),
    [
        (Done(), "unseen"),
        (Done(looked=True), "in-review"),
        (Done(looked=True, open_comments=1), "changes-asked"),
        (Done(refused=frozenset({"web"})), "changes-asked"),
        # A word against something that is not built any more asks for nothing.
        (Done(looked=True, refused=frozenset({"square"})), "in-review"),
        (Done(approved=frozenset({"web"})), "in-review"),
        (Done(looked=True, approved=frozenset({"web", "reel/feria"})), "approved"),
        (Done(open_comments=1, approved=frozenset({"web", "reel/feria"})), "changes-asked"),
        (Done(approved=frozenset({"web"}), delivered=frozenset({"reel/feria"})), "approved"),
        (Done(delivered=frozenset({"web", "reel/feria"})), "delivered"),
    ],
)
def test_the_state_follows_from_what_was_done(done: Done, state: State) -> None:
    assert state_of_episode(["web", "reel/feria"], done) == state


def test_without_files_there_is_nothing_to_review() -> None:
    assert state_of_episode([], Done(looked=True, open_comments=3)) == "unbuilt"


def test_every_state_has_its_words() -> None:
    assert len({state_words(state) for state in STATES}) == len(STATES) == 6
