"""The episode for an editor's programs: what is in the files, who gets which, and the same from the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, write_edition
from starlette.testclient import TestClient

from newscast.base.exits import DONE, USAGE
from newscast.cli.main import run
from newscast.review.export import export_page

Enter = Callable[..., TestClient]
PAGE = f"/e/{EPISODE}"
BASE: dict[str, Any] = {"draft": 1, "version": 3, "deliverable": "web"}
ALL = "markers=comments&markers=segments&markers=checks&markers=supers"


@pytest.fixture
def said(signed_in: Enter) -> Enter:
    """Three remarks: an open one of a range in bacheo, which guests see, an internal one and one that is done."""
    editor = signed_in("editor")
    for text, frame, more in (
        ("Es «Núñez»,\n=1+1", 160, {"end_frame": 170, "internal": False}),
        ("Entre nosotros", 215, {"internal": True}),
        ("Ya está", 10, {"internal": True}),
    ):
        told = editor.post(f"{PAGE}/comments", json={**BASE, "frame": frame, "text": text, **more})
        assert told.status_code == 200
    number = told.json()["id"]
    editor.post(f"{PAGE}/comments/{number}/state", json={**BASE, "open": False})
    return signed_in


def table(client: TestClient, query: str = ALL) -> list[dict[str, str]]:
    answer = client.get(f"{PAGE}/export/markers?as=csv&{query}")
    assert answer.status_code == 200 and answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_a_table_says_what_is_remarked_where(said: Enter) -> None:
    rows = table(said("producer"))
    (range_,) = [row for row in rows if "Núñez" in row["text"]]
    assert (range_["timecode"], range_["until"], range_["seconds"], range_["frame"]) == (
        "00:00:05;10", "00:00:05;19", "5.339", "160",
    )  # fmt: skip
    assert range_["text"] == "Es «Núñez»,\n=1+1" and (range_["author"], range_["state"]) == ("Editor", "open")
    assert range_["segment"] == "Concluye el bacheo" and range_["line of the rundown"] == f"rundowns/{EPISODE}.yaml:13"
    assert [row["what"] for row in rows if row["frame"] == "60"] == ["segment"]
    assert {row["what"] for row in rows} == {"comment", "segment", "check", "text on screen"}
    assert [row["text"] for row in table(said("producer"), "markers=comments&comments=resolved")] == ["Ya está"]
    in_feria = table(said("producer"), "markers=comments&markers=segments&story=feria")
    assert [row["text"] for row in in_feria] == ["Arranca la feria", "Entre nosotros"]


def test_a_guest_gets_what_a_guest_sees(said: Enter) -> None:
    guest = said("guest")
    rows = table(guest)
    assert not any("nosotros" in row["text"] or row["what"] == "check" for row in rows)
    assert {row["line of the rundown"] for row in rows} == {""}
    told = guest.get(f"{PAGE}/export/markers?as=otio&{ALL}").text
    assert "nosotros" not in told and "file:" not in told and "rundowns/" not in told and "sala" not in told
    assert guest.get(f"{PAGE}/export/timeline?as=otio").status_code == 404
    shown = guest.get(f"{PAGE}/export").text
    assert "export/markers" in shown and "export/timeline" not in shown and 'value="checks"' not in shown


def test_lists_count_as_they_are_asked_to(said: Enter) -> None:
    client = said("editor")
    answer = client.get(f"{PAGE}/export/markers?as=edl&markers=comments&start=01:00:00:00")
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert f"{EPISODE}-web-draft-3-markers.edl" in answer.headers["content-disposition"]
    assert "Editor: Es «Núñez», =1+1 |C:ResolveColorYellow |M:Es «Núñez», =1+1 |D:10\n" in answer.text
    assert (
        "01:00:05;10 01:00:05;11\n" in answer.text and "FCM: DROP FRAME" in answer.text and "* LOC" not in answer.text
    )
    others = client.get(f"{PAGE}/export/markers?as=locators&markers=comments&start=01:00:00:00")
    assert "* LOC: 01:00:05;10 YELLOW  Editor: Es «Núñez», =1+1\n" in others.text
    assert "-markers.edl" in others.headers["content-disposition"]
    plain = client.get(f"{PAGE}/export/markers?as=edl&markers=comments&count=non-drop&deliverable=tv").text
    assert "FCM: NON-DROP FRAME" in plain and "00:00:05:10" in plain


def test_television_counts_from_its_time_on_the_air(said: Enter, newsroom: Path) -> None:
    write_edition(newsroom / "output" / EPISODE / "draft", 3, air="2026-11-20T07:00:00")
    told = said("editor").get(f"{PAGE}/export/markers?as=edl&markers=comments&deliverable=tv").text
    assert "07:00:05;10 " in told
    web = said("editor").get(f"{PAGE}/export/markers?as=edl&markers=comments&deliverable=web").text
    assert "00:00:05;10 " in web
    assert 'placeholder="07:00:00;00"' in said("editor").get(f"{PAGE}/export?deliverable=tv").text


def test_the_programme_is_linked_under_its_markers(said: Enter, newsroom: Path) -> None:
    told = json.loads(said("editor").get(f"{PAGE}/export/markers?as=otio&markers=comments").text)
    (clip,) = told["tracks"]["children"][0]["children"]
    url = clip["media_references"]["DEFAULT_MEDIA"]["target_url"]
    assert url == (newsroom / f"output/{EPISODE}/draft/web/a.mp4").as_uri()
    assert clip["source_range"]["duration"]["value"] == 330
    assert (
        told["metadata"]["newscast"] | {"version": 3, "edition": "draft", "deliverable": "web"}
        == told["metadata"]["newscast"]
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("as=xml", 400),
        ("as=edl&comments=some", 400),
        ("as=edl&start=1:00", 400),
        ("as=edl&start=00:01:00;00", 400),
        ("as=edl&start=--output=x", 400),
        ("as=edl&story=nada", 404),
        ("as=edl&story=../../etc", 404),
        ("as=edl&deliverable=nada", 404),
        ("as=edl&version=99", 404),
    ],
)
@pytest.mark.parametrize("what", ["markers", "timeline"])
def test_what_there_is_not_is_refused(
    signed_in: Enter, monkeypatch: pytest.MonkeyPatch, what: str, query: str, status: int
) -> None:
    monkeypatch.setattr(export_page.subprocess, "run", None)
    assert signed_in("editor").get(f"{PAGE}/export/{what}?{query}").status_code == status


def test_a_timeline_is_no_table(said: Enter) -> None:
    assert {said("editor").get(f"{PAGE}/export/timeline?as={form}").status_code for form in ("csv", "locators")} == {
        400
    }


def test_a_timeline_comes_from_a_child_as_from_the_terminal(
    said: Enter, newsroom: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Its media are not there in this newsroom: they are named, and left empty."""
    monkeypatch.setenv("NEWSCAST_STORE", str(newsroom / "tienda"))
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    answer = said("editor").get(f"{PAGE}/export/timeline?as=edl&story=feria&markers=comments&start=10:00:00:00")
    assert answer.status_code == 200, answer.text
    assert "-web-feria-draft-3-timeline.edl" in answer.headers["content-disposition"]
    assert "V     C        00:00:00;00 00:00:02;15 10:00:00;00 10:00:02;15\n" in answer.text
    assert "* MISSING: clips/uno.mp4\n" in answer.text
    assert "* LOC: 10:00:00;05 YELLOW  Editor: Entre nosotros\n" in answer.text
    monkeypatch.chdir(newsroom)
    given = ("--timeline", "--as", "edl", "--story", "feria", "--markers", "comments", "--start", "10:00:00:00")
    assert run(["export", EPISODE, *given, "--output", "-"]) == DONE
    assert capfdbinary.readouterr().out.decode() == answer.text


