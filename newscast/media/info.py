"""Facts about a media file, as a producer sees it: upright, square pixels, time from its first picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from newscast.base.content import File

PADDING = Fraction(1, 20)
"""Seconds: sound that lies outside the pictures by less is what coders fill up whole packets with."""


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
    """ffmpeg's name of the colour matrix, guessed from the size where the file does not say, or the nearest one."""
    full_range: bool
    pixel_format: str
    alpha: bool = False
    primaries: str = "bt709"
    """ffmpeg's name of the colour primaries; bt709 where the file does not say."""
    stored: tuple[int, int] = (0, 0)
    """Width and height of the upright picture in its own pixels, square or not, as ffmpeg gives it."""
    stream: str = "v:0"
    """What to map: `v:0`, or `g:0` for the tiles of a HEIC photo."""
    combed: bool = False
    """Whether it says that it is progressive, and pictures have the combs of two fields all the same."""
    blended: bool = False
    """Whether two of five pictures are each two pictures of a film in one."""
    changing: bool = False
    """Whether some of the pictures have another shape; `width`, `height` and `stored` are those of most."""
    bars: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Pixels as stored of black bars at its left, top, right and bottom edge in all of the recording: `width`, `height`
    and `stored` are those of what is between them, which alone is shown."""
    unmet: tuple[str, ...] = ()
    """What it says of its colours that nothing here knows: it is shown as if it said nothing of that."""
    renamed: bool = False
    """Whether filters have to be told what its colours are, because they do not take what it says."""
    screen: bool = False
    """Of a still that is much higher than wide: whether it is a telephone's screen, and not taken by a camera."""

    @property
    def recorded(self) -> tuple[int, int]:
        """Width and height of the upright picture in its own pixels, with its bars."""
        left, top, right, bottom = self.bars
        return self.stored[0] + left + right, self.stored[1] + top + bottom

    def with_bars(self) -> PictureInfo:
        """The same with its bars as part of the picture."""
        if not any(self.bars):
            return self
        wide, high = self.recorded
        width, height = round(self.width * wide / self.stored[0]), round(self.height * high / self.stored[1])
        return replace(self, width=width, height=height, stored=(wide, high), bars=(0, 0, 0, 0))


HEARD_RATE = 16_000
"""Samples a second of what is listened to."""
SILENCE = -120
"""dBFS of digital silence."""


@dataclass(frozen=True)
class Channel:
    """What was heard in one channel of a sound track. Times count from the file's first picture, in a file of sound

    alone from its start.
    """

    speech: tuple[tuple[int, int], ...] = ()
    """Where somebody speaks, in samples at HEARD_RATE: ascending, disjoint; before the first picture negative."""
    levels: tuple[int, ...] = ()
    """dBFS (RMS) of each second; SILENCE where there is nothing at all. Hiss is a low level all along."""
    searched: int = 0
    """Samples at HEARD_RATE up to which somebody was looked for: all there are, but of very long files."""
    swing: int = 0
    """dB between its loud tenth and its quiet tenth: 8 and more in speech, 1 in hiss and hum, 4 in pink noise."""
    above: int = 0
    """dB against words of what is heard above 4.3 kHz when an s is said; 0 where nobody speaks."""


@dataclass(frozen=True)
class SoundInfo:
    """A sound track. `start` and `end` are in seconds after the file's own start time."""

    codec: str
    rate: int
    channels: int
    layout: str
    """ffmpeg's name of the channel layout, such as `5.1`; `6 channels` where the file declares none."""
    stream: str = "a:0"
    start: Fraction = Fraction(0)
    end: Fraction = Fraction(0)
    heard: tuple[Channel, ...] = ()
    """What was heard in each channel; empty where nobody listened."""


@dataclass(frozen=True)
class MediaInfo:
    """A file that was opened and looked at.

    `duration` is in seconds from the first picture to the end of the last one (of the sound where there is no
    picture); 0 for a still. `picture_start` is in seconds after the file's own start time, which ffmpeg
    calls zero; the sound of a clip is in sync when both are taken from `picture_start`. `sound` is the first sound
    track, `further` are the others.
    """

    file: File
    kind: Literal["video", "still", "sound"]
    duration: Fraction
    picture: PictureInfo | None = None
    sound: SoundInfo | None = None
    picture_start: Fraction = Fraction(0)
    damaged: bool = False
    """Something inside did not decode; it is concealed, with a warning."""
    container: str = ""
    """ffmpeg's name of the demuxer, such as `mov,mp4,m4a,3gp,3g2,mj2` or `mpegts`; empty for a still."""
    further: tuple[SoundInfo, ...] = ()
    timecode: str = ""
    """The time code that the file gives to its first picture, such as `10:00:00;00`; empty where it gives none."""
    pages: tuple[tuple[int, int], ...] = ()
    """Width and height of each page of a document, in the pixels it is drawn in; empty for anything else."""
    page: int = 0
    """Which of them `picture` is, from 1; 0 where there are none."""

    def on_page(self, page: int) -> MediaInfo:
        """The same with another page as its picture; itself where it has no pages. Raises IndexError."""
        if not self.pages or self.picture is None:
            return self
        if page < 1:
            raise IndexError(page)
        width, height = self.pages[page - 1]
        return replace(self, picture=replace(self.picture, width=width, height=height), page=page)

    @property
    def tracks(self) -> tuple[SoundInfo, ...]:
        """Every sound track, in the file's order."""
        return (self.sound, *self.further) if self.sound else ()

    def sound_before(self, tracks: Sequence[SoundInfo]) -> Fraction:
        """Seconds of a video's sound before its first picture, where just these tracks are heard."""
        return self._outside(self.picture_start - min(track.start for track in tracks)) if tracks else Fraction(0)

    def sound_after(self, tracks: Sequence[SoundInfo]) -> Fraction:
        """Seconds of a video's sound after the end of its last picture, where just these tracks are heard."""
        return self._outside(max(t.end for t in tracks) - self.picture_start - self.duration) if tracks else Fraction(0)

    def _outside(self, seconds: Fraction) -> Fraction:
        return seconds if self.kind == "video" and seconds > PADDING else Fraction(0)

    def zero_of(self, tracks: Sequence[SoundInfo]) -> Fraction:
        """What ffmpeg calls zero where it is given just these tracks of the file, in seconds after the file's start."""
        counts = self.picture is not None and any(name in _OWN_ZERO for name in self.container.split(","))
        return min((track.start for track in tracks), default=Fraction(0)) if counts else Fraction(0)


_OWN_ZERO = ("mpegts", "mpeg", "ogg", "hls", "mpegtsraw", "live_flv")
"""Demuxers for which ffmpeg counts from the first stream that is used, not from the file's start: here the sound."""
