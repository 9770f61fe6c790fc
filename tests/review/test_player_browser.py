"""The player in a real browser: the frame that is asked for is drawn, by mouse, by keys alone, on a phone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from browsing import barriers, until
from review_making import EPISODE, write_edition, write_episode, write_newsroom

pytestmark = [pytest.mark.slow, pytest.mark.real]

FRAMES, BITS, SIZE = 330, 9, 32
DRAWN = """() => {
  const video = document.querySelector("video");
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0);
  let number = 0;
  for (let bit = 0; bit < 9; bit += 1)
    if (pen.getImageData(((bit + 0.5) / 9) * canvas.width, canvas.height / 2, 1, 1).data[0] > 128) number += 2 ** bit;
  return number;
}"""
STILL = """() => !document.querySelector("video").seeking"""
PLAYER = """async () => { window.player = (await import("/static/player.js")).player; }"""


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Programmes of as many frames as the made-up episode has, each of which shows its number in stripes."""
    folder = tmp_path_factory.mktemp("numbered")
    stripes = f"geq=lum='if(mod(floor(N/pow(2,floor(X/{SIZE}))),2),235,16)':cb=128:cr=128"
    picture = f"color=black:s={BITS * SIZE}x160:r=30000/1001:d=12,{stripes}"
    sound = ("-f", "lavfi", "-i", "sine=440:r=48000:d=12")
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "250", "-pix_fmt", "yuv420p")
    video, audio = folder / "a.mp4", folder / "a.mp3"
    cut = ("-frames:v", str(FRAMES), "-t", "11.011", "-c:a", "aac", "-movflags", "+faststart")
    run("-f", "lavfi", "-i", picture, *sound, *coded, *cut, str(video))
    run(*sound, "-t", "11.011", "-b:a", "128k", str(audio))
    small = video.read_bytes()
    pictures = {"web/a.mp4": small + free(2_000_000), "square/a.mp4": small + free(8), "reel/a-bacheo.mp4": small}
    return {**pictures, "radio/a.mp3": audio.read_bytes()}


def free(size: int) -> bytes:
    """A box of nothing: what ends with it is too heavy for a phone, or just another file."""
    return (size + 8).to_bytes(4, "big") + b"free" + bytes(size)


def run(*args: str) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *args], check=True)


@pytest.fixture
def newsroom(tmp_path: Path, numbered: dict[str, bytes]) -> Path:
    root = tmp_path / "sala"
    write_newsroom(root)
    write_episode(root, numbered)
    return root


def ready(page: Any) -> None:
    page.evaluate(PLAYER)
    page.wait_for_function("() => player.media.readyState >= 2")


def drawn(page: Any) -> int:
    """The number of the frame that is drawn, when it stands."""
    page.wait_for_function(STILL)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return int(page.evaluate(DRAWN))


def test_the_frame_that_is_asked_for_is_drawn(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}")
    ready(page)
    for frame in (0, 1, 17, 59, 60, 61, 149, 150, 209, 210, 250, 328, 329, 90):
        page.evaluate("(frame) => player.seek(frame)", frame)
        assert drawn(page) == frame == page.evaluate("player.frame")
    # A finger that is drawn along asks for many at once: the last one counts.
    page.evaluate("() => { for (let frame = 100; frame <= 200; frame += 1) player.seek(frame); }")
    page.wait_for_function("() => !player.media.seeking")
    page.wait_for_timeout(300)
    assert drawn(page) == 200
    # Played and paused, what is said to be shown is what is drawn.
    page.evaluate("() => { player.seek(30); player.play(); }")
    page.wait_for_function("() => player.frame > 50")
    page.evaluate("player.pause()")
    assert drawn(page) == page.evaluate("player.frame") > 50
    # The time code of a frame goes there, another one is refused.
    page.fill("#timecode", "00:00:07;12")
    page.keyboard.press("Enter")
    assert drawn(page) == 222 and page.input_value("#timecode") == "00:00:07;12"
    page.fill("#timecode", "00:09:00;02")
    page.keyboard.press("Enter")
    assert "no such time" in page.inner_text("#said") and page.evaluate("player.frame") == 222
    # A segment, a mark and a word lead to theirs; where it is, is marked in all of them.
    page.click("#strip >> text=Arranca la feria")
    assert drawn(page) == 210
    assert page.get_attribute("#strip [aria-current]", "data-go") == "210"
    page.click("#words span[data-s='152']:has-text('Trabajamos')")
    assert drawn(page) == 152 and page.inner_text("#words .now") in ("Trabajamos de noche.", "Trabajamos")
    box = page.locator("#lanes").bounding_box()
    page.mouse.click(box["x"] + box["width"] * (100.5 / FRAMES), box["y"] + 5)
    assert drawn(page) == 100
    page.goto(page.url.partition("#")[0] + "#frame=123")
    page.reload()
    ready(page)
    assert drawn(page) == 123


