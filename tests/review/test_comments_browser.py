"""Commenting in a real browser: drawn, answered, resolved, by two people at once, followed to a new version."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from browsing import barriers, until
from review_making import EPISODE, write_edition, write_episode, write_newsroom

from newscast.desk.attachments import attachment
from newscast.desk.comments import Comment, comments_of
from newscast.desk.drawing import Shape
from newscast.review.newsroom.office import Office

pytestmark = [pytest.mark.slow, pytest.mark.real]

PAGE = f"/e/{EPISODE}"
HOSTILE = '<img src=x onerror="window.hurt = 1"><script>window.hurt = 2</script> \u202eodamall'
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "es-MX"}
AT = "async (frame) => { const { player } = await import('/static/player.js'); player.seek(frame); }"
FRAME = "async () => (await import('/static/player.js')).player.frame"
RANGE = "async (range) => { const { player } = await import('/static/player.js'); player.choose(range); }"

HUM = """() => { navigator.mediaDevices.getUserMedia = async () => {
  const sounds = new AudioContext();
  const [hum, made] = [sounds.createOscillator(), sounds.createMediaStreamDestination()];
  hum.connect(made);
  hum.start();
  return made.stream;
}; }"""
"""A microphone for a browser that has none."""
PLAYS = """async (which) => {
  const audio = document.querySelector(which);
  await audio.play();
  return new Promise((done) => audio.addEventListener("timeupdate", () => audio.currentTime > 0 && done(true)));
}"""


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A programme of as many frames as the made-up episode has."""
    path = tmp_path_factory.mktemp("programme") / "a.mp4"
    sources = ("-f", "lavfi", "-i", "testsrc=s=320x180:r=30000/1001:d=12", "-f", "lavfi", "-i", "sine=r=48000:d=12")
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart")
    cut = ("-frames:v", "330", "-t", "11.011")
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *sources, *coded, *cut, str(path)], check=True)
    return path.read_bytes()


