"""A finished clip for a story: what it replaces is shown before, it is one edit, and undoing brings the parts back."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import ANY, PATIENCE, barriers
from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.desk.edits import edits_of_file
from newscast.review.door.wrong import RefusedError
from newscast.review.files.attaching import Medium
from newscast.review.files.taking_back import gone_parts, lasting, package_edits, story_named, words_of_parts
from newscast.review.mending.written_now import written_now
from newscast.review.newsroom.office import Office

PAGE = f"/e/{EPISODE}/replace"
CLIP = "media/bacheo final ñ.mp4"
SHA256 = hashlib.sha256(RUNDOWN.encode()).hexdigest()
FORM = {"story": "bacheo", "clip": CLIP, "sha256": SHA256, "words": "Se repararon\r\n4,200 baches. ", "heard": "1"}


@pytest.fixture
def rundown(newsroom: Path, recordings: Path) -> Path:
    """The rundown, with a kit, and a film that was finished elsewhere."""
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    (newsroom / "media").mkdir()
    shutil.copy(recordings / "cfr.mp4", newsroom / CLIP)
    (newsroom / "media/toma.wav").write_bytes(b"RIFF")
    return newsroom / RUNDOWN_PATH


def test_what_it_replaces_and_brings_about_is_shown_and_nothing_is_saved(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    producer = signed_in("producer")
    offered = producer.get(PAGE, params={"story": "feria"}).text
    assert CLIP in offered and "toma.wav" not in offered and re.search(r'value="feria" selected', offered)
    html = producer.get(PAGE, params={"story": "bacheo", "clip": CLIP}).text
    assert "Se repararon 4,200 baches en un mes." in html and "Trabajamos de noche." in html
    assert "laura.mp4" in html and "bacheo.wav" in html and "line 12" in html
    words = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)
    assert words and words[1] == "Se repararon 4,200 baches en un mes. Trabajamos de noche."
    # The clip lasts three seconds; how long the parts were cannot be known, their media are missing.
    times = re.findall(r'<td class="number[^"]*">([^<]*)</td>', html)
    assert times[1] == "0:03"
    assert f'name="sha256" value="{SHA256}"' in html
    assert rundown.read_text(encoding="utf-8") == RUNDOWN


def test_it_is_one_edit_and_undoing_brings_the_parts_back(
    signed_in: Callable[..., TestClient], rundown: Path, office: Office
) -> None:
    producer = signed_in("producer")
    answer = producer.post(f"{PAGE}/save", data=FORM)
    assert answer.status_code == 303 and answer.headers["location"] == f"{PAGE}?saved=bacheo"
    parts = RUNDOWN[RUNDOWN.index("      - vo: Se") : RUNDOWN.index("  - story: feria")]
    now = rundown.read_text(encoding="utf-8")
    assert now == RUNDOWN.replace(
        parts, "      - package: ../media/bacheo final ñ.mp4\n        transcript: Se repararon 4,200 baches.\n"
    )
    assert "“bacheo” is one finished clip now" in producer.get(answer.headers["location"]).text
    with office.people() as people:
        (edit,) = edits_of_file(people, RUNDOWN_PATH)
    assert producer.post(f"/e/{EPISODE}/edit/{edit.id}/undo", json={}).status_code == 200
    assert rundown.read_text(encoding="utf-8") == RUNDOWN


def test_words_that_nobody_listened_for_are_to_be_confirmed(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    signed_in("producer").post(f"{PAGE}/save", data={**FORM, "heard": ""})
    assert "        unconfirmed: true\n" in rundown.read_text(encoding="utf-8")


def test_a_clip_without_words_has_no_transcript(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    signed_in("producer").post(f"{PAGE}/save", data={**FORM, "words": " \n "})
    text = rundown.read_text(encoding="utf-8")
    assert "- package: ../media/bacheo final ñ.mp4\n  - story: feria" in text


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"story": "nada"}, 404),
        ({"story": "open"}, 404),
        ({"clip": "media/../../etc/passwd"}, 404),
        ({"clip": "/etc/passwd"}, 404),
        ({"clip": "media/nada.mp4"}, 404),
        ({"clip": "media/toma.wav"}, 409),
        ({"token": "0"}, 403),
    ],
)
def test_what_cannot_be_is_refused(
    signed_in: Callable[..., TestClient], rundown: Path, told: dict[str, str], status: int
) -> None:
    producer = signed_in("producer")
    if "token" in told:
        producer.headers.pop("x-newscast-token")
    assert producer.post(f"{PAGE}/save", data={**FORM, **told}).status_code == status
    assert rundown.read_text(encoding="utf-8") == RUNDOWN


def test_guests_replace_nothing(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    guest = signed_in("guest")
    assert guest.get(PAGE).status_code == 404 and guest.post(f"{PAGE}/save", data=FORM).status_code == 404
    assert "replace" not in guest.get(f"/e/{EPISODE}/export").text
    assert f"{PAGE}" in signed_in("producer").get(f"/e/{EPISODE}/export").text


def test_parts_that_somebody_changed_meanwhile_are_not_replaced(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    other = RUNDOWN.replace("Se repararon 4,200", "Se repararon 4,300")
    rundown.write_text(other, encoding="utf-8")
    assert signed_in("producer").post(f"{PAGE}/save", data=FORM).status_code == 409
    assert rundown.read_text(encoding="utf-8") == other


def test_what_lies_in_the_inbox_is_copied_when_it_is_saved(
    signed_in: Callable[..., TestClient], rundown: Path, newsroom: Path
) -> None:
    dropped = newsroom / "inbox/noticias/final.mp4"
    dropped.parent.mkdir(parents=True)
    shutil.move(newsroom / CLIP, dropped)
    producer, told = signed_in("producer"), {"story": "bacheo", "clip": "inbox/noticias/final.mp4"}
    assert producer.get(PAGE, params=told).status_code == 200
    assert not list(rundown.parent.rglob("*.mp4"))
    assert producer.post(f"{PAGE}/save", data={**FORM, **told}).status_code == 303
    (copied,) = rundown.parent.rglob("*.mp4")
    assert copied.read_bytes() == dropped.read_bytes()
    assert f"- package: {copied.relative_to(rundown.parent).as_posix()}\n" in rundown.read_text(encoding="utf-8")


def test_the_words_are_those_of_parts_that_are_not_left_out(office: Office, rundown: Path) -> None:
    """Of a part with a recording, what is written; remarks stay; a floated one is left out but named."""
    text = RUNDOWN.replace(
        "        transcript: Trabajamos de noche.\n",
        "        transcript: |\n          (Aplausos.)\n          Trabajamos de noche.\n"
        "      - {vo: No sale., float: true}\n      - {card: figures, title: En un mes, items: [38]}\n",
    )
    rundown.write_text(text, encoding="utf-8")
    now = written_now(office, EPISODE, patience=None)
    story = story_named(now, "bacheo")
    assert words_of_parts(story) == "Se repararon 4,200 baches en un mes. (Aplausos.) Trabajamos de noche."
    assert [(each.words, each.media) for each in gone_parts(story)] == [
        ("Se repararon 4,200 baches en un mes.", ("bacheo.wav",)),
        ("(Aplausos.) Trabajamos de noche.", ("laura.mp4",)),
        ("No sale.", ()),
        ("", ()),
    ]
    with pytest.raises(RefusedError):
        package_edits(office, now, story, Medium("media/toma.wav", "sound"), "", heard=True)


def test_what_nobody_planned_lasts_nobody_knows_how_long() -> None:
    assert vars(lasting(None, "bacheo")) == {"story": None, "episode": None, "over": None}


@pytest.mark.slow
def test_in_a_browser(look: Callable[..., Any], rundown: Path, newsroom: Path, tmp_path: Path) -> None:
    """Markers are saved from the page; a clip is brought, what it would do is shown, and it is saved."""
    page = look(f"/e/{EPISODE}?deliverable=web")
    page.get_by_text("To an editor").click()
    with page.expect_download() as saved:
        page.get_by_text("Save the markers").click()
    assert saved.value.suggested_filename == f"{EPISODE}-web-draft-3-markers.edl"
    assert Path(saved.value.path()).read_bytes().startswith(b"TITLE: Noticias del viernes")
    page.get_by_text("Bring back a finished story").click()
    page.select_option("#story", "feria")
    brought = tmp_path / "feria final.mp4"
    shutil.copy(newsroom / CLIP, brought)
    page.set_input_files("#film", brought)
    page.wait_for_selector("#words", timeout=1000 * PATIENCE)
    assert page.input_value("#words") == "Buenas noches. La feria abre el sábado."
    assert "0:03" in page.inner_text("table") and "feria.mp4" in page.inner_text(".replaced")
    assert barriers(page, impacts=ANY) == []
    page.fill("#words", "Buenas noches.")
    page.check("input[name=heard]")
    page.get_by_role("button", name="Replace the story").click()
    page.wait_for_url("**saved=feria")
    text = rundown.read_text(encoding="utf-8")
    assert re.search(r"- package: .*feria-?.?final.*\.mp4\n        transcript: Buenas noches\.\n", text)
    assert "headline: Arranca la feria" in text and "camera:" not in text
