"""Files of an episode by their content: in ranges, for those who may see it, and no others."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from review_making import EPISODE, write_edition, write_episode
from starlette.testclient import TestClient

from newscast.review.door.ranges import OutsideError, asked_range
from newscast.review.newsroom.office import Office
from newscast.review.playing import awaiting, workshop
from newscast.store.store import Result, Store

PROGRAMME = bytes(range(256)) * 1000
SHA256 = hashlib.sha256(PROGRAMME).hexdigest()


@pytest.fixture
def address(newsroom: Path) -> str:
    """Where the programme of `web` is."""
    write_episode(newsroom, {"web/a.mp4": PROGRAMME})
    return f"/media/{EPISODE}/{SHA256}"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=0-", (0, 100)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-1000", (90, 100)),
        ("bytes=-5", (95, 100)),
        ("bytes=-1000", (0, 100)),
        ("Bytes = 3 - 3", (3, 4)),
        ("bytes=0-1,5-6", None),
        ("bytes=5-3", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("items=0-1", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header: str | None, expected: tuple[int, int] | None) -> None:
    assert asked_range(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_behind_the_end_is_none(header: str) -> None:
    with pytest.raises(OutsideError):
        asked_range(header, 100)


def test_a_programme_comes_whole_and_in_ranges(address: str, signed_in: Callable[..., TestClient]) -> None:
    browser = signed_in()
    whole = browser.get(address)
    assert (whole.status_code, whole.content) == (200, PROGRAMME)
    assert whole.headers["content-type"] == "video/mp4"
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["content-length"] == str(len(PROGRAMME))
    assert whole.headers["etag"] == f'"{SHA256}"'
    assert "immutable" in whole.headers["cache-control"]
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["content-disposition"].startswith("inline")
    for header, (start, end) in {
        "bytes=0-99": (0, 100),
        "bytes=200000-200099": (200_000, 200_100),
        "bytes=-10": (255_990, 256_000),
        "bytes=255999-": (255_999, 256_000),
    }.items():
        part = browser.get(address, headers={"range": header})
        assert (part.status_code, part.content) == (206, PROGRAMME[start:end]), header
        assert part.headers["content-range"] == f"bytes {start}-{end - 1}/256000"
        assert part.headers["content-length"] == str(end - start)
    several = browser.get(address, headers={"range": "bytes=0-1,100-101"})
    assert (several.status_code, several.content) == (200, PROGRAMME)


def test_a_range_outside_is_refused_with_the_size(address: str, signed_in: Callable[..., TestClient]) -> None:
    refused = signed_in().get(address, headers={"range": "bytes=256000-"})
    assert (refused.status_code, refused.headers["content-range"], refused.content) == (416, "bytes */256000", b"")


def test_a_range_is_of_the_content_that_was_seen(address: str, signed_in: Callable[..., TestClient]) -> None:
    browser = signed_in()
    same = browser.get(address, headers={"range": "bytes=0-9", "if-range": f'"{SHA256}"'})
    assert (same.status_code, len(same.content)) == (206, 10)
    other = browser.get(address, headers={"range": "bytes=0-9", "if-range": '"another"'})
    assert (other.status_code, len(other.content)) == (200, 256_000)
    known = browser.get(address, headers={"if-none-match": f'"{SHA256}"'})
    assert (known.status_code, known.content) == (304, b"")
    head = browser.head(address)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, "256000", b"")


def test_only_those_of_the_episode_get_it(newsroom: Path, address: str, signed_in: Callable[..., TestClient]) -> None:
    other = write_episode(newsroom, name="otro")
    (another,) = [
        file["sha256"]
        for file in json.loads((other / "manifest.json").read_text())["deliverables"]["web"]["files"]
        if file["path"] == "web/a.mp4"
    ]
    guest = signed_in("guest")
    assert guest.get(address).status_code == 200
    assert guest.get(f"/media/otro/{another}").status_code == 404
    assert guest.get("/media/otro/file/web/a.mp4").status_code == 404
    # By the name of the guest's own episode no other one's files come.
    assert guest.get(f"/media/{EPISODE}/{hashlib.sha256(b'another').hexdigest()}").status_code == 404
    guest.cookies.clear()
    assert guest.get(address, headers={"accept": "*/*"}).status_code == 401


@pytest.mark.parametrize(
    "path",
    ["../../assets/newsroom.yaml", "web/../../../assets/newsroom.yaml", "manifest.json", "/etc/passwd", "draft/", ""],
)
def test_nothing_but_listed_files_is_had_by_path(path: str, address: str, signed_in: Callable[..., TestClient]) -> None:
    browser = signed_in()
    for written in (path, path.replace("/", "%2F").replace(".", "%2E")):
        assert browser.get(f"/media/{EPISODE}/file/{written}").status_code == 404, written
    assert browser.get(f"/media/..%2F{EPISODE}/{SHA256}").status_code == 404


def test_a_listed_path_that_leads_out_leads_nowhere(
    newsroom: Path, address: str, signed_in: Callable[..., TestClient]
) -> None:
    """A manifest may have been changed by hand."""
    outside = newsroom / "secreto.txt"
    outside.write_bytes(b"secreto")
    manifest = newsroom / "output" / EPISODE / "manifest.json"
    told = json.loads(manifest.read_text())
    digest = hashlib.sha256(b"secreto").hexdigest()
    for path in ("../../secreto.txt", str(outside)):
        told["deliverables"]["web"]["files"][1] |= {"path": path, "bytes": 7, "sha256": digest}
        manifest.write_text(json.dumps(told))
        answer = signed_in("producer" if path.startswith("/") else "editor").get(f"/media/{EPISODE}/{digest}")
        assert answer.status_code in (404, 410)
        assert b"secreto" not in answer.content


def test_captions_come_by_their_path_of_final_and_draft(
    newsroom: Path, address: str, signed_in: Callable[..., TestClient]
) -> None:
    browser = signed_in()
    write_edition(newsroom / "output" / EPISODE / "draft", 4, {"web/post.txt": "borrador ñ".encode()})
    final, draft = (browser.get(f"/media/{EPISODE}/file/{path}") for path in ("web/a.vtt", "draft/web/post.txt"))
    assert final.text.startswith("WEBVTT")
    assert final.headers["content-type"] == "text/vtt; charset=utf-8"
    assert "immutable" not in final.headers["cache-control"]
    assert draft.text == "borrador ñ"


def test_an_earlier_version_plays_while_the_store_keeps_it(
    newsroom: Path,
    address: str,
    office: Office,
    signed_in: Callable[..., TestClient],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    made = tmp_path / "made"
    made.write_bytes(PROGRAMME)
    key = f"key-{SHA256[:8]}"
    Store(tmp_path / "store").keep(made, Result(key, ""))
    for folder in ("", "draft"):
        write_edition(newsroom / "output" / EPISODE / folder, 7)
    history = newsroom / "output" / EPISODE / "history/0002.json"
    old = signed_in().get(address)
    assert (old.status_code, old.content) == (200, PROGRAMME)
    assert history.exists()
    Store(tmp_path / "store").path(Result(key, "")).unlink()
    gone = signed_in("producer").get(address)
    assert gone.status_code == 410
    assert "not kept any more" in gone.text


def test_a_file_that_is_not_what_is_listed_is_not_given(
    newsroom: Path, address: str, signed_in: Callable[..., TestClient]
) -> None:
    for folder in ("", "draft"):
        (newsroom / "output" / EPISODE / folder / "web/a.mp4").write_bytes(b"another")
    answer = signed_in().get(address)
    assert answer.status_code == 404
    assert "was changed" in answer.text


def test_loudness_is_what_the_build_measured(
    newsroom: Path, address: str, signed_in: Callable[..., TestClient]
) -> None:
    told = {"loudness": 1, "programmes": [{"file": "web/b.mp4"}, {"file": "web/a.mp4", "integrated": -16.1}]}
    content = json.dumps(told).encode()
    for folder in (newsroom / "output" / EPISODE, newsroom / "output" / EPISODE / "draft"):
        (folder / "web/loudness.json").write_bytes(content)
        manifest = json.loads((folder / "manifest.json").read_text())
        digest = hashlib.sha256(content).hexdigest()
        file = {"path": "web/loudness.json", "role": "loudness", "bytes": len(content), "sha256": digest}
        manifest["deliverables"]["web"]["files"].append(file)
        (folder / "manifest.json").write_text(json.dumps(manifest))
    browser = signed_in()
    assert browser.get(f"{address}/loudness.json").json() == told["programmes"][1]
    # Of another deliverable nothing is known, so it is measured; captions have no sound.
    square, captions = (
        next(each["sha256"] for each in manifest["deliverables"][name]["files"] if each["path"].endswith(suffix))
        for name, suffix in (("square", ".mp4"), ("web", ".vtt"))
    )
    assert "Nothing is made in this test." in browser.get(f"/media/{EPISODE}/{square}/loudness.json").text
    assert browser.get(f"/media/{EPISODE}/{captions}/loudness.json").status_code == 404


@pytest.fixture
def let(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Until it is set, what is made stays at a quarter; then it fails."""
    go = threading.Event()

    class Slow:
        def __init__(self, nice: int) -> None:
            pass

        def make(self, request: object, report: Callable[[float], None]) -> str:
            report(0.25)
            assert go.wait(30)
            return "no room"

        def stop(self) -> None:
            go.set()

    monkeypatch.setattr(workshop, "Helper", Slow)
    monkeypatch.setattr(awaiting, "_PATIENCE", 0.01)
    return go


def test_what_takes_long_is_told_while_it_is_made(
    newsroom: Path,
    let: threading.Event,
    signed_in: Callable[..., TestClient],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    told = json.loads((newsroom / "output" / EPISODE / "manifest.json").read_text())
    address = f"/media/{EPISODE}/{told['deliverables']['tv']['files'][0]['sha256']}"
    with signed_in() as browser:
        while (answer := browser.get(f"{address}/phone.mp4")).json()["done"] < 0.25:
            assert answer.status_code == 202
        assert (answer.status_code, answer.headers["cache-control"]) == (202, "no-store")
        assert answer.json()["state"] == "making"
        assert "It is being made" in answer.json()["message"]
        assert browser.get(f"{address}/still/3.jpg").status_code == 202
        about = browser.get(f"{address}/about.json?for=phone").json()
        assert (about["phone"]["state"], about["play"]["state"]) == ("making", "waiting")
        let.set()
        while (answer := browser.get(f"{address}/phone.mp4")).status_code == 202:
            assert answer.json()["state"] == "making"
        assert (answer.status_code, answer.json()["message"]) == (500, "no room")
