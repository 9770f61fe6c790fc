"""Every check a finished file is put to. A new one is a module with `check`, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from newscast.base.verdicts import Verdict, worst
from newscast.qc import (
    audio,
    black,
    combs,
    container,
    duration,
    flashes,
    frozen,
    key_pictures,
    loudness,
    silence,
    speech,
    sync,
    true_peak,
    video,
)
from newscast.qc.audio import audio_json
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.video import video_json
from newscast.qc.wanted import Wanted

CHECKS: dict[str, Callable[[Measurement, Wanted], Check | None]] = {
    "loudness": loudness.check,
    "true_peak": true_peak.check,
    "duration": duration.check,
    "video": video.check,
    "audio": audio.check,
    "sync": sync.check,
    "container": container.check,
    "key-pictures": key_pictures.check,
    "black": black.check,
    "frozen": frozen.check,
    "flashes": flashes.check,
    "combs": combs.check,
    "silence": silence.check,
    "speech": speech.check,
}
"""Each returns None where it does not apply."""


def run_checks(measurement: Measurement, wanted: Wanted) -> tuple[Check, ...]:
    """What every check that applies says of one file."""
    return tuple(result for check in CHECKS.values() if (result := check(measurement, wanted)))


def verdict(checks: Iterable[Check]) -> Verdict:
    """The worst of all; `pass` where there is none."""
    return worst(check.verdict for check in checks) or "pass"


def media_json(measurement: Measurement) -> dict[str, Any]:
    """A file's `media` as the manifest lists it."""
    described: dict[str, Any] = {"container": measurement.container}
    if measurement.video:
        described["video"] = video_json(measurement.video)
    if measurement.audio:
        described["audio"] = audio_json(measurement.audio)
    return described
