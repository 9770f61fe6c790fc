"""The door of every address: nobody comes past it, whatever they send and from wherever."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from review_making import EPISODE, write_episode
from starlette.routing import Route
from starlette.testclient import TestClient

from newscast.desk.accounts import account_of, remove_account
from newscast.desk.guests import guest_links, withdraw
from newscast.desk.people import PEOPLE
from newscast.review.app import make_app
from newscast.review.door import limits
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.limits import CHANGES
from newscast.review.door.pages import page
from newscast.review.door.receiving import SMALL, UPLOAD
from newscast.review.newsroom import known
from newscast.review.newsroom.office import Office, is_episode

SignedIn = Callable[..., TestClient]
OPEN = {
    "/enter", "/enter/{secret}", "/g/{secret}", "/first/{secret}", "/language", "/colours/{show}.css",
    "/typeface/{weight}.ttf", "/u/{secret}", "/u/{secret}/uploads", "/u/{secret}/uploads/{upload}", "/u/{secret}/sent",
}  # fmt: skip
"""Addresses for everybody."""
GUESTS_OWN = {"/me", "/me/devices/{session}/end", "/me/password", "/leave"}
"""Addresses without an episode that a guest may ask for: they are about nobody else."""


def routes(office: Office) -> Iterator[Route]:
    yield from (route for route in make_app(office).routes if isinstance(route, Route))


def path_of(route: Route, episode: str = EPISODE) -> str:
    """An address of a route with something in every place."""
    filled = {name: "1" if name in ("session", "link", "frame", "number") else "x" for name in route.param_convertors}
    filled |= {name: "1" for name, kind in route.param_convertors.items() if type(kind).__name__.startswith("Int")}
    return route.path_format.format(**{**filled, "episode": episode})


def test_every_address_is_guarded_or_one_of_the_few_that_are_open(office: Office) -> None:
    unguarded = {route.path for route in routes(office) if not hasattr(route.endpoint, "right")}
    assert unguarded == OPEN


def test_nobody_who_has_not_come_in_gets_anything(office: Office) -> None:
    nobody = TestClient(make_app(office), cookies={office.cookie: "made-up"}, follow_redirects=False)
    for route in routes(office):
        if route.path not in OPEN:
            for method in route.methods or ():
                answer = nobody.request(method, path_of(route))
                assert answer.status_code == 401, (method, route.path)
                assert not answer.content or answer.text in ("Sign in first.", "Entre primero."), route.path


@pytest.mark.slow
def test_who_may_not_do_it_is_refused_whatever_is_sent(office: Office, signed_in: SignedIn) -> None:
    """A guest of another episode, of no episode, and a producer where an approval or an account is wanted."""
    write_episode(office.root, name="2026-11-21-noticias")
    guest, producer = signed_in("guest"), signed_in("producer")
    for route in routes(office):
        right = getattr(route.endpoint, "right", None)
        if right is None or right == "self":
            continue
        for method in route.methods or ():
            for other in ("2026-11-21-noticias", "%2e%2e", ".git", "2026-11-20-NOTICIAS"):
                assert guest.request(method, path_of(route, other)).status_code == 404, (method, route.path)
            if right in ("approve", "manage", "release"):
                assert producer.request(method, path_of(route)).status_code == 403, (method, route.path)
    assert {route.path for route in routes(office) if getattr(route.endpoint, "right", "") == "self"} == {
        each.replace("{session}", "{session:int}") for each in GUESTS_OWN
    }


def test_what_changes_something_needs_the_token_of_this_session(office: Office, signed_in: SignedIn) -> None:
    ours, theirs = signed_in("director"), signed_in("producer")
    theirs_token = theirs.headers["x-newscast-token"]
    for route in routes(office):
        if getattr(route.endpoint, "right", None) is not None and "POST" in (route.methods or ()):
            for token in ("", theirs_token, "é"):
                answer = ours.post(path_of(route), headers={"x-newscast-token": token.encode()})
                assert answer.status_code == 403, (token, route.path)
    assert ours.get("/me").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver:8080"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://[evil"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_does_nothing_with_a_session_even_with_its_token(signed_in: SignedIn, headers: Any) -> None:
    director = signed_in("director")
    for path in ("/accounts", "/leave", "/enter", "/language"):
        assert director.post(path, headers=headers).status_code == 403
    assert director.post("/accounts", headers={"origin": "http://testserver"}).status_code == 400


def test_the_page_is_asked_for_under_the_name_that_newsroom_yaml_gives(office: Office, signed_in: SignedIn) -> None:
    director = signed_in("director")
    path = office.root / "assets/newsroom.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "url: https://noticias.leon.example\n", encoding="utf-8")
    assert director.post("/accounts", headers={"origin": "https://noticias.leon.example"}).status_code == 400
    assert director.post("/accounts", headers={"origin": "https://leon.example"}).status_code == 403
    answer = director.post("/accounts", data={"name": "eva", "shown": "Eva", "role": "editor"})
    assert 'value="https://noticias.leon.example/enter/' in answer.text


def test_who_is_shut_out_is_out_of_the_next_request(office: Office, signed_in: SignedIn) -> None:
    director, editor, guest = signed_in("director"), signed_in("editor"), signed_in("guest")
    page = f"/e/{EPISODE}"
    assert editor.get(page).status_code == guest.get(page).status_code == 200
    assert director.post("/accounts/editor/remove").status_code == 200
    with office.people() as people:
        (link,) = guest_links(people)
    assert director.post(f"/guests/{link.id}/withdraw").status_code == 303
    assert editor.get(page).headers["location"] == guest.get(page).headers["location"] == f"/enter?to=/e/{EPISODE}"


def test_what_another_process_shut_out_can_change_nothing_any_more(office: Office, signed_in: SignedIn) -> None:
    editor, guest = signed_in("editor"), signed_in("guest")
    assert editor.get("/me").status_code == guest.get("/me").status_code == 200
    with office.people() as people:
        account = account_of(people, "editor")
        assert account
        remove_account(people, account, "test")
        (link,) = guest_links(people)
        withdraw(people, link.id, EPISODE, "test")
    assert editor.post("/me/password").status_code == guest.post("/leave").status_code == 401


# What is sent


def echo(visit: Visit) -> Any:
    return page(visit, "refused.html", message=repr((dict(visit.body), visit.text("text"), sorted(visit.form))))


@pytest.fixture
def sending(office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser of an editor, with the addresses /echo and /file that take what is sent."""
    from newscast.review import app
    from newscast.review.people import entering

    routes = (guarded("/echo", echo, "see", ["POST"]), guarded("/file", echo, "see", ["POST"], "file", UPLOAD))
    monkeypatch.setattr(entering, "ROUTES", (*entering.ROUTES, *routes))
    assert entering in app.PAGES
    editor = signed_in("editor")
    return TestClient(make_app(office), cookies=editor.cookies, headers=editor.headers, follow_redirects=False)


