"""The podcast: what belongs to it, and what its entry in the feed says."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from newscast.base.rss import NAMESPACES
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.deliverables.chapters import chapters_of
from newscast.deliverables.cut import Cut
from newscast.deliverables.feed import guid_of, make_entry, published
from newscast.rundown.keep import kept
from newscast.show.model import Show
from newscast.sound.mono import make_mono, mono_step
from newscast.sound.wav import WavWriter, open_wav
from newscast.step.step import Step, step

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ntitle: Noticias & más\n"
STORIES = """\
segments:
  - open: main
  - story: uno
    headline: Uno <de> "dos"
    summary: Lo que pasó & lo que no.
    parts:
      - vo: Buenos días a todos, esta es la noticia de hoy.
        by: ana
        voice: synth
        pictures: foto.jpg
      - vo: Y esto dice Ana & nadie más.
        by: ana
        voice: synth
        pictures: foto.jpg
      - {card: figures, title: Cifras, items: [uno], duration: 6s, skip: [radio]}
  - story: dos
    headline: Dos
    parts: [{vo: Hasta mañana., by: luis, voice: synth, pictures: foto.jpg}]
people:
  ana: {name: Ana Ruiz}
  luis: {name: Luis Mora}
presenters: [ana]
"""
KIT = """
podcast:
  author: Comunicación
  link: https://leon.example/podcast
  url: https://leon.example/audio/
  channels: mono
