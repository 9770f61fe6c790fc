"""A good rundown, broken in hundreds of ways by chance: each is loaded or refused, never anything else, and soon."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from reading import read

from newscast.base.errors import FilesError
from newscast.rundown.load import load

GOOD = """\
rundown: 1
show: info-leon
date: 2026-11-20
slot: 5m
deliverables: [radio, tv]
presenters: [ana-ruiz]
segments:
  - open: main
  - headlines: [bacheo]
    voice: synth
  - story: bacheo
    headline: "Concluye: el bacheo"
    tease: {copy: Más de mil, voice: [voz/a.wav]}
    parts:
      - vo: >
          La Dirección
          concluyó.
        voice: synth
        pictures:
          - clips/a.mp4
          - {file: clips/b.mp4, in: 3s, out: 11s, focus: [0.6, 0.4], sound: -18dB}
          - {card: figures, items: ["4,200 baches", 38 colonias]}
        versions: {radio: {copy: Ya son mil., voice: voz/b.wav}}
      - sot: clips/a.mp4
        in: 12.5s
        who: laura
        cover: [{file: clips/b.mp4, at: 4s, for: 5s}]
  - sting: &s main
  - spot: spot.mp4
    skip: [tv]
    versions: {radio: {file: voz/a.wav}}
  - close: *s
people:
  laura: {name: Laura Díaz}
"""
SIGNS = "\t :-,#&*!|>'\"%@`[]{}?~\\\0\ufeff\u00a0\x85ñ0\n"
MOST = 200
"""How often a text, mended in one way and another, may be parsed until it is told what is wrong."""
VALUES = (
    "[]",
    "{}",
    "~",
    "''",
    "1",
    "-1",
    "1e999",
    ".nan",
    "true",
    "{a: b}",
    "[a, [b]]",
    "&x y",
    "*x",
    "<<",
    "2026-11-20",
)


def flip_byte(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def insert_sign(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(SIGNS).encode() + data[at:]


def delete_stretch(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 40) :]


def repeat_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    return b"".join([*lines[:to], lines[at], *lines[to:]])


def indent(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = chance.choice([b" " + lines[at], b"  " + lines[at], lines[at][1:], lines[at].lstrip()])
    return b"".join(lines)


def change_value(data: bytes, chance: random.Random) -> bytes:
    lines = data.decode("utf-8", "replace").splitlines()
    at = chance.randrange(len(lines))
    key, colon, _value = lines[at].partition(": ")
    lines[at] = f"{key}{colon or ': '}{chance.choice(VALUES)}"
    return "\n".join(lines).encode()


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


MUTATIONS = (flip_byte, insert_sign, delete_stretch, repeat_line, indent, change_value, cut_off)


def mutated(chance: random.Random) -> bytes:
    data = GOOD.encode()
    for _time in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(MUTATIONS)(data, chance) or b"\n"
    return data


def test_the_rundown_is_good(write: Callable[..., Path]) -> None:
    assert load(write(GOOD)).warnings == ()


ROUNDS = 60
WORTH = (
    "0 1 2 4 5 6 7 9 11 12 13 14 15 16 17 20 22 23 25 26 28 29 30 31 35 37 41 45 50 55 58",
    "0 2 4 7 8 10 12 14 15 20 21 22 23 26 27 28 29 32 35 37 39 40 46 57 59",
    "0 2 7 12 16 17 20 25 27 37 39 42 43 44 49 51 56 59",
    "13 14 16 32 33 34 38 39 41 53 54 57 58",
    "1 10 17 19 20 22 25 27 34 35 37 42 45 50 55 59",
    "6 8 18 22 25 27 28 38 39 40 44 46 52 56",
    "5 14 18 23 25 31 33 36 37 44 46 47 48 50 51 57 58",
    "1 4 17 23 26 27 39 41 42 44 49 50 53 59",
    "1 12 14 15 36 38 48 54",
    "0 2 5 11 12 13 16 21 22 24 30 31 35 37 38 41 44 45 51 54",
)
"""By seed, the rounds that were told something none before was told, or found a fault that was put in; all others of
600 said what these say."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(len(WORTH)))
def test_a_mutation_is_loaded_or_refused(write: Callable[..., Path], seed: int) -> None:
    chance, worth = random.Random(seed), {*map(int, WORTH[seed].split())}
    for number in range(ROUNDS):
        data, draft = mutated(chance), chance.random() < 0.3
        if number not in worth:
            continue
        path = write(data)
        before = read.cache_info().misses
        try:
            load(path, draft=draft)
        except FilesError as error:
            assert error.problems, data
            assert all(problem.message and problem.place for problem in error.problems), data
        except Exception as error:
            raise AssertionError(f"{type(error).__name__}: {error}\n{data!r}") from error
        assert read.cache_info().misses - before < MOST, data
