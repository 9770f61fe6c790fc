"""Drafts that are written from a text: what stands in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.errors import Problem
from newscast.document.nodes import Mapping
from newscast.document.text import Document
from newscast.document.tree import read_tree
from newscast.watch.inbox.sketching import Material, Recording, Words, sketch, words_of

DAY = date(2026, 11, 20)


def top(words: Words, material: Material) -> Mapping:
    text = sketch("chica", DAY, words, material, "inbox/chica/nota")
    problems: list[Problem] = []
    found = read_tree(Document(Path("x.yaml"), text.encode(), text), problems)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("data", "headline", "copy"),
    [
        ("Con\u200b marca".encode(), "Con marca", ()),
        (b"# Titular \n\nUno\ndos.\n\n\nTres.\n", "Titular", ("Uno dos.", "Tres.")),
        ("Año nuevo\r\nÑandú.".encode("cp1252"), "Año nuevo", ("Ñandú.",)),
        ("\ufeffAño nuevo\rÑandú.".encode("utf-8"), "Año nuevo", ("Ñandú.",)),
        ("Año\n\tnuevo".encode("utf-16"), "Año", ("nuevo",)),
        (b"\n\n**Solo esto**\n", "Solo esto", ()),
    ],
)
def test_the_first_line_is_the_headline(data: bytes, headline: str, copy: tuple[str, ...]) -> None:
    assert words_of(data) == Words(headline, copy)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"---\n", b"\0\0"])
def test_no_words_are_no_story(data: bytes) -> None:
    assert words_of(data) is None


def parts(copy: str, *recordings: Recording, **more: tuple[str, ...]) -> list[Mapping]:
    words = Words("Titular", (copy,) if copy else ())
    (story,) = top(words, Material(recordings, **more))["segments"]
    return list(story["parts"])


def test_the_recording_as_long_as_the_copy_is_the_voice_and_others_are_sots() -> None:
    copy = " ".join(["palabra"] * 50)
    read, sot = parts(copy, Recording("n/entrevista.ogg", 90), Recording("n/lectura.ogg", 21))
    assert (read["read"].strip(), read["voice"], sot["sot"]) == (copy, "n/lectura.ogg", "n/entrevista.ogg")


def test_a_text_of_one_line_is_also_the_copy_that_a_recording_may_read() -> None:
    line = " ".join(["palabra"] * 40)
    (story,) = top(Words(line, ()), Material((Recording("n/lectura.ogg", 17),)))["segments"]
    (read,) = story["parts"]
    assert (story["headline"], read["read"].strip(), read["voice"]) == (line, line, "n/lectura.ogg")


def test_beside_a_headline_alone_every_longer_recording_is_somebody_speaking() -> None:
    vo, sot = parts("", Recording("n/a.ogg", 9), clips=("n/c.mp4",), photos=("n/f.jpg",))
    assert vo["vo"].strip() == "Titular" and "voice" not in vo and vo["pictures"] == ["n/c.mp4", "n/f.jpg"]
    assert (sot["sot"], sot["pictures"]) == ("n/a.ogg", ["n/f.jpg"])


@pytest.mark.parametrize("headline", ["Break", "Open 2", "story", "¡¡!!", "x" * 200, "Una " * 40])
def test_short_names_are_ones_that_a_story_may_have(headline: str) -> None:
    slug = Words(headline, ()).slug
    assert 0 < len(slug) <= 67 and not slug.startswith("-") and not slug.endswith("-")
    assert slug not in ("break", "open-2", "story")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cf", "Co", "Cn"))), st.text())
def test_any_words_come_out_as_they_went_in(first: str, rest: str) -> None:
    words = words_of(f"{first}\n{rest}".encode("utf-8", "ignore"))
    if words is None:
        return
    (story,) = top(words, Material())["segments"]
    (read,) = story["parts"]
    spoken = " ".join(words.copy or (words.headline,))
    assert "".join(story["headline"].split()) == "".join(words.headline.split())
    assert "".join(read["read"].split()) == "".join(spoken.split())
