"""Which of two texts a recording says, as far as a synthetic voice that is not the listener's tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.signal import resample_poly

from newscast.base.languages.spoken import spoken_forms
from newscast.base.synthesiser import synthesiser
from newscast.sound.align.closeness import make_closeness
from newscast.sound.align.nearer import closeness_step, read_closeness
from newscast.sound.speaking import set_voice, speak
from newscast.timeline.corrected import corrections

SAID = "Se repararon cuatro mil baches en Irapuato, dijo la directora de obras. Falta lo que queda más lejos."


@pytest.mark.parametrize(
    "other",
    [
        SAID.replace("Irapuato", "Celaya"),
        SAID.replace("cuatro mil", "5,300"),
        SAID.replace("la directora", "el alcalde"),
        SAID.replace(", dijo la directora de obras", ""),
        SAID.replace("Falta", "Y falta todavía mucho de"),
    ],
)
def test_a_recording_is_nearer_to_the_text_it_says(
    other: str, wav: Callable[..., Path], tools: Any, tmp_path: Path
) -> None:
    with synthesiser(tools.scratch) as (library, rate):
        set_voice(library, "es+m4", 190, 60)
        samples = np.frombuffer(speak(library, SAID).samples, np.int16) / 32768
    take = wav(resample_poly(samples, 48_000, rate))
    for before, now in ((SAID, other), (other, SAID)):
        texts = [(text.split(), spoken_forms(text, "es-MX")) for text in (before, now)]
        changed = [(*each.old, each.first, each.last) for each in corrections(before, now, "es-MX")]
        make_closeness(closeness_step([], texts, changed, "es-419").params, [take], tmp_path / "found.json", tools)
        found = read_closeness(tmp_path / "found.json")
        assert abs(found[0] - found[1]) > 0.03
        assert (found[0] < found[1]) is (before == SAID)
