"""What an ffmpeg must be able to do for newscast, in one place; and asking one whether it is.

A test holds these lists against what the package has ffmpeg do.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from newscast.base.binary import Binary, keep_known, known_of
from newscast.base.errors import MachineError
from newscast.base.i18n import _

FILTERS: Mapping[str, Sequence[str]] = {
    "aformat": ("sample_fmts", "channel_layouts"),
    "adeclip": (),
    "adelay": ("all",),
    "amix": ("inputs", "normalize", "duration"),
    "amultiply": (),
    "apad": ("whole_len", "pad_len"),
    "aresample": ("async", "first_pts", "min_hard_comp", "resampler", "precision"),
    "asetnsamples": ("pad",),
    "asetpts": (),
    "asplit": (),
    "atrim": ("start_sample", "end_sample"),
    "biquad": ("b0", "b1", "b2", "a0", "a1", "a2"),
    "bwdif": ("mode", "parity", "deint"),
    "channelmap": ("map", "channel_layout"),
    "channelsplit": ("channel_layout",),
    "color": ("c", "s", "r"),
    "colorchannelmixer": ("aa",),
    "colorspace": ("space", "range", "primaries", "trc", "ispace", "irange", "iprimaries", "itrc", "format"),
    "concat": ("n",),
    "crop": ("exact",),
    "drawbox": ("w", "h", "color", "t"),
    "drawtext": (
        *("fontfile", "text", "fontsize", "fontcolor", "x", "y", "y_align"),
        *("box", "boxcolor", "boxborderw"),
    ),
    "extractplanes": (),
    "fade": ("type", "start_frame", "nb_frames", "alpha"),
    "fillborders": ("left", "right", "top", "bottom", "mode"),
    "format": ("pix_fmts",),
    "fps": ("fps", "start_time", "eof_action"),
    "framerate": ("fps", "interp_start", "interp_end", "flags"),
    "gblur": ("sigma", "steps"),
    "hflip": (),
    "hstack": ("inputs", "shortest"),
    "join": ("inputs", "channel_layout", "map"),
    "loop": ("loop", "size", "start"),
    "lutyuv": ("y", "u", "v"),
    "mergeplanes": ("format", "map1s", "map2s"),
    "mpdecimate": ("hi", "lo", "frac"),
    "nullsink": (),
    "overlay": ("x", "y", "format", "enable", "eof_action"),
    "pad": ("color", "eval"),
    "pan": (),
    "premultiply": ("inplace",),
    "scale": (
        *("flags", "eval", "interl"),
        *("in_color_matrix", "out_color_matrix", "in_range", "out_range"),
    ),
    "select": (),
    "sendcmd": ("filename",),
    "setfield": ("mode",),
    "setparams": ("range", "colorspace", "color_primaries", "color_trc", "field_mode"),
    "setpts": (),
    "setsar": (),
    "settb": (),
    "showinfo": ("checksum",),
    "sine": ("f", "d", "r"),
    "split": (),
    "tinterlace": ("mode",),
    "tonemap": ("param", "desat", "peak"),
    "tpad": ("stop", "stop_mode"),
    "transpose": (),
    "trim": ("start_frame", "end_frame"),
    "vflip": (),
    "volume": (),
    "vstack": ("inputs", "shortest"),
    "xfade": ("transition", "duration", "offset"),
    "zscale": ("dither", "filter", "matrix", "npl", "primaries", "range", "transfer"),
}
"""Filters, with those of their options that are given by name; hflip, transpose and vflip turn clips upright."""
ENCODERS = (
    *("libx264", "mpeg2video", "prores_ks", "mjpeg", "mov_text"),
    *("aac", "libmp3lame", "libtwolame", "flac", "pcm_s24le", "pcm_f32le"),
)
DECODERS = (
    *("h264", "hevc", "mpeg2video", "mpeg4", "prores", "mjpeg", "png", "tiff", "rawvideo"),
    *("aac", "mp2", "mp3", "opus", "vorbis", "flac", "pcm_s16le", "pcm_s24le", "pcm_f32le", "subrip"),
)
"""Those of our own results, and of what every office is sent."""
DEMUXERS = (
    "concat",
    "image2",
    "png_pipe",
    "lavfi",
    "rawvideo",
    "mov",
    "mxf",
    "matroska",
    "wav",
    "mp3",
    "flac",
    "aac",
    "ogg",
    "srt",
    "mcc",
)
MUXERS = ("mp4", "mov", "mxf", "mpegts", "image2", "wav", "mp3", "mp2", "flac", "adts", "f32le", "s16le", "null")
BITSTREAM_FILTERS = ("noise", "setts")
LIBRARIES = ("libsoxr",)
"""What it must have been configured with: the options that ask for these are there without them too."""

_SECONDS = 30
_AT_ONCE = 4
_FILTER = re.compile(r"^ [A-Z.]{2,3} (\w+) +\S+->\S+", re.M)
_CODEC = re.compile(r"^ [A-Z.]{6} (\w+) ", re.M)
_FORMAT = re.compile(r"^ [D ][E ][d ]? +(\S+)", re.M)
_NAME = re.compile(r"^(\w+)$", re.M)
_OPTION = re.compile(r"(?:^ +-?|the ')(\w+)(?: +\[?<|' option)", re.M)
"""A line of the list, or the remark that a filter can be switched by `enable`."""
_OPTIONS = re.compile(r"^(\w+) AVOptions:\n((?: .*\n)*)", re.M)
"""A name, and the lines of its options, in all that ffmpeg says of itself."""
_LIBRARY = re.compile(r"--enable-(\w+)")


def require(binary: Binary, memory: Path) -> None:
    """Raises MachineError that names all this ffmpeg lacks. `memory` is a file that keeps what it said of itself."""
    if lacking := lacks(binary, memory):
        message = _("The ffmpeg at {path} lacks {names}. Use the one of imageio-ffmpeg, or one that has them.")
        raise MachineError(message.format(path=binary.path, names=", ".join(map(told, lacking))))


def lacks(binary: Binary, memory: Path | None = None) -> list[str]:
    """What is missing, as "kind name"; asked once for each ffmpeg and each list of needs."""
    wanted = needs()
    known = known_of(memory, binary.path).get("lacks")
    if known and known[0] == wanted:
        return list(known[1])
    has = _abilities(binary.path)
    missing = [need for need in wanted if need not in has]
    keep_known(memory, binary.path, {"lacks": [wanted, missing]})
    return missing


def needs() -> list[str]:
    """Everything that is needed, as "kind name"; an option's name is "filter.option"."""
    named = {
        "filter": FILTERS,
        "option": [f"{name}.{option}" for name, options in FILTERS.items() for option in options],
        "encoder": ENCODERS,
        "decoder": DECODERS,
        "demuxer": DEMUXERS,
        "muxer": MUXERS,
        "bitstream": BITSTREAM_FILTERS,
        "library": LIBRARIES,
    }
    return [f"{kind} {name}" for kind, names in named.items() for name in names]