def test_json_is_an_object_of_texts_or_refused(sending: TestClient) -> None:
    def sent(data: bytes) -> int:
        headers = {"content-type": "application/json; charset=utf-8"}
        return sending.post("/echo", content=data, headers=headers).status_code

    assert "&#39;a&#39;: 1" in sending.post("/echo", json={"a": 1}).text
    assert sent(b'{"a": "\xc3\xb1"}') == 200
    broken = (b"", b"[1]", b"1", b"{", b'{"a": NaN}', b'{"a": "\\ud800"}', b"\xff{}", b"[" * 100_000)
    assert [sent(data) for data in broken] == [400] * len(broken)
    assert sent(b'{"a": ' + b"9" * 5000 + b"}") == 400


def test_what_is_too_large_is_refused_before_it_is_read_whole(sending: TestClient) -> None:
    read = 0

    def body() -> Iterator[bytes]:
        nonlocal read
        for _piece in range(200):
            read += 100_000
            yield b"x" * 100_000

    headers = {"content-type": "application/json", "transfer-encoding": "chunked"}
    assert sending.post("/echo", content=body(), headers=headers).status_code == 413
    assert sending.post("/echo", content=b"x" * (SMALL + 1)).status_code == 413
    assert sending.post("/file", data={"text": "x" * (UPLOAD + 1)}).status_code == 413
    assert sending.post("/echo", headers={"content-length": "9" * 30}).status_code == 413
    form = {"content-type": "multipart/form-data; boundary=b"}
    files = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%d"; filename="f"\r\n\r\n\r\n' % n for n in range(9)
    )
    assert sending.post("/file", content=files + b"--b--\r\n", headers=form).status_code == 400
    assert sending.post("/file", content=b"no form", headers=form).status_code == 400
    assert sending.post("/file", content=b"x", headers={"content-type": "multipart/form-data"}).status_code == 400


