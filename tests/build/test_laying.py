"""Headlines and names beside small pictures: below or above them rather than across them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscast.base.box import shared
from newscast.base.canvas import canvas
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.sought import Sought
from newscast.build.standing.aligning import Aligning
from newscast.build.standing.laying import Laying
from newscast.picture.boxes import box_of, share_of
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Shot, StillShot

SHOW, FILE = Show(show=1, name="INFO LEÓN"), Path("clip.mp4")
HOOK = PlacedSuper(0, 120, "hook", (("headline", "Vuelve el cine mudo con orquesta en vivo a la Plaza Principal"),))
FOOTER = PlacedSuper(0, 300, "footer", (("text", "Gobierno Municipal"),))


def laid(
    name: str, size: tuple[int, int], supers: tuple[PlacedSuper, ...], picture: ClipShot | StillShot | None = None
) -> tuple[OnCanvas, PlacedSegment, tuple[PlacedSuper, ...]]:
    """Two shots of a picture as they are laid out, with their texts."""
    known = SimpleNamespace(picture=SimpleNamespace(width=size[0], height=size[1]))
    known.on_page = lambda page: known
    on = OnCanvas(SHOW, canvas(name, Fraction(30)), {FILE: known}, Sought({}, {}))  # type: ignore[dict-item]
    shots = tuple(Shot(at, 150, picture or ClipShot(FILE)) for at in (0, 150))
    segment = PlacedSegment("uno", "story", "", 0, 300, shots, supers, (), (), None, True)
    aligning = Aligning(on)
    aligned = aligning.shown(shots, segment, supers, ())
    moved, texts = Laying(on, aligning.edges, segment, ()).laid(aligned, supers)
    return on, PlacedSegment("uno", "story", "", 0, 300, moved, texts, (), (), None, True), texts


def hidden(on: OnCanvas, segment: PlacedSegment, size: tuple[int, int]) -> float:
    """How much of the first shot's picture its texts hide."""
    picture = segment.shots[0].picture
    assert isinstance(picture, ClipShot)
    frame = on.canvas.width, on.canvas.height
    there = share_of(box_of(size, size, on.canvas, picture.fit), frame, picture.height)
    boxes = [box for each in segment.supers if (box := on.painted(each, segment))]
    return sum(shared(box, there) for box in boxes) / (there[2] * there[3])


@pytest.mark.parametrize("size", [(496, 360), (375, 288), (640, 360), (960, 540), (1920, 1080)])
def test_a_headline_of_a_tall_canvas_lies_on_no_picture_that_has_room_beside_it(size: tuple[int, int]) -> None:
    for supers in ((HOOK,), (HOOK, FOOTER)):
        on, segment, _texts = laid("portrait", size, supers)
        assert hidden(on, segment, size) < 0.1, (size, supers)


def test_a_picture_that_a_footer_and_captions_would_hide_stands_above_its_headline() -> None:
    size = 375, 288
    on, segment, (hook, _footer) = laid("portrait", size, (HOOK, FOOTER))
    picture, later = (shot.picture for shot in segment.shots)
    assert isinstance(picture, ClipShot) and isinstance(later, ClipShot)
    _x, top, _wide, high = share_of(box_of(size, size, on.canvas, picture.fit), (1080, 1920), picture.height)
    box = on.painted(hook, segment)
    assert box and hook.lift > 0 and top + high < box[1]
    assert later.height > picture.height, "what is seen without the headline stays where it was"


def test_a_name_goes_to_where_it_is_on_no_edge() -> None:
    """One that went up from a face on a square, where the picture has room enough above its usual place."""
    told = (("title", "María Guadalupe Hernández"), ("subtitle", "Directora de Desarrollo Social"))
    on, segment, _texts = laid("square", (480, 270), (PlacedSuper(30, 90, "lower-third", told, lift=-400),))
    assert hidden(on, segment, (480, 270)) < 0.05


def test_a_headline_over_a_picture_that_covers_the_canvas_and_over_a_page_stays() -> None:
    assert laid("portrait", (1080, 1920), (HOOK,))[2] == (HOOK,)
    page = StillShot(FILE, move="scroll")
    assert laid("portrait", (1275, 1650), (HOOK, FOOTER), page)[2] == (HOOK, FOOTER)


def test_shots_with_the_same_texts_count_once() -> None:
    """Captions over each of two shots hide no more of their picture than over one: it goes below its headline."""
    short = PlacedSuper(0, 105, "hook", (("headline", "Archivo MP3"),))
    on, segment, _texts = laid("portrait", (640, 360), (short,), ClipShot(FILE, height=0.375))
    assert hidden(on, segment, (640, 360)) == 0.0


def test_a_text_that_nothing_keeps_elsewhere_goes_back_to_where_it_is_known() -> None:
    told = (("kicker", "Movilidad"), ("headline", "Reabre la calle Hidalgo con banquetas nuevas"))
    (strap,) = laid("landscape", (640, 480), (PlacedSuper(30, 90, "strap", told, lift=-580),))[2]
    assert strap.lift == 0


def test_symbols_of_access_leave_a_headline_its_other_place() -> None:
    symbols = PlacedSuper(0, 150, "access", (("captions", "yes"), ("sign_language", "yes")))
    small = ClipShot(FILE, fit="smallest", height=0.0)
    on, segment, (hook, *_others) = laid("portrait", (640, 480), (HOOK, FOOTER, symbols), small)
    box, there = on.painted(hook, segment), on.painted(symbols, segment)
    assert box and there and hook.lift > 0 and not shared(box, there)
    assert hidden(on, replace(segment, supers=(hook,)), (640, 480)) == 0.0


def test_captions_above_two_lines_are_worth_more_than_those_at_a_text_of_four() -> None:
    on = laid("landscape", (640, 480), ())[0]
    edges = Aligning(on).edges
    at_top, two, four = edges.elsewhere(-500, None), (0.05, 0.7, 0.5, 0.21), (0.05, 0.58, 0.5, 0.33)
    assert edges.elsewhere(0, two) < at_top < edges.elsewhere(0, four)
    assert Aligning(replace(on, burned=False)).edges.elsewhere(0, four) == 0, "where none are burned in it is at home"
