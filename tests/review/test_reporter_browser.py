"""A reporter's phone: what is sent breaks off, is loaded again, arrives, and the watcher makes a story of it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browsing import ANY, PATIENCE, barriers, served, until

from newscast.desk.reporters import invite_reporter
from newscast.review.newsroom.office import Office

pytestmark = pytest.mark.slow
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "en", "has_touch": True, "is_mobile": True}
SECONDS = 40
COMMAND = (sys.executable, "-c", "from newscast.cli.main import main; main()")


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A recording of some megabytes."""
    path = tmp_path / "PTT-20261120-WA0001.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 48_000, 0, "NONE", ""))
        sound.writeframes(random.Random(1).randbytes(2 * 48_000 * SECONDS))
    return path


@pytest.fixture
def link(office: Office) -> str:
    kit = office.root / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: NOTICIAS\n", encoding="utf-8")
    with office.people() as people:
        return f"/u/{invite_reporter(people, 'noticias', 'Marta', 30, 'ana')}"


class Network:
    """How a page reaches us: how fast what it sends goes, and whether at all."""

    def __init__(self, page: Any) -> None:
        self._session = page.context.new_cdp_session(page)

    def is_now(self, bytes_a_second: float = 0.0) -> None:
        told = {"latency": 20, "downloadThroughput": 1e7, "uploadThroughput": bytes_a_second}
        self._session.send("Network.emulateNetworkConditions", {"offline": not bytes_a_second, **told})


def test_a_file_breaks_off_twice_and_becomes_a_story(office: Office, chromium: Any, link: str, voice: Path) -> None:
    # Of each piece that came, where it begins and where the next one does.
    sent: list[tuple[int, int]] = []

    def note(answer: Any) -> None:
        if answer.request.method == "PATCH" and answer.status == 200:
            sent.append((int(answer.request.headers["upload-offset"]), int(answer.headers["upload-offset"])))

    def pieces(count: int) -> None:
        """Wait for so many."""
        for _each in range(int(PATIENCE / 0.05)):
            if len(sent) >= count:
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"only {sent} came")

    with served(office) as address:
        page = chromium.new_context(**PHONE).new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("response", note)
        page.goto(address + link)
        assert barriers(page, impacts=ANY) == [] and page.evaluate("document.documentElement.scrollWidth") <= 390
        network = Network(page)
        network.is_now(400_000)
        page.set_input_files("#files", [str(voice)])
        line = page.locator("#uploads li").first
        pieces(2)
        assert "MB of" in line.inner_text()

        # The connection breaks, and comes back.
        network.is_now()
        page.wait_for_selector('#uploads li[data-state="broken"]')
        assert "goes on by itself" in line.inner_text()
        network.is_now(400_000)
        page.wait_for_selector('#uploads li[data-state="sending"]')

        # Somebody stops it, and goes on.
        line.get_by_role("button", name="Pause").click()
        page.wait_for_selector('#uploads li[data-state="paused"]')
        line.get_by_role("button", name="Go on").click()
        page.wait_for_selector('#uploads li[data-state="sending"]')
        page.fill("#title", "Bache en la Morelos")
        page.fill("#note", "Dicen los vecinos que lleva un mes.")

        # The page is loaded again: what was written and what was chosen is there, and goes on.
        before = sent[-1][1]
        del sent[:]
        page.reload()
        pieces(1)
        assert sent[0][0] >= before > 0
        network.is_now(1e8)
        page.wait_for_selector('#uploads li[data-state="whole"]')
        assert page.input_value("#title") == "Bache en la Morelos"
        # Nothing came twice: each piece begins where the one before it ended.
        assert all(one[1] == two[0] for one, two in pairwise(sent))
        assert sent[-1][1] == voice.stat().st_size

        page.set_input_files("#files", [{"name": "a.mp4", "mimeType": "video/mp4", "buffer": b"<html>no</html>" * 9}])
        page.wait_for_selector('#uploads li[data-state="refused"]')
        assert "a.mp4" in page.locator('li[data-state="refused"] [data-words]').inner_text()
        assert barriers(page, impacts=ANY) == [] and page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Send it to the newsroom").click()
        page.wait_for_selector("#arrived:not([hidden])")
        assert page.locator("#uploads li").count() == 0 and page.input_value("#note") == ""
        page.reload()
        page.wait_for_timeout(300)
        assert page.locator("#uploads li").count() == 0

    (drop,) = (office.root / "inbox/noticias").iterdir()
    assert (drop / voice.name).read_bytes() == voice.read_bytes()
    rundown = _taken_by_a_watcher(office)
    text = rundown.read_text(encoding="utf-8")
    assert 'headline: "Bache en la Morelos"' in text and voice.name in text and drop.name in text


def _taken_by_a_watcher(office: Office) -> Path:
    """The rundown that the watcher makes of the drop."""
    rundowns, before = office.root / "rundowns", set((office.root / "rundowns").glob("*.yaml"))
    command = [*COMMAND, "watch", str(office.root), "--poll"]
    environment = {**os.environ, "NEWSCAST_STORE": str(office.root / "store")}
    said = office.root.parent / "watch.log"
    with said.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, env=environment) as watcher:
        try:
            until(lambda: set(rundowns.glob("*.yaml")) - before or watcher.poll() is not None)
        finally:
            watcher.send_signal(signal.SIGTERM)
            watcher.wait(60)
    found = set(rundowns.glob("*.yaml")) - before
    assert len(found) == 1, said.read_text(encoding="utf-8")
    return found.pop()
