"""What is blurred besides faces that are sure: what may be one, and who is half out of the picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from newscast.base.box import Box, shared
from newscast.build.faces.sought import seen_from
from newscast.picture.faces import looking
from newscast.picture.faces.hiding import photo_veils, veils_over, whole_spans
from newscast.picture.faces.looking import look
from newscast.picture.faces.search import Faces
from newscast.picture.often import at_twice_the_rate
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, Shot

SURE, PERHAPS = (0.1, 0.1, 0.1, 0.2), (0.6, 0.4, 0.1, 0.2)


def is_hidden(box: Box, frame: int, faces: Faces, last: int) -> bool:
    veils = veils_over(faces, 0, last)
    there = [veil.box for veil in veils if veil.first <= frame and (veil.last is None or frame < veil.last)]
    return any(shared(veil, box) >= 0.99 * box[2] * box[3] for veil in there)


def test_what_may_be_a_face_is_blurred_beside_one_that_is() -> None:
    looks = tuple((5 * number, (SURE,)) for number in range(8))
    faces = Faces(looks, (), ((15, (PERHAPS,)), (20, (PERHAPS,))))
    assert is_hidden(PERHAPS, 15, faces, 40) and is_hidden(PERHAPS, 19, faces, 40)
    # It may be none: that it goes is no reason to blur all of the picture.
    assert not [*whole_spans(veils_over(faces, 0, 40))]
    assert [*whole_spans(veils_over(Faces(tuple((at, ()) for at, _boxes in looks), (), faces.doubtful), 0, 40))]
    photo = photo_veils(Faces(((0, (SURE,)),), (), ((0, (PERHAPS,)),)))
    assert len(photo) == 2 and any(shared(veil.box, PERHAPS) > 0.019 for veil in photo)


def test_somebody_who_is_found_now_for_sure_and_now_perhaps_is_not_lost() -> None:
    looks = tuple((5 * number, (PERHAPS,) if number % 4 == 0 else ()) for number in range(9))
    doubtful = tuple((5 * number, (PERHAPS,)) for number in range(9) if number % 4)
    faces = Faces(looks, (), doubtful)
    assert not [*whole_spans(veils_over(faces, 0, 45))]
    assert all(is_hidden(PERHAPS, frame, faces, 45) for frame in range(45))


def test_who_is_half_out_of_the_picture_is_blurred_until_the_look_after_the_next() -> None:
    boxes = [(0.55 + 0.11 * number, 0.4, 0.09, 0.16) for number in range(4)]
    looks = tuple((5 * number, (boxes[number],) if number < 4 else ()) for number in range(8))
    for frame in range(15, 25):
        assert is_hidden((0.97, 0.4, 0.03, 0.16), frame, Faces(looks), 40), frame


@pytest.mark.parametrize("closely", [False, True])
def test_one_face_that_is_sure_is_not_all_of_them_where_they_are_blurred(
    closely: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found_in(picture: np.ndarray, least: float) -> list[tuple[Box, float]]:
        return [(SURE, 0.9)] if max(picture.shape) > 192 else [(PERHAPS, 0.5)]

    monkeypatch.setattr(looking, "found_in", found_in)
    sure, _rather = look([np.zeros((352, 640, 3), np.uint8), np.zeros((192, 320, 3), np.uint8)], closely=closely)
    assert (PERHAPS in sure) is closely


@pytest.mark.parametrize(("first", "cuts", "hidden"), [(16, (), True), (19, (), True), (17, (16,), False)])
def test_who_was_there_at_the_look_before_a_shot_begins_is_hidden_in_its_first_frames(
    first: int, cuts: tuple[int, ...], hidden: bool
) -> None:
    leaving = (0.9, 0.4, 0.1, 0.2)
    looks = ((10, (SURE, leaving)), (15, (SURE, leaving)), (20, (SURE,)), (25, (SURE,)), (30, (SURE,)))
    veils = veils_over(Faces(looks, cuts), first, 35)
    there = [veil for veil in veils if veil.first <= first and (veil.last is None or first < veil.last)]
    assert any(shared(veil.box, leaving) >= 0.019 for veil in there) is hidden


@pytest.mark.parametrize("looks", [2, 1])
def test_who_moves_on_after_the_last_look_before_a_cut_is_hidden_up_to_it(looks: int) -> None:
    """A face that goes three quarters of its width from one look to the next, and cuts four frames from the looks."""
    places = {frame: (0.3 + 0.015 * frame, 0.4, 0.1, 0.2) for frame in range(30)}
    seen = tuple((frame, (places[frame],)) for frame in (15, 20)[:looks])
    cuts = (11, seen[-1][0] + 5)
    faces = Faces(((0, (SURE,)), (5, (SURE,)), (10, (SURE,)), *seen, (cuts[1], (SURE,))), cuts)
    assert all(is_hidden(places[frame], frame, faces, cuts[1] + 5) for frame in range(*cuts))


def test_who_was_there_before_a_cut_with_which_a_shot_begins_is_blurred_in_its_first_field() -> None:
    leaving = (0.7, 0.6, 0.1, 0.2)
    looks = ((5, (leaving,)), (10, (leaving,)), (15, (leaving,)), (20, (SURE,)), (25, (SURE,)))
    bare = ClipShot(Path("clip.mp4"), 16, "fill", faces_blurred=True)
    shot = Shot(0, 10, replace(bare, veils=veils_over(Faces(looks, (16,)), seen_from(bare), 40)))
    segment = PlacedSegment("nota", "story", "Nota", 0, 10, (shot,), (), (), (), None, False)
    shown = at_twice_the_rate(segment).shots[0].picture
    assert isinstance(shown, ClipShot)
    there = [
        veil for veil in shown.veils if veil.first <= shown.start and (veil.last is None or shown.start < veil.last)
    ]
    assert any(shared(veil.box, leaving) >= 0.019 for veil in there)