def test_keys_alone_do_it_all(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}")
    ready(page)
    press = page.keyboard.press
    for key, frame in (("2", 60), ("ArrowRight", 61), ("ArrowLeft", 60), ("Shift+ArrowRight", 90), ("ArrowDown", 210)):
        press(key)
        assert drawn(page) == frame, key
    for key, frame in (("ArrowUp", 60), ("End", 329), ("Home", 0), ("3", 210), ("0", 0)):
        press(key)
        assert drawn(page) == frame, key
    press("4")
    press("j")
    page.wait_for_function("() => player.frame < 270")
    press("j")
    assert page.evaluate("player.speed") == -2
    press("k")
    assert drawn(page) == page.evaluate("player.frame") and not page.evaluate("player.playing")
    press("0")
    press("l")
    press("l")
    page.wait_for_function("() => player.frame > 20")
    assert page.evaluate("player.speed") == 2
    press(" ")
    assert not page.evaluate("player.playing")
    press("1")
    press("i")
    press("2")
    press("o")
    assert page.evaluate("player.range") == {"start": 0, "end": 61}
    assert page.is_visible("#range") and "00:00:02;00" in page.text_content("#spoken")
    press("x")
    assert page.evaluate("player.range") is None
    press("g")
    assert page.is_visible(".safe")
    press("t")
    assert page.evaluate("player.media.textTracks[0].mode") == "showing"
    press("?")
    assert page.is_visible("#keys")
    # In a dialog, and in what is written, keys are what they are everywhere.
    press("3")
    assert page.evaluate("player.frame") == 60
    # Single letters can be switched off, for those who speak to their computer.
    page.uncheck("#single-keys")
    press("Escape")
    assert not page.is_visible("#keys")
    page.locator("#copy-title").click()
    press("3")
    assert page.evaluate("player.frame") == 60
    page.focus("#seek")
    press("3")
    assert drawn(page) == 210
    assert page.get_attribute("#seek", "aria-valuetext") == "00:00:07;00, Arranca la feria"
    page.evaluate("localStorage.clear()")
    # All that can be clicked is reached by the tabulator, in the order in which it is seen.
    page.reload()
    ready(page)
    found = []
    for _step in range(60):
        press("Tab")
        found.append(page.evaluate("document.activeElement.id || document.activeElement.dataset.do || ''"))
    order = [
        found.index(name) for name in ("back", "play", "forward", "timecode", "speed", "captions", "seek", "words")
    ]
    assert order == sorted(order)


def test_canvases_side_by_side_show_the_same(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}")
    ready(page)
    page.evaluate("player.seek(77)")
    page.keyboard.press("a")
    other = "[...document.querySelectorAll('.canvases video')].find((each) => each.ariaLabel === 'square')"
    page.wait_for_function(f"() => {other}?.readyState >= 2 && !{other}.seeking")
    same = f"() => Math.floor({other}.currentTime * 30000 / 1001)"
    until(lambda: page.evaluate(same) == 77)
    page.evaluate("player.play()")
    page.wait_for_function("() => player.frame > 120")
    page.evaluate("player.pause()")
    until(lambda: page.evaluate(same) == page.evaluate("player.frame"))
    page.keyboard.press("a")
    assert page.locator(".canvases video").count() == 0


def test_radio_is_heard_by_its_words(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}?deliverable=reel/bacheo")
    page.evaluate(PLAYER)
    page.evaluate("player.seek(40)")
    # Of a long programme it is told at first that it is being measured.
    making = {"state": "making", "done": 0.1, "seconds_left": 9, "message": ""}
    curve = {"peaks": 1, "seconds": 11.0, "pairs": [[-5, 5]] * 400}
    page.route("**/peaks.json", lambda route: route.fulfill(json=curve))
    page.route("**/peaks.json", lambda route: route.fulfill(status=202, json=making), times=1)
    page.click(".tabs >> text=radio")
    page.wait_for_url("**deliverable=radio#frame=100")
    page.evaluate(PLAYER)
    page.wait_for_function("() => player.media.readyState >= 2")
    assert "MP3" in page.inner_text("#source")
    page.wait_for_selector(".lanes.has-curves")
    page.click("#words >> text=Trabajamos")
    page.wait_for_function("() => player.playing && player.frame > 160")
    assert page.evaluate("player.frame") < 329
    page.evaluate("player.pause()")


