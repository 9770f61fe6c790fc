"""A medium gets its place in a rundown: where something is missing, in place of another, before or behind others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from review_making import EPISODE, RUNDOWN_PATH
from starlette.testclient import TestClient
from upload_making import Sends, judged_by_bytes

from newscast.document.edits import Edit, Insert, Remove, Set
from newscast.review.files import attaching_page, bringing, unused
from newscast.review.files.slots import Slot, edits_for, holders_of
from newscast.review.mending.written_now import written_now
from newscast.review.newsroom.office import Office

SignedIn = Callable[..., TestClient]
RUNDOWN = """\
rundown: 1
show: noticias
date: 2026-11-20
segments:
  - headlines: [bacheo]
  - story: bacheo
    headline: Concluye
    tease: Más de mil.
    parts:
      - vo: Uno.
      - vo: Dos.
        voice: {file: voz/dos.wav, in: 2s}
        pictures:
          - a.mp4
          - {file: b.mp4, in: 3s}
          - {card: figures, title: x}
      - vo: Tres.
        voice: [voz/t1.wav, voz/t2.wav]
        pictures: {file: sola.mp4, in: 1s}
      - sot: entrevistas/laura.mp4
        in: 12.5s
        out: 24s
        transcript: Trabajamos.
      - read: Cuatro.
        camera: toma.mp4
      - package: {file: nota.mp4, in: 1s}
  - spot: spots/v.mp4
    slug: v
  - story: museo
    from: 2026-11-19-otra.yaml
    headline: Otra
    float: true
"""
SHA256 = hashlib.sha256(RUNDOWN.encode()).hexdigest()
OTHER = """\
rundown: 1
show: noticias
date: 2026-11-19
segments:
  - story: museo
    headline: Museo
    parts:
      - vo: X.
        voice: x.wav
"""


@pytest.fixture
def rundown(office: Office) -> Office:
    (office.root / "assets/shows/noticias").mkdir(parents=True)
    (office.root / "assets/shows/noticias/show.yaml").write_text("show: 1\nname: N\n", "utf-8")
    (office.root / RUNDOWN_PATH).write_text(RUNDOWN, "utf-8")
    (office.root / "rundowns/2026-11-19-otra.yaml").write_text(OTHER, "utf-8")
    (office.root / "rundowns/a.mp4").write_bytes(b"a")
    return office


def slots(office: Office) -> dict[str, Slot]:
    found = holders_of(written_now(office, EPISODE, patience=None), office.root)
    return {slot.id: slot for holder in found for slot in holder.slots}


def test_every_place_is_told_with_what_is_there_and_what_is_missing(rundown: Office) -> None:
    found = slots(rundown)
    assert list(found) == [
        "0.voice", "1.tease.voice", "1.0.voice", "1.0.pictures", "1.1.voice", "1.1.pictures", "1.2.voice",
        "1.2.pictures", "1.3.file", "1.3.cover", "1.4.voice", "1.4.camera", "1.4.pictures", "1.4.cover", "1.5.file",
        "1.5.cover", "2.file", "3.0.voice", "3.0.pictures",
    ]  # fmt: skip
    assert [name for name, slot in found.items() if slot.needed and not slot.there] == ["1.0.voice"]
    pictures = found["1.1.pictures"]
    assert [(each.name, each.lacks, each.fixed) for each in pictures.there] == [
        ("a.mp4", False, ""), ("b.mp4", True, ""), ("figures", False, "card"),
    ]  # fmt: skip
    # The camera's sound is the voice.
    assert not found["1.4.voice"].needed and found["1.4.camera"].accepts == ("video",)
    # What is taken from another rundown is changed there.
    assert found["3.0.voice"].there[0].fixed == "from"


@pytest.mark.parametrize(
    ("slot", "index", "replaces", "edits"),
    [
        ("1.0.voice", 0, False, [Set(("segments", 1, "parts", 0, "voice"), "n.mp4")]),
        ("1.0.pictures", 0, False, [Set(("segments", 1, "parts", 0, "pictures"), ["n.mp4"])]),
        ("1.1.voice", 0, True, [Set(("segments", 1, "parts", 1, "voice"), "n.mp4")]),
        ("1.1.pictures", 1, True, [Set(("segments", 1, "parts", 1, "pictures", 1), "n.mp4")]),
        ("1.1.pictures", 1, False, [Insert(("segments", 1, "parts", 1, "pictures", 1), "n.mp4")]),
        ("1.1.pictures", 99, False, [Insert(("segments", 1, "parts", 1, "pictures", 3), "n.mp4")]),
        ("1.2.voice", 1, True, [Set(("segments", 1, "parts", 2, "voice", 1), "n.mp4")]),
        ("1.2.pictures", 1, False, [
            Set(("segments", 1, "parts", 2, "pictures"), [{"file": "sola.mp4", "in": "1s"}, "n.mp4"])]),
        ("1.3.file", 0, True, [
            Set(("segments", 1, "parts", 3, "sot"), "n.mp4"), Remove(("segments", 1, "parts", 3, "in")),
            Remove(("segments", 1, "parts", 3, "out"))]),
        ("1.5.file", 0, True, [
            Set(("segments", 1, "parts", 5, "package", "file"), "n.mp4"),
            Remove(("segments", 1, "parts", 5, "package", "in"))]),
        ("1.tease.voice", 0, False, [Set(("segments", 1, "tease"), {"copy": "Más de mil.", "voice": "n.mp4"})]),
        ("0.voice", 0, False, [Set(("segments", 0, "voice"), "n.mp4")]),
        ("2.file", 0, True, [Set(("segments", 2, "spot"), "n.mp4")]),
    ],
)  # fmt: skip
def test_what_is_written(rundown: Office, slot: str, index: int, replaces: bool, edits: Sequence[Edit]) -> None:
    assert list(edits_for(slots(rundown)[slot], "n.mp4", index, replaces)) == edits


@dataclass(frozen=True)
class Saved:
    sha256: str = "0" * 64
    id: int = 7


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would have been saved."""
    found: list[Any] = []

    def save(_office: Office, _people: Any, episode: str, file: str, sha256: str, edits: Any, visitor: Any) -> Saved:
        found.append((episode, file, sha256, list(edits), visitor.name))
        return Saved()

    monkeypatch.setattr(attaching_page, "save_edits", save)
    monkeypatch.setattr(bringing, "judged", judged_by_bytes)
    monkeypatch.setattr(unused, "_FRESH", 0.0)
    return found