def test_what_a_child_says_is_told(said: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = "import sys; print('No hay ffmpeg.', file=sys.stderr); sys.exit(74)"
    real = export_page.subprocess.run
    monkeypatch.setattr(
        export_page.subprocess, "run", lambda command, **more: real([command[0], "-c", failing], **more)
    )
    answer = said("editor").get(f"{PAGE}/export/timeline?as=edl")
    assert answer.status_code == 409 and "No hay ffmpeg." in answer.text


def test_the_pages_lead_there(said: Enter) -> None:
    html = said("editor").get(f"{PAGE}?draft=1&version=2&deliverable=reel/feria").text
    (address,) = re.findall(r'href="(/e/[^"]*/export\?[^"]*)"', html)
    shown = said("editor").get(address.replace("&amp;", "&")).text
    assert 'name="version" value="2"' in shown and 'name="deliverable" value="reel/feria"' in shown
    assert f'href="{PAGE}/export"' in said("editor").get(f"{PAGE}/comments").text


def test_from_the_terminal(
    said: Enter, newsroom: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(newsroom)
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    assert run(["export", f"rundowns/{EPISODE}.yaml", "--as", "csv", "--final", "--version", "1"]) == DONE
    (made,) = newsroom.glob("*.csv")
    assert made.name == f"{EPISODE}-web-final-1-markers.csv" and made.read_bytes().startswith(b"\xef\xbb\xbf")
    assert capsys.readouterr().err == f"Written: {made.name}\n"
    for wrong, why in (
        (["--as", "csv", "--timeline"], "A timeline is written as"),
        (["--markers", "coments"], "comments"),
        (["--story", "nada"], "This version has no “nada”."),
        (["--start", "25:00:00:00"], "There is no frame 25:00:00:00"),
    ):
        assert run(["export", EPISODE, *wrong]) == USAGE
        assert why in capsys.readouterr().err
    assert run(["export", "nada"]) == USAGE
    assert list(newsroom.glob("*.otio")) == []
