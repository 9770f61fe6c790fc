"""What the streams of a finished file say of themselves, read with PyAV without decoding."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.qc.measured import AudioFacts, Colors

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

MOVIES = "mov,mp4,m4a,3gp,3g2,mj2"
"""What FFmpeg calls MP4 and QuickTime."""
_CONTAINERS = {MOVIES: "mp4"}
_QUICKTIME = "qt  "
"""The brand of QuickTime files, which are MP4 but for what they may hold."""
_PRIMARIES = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020"}
_TRANSFERS = {1: "bt709", 6: "smpte170m", 13: "iec61966-2-1", 14: "bt2020-10", 16: "smpte2084", 18: "arib-std-b67"}
_MATRICES = {0: "gbr", 1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020nc"}
_RANGES = {1: "tv", 2: "pc"}


@dataclass(frozen=True)
class Pictures:
    """The picture stream as it describes itself; `index` among all streams of the file."""

    index: int
    codec: str
    width: int
    height: int
    rate: Fraction
    pix_fmt: str
    colors: Colors


@dataclass(frozen=True)
class Streams:
    """The container and its streams; cover art is not a picture stream."""

    container: str
    pictures: Pictures | None
    audio: tuple[AudioFacts, ...]
    beside: int = 0
    """How many more streams of moving pictures it has, which nobody looks at."""


def streams(path: Path) -> Streams:
    """Open the file and read its headers. Raises MachineError where it is not a media file at all."""
    import av

    try:
        with av.open(f"file:{path}") as file:
            return _described(file)
    except av.error.FFmpegError as error:
        raise MachineError(_("A finished file cannot be read: {reason}.").format(reason=error.strerror)) from error


def _described(file: InputContainer) -> Streams:
    from av.stream import Disposition

    # One of a codec that nobody knows has no context: that is no picture.
    known = [stream for stream in file.streams.video if getattr(stream, "codec_context", None)]
    moving = [stream for stream in known if not stream.disposition & Disposition.attached_pic]
    audio = tuple(_audio(stream) for stream in file.streams.audio)
    return Streams(
        _container(file, audio),
        _pictures(moving[0]) if moving else None,
        audio,
        len(moving[1:]),
    )


def _container(file: InputContainer, audio: tuple[AudioFacts, ...]) -> str:
    if file.metadata.get("major_brand") == _QUICKTIME:
        return "mov"
    # The demuxer is called mp3 for every layer of MPEG audio.
    found = _CONTAINERS.get(file.format.name, file.format.name)
    return "mp2" if found == "mp3" and audio and audio[0].codec == "mp2" else found


def _pictures(stream: VideoStream) -> Pictures:
    context = stream.codec_context
    colors = Colors(
        _PRIMARIES.get(context.color_primaries, ""),
        _TRANSFERS.get(context.color_trc, ""),
        _MATRICES.get(context.colorspace, ""),
        _RANGES.get(context.color_range, ""),
    )
    return Pictures(
        stream.index,
        context.codec.canonical_name,
        context.width,
        context.height,
        Fraction(stream.average_rate or 0),
        context.pix_fmt or "",
        colors,
    )


def _audio(stream: AudioStream) -> AudioFacts:
    context = stream.codec_context
    return AudioFacts(context.codec.canonical_name, context.sample_rate, context.channels)