def attach(client: TestClient, **body: Any) -> Any:
    headers = {"accept": "application/json"}
    told = {"sha256": SHA256, "index": 0, **body}
    return client.post(f"/e/{EPISODE}/media/attach", json=told, headers=headers)


def test_what_was_brought_gets_its_place(rundown: Office, signed_in: SignedIn, saved: list[Any]) -> None:
    producer = signed_in("producer")
    sends = Sends(producer, f"/e/{EPISODE}/uploads")
    voice = sends.whole("mi voz.mp4", b"voice")["id"]
    answer = attach(producer, slot="1.0.voice", upload=voice)
    assert answer.status_code == 200 and answer.json() == {"id": 7, "sha256": "0" * 64}
    path = f"{EPISODE}/mi voz.mp4"
    edits = [Set(("segments", 1, "parts", 0, "voice"), path)]
    assert saved == [(EPISODE, RUNDOWN_PATH, SHA256, edits, "producer")]
    assert (rundown.root / "rundowns" / path).read_bytes() == b"voice"
    coming = sends.begin("b.mp4", 9).json()["id"]
    assert attach(producer, slot="1.0.voice", upload=coming).status_code == 409
    assert attach(signed_in("editor"), slot="1.0.voice", upload=voice).status_code == 404
    assert attach(signed_in("guest"), slot="1.0.voice", upload=voice).status_code == 404
    assert len(saved) == 1


