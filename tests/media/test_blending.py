"""Films of which two of five pictures are blends, as points of brightness."""

from __future__ import annotations

from random import Random

import pytest

from newscast.media.blending import are_blended

Picture = list[int]
_SHADES = Random(7)
_TEXTURE = [_SHADES.randrange(60, 800) for _ in range(4000)]


def taken(at: float) -> Picture:
    """A texture that has moved by so many points, between two of them as the mean of both."""
    whole = int(at)
    part = at - whole
    return [round((1 - part) * _TEXTURE[whole + x] + part * _TEXTURE[whole + x + 1]) for x in range(900)]


def blended(one: Picture, other: Picture) -> Picture:
    return [(a + b) // 2 for a, b in zip(one, other, strict=True)]


def film(step: float, count: int = 24) -> list[Picture]:
    return [taken(step * number) for number in range(count)]


def at_thirty(pictures: list[Picture]) -> list[Picture]:
    """A film at 30 pictures a second by blending, as a telecine whose fields are put into one."""
    made = []
    for a, b, c, d in zip(*(pictures[first::4] for first in range(4)), strict=False):
        made += [a, b, blended(b, c), blended(c, d), d]
    return made


@pytest.mark.parametrize("step", [3, 7, 31])
def test_a_film_that_was_blended(step: float) -> None:
    assert are_blended(at_thirty(film(step)))


def test_wherever_its_turn_begins() -> None:
    assert are_blended(at_thirty(film(5))[3:])


def test_coding_leaves_a_little() -> None:
    noise = Random(3)
    coded = [[point + noise.randrange(-12, 13) for point in picture] for picture in at_thirty(film(5))]
    assert are_blended(coded)


@pytest.mark.parametrize("step", [0, 0.1, 0.3, 1, 5, 31])
def test_pictures_taken_one_by_one(step: float) -> None:
    assert not are_blended(film(step, 40))


@pytest.mark.parametrize("step", [0.1, 0.3, 1, 5])
def test_a_film_whose_pictures_come_twice(step: float) -> None:
    pictures = film(step)
    assert not are_blended([pictures[number * 4 // 5] for number in range(25)])


@pytest.mark.parametrize("step", [0.05, 0.1, 1, 5])
def test_a_recording_of_which_every_sixth_picture_was_dropped(step: float) -> None:
    assert not are_blended([picture for number, picture in enumerate(film(step, 40)) if number % 6])


def test_blends_here_and_there_are_none() -> None:
    """A dissolve is a blend for as long as it takes."""
    pictures = film(5, 40)
    for at in (6, 7, 20, 21):
        pictures[at] = blended(pictures[at - 1], pictures[at + 1])
    assert not are_blended(pictures)


def test_few_pictures_tell_nothing() -> None:
    assert not are_blended([])
    assert not are_blended(at_thirty(film(5))[:9])
