"""Texts and captions that stand in a column beside a face, where no place above or below it is free."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from newscast.base.box import Box, shared
from newscast.base.canvas import DESIGN_SIZES, canvas
from newscast.build.faces.captions import Said, caption_places
from newscast.build.faces.columns import edges, shifted, ways_across
from newscast.build.faces.giving_way import lowered
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.sought import Sought
from newscast.build.faces.times import Room, beside_features, free_of_faces
from newscast.captions.cue import Cue, Turn
from newscast.captions.halving import in_two
from newscast.graphics.crossings import Boxes
from newscast.graphics.limits import SAFE, SMALLEST
from newscast.graphics.places import IN_COLUMN, places_on
from newscast.graphics.standing import painted_by
from newscast.picture.shown import laid_over
from newscast.picture.texts import shown_of
from newscast.show.look import looks
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import CaptionPlace, ClipShot, Shot
from newscast.timeline.spans import Span
from tests.build.test_framing import CLIP

SHOW, RATE = Show(show=1, name="Demo"), Fraction(30)
PORTRAIT, LANDSCAPE = (places_on(canvas(name, RATE), SHOW) for name in ("portrait", "landscape"))
CAPTION = (0.25, 0.59, 0.5, 0.05)
"""One line of it, in the middle."""
HALVED = (0.35, 0.55, 0.3, 0.09)


def crowd(left: float, wide: float) -> list[Box]:
    """People from top to bottom of the canvas."""
    return [(left, top / 5, wide, 0.2) for top in range(5)]


RIGHT, LEFT = crowd(0.42, 0.58), crowd(0.1, 0.3)
TEXTS: dict[str, tuple[tuple[str, str], ...]] = {
    "lower-third": (("title", "José Ángel Peña"), ("subtitle", "Vecino de la colonia Niños Héroes, frente al parque")),
    "title": (("title", "Centro de Convivencia El Palote"), ("subtitle", "Bulevar Morelos, por la puerta norte")),
    "strap": (("headline", "Reabre la avenida Niños Héroes"), ("department", "Obras Públicas")),
    "hook": (("headline", "Concluye el bacheo de los bulevares Morelos"), ("kicker", "Obras Públicas")),
}


def caption_box(place: CaptionPlace, said: Said) -> Box:
    box = said.broken() if place.broken else said.box
    assert box
    return shifted(lowered(box, place.lift or -said.rise, PORTRAIT), place.across, PORTRAIT)


def free(places: list[tuple[CaptionPlace, str]], captions: list[Said]) -> list[bool]:
    return [
        not spoils and not any(shared(caption_box(place, said), face) > 0.01 for face in said.faces)
        for (place, spoils), said in zip(places, captions, strict=True)
    ]


def test_a_caption_goes_beside_a_face_only_where_no_place_in_the_middle_is_free() -> None:
    high = Said([(0.1, 0.0, 0.9, 0.3)], [(0.1, 0.0, 0.9, 0.3)], [], 0, CAPTION)
    assert caption_places([high], PORTRAIT) == [(CaptionPlace(), "")]
    narrow = Said(RIGHT, RIGHT, [], 0, (0.35, 0.59, 0.3, 0.05))
    ((place, spoils),) = caption_places([narrow], PORTRAIT)
    assert place.across < 0 and not place.broken and not spoils and free([(place, spoils)], [narrow]) == [True]
    left, _right = edges(PORTRAIT) or (0.0, 0.0)
    assert caption_box(place, narrow)[0] * 1080 == pytest.approx(left, abs=1)


def test_a_caption_is_broken_in_two_only_where_it_finds_no_place_as_it_is() -> None:
    wide = Said(RIGHT, RIGHT, [], 0, CAPTION, lambda: HALVED)
    ((place, spoils),) = caption_places([wide], PORTRAIT)
    assert place.broken and place.across < 0 and not spoils and free([(place, spoils)], [wide]) == [True]
    ((place, spoils),) = caption_places([replace(wide, broken=lambda: None)], PORTRAIT)
    assert spoils


def test_captions_go_a_little_lower_for_somebody_above_them_down_to_what_every_screen_shows() -> None:
    """What may be its chin costs less than any of the others there."""
    two = [(0.3, 0.3, 0.4, 0.3), (0.3, 0.0, 0.4, 0.3)]
    above = Said(two, two, [], 0, (0.25, 0.59, 0.5, 0.05))
    ((place, spoils),) = caption_places([above], PORTRAIT)
    box = caption_box(place, above)
    assert 0 < place.lift <= 24 and spoils == "chin" and (box[1] + box[3]) * 1920 <= SAFE["portrait"][3]
    shot = Shot(0, 300, ClipShot(CLIP), captions=place.lift)
    segment = PlacedSegment("uno", "story", "", 0, 300, (shot,), (), (), (), None, False)
    (laid,) = laid_over(segment, canvas("portrait", RATE), SHOW, [Cue(0, 60, ("Buenos días.",))])
    assert laid.drop == place.lift
    ((place, _spoils),) = caption_places([replace(above, rise=76)], PORTRAIT)
    assert place.lift <= 0, "not onto what stands at the bottom edge"


def test_a_caption_leaves_what_may_be_a_chin_for_a_place_in_a_column() -> None:
    """Where no place in the middle is free; it would lie on nothing of the face as that was found."""
    face = (0.45, 0.0, 0.5, 0.58)
    said = Said([face], [face], [], 0, (0.4, 0.59, 0.35, 0.05))
    ((place, spoils),) = caption_places([said], PORTRAIT)
    x, y, wide, high = face
    assert place.across < 0 and not spoils
    assert not shared(caption_box(place, said), (x, y, wide, 1.08 * high))


def test_captions_beside_a_face_keep_off_texts_that_are_there() -> None:
    text = (0.06, 0.3, 0.3, 0.7)
    said = Said(RIGHT, RIGHT, [text], 0, (0.35, 0.59, 0.3, 0.05))
    ((place, spoils),) = caption_places([said], PORTRAIT)
    assert not spoils and not shared(caption_box(place, said), text)


def test_captions_stay_at_the_side_at_which_they_stand_as_long_as_that_is_free() -> None:
    """Also while the middle is free again, and where the first of them had found room at both sides."""
    middle = crowd(0.4, 0.2)
    captions = [Said(faces, faces, [], 0, (0.36, 0.59, 0.28, 0.05)) for faces in (middle, [], crowd(0.0, 0.45))]
    places = caption_places(captions, PORTRAIT)
    assert free(places, captions) == [True] * 3
    assert len({place.across for place, _spoils in places}) == 1 and places[0][0].across > 0


def test_the_columns_are_as_far_from_the_one_edge_of_the_canvas_as_from_the_other_and_in_the_safe_area() -> None:
    for name, (wide, _high) in DESIGN_SIZES.items():
        for look in looks():
            here = places_on(canvas(name, RATE), Show(show=1, name="Demo", base=look))
            left, right = edges(here) or (0.0, 0.0)
            assert left == pytest.approx(wide - right) and SAFE[name][0] <= left and right <= SAFE[name][2]
            assert list(ways_across((0.4, 0.5, 0.2, 0.1), here)) == [
                pytest.approx(left - 0.4 * wide, abs=1),
                pytest.approx(right - 0.6 * wide, abs=1),
            ]
            assert not list(ways_across((0.0, 0.5, 1.0, 0.1), here))


TITLE = PlacedSuper(30, 120, "title", (("title", "Talleres"),))
BOX = (0.05, 0.8, 0.4, 0.1)


def test_a_text_goes_beside_a_face_before_it_loses_time_and_after_its_other_place() -> None:
    right = [(replace(TITLE, across=960), (0.55, 0.8, 0.4, 0.1))]
    room = Room([(Span(0, 100), LEFT)], [], [Span(0, 300)], 90)
    there = free_of_faces(TITLE, BOX, 0, LANDSCAPE, room, lambda: right)
    assert there and there.across == 960 and there.span == TITLE.span
    later = free_of_faces(TITLE, BOX, 0, LANDSCAPE, room)
    assert later and later.start == 100
    low = Room([(Span(0, 300), [(0.1, 0.75, 0.2, 0.2)])], [], [Span(0, 300)], 90)
    above = free_of_faces(TITLE, BOX, 0, LANDSCAPE, low, lambda: right)
    assert above and above.lift and not above.across
    assert beside_features(TITLE, BOX, 0, LANDSCAPE, replace(room, spans=[Span(0, 90)]), lambda: right)


def test_a_text_beside_a_face_keeps_off_others_that_stand_there() -> None:
    right = [(replace(TITLE, across=960), (0.55, 0.8, 0.4, 0.1))]
    other = [(Span(0, 300), (0.5, 0.0, 0.5, 1.0))]
    assert free_of_faces(TITLE, BOX, 0, LANDSCAPE, Room([(Span(0, 300), LEFT)], other, [Span(0, 300)], 90)) is None
    room = Room([(Span(0, 300), LEFT)], other, [Span(0, 300)], 90)
    assert free_of_faces(TITLE, BOX, 0, LANDSCAPE, room, lambda: right) is None


@pytest.mark.slow
@pytest.mark.parametrize("look", looks())
@pytest.mark.parametrize("name", list(DESIGN_SIZES))
def test_texts_in_a_column_are_as_narrow_as_that_stand_in_the_safe_area_and_are_no_smaller_than_can_be_read(
    name: str, look: str
) -> None:
    show, here = Show(show=1, name="Demo", base=look), canvas(name, RATE)
    on = OnCanvas(show, here, {}, Sought({}, {}))
    (wide, high), safe = DESIGN_SIZES[name], SAFE[name]
    for graphic, fields in TEXTS.items():
        segment = PlacedSegment("uno", "story", "", 0, 300, (), (), (), (), None, False)
        ways = [*on.beside(PlacedSuper(0, 300, graphic, fields), segment)]
        column = [(each, box) for each, box in ways if each.narrow]
        assert {each.across > 0 for each, _box in column} == {False, True}
        for each, box in column:
            assert box[2] * wide <= float(on.drawn.areas[IN_COLUMN].width) + 1
            assert safe[0] - 1 <= box[0] * wide and (box[0] + box[2]) * wide <= safe[2] + 1
            told = shown_of(each, segment, here, on.drawn).told
            found = Boxes(show).sketch(graphic, told, here)
            assert found
            assert min(text.size for text in found.texts) >= SMALLEST[name]
            assert painted_by(graphic, dict(told), show, here) == pytest.approx(box, abs=2 / high)


def test_a_drawing_that_goes_sideways_is_the_same_further_along() -> None:
    here = canvas("square", RATE)
    usual = painted_by("title", dict(TEXTS["title"]), SHOW, here)
    moved = painted_by("title", {**dict(TEXTS["title"]), "across": "120"}, SHOW, here)
    assert usual and moved == pytest.approx((usual[0] + 120 / 1080, *usual[1:]))


def test_a_caption_in_two_lines_keeps_its_words_and_what_is_said_of_them() -> None:
    cue = Cue(0, 60, ("comenzó el lunes en todas las bibliotecas",), turns=(Turn(0, 0, 5), Turn(20, 5, 7)))
    halves = in_two(cue, SHOW.captions, "es-MX")
    assert len(halves.lines) == 2 and " ".join(halves.lines) == cue.lines[0]
    assert max(map(len, halves.lines)) <= 0.65 * len(cue.lines[0])
    shot = Shot(0, 300, ClipShot(CLIP), recaptioned=((Span(0, 60), CaptionPlace(-100, 80, broken=True)),))
    segment = PlacedSegment("uno", "story", "", 0, 300, (shot,), (), (), (), None, False)
    (laid,) = laid_over(segment, canvas("portrait", RATE), SHOW, [cue])
    told = dict(laid.shown.told)
    assert (told["line1"], told["line2"], told["across"], laid.drop) == (*halves.lines, "80", -100)
    first = len(halves.lines[0].split())
    assert [dict(change.fields)["spoken1"] for change in laid.changes] == [f"1-{min(first, 5)}", ""]


@pytest.mark.parametrize("words", ["Sí.", "Otorrinolaringología"])
def test_a_caption_that_cannot_be_parted_stays_as_it_is(words: str) -> None:
    cue = Cue(0, 60, (words,))
    assert in_two(cue, SHOW.captions, "es-MX") == cue
