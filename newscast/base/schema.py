"""JSON Schemas of what programs read, made from the models that write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscast.base.i18n import of_schema
from newscast.base.records import inner_records, required_names

SAID = ("title", "description")
"""The keys of a schema that are words for people."""


def schema_of(kind: Any, title: str) -> dict[str, Any]:
    """The schema (draft 2020-12) of a type made of dataclasses, their docstrings as descriptions."""
    from pydantic import ConfigDict, TypeAdapter

    config = ConfigDict(use_attribute_docstrings=True, json_schema_serialization_defaults_required=True)
    for each in inner_records(kind):
        each.__pydantic_config__ = config
    schema = TypeAdapter(kind).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_untitled(schema)}


def schema_of_record(kind: type[Any], title: str) -> dict[str, Any]:
    """The same of what newscast.base.records writes, which leaves keys out."""
    schema = schema_of(kind, title)
    for each in inner_records(kind):
        known = schema["$defs"].get(each.__name__, schema)
        known["required"] = required_names(each)
    return schema


def _untitled(value: Any) -> Any:
    """The schema without the titles that only repeat the names of keys."""
    if isinstance(value, dict):
        return {key: _untitled(each) for key, each in value.items() if key != "title" or not isinstance(each, str)}
    return [_untitled(each) for each in value] if isinstance(value, list) else value


def in_words(schema: Any) -> Any:
    """The schema with its title and descriptions in the user's language."""
    if isinstance(schema, list):
        return [in_words(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: of_schema(each) if key in SAID and isinstance(each, str) else in_words(each)
        for key, each in schema.items()
    }


def text_of(schema: dict[str, Any]) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path, schemas: Mapping[str, dict[str, Any]]) -> None:
    """Each schema into its file, by its name without suffix."""
    for name, schema in schemas.items():
        (folder / f"{name}.json").write_text(text_of(schema), encoding="utf-8")
