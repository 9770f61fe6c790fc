"""Pages, screenshots and panoramas: how large they are shown, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from newscast.base.canvas import Canvas, canvas
from newscast.media.info import MediaInfo
from newscast.media.probe import probe
from newscast.picture.sheet import ALL, between_texts, sheet_sizes, travels
from newscast.picture.still import make_still, still, still_step
from newscast.step.step import Step

RATE = Fraction(30)
SCREEN, PAGE = (1080, 2340), (1275, 1650)


@pytest.mark.parametrize("name", ["landscape", "portrait", "square"])
@pytest.mark.parametrize("size", [SCREEN, PAGE, (400, 900)])
def test_a_sheet_stands_inside_its_canvas_in_its_own_shape(name: str, size: tuple[int, int]) -> None:
    full = canvas(name, RATE)
    whole, seen = sheet_sizes(size, full)
    assert abs(whole[0] * size[1] - whole[1] * size[0]) <= 2 * max(size), "its shape is kept"
    assert seen[0] == whole[0] < full.width and seen[1] <= min(whole[1], 0.87 * full.height)
    if min(size) < 720:
        assert whole[0] <= 1.5 * size[0], "coarse pictures are not blown up further"


def test_what_is_read_is_large_enough() -> None:
    """A telephone's letters are a 30th of its width; they have 28 pixels of 1080 lines at least."""
    assert all(sheet_sizes(SCREEN, canvas(name, RATE))[0][0] / 30 >= 22 for name in ("landscape", "portrait", "square"))
    assert travels(SCREEN, canvas("portrait", RATE)) and travels(PAGE, canvas("landscape", RATE))
    assert not travels(PAGE, canvas("portrait", RATE)), "all of it is seen at once"


@pytest.mark.parametrize("name", ["landscape", "portrait", "square"])
def test_a_sheet_keeps_off_texts_above_and_below_but_for_too_narrow_a_place(name: str) -> None:
    full = canvas(name, RATE)
    strap, beside = (0.1, 0.75, 0.5, 0.1), (0.97, 0.3, 0.03, 0.05)
    between = between_texts([strap, beside], full, PAGE)
    assert between[0] == 0 and 0.72 < between[1] < 0.75
    assert between_texts([beside], full, PAGE) == ALL
    seen, narrow = (sheet_sizes(PAGE, full, each)[1] for each in (between, (0.9, 0.95)))
    assert seen[1] <= 0.68 * full.height and narrow == sheet_sizes(PAGE, full)[1]


def prepared(picture: Image.Image, folder: Path, tools: Any) -> tuple[Step, MediaInfo, Path]:
    """A photo made ready: its step, what it is, and the result."""
    path, ready = folder / "oficio.png", folder / "oficio.tif"
    picture.save(path)
    info = probe([path], None)[path]
    assert isinstance(info, MediaInfo)
    made = still_step(info)
    make_still(made.params, [path], ready, tools)
    return made, info, ready


def shaded(darkest: int, lightest: int, size: tuple[int, int]) -> Image.Image:
    """A page on which every line has its own shade, lighter than the one above."""
    lines = np.linspace(darkest, lightest, size[1]).astype(np.uint8)
    return Image.fromarray(np.repeat(lines[:, None], size[0], axis=1))


@pytest.mark.real
def test_it_stands_between_texts(
    tmp_path: Path, tools: Any, render: Callable[..., np.ndarray], landscape: Canvas
) -> None:
    made, info, ready = prepared(Image.new("L", PAGE, 255), tmp_path, tools)
    how: dict[str, Any] = {"frames": 2, "fit": "cover", "focus": (0.5, 0.0), "move": "scroll"}
    stream, _ = still(made, info, landscape, between=(0.2, 0.7), **how)
    column = render(stream, {made.identity: ready}, (320, 180)).reshape(-1, 180, 320)[0, :, 160]
    page = np.flatnonzero(column > 225)
    assert 34 <= page[0] <= 40 and 120 <= page[-1] <= 126


@pytest.mark.real
def test_it_rests_and_is_then_read_downwards(
    tmp_path: Path, tools: Any, render: Callable[..., np.ndarray], landscape: Canvas
) -> None:
    """The screen gets brighter towards its end: what is in the middle tells how far it was read."""
    made, info, ready = prepared(shaded(20, 240, (400, 900)), tmp_path, tools)

    def shown(**how: Any) -> Any:
        stream, _ = still(made, info, landscape, frames=120, fit="cover", focus=(0.5, 0.0), move="scroll", **how)
        frames = render(stream, {made.identity: ready}, (320, 180))
        return frames.reshape(-1, 180, 320)

    pictures = shown()
    assert len(pictures) == 120
    middle = pictures[:, 90, 160].astype(int)
    assert middle[0] == middle[30] and middle[60] < middle[90] < middle[119]
    assert np.abs(shown(at=100)[0].astype(int) - pictures[100]).max() <= 2, "a still shows what the film shows"


@pytest.mark.real
def test_it_grows_once_a_text_has_left_and_what_is_read_stays_where_it_is(
    tmp_path: Path, tools: Any, render: Callable[..., np.ndarray], landscape: Canvas
) -> None:
    made, info, ready = prepared(shaded(60, 255, PAGE), tmp_path, tools)

    def shown(frames: int = 60, **how: Any) -> Any:
        how = {"fit": "cover", "focus": (0.5, 0.0), "move": "scroll", **how}
        stream, _ = still(made, info, landscape, frames=frames, **how)
        return render(stream, {made.identity: ready}, (320, 180)).reshape(-1, 180, 320).astype(int)

    below = {"between": (0.1, 0.9), "narrower": ((20, 0.1, 0.5),)}
    column = shown(**below)[:, :, 160]
    plain, whole = (shown(frames=1, between=(0.1, end))[0, :, 160] for end in (0.5, 0.9))
    assert np.abs(column[19] - plain)[22:86].max() <= 2, "what is read is what is read without growing"
    assert np.abs(column[19] - whole)[100:150].min() > 10 and np.abs(column[40] - whole)[22:155].max() <= 2
    half = shown(at=27, **below)[0, :, 160]
    assert np.abs(half - column[27]).max() <= 3, "a still shows what the film shows"
    risen = shown(between=(0.1, 0.9), narrower=((20, 0.4, 0.9),))[:, :, 160]
    tops = [int(np.flatnonzero(np.abs(np.diff(each[:160])) > 8)[0]) for each in (risen[10], risen[27], risen[40])]
    assert tops[0] > tops[1] > tops[2] and abs(tops[2] - 18) < 4 and abs(tops[0] - 72) < 4
    bare, rising = whole[165:], {"between": (0.1, 0.9), "narrower": ((20, 0.4, 0.9),)}
    assert np.abs(risen[[0, 10, 24, 59], 165:] - bare).max() <= 2, "its foot stays out of what stands below it"
    stills = [shown(at=number, **rising)[0, 165:, 160] for number in (10, 24)]
    assert np.abs(np.array(stills) - bare).max() <= 4
