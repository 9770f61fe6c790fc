"""`newscast approve`: a word from the terminal, one's own or one that came by another way."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from approval_making import MISSING, publish
from review_making import EPISODE, OFFICE

from newscast.base.errors import MachineError
from newscast.base.exits import DONE, FILES, MACHINE, USAGE
from newscast.cli.main import run
from newscast.desk.accounts import add_account
from newscast.desk.approvals import words_of
from newscast.episode.approved import laid_down
from newscast.review.newsroom.office import Office
from newscast.watch.approval import approving

Approve = Callable[..., int]


@pytest.fixture
def approve(newsroom: Path, office: Office, monkeypatch: pytest.MonkeyPatch) -> Approve:
    """The command, in a newsroom with the accounts ana (editor), directora (director) and luis (producer)."""
    with office.people() as people:
        for name, role in (("ana", "editor"), ("directora", "director"), ("luis", "producer")):
            add_account(people, name, name.title(), role, "test")  # type: ignore[arg-type]
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.chdir(newsroom)
    return lambda *given: run(["approve", *given])


def lies(office: Office) -> list[str]:
    return sorted(laid_down(office.folder(EPISODE)))


def test_an_account_approves_what_its_word_is_needed_on(
    approve: Approve, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve(EPISODE, "--as", "ana", "--only", "web,reel/feria") == DONE
    told = capsys.readouterr()
    assert "web: ana approves programme, texts and captions, cover picture." in told.out
    assert "reel/feria: its final lies in approved/." in told.out and lies(office) == ["reel/feria", "web"]
    assert approve(f"rundowns/{EPISODE}.yaml", "--as", "ana") == DONE
    assert lies(office) == ["radio", "reel/bacheo", "reel/feria", "square", "tv", "web"]
    assert approve(EPISODE, "--as", "ana") == DONE
    assert "No further word of ana is needed." in capsys.readouterr().out
    with office.people() as people:
        assert {word.signed.entered_by for word in words_of(people, EPISODE)} == {None}


def test_what_a_full_disk_kept_from_being_laid_down_is_laid_down_the_next_time(
    approve: Approve, office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_given: object) -> bool:
        raise MachineError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(approving, "lay_down", full)
        assert approve(EPISODE, "--as", "ana", "--only", "web") == MACHINE and lies(office) == []
    assert approve(EPISODE, "--as", "ana", "--only", "web") == DONE
    told = capsys.readouterr().out
    assert "web: its final lies in approved/." in told and "No further word" in told and lies(office) == ["web"]


def test_a_word_that_came_by_another_way_names_both(approve: Approve, office: Office, tmp_path: Path) -> None:
    proof = tmp_path / "captura.png"
    proof.write_bytes(bytes.fromhex(_PNG))
    given = ("--by", "directora", "--via", "WhatsApp", "--proof", str(proof), "--only", "web")
    assert approve(EPISODE, *given, "--as", "luis") == DONE
    with office.people() as people:
        word = words_of(people, EPISODE)[0]
        deed = next(each for each in people.audit() if each.what == "approved")
    assert (word.signed.who, word.signed.step) == ("directora", "director")
    assert (word.signed.entered_by, word.signed.via) == ("luis", "WhatsApp") and len(word.signed.proof or "") == 64
    assert deed.who == "luis" and deed.details["for"] == "directora" and lies(office) == ["web"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no users")
def test_nobody_named_is_whoever_types(approve: Approve, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "cabina")
    assert approve(EPISODE, "--by", "directora", "--via", "teléfono", "--only", "web") == DONE
    with office.people() as people:
        assert words_of(people, EPISODE)[0].signed.entered_by == f"cabina@{socket.gethostname()}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((EPISODE,), "Say whose word it is"),
        ((EPISODE, "--by", "directora"), "needs --by and --via"),
        ((EPISODE, "--as", "ana", "--via", "WhatsApp"), "needs --by and --via"),
        ((EPISODE, "--as", "anna"), "There is no account “anna”. Did you mean “ana”?"),
        ((EPISODE, "--as", "luis"), "luis cannot say this word: it is that of an editor or a director."),
        ((EPISODE, "--as", "ana", "--emergency", "ya"), "ana cannot say this word: it is that of a director."),
        ((EPISODE, "--as", "ana", "--only", "wep"), "There is no “wep” to approve."),
        (("ayer", "--as", "ana"), "There is no episode “ayer” here."),
    ],
)
def test_what_makes_no_sense_is_said(
    approve: Approve, office: Office, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], said: str
) -> None:
    assert approve(*given) == USAGE
    assert said in capsys.readouterr().err and lies(office) == []
    with office.people() as people:
        assert words_of(people, EPISODE) == []


def test_what_cannot_be_approved_is_named_and_the_rest_is(
    approve: Approve, office: Office, newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(newsroom, True, {"web": None}, problems=(MISSING,))
    assert approve(EPISODE, "--as", "ana") == FILES
    assert "web cannot be approved as it is. Pieces are missing: No está entrevistas/laura.mp4." in (
        capsys.readouterr().err
    )
    assert lies(office) == ["radio", "reel/bacheo", "reel/feria", "square", "tv"]
    assert approve(EPISODE, "--as", "ana", "--only", "web") == FILES


def test_a_release_stands_above_steps_and_checks(approve: Approve, office: Office, newsroom: Path) -> None:
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE + "approval: [editor, director]\n", encoding="utf-8")
    publish(newsroom, False, failed=("web",))
    assert approve(EPISODE, "--as", "directora", "--only", "web") == FILES and lies(office) == []
    assert approve(EPISODE, "--as", "directora", "--only", "web", "--emergency", "Ya es hora.") == DONE
    assert lies(office) == ["web"]
    assert laid_down(office.folder(EPISODE))["web"].words[0].reason == "Ya es hora."


def test_it_says_whose_word_is_still_needed(
    approve: Approve, newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE + "approval: [editor, director]\n", encoding="utf-8")
    assert approve(EPISODE, "--as", "ana", "--only", "web") == DONE
    assert "web: Still needed: the word of a director." in capsys.readouterr().out


_PNG = (
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"
    "00c9fe92ef0000000049454e44ae426082"
)
"""A picture of one pixel."""
