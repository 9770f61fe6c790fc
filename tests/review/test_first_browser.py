"""«Look at this first» and the comparison in a real browser: a tap shows the frame, both versions go in step."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from browsing import barriers
from review_making import EPISODE, write_episode, write_newsroom

pytestmark = [pytest.mark.slow, pytest.mark.real]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
READY = "() => [...document.querySelectorAll('.compare-stage video')].every((each) => each.readyState >= 2)"
AT = """(id) => {
  const video = document.querySelector(`#${id} video`);
  return video.seeking ? -1 : Math.floor(video.currentTime * 30000 / 1001 + 0.02);
}"""
SERIOUS = ("moderate", "serious", "critical")
WIDTHS = "() => [document.documentElement.scrollWidth, innerWidth]"
SMALL = """(within) => [...document.querySelectorAll("button, a.button, select, input:not([type=hidden])")]
  .filter((each) => each.closest(within) && each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML)"""


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A moving picture as long as the made-up episode."""
    made = tmp_path_factory.mktemp("programme") / "a.mp4"
    source = ("-f", "lavfi", "-i", "testsrc=s=96x54:r=30000/1001", "-f", "lavfi", "-i", "sine=r=48000")
    coded = ("-frames:v", "330", "-t", "11.011", "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(made))
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source, *coded], check=True)
    return made.read_bytes()


@pytest.fixture
def newsroom(tmp_path: Path, programme: bytes) -> Path:
    """A draft in which a figure is another one than in the final, and which has a story that the final has not."""
    root = tmp_path / "sala"
    write_newsroom(root)
    folder = write_episode(root, {"web/a.mp4": programme})
    final = folder / "timeline.json"
    text = final.read_text(encoding="utf-8")
    digest = hashlib.sha256(b"feria 0").hexdigest()
    for old, new in (("4,200", "4,100"), ('"slug": "feria"', '"slug": "mercado"'), (digest, "0" * 64)):
        assert old in text
        text = text.replace(old, new)
    final.write_text(text, encoding="utf-8")
    return root


def stand(page: Any, now: int, before: int) -> None:
    """Wait until both versions stand at these frames."""
    page.wait_for_function(
        f"([now, before]) => ({AT})('player') === now && ({AT})('before') === before", arg=[now, before]
    )


def test_two_versions_go_in_step(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}/compare?from=final-2&to=draft-3")
    page.wait_for_function(READY)
    assert "4,100" in page.locator("del").first.inner_text() and "4,200" in page.locator("ins").first.inner_text()
    page.locator(".compare-changed > li", has_text="Concluye el bacheo").locator(".compare-go").first.click()
    # The word that changed.
    page.wait_for_function(f"() => ({AT})('player') > 60 && ({AT})('player') < 150")
    first = page.evaluate(AT, "player")
    stand(page, first, first)
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    stand(page, first + 1, first + 1)
    page.keyboard.press("ArrowLeft")
    stand(page, first, first)

    # A story that the old version has not, and one that only it has.
    absent = page.locator("#before .compare-absent")
    assert not absent.is_visible()
    page.locator("[data-frame]", has_text="0:07").first.click()
    absent.wait_for(state="visible")
    page.locator("[data-old-frame]").first.click()
    page.locator("#player .compare-absent").wait_for(state="visible")
    page.wait_for_function(f"() => ({AT})('before') === 210")
    assert not absent.is_visible()

    # What plays takes the other along.
    page.locator("#along").fill("70")
    stand(page, 70, 70)
    page.locator('[data-do="play"]').click()
    page.wait_for_function(f"() => ({AT})('player') > 85")
    page.locator('[data-do="play"]').click()
    page.wait_for_function(f"() => ({AT})('player') >= 0 && ({AT})('player') === ({AT})('before')")

    sounds = "() => ['player', 'before'].map((id) => document.querySelector(`#${id} video`).muted)"
    assert page.evaluate(sounds) == [False, True]
    page.locator('[data-do="sound"]').click()
    assert page.evaluate(sounds) == [True, False]
    page.locator('[data-show="before"]').click()
    assert [page.locator(f'[data-side="{side}"]').is_visible() for side in ("before", "now")] == [True, False]
    assert barriers(page, "main", SERIOUS) == []


def test_they_stand_one_above_the_other_on_a_phone(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}/compare?from=final-2&to=draft-3", **PHONE)
    wide, screen = page.evaluate(WIDTHS)
    assert wide <= screen
    tops = [page.locator(f'[data-side="{side}"]').bounding_box() for side in ("before", "now")]
    assert tops[0]["x"] == tops[1]["x"] and tops[0]["y"] < tops[1]["y"]
    assert page.evaluate(SMALL, "main") == []


def test_a_tap_shows_the_frame_and_a_tick_folds_it_away(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}", **PHONE)
    page.wait_for_function("() => document.querySelector('#player video').readyState >= 1")
    name = page.locator(".first-item", has_text="Laura Díaz")
    name.locator(".first-line[data-frame]").first.tap()
    page.wait_for_function(f"() => ({AT})('player') === 190")
    assert page.evaluate(SMALL, "#first") == []
    assert barriers(page, "#first", SERIOUS) == []
    with page.expect_response(lambda answer: "/tick" in answer.url) as answered:
        name.locator(".first-tick").tap()
    assert answered.value.ok
    page.wait_for_function("() => document.querySelector('.first-tick[aria-pressed=\"true\"]')")
    assert name.is_visible(), "nothing moves under a finger"
    page.reload()
    folded = page.locator("details.first-more", has_text="ticked off")
    assert folded.locator(".first-item").count() == 1 and not folded.locator(".first-item").is_visible()
