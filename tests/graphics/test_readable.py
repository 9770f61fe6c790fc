"""Colours of a kit that cannot be read are refused, with others that can."""

import re
from colorsys import rgb_to_hls
from pathlib import Path

import pytest

from newscast.base.contrast import READABLE, contrast, luminance, mixed
from newscast.base.errors import Place, Problem
from newscast.graphics.palette import on_plate, palette
from newscast.graphics.readable import unreadable, unused_accent
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


def test_colours_that_are_remembered_are_each_their_own() -> None:
    colors = ["#000000", "#ffffff", "#0a3d62", "#0A3D63", "#f6b93b"]
    asked = [(one, other, share) for one in colors for other in colors for share in (0, 0.25, 1)]
    for _time in range(2):
        assert [mixed(*each) for each in asked] == [mixed.__wrapped__(*each) for each in asked]
        assert [luminance(each) for each in colors] == [luminance.__wrapped__(each) for each in colors]


@pytest.mark.parametrize(
    "colors",
    [
        {},
        {"primary": "#7a1022", "accent": "#00c08b"},
        {"primary": "#c0392b"},
        {"primary": "#767676", "accent": "#ffffff"},
        {"primary": "#ffe600", "text": "#101010", "accent": "#0a3d62"},
        {"caption": "#101010", "caption_plate": "#ffffff", "spoken": "#7a1022"},
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
        ({"caption": "#8a8a8a"}, ("caption", "caption_plate")),
        ({"caption_plate": "#5a5a5a"}, ("caption", "caption_plate")),
        ({"spoken": "#0a3d62"}, ("spoken", "caption_plate")),
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


@pytest.mark.parametrize("accent", ["#f6b93b", "#0a3d62", "#7a1022", "#000000", "#1b4b70"])
@pytest.mark.parametrize("captions", [{}, {"caption": "#101010", "caption_plate": "#ffffff"}])
def test_the_word_being_said_has_the_hue_of_the_accent_and_is_read_over_white_and_black(
    accent: str, captions: dict[str, str]
) -> None:
    colors = Colors(accent=accent, **captions)
    spoken = palette(colors.model_dump(exclude={"place", "places"}))["spoken"]
    for behind in ("#ffffff", "#000000"):
        assert contrast(spoken, mixed(colors.caption_plate, behind, 0.25)) >= READABLE
    assert accent == "#000000" or abs(hue(spoken) - hue(accent)) < 0.02
    assert spoken == accent or on_plate(accent, colors.caption_plate) < READABLE


BLUE, PLACE = "#0a3d62", Place(Path("show.yaml"), 4, 20)


def accented(accent: str, places: dict[str, Place], **colors: str) -> list[Problem]:
    return unused_accent(Show(show=1, name="X", colors=Colors(accent=accent, places=places, **colors)))


@pytest.mark.parametrize(("accent", "ratio"), [("#808f99", 3.4), ("#1b4b70", 1.2), ("#93a4ae", 4.4)])
def test_an_accent_that_numbers_cannot_be_written_in_is_told_with_the_nearest_that_can(
    accent: str, ratio: float
) -> None:
    (problem,) = accented(accent, {"accent": PLACE})
    assert problem.warning and problem.code == "kit-accent" and problem.place == PLACE
    assert f"“{accent}”" in problem.message and f"{ratio}:1" in problem.message
    (near,) = re.findall(r'accent: "(#\w{6})"', problem.hint)
    assert READABLE <= contrast(near, BLUE) < READABLE + 0.3
    assert abs(hue(near) - hue(accent)) < 0.02


def test_an_accent_that_can_be_read_or_that_nobody_wrote_is_not_told() -> None:
    assert accented("#f6b93b", {"accent": PLACE}) == []
    assert accented("#98a8b2", {"accent": PLACE}) == [], "just enough"
    assert accented("#1b4b70", {}) == []


def hue(color: str) -> float:
    return rgb_to_hls(*(int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]
