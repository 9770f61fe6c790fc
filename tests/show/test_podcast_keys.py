"""The keys of a podcast, and what is said of those that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.base.errors import Problem
from newscast.show.load import read_kit
from newscast.show.podcast import Podcast


def kit(folder: Path, lines: str) -> tuple[Podcast, list[Problem]]:
    """The podcast of a kit with these lines below `podcast:`, and what is wrong with it."""
    problems: list[Problem] = []
    path = folder / "show.yaml"
    path.write_text("show: 1\nname: X\npodcast:\n" + "".join(f"  {line}\n" for line in lines.splitlines()))
    show = read_kit(path, (folder,), problems)
    return (show.podcast if show else Podcast()), problems


def test_the_keys_are_read(tmp_path: Path) -> None:
    found, problems = kit(
        tmp_path,
        "title: INFO\ncategory: [news > daily news, Health & Fitness]\nurl: https://leon.example/audio/\n"
        "email: podcast@leon.example\nchannels: mono\nbitrate: 64k\nexplicit: no",
    )
    assert not problems
    assert found.category == ("News > Daily News", "Health & Fitness")
    assert (found.url, found.kilobits, found.channel_count) == ("https://leon.example/audio", 64, 1)


def test_a_name_is_one_line(tmp_path: Path) -> None:
    """Tags and feeds have a line for each, and a line may end as web pages end theirs (U+2028)."""
    found, problems = kit(tmp_path, 'title: "INFO\\nLEÓN"\nauthor: "La\\u2028Oficina"\nowner: "La \\t Oficina"')
    assert not problems
    assert (found.title, found.author, found.owner) == ("INFO LEÓN", "La Oficina", "La Oficina")


def test_one_category_may_have_an_and_in_it(tmp_path: Path) -> None:
    assert kit(tmp_path, "category: Society & Culture")[0].category == ("Society & Culture",)
    assert kit(tmp_path, "title: X")[0].category == ("News > Daily News",)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://leon.example/nota.php?id=12&de=inicio#fin", "https://leon.example/nota.php?id=12&de=inicio#fin"),
        ("https://leon.example/año/niñez?q=ñ", "https://leon.example/a%C3%B1o/ni%C3%B1ez?q=%C3%B1"),
        ("https://leon.example/a%C3%B1o", "https://leon.example/a%C3%B1o"),
        ("https://leon.example?x=1", "https://leon.example?x=1"),
        ("https://leon.example", "https://leon.example"),
    ],
)
def test_pages_are_written_as_browsers_show_them(tmp_path: Path, written: str, kept: str) -> None:
    found, problems = kit(tmp_path, f'link: "{written}"')
    assert (found.link, problems) == (kept, [])


def test_what_is_usual_depends_on_the_channels(tmp_path: Path) -> None:
    assert [kit(tmp_path, f"channels: {each}")[0].kilobits for each in ("mono", "stereo")] == [96, 128]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("category: Noticias", "no category “Noticias”"),
        ("url: leon.example/audio", "no address of a page"),
        ('url: "https://leon.example/a b"', "no address of a page"),
        ("url: https://leon.example/audio?x=1", "no address of a page"),
        ("link: ftp://leon.example", "no address of a page"),
        ("link: https://leon.example/nota?a b", "no address of a page"),
        ("link: https://león.example/nota", "no address of a page"),
        ("email: podcast", "no e-mail address"),
        ("bitrate: 100", "no mp3 of 100 kb/s"),
        ("channels: dos", "channels"),
        ("titel: X", "titel"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, line: str, said: str) -> None:
    _found, problems = kit(tmp_path, line)
    assert len(problems) == 1
    assert said in problems[0].message + problems[0].hint
