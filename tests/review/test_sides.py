"""Recordings before and after the voice chain on the page: of a real build, over a real server, in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import browsing
import numpy as np
import pytest
from entered import session_of_role
from review_making import EPISODE

from newscast.build.door import build
from newscast.build.request import Options
from newscast.media.probe import probe
from newscast.review.newsroom.office import Office, open_office
from newscast.sound.wav import WavWriter

pytestmark = [pytest.mark.slow, pytest.mark.real]
RATE = 48_000
RUNDOWN = """\
rundown: 1
show: sala
date: 2026-11-20
deliverables: [radio]
segments:
  - story: uno
    headline: Uno
    parts:
      - vo: Esto se grabó muy bajo de verdad.
        voice: {file: baja.wav, trim: false}
  - story: dos
    headline: Dos
    parts:
      - vo: Esto nadie lo grabó.
        voice: synth
"""
PAGE = f"/e/{EPISODE}?draft=1"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom in which a draft for radio was built, with its own store."""
    root = tmp_path_factory.mktemp("sides") / "sala"
    (root / "assets/shows/sala").mkdir(parents=True)
    (root / "assets/shows/sala/show.yaml").write_text("show: 1\nname: SALA\nvoice: {offset: none}\n")
    (root / "assets/newsroom.yaml").write_text("newsroom: 1\nname: Sala\nlanguage: es-MX\n")
    (root / "rundowns").mkdir()
    (root / f"rundowns/{EPISODE}.yaml").write_text(RUNDOWN, encoding="utf-8")
    recording(root / "rundowns/baja.wav")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_STORE", str(root.parent / "store"))
        list(build([root / f"rundowns/{EPISODE}.yaml"], Options(draft=True)))
    return root


def recording(path: Path) -> None:
    """Something like a voice at -45 dBFS, on the left of two channels."""
    at = np.arange(4 * RATE) / RATE
    phase = 2 * np.pi * np.cumsum(130 + 20 * np.sin(2 * np.pi * 0.7 * at)) / RATE
    voiced = np.sum([np.sin(k * phase) / k for k in range(1, 20)], axis=0)
    spoken = voiced * (np.sin(2 * np.pi * 1.5 * at) > -0.5) * 0.004
    with WavWriter(path, 2) as writer:
        writer.write(np.stack([spoken, np.zeros(len(at))], axis=1).astype(np.float32))


