"""At which moments and sizes faces are looked for, and where they are between two looks."""

from __future__ import annotations

import numpy as np
import pytest

from newscast.base.box import Box
from newscast.picture.faces import looking
from newscast.picture.faces.going import on_the_way
from newscast.picture.faces.looking import Sight, between, first_looks, look, smaller
from newscast.picture.faces.search import Faces

FACE: Box = (0.4, 0.3, 0.1, 0.2)
NONE = np.zeros((64, 64, 3), np.uint8)


def test_a_face_is_sure_at_one_size_or_may_be_one_at_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The large picture sees one half sure, the small one the same surely, and another that is not sure."""
    near, other = (0.41, 0.31, 0.1, 0.2), (0.8, 0.1, 0.1, 0.1)
    answers = {64: [(FACE, 0.25)], 32: [(near, 0.6), (other, 0.22)]}
    monkeypatch.setattr(looking, "found_in", lambda picture, _threshold: answers[len(picture)])
    assert look([NONE, NONE[:32]]) == ([near], [other])
    assert look([NONE], [Sight(0.2, 0.1)]) == ([FACE], [])


def test_where_no_face_is_sure_it_is_looked_smaller_still_until_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: dict[int, list[tuple[Box, float]]] = {320: [], 192: [], 128: [(FACE, 0.45)], 96: []}
    looked: list[int] = []

    def found(picture: np.ndarray, _threshold: float) -> list[tuple[Box, float]]:
        looked.append(picture.shape[1])
        return drawn[picture.shape[1]]

    monkeypatch.setattr(looking, "found_in", found)
    picture = np.zeros((320, 320, 3), np.uint8)
    assert look([picture]) == ([FACE], []) and looked == [320, 128]
    drawn[128] = [(FACE, 0.3)]
    assert look([picture]) == ([], [FACE]), "what is less sure only moves texts"
    drawn[96] = [(FACE, 0.8)]
    assert look([picture]) == ([FACE], []), "out of focus it is seen in a smaller one"
    drawn[320], looked[:] = [((0.8, 0.1, 0.1, 0.1), 0.6)], []
    assert look([picture]) == ([(0.8, 0.1, 0.1, 0.1)], []) and looked == [320], "a face that is sure spares the looks"


def test_a_face_that_fills_a_picture_is_looked_for_with_ground_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in shares of the picture; what is found on the ground is none. It is sure where another look has seen
    it as well, and not looked for where a panorama has next to no lines left."""
    seen: list[tuple[Box, float]] = []

    def found(picture: np.ndarray, _threshold: float) -> list[tuple[Box, float]]:
        is_framed = picture[0].min() != 0
        return [((0.4, 0.3, 0.2, 0.3), 0.5), ((0.0, 0.0, 0.2, 0.2), 0.9)] if is_framed else seen

    monkeypatch.setattr(looking, "found_in", found)
    there, picture = pytest.approx((0.3, 0.1, 0.4, 0.6)), np.zeros((160, 320, 3), np.uint8)
    assert look([picture]) == ([], [there]), "a Ferris wheel was found so"
    seen.append(((0.32, 0.12, 0.4, 0.5), 0.25))
    assert look([picture]) == ([there], [])
    seen.clear()
    assert look([picture[:96]]) == ([], [])


def test_every_stretch_between_cuts_is_looked_at_where_it_begins_and_ends() -> None:
    assert first_looks(10, 5, []) == [0, 3, 6, 9]
    assert first_looks(10, 5, [23]) == [0, 3, 4, 5, 8, 9]
    assert first_looks(0, 5, []) == []


def test_it_is_looked_again_where_somebody_moves_comes_or_goes() -> None:
    found = {0: [FACE], 3: [FACE], 6: [(0.5, 0.3, 0.1, 0.2)], 9: []}
    assert [*between([0, 3, 6, 9], lambda number: found[number], [], 5)] == [4, 5, 7, 8]
    assert [*between([0, 3, 6, 9], lambda number: found[number], [28], 5)] == [7, 8], "what a cut changes is no move"


def test_a_picture_is_no_larger_than_it_was_and_on_the_grid() -> None:
    assert smaller(np.zeros((384, 640, 3), np.uint8)).shape == (192, 320, 3)
    assert smaller(np.zeros((64, 96, 3), np.uint8)).shape == (64, 96, 3)


def test_who_runs_is_on_the_way_between_two_looks() -> None:
    there = (0.6, 0.3, 0.1, 0.2)
    looked = Faces(((0, (FACE,)), (10, (there,)), (20, (there,))), doubtful=((20, ((0.0, 0.0, 0.1, 0.1),)),))
    way = dict(on_the_way(looked))
    assert [round(boxes[0][0], 2) for frame, boxes in sorted(way.items()) if frame < 10][-1] > 0.5
    assert len(way) > 8 and all(frame in way for frame in (0, 10, 20)) and not any(10 < frame < 20 for frame in way)
    assert len(way[20]) == 2, "and what may be a face"
    assert len(on_the_way(Faces(looked.samples, cuts=(5,)))) == 3
