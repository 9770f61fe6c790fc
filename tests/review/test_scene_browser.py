"""The scene the page is for: a link on a phone, a wrong name said, mended and seen; two approvals in eight taps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import browsing
import pytest

from newscast.build.door import build
from newscast.build.request import Options
from newscast.desk.accounts import add_account
from newscast.desk.approvals import words_of
from newscast.desk.comments import Comment, comments_of
from newscast.desk.entering import make_sign_in
from newscast.review.newsroom.office import Office, open_office

pytestmark = [pytest.mark.slow, pytest.mark.real]

RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [tv, web, reel]
people:
  laura: {name: Lavra Díaz, role: Directora de Obras Públicas}
segments:
  - story: bacheo
    headline: Concluye el bacheo
    parts:
      - vo: >
          Se repararon los baches de la ciudad en un mes, y los vecinos de todas las colonias ya lo notan. Ahora sigue
          el alumbrado de las calles del centro.
        voice: synth
        pictures: [foto.jpg]
        supers: [{at: 4s, for: 3s, who: laura}]
  - story: feria
    headline: Arranca la feria
    parts:
      - vo: La feria abre mañana.
        voice: synth
"""
WRONG, RIGHT = "Lavra Díaz", "Laura Díaz"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "es-MX"}
MOBILE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 2e6 / 8}
"""10 Mb/s down and 2 up, in bytes a second."""


@dataclass
class Thumb:
    """Whoever holds the phone: every touch is counted."""

    page: Any
    taps: list[str] = field(default_factory=list)

    def tap(self, what: str, **options: Any) -> None:
        self.page.wait_for_load_state()
        self.page.locator(what).first.tap(**options)
        self.taps.append(what)


@pytest.fixture
def office(sala: Any, own_store: Path) -> Office:
    """A newsroom with a draft of the episode."""
    list(build([sala.write(RUNDOWN)], Options(draft=True)))
    return open_office(sala.root)


@pytest.fixture
def thumb(chromium: Any, office: Office) -> Iterator[Thumb]:
    """A phone on which the director's link to the episode was opened."""
    with office.people() as people:
        link = make_sign_in(people, add_account(people, "dina", "Dina Sol", "director", "test"), "test")
    with browsing.served(office) as served:
        context = chromium.new_context(**PHONE)
        page = context.new_page()
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", MOBILE)
        page.goto(f"{served}/enter/{link}?to=/e/hoy")
        yield Thumb(page)
        context.close()


def test_from_the_link_to_two_approvals(thumb: Thumb, office: Office, sala: Any) -> None:
    page = thumb.page
    thumb.tap("main button")
    assert page.url.endswith("/e/hoy")
    # She stops at the wrong name, which stands among what to look at first, and says so.
    thumb.tap(f".first-item:has-text('{WRONG}') button[data-frame]")
    thumb.tap("[data-compose] >> visible=true")
    page.fill("#composer-text", f"Es {RIGHT}.")
    thumb.tap("[data-send]")
    browsing.until(lambda: _comments(office))
    (comment,) = _comments(office)
    part, words = comment.subject.part, comment.words
    assert part and part.slug == "bacheo" and words.text == f"Es {RIGHT}."
    # The producer mends it, and the page offers what came of that without moving what plays.
    list(build([sala.write(RUNDOWN.replace(WRONG, RIGHT))], Options(draft=True)))
    page.wait_for_selector("#new:not([hidden])")
    assert "version=2" not in page.url
    thumb.tap("#new a")
    page.wait_for_selector(f".first-item:has-text('{RIGHT}')")
    # Her words still stand.
    page.wait_for_selector(f".comments :text('Es {RIGHT}.')")
    # She approves web and reel; TV waits for its own word.
    _approve(thumb, "web")
    thumb.tap(".tabs a:has-text('reel')")
    _approve(thumb, "reel")
    with office.people() as people:
        approved = {word.aspect.deliverable for word in words_of(people, "hoy")}
    assert approved == {"web", "reel"}
    assert len(thumb.taps) <= 8, thumb.taps


def _approve(thumb: Thumb, name: str) -> None:
    thumb.tap(f"#approval .bar-buttons form[data-deliverable='{name}'] button")
    thumb.page.wait_for_selector(f"#approval .bar-buttons .badge:has-text('{name}')")


def _comments(office: Office) -> list[Comment]:
    with office.people() as people:
        return comments_of(people, "hoy")
