"""`--only` with a deliverable outside the rundown's list, and media that nobody looked at: never a silent stand-in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.request import Options
from newscast.build.stages import Probed
from newscast.media.missing import Missing
from newscast.timeline.model import Timeline
from newscast.timeline.seen import StillShot

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [radio]\nsegments:\n"
STORY = """\
  - story: uno
    headline: Uno
    parts:
      - {vo: Hola a todos., voice: voz.wav}
      - {vo: Solo para redes., voice: spot.wav, pictures: foto.jpg, only: [square]}
"""
HEADLINES = """\
  - headlines: [uno, dos]
    voice: voz.wav
  - story: dos
    headline: Dos
    skip: [square]
    parts: [{vo: Hola., voice: voz.wav}]
"""


def examined(sala: Any, text: str, **options: Any) -> Probed:
    return examine([sala.write(HEAD + text)], Options(**options))[0]


def timeline(episode: Probed) -> Timeline:
    return placed(estimated(episode, lambda step: None)).timelines[0].timeline


def names(episode: Probed) -> set[str]:
    return {path.name for path in episode.media if "rundowns" in path.parts}


def test_a_part_for_a_deliverable_outside_the_list_has_its_own_media(sala: Any) -> None:
    episode = examined(sala, STORY, only=("square",))
    assert [request.deliverable for request in episode.requests] == ["square"]
    assert names(episode) == {"voz.wav", "spot.wav", "foto.jpg"}
    (segment,) = timeline(episode).segments
    assert [sound.take.file and sound.take.file.name for sound in segment.sounds] == ["voz.wav", "spot.wav"]
    shown = segment.shots[-1].picture
    assert isinstance(shown, StillShot) and shown.file.name == "foto.jpg"


def test_media_of_deliverables_that_are_not_asked_for_are_not_looked_at(sala: Any) -> None:
    assert names(examined(sala, STORY)) == {"voz.wav"}


def test_a_photo_for_a_voice_is_refused_wherever_it_is_kept(sala: Any) -> None:
    with pytest.raises(FilesError, match=r"foto\.jpg is a photo"):
        examined(sala, STORY.replace("voice: spot.wav", "voice: foto.jpg"), only=("square",))


def test_warnings_are_those_of_what_is_asked_for(sala: Any) -> None:
    def left_out(**how: Any) -> list[str]:
        warnings = examined(sala, HEADLINES + STORY, **how).warnings
        return [str(each) for each in warnings if each.code == "headline-left-out"]

    (square,) = left_out(only=("square",))
    assert "“square” leaves out" in square
    assert left_out() == []


def test_each_deliverable_is_asked_for_once(sala: Any) -> None:
    episode = examined(sala, STORY, only=("radio", "radio"))
    assert [request.deliverable for request in episode.requests] == ["radio"]


def test_a_closing_ends_every_storys_cut_without_its_words(sala: Any) -> None:
    text = STORY.replace("headline: Uno", "headline: Uno\n    social: true") + (
        "  - close: main\n    parts: [{read: Hasta el lunes., pictures: foto.jpg, voice: synth}]\n"
    )
    said = []
    for name in ("reel", "web"):
        segments = timeline(examined(sala, text.replace(", only: [square]", ""), only=(name,))).segments
        assert [segment.kind for segment in segments] == ["story", "close"]
        said.append([sound.take.text for segment in segments for sound in segment.sounds if sound.take.text])
    assert said == [[], ["Hasta el lunes."]]


def test_results_that_lie_elsewhere_are_remarked(sala: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the newsroom's folder cannot be written; once, before what is wrong with the rundown and its media."""
    monkeypatch.delenv("NEWSCAST_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    text = STORY.replace("voz.wav", "falta.wav")
    assert [each.code for each in examined(sala, text, draft=True).warnings] == ["file-missing"]
    monkeypatch.setattr("newscast.store.open.is_writable", lambda folder: False)
    episode = examined(sala, text, draft=True)
    remark, _missing = episode.warnings
    assert (remark.code, remark.warning) == ("store-elsewhere", True)
    assert episode.results == tmp_path / "cache/newscast" and str(episode.results) in remark.message


def test_a_final_never_holds_a_missing_medium(sala: Any) -> None:
    episode = examined(sala, STORY)
    gone = {path: Missing(path) for path in episode.media}
    with pytest.raises(ValueError, match="a final without its media"):
        replace(episode, media=gone)


def test_a_draft_knows_every_file_that_was_asked_for(sala: Any) -> None:
    text = STORY.replace("voz.wav", "falta.wav").replace("foto.jpg", "falta.jpg")
    episode = examined(sala, text, only=("square",), draft=True)
    gone = {path.name for path, medium in episode.media.items() if isinstance(medium, Missing)}
    assert gone == {"falta.wav", "falta.jpg"} and "spot.wav" in names(episode)


@pytest.mark.parametrize("draft", [False, True])
def test_a_file_nobody_looked_at_is_seen_as_a_bug(sala: Any, draft: bool) -> None:
    episode = examined(sala, STORY, only=("square",), draft=draft)
    for path in [path for path in episode.media if "rundowns" in path.parts]:
        less = {known: medium for known, medium in episode.media.items() if known != path}
        with pytest.raises(KeyError, match=Path(path).name):
            timeline(replace(episode, media=less))


@pytest.mark.parametrize("name", ["radio", "reel"])
def test_one_recording_for_two_texts_is_told_whether_stories_have_cuts_of_their_own_or_not(
    sala: Any, name: str
) -> None:
    story = "  - {{story: {0}, headline: Uno, social: true, parts: [{{vo: {1}, voice: voz.wav}}]}}\n"
    text = story.format("uno", "Hola a todos.") + story.format("dos", "Hasta pronto.")
    found = [each for each in examined(sala, text, only=(name,)).warnings if each.code == "take-twice"]
    assert [each.place and each.place.line for each in found] == [7]
