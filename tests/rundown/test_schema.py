"""The JSON Schema, and that it says what the loader reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscast.base.schema import SAID
from newscast.document.model import Model
from newscast.rundown.kinds import PARTS, SEGMENTS
from newscast.rundown.schema import FILES, file_text, json_schema

RUNDOWNS = Path(__file__).parents[2] / "rundowns"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


@pytest.mark.parametrize(("tongue", "name"), FILES.items())
def test_the_committed_schemas_are_current(tongue: str, name: str) -> None:
    message = f"run: NEWSCAST_LANG={tongue} newscast schema > rundowns/{name}"
    assert (RUNDOWNS / name).read_text(encoding="utf-8") == file_text(tongue), message


def test_languages_differ_only_in_what_they_say(schema: dict[str, Any]) -> None:
    spanish = json.loads(file_text("es"))
    assert spanish != schema == json.loads(file_text("en"))
    assert _silent(spanish) == _silent(schema)


def _silent(value: Any) -> Any:
    """The schema without its words."""
    if isinstance(value, dict):
        return {key: _silent(each) for key, each in value.items() if not isinstance(each, str) or key not in SAID}
    return [_silent(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("kind", "model"), [*SEGMENTS.items(), *PARTS.items()])
def test_every_kind_has_the_keys_the_loader_knows(schema: dict[str, Any], kind: str, model: type[Model]) -> None:
    definition = schema["$defs"][model.__name__]
    beside = (
        {
            *("in", "out", "sound", "focus", "fit", "bars", "move", "page", "credit"),
            *("track", "channels", "trim", "clean", "blur"),
        }
        if kind in ("sot", "package", "spot")
        else set()
    )
    borrowed = {"from"} if kind == "story" else set()
    assert set(definition["properties"]) == {*model.written_keys(), *beside, *borrowed}
    assert kind in definition["required"]


def test_every_key_is_described(schema: dict[str, Any]) -> None:
    bare = [f"{name}.{key}" for name, key, text in _properties(schema) if not text.get("description")]
    assert bare == []


def test_short_forms_are_allowed(schema: dict[str, Any]) -> None:
    for name in ("Clip", "Tease"):
        assert {"type": "string", "minLength": 1} in schema["$defs"][name]["anyOf"]


def _properties(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, definition in [*schema["$defs"].items(), ("Rundown", schema)]:
        forms = [definition, *definition.get("anyOf", ())]
        for form in forms:
            for key, text in form.get("properties", {}).items():
                yield name, key, text
