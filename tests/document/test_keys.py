"""Every value knows the keys that lead to it from the top of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscast.document.load import read_source
from newscast.document.nodes import Mapping, Sequence, Text

TEXT = """\
show: demo
segments:
  - story: uno
    parts:
      - vo: >
          Hola
        pictures: [a.jpg, {file: b.jpg, in: 1s}]
      - &card
        card: figures
        title:
  - <<: {bed: none}
    story: dos
    parts: [*card]
día: 1
"""


def nodes(node: Any) -> Iterator[Any]:
    yield node
    if isinstance(node, Mapping):
        for value in node.values():
            yield from nodes(value)
    if isinstance(node, Sequence):
        for item in node:
            yield from nodes(item)


def walked(top: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys:
        top = top[key]
    return top


def test_keys_lead_to_the_value_they_are_of(tmp_path: Path) -> None:
    path = tmp_path / "hoy.yaml"
    path.write_text(TEXT, encoding="utf-8")
    top = read_source(path, []).top
    found = list(nodes(top))
    assert len(found) == 24
    for node in found:
        if "<<" not in node.place.keys:
            assert walked(top, node.place.keys) is node
    assert top["segments"][1]["bed"].place.keys == ("segments", 1, "<<", "bed")
    picture = top["segments"][0]["parts"][0]["pictures"][1]["in"]
    assert picture.place.keys == ("segments", 0, "parts", 0, "pictures", 1, "in")
    assert top["segments"][1]["parts"][0].place.keys == ("segments", 0, "parts", 1)
    assert top["segments"][0]["parts"][1]["title"].place.keys == ("segments", 0, "parts", 1, "title")


def test_a_key_is_led_to_like_its_value(tmp_path: Path) -> None:
    path = tmp_path / "hoy.yaml"
    path.write_text(TEXT.replace("día", "di\u0301a"), encoding="utf-8")
    top = read_source(path, []).top
    for node in nodes(top):
        if isinstance(node, Mapping):
            for key in node:
                assert isinstance(key, Text) and key.place.keys[-1] == key
    assert top["día"].place.keys == ("día",)
