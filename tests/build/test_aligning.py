"""Edges of pictures beside edges of texts: the same, or clearly apart."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscast.base.box import shared
from newscast.base.canvas import canvas
from newscast.build.faces.edges import Edges
from newscast.build.faces.giving_way import lowered
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.sought import Sought
from newscast.build.standing.aligning import Aligning
from newscast.graphics.places import CAPTIONS, IN_COLUMN, places_on
from newscast.graphics.standing import painted_by
from newscast.picture.boxes import APART, box_of, place_of
from newscast.picture.faces.search import Faces
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.spans import Span

SHOW, CLIP = Show(show=1, name="INFO LEÓN"), Path("clip.mp4")
NAME = PlacedSuper(30, 120, "lower-third", (("title", "José Ángel Peña"), ("subtitle", "Vecino de la colonia")))

BESIDE = PlacedSuper(
    *(30, 120, "lower-third", (("title", "José Ángel Peña"), ("subtitle", "Vecino de la colonia Niños Héroes"))),
    across=480,
    narrow=True,
)
"""In a column beside a face, where it is higher."""


def aligned(name: str, size: tuple[int, int], heights: tuple[float, ...], texts: tuple[PlacedSuper, ...]) -> list[int]:
    """Where the upper edges of a clip's shots are that stand at these heights."""
    here = canvas(name, Fraction(30))
    on = OnCanvas(
        SHOW, here, {CLIP: SimpleNamespace(picture=SimpleNamespace(width=size[0], height=size[1]))}, Sought({}, {})
    )  # type: ignore[dict-item]
    shots = tuple(Shot(n * 150, 150, ClipShot(CLIP, height=height)) for n, height in enumerate(heights))
    segment = PlacedSegment("uno", "story", "", 0, 150 * len(shots), shots, texts, (), (), None, True)
    moved = Aligning(on).shown(shots, segment, texts, ())
    box = box_of(size, size, here, "auto")
    return [place_of(box, (here.width, here.height), each.picture.height)[1] for each in moved]  # type: ignore[union-attr]


def edges(name: str, text: PlacedSuper = NAME) -> list[float]:
    """Those of the name, and of captions of two lines."""
    here = canvas(name, Fraction(30))
    column = places_on(here, SHOW).areas[IN_COLUMN]
    beside = {"across": f"{text.across}", "column": f"{int(column.width)}"} if text.narrow else {}
    told = {"line1": "Hay bancas", "line2": "y sombra"}
    drawn = ("lower-third", {**dict(text.fields), **beside}), ("caption", told)
    boxes = [painted_by(graphic, fields, SHOW, here) for graphic, fields in drawn]
    return [edge * here.height for box in boxes if box for edge in (box[1], box[1] + box[3])]


@pytest.mark.parametrize("height", [0.2, 0.25, 0.3, 0.35, 0.375, 0.4, 0.45, 0.5])
@pytest.mark.parametrize("name", ["portrait", "square"])
def test_no_edge_of_a_picture_is_nearly_that_of_a_text(name: str, height: float, text: PlacedSuper = NAME) -> None:
    (top,) = aligned(name, (640, 480), (height,), (text,))
    high = box_of((640, 480), (640, 480), canvas(name, Fraction(30)), "auto")[1]
    for edge in (top, top + high):
        apart = [abs(edge - own) for own in edges(name, text)]
        assert all(each <= 1.5 or each >= APART - 1.5 for each in apart), (edge, edges(name, text))


@pytest.mark.parametrize("name", ["portrait", "square"])
def test_nor_that_of_a_text_that_is_drawn_narrower_and_higher_beside_a_face(name: str) -> None:
    for height in range(10, 60):
        test_no_edge_of_a_picture_is_nearly_that_of_a_text(name, height / 100, BESIDE)


def test_no_text_hangs_on_a_picture() -> None:
    """One that ends where a picture begins, or begins where it ends, looks glued to it."""
    small = 320, 240
    _wide, high = box_of(small, small, canvas("portrait", Fraction(30)), "auto")
    _above, end, begin, _below = edges("portrait")
    for height in [step / 1000 for step in (*range(260, 290, 2), *range(435, 465, 2))]:
        (top,) = aligned("portrait", small, (height,), (NAME,))
        assert abs(top - end) >= APART - 1.5 and abs(top + high - begin) >= APART - 1.5, (height, top)


