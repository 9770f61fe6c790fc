"""The picture of a recording, packet by packet: shape, rate, scan, colour, first and last picture, damage."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import Any

import av

from newscast.media.bars import Bars, Sides, turned
from newscast.media.blending import Blends
from newscast.media.colors import colors_of
from newscast.media.combing import Combs
from newscast.media.shapes import Sizes

DECODED_AREA = 150_000_000
"""Pixels decoded to look for damage, from the start: about 70 pictures of 1080p, half a second of work."""
_SAMPLES = 40
"""Key pictures decoded after that, all over the recording, to see whether their size changes; fewer large ones."""
_EVERY = 6
"""How far apart pictures are looked at for black bars."""
_BARRED = 12
"""How many of the first pictures are looked at so; and of what is sampled after them all."""
_APART = 1
"""Seconds between them at least."""
_DEBLOCKING = ("h264", "hevc")
"""Codecs whose decoders can leave out smoothing: nothing here looks at pixels, and damage is found without it."""

_STANDARD_RATES = tuple(
    Fraction(*rate)
    for rate in ((24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001), (60, 1), (120, 1))
)


class PictureScan:
    """Takes the packets of one stream."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.damaged = False
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = 2
        if stream.codec_context.name in _DEBLOCKING:
            stream.codec_context.options = {"skip_loop_filter": "all"}
        self._times: list[tuple[int, int]] = []
        self._area = 0
        self._corrupt = 0
        self._interlaced: list[Any] = []
        self._combs, self._blends = Combs(), Blends()
        self._first: Any = None
        self._turn = 0
        self._sizes = Sizes()
        self._bars = Bars()
        self._decoded = 0
        self._sampled = 0

    @property
    def shown(self) -> int:
        """How many pictures there are from the first that decodes; 0 where none does."""
        return len(self._shown()) if self._first is not None else 0

    @property
    def start(self) -> Fraction:
        """Seconds, on the file's clock, at which the first picture is shown."""
        return self._shown()[0][0] * self._base

    @property
    def end(self) -> Fraction:
        """Seconds, on the file's clock, at which the last picture ends."""
        return self._end() * self._base

    @property
    def duration(self) -> Fraction:
        """Seconds from the first picture to the end of the last one; whole pictures where the rate is constant."""
        measured = self.end - self.start
        if not self._variable() and (rate := self._standard_rate()):
            counted = len(self._shown()) / rate
            if abs(counted - measured) <= Fraction(2, 1000) + self._base:
                return counted
        return measured

    def take(self, packet: Any) -> None:
        """Note a packet's time; decode it while that is affordable."""
        time = packet.pts if packet.pts is not None else packet.dts
        if packet.size and time is not None and not packet.is_discard:
            self._times.append((time, packet.duration or 0))
            self.damaged = self.damaged or (packet.is_corrupt and self._first is not None)
        if self._area < DECODED_AREA:
            self._decode(packet)
        elif not packet.size or (packet.is_keyframe and time is not None and time >= self._sampled):
            self._sample(packet)
            self._sampled = (time or 0) + self._apart()

    @property
    def changes_shape(self) -> bool:
        """Whether pictures seen of it have different shapes."""
        return self._sizes.differ

    @property
    def bars(self) -> Sides | None:
        """Black bars in all pictures, of the upright one in its own pixels; None where there are none, or the size of
        pictures changes."""
        found = None if self.usual_from is not None or self.changes_shape else self._bars.found()
        return turned(found, self._turn) if found else None

    @property
    def usual_from(self) -> Fraction | None:
        """Seconds, on the file's clock, of the first picture of the usual size; None where that is the first one's."""
        first = self._sizes.usual_from(self._end())
        return None if first is None else first * self._base

    def facts(self) -> dict[str, Any]:
        """The fields of PictureInfo but the size, which the binary tells."""
        frame = self._first
        name = frame.format.name
        return {
            "codec": self.stream.codec_context.name,
            "rotation": self._turn,
            "rate": str(self._standard_rate() or self._measured_rate()),
            "variable": self._variable(),
            "scan": self._scan(),
            "combed": self._scan() == "progressive" and self._combs.found,
            "blended": self._blends.found,
            **colors_of(frame, self.stream.codec_context.name),
            "pixel_format": name,
            "alpha": any(component.is_alpha for component in frame.format.components) or name == "pal8",
            "stream": f"v:{_position(self.stream)}",
        }

    @property
    def _base(self) -> Fraction:
        return Fraction(self.stream.time_base)

    def _decode(self, packet: Any) -> None:
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self.damaged = self.damaged or self._first is not None
            return
        for frame in frames:
            if self._first is None:
                self._first, self._turn = frame, round(-frame.rotation) % 360
            self._area += frame.width * frame.height
            self._note_size(frame)
            self._combs.take(frame)
            self._blends.take(frame)
            if self._decoded % _EVERY == 0 and self._decoded < _BARRED * _EVERY:
                self._bars.note(frame)
            self._decoded += 1
            self._corrupt += frame.is_corrupt
            self.damaged = self.damaged or frame.is_corrupt
            if frame.interlaced_frame and len(self._interlaced) < 3:
                self._interlaced.append(frame)

    def _sample(self, packet: Any) -> None:
        """See of what size a key picture is, without the pictures between."""
        self.stream.codec_context.skip_frame = "NONKEY"
        with suppress(av.FFmpegError):
            for frame in packet.decode():
                self._note_size(frame)
                self._combs.take(frame, apart=True)
                self._bars.note(frame)

    def _note_size(self, frame: Any) -> None:
        self._sizes.note(frame.pts, frame.width, frame.height, self.stream.codec_context.sample_aspect_ratio)

    def _apart(self) -> int:
        """How far apart samples are, in ticks."""
        most = max(1, min(_SAMPLES, DECODED_AREA // (self._first.width * self._first.height)))
        length = self.stream.duration or (self.stream.container.duration or 0) / (self._base * av.time_base)
        return int(max(_APART / self._base, length / most))

    def _shown(self) -> list[tuple[int, int]]:
        first = self._first.pts
        return sorted(time for time in self._times if first is None or time[0] >= first)

    def _end(self) -> int:
        times = self._shown()
        steps = sorted(after[0] - before[0] for before, after in pairwise(times))
        time, duration = times[-1]
        return time + (duration or (steps[len(steps) // 2] if steps else 0))

    def _variable(self) -> bool:
        """Whether steps differ by more than a container's coarse clock (1/1000 s, 1/100 s in a GIF) explains."""
        steps = [after[0] - before[0] for before, after in pairwise(self._shown())]
        if not steps:
            return False
        tolerance = Fraction(2, 1000) + min(self._base, Fraction(1, 100))
        return (max(steps) - min(steps)) * self._base > tolerance

    def _measured_rate(self) -> Fraction:
        length = self.end - self.start
        return (len(self._shown()) / length).limit_denominator(1001) if length > 0 else Fraction(0)

    def _standard_rate(self) -> Fraction | None:
        """The rate it was meant to have: a broadcast rate, or the one the file states, within a thousandth."""
        stated = Fraction(self.stream.average_rate or 0)
        measured = self._measured_rate()
        near = [rate for rate in (*_STANDARD_RATES, stated) if abs(rate - measured) < measured / 2000]
        return near[0] if near and not self._variable() else None

    def _scan(self) -> str:
        if not self._interlaced:
            return "progressive"
        return "tff" if sum(map(_is_top_first, self._interlaced)) * 2 > len(self._interlaced) else "bff"


def _is_top_first(frame: Any) -> bool:
    """Ask a filter, for PyAV itself does not tell which field comes first."""
    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base or Fraction(1, 25)
    )
    keep = graph.add("select", "eq(interlace_type,TOPFIRST)".replace(",", "\\,"))
    sink = graph.add("buffersink")
    source.link_to(keep)
    keep.link_to(sink)
    graph.configure()
    graph.push(frame)
    graph.push(None)
    try:
        graph.pull()
    except (av.FFmpegError, EOFError):
        return False
    return True


def _position(stream: Any) -> int:
    return next(n for n, other in enumerate(stream.container.streams.video) if other.index == stream.index)
