"""Programmes that last as long as their slot: black after them, or less of their closing, never into what is said."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.errors import Place
from newscast.base.timecode import sample_at
from newscast.timeline.ending import needed_until, shortened, with_black
from newscast.timeline.heard import PlacedSound, Take, TakeInfo
from newscast.timeline.model import PlacedPart, PlacedSegment, PlacedSuper, SegmentPlaces, Timeline, Transition
from newscast.timeline.seen import ClipShot, GraphicShot, Shot
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
VOICE, SPOT = Take("voice", text="hola"), Take("package", Path("spot.mp4"))
MUSIC, LOGO = Take("music", music="closing"), Take("package", Path("logo.mp4"))
HERE = Place(Path("r.yaml"), 3, 4)


def segment(kind: str, start: int, frames: int, *sounds: PlacedSound) -> PlacedSegment:
    half = frames // 2
    shots = (Shot(0, half, ClipShot(Path("a.mp4"))), Shot(half, frames - half, GraphicShot("closing")))
    supers = (PlacedSuper(half + 5, 10, "title", ()), PlacedSuper(2, half, "bug", ()))
    parts = (PlacedPart("read", "", 0, half), PlacedPart(kind, "", half, frames - half))
    entered = Transition("dissolve", 15) if start else None
    return PlacedSegment(kind, kind, kind, start, frames, shots, supers, sounds, (), "main", True, entered, (), parts)


def places(timeline: Timeline) -> tuple[SegmentPlaces, ...]:
    return tuple(
        SegmentPlaces((HERE,) * len(s.parts), (HERE,) * len(s.shots), (HERE, None), (None,) * len(s.sounds))
        for s in timeline.segments
    )


STORY = segment("story", 0, 300, PlacedSound(VOICE, 0, 400_000))
CLOSE = segment("close", 300, 200, PlacedSound(MUSIC, 0, 320_000), PlacedSound(LOGO, 200_000, 100_000))
WHOLE = Timeline(RATE, (STORY, CLOSE))
INFOS = {VOICE: TakeInfo(400_000, (Span(1000, 390_000),))}


def test_black_follows_to_the_frame_and_what_was_there_is_the_same() -> None:
    timeline, where = with_black(WHOLE, places(WHOLE), 8991)
    assert (timeline.frames, timeline.segments[:2], where[:2]) == (8991, WHOLE.segments, places(WHOLE))
    black = timeline.segments[2]
    assert (black.start, black.frames, black.slug, black.sounds, black.bed) == (500, 8491, "black", (), None)
    assert [len(each) for each in (where[2].parts, where[2].shots)] == [len(black.parts), len(black.shots)]
    assert with_black(WHOLE, places(WHOLE), 500) == (WHOLE, places(WHOLE))


def test_the_black_has_a_name_of_its_own() -> None:
    taken, _where = with_black(WHOLE, places(WHOLE), 600)
    again, _where = with_black(taken, (*places(WHOLE), SegmentPlaces((None,), (None,), ())), 700)
    assert [each.slug for each in again.segments] == ["story", "close", "black", "black-2"]


def test_a_timeline_is_shortened_with_all_that_is_in_it() -> None:
    timeline, where = shortened(WHOLE, places(WHOLE), 403)
    assert timeline.frames == 403
    assert timeline.segments[0] is STORY
    close = timeline.segments[1]
    assert [(each.start, each.frames) for each in close.shots] == [(0, 100), (100, 3)]
    assert [(each.start, each.frames) for each in close.parts] == [(0, 100), (100, 3)]
    # The later of the two texts was not there yet; the place of the other one stays with it.
    assert [(each.graphic, each.frames) for each in close.supers] == [("bug", 100)]
    assert where[1].supers == (None,)
    assert close.transition == Transition("dissolve", 15)


@pytest.mark.parametrize("frames", [300, 250])
def test_segments_that_have_not_begun_are_gone(frames: int) -> None:
    timeline, where = shortened(WHOLE, places(WHOLE), frames)
    assert [each.slug for each in timeline.segments] == ["story"]
    assert (timeline.frames, len(where)) == (frames, 1)


def test_a_transition_leaves_its_segment_a_frame() -> None:
    assert shortened(WHOLE, places(WHOLE), 310)[0].segments[1].transition == Transition("dissolve", 9)
    assert shortened(WHOLE, places(WHOLE), 301)[0].segments[1].transition is None


def test_a_programme_is_needed_as_long_as_somebody_speaks() -> None:
    needed = needed_until(WHOLE, INFOS)
    assert sample_at(needed - 1, RATE) < 390_000 <= sample_at(needed, RATE)
    # Of the closing, the kit's own music and video may go.
    assert needed < CLOSE.start


def test_a_spot_is_needed_to_its_end() -> None:
    spot = PlacedSegment("spot", "spot", "", 500, 100, (), (), (PlacedSound(SPOT, 0, 160_000),), (), None, False)
    timeline = Timeline(RATE, (STORY, CLOSE, spot))
    assert needed_until(timeline, INFOS) == 600
