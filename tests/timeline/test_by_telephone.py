"""The card of somebody who is heard says when it was by telephone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.base.content import File
from newscast.media.info import Channel, MediaInfo, SoundInfo
from newscast.show.person import Person
from newscast.timeline.cards import voice_shot
from newscast.timeline.heard import Take
from newscast.timeline.seen import GraphicShot

TAKE = Take("sot", Path("llamada.wav"), 0, 90)
WORDS = ((0, 40_000),)


def via(rate: int | None, language: str = "es-MX", heard: tuple[Channel, ...] = (), **taken: Any) -> str | None:
    sound = SoundInfo("pcm_s16le", rate, len(heard) or 1, "mono", heard=heard) if rate else None
    info = MediaInfo(File(Path("llamada.wav"), "0" * 64, None), "sound", Fraction(3), sound=sound)
    show = SimpleNamespace(language=language)
    context = SimpleNamespace(show=show, medium=lambda _file: info, rate=Fraction(30))
    clip = SimpleNamespace(file=Path("llamada.wav"), blur=None, minors=None)
    take = replace(TAKE, **taken)
    shot = voice_shot(90, Person(name="Laura Díaz"), cast(Any, context), None, cast(Any, clip), take).value
    assert isinstance(shot.picture, GraphicShot)
    assert shot.picture.heard == take
    return cast("str | None", dict(shot.picture.fields).get("via"))


def channel(above: int, speech: tuple[tuple[int, int], ...] = WORDS) -> Channel:
    return Channel(speech, (-20,) * 3, 48_000, 20, above)


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
    assert via(rate, language) == told


@pytest.mark.parametrize(("above", "told"), [(-54, True), (-40, True), (-38, True), (-37, False), (0, False)])
def test_a_call_in_a_file_that_could_hold_more(above: int, told: bool) -> None:
    assert via(48_000, heard=(channel(above),)) == ("Vía telefónica" if told else None)


def test_what_counts_is_the_channel_that_is_heard() -> None:
    studio, call = channel(-15), channel(-54)
    assert via(48_000, heard=(studio, call), channels=(2,)) == "Vía telefónica"
    assert via(48_000, heard=(studio, call), channels=(1,)) is None
    assert via(48_000, heard=(channel(0, ()),)) is None
