"""In which recording a text is heard."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from placing_making import CLIP, VOICE

from newscast.timeline.heard import PlacedSound, Take, Utterance
from newscast.timeline.recorded import recording_of

SOUNDS = (
    PlacedSound(Take("natural", CLIP), 0, 5000),
    PlacedSound(Take("voice", text="Hola", voice=("es", 160, 50)), 0, 500),
    PlacedSound(Take("voice", VOICE), 1000, 1000),
    PlacedSound(Take("sot", CLIP), 2000, 1000),
)


@pytest.mark.parametrize(("start", "number"), [(0, None), (999, None), (1000, 2), (1999, 2), (2000, 3), (3000, None)])
def test_a_text_is_heard_in_the_recording_in_which_it_begins(start: int, number: int | None) -> None:
    """Not in a clip's own sound under the voice, nor in a voice that reads."""
    segment: Any = SimpleNamespace(sounds=SOUNDS)
    found = recording_of(Utterance("Hola", start, 100, ()), segment)
    assert found is (None if number is None else SOUNDS[number])
