"""The beds of a mix: described beforehand as numbers, and laid once it is known what their recordings are like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscast.sound import levels
from newscast.sound.bed import Piece, pieces
from newscast.sound.bed_form import BedForm, read_bed_form, recorded_at
from newscast.sound.envelope import DOWN, LEAD, Envelope, crossfaded, ducked, faded, product, silent_in
from newscast.sound.runs import BedRun
from newscast.step.step import Source, Step
from newscast.timeline.spans import Span, within


@dataclass(frozen=True)
class BedSteps:
    """A prepared bed and its form."""

    recording: Step
    form: Step


def described(
    run: BedRun, speech: Sequence[Span], beds: Mapping[str, BedSteps], inputs: list[Source]
) -> dict[str, Any]:
    """A run as numbers; the recordings and forms it needs are added to `inputs`."""
    spoken = [[span.start, span.end] for span in within(speech, Span(run.span.start, run.held))]
    stretches = run.stretches or ((run.name, run.span),)
    return {
        "stretches": [
            {
                "input": place_in(inputs, beds[name].recording),
                "form": place_in(inputs, beds[name].form),
                "start": span.start,
                "end": span.end,
            }
            for name, span in stretches
        ],
        "form": place_in(inputs, beds[run.name].form),
        "start": run.span.start,
        "held": run.held,
        "end": run.span.end,
        "rise": run.rise,
        "speech": spoken,
        "gain": bed_envelope(run, speech),
    }


def place_in(inputs: list[Source], source: Source) -> int:
    """Where a source is among the inputs of a mix, which it joins where it is not yet one."""
    if source not in inputs:
        inputs.append(source)
    return inputs.index(source)


def bed_envelope(run: BedRun, speech: Sequence[Span]) -> Envelope:
    """The gain of a bed over its run, in samples of the episode, but for how it comes in and rings out."""
    start, end = run.span.start, run.span.end
    heard = [span for span in speech if span.end > start - levels.FADE and span.start < end]
    lift = levels.amplitude(levels.HEADLINES_LIFT)
    raised = [
        tuple((sample, 1 + (lift - 1) * factor) for sample, factor in faded(span.start, span.end, DOWN, DOWN))
        for span in run.lifted
    ]
    return product(
        [ducked(heard, levels.BED_UNDER_SPEECH, levels.BED_ALONE), silent_in(run.quiet), *raised], start, end
    )


def laid(run: Mapping[str, Any], inputs: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """A run as layers of the mix: stretches of its recordings, each where it is heard and with its gain."""
    forms = {each: read_bed_form(inputs[each]) for each in {run["form"], *(s["form"] for s in run["stretches"])}}
    form = forms[run["form"]]
    start, end, length, fall = _extent(run, form)
    found = pieces(end - start, length, form.loop, form.begin)
    gains = [_gain(run, stretch, found, forms[stretch["form"]]) for stretch in run["stretches"]]
    whole = faded(start, end, run["rise"], fall)
    # What meets itself adds up on straight fades; any other meets different music.
    fades = faded if form.loop.alike else crossfaded
    for piece in found:
        begin = start + piece.start
        until = begin + piece.samples
        edges = fades(begin, until, piece.rise, piece.fall)
        for stretch, gain in zip(run["stretches"], gains, strict=True):
            first, last, joins = _met(stretch, begin, until, run)
            if first < last:
                envelope = product([run["gain"], gain, whole, edges, joins], first, last)
                yield {
                    "input": stretch["input"],
                    "start": first,
                    "samples": last - first,
                    "offset": piece.offset + first - begin,
                    "kept": forms[stretch["form"]].kept,
                    "gain": envelope,
                }


def played(run: Mapping[str, Any], form: BedForm) -> Iterator[tuple[int, int, int]]:
    """Which place of its recording is heard when in a run: a sample of the episode, how many from there on, and the
    sample of the recording."""
    start, end, length, _fall = _extent(run, form)
    for piece in (each.alone for each in pieces(end - start, length, form.loop, form.begin)):
        for later, span in recorded_at(form.kept, piece.offset, piece.samples):
            yield start + piece.start + later, span.length, span.start


def _extent(run: Mapping[str, Any], form: BedForm) -> tuple[int, int, int, int]:
    """From where to where in the episode a bed is heard, up to where in its recording, and how long it is faded out.

    The recording goes on up to where the run is held, and what comes then rings out, as far as there is room for it;
    where there is none, it ends with the run.
    """
    room = run["end"] - run["held"]
    if not room:
        return run["start"], run["end"], form.end, levels.FADE
    tail = form.end - form.held
    if tail <= room:
        return run["start"], run["held"] + tail, form.end, levels.FADE
    return run["start"], run["end"], form.held + room, room


def _gain(run: Mapping[str, Any], stretch: Mapping[str, Any], found: Sequence[Piece], form: BedForm) -> Envelope:
    """What keeps a stretch's own recording at its level while it is heard: drums alone make one louder by 2 LU."""
    import numpy as np

    from newscast.sound.meter import STEP
    from newscast.sound.riding import heard_energies, ridden, ride

    start, end = stretch["start"] - run["start"], stretch["end"] - run["start"]
    steps = slice(max(0, start) // STEP, -(-end // STEP))
    heard = heard_energies(found, form.energies, run["end"] - run["start"])[steps]
    if not len(heard):
        return ((0, 1.0),)
    begin = run["start"] + steps.start * STEP
    middles = begin + STEP // 2 + STEP * np.arange(len(heard))
    out = np.interp(middles, *np.array(run["gain"], np.float64).T) == 0
    spoken = within([Span(first, last) for first, last in run["speech"]], Span(begin, stretch["end"]))
    return ridden(ride(np.where(out, 0.0, heard), [span.later(-begin) for span in spoken]), begin)


def _met(stretch: Mapping[str, Any], begin: int, until: int, run: Mapping[str, Any]) -> tuple[int, int, Envelope]:
    """What of a piece a stretch has, and how it goes over into its neighbours: both are heard for a moment."""
    before = LEAD // 2 if stretch["start"] > run["start"] else 0
    after = LEAD // 2 if stretch["end"] < run["end"] else 0
    start, end = stretch["start"] - before, stretch["end"] + after
    joins = faded(start, end, 2 * before, 2 * after)
    return max(begin, start), min(until, end), joins
