"""Profiles of stations: what they may say, what is said of those that are wrong, and what rundowns make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.rundown.keep import kept
from newscast.rundown.load import Loaded, load
from newscast.show.load import load_newsroom
from newscast.show.newsroom import NEWSROOM
from newscast.show.office import Newsroom

RUNDOWN = """\
rundown: 1
show: hoy
date: 2026-11-20
deliverables: [tv, canal4, radio1]
segments:
  - story: uno
    headline: Uno
    parts:
      - {read: Buenos días., voice: synth}
      - {read: Solo televisión., voice: synth, only: [tv]}
      - {read: No en canal 4., voice: synth, skip: [canal4]}
      - {read: Todos., voice: synth, versions: {tv: {copy: Tele.}, canal4: {copy: Canal cuatro.}}}
      - {read: Todos., voice: synth, versions: {tv: {copy: Tele.}}}
"""


def office(root: Path, stations: str) -> tuple[Newsroom, list[Problem]]:
    """A newsroom whose file has these lines below `stations:`, and what is wrong with it."""
    (root / NEWSROOM).parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"  {line}\n" for line in stations.splitlines())
    (root / NEWSROOM).write_text(f"newsroom: 1\nstations:\n{lines}", encoding="utf-8")
    problems: list[Problem] = []
    return load_newsroom(root, problems), problems


def loaded(root: Path, stations: str, rundown: str = RUNDOWN) -> Loaded:
    office(root, stations)
    (root / "assets/shows/hoy").mkdir(parents=True, exist_ok=True)
    (root / "rundowns").mkdir(exist_ok=True)
    path = root / "rundowns/2026-11-20-hoy.yaml"
    path.write_text(rundown, encoding="utf-8")
    return load(path)


def copies(told: Loaded, deliverable: str) -> list[str]:
    (story,) = kept(told.rundown, deliverable).segments
    return [part.copy_ for part in story.parts]  # type: ignore[union-attr]


def test_what_a_rundown_says_of_tv_holds_for_its_stations_unless_it_names_them(tmp_path: Path) -> None:
    told = loaded(tmp_path, "canal4: {kind: tv}\nradio1: {kind: radio}")
    assert copies(told, "tv") == ["Buenos días.", "Solo televisión.", "No en canal 4.", "Tele.", "Tele."]
    assert copies(told, "canal4") == ["Buenos días.", "Solo televisión.", "Canal cuatro.", "Tele."]
    assert copies(told, "radio1") == ["Buenos días.", "No en canal 4.", "Todos.", "Todos."]


def test_a_deliverable_knows_its_station_and_its_family(tmp_path: Path) -> None:
    show = loaded(tmp_path, "canal4: {kind: tv, loudness: -23 LUFS}\nradio1: {base: radio, peak: -3}").show
    assert (show.family("canal4"), show.family("radio1"), show.family("web")) == ("tv", "radio", "web")
    assert show.station("web") is None and show.station("tv") is not None
    assert (show.loudness_target("canal4"), show.loudness_target("tv"), show.peak_limit("radio1")) == (-23, -24, -3)
    assert show.caption_files("canal4") == show.caption_files("tv") == ("imsc",)


def test_a_profile_begins_with_another_one(tmp_path: Path) -> None:
    newsroom, problems = office(tmp_path, "uno: {kind: tv, tracks: 8, md5: true}\ndos: {base: uno, tracks: 4}")
    assert problems == []
    assert (int(newsroom.stations["dos"].tracks), newsroom.stations["dos"].md5) == (4, True)


@pytest.mark.parametrize(
    ("stations", "line", "message"),
    [
        ("canal4: {kind: tv, cart: true}", 3, "“cart” does not belong to a station of the kind “tv”."),
        ("uno: {kind: radio, tracks: 4}", 3, "“tracks” does not belong to a station of the kind “radio”."),
        ("a: {kind: tv, container: mp4}", 3, "Stations do not take xdcam-hd422 in mp4."),
        ("a: {kind: tv, codec: prores-422-hq, container: mxf}", 3, "Stations do not take prores-422-hq in mxf."),
        ("a: {kind: radio, container: [wav, mxf]}", 3, "“mxf” is no file for radio."),
        ("a: {base: canal}", 3, "There is no profile “canal”."),
        ("a: {base: b}\nb: {base: a}", 4, "“a” begins with itself: a → b → a."),
        ("web: {kind: tv}", 3, "A station cannot be called “web”: that is something else."),
        ("history: {kind: tv}", 3, "A station cannot be called “history”: that is something else."),
        ("Canal 4: {kind: tv}", 3, "“Canal 4” cannot be the name of a station."),
        ("tv: {kind: radio}", 3, "“tv” has to be of the kind “tv”."),
        ('a: {kind: tv, start: "07:05:00;00"}', 3, "Drop-frame time code skips 07:05:00;00: no frame has it."),
        ('a: {kind: tv, start: "07:05:00:31"}', 3, "There is no frame 31 in a second."),
        ("a: {kind: tv, start: 7am}", 3, "“7am” is no time code."),
        ('a: {kind: tv, name: "../{show}"}', 3, "A name of a file cannot have “/” in it."),
        ('a: {kind: tv, name: "{dia}"}', 3, "There is no field “dia” for names of files."),
        ('a: {kind: tv, name: "{date:%B}"}', 3, "“date” cannot be written as “%B”."),
        ('a: {kind: tv, name: "{date"}', 3, "A brace is missing in “{date”."),
        ("a: {kind: tv, layout: [full, clean]}", 3, "2 pairs of sound need 4 tracks, and there are 2."),
        ("a: {kind: tv, codec: prores-422-hq, gop: constant}", 3, "“gop” means nothing for prores-422-hq."),
        ("a: {kind: tv, tracks: 3}", 3, "“3” is not a choice for “tracks”."),
        ("a: {kind: tv, captions: none, user_data: true}", 3, "“user_data” means nothing without “captions”."),
        ("a: {kind: tv, codec: h264, afd: true}", 3, "“afd” means nothing for h264."),
        ("a: {kind: tv, fields: progressive}", 3, "“fields” of xdcam-hd422 cannot be “progressive”."),
        ("a: {kind: radio, container: mp3, bitrate: 100}", 3, "There is no mp3 of 100 kb/s."),
        ("a: {kind: radio, container: wav, bitrate: 128}", 3, "No file of this station has a bit rate."),
    ],
)
def test_what_is_wrong_with_a_profile_is_told_once(tmp_path: Path, stations: str, line: int, message: str) -> None:
    newsroom, problems = office(tmp_path, stations)
    (problem,) = [each for each in problems if not each.warning]
    assert (problem.message, problem.place and problem.place.line) == (message, line)
    assert problem.hint
    names = stations.partition(":")[0]
    assert names in newsroom.station_names


def test_a_rundown_is_not_blamed_for_a_profile_that_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(FilesError) as failed:
        loaded(tmp_path, "canal4: {kind: tv, tracks: 3}\nradio1: {kind: radio}")
    (problem,) = failed.value.problems
    assert problem.place and problem.place.file.name == NEWSROOM.name and "“3”" in problem.message
