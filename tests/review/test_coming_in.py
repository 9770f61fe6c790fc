"""Coming in to the page, and what those find who try to without being asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from review_making import EPISODE, write_newsroom
from starlette.testclient import TestClient

from newscast.desk import passwords
from newscast.desk.accounts import account_of, accounts, add_account, set_password
from newscast.desk.database import transaction
from newscast.desk.entering import make_first, make_sign_in
from newscast.desk.guests import invite
from newscast.desk.passwords import hashed
from newscast.desk.people import write_down
from newscast.review.app import make_app
from newscast.review.door import limits
from newscast.review.door.limits import WRONG_ADDRESS, WRONG_HERE
from newscast.review.newsroom.agents import device_words
from newscast.review.newsroom.office import Office, open_office

SignedIn = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def quick_and_at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords take no time, and no time passes between two tries."""
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(1, 1024, 1))
    monkeypatch.setattr(limits, "monotonic", lambda: 1000.0)


@pytest.fixture
def stranger(office: Office) -> TestClient:
    headers = {"accept": "text/html", "accept-language": "en"}
    return TestClient(make_app(office), headers=headers, follow_redirects=False)


def personal_link(office: Office, name: str = "ana") -> str:
    with office.people() as people:
        account = account_of(people, name) or add_account(people, name, "Ana <Ruiz>", "editor", "test")
        return f"/enter/{make_sign_in(people, account, 'test')}"


def test_a_messenger_that_looks_at_a_link_does_not_spend_it(office: Office, stranger: TestClient) -> None:
    link = personal_link(office)
    for method in ("GET", "HEAD", "GET"):
        answer = stranger.request(method, f"{link}?to=/e/{EPISODE}")
        assert answer.status_code == 200 and "set-cookie" not in answer.headers
    assert f'action="?to=/e/{EPISODE}"' in answer.text
    came = stranger.post(f"{link}?to=/e/{EPISODE}")
    assert (came.status_code, came.headers["location"]) == (303, f"/e/{EPISODE}")
    cookie = came.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "max-age=7776000" in cookie and "secure" not in cookie
    assert stranger.get("/").status_code == 200 and stranger.post(link).status_code == 403


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nb", "/\t/x"]
)
def test_coming_in_leads_to_a_page_of_ours(office: Office, stranger: TestClient, to: str) -> None:
    assert stranger.post(personal_link(office), params={"to": to}).headers["location"] == "/"


def test_with_tls_in_front_the_session_is_for_tls_alone(office: Office) -> None:
    browser = TestClient(make_app(office), base_url="https://noticias.example", follow_redirects=False)
    assert "secure" in browser.post(personal_link(office)).headers["set-cookie"].lower()


def test_a_password_signs_in_and_guessing_is_slow_but_locks_nobody_out(office: Office, stranger: TestClient) -> None:
    with office.people() as people:
        account = add_account(people, "ana", "Ana", "editor", "test")
        set_password(people, account, hashed("seis baches"), "test")

    def attempt(password: str, name: str = "ana", address: str = "203.0.113.7") -> int:
        headers = {"x-forwarded-for": address}
        browser = TestClient(stranger.app, client=("127.0.0.1", 5), headers=headers, follow_redirects=False)
        return browser.post("/enter", data={"name": name, "password": password}).status_code

    assert attempt("seis baches", " ANA ") == 303
    assert [attempt(f"guess {number}") for number in range(WRONG_HERE.most)] == [403] * WRONG_HERE.most
    assert attempt("seis baches") == attempt("another") == 429
    with office.people() as people:
        (guessed,) = [deed for deed in people.audit() if deed.what == "password-guessed"]
    assert guessed.details == {"account": "ana", "address": "203.0.113.7"}
    # Who is elsewhere comes in, and so does whoever has a link.
    assert attempt("seis baches", address="203.0.113.8") == 303
    assert stranger.post(personal_link(office)).status_code == 303
    assert attempt("x", "nobody", "203.0.113.9") == 403


def test_guessing_from_one_address_is_slow_but_a_right_link_comes_in(office: Office, stranger: TestClient) -> None:
    codes = [stranger.post("/g/x").status_code for _number in range(WRONG_ADDRESS.most + 1)]
    assert codes[:-1] == [403] * WRONG_ADDRESS.most and codes[-1] == 429
    assert stranger.post("/enter", data={"name": "ana", "password": "x"}).status_code == 429
    assert stranger.get("/enter").status_code == 200
    assert stranger.post(personal_link(office)).status_code == 303


