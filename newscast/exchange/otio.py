"""The values of OpenTimelineIO's JSON that we write, each by its schema; https://opentimelineio.readthedocs.io.

Times are in the library's way a value at a rate. Whatever lasts is counted at the timeline's rate, in whole frames, a
clip too that begins at a frame of its source's own rate: programs take a project's rate from how long the timeline is,
and where a clip lies from how long those before it are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Value = dict[str, Any]


def time(value: int, rate: Fraction) -> Value:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": float(value)}


def span(start: int, duration: int, rate: Fraction, own: Fraction | None = None) -> Value:
    """`duration` in frames of `rate`, `start` too, or in those of its `own` rate."""
    return {"OTIO_SCHEMA": "TimeRange.1", "duration": time(duration, rate), "start_time": time(start, own or rate)}


def external(url: str, name: str, available: Value | None, metadata: Mapping[str, Any]) -> Value:
    """A file."""
    return {
        "OTIO_SCHEMA": "ExternalReference.1",
        "metadata": dict(metadata),
        "name": name,
        "available_range": available,
        "available_image_bounds": None,
        "target_url": url,
    }


def missing(name: str, metadata: Mapping[str, Any]) -> Value:
    """What has no file."""
    return {
        "OTIO_SCHEMA": "MissingReference.1",
        "metadata": dict(metadata),
        "name": name,
        "available_range": None,
        "available_image_bounds": None,
    }


def clip(
    name: str,
    reference: Value,
    source: Value,
    metadata: Mapping[str, Any],
    effects: Sequence[Value] = (),
    markers: Sequence[Value] = (),
) -> Value:
    return {
        "OTIO_SCHEMA": "Clip.2",
        "metadata": dict(metadata),
        "name": name,
        "source_range": source,
        "effects": list(effects),
        "markers": list(markers),
        "enabled": True,
        "color": None,
        "media_references": {"DEFAULT_MEDIA": reference},
        "active_media_reference_key": "DEFAULT_MEDIA",
    }


def gap(frames: int, rate: Fraction) -> Value:
    return {
        "OTIO_SCHEMA": "Gap.1",
        "metadata": {},
        "name": "",
        "source_range": span(0, frames, rate),
        "effects": [],
        "markers": [],
        "enabled": True,
        "color": None,
    }


def freeze() -> Value:
    """One picture that is held."""
    return {
        "OTIO_SCHEMA": "FreezeFrame.1",
        "metadata": {},
        "name": "",
        "effect_name": "FreezeFrame",
        "enabled": True,
        "time_scalar": 0.0,
    }


def transition(kind: str, frames: int, rate: Fraction) -> Value:
    """A dissolve or a wipe over the first frames of what comes after it."""
    return {
        "OTIO_SCHEMA": "Transition.1",
        "metadata": {},
        "name": kind,
        "in_offset": time(0, rate),
        "out_offset": time(frames, rate),
        "transition_type": {"dissolve": "SMPTE_Dissolve"}.get(kind, "Custom_Transition"),
    }


def marker(name: str, colour: str, comment: str, marked: Value, metadata: Mapping[str, Any]) -> Value:
    return {
        "OTIO_SCHEMA": "Marker.2",
        "metadata": dict(metadata),
        "name": name,
        "color": colour,
        "marked_range": marked,
        "comment": comment,
    }


def track(name: str, kind: str, children: Sequence[Value], metadata: Mapping[str, Any]) -> Value:
    """`kind` is `Video` or `Audio`."""
    return {
        "OTIO_SCHEMA": "Track.1",
        "metadata": dict(metadata),
        "name": name,
        "source_range": None,
        "effects": [],
        "markers": [],
        "enabled": True,
        "color": None,
        "children": list(children),
        "kind": kind,
    }


def timeline(
    name: str, start: Value, tracks: Sequence[Value], markers: Sequence[Value], metadata: Mapping[str, Any]
) -> Value:
    """Tracks, the lowest first, with the markers of them all; `start` is the time of their first frame."""
    stack: Value = {
        "OTIO_SCHEMA": "Stack.1",
        "metadata": {},
        "name": "tracks",
        "source_range": None,
        "effects": [],
        "markers": list(markers),
        "enabled": True,
        "color": None,
        "children": list(tracks),
    }
    return {
        "OTIO_SCHEMA": "Timeline.1",
        "metadata": dict(metadata),
        "name": name,
        "global_start_time": start,
        "tracks": stack,
    }


def text_of(value: Value) -> str:
    """The file."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