@pytest.mark.parametrize("size", [(640, 480), (720, 480), (640, 360)])
def test_the_edge_of_a_small_picture_on_landscape_is_behind_no_name_and_behind_no_caption(
    size: tuple[int, int],
) -> None:
    """One with ground all around goes up until it is clear of them: a webcam's lower edge was behind the name."""
    (top,) = aligned("landscape", size, (0.5,), (NAME,))
    bottom = top + box_of(size, size, canvas("landscape", Fraction(30)), "auto")[1]
    begin, end, caption, _ = edges("landscape")
    assert top >= 1080 / 24, "with ground above it"
    assert bottom <= begin - APART + 1.5 or (bottom >= end + APART - 1.5 and bottom <= caption), (top, bottom)


def test_a_coarse_picture_fits_between_a_headline_of_one_line_and_captions_of_two() -> None:
    """Where it does not, it stands behind these."""
    size, here, told = (640, 360), canvas("portrait", Fraction(30)), (("headline", "Archivo Águila"),)
    (top,) = aligned("portrait", size, (0.375,), (PlacedSuper(0, 105, "hook", told),))
    box, (*_name, captions, _below) = painted_by("hook", dict(told), SHOW, here), edges("portrait")
    assert box and top >= (box[1] + box[3]) * here.height + APART - 1.5
    assert top + box_of(size, size, here, "auto")[1] <= captions - APART + 1.5


def test_a_picture_from_side_to_side_of_a_square_goes_to_its_upper_edge_from_captions_across_it() -> None:
    """Its texts are below it then. One that is clear of them in its place stays there."""
    strap = PlacedSuper(0, 150, "strap", (("headline", "Arranca la feria"),))
    *_strap, captions, _below = edges("square")
    for size in ((1200, 800), (1400, 1000)):
        (top,) = aligned("square", size, (0.5,), (strap,))
        assert top == 0 and box_of(size, size, canvas("square", Fraction(30)), "auto")[1] < captions
    (top,) = aligned("square", (1920, 1080), (0.5,), (strap,))
    assert top > 200 and top + 608 < captions


def test_what_is_clear_of_texts_stays() -> None:
    assert aligned("portrait", (1920, 1080), (0.5,), ()) == [656]
    assert aligned("portrait", (1080, 1920), (0.5,), (NAME,)) == [0], "and what covers the canvas"


def test_shots_of_a_clip_that_are_as_large_stand_at_one_height() -> None:
    """It would jump between them: what moved one of them, a text that is over by then, is no reason for that."""
    tops = aligned("portrait", (1920, 1080), (0.25, 0.5, 0.5), (NAME,))
    assert len(set(tops)) == 1 and tops[0] > 600


def test_a_text_that_leaves_with_the_cut_before_moves_nothing() -> None:
    leaving = PlacedSuper(-115, 120, NAME.graphic, NAME.fields)
    assert aligned("portrait", (640, 480), (0.3,), (leaving,)) == aligned("portrait", (640, 480), (0.3,), ())


@pytest.mark.parametrize("name", ["portrait", "square"])
def test_no_picture_goes_with_its_face_to_captions_that_have_their_place(name: str) -> None:
    """Where they stand is settled by then: they do not go elsewhere for it any more."""
    here, face, size = canvas(name, Fraction(30)), (0.8, 0.7, 0.15, 0.3), (640, 480)
    places = places_on(here, SHOW)
    looks = SimpleNamespace(of=lambda *_asked: Faces(tuple((frame, (face,)) for frame in range(0, 180, 10))))
    known = {CLIP: SimpleNamespace(picture=SimpleNamespace(width=size[0], height=size[1]), pages=None)}
    on, captions = OnCanvas(SHOW, here, known, looks), places.box(CAPTIONS)  # type: ignore[arg-type]
    assert captions
    for height in range(20, 50, 2):
        shot = Shot(0, 150, ClipShot(CLIP, height=height / 100))
        (found,) = on.faces_in(shot, Span(0, 1))
        # Right below the face, and right above it.
        for at in (found[1] + found[3], found[1] - captions[3]):
            shot = replace(shot, captions=round((at - captions[1]) * places.size[1]))
            segment = PlacedSegment("uno", "story", "", 0, 150, (shot,), (NAME,), (), (), None, True)
            (moved,) = Aligning(on).shown((shot,), segment, (NAME,), ())
            for there in on.faces_in(moved, Span(0, 150)):
                assert shared(lowered(captions, shot.captions, places), there) < 0.03 * there[2] * there[3], height


