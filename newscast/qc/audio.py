"""The sound streams: codec, sample rate, channels, and how many there are."""

from __future__ import annotations

from typing import Any

from newscast.base.i18n import _
from newscast.qc.measured import AudioFacts, Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted


def audio_json(streams: tuple[AudioFacts, ...]) -> Any:
    """The sound as the manifest describes it: an object, or a list where there are several streams."""
    described = [{"codec": one.codec, "rate": one.rate, "channels": one.channels} for one in streams]
    return described[0] if len(described) == 1 else described or None


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where anything differs, or where a file without picture does not decode cleanly."""
    if wanted.audio is None:
        return None
    one = AudioFacts(wanted.audio.codec, wanted.audio.rate, wanted.audio.channels)
    asked, seen = audio_json((one,) * wanted.audio.streams), audio_json(measurement.audio)
    message = ""
    if not asked and seen:
        message = _("There is sound, and none was wanted.")
    elif not seen and asked:
        message = _("There is no sound.")
    elif seen != asked:
        message = _("The sound streams are not as wanted.")
    elif measurement.faults and wanted.video is None:
        message = _("The sound does not decode cleanly.")
    return Check("audio", "fail" if message else "pass", seen, asked, message=message)
