"""Facts about a media file, as a producer sees it: upright, square pixels, time from its first picture."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from newscast.base.content import File


@dataclass(frozen=True)
class PictureInfo:
    """The best picture stream. `width` and `height` are those of the upright picture in square pixels."""

    codec: str
    width: int
    height: int
    rotation: int
    """Degrees clockwise that make the stored picture upright: 0, 90, 180 or 270 (ffmpeg applies it by itself)."""
    rate: Fraction
    """Average frames a second; 0 for a still."""
    variable: bool
    scan: Literal["progressive", "tff", "bff"]
    transfer: Literal["sdr", "pq", "hlg"]
    matrix: str
    """ffmpeg's name of the colour matrix, guessed from the size where the file does not say."""
    full_range: bool
    pixel_format: str
    alpha: bool = False
    primaries: str = "bt709"
    """ffmpeg's name of the colour primaries; bt709 where the file does not say."""
    stored: tuple[int, int] = (0, 0)
    """Width and height of the upright picture in its own pixels, square or not, as ffmpeg gives it."""
    stream: str = "v:0"
    """What to map: `v:0`, or `g:0` for the tiles of a HEIC photo."""


@dataclass(frozen=True)
class SoundInfo:
    """The best sound stream."""

    codec: str
    rate: int
    channels: int
    layout: str
    stream: str = "a:0"


@dataclass(frozen=True)
class MediaInfo:
    """A file that was opened and looked at.

    `duration` is in seconds from the first picture to the end of the last one (of the sound where there is no
    picture); 0 for a still. `picture_start` and `sound_start` are in seconds after the file's own start time,
    which ffmpeg calls zero; the sound of a clip is in sync when both are taken from `picture_start`.
    """

    file: File
    kind: Literal["video", "still", "sound"]
    duration: Fraction
    picture: PictureInfo | None = None
    sound: SoundInfo | None = None
    picture_start: Fraction = Fraction(0)
    sound_start: Fraction = Fraction(0)
    damaged: bool = False
    """Something inside did not decode; it is concealed, with a warning."""
    container: str = ""
    """ffmpeg's name of the demuxer, such as `mov,mp4,m4a,3gp,3g2,mj2` or `mpegts`; empty for a still."""
