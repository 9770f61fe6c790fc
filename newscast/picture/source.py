"""A clip as upright, progressive SDR pictures at a constant rate, the same for every canvas of that rate.

What does not depend on the canvas comes first and is built from equal nodes, so that it is decoded and done once.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any

from newscast.media.info import MediaInfo, PictureInfo
from newscast.media.shapes import ALIKE
from newscast.picture.fit import BICUBIC, BT709, RGB, Colors, Frames
from newscast.picture.proxied import Proxied, source_of
from newscast.step.nodes import source

SEEK_FROM = 4
"""Seconds into a clip from which seeking is cheaper than decoding all that comes before."""
ALONE_FROM = 2
"""The same for one picture alone, which is all that has to be waited for."""
_BACK = 1
_BACK_UNINDEXED = 10
"""Seconds to seek too early. MPEG streams have no index: a seek lands anywhere, before or after a key picture."""
_BIAS = Fraction(1, 20)
"""Frames added to each time before rounding to the nearest frame: a 60 fps clip puts every other picture exactly
between two frames of 30 fps, where a container's rounding to milliseconds would decide at random."""
_TONE_SIDE = 1080
_WHITE = 203
"""cd/m2 of diffuse white in HDR (ITU-R BT.2408, 2.1)."""
_PEAK = 1000
"""cd/m2 of the highlights that are kept; HLG is defined for it, and phones grade PQ to it."""
_SLOW = Fraction(2, 3)
"""The pictures a clip has for each that is shown, at or under which it is worth looking for those that are repeated."""
_COMPARED = frozenset(f"yuv{range}{chroma}p" for range in ("", "j") for chroma in ("420", "422", "444"))
"""Pixel formats in which `mpdecimate` compares pictures as they are."""
_PLANAR = frozenset(f"yuv{chroma}p{bits}" for chroma in ("420", "422", "444") for bits in ("", "10le", "12le"))
"""Pixel formats that `colorspace` takes."""
_TRANSFERS = {"pq": "smpte2084", "hlg": "arib-std-b67"}


def pictures(
    info: MediaInfo, rate: Fraction, start: int, frames: int, playing: int = 0, repeats: bool = True
) -> Frames:
    """Exactly `frames` pictures at `rate` from `start` frames after the first; after its end the last one is held.
    Without `repeats` a picture that is the same as the one before, bit by bit, may be left out: see repeated().

    A `start` below 0 holds the first picture for so long before it goes on.

    Equal inputs are decoded once and read at the same time. What is shown later in the same graph would have to be
    kept in memory until then, so each further `playing` of a clip is an input of its own.
    """
    assert info.picture
    length = max(1, ceil(info.duration * rate - Fraction(1, 2)))
    timed = _timed(info, rate, min(start, length - 1), frames, playing)
    at_once = not repeats and info.picture.pixel_format in _COMPARED
    found = _sdr(_once_each(timed) if at_once else timed, _read(info.picture))
    if not repeats and info.picture.alpha and not at_once:
        found = replace(found, stream=_once_each(found.stream))
    source = info.source if isinstance(info, Proxied) else (info.picture.width, info.picture.height)
    return replace(found, source=source)


def repeats_many(info: MediaInfo, rate: Fraction) -> bool:
    """Whether a clip has so few pictures that many of those that are shown are the one before."""
    assert info.picture
    return info.picture.rate <= rate * _SLOW


def _once_each(stream: Any) -> Any:
    """The pictures without those that do not differ from the one before in a single sample."""
    return stream.filter("mpdecimate", hi=0, lo=0, frac=1)


def repeated(stream: Any, rate: Fraction, frames: int) -> Any:
    """Exactly `frames` pictures: what was left out by pictures(), again, which copies nothing."""
    again = stream.filter("fps", _text(rate), start_time=0, eof_action="pass")
    return again.filter("tpad", stop=-1, stop_mode="clone").filter("trim", end_frame=frames)


