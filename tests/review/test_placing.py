"""Where comments stand in later versions: at what says the same, else at what took its place, else nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from newscast.desk.comments import Subject
from newscast.episode.timeline import ListedPart, ListedSegment, ListedTimeline, Listing
from newscast.review.episode.placing import GONE, held_to, part_at, stand_of, timeline_of

Told = tuple[str, str, int]
"""A part: its kind, its digest, its frames."""


def timeline(*segments: tuple[str, Sequence[Told]]) -> ListedTimeline:
    """Segments by slug, each with its parts, one after another."""
    made, start = [], 0
    for slug, parts in segments:
        first, listed = start, []
        for index, (kind, digest, frames) in enumerate(parts):
            listed.append(
                ListedPart(
                    slug=slug, index=index, kind=kind, digest=digest, start_frame=start, frames=frames, place=None
                )
            )
            start += frames
        made.append(ListedSegment(
            slug=slug, kind="story", title=slug, start=first / 30, duration=(start - first) / 30, start_frame=first,
            frames=start - first, parts=tuple(listed), shots=(), supers=(), sounds=(), copy=(), cues={},
        ))  # fmt: skip
    return ListedTimeline(used_by=("web",), rate="30", frames=start, segments=tuple(made))


def subject(seen: ListedTimeline, frame: int, end_frame: int | None = None) -> Subject:
    return Subject("hoy", True, 1, "web", frame, end_frame, "30", held_to(seen, frame), None)


SEEN = timeline(
    ("open", [("open", "o", 30)]), ("bacheo", [("vo", "a", 100), ("sot", "b", 50)]), ("feria", [("read", "c", 60)])
)


def test_it_is_held_to_the_part_of_its_frame() -> None:
    part = held_to(SEEN, 130)
    assert part and (part.slug, part.index, part.kind, part.digest) == ("bacheo", 1, "sot", "b")
    assert (part.start_frame, part.frames) == (130, 50)
    assert held_to(SEEN, 129) != part and held_to(SEEN, 240) is None and held_to(SEEN, -1) is None


def test_it_goes_where_its_part_went() -> None:
    later = timeline(("feria", [("read", "c", 60)]), ("bacheo", [("sot", "b", 50), ("vo", "a", 100)]))
    stand = stand_of(subject(SEEN, 140), later)
    assert (stand.how, stand.frame) == ("same", 70) and stand.part and stand.part.index == 0


def test_of_several_alike_the_nearest_is_meant() -> None:
    cards = timeline(("uno", [("card", "x", 20), ("card", "x", 20)]), ("dos", [("card", "x", 20)]))
    later = timeline(("dos", [("card", "x", 20)]), ("uno", [("card", "x", 20), ("card", "x", 20)]))
    assert [stand_of(subject(cards, frame), later).frame for frame in (5, 25, 45)] == [25, 45, 5]


def test_what_was_changed_is_where_it_was_and_as_far_through_it() -> None:
    later = timeline(("bacheo", [("vo", "other", 200), ("sot", "b", 50)]))
    first, middle, last = (stand_of(subject(SEEN, frame), later) for frame in (30, 80, 129))
    assert {each.how for each in (first, middle, last)} == {"changed"}
    assert (first.frame, middle.frame, last.frame) == (0, 101, 199)


def test_it_is_gone_where_another_kind_or_nothing_is_in_its_place() -> None:
    assert stand_of(subject(SEEN, 140), timeline(("bacheo", [("vo", "a", 100), ("card", "k", 50)]))) == GONE
    assert stand_of(subject(SEEN, 140), timeline(("bacheo", [("vo", "a", 100)]))) == GONE
    assert stand_of(subject(SEEN, 140), None) == GONE
    assert stand_of(subject(SEEN, 999), SEEN) == GONE


def test_a_range_keeps_what_goes_beyond_its_part_and_ends_with_the_timeline() -> None:
    later = timeline(("bacheo", [("vo", "a", 100), ("sot", "b", 50)]))
    inside, beyond = stand_of(subject(SEEN, 40, 60), later), stand_of(subject(SEEN, 120, 150), later)
    assert (inside.frame, inside.end_frame) == (10, 30)
    assert (beyond.frame, beyond.end_frame) == (90, 120)
    assert stand_of(subject(SEEN, 120, 240), later).end_frame == 150


def test_each_deliverable_has_its_own_timeline() -> None:
    assert timeline_of(Listing(timeline=1, timelines=(SEEN,)), "web") is SEEN
    assert (
        timeline_of(Listing(timeline=1, timelines=(SEEN,)), "reel/feria") is None and timeline_of(None, "web") is None
    )


parts = st.lists(
    st.tuples(st.sampled_from(["read", "vo", "card"]), st.sampled_from("abcdef"), st.integers(1, 90)),
    min_size=1,
    max_size=4,
)
timelines = st.dictionaries(st.sampled_from(["uno", "dos", "tres", "cuatro"]), parts, min_size=1).map(
    lambda told: timeline(*told.items())
)


@given(timelines, timelines, st.data())
def test_wherever_it_stands_it_is_inside_the_part_it_speaks_of(
    seen: ListedTimeline, later: ListedTimeline, data: st.DataObject
) -> None:
    frame = data.draw(st.integers(0, seen.frames - 1))
    end = data.draw(st.none() | st.integers(frame + 1, seen.frames))
    said = subject(seen, frame, end)
    stand = stand_of(said, later)
    assert said.part
    alike = [part.digest == said.part.digest for segment in later.segments for part in segment.parts]
    assert (stand.how == "same") == any(alike)
    if stand.how == "gone":
        assert (stand.frame, stand.end_frame, stand.part) == (None, None, None)
        return
    assert stand.frame is not None and stand.part == part_at(later, stand.frame)
    assert stand.part and (stand.how == "changed") == (stand.part.digest != said.part.digest)
    assert (stand.end_frame is None) == (end is None)
    assert stand.end_frame is None or stand.frame < stand.end_frame <= later.frames


@given(timelines, st.data())
def test_in_its_own_version_it_stands_where_it_was_put(seen: ListedTimeline, data: st.DataObject) -> None:
    frame = data.draw(st.integers(0, seen.frames - 1))
    end = data.draw(st.none() | st.integers(frame + 1, seen.frames))
    stand = stand_of(subject(seen, frame, end), seen)
    # A part that is there twice is the nearest of them: the same one.
    assert (stand.how, stand.frame, stand.end_frame) == ("same", frame, end)


@given(timelines, timelines, st.data())
def test_what_came_first_still_does_inside_a_part(
    seen: ListedTimeline, later: ListedTimeline, data: st.DataObject
) -> None:
    frame = data.draw(st.integers(0, seen.frames - 1))
    part = part_at(seen, frame)
    assert part
    other = data.draw(st.integers(frame, part.start_frame + part.frames - 1))
    one, two = stand_of(subject(seen, frame), later), stand_of(subject(seen, other), later)
    assert one.how == two.how and (one.frame is None or two.frame is None or one.frame <= two.frame)
