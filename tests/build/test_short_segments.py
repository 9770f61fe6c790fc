"""Segments shorter than the transitions around them, and parts that show nothing but their own words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscast.build.door import build
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\nsegments:\n"
BRIEF = """\
  - open: corto
  - story: uno
    headline: Uno
    parts: [{sot: cfr.mp4, in: 0s, out: 0.4s}]
  - story: dos
    headline: Dos
    parts: [{sot: cfr.mp4, in: 0s, out: 0.1s}]
  - sting: main
  - sting: main
  - story: tres
    headline: Tres
    transition: wipe
    transition_duration: 3s
    parts: [{sot: cfr.mp4, in: 1s, out: 2s}]
  - story: cuatro
    headline: Cuatro
    parts: [{card: figures, title: Hoy, items: [3 baches], duration: 0.4s}]
  - spot: mudo.mp4
  - spot: mudo.mp4
    transition_duration: 60s
"""
WORDS = """\
  - headlines: [uno, dos]
    voice: synth
  - story: uno
    headline: Cierra el bulevar
    tease: Cierra mañana.
    parts: [{vo: Busque otra ruta., voice: synth}]
  - story: dos
    headline: Habla la directora
    parts:
      - {sot: voz.wav, who: laura, transcript: Trabajamos de noche.}
      - {vo: Habla la directora., voice: synth}
      - {vo: Son tres días., voice: synth, pictures: [{card: figures, title: En un mes, items: [3 días]}]}
"""


@pytest.mark.slow
def test_no_picture_is_lost_where_segments_are_shorter_than_transitions(sala: Any) -> None:
    sala.kit("transition: dissolve\nsting: spot.wav\n")
    (sala.root / "assets/shows/chica/spot.wav").hardlink_to(sala.root / "rundowns/spot.wav")
    list(build([sala.write(HEAD + BRIEF)], Options(only=("web", "reel"))))
    manifest = json.loads((sala.root / "output/hoy/manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["deliverables"].values():
        checks = [check for check in entry["qc"]["checks"] if check["check"] in ("duration", "video")]
        assert [check["verdict"] for check in checks] == ["pass", "pass"], checks
    reel = {check["check"]: check for check in manifest["deliverables"]["reel"]["qc"]["checks"]}
    assert reel["key-pictures"]["verdict"] == "pass", reel["key-pictures"]
    told = [each["line"] for each in manifest["problems"] if each["code"] == "transition-shortened"]
    assert sorted(told) == [6, 9, 12, 17, 19, 22, 24]


def composed(sala: Any, *only: str) -> Composed:
    return rehearse(examine([sala.write(HEAD + WORDS)], Options(only=only))[0])


def drawn(found: Composed, graphic: str) -> set[str]:
    """The texts of the pictures of a graphic in the programmes, each in one line."""
    pieces = [piece.product for piece in found.pieces if piece.product.role == "programme"]
    shown = [dict(each.fields) for product in pieces for each in product.drawn if each.graphic == graphic]
    return {" ".join(str(value) for value in fields.values()) for fields in shown}


@pytest.mark.parametrize("name", ["reel", "square"])
def test_captions_are_burned_wherever_somebody_speaks_but_where_a_card_says_the_words_itself(
    sala: Any, name: str
) -> None:
    found = composed(sala, name)
    assert drawn(found, "caption") == {"Busque otra ruta.", "- Trabajamos de noche.", "Son tres días."}
    assert drawn(found, "topic") == {"Cierra mañana.", "Cierra el bulevar", "Habla la directora"}


def test_a_segment_that_a_deliverable_leaves_out_is_not_in_its_timeline(sala: Any) -> None:
    text = WORDS.replace("    voice: synth\n", "")
    found = rehearse(examine([sala.write(HEAD + text)], Options(only=("radio", "web")))[0])
    slugs = {cut.deliverable: [each.slug for each in cut.timeline.segments] for cut in found.cuts}
    assert slugs == {"radio": ["uno", "dos"], "web": ["headlines", "uno", "dos"]}
