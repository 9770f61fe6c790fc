"""Captions as steps: breaking copy weighs many ways, so it is done once for each text and style."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from newscast.base.i18n import _
from newscast.captions.cue import Cue
from newscast.captions.cues import segment_cues
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.heard import Described, Parting, Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment
from newscast.timeline.spans import Span

if TYPE_CHECKING:
    from newscast.show.model import CaptionStyle


def cues_step(segment: PlacedSegment, rate: Fraction, style: CaptionStyle, language: str) -> Step:
    """The captions of a segment, as JSON; see newscast.captions.cues.segment_cues."""
    params = {
        "utterances": [_told(utterance) for utterance in segment.utterances],
        "frames": segment.frames,
        "parts": [[part.kind, part.start, part.frames] for part in segment.parts],
        "bed": segment.has_bed,
        "described": [[each.start, each.frames, str(each.text)] for each in segment.described],
        "rate": str(rate),
        "style": style.model_dump(),
        "language": language,
    }
    label = _("captions of {segment}").format(segment=segment.slug)
    return step("cues", params, suffix=".json", label=label, weight=0.1)


def make_cues(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Break and time the copy."""
    spoken = tuple(_spoken(told) for told in params["utterances"])
    parts = tuple(PlacedPart(kind, "", start, frames) for kind, start, frames in params["parts"])
    bed = "main" if params["bed"] else None
    heard = tuple(Described(*each) for each in params["described"])
    segment = PlacedSegment(
        "", "", "", 0, params["frames"], (), (), (), spoken, bed, False, parts=parts, described=heard
    )
    # Loading the kit's model takes longer than breaking the copy.
    style: Any = SimpleNamespace(**params["style"])
    cues = segment_cues(segment, Fraction(params["rate"]), style, params["language"])
    told = [[cue.start, cue.end, cue.lines, cue.speaker, cue.utterance, cue.copy] for cue in cues]
    output.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def read_cues(path: Path) -> tuple[Cue, ...]:
    """What make_cues wrote."""
    told = json.loads(path.read_text("utf-8"))
    return tuple(
        Cue(start, end, tuple(lines), speaker, number, copy=copy) for start, end, lines, speaker, number, copy in told
    )


def _told(utterance: Utterance) -> list[object]:
    speech = [[span.start, span.end] for span in utterance.speech]
    said = [span and [span.start, span.end] for span in utterance.said]
    partings = [[each.kind, each.first, each.last, each.start, each.end] for each in utterance.partings]
    whose = [str(utterance.speaker), str(utterance.voice), utterance.seen]
    told = [str(utterance.text), utterance.start, utterance.samples, speech, whose, said, partings]
    return [*told, [[str(form), str(spoken)] for form, spoken in utterance.say]]


def _spoken(told: Sequence[Any]) -> Utterance:
    text, start, samples, speech, (speaker, voice, seen), said, partings, say = told
    spans = tuple(Span(*span) for span in speech)
    words = tuple(span and Span(*span) for span in said)
    parted = tuple(Parting(*each) for each in partings)
    heard = Utterance(text, start, samples, spans, speaker, words, parted, voice=voice, seen=seen)
    return replace(heard, say=tuple((form, spoken) for form, spoken in say))
