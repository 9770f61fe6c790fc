"""Proxies: small pictures, quick to decode and to seek in, that stand in for every clip of a draft.

Each holds a stretch of STRETCH seconds of a clip, so that of a long recording only what is used is ever read. Its
pictures are those the final shows, one for each frame of the show, upright, progressive and in BT.709. A small clip
gets one too: measured, a proxy costs 1 to 4 ms a frame to show, the clip itself 2 to 30, and making it about as much
as showing it twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from pathlib import Path

from newscast.base.canvas import Canvas
from newscast.base.i18n import _
from newscast.deliverables.draft import SHORT_SIDE, draft_h264
from newscast.media.info import MediaInfo, PictureInfo
from newscast.media.missing import Media, Missing, present
from newscast.picture.fitting import fitted
from newscast.picture.proxied import Proxied, source_of
from newscast.picture.source import pictures
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.timeline.framing import counted_anew
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, Shot, StillShot

STRETCH = Fraction(20)
"""Seconds. Longer ones are made in vain more often, shorter ones have more seams."""
OVERLAP = Fraction(2)
"""Seconds that a proxy goes on into the next one's stretch, for what runs on below a transition."""


def drafted(segments: Sequence[PlacedSegment], media: Media, rate: Fraction) -> tuple[list[PlacedSegment], Media]:
    """The segments with the same pictures at the same frames, from proxies where that is cheaper; and those."""
    found = dict(media)
    shown = [
        replace(segment, shots=_all_pieces(segment.shots, found, rate), signer=_all_pieces(segment.signer, found, rate))
        for segment in segments
    ]
    return shown, found


def _all_pieces(shots: Sequence[Shot], media: dict[Path, MediaInfo | Missing], rate: Fraction) -> tuple[Shot, ...]:
    return tuple(piece for shot in shots for piece in _pieces(shot, media, rate))


def _pieces(shot: Shot, media: dict[Path, MediaInfo | Missing], rate: Fraction) -> Iterator[Shot]:
    """The shot, cut where one proxy ends and the next begins."""
    picture = shot.picture
    if not isinstance(picture, ClipShot):
        yield shot.showing([_below(each, shot.frames, media, rate) for each in shot.pictures])
        return
    done = 0
    while done < shot.frames:
        here = picture.later(done)
        count = min(shot.frames - done, _left(here, present(media, here.file), rate))
        yield shot.piece(done, count, _stood_in(here, count, media, rate))
        done += count


def _below(
    picture: ClipShot | StillShot, frames: int, media: dict[Path, MediaInfo | Missing], rate: Fraction
) -> ClipShot | StillShot:
    """What is seen below a graphic."""
    return _stood_in(picture, frames, media, rate) if isinstance(picture, ClipShot) else picture


def _left(shot: ClipShot, info: MediaInfo, rate: Fraction) -> int:
    """Frames from the shot's start to the end of its stretch; the last stretch of a clip never ends."""
    size = ceil(STRETCH * rate)
    number = max(0, shot.start) // size
    return 1 << 30 if (number + 1) * size >= _frames(info, rate) else (number + 1) * size - shot.start


def _stood_in(shot: ClipShot, frames: int, media: dict[Path, MediaInfo | Missing], rate: Fraction) -> ClipShot:
    """The same picture from a proxy, where one holds all of it."""
    info = present(media, shot.file)
    size, whole = ceil(STRETCH * rate), _frames(info, rate)
    number = max(0, min(shot.start, whole - 1)) // size
    first = number * size
    count = min(size + ceil(OVERLAP * rate), whole - first)
    fits = shot.start + frames <= first + count or first + count == whole
    if not fits:
        return shot
    name = Path(f"{shot.file}#{number}")
    media[name] = _proxy(info, rate, first, count)
    return replace(counted_anew(shot, lambda frame: frame - first), file=name)


def _frames(info: MediaInfo, rate: Fraction) -> int:
    """Frames of the show that the final takes from the clip before it holds the last one."""
    return max(1, ceil(info.duration * rate - Fraction(1, 2)))


def _proxy(info: MediaInfo, rate: Fraction, first: int, frames: int) -> MediaInfo:
    assert info.picture
    shown = _shown(info.picture, rate)
    made = _proxy_step(info, shown, first, frames)
    return Proxied(
        file=info.file,
        kind=info.kind,
        duration=min(info.duration - first / rate, frames / rate),
        picture=shown,
        container="mov,mp4,m4a,3gp,3g2,mj2",
        proxy=made,
        source=(info.picture.width, info.picture.height),
    )


def _shown(picture: PictureInfo, rate: Fraction) -> PictureInfo:
    """What the proxy's picture is."""
    shrink = min(Fraction(1), Fraction(SHORT_SIDE, min(picture.width, picture.height)))
    width, height = (max(2, round(side * shrink / 2) * 2) for side in (picture.width, picture.height))
    return PictureInfo(
        codec="h264",
        width=width,
        height=height,
        rotation=0,
        rate=rate,
        variable=False,
        scan="progressive",
        transfer="sdr",
        matrix="bt709",
        full_range=False,
        pixel_format="yuv420p",
        stored=(width, height),
    )


def _proxy_step(info: MediaInfo, shown: PictureInfo, first: int, frames: int) -> Step:
    # Canvases have shapes with names; a proxy has the shape of its clip, and no graphics.
    size = Canvas("landscape", shown.width, shown.height, shown.rate)
    stream = fitted(pictures(info, shown.rate, first, frames, False), size, "fill", (0.5, 0.5))
    encoding = draft_h264(shown.rate)
    label = _("proxy of {name}").format(name=info.file.path.name)
    options = {**encoding.options, "crf": 26, "frames:v": frames, "use_editlist": 0}
    weight = 0.2 + 0.5 * float(frames / shown.rate)
    return ffmpeg_step([stream], options, [source_of(info)], suffix=".mp4", label=label, weight=weight)
