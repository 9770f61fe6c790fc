"""The sound of a recording, packet by packet: where it starts, how long it exactly is, what does not decode."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import av

_FIRST_FRAMES = 8
_MOST_SAMPLES = 2 * 3600 * 48_000


class SoundScan:
    """Takes the packets of one stream. With `whole` all of it is decoded, because its samples are the duration."""

    def __init__(self, stream: Any, whole: bool) -> None:
        self.stream = stream
        self.damaged = False
        self.end = Fraction(0)
        self._whole = whole
        self._frames = 0
        self._samples = 0
        self._longest = 0
        self._first: Any = None

    @property
    def heard(self) -> bool:
        """Whether anything was decoded."""
        return self._first is not None

    @property
    def start(self) -> Fraction:
        """Seconds, on the file's clock, at which the first sample is heard."""
        pts = self._first.pts
        return Fraction(pts) * self._first.time_base if pts is not None else Fraction(0)

    @property
    def duration(self) -> Fraction:
        """Seconds: the decoded samples where all were decoded, else from the first to the last packet.

        An MP4 states how much of its last packet is padding, which ffmpeg cuts off and PyAV does not.
        """
        if not self._whole or self._samples >= _MOST_SAMPLES:
            return self.end - self.start
        decoded = Fraction(self._samples, self._first.sample_rate)
        stated = (self.stream.duration or 0) * Fraction(self.stream.time_base)
        packet = Fraction(self._longest, self._first.sample_rate)
        is_padded = "mov" in self.stream.container.format.name and 0 < decoded - stated < 2 * packet
        return stated if is_padded else decoded

    def take(self, packet: Any) -> None:
        """Note a packet's time; decode it where that is wanted."""
        if packet.pts is not None and packet.size:
            self.end = max(self.end, (packet.pts + (packet.duration or 0)) * packet.time_base)
        if self._frames < _FIRST_FRAMES or (self._whole and self._samples < _MOST_SAMPLES):
            self._decode(packet)

    def facts(self, origin: Fraction) -> dict[str, Any]:
        """The fields of SoundInfo; `origin` is the file's start on its clock."""
        context = self.stream.codec_context
        return {
            "codec": context.name,
            "rate": self._first.sample_rate,
            "channels": len(self._first.layout.channels),
            "layout": self._first.layout.name,
            "stream": f"a:{_position(self.stream)}",
            "start": str(self.start - origin),
            "end": str(self.end - origin),
        }

    def _decode(self, packet: Any) -> None:
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self.damaged = self.damaged or self.heard
            return
        for frame in frames:
            self._first = self._first or frame
            self._frames += 1
            self._samples += frame.samples
            self._longest = max(self._longest, frame.samples)
            self.damaged = self.damaged or frame.is_corrupt


def _position(stream: Any) -> int:
    return next(n for n, other in enumerate(stream.container.streams.audio) if other.index == stream.index)
