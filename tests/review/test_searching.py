"""What is said and shown is found without accents and case, where it is said."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from review_making import EPISODE, write_edition, write_episode
from starlette.testclient import TestClient

from newscast.episode.timeline import read_listing
from newscast.review.newsroom.shelf import Librarian, Shelf
from newscast.review.search.passages import Passage, passages_of
from newscast.review.search.searching import Index, Indexed, Piece, _about, search, terms_of


@pytest.fixture
def indexed(newsroom: Path) -> Indexed:
    (episode,) = Librarian(newsroom).shelf().episodes.values()
    assert episode.draft
    found = tuple(passages_of(read_listing(newsroom / "output" / EPISODE / "draft/timeline.json")))
    return Indexed(EPISODE, True, episode.draft, _about(EPISODE, episode.draft, found), found)


def texts(episode: Indexed, asked: str) -> list[str]:
    return [hit.passage.text for found in search([episode], terms_of(asked)) for hit in found.hits]


def test_passages_are_all_that_is_said_and_shown_each_once(indexed: Indexed) -> None:
    told = [
        (each.kind, each.slug, each.text, each.frame, each.target) for each in indexed.passages if each.slug != "open"
    ]
    assert told[:4] == [
        ("headline", "bacheo", "Concluye el bacheo", 60, "web"),
        ("copy", "bacheo", "Se repararon 4,200 baches en un mes.", 60, "web"),
        ("copy", "bacheo", "Trabajamos de noche.", 60, "web"),
        ("screen", "bacheo", "Laura Díaz · Directora de Obras Públicas", 150, "web"),
    ]
    assert len(told) == len({(slug, text) for _kind, slug, text, _frame, _target in told})


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bache", ["Concluye el bacheo", "Se repararon 4,200 baches en un mes."]),
        ("REPARARON", ["Se repararon 4,200 baches en un mes."]),
        ("diaz publicas", ["Laura Díaz · Directora de Obras Públicas"]),
        ("Díaz, Obras Públicas", ["Laura Díaz · Directora de Obras Públicas"]),
        ("“obras públicas”", ["Laura Díaz · Directora de Obras Públicas"]),
        ("“publicas obras”", []),
        # Both are in one story, in passages of their own.
        ("noche repararon", ["Se repararon 4,200 baches en un mes.", "Trabajamos de noche."]),
        # A number is whole, a word may be begun, and neither begins in the middle of another.
        ("4,20", []),
        ("4,200", ["Se repararon 4,200 baches en un mes."]),
        ("pararon", []),
        ("tiranosaurio", []),
        # Said of the whole episode: the day, the title, a slug.
        ("viernes feria", ["Arranca la feria", "Buenas noches. La feria abre el sábado."]),
    ],
)
def test_words_are_found_in_any_form(indexed: Indexed, asked: str, found: list[str]) -> None:
    assert texts(indexed, asked) == found


@pytest.mark.parametrize("asked", ["2026-11-20", "20/11/2026", "20 de noviembre de 2026", "november 2026", "noticias"])
def test_a_day_or_a_name_finds_the_episode(indexed: Indexed, asked: str) -> None:
    (found,) = search([indexed], terms_of(asked))
    assert found.indexed is indexed


@pytest.mark.parametrize("asked", ["21/11/2026", "", " ", "…", "[a-", "(.*", "\\", "%", "'; DROP TABLE"])
def test_what_is_nowhere_is_not_found(indexed: Indexed, asked: str) -> None:
    assert search([indexed], terms_of(asked)) == []


def test_a_hit_is_at_the_frame_of_its_word() -> None:
    passage = Passage("copy", "a", "Se repararon  cuatro baches", 100, "web", (100, 110, 125, 140))
    assert [passage.frame_at(passage.text.index(word)) for word in passage.text.split()] == [100, 110, 125, 140]
    assert passage.frame_at(passage.text.index("pararon")) == 110
    assert Passage("screen", "a", "Laura Díaz", 7, "web").frame_at(6) == 7


def test_the_text_around_is_shown_with_what_was_found(indexed: Indexed) -> None:
    before, after = "palabra " * 30, "otra " * 40
    passage = Passage("copy", "a", f"{before}Qué NIÑO tan niño {after}", 0, "web")
    episode = Indexed("a", True, indexed.edition, "", (passage,))
    ((hit,),) = (found.hits for found in search([episode], terms_of("nino")))
    assert [piece.text for piece in hit.pieces if piece.found] == ["NIÑO", "niño"]
    assert hit.pieces[0] == Piece("… ", False)
    assert hit.pieces[-1].text.endswith(" …")
    shown = "".join(piece.text for piece in hit.pieces).removeprefix("… ").removesuffix(" …")
    assert shown in passage.text
    assert 150 < len(shown) < 220


def test_the_index_follows_the_shelf(newsroom: Path) -> None:
    index, librarian = Index(newsroom), Librarian(newsroom)
    index._read_all()
    assert index.episodes() == ([], 0)
    follow(index, librarian.shelf())
    assert [(each.episode, each.draft) for each in index.episodes()[0]] == [(EPISODE, True)]
    write_edition(newsroom / "output" / EPISODE, 3, segments=(("feria", "story", 75),))
    follow(index, Librarian(newsroom).shelf())
    (found,) = index.episodes()[0]
    assert (found.draft, {each.slug for each in found.passages}) == (False, {"feria"})
    follow(index, Shelf({}))
    assert index.episodes() == ([], 0)


def follow(index: Index, shelf: Shelf) -> None:
    """What follow() has a thread do, done when this returns."""
    index._reading = True
    index.follow(shelf)
    index._read_all()


def test_the_page_leads_to_the_place(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    write_episode(newsroom, name="2026-11-21-<b>ruido")
    browser = signed_in()
    browser.get("/search")
    place = f'href="/e/{EPISODE}?draft=1&amp;version=3&amp;deliverable=web#frame=150"'
    text = wait_for(lambda: browser.get("/search", params={"q": "díaz"}).text, place, "2026-11-21-%3Cb%3Eruido")
    assert "<mark>Díaz</mark>" in text
    assert "0:05" in text
    hostile = browser.get("/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in hostile
    assert "Nothing was found." in hostile
    assert signed_in("guest").get("/search", params={"q": "noche"}).status_code == 404


def wait_for(asked: Callable[[], str], *wanted: str) -> str:
    """What is answered once it holds all that is wanted: a thread reads meanwhile."""
    end = time.monotonic() + 60
    while not all(each in (told := asked()) for each in wanted):
        assert time.monotonic() < end, told
    return told