def test_it_stays_where_captions_would_lie_on_a_face_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """They have been laid beside faces before: where they stand counts, not where they might."""
    hook = PlacedSuper(0, 150, "hook", (("headline", "Vuelve el cine mudo con orquesta en vivo a la Plaza Principal"),))
    free = aligned("portrait", (1920, 1080), (0.5,), (hook,))

    def face(on: OnCanvas, shot: Shot, _span: object) -> list[tuple[float, float, float, float]]:
        top = place_of((1080, 608), (1080, 1920), shot.picture.height)[1]  # type: ignore[union-attr]
        return [(0.45, (top + 300) / 1920, 0.1, 90 / 1920)]

    monkeypatch.setattr(OnCanvas, "moments_in", lambda *asked: [face(*asked)])
    (top,) = aligned("portrait", (1920, 1080), (0.5,), (hook,))
    assert top <= 656 + 16 < free[0], "as far as the face allows"


def test_a_text_that_leaves_a_face_is_no_reason_for_captions_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What texts spoil and what captions spoil are two, and each counts once."""
    on = OnCanvas(SHOW, canvas("portrait", Fraction(30)), {}, Sought({}, {}))
    shot = Shot(0, 150, ClipShot(CLIP))
    segment = PlacedSegment("uno", "story", "", 0, 150, (shot,), (NAME,), (), (), None, True)
    text, (captions,) = on.painted(NAME, segment), on.own_captions(shot, [NAME])
    assert text
    away = replace(NAME, lift=-round(text[1] * on.drawn.size[1]))
    for box, others in ((text, False), (captions, True)):
        monkeypatch.setattr(OnCanvas, "moments_in", lambda _on, _shot, _span, box=box: [[box]])
        texts, said = on.spoilt_as_it_is(shot, [(NAME, text)], ())
        assert (texts == 0, said == 0) == (others, not others)
    monkeypatch.setattr(OnCanvas, "moments_in", lambda _on, _shot, _span: [[text, captions]])
    edges, lower = Edges(on), replace(shot, captions=200)
    assert not edges.loses([(lower, [NAME])], [(lower, [away])], segment, ())
    assert edges.loses([(lower, [NAME])], [(shot, [away])], segment, ())


def test_where_the_best_place_is_too_near_to_an_edge_of_the_canvas_the_next_best_one_is_taken() -> None:
    """With less ground above it than a picture has to have it would be clear of a strap of two lines."""
    told = ("department", "Cultura"), ("headline", "Vuelve el cine mudo con orquesta en vivo a la Plaza Principal")
    size, here = (640, 480), canvas("landscape", Fraction(30))
    box, high = painted_by("strap", dict(told), SHOW, here), box_of((640, 480), (640, 480), here, "auto")[1]
    assert box and 0 < box[1] * here.height - high - APART < 36, "what is clear is too near to the canvas's edge"
    (top,) = aligned("landscape", size, (0.1,), (PlacedSuper(0, 150, "strap", told),))
    assert top + high - box[1] * here.height >= APART - 1.5


def test_captions_leave_who_is_small_only_beside_somebody_else_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is far behind another is nobody that matters; alone in one scene of a clip, everybody is."""
    on = OnCanvas(SHOW, canvas("portrait", Fraction(30)), {}, Sought({}, {}))
    shot = Shot(0, 150, StillShot(CLIP))
    (captions,) = on.own_captions(shot, ())
    small, large = (0.45, captions[1], 0.1, 0.05), (0.3, 0.3, 0.4, 0.2)
    for moments, leaves in (([[small, large]], False), ([[small], [large]], True)):
        monkeypatch.setattr(OnCanvas, "moments_in", lambda _on, _shot, _span, moments=moments: moments)
        lift, spoils = on.caption_lift(shot, (), ())
        assert (bool(lift), spoils) == (leaves, "")
