"""What people attached is given to whoever may see where it hangs, and never runs as a page of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from review_making import EPISODE
from starlette.testclient import TestClient

from newscast.desk.comments import Subject, Words, Writer, write
from newscast.review.newsroom.office import Office

SignedIn = Callable[..., TestClient]
DATA = bytes(range(256)) * 4


def attached(office: Office, internal: bool = False, type_: str = "audio/ogg", name: str = "nota.ogg") -> str:
    """The address of a voice note of a comment on EPISODE, which nobody looked at."""
    sha256 = hashlib.sha256(DATA + name.encode()).hexdigest()
    subject = Subject(EPISODE, True, 3, "web", 0, None, "30000/1001", None, None)
    with office.people() as people:
        people.connection.execute(
            "INSERT INTO attachments (sha256, kind, type, name, bytes, added, added_by)"
            " VALUES (?, 'voice', ?, ?, ?, 0, 'a') ON CONFLICT DO NOTHING",
            (sha256, type_, name, DATA),
        )
        write(people, Writer("ana", "Ana"), subject, Words("", sha256, internal))
    return f"/e/{EPISODE}/attached/{sha256}"


def test_players_get_the_ranges_that_they_ask_for(office: Office, signed_in: SignedIn) -> None:
    editor, address = signed_in("editor"), attached(office)
    whole = editor.get(address)
    assert whole.content == DATA and whole.headers["content-type"] == "audio/ogg"
    for asked, status, told in (
        ("bytes=2-5", 206, DATA[2:6]),
        ("bytes=1020-", 206, DATA[1020:]),
        ("bytes=-4", 206, DATA[-4:]),
        ("bytes=0-99999", 206, DATA),
        ("bytes=1024-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=5-2", 200, DATA),
        ("bytes=" + "9" * 5000 + "-", 200, DATA),
        ("lines=1-2", 200, DATA),
    ):
        answer = editor.get(address, headers={"range": asked})
        assert (answer.status_code, answer.content) == (status, told), asked


def test_a_guest_gets_what_hangs_at_what_guests_see(office: Office, signed_in: SignedIn) -> None:
    guest, editor = signed_in("guest"), signed_in("editor")
    internal, open_to_all = attached(office, True, name="a.ogg"), attached(office, name="b.ogg")
    assert (guest.get(internal).status_code, editor.get(internal).status_code) == (404, 200)
    assert guest.get(open_to_all).status_code == 200
    elsewhere = open_to_all.replace(EPISODE, "2026-11-21-noticias")
    assert guest.get(elsewhere).status_code == editor.get(elsewhere).status_code == 404
    for wrong in ("x", "../" * 4 + "etc/passwd", "%2e%2e", "' OR 1=1 --", "0" * 64):
        assert editor.get(f"/e/{EPISODE}/attached/{wrong}").status_code == 404


@pytest.mark.parametrize("type_", ["text/html", "image/svg+xml", "application/pdf", "application/octet-stream"])
def test_nothing_attached_is_a_page_of_ours(office: Office, signed_in: SignedIn, type_: str) -> None:
    answer = signed_in("editor").get(attached(office, type_=type_, name='"><script>\r\nx: y.html'))
    assert (
        "sandbox" in answer.headers["content-security-policy"] and answer.headers["x-content-type-options"] == "nosniff"
    )
    told = answer.headers["content-disposition"]
    assert "<" not in told and "\n" not in told and told.startswith("attachment")
