"""Where documents are read: beside texts as long as these are there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.box import shared
from newscast.base.canvas import canvas
from newscast.build.faces.giving_way import lowered, rise_of
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.sought import Sought
from newscast.build.standing.documents import Documents
from newscast.captions.cue import Cue
from newscast.graphics.places import CAPTIONS, SIGNER
from newscast.picture.laid import Shown
from newscast.picture.often import at_twice_the_rate
from newscast.picture.segment import Painter
from newscast.picture.sheet import room_of
from newscast.picture.shot import ABOVE_TEXT
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.spans import Span

SHOW, PAGE = Show(show=1, name="Demo"), StillShot(Path("oficio.pdf"), move="scroll")
HEADLINE = (("headline", "Publican las reglas de las becas"),)


def read(
    name: str,
    text: PlacedSuper,
    cues: tuple[Cue, ...] = (),
    size: tuple[int, int] = (1275, 1650),
    more: tuple[PlacedSuper, ...] = (),
    signer: int = 0,
) -> Any:
    """A page that is read for ten seconds below or above a text, and where captions are then; a window of sign language
    is there for so many frames."""
    known = SimpleNamespace(picture=SimpleNamespace(width=size[0], height=size[1]))
    known.on_page = lambda page: known
    on = OnCanvas(SHOW, canvas(name, Fraction(30)), {Path("oficio.pdf"): known}, Sought({}, {}), name != "landscape")  # type: ignore[dict-item]
    shot = Shot(0, 300, PAGE)
    signed = (Shot(0, signer, ClipShot(Path("seña.mp4"))),) if signer else ()
    segment = PlacedSegment("uno", "story", "", 0, 300, (shot,), (text, *more), (), (), None, True, signer=signed)
    return on, Documents(on, lambda: cues).shown(shot, segment, (text, *more))


@pytest.mark.parametrize("name", ["landscape", "square"])
def test_a_document_has_the_place_of_a_text_below_it_once_that_has_left(name: str) -> None:
    """What comes later is made room for from the beginning: a page does not shrink under the eyes of who reads it."""
    _on, shot = read(name, PlacedSuper(60, 90, "strap", HEADLINE))
    ((until, top, end),) = shot.picture.narrower
    assert until == 150 and top == shot.picture.between[0] and end < shot.picture.between[1]
    assert shot.captions == 0
    _on, late = read(name, PlacedSuper(60, 225, "strap", HEADLINE))
    assert late.picture.narrower == () and late.picture.between[1] == end, "at the very end it grows no more"


def test_a_document_keeps_off_a_text_that_is_drawn_narrower_and_higher_beside_a_face() -> None:
    told = (("title", "José Ángel Peña"), ("subtitle", "Vecino de la colonia Niños Héroes, frente al parque"))
    text = PlacedSuper(0, 300, "lower-third", told, across=100, narrow=True)
    on, shot = read("square", text)
    box = on.standing(text, PlacedSegment("uno", "story", "", 0, 300, (), (text,), (), (), None, True))
    usual = read("square", replace(text, across=0, narrow=False))[1]
    assert box and shot.picture.between[1] < usual.picture.between[1] and shot.picture.between[1] <= box[1]


def test_captions_of_a_tall_canvas_stand_above_a_document_which_has_all_below_them() -> None:
    said = Cue(100, 170, ("Los trámites son",)), Cue(172, 250, ("gratuitos",))
    on, shot = read("portrait", PlacedSuper(0, 150, "hook", HEADLINE), said)
    own = on.drawn.box(CAPTIONS)
    assert own
    ((until, top, _end),) = shot.picture.narrower
    assert until == 170, "what is said stays where it is until it is over"
    lifts = [shot.caption_place(Span(cue.start, cue.end)).lift for cue in said]
    bottoms = [own[1] + own[3] + lift / 1920 for lift in lifts]
    assert bottoms[1] < bottoms[0] < top and bottoms[1] < shot.picture.between[0] < top
    rooms = [room_of(on.canvas, each) for each in ((top, 1.0), shot.picture.between)]
    assert rooms[0][1] > 0.35 * 1920 and rooms[1][1] > 0.6 * 1920


def test_captions_stay_below_a_document_that_would_have_too_little_room_below_them() -> None:
    """A footer on a tall canvas, and a headline of a word: above the page they would lie on it instead."""
    footer = PlacedSuper(0, 300, "footer", (("text", "Gobierno Municipal"),))
    hook = PlacedSuper(0, 240, "hook", (("headline", "Becas"),))
    on, shot = read("portrait", hook, more=(footer,))
    own = on.drawn.box(CAPTIONS)
    assert own and not shot.captions and not shot.recaptioned
    top_of_captions = own[1] - rise_of([footer], on.drawn) / 1920
    for between in (shot.picture.between, *(each[1:] for each in shot.picture.narrower)):
        top, height = room_of(on.canvas, between)
        assert top / 1920 >= between[0] - 0.002, "the headline is not on it"
        assert (top + height) / 1920 <= top_of_captions


def test_it_grows_at_the_same_time_in_pictures_of_fields() -> None:
    shot = Shot(0, 300, replace(PAGE, between=(0.1, 0.9), narrower=((150, 0.1, 0.6),)))
    segment = PlacedSegment("uno", "story", "", 0, 300, (shot,), (), (), (), None, True)
    (twice,) = at_twice_the_rate(segment).shots
    assert isinstance(twice.picture, StillShot) and twice.picture.narrower == ((300, 0.1, 0.6),)


def test_a_cover_shows_a_document_from_its_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts between which it is read are not there."""
    seen = []
    monkeypatch.setattr(Painter, "_background", lambda self, shot, *rest, **how: seen.append(shot))
    monkeypatch.setattr(Painter, "_draw", lambda self, *rest: None)
    page = SimpleNamespace(picture=SimpleNamespace(width=1275, height=1650), on_page=lambda number: page)
    painter = Painter(SHOW, canvas("portrait", Fraction(30)), {PAGE.file: page})  # type: ignore[dict-item]
    read = replace(PAGE, between=(0.3, 0.9), narrower=((150, 0.4, 0.9),))
    painter.still(read, Shown("cover", (), painter.canvas))
    assert seen == [PAGE]


