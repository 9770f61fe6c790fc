"""Measuring a finished file by decoding it: a step, so that it happens once for each content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.canonical import canonical_json
from newscast.qc.decode import Pass, count_faults, decode, read_sound
from newscast.qc.kept import kept_step
from newscast.qc.layout import structure
from newscast.qc.measured import (
    AudioFacts,
    Celled,
    Colors,
    Flashing,
    Glimpsed,
    Listened,
    Loudest,
    Loudness,
    Measurement,
    Offset,
    Run,
    SoundFacts,
    Structure,
    VideoFacts,
)
from newscast.qc.sampled import sampled_step
from newscast.qc.speaking import listened, read_listened
from newscast.qc.streams import Streams, streams
from newscast.qc.wanted import Wanted
from newscast.sound.broadcast_wave import unpack_gauge
from newscast.step.step import Params, Source, Step, Tools, step


def measure_step(
    media: Source,
    reference: Source | None = None,
    weight: float = 1.0,
    heard: Step | None = None,
    peak: bool = True,
    lead: int = 0,
    gauged: Step | None = None,
    runs: Sequence[Step] = (),
) -> Step:
    """A finished file measured, as JSON. `reference` is the 48 kHz stereo mix that its sound should follow, `heard`
    what was heard in that; `peak` is whether true peaks are looked for; `lead` the samples of a leader, which are
    counted, and otherwise left out; `gauged` is how loud it is where that is known (sound.broadcast_wave). `runs` are
    what its pictures were joined of: where its packets are theirs, each run is decoded once, whatever it is joined
    into; where they are not, the file is."""
    params = {"compare": reference is not None, "peak": peak} | ({"lead": lead} if lead else {})
    params |= ({"gauged": True} if gauged else {}) | ({"runs": len(runs)} if runs else {})
    label = media.label if isinstance(media, Step) else media.path.name
    small = kept_step(reference) if reference else None
    sampled = [sampled_step(run) for run in runs]
    inputs = [media, *sampled, *(source for source in (small, heard if reference else None, gauged) if source)]
    return step("measure", params, inputs, suffix=".json", label=label, weight=weight)


def effort(wanted: Wanted) -> float:
    """Seconds of work that measuring such a file takes: of a second, 9 ms for sound and 120 ms for 1080p."""
    seconds = (wanted.samples or 0) / 48_000
    video = wanted.video
    return 0.1 + seconds * (0.009 + (0.12 * video.width * video.height / (1920 * 1080) if video else 0.0))


def make_measure(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Decode the file once, all or its sound alone, and write what was found."""
    from newscast.qc.levels import measure_levels
    from newscast.qc.looked import by_decoding, glimpsed, in_runs, video_facts

    media, count, gauged = inputs[0], params.get("runs", 0), "gauged" in params
    found, kept, log, beside = streams(media), Pass(tools.scratch), "", list(inputs[1 + count :])
    looked = in_runs(media, found.pictures, inputs[1 : 1 + count], kept)
    decoded = replace(found, pictures=None) if looked else found
    if decoded.pictures or decoded.audio:
        peak = params["peak"] and not gauged
        kept, log = decode(media, decoded, tools, peak, params.get("lead", 0), weigh=not gauged)
    if found.pictures and looked is None:
        looked = by_decoding(found.pictures, kept, log)
    if gauged:
        unpack_gauge(beside.pop(), kept.energy, kept.peak)
    reference = beside[0] if params["compare"] else None
    measurement = Measurement(
        found.container,
        video_facts(found.pictures, looked) if found.pictures and looked else None,
        found.audio,
        replace(read_sound(kept), levels=measure_levels(kept.sound)) if found.audio else None,
        _offsets(found, kept, reference) if reference else None,
        structure(media) if found.container == "mp4" else None,
        count_faults(log),
        _heard(kept, *beside) if found.audio and len(beside) > 1 else (),
        glimpsed(found.pictures, looked, kept) if found.pictures and looked else None,
        beside=found.beside,
    )
    write_measurement(measurement, output)


def write_measurement(measurement: Measurement, output: Path) -> None:
    """As JSON."""
    output.write_text(canonical_json(_plain(asdict(measurement))))


def read_measurement(path: Path) -> Measurement:
    """Read what write_measurement wrote."""
    found = json.loads(path.read_text())
    return Measurement(
        found["container"],
        _read_video(found["video"]) if found["video"] else None,
        tuple(AudioFacts(**stream) for stream in found["audio"]),
        _read_sound(found["sound"]) if found["sound"] else None,
        None if found["offsets"] is None else tuple(Offset(**offset) for offset in found["offsets"]),
        _read_structure(found["structure"]) if found["structure"] else None,
        found["faults"],
        tuple(listened(stretch) for stretch in found["listened"]),
        _read_glimpsed(found["glimpsed"]) if found["glimpsed"] else None,
        found["decoded"],
        found["beside"],
    )


def _offsets(found: Streams, kept: Pass, reference: Path) -> tuple[Offset, ...]:
    if not found.audio:
        return ()
    from newscast.qc.offsets import measure_offsets

    return measure_offsets(kept.sound, reference)


def _heard(kept: Pass, reference: Path, heard: Path) -> tuple[Listened, ...]:
    """Who speaks in the mix speaks in a file that sounds like it; else the file itself is listened to."""
    from newscast.qc.listening import listen
    from newscast.qc.offsets import are_alike

    return tuple(
        each if are_alike(kept.sound, reference, each.spans) else listen(kept.sound, [(each.start, each.end)])[0]
        for each in read_listened(heard)
    )


def _read_sound(found: dict[str, Any]) -> SoundFacts:
    exact = {"start": Fraction(found["start"]), "levels": tuple(found["levels"])}
    return SoundFacts(**{**found, **exact, "loudness": found["loudness"] and _read_loudness(found["loudness"])})


def _read_loudness(found: dict[str, Any]) -> Loudness:
    momentary, short_term = (
        found[name] and Loudest(**found[name]) for name in ("loudest_momentary", "loudest_short_term")
    )
    return Loudness(tuple(found["momentary"]), tuple(found["short_term"]), momentary, short_term)


def _read_structure(found: dict[str, Any]) -> Structure:
    return Structure(**{**found, "keys": found["keys"] and tuple(found["keys"])})


def _read_glimpsed(found: dict[str, Any]) -> Glimpsed:
    black, still = (tuple(Run(**run) for run in found[name]) for name in ("black", "still"))
    dim, calm = (tuple(Celled(**run) for run in found[name]) for name in ("dim", "calm"))
    combed = None if found["combed"] is None else tuple(Run(**run) for run in found["combed"])
    return Glimpsed(black, still, tuple(Flashing(**run) for run in found["flashes"]), dim, calm, combed)


def _read_video(found: dict[str, Any]) -> VideoFacts:
    exact = {"rate": Fraction(found["rate"]), "start": Fraction(found["start"]), "colors": Colors(**found["colors"])}
    return VideoFacts(**{**found, **exact})


def _plain(value: Any) -> Any:
    """The value with fractions as text."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, Fraction) else value
