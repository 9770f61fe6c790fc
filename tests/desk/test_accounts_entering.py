"""Coming in: links that are spent once, guests of one episode, devices that are ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscast.desk import entering
from newscast.desk.accounts import (
    account_of,
    accounts,
    add_account,
    is_account_name,
    remove_account,
    set_password,
    shown_as,
)
from newscast.desk.devices import devices, end_device, end_session, note_use
from newscast.desk.entering import (
    begin,
    come_as_guest,
    is_first,
    make_first,
    make_sign_in,
    session_of,
    spend,
    spend_first,
)
from newscast.desk.guests import guest_links, invitation, invite, withdraw
from newscast.desk.passwords import hashed, is_password, is_right
from newscast.desk.people import People, open_people


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    opened = open_people(tmp_path)
    yield opened
    opened.close()


def test_a_personal_link_signs_in_once(people: People) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    link = make_sign_in(people, ana, "newscast")
    secret = spend(people, link, "a phone")
    assert secret and spend(people, link, "another phone") is None
    session = session_of(people, secret)
    assert session and session.account == ana and session.guest is None
    assert session_of(people, link) is None and session_of(people, "") is None
    assert [deed.what for deed in people.audit()] == ["signed-in", "link-made", "account-added"]


def test_a_link_that_waited_too_long_signs_nobody_in(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    monkeypatch.setattr(entering, "SIGN_IN_SECONDS", -1.0)
    assert spend(people, make_sign_in(people, ana, "newscast"), "") is None


def test_no_secret_is_kept(people: People) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    set_password(people, ana, hashed("once upon a time"), "ana")
    secrets = [make_first(people), make_sign_in(people, ana, "ana"), invite(people, "uno", "Eva", 3, False, "ana")]
    secrets.append(begin(people, ana, ""))
    kept = "\n".join(people.connection.iterdump())
    assert not [secret for secret in (*secrets, "once upon a time") if secret in kept]


def test_a_removed_account_is_out_on_every_device_and_by_every_link(people: People) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    secret, link = begin(people, ana, "a phone"), make_sign_in(people, ana, "newscast")
    remove_account(people, ana, "eva")
    assert session_of(people, secret) is None and spend(people, link, "") is None and accounts(people) == []
    again = add_account(people, "ana", "Ana Ruiz", "producer", "eva")
    assert session_of(people, secret) is None and spend(people, link, "") is None and again.password is None


@pytest.mark.slow
def test_another_password_ends_the_other_devices(people: People) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    here, there = begin(people, ana, "here"), begin(people, ana, "there")
    kept = session_of(people, here)
    assert kept
    set_password(people, ana, hashed("once upon a time"), "ana", keep=kept.id)
    assert session_of(people, here) and session_of(people, there) is None
    ana = account_of(people, "ANA") or ana
    assert is_right(ana, "once upon a time") and not is_right(ana, "once upon a tim") and not is_right(None, "x")
    set_password(people, ana, None, "eva")
    ana = account_of(people, "ana") or ana
    assert not is_right(ana, "nobody has this password") and session_of(people, here) is None


def test_a_guest_sees_one_episode_until_the_link_is_taken_back(people: People) -> None:
    secret = invite(people, "uno", "Eva Sol", 3, True, "ana")
    found = invitation(people, secret)
    assert found and (found.guest, found.episode) == ("Eva Sol", "uno")
    phone, desk = come_as_guest(people, secret, "phone"), come_as_guest(people, secret, "desk")
    assert phone and desk and phone[0] != desk[0] and phone[1] == "uno"
    session = session_of(people, phone[0])
    assert session and session.account is None and (session.guest, session.may_approve) == ("Eva Sol", True)
    (link,) = guest_links(people, "uno")
    assert link.devices == 2 and guest_links(people, "dos") == []
    assert not withdraw(people, link.id, "dos", "ana") and withdraw(people, link.id, "uno", "ana")
    assert session_of(people, phone[0]) is None and come_as_guest(people, secret, "") is None
    assert invitation(people, secret) is None and guest_links(people) == []


def test_a_guests_link_is_no_personal_one(people: People) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    assert spend(people, invite(people, "uno", "Eva", 3, False, "ana"), "") is None
    assert come_as_guest(people, make_sign_in(people, ana, "ana"), "") is None
    assert not is_first(people, make_sign_in(people, ana, "ana"))


def test_the_first_account_is_made_once_and_by_the_newest_link(people: People) -> None:
    old, new = make_first(people), make_first(people)
    assert not is_first(people, old) and is_first(people, new)
    secret = entering.spend_first(people, new, "ana", "Ana Ruiz", "")
    assert secret and entering.spend_first(people, new, "eva", "Eva", "") is None
    assert [(each.name, each.role) for each in accounts(people)] == [("ana", "director")]
    assert not is_first(people, make_first(people))


def test_where_the_first_account_cannot_come_in_it_was_not_made(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = make_first(people)

    def killed(*_given: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(entering, "_begin", killed)
        spend_first(people, secret, "ana", "Ana", "phone")
    assert accounts(people) == [] and spend_first(people, secret, "ana", "Ana", "phone")


def test_devices_are_listed_and_ended_by_their_owner_alone(people: People) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    eva = add_account(people, "eva", "Eva Sol", "editor", "newscast")
    secret = begin(people, ana, "Phone")
    begin(people, eva, "Desk")
    (device,) = devices(people, ana)
    assert device.device == "Phone"
    assert not end_device(people, device.id, eva, "eva") and session_of(people, secret)
    assert end_device(people, device.id, ana, "ana") and session_of(people, secret) is None and not devices(people, ana)
    session = session_of(people, secret := begin(people, ana, "Phone"))
    assert session
    end_session(people, session.id, "ana")
    assert session_of(people, secret) is None


def test_a_device_that_is_used_is_noted_once_an_hour(people: People) -> None:
    ana = add_account(people, "ana", "Ana Ruiz", "editor", "newscast")
    secret = begin(people, ana, "Phone")
    session = session_of(people, secret)
    assert session
    people.connection.execute("UPDATE sessions SET used = used - 4000")
    before = session_of(people, secret)
    assert before and before.used < session.used
    note_use(people, before)
    after = session_of(people, secret)
    assert after and after.used > session.used - 1
    note_use(people, after)
    assert session_of(people, secret) == after


def test_names_and_passwords_that_are_taken() -> None:
    assert all(map(is_account_name, ("ana", "ana.ruiz", "ana-2")))
    assert not any(map(is_account_name, ("", "Ana", "ñ", "a b", "-a", "guest-3", "newscast", "../a", "a" * 41, "a\n")))
    assert is_password("seis baches") and is_password("x" * 5 + "abcdefg")
    assert not any(map(is_password, ("short", "aaaaaaaaaaaa", "x" * 201)))
    assert not is_password("ana.ruiz.leon", "ana.ruiz.leon")
    assert shown_as("  Ana\n\tRuiz\x00 ") == "Ana Ruiz" and len(shown_as("x" * 500)) == 80
