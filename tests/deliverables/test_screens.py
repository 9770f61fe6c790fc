"""Screens: a silent loop of stories, whose end leads to its start, and its playlists."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from newscast.base.errors import FilesError
from newscast.build.door import build
from newscast.build.examining import examine
from newscast.build.record.sources import origins_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.step.step import Step

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\nair: 2026-11-20T07:00\ntitle: Noticias\nsegments:\n"
STORY = """\
  - story: {slug}
    headline: Titular {slug}
    parts: [{{vo: Abre la feria., voice: synth, pictures: {picture}}}]
"""
STORIES = "".join(STORY.format(slug=slug, picture="foto.jpg") for slug in ("uno", "dos", "tres"))
EPISODE = "  - open: main\n  - headlines: [uno]\n" + STORIES + "  - break: corte\n  - close: main\n"
CLOSING = "main: {url: https://leon.example, action: Más en línea, thanks: Gracias, credits: [Quien]}"


def with_kit(sala: Any, more: str = "", closing: str = CLOSING) -> None:
    kit = sala.root / "assets/shows/chica/show.yaml"
    text = kit.read_text(encoding="utf-8").replace("main: {thanks: Gracias}", closing)
    kit.write_text(text + more, encoding="utf-8")


def composed(sala: Any, text: str = EPISODE, draft: bool = False, only: tuple[str, ...] = ("screens",)) -> Composed:
    return rehearse(examine([sala.write(HEAD + text)], Options(only=only, draft=draft))[0])


def file(found: Composed, name: str) -> bytes:
    (content,) = [p.product.content for p in found.pieces if p.product.path == f"screens/{name}"]
    assert isinstance(content, bytes)
    return content


def test_stories_and_a_closing_with_its_code_are_what_plays(sala: Any) -> None:
    with_kit(sala, "screens: {stories: 2}\n")
    (cut,) = composed(sala).timelines
    assert [(each.slug, each.kind) for each in cut.timeline.segments] == [
        ("uno", "story"),
        ("dos", "story"),
        ("close", "close"),
    ]
    closing = dict(cut.timeline.segments[-1].shots[0].picture.fields)  # type: ignore[union-attr]
    assert (closing["url"], closing["thanks"], closing.get("credits", ())) == (
        "https://leon.example",
        "Gracias",
        (),
    )


def test_a_rundown_without_closing_gets_the_usual_one(sala: Any) -> None:
    (cut,) = composed(sala, STORIES).timelines
    assert [each.kind for each in cut.timeline.segments] == ["story"] * 3 + ["close"]


def test_without_stories_there_is_no_loop(sala: Any) -> None:
    with pytest.raises(FilesError) as refused:
        composed(sala, "  - open: main\n  - close: main\n")
    assert [each.code for each in refused.value.problems] == ["nothing-left"]


def test_nothing_of_it_is_heard(sala: Any) -> None:
    found = composed(sala)
    (programme,) = [each for each in found.pieces if each.product.role == "programme"]
    content, wanted = programme.product.content, programme.product.wanted
    assert isinstance(content, Step) and {each.suffix for each in content.inputs if isinstance(each, Step)} == {".mp4"}
    assert wanted and wanted.audio and (wanted.audio.streams, wanted.loudness, wanted.heard) == (0, None, None)
    assert programme.measure and programme.measure.inputs[0] == content
    beside = {each.kind for each in programme.measure.inputs[1:] if isinstance(each, Step)}
    assert beside == {"sampled"}, "no mix is made for it"


def test_the_first_segment_is_entered_from_the_last(sala: Any) -> None:
    (cut,) = composed(sala).timelines
    assert [bool(each.transition) for each in cut.timeline.segments] == [True, False, False, False]


def test_playlists_name_the_film_and_its_days(sala: Any) -> None:
    with_kit(sala, "screens: {days: 3, address: https://leon.example/pantallas/}\n")
    newsroom = sala.root / "assets/newsroom.yaml"
    newsroom.write_text("newsroom: 1\ntimezone: America/Mexico_City\n", encoding="utf-8")
    found = composed(sala)
    asset = json.loads(file(found, "hoy.anthias.json"))
    assert asset["uri"] == "https://leon.example/pantallas/hoy.mp4" and asset["mimetype"] == "video"
    assert (asset["start_date"], asset["end_date"]) == ("2026-11-20T13:00:00.000Z", "2026-11-23T13:00:00.000Z")
    assert asset["duration"] == 0, "what Anthias asks of a film, which it measures itself"
    layout = ET.fromstring(file(found, "hoy.xlf"))
    (media,) = layout.iterfind("region/media")
    assert layout.get("width") == "320" and (media.get("duration"), media.get("useDuration")) == ("0", "0")
    assert {each.tag: each.text for each in media.iterfind("options/*")} == {
        "uri": asset["uri"],
        "loop": "1",
        "mute": "1",
    }


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("https://leon.example/pantallas dos/ñ", "https://leon.example/pantallas%20dos/%C3%B1/hoy.mp4"),
        ("https://leon.example/a%20b/", "https://leon.example/a%20b/hoy.mp4"),
        ("https://leon.example/d'oro", "https://leon.example/d%27oro/hoy.mp4"),
        ("/mnt/pantallas dos", "/mnt/pantallas dos/hoy.mp4"),
        ("", "hoy.mp4"),
    ],
)
def test_addresses_of_playlists_are_written_as_players_ask_for_them(sala: Any, folder: str, found: str) -> None:
    with_kit(sala, f'screens: {{address: "{folder}"}}\n')
    assert json.loads(file(composed(sala), "hoy.anthias.json"))["uri"] == found


def test_its_settings_are_its_own(sala: Any) -> None:
    names = ("web", "screens")

    def sources() -> list[str | None]:
        return [origins_of(found, names).sources(name) for found in [composed(sala, only=names)] for name in names]

    before = sources()
    with_kit(sala, "screens: {days: 2}\n", closing="main: {thanks: Gracias}")
    after = sources()
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False]


@pytest.mark.slow
def test_its_end_leads_to_its_start(sala: Any) -> None:
    """What is built has no sound, passes, and its first picture goes on from its last one."""
    with_kit(sala)
    text = STORY.format(slug="uno", picture="foto.jpg") + STORY.format(slug="dos", picture="mudo.mp4")
    list(build([sala.write(HEAD + text)], Options(only=("screens",))))
    folder = sala.root / "output/hoy"
    entry = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["deliverables"]["screens"]
    assert {each["check"] for each in entry["qc"]["checks"] if each["verdict"] != "pass"} == set()
    assert "synthetic-voice" not in {each["check"] for each in entry["qc"]["checks"]}, "nobody hears it"
    assert {each["role"] for each in entry["files"]} == {"programme", "playlist"}
    first, later, last = frames(folder / "screens/hoy.mp4", 0, 30, -1)
    assert np.abs(first - last).mean() < 2, "the loop jumps"
    assert np.abs(later - last).mean() > 10, "half a second on the first story is there"


def frames(path: Path, *numbers: int) -> list[Any]:
    with av.open(str(path)) as media:
        assert not media.streams.audio
        found = [frame.to_ndarray(format="gray").astype(float) for frame in media.decode(video=0)]
    return [found[number] for number in numbers]
