"""Black, frozen and flashing pictures: as they are measured in samples, and as checks tell of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newscast.base.box import Box
from newscast.base.errors import Place
from newscast.qc import black, flashes, frozen
from newscast.qc.flashing import ACROSS, DOWN, FlashMeter
from newscast.qc.glimpses import HIGH, WIDE, measure_glimpses
from newscast.qc.measured import BT709, Flashing, Glimpsed, Measurement, Run, VideoFacts
from newscast.qc.model import Check
from newscast.qc.wanted import Seen, Wanted, WantedVideo

RATE = Fraction(30)
VIDEO = VideoFacts("h264", 1920, 1080, RATE, "progressive", "yuv420p", BT709, 900, Fraction(0))
LINE = Place(Path("hoy.yaml"), 12, 9)
SEEN = (
    Seen("open", 0, 5, still=True),
    Seen("bacheo", 5, 12, LINE),
    Seen("bacheo", 12, 20, LINE),
    Seen("black", 20, 30, still=True, black=True),
)


def pictures(frames: int, seed: int = 1) -> Any:
    """Noise that is another in each picture, of middling brightness."""
    return np.random.default_rng(seed).integers(60, 120, (frames, HIGH, WIDE)).astype(np.uint8)


def measured(samples: Any, folder: Path) -> Glimpsed:
    """Of grey pictures with this brightness."""
    grey = np.full((len(samples), HIGH * WIDE // 2), 128, np.uint8)
    (folder / "g.yuv").write_bytes(np.concatenate([samples.reshape(len(samples), -1), grey], axis=1).tobytes())
    return measure_glimpses(folder / "g.yuv", RATE)


def flashing(samples: Any) -> list[Flashing]:
    meter = FlashMeter(RATE)
    meter.take(samples, np.full((len(samples), 2, HIGH // 2, WIDE // 2), 128, np.uint8))
    return meter.found()


RED, DARK_RED, GREEN, BLACK, SALMON = (63, 102, 240), (36, 116, 175), (53, 110, 102), (16, 128, 128), (150, 115, 165)
"""Brightness, blue and red differences as coded. Red and green have much the same brightness; salmon is red, and no
saturated one."""


def alternating(hertz: float, one: tuple[int, ...], other: tuple[int, ...], share: float = 1.0, at: int = 0) -> Any:
    """What flashes a meter finds in two seconds of two colours in turn over a share of the screen, black elsewhere;
    `at` is how many black pictures come before."""
    frames = np.arange(2 * int(RATE))
    turn = (np.floor(frames * 2 * hertz / float(RATE) + 1e-9) % 2).astype(int)
    colors = np.array([one, other], np.uint8)[turn]
    wide = round(share * WIDE / ACROSS) * ACROSS
    brightness = np.full((len(frames), HIGH, WIDE), 16, np.uint8)
    differences = np.full((len(frames), 2, HIGH // 2, WIDE // 2), 128, np.uint8)
    brightness[:, :, :wide] = colors[:, 0, None, None]
    differences[..., : wide // 2] = colors[:, 1:, None, None]
    meter = FlashMeter(RATE)
    if at:
        meter.take(np.full((at, HIGH, WIDE), 16, np.uint8), np.full((at, 2, HIGH // 2, WIDE // 2), 128, np.uint8))
    meter.take(brightness, differences)
    return meter.found()


def strobe(hertz: float, low: int, high: int, blocks: float = 1.0, seconds: int = 2, ramp: int = 1) -> Any:
    """A part of the screen, from its left, that goes between two brightnesses so often a second; the rest is grey."""
    frames = np.arange(round(seconds * RATE))
    wave = np.floor(frames * 2 * hertz / float(RATE) + 1e-9) % 2
    soft = np.convolve(np.concatenate([np.zeros(ramp - 1), wave]), np.ones(ramp) / ramp, "valid")
    samples = np.full((len(frames), HIGH, WIDE), 80, np.uint8)
    wide = round(blocks * WIDE / ACROSS) * ACROSS
    samples[:, :, :wide] = (low + (high - low) * soft).astype(np.uint8)[:, None, None]
    return samples


def corner(hertz: int, high: int) -> Any:
    """A part of the screen, 25 samples by 22, that flashes."""
    samples = np.full((60, HIGH, WIDE), 60, np.uint8)
    samples[np.arange(60) * 2 * hertz // int(RATE) % 2 == 1, :22, :25] = high
    return samples


def test_black_is_told_from_the_first_to_the_last_black_picture(tmp_path: Path) -> None:
    samples = pictures(2_000)
    samples[100:140], samples[1_790:1_810] = 16, 18
    assert measured(samples, tmp_path).black == (Run(100, 140), Run(1_790, 1_810))


@pytest.mark.parametrize(("lit", "is_black"), [(0, True), (3, True), (30, False)])
def test_a_clock_in_a_corner_leaves_a_picture_black_and_more_that_moves_does_not(
    lit: int, is_black: bool, tmp_path: Path
) -> None:
    samples = np.full((60, HIGH, WIDE), 16, np.uint8)
    samples[:, 0, :lit], samples[::2, 0, :lit] = 150, 200
    assert bool(measured(samples, tmp_path).black) is is_black


def test_a_black_clip_below_a_logo_is_black_and_lights_of_a_night_are_not(tmp_path: Path) -> None:
    samples = np.full((60, HIGH, WIDE), 16, np.uint8)
    samples[:, 2:7, 4:14] = 180
    found = measured(samples, tmp_path)
    assert (found.black, found.still) == ((Run(1, 60),), ())
    samples[::2, 20:23, 30:34] = 120
    found = measured(samples, tmp_path)
    assert (found.black, found.still) == ((), ())
    samples[:, 20:, :] = 180
    assert measured(samples, tmp_path).black == ()


def test_what_stands_still_is_found_though_an_encoder_touches_it(tmp_path: Path) -> None:
    samples = pictures(2_000)
    samples[1_700:1_900] = samples[1_700]
    samples[1_700:1_900] += np.random.default_rng(2).integers(0, 5, (200, HIGH, WIDE)).astype(np.uint8)
    assert measured(samples, tmp_path).still == (Run(1_700, 1_900),)


@pytest.mark.parametrize(("frames", "wide", "found"), [(14, 30, True), (30, 30, False), (14, 60, False)])
def test_a_text_that_comes_over_a_still_picture_moves_it_not(
    frames: int, wide: int, found: bool, tmp_path: Path
) -> None:
    samples = np.repeat(pictures(1), 120, axis=0)
    for number in range(120 - 40):
        samples[40 + number, 24:34, : wide * min(number, frames) // frames] = 200
    assert (measured(samples, tmp_path).still == (Run(0, 120),)) is found


def test_a_slow_fade_and_a_mouth_that_speaks_are_no_stillness(tmp_path: Path) -> None:
    fading = np.repeat(pictures(1), 300, axis=0) + (np.arange(300) // 4).astype(np.uint8)[:, None, None]
    assert measured(fading, tmp_path).still == ()
    speaking = np.repeat(pictures(1), 300, axis=0)
    for frame in range(0, 300, 40):
        # Half a second of words, then a pause.
        speaking[frame : frame + 15, 20:23, 30:34] = np.arange(15)[:, None, None] * 12
    assert measured(speaking, tmp_path).still == ()


@pytest.mark.parametrize(
    ("samples", "most"),
    [
        (strobe(5, 40, 200), 5),
        (strobe(4, 40, 200), 4),
        (strobe(3, 40, 200), None),
        (strobe(5, 40, 200, blocks=0.25), None),
        (strobe(5, 40, 200, blocks=0.375), 5),
        # An eighth of each of four more blocks flashes, which is 24 % of the screen.
        (corner(6, 200), None),
        (strobe(5, 40, 200, ramp=3), 5),
        # 19 and 21 cd/m2 apart: (coded - 16) / 219 to the power of 2.4, of 200.
        (strobe(5, 100, 125), None),
        (strobe(5, 100, 129), 5),
        # Above 160 cd/m2 an eighth of the darker one is asked for: 22 are enough for 167, 14 are not.
        (strobe(5, 219, 229), None),
        (strobe(5, 219, 235), 5),
    ],
)
def test_flashes_are_counted_as_the_recommendation_does(samples: Any, most: int | None) -> None:
    found = flashing(samples)
    assert [each.most for each in found] == ([] if most is None else [most])


@pytest.mark.parametrize(
    ("hertz", "one", "other", "share", "found"),
    [
        (5, RED, GREEN, 1.0, True),
        (5, GREEN, RED, 1.0, True),
        (5, DARK_RED, BLACK, 1.0, True),
        (3, RED, GREEN, 1.0, False),
        (5, RED, GREEN, 0.25, False),
        (5, RED, GREEN, 0.375, True),
        (5, RED, RED, 1.0, False),
        # The noise of a dark picture is red in parts, and nobody sees it.
        (5, (18, 126, 132), BLACK, 1.0, False),
    ],
)
def test_saturated_red_flashes_without_a_change_of_light(
    hertz: float, one: tuple[int, ...], other: tuple[int, ...], share: float, found: bool
) -> None:
    told = alternating(hertz, one, other, share)
    assert [each.red for each in told] == ([True] if found else [])


def test_red_that_is_not_saturated_flashes_by_its_light_alone() -> None:
    assert all(not each.red for each in alternating(5, SALMON, (118, 128, 128)))


def test_red_after_a_minute_of_black_is_told_where_it_is() -> None:
    (found,) = alternating(5, RED, GREEN, at=1_800)
    assert 1_800 <= found.start < 1_810 and 1_855 <= found.end <= 1_861


def test_half_a_screen_against_the_other_half_flashes_too() -> None:
    samples = strobe(5, 40, 200, blocks=0.5)
    samples[:, :, WIDE // 2 :] = 240 - samples[:, :, : WIDE // 2]
    assert flashing(samples)


def test_cuts_and_moving_patterns_are_no_flashes() -> None:
    cuts = np.full((60, HIGH, WIDE), 60, np.uint8)
    for number, first in enumerate(range(0, 60, 10)):
        # Three cuts a second, between pictures that are bright in different halves.
        cuts[first : first + 10, :, (number % 2) * 32 : (number % 2) * 32 + 32] = 200
    assert flashing(cuts) == []
    stripes = np.where(np.arange(WIDE + 60) % 8 < 4, 40, 200).astype(np.uint8)
    moving = np.stack([np.tile(stripes[n : n + WIDE], (HIGH, 1)) for n in range(60)])
    assert flashing(moving) == [] and WIDE % ACROSS == HIGH % DOWN == 0


LOGO, CAPTION = (0.75, 0.0, 0.25, 0.2), (0.0, 0.7, 1.0, 0.3)
TALK = (slice(26, 34), slice(8, 56))
"""Where the samples of a caption are."""


def captioned(still: bool = False) -> Any:
    """Four seconds of a black clip, or of one that froze, below captions that change and a clock that runs."""
    samples = np.full((120, HIGH, WIDE), 16, np.uint8) if not still else np.repeat(pictures(1), 120, axis=0)
    for number in range(120):
        samples[(number, *TALK)] = 80 + 50 * (number // 25 % 3)
        samples[number, 2:5, 52:60] = 60 + number
    return samples


def told(check: Any, samples: Any, folder: Path, *boxes: Box, clip: bool = True) -> Check:
    """What a check says of such pictures, over which graphics lie in these boxes."""
    wanted = Wanted("mp4", WantedVideo("h264", 1920, 1080, RATE, "progressive", "yuv420p"))
    seen = (Seen("bacheo", 0, 4, LINE, clip=clip),)
    wanted = replace(wanted, seen=seen, graphics=lambda _start, _end: boxes)
    found = check.check(Measurement("mp4", VIDEO, glimpsed=measured(samples, folder)), wanted)
    assert isinstance(found, Check)
    return found


def test_a_black_clip_below_captions_and_a_clock_is_told_where_these_are_known(tmp_path: Path) -> None:
    found = told(black, captioned(), tmp_path, LOGO, CAPTION)
    assert (found.verdict, found.measured) == ("warn", 4.0) and "line 12" in found.message
    # A time that a camera burned in is one line; two are more.
    assert told(black, captioned(), tmp_path, CAPTION).verdict == "warn"
    assert told(black, captioned(), tmp_path).verdict == "pass"
    assert told(frozen, captioned(), tmp_path, LOGO, CAPTION).verdict == "pass"
    assert told(black, captioned(), tmp_path, LOGO, CAPTION, clip=False).verdict == "fail"
    lit = captioned()
    lit[:, 10:20, 20:26] = 90
    assert told(black, lit, tmp_path, LOGO, CAPTION).verdict == "pass"


def test_a_clip_that_froze_below_captions_and_a_clock_is_told(tmp_path: Path) -> None:
    found = told(frozen, captioned(still=True), tmp_path, LOGO, CAPTION)
    assert (found.verdict, found.measured) == ("warn", 3.9) and "line 12" in found.message
    assert told(frozen, captioned(still=True), tmp_path, LOGO).verdict == "pass"
    assert told(frozen, captioned(still=True), tmp_path, LOGO, CAPTION, clip=False).verdict == "pass"


def test_a_clip_that_froze_for_a_tenth_over_two_seconds_below_a_clock_is_told(tmp_path: Path) -> None:
    samples = captioned(still=True)
    for frame in (*range(34), *range(97, 120)):
        samples[frame] = pictures(1, seed=frame + 2)[0]
    assert told(frozen, samples, tmp_path, LOGO, CAPTION).verdict == "warn"
    samples[34] = pictures(1, seed=99)[0]
    samples[96] = pictures(1, seed=98)[0]
    assert told(frozen, samples, tmp_path, LOGO, CAPTION).verdict == "pass", "that is no more than two seconds"


def test_a_mouth_that_speaks_above_captions_is_not_frozen(tmp_path: Path) -> None:
    speaking = captioned(still=True)
    for frame in range(0, 120, 40):
        speaking[frame : frame + 15, 14:17, 30:34] = np.arange(15)[:, None, None] * 12
    assert told(frozen, speaking, tmp_path, LOGO, CAPTION).verdict == "pass"


def test_noise_of_an_encoder_moves_nothing_beside_captions(tmp_path: Path) -> None:
    samples = captioned(still=True)
    random = np.random.default_rng(4)
    for number in range(120):
        # A sample in five pictures, each time another one.
        if number % 5 == 2:
            samples[number, random.integers(6, 20), random.integers(0, WIDE)] += 9
    assert told(frozen, samples, tmp_path, LOGO, CAPTION).verdict == "warn"


def judged(check: Any, glimpsed: Glimpsed | None, lead: int = 0, seen: tuple[Seen, ...] = SEEN) -> Check | None:
    wanted = Wanted("mp4", WantedVideo("h264", 1920, 1080, RATE, "progressive", "yuv420p"), seen=seen, lead=lead)
    found: Check | None = check.check(Measurement("mp4", VIDEO, glimpsed=glimpsed), wanted)
    return found


@pytest.mark.parametrize(("frames", "verdict"), [(14, "pass"), (15, "warn"), (59, "warn"), (60, "fail")])
def test_black_is_a_fault_when_it_lasts(frames: int, verdict: str) -> None:
    found = judged(black, Glimpsed(black=(Run(200, 200 + frames),)))
    assert found and found.verdict == verdict


def test_a_clip_may_be_black_on_purpose() -> None:
    filmed = tuple(replace(seen, clip=True) for seen in SEEN)
    found = judged(black, Glimpsed(black=(Run(200, 320),)), seen=filmed)
    assert found and found.verdict == "warn" and found.where[0].place == LINE


def test_black_that_fills_a_slot_and_dark_cards_are_none() -> None:
    found = judged(black, Glimpsed(black=(Run(0, 150), Run(600, 900))))
    assert found and (found.verdict, found.where) == ("pass", ())


def test_black_after_a_leader_is_told_in_the_programmes_time_with_its_line() -> None:
    glimpsed = Glimpsed(black=(Run(0, 300), Run(500, 560)))
    found = judged(black, glimpsed, lead=300)
    assert found and found.verdict == "fail" and "bacheo (0:06, line 12)" in found.message
    place = found.where[0]
    assert (place.slug, place.start, place.end) == ("bacheo", 6.667, 8.667)


@pytest.mark.parametrize(
    ("run", "verdict"),
    [
        (Run(200, 260), "pass"),
        (Run(200, 261), "warn"),
        # On a card, on what fills up a slot, and half of each of two clips.
        (Run(0, 150), "pass"),
        (Run(600, 900), "pass"),
        (Run(330, 390), "pass"),
    ],
)
def test_a_picture_is_frozen_after_two_seconds(run: Run, verdict: str) -> None:
    found = judged(frozen, Glimpsed(still=(run,)))
    assert found and found.verdict == verdict and bool(found.message) is (verdict == "warn")


def test_flashes_fail_with_their_time_and_line() -> None:
    found = judged(flashes, Glimpsed(flashes=(Flashing(200, 260, 5),)))
    assert found and (found.verdict, found.measured, found.wanted) == ("fail", 5, 3)
    assert "bacheo (0:06, line 12)" in found.message
    red = judged(flashes, Glimpsed(flashes=(Flashing(200, 260, 5, red=True),)))
    assert red and red.verdict == "fail" and "of saturated red" in red.message and "line 12" in red.message
    calm = judged(flashes, Glimpsed())
    assert calm and calm.verdict == "pass"


def test_nothing_is_said_where_nobody_looked() -> None:
    for check in (black, frozen, flashes):
        assert judged(check, None) is None and judged(check, Glimpsed(), seen=()) is None
