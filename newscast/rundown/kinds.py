"""Which kind of segment or part an entry is: as it was written, and as it was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping as AbstractMapping
from typing import Any

from newscast.base.i18n import _
from newscast.document.model import SURE, Model
from newscast.document.nodes import Mapping, Sequence, Text, place_of
from newscast.document.reading import Reading
from newscast.document.words import as_slug, did_you_mean, meant, nearest, short
from newscast.rundown.model import (
    Break,
    Card,
    Close,
    Headlines,
    Open,
    Package,
    Part,
    Read,
    Segment,
    Sot,
    Spot,
    Sting,
    Story,
    Vo,
)

SEGMENTS: dict[str, type[Segment]] = {
    "open": Open,
    "headlines": Headlines,
    "story": Story,
    "sting": Sting,
    "break": Break,
    "spot": Spot,
    "close": Close,
}
PARTS: dict[str, type[Part]] = {"read": Read, "vo": Vo, "sot": Sot, "card": Card, "package": Package}


def segment_as_meant(node: Any, reading: Reading) -> Any:
    """A segment with the kind and the keys that were meant, where that can be told; what was wrong is told."""
    return as_meant(node, SEGMENTS, reading)


def as_meant(node: Any, kinds: AbstractMapping[str, type[Model]], reading: Reading) -> Any:
    """The same of one of such kinds."""
    if isinstance(node, Text):
        node = _with_colon(node, kinds, reading)
    if not isinstance(node, Mapping):
        return node
    kind = next((key for key in node if key in kinds), None)
    if kind is None and (near := _kind_meant(node, kinds)):
        written, kind = near
        message = _("“{key}” does not say what this is.").format(key=short(written))
        reading.error(message, did_you_mean(written, kinds), written.place, code="segment-unknown")
        node = Mapping({Text(kind, key.place) if key is written else key: node[key] for key in node}, node.place)
    if kind and "parts" in kinds[kind].model_fields:
        node = _with_part_keys(node, kinds[kind], reading)
    return kinds[kind].as_meant(node, reading) if kind else node


def _with_colon(node: Text, kinds: AbstractMapping[str, type[Model]], reading: Reading) -> Any:
    """A kind and its value that no colon, or no space after it, parts."""
    found = re.match(r"(\w+)(:|=|\s)\s*(.+)", node)
    kind = found and meant(found[1], kinds)
    if not found or not kind:
        return node
    message = (
        _("There is no space after the colon of “{key}”.") if found[2] == ":" else _("There is no colon after “{key}”.")
    )
    hint = _("Write `{text}`.").format(text=f"- {found[1]}: {short(found[3])}")
    reading.error(message.format(key=found[1]), hint, node.place, code="yaml-colon")
    return Mapping({Text(kind, node.place): Text(found[3], node.place)}, node.place)


def _with_part_keys(node: Mapping, model: type[Model], reading: Reading) -> Mapping:
    """With the keys of a part that stand beside `parts`, or in its place, in a part."""
    parts = next((key for key in node if meant(key, ["parts"])), None)
    own = model.typed_keys()
    strange = [key for key in node if isinstance(key, Text) and key not in own and key != parts]
    if parts is None:
        kind = next((key for key in strange if key in PARTS), None)
        if kind is None:
            return node
        message, hint = _("“{key}” is a part."), _("Write `parts:`, and below it `- {key}: …`, indented.")
        reading.error(message.format(key=kind), hint.format(key=kind), kind.place, code="segment-unknown")
        moved = [key for key in strange if any(key in part.typed_keys() for part in PARTS.values())]
        part = Mapping({key: node[key] for key in moved}, kind.place)
        return Mapping({**node.without(*moved), Text("parts", kind.place): one_by_one(part)}, node.place)
    listed = node[parts]
    last = listed[-1] if isinstance(listed, Sequence) and listed else None
    if not isinstance(last, Mapping) or not (kind := next((key for key in last if key in PARTS), None)):
        return node
    lost = [key for key in strange if key in PARTS[kind].typed_keys() and key not in last and key not in PARTS]
    if not lost:
        return node
    message = _("“{key}” belongs to a part, and stands beside the parts.").format(key=lost[0])
    hint = _("Indent it as far as `{key}`.").format(key=kind)
    reading.error(message, hint, lost[0].place, code="yaml-indentation")
    whole = Mapping({**last, **{key: node[key] for key in lost}}, last.place)
    return Mapping({**node.without(*lost), parts: Sequence([*listed[:-1], whole], listed.place)}, node.place)


def one_by_one(parts: Mapping) -> Sequence:
    """Parts that were written without their hyphens: each begins with its kind."""
    found: list[dict[Any, Any]] = []
    for key, value in parts.items():
        if key in PARTS or not found:
            found.append({})
        found[-1][key] = value
    return Sequence([Mapping(part, next(iter(part)).place) for part in found], parts.place)


def _kind_meant(node: Mapping, kinds: AbstractMapping[str, type[Model]]) -> tuple[Text, str] | None:
    """The key that is meant to say the kind, and the kind: a key that is alike, else the first one, near enough."""
    keys = [key for key in node if isinstance(key, Text)]
    alike = ((key, found) for key in keys if not _is_key_of_some(key) and (found := meant(key, kinds)))
    first = ((key, found) for key in keys[:1] if not _is_key_of_some(key) and (found := nearest(key, kinds, SURE)))
    return next(alike, None) or next(first, None)


def _is_key_of_some(key: str) -> bool:
    """Whether some segment or part has a key of that name."""
    return any(key in model.typed_keys() for model in (*SEGMENTS.values(), *PARTS.values()))


def kind_of(node: Any, kinds: AbstractMapping[str, type[Model]], reading: Reading) -> str | None:
    """The key that says what a segment or part is."""
    if not isinstance(node, Mapping):
        _no_mapping(node, kinds, reading)
        return None
    found = [key for key in node if key in kinds]
    if len(found) == 1:
        return str(found[0])
    if found:
        message = _("“{one}” and “{other}” are two items: each begins with its own hyphen.")
        hint = _("Put `- ` before “{other}”.").format(other=found[1])
        reading.error(message.format(one=found[0], other=found[1]), hint, found[1].place, code="keys-together")
        return None
    message, hint = _unkind(node, kinds)
    reading.error(message, hint, node.first, code="segment-unknown")
    return None


def _unkind(node: Mapping, kinds: AbstractMapping[str, type[Model]]) -> tuple[str, str]:
    """What is said of a segment or part whose kind cannot be told."""
    first = next(iter(node), "")
    if elsewhere := next((key for key in node if key in PARTS or key in SEGMENTS), None):
        if elsewhere in PARTS:
            message, hint = _("“{key}” is a part."), _("It goes below the `parts:` of a segment, such as a `story`.")
        else:
            message, hint = _("“{key}” is a segment."), _("Indent it as far as the other segments.")
        return message.format(key=elsewhere), hint
    if kinds is SEGMENTS and ("parts" in node or isinstance(node.get("headline"), Text)):
        return _("A story needs its short name."), _("Begin it with `- story: {slug}`.").format(slug=_a_slug(node))
    message = _("“{key}” does not say what this is.").format(key=short(first))
    near = next((name for key in node if (name := nearest(key, kinds))), None)
    if near:
        return message, _("Did you mean “{name}”?").format(name=near)
    return message, _("It begins with one of: {names}.").format(names=", ".join(kinds))


def _a_slug(node: Mapping) -> str:
    return "-".join(as_slug(str(node.get("headline", ""))).split("-")[:3]) or "bacheo"


def _no_mapping(node: Any, kinds: AbstractMapping[str, type[Model]], reading: Reading) -> None:
    place = place_of(node)
    if isinstance(node, Text) and node.empty:
        reading.error(
            _("There is nothing after the hyphen."),
            _("Delete the line, or write what belongs here."),
            place,
            code="segment-unknown",
        )
    elif isinstance(node, Text) and node in kinds:
        example = "main" if node in ("open", "close", "sting") else "…"
        hint = _("Write `- {kind}: {example}`.").format(kind=node, example=example)
        reading.error(_("“{kind}” needs a colon and a value.").format(kind=node), hint, place, code="segment-unknown")
    else:
        hint = _("It begins with one of: {names}.").format(names=", ".join(kinds))
        shown = short(node) if isinstance(node, Text) else "- - …"
        message = _("“{value}” does not say what it is.").format(value=shown)
        reading.error(message, hint, place, code="segment-unknown")
