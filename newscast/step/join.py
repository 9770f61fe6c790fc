"""Segments of one encoding joined without re-encoding, as a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscast.step.step import Source, Step, step


def output_words(options: Mapping[str, Any]) -> list[str]:
    """Output options as arguments of ffmpeg; one with a list is given once for each value."""
    each = ((name, one) for name, value in options.items() for one in (value if isinstance(value, list) else [value]))
    return [word for name, value in each for word in (f"-{name}", str(value))]


def join_step(
    segments: Sequence[Step],
    sounds: Sequence[Source],
    options: Mapping[str, Any],
    *,
    suffix: str,
    label: str,
    weight: float,
) -> Step:
    """Segments of one encoding joined by copying their packets, with finished sound beside them.

    `options` are output options of ffmpeg; all sound streams of `sounds` are taken.
    """
    params = {"segments": len(segments), "options": dict(options)}
    return step("join", params, [*segments, *sounds], suffix=suffix, label=label, weight=weight)


def segments_of(joined: Step) -> Sequence[Source]:
    """Whose packets the pictures of a step's result are, in order; none where it joins nothing."""
    told = joined.params
    return joined.inputs[: told.get("join", told).get("segments", 0)]
