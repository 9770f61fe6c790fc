"""The JSON Schemas in docs/ are those of the models, and what builds really write is as they say."""

from __future__ import annotations

from typing import Any

import pytest
from described import FOLDER, assert_as_described

from newscast.base.schema import text_of
from newscast.build.door import build
from newscast.build.request import Options
from newscast.episode.schema import schemas

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web, reel]
segments:
  - open: main
  - headlines: [uno]
    voice: synth
  - story: uno
    headline: Uno
    social: true
    parts:
      - vo: Hola a todos.
        voice: voz.wav
        pictures: [foto.jpg, falta.mp4]
      - {sot: camara.mp4, who: laura, transcript: Gracias.}
  - close: main
"""


def test_the_committed_schemas_are_current() -> None:
    """Written by `python -m newscast.episode.schema docs/schemas`."""
    for name, schema in schemas().items():
        assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text_of(schema), name


@pytest.mark.slow
def test_what_a_draft_leaves_is_as_the_schemas_say(sala: Any) -> None:
    """With a file missing; a final is held to them in tests/build."""
    (built,) = build([sala.write(TEXT)], Options(draft=True))
    assert_as_described(built.folder)
