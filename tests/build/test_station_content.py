"""What is approved of a draft of a station is the final that follows from it, whatever its profile says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscast.build.examining import examine
from newscast.build.record.content import content_of
from newscast.build.record.sources import origins_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed, Ready
from newscast.episode.manifest import Content
from newscast.show.newsroom import NEWSROOM
from newscast.step.digest import Digest, digest_of_bytes

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
slot: 20s
segments:
  - story: uno
    headline: Titular
    parts: [{vo: Una frase., voice: synth, pictures: foto.jpg}]
  - break: corte
  - story: dos
    headline: Titular
    parts: [{vo: Otra frase., voice: synth, pictures: foto.jpg}]
"""


@pytest.mark.parametrize("form", ["", "-{date:%Y}"])
def test_what_the_cart_chunk_cuts_short_is_told_once_at_its_line(sala: Any, form: str) -> None:
    profile = {"kind": "radio", "blocks": True, "name": "{block}{part}", "cut": 60 * "n" + form}
    found = [each for each in rehearsed(sala, profile).remarks if each.code == "station-cart"]
    assert [(each.place.line, "65" in each.message) for each in found if each.place] == ([(2, True)] if form else [])


@pytest.mark.parametrize(("station", "told"), [("reel-dos", 1), ("reel-uno", 0), ("reel-canal", 0)])
def test_a_station_that_is_called_as_the_cut_of_a_story_is_told(sala: Any, station: str, told: int) -> None:
    """What is approved of both would lie in one folder."""
    path = sala.root / NEWSROOM
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"newsroom: 1\nstations: {{{station}: {{kind: tv}}}}\n", encoding="utf-8")
    social = TEXT.replace("story: dos\n", "story: dos\n    social: true\n")
    (episode,) = examine([sala.write(social)], Options(only=("reel",), tolerant=True))
    problems = [each for each in episode.warnings if each.code == "slug"]
    assert [(each.place.line, each.warning) for each in problems if each.place] == [(10, False)] * told


def rehearsed(sala: Any, profile: dict[str, object], draft: bool = False) -> Composed:
    path = sala.root / NEWSROOM
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"newsroom: 1\nstations: {json.dumps({'canal': profile})}\n", encoding="utf-8")
    return rehearse(examine([sala.write(TEXT)], Options(only=("canal",), draft=draft))[0])


def content(sala: Any, profile: dict[str, object], draft: bool) -> Content:
    """Of the station `canal` with such a profile."""
    found = rehearsed(sala, profile, draft)
    files = []
    for piece in found.pieces:
        made = piece.product.content
        digest = digest_of_bytes(made) if isinstance(made, bytes) else Digest(made.identity, 0)
        files.append(Ready(piece, b"", digest, None, ()))
    told = content_of(files, lambda path: path.name)
    assert told is not None
    return told


PROFILES: dict[str, dict[str, object]] = {
    "usual": {"kind": "tv"},
    "encoded": {"kind": "tv", "codec": "prores-422-hq", "gop": None, "ascii": True},
    "bare": {"kind": "tv", "bug": "none", "slate": True, "fields": "59.94"},
    "blocks": {"kind": "tv", "blocks": True, "slate": True, "length": "slot"},
    "loud": {"kind": "tv", "loudness": -23, "tracks": 4, "layout": ["full", "clean"]},
    "radio": {"kind": "radio", "blocks": True, "caption_files": ["vtt"]},
    "bare radio": {"kind": "radio", "container": "wav"},
    "archive": {"kind": "radio", "container": "flac"},
}


@pytest.mark.parametrize("name", PROFILES)
def test_a_draft_and_its_final_are_one_content(sala: Any, name: str) -> None:
    profile = {key: value for key, value in PROFILES[name].items() if value is not None}
    assert content(sala, profile, draft=True) == content(sala, profile, draft=False)


def test_only_what_changes_what_is_seen_and_heard_is_content(sala: Any) -> None:
    usual = content(sala, PROFILES["usual"], draft=True)
    assert content(sala, {"kind": "tv", "codec": "h264", "md5": True}, draft=True) == usual
    for more in ({"bug": "none"}, {"slate": True}, {"blocks": True}, {"loudness": -23}):
        assert content(sala, {"kind": "tv", **more}, draft=True).programme != usual.programme


def test_a_station_whose_films_are_dated_by_the_zone_is_made_from_it(sala: Any) -> None:
    def sources(zone: str) -> list[str | None]:
        path = sala.root / NEWSROOM
        path.parent.mkdir(exist_ok=True)
        stations = {"canal": {"kind": "tv", "codec": "h264"}, "fm": {"kind": "radio"}}
        told = f"newsroom: 1\ntimezone: {zone}\nstations: {json.dumps(stations)}\n"
        path.write_text(told, encoding="utf-8")
        found = rehearse(examine([sala.write(TEXT)], Options(only=("canal", "fm")))[0])
        return [origins_of(found, ("canal", "fm")).sources(name) for name in ("canal", "fm")]

    before, after = sources("America/Mexico_City"), sources("America/Tijuana")
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]
