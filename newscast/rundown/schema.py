"""The JSON Schema of rundowns, from the same model that reads them, so that editors complete and check while typing."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from newscast.base.i18n import speaking
from newscast.base.schema import in_words, text_of
from newscast.document.model import Model
from newscast.rundown import model as rundown_model
from newscast.rundown.model import Package, Rundown, Sot, Spot, Story
from newscast.show import model as show_model
from newscast.show import voice
from newscast.show.deliverables import LOUDNESS

FILES = {"en": "rundown.schema.json", "es": "rundown.schema.es.json"}
"""The file beside the rundowns in which editors look it up, by language."""

_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_SHORT_FORMS = {
    "Clip": "A path, or a file with what to take from it.",
    "Tease": "A text, or the text with its voice.",
    "Heard": "What is heard, or the text with when.",
    "Minors": "`blur`, or the consent.",
    "Clean": "`none`, or the stages of the voice chain that differ from the kit.",
}
_ONE_OR_MANY = ("pictures", "cover", "sounds")


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of the form in which rundowns are written."""
    schema = Rundown.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for name, definition in [*definitions.items(), ("Rundown", schema)]:
        if name in _models():
            _as_written(_models()[name], definition)
    for kind in (Sot, Package, Spot):
        _clip_keys_beside(definitions[kind.__name__], definitions["Clip"])
    from_ = {"type": "string", "description": "Another rundown that has this story; keys written here win."}
    definitions[Story.__name__]["properties"]["from"] = from_
    definitions[Story.__name__]["required"] = ["story"]
    for name, description in _SHORT_FORMS.items():
        definitions[name] = _or_text(definitions[name], description)
    # Editors complete those there always are; newsroom.yaml may have further ones.
    definitions["Deliverable"] = {"anyOf": [{"enum": list(LOUDNESS)}, {"type": "string", "pattern": "^[a-z0-9-]+$"}]}
    names = _ref("Deliverable")
    definitions["Deliverables"] = {"anyOf": [{"type": "array", "items": names}, names]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "newscast rundown", **_untitled(schema)}


def editor_line(tongue: str) -> str:
    """The first line of a rundown, for editors that speak to a newsroom in its language."""
    return f"# yaml-language-server: $schema={FILES[tongue]}"


@cache
def file_text(tongue: str) -> str:
    """What the file of a language holds."""
    with speaking(tongue):
        return text_of(in_words(json_schema()))


def _as_written(model: type[Model], schema: dict[str, Any]) -> None:
    """Only the keys a user may write, each with its description."""
    hidden = model.filled_in | ({"slug"} if model is Story else set())
    properties = {key: value for key, value in schema["properties"].items() if key not in hidden}
    for name, text in _descriptions(model).items():
        key = model.model_fields[name].alias or name
        if key in properties:
            properties[key] = {**properties[key], "description": text}
    for key in _ONE_OR_MANY:
        if key in properties:
            properties[key]["anyOf"] = [{"type": "array", "items": properties[key].pop("items")}, _text()]
            properties[key].pop("type", None)
    if "voice" in properties and model is not Rundown:
        clip = {"$ref": "#/$defs/Clip"}
        properties["voice"]["anyOf"] = [clip, {"type": "array", "items": clip}, {"type": "null"}]
    if "versions" in properties:
        properties["versions"] = {
            "type": "object",
            "description": properties["versions"]["description"],
            "propertyNames": _ref("Deliverable"),
            "additionalProperties": {"type": "object"},
        }
    for key in ("only", "skip", "deliverables"):
        if key in properties:
            properties[key] = {**_ref("Deliverables"), "description": properties[key]["description"]}
    schema["properties"] = properties
    schema["required"] = [key for key in schema.get("required", []) if key in properties and key != "slug"]
    if "fields" in model.model_fields:
        schema["additionalProperties"] = _TEXTS


def _clip_keys_beside(schema: dict[str, Any], clip: dict[str, Any]) -> None:
    beside = {key: value for key, value in clip["properties"].items() if key != "file"}
    schema["properties"] = {**schema["properties"], **beside}


def _or_text(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"description": description, "anyOf": [_text(), schema]}


def _text() -> dict[str, Any]:
    return {"type": "string", "minLength": 1}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _untitled(schema: Any) -> Any:
    """Without the titles pydantic makes of names, and without defaults that are nothing."""
    if isinstance(schema, list):
        return [_untitled(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    said = {key: value for key, value in kept.items() if key != "default" or value in (True, False, 1)}
    return {key: _untitled(value) for key, value in said.items()}


@cache
def _models() -> dict[str, type[Model]]:
    modules = (show_model, rundown_model, voice)
    found = (value for module in modules for value in vars(module).values() if isinstance(value, type))
    return {value.__name__: value for value in found if issubclass(value, Model)}


def _descriptions(model: type[Model]) -> dict[str, str]:
    """The text below each field of a model and its bases."""
    texts: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Model):
            texts.update(_documented(base.__module__).get(base.__name__, {}))
    return {name: text for name, text in texts.items() if name in model.model_fields}


@cache
def _documented(module: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_field_texts(node)) for node in classes}


def _field_texts(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(node.body, node.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            yield field.target.id, str(after.value.value)
