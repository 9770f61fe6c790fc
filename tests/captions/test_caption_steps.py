"""Captions as steps: what was made once is read back whole, and belongs to its words."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.captions.cues import segment_cues
from newscast.captions.steps import cues_step, make_cues, read_cues
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Parting, Utterance
from newscast.timeline.model import PlacedSegment
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
FAIR = (Span(0, 9_000), Span(9_000, 30_000), None, Span(50_000, 60_000), Span(60_000, 90_000))
ASIDE = Parting("added", 3, 3, 30_000, 50_000)


def segment(title: str = "Nota", text: str = "Abre el sábado, con entrada gratuita.") -> PlacedSegment:
    said = (
        Utterance("La feria abre sus puertas.", 0, 96_000, (Span(0, 90_000),), said=FAIR, partings=(ASIDE,)),
        Utterance(text, 96_000, 144_000, (Span(100_000, 230_000),), "Ana"),
    )
    return PlacedSegment("feria", "story", title, 300, 150, (), (), (), said, "main", True)


def test_cues_come_back_as_they_were_made(tmp_path: Path, tools: Any) -> None:
    made = cues_step(segment(), RATE, CaptionStyle(), "es-MX")
    make_cues(made.params, [], tmp_path / "cues.json", tools)
    cues = read_cues(tmp_path / "cues.json")
    assert cues == segment_cues(segment(), RATE, CaptionStyle(), "es-MX")
    assert [cue.utterance for cue in cues] == [0, 1]


def test_only_what_decides_captions_makes_another_step() -> None:
    made = cues_step(segment(), RATE, CaptionStyle(), "es-MX")
    assert cues_step(segment("Otro título"), RATE, CaptionStyle(), "es-MX").identity == made.identity
    others = [
        cues_step(segment(text="Abre el domingo."), RATE, CaptionStyle(), "es-MX"),
        cues_step(segment(), RATE, CaptionStyle(characters=28), "es-MX"),
        cues_step(segment(), RATE, CaptionStyle(), "en-US"),
    ]
    assert made.identity not in {other.identity for other in others}
