"""Texts that graphics are tried with: short, long, and as bad as newsrooms write them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from newscast.document.load import read_source
from newscast.graphics.catalogue import LISTS
from newscast.graphics.model import Fields, GraphicInfo

LENGTHS = ("short", "long", "torturous")
_COUNTED = {"days-left": ("days",)}
"""Fields that a card always has on air, since they are counted where nobody writes them."""
_FILE = Path(__file__).parent / "proofs.yaml"


def proof(graphic: str, info: GraphicInfo, length: str) -> Fields:
    """The fields of a graphic with texts of that length; a short one has those alone that it always has."""
    least = (*(info.required or info.fields[:1]), *_COUNTED.get(graphic, ()))
    names = info.fields if length != "short" else least
    told = {name: _text(graphic, name, LENGTHS.index(length)) for name in names}
    return {name: text for name, text in told.items() if text}


def _text(graphic: str, field: str, number: int) -> str | tuple[str, ...]:
    known = _proofs()
    own: Mapping[Any, Any] = known["graphics"].get(graphic, {})
    value = (own.get(field) or known["fields"].get(field) or known["otherwise"])[number]
    if isinstance(value, str):
        return (str(value),) if field in LISTS else str(value)
    return tuple(map(str, value))


@cache
def _proofs() -> Mapping[Any, Any]:
    return read_source(_FILE, []).top
