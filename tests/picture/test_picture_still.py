"""Photos: made ready, held, and moved smoothly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from newscast.base.canvas import Canvas
from newscast.media.info import MediaInfo
from newscast.media.probe import probe
from newscast.picture.still import _aim, make_still, moving, still, still_step
from newscast.picture.travel import make_travel
from newscast.step.step import Step

RATE = Fraction(30)


def saved(path: Path, image: Image.Image, **options) -> MediaInfo:
    image.save(path, **options)
    info = probe([path], None)[path]
    assert isinstance(info, MediaInfo), info
    return info


def ready(info: MediaInfo, output: Path, tools) -> Image.Image:
    step = still_step(info)
    assert (step.kind, step.suffix) == ("still", ".tif")
    make_still(step.params, [info.file.path], output, tools)
    image = Image.open(output)
    assert image.mode == "RGB" and image.format == "TIFF"
    return image


def halves(mode="RGB", left=(255, 0, 0), right=(0, 0, 255)) -> Image.Image:
    image = Image.new(mode, (60, 40), left)
    image.paste(right, (30, 0, 60, 40))
    return image


def test_orientation_and_size(tmp_path, tools):
    exif = Image.Exif()
    exif[0x0112] = 6
    info = saved(tmp_path / "turned.jpg", halves(), exif=exif, quality=95)
    image = ready(info, tmp_path / "out.tif", tools)
    assert image.size == (info.picture.width, info.picture.height) == (40, 60)
    assert image.getpixel((20, 10))[0] > 200 and image.getpixel((20, 50))[2] > 200
    large = saved(tmp_path / "large.jpg", Image.new("RGB", (6000, 300)))
    assert ready(large, tmp_path / "small.tif", tools).size == (4096, 205)


def test_other_kinds_of_pixels(tmp_path, tools):
    def check(name, image, wanted, **options):
        made = ready(saved(tmp_path / name, image, **options), tmp_path / f"{name}.out.tif", tools)
        assert np.abs(np.array(made.getpixel((10, 20))) - wanted).max() <= 6, name

    check("cmyk.jpg", halves("CMYK", (0, 255, 255, 0), (255, 255, 0, 0)), (255, 0, 0), quality=95)
    check("palette.png", halves().convert("P", palette=Image.Palette.ADAPTIVE), (255, 0, 0))
    check("clear.png", halves("RGBA", (255, 0, 0, 128), (0, 0, 255, 0)), (128, 0, 0))
    grey = np.full((40, 60), 32768, np.uint16)
    check("deep.png", Image.fromarray(grey), (128, 128, 128))
    fractions = np.full((40, 60), 0.5, np.float32)
    fractions[0, 0] = np.nan
    check("fractions.tif", Image.fromarray(fractions), (128, 128, 128))


def test_dark_letters_on_nothing_can_be_read(tmp_path, tools):
    letters = halves("RGBA", (10, 10, 30, 255), (0, 0, 0, 0))
    made = ready(saved(tmp_path / "logo.png", letters), tmp_path / "dark.tif", tools)
    assert np.ptp(np.asarray(made.convert("L"), np.int16)) > 200
    light = halves("RGBA", (240, 240, 240, 255), (255, 255, 255, 0))
    made = ready(saved(tmp_path / "white.png", light), tmp_path / "light.tif", tools)
    assert np.ptp(np.asarray(made.convert("L"), np.int16)) > 200


def test_profile_is_followed(tmp_path, tools):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    plain = ready(saved(tmp_path / "a.png", halves(left=(200, 90, 40))), tmp_path / "a.out.tif", tools)
    tagged = saved(tmp_path / "b.png", halves(left=(200, 90, 40)), icc_profile=lab.tobytes())
    made = ready(tagged, tmp_path / "b.out.tif", tools)
    assert np.abs(np.subtract(made.getpixel((5, 5)), plain.getpixel((5, 5)))).max() <= 2
    assert "icc_profile" not in made.info


def test_broken_profile_is_ignored(tmp_path, tools):
    info = saved(tmp_path / "c.png", halves(), icc_profile=b"nonsense" * 30)
    assert ready(info, tmp_path / "c.out.tif", tools).getpixel((5, 5)) == (255, 0, 0)


def test_heic(tmp_path, tools):
    pillow_heif = pytest.importorskip("pillow_heif")
    path = tmp_path / "photo.heic"
    pillow_heif.from_pillow(halves().resize((120, 80))).save(path, quality=95)
    info = probe([path], None)[path]
    assert np.abs(np.subtract(ready(info, tmp_path / "h.tif", tools).getpixel((20, 40)), (255, 0, 0))).max() <= 12


@pytest.fixture(scope="module")
def dot(tmp_path_factory) -> tuple[MediaInfo, Path]:
    """A soft dot off the centre of a grey photo, and the photo made ready."""
    room = tmp_path_factory.mktemp("dot")
    y, x = np.mgrid[0:600, 0:900]
    pixels = 20 + 200 * np.exp(-((x - 600) ** 2 + (y - 250) ** 2) / (2 * 12**2))
    info = saved(room / "dot.png", Image.fromarray(pixels.astype(np.uint8)).convert("RGB"))
    step = still_step(info)
    make_still(step.params, [info.file.path], room / "ready.tif", None)
    return info, room / "ready.tif"


def moved(render, dot, canvas: Canvas, frames: int, **options) -> np.ndarray:
    info, path = dot
    step = still_step(info)
    options = {"fit": "fill", "focus": (0.5, 0.5), **options}
    stream, steps = still(step, info, canvas, frames=frames, **options)
    places = {step.identity: path} | {each.identity: listed(each, path.parent) for each in steps if each != step}
    return render(stream, places, (canvas.width, canvas.height))


def listed(step: Step, room: Path) -> Path:
    """What a move's step makes."""
    path = room / f"{step.identity}{step.suffix}"
    make_travel(step.params, [], path, None)
    return path


