"""What the page of an episode shows of it: tabs, versions, length, marks, copy by word, other canvases."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, RATE, RUNDOWN, RUNDOWN_PATH, place, take_out_of_history, write_edition
from starlette.testclient import TestClient

from newscast.episode.manifest import ListedCheck, ListedFile, ListedProblem, ListedStretch, Quality
from newscast.episode.reader import read_episode
from newscast.episode.timeline import ListedParting, ListedSaid, ListedTimeline
from newscast.review.episode.chapters import Stretch, chapters_of, shared
from newscast.review.episode.chosen import Chosen, chosen_from
from newscast.review.episode.marks import marks_of
from newscast.review.player.copy_part import segments_of
from newscast.review.player.player_part import canvases_of, elsewhere, others_of, shown_of, tabs_of, timing_of


def choose(newsroom: Path, **asked: str) -> Chosen:
    return chosen_from(EPISODE, read_episode(newsroom / "output" / EPISODE), asked)


def timeline_of(chosen: Chosen) -> ListedTimeline:
    assert chosen.timeline
    return chosen.timeline


def told_on(answer: str) -> Any:
    """What the page tells its scripts."""
    found = re.search(r'<script type="application/json" id="told">(.*?)</script>', answer, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_tabs_have_pictures_first(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tabs = tabs_of(choose(newsroom, deliverable="reel/feria"))
    assert [each.target for each in tabs] == ["web", "tv", "reel/bacheo", "reel/feria", "square", "radio"]
    assert [each.target for each in tabs if each.current] == ["reel/feria"]
    assert (tabs[3].name, tabs[3].story) == ("reel", "Arranca la feria")
    assert {each.target: each.verdict for each in tabs}["web"] == "warn"


def test_versions_are_listed_the_newest_first(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    others = list(others_of(choose(newsroom, draft="1", version="2")))
    assert [each.name for each in others] == ["Draft 3 (newest)", "Draft 2", "Draft 1", "Final 2"]
    assert [each.current for each in others] == [False, True, False, False]
    assert others[3].address == f"/e/{EPISODE}?draft=0&version=2&deliverable=web"


def test_a_version_without_what_is_looked_at_leads_to_what_it_has(newsroom: Path) -> None:
    take_out_of_history(newsroom / "output" / EPISODE / "draft", 2, "web")
    at_web = list(others_of(choose(newsroom, draft="1", deliverable="web")))
    assert [each.address.partition("deliverable=")[2] for each in at_web] == ["web", "radio", "web", "web"]
    at_tv = list(others_of(choose(newsroom, draft="1", deliverable="tv")))
    assert {each.address.partition("deliverable=")[2] for each in at_tv} == {"tv"}


def test_how_it_stands_against_the_slot(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    draft = newsroom / "output" / EPISODE / "draft"
    assert timing_of(choose(newsroom)) == {"length": "0:11", "words": "", "state": ""}
    write_edition(draft, 4, slot=9.0)
    assert timing_of(choose(newsroom))["words"] == "0:02 over the slot of 0:09"
    assert timing_of(choose(newsroom))["state"] == "careful"
    write_edition(draft, 5, slot=60.0)
    assert timing_of(choose(newsroom))["words"] == "0:49 left of the slot of 1:00"
    assert timing_of(choose(newsroom, deliverable="reel/feria"))["words"] == "", "a slot is for all of it"


def test_what_plays(newsroom: Path) -> None:
    web = shown_of(choose(newsroom))
    assert (web.kind, web.media, web.form) == ("picture", web.measured, "")
    assert (web.width, web.height) == (1920, 1080) and web.poster and web.poster.endswith("/small.jpg")
    (captions,) = web.captions
    assert captions.address.startswith(f"/media/{EPISODE}/")
    radio = choose(newsroom, deliverable="radio")
    wave, small = radio.programmes
    heard = shown_of(radio)
    assert (heard.kind, heard.form, heard.poster) == ("sound", "MP3", None)
    assert (
        heard.media and heard.media.endswith(small.sha256) and heard.measured and heard.measured.endswith(wave.sha256)
    )
    assert shown_of(choose(newsroom, deliverable="square")).captions == ()


def test_captions_of_files_that_no_browser_reads_are_those_of_the_timeline(newsroom: Path) -> None:
    tv = choose(newsroom, deliverable="tv")
    assert shown_of(tv).cues == (), "it has none"
    sidecar = ListedFile("tv/a.ttml", "captions", 1, "0")
    with_captions = replace(tv, entry=replace(tv.entry, files=(*tv.entry.files, sidecar)))
    assert shown_of(with_captions).cues[0] == (62, 145, "Se repararon 4,200 baches\nen un mes.")


def test_other_canvases_show_the_same_elsewhere(newsroom: Path) -> None:
    web = list(canvases_of(choose(newsroom)))
    assert [each.target for each in web] == ["reel/bacheo", "reel/feria", "square"], "tv has the picture of web"
    assert web[1].stretches == (Stretch(210, 0, 75),) and web[2].stretches == (Stretch(0, 0, 330),)
    cut = {each.target: each for each in canvases_of(choose(newsroom, deliverable="reel/bacheo"))}
    assert list(cut) == ["tv", "square"] and cut["square"].stretches == (Stretch(0, 60, 150),)
    assert elsewhere(choose(newsroom, deliverable="reel/feria"))["radio"] == [Stretch(0, 210, 75)]
    assert all(each.media.startswith(f"/media/{EPISODE}/") for each in web)


def test_a_part_that_is_elsewhere_and_shorter_is_shared_as_far_as_it_goes(newsroom: Path) -> None:
    here = timeline_of(choose(newsroom))
    opening, story, *rest = here.segments
    short = replace(story.parts[0], start_frame=0, frames=30)
    there = replace(here, segments=(replace(story, parts=(short,)), *rest))
    assert shared(here, there)[0] == Stretch(60, 0, 30)
    assert len(shared(here, there)) == 2, "what follows is where it was in both"
    assert [each.slug for each in chapters_of(here)] == ["open", "bacheo", "feria", "close"]
    assert opening.slug == "open"


def test_marks_stand_where_checks_and_warnings_speak_of(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    chosen = choose(newsroom)
    silence = ListedCheck(
        "silence", "fail", 1, 0, message="It is silent.", where=(ListedStretch("bacheo", 2.0, 3.0),), file="web/a.mp4"
    )
    loud = ListedCheck("loudness", "warn", -30.0, -16.0, "LUFS", file="web/a.mp4")
    elsewhere = ListedCheck("loudness", "warn", -30.0, -16.0, "LUFS", file="web/other.mp4")
    problems = (
        ListedProblem("a", RUNDOWN_PATH, 13, 9, "The name is short.", "Look."),
        ListedProblem("b", "assets/newsroom.yaml", 2, 1, "It is old.", ""),
    )
    quality = Quality("fail", (loud, silence, elsewhere))
    entry = replace(chosen.entry, qc=quality)
    marks = marks_of(replace(chosen, entry=entry, manifest=replace(chosen.manifest, problems=problems)))
    assert [(each.verdict, each.frame, each.words) for each in marks] == [
        ("fail", 60, "Silence: It is silent."),
        ("warn", 150, "The name is short. Look."),
        ("warn", None, "Loudness: \N{MINUS SIGN}30.0 LUFS instead of \N{MINUS SIGN}16.0 LUFS"),
        ("warn", None, "It is old."),
    ]
    assert (marks[0].end, marks[1].place) == (90, f"{RUNDOWN_PATH}:13")


def with_said(chosen: Chosen, *said: ListedSaid, **part: Any) -> Chosen:
    """The same where the timeline says when the words of the story are said."""
    opening, story, *rest = timeline_of(chosen).segments
    parts = (replace(story.parts[0], **part), *story.parts[1:])
    timeline = replace(timeline_of(chosen), segments=(opening, replace(story, said=said, parts=parts), *rest))
    return replace(chosen, timeline=timeline)


SAID = ListedSaid(
    index=0,
    text="Se repararon muchos baches.",
    speaker="",
    starts=(2, 6, 20, 30),
    ends=(6, 20, 20, 60),
    heard=True,
    place=place(11),
    places={"tv": place(99)},
)


def test_words_are_those_of_the_timeline(newsroom: Path) -> None:
    sample = 62 * 48_000 * 1001 // 30_000
    partings = (
        ListedParting("skipped", "muchos", 2, 3, sample, 0),
        ListedParting("added", "", 3, 3, sample, 9000),
        ListedParting("changed", "otras palabras", 0, 2, sample, 9000),
    )
    story = segments_of(with_said(choose(newsroom), SAID, partings=partings, voice="before"), internal=True)[1]
    (text,) = story.texts
    assert [(word.text, word.start, word.end) for word in text.words] == [
        ("Se", 62, 66),
        ("repararon", 66, 80),
        ("muchos", 80, 80),
        ("baches.", 90, 120),
    ]
    assert [word.parting for word in text.words] == ["", "", "skipped", ""], "the words of another text are not here"
    assert (text.start, text.line, text.before) == (62, 11, True) and len(text.added) == 1
    assert segments_of(with_said(choose(newsroom, deliverable="tv"), SAID), internal=True)[1].texts[0].line == 99


def test_of_older_timelines_captions_are_followed_else_the_copy(newsroom: Path) -> None:
    chosen = choose(newsroom)
    story = segments_of(chosen, internal=True)[1]
    assert [(text.start, text.speaker, text.line) for text in story.texts] == [(62, "", 11), (152, "Laura Díaz", 15)]
    assert {(word.start, word.end) for word in story.texts[1].words} == {(152, 208)}
    opening, bare, *rest = timeline_of(chosen).segments
    timeline = replace(timeline_of(chosen), segments=(opening, replace(bare, cues={}), *rest))
    told = segments_of(replace(chosen, timeline=timeline), internal=True)[1].texts
    assert [" ".join(word.text for word in text.words) for text in told] == list(bare.copy)
    assert segments_of(replace(chosen, timeline=None), internal=True) == []


def test_what_guests_are_not_shown(signed_in: Callable[..., TestClient]) -> None:
    seen = {role: signed_in(role).get(f"/e/{EPISODE}").text for role in ("editor", "guest")}
    assert "line 11" in seen["editor"] and "synthetic" in seen["editor"].lower()
    assert "line 11" not in seen["guest"] and "sintética" not in seen["guest"]
    assert told_on(seen["guest"])["chapters"] == told_on(seen["editor"])["chapters"]


def test_what_was_written_to_harm_stays_text(newsroom: Path, signed_in: Callable[..., TestClient]) -> None:
    harm = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    draft = newsroom / "output" / EPISODE / "draft"
    manifest = write_edition(draft, 4, title=harm, problems=(ListedProblem("a", None, None, None, harm, harm),))
    listing = json.loads((draft / "timeline.json").read_text(encoding="utf-8"))
    for each in listing["timelines"]:
        for segment in each["segments"]:
            segment["title"] = harm
            segment["copy"] = [harm]
            for cues in segment["cues"].values():
                for cue in cues:
                    cue["lines"], cue["speaker"] = [harm], harm
    (draft / "timeline.json").write_text(json.dumps(listing), encoding="utf-8")
    answer = signed_in("editor").get(f"/e/{EPISODE}?draft=1").text
    assert manifest.title == harm and "<img src=x" not in answer and "<script>alert" not in answer
    assert told_on(answer)["chapters"][1]["name"] == harm


def test_a_page_that_was_open_for_long_asks_what_there_is(signed_in: Callable[..., TestClient]) -> None:
    assert signed_in("guest").get(f"/e/{EPISODE}/newest").json() == {"draft": 3, "final": 2}
    made = signed_in("guest").get(f"/e/{EPISODE}/newest?deliverable=reel/bacheo").json()["made_from"]
    assert made == [hashlib.sha256(RUNDOWN.encode()).hexdigest(), "sources"]
    assert signed_in("guest").get(f"/e/{EPISODE}/newest?deliverable=none").json()["made_from"] is None
    assert signed_in("guest").get("/e/other/newest").status_code == 404


def test_a_version_whose_programmes_are_gone_says_so(signed_in: Callable[..., TestClient]) -> None:
    answer = signed_in("editor").get(f"/e/{EPISODE}?draft=1&version=1").text
    assert "This is an old version: 1. The newest one is 3." in answer and "can no longer be played" in answer
    assert "can no longer be played" not in signed_in("editor").get(f"/e/{EPISODE}?draft=1&version=2").text


def test_frames_are_those_of_the_timeline(newsroom: Path) -> None:
    chosen = choose(newsroom)
    assert replace(chosen, timeline=None).frames == 330, "else those of the programme's length"
    assert replace(chosen, timeline=None, rate=Fraction(25)).frames == 275
    assert chosen.rate == RATE