def _timed(info: MediaInfo, rate: Fraction, start: int, frames: int, playing: int) -> Any:
    """The clip from `start` at a constant rate, its last picture held."""
    assert info.picture
    offset = start / rate
    options: dict[str, Any] = {"reinit_filter": 0}
    if playing:
        # An option that changes nothing but makes the input another one.
        options["thread_queue_size"] = 8 + playing
    seek = _seek(info, offset, SEEK_FROM if frames > 1 else ALONE_FROM)
    if seek:
        options |= {"noaccurate_seek": None, "ss": seek}
        zero = f"{_text(info.picture_start + offset - seek)}/TB"
    else:
        zero = f"STARTPTS-({_text(offset)})/TB"
    stream = _known(source(source_of(info).ref, **options)[info.picture.stream], info.picture)
    stream = _unbarred(_one_size(stream, info.picture), info.picture)
    stream = _progressive(stream, info.picture, rate)
    # The clock is made fine first, because setpts cuts off what is less than a tick.
    stream = stream.filter("settb", "1/1000000").filter("setpts", f"PTS-{zero}+{_text(_BIAS / rate)}/TB")
    stream = stream.filter("fps", _text(rate), start_time=0, eof_action="pass")
    return stream.filter("tpad", stop=-1, stop_mode="clone").filter("trim", end_frame=frames)


def _known(stream: Any, picture: PictureInfo) -> Any:
    """The pictures with tags that filters know: `scale` takes none that say they have others."""
    if not picture.renamed:
        return stream
    if picture.matrix == "ycgco":
        return _from_ycgco(stream, picture)
    name = picture.matrix if picture.matrix != "ictcp" else BT709.matrix
    return stream.filter("setparams", colorspace=name, color_trc=BT709.matrix, color_primaries=BT709.matrix)


def _from_ycgco(stream: Any, picture: PictureInfo) -> Any:
    """BT.709 of brightness, green and orange, in which programs code the RGB of screens."""
    alpha = "a" if picture.alpha else ""
    named = dict.fromkeys(("color_trc", "color_primaries"), BT709.matrix)
    stream = stream.filter("setparams", colorspace="ycgco", range=_range(picture), **named)
    return stream.filter("zscale", matrix="bt709", range="limited").filter("format", f"yuv{alpha}444p")


def _read(picture: PictureInfo) -> PictureInfo:
    """What its colours are after _known()."""
    return picture if picture.matrix != "ycgco" else replace(picture, matrix=BT709.matrix, full_range=False)


def _one_size(stream: Any, picture: PictureInfo) -> Any:
    """A recording may change its size on the way, and filters after this one are set up for one size only.

    Pictures of another shape are shown whole, with black around them.
    """
    width, height = picture.recorded
    if not picture.changing:
        return stream.filter("scale", width, height, flags=BICUBIC)
    shape = f"(dar*{picture.height}/{picture.width})"
    alike = f"lt(abs({shape}-1),{float(ALIKE)})"
    across = f"if({alike}+gt({shape},1),{width},min({width},2*ceil({width}*{shape}/2)))"
    down = f"if({alike}+lt({shape},1),{height},min({height},2*ceil({height}/{shape}/2)))"
    scaled = stream.filter("scale", across, down, eval="frame", flags=BICUBIC)
    return scaled.filter("pad", width, height, "(ow-iw)/2", "(oh-ih)/2", eval="frame")


def _unbarred(stream: Any, picture: PictureInfo) -> Any:
    """The picture between black bars that were recorded with it."""
    left, top, _right, _bottom = picture.bars
    return stream.filter("crop", *picture.stored, left, top, exact=1) if any(picture.bars) else stream


def _seek(info: MediaInfo, offset: Fraction, least: int) -> int:
    """Whole seconds on the file's clock to seek to; 0 to read from the beginning, where that is less than `least`
    seconds away."""
    if offset < least or info.container == "gif":
        return 0
    back = _BACK_UNINDEXED if info.container in ("mpeg", "mpegts", "ogg") else _BACK
    return max(0, int(info.picture_start + offset) - back)


def _progressive(stream: Any, picture: PictureInfo, rate: Fraction) -> Any:
    """Frames, or fields where the rate asks for them, out of an interlaced picture, in the order each frame states."""
    if picture.scan == "progressive":
        return stream
    mode = "send_field" if rate > picture.rate * 3 / 2 else "send_frame"
    return stream.filter("bwdif", mode=mode, parity=picture.scan, deint="interlaced")