def told(need: str) -> str:
    """A need as a user reads it."""
    kind, _space, name = need.partition(" ")
    forms = {
        "filter": _("the filter {name}"),
        "option": _("the filter option {name}"),
        "encoder": _("the encoder {name}"),
        "decoder": _("the decoder {name}"),
        "demuxer": _("the demuxer {name}"),
        "muxer": _("the muxer {name}"),
        "bitstream": _("the bitstream filter {name}"),
        "library": _("the library {name}"),
    }
    return forms[kind].format(name=name)


def _abilities(path: Path) -> set[str]:
    """What an ffmpeg has, in the words of needs(); of options, those of the filters that are needed."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        lists = pool.map(lambda asked: _listed(path, *asked), _LISTS)
        at_once = _told_at_once(_said(path, "-h", "full"))
        # It leaves out some filters there, and calls others by the name of a library.
        left = [name for name, options in FILTERS.items() if not at_once.get(name, set()).issuperset(options)]
        alone = dict(zip(left, pool.map(lambda name: _said(path, "-h", f"filter={name}"), left), strict=True))
        found = {ability for listed in lists for ability in listed}
        options = at_once | {name: set(_OPTION.findall(text)) for name, text in alone.items()}
        return found | {f"option {name}.{option}" for name, told in options.items() for option in told}


def _told_at_once(text: str) -> dict[str, set[str]]:
    """The options of whatever has some, by its name."""
    return {name: set(_OPTION.findall(options)) for name, options in _OPTIONS.findall(text)}


_LISTS = (
    ("filter", "-filters", _FILTER),
    ("encoder", "-encoders", _CODEC),
    ("decoder", "-decoders", _CODEC),
    ("demuxer", "-demuxers", _FORMAT),
    ("muxer", "-muxers", _FORMAT),
    ("bitstream", "-bsfs", _NAME),
    ("library", "-version", _LIBRARY),
)


def _listed(path: Path, kind: str, option: str, line: re.Pattern[str]) -> list[str]:
    return [f"{kind} {name}" for names in line.findall(_said(path, option)) for name in names.split(",")]


def _said(path: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            [path, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MachineError(_("{path} does not run as ffmpeg.").format(path=path), str(error)) from error
    if done.returncode < 0:
        # It was ended by the system, or by who interrupts the build: what it had said by then is not all.
        raise MachineError(_("{path} does not run as ffmpeg.").format(path=path), f"signal {-done.returncode}")
    return done.stdout.decode("utf-8", "replace")