"""


def composed(sala: Any, kit: str = KIT, air: str = "air: 2026-11-20T07:05\n", draft: bool = False) -> Composed:
    show = sala.root / "assets/shows/chica/show.yaml"
    show.write_text(show.read_text() + kit)
    with (sala.root / "assets/newsroom.yaml").open("a") as office:
        office.write("\ntimezone: America/Mexico_City\n")
    return rehearse(examine([sala.write(HEAD + air + STORIES)], Options(only=("podcast",), draft=draft))[0])


def cut_of(found: Composed) -> Cut:
    return found.pieces[0].cut


def content(found: Composed, end: str) -> Any:
    return next(each.product.content for each in found.pieces if each.product.path.endswith(end))


def entry(found: Composed, folder: Path, size: int = 1234) -> ElementTree.Element:
    """The entry of an MP3 of so many bytes."""
    made = content(found, ".item.xml")
    assert isinstance(made, Step)
    (folder / "x.mp3").write_bytes(bytes(size))
    make_entry(made.params, [folder / "x.mp3"], folder / "item.xml", None)  # type: ignore[arg-type]
    return ElementTree.parse(folder / "item.xml").getroot()


def test_what_belongs_to_it(sala: Any) -> None:
    found = composed(sala)
    told = [(each.product.path, each.product.role) for each in found.pieces]
    assert told == [
        ("podcast/hoy.mp3", "programme"),
        ("podcast/hoy.vtt", "captions"),
        ("podcast/hoy.jpg", "cover"),
        ("podcast/hoy.html", "transcript"),
        ("podcast/hoy.chapters.json", "chapters"),
        ("podcast/hoy.item.xml", "feed"),
    ]
    wanted = found.pieces[0].product.wanted
    assert wanted and wanted.audio
    assert (wanted.loudness, wanted.true_peak, wanted.audio.channels) == (-16.0, -1.0, 1)
    assert content(found, ".mp3").params["bitrate"] == 96


def test_without_an_address_there_is_no_entry(sala: Any) -> None:
    found = composed(sala, "podcast: {title: Otro}\n")
    assert not [each for each in found.pieces if each.product.role == "feed"]
    assert content(found, ".mp3").params["tags"]["album"] == "Otro"
    assert content(found, ".mp3").params["channels"] == 2


def test_a_draft_has_what_its_final_is_approved_by(sala: Any) -> None:
    roles = [each.product.role for each in composed(sala, draft=True).pieces]
    assert roles == ["programme", "captions", "cover"]


def test_it_keeps_what_radio_keeps(sala: Any) -> None:
    rundown = cut_of(composed(sala)).rundown
    assert [len(each.parts) for each in rundown.segments if each.kind == "story"] == [2, 1]
    assert kept(rundown, "podcast") == kept(rundown, "radio")


def test_it_is_not_built_unless_it_is_named() -> None:
    assert "podcast" not in Show(show=1, name="x").deliverables


def test_the_entry_is_what_players_need(sala: Any, tmp_path: Path) -> None:
    found = composed(sala)
    item = entry(found, tmp_path)
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {"url": "https://leon.example/audio/hoy.mp3", "length": "1234", "type": "audio/mpeg"}
    assert item.findtext("title") == "Noticias & más"
    assert item.findtext("pubDate") == "Fri, 20 Nov 2026 07:05:00 -0600"
    guid = item.find("guid")
    assert guid is not None
    assert (guid.text, guid.attrib) == ("newscast:chica/hoy", {"isPermaLink": "false"})
    assert item.findtext(f"{{{NAMESPACES['itunes']}}}explicit") == "false"
    assert item.findtext(f"{{{NAMESPACES['itunes']}}}duration") == str(round(cut_of(found).timeline.duration))
    chapters = item.find(f"{{{NAMESPACES['podcast']}}}chapters")
    assert chapters is not None
    assert chapters.attrib["type"] == "application/json+chapters"
    transcripts = {
        each.attrib["type"]: each.attrib["url"] for each in item.findall(f"{{{NAMESPACES['podcast']}}}transcript")
    }
    assert transcripts == {
        "text/vtt": "https://leon.example/audio/hoy.vtt",
        "text/html": "https://leon.example/audio/hoy.html",
    }
    assert [each.text for each in item.findall(f"{{{NAMESPACES['podcast']}}}person")] == ["Ana Ruiz"]
    names = {each.product.path.removeprefix("podcast/") for each in found.pieces}
    urls = [each.attrib.get("url", each.attrib.get("href", "")) for each in item]
    assert {url.rpartition("/")[2] for url in urls if url} == names - {"hoy.item.xml"}
    description = item.findtext("description") or ""
    assert '<li>0:08 Uno &lt;de&gt; "dos": Lo que pasó &amp; lo que no.</li>' in description


def test_the_entry_stays_the_same_whatever_the_title_becomes(sala: Any) -> None:
    found = cut_of(composed(sala))
    rundown = found.rundown.model_copy(update={"title": "Otro"})
    from dataclasses import replace

    assert guid_of(replace(found, rundown=rundown)) == guid_of(found)


def test_a_day_without_a_time_begins_at_midnight(sala: Any) -> None:
    assert published(cut_of(composed(sala, air=""))) == "Fri, 20 Nov 2026 00:00:00 -0600"


def test_chapters_agree_in_the_tag_and_beside_it(sala: Any) -> None:
    found = composed(sala)
    told = json.loads(content(found, ".chapters.json"))
    tagged = content(found, ".mp3").params["tags"]["chapters"]
    assert told["version"] == "1.2.0"
    assert [(each["startTime"], each["endTime"], each["title"]) for each in told["chapters"]] == [
        (each["start"] / 1000, each["end"] / 1000, each["title"]) for each in tagged
    ]
    assert [each["title"] for each in tagged] == [each.title for each in chapters_of(cut_of(found))]
    assert len(tagged) == 3


class Read(HTMLParser):
    """The texts of a page by the element they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((self.open[-1], data.strip()))


def test_the_transcript_tells_who_says_what(sala: Any) -> None:
    page = Read()
    page.feed(content(composed(sala), ".html").decode())
    body = [each for each in page.found if each[0] in ("h2", "cite", "time", "p")]
    assert [text for tag, text in body if tag == "h2"] == ['Uno <de> "dos"', "Dos"]
    assert [text for tag, text in body if tag == "cite"] == ["Ana Ruiz:", "Luis Mora:"]
    assert [text for tag, text in body if tag == "p"][1:] == ["Y esto dice Ana & nadie más.", "Hasta mañana."]
    assert body[2] == ("time", "0:08")


def test_mono_keeps_what_is_in_the_middle(tmp_path: Path) -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, (70_000, 2)).astype(np.float32)
    with WavWriter(tmp_path / "mix.wav", 2) as writer:
        writer.write(sound)
    make_mono(mono_step(step("mix", {}, suffix=".wav")).params, [tmp_path / "mix.wav"], tmp_path / "one.wav", None)  # type: ignore[arg-type]
    heard = open_wav(tmp_path / "one.wav")
    assert (heard.channels, heard.samples) == (1, 70_000)
    assert heard.read(0, 70_000)[:, 0] == pytest.approx(sound.mean(axis=1), abs=1e-7)
