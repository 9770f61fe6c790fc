"""What a deliverable keeps, and the media that needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.rundown.keep import kept, media_files, misread_headlines
from newscast.rundown.load import Loaded
from newscast.rundown.model import Headlines, Rundown, Spot, Story, Vo

TEXT = """\
rundown: 1
show: info-leon
date: 2026-11-20
deliverables: [radio, tv]
segments:
  - open: main
    skip: radio
  - headlines: [bacheo, feria, museo]
  - story: bacheo
    headline: Concluye
    versions: {radio: {headline: Ya}}
    parts:
      - vo: Cuatro mil.
        voice: voz/a.wav
        pictures: [clips/a.mp4]
        versions:
          radio: {copy: Cinco mil., voice: voz/b.wav}
      - card: figures
        items: [38 colonias]
        skip: [radio]
      - sot: clips/b.mp4
        float: true
  - story: feria
    headline: Arranca
    only: [tv]
    parts:
      - sot: voz/a.wav
        who: luis-mora
  - story: museo
    headline: Abre
    parts:
      - card: figures
        items: [1 museo]
        only: [web]
  - spot: spot.mp4
    versions: {radio: {file: voz/b.wav, in: 1s}}
"""


@pytest.fixture
def rundown(loaded: Callable[..., Loaded]) -> Rundown:
    return loaded(TEXT).rundown


def slugs(rundown: Rundown) -> list[str]:
    return [segment.slug for segment in rundown.segments]


def test_only_skip_and_float(rundown: Rundown) -> None:
    assert slugs(kept(rundown, "radio")) == ["headlines", "bacheo", "spot"]
    assert slugs(kept(rundown, "tv")) == ["open", "headlines", "bacheo", "feria", "spot"]


def test_a_card_goes_where_its_story_is_absent(rundown: Rundown) -> None:
    for deliverable, stories in (("radio", ("bacheo",)), ("tv", ("bacheo", "feria")), ("web", ("bacheo", "museo"))):
        headlines = [s for s in kept(rundown, deliverable).segments if isinstance(s, Headlines)]
        assert [segment.stories for segment in headlines] == [stories]


def test_headlines_without_a_card_go(loaded: Callable[..., Loaded]) -> None:
    rundown = loaded(TEXT.replace("[bacheo, feria, museo]", "[feria]")).rundown
    assert "headlines" not in slugs(kept(rundown, "radio"))


def test_versions_are_merged(rundown: Rundown, newsroom: Path) -> None:
    radio, tv = (next(s for s in kept(rundown, name).segments if isinstance(s, Story)) for name in ("radio", "tv"))
    assert (radio.headline, tv.headline) == ("Ya", "Concluye")
    vo = radio.parts[0]
    assert isinstance(vo, Vo) and vo.copy_ == "Cinco mil." and isinstance(vo.voice, tuple)
    assert vo.voice[0].file == newsroom / "rundowns/voz/b.wav"
    assert vo.pictures == tv.parts[0].pictures  # type: ignore[union-attr]
    assert len(radio.parts) == 1 and len(tv.parts) == 2
    spot = kept(rundown, "radio").segments[-1]
    assert isinstance(spot, Spot) and spot.clip.file.name == "b.wav" and spot.clip.in_
    assert radio.versions == {}


SOT = "      - sot: clips/b.mp4\n        float: true\n"


@pytest.mark.parametrize(
    ("sot", "version", "range_"),
    [
        ("clips/b.mp4, in: 1s, out: 2s", "{file: {file: voz/b.wav, in: 5s, out: 9s}}", (5, 9)),
        ("{file: clips/b.mp4, in: 1s, out: 2s}", "{file: {file: voz/b.wav, in: 5s, out: 9s}}", (5, 9)),
        ("{file: clips/b.mp4, in: 1s, out: 9s}", "{in: 5s}", (5, 9)),
        ("clips/b.mp4, in: 1s, out: 9s", "{in: 5s}", (5, 9)),
    ],
)
def test_a_version_says_what_is_taken_of_its_own_file(
    loaded: Callable[..., Loaded], sot: str, version: str, range_: tuple[int, int]
) -> None:
    text = TEXT.replace(SOT, f"      - {{sot: {sot}, versions: {{tv: {version}}}}}\n")
    story = next(s for s in kept(loaded(text).rundown, "tv").segments if isinstance(s, Story))
    clip = story.parts[-1].clip  # type: ignore[union-attr]
    assert (clip.in_.seconds, clip.out.seconds) == range_


def test_keeping_is_pure_and_settles(rundown: Rundown) -> None:
    before = rundown.model_copy(deep=True)
    once = kept(rundown, "radio")
    assert rundown == before
    assert kept(once, "radio") == once


def test_nothing_kept_is_an_error(rundown: Rundown) -> None:
    floated = [segment.model_copy(update={"float_": True}) for segment in rundown.segments]
    with pytest.raises(FilesError, match="Nothing is left for “radio”"):
        kept(rundown.model_copy(update={"segments": tuple(floated)}), "radio")


def test_media_are_those_of_kept_parts(loaded: Callable[..., Loaded], newsroom: Path) -> None:
    found = loaded(TEXT)
    each = {name: dict(media_files(kept(found.rundown, name), found.show)) for name in found.rundown.deliverables}
    names = {path.name for files in each.values() for path in files}
    assert names == {"a.wav", "b.wav", "a.mp4", "spot.mp4", "luis.png", "bed.wav"}
    place = each["tv"][newsroom / "rundowns/clips/a.mp4"]
    assert place is not None and (place.line, place.column) == (15, 20)
    assert each["tv"][newsroom / "assets/shows/info-leon/bed.wav"] is None


def test_media_follow_what_was_kept_and_not_the_rundowns_list(loaded: Callable[..., Loaded]) -> None:
    found = loaded(TEXT)
    once = kept(found.rundown, "tv")
    files = [path.name for path, _place in media_files(once, found.show)]
    assert "luis.png" in files
    listed = once.model_copy(update={"deliverables": ("radio",)})
    assert [path.name for path, _place in media_files(listed, found.show)] == files


def test_a_recording_that_reads_an_absent_story_is_said(loaded: Callable[..., Loaded], head: str) -> None:
    story = "  - story: bacheo\n    headline: Uno\n    skip: [radio, tv]\n    parts: [{vo: Hola, voice: synth}]\n"
    headlines = "  - headlines: [bacheo]\n    voice: voz/a.wav\n    skip: [tv]\n  - open: main\n"
    text = head + headlines + story
    rundown = loaded(text).rundown
    names = ("radio", "tv", "web")
    assert ["radio" in warning.message for warning in misread_headlines(rundown, names)] == [True]
    assert misread_headlines(rundown, ("tv", "web")) == []
    own = text.replace("skip: [tv]\n", "skip: [tv]\n    versions: {radio: {headlines: [], voice: voz/b.wav}}\n", 1)
    assert misread_headlines(loaded(own).rundown, names) == []
