"""Long segments in slices: together they are the segment, and nothing that moves is cut in two."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newscast.timeline.model import PlacedSegment, PlacedSuper, Transition
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.slices import LONGEST, SHORTEST, slices

PHOTO = StillShot(Path("/n/foto.jpg"))


def segment(lengths: list[int], supers: tuple[tuple[int, int], ...] = (), entered: int = 0) -> PlacedSegment:
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    shots = tuple(Shot(start, frames, PHOTO) for start, frames in zip(starts, lengths, strict=True))
    shown = tuple(PlacedSuper(start, frames, "title", (("title", "Texto"),)) for start, frames in supers)
    transition = Transition("dissolve", entered) if entered else None
    return PlacedSegment("nota", "story", "Nota", 0, sum(lengths), shots, shown, (), (), None, True, transition)


def test_a_short_segment_is_one_slice() -> None:
    placed = segment([150, 150, 150])
    (only,) = slices(placed)
    assert (only.start, only.end, only.segment) == (0, 450, placed)


def test_a_long_segment_is_cut_where_shots_begin() -> None:
    parts = slices(segment([200] * 6))
    assert [(part.start, part.end) for part in parts] == [(0, 400), (400, 800), (800, 1200)]
    assert [shot.start for shot in parts[1].segment.shots] == [0, 200]


def test_a_text_on_screen_is_not_cut() -> None:
    parts = slices(segment([200] * 4, supers=((350, 100), (625, 50))))
    assert [part.start for part in parts] == [0, 200, 600]
    assert parts[2].segment.supers[0].start == 25


def test_a_text_that_comes_with_a_slice_is_in_it() -> None:
    first, second, _third = slices(segment([200] * 6, supers=((0, 50), (400, 50))))
    assert [[shown.start for shown in part.segment.supers] for part in (first, second)] == [[0], [0]]


def test_a_shot_is_never_cut() -> None:
    assert [part.end for part in slices(segment([2000, 150, 2000]))] == [2000, 2150, 4150]


def test_a_slice_has_room_for_two_seconds_between_key_pictures() -> None:
    """At up to 60 pictures a second."""
    assert [part.end for part in slices(segment([400, 40, 30, 400, 70]))] == [440, 940]
    assert [part.end for part in slices(segment([50, 410]))] == [460]
    assert [part.start for part in slices(segment([130, 1000, 1000], entered=15))] == [0, 1130]
    assert [part.start for part in slices(segment([135, 1000, 1000], entered=15))] == [0, 135, 1135]


def test_a_transition_stays_in_the_first_slice() -> None:
    assert [part.start for part in slices(segment([12, 1000, 1000], entered=15))] == [0, 1012]


@given(
    st.lists(st.integers(12, 1500), min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 300)), max_size=5),
)
def test_slices_tile_the_segment(lengths: list[int], supers: list[tuple[int, int]]) -> None:
    placed = segment(lengths, tuple(supers))
    parts = slices(placed)
    assert parts[0].start == 0 and parts[-1].end == placed.frames
    assert all(left.end == right.start for left, right in pairwise(parts))
    shown = [(each.start + part.start, each.frames) for part in parts for each in part.segment.supers]
    assert sorted(shown) == sorted(each for each in supers if each[0] < placed.frames)
    for part in parts:
        assert sum(shot.frames for shot in part.segment.shots) == part.end - part.start
        if part is not parts[-1]:
            assert all(shown.start + shown.frames <= part.end - part.start for shown in part.segment.supers)
        if len(parts) > 1:
            assert part.end - part.start >= SHORTEST
        if not supers:
            near = [shot.start for shot in part.segment.shots]
            chances = [at for at in near if SHORTEST <= at <= part.end - part.start - SHORTEST]
            assert part.end - part.start <= LONGEST or not chances


def test_what_stands_is_cut_with_its_slices_and_is_in_none_that_it_does_not_reach() -> None:
    standing = ((0, 400), (400, 400), (0, 1200), (300, 200))
    shown = tuple(
        PlacedSuper(start, frames, "footer", (("text", str(n)),)) for n, (start, frames) in enumerate(standing)
    )
    window = (Shot(0, 500, ClipShot(Path("/n/senas.mp4"))), Shot(500, 700, PHOTO))
    parts = slices(replace(segment([200] * 6), supers=shown, signer=window))
    assert [part.start for part in parts] == [0, 400, 800]
    assert [
        [(dict(each.fields)["text"], each.start, each.frames) for each in part.segment.supers] for part in parts
    ] == [
        [("0", 0, 400), ("2", 0, 400), ("3", 300, 100)],
        [("1", 0, 400), ("2", 0, 400), ("3", 0, 100)],
        [("2", 0, 400)],
    ]
    windows = [[(each.start, each.frames, each.picture) for each in part.segment.signer] for part in parts]
    clip = ClipShot(Path("/n/senas.mp4"))
    assert windows == [[(0, 400, clip)], [(0, 100, clip.later(400))], []]
    assert [part.segment.since for part in parts] == [0, 400, 800]
