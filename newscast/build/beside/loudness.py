"""How loud the programmes of each cut are, over time, as a small file beside them; it is measured with everything else.

Whoever looks at an episode draws it; nothing is held against it that the checks do not hold already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from newscast.base.timecode import SAMPLE_RATE
from newscast.build.stages import Piece, Ready
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.episode.loudness import Curve, Dialogue, Maximum, ProgrammeLoudness, loudness_bytes
from newscast.qc.dialogue import dialogue
from newscast.qc.measured import EVERY_MOMENTARY, EVERY_SHORT_TERM, Loudest, Loudness, SoundFacts
from newscast.step.digest import digest_of_bytes
from newscast.timeline.heard import Take, TakeInfo
from newscast.timeline.spans import Span
from newscast.timeline.speech import speech_of

NAME = "loudness.json"


def loudness_files(ready: Sequence[Ready], infos: Mapping[Take, TakeInfo]) -> Iterator[Ready]:
    """One file for each cut whose sound was measured."""
    cuts = {id(each.piece.cut): each.piece.cut for each in ready}
    for cut in cuts.values():
        measured = [each for each in ready if each.piece.cut is cut and each.measurement and each.measurement.sound]
        if measured:
            yield _file(cut, loudness_bytes(tuple(_programme(each, infos) for each in measured)))


def _file(cut: Cut, content: bytes) -> Ready:
    prefix = f"{cut.stem}-" if cut.slug else ""
    product = Product(cut.path(f"{prefix}{NAME}"), "loudness", content)
    return Ready(Piece(cut, product, None, None), content, digest_of_bytes(content), None, ())


def _programme(ready: Ready, infos: Mapping[Take, TakeInfo]) -> ProgrammeLoudness:
    measured, wanted = ready.measurement, ready.piece.product.wanted
    speech = [_milliseconds(span) for span in speech_of(ready.piece.of.timeline, infos)]
    assert measured and measured.sound and wanted
    sound = measured.sound
    curves = sound.loudness or Loudness((), (), None, None)
    return replace(
        told_of(ready.piece.product.path, curves, sound.integrated, sound.range),
        target=wanted.loudness,
        limit=wanted.true_peak,
        dialogue=_dialogue(curves, speech),
        true_peak=_true_peak(sound),
        encoded=measured.decoded,
    )


def told_of(file: str, curves: Loudness, integrated: float | None, spread: float | None) -> ProgrammeLoudness:
    """What loudness.json tells of an encoded programme of which nothing was wanted: `integrated` in LUFS, its loudness
    range in LU."""
    return ProgrammeLoudness(
        file=file,
        target=None,
        limit=None,
        integrated=integrated,
        dialogue=None,
        range=None if spread is None else round(spread, 1),
        true_peak=None,
        momentary_max=_maximum(curves.loudest_momentary),
        short_term_max=_maximum(curves.loudest_short_term),
        momentary=_curve(curves.momentary, EVERY_MOMENTARY),
        short_term=_curve(curves.short_term, EVERY_SHORT_TERM),
        encoded=True,
    )


def _dialogue(curves: Loudness, speech: Sequence[Span]) -> Dialogue | None:
    loudness, seconds = dialogue(curves.momentary, speech)
    return None if loudness is None else Dialogue(loudness=round(loudness, 1), seconds=seconds)


def _true_peak(sound: SoundFacts) -> Maximum | None:
    if sound.true_peak is None or sound.true_peak_at is None:
        return None
    return Maximum(value=sound.true_peak, at=sound.true_peak_at)


def _maximum(found: Loudest | None) -> Maximum | None:
    return Maximum(value=round(found.value, 1), at=round(found.at, 2)) if found else None


def _curve(values: Sequence[float], every: int) -> Curve | None:
    return Curve(every=every / 1000, values=tuple(round(value, 1) for value in values)) if values else None


def _milliseconds(span: Span) -> Span:
    return Span(span.start * 1000 // SAMPLE_RATE, span.end * 1000 // SAMPLE_RATE)
