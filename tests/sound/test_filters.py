import subprocess
import sys

import numpy as np
import pytest

from newscast.sound.filters import Filter, both_ways, butter, filtered, notch
from newscast.timecode import SAMPLE_RATE

SECTIONS = np.concatenate([butter(4, 80, "highpass"), notch(50, 8)])


def gain(sections: np.ndarray, frequency: float) -> float:
    """What a filter makes of a tone, by its formula."""
    powers = np.exp(-2j * np.pi * frequency / SAMPLE_RATE * np.arange(3))
    return float(np.abs(np.prod((sections[:, :3] @ powers) / (sections[:, 3:] @ powers))))


def one_by_one(sections: np.ndarray, sound: np.ndarray) -> np.ndarray:
    """The difference equation of each section, sample by sample."""
    for b0, b1, b2, _, a1, a2 in sections:
        heard = np.zeros(len(sound) + 2)
        given = np.concatenate([[0, 0], sound])
        for at in range(2, len(heard)):
            old = a1 * heard[at - 1] + a2 * heard[at - 2]
            heard[at] = b0 * given[at] + b1 * given[at - 1] + b2 * given[at - 2] - old
        sound = heard[2:]
    return sound


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 3000])
def test_a_filter_is_its_difference_equation(length):
    sound = np.random.default_rng(1).normal(size=length)
    assert np.abs(filtered(SECTIONS, sound) - one_by_one(SECTIONS, sound)).max(initial=0) < 1e-11


def test_a_sound_may_come_in_pieces_and_with_several_sides():
    sound = np.random.default_rng(2).normal(size=(50_000, 2)).astype(np.float32)
    going = Filter(SECTIONS)
    pieces = np.concatenate([going(piece) for piece in np.split(sound, [1, 700, 20_000, 49_999])])
    assert np.abs(pieces - filtered(SECTIONS, sound)).max() < 1e-10
    assert np.array_equal(filtered(SECTIONS, sound)[:, 1], filtered(SECTIONS, sound[:, 1]))


@pytest.mark.parametrize(
    ("order", "cutoff", "kind", "passed", "stopped"),
    [
        (1, 1800, "lowpass", 0, 24000),
        (2, 900, "lowpass", 0, 24000),
        (4, 12, "highpass", 24000, 0),
        (2, (150, 4000), "bandpass", 782.9, 0),
        (1, (1400, 4500), "bandpass", 2527.8, 24000),
    ],
)
def test_butterworth_filters_are_3_db_down_at_their_cutoff(order, cutoff, kind, passed, stopped):
    sections = butter(order, cutoff, kind)
    for edge in np.atleast_1d(cutoff):
        assert gain(sections, edge) == pytest.approx(np.sqrt(0.5), abs=1e-9)
    assert gain(sections, passed) == pytest.approx(1, abs=1e-4)
    assert gain(sections, stopped) < 1e-6


def test_a_filter_at_a_quarter_of_the_sample_rate_has_the_numbers_of_the_textbooks():
    (section,) = butter(2, SAMPLE_RATE / 4, "lowpass")
    assert section == pytest.approx([0.292893, 0.585786, 0.292893, 1, 0, 0.171573], abs=1e-6)


def test_a_notch_takes_out_its_tone_and_little_else():
    sections = notch(100, 10)
    assert gain(sections, 100) < 1e-9
    assert gain(sections, 95.12) == pytest.approx(np.sqrt(0.5), abs=2e-3)
    assert gain(sections, 50) > 0.99 and gain(sections, 0) == pytest.approx(1)


def test_both_ways_there_is_no_delay():
    sound = np.zeros(4001)
    sound[2000] = 1.0
    heard = both_ways(butter(2, 900, "lowpass"), sound)
    assert heard.argmax() == 2000 and np.abs(heard - heard[::-1]).max() < 1e-9


def test_the_number_of_threads_of_the_libraries_changes_nothing():
    """Bytes of results must not depend on the machine's load or cores."""
    code = (
        "import numpy, sys; from newscast.sound.filters import butter, filtered;"
        "x = numpy.random.default_rng(3).normal(size=(100_000, 2));"
        "sys.stdout.buffer.write(filtered(butter(4, (200, 4000), 'bandpass'), x).tobytes())"
    )
    heard = {
        subprocess.run(
            [sys.executable, "-c", code], env={"OPENBLAS_NUM_THREADS": n}, capture_output=True, check=True
        ).stdout
        for n in ("1", "2")
    }
    assert len(heard) == 1