@pytest.fixture
def newsroom(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSCAST_STORE", str(built.parent / "store"))
    return built


@pytest.fixture
def office(newsroom: Path) -> Iterator[Office]:
    yield open_office(newsroom)
    shutil.rmtree(newsroom / "desk", ignore_errors=True)


@pytest.fixture
def get(office: Office) -> Iterator[Callable[..., Any]]:
    """Asks the server for an address as somebody with a role: the status, and what came."""
    with browsing.served(office) as served:

        def asked(address: str, secret: str, tongue: str = "en", **headers: str) -> tuple[int, bytes]:
            sent = {
                "cookie": f"{office.cookie}={secret}",
                "accept-language": tongue,
                "accept": "application/json",
                **headers,
            }
            try:
                with urllib.request.urlopen(urllib.request.Request(served + address, headers=sent)) as answer:
                    return answer.status, answer.read()
            except urllib.error.HTTPError as error:
                return error.code, error.read()

        yield asked


def waited_for(get: Callable[..., Any], address: str, secret: str, tongue: str = "en") -> dict[str, Any]:
    end = time.monotonic() + browsing.PATIENCE
    while (answer := get(address, secret, tongue))[0] == 202:
        assert time.monotonic() < end
        time.sleep(0.1)
    told: dict[str, Any] = json.loads(answer[1])
    return told


def test_both_sides_of_a_recording_are_made_when_asked_for_and_kept(
    get: Callable[..., Any], office: Office, newsroom: Path, tmp_path: Path
) -> None:
    secret = session_of_role(office, "editor")
    page = get(PAGE, secret, accept="text/html")[1].decode()
    assert page.count("data-both=") == 1
    address = f"/e/{EPISODE}/sides/uno?draft=1&version=1&deliverable=radio"
    assert address in page.replace("&amp;", "&")
    shelf = newsroom.parent / "store/renditions/objects"
    assert not shelf.exists()

    html = waited_for(get, address, secret)["html"]
    assert "baja.wav" in html and "dB too low" in html and ">Before<" in html.replace("</svg>", ">")
    made = {path: path.stat().st_mtime_ns for path in shelf.glob("*/*.m4a")}
    assert len(made) == 2
    for side in ("before", "after"):
        status, sound = get(f"/e/{EPISODE}/sides/uno/0/{side}.m4a?draft=1&version=1&deliverable=radio", secret)
        (tmp_path / f"{side}.m4a").write_bytes(sound)
        found = probe([tmp_path / f"{side}.m4a"])[tmp_path / f"{side}.m4a"]
        assert status == 200 and abs(float(found.duration) - 4) < 0.06  # type: ignore[union-attr]
    assert (tmp_path / "before.m4a").read_bytes() != (tmp_path / "after.m4a").read_bytes()

    # In another language the words are others, the sound is the same; what was let go of is made again.
    assert "dB" in waited_for(get, address, secret, "es")["html"]
    assert {path: path.stat().st_mtime_ns for path in shelf.glob("*/*.m4a")} == made
    next(iter(made)).unlink()
    assert "baja.wav" in waited_for(get, address, secret)["html"]
    assert set(shelf.glob("*/*.m4a")) == set(made)


def test_what_was_not_recorded_or_was_saved_since_is_told_in_words_and_guests_are_told_nothing(
    get: Callable[..., Any], office: Office, newsroom: Path
) -> None:
    secret, query = session_of_role(office, "editor"), "?draft=1&version=1&deliverable=radio"
    for path in ("dos", "nada", "uno/7/before.m4a", "uno/0/beside.m4a", "uno/x/after.m4a"):
        assert get(f"/e/{EPISODE}/sides/{path}{query}", secret)[0] == 404
    guest = session_of_role(office, "guest")
    assert get(f"/e/{EPISODE}/sides/uno{query}", guest)[0] == 404
    assert b"data-both" not in get(PAGE, guest, accept="text/html")[1]
    recording, before = newsroom / "rundowns/baja.wav", (newsroom / "rundowns/baja.wav").read_bytes()
    rooms = newsroom.parent / "store/renditions"
    shutil.rmtree(rooms, ignore_errors=True)
    try:
        recording.write_bytes(before[:-4000] + bytes(4000))
        told = waited_for(get, f"/e/{EPISODE}/sides/uno{query}", secret)
        assert told["state"] == "failed" and "Build it again" in told["message"]
    finally:
        recording.write_bytes(before)


def test_somebody_with_a_keyboard_hears_one_side_go_on_where_the_other_was(look: Callable[..., Any]) -> None:
    page = look(PAGE)
    summary = page.locator("details.both summary")
    summary.focus()
    page.keyboard.press("Enter")
    after = page.get_by_role("button", name="After", exact=True)
    after.wait_for(timeout=1000 * browsing.PATIENCE)
    assert browsing.barriers(page, "details.both", browsing.ANY) == []
    page.locator(".take input").evaluate("each => { each.value = 2; }")
    after.focus()
    page.keyboard.press("Space")
    sides = {side: f".take audio[data-side={side}]" for side in ("before", "after")}
    browsing.until(lambda: page.locator(sides["after"]).evaluate("audio => audio.currentTime") > 2.1)
    assert after.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    browsing.until(lambda: page.locator(sides["before"]).evaluate("audio => audio.currentTime") > 2.2)
    playing = "audio => !audio.paused"
    assert [page.locator(each).evaluate(playing) for each in sides.values()] == [True, False]
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/sides.png")
