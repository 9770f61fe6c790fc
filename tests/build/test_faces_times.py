"""When a text is seen that would lie on a face at its own time and place."""

from __future__ import annotations

from fractions import Fraction

from newscast.base.canvas import canvas
from newscast.build.faces.times import Room, beside_features, free_of_faces, taken_by, when_seen
from newscast.graphics.places import places_on
from newscast.show.model import Show
from newscast.timeline.model import PlacedSuper
from newscast.timeline.spans import Span

PLACES = places_on(canvas("landscape", Fraction(30)), Show(show=1, name="Demo"))
TITLE = PlacedSuper(30, 120, "title", (("title", "Talleres"),))
BOX = (0.05, 0.8, 0.4, 0.1)
ALL, LOW = (0.0, 0.0, 1.0, 1.0), (0.1, 0.7, 0.2, 0.25)


def test_each_look_stands_for_the_frames_up_to_those_beside_it() -> None:
    seen = [*when_seen([(0, [LOW]), (10, []), (20, [ALL])], Span(0, 40))]
    assert [(span.start, span.end) for span, _ in seen] == [(0, 10), (11, 40)]
    assert taken_by(BOX, Span(0, 5), seen) and not taken_by((0.7, 0.8, 0.1, 0.1), Span(0, 5), seen)


def test_a_text_goes_elsewhere_before_it_goes_to_another_time() -> None:
    seen = [(Span(0, 300), [LOW])]
    there = free_of_faces(TITLE, BOX, 0, PLACES, Room(seen, [], [Span(0, 300)], 90))
    assert there and there.lift < 0 and there.span == TITLE.span
    kept = free_of_faces(TITLE, BOX, 0, PLACES, Room([], [], [Span(0, 300)], 90))
    assert kept is TITLE


def test_a_text_leaves_room_beside_a_head_at_its_own_time_and_loses_none_for_it() -> None:
    chin = (0.1, 0.4, 0.2, 0.39)
    there = free_of_faces(TITLE, BOX, 0, PLACES, Room([(Span(0, 300), [chin])], [], [Span(0, 300)], 90))
    assert there and there.lift and there.span == TITLE.span
    high = [(Span(0, 300), (0.0, 0.0, 1.0, 0.79))]
    assert free_of_faces(TITLE, BOX, 0, PLACES, Room([(Span(0, 100), [chin])], high, [Span(0, 300)], 90)) is TITLE


def test_a_text_takes_what_time_is_left_and_none_under_three_seconds() -> None:
    for taken, span in ((Span(0, 100), (100, 220)), (Span(60, 300), None), (Span(125, 300), (5, 125))):
        there = free_of_faces(TITLE, BOX, 0, PLACES, Room([(taken, [ALL])], [], [Span(0, 300)], 90))
        assert (there and (there.span.start, there.span.end)) == span
    beside = [(Span(0, 300), (0.0, 0.0, 1.0, 0.75))]
    seen = [(Span(0, 300), [LOW])]
    assert free_of_faces(TITLE, BOX, 0, PLACES, Room(seen, beside, [Span(0, 300)], 90)) is None


def test_what_may_be_a_face_is_kept_free_where_that_costs_little() -> None:
    maybe = Room([], [], [Span(0, 300)], 90, doubtful=[(Span(0, 300), [LOW])])
    there = free_of_faces(TITLE, BOX, 0, PLACES, maybe)
    assert there and there.lift < 0 and there.span == TITLE.span
    everywhere = Room([], [], [Span(0, 300)], 90, doubtful=[(Span(0, 300), [ALL])])
    assert free_of_faces(TITLE, BOX, 0, PLACES, everywhere) is TITLE


def test_a_text_is_seen_briefly_before_it_is_left_out() -> None:
    seen = [(Span(70, 300), [ALL])]
    there = free_of_faces(TITLE, BOX, 0, PLACES, Room(seen, [], [Span(0, 300)], 90, briefest=60))
    assert there and (there.start, there.frames) == (0, 70)


def test_a_text_without_another_place_may_stand_on_a_chin_and_never_on_a_mouth() -> None:
    for bottom, lies in ((0.84, True), (0.99, False)):
        filling = [(Span(0, 300), [(0.02, -0.06, 0.48, bottom + 0.06)])]
        below = [(Span(0, 300), (0.0, 0.0, 1.0, 0.79))]
        room = Room(filling, below, [Span(0, 300)], 90)
        assert free_of_faces(TITLE, BOX, 0, PLACES, room) is None
        assert bool(beside_features(TITLE, BOX, 0, PLACES, room)) == lies
