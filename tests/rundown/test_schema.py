"""The JSON Schema, and that it says what the loader reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscast.document.model import Model
from newscast.rundown.schema import NAME, json_schema
from newscast.rundown.segments import PARTS, SEGMENTS

COMMITTED = Path(__file__).parents[2] / "rundowns" / NAME


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


def test_the_committed_schema_is_current(schema: dict[str, Any]) -> None:
    message = "run: newscast schema > rundowns/rundown.schema.json"
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == schema, message


@pytest.mark.parametrize(("kind", "model"), [*SEGMENTS.items(), *PARTS.items()])
def test_every_kind_has_the_keys_the_loader_knows(schema: dict[str, Any], kind: str, model: type[Model]) -> None:
    definition = schema["$defs"][model.__name__]
    beside = (
        {"in", "out", "sound", "focus", "fit", "move", "credit", "track", "channels", "trim"}
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