def centroids(frames: np.ndarray) -> np.ndarray:
    light = np.clip(frames.astype(float) - 60, 0, None)
    y, x = np.mgrid[0 : frames.shape[1], 0 : frames.shape[2]]
    whole = light.sum(axis=(1, 2))
    return np.stack([(light * x).sum(axis=(1, 2)) / whole, (light * y).sum(axis=(1, 2)) / whole], axis=1)


@pytest.mark.parametrize("move", ["push-in", "pull-out", "pan-left", "pan-right", "still"])
@pytest.mark.parametrize("fit", ["fill", "pad"])
def test_exact_frames(render, dot, move, fit):
    for canvas in (Canvas("landscape", 320, 180, RATE), Canvas("portrait", 180, 320, RATE)):
        assert len(moved(render, dot, canvas, 25, move=move, fit=fit)) == 25


@pytest.mark.parametrize("move", ["push-in", "pull-out", "pan-left", "pan-right"])
def test_moves_are_smooth(render, dot, move):
    """The dot's way is a straight line in time, to a few hundredths of a pixel, and goes where it should."""
    canvas = Canvas("landscape", 640, 360, RATE)
    way = centroids(moved(render, dot, canvas, 60, move=move))
    time = np.arange(60)
    for axis in (0, 1):
        ideal = np.polyval(np.polyfit(time, way[:, axis], 2), time)
        assert np.abs(way[:, axis] - ideal).max() < 0.08
    travel = way[-1, 0] - way[0, 0]
    assert {"push-in": travel > 1, "pull-out": travel < -1, "pan-left": travel > 5, "pan-right": travel < -5}[move]


def test_a_pan_of_one_pixel_a_frame_only_cuts(render, dot):
    canvas = Canvas("landscape", 640, 1080, RATE)
    way = centroids(moved(render, dot, canvas, 30, move="pan-right", focus=(0.67, 0.4)))
    assert np.abs(np.diff(way[:, 0]) + 1).max() < 0.01


@pytest.mark.parametrize(("frames", "percent"), [(30, 1), (360, 12), (600, 16)])
def test_push_in_keeps_its_pace_and_is_capped(render, dot, frames, percent):
    """1 % a second and 16 % at most: the dot, 150 of 900 pixels off the middle, moves outwards by as much."""
    canvas = Canvas("landscape", 320, 180, RATE)
    way = centroids(moved(render, dot, canvas, frames, move="push-in"))
    assert way[-1, 0] - way[0, 0] == pytest.approx(150 / 900 * 320 * percent / 100, rel=0.15)


def test_a_still_is_one_picture(render, dot):
    frames = moved(render, dot, Canvas("landscape", 320, 180, RATE), 10, move="still")
    assert (frames == frames[0]).all()


def test_a_photo_that_grows_keeps_its_lower_edge_where_captions_keep_off_it() -> None:
    square = Canvas("square", 1080, 1080, RATE)

    def stays(size: tuple[int, int], height: float, growth: str = "1.16", at: Canvas = square) -> float:
        return _aim(size, at, "auto", (0.5, 0.2), height, Fraction(growth))[1]

    assert stays((3000, 2000), 0.375) == pytest.approx((136 + 720) / 1080, abs=0.002)
    assert stays((3000, 2000), 0.0) == 0.5, "no room above"
    assert stays((2000, 3000), 0.5) == 0.5, "its edges are those of the canvas"
    assert stays((3000, 2800), 0.5) == pytest.approx(0.2, abs=0.03), "one that covers the canvas: its focus"


def test_a_photo_that_grows_on_ground_ends_clear_of_the_edge_of_the_canvas() -> None:
    canvas = Canvas("portrait", 1080, 1920, Fraction(30))
    for frames, ends in ((90, 49.7), (400, 16.0)):
        _whole, _begin, end = moving((600, 900), canvas, frames, "cover", (0.5, 0.4), "push-in", 0.5)
        left = (64 - end.left) * canvas.width / end.width
        assert left == pytest.approx(ends, abs=0.1)
    # One from side to side has no edge there that could come near.
    _whole, _begin, end = moving((1080, 720), canvas, 400, "auto", (0.5, 0.4), "push-in", 0.5)
    assert end.width == pytest.approx(1080 / (1 + 400 / 3000), abs=0.1)


@pytest.mark.parametrize("move", ["push-in", "pan-right"])
def test_every_picture_of_a_move_is_as_sharp(render, tmp_path, move):
    """What is fine in the photo is there in each picture, and as much of it as the canvas can show."""
    grain = np.random.default_rng(7).integers(40, 216, (270, 480), np.uint8)
    info = saved(tmp_path / "grain.png", Image.fromarray(grain).convert("RGB"))
    ready(info, tmp_path / "ready.tif", None)
    pictures = moved(render, (info, tmp_path / "ready.tif"), Canvas("landscape", 320, 180, RATE), 16, move=move)
    detail = np.abs(np.diff(pictures.astype(float), axis=2)).mean(axis=(1, 2))
    assert detail.min() > 0.97 * detail.max()
    same = Image.fromarray(grain).resize((320, 180), Image.Resampling.LANCZOS)
    assert detail.min() > 0.95 * np.abs(np.diff(np.asarray(same, float), axis=1)).mean() * 219 / 255
