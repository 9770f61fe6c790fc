"""Where texts go that would cover a face."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import DESIGN_SIZES, canvas
from newscast.base.errors import Place
from newscast.build.framing import _Framing, _Sought, covering, freest
from newscast.graphics.standing import standing
from newscast.picture.shown import laid_over
from newscast.show.model import Show
from newscast.timeline.model import ClipShot, PlacedSegment, PlacedSuper, SegmentPlaces, Shot

SHOW = Show(show=1, name="Demo")
FACE = (0.4, 0.1, 0.2, 0.2)


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
    framing = _Framing(SHOW, here, {}, _Sought({}, {}), [])
    laid = {each.shown.graphic: each for each in laid_over(segment, here)}
    drawn = standing(plate.graphic, dict(plate.fields), SHOW, here)
    found = framing._standing(plate, segment)
    assert drawn and found
    assert found[1] - drawn[1] == pytest.approx(laid["lower-third"].drop / DESIGN_SIZES[name][1])
    assert (laid["lower-third"].drop < 0) == (name != "portrait")
    assert (framing._standing(texts[1], segment) is None) == (band not in laid)


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
    framing = _Framing(SHOW, canvas(name, Fraction(30)), {}, _Sought({}, {}), [])
    box = framing._standing(texts[0], segment)
    assert box
    there = {150: [(box[0] + box[2] - 0.05, box[1], 0.2, 0.2)]}
    monkeypatch.setattr(_Framing, "_has_faces", lambda self, shot: True)
    monkeypatch.setattr(_Framing, "_shot", lambda self, shot, *rest: shot)
    monkeypatch.setattr(_Framing, "_faces_under", lambda self, shown, shot: iter(there.get(shot.start, [])))
    framed, places = framing.segment(segment, SegmentPlaces((), (None,) * 3, written))
    assert [(each.start, each.frames) for each in framed.supers if each.graphic == "locator"] == [(0, 150), (300, 150)]
    assert [(each.start, each.frames) for each in framed.supers if each.graphic == "tag"] == [(0, 450)]
    assert places.supers == (written[0], written[0], written[1]) and len(framed.supers) == 3


def test_crops_keep_faces_off_captions_where_these_stand_above_a_band() -> None:
    framing = _Framing(SHOW, canvas("square", Fraction(30)), {}, _Sought({}, {}), [])
    shot = Shot(0, 100, ClipShot(Path("a.mp4")))
    (plain,) = framing._zones(shot, 0, [])
    (raised,) = framing._zones(shot, 0, [(PlacedSuper(0, 100, "footer", ()), None)])
    assert raised[2][1] == pytest.approx(plain[2][1] - 76 / 1080)


def test_a_text_that_goes_to_its_place_above_captions_stays_above_them_where_a_footer_raises_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shot = Shot(0, 300, ClipShot(Path("a.mp4")))
    hook = PlacedSuper(0, 200, "hook", (("headline", "Reabre la avenida Niños Héroes"),))
    framing = _Framing(SHOW, canvas("portrait", Fraction(30)), {}, _Sought({}, {}), [])
    monkeypatch.setattr(_Framing, "_faces_under", lambda self, shown, shot: iter([(0.3, 0.15, 0.4, 0.2)]))
    box = framing._standing(hook, PlacedSegment("a", "story", "", 0, 300, (shot,), (hook,), (), (), None, False))
    assert box
    for rise in (0, 76):
        moved = framing._moved(hook, box, [shot], rise)
        bottom = (box[1] + box[3]) * 1920 + moved.lift
        assert 900 < bottom <= 1040 - rise


@pytest.mark.parametrize(("name", "role"), [("Eva Ix", "Vecina"), ("María Guadalupe Hernández Villaseñor", "D" * 26)])
def test_a_name_that_ends_left_of_the_bug_may_stand_beside_it(name: str, role: str) -> None:
    """Below the bug a tall plate reaches down to a face in the middle of a square."""
    framing = _Framing(SHOW, canvas("square", Fraction(30)), {}, _Sought({}, {}), [])
    plate = PlacedSuper(0, 200, "lower-third", (("title", name), ("subtitle", role)))
    box = framing._standing(plate, PlacedSegment("a", "story", "", 0, 300, (), (plate,), (), (), None, False))
    bug = standing("bug", {}, SHOW, canvas("square", Fraction(30)))
    assert box and bug
    places = [round(box[1] * 1080) + lift for lift in framing._lifts(box, 0)]
    assert places[0] == 160 and (places[1] == 120) == (box[0] + box[2] <= bug[0])
