"""Comments on the page: who sees and does what, what is refused, and where they stand in what is looked at."""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import re
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, SEGMENTS, write_edition
from starlette.testclient import TestClient

from newscast.desk.comments import comments_of
from newscast.desk.database import transaction
from newscast.review.episode.saying import LONGEST, clean
from newscast.review.newsroom.office import Office

Enter = Callable[..., TestClient]
PAGE = f"/e/{EPISODE}"
BASE: dict[str, Any] = {"draft": 1, "version": 3, "deliverable": "web"}


def say(client: TestClient, text: str, frame: int = 100, **more: Any) -> Any:
    return client.post(f"{PAGE}/comments", json={**BASE, "frame": frame, "text": text, **more})


def marks(html: str) -> list[dict[str, Any]]:
    found = re.search(r'class="comment-marks">(.*?)</script>', html, re.DOTALL)
    assert found
    told: list[dict[str, Any]] = json.loads(found[1])
    return told


def items(html: str) -> list[str]:
    return re.findall(r'<li class="comment.*?(?=<li class="comment|</ol>\s*</div>|$)', html, re.DOTALL)


def test_a_comment_is_held_to_its_part_and_shows_where_that_was_written(signed_in: Enter, office: Office) -> None:
    told = say(signed_in("director"), "Es «Núñez».\r\nCon ñ.", frame=160, end_frame=170)
    assert told.status_code == 200
    with office.people() as people:
        (kept,) = comments_of(people, EPISODE)
    subject = kept.subject
    assert told.json()["id"] == kept.id and kept.words.text == "Es «Núñez».\nCon ñ." and kept.words.internal
    assert (subject.frame, subject.end_frame, subject.rate, subject.version) == (160, 170, "30000/1001", 3)
    assert subject.part and (subject.part.slug, subject.part.index, subject.part.kind) == ("bacheo", 1, "sot")
    assert subject.place and subject.place.line == 13
    html = signed_in("editor").get(PAGE).text
    assert f"rundowns/{EPISODE}.yaml:13" in html and "00:00:05;10" in html and "Con ñ." in html
    assert marks(html) == [
        {"id": kept.id, "frame": 160, "end_frame": 170, "open": True, "label": "Director: Es «Núñez».\nCon ñ."}
    ]
    assert marks(told.json()["panel"]) == marks(html)


def test_a_reply_and_resolving_it(signed_in: Enter) -> None:
    director, producer = signed_in("director"), signed_in("producer")
    number = say(director, "¿Cuántos?").json()["id"]
    answer = producer.post(f"{PAGE}/comments/{number}/replies", json={**BASE, "text": "Cuatro mil."})
    assert "Cuatro mil." in answer.json()["panel"] and "data-open" in items(answer.json()["panel"])[0]
    done = producer.post(f"{PAGE}/comments/{number}/state", json={**BASE, "open": False}).json()["panel"]
    assert "Resolved by Producer," in done and 'data-open="0"' in done and not marks(done)[0]["open"]
    again = director.post(f"{PAGE}/comments/{number}/state", json={**BASE, "open": True}).json()["panel"]
    assert 'data-open="1"' in again and marks(again)[0]["open"]


def test_a_guest_sees_what_is_for_guests_alone(signed_in: Enter) -> None:
    editor, guest = signed_in("editor"), signed_in("guest")
    secret, told = (
        say(editor, text, internal=inside).json()["id"] for text, inside in (("Interno.", True), ("Para todos.", False))
    )
    own = say(guest, "Soy de Obras.", internal=True).json()["id"]
    editor.post(f"{PAGE}/comments/{told}/replies", json={**BASE, "text": "Entre nosotros.", "internal": True})
    editor.post(f"{PAGE}/comments/{told}/replies", json={**BASE, "text": "Gracias.", "internal": False})
    for address in (PAGE, f"{PAGE}/comments/panel?draft=1&version=3", f"{PAGE}/comments", f"{PAGE}/comments?list=mine"):
        html = guest.get(address).text
        assert "Interno." not in html and "Entre nosotros." not in html and "Soy de Obras." in html, address
        assert ".yaml" not in html, "where it is written is nobody's business but the newsroom's"
    assert "Gracias." in guest.get(PAGE).text and "Soy de Obras." in editor.get(PAGE).text
    assert guest.post(f"{PAGE}/comments/{secret}/replies", json={**BASE, "text": "¿Qué?"}).status_code == 404
    assert guest.post(f"{PAGE}/comments/{secret}/state", json={**BASE, "open": False}).status_code == 404
    assert guest.post(f"{PAGE}/comments/{told}/state", json={**BASE, "open": False}).status_code == 403
    assert guest.post(f"{PAGE}/comments/{own}/state", json={**BASE, "open": False}).status_code == 200
    assert guest.get("/comments").status_code == 404
    assert guest.post("/e/otro/comments", json={**BASE, "frame": 0, "text": "No."}).status_code == 404


