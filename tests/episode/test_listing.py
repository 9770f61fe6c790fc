"""timeline.json: shared timelines once, each user's places beside them, earlier ones kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscast.base.records import as_json, read_record
from newscast.episode.listing import listing
from newscast.episode.timeline import (
    ListedCue,
    ListedPart,
    ListedPlace,
    ListedSegment,
    ListedShot,
    ListedSound,
    ListedSuper,
    ListedTimeline,
    Listing,
    read_listing,
)


def place(line: int) -> ListedPlace:
    return ListedPlace("rundowns/hoy.yaml", "ab" * 32, ("segments", 0, "parts", 0, "vo"), line, 13)


def entry(
    user: str, line: int = 9, shot: int = 10, heard: int = 12, digest: str = "d1", cue: str = "Hola."
) -> ListedTimeline:
    sound = ListedSound(
        start=0, frames=30, start_sample=0, samples=48_000, chain="voice", file=None, sha256=None, place=place(heard)
    )
    segment = ListedSegment(
        slug="uno",
        kind="story",
        title="Uno",
        start=0.0,
        duration=1.0,
        start_frame=0,
        frames=30,
        parts=(ListedPart(slug="uno", index=0, kind="vo", digest=digest, start_frame=0, frames=30, place=place(line)),),
        shots=(ListedShot(start=0, frames=30, picture="StillShot", file="a.jpg", sha256="cd" * 32, place=place(shot)),),
        supers=(ListedSuper(start=0, frames=9, graphic="title", fields={}, place=place(heard)),),
        sounds=(sound,),
        copy=("Hola.",),
        cues={user: (ListedCue(start=0, end=20, lines=(cue,), speaker="", place=place(line)),)},
    )
    return ListedTimeline(used_by=(user,), rate="30", frames=30, segments=(segment,))


def built(*entries: ListedTimeline) -> dict[str, ListedTimeline]:
    return {each.used_by[0]: each for each in entries}


def read(said: dict[str, Any]) -> tuple[ListedTimeline, ...]:
    return read_record(Listing, json.loads(json.dumps(said))).timelines


def test_alike_timelines_are_one_with_places_and_captions_by_user() -> None:
    web, tv = entry("web", shot=11, heard=21, cue="A"), entry("tv", shot=14, heard=24, cue="B")
    (one,) = read(listing(built(web, tv), (), ["tv", "web"]))
    assert one.used_by == ("tv", "web")
    (segment,) = one.segments
    assert segment.parts[0].place == place(9) and segment.parts[0].places is None
    assert segment.shots[0].place == place(14) and segment.shots[0].places == {"web": place(11)}
    for item in (*segment.sounds, *segment.supers):
        assert item.place == place(24) and item.places == {"web": place(21)}
    assert {user: cues[0].lines for user, cues in segment.cues.items()} == {"web": ("A",), "tv": ("B",)}


def test_what_differs_in_more_than_places_is_another_timeline() -> None:
    found = read(listing(built(entry("web"), entry("tv", digest="d2")), (), ["tv", "web"]))
    assert [each.used_by for each in found] == [("tv",), ("web",)]


def test_earlier_timelines_are_kept_with_their_places() -> None:
    order = ["tv", "web", "reel"]
    before = read(listing(built(entry("tv", 1), entry("web", 2), entry("reel/uno", 3)), (), order))
    (one,) = read(listing(built(entry("web", 5, cue="Nuevo.")), before, order))
    assert one.used_by == ("tv", "web", "reel/uno")
    part = one.segments[0].parts[0]
    assert part.place == place(1) and part.places == {"web": place(5), "reel/uno": place(3)}
    cues = one.segments[0].cues
    assert {user: cues[user][0].lines for user in cues} == {
        "tv": ("Hola.",),
        "web": ("Nuevo.",),
        "reel/uno": ("Hola.",),
    }
    assert {user: cues[user][0].place for user in cues} == {"tv": place(1), "web": place(5), "reel/uno": place(3)}


def test_deliverables_that_left_the_episode_leave_the_list() -> None:
    before = read(listing(built(entry("tv"), entry("web", digest="d2")), (), ["tv", "web"]))
    left = read(listing(built(entry("radio")), before, ["radio", "web"]))
    assert [each.used_by for each in left] == [("radio",), ("web",)]
    cut = read(listing(built(entry("reel")), read(listing(built(entry("reel/uno")), (), ["reel"])), ["reel"]))
    assert [each.used_by for each in cut] == [("reel",)], "cuts of a deliverable that is built now are replaced"


def test_building_the_same_again_says_the_same() -> None:
    order = ["tv", "web"]
    entries = built(entry("tv", 1), entry("web", 2))
    once = listing(entries, (), order)
    assert listing(entries, read(once), order) == once
    assert listing(built(entry("web", 2)), read(once), order) == once
    assert listing({}, read(once), order) == once


def test_a_null_place_of_one_user_is_kept_apart_from_a_place() -> None:
    bare = entry("web")
    part = replace(bare.segments[0].parts[0], place=None)
    web = replace(bare, segments=(replace(bare.segments[0], parts=(part,)),))
    before = read(listing(built(entry("tv", 1), web), (), ["tv", "web"]))
    assert before[0].segments[0].parts[0].places == {"web": None}
    (one,) = read(listing(built(entry("tv", 4)), before, ["tv", "web"]))
    assert one.segments[0].parts[0].place == place(4) and one.segments[0].parts[0].places == {"web": None}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"timeline": 2, "timelines": []}', '{"timeline": 1, "timelines": [{"used_by": ["web"]}]}'],
)
def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "timeline.json").write_text(text)
    assert read_listing(tmp_path / "timeline.json") == ()


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    said = listing(built(entry("web")), (), ["web"])
    (tmp_path / "timeline.json").write_text(json.dumps(said))
    (one,) = read_listing(tmp_path / "timeline.json")
    assert as_json(Listing(timeline=1, timelines=(one,))) == said
