"""The whole feed of a podcast, from what finals left."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from episode_making import manifest

from newscast.base.records import as_json
from newscast.base.rss import NAMESPACES, declared
from newscast.base.verdicts import Verdict
from newscast.cli.feed import command
from newscast.episode import reader
from newscast.episode.approved import Laid, LaidFile
from newscast.episode.feed import _GUIDS, Entry, LeftOut, entries_of, feed_xml
from newscast.episode.manifest import Entry as Listed
from newscast.episode.manifest import ListedFile, Quality
from newscast.show.model import Show
from newscast.show.podcast import Podcast

ITEM = """\
<item{names}>
  <title>{title}</title>
  <pubDate>{date}</pubDate>
  <itunes:image href="https://leon.example/audio/{title}.jpg"/>
</item>
"""
DAYS = {"lunes": "Mon, 16 Nov 2026 07:00:00 -0600", "martes": "Tue, 17 Nov 2026 00:30:00 +0000"}
PODCAST = Podcast(
    url="https://leon.example/audio",
    link="https://leon.example",
    description="Noticias & más",
    author="Comunicación",
    email="podcast@leon.example",
    category=("News > Daily News", "Government"),
)
KIT = """\
show: 1
name: INFO
podcast: {url: https://leon.example/audio, link: https://leon.example, description: Noticias}
"""


def published(output: Path, name: str, verdict: Verdict = "pass", show: str = "info", **more: Any) -> Path:
    """An episode that was built as a podcast; its entry."""
    path = output / name / f"podcast/{name}.item.xml"
    path.parent.mkdir(parents=True)
    path.write_text(ITEM.format(names=declared("itunes", "podcast"), title=name, date=DAYS.get(name, DAYS["lunes"])))
    file = ListedFile(f"podcast/{name}.item.xml", "feed", path.stat().st_size, "0")
    listed = Listed(2.0, "r", (), (file,), Quality(verdict, ()), None, "s")
    made = replace(manifest({"podcast": replace(listed, **more)}), show=show)
    (output / name / "manifest.json").write_text(json.dumps(made.as_json()))
    return path


def nobody(_episode: str) -> None:
    """Nobody says anything against it."""


def laid(output: Path, name: str) -> Path:
    """What is there now of an episode is approved; the entry that lies in approved/."""
    source = output / name / f"podcast/{name}.item.xml"
    place = output / name / "approved/podcast" / source.name
    place.parent.mkdir(parents=True)
    shutil.copy(source, place)
    file = LaidFile(place.name, "feed", place.stat().st_size, hashlib.sha256(place.read_bytes()).hexdigest())
    told = Laid(
        approved=1,
        episode=name,
        deliverable="podcast",
        version=1,
        contents={},
        words=(),
        files=(file,),
        at=0.0,
    )
    (place.parent / "approved.json").write_text(json.dumps(as_json(told)))
    return place


def test_what_was_approved_is_in_it_and_not_what_was_built_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    built = published(tmp_path, "lunes", outdated=True)
    approved = laid(tmp_path, "lunes")
    built.write_text(built.read_text().replace("<title>lunes", "<title>otro"))
    (entry,) = entries_of(tmp_path, "info", nobody)
    assert isinstance(entry, Entry) and ElementTree.fromstring(approved.read_bytes()).findtext("title") == "lunes"
    assert "<title>lunes" in entry.xml
    assert list(entries_of(tmp_path, "info", lambda name: f"{name} no")) == [LeftOut("lunes", "lunes no")]
    approved.write_text(approved.read_text().replace("<title>lunes", "<title>lunas"))
    assert list(entries_of(tmp_path, "info", nobody)) == [LeftOut("lunes", "its entry is damaged")]
    os.utime(approved, (1e10, 1e10))
    assert list(entries_of(tmp_path, "info", nobody)) == [LeftOut("lunes", "its entry is damaged")]


def test_the_latest_comes_first(tmp_path: Path) -> None:
    published(tmp_path, "martes")
    published(tmp_path, "lunes")
    published(tmp_path, "otro", show="otro-programa")
    (tmp_path / "vacia").mkdir()
    found = [each for each in entries_of(tmp_path, "info", nobody) if isinstance(each, Entry)]
    channel = ElementTree.fromstring(feed_xml(Show(show=1, name="INFO", podcast=PODCAST), found).encode())[0]
    # Half past midnight in London is the evening before.
    assert [each.findtext("title") for each in channel.findall("item")] == ["martes", "lunes"]


def test_texts_of_several_lines_stay_as_they_are_written() -> None:
    told = "Uno.\nDos.\u2028Tres.\x85Cuatro."
    podcast = PODCAST.model_copy(update={"description": told})
    item = f"<item>\n  <description>{told}</description>\n</item>"
    text = feed_xml(Show(show=1, name="INFO", podcast=podcast), [Entry("hoy", item, 1.0, "")])
    channel = ElementTree.fromstring(text.encode())[0]
    assert [each.text for each in channel.iter("description")] == [told, told]


def test_the_channel_is_what_directories_need() -> None:
    text = feed_xml(Show(show=1, name="INFO", podcast=PODCAST), [Entry("hoy", "<item/>", 1.0, "https://x/hoy.jpg")])
    channel = ElementTree.fromstring(text.encode())[0]
    itunes = f"{{{NAMESPACES['itunes']}}}"
    assert [channel.findtext(each) for each in ("title", "link", "description", "language")] == [
        "INFO", "https://leon.example", "Noticias & más", "es-MX",
    ]  # fmt: skip
    (link,) = channel.findall(f"{{{NAMESPACES['atom']}}}link")
    assert (link.attrib["rel"], link.attrib["href"]) == ("self", "https://leon.example/audio/feed.xml")
    assert channel.findtext(f"{itunes}owner/{itunes}email") == "podcast@leon.example"
    assert channel.findtext(f"{itunes}author") == "Comunicación"
    assert channel.findtext(f"{itunes}explicit") == "false"
    (image,) = channel.findall(f"{itunes}image")
    assert image.attrib["href"] == "https://x/hoy.jpg"
    first, second = channel.findall(f"{itunes}category")
    assert (first.attrib["text"], first[0].attrib["text"], second.attrib["text"]) == (
        "News", "Daily News", "Government",
    )  # fmt: skip


def test_the_identity_of_a_podcast_is_reckoned_as_the_namespace_says() -> None:
    """Its own example."""
    assert str(uuid.uuid5(_GUIDS, "podnews.net/rss")) == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_what_cannot_go_out_is_left_out_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    # What is damaged stays so: nobody publishes meanwhile.
    monkeypatch.setattr(reader, "_PAUSE", 0.0)
    published(tmp_path, "a", "fail")
    published(tmp_path, "b", outdated=True)
    published(tmp_path, "c", files=())
    published(tmp_path, "d").write_text("<item>")
    assert list(entries_of(tmp_path, "info", nobody)) == [
        LeftOut("a", "a check failed"),
        LeftOut("b", "it is outdated"),
        LeftOut("c", "it was built without `url` in the kit"),
        LeftOut("d", "its entry is damaged"),
    ]


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    (tmp_path / "assets/shows/info").mkdir(parents=True)
    (tmp_path / "assets/newsroom.yaml").write_text("newsroom: 1\n")
    (tmp_path / "assets/shows/info/show.yaml").write_text(KIT)
    published(tmp_path / "output", "lunes")
    return tmp_path


def test_the_command_prints_or_writes_it(newsroom: Path) -> None:
    run = CliRunner().invoke(command, ["info", "--newsroom", str(newsroom)])
    assert run.exit_code == 0
    assert ElementTree.fromstring(run.stdout.encode())[0].findtext("item/title") == "lunes"
    CliRunner().invoke(command, ["info", "--newsroom", str(newsroom), "--to", str(newsroom / "feed.xml")])
    assert (newsroom / "feed.xml").read_text() == run.stdout


def test_what_nobody_approved_is_left_out_where_words_are_asked_for(newsroom: Path) -> None:
    (newsroom / "assets/newsroom.yaml").write_text("newsroom: 1\napproval: [editor, director]\n")
    run = CliRunner().invoke(command, ["info", "--newsroom", str(newsroom)])
    assert run.exit_code == 0 and ElementTree.fromstring(run.stdout.encode())[0].find("item") is None
    assert run.stderr == "lunes is left out: nobody approved it yet.\n"
    laid(newsroom / "output", "lunes")
    run = CliRunner().invoke(command, ["info", "--newsroom", str(newsroom)])
    assert ElementTree.fromstring(run.stdout.encode())[0].findtext("item/title") == "lunes"


def test_a_feed_without_an_address_is_refused(newsroom: Path) -> None:
    kit = newsroom / "assets/shows/info/show.yaml"
    kit.write_text("show: 1\nname: INFO\npodcast: {link: https://leon.example}\n")
    run = CliRunner().invoke(command, ["info", "--newsroom", str(newsroom)])
    assert [each.message for each in getattr(run.exception, "problems", ())] == [
        "A feed needs `url` below `podcast`.",
        "A feed needs `description` below `podcast`.",
    ]


def test_a_show_that_is_not_there_is_told(newsroom: Path) -> None:
    run = CliRunner().invoke(command, ["inf", "--newsroom", str(newsroom)])
    assert "info" in str(run.exception)
