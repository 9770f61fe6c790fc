"""JSON Schemas of what is read from outside a build, made from the models that write it."""

from __future__ import annotations

from typing import Any

from newscast.base.records import inner_records, required_names


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
