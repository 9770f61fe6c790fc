"""The beds that timeline.json tells: built-in music of headlines and show is one, recordings are their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from placing_making import CLIP, context_of, placed, story, vo

from newscast.episode.telling import Sources, _beds
from newscast.rundown.model import Clip, Headlines


@pytest.mark.parametrize(("recorded", "names"), [((), ["headlines"]), (("main",), ["headlines", "main"])])
def test_beds_that_are_in_step_are_told_as_one(recorded: tuple[str, ...], names: list[str]) -> None:
    timeline = placed(Headlines(slug="headlines", stories=("bacheo",)), story(vo(Clip(file=CLIP))))
    sources = Sources(Path("/n"), context_of().media, {}, dict.fromkeys(recorded, CLIP))
    assert [each.name for each in _beds(timeline, sources, {})] == names
