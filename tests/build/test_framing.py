"""Where texts go that would cover a face."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.base.box import Box, shared
from newscast.base.canvas import DESIGN_SIZES, canvas
from newscast.base.errors import Place, Problem
from newscast.build.faces import shots as module
from newscast.build.faces.clearing import Clearing
from newscast.build.faces.giving_way import caption_lift, lifts, lowered, moved
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.shots import Aiming
from newscast.build.faces.sought import Sought
from newscast.build.faces.sparing import covering, freest, moments_on, spoiling
from newscast.build.framing import _Framing
from newscast.build.standing.aligning import Aligning
from newscast.build.standing.laying import Laying
from newscast.captions.cue import Cue
from newscast.graphics.places import CAPTIONS, SIGNER, places_on
from newscast.graphics.standing import painted_by, standing, told_in
from newscast.graphics.window import Window
from newscast.picture.boxes import SMALLER, TOUCHED, box_of, share_of
from newscast.picture.faces.search import Faces
from newscast.picture.faces.window import window_of
from newscast.picture.shown import laid_over
from newscast.picture.texts import drop_of
from newscast.show.model import Show
from newscast.timeline.framing import WHOLE
from newscast.timeline.model import PlacedSegment, PlacedSuper, SegmentPlaces
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot, Veil
from newscast.timeline.spans import Span


@pytest.fixture(autouse=True)
def faces_are_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that the tests make up; of most pictures here nothing else is known, so none is aligned with texts."""
    monkeypatch.setattr(module, "are_sought", lambda: True)
    monkeypatch.setattr(Aligning, "shown", lambda self, shots, *rest: tuple(shots))
    monkeypatch.setattr(Laying, "laid", lambda self, shots, supers: (shots, supers))


SHOW = Show(show=1, name="Demo")
FACE = (0.4, 0.1, 0.2, 0.2)


def document(wide: int = 1275, high: int = 1650) -> Any:
    """What is known of a page."""
    known = SimpleNamespace(picture=SimpleNamespace(width=wide, height=high))
    known.on_page = lambda page: known
    return {Path("oficio.pdf"): known}


@pytest.mark.parametrize(
    ("free", "place"),
    [({0, 100, 24}, 0), ({100, 24}, 100), ({48, 72}, 48), (set(), 72)],
)
def test_a_text_stays_goes_to_its_other_place_or_stops_on_the_way(free: set[int], place: int) -> None:
    shares = {0: 0.9, 100: 0.8, 24: 0.7, 48: 0.6, 72: 0.5}
    assert freest([0, 100, 24, 48, 72], lambda lift: 0.0 if lift in free else shares[lift]) == place


def test_what_is_covered_is_counted_by_its_size() -> None:
    assert covering((0.0, 0.0, 0.5, 0.2), [FACE]) == pytest.approx(0.01)
    assert covering((0.0, 0.0, 1.0, 1.0), [FACE, (0.9, 0.9, 0.2, 0.1)]) == pytest.approx(0.05)
    assert covering((0.0, 0.5, 1.0, 0.5), [FACE]) == 0


@pytest.mark.parametrize("band", ["footer", "ticker"])
@pytest.mark.parametrize("name", ["landscape", "square", "portrait"])
def test_texts_are_kept_off_faces_where_they_are_laid(name: str, band: str) -> None:
    """Above what stands at the bottom edge, which only some canvases show."""
    here = canvas(name, Fraction(30))
    plate = PlacedSuper(30, 200, "lower-third", (("title", "Laura Díaz"),))
    texts = (plate, PlacedSuper(0, 300, band, (("text", "Gobierno Municipal"), ("items", ("Abre la feria",)))))
    segment = PlacedSegment("uno", "story", "", 0, 300, (), texts, (), (), None, False)
    framing = _Framing(OnCanvas(SHOW, here, {}, Sought({}, {})), [])
    laid = {each.shown.graphic: each for each in laid_over(segment, here, SHOW)}
    drawn = standing(plate.graphic, dict(plate.fields), SHOW, here)
    found = framing.on.standing(plate, segment)
    assert drawn and found
    assert found[1] - drawn[1] == pytest.approx(laid["lower-third"].drop / DESIGN_SIZES[name][1])
    assert (laid["lower-third"].drop < 0) == (name != "portrait")
    assert (framing.on.standing(texts[1], segment) is None) == (band not in laid)


@pytest.mark.parametrize("name", ["landscape", "square", "portrait"])
def test_what_stands_over_a_story_leaves_where_it_would_cover_a_face(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place of a story has no other place; it is back with the next picture. A name goes elsewhere."""
    shots = tuple(Shot(start, 150, ClipShot(Path(f"{start}.mp4"))) for start in (0, 150, 300))
    told = (("place", "Parque Metropolitano"), ("tag", "Parques"))
    texts = PlacedSuper(0, 450, "locator", told), PlacedSuper(0, 450, "tag", told)
    written = Place(Path("r.yaml"), 3, 1), Place(Path("r.yaml"), 4, 1)
    segment = PlacedSegment("uno", "story", "", 0, 450, shots, texts, (), (), None, False)
    framing = _Framing(OnCanvas(SHOW, canvas(name, Fraction(30)), {}, Sought({}, {})), [])
    box = framing.on.standing(texts[0], segment)
    assert box
    there = {150: [(box[0] + box[2] - 0.05, box[1], 0.2, 0.2)]}
    monkeypatch.setattr(OnCanvas, "has_faces", lambda self, shot: True)
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest: shot)
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter([there.get(shot.start, [])]))
    framed, places = framing.segment(segment, SegmentPlaces((), (None,) * 3, written))
    assert [(each.start, each.frames) for each in framed.supers if each.graphic == "locator"] == [(0, 150), (300, 150)]
    assert [(each.start, each.frames) for each in framed.supers if each.graphic == "tag"] == [(0, 450)]
    assert places.supers == (written[0], written[0], written[1]) and len(framed.supers) == 3


@pytest.mark.parametrize("name", ["landscape", "square", "portrait"])
def test_a_document_is_read_between_the_texts_that_are_seen_with_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside it, and what comes later, takes nothing from it."""
    monkeypatch.setattr(OnCanvas, "has_faces", lambda self, shot: False)
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter(()))
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest: shot)
    page = StillShot(Path("oficio.pdf"), move="scroll")
    shots = Shot(0, 150, page), Shot(150, 150, page)
    texts = (
        PlacedSuper(
            0, 150, "hook" if name == "portrait" else "strap", (("headline", "Publican las reglas de las becas"),)
        ),
        PlacedSuper(0, 150, "ticker", (("items", ("Abre la feria",)),)),
    )
    segment = PlacedSegment("uno", "story", "", 0, 300, shots, texts, (), (), None, False)
    here = canvas(name, Fraction(30))
    framing = _Framing(OnCanvas(SHOW, here, document(), Sought({}, {}), name != "landscape"), [])
    framed, _places = framing.segment(segment, SegmentPlaces((), (None, None), (None, None)))
    first, second = (each.picture.between for each in framed.shots if isinstance(each.picture, StillShot))
    box, area = framing.on.standing(texts[0], segment), framing.on.drawn.box(CAPTIONS)
    captions = area or standing("caption", {"line1": "Á", "line2": "g"}, SHOW, here)
    assert box and captions
    if name == "portrait":
        assert box[1] + box[3] + captions[3] < first[0] and first[1] == second[1] == 1.0, "captions stand above it"
        assert second[0] < first[0] and [each.captions < 0 for each in framed.shots] == [True, True]
    else:
        assert first[0] == 0 and box[1] - 0.03 < first[1] < box[1]
        assert second == (0.0, 1.0 if name == "landscape" else pytest.approx(captions[1], abs=0.03))


