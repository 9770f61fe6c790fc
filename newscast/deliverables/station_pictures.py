"""How the pictures of a master are encoded for a station: its codec, and how they move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.canvas import Canvas
from newscast.base.timecode import round_half_up
from newscast.deliverables.encodings import (
    BT709,
    EXACT,
    UPPER_FIRST,
    WOVEN,
    Encoding,
    Filter,
    as_422,
    share_of,
    xdcam_hd422,
)
from newscast.show.station import Station

H264_BITS = 25_000_000
"""Bits a second of H.264 masters, for 1920x1080."""
_GOP_SECONDS = Fraction(1, 2)


@dataclass(frozen=True)
class Coded:
    """An encoding, with what a reader of the file must find: ffmpeg's names of codec, pixel format and scan."""

    encoding: Encoding
    codec: str
    pixels: str
    scan: str


def coded_for(station: Station, size: Canvas) -> Coded:
    """How a station wants pictures of this size encoded."""
    found = _CODECS[station.codec](size, station.scan)
    return replace(found, encoding=_even(found.encoding)) if station.gop == "constant" else found


def _even(encoding: Encoding) -> Encoding:
    """With all groups of pictures of one length: none is short where a run ends."""
    return replace(encoding, grid=int(encoding.options["g"]))


def _xdcam(size: Canvas, scan: str) -> Coded:
    return Coded(xdcam_hd422(size, fields=_is_fields(scan)), "mpeg2video", "yuv422p", "tff")


def _prores(size: Canvas, scan: str) -> Coded:
    """Apple ProRes 422 HQ (SMPTE RDD 36), 10 bit; as much as pictures of this size need."""
    pixels = "yuv422p10le"
    options = {
        "vcodec": "prores_ks",
        "profile:v": 3,
        "vendor": "apl0",
        "pix_fmt": pixels,
        "threads": 1,
        "video_track_timescale": size.rate.numerator,
        **BT709,
        **EXACT,
        **({} if scan == "progressive" else {"flags:v": "+bitexact+ildct"}),
    }
    filters = (*as_422(pixels), *_moving(scan))
    return Coded(Encoding(".mov", options, 6.0, filters, fields=_is_fields(scan)), "prores", pixels, _flag(scan))


_FIXED_RATE = "force-cfr=1"
"""x264's word for `fixed_frame_rate_flag`."""


def _h264(size: Canvas, scan: str) -> Coded:
    """H.264 High 4:2:0 at a constant rate, closed GOPs of half a second with two B-frames (ISO/IEC 14496-10, C.1.1)."""
    bits = share_of(H264_BITS, size)
    options = {
        "vcodec": "libx264",
        "preset": "veryfast",
        "profile:v": "high",
        "level:v": "4.1",
        "pix_fmt": "yuv420p",
        "b:v": bits,
        "minrate": bits,
        "maxrate": bits,
        # Pictures that are encoded by themselves and joined each begin with a full buffer: in a transport stream, whose
        # rate is constant too, one of a quarter of a second leaves room for that.
        "bufsize": bits // 4,
        "nal-hrd": "cbr",
        # In a transport stream nothing else says that each picture lasts as long as the next (ISO/IEC 14496-10, E.2.1).
        "x264-params": _FIXED_RATE,
        "g": max(1, round_half_up(size.rate * _GOP_SECONDS)),
        "sc_threshold": 0,
        "bf": 2,
        "threads": 1,
        "video_track_timescale": size.rate.numerator,
        **BT709,
        **EXACT,
        **_interlaced(scan),
    }
    filters = _moving(scan)
    if _is_fields(scan):
        # Woven with a line of colour for each line, then each field's colours are halved by themselves.
        filters = (*as_422("yuv422p"), *filters, ("scale", {"interl": 1}), ("format", {"pix_fmts": "yuv420p"}))
    return Coded(Encoding(".mp4", options, 1.5, filters, fields=_is_fields(scan)), "h264", "yuv420p", _flag(scan))


def _interlaced(scan: str) -> dict[str, str | int]:
    """Options of x264, which codes each pair of macroblocks as frame or as field, as it needs fewer bits."""
    if scan == "progressive":
        return {}
    return {"flags:v": "+bitexact+ildct+ilme", "weightp": 0, "x264-params": f"{_FIXED_RATE}:tff=1"}


def _moving(scan: str) -> tuple[Filter, ...]:
    if scan == "progressive":
        return ()
    return (*(WOVEN if _is_fields(scan) else ()), UPPER_FIRST)


def _is_fields(scan: str) -> bool:
    return scan not in ("progressive", "psf")


def _flag(scan: str) -> str:
    return "progressive" if scan == "progressive" else "tff"


_CODECS: dict[str, Callable[[Canvas, str], Coded]] = {"xdcam-hd422": _xdcam, "prores-422-hq": _prores, "h264": _h264}
