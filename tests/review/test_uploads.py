"""Files come in pieces, are looked at, and lie beside an episode's media: whole, under a name of their own, or not."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import until
from review_making import EPISODE, write_episode
from starlette.requests import Request
from starlette.testclient import TestClient
from upload_making import Sends, judged_by_bytes

from newscast.desk import uploads
from newscast.desk.audit import Wanted, deeds
from newscast.review.door import receiving
from newscast.review.door.receiving import PIECE, received_with
from newscast.review.door.wrong import RefusedError
from newscast.review.files import aside, bringing, landing
from newscast.review.files.aside import ASIDE
from newscast.review.files.bringing import MOST_A_DAY, MOST_AT_ONCE, MOST_BYTES, Judges
from newscast.review.files.housekeeping import look_after
from newscast.review.files.landing import FORGOTTEN, place
from newscast.review.newsroom.office import Office

SignedIn = Callable[..., TestClient]
TO = f"/e/{EPISODE}/uploads"
FOLDER = f"rundowns/{EPISODE}"
DATA = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def looked_at_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "judged", judged_by_bytes)


@pytest.fixture
def sends(signed_in: SignedIn) -> Sends:
    return Sends(signed_in("producer"), TO)


def there(office: Office) -> dict[str, bytes]:
    """The files of the newsroom that somebody might take for whole, but its own."""
    files = (path for path in office.root.rglob("*") if path.is_file())
    named = {path.relative_to(office.root).as_posix(): path for path in files}
    ours = ("assets/", "desk/", "output/", ".newscast/", f"{ASIDE}/", f"{FOLDER}.yaml")
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith(ours)}


def aside_of(office: Office) -> list[str]:
    folder = office.root / ASIDE
    return sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.exists() else []


def test_a_file_comes_in_pieces_and_lies_beside_the_episodes_media(office: Office, sends: Sends) -> None:
    begun = sends.begin("Visita al mercado.MP4", len(DATA))
    upload = begun.json()["id"]
    assert begun.headers["location"] == f"{TO}/{upload}" and begun.json()["piece"] == PIECE
    assert sends.piece(upload, 0, DATA[:1000]).json()["offset"] == 1000
    stands = sends.client.head(f"{TO}/{upload}")
    assert stands.headers["upload-offset"] == "1000" and stands.headers["upload-length"] == str(len(DATA))
    assert stands.headers["cache-control"] == "no-store" and there(office) == {}
    assert sends.piece(upload, 1000, DATA[1000:]).json()["state"] in ("looking", "whole", "taken")
    told = sends.whole("clip.mov", b"x" * 10)
    assert told["state"] == "taken" and (told["kind"], told["seconds"]) == ("video", 1.5)
    assert sends.stands(upload).json()["place"] == f"{FOLDER}/Visita al mercado.MP4"
    assert there(office) == {f"{FOLDER}/Visita al mercado.MP4": DATA, f"{FOLDER}/clip.mov": b"x" * 10}
    until(lambda: aside_of(office) == [])
    with office.people() as people:
        (second, first) = deeds(people, Wanted(who="producer"), 2)
    assert (first.what, first.episode, first.details["file"]) == (
        "uploaded",
        EPISODE,
        f"{FOLDER}/Visita al mercado.MP4",
    )
    assert len(second.details["sha256"]) == 64


def test_a_file_that_is_there_is_never_replaced(office: Office, sends: Sends) -> None:
    (office.root / FOLDER).mkdir()
    (office.root / FOLDER / "a.mp4").write_bytes(b"somebody's")
    (office.root / FOLDER / "a-2.mp4").symlink_to("nowhere")
    assert sends.whole("a.mp4", b"other")["place"] == f"{FOLDER}/a-3.mp4"
    # The same again is the file that is there.
    assert sends.whole("a.mp4", b"other")["place"] == f"{FOLDER}/a-3.mp4"
    assert sends.whole("a.mp4", b"somebody's")["place"] == f"{FOLDER}/a.mp4"
    assert there(office) == {f"{FOLDER}/a.mp4": b"somebody's", f"{FOLDER}/a-3.mp4": b"other"}


def test_only_the_next_piece_is_taken_and_only_as_it_was_sent(office: Office, sends: Sends) -> None:
    upload = sends.begin("a.mp4", len(DATA)).json()["id"]
    assert sends.piece(upload, 0, DATA[:100]).status_code == 200
    for offset, data, crc, status in (
        (0, DATA[:100], None, 409), (200, DATA[200:300], None, 409), (99, DATA[99:200], None, 409),
        (100, DATA, None, 409), (100, b"", None, 400), (100, DATA[100:200], 7, 400), ("-1", b"x", None, 400),
        ("1e2", b"x", None, 400), ("٣", b"x", None, 400), ("9" * 99, b"x", None, 400),
    ):  # fmt: skip
        headers = {"upload-offset": str(offset).encode()} if isinstance(offset, str) else {}
        answer = (
            sends.piece(upload, offset, data, crc)
            if not headers
            else sends.client.patch(
                f"{TO}/{upload}",
                content=data,
                headers={
                    "content-type": "application/offset+octet-stream",
                    **headers,
                    "upload-checksum": "crc32 8cdc1683",
                },
            )
        )
        assert answer.status_code == status, (offset, answer.text)
    stands = sends.stands(upload).json()
    assert (stands["offset"], stands["state"]) == (100, "coming")
    assert sends.piece(upload, 100, b"x" * (PIECE + 1)).status_code == 413
    assert sends.client.patch(f"{TO}/{upload}", json={"a": 1}).status_code == 400
    assert sends.piece("nothing", 0, b"x").status_code == 404


def test_what_is_too_large_or_no_medium_by_its_name_is_refused_before_a_byte(office: Office, sends: Sends) -> None:
    for size, status in ((4_000_000_000, 413), (MOST_BYTES + 1, 413), (0, 400), (-5, 400), (True, 400), ("9", 400)):
        answer = sends.begin("a.mp4", size)
        assert answer.status_code == status, size
    assert "4.0 GB" in sends.begin("a.mp4", 4_000_000_000).json()["message"]
    for name in ("x.yaml", "X.YML", "a.zip", "nota.docx", "a.pdf", "a.html", "logo.svg", "a.txt", "x.mp4/../y.yaml"):
        assert sends.begin(name, 10).status_code == 415, name
    assert sends.client.post(TO, json={"name": 7, "bytes": 1}).status_code == 400
    assert sends.client.post(TO, json={"name": "n" * 5000, "bytes": 1}).status_code == 400
    assert aside_of(office) == [] and there(office) == {}


def test_hostile_names_lead_nowhere(office: Office, sends: Sends) -> None:
    names = {
        "../../../evil.mp4": "evil.mp4",
        "..\\..\\x\u202e4pm.mp4": "x4pm.mp4",
        "a\0b\n.mp4": "ab.mp4",
        ".htaccess.mp4": "htaccess.mp4",
        "x" * 400 + ".mp4": "x" * 116 + ".mp4",
    }
    for number, (name, own) in enumerate(names.items()):
        assert sends.whole(name, f"{number}".encode() * 9)["place"] == f"{FOLDER}/{own}"
    assert sorted(there(office)) == sorted(f"{FOLDER}/{own}" for own in names.values())


def test_what_is_no_medium_is_refused_in_words_and_removed(office: Office, sends: Sends) -> None:
    told = sends.whole("video.mp4", b"<html>not a video at all</html>")
    assert (told["state"], told["message"]) == ("refused", "video.mp4 is no medium.")
    assert there(office) == {}
    until(lambda: aside_of(office) == [])
    with office.people() as people:
        (deed,) = deeds(people, Wanted(who="producer"), 1)
    assert deed.what == "upload-refused" and deed.details["reason"] == "video.mp4 is no medium."


def test_a_file_on_its_way_is_its_senders_alone(office: Office, sends: Sends, signed_in: SignedIn) -> None:
    write_episode(office.root, name="2026-11-21-noticias")
    upload = sends.begin("a.mp4", 10).json()["id"]
    others = (
        Sends(signed_in("editor"), TO),
        Sends(signed_in("guest"), TO),
        Sends(sends.client, TO.replace("20-noticias", "21-noticias")),
    )
    for other in others:
        assert other.piece(upload, 0, b"0123456789").status_code == 404
        assert (
            other.stands(upload).status_code == 404 and other.client.delete(f"{other.to}/{upload}").status_code == 404
        )
    assert signed_in("guest").post(TO, json={"name": "a.mp4", "bytes": 1}).status_code == 404
    assert sends.stands(upload).json()["offset"] == 0
    without = {**sends.client.headers, "x-newscast-token": ""}
    assert TestClient(sends.client.app, cookies=sends.client.cookies, headers=without).delete(
        f"{TO}/{upload}"
    ).status_code == 403  # fmt: skip
    assert sends.client.delete(f"{TO}/{upload}").status_code == 200 and sends.stands(upload).status_code == 404


def test_of_two_who_send_the_same_piece_at_once_one_is_heard(office: Office, sends: Sends) -> None:
    upload = sends.begin("a.mp4", len(DATA)).json()["id"]
    found = []
    both = [threading.Thread(target=lambda: found.append(sends.piece(upload, 0, DATA[:5000]))) for _each in range(4)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(each.status_code for each in found) == [200, 409, 409, 409]
    assert sends.piece(upload, 5000, DATA[5000:]).status_code == 200
    sends.whole("last.mp4", b"x")
    assert there(office)[f"{FOLDER}/a.mp4"] == DATA


def test_a_full_disk_is_told_and_the_file_goes_on_once_there_is_room(
    office: Office, sends: Sends, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sends.begin("a.mp4", len(DATA)).json()["id"]
    assert sends.piece(upload, 0, DATA[:100]).status_code == 200
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_room)
        refused = sends.piece(upload, 100, DATA[100:200])
        assert refused.status_code == 507 and "disk is full" in refused.json()["message"]
    assert sends.stands(upload).json()["offset"] == 100
    with monkeypatch.context() as full:
        full.setattr(aside, "room", lambda _root: bringing.LEFT_FREE + len(DATA))
        # What others are still to send is promised to them.
        assert sends.begin("b.mp4", 200).status_code == 507
        assert sends.begin("b.mp4", 50).status_code == 201
    assert sends.piece(upload, 100, DATA[100:]).status_code == 200
    sends.whole("last.mp4", b"x")
    assert there(office)[f"{FOLDER}/a.mp4"] == DATA


def _no_room(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_nobody_brings_more_than_is_good(office: Office, sends: Sends, signed_in: SignedIn) -> None:
    with office.people() as people:
        for _each in range(MOST_A_DAY // MOST_BYTES):
            upload = uploads.begin(people, "producer", "episode", EPISODE, "a.mp4", MOST_BYTES)
            uploads.grew(people, upload, MOST_BYTES, 0)
            # What was no medium counts as well: it was sent.
            uploads.refuse(people, upload, "")
    assert "20.0 GB" in sends.begin("a.mp4", 1).json()["message"]
    with office.people() as people:
        for _each in range(MOST_AT_ONCE):
            uploads.begin(people, "editor", "episode", EPISODE, "a.mp4", 1)
    editor = Sends(signed_in("editor"), TO)
    refused = editor.begin("a.mp4", 1)
    assert refused.status_code == 429 and refused.headers["retry-after"] == "60"


def test_after_a_loss_of_power_a_file_holds_what_the_record_says_or_begins_anew(office: Office, sends: Sends) -> None:
    upload = sends.begin("a.mp4", len(DATA)).json()["id"]
    assert sends.piece(upload, 0, DATA[:1000]).status_code == 200
    lies = office.root / ASIDE / upload / "a.mp4"
    # A piece whose bytes were written, and of which the record does not know.
    lies.write_bytes(DATA[:1000] + b"half a piece")
    assert sends.piece(upload, 1000, DATA[1000:2000]).json()["offset"] == 2000
    lies.write_bytes(DATA[:500])
    assert sends.piece(upload, 2000, DATA[2000:]).status_code == 409
    assert sends.stands(upload).json()["offset"] == 0
    assert sends.piece(upload, 0, DATA).status_code == 200
    sends.whole("last.mp4", b"x")
    assert there(office)[f"{FOLDER}/a.mp4"] == DATA


def test_what_was_left_halfway_goes_on_at_the_next_start(office: Office, sends: Sends) -> None:
    """Killed after everything came, and after it was laid down but not written down."""
    with office.people() as people:
        came = uploads.begin(people, "producer", "episode", EPISODE, "a.mp4", 4)
        laid = uploads.begin(people, "producer", "episode", EPISODE, "b.mp4", 4)
        for upload in (came, laid):
            lies = aside.place_of(office.root, upload)
            lies.parent.mkdir(parents=True)
            lies.write_bytes(upload.name[:4].encode())
            uploads.grew(people, upload, 4, 0)
    bringing.look_at(office, laid)
    (office.root / FOLDER).mkdir()
    os.link(office.root / ASIDE / laid.id / "b.mp4", office.root / FOLDER / "b.mp4")
    judges = Judges(place)
    look_after(office, judges)
    judges.wait()
    assert there(office) == {f"{FOLDER}/a.mp4": b"a.mp", f"{FOLDER}/b.mp4": b"b.mp"} and aside_of(office) == []


def test_what_never_ended_is_removed_after_days(office: Office, sends: Sends, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (sends.begin(f"{name}.mp4", 100).json()["id"] for name in ("old", "new"))
    for upload in (old, new):
        assert sends.piece(upload, 0, b"0123456789").status_code == 200
    nobodys = office.root / ASIDE / "nobodys"
    nobodys.mkdir()
    now = time.time()
    os.utime(nobodys, (now - FORGOTTEN - 60,) * 2)
    landing.tidy(office)
    assert aside_of(office) == sorted([old, new])
    monkeypatch.setattr(time, "time", lambda: now + FORGOTTEN - 60)
    assert sends.piece(new, 10, b"0123456789").status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + FORGOTTEN + 60)
    landing.tidy(office)
    assert aside_of(office) == [new] and sends.stands(old).status_code == 404
    assert sends.stands(new).json()["offset"] == 20


def test_a_sender_who_is_too_slow_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "_PATIENCE", 0.05)
    monkeypatch.setattr(receiving, "_LEAST_SPEED", 1e9)
    scope = {"type": "http", "method": "PATCH", "headers": [(b"content-type", b"application/offset+octet-stream")]}

    async def receive() -> Any:
        await asyncio.sleep(60)

    with pytest.raises(RefusedError) as refused:
        asyncio.run(received_with(Request(scope, receive), PIECE))
    assert refused.value.status == 408


def test_a_folder_that_leads_out_of_the_newsroom_takes_nothing(office: Office, sends: Sends, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (office.root / FOLDER).symlink_to(tmp_path / "elsewhere")
    assert sends.begin("a.mp4", 3).status_code == 409
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_told_is_json_of_the_protocol(sends: Sends) -> None:
    told = sends.begin("a.mp4", 3).json()
    assert set(told) == {
        "id", "name", "bytes", "offset", "crc", "piece", "state", "message", "kind", "seconds", "place",
    }  # fmt: skip
    assert json.dumps(told) and told["state"] == "coming"