def _sdr(stream: Any, picture: PictureInfo) -> Frames:
    if picture.transfer != "sdr":
        return _tone_mapped(stream, picture)
    frames = Frames(stream, (picture.width, picture.height), BT709, picture.stored)
    if picture.alpha:
        return replace(frames, stream=_on_black(stream, picture), colors=RGB)
    if picture.matrix == "gbr":
        return replace(frames, colors=RGB)
    return replace(frames, stream=_bt709(stream, picture))


def _bt709(stream: Any, picture: PictureInfo) -> Any:
    """Changed here if at all, because at the size of the clip it costs least: what is not BT.709 is mostly small.

    `scale` takes another matrix by way of RGB of eight bits: thirty times the work, and colours that RGB has no numbers
    for are cut off. Pictures of an odd width are left to it.
    """
    colors = Colors(picture.matrix, picture.full_range)
    if colors == BT709:
        return stream
    chroma = next((kind for kind in ("444", "422") if kind in picture.pixel_format), "420")
    planar = f"yuv{chroma}p"
    if colors.matrix == BT709.matrix or picture.stored[0] % 2:
        return stream.filter("scale", flags=BICUBIC, **colors.options()).filter("format", planar)
    if colors.full_range or picture.pixel_format not in _PLANAR:
        numbers = colors.options()
        same = numbers | {"out_color_matrix": colors.matrix, "out_range": numbers["in_range"]}
        stream = stream.filter("scale", flags=BICUBIC, **same).filter("format", planar)
    return _from_matrix(stream, colors, planar, picture.stored)


def _from_matrix(stream: Any, colors: Colors, planar: str, size: tuple[int, int]) -> Any:
    """Pictures from another matrix to BT.709; `colorspace` takes an even number of lines only."""
    width, height = size
    named = dict.fromkeys(("iprimaries", "primaries", "itrc", "trc", "space"), BT709.matrix)
    named |= {"ispace": colors.matrix, "irange": "pc" if colors.full_range else "tv", "range": "tv"}
    if not height % 2:
        return stream.filter("colorspace", format=planar, **named)
    higher = stream.filter("pad", width, height + 1).filter("colorspace", format=planar, **named)
    return higher.filter("crop", width, height, 0, 0, exact=1)


def _tone_mapped(stream: Any, picture: PictureInfo) -> Frames:
    """HDR to SDR in linear light, at 1080 lines at most: diffuse white stays near white, highlights are rolled off."""
    shrink = min(Fraction(1), Fraction(_TONE_SIDE, min(picture.width, picture.height)))
    size = round(picture.width * shrink / 2) * 2, round(picture.height * shrink / 2) * 2
    stream = stream.filter("scale", size[0], size[1], flags=BICUBIC)
    stream = stream.filter(
        "setparams", color_primaries="bt2020", color_trc=_TRANSFERS[picture.transfer], colorspace=picture.matrix,
        range=_range(picture),
    )  # fmt: skip
    stream = stream.filter("zscale", transfer="linear", npl=_WHITE).filter("format", "gbrpf32le")
    stream = stream.filter("zscale", primaries="bt709")
    stream = stream.filter("tonemap", "mobius", param=0.3, desat=0, peak=round(_PEAK / _WHITE, 3))
    stream = stream.filter("zscale", transfer="bt709", matrix="bt709", range="limited").filter("format", "yuv420p")
    return Frames(stream, size, BT709, size)


def _on_black(stream: Any, picture: PictureInfo) -> Any:
    if picture.matrix != "gbr":
        reading = Colors(picture.matrix, picture.full_range).options()
        stream = stream.filter(
            "scale", flags=BICUBIC, in_color_matrix=reading["in_color_matrix"], in_range=reading["in_range"]
        )
    return stream.filter("format", "gbrap").filter("premultiply", inplace=1).filter("format", "gbrp")


def _range(picture: PictureInfo) -> str:
    return "full" if picture.full_range else "limited"


def _text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
