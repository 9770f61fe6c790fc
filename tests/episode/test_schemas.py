"""The JSON Schemas in docs/ are those of the models, and what builds really write is as they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from newscast.base.schema import text_of
from newscast.build.door import build
from newscast.build.request import Options
from newscast.episode.schema import schemas

FOLDER = Path(__file__).parents[2] / "docs/schemas"
TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
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


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def test_the_committed_schemas_are_current() -> None:
    """Written by `python -m newscast.episode.schema docs/schemas`."""
    for name, schema in schemas().items():
        assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text_of(schema), name


@pytest.mark.slow
@pytest.mark.parametrize("draft", [False, True])
def test_what_builds_write_is_as_the_schemas_say(sala: Any, draft: bool) -> None:
    text = TEXT if draft else TEXT.replace(", falta.mp4", "")
    (built,) = build([sala.write(text)], Options(draft=draft))
    files = {"manifest": "manifest.json", "timeline": "timeline.json", "history": "history/0001.json"}
    files["loudness"] = "web/loudness.json"
    for name, file in files.items():
        told = json.loads((built.folder / file).read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(validator(name).schema)
        validator(name).validate(told)
        # What is missing is missed.
        for key in told:
            with pytest.raises(ValidationError):
                validator(name).validate({other: value for other, value in told.items() if other != key})