@pytest.mark.parametrize("name", ["landscape", "square", "portrait"])
def test_a_document_stands_below_the_shows_name_where_it_would_reach_under_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A telephone's screen is narrow enough on landscape to stand beside it."""
    monkeypatch.setattr(OnCanvas, "has_faces", lambda self, shot: False)
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter(()))
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest: shot)
    page = StillShot(Path("oficio.pdf"), move="scroll")
    shots = Shot(0, 150, page), Shot(150, 150, page, bug=False)
    segment = PlacedSegment("uno", "story", "", 0, 300, shots, (), (), (), None, True)
    show, here = Show(show=1, name="Noticias de León"), canvas(name, Fraction(30))
    box = standing("bug", {}, show, here)
    assert box
    reading = name != "portrait"
    # A page of common shape is seen whole on portrait, and so is a wide one everywhere: it comes closer.
    for wide, high, clear in ((1275, 1650, reading), (1080, 2340, name != "landscape"), (1600, 900, False)):
        framing = _Framing(OnCanvas(show, here, document(wide, high), Sought({}, {}), False), [])
        framed, _places = framing.segment(segment, SegmentPlaces((), (None, None), ()))
        named, bare = (each.picture.between for each in framed.shots if isinstance(each.picture, StillShot))
        assert named[0] > box[1] + box[3] if clear else named[0] == 0
        assert bare == (0.0, 1.0), "it leaves its corner"


def test_a_document_keeps_off_captions_that_stand_above_a_strap(monkeypatch: pytest.MonkeyPatch) -> None:
    """On landscape, in what plays without sound."""
    monkeypatch.setattr(OnCanvas, "has_faces", lambda self, shot: False)
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter(()))
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest: shot)
    page = Shot(0, 150, StillShot(Path("oficio.pdf"), move="scroll"))
    strap = PlacedSuper(0, 150, "strap", (("headline", "Publican las reglas de las becas"),))
    segment = PlacedSegment("uno", "story", "", 0, 150, (page,), (strap,), (), (), None, False)
    ends = []
    for burned in (False, True):
        framing = _Framing(OnCanvas(SHOW, canvas("landscape", Fraction(30)), document(), Sought({}, {}), burned), [])
        framed, _places = framing.segment(segment, SegmentPlaces((), (None,), (None,)))
        (read,) = (each.picture for each in framed.shots)
        assert isinstance(read, StillShot)
        ends.append(read.between[1])
    captions = standing("caption", {"line1": "Á", "line2": "g"}, SHOW, canvas("landscape", Fraction(30)))
    assert captions
    assert ends[0] - ends[1] == pytest.approx(captions[3], abs=0.02)


def test_a_document_keeps_off_wide_captions_above_a_strap_that_ends_left_of_the_middle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those that have room beside it stand there, and nothing is lost for them."""
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter(()))
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest: shot)
    page = Shot(0, 150, StillShot(Path("oficio.pdf"), move="scroll"))
    strap = PlacedSuper(0, 150, "strap", (("headline", "Publican las reglas"),))
    segment = PlacedSegment("uno", "story", "", 0, 150, (page,), (strap,), (), (), None, False)
    on = OnCanvas(SHOW, canvas("landscape", Fraction(30)), document(), Sought({}, {}))
    plate = on.standing(strap, segment)
    assert plate and plate[0] + plate[2] < 0.45
    ends = []
    for line in ("Hoy.", "Ya mandaron comunicados a MUNICIPIOS Y COMUNIDADES MAYAS"):
        cues = [Cue(0, 150, (line, line))]
        framed, _places = _Framing(on, []).segment(segment, SegmentPlaces((), (None,), (None,)), lambda cues=cues: cues)
        (read,) = (each.picture for each in framed.shots)
        assert isinstance(read, StillShot)
        ends.append(read.between[1])
    assert ends[0] > plate[1] - 0.08 and ends[1] < ends[0] - 0.1


def test_captions_stand_beside_the_strap_over_a_document_where_all_of_them_have_room_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Above it they take half of the page's height from it."""
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter(()))
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest: shot)
    here = canvas("landscape", Fraction(30))
    page = Shot(0, 300, StillShot(Path("oficio.pdf"), move="scroll"))
    strap = PlacedSuper(0, 150, "strap", (("headline", "El acta de nacimiento ya se tramita"),))
    segment = PlacedSegment("uno", "story", "", 0, 300, (page,), (strap,), (), (), None, False)
    on = OnCanvas(SHOW, here, document(), Sought({}, {}))
    plate = painted_by("strap", dict(strap.fields), SHOW, here)
    brief, long = ("Para pedirla, entre", "a la página."), ("Para pedirla, entre a la página del municipio",) * 2
    heights = []
    for first in (brief, long):
        cues = [Cue(0, 60, first), Cue(60, 140, brief), Cue(150, 290, brief)]
        framed, _places = _Framing(on, []).segment(segment, SegmentPlaces((), (None,), (None,)), lambda cues=cues: cues)
        (shot,) = framed.shots
        laid = sorted(
            (each for each in laid_over(framed, here, SHOW, cues) if each.shown.graphic == "caption"), key=start
        )
        boxes = [painted_by("caption", dict(each.shown.told), SHOW, here) for each in laid]
        assert plate and all(boxes)
        read = shot.picture
        assert isinstance(read, StillShot)
        heights.append((read.narrower or ((0, *read.between),))[0][2])
        beside = [bool(each.shown.across) for each in laid]
        assert beside == ([True, True, False] if first is brief else [False] * 3)
        for each, box in zip(laid[:2], boxes, strict=False):
            if each.shown.across and box:
                assert box[0] + each.shown.across / 1920 > plate[0] + plate[2] or box[0] > plate[0] + plate[2]
    assert heights[0] > heights[1] + 0.1


