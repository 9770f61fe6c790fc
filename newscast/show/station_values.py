"""What the keys of a station's profile can be, and what goes together."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from newscast.base.i18n import _
from newscast.base.timecode import TimeFormatError, check_rate, parse_time
from newscast.document.nodes import Sequence, Text
from newscast.document.says import refusal
from newscast.document.words import short
from newscast.show.values import names_listed

CONTAINERS_OF: dict[str, tuple[str, ...]] = {
    "xdcam-hd422": ("mxf", "mov"),
    "prores-422-hq": ("mov",),
    "h264": ("mp4", "mov", "mpegts"),
    "radio": ("wav", "mp3", "mp2", "flac"),
}
"""What each is handed over in. ProRes in MXF (SMPTE RDD 44) and H.264 in MXF (SMPTE 381-3) exist, and no gateway that
asks for either codec names them; XDCAM HD422 in MP4 does not exist."""
USUAL_CONTAINERS: dict[str, tuple[str, ...]] = {
    "xdcam-hd422": ("mxf",),
    "prores-422-hq": ("mov",),
    "h264": ("mp4",),
    "radio": ("wav", "mp3"),
}
FIELDS_OF: dict[str, tuple[str, ...]] = {
    "xdcam-hd422": ("psf", "59.94", "60", "50"),
    "prores-422-hq": ("progressive", "psf", "59.94", "60", "50"),
    "h264": ("progressive", "psf", "59.94", "60", "50"),
}
"""How the pictures of each can move, what is usual first."""
_LAYER_2 = (64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384)
_LAYER_3 = (64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITRATES = {"mp2": _LAYER_2, "mp3": _LAYER_3}
"""Kilobits a second that MPEG-1 has for stereo at 48 kHz (ISO/IEC 11172-3, 2.4.2.3), from where speech is speech."""
USUAL_BITRATES = {"mp2": 256, "mp3": 192}


def without_unit(*units: str) -> Callable[[Any], Any]:
    """Reads a number that somebody wrote with one of these units behind it."""
    pattern = re.compile(rf"([+-]?[0-9]+(?:\.[0-9]+)?) ?(?:{'|'.join(units)})", re.IGNORECASE)

    def read(value: Any) -> Any:
        found = pattern.fullmatch(value.strip()) if isinstance(value, str) else None
        return found[1] if found else value

    return read


def as_text(value: Any) -> Any:
    """A number as it would be written; what was read knows its place, and is left as it is."""
    return value if isinstance(value, str) else str(value)


def listed_or_none(value: Any) -> Any:
    """A list of names, or one; `none` is a list of nothing."""
    return Sequence([], value.place) if isinstance(value, Text) and value.strip() == "none" else names_listed(value)


def check_start(value: str) -> str:
    """`air`, or a time code that exists."""
    if value == "air":
        return value
    hint = _("Write it like {example}, or `air`.").format(example="01:00:00;00")
    try:
        time = parse_time(value)
    except TimeFormatError:
        time = None
    if time is None or time.frame_fields is None or time.frame_fields[0] > 23:
        raise refusal(_("“{value}” is no time code.").format(value=short(value)), hint, code="station-start")
    if time.frame_fields[3] >= 30:
        message = _("There is no frame {frame} in a second.").format(frame=time.frame_fields[3])
        raise refusal(message, hint, code="station-start")
    try:
        check_rate(time, Fraction(30000, 1001) if time.drop else Fraction(30))
    except TimeFormatError:
        message = _("Drop-frame time code skips {value}: no frame has it.").format(value=value)
        hint = _("Write `{text}`.").format(text=f"{value[:-2]}02")
        raise refusal(message, hint, code="station-start") from None
    return value
