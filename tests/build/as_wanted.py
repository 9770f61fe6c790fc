"""Products that measure what was wanted of them, for tests of what is told of finished files: nothing is rendered."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from realtools import RealTools

from newscast.base.canonical import canonical_json
from newscast.base.timecode import SAMPLE_RATE
from newscast.build.stages import Composed, Piece
from newscast.deliverables.delivery import as_measured
from newscast.engine.engine import Engine
from newscast.qc.delivered.checks import rules_for
from newscast.qc.delivered.model import Delivery, Rule
from newscast.qc.measure import write_measurement
from newscast.qc.measured import (
    AudioFacts,
    Glimpsed,
    Listened,
    Loudest,
    Loudness,
    Measurement,
    Offset,
    SoundFacts,
    Structure,
    VideoFacts,
)
from newscast.qc.wanted import Wanted
from newscast.step.checksum import make_md5
from newscast.step.digest import make_digest
from newscast.step.step import Step

QUIET, SPOKEN = -90, -20
"""dBFS of a tenth of a second that is black, and of any other."""


@dataclass(frozen=True)
class MadeAsWanted:
    """Answers as an engine does that made all of these pieces below a folder, each as it was wanted."""

    folder: Path

    def path(self, step: Step) -> Path:
        return self.folder / step.identity


def made_as_wanted(composed: Composed, folder: Path) -> Engine:
    """An engine with the results of all that is needed to finish a build."""
    engine = MadeAsWanted(folder)
    for piece in composed.pieces:
        content = piece.product.content
        if isinstance(content, Step) and piece.digest:
            _write(piece, content, engine)
    return cast(Engine, engine)


def _write(piece: Piece, content: Step, engine: MadeAsWanted) -> None:
    product, tools = piece.product, RealTools(engine.folder)
    made = engine.path(content)
    if product.role == "checksum":
        make_md5(content.params, [engine.path(cast(Step, content.inputs[0]))], made, tools)
    else:
        made.write_text(content.identity)
    assert piece.digest
    make_digest({}, [made], engine.path(piece.digest), tools)
    target = piece.cut.show.loudness_target(piece.cut.deliverable)
    measured = as_wanted(product.wanted, target) if product.wanted else None
    if piece.measure and measured:
        write_measurement(measured, engine.path(piece.measure))
    if piece.whole and product.wanted:
        write_measurement(as_wanted(product.wanted, target - 0.25), engine.path(piece.whole))
    if piece.facts and piece.delivery:
        delivery = as_measured(piece.delivery, measured) if measured else piece.delivery
        engine.path(piece.facts).write_text(canonical_json(facts_as_wanted(delivery)))
    if piece.read_back and product.carrying:
        read = {
            way: [[c.start, c.end, list(c.lines)] for c in found] for way, found in product.carrying.captions.items()
        }
        engine.path(piece.read_back).write_text(
            json.dumps({"differing": [], "faults": [], "read": read, "structure": None})
        )


def facts_as_wanted(delivery: Delivery) -> dict[str, Any]:
    """What a file says of itself that no rule refuses."""
    facts: dict[str, Any] = {}
    for rule, wanted in rules_for(delivery):
        ways = (wanted, [wanted], next(iter(wanted), None) if isinstance(wanted, Collection) else True)
        facts[rule.fact] = next(fact for fact in ways if _meets(rule, fact, wanted))
    return facts


def _meets(rule: Rule, fact: Any, wanted: Any) -> bool:
    try:
        return rule.meets(fact, wanted)
    except TypeError:
        return False


def as_wanted(wanted: Wanted, target: float) -> Measurement:
    """What a file measures that is all that was asked of it, 0.04 LU louder than a target and 1.5 dB below the highest
    peak. What is momentary rises from tenth to tenth, by 0.01 LU."""
    video, audio, heard = wanted.video, wanted.audio, wanted.heard
    tenths = (wanted.samples or 0) * 10 // SAMPLE_RATE
    black = [(int(each.start * 10), int(each.end * 10) + 1) for each in (heard.black if heard else ())]
    levels = tuple(QUIET if any(a <= n < b for a, b in black) else SPOKEN for n in range(tenths))
    momentary = tuple(target + n / 100 for n in range(tenths - 3))
    curves = Loudness(momentary, tuple([target] * max(0, tenths // 10 - 2)), Loudest(-12.34, 0.468), None)
    return Measurement(
        wanted.container,
        VideoFacts(
            video.codec,
            video.width,
            video.height,
            video.rate,
            video.scan,
            video.pix_fmt,
            video.colors,
            wanted.frames or 0,
            Fraction(0),
        )
        if video
        else None,
        tuple([AudioFacts(audio.codec, audio.rate, audio.channels)] * audio.streams) if audio else (),
        SoundFacts(
            wanted.samples or 0,
            Fraction(0),
            round(target + 0.04, 2),
            (wanted.true_peak or 0) - 1.5,
            levels,
            0.3,
            4.26,
            curves,
        )
        if audio
        else None,
        (Offset(0.5, 0.0, 1.0),) if audio else None,
        Structure(True, False, wanted.keys) if wanted.container == "mp4" else None,
        listened=tuple(Listened(each.start, each.end, each.end - each.start) for each in heard.speech) if heard else (),
        glimpsed=Glimpsed() if video else None,
    )
