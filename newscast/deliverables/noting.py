"""What a delivery note must say of the files that it goes with: what was measured of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.qc.delivered.model import Delivery
from newscast.qc.measured import Measurement
from newscast.step.digest import Digest


@dataclass(frozen=True)
class Handed:
    """A programme that is handed over, by its name; `md5` is the one in the file beside it."""

    name: str
    digest: Digest
    md5: str | None
    measured: Measurement
    lead: int
    """Frames of it before those of the programme."""


def note_delivery(kind: str, files: Sequence[Handed], captions: Sequence[str]) -> Delivery:
    """What is asked of a note of this kind; its lengths are those of the first file."""
    asked: dict[str, Any] = {
        "names": [each.name for each in files],
        "bytes": [each.digest.bytes for each in files],
        "sha256s": [each.digest.sha256 for each in files],
        "md5s": [each.md5 for each in files],
        "caption_files": list(captions),
    }
    first = files[0]
    return Delivery(kind, {**asked, **_looks(first.measured), **_lengths(first)})


def _looks(measured: Measurement) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    if video := measured.video:
        rate = f"{video.rate.numerator}/{video.rate.denominator}"
        asked["picture"] = f"{video.codec} {video.width} {video.height} {rate} {video.scan}"
    if measured.audio:
        sound = measured.audio[0]
        asked["sound"] = f"{sound.codec} {sound.rate} {sound.channels} {len(measured.audio)}"
    if measured.sound:
        asked["loudness"] = measured.sound.integrated
    return asked


def _lengths(file: Handed) -> dict[str, Any]:
    """Of the picture, else of the sound."""
    video, sound = file.measured.video, file.measured.sound
    if video:
        frames = video.frames - file.lead
        return {
            "frames": frames,
            "seconds": float(frames / video.rate),
            "length": frames,
            "spans": frames,
            "lead": file.lead,
        }
    if sound:
        seconds = sound.samples / SAMPLE_RATE
        return {"seconds": seconds, "length": seconds, "spans": seconds, "lead": 0}
    return {}
