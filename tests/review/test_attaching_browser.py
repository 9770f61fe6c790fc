"""A voice that is missing is sent from the page of media, gets its place, and is taken back."""

from __future__ import annotations

import random
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import ANY, barriers
from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH

from newscast.review.files import unused
from newscast.review.newsroom.office import Office

pytestmark = pytest.mark.slow


def test_a_missing_voice_is_sent_and_taken_back(
    office: Office, look: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unused, "_FRESH", 0.0)
    rundown = office.root / RUNDOWN_PATH
    rundown.write_text(RUNDOWN.replace("        voice: voz/bacheo.wav\n", ""), encoding="utf-8")
    (office.root / "assets/shows/noticias").mkdir(parents=True)
    (office.root / "assets/shows/noticias/show.yaml").write_text("show: 1\nname: NOTICIAS\n", encoding="utf-8")
    before = rundown.read_text(encoding="utf-8")
    with wave.open(str(tmp_path / "Mi voz.wav"), "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(b"\0\1" * 32_000)
    page = look(f"/e/{EPISODE}/media", "producer", viewport={"width": 390, "height": 844})
    assert barriers(page, impacts=ANY) == [] and page.evaluate("document.documentElement.scrollWidth") <= 390
    place = page.locator('[data-slot="1.0.voice"]')
    assert "missing" in place.inner_text()

    place.get_by_role("button", name="Add the voice").click()
    page.wait_for_selector("#attach[open]")
    assert page.get_by_role("button", name="Record it here").is_visible() and barriers(page, impacts=ANY) == []
    page.set_input_files("#files", str(tmp_path / "Mi voz.wav"))
    page.wait_for_url("**saved=*")
    first = page.url
    assert "Mi voz.wav" in place.inner_text() and "missing" not in place.inner_text()
    assert f"        voice: {EPISODE}/Mi voz.wav\n" in rundown.read_text(encoding="utf-8")
    assert (office.root / "rundowns" / EPISODE / "Mi voz.wav").read_bytes() == (tmp_path / "Mi voz.wav").read_bytes()

    # Another is put in its place, of those that lie in the newsroom.
    (office.root / "media").mkdir()
    (office.root / "media/otra.wav").write_bytes((tmp_path / "Mi voz.wav").read_bytes())
    place.get_by_role("button", name="Put another in place of Mi voz.wav").click()
    page.get_by_role("button", name="otra.wav").click()
    page.wait_for_url(lambda url: "saved=" in url and url != first)
    place.get_by_text("otra.wav").wait_for()
    assert "voice: ../media/otra.wav\n" in rundown.read_text(encoding="utf-8")

    page.get_by_role("button", name="Undo").click()
    place.get_by_text("Mi voz.wav").wait_for()
    # What was sent stays where it lies, whatever the rundown says.
    assert before != rundown.read_text(encoding="utf-8")
    assert (office.root / "rundowns" / EPISODE / "Mi voz.wav").exists()


def test_a_file_that_came_after_the_page_was_loaded_again_is_told_to_have_no_place(
    office: Office, look: Callable[..., Any], tmp_path: Path
) -> None:
    with wave.open(str(tmp_path / "voz.wav"), "wb") as sound:
        sound.setparams((1, 2, 48_000, 0, "NONE", ""))
        sound.writeframes(random.Random(1).randbytes(2 * 48_000 * 10))
    before = (office.root / RUNDOWN_PATH).read_text(encoding="utf-8")
    page = look(f"/e/{EPISODE}/media", "producer")
    page.locator('[data-slot="1.0.voice"]').locator("[data-put]").first.click()
    # Its first piece does not come through before the page is loaded again.
    page.route("**/uploads/*", lambda route: route.abort() if route.request.method == "PATCH" else route.continue_())
    page.set_input_files("#files", str(tmp_path / "voz.wav"))
    line = page.locator("#uploads li")
    page.wait_for_selector('#uploads li[data-state="broken"]')
    page.unroute("**/uploads/*")
    page.reload()
    line.get_by_text("It is not in the rundown yet").wait_for()
    assert (office.root / "rundowns" / EPISODE / "voz.wav").exists()
    assert (office.root / RUNDOWN_PATH).read_text(encoding="utf-8") == before
    # It is put where it was to go.
    page.locator('[data-slot="1.0.voice"]').locator("[data-put]").first.click()
    page.locator("[data-files]").get_by_role("button", name="voz.wav").first.click()
    page.wait_for_url("**saved=*")
    assert f"voice: {EPISODE}/voz.wav" in (office.root / RUNDOWN_PATH).read_text(encoding="utf-8")
