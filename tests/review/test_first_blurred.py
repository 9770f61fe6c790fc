"""What has to be looked at before blurred faces are approved."""

from __future__ import annotations

from dataclasses import replace

from newscast.episode.timeline import ListedBlur, ListedSegment, ListedShot, ListedTimeline
from newscast.review.approval.obstacles import _unseen
from newscast.review.first.blurred import blurred_items

SHOT = ListedShot(start=30, frames=60, picture="ClipShot", file="a.mp4", sha256="ab", place=None, faces_blurred=True)
BOX = ListedBlur(box=(0.1, 0.2, 0.3, 0.4), start=30, end=90)


def timeline(*shots: ListedShot) -> ListedTimeline:
    nothing = {"parts": (), "supers": (), "sounds": (), "cues": {}, "copy": (), "start": 0.0, "duration": 3.0}
    told = {"slug": "escuela", "kind": "story", "title": "Escuela", "start_frame": 100, "frames": 90, "shots": shots}
    return ListedTimeline(used_by=("web",), rate="30", frames=190, segments=(ListedSegment(**nothing, **told),))  # type: ignore[arg-type]


def test_each_story_with_blurred_faces_is_an_item_at_its_frame() -> None:
    (item,) = blurred_items(timeline(replace(SHOT, blurred=(BOX,)), replace(SHOT, start=0, faces_blurred=False)))
    assert (item.kind, item.frame, item.title) == ("minors", 130, "Escuela")
    assert _unseen(item).kind == "minors" and not _unseen(item).can_be_signed
    assert [*blurred_items(timeline(replace(SHOT, faces_blurred=False, blurred=(BOX,))))] == []


def test_a_story_in_which_minors_are_hidden_by_hand_is_an_item_too() -> None:
    """Boxes that stand still while somebody walks want to be seen as much as those that were found."""
    by_hand = replace(SHOT, faces_blurred=False, hides_minors=True, blurred=(BOX,))
    (item,) = blurred_items(timeline(by_hand))
    assert _unseen(item).kind == "minors" and "boxes" in item.lines[0].text
    (whole,) = blurred_items(timeline(replace(by_hand, blurred=(replace(BOX, box=(0.0, 0.0, 1.0, 1.0)),))))
    assert "All of the picture" in whole.lines[0].text and whole.key != item.key


def test_a_tick_is_for_what_was_shown() -> None:
    (one,) = blurred_items(timeline(replace(SHOT, blurred=(BOX,))))
    (later,) = blurred_items(timeline(replace(SHOT, start=45, blurred=(replace(BOX, start=45, end=105),))))
    (moved,) = blurred_items(timeline(replace(SHOT, blurred=(replace(BOX, box=(0.2, 0.2, 0.3, 0.4)),))))
    (other,) = blurred_items(timeline(replace(SHOT, sha256="cd", blurred=(BOX,))))
    (longer,) = blurred_items(timeline(replace(SHOT, frames=90, blurred=(BOX,))))
    (sooner,) = blurred_items(timeline(replace(SHOT, blurred=(replace(BOX, end=60),))))
    assert one.key == later.key and len({each.key for each in (one, moved, other, longer, sooner)}) == 5


def test_it_is_said_where_all_of_the_picture_is_blurred() -> None:
    (item,) = blurred_items(timeline(replace(SHOT, blurred=(replace(BOX, box=(0.0, 0.0, 1.0, 1.0)),))))
    assert "all of the picture" in item.lines[0].text
