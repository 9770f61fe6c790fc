"""What words bring about when nobody is on the page: the watcher lays down, tells what changed, and misses what is not
approved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from approval_making import folder_of, publish
from review_making import EPISODE, OFFICE

from newscast.desk.accounts import add_account
from newscast.desk.approvals import Aspect, Seen, Signature, give, refuse, words_of
from newscast.desk.ledger import open_ledger
from newscast.episode.approved import laid_down
from newscast.episode.manifest import known_manifest
from newscast.review.newsroom.office import Office
from newscast.watch.approval.approving import approvals_of, settle
from newscast.watch.approval.going_out import hindrance_of
from newscast.watch.approval.heeding import ALARM, Heed
from newscast.watch.telling.told import Told

AIR = 1_795_100_000.0


@pytest.fixture
def told() -> list[Told]:
    return []


@pytest.fixture
def heed(office: Office, told: list[Told]) -> Iterator[Heed]:
    ledger = open_ledger(office.desk)
    yield Heed(office.root, office.desk, ledger, told.append)
    ledger.close()


def approve(office: Office, *names: str, who: str = "ana") -> None:
    """Write words down on what is to be approved, and bring nothing about: as if the page had been killed then."""
    with office.people() as people:
        for each in approvals_of(people, office.root, EPISODE).standings:
            if not names or each.deliverable in names:
                plan = each.plan
                versions = [known_manifest(folder_of(office.root, draft)) for draft in (True, False)]
                seen = Seen(plan.draft, plan.version, *(found.version if found else 0 for found in versions))
                contents = {counted.aspect: counted.content for counted in each.aspects}
                give(people, EPISODE, contents, seen, Signature(who, "editor"))


def lies(office: Office) -> dict[str, int]:
    return {name: laid.version for name, laid in laid_down(office.folder(EPISODE)).items()}


def test_what_was_left_when_the_page_was_killed_is_done_later(office: Office, heed: Heed, told: list[Told]) -> None:
    approve(office, "web", "reel/feria")
    assert lies(office) == {}
    heed.settle(EPISODE)
    assert lies(office) == {"web": 2, "reel/feria": 2}
    assert [(each.kind, each.deliverables) for each in told] == [("laid", ("web", "reel/feria"))]
    heed.settle(EPISODE)
    assert len(told) == 1


def test_what_changed_is_told_once_with_whose_word_it_was(
    office: Office, heed: Heed, told: list[Told], newsroom: Path
) -> None:
    approve(office, "web", "radio")
    heed.settle(EPISODE)
    publish(newsroom, True, {"web": "otro"})
    settled = heed.settle(EPISODE)
    assert settled
    assert [(each.kind, each.deliverables, each.who) for each in told[1:]] == [("withdrawn", ("web",), ("ana",))]
    # A word that ended asks for no final, and what lies there stays.
    assert settled.approvals.finals_wanted == () and lies(office) == {"web": 2, "radio": 2}
    # That somebody takes the change back brings no word back, also where nobody looked meanwhile.
    publish(newsroom, True, {"web": "web programme", "radio": "otro"})
    publish(newsroom, True, {"radio": "radio programme"})
    heed.settle(EPISODE)
    with office.people() as people:
        assert [word.ended_why for word in words_of(people, EPISODE)] == ["changed", None, None, "changed", None, None]
        assert {word.ended_version for word in words_of(people, EPISODE) if word.ended} == {4, 5}


def test_a_new_final_of_the_same_content_replaces_nothing(office: Office, heed: Heed, newsroom: Path) -> None:
    approve(office, "web")
    heed.settle(EPISODE)
    publish(newsroom, False)
    heed.settle(EPISODE)
    assert lies(office) == {"web": 2}


def test_what_somebody_deleted_there_is_laid_down_again(office: Office, heed: Heed) -> None:
    approve(office, "web")
    heed.settle(EPISODE)
    (office.folder(EPISODE) / "approved/web/a.mp4").unlink()
    assert lies(office) == {}
    heed.settle(EPISODE)
    assert lies(office) == {"web": 2}


def test_what_was_refused_is_withheld_also_where_something_else_was_built_before_anybody_looked(
    office: Office, heed: Heed, newsroom: Path
) -> None:
    approve(office, "web", "radio")
    heed.settle(EPISODE)
    with office.people() as people:
        standings = approvals_of(people, office.root, EPISODE).standings
        said = {each.aspect: each.content for standing in standings for each in standing.final_aspects}
        contents = {aspect: content for aspect, content in said.items() if aspect == Aspect("web", "programme")}
        refuse(people, EPISODE, contents, Seen(False, 2, 3, 2), Signature("eva", "editor", "Es otra cifra."))
    publish(newsroom, True, {"web": "otro"})
    publish(newsroom, False, {"web": "otro"})
    heed.settle(EPISODE)
    assert lies(office) == {"radio": 2} and (office.folder(EPISODE) / "approved/withheld/web/a.mp4").is_file()


def test_what_may_go_out_by_the_words_on_it(office: Office, heed: Heed, newsroom: Path) -> None:
    """What nobody approved may where nobody approves anything; what was approved, until it is refused."""

    def hindrances() -> list[str | None]:
        return [hindrance_of(office.root, office.desk, each)(EPISODE) for each in ("web", "radio")]

    assert hindrances() == [None, None]
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE + "approval: [editor]\n", encoding="utf-8")
    assert hindrances() == ["unapproved", "unapproved"]
    approve(office, "web")
    assert hindrances() == [None, "unapproved"], "also before it is laid down"
    heed.settle(EPISODE)
    publish(newsroom, False, {"web": "otro"})
    assert hindrances() == [None, "unapproved"], "what lies there goes out, whatever was built since"
    publish(newsroom, False, {"web": "web programme"})
    with office.people() as people:
        standings = approvals_of(people, office.root, EPISODE).standings
        said = {each.aspect: each.content for one in standings for each in one.final_aspects}
        against = {aspect: said[aspect] for aspect in (Aspect("web", "programme"), Aspect("radio", "programme"))}
        refuse(people, EPISODE, against, Seen(False, 4, 3, 4), Signature("eva", "editor", "Es otra cifra."))
    assert hindrances() == ["refused", "refused"], "also before it is withheld"


def test_a_file_that_was_changed_is_told_and_stops_nothing(office: Office, heed: Heed, told: list[Told]) -> None:
    approve(office, "web", "radio")
    path = office.folder(EPISODE) / "web/a.mp4"
    path.write_bytes(b"x" * path.stat().st_size)
    heed.settle(EPISODE)
    heed.settle(EPISODE)
    assert (
        lies(office) == {"radio": 2}
        and [each.kind for each in told] == ["trouble"]
        and "not what was built" in told[0].reason
    )


def test_what_nobody_approved_is_told_before_air(office: Office, heed: Heed, told: list[Told], newsroom: Path) -> None:
    heed.tell_unapproved(EPISODE, AIR, AIR - ALARM)
    # Nobody approves anything here.
    assert told == []
    with office.people() as people:
        add_account(people, "ana", "Ana", "editor", "test")
    heed.tell_unapproved(EPISODE, AIR, AIR - ALARM + 15)
    heed.tell_unapproved(EPISODE, AIR, AIR - ALARM + 30)
    assert [(each.kind, each.when, each.deliverables) for each in told] == [("unapproved", AIR, ())]
    approve(office, "web", "tv", "square", "reel/bacheo", "reel/feria")
    heed.tell_unapproved(EPISODE, AIR + 60, AIR - ALARM + 60)
    assert told[1].deliverables == ("radio",)
    approve(office, "radio")
    heed.tell_unapproved(EPISODE, AIR + 120, AIR - ALARM + 120)
    assert len(told) == 2
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE + "approval: [editor, director]\n", encoding="utf-8")
    heed.tell_unapproved(EPISODE, AIR + 180, AIR - ALARM + 180)
    assert told[2].deliverables == ()


def test_where_nobody_ever_said_a_word_nothing_is_begun(tmp_path: Path, newsroom: Path) -> None:
    assert settle(newsroom, tmp_path / "desk", EPISODE).laid == () and not (tmp_path / "desk").exists()


def test_a_broken_record_lets_no_word_hold(office: Office, heed: Heed, told: list[Told]) -> None:
    approve(office, "web")
    (office.desk / "newscast.db").write_bytes(b"x" * 8192)
    heed.settle(EPISODE)
    assert lies(office) == {} and told[0].kind == "trouble" and "newscast desk restore" in told[0].reason
