"""The way through a text by blocks and on tape is the one that a plain search through all of it finds."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.align import course as searching
from newscast.sound.align import tape
from newscast.sound.align.course import Prices, course
from newscast.sound.align.doors import Door, Doors
from newscast.sound.align.walk import BLOCK, Walk, _came

FRAMES, STATES = 150, 120
GATES = np.array([0, *range(9, STATES - 9, 9), STATES - 1])
STEPS = ((0, 1.0), (1, 0.0), (2, 1.0), (3, 2.5))

Way = tuple[float, list[int]]
NOWHERE: Way = (np.inf, [])


def costs(seed: int) -> NDArray[np.float32]:
    """Cheap along a way that stays, leaves out, and once leaps far ahead or back; by chance elsewhere."""
    random = np.random.default_rng(seed)
    found = random.uniform(2, 6, (FRAMES, STATES))
    at = np.minimum(np.cumsum(random.choice([0, 1, 1, 1, 2, 3], FRAMES)), STATES - 1)
    at[60:] = np.clip(at[60:] + (-40 if seed % 2 else 40), 0, STATES - 1)
    found[np.arange(FRAMES), at] = random.uniform(0, 1, FRAMES)
    return found.astype(np.float32)


def least(*ways: Way) -> Way:
    return min(ways, key=lambda way: way[0])


def plain(near: NDArray[np.float32], prices: Prices) -> list[int]:
    """Every state and everything else that is said, frame by frame, each with the whole way to it."""
    here: dict[int, Way] = {}
    other: dict[int, Way] = {}
    for frame in range(FRAMES):
        doors = [least(here.get(gate, NOWHERE), here.get(gate - 1, NOWHERE)) if frame else (0.0, []) for gate in GATES]
        begun = [(cost + prices.add, way) for cost, way in doors]
        more = [least(one, other.get(number, NOWHERE)) for number, one in enumerate(begun)]
        other = {n: (cost + float(prices.other[frame]), [*way, -1 - n]) for n, (cost, way) in enumerate(more)}
        walked: dict[int, Way] = {}
        for state in range(STATES):
            own = float(prices.pause[frame] if state in GATES else near[frame, state])
            ways = [
                (cost + (0 if step == 0 and state in GATES else price), way)
                for step, price in STEPS
                for cost, way in [here.get(state - step, NOWHERE)]
            ]
            cost, way = least(*ways) if frame else ((0.0, []) if state < 2 else NOWHERE)
            walked[state] = (cost + own, [*way, state])
        here = entered(walked, other, prices)
    return least(here[STATES - 2], here[STATES - 1], other[len(GATES) - 1])[1]


def entered(walked: dict[int, Way], other: dict[int, Way], prices: Prices) -> dict[int, Way]:
    sources = [
        least(walked[gate], walked.get(gate - 1, NOWHERE), other[number]) for number, gate in enumerate(GATES.tolist())
    ]
    found = dict(walked)
    for number, gate in enumerate(GATES.tolist()):
        jumps = [
            (sources[before][0] + prices.skip + prices.left * (gate - int(GATES[before])), sources[before][1])
            for before in range(number)
        ]
        found[gate] = least(walked[gate], other[number], *jumps)
    return found


@pytest.mark.parametrize("free", [True, False])
@pytest.mark.parametrize("seed", [0, 1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_course_by_blocks_is_that_of_a_plain_search(seed: int, free: bool) -> None:
    near, random = costs(seed), np.random.default_rng(seed + 10)
    pause, other = random.uniform(1, 5, (2, FRAMES)).astype(np.float32)
    near[70:95] += 5
    other[70:95] /= 5
    leave = 9.0 if free else np.inf
    prices = Prices(pause, other, leave, leave, 0.05)
    found = course(lambda first, last, low, high: near[first:last, low:high].copy(), STATES, GATES, prices)
    assert found.tolist() == plain(near, prices)
    assert (found < 0).any() == free


def test_where_only_some_states_are_looked_at_the_same_course_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is looked at far from the likeliest state."""
    near, seen = costs(3), list[int]()
    level = np.full(FRAMES, 5, np.float32)
    prices = Prices(level, level, np.inf, np.inf, 0.05)
    monkeypatch.setattr(searching, "_REACH", 5)
    near[60:] = np.roll(near[60:], 40, axis=1)

    def looked_at(first: int, last: int, low: int, high: int) -> NDArray[np.float32]:
        seen.append(high - low)
        return near[first:last, low:high].copy()

    found = course(looked_at, STATES, GATES, prices)
    assert found.tolist() == plain(near, prices)
    assert set(seen) == {2 * 5 + 1 + 3 * BLOCK}


def test_what_is_put_down_is_taken_up_from_the_last_to_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape, "_HELD", 100)
    pieces = [np.arange(count, dtype=np.uint8) for count in (3, 0, 120, 1)]
    put = tape.Tape()
    for piece in pieces:
        put.put(piece)
    assert [put.take().tolist() for _piece in pieces] == [piece.tolist() for piece in pieces[::-1]]


def test_the_way_back_is_two_bits_a_state_and_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = list[int]()
    monkeypatch.setattr(tape.Tape, "put", lambda _tape, values: sizes.append(values.nbytes))
    near = costs(0)
    walk = Walk(lambda first, last, low, high: near[first:last, low:high], FRAMES, np.zeros(STATES, np.bool_), 300)
    for first in range(0, FRAMES, BLOCK):
        for number in range(walk.open(first, 0)):
            walk.go_on(number)
        walk.close()
    assert sum(sizes) == FRAMES * STATES * 2 / 8


def test_of_ways_that_cost_the_same_the_first_is_taken() -> None:
    sums = np.random.default_rng(1).integers(0, 3, (4, 20, 24)).astype(np.float32)
    high, low = np.unpackbits(_came(sums), axis=2)
    assert (2 * high + low).tolist() == sums.argmin(axis=0).tolist()


def passed(blocks: list[int]) -> list[Door | None]:
    """What is begun at each gate in each frame, in blocks of so many frames."""
    random, doors, found = np.random.default_rng(2), Doors(GATES, 0.1, 9, 0.05), []
    for count in blocks:
        doors.open(0, STATES, count)
        for number in range(count):
            doors.go_through(number, random.uniform(0, 5, STATES).astype(np.float32), np.float32(1))
        doors.close()
    for count in reversed(blocks):
        doors.back(count)
        found += [doors.begun(number, gate) for number in reversed(range(count)) for gate in range(len(GATES))]
    return found


def test_what_begins_after_a_word_does_so_over_the_edge_of_a_block() -> None:
    whole = passed([12])
    assert {door.word for door in whole if door} == {True, False}
    assert passed([1] * 12) == whole
    assert passed([5, 7]) == whole


def test_what_a_search_put_down_is_gone_with_it() -> None:
    """Not only when circles are looked for: of a long take that is megabytes, held while the next search goes on."""
    prices = Prices(np.zeros(40, np.float32), np.full(40, 9, np.float32), add=40, skip=40, left=0.1)

    def near(first: int, last: int, low: int, high: int) -> NDArray[np.float32]:
        return np.ones((last - first, high - low), np.float32)

    known = weakref.ref(near)
    gc.disable()
    try:
        course(near, STATES, GATES, prices)
        del near
        assert known() is None
    finally:
        gc.enable()
