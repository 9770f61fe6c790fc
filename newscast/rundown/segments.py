"""The list of segments and their parts, from nodes to models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newscast.base.i18n import _
from newscast.document.model import read
from newscast.document.nodes import Mapping, Sequence, Text
from newscast.document.reading import Reading
from newscast.rundown.kinds import PARTS, SEGMENTS, as_meant, kind_of, one_by_one
from newscast.rundown.model import Choosable, Segment, Story
from newscast.rundown.parts import called, is_for
from newscast.rundown.slugs import slugs_of
from newscast.rundown.versions import read_versions, version_for
from newscast.show.values import says_yes


def read_segments(nodes: Iterable[Any], reading: Reading) -> list[Segment]:
    """Every segment that can be read; what is wrong with the others is in the reading."""
    kinds = [(node, kind_of(node, SEGMENTS, reading)) for node in nodes]
    whole = [(node, kind) for node, kind in kinds if kind]
    slugs = slugs_of(whole, reading)
    read_ones = (_segment(node, kind, slug, reading) for (node, kind), slug in zip(whole, slugs, strict=True))
    return [segment for segment in read_ones if segment is not None]


def _segment(node: Mapping, kind: str, slug: str, reading: Reading) -> Segment | None:
    odd = kind == "story" or isinstance(node.get("slug"), Sequence | Mapping)
    named = node if odd else Mapping({**node.without("slug"), "slug": slug}, node.place)
    segment: Any = _choosable(named, kind, SEGMENTS[kind], reading)
    if isinstance(segment, Story) and not node.get("parts"):
        _no_parts(node, _within(node, reading))
    return segment  # type: ignore[no-any-return]


def _no_parts(node: Mapping, reading: Reading) -> None:
    message = _("The story has no parts.")
    if reading.draft:
        reading.warn(message, _("The draft leaves it out."), node.first, code="story-empty")
    elif not reading.left_out:
        reading.error(
            message, _("Add `parts:`, or leave the story out with `float: true`."), node.first, code="story-empty"
        )


def _choosable(node: Mapping, kind: str, model: type[Choosable], reading: Reading) -> Choosable | None:
    """A segment or part with its versions."""
    within = _within(node, reading)
    plain, other = node.without("versions"), node.get("versions")

    def whole(data: Mapping, inside: Reading) -> Choosable | None:
        return read(model, _with_parts(data, inside) if "parts" in model.model_fields else data, inside, data.place)

    replaced = (
        within.built and isinstance(other, Mapping) and all(version_for(each, other, within) for each in within.built)
    )
    main = whole(plain, within.leaving_out() if replaced else within)
    versions = read_versions(other, plain, kind, main, whole, within)
    return main.model_copy(update={"versions": versions}) if main is not None and versions else main


def _within(node: Mapping, reading: Reading) -> Reading:
    """The reading for what is inside: what is floated, or for no deliverable that is built, may lack its media."""
    return reading.leaving_out() if is_floated(node) or _is_for_others(node, reading) else reading


def _is_for_others(node: Mapping, reading: Reading) -> bool:
    only, skip = _names(node.get("only")), _names(node.get("skip"))
    built = [called(each, reading.families) for each in reading.built]
    return bool(built) and not any(is_for(names, only or None, skip) for names in built)


def _names(value: Any) -> set[str]:
    written = value if isinstance(value, Sequence) else [value]
    return {str(each).strip() for each in written if isinstance(each, Text)}


def is_floated(node: Mapping) -> bool:
    """Whether a segment or part says `float: true`, or another yes."""
    return says_yes(node.get("float"))


def _with_parts(node: Mapping, reading: Reading) -> Mapping:
    parts = node.get("parts")
    if parts is None:
        return node
    if isinstance(parts, Text) and parts.empty:
        return node.without("parts")
    if isinstance(parts, Mapping) and parts:
        first = next(iter(parts))
        hint = _("Write `{text}`.").format(text=f"- {first}: …")
        reading.error(_("Each part begins with a hyphen."), hint, parts.first, code="yaml-hyphen")
        parts = one_by_one(parts)
    if not isinstance(parts, Sequence):
        return node
    kinds = [(part, kind_of(part, PARTS, reading)) for part in (as_meant(part, PARTS, reading) for part in parts)]
    models = [_choosable(part, kind, PARTS[kind], reading) for part, kind in kinds if kind]
    key = next(key for key in node if key == "parts")
    return Mapping({**node, key: [model for model in models if model is not None]}, node.place)
