"""How pictures are encoded. Everything that decides a byte is an option here, the thread count too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from newscast.base.canvas import Canvas
from newscast.base.timecode import round_half_up

BT709: Mapping[str, Any] = {
    "color_primaries": "bt709",
    "color_trc": "bt709",
    "colorspace": "bt709",
    "color_range": "tv",
}
EXACT: Mapping[str, Any] = {"fflags": "+bitexact", "flags:v": "+bitexact", "map_metadata": -1}
"""No dates, no versions, no unique numbers in a file."""
STREAMED: Mapping[str, Any] = {"movflags": "+faststart+negative_cts_offsets", "use_editlist": 0, "brand": "mp42"}
"""MP4 with the index first and no edit lists, which YouTube and Instagram refuse."""
SOCIAL_KBITS = 192
"""kb/s of the sound for networks: Facebook, Instagram and X advise 128 or more."""


Filter = tuple[str, Mapping[str, Any]]
"""A filter of ffmpeg and its options."""


@dataclass(frozen=True)
class Encoding:
    """Output options of ffmpeg for a picture stream, and the filters it goes through last.

    `cost` is seconds of work for a second of 1080p on one core. `keys` is the least and the most frames from one key
    picture to the next, where somebody asks for that; `size` is what the pictures are scaled to, where that is not
    their own. With `fields` the pictures come at twice the rate, and the filters make each two of them one; with a
    `grid` of so many frames, all that is encoded by itself begins at a multiple of it, counted from the file's first
    frame.
    """

    suffix: str
    options: Mapping[str, Any]
    cost: float
    filters: tuple[Filter, ...] = ()
    keys: tuple[int, int] | None = None
    size: tuple[int, int] | None = None
    fields: bool = False
    grid: int = 0

    @property
    def shortest(self) -> int:
        """Frames that have to be encoded together at least, since each encoding begins with a key picture."""
        return self.keys[0] if self.keys else 1

    def options_for(self, frames: int) -> Mapping[str, Any]:
        """The options with which so many frames are encoded: every distance between their key pictures is right, that
        from the last one to their end too."""
        return {**self.options, "g": key_distance(frames, *self.keys)} if self.keys else self.options


def key_distance(frames: int, least: int, most: int) -> int:
    """The shortest distance between key pictures that leaves no rest below `least`; `most` for what is shorter itself.

    There is one for every length where `most` is twice `least` or more.
    """
    return next((each for each in range(least, most + 1) if not 0 < frames % each < least), most)


def h264(rate: Fraction, gop_seconds: Fraction, crf: int) -> Encoding:
    """H.264 High, progressive 4:2:0, closed GOP, two B-frames.

    Measured at 1080p against `veryfast`: a macroblock tree over ten frames makes `superfast` as good at the same CRF
    (VMAF 95.7 for 95.9 at 6 % more bits on recordings), for half the work.
    """
    options = {
        "vcodec": "libx264",
        "preset": "superfast",
        "mbtree": 1,
        "rc-lookahead": 10,
        "crf": crf,
        "profile:v": "high",
        "pix_fmt": "yuv420p",
        "g": max(1, round_half_up(rate * gop_seconds)),
        "bf": 2,
        "threads": 1,
        "video_track_timescale": rate.numerator,
        **BT709,
        **EXACT,
    }
    return Encoding(".mp4", options, 0.8)


def social_h264(rate: Fraction, crf: int) -> Encoding:
    """H.264 with a key picture every 2 to 5 s and nowhere else, which is what Facebook takes of a reel, and others too:
    cuts begin none."""
    least, most = ceil(2 * rate), floor(5 * rate)
    encoding = h264(rate, Fraction(2), crf)
    return replace(encoding, options={**encoding.options, "sc_threshold": 0}, keys=(least, most))


def within(encoding: Encoding, canvas: Canvas, width: int, height: int) -> Encoding:
    """The encoding with pictures of so many pixels at most, scaled from those that other deliverables have, too."""
    share = min(Fraction(1), Fraction(width, canvas.width), Fraction(height, canvas.height))
    if share == 1:
        return encoding
    size = round(canvas.width * share / 2) * 2, round(canvas.height * share / 2) * 2
    scale = {"w": size[0], "h": size[1], "flags": "bicubic+accurate_rnd+bitexact"}
    scaled: tuple[Filter, ...] = (("scale", scale), ("setsar", {"sar": 1}))
    return replace(encoding, filters=(*scaled, *encoding.filters), size=size)


def xdcam_hd422(size: Canvas, fields: bool = False) -> Encoding:
    """MPEG-2 4:2:2 at 50 Mb/s constant, closed GOPs of 15 with two B-frames: what XDCAM HD422 is (SMPTE RDD 9).

    Where what is encoded by itself ends, a GOP is shorter. Room for user data is kept before each picture:
    `scan_offset` was made for Super Video CDs, whose offsets nobody writes here (newscast.wrappers.mpeg2.user_data).

    Progressive pictures coded and flagged as interlaced, upper field first; motion is looked for in whole frames, which
    is where progressive pictures have it, at two thirds of the work; in true `fields` it is looked for in those too. A
    canvas of another size than 1920x1080, which is no XDCAM, gets its share of the bits: the encoder cannot stuff a
    small picture up to 50 Mb/s.
    """
    bits, buffer = share_of(50_000_000, size), share_of(17_825_792, size)
    options = {
        "vcodec": "mpeg2video",
        "pix_fmt": "yuv422p",
        "b:v": bits,
        "minrate": bits,
        "maxrate": bits,
        "bufsize": buffer,
        "rc_init_occupancy": buffer,
        "g": XDCAM_GOP,
        "bf": 2,
        # A closed GOP has 13 otherwise, the most below 15 that two B-frames between all others come out even with.
        "mpv_flags": "+strict_gop",
        # Closed GOPs are refused where key pictures may come at any cut.
        "sc_threshold": 1_000_000_000,
        "scan_offset": 1,
        "intra_dc_precision": 2,
        "intra_vlc": 1,
        "non_linear_quant": 1,
        "qmin": 1,
        "qmax": 12,
        "profile:v": 0,
        "level:v": 2,
        "threads": 1,
        **BT709,
        **EXACT,
        "flags:v": "+bitexact+ildct+cgop" + ("+ilme" if fields else ""),
    }
    woven = WOVEN if fields else ()
    return Encoding(".mxf", options, 1.4 if fields else 0.7, (*as_422("yuv422p"), *woven, UPPER_FIRST), fields=fields)


def share_of(bits: int, size: Canvas) -> int:
    """What a canvas gets of the bits of 1920x1080."""
    return int(bits * Fraction(size.width * size.height, 1920 * 1080))


def as_422(pixels: str) -> tuple[Filter, ...]:
    """Only the colours are resized, which swscale would do at three times the work.

    What zscale gives depends on the format that follows. Graphs that are made together share equal filters, so those
    of more bits must not be equal to those of 8: `none` is what `dither` is anyway.
    """
    deeper = {} if pixels == "yuv422p" else {"dither": "none"}
    return ("zscale", {"filter": "bicubic", **deeper}), ("format", {"pix_fmts": pixels})


UPPER_FIRST: Filter = ("setfield", {"mode": "tff"})
WOVEN: tuple[Filter, ...] = (("tinterlace", {"mode": "interleave_top", "flags": "low_pass_filter"}),)
"""The upper lines of one picture with the lower lines of the next; lines are softened a little, so that edges of one
line do not flicker. Colours must have a line for each line of the picture by then."""
XDCAM_GOP = 15


def finished(stream: Any, encoding: Encoding) -> Any:
    """Pictures as the encoder wants them."""
    # The encoders' own options for these tags do not reach the file.
    stream = stream.filter("setparams", range="tv", colorspace="bt709", color_primaries="bt709", color_trc="bt709")
    for name, options in encoding.filters:
        stream = stream.filter(name, **options)
    return stream
