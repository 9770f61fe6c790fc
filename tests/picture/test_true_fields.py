"""True fields: a master moves sixty times a second where its sources do, the upper lines first."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import ffmpeg
import imageio_ffmpeg
import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.deliverables.encodings import finished
from newscast.deliverables.station_pictures import coded_for
from newscast.engine.encode import fill
from newscast.media.info import MediaInfo
from newscast.picture.often import at_twice_the_rate, twice_as_often
from newscast.picture.segment import Painter
from newscast.show.model import Show
from newscast.show.station import Station
from newscast.step.graph import command, ffmpeg_step
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import Aim, ClipShot, Shot, Veil

RATE = Fraction(30000, 1001)
SIZE = (320, 180)
FRAMES = 24
MOVING = "color=black:s=320x180:r={rate}:d=1.4,geq=lum='255*between(X,T*150,T*150+24)':cb=128:cr=128,format=yuv420p"
"""A bar that moves by 150 pixels a second: 2.5 a field, 5 a frame."""


def encoded(info: MediaInfo, station: Station, folder: Path) -> Path:
    """A second of a clip as a station gets it."""
    canvas = Canvas("landscape", *SIZE, RATE)
    shot = Shot(0, FRAMES, ClipShot(info.file.path, 3, "fill"))
    segment = PlacedSegment("nota", "story", "Nota", 0, FRAMES, (shot,), (), (), (), None, False)
    encoding = coded_for(station, canvas).encoding
    if encoding.fields:
        canvas, segment = twice_as_often(canvas), at_twice_the_rate(segment)
    picture = Painter(Show(show=1, name="Demo"), canvas, {info.file.path: info}).segment(segment)
    options = {**encoding.options, "frames:v": FRAMES}
    made = ffmpeg_step([finished(picture.stream, encoding)], options, picture.inputs, suffix=encoding.suffix)
    path = folder / f"made{encoding.suffix}"
    args = fill(command({f"file:{path}": made.graph}), {info.file.identity: info.file.path})
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *args], check=True)
    return path


def places(path: Path) -> list[float]:
    """Where the bar is in each field, in the order in which the file says that they are shown."""
    args = ["-v", "error", "-i", f"file:{path}", "-map", "0:v:0", "-vf", "separatefields"]
    read = [imageio_ffmpeg.get_ffmpeg_exe(), *args, "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"]
    raw = subprocess.run(read, check=True, stdout=subprocess.PIPE).stdout
    fields = np.frombuffer(raw, np.uint8).reshape(-1, SIZE[1] // 2, SIZE[0]).astype(float)
    lit = np.clip(fields[:, 20:70].mean(axis=1) - 40, 0, None)
    return [float(each) for each in (lit * np.arange(SIZE[0])).sum(axis=1) / lit.sum(axis=1)]


def moves(path: Path) -> list[float]:
    return [float(each) for each in np.diff(places(path))]


CODECS = [("xdcam-hd422", "mxf"), ("prores-422-hq", "mov"), ("h264", "mp4")]


@pytest.mark.parametrize("codec", [codec for codec, _container in CODECS])
def test_every_field_moves_on(make: Callable[..., MediaInfo], tmp_path: Path, codec: str) -> None:
    info = make("movido-60p.mp4", "-f", "lavfi", "-i", MOVING.format(rate="60000/1001"), "-c:v", "libx264", "-qp", "12")
    station = Station.model_validate({"kind": "tv", "codec": codec, "fields": "59.94"})
    found = moves(encoded(info, station, tmp_path))
    assert len(found) == 2 * FRAMES - 1
    assert all(abs(each - 2.5) < 0.6 for each in found), found


@pytest.mark.parametrize("upper", [True, False])
def test_fields_of_a_recording_stay_in_their_order(make: Callable[..., MediaInfo], tmp_path: Path, upper: bool) -> None:
    """Whichever lines came first in it, the upper ones do in the master."""
    order = "top" if upper else "bottom"
    woven = f"{MOVING.format(rate='60000/1001')},tinterlace=interleave_{order},setfield={order[0]}ff"
    coded = ["-c:v", "mpeg2video", "-flags", "+ilme+ildct", "-b:v", "9M", "-g", "1"]
    info = make(f"movido-{order}.mpg", "-f", "lavfi", "-i", woven, *coded)
    assert info.picture and info.picture.scan == f"{order[0]}ff"
    station = Station.model_validate({"kind": "tv", "fields": "59.94"})
    found = moves(encoded(info, station, tmp_path))
    assert all(abs(each - 2.5) < 1.1 for each in found), found


def test_progressive_pictures_move_with_every_frame_alone(make: Callable[..., MediaInfo], tmp_path: Path) -> None:
    info = make("movido-60p.mp4", "-f", "lavfi", "-i", MOVING.format(rate="60000/1001"), "-c:v", "libx264", "-qp", "12")
    found = moves(encoded(info, Station(kind="tv"), tmp_path))
    assert all(abs(each) < 0.3 for each in found[::2]) and all(abs(each - 5) < 0.6 for each in found[1::2]), found


def test_what_is_blurred_and_where_a_crop_is_count_in_fields() -> None:
    box = (0.1, 0.1, 0.2, 0.2)
    veils, aims = (Veil(box, 2, 5), Veil(box)), (Aim(0, 0.5, 0.5), Aim(4, 0.6, 0.5))
    shot = Shot(1, FRAMES, ClipShot(Path("clip.mp4"), 3, "fill", veils=veils, aims=aims))
    segment = PlacedSegment("nota", "story", "Nota", 0, FRAMES, (shot,), (), (), (), None, False)
    (found,) = at_twice_the_rate(segment).shots
    assert (found.start, found.frames) == (2, 2 * FRAMES)
    assert isinstance(found.picture, ClipShot) and found.picture.start == 6
    # The picture between frames 1 and 2 may be the first one after a cut that was found at frame 2, and the first of
    # two that fall into frame 5 the last one before a cut that was found there.
    assert found.picture.veils == (Veil(box, 3, 11), Veil(box))
    assert found.picture.aims == (
        Aim(0, 0.5, 0.5),
        Aim(8, 0.6, 0.5),
    )


def test_who_leaves_with_a_cut_within_a_frame_is_blurred_in_every_field(make: Callable[..., MediaInfo]) -> None:
    """The second of two pictures that fall into a frame comes after a cut: the first one has a field of its own."""
    cut = 123
    stripes = f"color=gray:s=64x36:r=60:d=3,geq=lum='if(eq(lt(N,{cut}),lt(X,32)),mod(X,2)*255,128)':cb=128:cr=128"
    info = make("corte.mkv", "-f", "lavfi", "-i", f"{stripes},format=yuv420p", "-c:v", "ffv1")
    # The left half is striped up to the cut, the right one after it; of the frame in which that is, the right one.
    first = round(cut * RATE / 60)
    halves = (Veil((0, 0, 0.5, 1), 0, first), Veil((0.5, 0, 0.5, 1), first))
    shot = Shot(0, 75, ClipShot(info.file.path, 0, "fill", veils=halves))
    segment = PlacedSegment("nota", "story", "Nota", 0, 75, (shot,), (), (), (), None, False)
    canvas = twice_as_often(Canvas("landscape", 64, 36, RATE))
    picture = Painter(Show(show=1, name="Demo"), canvas, {info.file.path: info}).segment(at_twice_the_rate(segment))
    output = ffmpeg.output(picture.stream, "x", f="rawvideo", pix_fmt="gray", fps_mode="passthrough")
    args = fill(command({"pipe:1": output}), {info.file.identity: info.file.path})
    raw = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *args], check=True, stdout=subprocess.PIPE)
    fields = np.frombuffer(raw.stdout, np.uint8).reshape(-1, 36, 64).astype(int)
    assert len(fields) == 150
    assert [number for number, each in enumerate(fields) if np.abs(np.diff(each[18])).max() > 60] == []
