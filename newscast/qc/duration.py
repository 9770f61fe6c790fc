"""Length: pictures to the frame, sound to the sample, but for the tail that a lossy codec leaves."""

from __future__ import annotations

from newscast.base.i18n import _, ngettext
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted

TAILS = {"aac": 2 * 1024, "mp3": 2 * 1152, "mp2": 1152}
"""Samples by which a lossy codec may be longer: its frames are whole, and one may lead in."""
MXF_TAIL = 1
"""Samples: MXF carries 1602, 1601, 1602, 1601, 1602 samples with five frames of 29.97 (SMPTE ST 382), and the last is
filled up."""


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where a single frame or sample is missing or too many."""
    seconds = _wanted_seconds(wanted)
    if seconds is None:
        return None
    message = _pictures(measurement, wanted) or _sound(measurement, wanted)
    measured = round(float(measurement.duration), 6)
    return Check("duration", "fail" if message else "pass", measured, seconds, "s", message)


def _wanted_seconds(wanted: Wanted) -> float | None:
    if wanted.frames is not None and wanted.video:
        return round(float(wanted.frames / wanted.video.rate), 6)
    if wanted.samples is not None:
        return round(wanted.samples / (wanted.audio.rate if wanted.audio else 48_000), 6)
    return None


def _pictures(measurement: Measurement, wanted: Wanted) -> str:
    if wanted.frames is None or not wanted.video:
        return ""
    off = (measurement.video.frames if measurement.video else 0) - wanted.frames
    if off < 0:
        return ngettext("{n} frame is missing.", "{n} frames are missing.", -off).format(n=-off)
    return ngettext("There is {n} frame too many.", "There are {n} frames too many.", off).format(n=off) if off else ""


def _sound(measurement: Measurement, wanted: Wanted) -> str:
    if wanted.samples is None:
        return ""
    off = (measurement.sound.samples if measurement.sound else 0) - wanted.samples
    if off < 0:
        return _("The sound is {seconds} s too short.").format(seconds=_seconds(-off, wanted))
    if off > _tail(wanted):
        return _("The sound is {seconds} s too long.").format(seconds=_seconds(off, wanted))
    return ""


def _tail(wanted: Wanted) -> int:
    lossless = MXF_TAIL if wanted.container == "mxf" else 0
    return TAILS.get(wanted.audio.codec, lossless) if wanted.audio else 0


def _seconds(samples: int, wanted: Wanted) -> str:
    return f"{samples / (wanted.audio.rate if wanted.audio else 48_000):.3f}"