def test_a_comment_of_another_episode_is_not_there(signed_in: Enter, office: Office) -> None:
    number = say(signed_in("editor"), "Sí.").json()["id"]
    (office.root / "output" / "ayer").mkdir()
    write_edition(office.root / "output" / "ayer" / "draft", 3, name="ayer")
    other = signed_in("producer").post(f"/e/ayer/comments/{number}/state", json={**BASE, "open": False})
    assert other.status_code == 404


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> \"'--; DROP TABLE comments; {{ 7*7 }}"
    " \u202egnp.exe\u2066 \x00\x07\u200b</script><!-- e\u0301"
)


def test_a_hostile_comment_is_only_text(signed_in: Enter) -> None:
    editor = signed_in("editor")
    assert say(editor, HOSTILE, deliverable="web").status_code == 200
    for address in (PAGE, f"{PAGE}/comments", "/comments"):
        html = editor.get(address).text
        assert "<script>alert" not in html and "<img src=x" not in html and "onerror=alert(2)&gt;" in html, address
        assert "{{ 7*7 }}" in html and not set("\u202e\u2066\u200b\x00\x07") & set(html), address
        assert len(re.findall("</script>", html)) == html.count("<script "), address
    assert marks(editor.get(PAGE).text)[0]["label"].startswith("Editor: <script>alert(1)</script>")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"text": ""}, 400),
        ({"text": " \u200b\n"}, 400),
        ({"text": 7}, 400),
        ({"text": "a" * (LONGEST + 1)}, 400),
        ({"text": "a" * 100_000}, 400),
        ({"text": "a" * 1_000_000}, 413),
        ({"frame": 330}, 400),
        ({"frame": -1}, 400),
        ({"frame": True}, 400),
        ({"frame": 1.5}, 400),
        ({"frame": None}, 400),
        ({"end_frame": 100}, 400),
        ({"end_frame": 331}, 400),
        ({"drawing": [{"shape": "pen", "points": [[0, 2], [1, 1]]}]}, 400),
        ({"voice": "f" * 64}, 400),
        ({"voice": ["f"]}, 400),
        ({"version": 99}, 404),
        ({"deliverable": "../../web"}, 404),
        ({"draft": "x"}, 404),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    signed_in: Enter, office: Office, more: dict[str, Any], status: int
) -> None:
    editor = signed_in("editor")
    told = editor.post(
        f"{PAGE}/comments", json={**BASE, "frame": 100, "text": "Sí.", **more}, headers={"accept": "application/json"}
    )
    assert told.status_code == status and told.json()["message"]
    with office.people() as people:
        assert comments_of(people) == []


def test_a_drawing_alone_says_enough(signed_in: Enter) -> None:
    drawing = [{"shape": "box", "points": [[0.25, 0.25], [0.5, 0.5]]}]
    panel = say(signed_in("editor"), "", drawing=drawing).json()["panel"]
    assert 'd="M480.0 270.0L960.0 270.0L960.0 540.0L480.0 540.0L480.0 270.0"' in panel
    assert re.search(rf'src="/media/{EPISODE}/[0-9a-f]{{64}}/still/100\.jpg\?width=640"', panel)


def test_what_is_sent_again_is_written_once(signed_in: Enter, office: Office) -> None:
    editor = signed_in("editor")
    assert {say(editor, "Sí.", sent="uno").json()["id"] for _each in "ab"} == {1}
    with office.people() as people:
        assert len(comments_of(people)) == 1


def test_nobody_floods_it(signed_in: Enter) -> None:
    guest = signed_in("guest")
    assert {say(guest, f"{number}").status_code for number in range(40)} == {200}
    assert say(guest, "Otra.").status_code == 429 and say(signed_in("editor"), "Sí.").status_code == 200


def test_an_attachment_that_is_no_voice_note_is_not_let_out(signed_in: Enter, office: Office) -> None:
    proof = hashlib.sha256(b"x").hexdigest()
    with office.people() as people, transaction(people.connection):
        people.connection.execute(
            "INSERT INTO attachments (sha256, kind, type, name, bytes, added, added_by)"
            " VALUES (?, 'proof', 'image/png', 'a', 'x', 0, 'ana')",
            (proof,),
        )
    assert say(signed_in("guest"), "Sí.", voice=proof).status_code == 400


@pytest.mark.real
def test_a_voice_note_is_sound_that_those_who_see_the_comment_hear(signed_in: Enter) -> None:
    editor, guest = signed_in("editor"), signed_in("guest")
    refused = editor.post(f"{PAGE}/voice", files={"voice": ("a.mp3", b"no sound at all" * 99)})
    assert refused.status_code == 400 and editor.post(f"{PAGE}/voice", data={"voice": "x"}).status_code == 400
    note = editor.post(f"{PAGE}/voice", files={"voice": ("nota.wav", hum())}).json()["voice"]
    address = f"{PAGE}/attached/{note}"
    assert editor.get(address).status_code == 404, "nobody said it yet"
    assert address in say(editor, "", voice=note).json()["panel"]
    assert editor.get(address).status_code == 200 and guest.get(address).status_code == 404
    say(editor, "", voice=note, internal=False)
    assert guest.get(address).content == hum()