def test_a_form_and_a_file_arrive(sending: TestClient) -> None:
    answer = sending.post("/file", data={"text": "ñ <b>"}, files={"note": ("../n.ogg", b"x" * 2_000_000)})
    assert answer.status_code == 200 and "ñ &lt;b&gt;" in answer.text and "note" in answer.text


@pytest.mark.slow
def test_who_sends_too_often_waits_and_is_told_how_long(sending: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "monotonic", lambda: 1000.0)
    codes = [sending.post("/file").status_code for _each in range(22)]
    assert codes[:20] == [200] * 20 and codes[-1] == 429
    refused = sending.post("/file", headers={"accept": "application/json"})
    assert int(refused.headers["retry-after"]) > 0 and "Try again in" in refused.json()["message"]
    assert sending.post("/echo").status_code == 200
    codes = [sending.post("/echo").status_code for _each in range(CHANGES.most)]
    assert 429 in codes


def test_a_damaged_desk_shows_pages_and_takes_no_word(
    office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, guest, out, director = (signed_in(role) for role in ("editor", "guest", "producer", "director"))
    for each in (editor, guest, out):
        assert each.get(f"/e/{EPISODE}").status_code == 200
    assert director.post("/accounts/producer/remove").status_code == 200
    for path in office.desk.glob(f"{PEOPLE}*"):
        path.unlink()
    (office.desk / PEOPLE).write_bytes(b"no database at all" * 1000)
    monkeypatch.setattr(known, "FRESH", 0.0)
    for each in (editor, guest):
        shown = each.get(f"/e/{EPISODE}")
        assert shown.status_code == 200 and "newscast desk restore" in shown.text
    assert editor.get("/").status_code == 200 and out.get("/").status_code == 503
    refused = editor.post("/me/password", headers={"accept": "application/json"})
    assert refused.status_code == 503 and "newscast desk restore" in refused.json()["message"]
    stranger = TestClient(editor.app, cookies={office.cookie: "x"}, follow_redirects=False)
    assert stranger.get(f"/e/{EPISODE}").status_code == 503
    assert stranger.post("/enter", data={"name": "editor", "password": "x"}).status_code == 503
    assert (office.desk / PEOPLE).read_bytes() == b"no database at all" * 1000


def test_names_that_are_no_episodes() -> None:
    wrong = ("", ".", "..", ".x", "a/b", "a\\b", "a\0b", "a\nb", "x" * 256, "ñ" * 128)
    assert not any(map(is_episode, wrong)) and all(map(is_episode, ("2026-11-20-info-león", "a b", "<b>")))


# What every answer says


def test_every_answer_says_what_browsers_may_do_with_it(office: Office, signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    for path in ("/", "/enter", "/nothing", "/static/page.css", "/me", "/audit.csv"):
        answer = editor.get(path)
        headers = answer.headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert "noindex" in headers["x-robots-tag"] and headers["referrer-policy"] == "same-origin"
        assert 'property="og:' not in answer.text


def test_files_of_ours_are_packed_and_pages_with_their_token_are_not(signed_in: SignedIn) -> None:
    packed = {"accept-encoding": "gzip"}
    editor = signed_in()
    for path in ("/static/page.css", "/static/playing.js"):
        assert editor.get(path, headers=packed).headers.get("content-encoding") == "gzip"
    assert "content-encoding" not in editor.get(f"/e/{EPISODE}", headers=packed).headers


def test_a_bug_is_told_in_words_and_nothing_of_it_is_shown(
    office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newscast.review.people import entering

    def broken(_visit: Visit) -> Any:
        raise KeyError("secret detail")

    monkeypatch.setattr(entering, "ROUTES", (*entering.ROUTES, guarded("/broken", broken, "see")))
    editor = signed_in("editor")
    client = TestClient(make_app(office), raise_server_exceptions=False, cookies=editor.cookies, headers=editor.headers)
    answer = client.get("/broken")
    assert answer.status_code == 500 and "secret detail" not in answer.text and "page.log" in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    assert json.loads(client.get("/broken", headers={"accept": "*/*"}).content)["message"]
