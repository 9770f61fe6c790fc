"""Segments of one encoding joined without re-encoding, as a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscast.step.step import Source, Step, step


def join_step(
    segments: Sequence[Step],
    sounds: Sequence[Source],
    options: Mapping[str, Any],
    *,
    suffix: str,
    label: str,
    weight: float,
    texts: Sequence[Source] = (),
) -> Step:
    """Segments of one encoding joined by copying their packets, with finished sound beside them.

    `options` are output options of ffmpeg; all sound streams of `sounds` are taken, and one text stream of each of the
    `texts`.
    """
    params = {"segments": len(segments), "options": dict(options), **({"texts": len(texts)} if texts else {})}
    return step("join", params, [*segments, *sounds, *texts], suffix=suffix, label=label, weight=weight)
