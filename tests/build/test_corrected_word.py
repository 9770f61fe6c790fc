"""A word corrected in the copy under a recording: which pictures have to be encoded again, and what is told."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscast.build.examining import examine
from newscast.build.pipeline import planned
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.build.stages import Composed, Placed
from newscast.engine.engine import Engine
from newscast.sound.synth import make_synth
from newscast.step.step import Step
from newscast.store.open import open_store

SENTENCES = (
    "La Dirección de Obras Públicas concluyó la reparación de cuatro mil doscientos baches en los bulevares.",
    "Participaron seis cuadrillas del municipio y otras tantas de empresas contratadas.",
    "Vecinos de treinta y ocho colonias habían reportado los daños por teléfono y en la aplicación.",
    "La inversión fue de tres millones y medio de pesos, que salieron del presupuesto ordinario.",
)
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: uno
    headline: Uno
    parts:
      - vo: {copy}
        voice: leida.wav
        pictures: [foto.jpg, foto.jpg, foto.jpg, foto.jpg, foto.jpg]
  - story: dos
    headline: Dos
    parts: [{{vo: No cambia., voice: [voz.wav, voz.wav, voz.wav, voz.wav], pictures: foto.jpg}}]
"""


def record(path: Path, tools: Any) -> None:
    """The sentences read one after another, with pauses."""
    with wave.open(str(path), "wb") as whole:
        for sentence in SENTENCES:
            make_synth(
                {"text": sentence, "voice": "es-419", "rate": 150, "pitch": 45}, [], path.with_suffix(".w"), tools
            )
            with wave.open(str(path.with_suffix(".w"))) as said:
                if not whole.getnframes():
                    whole.setparams(said.getparams())
                whole.writeframes(said.readframes(said.getnframes()) + bytes(said.getframerate()))


def pictures(path: Path) -> dict[str, str]:
    """Every run of pictures of the reel, by where it begins."""
    (programme,) = (piece.product.content for piece in plan_of(path).pieces if piece.product.role == "programme")
    assert isinstance(programme, Step)
    return dict(_encoded(programme))


def plan_of(path: Path) -> Composed:
    (episode,) = examine([path], Options(only=("reel",)))
    results = open_store(episode.results)
    results.folder.mkdir(parents=True, exist_ok=True)
    with Engine(results, episode.binary, 1) as engine:
        return planned(episode, engine)


def _encoded(step: Step) -> Iterator[tuple[str, str]]:
    for each in step.inputs:
        if isinstance(each, Step) and each.group.startswith("hoy/"):
            yield each.group, each.identity
        elif isinstance(each, Step):
            yield from _encoded(each)


def test_only_the_slice_in_which_a_corrected_word_is_said_is_rendered_again(sala: Any, tools: Any) -> None:
    record(sala.root / "rundowns/leida.wav", tools)
    copy = " ".join(SENTENCES)
    for style in ("plain", "karaoke"):
        before = pictures(sala.write(RUNDOWN.format(copy=copy)))
        after = pictures(sala.write(RUNDOWN.format(copy=copy.replace("colonias", "comunidades"))))
        first, second, third, other = sorted(before, key=lambda group: (group.split("/")[1] == "dos", before))
        assert list(after) == list(before) and other == "hoy/dos/0"
        assert [group for group in before if after[group] != before[group]] == [second], (style, first, third)
        sala.kit("captions: {style: karaoke}\n")


def test_a_build_tells_a_wrong_correction_and_no_right_one_and_check_says_the_same(sala: Any, tools: Any) -> None:
    """Neither copy leaves the recording: which of them it says is heard."""

    def told(plan: Placed) -> list[str]:
        return [each.message for each in plan.remarks if each.code == "take-before"]

    record(sala.root / "rundowns/leida.wav", tools)
    right, wrong = " ".join(SENTENCES), " ".join(SENTENCES).replace("municipio", "gobierno")
    path = sala.write(RUNDOWN.format(copy=wrong))
    plan_of(path)
    sala.write(RUNDOWN.format(copy=right))
    assert told(plan_of(path)) == []
    sala.write(RUNDOWN.format(copy=wrong))
    plan = plan_of(path)
    assert told(plan) == ["The text was corrected, and its recording still says “municipio”."]
    assert [cut.before for cut in plan.timelines] == [{("uno", 0)}]
    assert told(sketched(examine([path], Options(only=("reel",)))[0])) == told(plan)
