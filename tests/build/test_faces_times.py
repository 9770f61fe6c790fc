"""When a text is seen that would lie on a face at its own time and place."""

from __future__ import annotations

from fractions import Fraction

from newscast.base.canvas import canvas
from newscast.build.faces.times import Room, free_of_faces, taken_by, when_seen
from newscast.graphics.places import places_on
from newscast.show.model import Show
from newscast.timeline.model import PlacedSuper, Span

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


def test_a_text_takes_what_time_is_left_and_none_under_three_seconds() -> None:
    for taken, span in ((Span(0, 100), (100, 220)), (Span(60, 300), None), (Span(125, 300), (5, 125))):
        there = free_of_faces(TITLE, BOX, 0, PLACES, Room([(taken, [ALL])], [], [Span(0, 300)], 90))
        assert (there and (there.span.start, there.span.end)) == span
    beside = [(Span(0, 300), (0.0, 0.0, 1.0, 0.75))]
    seen = [(Span(0, 300), [LOW])]
    assert free_of_faces(TITLE, BOX, 0, PLACES, Room(seen, beside, [Span(0, 300)], 90)) is None