@pytest.mark.parametrize("headline", ["Becas", "Publican reglas de operación del fondo de apoyo a cuidadoras"])
@pytest.mark.parametrize("footer", [False, True])
def test_a_document_of_a_tall_canvas_stands_clear_of_the_window_of_sign_language(footer: bool, headline: str) -> None:
    band = (PlacedSuper(0, 300, "footer", (("text", "Gobierno Municipal"),)),) if footer else ()
    hook = PlacedSuper(0, 150, "hook", (("headline", headline),))
    on, shot = read("portrait", hook, more=band, signer=240)
    window, own = on.drawn.box(SIGNER), on.drawn.own_captions
    assert window and own
    starts = [0, *(until for until, *_between in shot.picture.narrower)]
    betweens = [*(each[1:] for each in shot.picture.narrower), shot.picture.between]
    for start, between in zip(starts, betweens, strict=True):
        lift = shot.caption_place(Span(start + 1, start + 40)).lift or -rise_of(band, on.drawn)
        captions = lowered(own, lift, on.drawn)
        top, height = (pixels / 1920 for pixels in room_of(on.canvas, between))
        assert height > 0.25 and top > captions[1] + captions[3]
        if start < 240:
            assert top > window[1] + window[3] and not shared(captions, window)
    assert len(starts) == (1 if footer else 3), "it grows as texts leave, where captions stand above it"


def test_a_cover_shows_a_wide_picture_above_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crowd was below the dark part of the scrim of a title of four lines."""
    heights = []
    monkeypatch.setattr(Painter, "_background", lambda self, shot, frames, at, height, **how: heights.append(height))
    monkeypatch.setattr(Painter, "_draw", lambda self, *rest: None)
    crowd = SimpleNamespace(picture=SimpleNamespace(width=1500, height=1200), on_page=lambda number: crowd)
    here = canvas("portrait", Fraction(30))
    for headline in ("Feria", "Vecinos de la colonia Niños Héroes celebran la apertura del parque lineal"):
        cover = Shown("cover", (("headline", headline),), here)
        Painter(SHOW, here, {PAGE.file: crowd}).still(StillShot(PAGE.file, fit="auto"), cover)  # type: ignore[dict-item]
    assert heights[0] == ABOVE_TEXT and heights[1] < 0.05
