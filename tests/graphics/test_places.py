"""Where things have their place on a canvas: what the drawing says, and that graphics stand where it says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import DESIGN_SIZES, canvas
from newscast.build.faces.giving_way import caption_lift, lifts, moved
from newscast.captions.cue import Cue
from newscast.graphics.finding import find_built_in
from newscast.graphics.placed import stray_captions
from newscast.graphics.places import AREAS, AWAY, BESIDE, CAPTIONS, SIGNER, Manner, places_on, unknown_graphics
from newscast.graphics.standing import painted_by, standing
from newscast.graphics.template import TemplateError
from newscast.picture.shown import laid_over
from newscast.picture.signing import signed_spans
from newscast.show.look import looks
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot
from newscast.timeline.spans import Span

RATE = Fraction(30)
START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:news="urn:newscast:graphics" width="1080" height="1920">'
MARGIN = 32
"""Pixels of the design by which a box that is painted in may be larger than what is seen in it."""
LOOK = [(name, look) for name in DESIGN_SIZES for look in looks()]


def show_with(folder: Path, drawn: str) -> Show:
    """A show with places of its own on portrait."""
    (folder / "graphics").mkdir()
    (folder / "graphics/places.portrait.svg").write_text(f"{START}{drawn}</svg>", encoding="utf-8")
    return Show(show=1, name="Demo", folder=folder)


@pytest.mark.parametrize(("name", "look"), LOOK)
def test_two_full_lines_of_captions_lie_in_their_place(name: str, look: str) -> None:
    show = Show(show=1, name="Demo", base=look)
    place = places_on(canvas(name, RATE), show).box(CAPTIONS)
    if place is None:
        assert name == "landscape", "captions have their own place there, or make room for texts"
        return
    lines = {"line1": "Se repararon 4,200 baches", "line2": "en un mes, de noche."}
    drawn = standing("caption", lines, show, canvas(name, RATE))
    assert drawn
    room = MARGIN / DESIGN_SIZES[name][1]
    assert 0 <= place[1] - drawn[1] <= room, "their upper edge"
    assert 0 <= drawn[1] + drawn[3] - place[1] - place[3] <= room, "their lower edge"


@pytest.mark.parametrize(("name", "look"), LOOK)
def test_what_goes_away_stands_below_the_bug(name: str, look: str) -> None:
    show = Show(show=1, name="Demo", base=look)
    places, bug = places_on(canvas(name, RATE), show), standing("bug", {}, show, canvas(name, RATE))
    away, window = places.box("away"), places.box(SIGNER)
    assert bug and away and window
    assert away[1] > bug[1] + bug[3]
    assert window[0] + window[2] <= 1 and window[1] + window[3] <= 1
    if (aside := places.areas.get("away-beside")) is not None:
        assert float(aside.right) < bug[0] * DESIGN_SIZES[name][0] + 1, "left of the bug"


def test_a_show_draws_its_own_places_and_keeps_those_it_does_not_draw(tmp_path: Path) -> None:
    show = show_with(
        tmp_path,
        '<metadata><news:place graphic="caption" band="10"/></metadata>'
        '<rect id="captions" x="100" y="480" width="880" height="192"/><rect id="captions-away" x="0" y="1200"/>',
    )
    places = places_on(canvas("portrait", RATE), show)
    assert places.box(CAPTIONS) == (pytest.approx(100 / 1080), 0.25, pytest.approx(880 / 1080), 0.1)
    assert places.of("caption") == Manner(band=10)
    usual = places_on(canvas("portrait", RATE), Show(show=1, name="Demo"))
    assert places.of("lower-third") == usual.of("lower-third") != Manner()
    assert places.areas[SIGNER] == usual.areas[SIGNER]
    face = (0.2, 0.2, 0.6, 0.2)
    own, theirs = places.box(CAPTIONS), usual.box(CAPTIONS)
    assert own and theirs
    assert caption_lift(own, [face], [face], [], [0], places) == (720, ""), "captions on a face go where the show says"
    assert caption_lift(theirs, [face], [face], [], [0], usual) == (0, "")


def test_a_text_makes_room_for_a_band_as_its_show_says(tmp_path: Path) -> None:
    show = show_with(tmp_path, '<metadata><news:place graphic="caption" band="33"/></metadata>')
    supers = (PlacedSuper(0, 90, "footer", (("text", "Programa público"),)),)
    segment = PlacedSegment(
        "a", "story", "", 0, 90, (Shot(0, 90, ClipShot(Path("a.mp4"))),), supers, (), (), None, False
    )
    cue = Cue(10, 60, ("Buenos días.",))
    drops = [laid.drop for laid in laid_over(segment, canvas("portrait", RATE), show, [cue]) if laid.start == 10]
    assert drops == [-33]


def test_a_text_that_has_no_other_place_stays(tmp_path: Path) -> None:
    show = show_with(tmp_path, '<metadata><news:place graphic="hook"/></metadata>')
    places = places_on(canvas("portrait", RATE), show)
    hook, box = PlacedSuper(0, 90, "hook", ()), (0.1, 0.14, 0.8, 0.2)
    usual = places_on(canvas("portrait", RATE), Show(show=1, name="Demo"))
    assert moved(hook, box, [box], 0, usual).lift
    assert lifts(box, 0, places) and not moved(hook, box, [box], 0, places).lift
    nowhere = replace(places, areas={name: area for name, area in places.areas.items() if name != AWAY})
    assert lifts(box, 0, nowhere) == []


def test_a_window_that_has_a_place_for_cards_beside_it_stays(tmp_path: Path) -> None:
    show = show_with(tmp_path, '<rect id="card" x="0" y="900" width="540" height="960"/>')
    card = GraphicShot("figures", ())
    signer = (Shot(0, 90, ClipShot(Path("senas.mp4"))),)
    segment = PlacedSegment("a", "story", "", 0, 90, (Shot(0, 90, card),), (), (), (), None, False, signer=signer)
    assert signed_spans(segment, places_on(canvas("portrait", RATE), show)) == (Span(0, 90),)
    assert not signed_spans(segment, places_on(canvas("portrait", RATE), Show(show=1, name="Demo")))


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ('<metadata><news:place graphic="hook" face="jump"/></metadata>', "face=jump"),
        ('<metadata><news:place graphic="hook" bands="4"/></metadata>', "bands"),
        ('<metadata><news:place band="4"/></metadata>', "graphic"),
        ('<rect id="captions" x="left"/>', "left"),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_file(tmp_path: Path, drawn: str, said: str) -> None:
    show = show_with(tmp_path, drawn)
    with pytest.raises(TemplateError) as raised:
        places_on(canvas("portrait", RATE), show)
    assert said in raised.value.reason
    assert raised.value.problems[0].place and raised.value.problems[0].place.file.name == "places.portrait.svg"


@pytest.mark.parametrize(("y", "told"), [("1061.76", False), ("700", True), ("1110", True)])
def test_captions_that_are_drawn_outside_their_place_are_told_at_its_file(tmp_path: Path, y: str, told: bool) -> None:
    show = show_with(tmp_path, f'<rect id="captions" x="108" y="{y}" width="864" height="174.72"/>')
    found = list(stray_captions(show))
    assert [each.place and each.place.file.name for each in found] == ["places.portrait.svg"] * told
    built_in = find_built_in("caption.portrait")
    assert built_in
    (tmp_path / "graphics/caption.portrait.svg").write_text(built_in.source, encoding="utf-8")
    found = list(stray_captions(show))
    assert [each.place and each.place.file.name for each in found] == ["caption.portrait.svg"] * told


def test_a_graphic_that_there_is_not_is_found(tmp_path: Path) -> None:
    drawn = '<metadata><news:place graphic="lowerthird" band="4"/><news:place graphic="signer" band="4"/></metadata>'
    assert unknown_graphics(canvas("portrait", RATE), show_with(tmp_path, drawn)) == ["lowerthird"]


def test_every_area_is_drawn_on_some_canvas() -> None:
    drawn = {name for each in DESIGN_SIZES for name in places_on(canvas(each, RATE), Show(show=1, name="Demo")).areas}
    assert drawn == set(AREAS) and BESIDE in drawn


@pytest.mark.parametrize("base", ["plain", "paper"])
@pytest.mark.parametrize("graphic", ["hook", "strap"])
@pytest.mark.parametrize("footer", ["", "Gobierno Municipal"])
def test_a_long_headline_below_the_window_of_sign_language_ends_above_captions(
    footer: str, graphic: str, base: str
) -> None:
    here, show = canvas("portrait", Fraction(30)), Show(show=1, name="Demo", base=base, footer=footer)
    places = places_on(here, show)
    captions, down = places.areas[CAPTIONS], places.of(graphic).signer
    assert down
    headline = "Publican reglas de operación del fondo de apoyo a cuidadoras y cuidadores"
    department = {"department": "Bienestar"} if graphic == "strap" else {}
    box = painted_by(graphic, {**department, "headline": headline, "signed": "yes"}, show, here)
    raised = places.of("caption").band if footer else 0
    assert box and (box[1] + box[3]) * 1920 + down + 12 <= captions.top - raised
    endless = f"{headline} que viven en todas las comunidades rurales y colonias"
    assert painted_by(graphic, {"headline": endless, "signed": "yes"}, show, here), "it has the room it needs"


@pytest.mark.parametrize("base", ["plain", "paper"])
@pytest.mark.parametrize("name", ["landscape", "square"])
def test_a_headline_beside_the_window_of_sign_language_is_no_higher_than_without_it(name: str, base: str) -> None:
    """It leaves a page its room: what is narrower there has smaller letters rather than twice the lines."""
    headline = "Publican reglas de operación del fondo de apoyo a cuidadoras y cuidadores"
    told, here, show = (
        {"headline": headline, "department": "Bienestar"},
        canvas(name, RATE),
        Show(show=1, name="Demo", base=base),
    )
    beside, alone = (painted_by("strap", {**told, **signed}, show, here) for signed in ({"signed": "yes"}, {}))
    assert beside and alone and beside[3] <= alone[3]
    endless = f"{headline} que viven en todas las comunidades rurales y colonias"
    assert painted_by("strap", {"headline": endless, "signed": "yes"}, show, here), "it has the room it needs"


@pytest.mark.parametrize("base", ["plain", "paper"])
@pytest.mark.parametrize("graphic", ["lower-third", "title"])
def test_a_name_of_four_lines_stands_between_the_window_and_captions_that_a_footer_raises(
    graphic: str, base: str
) -> None:
    here, show = canvas("portrait", Fraction(30)), Show(show=1, name="Demo", base=base, footer="Gobierno Municipal")
    places = places_on(here, show)
    captions, window, down = places.areas[CAPTIONS], places.areas[SIGNER], places.of(graphic).signer
    role = "Directora General de Desarrollo Social y Humano del Municipio de León"
    told = {"title": "María Guadalupe Hernández Villaseñor de la Torre", "subtitle": role, "signed": "yes"}
    box = painted_by(graphic, told, show, here)
    assert box and down
    assert float(window.bottom) + 15 <= box[1] * 1920 + down
    assert (box[1] + box[3]) * 1920 + down + 15 <= captions.top - places.of("caption").band
