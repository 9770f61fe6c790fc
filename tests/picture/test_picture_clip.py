"""Clips on a canvas: exact frames, exact times, right shape and colours."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.base.canvas import canvas as full_canvas
from newscast.deliverables.draft import draft_canvas
from newscast.picture.boxes import box_of
from newscast.picture.clip import clip
from newscast.picture.fitting import fitted
from newscast.picture.plain import color
from newscast.picture.source import pictures
from newscast.step.graph import command
from newscast.timeline.seen import Aim

RATE = Fraction(30000, 1001)
BITS = 10
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "250")
MPEG2 = ("-c:v", "mpeg2video", "-q:v", "2", "-g", "12", "-bf", "2")


def numbers_of(frames: np.ndarray) -> list[int]:
    """The number each picture shows."""
    return [sum(int(frame[16, bit * 16 + 8] > 128) << bit for bit in range(BITS)) for frame in frames]


def seen(render, info, start, frames, *, rate=RATE):
    stream = pictures(info, rate, start, frames).stream
    return numbers_of(render(stream, {info.file.digest: info.file.path}, info.picture.stored))


def on_canvas(render, info, canvas, pix_fmt="rgb24", **options):
    stream = clip(info, canvas, **{"start": 0, "frames": 1, **options})
    if pix_fmt == "rgb24":
        stream = stream.filter("scale", in_color_matrix="bt709", in_range="limited").filter("format", "rgb24")
    return render(stream, {info.file.digest: info.file.path}, (canvas.width, canvas.height), pix_fmt)


@pytest.mark.parametrize("start", [0, 1, 59, 119, 120, 200, 238])
def test_same_rate_is_frame_exact(numbered, render, start):
    info = numbered("same.mp4", "30000/1001", 8, *H264)
    wanted = [min(239, start + n) for n in range(20)]
    assert seen(render, info, start, 20) == wanted


@pytest.mark.parametrize(("name", "codec"), [("hours.ts", H264), ("hours.mpg", MPEG2)])
def test_late_picture_and_no_index(numbered, render, name, codec):
    """Picture half a second after sound, a clock from ten hours, a container whose seeks land anywhere."""
    sound = ("-f", "lavfi", "-i", "sine=d=16", "-c:a", "mp2", "-output_ts_offset", "36000", "-fps_mode", "passthrough")
    info = numbered(name, "30000/1001", 16, *sound, *codec, late=0.5)
    assert abs(info.picture_start - Fraction(1, 2)) < Fraction(5, 100)
    for start in (0, 100, 400):
        assert seen(render, info, start, 5) == list(range(start, start + 5))


def test_sixty_becomes_thirty_evenly_whatever_the_clock_rounds(numbered, render):
    info = numbered("sixty.mkv", "60000/1001", 4, *H264)
    got = seen(render, info, 10, 60)
    assert set(np.diff(got)) == {2}


def test_variable_rate_is_sampled_by_time(numbered, render):
    """Flashes at known times stay at them: picture 20 at 2 s, 40 at 4 s, and long holds between."""
    kept = "select=lt(mod(n\\,20)\\,4)"
    info = numbered("holds.mp4", "10", 8, *H264, "-fps_mode", "vfr", then=kept)
    got = seen(render, info, 0, 180, rate=Fraction(30))
    for second, number in ((0, 0), (2, 20), (4, 40)):
        assert got[second * 30] == number and got[second * 30 - 1] != number
    assert got[30:59] == [3] * 29
    assert seen(render, info, 135, 3, rate=Fraction(30)) == [43] * 3


def test_holds_the_last_picture(numbered, render):
    info = numbered("short.mp4", "30000/1001", 0.5, *H264)
    assert seen(render, info, 10, 10) == [10, 11, 12, 13, 14, 14, 14, 14, 14, 14]
    assert seen(render, info, 500, 3) == [14, 14, 14]


def test_holds_the_first_picture_before_it_begins(numbered, render):
    for name, rate in (("early.mp4", "30000/1001"), ("early.mkv", "15")):
        info = numbered(name, rate, 0.5, *H264)
        got = seen(render, info, -4, 10)
        wanted = [max(0, frame) if rate != "15" else max(0, frame) // 2 for frame in range(-4, 6)]
        assert got == wanted, name


@pytest.mark.parametrize("fit", ["fill", "pad"])
@pytest.mark.parametrize("container", ["webm", "ts"])
def test_a_clip_that_is_turned_keeps_its_shape(make, render, landscape, tmp_path, container, fit):
    """A square stays one, on the canvas of most pictures' shape and on another, and everything is seen."""
    parts = []
    for name, size, box in (("wide", "320x180", "x=110:y=40"), ("high", "180x320", "x=40:y=110")):
        graph = f"color=gray:s={size}:r=30:d=1,drawbox={box}:w=100:h=100:color=white:t=fill"
        coder = H264 if container == "ts" else ("-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime")
        parts.append(make(f"{name}.{container}", "-f", "lavfi", "-i", graph, *coder).file.path)
    listed = tmp_path / "list.txt"
    listed.write_text("".join(f"file '{path}'\n" for path in parts))
    info = make(f"turned-{fit}.{container}", "-f", "concat", "-safe", "0", "-i", str(listed), "-c", "copy")
    assert info.picture.changing
    for canvas in (landscape, Canvas("square", 240, 240, RATE)):
        shown = on_canvas(render, info, canvas, "gray", frames=55, fit=fit)
        for frame in (shown[5], shown[50]):
            middle = frame[canvas.height // 2] > 190, frame[:, canvas.width // 2] > 190
            wide, high = (int(line.sum()) for line in middle)
            assert wide > 20 and abs(wide - high) <= 4, (canvas.name, wide, high)


def test_a_clip_that_changes_size_keeps_its_count(make, render, landscape, tmp_path):
    parts = []
    for number, size in enumerate(("320x180", "160x120", "640x360")):
        source = f"testsrc2=s={size}:r=30:d=1"
        info = make(f"{number}.ts", "-f", "lavfi", "-i", source, *H264, "-output_ts_offset", str(number))
        parts.append(info.file.path.read_bytes())
    path = tmp_path / "changing.ts"
    path.write_bytes(b"".join(parts))
    whole = make("first.ts", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=3", *H264)
    info = replace(whole, file=replace(whole.file, path=path))
    for scan in ("progressive", "tff"):
        changed = replace(info, picture=replace(info.picture, scan=scan))
        assert len(on_canvas(render, changed, landscape, "gray", frames=80)) == 80


def quarters(make, name, *args, then="null"):
    """A clip of four colours: red and green above, blue and white below."""
    half = "scale=320:180:flags=neighbor,format=gbrp"
    graph = "color=red:s=1x1:r=30:d=0.2,format=gbrp[a];color=lime:s=1x1:r=30:d=0.2,format=gbrp[b];"
    graph += "color=blue:s=1x1:r=30:d=0.2,format=gbrp[c];color=white:s=1x1:r=30:d=0.2,format=gbrp[d];"
    graph += f"[a][b]hstack[e];[c][d]hstack[f];[e][f]vstack,{half},{then}"
    return make(name, "-f", "lavfi", "-i", graph, *args)


def corners(picture):
    height, width = picture.shape[:2]
    return [
        [int(value) for value in picture[y, x]]
        for y in (height // 8, height * 7 // 8)
        for x in (width // 8, width * 7 // 8)
    ]


RED, GREEN, BLUE, WHITE = [255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]
LOSSLESS = ("-c:v", "libx264", "-preset", "ultrafast", "-qp", "0")
HD = (*LOSSLESS, "-colorspace", "bt709")


@pytest.mark.parametrize(
    ("name", "then", "args"),
    [
        ("hd.mkv", "scale=out_color_matrix=bt709:out_range=limited,format=yuv444p", HD),
        ("sd.mkv", "scale=out_color_matrix=bt601:out_range=limited,format=yuv420p", LOSSLESS),
        ("full.mkv", "scale=out_color_matrix=bt709:out_range=full,format=yuv420p", HD),
        ("photo.mov", "scale=out_color_matrix=bt601:out_range=full,format=yuvj422p", ("-c:v", "mjpeg", "-q:v", "2")),
        ("rgb.mkv", "format=bgr0", ("-c:v", "ffv1")),
        ("argb.mov", "format=argb", ("-c:v", "qtrle")),
    ],
)
def test_colours_are_the_same_from_every_coding(make, render, landscape, name, then, args):
    info = quarters(make, name, *args, then=then)
    got = corners(on_canvas(render, info, landscape))
    assert np.abs(np.array(got) - [RED, GREEN, BLUE, WHITE]).max() <= 5, got


def test_hdr_becomes_natural_sdr(make, render, landscape):
    """Grey of 50 % stays; diffuse white stays bright, with room above it; nothing turns pale."""
    to_pq = (
        "scale=out_color_matrix=bt709:out_range=limited,format=yuv444p,setparams=range=limited:colorspace=bt709:"
        "color_primaries=bt709:color_trc=bt709,zscale=transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=bt2020,"
        "zscale=transfer=smpte2084:npl=203:matrix=bt2020nc:range=limited,format=yuv420p10le"
    )
    hevc = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:crf=8")
    info = quarters(make, "pq.mp4", *hevc, then=to_pq)
    assert info.picture.transfer == "pq"
    red, green, blue, white = corners(on_canvas(render, info, landscape))
    assert 200 <= min(white) <= max(white) <= 235
    assert red[0] > 195 > 40 > max(red[1:]) and green[1] > 195 and blue[2] > 195
    assert max(green[0], green[2], blue[0], blue[1]) < 40


def test_transparency_lies_on_black(make, render, landscape):
    info = quarters(make, "clear.mov", "-c:v", "qtrle", then="format=argb,colorchannelmixer=aa=0.5")
    got = corners(on_canvas(render, info, landscape))
    assert np.abs(np.array(got) - np.array([RED, GREEN, BLUE, WHITE]) // 2).max() <= 5, got


def test_rotated_clip_stands_upright(make, render, portrait):
    flat = quarters(make, "flat.mp4", *LOSSLESS, then="scale=out_color_matrix=bt709,format=yuv444p")
    info = make("stood.mp4", "-display_rotation", "-90", "-i", str(flat.file.path), "-c", "copy")
    got = corners(on_canvas(render, info, portrait))
    # A quarter turn clockwise: what was below left comes to above left.
    assert np.abs(np.array(got) - [BLUE, RED, WHITE, GREEN]).max() <= 40, got


def test_pixels_that_are_not_square_keep_a_circle_round(make, render):
    circle = "nullsrc=s=360x240:r=25:d=0.2,geq=lum='255*lt(hypot((X-180)*8/9\\,Y-120)\\,60)':cb=128:cr=128"
    info = make("circle.mpg", "-f", "lavfi", "-i", f"{circle},setsar=8/9", "-c:v", "mpeg2video", "-q:v", "1")
    frame = on_canvas(render, info, Canvas("landscape", 320, 240, RATE), "gray")
    wide, high = (frame[120] > 128).sum(), (frame[:, 160] > 128).sum()
    assert abs(int(wide) - int(high)) <= 3 and abs(int(high) - 120) <= 4


@pytest.mark.parametrize("order", ["tff", "bff"])
def test_interlaced_motion_does_not_comb_or_step_back(make, render, order):
    """A bar moves 4 pixels a field; deinterlaced, its edges are straight and every frame is further on."""
    bar = "color=black:s=320x120:r=60:d=1,format=yuv420p,geq=lum='16+219*between(X\\,N*4\\,N*4+40)':cb=128:cr=128"
    first = "top" if order == "tff" else "bottom"
    fields = f"{bar},tinterlace=interleave_{first},setfield={order}"
    flags = ("-c:v", "mpeg2video", "-q:v", "1", "-flags", "+ildct+ilme")
    info = make(f"bar-{order}.mpg", "-f", "lavfi", "-i", fields, *flags)
    assert info.picture.scan == order
    for rate, pace in ((30, 8), (60, 4)):
        canvas = Canvas("landscape", 320, 120, Fraction(rate))
        frames = on_canvas(render, info, canvas, "gray", start=4, frames=12)
        left = (frames > 128).argmax(axis=2)[:, 20:100]
        assert (left.max(axis=1) - left.min(axis=1)).max() <= 3
        assert np.abs(np.diff(np.median(left, axis=1)) - pace).max() <= 2


def test_focus_and_padding(make, render, portrait):
    info = quarters(make, "flat.mp4", *LOSSLESS, then="scale=out_color_matrix=bt709,format=yuv444p")
    left = on_canvas(render, info, portrait, focus=(0.0, 0.5))
    assert np.abs(np.array(corners(left)) - [RED, RED, BLUE, BLUE]).max() <= 10
    padded = on_canvas(render, info, portrait, fit="pad")
    inside = padded[160 - 50 : 160 + 50]
    assert np.abs(np.array(corners(inside)) - [RED, GREEN, BLUE, WHITE]).max() <= 10
    assert padded[5].max() < 200 and padded[5].max() > 30


def test_a_vertical_clip_is_shown_whole_unless_it_is_asked_to_fill(make, render, landscape):
    """Its four colours are there; around it a darker copy; between them a line."""
    flat = quarters(make, "flat.mp4", *LOSSLESS, then="scale=out_color_matrix=bt709,format=yuv444p")
    info = make("high.mp4", "-i", str(flat.file.path), "-vf", "scale=180:320,setsar=1", *LOSSLESS)
    shown = on_canvas(render, info, landscape, fit="auto")
    inside = shown[:, 160 - 50 : 160 + 50]
    assert np.abs(np.array(corners(inside)) - [RED, GREEN, BLUE, WHITE]).max() <= 12
    around = shown[:, list(range(10, 90)) + list(range(230, 310))]
    assert 25 < around.max() < 190
    assert (on_canvas(render, info, landscape, fit="fill")[90, 20] > 200).any()


def test_a_draft_shows_as_much_of_a_clip_as_the_final(make):
    info = make("coarse.mp4", "-f", "lavfi", "-i", "testsrc2=s=640x480:r=30:d=0.2", *H264)
    for name in ("landscape", "portrait", "square"):
        final = full_canvas(name, RATE)
        draft = draft_canvas(final)
        source = (info.picture.width, info.picture.height)
        whole, small = (box_of(size, source, each, "auto") for size, each in ((source, final), ((480, 360), draft)))
        assert [side / 2 for side in whole] == pytest.approx(small, abs=2), name


def test_canvases_share_one_decode_and_what_does_not_depend_on_them(make, landscape, portrait):
    import ffmpeg

    fields = "testsrc2=s=320x240:r=50:d=1,tinterlace=interleave_top,setfield=tff"
    info = make("shared.mpg", "-f", "lavfi", "-i", fields, "-c:v", "mpeg2video", "-flags", "+ildct+ilme")
    outputs = {
        f"{index}.mkv": ffmpeg.output(clip(info, canvas, start=10, frames=5, fit=fit), "x")
        for index, (canvas, fit) in enumerate(
            [(landscape, "fill"), (portrait, "fill"), (portrait, "pad"), (Canvas("square", 240, 240, RATE), "pad")]
        )
    }
    args = command(outputs)
    graph = args[args.index("-filter_complex") + 1]
    assert args.count("-i") == 1
    assert graph.count("bwdif") == graph.count("fps=") == graph.count("gblur") == 1


def test_plain_colour(render, landscape):
    stream = color(landscape, 7, "#0a3d62").filter("scale", in_color_matrix="bt709", in_range="limited")
    frames = render(stream.filter("format", "rgb24"), {}, (320, 180), "rgb24")
    assert frames.shape[0] == 7
    assert np.abs(frames[3, 90, 160].astype(int) - [0x0A, 0x3D, 0x62]).max() <= 3


@pytest.mark.parametrize("start", [0, 45])
@pytest.mark.parametrize(("rate", "most"), [("10", 22), ("15", 32)])
def test_what_is_shown_several_times_is_composed_once(numbered, render, landscape, start, rate, most):
    """And is the same pictures, at the same times, as if each were composed anew."""
    info = numbered(f"few-{rate}.mp4", rate, 4, *H264)
    paths = {info.file.digest: info.file.path}
    few = render(pictures(info, RATE, start, 60, repeats=False).stream, paths, info.picture.stored)
    every = render(pictures(info, RATE, start, 60).stream, paths, info.picture.stored)
    assert len(few) <= most < len(every) == 60
    canvas = replace(landscape, width=180, height=320)
    shown = on_canvas(render, info, canvas, "gray", start=start, frames=60, fit="pad")
    anew = fitted(pictures(info, RATE, start, 60), canvas, "pad", (0.5, 0.5))
    assert np.array_equal(shown, render(anew, paths, (180, 320), "gray"))


def test_the_end_of_a_slow_clip_is_held_and_a_moving_crop_moves_between_its_pictures(make, render, portrait):
    info = make("slow.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=1", *H264)
    assert len(on_canvas(render, info, portrait, "gray", start=20, frames=40)) == 40
    aims = (Aim(0, 0.0, 0.5), Aim(29, 1.0, 0.5))
    moved = on_canvas(render, info, portrait, "gray", frames=30, aims=aims)
    assert sum(not np.array_equal(one, other) for one, other in pairwise(moved)) > 15
