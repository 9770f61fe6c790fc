"""A reporter's link brings files into one inbox, as one drop with its text, and sees nothing."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import until
from review_making import EPISODE
from starlette.testclient import TestClient
from upload_making import Sends, judged_by_bytes

from newscast.desk.database import transaction
from newscast.desk.reporters import invite_reporter, reporter_links, withdraw_reporter
from newscast.review.app import make_app
from newscast.review.door import limits
from newscast.review.door.limits import WRONG_ADDRESS
from newscast.review.files import bringing, landing
from newscast.review.files.aside import ASIDE
from newscast.review.files.landing import UNSENT
from newscast.review.newsroom.office import Office
from newscast.watch.inbox.drops import drops_in
from newscast.watch.inbox.listing import listing_of

SignedIn = Callable[..., TestClient]
SHOWS = ("noticias", "contigo")


@pytest.fixture(autouse=True)
def looked_at_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "judged", judged_by_bytes)


@pytest.fixture(autouse=True)
def two_shows(office: Office) -> None:
    for show in SHOWS:
        (office.root / "assets/shows" / show).mkdir(parents=True)
        (office.root / "assets/shows" / show / "show.yaml").write_text(f"show: 1\nname: {show.upper()}\n", "utf-8")


@pytest.fixture
def stranger(office: Office) -> TestClient:
    headers = {"accept": "application/json", "accept-language": "en"}
    return TestClient(make_app(office), headers=headers, follow_redirects=False)


def link_to(office: Office, show: str = "noticias", reporter: str = "Marta Núñez") -> str:
    with office.people() as people:
        return f"/u/{invite_reporter(people, show, reporter, 30, 'ana')}"


def reporters(office: Office, stranger: TestClient, show: str = "noticias") -> tuple[str, Sends]:
    link = link_to(office, show)
    return link, Sends(stranger, f"{link}/uploads")


def inbox(office: Office, show: str = "noticias") -> dict[str, bytes]:
    folder = office.root / "inbox" / show
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_whoever_invites_makes_lists_and_takes_back(office: Office, signed_in: SignedIn) -> None:
    producer, guest = signed_in("producer"), signed_in("guest")
    made = producer.post("/guests/reporters", data={"show": "noticias", "reporter": "<b>Eva</b>", "days": "7"})
    link = re.search(r'value="(http://testserver/u/[\w-]{43})"', made.text)
    assert made.status_code == 200 and link and "<b>Eva" not in made.text
    with office.people() as people:
        (found,) = reporter_links(people)
    assert (found.show, found.reporter, found.made_by) == ("noticias", "<b>Eva</b>", "producer")
    assert 6.9 < (found.expires - time.time()) / 86_400 < 7.1
    assert "nothing came yet" in producer.get("/guests").text
    assert producer.post("/guests/reporters", data={"show": "../x", "reporter": "Eva"}).status_code == 404
    assert producer.post("/guests/reporters", data={"show": "noticias", "reporter": " \n"}).status_code == 400
    for address in ("/guests/reporters", f"/guests/reporters/{found.id}/withdraw"):
        assert guest.post(address, data={"show": "noticias", "reporter": "x"}).status_code == 404
    assert producer.post(f"/guests/{found.id}/withdraw").status_code == 404
    assert producer.post(f"/guests/reporters/{found.id}/withdraw").status_code == 303
    assert producer.post(f"/guests/reporters/{found.id}/withdraw").status_code == 404
    assert "a reporter’s link" in producer.get("/audit").text or producer.get("/audit").status_code == 403


def test_looking_at_a_link_spends_nothing_and_shows_nothing(office: Office, stranger: TestClient) -> None:
    link = link_to(office)
    for method in ("HEAD", "GET", "GET"):
        answer = stranger.request(method, link, headers={"accept": "text/html"})
        assert answer.status_code == 200 and "set-cookie" not in answer.headers
    page = answer.text
    assert "NOTICIAS" in page and "Marta Núñez" in page and 'href="/colours/noticias.css"' in page
    for hidden in (EPISODE, "contigo", "Ana Ruiz", "newscast-token", 'action="/search"'):
        assert hidden not in page
    led = set(re.findall(r'(?:href|action|src)="([^"#]*)', page))
    ours = ("/static/", "/colours/", "/typeface/", "/language", link)
    assert all(each.startswith(ours) or not each for each in led), led
    # It is no way in: what somebody signed in may ask for is asked for by nobody.
    secret = link.removeprefix("/u/")
    assert stranger.get("/").status_code == stranger.get(f"/e/{EPISODE}").status_code == 401
    assert stranger.post(f"/g/{secret}").status_code == stranger.post(f"/enter/{secret}").status_code == 403
    assert TestClient(stranger.app, cookies={"newscast": secret}).get("/events").status_code == 401


def test_files_and_note_become_one_drop_that_the_watcher_takes_for_a_story(
    office: Office, stranger: TestClient
) -> None:
    link, sends = reporters(office, stranger)
    clip, photo = sends.whole("IMG_1.MOV", b"clip"), sends.whole("../IMG_1.mov", b"photo")
    assert inbox(office) == {} and (clip["state"], photo["state"]) == ("whole", "whole")
    body = {"files": [clip["id"], photo["id"]], "title": " Bache en\nla Morelos ", "note": "Dicen que\n\nes hondo."}
    answer = stranger.post(f"{link}/sent", json=body)
    assert answer.status_code == 200 and answer.json()["message"]
    (folder,) = {path.split("/")[0] for path in inbox(office)}
    assert re.fullmatch(r"20\d\d-\d\d-\d\d-marta-nunez-[0-9a-f]{6}", folder)
    assert inbox(office) == {
        f"{folder}/IMG_1.MOV": b"clip",
        f"{folder}/IMG_1-2.mov": b"photo",
        f"{folder}/texto.txt": b"Bache en la Morelos\n\nDicen que\n\nes hondo.",
    }
    listing = listing_of(office.root / "inbox/noticias", office.root, [office.root])
    (drop,) = drops_in(listing, lambda _name: (), {})
    assert (drop.text, len(drop.media), drop.waits, drop.refusal) == ("texto.txt", 2, "", "")
    # The answer was lost, and the phone asks again: nothing comes twice.
    assert stranger.post(f"{link}/sent", json=body).status_code == 200
    assert {path.split("/")[0] for path in inbox(office)} == {folder}
    assert [each for each in (office.root / ASIDE).iterdir() if each.is_dir()] == []
    with office.people() as people:
        (found,) = reporter_links(people)
    assert found.files == 2 and found.last_used


def test_texts_that_were_sent_are_one_text(office: Office, stranger: TestClient) -> None:
    link, sends = reporters(office, stranger)
    files = [sends.whole(name, data)["id"] for name, data in (
        ("nota.txt", "Título\r\nPrimer párrafo.\r\n\r\nSegundo.".encode("cp1252")), ("a.mp4", b"clip"),
    )]  # fmt: skip
    assert stranger.post(f"{link}/sent", json={"files": files}).status_code == 200
    (text,) = [data for path, data in inbox(office).items() if path.endswith(".txt")]
    assert text.decode() == "Título\n\nPrimer párrafo.\n\nSegundo." and len(inbox(office)) == 2


def test_what_is_not_whole_or_has_no_words_is_not_handed_over(office: Office, stranger: TestClient) -> None:
    link, sends = reporters(office, stranger)
    coming = sends.begin("a.mp4", 10).json()["id"]
    whole = sends.whole("b.mp4", b"clip")["id"]
    refused = sends.whole("c.mp4", b"<html>")["id"]

    def sent(*files: Any, **more: Any) -> int:
        return stranger.post(f"{link}/sent", json={"files": list(files), "title": "x", **more}).status_code

    assert sent(whole, coming) == 409 and sent(whole, refused) == 409 and sent("other") == 404 and sent() == 404
    assert sent(whole, title="", note="") == 400 and sent(whole, 7) == 400 and sent(whole, note="x" * 20_001) == 400
    assert stranger.post(f"{link}/sent", json={"files": "x"}).status_code == 400
    assert inbox(office) == {} and sent(whole, whole) == 200 and len(inbox(office)) == 2


def test_nobody_brings_a_rundown_or_a_template(office: Office, stranger: TestClient) -> None:
    link, sends = reporters(office, stranger)
    for name in ("2026-11-20-noticias.yaml", "x.yml", "card.svg", "a.mp4.yaml", "a.zip", "nota.docx", "show.YAML"):
        assert sends.begin(name, 100).status_code == 415, name
    # Whatever a text says, it is the copy of a story, under a name that we give.
    told = sends.whole("newsroom.yaml.txt", b"rundown: 1\nsegments: []\n")
    assert (
        stranger.post(f"{link}/sent", json={"files": [told["id"]], "title": "../../assets/x.yaml"}).status_code == 200
    )
    assert [path.split("/")[1:] for path in inbox(office)] == [["texto.txt"]]


def test_a_link_is_for_its_own_files_and_its_own_inbox(office: Office, stranger: TestClient) -> None:
    (link, sends), (other, theirs) = reporters(office, stranger), reporters(office, stranger, "contigo")
    upload = sends.begin("a.mp4", 4).json()["id"]
    assert theirs.stands(upload).status_code == theirs.piece(upload, 0, b"clip").status_code == 404
    assert stranger.delete(f"{other}/uploads/{upload}").status_code == 404
    assert sends.piece(upload, 0, b"clip").status_code == 200
    until(lambda: sends.stands(upload).json()["state"] == "whole")
    assert stranger.post(f"{other}/sent", json={"files": [upload], "title": "x"}).status_code == 404
    assert inbox(office) == inbox(office, "contigo") == {}
    assert stranger.post(f"{link}/sent", json={"files": [upload], "title": "x"}).status_code == 200
    assert len(inbox(office)) == 2 and inbox(office, "contigo") == {}


def test_a_link_that_expired_or_was_taken_back_ends_in_the_middle(
    office: Office, stranger: TestClient, signed_in: SignedIn
) -> None:
    for how in ("withdrawn", "expires"):
        link, sends = reporters(office, stranger)
        upload = sends.begin("a.mp4", 8).json()["id"]
        assert sends.piece(upload, 0, b"clip").status_code == 200
        with office.people() as people, transaction(people.connection):
            people.connection.execute(f"UPDATE links SET {how} = 1 WHERE id = (SELECT max(id) FROM links)")
        answers = (
            stranger.get(link), sends.begin("b.mp4", 1), sends.piece(upload, 4, b"clip"), sends.stands(upload),
            stranger.delete(f"{link}/uploads/{upload}"), stranger.post(f"{link}/sent", json={"files": [upload]}),
        )  # fmt: skip
        assert {each.status_code for each in answers} == {403}
        assert "Ask the newsroom" in answers[0].json()["message"]
    assert inbox(office) == {}


def test_guessing_links_is_slow_and_what_strangers_send_is_not_read(
    office: Office, stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "monotonic", lambda: 1000.0)
    read = []
    monkeypatch.setattr("newscast.review.door.knocking.received_with", lambda *sent: read.append(sent))
    codes = [Sends(stranger, f"/u/{number}/uploads").piece("x", 0, b"x").status_code for number in range(40)]
    assert codes == [403] * WRONG_ADDRESS.most + [429] * (40 - WRONG_ADDRESS.most) and read == []
    foreign = {"origin": "https://evil.example"}
    assert stranger.post(f"{link_to(office)}/sent", json={}, headers=foreign).status_code == 403 and read == []


def test_what_came_whole_and_was_never_handed_over_reaches_the_inbox(
    office: Office, stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, sends = reporters(office, stranger)
    upload = sends.whole("a.mp4", b"clip")["id"]
    landing.tidy(office)
    assert inbox(office) == {}
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + UNSENT + 60)
    landing.tidy(office)
    landing.tidy(office)
    ((path, data),) = inbox(office).items()
    assert "-marta-nunez-" in path and path.endswith("/a.mp4") and data == b"clip"
    assert stranger.post(f"{link}/sent", json={"files": [upload], "title": "late"}).status_code == 200
    assert len(inbox(office)) == 1


def test_of_a_link_that_was_taken_back_nothing_is_handed_over(
    office: Office, stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    _link, sends = reporters(office, stranger)
    sends.whole("a.mp4", b"clip")
    with office.people() as people:
        (link,) = reporter_links(people)
        assert withdraw_reporter(people, link.id, "ana")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + UNSENT + 60)
    landing.tidy(office)
    assert inbox(office) == {} and [each for each in (office.root / ASIDE).iterdir() if each.is_dir()] == []


def test_handing_over_twice_at_once_is_once(office: Office, stranger: TestClient) -> None:
    link, sends = reporters(office, stranger)
    body = {"files": [sends.whole(f"{name}.mp4", name.encode())["id"] for name in "abc"], "title": "x"}
    codes: list[int] = []
    both = [
        threading.Thread(target=lambda: codes.append(stranger.post(f"{link}/sent", json=body).status_code))
        for _each in range(4)
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert codes == [200] * 4 and len(inbox(office)) == 4


def test_an_inbox_that_leads_out_of_the_newsroom_takes_nothing(
    office: Office, stranger: TestClient, tmp_path: Path
) -> None:
    link, sends = reporters(office, stranger)
    (tmp_path / "elsewhere").mkdir()
    (office.root / "inbox").mkdir()
    (office.root / "inbox/noticias").symlink_to(tmp_path / "elsewhere")
    upload = sends.whole("a.mp4", b"clip")["id"]
    assert stranger.post(f"{link}/sent", json={"files": [upload], "title": "x"}).status_code == 409
    assert list((tmp_path / "elsewhere").iterdir()) == [] and sends.stands(upload).json()["state"] == "whole"