def test_what_is_new_offers_itself_and_what_is_old_says_so(look: Callable[..., Any], newsroom: Path) -> None:
    page = look(f"/e/{EPISODE}")
    ready(page)
    page.evaluate("() => { player.seek(100); player.play(); }")
    source = page.evaluate("player.media.currentSrc")
    write_edition(newsroom / "output" / EPISODE / "draft", 4)
    page.wait_for_selector("#new:visible")
    assert "4" in page.inner_text("#new") and page.evaluate("player.playing")
    assert page.evaluate("player.media.currentSrc") == source, "nothing moves under a finger"
    page.evaluate("player.pause()")
    # Something that is done on an old version says first that it is one.
    page.evaluate(
        """() => { const act = document.createElement("button"); act.id = "act"; act.dataset.acts = "";
        act.addEventListener("click", () => document.body.dataset.done = "yes");
        document.querySelector(".middle").append(act); }"""
    )
    act = "document.getElementById('act').click()"
    page.evaluate(act)
    assert page.is_visible("#stale") and "version 3" in page.inner_text("#stale")
    assert page.evaluate("document.body.dataset.done") is None
    page.evaluate("document.getElementById('stale').close()")
    for way, held in ((".first-tick", True), ("form.say button", True), ("form[action='/leave'] button", False)):
        page.evaluate(
            """(way) => { const button = document.querySelector(way); window.stopped = true;
            button.addEventListener("click", (event) => { event.preventDefault(); window.stopped = false; });
            button.click(); }""",
            way,
        )
        assert page.evaluate("window.stopped") == held, way
        assert page.is_visible("#stale") == held, way
        page.evaluate("document.getElementById('stale').close()")
    page.evaluate(act)
    page.click("#stale >> [data-do=anyway]")
    assert page.evaluate("document.body.dataset.done") == "yes"
    page.click("#new a")
    page.wait_for_url("**version=4**")
    assert not page.is_visible("#old")
    page.goto(page.url.replace("version=4", "version=2"))
    assert "old version" in page.inner_text("#old")


def test_a_tab_of_yesterday_says_so(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}")
    page.evaluate(PLAYER)
    page.evaluate(
        """() => { const now = Date.now(); Date.now = () => now + 26 * 3600 * 1000;
        const act = document.createElement("button"); act.id = "act"; act.dataset.acts = "";
        document.querySelector(".middle").append(act); act.click(); }"""
    )
    assert page.is_visible("#stale") and "has been open since" in page.inner_text("#stale")


@pytest.mark.parametrize("width", [1024, 1440])
def test_no_button_is_in_a_line_by_itself(look: Callable[..., Any], width: int) -> None:
    page = look(f"/e/{EPISODE}", viewport={"width": width, "height": 900})
    ready(page)
    for row in (".controls .tools", ".which .tools"):
        middles = page.evaluate(
            """(row) => [...document.querySelector(row).children].filter((each) => each.offsetWidth > 1)
              .map((each) => each.getBoundingClientRect()).map((box) => Math.round(box.top + box.height / 2))""",
            row,
        )
        assert len(middles) > 1 and max(middles) - min(middles) <= 2, row


@pytest.mark.parametrize("upright", [True, False])
def test_on_a_phone(look: Callable[..., Any], upright: bool) -> None:
    size = {"width": 390, "height": 844} if upright else {"width": 844, "height": 390}
    page = look(f"/e/{EPISODE}", viewport=size, has_touch=True, is_mobile=True)
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], "nothing is wider than the screen"
    small = page.evaluate(
        """() => [...document.querySelectorAll(":is(.which, .tabs, .middle, .copy) :is(button, a, select, summary)")]
          .filter((each) => each.checkVisibility() && !each.closest("#marks, .about, p"))
          .map((each) => [each.getBoundingClientRect(), each.outerHTML])
          .filter(([box]) => box.width < 44 || box.height < 43.5).map(([, html]) => html.slice(0, 200))"""
    )
    assert small == [], "nothing is narrower than a thumb"
    page.tap("[data-do=forward]")
    assert drawn(page) == 1
    if upright:
        page.evaluate("window.scrollTo(0, 900)")
        page.wait_for_timeout(200)
        assert page.locator("video").bounding_box()["y"] >= 0, "the picture stays in sight while the copy is read"
        # What plays at once goes on playing; a lighter copy comes when somebody asks for it, with the same frames.
        assert page.get_attribute("[data-do=lighter]", "aria-pressed") == "false"
        page.tap("[data-do=lighter]")
        page.wait_for_selector("#source:has-text('You see a lighter copy')")
        page.wait_for_function("() => player.media.readyState >= 2 && !player.media.seeking")
        for frame in (222, 61):
            page.evaluate("(frame) => player.seek(frame)", frame)
            assert drawn(page) == frame
    else:
        box = page.locator("video").bounding_box()
        assert box["height"] > 0.6 * size["height"] and box["y"] + box["height"] <= size["height"]


def test_screen_readers_find_their_way(look: Callable[..., Any]) -> None:
    page = look(f"/e/{EPISODE}")
    page.evaluate(PLAYER)
    page.evaluate("player.seek(100)")
    assert barriers(page) == []
    page.keyboard.press("?")
    assert barriers(page, schemes=["dark"]) == [], "in the list of keys"
    page.goto(page.url + "?draft=1&version=2&deliverable=radio")
    assert barriers(page, schemes=["dark"]) == [], "an old version, as sound"
