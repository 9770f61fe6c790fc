"""The list of episodes counts words of approval as the bar of an episode does."""

from __future__ import annotations

from pathlib import Path

import pytest
from approval_making import publish
from review_making import EPISODE

from newscast.desk.approvals import Aspect, Seen, Signature, give
from newscast.desk.looks import look
from newscast.review.approval import reviewed as counting
from newscast.review.approval.reviewed import Reviewed, reviewed
from newscast.review.approval.states import Done
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Librarian
from newscast.watch.approval.approving import approvals_of


def listed(office: Office, who: str = "eva") -> Reviewed:
    with office.people() as people:
        return reviewed(people, office, Librarian(office.root).shelf(), who).get(EPISODE, Reviewed(Done()))


def approve(office: Office, deliverable: str) -> None:
    """A word for the draft that is there."""
    with office.people() as people:
        (plan,) = (
            each.plan
            for each in approvals_of(people, office.root, EPISODE).standings
            if each.deliverable == deliverable
        )
        contents = {Aspect(deliverable, what): content for what, content in (plan.contents or {}).items()}
        give(people, EPISODE, contents, Seen(True, 3, 3, 2), Signature("ana", "editor"))


def in_the_bar(office: Office) -> set[str]:
    with office.people() as people:
        return {each.deliverable for each in approvals_of(people, office.root, EPISODE).standings if each.approved}


def test_what_was_approved_is_told_until_its_content_is_another(office: Office, newsroom: Path) -> None:
    assert listed(office) == Reviewed(Done())
    approve(office, "web")
    approve(office, "radio")
    assert listed(office).done.approved == in_the_bar(office) == {"web", "radio"}
    publish(newsroom, True, {"web": "otro"})
    assert listed(office).done.approved == in_the_bar(office) == {"radio"}
    # The word has ended, though nobody wrote that down yet, and does not come back with the content.
    publish(newsroom, True, {"web": "web programme"})
    assert listed(office).done.approved == in_the_bar(office) == {"radio"}


def test_what_stays_the_same_is_counted_once(office: Office, newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    approve(office, "web")
    librarian, counted = Librarian(office.root), []
    monkeypatch.setattr(counting, "judged", lambda *told: counted.append(told) or _judged(*told))
    with office.people() as people:
        for _time in range(3):
            assert reviewed(people, office, librarian.shelf(), "eva")[EPISODE].done.approved == {"web"}
        assert len(counted) == 1
        approve(office, "radio")
        assert reviewed(people, office, librarian.shelf(), "eva")[EPISODE].done.approved == {"web", "radio"}
    assert len(counted) == 2


_judged = counting.judged


def test_everybody_has_seen_what_they_saw(office: Office) -> None:
    with office.people() as people:
        look(people, "eva", EPISODE, True, 2, "web")
        look(people, "ana", EPISODE, False, 1, "web")
    assert listed(office, "eva") == Reviewed(Done(looked=True), seen_draft=2)
    assert listed(office, "ana") == Reviewed(Done(looked=True), seen_final=1)