def test_one_line_is_written_and_taken_back(
    rundown: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "judged", judged_by_bytes)
    producer, path = signed_in("producer"), rundown.root / RUNDOWN_PATH
    voice = Sends(producer, f"/e/{EPISODE}/uploads").whole("Voz nueva.mp4", b"voice")["id"]
    answer = attach(producer, slot="1.0.voice", upload=voice)
    assert answer.status_code == 200, answer.text
    before, after = RUNDOWN.splitlines(), path.read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert added == [f"        voice: {EPISODE}/Voz nueva.mp4"] and len(after) == len(before) + 1
    assert answer.json()["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    # The voice of the next part is in place of another, and where that began goes with it.
    told = {"sha256": answer.json()["sha256"], "slot": "1.1.voice", "replaces": True, "upload": voice}
    assert attach(producer, **told).status_code == 200
    assert "voz/dos.wav" not in path.read_text("utf-8") and "in: 2s" not in path.read_text("utf-8")
    undone = producer.post(f"/e/{EPISODE}/edit/{answer.json()['id']}/undo", json={})
    assert undone.status_code == 200 and path.read_text("utf-8").count("Voz nueva.mp4") == 1
    assert (rundown.root / "rundowns" / EPISODE / "Voz nueva.mp4").read_bytes() == b"voice"


def test_a_file_of_the_newsroom_gets_its_place_and_one_of_the_inbox_as_a_copy(
    rundown: Office, signed_in: SignedIn, saved: list[Any]
) -> None:
    producer, root = signed_in("producer"), rundown.root
    for path in ("media/clips/m.mp4", "inbox/noticias/drop/i.mp4", f"rundowns/{EPISODE}/i.mp4"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(path.encode())
    assert attach(producer, slot="1.1.pictures", index=3, path="media/clips/m.mp4").status_code == 200
    assert attach(producer, slot="1.1.pictures", path="inbox/noticias/drop/i.mp4").status_code == 200
    assert attach(producer, slot="1.1.pictures", path="inbox/noticias/drop/i.mp4").status_code == 200
    paths = [edits[0].value for *_told, edits, _who in saved]
    assert paths == ["../media/clips/m.mp4", f"{EPISODE}/i-2.mp4", f"{EPISODE}/i-2.mp4"]
    copy, dropped = root / "rundowns" / paths[1], root / "inbox/noticias/drop/i.mp4"
    assert copy.read_bytes() == dropped.read_bytes() and not copy.samefile(dropped)


def test_what_does_not_fit_or_is_not_there_is_refused(rundown: Office, signed_in: SignedIn, saved: list[Any]) -> None:
    producer, root = signed_in("producer"), rundown.root
    (root / "media").mkdir()
    for name in ("v.wav", "f.jpg", "c.mp4"):
        (root / "media" / name).write_bytes(b"x")
    refused = (
        ({"slot": "1.1.pictures", "path": "media/v.wav"}, 409),
        ({"slot": "1.0.voice", "path": "media/f.jpg"}, 409),
        ({"slot": "3.0.voice", "path": "media/v.wav", "replaces": True}, 409),
        ({"slot": "1.1.pictures", "path": "media/c.mp4", "index": 2, "replaces": True}, 409),
        ({"slot": "9.9.voice", "path": "media/v.wav"}, 409),
        ({"slot": "1.0.voice", "path": "media/none.wav"}, 404),
        ({"slot": "1.0.voice", "path": "../../etc/passwd"}, 404),
        ({"slot": "1.0.voice", "path": "assets/newsroom.yaml"}, 404),
        ({"slot": "1.0.voice", "upload": "none"}, 404),
        ({"slot": "1.0.voice"}, 400),
        ({"slot": "1.0.voice", "path": "media/v.wav", "index": -1}, 400),
        ({"slot": "1.0.voice", "path": "media/v.wav", "index": True}, 400),
        ({"slot": 5, "path": "media/v.wav"}, 400),
        ({"slot": "1.0.voice", "path": "media/v.wav", "sha256": "0" * 64}, 409),
    )
    for body, status in refused:
        assert attach(producer, **body).status_code == status, body
    assert saved == []


def test_the_page_lists_places_and_the_newsrooms_files(rundown: Office, signed_in: SignedIn, saved: list[Any]) -> None:
    producer, root = signed_in("producer"), rundown.root
    (root / "media").mkdir()
    (root / "media/<b>Feria.mp4").write_bytes(b"x")
    (root / "media/voz.wav").write_bytes(b"x")
    page = producer.get(f"/e/{EPISODE}/media?use=media/voz.wav").text
    assert 'id="slot-1.0.voice"' in page and "Choose the place where “voz.wav” goes." in page
    assert "written elsewhere" in page and "is not there" in page and "missing" in page
    plain = producer.get(f"/e/{EPISODE}/media?use=media/none.wav&saved=%3Cb%3E").text
    assert "Something is missing in" in plain and "<b>" not in plain and "&lt;b&gt;" in plain
    told = producer.get(f"/e/{EPISODE}/media/files?kinds=video&words=feria").json()
    assert [each["path"] for each in told["files"]] == ["media/<b>Feria.mp4"] and told["more"] is False
    everything = producer.get(f"/e/{EPISODE}/media/files?kinds=video,sound").json()["files"]
    # Those that nothing uses come first.
    assert [each["used"] for each in everything] == [False, False, True]
    assert signed_in("guest").get(f"/e/{EPISODE}/media").status_code == 404


def test_a_card_that_compares_has_a_place_for_either_picture(office: Office) -> None:
    (office.root / "assets/shows/noticias").mkdir(parents=True)
    (office.root / "assets/shows/noticias/show.yaml").write_text("show: 1\nname: N\n", "utf-8")
    head = RUNDOWN.partition("    parts:\n")[0]
    parts = "      - card: before-after\n        before: {file: a.jpg, credit: X}\n      - card: figures\n"
    (office.root / RUNDOWN_PATH).write_text(f"{head}    parts:\n{parts}", "utf-8")
    found = slots(office)
    pictures = {name: slot for name, slot in found.items() if name.startswith("1.0.")}
    assert {name: [each.name for each in slot.there] for name, slot in pictures.items()} == {
        "1.0.before": ["a.jpg"], "1.0.after": [],
    }  # fmt: skip
    assert all(slot.needed and slot.accepts == ("video", "still") for slot in pictures.values())
    assert edits_for(pictures["1.0.after"], "n.jpg", 0, False) == (Set(("segments", 1, "parts", 0, "after"), "n.jpg"),)
