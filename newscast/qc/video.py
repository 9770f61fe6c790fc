"""The picture stream: codec, size, rate, scan, pixel format, colours, and that every frame decodes on time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from newscast.base.i18n import _, ngettext
from newscast.qc.measured import Measurement, VideoFacts
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted, WantedVideo


def video_json(video: VideoFacts | WantedVideo) -> dict[str, Any]:
    """The picture as the manifest describes it."""
    return {
        "codec": video.codec,
        "width": video.width,
        "height": video.height,
        "rate": f"{video.rate.numerator}/{video.rate.denominator}",
        "scan": video.scan,
        "pix_fmt": video.pix_fmt,
    }


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where anything differs or does not decode; warn where only the colour tags differ."""
    if wanted.video is None:
        return None
    asked, found = video_json(wanted.video), measurement.video
    if found is None:
        return Check("video", "fail", None, asked, message=_("There is no picture."))
    seen = video_json(found)
    result = Check("video", "pass", seen, asked)
    differing = [f"{_name_of(key)} {seen[key]}" for key in asked if seen[key] != asked[key]]
    if differing:
        return replace(
            result, verdict="fail", message=_("The picture is not as wanted: {what}.").format(what=", ".join(differing))
        )
    if measurement.beside:
        return replace(result, verdict="fail", message=_("The file has another picture beside its own."))
    if measurement.faults:
        text = ngettext("{n} error while decoding.", "{n} errors while decoding.", measurement.faults)
        return replace(result, verdict="fail", message=text.format(n=measurement.faults))
    if found.uneven:
        text = ngettext("{n} frame is not on time.", "{n} frames are not on time.", found.uneven)
        return replace(result, verdict="fail", message=text.format(n=found.uneven))
    if found.colors != wanted.video.colors:
        return replace(
            result, verdict="warn", message=_("The colour tags are not those of high-definition video (BT.709).")
        )
    return result


def _name_of(key: str) -> str:
    """What people call what the manifest says of a picture."""
    return {
        "codec": _("codec"),
        "width": _("width"),
        "height": _("height"),
        "rate": _("frames a second"),
        "scan": _("scan"),
        "pix_fmt": _("pixel format"),
    }[key]
