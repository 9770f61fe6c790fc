"""Small copies of a draft: which there are, what they are called, and that none outlives the draft it is of."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from build.unrendered import finished

from newscast.base.errors import FilesError, UsageError
from newscast.base.sizes import size_text
from newscast.base.status import Seen
from newscast.build.door import build
from newscast.build.request import Built, Options
from newscast.build.sending import sent_of
from newscast.build.sharing import copies_of
from newscast.engine.progress import Standing, Work
from newscast.episode.history import read_version
from newscast.episode.manifest import manifest_from
from newscast.episode.reader import read_edition

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, web]
segments:
  - story: uno
    headline: Uno
    social: true
    parts:
      - {vo: Hola a todos., voice: voz.wav, pictures: foto.jpg}
  - sting: main
  - story: dos
    headline: Dos
    social: true
    parts:
      - {vo: Y otra vez., voice: voz.wav, pictures: foto.jpg}
"""
WHOLE = 2_000_000
"""Bytes in which all of it may be sent."""


def office(sala: Any, send: str) -> None:
    path = sala.root / "assets/newsroom.yaml"
    path.write_text(f"newsroom: 1\ndrafts: {{send: {send}}}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("listed", "sent"),
    [(["radio", "tv", "web", "reel"], "web"), (["radio", "reel", "tv"], "reel"), (["radio"], "radio")],
)
def test_what_is_looked_at_is_sent(listed: list[str], sent: str) -> None:
    assert sent_of(listed, {}) == sent


@pytest.mark.parametrize(
    ("deliverables", "limit", "paths"),
    [
        ("[radio, web]", WHOLE, ["share/hoy-web.mp4"]),
        ("[radio, web]", 100_000, ["share/hoy-web-uno.mp4", "share/hoy-web-dos.mp4"]),
        ("[radio, reel]", WHOLE, ["share/hoy-reel-uno.mp4", "share/hoy-reel-dos.mp4"]),
        ("[radio]", WHOLE, ["share/hoy-radio.m4a"]),
    ],
)
def test_the_whole_is_sent_or_each_story(sala: Any, deliverables: str, limit: int, paths: list[str]) -> None:
    made = finished(sala.write(TEXT.replace("[radio, web]", deliverables)), draft=True)
    copies, remarks = copies_of(made, limit)
    assert [copy.path for copy in copies] == paths and not remarks
    stories = {segment.slug: segment.frames for segment in made.cuts[-1].timeline.segments}
    if len(copies) == 2 and "web" in deliverables:
        assert [copy.wanted.frames for copy in copies] == [stories["uno"], stories["dos"]]


def test_what_would_be_too_rough_is_left_out_and_said(sala: Any) -> None:
    copies, remarks = copies_of(finished(sala.write(TEXT), draft=True), 5_000)
    assert not copies
    assert [(each.code, each.warning, "uno" in each.message) for each in remarks] == [
        ("share-too-long", True, True),
        ("share-too-long", True, False),
    ]


def test_copies_are_asked_for_of_drafts_and_with_a_size(sala: Any) -> None:
    path = sala.write(TEXT)
    with pytest.raises(UsageError, match="--draft"):
        next(iter(build([path], Options(only=("share",)))))
    with pytest.raises(UsageError, match="send: 16MB"):
        next(iter(build([path], Options(only=("share",), draft=True))))


@pytest.mark.parametrize("size", ["16", "16 apples", "16MiB", "0MB", "-16MB"])
def test_a_size_without_a_known_unit_is_refused(sala: Any, size: str) -> None:
    office(sala, size)
    with pytest.raises(FilesError) as refused:
        finished(sala.write(TEXT), draft=True)
    (problem,) = refused.value.problems
    assert problem.code == "value-amount" and size in problem.message and problem.place and problem.place.line == 2


class Told:
    """What a build told, in its order."""

    def __init__(self) -> None:
        self.stood: list[Mapping[str, Any]] = []
        self.done: list[float] = []
        self.labels: list[str] = []

    def stands(self, built: Built) -> None:
        self.stood.append(built.manifest)
        assert (built.folder / "web/hoy.mp4").is_file() and self.done[-1] < 1

    def tell(self, standing: Standing) -> None:
        self.done.append(standing.done)
        self.labels.append(standing.label)

    def close(self) -> None: ...

    def built(self, path: Path, *only: str) -> Built:
        # What was changed a moment ago may change again, and is not noted.
        time.sleep(0.06)
        (built,) = build([path], Options(draft=True, only=only, stands=self.stands, progress=Work(self)))
        return built


@pytest.mark.slow
def test_copies_come_after_the_draft_stay_below_the_size_and_go_with_it(
    sala: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests write beside the program and its libraries, which is not what a build is remembered by here.
    monkeypatch.setattr("newscast.build.memo._PROGRAM", Seen())
    office(sala, "100kB")
    path, told = sala.write(TEXT), Told()
    time.sleep(0.1)  # What was written a moment ago is not remembered.
    first = told.built(path)
    share = first.manifest["share"]
    files = {file["slug"]: file for file in share["files"]}
    assert "share" not in told.stood[0] and told.stood[0]["version"] == first.manifest["version"] == 1
    assert told.done == sorted(told.done) and told.done[-1] == 1
    assert "making it small enough to be sent" in told.labels
    for slug in ("uno", "dos"):
        there = first.folder / f"share/hoy-web-{slug}.mp4"
        assert there.stat().st_size == files[slug]["bytes"] <= 100_000
        assert files[slug]["media"]["video"]["pix_fmt"] == "yuv420p"
    lengths = {each["slug"]: each["duration"] for each in first.manifest["deliverables"]["web"]["segments"]}
    assert {slug: file["duration"] for slug, file in files.items()} == {slug: lengths[slug] for slug in files}
    assert share["qc"]["verdict"] == "pass"
    names = {each["check"] for each in share["qc"]["checks"]}
    assert names >= {"duration", "video", "audio", "container", "size"}
    edition = read_edition(first.folder)
    assert edition and edition.manifest == manifest_from(first.manifest) and not edition.damaged
    version = read_version(first.folder, 1)
    assert version and version.manifest.share is None

    again = Told()
    assert again.built(path).manifest["built"]["rendered"] == 0
    assert not again.stood, "it is known before anything is planned"

    sala.write(TEXT.replace("Uno", "Otra cosa"))
    other = told.built(path, "web")
    assert "share" not in other.manifest and not list((first.folder / "share").iterdir())
    office(sala, size_text(WHOLE).replace(" ", ""))
    whole = told.built(path, "share")
    assert [file["path"] for file in whole.manifest["share"]["files"]] == ["share/hoy-web.mp4"]
    assert whole.manifest["version"] == other.manifest["version"] == 2
    assert [check["verdict"] for check in whole.manifest["share"]["qc"]["checks"] if check["check"] == "sync"] == [
        "pass"
    ]
    kept = (whole.folder / "share/hoy-web.mp4").stat().st_ino
    assert told.built(path, "radio").manifest["share"] == whole.manifest["share"], "its own deliverable is the same"
    assert (whole.folder / "share/hoy-web.mp4").stat().st_ino == kept