def start(laid: Any) -> int:
    return int(laid.start)


def test_a_document_keeps_off_captions_that_a_strap_raises_above_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the window of sign language a strap is narrow and high: what stands above that is still below the page."""
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter(()))
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest: shot)
    headline = "Publican reglas de operación del fondo de apoyo a cuidadoras y cuidadores de personas con discapacidad"
    told = (("headline", headline), ("department", "Bienestar"))
    strap, footer = PlacedSuper(0, 150, "strap", told), PlacedSuper(0, 150, "footer", (("text", "Gobierno"),))
    page, window = Shot(0, 150, StillShot(Path("oficio.pdf"), move="scroll")), Shot(0, 150, ClipShot(Path("senas.mp4")))
    texts = (strap, footer)
    segment = PlacedSegment("uno", "story", "", 0, 150, (page,), texts, (), (), None, False, signer=(window,))
    show = Show(show=1, name="Demo", base="paper")
    on = OnCanvas(show, canvas("landscape", Fraction(30)), document(), Sought({}, {}))
    plate = on.standing(strap, segment)
    assert plate and 0.5 < plate[1] < 0.6
    cues = [Cue(0, 150, ("Ya se publicaron las reglas", "para todas las becas de este año"))]
    framed, _places = _Framing(on, []).segment(segment, SegmentPlaces((), (None,), (None, None)), lambda: cues)
    (read,) = (each.picture for each in framed.shots)
    assert isinstance(read, StillShot) and read.between[0] < 0.2
    assert read.between[1] < plate[1] - 0.12


def test_of_two_texts_over_one_face_the_second_goes_up_where_the_first_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """One at its other place and one below it would leave a picture no room at all."""
    framing = _Framing(OnCanvas(SHOW, canvas("square", Fraction(30)), {}, Sought({}, {})), [])
    gone, stays, beside = (
        PlacedSuper(start, 100, "title", (("title", "Talleres"),), lift=lift)
        for start, lift in ((0, -400), (100, 0), (200, 0))
    )
    segment = PlacedSegment("uno", "story", "", 0, 300, (), (gone, stays, beside), (), (), None, False)
    plates = [(each, framing.on.standing(each, segment)) for each in segment.supers]
    clearing = Clearing(framing.aiming, segment, ())
    monkeypatch.setattr(Clearing, "signed", [Span(200, 300)])
    found = clearing.all_elsewhere(plates, [Span(0, 300)])
    assert found[0] == plates[0] and found[2] == plates[2]
    assert found[1][0].lift < 0
    assert clearing.all_elsewhere(plates, [Span(0, 50)])[1] == plates[1]


def test_a_credit_stands_above_a_headline_that_came_to_its_place_for_a_face() -> None:
    """On portrait, where a hook goes to above the captions."""
    here = canvas("portrait", Fraction(30))
    framing = _Framing(OnCanvas(SHOW, here, {}, Sought({}, {})), [])
    hook = PlacedSuper(0, 150, "hook", (("headline", "Reabre la avenida Niños Héroes"),))
    credit, after = (PlacedSuper(start, 100, "credit", (("credit", "Archivo municipal"),)) for start in (100, 150))
    segment = PlacedSegment("uno", "story", "", 0, 300, (), (hook, credit), (), (), None, False)
    own, box = (framing.on.standing(each, segment) for each in (hook, credit))
    assert own and box
    clearing = Clearing(framing.aiming, segment, ())
    down = round((1040 / 1920 - own[1] - own[3]) * 1920)
    plates = [(replace(hook, lift=down), lowered(own, down, framing.on.drawn)), (credit, box), (after, box)]
    assert plates[0][1] and shared(plates[0][1], box)
    moved_hook, moved_credit, later = (clearing.beside(each, plates) for each in plates)
    assert moved_hook == plates[0] and later == plates[2], "not while the headline is gone"
    assert moved_credit[1] and not shared(moved_credit[1], plates[0][1])
    assert clearing.beside(plates[1], [(hook, own), plates[1]]) == plates[1]

    # Beside a window of sign language a hook stands lower with no face in sight.
    framed, _remarks = seen("portrait", [], hook, credit, signer=300)
    low, above = (framing.on.standing(each, framed) for each in framed.supers)
    assert low and above
    assert not shared(low, lowered(above, framed.supers[1].lift, framing.on.drawn))


def test_faces_of_a_photo_go_with_its_move() -> None:
    """Somebody beside the photo's focus is further from it once the photo has grown; along a panorama they pass."""
    wide, looked = canvas("landscape", Fraction(30)), Faces(samples=((0, (FACE,)),))

    def lefts(photo: StillShot, size: tuple[int, int], span: Span) -> list[float]:
        (moment,) = moments_on(wide, photo, looked, size, 0.5, span, 150)
        return [box[0] for box in moment]

    still, grows = (StillShot(Path("a.jpg"), focus=(1.0, 0.5), move=move) for move in ("still", "push-in"))
    assert lefts(still, (1920, 1080), Span(0, 150)) == [pytest.approx(0.4)] * 2
    assert lefts(grows, (1920, 1080), Span(0, 150)) == [pytest.approx(0.4), pytest.approx(0.4 - 0.6 * 0.05)]
    assert lefts(grows, (1920, 1080), Span(0, 1)) == [pytest.approx(0.4)]
    passing = lefts(StillShot(Path("a.jpg"), "fill", move="pan-right"), (7680, 1080), Span(0, 150))
    assert len(passing) > 5 and passing == sorted(passing, reverse=True)
    assert passing[0] - passing[-1] == pytest.approx(149 / 1920, abs=0.001)


