"""Colours of a kit that cannot be read are refused, with others that can."""

import re

import pytest

from newscast.graphics.palette import contrast, palette
from newscast.graphics.readable import unreadable
from newscast.show.model import Colors, Show


def told(**colors: str) -> list[str]:
    return [str(each) for each in unreadable(Show(show=1, name="X", colors=Colors(**colors)))]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


def test_the_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#ffffff", "#0a3d62"), 1) == 11.3 == round(contrast("#0a3d62", "#ffffff"), 1)
    assert round(contrast("#f6b93b", "#0a3d62"), 1) == 6.4
    assert round(contrast("#f6b93b", "#ffffff"), 1) == 1.8


@pytest.mark.parametrize(
    "colors",
    [
        {},
        {"primary": "#7a1022", "accent": "#00c08b"},
        {"primary": "#c0392b"},
        {"primary": "#767676", "accent": "#ffffff"},
        {"primary": "#ffe600", "text": "#101010", "accent": "#0a3d62"},
    ],
)
def test_colours_that_can_be_read_pass(colors: dict[str, str]) -> None:
    assert told(**colors) == []


@pytest.mark.parametrize(
    ("colors", "keys"),
    [
        ({"primary": "#ffffff"}, ("text", "primary")),
        ({"primary": "#ffe600"}, ("text", "primary")),
        ({"primary": "#777777", "accent": "#ffffff"}, ("text", "primary")),
        ({"text": "#0a3d62"}, ("text", "primary")),
        ({"dark": "#f0f0f0"}, ("text", "dark")),
    ],
)
def test_a_colour_that_cannot_be_read_is_told_with_the_nearest_that_can(
    colors: dict[str, str], keys: tuple[str, str]
) -> None:
    problem = next(each for each in told(**colors) if f"`{keys[0]}`" in each and f"`{keys[1]}`" in each)
    offered = dict(re.findall(r'(\w+): "(#\w{6})"', problem))
    assert set(offered) <= set(keys) and offered
    for key, color in offered.items():
        again = [each for each in told(**{**colors, key: color}) if f"`{keys[0]}`" in each and f"`{keys[1]}`" in each]
        assert again == [], (key, color)


def test_plates_have_the_one_of_the_grounds_on_which_text_shows_best() -> None:
    light, dark = Colors(), Colors(primary="#ffe600", text="#101010")
    given = Colors(primary="#0a3d62", dark="#1b5c8a")
    plates = [palette(each.model_dump(exclude={"place", "places"})) for each in (light, dark, given)]
    assert plates[0]["plate"] == plates[0]["dark"] != plates[0]["primary"]
    assert contrast("#101010", plates[1]["plate"]) >= contrast("#101010", "#ffe600")
    assert plates[2]["plate"] == "#0a3d62"


def test_numbers_are_in_the_accent_only_where_it_can_be_read() -> None:
    for accent, number in (("#f6b93b", "#f6b93b"), ("#1b4b70", "#ffffff")):
        assert palette(Colors(accent=accent).model_dump(exclude={"place", "places"}))["number"] == number
