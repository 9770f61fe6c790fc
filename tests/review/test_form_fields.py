"""What may be written anew on the page: fields with the keys that they stand at, and where a part stands by now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from review_making import EPISODE, OFFICE

from newscast.document.load import read_source
from newscast.episode.consulted import People
from newscast.episode.timeline import ListedPart, ListedPlace, ListedSegment
from newscast.review.mending.form_fields import Field, Group, is_recorded, named_in, part_groups, segment_groups
from newscast.review.mending.form_people import other_rundowns, people_of
from newscast.review.mending.form_place import Spot, spot_of_line, spot_of_listed
from newscast.review.mending.written_now import WrittenNow
from newscast.rundown.written import WrittenItem, written_people, written_rundown

RUNDOWN = """\
rundown: 1
show: noticias
date: 2026-11-20
presenters: [ana]
people:
  vecina: {name: Eva Sol}
segments:
  - headlines: [bacheo]
  - story: bacheo
    headline: Concluye el bacheo
    tease: {copy: "Adiós a los baches.", voice: synth}
    parts:
      - vo: &dicho >
          Se repararon 4,200 baches.
        voice: voz/a.wav
        pictures:
          - clips/uno.mp4
          - {file: clips/dos.mov, in: 3s}
          - fotos/tres.jpg
          - card: figures
            title: En un mes
            items: [4 200 baches, 38 colonias]
        supers:
          - {at: 2s, title: Obras}
          - {at: 4s, who: laura}
        versions:
          radio: {copy: Ya son 4 200.}
      - sot: {file: entrevistas/laura.mp4, out: 9s}
        who: laura
      - sot: entrevistas/eva.wav
        in: 1s
        who: vecina
        transcript: Gracias.
      - read: *dicho
        voice: synth
  - story: feria
    headline: Arranca la feria
  - story: museo
    from: otra.yaml