def hum() -> bytes:
    """A second of a tone, as a WAV."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(
            b"".join(int(9000 * math.sin(at / 6)).to_bytes(2, "little", signed=True) for at in range(16000))
        )
    return made.getvalue()


def test_it_stands_where_its_part_went_in_a_new_version(signed_in: Enter, newsroom: Path) -> None:
    editor = signed_in("editor")
    for frame, text in ((70, "Al abrir."), (170, "Laura."), (230, "Feria.")):
        say(editor, text, frame=frame)
    # The opener is shorter by 30 frames, and the first story is gone.
    draft = newsroom / "output" / EPISODE / "draft"
    write_edition(draft, 4, segments=[("open", "open", 30), *SEGMENTS[2:]])
    html = editor.get(PAGE).text
    assert {mark["label"]: mark["frame"] for mark in marks(html)} == {"Editor: Feria.": 50}
    assert sum("The part is gone" in item for item in items(html)) == 2
    assert "gone" not in items(editor.get(f"{PAGE}?draft=1&version=3").text)[0], (
        "in its own version nothing has changed"
    )


@pytest.mark.parametrize(("turn", "later"), [(6, True), (4, False)])
def test_a_final_is_later_than_a_comment_on_a_draft_where_it_was_built_later(
    signed_in: Enter, newsroom: Path, turn: int, later: bool
) -> None:
    """Whatever the clock said then."""
    folder = newsroom / "output" / EPISODE
    write_edition(folder / "draft", 3, turn=5)
    editor = signed_in("editor")
    say(editor, "Laura.", frame=170)
    write_edition(folder, 3, segments=[("open", "open", 30), *SEGMENTS[2:]], turn=turn)
    moment = time.time() + (-3600 if later else 3600)
    os.utime(folder / "manifest.json", (moment, moment))
    (item,) = items(editor.get(f"{PAGE}?draft=0").text)
    assert ("The part is gone" in item) == later


def rewrite(path: Path, **more: Any) -> None:
    """Other values of the second part of the first story, wherever a file tells it."""
    told = json.loads(path.read_text())
    for timeline in told.get("timelines") or told["timeline"]["timelines"]:
        for part in (part for segment in timeline["segments"] for part in segment["parts"]):
            if (part["slug"], part["index"]) == ("bacheo", 1):
                part |= more
    path.write_text(json.dumps(told))


def test_what_a_change_answered_shows_before_and_after(signed_in: Enter, newsroom: Path) -> None:
    editor = signed_in("editor")
    say(editor, "Es Núñez.", frame=170, drawing=[{"shape": "arrow", "points": [[0.1, 0.1], [0.5, 0.5]]}])
    draft = newsroom / "output" / EPISODE / "draft"
    write_edition(draft, 4)
    assert "Changed since" not in editor.get(PAGE).text
    rewrite(draft / "history" / "0003.json", copy=["Trabajamos de noche."])
    rewrite(draft / "timeline.json", copy=["Trabajamos de día."], digest="other")
    html = editor.get(PAGE).text
    (item,) = items(html)
    before, after = re.findall(r'src="(/media/[^"]*/still/170\.jpg)', item)
    assert "Changed since" in item and before != after
    assert "día.</ins>" in item and "noche.</del>" in item and item.count('class="over"') == 1
    # Seen in the version in which it was written, nothing has changed yet.
    assert "Changed since" not in editor.get(f"{PAGE}?draft=1&version=3").text


def test_lists_of_one_episode_and_of_all(signed_in: Enter, office: Office) -> None:
    editor, producer = signed_in("editor"), signed_in("producer")
    one, two = (say(client, text).json()["id"] for client, text in ((editor, "De Editor."), (producer, "De Producer.")))
    producer.post(f"{PAGE}/comments/{two}/state", json={**BASE, "open": False})
    seen = {
        (address, which): [
            text for text in ("De Editor.", "De Producer.") if text in editor.get(f"{address}?list={which}").text
        ]
        for address in (f"{PAGE}/comments", "/comments")
        for which in ("open", "mine", "done")
    }
    for address in (f"{PAGE}/comments", "/comments"):
        assert seen[address, "open"] == seen[address, "mine"] == ["De Editor."] and seen[address, "done"] == [
            "De Producer."
        ]
    assert (
        f"/e/{EPISODE}?draft=1&amp;version=3&amp;deliverable=web&amp;comment={one}#comment-{one}"
        in editor.get("/comments").text
    )
    # What was said of an episode whose folder is gone is not lost.
    (office.root / "output" / EPISODE).rename(office.root / "elsewhere")
    assert "De Editor." in editor.get("/comments").text


def test_comments_in_spanish(signed_in: Enter) -> None:
    assert re.search("hoy a las? [0-9]", say(signed_in("editor", "es"), "Sí.").json()["panel"])


def test_an_invisible_mark_goes_and_a_letter_is_one() -> None:
    assert clean(" a\u0301\u200b\u202eb\u0000\r\n\tc ") == "áb\n\tc"
    assert clean("👩\u200d🔬") == "👩\u200d🔬"