def test_the_first_link_makes_the_first_account_and_no_other(office: Office, stranger: TestClient) -> None:
    with office.people() as people:
        link = f"/first/{make_first(people)}"
    assert stranger.get(link).status_code == 200
    assert stranger.post(link, data={"name": "../ana", "shown": "Ana"}).status_code == 400
    assert stranger.post(link, data={"name": "Ana", "shown": " Ana\n Ruiz "}).headers["location"] == "/"
    assert stranger.get("/accounts").status_code == 200
    with office.people() as people:
        assert [(each.name, each.shown, each.role) for each in accounts(people)] == [("ana", "Ana Ruiz", "director")]
    other = TestClient(stranger.app, follow_redirects=False)
    assert other.get(link).status_code == other.post(link, data={"name": "eva", "shown": "Eva"}).status_code == 403


def test_a_guest_sees_the_episode_and_nothing_else(office: Office, stranger: TestClient, signed_in: SignedIn) -> None:
    with office.people() as people:
        link = f"/g/{invite(people, EPISODE, 'Eva <b>Sol</b>', 3, False, 'ana')}"
    asked = stranger.get(link)
    assert asked.status_code == 200 and "Eva &lt;b&gt;Sol" in asked.text and EPISODE not in asked.text
    assert stranger.post(link).headers["location"] == f"/e/{EPISODE}"
    assert stranger.get(f"/e/{EPISODE}").status_code == 200
    for path in ("/", "/search?q=a", "/events", "/accounts", "/guests", "/audit", "/e/other", "/audit.json"):
        assert stranger.get(path).status_code == 404
    own = stranger.get("/me")
    assert own.status_code == 200 and 'action="/leave"' in own.text and "/me/password" not in own.text
    director = signed_in("director")
    shown = director.get("/guests")
    assert "Eva &lt;b&gt;Sol" in shown.text and "last here" in shown.text


def test_newsrooms_on_one_host_keep_people_apart(office: Office, stranger: TestClient, tmp_path: Path) -> None:
    write_newsroom(tmp_path / "otra")
    other = open_office(tmp_path / "otra")
    assert stranger.post(personal_link(office)).status_code == 303
    # A browser sends the cookies of a host to all of its ports.
    there = TestClient(make_app(other), cookies=stranger.cookies, headers=stranger.headers, follow_redirects=False)
    assert there.get("/").headers["location"].startswith("/enter")
    assert there.post(personal_link(other)).status_code == 303
    stranger.cookies.update(there.cookies)
    assert stranger.get("/").status_code == there.get("/").status_code == 200


def test_signing_out_ends_the_session(office: Office, signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    secret = editor.cookies[office.cookie]
    assert editor.post("/leave").headers["location"] == "/enter"
    again = TestClient(editor.app, cookies={office.cookie: secret}, follow_redirects=False)
    assert again.get("/").status_code == 401


def test_devices_and_password_of_ones_own(office: Office, signed_in: SignedIn) -> None:
    phone, desk, other = signed_in("editor"), signed_in("editor"), signed_in("producer")
    (session,) = re.findall(r"/me/devices/(\d+)/end", desk.get("/me").text)
    assert other.post(f"/me/devices/{session}/end").status_code == 303 and phone.get("/me").status_code == 200
    assert desk.post(f"/me/devices/{session}/end").status_code == 303 and phone.get("/me").status_code == 303
    assert desk.post("/me/password", data={"password": "short"}).status_code == 400
    assert desk.post("/me/password", data={"password": "seis baches"}).status_code == 200
    assert desk.post("/me/password", data={"password": "siete baches", "before": "x"}).status_code == 403
    assert desk.post("/me/password", data={"password": "siete baches", "before": "seis baches"}).status_code == 200
    browser = TestClient(desk.app, follow_redirects=False)
    assert browser.post("/enter", data={"name": "editor", "password": "siete baches"}).status_code == 303
    assert browser.post("/enter", data={"name": "editor", "password": "seis baches"}).status_code == 403


def test_accounts_are_looked_after_by_directors_and_there_is_always_one(office: Office, signed_in: SignedIn) -> None:
    director = signed_in("director")
    made = director.post("/accounts", data={"name": "eva", "shown": "Eva Sol", "role": "editor"})
    (link,) = set(re.findall(r'value="http://testserver(/enter/[^"]+)"', made.text))
    eva = TestClient(director.app, headers={"accept": "text/html"}, follow_redirects=False)
    assert eva.post(link).status_code == 303
    assert director.post("/accounts", data={"name": "eva", "shown": "x", "role": "editor"}).status_code == 409
    assert director.post("/accounts", data={"name": "luis", "shown": "x", "role": "king"}).status_code == 400
    assert director.post("/accounts/director", data={"role": "editor"}).status_code == 409
    assert director.post("/accounts/director/remove").status_code == 409
    assert director.post("/accounts/nobody/remove").status_code == 404
    assert eva.get("/accounts").status_code == 403
    assert director.post("/accounts/eva", data={"role": "director", "shown": "Eva S."}).status_code == 200
    assert eva.get("/accounts").status_code == 200
    assert director.post("/accounts/eva/link", data={"reset": "1"}).status_code == 200
    assert eva.get("/accounts").status_code == 303


def test_who_may_not_approve_lets_no_guest_approve(office: Office, signed_in: SignedIn) -> None:
    data = {"episode": EPISODE, "guest": "Eva", "days": "99999", "may_approve": "1"}
    for role, allowed in (("producer", False), ("editor", True)):
        browser = signed_in(role)
        made = browser.post("/guests", data=data)
        (link,) = set(re.findall(r'value="http://testserver(/g/[^"]+)"', made.text))
        assert ("may approve" in made.text) == allowed
        assert browser.post("/guests", data={**data, "episode": "../assets"}).status_code == 404
        assert browser.post("/guests", data={**data, "guest": " "}).status_code == 400
        assert TestClient(browser.app, follow_redirects=False).post(link).status_code == 303


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 14; SM-A54) Chrome/120.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36 Edg/120.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Linux"),
        ("<script>", "<script>"),
        ("", "A device"),
    ],
)  # fmt: skip
def test_devices_are_called_as_people_call_them(agent: str, words: str) -> None:
    assert device_words(agent) == words


