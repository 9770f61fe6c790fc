"""How pages look: texts can be read in both schemes whatever colour a kit has, and everything comes from here."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import newscast.review
from newscast.base.contrast import READABLE, contrast
from newscast.review.door.colours import DARK, LIGHT, accent
from newscast.review.door.pages import icon
from newscast.review.newsroom.office import Office

STATIC = Path(newscast.review.__file__).parent / "static"
TEMPLATES = STATIC.parent / "templates"
PAGE = (STATIC / "page.css").read_text(encoding="utf-8")
GROUNDS = ("ground", "surface", "sunken")
INKS = ("ink", "quiet", "accent", "wrong", "careful", "good")
EDGES = 3.0
"""How much what is no text must stand out (WCAG 2.2, 1.4.11)."""


def scheme(dark: bool) -> dict[str, str]:
    """The colours of a scheme, by name, as page.css sets them."""
    roots = re.findall(r":root \{(.*?)\}", PAGE, re.DOTALL)
    return {name: value for text in roots[: 2 if dark else 1] for name, value in colours_in(text).items()}


def colours_in(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(dark: bool) -> None:
    told = scheme(dark)
    pairs = [*product(INKS, GROUNDS), *((name, f"{name}-tint") for name in ("accent", "wrong", "careful", "good"))]
    pairs += [("ink", f"{name}-tint") for name in ("accent", "wrong", "careful", "good")]
    pairs += [("on-accent", "accent"), ("on-stage", "stage"), ("on-stage-quiet", "stage")]
    pairs += [("on-fill", "wrong"), ("on-fill", "good")]
    unread = {pair: contrast(told[pair[0]], told[pair[1]]) for pair in pairs}
    assert {pair: found for pair, found in unread.items() if found < READABLE} == {}
    assert min(contrast(told["edge"], told[ground]) for ground in GROUNDS) >= EDGES


@pytest.mark.parametrize("primary", ["#0a3d62", "#ffee00", "#000000", "#ffffff", "#e4002b", "#7f7f7f", "#00ff7f"])
def test_the_colour_of_any_kit_can_be_read(primary: str) -> None:
    for each in (LIGHT, DARK):
        found, tint = accent(primary, each)
        assert min(contrast(found, ground) for ground in (*each.grounds, tint, each.on)) >= READABLE


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert accent("#0a3d62", LIGHT)[0] == "#0a3d62"


def test_the_colours_are_reckoned_on_the_grounds_that_the_style_sheet_has() -> None:
    for each, dark in ((LIGHT, False), (DARK, True)):
        told = scheme(dark)
        assert {*each.grounds, each.on} == {told[name] for name in ("ground", "surface", "sunken", "on-accent")}


def test_the_colour_is_that_of_the_show(signed_in: Callable[..., TestClient], office: Office) -> None:
    browser = signed_in()
    default = browser.get("/colours/noticias.css").text
    kit = office.root / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text('show: 1\nname: Noticias\ncolors: {primary: "#6a0032"}\n', encoding="utf-8")
    assert "--accent: #6a0032;" in browser.get("/colours/noticias.css").text
    # Of pages that are of no show it is the first one's.
    assert browser.get("/colours/newsroom.css").text == browser.get("/colours/noticias.css").text
    for other in ("ninguno", "..", "%2e%2e", "..%2f..%2fassets"):
        told = browser.get(f"/colours/{other}.css")
        assert told.status_code == 404 or told.text == default
    kit.write_text("show: 1\nname: Noticias\ncolors: {primary: red}\n", encoding="utf-8")
    assert browser.get("/colours/noticias.css").text == default


def test_the_typeface_is_the_one_the_package_brings(signed_in: Callable[..., TestClient]) -> None:
    browser = signed_in()
    sent = browser.get("/typeface/regular.ttf", headers={"accept-encoding": "gzip"})
    assert sent.content[:4] == b"\x00\x01\x00\x00"
    assert sent.headers["content-encoding"] == "gzip"
    assert sent.content == browser.get("/typeface/regular.ttf", headers={"accept-encoding": "identity"}).content
    assert browser.get("/typeface/comic.ttf").status_code == 404


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    named = {
        name
        for path in [*TEMPLATES.rglob("*.html"), *STATIC.parent.glob("*.py")]
        for text in re.findall(r"icon\(([^()]*)\)", path.read_text(encoding="utf-8"))
        for name in re.findall(r'"([\w-]+)"', re.sub(r'[=!]= "[\w-]+"', "", text))
    }
    assert named > {"search", "person"}
    assert named <= drawn
    assert str(icon('"><script>')).count("<") == 4


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_inline() -> None:
    for path in [*STATIC.iterdir(), *TEMPLATES.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        fetched = r"(?:src=|<link[^>]*href=|url\(|from |@import )[\"']?(?:https?:)?//"
        assert not re.search(fetched, text), path.name
        if path.suffix == ".html":
            assert not re.search(r"\sstyle=|\son\w+=\"|<style|<script(?![^>]*(?:src=|application/json))", text), (
                path.name
            )
