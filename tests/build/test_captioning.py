"""The captions of a build are those of its rehearsal: in the style that each deliverable declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from newscast.build.captioning import captioned, captioned_here
from newscast.build.examining import examine
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.request import Options
from newscast.captions.steps import make_cues
from newscast.engine.engine import Engine
from newscast.step.step import Step

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, web, reel, square]
segments:
  - story: uno
    headline: Uno
    parts:
      - vo: >
          La Dirección de Obras Públicas concluyó esta semana la reparación de cuatro mil doscientos baches en los
          bulevares Morelos y López Mateos.
        voice: synth
        pictures: foto.jpg
"""


@dataclass(frozen=True)
class CaptionEngine:
    """Makes captions, and nothing else."""

    folder: Path

    def make(self, steps: Iterable[Step]) -> None:
        for step in steps:
            assert step.kind == "cues"
            make_cues(step.params, (), self.path(step), cast(Any, None))

    def path(self, step: Step) -> Path:
        return self.folder / step.identity


def test_captions_are_in_the_style_of_their_deliverable(sala: Any, tmp_path: Path) -> None:
    (episode,) = examine([sala.write(TEXT)], Options())
    known = placed(estimated(episode, lambda step: None))
    made = captioned(known, cast(Engine, CaptionEngine(tmp_path)))
    assert made == captioned_here(known)
    radio, *others = made
    assert radio is None
    longest = [max(len(line) for cues in cut.own for cue in cues for line in cue.lines) for cut in others if cut]
    assert [width <= most for width, most in zip(longest, (42, 28, 32), strict=True)] == [True] * 3
    assert longest[0] > 32 and longest[0] > longest[2] > longest[1] - 5