HOSTILE = (
    "<script>alert(1)</script>",
    "'; DROP TABLE accounts; --",
    "{{ 7 * 7777 }}",
    '"><img src=x onerror=alert(1)>',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_written_into_fields_is_text(office: Office, signed_in: SignedIn, text: str) -> None:
    director = signed_in("director")
    agent = {"user-agent": text}
    assert director.post("/accounts", data={"name": "eva", "shown": text, "role": "editor"}).status_code == 200
    assert director.post("/accounts", data={"name": text, "shown": text, "role": text}).status_code == 400
    assert director.post("/guests", data={"episode": EPISODE, "guest": text}).status_code == 200
    assert director.post("/guests", data={"episode": text, "guest": text}).status_code == 404
    for query in ("/audit?who=", "/audit?episode=", "/guests?episode=", "/enter?to=/", "/audit?before="):
        assert director.get(query + text).status_code == 200
    assert director.post("/enter", data={"name": text, "password": text}, headers=agent).status_code == 403
    assert director.post(personal_link(office), headers=agent).status_code == 303
    for path in ("/accounts", "/guests", "/audit", "/me"):
        shown = director.get(path).text
        assert (
            "<script>alert" not in shown and "<img src=x" not in shown and "54439" not in re.sub(r"<[^>]*>", "", shown)
        )
    with office.people() as people:
        assert account_of(people, "director")


def test_the_record_as_a_file_runs_nothing_in_a_spreadsheet(office: Office, signed_in: SignedIn) -> None:
    director = signed_in("director")
    with office.people() as people:
        people.note("=cmd|'/C calc'!A0", "-2+3", "@x", reason='"=1"')
    lines = director.get("/audit.csv").text.removeprefix("\ufeff").split("\r\n")
    assert lines[0] == "id,at,who,what,episode,details"
    assert "'=cmd|" in lines[1] and ",'-2+3,'@x," in lines[1]
    (first, *_rest) = director.get("/audit.json").json()
    assert first["who"] == "=cmd|'/C calc'!A0" and first["details"] == {"reason": '"=1"'} and "T" in first["at"]
    assert [each["what"] for each in director.get("/audit.json?who=test").json()][-1] == "account-added"


def test_the_record_says_in_words_what_was_said_of_what(office: Office, signed_in: SignedIn) -> None:
    digest = "ab" * 32
    told = {"word": "7", "deliverable": "reel/feria", "what": "texts", "content": digest, "step": "director"}
    ended = {"word": "7", "why": "changed", "version": "draft 4"}
    with office.people() as people, transaction(people.connection):
        write_down(people.connection, "ana", "approved", EPISODE, {**told, "proof": "cd" * 32})
        write_down(people.connection, "ana", "word-ended", EPISODE, ended)
    director = signed_in("director")
    shown = director.get("/audit").text
    assert "reel/feria · texts and captions · the word of a director · with a proof" in shown
    assert "because it changed · draft 4" in shown and digest not in shown
    assert digest in director.get("/audit.csv").text


def test_the_record_is_read_page_by_page(office: Office, signed_in: SignedIn) -> None:
    director = signed_in("director")
    with office.people() as people:
        for number in range(230):
            people.note("ana", "seen", "uno" if number % 2 else None, number=str(number))
    first = director.get("/audit").text
    (older,) = re.findall(r"before=(\d+)", first)
    assert "number: 229" in first and "number: 129" not in first
    assert "number: 129" in director.get(f"/audit?before={older}").text
    assert len(director.get("/audit.json?episode=uno").json()) == 115
