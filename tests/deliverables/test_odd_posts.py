"""Texts of posts from odd rundowns: within what networks take as they count it, with what a post cannot do without."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.deliverables.wording import ended, hashtag, shortened
from newscast.qc.limits import check_text

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ntitle: Noticias del viernes\nsegments:\n"
NAMES = ("web", "shorts", "facebook", "instagram", "tiktok", "x")
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def story(slug: str, headline: str = "Titular", summary: str = "Sí.", more: str = "", copy: str = "Hola.") -> str:
    said = {name: json.dumps(text, ensure_ascii=False) for name, text in (("h", headline), ("s", summary), ("c", copy))}
    return (
        f"  - story: {slug}\n    headline: {said['h']}\n    summary: {said['s']}\n    social: true\n{more}"
        f"    parts: [{{vo: {said['c']}, voice: synth, pictures: foto.jpg}}]\n"
    )


def posts(sala: Any, text: str, *names: str) -> dict[str, tuple[str, list[str]]]:
    """Each post by its deliverable, and what the check says of it."""
    found = rehearse(examine([sala.write(HEAD + text)], Options(only=names or NAMES))[0])
    told = {}
    for piece in found.pieces:
        content = piece.product.content
        if piece.product.role == "post" and isinstance(content, bytes) and "alt" not in piece.product.path:
            checks = check_text(piece.product.limits, content.decode())
            told[piece.cut.deliverable] = (content.decode(), [each.message for each in checks if each.message])
    return told


LONG = "Palabra ñandú. " * 340
MANY = "    hashtags: [" + ", ".join(f"Etiqueta número {number} de la feria" for number in range(80)) + "]\n"


@pytest.mark.parametrize(
    "text",
    [
        story("uno", summary=LONG),
        story("uno", summary="ñ" * 5000),
        story("uno", summary=f"{FAMILY} " * 400),
        story("uno", summary="leon.gob.mx " * 40),
        story("uno", summary="你好" * 900),
    ],
    ids=("5000", "one-word", "emoji", "sites", "chinese"),
)
def test_long_summaries_are_cut_to_what_each_network_counts(sala: Any, text: str) -> None:
    found = posts(sala, text)
    assert set(found) == set(NAMES)
    for _name, (written, told) in found.items():
        assert told == [] and written.split("\n")[0] in ("Noticias del viernes", "Titular", "Titular…")


def test_chapters_of_forty_stories_stay_whole(sala: Any) -> None:
    headline, copy = "Titular número {} con acentos ñ á é", "palabra " * 40
    text = "".join(story(f"n{at}", headline.format(at), LONG[:300], copy=copy) for at in range(40))
    written, told = posts(sala, text, "web")["web"]
    assert told == [] and len(written.strip().encode()) <= 5000
    chapters = [line for line in written.splitlines() if line[:1].isdigit() and ":" in line[:6]]
    assert len(chapters) == 40 and all("é" in line[-1:] for line in chapters)


def test_a_last_chapter_is_as_long_as_the_others_have_to_be(sala: Any) -> None:
    """YouTube asks for 10 seconds of each."""
    text = "".join(story(f"n{at}", f"Nota {at}", copy="palabra " * 40) for at in range(4))
    written, _told = posts(sala, text + story("corta", "Nota corta", copy="Ya."), "web")["web"]
    assert "Nota 3" in written and not any(line.endswith(" Nota corta") for line in written.splitlines())


def test_more_hashtags_than_fit_do_not_take_a_posts_words(sala: Any) -> None:
    found = posts(sala, story("uno", "Titular uno", more=MANY), "facebook", "tiktok")
    for name in ("facebook", "tiktok"):
        written, told = found[name]
        assert written.startswith("Titular uno\n\n#Etiqueta") and len(told) == 1


def test_signs_that_youtube_does_not_take_are_told(sala: Any) -> None:
    found = posts(sala, story("uno", summary="5 > 3"), "shorts", "facebook")
    assert "“>”" in found["shorts"][1][0] and found["facebook"][1] == []


def test_a_title_is_one_line(sala: Any) -> None:
    assert posts(sala, story("uno", "Línea\nDos"), "shorts")["shorts"][0].split("\n")[0] == "Línea Dos"


def test_a_name_that_a_template_does_not_know_is_told_at_its_line(sala: Any) -> None:
    folder = sala.root / "assets/shows/chica/posts"
    folder.mkdir()
    (folder / "tiktok.txt").write_text("{{ title }}\n{% if story %}\n\n{{ titel }}\n{% endif %}\n", encoding="utf-8")
    with pytest.raises(FilesError) as refused:
        posts(sala, story("uno"), "tiktok")
    (problem,) = refused.value.problems
    assert problem.place and problem.place.line == 4


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        (unicodedata.normalize("NFD", "año de León"), "#AñoDeLeón"),
        ("ya\u0331 ngú", "#Ya\u0331Ngú"),
        ("C-5 y C4", "#C5YC4"),
        ("2027", ""),
        ("100 %", ""),
        ("\U0001f389", ""),
    ],
)
def test_a_mark_belongs_to_its_letter_in_a_hashtag(words: str, tag: str) -> None:
    assert hashtag(words) == tag


@pytest.mark.parametrize("limit", [-3, 0, 1, 2, 3, 8, 12])
def test_nothing_is_ever_too_short_to_be_cut(limit: int) -> None:
    text = "uno dos tres"
    assert len(shortened(text, limit)) <= max(limit, 0)
    assert ended([text], [], limit) == shortened(text, limit)
    assert shortened(text, 8) == "uno dos…"
