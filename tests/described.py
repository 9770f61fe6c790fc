"""Whether what a build left is as the JSON Schemas in docs/ say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

FOLDER = Path(__file__).parents[1] / "docs/schemas"
FILES = {"manifest": "manifest.json", "timeline": "timeline.json", "history": "history/0001.json"}


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def assert_as_described(folder: Path) -> None:
    """Of an episode's folder that holds web; what is missing is missed."""
    for name, file in {**FILES, "loudness": "web/loudness.json"}.items():
        told = json.loads((folder / file).read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(validator(name).schema)
        validator(name).validate(told)
        for key in told:
            with pytest.raises(ValidationError):
                validator(name).validate({other: value for other, value in told.items() if other != key})
