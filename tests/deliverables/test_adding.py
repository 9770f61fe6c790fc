"""Adding a deliverable is what docs/add-a-deliverable.md says, a module and a line; its captions are in its style."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.deliverables import all as all_of_them
from newscast.deliverables.all import DELIVERABLES
from newscast.rundown.schema import json_schema
from newscast.show.deliverables import LOUDNESS, SIDECARS
from newscast.show.model import CaptionStyle

RECIPE = Path(__file__).parents[2] / "docs/add-a-deliverable.md"
COPY = "La feria abre sus puertas el sábado, con entrada gratuita para todas las familias de la ciudad."
TEXT = f"""\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [chat, web, reel]
segments:
  - story: feria
    headline: Arranca la feria
    social: true
    parts:
      - vo: {COPY}
        voice: synth
        pictures: foto.jpg
        versions: {{chat: {{pictures: mudo.mp4}}}}
"""


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the recipe's deliverable, as if it and its lines were there."""
    entry, source, line, sidecars = re.findall(r"```python\n(.*?)```", RECIPE.read_text(encoding="utf-8"), re.DOTALL)
    ((name, deliverable),) = eval(f"{{{entry}}}", {**vars(all_of_them), "CaptionStyle": CaptionStyle}).items()
    monkeypatch.setitem(LOUDNESS, *eval(f"{{{line}}}").popitem())
    monkeypatch.setitem(SIDECARS, *eval(f"{{{sidecars}}}").popitem())
    monkeypatch.setitem(DELIVERABLES, name, deliverable)
    module = ModuleType(f"newscast.deliverables.{name}")
    exec(compile(source, "chat.py", "exec"), vars(module))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def rehearsed(sala: Any, text: str = TEXT) -> Composed:
    return rehearse(examine([sala.write(text)], Options())[0])


def captions(found: Composed, path: str) -> list[str]:
    """The lines of text of an SRT."""
    (content,) = [piece.product.content for piece in found.pieces if piece.product.path == path]
    assert isinstance(content, bytes)
    blocks = content.decode().strip().split("\r\n\r\n")
    return [line for block in blocks for line in block.split("\r\n")[2:]]


def test_the_recipe_makes_a_deliverable(sala: Any, chat: Any) -> None:
    found = rehearsed(sala)
    (programme,) = [piece for piece in found.pieces if piece.product.path == "chat/hoy.mp4"]
    assert programme.product.wanted and programme.product.wanted.loudness == -16
    shown = {cut.deliverable: cut.timeline.segments[0].shots[0].picture for cut in found.cuts}
    assert shown["chat"].file.name == "mudo.mp4" and shown["web"].file.name == "foto.jpg"
    assert "chat" in str(json_schema()["$defs"]["Deliverable"])


def test_its_captions_are_in_the_style_it_declares(sala: Any, chat: Any) -> None:
    found = rehearsed(sala)
    own, webs = captions(found, "chat/hoy.srt"), captions(found, "web/hoy.srt")
    assert " ".join(own) == " ".join(webs) == COPY
    assert max(map(len, own)) <= 20 < max(map(len, webs)) <= 42


def test_captions_beside_a_cut_are_those_that_are_burned_into_it(sala: Any, chat: Any) -> None:
    found = rehearsed(sala)
    beside = captions(found, "reel/hoy-feria.es_LA.srt")
    assert 20 < max(map(len, beside)) <= 28
    (reel,) = [cut for cut in found.cuts if cut.deliverable == "reel"]
    pieces = [piece for piece in found.pieces if piece.cut is reel]
    drawn = [drawn for piece in pieces for drawn in piece.product.drawn if drawn.graphic == "caption"]
    burned = {tuple(text for _name, text in each.fields) for each in drawn}
    assert " ".join(beside) == COPY and {line for lines in burned for line in lines} == set(beside)


@pytest.mark.parametrize("name", ["web", "reel"])
def test_captions_without_a_style_are_a_bug_at_once(sala: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(DELIVERABLES, name, replace(DELIVERABLES[name], captions=None))
    with pytest.raises(ValueError, match=f"{name} uses captions"):
        rehearsed(sala, TEXT.replace("[chat, web, reel]", f"[{name}]").replace("chat", name))
