"""Proxies: what a draft shows through them is what the final shows, frame by frame."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.base.content import File
from newscast.deliverables.proxies import drafted
from newscast.engine.encode import fill
from newscast.media.info import MediaInfo, PictureInfo
from newscast.media.probe import probe
from newscast.picture.clip import clip
from newscast.picture.proxied import Proxied
from newscast.step.graph import command
from newscast.step.step import Step, Tools
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import CaptionPlace, ClipShot, GraphicShot, Shot
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
CLIP = Path("/n/clip.mp4")
STRETCH = 600
"""Frames of the show in a proxy."""


def info(seconds: float, file: File | None = None) -> MediaInfo:
    picture = PictureInfo(
        "hevc", 3840, 2160, 0, RATE, False, "progressive", "sdr", "bt709", False, "yuv420p", stored=(3840, 2160)
    )
    return MediaInfo(file or File(CLIP, "0" * 64), "video", Fraction(seconds), picture)


def segment(*shots: Shot) -> PlacedSegment:
    frames = sum(shot.frames for shot in shots)
    return PlacedSegment("a", "story", "A", 0, frames, shots, (), (), (), None, True)


def stood_in(shot: Shot, seconds: float) -> tuple[list[Shot], dict[Path, MediaInfo]]:
    segments, media = drafted([segment(shot)], {CLIP: info(seconds)}, RATE)
    return list(segments[0].shots), dict(media)


def first_of(shot: Shot) -> int:
    """The frame of the clip with which a shot from a proxy begins."""
    assert isinstance(shot.picture, ClipShot)
    return int(shot.picture.file.name.rpartition("#")[2]) * STRETCH + shot.picture.start


def test_captions_and_the_shows_name_stand_over_proxies_where_they_do_over_the_clip() -> None:
    shot = Shot(70, 900, ClipShot(CLIP), captions=-300, recaptioned=((Span(0, 650), CaptionPlace(-100)),), bug=False)
    pieces, _media = stood_in(shot, 120)
    assert len(pieces) == 2 and not any(piece.bug for piece in pieces)
    for seen in (Span(80, 90), Span(680, 700), Span(730, 760), Span(800, 810)):
        (piece,) = (each for each in pieces if each.start <= seen.start < each.start + each.frames)
        assert piece.caption_place(seen) == shot.caption_place(seen)


@pytest.mark.parametrize("start", [-40, 0, 1, 599, 600, 610, 1234, 5000])
@pytest.mark.parametrize("frames", [1, 30, 599, 600, 601, 1900])
def test_pieces_follow_one_another_without_a_gap(start: int, frames: int) -> None:
    shots, media = stood_in(Shot(70, frames, ClipShot(CLIP, start)), 120)
    at = 0
    for shot in shots:
        assert (shot.start, first_of(shot)) == (70 + at, start + at)
        at += shot.frames
        assert media[shot.picture.file].proxy  # type: ignore[union-attr]
    assert at == frames


def test_only_the_stretches_that_are_used_are_made() -> None:
    _shots, media = stood_in(Shot(0, 300, ClipShot(CLIP, 35_800)), 1800)
    assert {path.name for path in media} == {"clip.mp4", "clip.mp4#59", "clip.mp4#60"}


def test_the_end_of_a_clip_is_held_by_its_last_proxy() -> None:
    shots, media = stood_in(Shot(0, 900, ClipShot(CLIP, 620)), 25)
    assert [shot.frames for shot in shots] == [900]
    assert media[CLIP.with_name("clip.mp4#1")].duration == 149 / RATE


def test_a_graphic_keeps_its_background_whole() -> None:
    def background(start: int) -> str:
        card = Shot(0, 90, GraphicShot("headline", (), ClipShot(CLIP, start)))
        (shot,), _media = stood_in(card, 120)
        assert isinstance(shot.picture, GraphicShot) and shot.picture.background
        return shot.picture.background.file.name

    assert background(100) == "clip.mp4#0"
    assert background(560) == "clip.mp4#0", "a proxy goes on a little into the next stretch"
    assert background(590) == "clip.mp4", "longer than that only the clip has it in one piece"


def test_shots_of_one_stretch_share_its_proxy() -> None:
    first, second = (stood_in(Shot(0, 50, ClipShot(CLIP, start)), 60)[1] for start in (10, 500))
    name = CLIP.with_name("clip.mp4#0")
    assert first[name].proxy and first[name].proxy.identity == second[name].proxy.identity  # type: ignore[union-attr]


def test_a_proxy_remembers_how_large_its_clip_is() -> None:
    _shots, media = stood_in(Shot(0, 50, ClipShot(CLIP, 0)), 60)
    proxy = media[CLIP.with_name("clip.mp4#0")]
    assert isinstance(proxy, Proxied) and proxy.source == (3840, 2160)


def test_a_proxy_has_the_clips_shape_and_a_short_side_of_540() -> None:
    _shots, media = stood_in(Shot(0, 50, ClipShot(CLIP, 0)), 60)
    picture = media[CLIP.with_name("clip.mp4#0")].picture
    assert picture and (picture.width, picture.height, picture.rate) == (960, 540, RATE)


def rendered(tools: Tools, stream: Any, paths: dict[str, Path]) -> np.ndarray:
    output = ffmpeg.output(stream, "x", f="rawvideo", pix_fmt="gray")
    return np.frombuffer(tools.decode(fill(command({"pipe:1": output}), paths)), np.uint8).reshape(-1, 64, 64)


def make(tools: Tools, made: Step, paths: dict[str, Path]) -> Path:
    path = tools.scratch / f"{made.identity[:8]}.mp4"
    tools.ffmpeg(fill(command({f"file:{path}": made.graph}), paths))
    return path


@pytest.mark.parametrize(
    ("rate", "seconds", "start"),
    [("24", 27, 560), ("24", 5, -30), ("30", 27, 590), ("60000/1001", 24, 540), ("15", 24, 0)],
)
def test_every_frame_is_the_finals(tools: Tools, rate: str, seconds: int, start: int) -> None:
    grey = "mod(N*37,200)+20"
    path = tools.scratch / "clip.mp4"
    source = f"color=black:s=64x64:r={rate}:d={seconds},format=gray,geq=lum='{grey}',format=yuv420p"
    tools.ffmpeg(["-f", "lavfi", "-i", source, "-c:v", "libx264", "-qp", "4", "-g", "250", f"file:{path}"])
    found = probe([path], None)[path]
    assert isinstance(found, MediaInfo)
    size = Canvas("square", 64, 64, RATE)
    final = rendered(tools, clip(found, size, start=start, frames=100), {found.file.identity: path})
    segments, media = drafted([segment(Shot(0, 100, ClipShot(path, start)))], {path: found}, RATE)
    draft: list[np.ndarray] = []
    for shot in segments[0].shots:
        assert isinstance(shot.picture, ClipShot)
        shown = media[shot.picture.file]
        assert shown.proxy
        proxy = make(tools, shown.proxy, {found.file.identity: path})
        stream = clip(shown, size, start=shot.picture.start, frames=shot.frames)
        draft += list(rendered(tools, stream, {shown.proxy.identity: proxy}))
    difference = np.abs(final.mean((1, 2)) - np.stack(draft).mean((1, 2)))
    assert difference.max() < 8, "neighbours differ by 37 levels, or by 163"
