"""The card of somebody who is heard says when it was by telephone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.show.model import Person
from newscast.timeline.cards import voice_shot
from newscast.timeline.model import GraphicShot


@pytest.mark.parametrize(
    ("rate", "language", "told"),
    [
        (8000, "es-MX", "Vía telefónica"),
        (8000, "en-US", "By telephone"),
        (16_000, "es-MX", None),
        (None, "es-MX", None),
    ],
)
def test_a_call_is_told(rate: int | None, language: str, told: str | None) -> None:
    info = SimpleNamespace(sound=SimpleNamespace(rate=rate) if rate else None)
    context = SimpleNamespace(show=SimpleNamespace(language=language), medium=lambda _file: info)
    clip = SimpleNamespace(file="llamada.wav", blur=None)
    shot = voice_shot(90, Person(name="Laura Díaz"), cast(Any, context), None, cast(Any, clip)).value
    assert isinstance(shot.picture, GraphicShot)
    assert dict(shot.picture.fields).get("via") == told
