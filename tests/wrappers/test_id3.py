"""Tags before an MP3: what was written comes back, from our reader and from mutagen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from newscast.wrappers.id3.reading import TagError, read_frames, read_tags
from newscast.wrappers.id3.tags import Chapter, Tags
from newscast.wrappers.id3.writing import tag_bytes

CHAPTERS = (
    Chapter(0, 8_100, "INFO LEÓN"),
    Chapter(8_100, 61_234, "¿Ya conoce el nuevo parque? Abre el sábado con señalética"),
    Chapter(61_234, 90_000, "Feria"),
)
TAGS = Tags(
    "INFO LEÓN — viernes", "INFO LEÓN", "INFO LEÓN", "2026-11-20", "spa", "News", "Edición “matutina” 🎙", 90_000,
    b"\xff\xd8\xff\xe0 a picture", CHAPTERS,
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "show.mp3"


def test_every_field_comes_back(path: Path) -> None:
    path.write_bytes(tag_bytes(TAGS) + b"\xff\xfb")
    assert read_tags(path) == TAGS


def test_mutagen_reads_the_same(path: Path) -> None:
    path.write_bytes(tag_bytes(TAGS) + b"\xff\xfb")
    tags = ID3(str(path))
    assert tags.version == (2, 3, 0)
    told = {name: str(tags[name]) for name in ("TIT2", "TPE1", "TALB", "TDRC", "TLAN", "TCON", "TLEN", "COMM::spa")}
    assert list(told.values()) == [
        TAGS.title, TAGS.artist, TAGS.album, TAGS.date, "spa", "News", "90000", TAGS.comment,
    ]  # fmt: skip
    assert tags["APIC:"].data == TAGS.cover
    toc = tags["CTOC:toc"]
    assert toc.flags == 3
    chapters = [tags[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert [(each.start_time, each.end_time, str(each.sub_frames["TIT2"])) for each in chapters] == [
        (each.start, each.end, each.title) for each in CHAPTERS
    ]


def test_chapters_stand_in_the_order_of_time(path: Path) -> None:
    path.write_bytes(tag_bytes(TAGS))
    starts = [int.from_bytes(each.body[6:10], "big") for each in read_frames(path) if each.name == "CHAP"]
    assert starts == [0, 8_100, 61_234]


def test_what_is_empty_is_not_written(path: Path) -> None:
    path.write_bytes(tag_bytes(Tags("x")))
    assert [frame.name for frame in read_frames(path)] == ["TIT2"]
    assert read_tags(path) == Tags("x")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30), st.integers(0, 2**32 - 1))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, time: int) -> None:
    path = tmp_path_factory.mktemp("any") / "x.mp3"
    tags = replace(TAGS, title=f"x{text}", comment=f"x{text}", chapters=(Chapter(time, time, text),))
    path.write_bytes(tag_bytes(tags))
    assert read_tags(path) == tags


def test_another_version_and_a_cut_tag_are_told(path: Path) -> None:
    whole = tag_bytes(TAGS)
    for wrong in (b"", b"\xff\xfb plain", whole[:3] + b"\4" + whole[4:], whole[:200]):
        path.write_bytes(wrong)
        with pytest.raises(TagError):
            read_tags(path)


def test_a_table_of_contents_that_misses_a_chapter_is_told(path: Path) -> None:
    path.write_bytes(tag_bytes(TAGS).replace(b"\3\3ch001\0", b"\3\3ch009\0"))
    with pytest.raises(TagError, match="table of contents"):
        read_tags(path)
