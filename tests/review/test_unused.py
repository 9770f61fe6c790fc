"""What no rundown uses yet is found, and nothing that one names, however it is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from review_making import EPISODE, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.review.files import unused
from newscast.review.files.unused import unused_files
from newscast.review.newsroom.office import Office
from newscast.watch.inbox.arrivals import Arrival, Arrivals


@pytest.fixture(autouse=True)
def always_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unused, "_FRESH", 0.0)


def put(root: Path, *paths: str) -> None:
    for number, path in enumerate(paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(path.encode())
        os.utime(root / path, (4_000_000_000 + number, 4_000_000_000 + number))


def paths(office: Office) -> list[str]:
    return [each.path for each in unused_files(office)]


def test_what_is_named_by_a_rundown_a_kit_or_the_office_is_used(office: Office) -> None:
    root = office.root
    put(
        root, "rundowns/voz/bacheo.wav", "rundowns/voz/otra.wav", "media/Feria.MOV", "media/suelta.mov",
        "media/laura.jpg", "assets/shows/noticias/sound/cama.wav", "output/x/web/a.mp4", "inbox/noticias/IMG_1.HEIC",
        "media/.hidden.mp4", "media/notes.txt", "media/half.mp4.part", "media/float.mp4", "media/musica.mp3",
    )  # fmt: skip
    (root / "rundowns/2026-11-21-noticias.yaml").write_text(
        "segments:\n  - story: feria\n    float: true\n    parts:\n      - {sot: '../media/feria.MOV'}\n"
        '      - package: "../media/./flo\\u0061t.mp4"\n',
        encoding="utf-8",
    )
    (root / "assets/newsroom.yaml").write_text("people:\n  laura: {name: L, photo: media/laura.jpg}\n", "utf-8")
    (root / "assets/shows/noticias/show.yaml").write_text("sound: {bed: ../../../media/musica.mp3}\n", "utf-8")
    found = unused_files(office)
    # The newest first.
    assert [each.path for each in found] == ["inbox/noticias/IMG_1.HEIC", "media/suelta.mov", "rundowns/voz/otra.wav"]
    assert [(each.kind, each.show, bool(each.small)) for each in found] == [
        ("still", "noticias", True), ("video", "", True), ("sound", "", False),
    ]  # fmt: skip


@pytest.mark.slow
def test_what_changes_is_read_again_and_what_cannot_be_read_uses_whatever_it_speaks_of(office: Office) -> None:
    put(office.root, "media/a.mp4", "media/b.mp4")
    assert paths(office) == ["media/b.mp4", "media/a.mp4"]
    rundown = office.root / "rundowns/2026-11-22-noticias.yaml"
    rundown.write_text("segments: [{package: ../media/a.mp4}]\n", encoding="utf-8")
    assert paths(office) == ["media/b.mp4"]
    rundown.write_text("segments: [{package: ../media/B.mp4\n   x: - : }\n", encoding="utf-8")
    assert paths(office) == ["media/a.mp4"]
    rundown.unlink()
    assert paths(office) == ["media/b.mp4", "media/a.mp4"]


@pytest.mark.slow
def test_nobody_waits_at_a_pipe_or_reads_a_device_without_end(office: Office) -> None:
    put(office.root, "media/a.mp4")
    os.mkfifo(office.root / "rundowns/tubo.yaml")
    os.mkfifo(office.root / "media/tubo.mp4")
    (office.root / "rundowns/ceros.yaml").symlink_to("/dev/zero")
    assert "media/a.mp4" in paths(office)


def test_a_drop_that_was_taken_has_copies_of_its_own(office: Office) -> None:
    put(office.root, "inbox/noticias/drop/a.mp4", "inbox/noticias/drop/b.mp4")
    taken = Arrival("noticias/drop", "taken", files=("drop/a.mp4",), episode=EPISODE)
    with office.ledger() as ledger:
        Arrivals(ledger).put(taken)
        Arrivals(ledger).put(replace(taken, place="noticias/other", state="waiting", files=("drop/b.mp4",)))
    assert paths(office) == ["inbox/noticias/drop/b.mp4"]


def test_a_rundown_is_read_once_as_long_as_it_stays_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    put(office.root, "media/suelta.mp4")
    assert paths(office) == ["media/suelta.mp4"]
    asked: list[Path] = []
    monkeypatch.setattr(unused, "_mentioned", lambda files: asked.extend(files) or [])
    assert paths(office) == ["media/suelta.mp4"] and asked == []
    os.utime(office.root / RUNDOWN_PATH)
    # Nobody answers: then it uses whatever it speaks of.
    assert paths(office) == ["media/suelta.mp4"] and asked == [office.root / RUNDOWN_PATH]
    (office.root / RUNDOWN_PATH).write_text("suelta.mp4", encoding="utf-8")
    assert paths(office) == []


def test_small_pictures_are_of_what_is_listed_alone(office: Office, signed_in: Callable[..., TestClient]) -> None:
    put(office.root, "media/a.mp4", "media/b.mp3")
    producer, guest = signed_in("producer"), signed_in("guest")
    # Nothing is made in this test: that it was asked for is told.
    assert producer.get("/unused/small.jpg?path=media/a.mp4").status_code == 500
    for path in ("media/b.mp3", "media/../media/a.mp4", "/etc/passwd", "assets/newsroom.yaml", ""):
        assert producer.get("/unused/small.jpg", params={"path": path}).status_code == 404
    assert guest.get("/unused/small.jpg?path=media/a.mp4").status_code == 404
