"""Faces in generated pictures, found and blurred by what does it in a build."""

from __future__ import annotations

import math
from typing import Any

import ffmpeg
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from newscast.picture.faces.detector import are_sought, found_in
from newscast.picture.faces.onnx_sizes import of_any_size
from newscast.picture.faces.search import cuts_in
from newscast.picture.fit import BT709, Frames, covering
from newscast.picture.veiling import veil_photo, veiled
from newscast.step.graph import OUTPUT, command
from newscast.timeline.framing import WHOLE
from newscast.timeline.seen import Veil


def drawn_face(size: tuple[int, int] = (640, 384), at: tuple[int, int] = (430, 150), high: int = 130) -> Image.Image:
    """A head as an illustrator would shade it: hair, brows, eyes, nose, mouth."""
    picture = Image.new("RGB", size, (120, 140, 160))
    draw = ImageDraw.Draw(picture)
    x, y, h = at[0], at[1], high

    def oval(dx: float, dy: float, rx: float, ry: float, fill: tuple[int, int, int]) -> None:
        draw.ellipse((x + dx * h - rx * h, y + dy * h - ry * h, x + dx * h + rx * h, y + dy * h + ry * h), fill=fill)

    draw.rectangle((x - 0.9 * h, y + 0.75 * h, x + 0.9 * h, size[1]), fill=(40, 50, 90))
    draw.rectangle((x - 0.16 * h, y + 0.4 * h, x + 0.16 * h, y + 0.85 * h), fill=(196, 146, 118))
    oval(0, -0.12, 0.46, 0.6, (52, 36, 28))
    oval(0, 0.03, 0.38, 0.52, (222, 172, 142))
    for side in (-1, 1):
        oval(side * 0.39, 0.05, 0.05, 0.1, (205, 152, 125))
        oval(side * 0.16, -0.05, 0.085, 0.042, (245, 245, 245))
        oval(side * 0.16, -0.05, 0.04, 0.042, (60, 40, 30))
        oval(side * 0.17, -0.15, 0.11, 0.022, (60, 42, 32))
        oval(side * 0.2, 0.2, 0.08, 0.06, (228, 160, 138))
        oval(side * 0.045, 0.17, 0.022, 0.015, (150, 96, 80))
    oval(0, 0.1, 0.045, 0.1, (212, 158, 128))
    oval(0, 0.33, 0.14, 0.045, (176, 82, 80))
    oval(0, 0.325, 0.12, 0.008, (110, 45, 48))
    return picture.filter(ImageFilter.GaussianBlur(1.5))


needs_faces = pytest.mark.skipif(not are_sought(), reason="the extra faces is not installed")


@needs_faces
@pytest.mark.real
def test_a_face_is_found_where_it_is_and_its_features_are_gone_once_it_is_blurred() -> None:
    picture = drawn_face()
    (box, score), *more = found_in(np.asarray(picture))
    assert not more and score > 0.5
    assert math.isclose((box[0] + box[2] / 2) * 640, 430, abs_tol=20)
    assert math.isclose((box[1] + box[3] / 2) * 384, 155, abs_tol=30)
    plain, hidden = (
        np.asarray(each.convert("L"), int)[100:210, 390:470] for each in (picture, veil_photo(picture.copy(), [box]))
    )
    assert np.abs(np.diff(hidden, axis=0)).max() < 0.5 * np.abs(np.diff(plain, axis=0)).max()


@needs_faces
@pytest.mark.real
def test_nothing_is_found_in_a_picture_without_people() -> None:
    assert found_in(np.asarray(Image.effect_mandelbrot((640, 384), (-2, -1.5, 1, 1.5), 100).convert("RGB"))) == []


def test_a_cut_is_found_at_its_frame_and_none_in_what_moves() -> None:
    rng = np.random.default_rng(7)
    one, other = (rng.integers(0, 255, 64 * 36, dtype=np.uint8) for _ in range(2))
    moving = [np.roll(one, shift) for shift in range(20)]
    still = [one] * 12 + [other] * 12
    assert cuts_in(np.array(still)) == [12]
    assert cuts_in(np.array(moving)) == []


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(ValueError, match=r"protobuf|cut off"):
        of_any_size(b"\x07\xff\xff")


@pytest.mark.real
def test_a_veil_hides_its_box_in_its_frames_alone(tools: Any) -> None:
    source = ffmpeg.input("testsrc2=s=320x180:r=30:d=1", f="lavfi").video.filter("format", "yuv420p")
    box = (0.25, 0.25, 0.5, 0.5)
    seen = veiled(Frames(source, (320, 180), BT709, (320, 180)), [Veil(box, 110, 120)], 100, 30)
    plain, hidden = (pixels(stream, tools, (320, 180)) for stream in (source, seen.stream))
    changed = np.abs(plain.astype(int) - hidden.astype(int)).reshape(30, 180, 320)
    assert changed[:10].max() == changed[20:].max() == 0
    inside = changed[10:20, 45:135, 80:240]
    assert inside.mean() > 5
    outside = changed[10:20].copy()
    outside[:, 44:136, 80:240] = 0
    assert outside.max() == 0


@pytest.mark.real
def test_all_of_a_picture_is_hidden_beyond_what_was_looked_at(tools: Any) -> None:
    source = ffmpeg.input("testsrc2=s=320x180:r=30:d=1", f="lavfi").video.filter("format", "yuv420p")
    seen = veiled(Frames(source, (320, 180), BT709, (320, 180)), [Veil(WHOLE, 115)], 100, 30)
    hidden = pixels(seen.stream, tools, (320, 180)).reshape(30, 180, 320).astype(int)
    steps = np.abs(np.diff(hidden, axis=2)).max(axis=(1, 2))
    assert steps[:15].min() > 60 and steps[15:].max() < 40


@pytest.mark.real
def test_a_crop_goes_evenly_and_jumps_at_a_cut(tools: Any) -> None:
    ramp = ffmpeg.input("nullsrc=s=640x360:r=30:d=1", f="lavfi").video.filter("geq", lum="X/4+16", cb=128, cr=128)
    moving = ((0, 0.25, 0.5), (9, 0.25, 0.5), (10, 0.75, 0.5), (29, 0.75, 0.5))
    stream = covering(Frames(ramp, (640, 360), BT709, (640, 360)), (180, 180), (0.5, 0.5), "bicubic", moving)
    means = pixels(stream, tools, (180, 180)).reshape(30, -1).mean(axis=1)
    assert np.ptp(means[:10]) < 1 and np.ptp(means[10:]) < 1 and means[10] - means[9] > 30
    walk = ((0, 0.3, 0.5), (29, 0.7, 0.5))
    slow = covering(Frames(ramp, (640, 360), BT709, (640, 360)), (180, 180), (0.5, 0.5), "bicubic", walk)
    steps = np.diff(pixels(slow, tools, (180, 180)).reshape(30, -1).mean(axis=1))
    assert steps.min() > 0 and steps.max() < 4


def pixels(stream: Any, tools: Any, size: tuple[int, int]) -> Any:
    output = ffmpeg.output(stream.filter("format", "gray"), OUTPUT, f="rawvideo", pix_fmt="gray")
    return np.frombuffer(tools.decode(command({"pipe:1": output})), np.uint8)