@pytest.fixture
def newsroom(tmp_path: Path, programme: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "sala"
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    write_newsroom(root)
    write_episode(root, contents(programme, 3))
    return root


def contents(programme: bytes, version: int) -> dict[str, bytes]:
    return {name: programme + bytes(version) for name in ("web/a.mp4", "square/a.mp4")}


def kept(office: Office) -> list[Comment]:
    with office.people() as people:
        return comments_of(people, EPISODE)


def compose(page: Any, frame: int) -> None:
    page.evaluate(AT, frame)
    page.keyboard.press("c")
    page.wait_for_selector("#composer[open]")


def draw(page: Any, tool: str, *points: tuple[float, float]) -> None:
    page.click(f"[data-tool={tool}][aria-pressed=false], [data-tool={tool}]")
    if page.get_attribute(f"[data-tool={tool}]", "aria-pressed") == "false":
        page.click(f"[data-tool={tool}]")
    picture = page.locator("#composer .drawing .drawn")
    picture.locator("img").evaluate("(image) => image.decode()")
    box = picture.bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()


def send(page: Any) -> None:
    page.click("#composer [data-send]")
    page.wait_for_selector("#composer", state="hidden")


def test_commenting(look: Callable[..., Any], office: Office, newsroom: Path, programme: bytes) -> None:
    director = look(PAGE, "director")
    editor = look(PAGE, "editor", **PHONE)

    # A frame, drawn on: the still is that of the very frame, and what is said is only text.
    compose(director, 170)
    assert "/still/170.jpg" in director.get_attribute("#composer .drawing img", "src")
    draw(director, "box", (0.25, 0.5), (0.3, 0.6), (0.75, 0.9))
    draw(director, "arrow", (0.9, 0.1), (0.5, 0.4))
    draw(director, "pen", (0.1, 0.1), (0.2, 0.1), (0.2, 0.2))
    director.click("#composer [data-undo]")
    director.fill("#composer textarea", HOSTILE)
    send(director)
    (first,) = kept(office)
    assert (first.subject.frame, first.subject.version, first.words.internal) == (170, 3, True)
    box, arrow = first.drawing
    assert near(box, Shape("box", ((0.25, 0.5), (0.75, 0.9)))) and near(arrow, Shape("arrow", ((0.9, 0.1), (0.5, 0.4))))
    item = f"#comment-{first.id}"
    assert director.inner_text(f"{item} .remark") == HOSTILE.replace("\u202e", "")
    assert director.evaluate(FRAME) == 170, "nothing moved"
    assert director.locator(".comment-lane button.open").count() == 1

    # It appears by itself where somebody else looks, and is answered from a phone.
    editor.wait_for_selector(item)
    assert editor.evaluate("window.hurt") is None and director.evaluate("window.hurt") is None
    editor.click(f"{item} [data-answer]")
    editor.fill(f"{item} textarea", "Va, lo cambio.")
    editor.click(f"{item} form.answer .main")
    editor.wait_for_selector(f"{item} .replies")
    director.wait_for_selector(f"{item} .replies")

    # Near a cut it asks which side is meant, and does not send before.
    compose(director, 61)
    director.fill("#composer textarea", "Antes del corte.")
    director.click("#composer [data-send]")
    assert director.inner_text("#composer [data-error]") and len(kept(office)) == 1
    director.check("#composer input[value=before]")
    assert "/still/59.jpg" in director.get_attribute("#composer .drawing img", "src")
    send(director)
    second = kept(office)[1]
    assert second.subject.frame == 59 and second.subject.part and second.subject.part.slug == "open"

    # A range; by keys alone; what was written is there again when somebody left.
    director.evaluate(RANGE, {"start": 230, "end": 260})
    compose(director, 240)
    director.keyboard.type("Falta el crédito.")
    director.keyboard.press("Escape")
    compose(director, 240)
    assert director.input_value("#composer textarea") == "Falta el crédito."
    director.keyboard.press("Control+Enter")
    until(lambda: len(kept(office)) == 3)
    assert (kept(office)[2].subject.frame, kept(office)[2].subject.end_frame) == (230, 260)
    director.evaluate(RANGE, None)

    # What others say moves nothing while somebody writes: it offers itself.
    director.click(f"{item} [data-answer]")
    director.keyboard.type("Con acen")
    before = director.locator(item).bounding_box()
    compose(editor, 20)
    editor.fill("#composer textarea", "La música.")
    send(editor)
    director.wait_for_selector("[data-show-news]")
    assert director.locator(item).bounding_box() == before and director.locator(".comment").count() == 3
    director.click("[data-show-news]")
    assert director.locator(".comment").count() == 4
    assert director.input_value(f"{item} textarea") == "Con acen"

    # The next open one, from one to the other; resolved by one key.
    director.fill(f"{item} textarea", "")
    director.evaluate(AT, 100)
    director.evaluate("document.activeElement.blur()")
    director.keyboard.press("n")
    assert director.evaluate(FRAME) == 170
    director.keyboard.press("r")
    director.wait_for_selector(f"{item}.done")
    assert director.locator(item).is_visible(), "it stays under the finger until another list is chosen"
    assert director.inner_text("[data-list=done] .count") == "1"
    first = kept(office)[0]
    assert first.resolved_by and first.resolved_by.name == "director"
    editor.wait_for_selector(item, state="hidden")
    director.click("[data-list=open]")
    assert director.locator(item).is_hidden()
    editor.click("[data-list=done]")
    editor.click(f"{item} [data-turn]")
    until(lambda: kept(office)[0].is_open)

    # A new version: the opener is shorter, so that all stands earlier; the part was changed.
    draft = newsroom / "output" / EPISODE / "draft"
    write_edition(
        draft,
        4,
        contents(programme, 4),
        segments=[("open", "open", 30), ("bacheo", "story", 150), ("feria", "story", 75)],
    )
    change(draft / "timeline.json")
    director.goto(director.url)
    assert director.get_attribute(item, "data-frame") == "140"
    assert "Changed since" in director.inner_text(item)
    before, after = (each.get_attribute("src") for each in director.locator(f"{item} .answered img").all())
    assert "/still/170.jpg" in before and "/still/140.jpg" in after and before.split("/")[3] != after.split("/")[3]
    director.click(f"{item} [data-seek]")
    assert director.evaluate(FRAME) == 140
    director.locator(f"{item} .answered img").last.evaluate("(image) => image.decode()")


def test_a_voice_note_is_recorded(look: Callable[..., Any], office: Office) -> None:
    page = look(PAGE, "editor")
    page.evaluate(HUM)
    compose(page, 100)
    page.click("#composer [data-record]")
    until(lambda: page.inner_text("#composer [data-time]") == "0:01")
    page.click("#composer [data-record]")
    page.wait_for_selector("#composer [data-recorded]:not([hidden])")
    send(page)
    (comment,) = kept(office)
    with office.people() as people:
        note = attachment(people, comment.words.voice or "")
    assert note and note.type == "audio/webm" and comment.words.text == ""
    page.wait_for_selector(f"#comment-{comment.id} audio")
    assert page.evaluate(PLAYS, f"#comment-{comment.id} audio")


def test_screen_readers_find_their_way(look: Callable[..., Any], signed_in: Callable[..., Any]) -> None:
    guest, editor = signed_in("guest"), signed_in("editor")
    base = {"draft": 1, "version": 3, "deliverable": "web"}
    drawing = [{"shape": "box", "points": [[0, 0], [1, 1]]}]
    for client, frame in ((guest, 100), (editor, 170), (editor, 200)):
        client.post(
            f"{PAGE}/comments", json={**base, "frame": frame, "text": "Sí.", "drawing": drawing, "internal": False}
        )
    editor.post(f"{PAGE}/comments/1/replies", json={**base, "text": "Va.", "internal": False})
    editor.post(f"{PAGE}/comments/3/state", json={**base, "open": False})
    page = look(PAGE)
    page.click("#comment-1 [data-answer]")
    seen = [barriers(page, "#comments")]
    page.focus("#comment-1")
    compose(page, 61)
    seen.append(barriers(page, "#composer"))
    page.keyboard.press("Escape")
    for address in (f"{PAGE}/comments", "/comments?list=done"):
        page.goto(page.url.split("/e/")[0].split("/comments")[0] + address)
        seen.append(barriers(page, "main"))
    assert seen == [[]] * 4


def near(one: Shape, other: Shape) -> bool:
    pairs = zip(one.points, other.points, strict=True)
    return one.shape == other.shape and all(abs(a - b) < 0.01 for p, q in pairs for a, b in zip(p, q, strict=True))


def change(path: Path) -> None:
    """The second part of the first story says something else now."""
    told = json.loads(path.read_text())
    for timeline in told["timelines"]:
        for part in (part for segment in timeline["segments"] for part in segment["parts"]):
            if (part["slug"], part["index"]) == ("bacheo", 1):
                part["digest"] = "other"
    path.write_text(json.dumps(told))