"""


def written(text: str = RUNDOWN, *, root: Path) -> WrittenNow:
    """What is written in a rundown of the newsroom at `root`."""
    folder = root / "rundowns"
    (root / "assets").mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    (root / "assets/newsroom.yaml").write_text(OFFICE, encoding="utf-8")
    (folder / "otra.yaml").write_text(
        "segments:\n  - story: museo\n    headline: Abre el museo\n    parts:\n      - vo: Abre.\n", encoding="utf-8"
    )
    path = folder / f"{EPISODE}.yaml"
    path.write_text(text, encoding="utf-8")
    told = written_rundown(read_source(path, []), root, (root,))
    listed = read_source(root / "assets/newsroom.yaml", [])
    people = People(file="assets/newsroom.yaml", sha256=listed.sha256, people=written_people(listed, root))
    return WrittenNow(told.file, told.sha256, told.top, told.segments, told.people, people, None, (), (), None, False)


@pytest.fixture
def now(tmp_path: Path) -> WrittenNow:
    return written(root=tmp_path)


def part(now: WrittenNow, number: int, slug: str = "bacheo") -> WrittenItem:
    segment = now.segment(slug)
    assert segment
    return segment.of("parts")[number]


def told(groups: list[Group]) -> list[tuple[str, str, tuple[object, ...]]]:
    return [(each.name, each.value, each.at) for group in groups for each in group.fields]


def test_a_story_has_its_headline_and_its_tease(now: WrittenNow) -> None:
    story = now.segment("bacheo")
    assert story
    assert told(list(segment_groups(story))) == [
        ("headline", "Concluye el bacheo", ("segments", 1, "headline")),
        ("tease", "Adiós a los baches.", ("segments", 1, "tease", "copy")),
    ]
    plain = now.segment("feria")
    assert plain
    (group,) = segment_groups(plain)
    tease = group.fields[1]
    assert (tease.at, tease.value, tease.line, tease.may_be_empty) == (("segments", 2, "tease"), "", None, True)


def test_a_part_has_all_that_it_says_and_shows(now: WrittenNow) -> None:
    groups = list(part_groups(part(now, 0)))
    at = ("segments", 1, "parts", 0)
    pictures = (*at, "pictures")
    assert told(groups) == [
        ("copy", "Se repararon 4,200 baches.", (*at, "vo")),
        ("copy", "Ya son 4 200.", (*at, "versions", "radio", "copy")),
        ("title", "Obras", (*at, "supers", 0, "title")),
        ("subtitle", "", (*at, "supers", 0, "subtitle")),
        ("in", "", (*pictures, 0, "in")),
        ("out", "", (*pictures, 0, "out")),
        ("in", "3s", (*pictures, 1, "in")),
        ("out", "", (*pictures, 1, "out")),
        ("title", "En un mes", (*pictures, 3, "title")),
        ("item", "4 200 baches", (*pictures, 3, "items", 0)),
        ("item", "38 colonias", (*pictures, 3, "items", 1)),
    ]
    assert [each.kind for each in groups] == ["words", "words", "super", "clip", "clip", "card"]
    assert groups[-1].rows == (*pictures, 3, "items")
    alone, among = (group.fields[1] for group in groups[3:5])
    # A path alone becomes keys with values; beside others the key is added.
    assert (alone.path, among.path) == ("clips/uno.mp4", "")
    assert is_recorded(part(now, 0)) and not is_recorded(part(now, 3))


def test_the_keys_of_a_film_are_where_they_are_written(now: WrittenNow) -> None:
    inside, beside = (list(part_groups(part(now, number)))[-1] for number in (1, 2))
    at = ("segments", 1, "parts")
    assert [each.at for each in inside.fields] == [(*at, 1, "sot", "in"), (*at, 1, "sot", "out")]
    assert [each.at for each in beside.fields] == [(*at, 2, "in"), (*at, 2, "out")]
    assert (inside.clip, beside.clip) == ("entrevistas/laura.mp4", ""), "a recording has no picture to choose"


def test_what_an_alias_or_another_rundown_brings_is_fixed(now: WrittenNow, tmp_path: Path) -> None:
    (copy,) = next(iter(part_groups(part(now, 3)))).fields
    source: Field = next(iter(part_groups(part(now, 0)))).fields[0]
    assert (copy.fixed, copy.line, source.fixed) == ("alias", 13, "shared")
    museum = now.segment("museo")
    assert museum
    headline, tease = next(iter(segment_groups(museum))).fields
    assert (headline.fixed, headline.file) == ("from", "rundowns/otra.yaml")
    (borrowed,) = next(iter(part_groups(part(now, 0, "museo")))).fields
    assert borrowed.fixed == "from"
    # A tease of one's own may be written: keys written here win.
    assert tease.fixed == ""


def test_people_stand_on_the_list_that_counts_with_all_their_uses(now: WrittenNow, tmp_path: Path) -> None:
    others = {"2026-11-19-otra": "who: laura\n", "2026-11-18-otra": "presenters: [eva, laura]\n", "x": "who: laura-2\n"}
    for name, text in others.items():
        (tmp_path / "rundowns" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert named_in(part(now, 0)) == ("laura",)
    (laura,) = people_of(["laura"], now, tmp_path)
    (eva,) = people_of(["vecina"], now, tmp_path)
    assert now.newsroom
    assert (laura.file, laura.sha256) == ("assets/newsroom.yaml", now.newsroom.sha256)
    assert laura.name.value == "Laura Díaz" and laura.role.at == ("people", "laura", "role")
    assert laura.lines == (25, 29)
    assert laura.others == ("2026-11-19-otra", "2026-11-18-otra")
    assert (eva.file, eva.sha256, eva.others) == (now.file, now.sha256, ())
    assert eva.role.value == "" and eva.role.line is None and eva.role.may_be_empty
    assert list(people_of(["nobody"], now, tmp_path)) == []
    assert other_rundowns(tmp_path, "laura.", now.file) == (), "what is no name of anybody is no pattern either"


def listed(
    now: WrittenNow, *keys: str | int, kind: str = "vo", copy: str = "Se repararon 4,200 baches.", sha256: str = ""
) -> tuple[ListedSegment, ListedPart]:
    """A part of a timeline that was written at some keys."""
    place = ListedPlace(now.file, sha256 or now.sha256, keys, 1, 1)
    found = ListedPart(slug="bacheo", index=0, kind=kind, digest="", start_frame=0, frames=9, copy=(copy,), place=place)
    segment = ListedSegment(
        slug="bacheo", kind="story", title="", start=0, duration=0, start_frame=0, frames=9, parts=(found,), shots=(),
        supers=(), sounds=(), copy=(), cues={},
    )  # fmt: skip
    return segment, found


def test_a_part_is_found_where_it_is_written_by_now(now: WrittenNow, tmp_path: Path) -> None:
    assert spot_of_listed(now, *listed(now, "segments", 1, "parts", 0, "vo")) == Spot(1, 0)
    segment, found = listed(now, "segments", 1, "parts", 0, "vo")
    assert spot_of_listed(now, segment, None) == Spot(1)
    moved = RUNDOWN.replace("    parts:\n", "    parts:\n      - vo: Antes.\n        voice: synth\n", 1)
    moved = moved.replace("  - headlines: [bacheo]\n", "")
    later = written(moved, root=tmp_path)
    assert spot_of_listed(later, segment, found) == Spot(0, 1), "by what it says"
    corrected = written(moved.replace("repararon 4,200", "repararon ya 4,300"), root=tmp_path)
    assert spot_of_listed(corrected, segment, found) == Spot(0, 1), "by what it nearly says"
    gone = written(RUNDOWN.replace("- vo:", "- card: nota\n        text:"), root=tmp_path)
    assert spot_of_listed(gone, segment, found) == Spot(1, None)
    assert spot_of_listed(written("segments:\n  - open: main\n", root=tmp_path), segment, found) is None


def test_what_headlines_say_is_found_in_its_story(now: WrittenNow) -> None:
    segment, found = listed(now, "segments", 7, "tease", kind="headline", copy="Adiós a los baches.", sha256="before")
    assert spot_of_listed(now, replace(segment, slug="headlines"), found) == Spot(1)


def test_a_line_is_of_what_begins_last_before_it(now: WrittenNow) -> None:
    assert spot_of_line(now, 10) == Spot(1)
    assert spot_of_line(now, 17) == Spot(1, 0)
    assert spot_of_line(now, 29) == Spot(1, 1)
    assert spot_of_line(now, 1) is None
