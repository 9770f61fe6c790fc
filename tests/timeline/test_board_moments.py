"""The moments that stand for a part: each picture, each text, and a caption are seen in one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newscast.timeline.model import PlacedPart, PlacedSegment, PlacedSuper, Transition
from newscast.timeline.moments import MOST, moments
from newscast.timeline.seen import ClipShot, ComparedShot, GraphicShot, Shot
from newscast.timeline.spans import Span

CLIP = ClipShot(Path("/n/clip.mp4"))
CARD = GraphicShot("figures", (("title", "En un mes"),))


def segment(shots: list[tuple[int, Any]], supers: list[tuple[int, int]] = [], **more: Any) -> PlacedSegment:  # noqa: B006
    """A segment with shots of so many frames, and texts from a frame for so many."""
    placed, start = [], 0
    for frames, picture in shots:
        placed.append(Shot(start, frames, picture))
        start += frames
    texts = tuple(PlacedSuper(at, frames, "title", (("title", "Aquí"),)) for at, frames in supers)
    return PlacedSegment("nota", "story", "", 0, start, tuple(placed), texts, (), (), None, True, **more)


def frames_of(shown: PlacedSegment, start: int = 0, frames: int = 0, **more: Any) -> list[int]:
    part = PlacedPart("vo", "", start, frames or shown.frames - start)
    return [moment.frame for moment in moments(shown, part, **more)]


def test_each_picture_is_seen_in_its_middle() -> None:
    assert frames_of(segment([(100, CLIP), (50, CLIP), (30, CLIP)])) == [50, 125, 165]


def test_a_picture_that_two_parts_share_is_seen_in_the_middle_of_each() -> None:
    shared = segment([(200, CLIP), (100, CLIP)])
    assert frames_of(shared, 0, 100) == [50]
    assert frames_of(shared, 100) == [150, 250]


def test_a_card_is_seen_when_all_of_it_has_come_in() -> None:
    assert frames_of(segment([(90, CARD)])) == [60]


def test_two_pictures_that_are_compared_are_seen_while_both_are() -> None:
    assert frames_of(segment([(196, ComparedShot("before-after", (), CLIP, after=CLIP))])) == [98]


def test_a_moment_is_moved_to_where_a_text_stands_and_does_not_move() -> None:
    (frame,) = frames_of(segment([(300, CLIP)], supers=[(20, 80)]))
    assert 40 <= frame < 80


def test_a_text_that_no_picture_has_room_for_gets_a_moment_of_its_own() -> None:
    shown = segment([(300, CLIP)], supers=[(20, 60), (200, 60)])
    frames = frames_of(shown)
    assert [any(at + 15 <= frame < at + 45 for frame in frames) for at in (20, 200)] == [True, True]
    assert len(frames) == 2


def test_a_caption_is_seen_over_each_picture_where_there_is_one() -> None:
    shown = segment([(100, CLIP), (100, CLIP), (100, CLIP)])
    first, second, third = frames_of(shown, cues=[Span(0, 40), Span(140, 160)])
    assert 0 < first < 39
    assert second == 150
    assert third == 250


def test_another_canvas_takes_the_same_moments_where_they_show_as_much() -> None:
    shown = segment([(200, CLIP)])
    assert frames_of(shown, cues=[Span(0, 200)], others=[90]) == [90]
    assert frames_of(shown, cues=[Span(100, 200)], others=[90]) != [90]


def test_what_a_transition_leads_into_is_seen_when_it_is_over() -> None:
    entered = segment([(20, CLIP), (80, CLIP)], transition=Transition("dissolve", 15))
    assert frames_of(entered) == [17, 60]
    assert frames_of(segment([(100, CLIP)], transition=Transition("dissolve", 90))) == [95]


def test_many_pictures_are_shown_by_some_of_them() -> None:
    frames = frames_of(segment([(20, CLIP)] * 40))
    assert len(frames) == MOST
    assert frames[0] < 20
    assert frames[-1] >= 39 * 20


@given(
    st.lists(st.tuples(st.integers(12, 300), st.sampled_from([CLIP, CARD])), min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200)), max_size=6),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=6),
    st.integers(0, 40),
)
def test_moments_lie_in_their_part_and_name_their_picture(
    shots: list[tuple[int, Any]], supers: list[tuple[int, int]], cues: list[tuple[int, int]], entered: int
) -> None:
    transition = Transition("wipe", entered) if entered else None
    shown = segment(shots, supers, transition=transition)
    start = shown.frames // 3
    part = PlacedPart("vo", "", start, shown.frames - start)
    found = moments(shown, part, [Span(at, at + frames) for at, frames in cues])
    assert 1 <= len(found) <= MOST
    assert [each.frame for each in found] == sorted({each.frame for each in found})
    for each in found:
        shot = shown.shots[each.shot]
        assert start <= each.frame < shown.frames
        assert shot.start <= each.frame < shot.start + shot.frames
