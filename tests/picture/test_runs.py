"""Runs of pictures: joined they are the whole, however few of them there may be in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.media.info import MediaInfo
from newscast.picture.segment import Painter
from newscast.picture.slices import Paintings, Run, runs
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, Transition
from newscast.timeline.seen import ClipShot, Shot

SMALL = Canvas("landscape", 160, 90, Fraction(30000, 1001))


@pytest.fixture(scope="module")
def clip(numbered: Callable[..., MediaInfo]) -> MediaInfo:
    return numbered("runs.mp4", "30000/1001", 8, "-c:v", "libx264", "-preset", "ultrafast")


def segment(slug: str, clip: MediaInfo, start: int, frames: int, entered: int = 0) -> PlacedSegment:
    shots = (Shot(0, frames, ClipShot(clip.file.path, start)),)
    placed = PlacedSegment(slug, "story", slug, 0, frames, shots, (), (), (), None, False)
    return replace(placed, transition=Transition("dissolve", entered) if entered else None)


def runs_of(segments: list[PlacedSegment], clip: MediaInfo, shortest: int) -> list[Run]:
    painter = Painter(Show(show=1, name="Demo"), SMALL, {clip.file.path: clip})
    return runs(segments, painter, Paintings(), [()] * len(segments), shortest)


def lengths(found: list[Run]) -> list[tuple[str, int, int]]:
    return [(run.slug, run.first, run.frames) for run in found]


def test_what_is_too_short_goes_with_its_neighbour(clip: MediaInfo) -> None:
    brief, long, end = segment("a", clip, 0, 20), segment("b", clip, 20, 100), segment("c", clip, 120, 30)
    assert lengths(runs_of([brief, long, end], clip, 1)) == [("a", 0, 20), ("b", 0, 100), ("c", 0, 30)]
    assert lengths(runs_of([brief, long, end], clip, 60)) == [("a", 0, 150)]
    assert lengths(runs_of([long, brief, long, end], clip, 30)) == [("b", 0, 100), ("a", 0, 120), ("c", 0, 30)]
    assert lengths(runs_of([brief], clip, 60)) == [("a", 0, 20)]


def test_a_transition_takes_as_many_of_its_segment_as_it_needs(clip: MediaInfo) -> None:
    first = segment("a", clip, 0, 90)
    assert lengths(runs_of([first, segment("b", clip, 90, 130, entered=15)], clip, 60))[1:] == [
        ("b", 0, 60),
        ("b", 60, 70),
    ]
    assert lengths(runs_of([first, segment("b", clip, 90, 110, entered=15)], clip, 60))[1:] == [("b", 0, 110)]
    assert lengths(runs_of([first, segment("b", clip, 90, 130, entered=15)], clip, 1))[1:] == [
        ("b", 0, 15),
        ("b", 15, 115),
    ]


@pytest.mark.real
def test_the_pictures_are_the_same(clip: MediaInfo, render: Callable[..., Any]) -> None:
    segments = [
        segment("a", clip, 0, 20),
        segment("b", clip, 30, 80, entered=10),
        segment("c", clip, 120, 25, entered=8),
    ]

    def seen(shortest: int) -> list[Any]:
        found = runs_of(segments, clip, shortest)
        return [render(run.picture.stream, {clip.file.digest: clip.file.path}, (160, 90)) for run in found]

    one, other = seen(1), seen(30)
    assert [len(run) for run in other] == [run.frames for run in runs_of(segments, clip, 30)]
    assert (len(one), len(other)) == (5, 2)
    assert np.array_equal(np.concatenate(one), np.concatenate(other))
