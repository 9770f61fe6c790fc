"""What a build tells of the kit's own beds: which places of them are heard, and those in which there is nothing."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newscast.build.beds import music_of, silent_beds
from newscast.build.examining import examine
from newscast.build.publishing import timelines_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.engine.engine import Engine
from newscast.store.open import open_store

SECOND = 48_000
TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio]
segments:
  - story: uno
    headline: Uno
    bed: fondo
    parts: [{vo: Se repararon mil baches., voice: voz.wav, pictures: foto.jpg}]
  - story: dos
    headline: Dos
    parts: [{vo: Se repararon mil baches., voice: voz.wav, pictures: foto.jpg}]
"""


def write(path: Path, height: float) -> None:
    """Twelve seconds of a tone, silent from the fourth to the seventh."""
    at = np.arange(12 * SECOND)
    tone = height * np.sin(at / 30) * ~((at >= 4 * SECOND) & (at < 7 * SECOND))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SECOND, 0, "NONE", ""))
        file.writeframes((tone * 32767).astype("<i2").tobytes())


@pytest.mark.real
@pytest.mark.parametrize("height", [0.2, 0.0])
def test_a_bed_is_told_of_once_it_was_listened_to(sala: Any, height: float) -> None:
    """Where nothing is heard in it that is a warning, at its line in the kit."""
    kit = sala.root / "assets/shows/chica/show.yaml"
    kit.write_text(kit.read_text() + "\nbeds:\n  fondo: fondo.wav\n")
    write(kit.parent / "fondo.wav", height)
    probed = examine([sala.write(TEXT)], Options())[0]
    made, store = rehearse(probed), open_store(probed.results)
    store.folder.mkdir(parents=True, exist_ok=True)
    with Engine(store, probed.binary, 1) as engine:
        told = list(silent_beds(made, engine))
        (cut,) = made.cuts
        clean = replace(cut, mix=cut.versions("clean"))
        assert music_of(clean, engine) == music_of(cut, engine), "as its beds are listed"
        (bed,) = [
            bed
            for bed in timelines_of(made, {"radio": music_of(made.cuts[0], engine)})["radio"].beds
            if bed.file is not None
        ]
    if height:
        assert not told
        assert bed.heard[0].start_sample == bed.start_sample
        assert not any(
            each.offset < 6.9 * SECOND and each.offset + each.samples > 4.1 * SECOND for each in bed.heard
        ), "none of it is where it is silent"
    else:
        (problem,) = told
        assert problem.warning and problem.place and problem.place.line == kit.read_text().count("\n")