@pytest.mark.parametrize("name", ["landscape", "square", "portrait"])
def test_the_shows_name_leaves_a_picture_that_has_a_face_where_it_stands(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is back with the next one, and goes to no other corner."""
    here = canvas(name, Fraction(30))
    shots = tuple(Shot(start, 150, ClipShot(Path(f"{start}.mp4"))) for start in (0, 150, 300))
    segment = PlacedSegment("uno", "story", "", 0, 450, shots, (), (), (), None, True)
    box = standing("bug", {}, SHOW, here)
    assert box
    there = {150: [(box[0] + 0.02, box[1] + 0.02, 0.2, 0.2)]}
    monkeypatch.setattr(OnCanvas, "has_faces", lambda self, shot: True)
    monkeypatch.setattr(Aiming, "shot", lambda self, shot, *rest, **how: shot)
    monkeypatch.setattr(OnCanvas, "moments_in", lambda self, shot, span: iter([there.get(shot.start, [])]))
    framed, _places = _Framing(OnCanvas(SHOW, here, {}, Sought({}, {})), []).segment(
        segment, SegmentPlaces((), (None,) * 3, ())
    )
    assert [shot.bug for shot in framed.shots] == [True, False, True]
    assert [(each.start, each.frames) for each in laid_over(framed, here, SHOW)] == [(0, 150), (300, 150)]


def test_faces_are_those_of_the_frames_that_are_shown() -> None:
    """Frames of a span count from the shot's first, those of what was looked at from the clip's."""
    faces = Faces(samples=((90, (FACE,)), (110, (FACE, FACE)), (199, (FACE,)), (200, (FACE,))))
    wide = canvas("landscape", Fraction(30))
    found = moments_on(wide, ClipShot(Path("a.mp4"), start=100), faces, (1920, 1080), 0, Span(0, 100), 100)
    assert [len(moment) for moment in found] == [2, 1]
    assert [face for moment in found for face in moment] == [pytest.approx(FACE)] * 3


def test_crops_keep_faces_off_captions_where_these_stand_above_a_band() -> None:
    framing = _Framing(OnCanvas(SHOW, canvas("square", Fraction(30)), {}, Sought({}, {})), [])
    shot = Shot(0, 100, ClipShot(Path("a.mp4")))
    (plain,) = framing.on.zones(shot, 0, [])
    (raised,) = framing.on.zones(shot, 0, [(PlacedSuper(0, 100, "footer", ()), None)])
    assert raised[2][1] == pytest.approx(plain[2][1] - 76 / 1080)


def test_a_text_that_goes_to_its_place_above_captions_stays_above_them_where_a_footer_raises_them() -> None:
    shot = Shot(0, 300, ClipShot(Path("a.mp4")))
    hook = PlacedSuper(0, 200, "hook", (("headline", "Reabre la avenida Niños Héroes"),))
    framing = _Framing(OnCanvas(SHOW, canvas("portrait", Fraction(30)), {}, Sought({}, {})), [])
    box = framing.on.standing(hook, PlacedSegment("a", "story", "", 0, 300, (shot,), (hook,), (), (), None, False))
    assert box
    for rise in (0, 76):
        shown = moved(hook, box, [(0.3, 0.15, 0.4, 0.2)], rise, framing.on.drawn)
        bottom = (box[1] + box[3]) * 1920 + shown.lift
        assert 900 < bottom <= 1040 - rise


@pytest.mark.parametrize(("name", "role"), [("Eva Ix", "Vecina"), ("María Guadalupe Hernández Villaseñor", "D" * 26)])
def test_a_name_that_ends_left_of_the_bug_may_stand_beside_it(name: str, role: str) -> None:
    """Below the bug a tall plate reaches down to a face in the middle of a square."""
    framing = _Framing(OnCanvas(SHOW, canvas("square", Fraction(30)), {}, Sought({}, {})), [])
    plate = PlacedSuper(0, 200, "lower-third", (("title", name), ("subtitle", role)))
    box = framing.on.standing(plate, PlacedSegment("a", "story", "", 0, 300, (), (plate,), (), (), None, False))
    bug = standing("bug", {}, SHOW, canvas("square", Fraction(30)))
    assert box and bug
    places = [round(box[1] * 1080) + lift for lift in lifts(box, 0, framing.on.drawn)]
    assert places[0] == 160 and (places[1] == 120) == (box[0] + box[2] <= bug[0])


CLOSE = (0.1, 0.2, 0.8, 0.55)
"""The face of an interview that fills a tall picture."""
CLIP = Path("entrevista.mp4")


def seen(
    name: str,
    faces: Sequence[tuple[int, Box | None]],
    *texts: PlacedSuper,
    signer: int = 0,
    size: tuple[int, int] = (1080, 1920),
    written: bool = False,
    focus: bool = False,
    bug: bool = False,
    burned: bool = True,
    card: tuple[tuple[str, str], ...] = (),
    cues: Sequence[Cue] = (Cue(0, 300, ("Las inscripciones quedan", "abiertas hasta el viernes.")),),
    doubtful: bool = False,
) -> tuple[PlacedSegment, list[Problem]]:
    """A story of one shot of 300 frames, framed: faces are there from their frame to that of the next. Somebody may
    have `written` that it fills the canvas, or with a `focus` what is seen of it; it may be below the headline of a
    `card`; `cues` are burned into it."""

    def face_at(frame: int) -> tuple[Box, ...]:
        return next(((box,) if box else () for first, box in reversed(faces) if first <= frame), ())

    found = Faces(tuple((frame, face_at(frame)) for frame in range(0, 330, 10)))
    found = Faces((), (), found.samples) if doubtful else found
    info = SimpleNamespace(picture=SimpleNamespace(width=size[0], height=size[1]), pages=None)
    sought = SimpleNamespace(of=lambda *_asked: found)
    remarks: list[Problem] = []
    framing = _Framing(OnCanvas(SHOW, canvas(name, Fraction(30)), {CLIP: info}, sought, burned), remarks)  # type: ignore[arg-type, dict-item]
    window = (Shot(0, signer, ClipShot(Path("senas.mp4"))),) if signer else ()
    clip = ClipShot(CLIP, fit="fill" if written or focus else "auto", framed="written" if focus else "")
    shots = (Shot(0, 300, GraphicShot("headline", card, clip) if card else clip),)
    segment = PlacedSegment("uno", "story", "", 0, 300, shots, texts, (), (), None, bug, signer=window)
    framed, _places = framing.segment(segment, SegmentPlaces((), (None,), (None,) * len(texts)), lambda: cues)
    return framed, remarks


@pytest.mark.parametrize("name", ["portrait", "square"])
def test_captions_leave_eyes_and_mouth_of_a_face_that_fills_the_picture(name: str) -> None:
    face = CLOSE if name == "portrait" else (0.2, 0.45, 0.6, 0.5)
    size = (1080, 1920) if name == "portrait" else (1080, 1080)
    segment, remarks = seen(name, [(0, face)], size=size, focus=True)
    (shot,) = segment.shots
    assert shot.captions < 0
    # On its forehead, which is told as well.
    assert ["no eyes" in each.message for each in remarks] == [True] * (name == "portrait")
    laid = [
        each.drop for each in laid_over(segment, canvas(name, Fraction(30)), SHOW, [Cue(0, 300, ("Buenos días.",))])
    ]
    assert laid == [shot.captions]


def test_captions_that_cover_nobody_stay() -> None:
    segment, remarks = seen("portrait", [(0, (0.4, 0.2, 0.2, 0.12))])
    assert segment.shots[0].captions == 0 and not remarks


@pytest.mark.parametrize("name", ["portrait", "square"])
def test_captions_that_a_footer_raises_are_judged_where_they_are_and_go_clear_of_the_head(name: str) -> None:
    here = places_on(canvas(name, Fraction(30)), SHOW)
    usual = here.box(CAPTIONS)
    assert usual
    raised = lowered(usual, -76, here)
    under = (raised[0], raised[1] + 2 * raised[3], raised[2], 2 * raised[3])
    assert caption_lift(usual, [under], [under], [], [76], here) == (0, "")
    lift, spoils = caption_lift(usual, [raised], [raised], [], [76], here)
    assert lift < -76 and not spoils
    assert spoiling(lowered(usual, lift, here), [raised]) == 0


def test_a_text_that_finds_no_place_beside_a_face_is_left_out_and_captions_have_its_room() -> None:
    """Where somebody wrote that the picture fills the canvas: a text over a mouth is worse than none."""
    hook = PlacedSuper(0, 300, "hook", (("headline", "Arranca la feria de otoño en el parque y en la plaza"),))
    segment, remarks = seen("portrait", [(0, CLOSE)], hook, focus=True)
    assert [each.code for each in remarks] == ["text-over-face", "captions-over-face"] and not segment.supers
    assert (
        "no eyes" in remarks[1].message
        and "entrevista.mp4" in remarks[0].message
        and "Arranca la feria" in remarks[0].message
    )
    assert segment.shots[0].captions < 0


LOW, HIGH = (0.1, 0.27, 0.8, 0.6), (0.1, 0.02, 0.8, 0.5)
"""Faces that each leave captions a place of its own in a tall picture."""


def test_captions_go_each_to_its_own_place_where_none_is_free_throughout_and_none_moves() -> None:
    """One that is seen with both faces stands where it covers least of them, which is told."""
    cues = [Cue(start, end, ("Buenos días.",)) for start, end in ((20, 90), (100, 135), (160, 200), (210, 290))]
    segment, remarks = seen("portrait", [(0, LOW), (150, HIGH)], focus=True, cues=cues)
    here, size = places_on(canvas("portrait", Fraction(30)), SHOW), canvas("portrait", Fraction(30))
    laid = list(laid_over(segment, size, SHOW, cues))
    assert [each.span for each in laid] == [Span(cue.start, cue.end) for cue in cues] and not remarks
    for each, face in zip(laid, (LOW, LOW, HIGH, HIGH), strict=True):
        box = standing("caption", dict(each.shown.told), SHOW, size)
        assert box and not shared(lowered(box, each.drop, here), face)
    assert len({each.drop for each in laid}) == 2
    _segment, told = seen("portrait", [(0, LOW), (150, HIGH)], focus=True)
    assert [each.code for each in told] == ["captions-over-face"], "one caption throughout has no place"


def test_a_caption_stands_where_the_one_before_or_after_it_does_if_that_is_free_as_well() -> None:
    faces = [(0, LOW), (100, None), (200, HIGH)]
    cues = [Cue(start, start + 80, ("Buenos días.",)) for start in (10, 110, 210)]
    segment, _remarks = seen("portrait", faces, written=True, cues=cues)
    first, second, third = (place for _span, place in segment.shots[0].recaptioned)
    assert first != third and second in (first, third)


def test_captions_stay_at_one_place_where_that_is_free_before_and_after_somebody_leaves() -> None:
    segment, remarks = seen("portrait", [(0, LOW), (150, None)], written=True)
    assert segment.shots[0].captions < 0 and not segment.shots[0].recaptioned and not remarks


def test_nothing_is_told_of_captions_that_are_not_burned_in() -> None:
    _segment, remarks = seen("portrait", [(0, FILLING)], written=True, cues=())
    assert not remarks


@pytest.mark.parametrize("left", [0.3, 0.45, 0.55])
def test_the_crop_of_a_picture_that_fills_keeps_a_face_off_the_window_of_sign_language(left: float) -> None:
    here, face = canvas("square", Fraction(30)), (left, 0.2, 0.22, 0.4)
    segment, _remarks = seen("square", [(0, face)], signer=300, size=(1920, 1080), written=True)
    shown, window = segment.shots[0].pictured, places_on(here, SHOW).box(SIGNER)
    assert shown and window and shown.fit == "fill"
    there = window_of((1920, 1080), (1920, 1080), here, "fill").on_canvas(face, shown.focus)
    assert shared(window, there) <= 0.02 * there[2] * there[3]
    assert there[0] >= -0.02 and there[0] + there[2] <= 1.02


@pytest.mark.parametrize("name", ["landscape", "square", "portrait"])
def test_a_face_below_the_window_of_sign_language_is_told_on_every_canvas(name: str) -> None:
    _segment, remarks = seen(name, [(0, FILLING)], signer=300, focus=True)
    assert "signer-over-face" in [each.code for each in remarks]


def test_a_picture_is_smaller_where_a_face_would_be_below_the_window_of_sign_language_on_landscape() -> None:
    here, face = canvas("landscape", Fraction(30)), (0.7, 0.35, 0.25, 0.5)
    segment, remarks = seen("landscape", [(0, face)], signer=300, size=(1920, 1080))
    (shot,) = segment.shots
    window = places_on(here, SHOW).box(SIGNER)
    assert shot.pictured and shot.pictured.fit in SMALLER and window and not remarks
    at = window_of((1920, 1080), (1920, 1080), here, shot.pictured.fit, shot.pictured.height)
    there = at.on_canvas(face, shot.pictured.focus)
    assert shared(window, there) <= 0.02 * there[2] * there[3]


def test_a_picture_that_a_face_fills_is_as_small_as_leaves_it_beside_the_window_of_sign_language() -> None:
    """On a tall canvas, where a hook below it takes the room."""
    here, face = canvas("portrait", Fraction(30)), (0.12, 0.13, 0.67, 0.56)
    hook = PlacedSuper(0, 300, "hook", (("headline", "Concluye el bacheo de los bulevares Morelos y López Mateos"),))
    segment, remarks = seen("portrait", [(0, face)], hook, signer=300)
    shown, window = segment.shots[0].pictured, places_on(here, SHOW).box(SIGNER)
    assert shown and window and not remarks and segment.supers
    at = window_of((1080, 1920), (1080, 1920), here, shown.fit, shown.height)
    there = at.on_canvas(face, shown.focus)
    assert shared(window, there) <= 0.02 * there[2] * there[3]


@pytest.mark.parametrize("below", [-0.05, -0.01, 0.01])
def test_a_card_makes_room_for_the_chin_that_is_below_a_face_as_it_is_found(below: float) -> None:
    """By how much of the canvas the face ends below where the headline begins; its picture is beside that then."""
    here, told = canvas("landscape", Fraction(30)), (("headline", "Concluye el bacheo de los bulevares"),)
    text = told_in("headline", dict(told), SHOW, here)
    assert text
    face = (0.4, text[1] + below - 0.6, 0.25, 0.6)
    segment, remarks = seen("landscape", [(0, face)], size=(1920, 1080), card=told, cues=())
    card = segment.shots[0].picture
    assert isinstance(card, GraphicShot) and card.background and not remarks
    assert card.apart == (below > -0.05) and card.background.fit not in SMALLER


def test_a_text_that_stays_on_what_may_be_a_face_is_told_and_one_beside_it_is_not() -> None:
    strap = PlacedSuper(0, 300, "strap", (("headline", "Arranca la feria de otoño en el parque"),))
    for face, told in ((FILLING, ["text-over-face"]), ((0.4, 0.4, 0.1, 0.1), [])):
        segment, remarks = seen("square", [(0, face)], strap, size=(1080, 1080), cues=(), doubtful=True, written=True)
        assert [each.code for each in remarks] == told and len(segment.supers) == 1


def test_a_picture_makes_room_for_what_may_be_a_face_where_texts_have_no_other_place() -> None:
    for face, smaller in ((FILLING, True), ((0.4, 0.2, 0.2, 0.2), False)):
        segment, remarks = seen("portrait", [(0, face)], doubtful=True)
        shown = segment.shots[0].pictured
        assert shown and (shown.fit in SMALLER) == smaller and not remarks


def test_a_picture_that_is_to_fill_is_smaller_before_a_text_stays_on_a_face_and_a_focus_holds() -> None:
    """Not before: where the text has another place it fills."""
    here = canvas("portrait", Fraction(30))
    for face, codes in ((CLOSE, ["smaller-for-face"]), ((0.3, 0.5, 0.4, 0.2), [])):
        segment, remarks = seen("portrait", [(0, face)], written=True)
        assert [each.code for each in remarks] == codes
        shown = segment.shots[0].pictured
        assert shown and (shown.fit == "fill") == (not codes)
        at = window_of((1080, 1920), (1080, 1920), here, shown.fit, shown.height)
        captions = places_on(here, SHOW).box(CAPTIONS)
        assert captions
        there = lowered(captions, segment.shots[0].captions, places_on(here, SHOW))
        assert shared(there, at.on_canvas(face, shown.focus)) <= 0.001
    segment, remarks = seen("portrait", [(0, CLOSE)], focus=True)
    assert segment.shots[0].pictured and segment.shots[0].pictured.fit == "fill"
    assert [each.code for each in remarks] == ["captions-over-face"]


def test_a_picture_of_which_another_part_fills_is_not_told_to_be_smaller() -> None:
    before = Shot(0, 90, ClipShot(Path("entrevista.mp4"), fit="fill"))
    aside, small = replace(before.pictured, focus=(0.2, 0.5)), replace(before.pictured, fit="band")
    told = [module.is_made_smaller(before, before.showing([each])) for each in (before.pictured, aside, small)]
    assert told == [False, False, True]


def test_a_panorama_fills_though_nobody_wrote_it() -> None:
    photo = StillShot(Path("valle.jpg"), fit="fill")
    told = [module.is_to_fill(Shot(0, 90, each)) for each in (photo, replace(photo, move="pan-right"))]
    assert told == [True, False]


def test_captions_that_find_no_place_stay_and_that_is_told() -> None:
    """They are what is said: nobody would have it without them."""
    _segment, remarks = seen("portrait", [(0, FILLING)], focus=True)
    assert [each.code for each in remarks] == ["captions-over-face"]
    assert "entrevista.mp4" in remarks[0].message


FILLING = (-0.1, 0.05, 1.2, 0.9)
"""A face that leaves no room in the picture."""


@pytest.mark.parametrize(
    ("faces", "first", "last"), [([(0, FILLING), (80, None)], 71, 180), ([(0, None), (100, FILLING)], 0, 100)]
)
def test_a_text_comes_when_a_face_has_gone_and_goes_before_one_comes(
    faces: list[tuple[int, Box | None]], first: int, last: int
) -> None:
    title = PlacedSuper(30, 90, "title", (("title", "Arranca la feria de otoño"),))
    segment, remarks = seen("portrait", faces, title, focus=True)
    (shown,) = segment.supers
    assert first <= shown.start and shown.start + shown.frames <= last and shown.frames == 90
    assert "text-over-face" not in [each.code for each in remarks]


@pytest.mark.parametrize("name", ["portrait", "square"])
@pytest.mark.parametrize("headline", ["", "Invita la Dirección General de Desarrollo Social a la jornada de la plaza"])
def test_a_picture_that_somebodys_face_fills_is_smaller_beside_texts(name: str, headline: str) -> None:
    here = canvas(name, Fraction(30))
    graphic = "hook" if name == "portrait" else "strap"
    texts = [PlacedSuper(0, 300, graphic, (("headline", headline),))] if headline else []
    segment, remarks = seen(name, [(0, CLOSE)], *texts)
    (shot,) = segment.shots
    assert isinstance(shot.picture, ClipShot) and not remarks
    assert (shot.picture.fit in SMALLER) == (name == "portrait" or bool(headline))
    face = window_of((1080, 1920), (1080, 1920), here, shot.picture.fit, shot.picture.height).on_canvas(
        CLOSE, shot.picture.focus
    )
    framing = _Framing(OnCanvas(SHOW, here, {}, Sought({}, {})), [])
    captions = framing.on.drawn.box(CAPTIONS)
    assert captions
    over = [lowered(captions, shot.captions, framing.on.drawn)]
    for text in segment.supers:
        box = framing.on.standing(text, segment)
        assert box
        over.append(lowered(box, text.lift, framing.on.drawn))
    assert max(shared(box, face) for box in over) <= 0.02 * face[2] * face[3]


def test_captions_stand_above_a_face_at_the_top_without_the_shows_name_and_a_place() -> None:
    """No text is worth a face, and captions are worth more than where a story is."""
    face = (0.1, 0.27, 0.8, 0.6)
    locator = PlacedSuper(0, 300, "locator", (("place", "Parque Metropolitano"),))
    segment, remarks = seen("portrait", [(0, face)], locator, written=True, bug=True)
    (shot,) = segment.shots
    here = places_on(canvas("portrait", Fraction(30)), SHOW)
    captions, bug = here.box(CAPTIONS), standing("bug", {}, SHOW, canvas("portrait", Fraction(30)))
    assert captions and bug and not remarks
    there = lowered(captions, shot.captions, here)
    assert shot.captions < 0 and not shared(there, face)
    assert not shot.bug if shared(there, bug) else shot.bug
    assert not any(
        shared(there, box)
        for each in segment.supers
        if (box := standing(each.graphic, dict(each.fields), SHOW, canvas("portrait", Fraction(30))))
    )


def test_a_footer_leaves_a_picture_whose_face_no_crop_keeps_off_it() -> None:
    footer = PlacedSuper(0, 300, "footer", (("text", "Gobierno Municipal"),))
    for face, left in (((0.3, 0.75, 0.4, 0.25), 0), ((0.3, 0.2, 0.4, 0.25), 1)):
        segment, _remarks = seen("square", [(0, face)], footer, size=(1080, 1080), written=True)
        assert len(segment.supers) == left


@pytest.mark.parametrize("name", ["square", "landscape"])
def test_what_stood_above_a_footer_stays_where_it_was_judged_when_that_leaves(name: str) -> None:
    """It would come down onto captions, or onto a face."""
    footer = PlacedSuper(0, 300, "footer", (("text", "Gobierno Municipal"),))
    strap = PlacedSuper(0, 150, "strap", (("headline", "Reabre la avenida Niños Héroes"),))
    here, cue = canvas(name, Fraction(30)), Cue(0, 140, ("Los talleres son gratuitos", "y comienzan el lunes"))
    for top in range(20, 60, 4):
        face = (0.39, top / 100, 0.33, 0.44)
        segment, remarks = seen(name, [(0, face)], footer, strap, size=DESIGN_SIZES[name], focus=True, cues=[cue])
        places = places_on(here, SHOW)
        drawn = {
            each.shown.graphic: lowered(box, each.drop, places)
            for each in laid_over(segment, here, SHOW, [cue])
            if (box := painted_by(each.shown.graphic, dict(each.shown.told), SHOW, here))
        }
        if "strap" in drawn:
            assert not shared(drawn["strap"], drawn["caption"]), top
            told = any(each.code == "text-over-face" for each in remarks)
            assert told or shared(drawn["strap"], face) <= TOUCHED * face[2] * face[3], top


def test_what_comes_to_the_place_of_a_text_that_leaves_for_a_face_is_judged_there() -> None:
    """A locator stands below what is breaking, and a credit below both: none comes up onto the face."""
    breaking = PlacedSuper(0, 300, "breaking", (("label", "Última hora"),))
    locator = PlacedSuper(0, 300, "locator", (("place", "Centro Histórico"),))
    credit = PlacedSuper(0, 300, "credit", (("credit", "Archivo"),))
    here, face = canvas("landscape", Fraction(30)), (0.02, 0.0, 0.16, 0.115)
    places, size = places_on(here, SHOW), (1920, 1080)
    segment, _remarks = seen("landscape", [(0, face)], breaking, locator, credit, size=size, focus=True, burned=False)
    (laid,) = laid_over(segment, here, SHOW)
    assert laid.shown.graphic == "credit"
    box = painted_by("credit", dict(laid.shown.told), SHOW, here)
    assert box and shared(lowered(box, laid.drop, places), face) <= TOUCHED * face[2] * face[3]


def test_a_window_of_sign_language_is_judged_above_a_footer() -> None:
    footer = PlacedSuper(0, 300, "footer", (("text", "Gobierno Municipal"),))
    face = (0.75, 0.2, 0.1, 0.19)
    for texts, told in (((footer,), ["signer-over-face"]), ((), [])):
        _segment, remarks = seen("landscape", [(0, face)], *texts, size=(1920, 1080), signer=300, focus=True, cues=())
        assert [each.code for each in remarks] == told


TEASED = (("kicker", "Obras Públicas"), ("headline", "Concluye el bacheo de los bulevares Morelos y López Mateos"))


@pytest.mark.parametrize("name", DESIGN_SIZES)
def test_a_headline_that_would_lie_on_a_face_wherever_it_stood_is_beside_its_picture(name: str) -> None:
    for face, apart in ((FILLING, True), ((0.4, 0.1, 0.2, 0.1), False)):
        segment, remarks = seen(name, [(0, face)], size=DESIGN_SIZES[name], written=True, card=TEASED)
        (shot,) = segment.shots
        shown = shot.picture
        assert isinstance(shown, GraphicShot) and (shown.graphic, shown.apart) == ("headline", apart)
        assert shown.background and not remarks


def test_a_headline_has_no_picture_where_its_drawing_has_no_place_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OnCanvas, "seen_in", lambda on, _shot: Window(on.canvas, 0, 0))
    segment, remarks = seen("portrait", [(0, FILLING)], written=True, card=TEASED)
    shown = segment.shots[0].picture
    assert isinstance(shown, GraphicShot) and shown.graphic == "topic" and shown.background is None
    assert [each.code for each in remarks] == ["headline-over-face"]


def test_a_caption_goes_to_its_other_place_with_the_cut() -> None:
    close, far = Shot(0, 100, ClipShot(CLIP), captions=-500), Shot(100, 100, ClipShot(CLIP))
    segment = PlacedSegment("uno", "story", "", 0, 200, (close, far), (), (), (), None, False)
    cue = Cue(60, 140, ("Buenos días a todos.",))
    found = [
        (each.start, each.frames, each.drop)
        for each in laid_over(segment, canvas("portrait", Fraction(30)), SHOW, [cue])
    ]
    assert found == [(60, 40, -500), (100, 40, 0)]


def test_a_hook_leaves_a_face_that_comes_after_the_window_has_gone() -> None:
    """Below the window it would stand over the mouth of whoever is seen later."""
    hook = PlacedSuper(0, 300, "hook", (("headline", "Arranca la feria"),))
    here, face = canvas("portrait", Fraction(30)), (0.15, 0.36, 0.7, 0.2)
    segment, _remarks = seen("portrait", [(120, face)], hook, signer=90)
    before, after = replace(segment, supers=(hook,)), segment
    drawn = standing("hook", {"headline": "Arranca la feria", "signed": "yes"}, SHOW, here)
    there = places_on(here, SHOW)
    window = there.box(SIGNER)
    assert drawn and window
    places = [
        (drawn[0], drawn[1] + (drop_of(each.supers[0], each, there) + each.supers[0].lift) / 1920, *drawn[2:])
        for each in (before, after)
    ]
    assert spoiling(places[0], [face]) > 0, "where it gives way to the window"
    shown = segment.shots[0].pictured
    assert shown
    framed = window_of((1080, 1920), (1080, 1920), here, shown.fit, shown.height).on_canvas(face, shown.focus)
    assert spoiling(places[1], [framed]) == 0
    assert not shared(places[1], window)


@pytest.mark.parametrize(("first", "last", "told"), [(0, 30, ["0.0", "1.0"]), (60, 120, ["2.0", "3.0"]), (90, 120, [])])
def test_where_all_of_a_clip_is_blurred_is_told_as_far_as_it_is_seen(
    monkeypatch: pytest.MonkeyPatch, first: int, last: int, told: list[str]
) -> None:
    monkeypatch.setattr(module, "veils_over", lambda *_args: (Veil(FACE, 0, 90), Veil(WHOLE, first, last)))
    framing = _Framing(OnCanvas(SHOW, canvas("landscape", Fraction(30)), {}, Sought({}, {})), [])
    clip = ClipShot(Path("plaza.mp4"))
    hidden = framing.aiming._hidden(clip, cast(Any, "faces"), Shot(0, 90, clip), None)
    assert isinstance(hidden, ClipShot) and len(hidden.veils) == 2
    assert [each.code for each in framing.remarks] == ["blurred-whole"] * bool(told)
    assert [re.findall(r"\d\.\d", each.message) for each in framing.remarks] == [told] * bool(told)


def test_where_nothing_looks_for_people_a_wide_clip_stands_above_captions_also_where_a_footer_raises_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "are_sought", lambda: False)
    tall = canvas("portrait", Fraction(30))
    on = OnCanvas(SHOW, tall, {}, Sought({}, {}))
    clip = ClipShot(Path("/n/a.mp4"), fit="auto")
    footer = PlacedSuper(0, 90, "footer", (("text", "Uno"),))
    captions = on.drawn.box(CAPTIONS)
    assert captions
    for plates, rise in (([], 0), ([(footer, None)], on.drawn.of("caption").band)):
        shown = Aiming(on, [])._unsought(clip, Shot(0, 90, clip), (1920, 1080), plates)
        _, top, _, high = share_of(box_of((1920, 1080), (1920, 1080), tall, "auto"), (1080, 1920), shown.height)
        assert captions[1] - rise / 1920 - 0.02 < top + high <= captions[1] - rise / 1920


@pytest.mark.parametrize("words", [4, 8, 12, 17])
def test_a_strap_on_square_stands_off_the_window_of_sign_language_also_above_a_ticker(words: int) -> None:
    said = (
        "Invita la Dirección General de Desarrollo Social y Humano a la jornada de participación ciudadana del sábado"
    )
    square = canvas("square", Fraction(30))
    places = places_on(square, SHOW)
    fields = {"headline": " ".join(said.split()[:words]), "department": said[10:57], "signed": "yes"}
    box, window = standing("strap", fields, SHOW, square), places.box(SIGNER)
    assert box and window
    step = 8 / 1080  # in which boxes are told
    inside = window[0] + step, window[1], window[2] - step, window[3] - step
    assert not shared(lowered(box, -places.of("strap").band, places), inside)
