"""Drafts, whole: small MP4s for a browser in a folder of their own, with stand-ins for all that is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newscast.build import pipeline as building
from newscast.build.cuts import PlacedCut
from newscast.build.door import build
from newscast.build.examining import examine
from newscast.build.measuring import estimated
from newscast.build.placing import placed as all_placed
from newscast.build.request import Options
from newscast.step.step import Step
from newscast.timeline.seen import GraphicShot

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\n"
MISSING = (
    HEAD
    + """\
deliverables: [radio, tv, web]
people:
  laura: {name: Laura Díaz, role: Directora, photo: falta/laura.jpg}
segments:
  - open: corto
    parts:
      - read: Buenos días a todos.
        camera: falta/toma.mp4
      - read: Con voz aparte.
        camera: {file: falta/otra-toma.mp4, in: 1s, out: 3s}
        voice: falta/otra-toma.wav
  - headlines: [uno, dos]
    voice: falta/titulares.wav
  - story: uno
    headline: Uno
    tease: {copy: Lo primero., voice: falta/tease.wav, pictures: [falta/tease.mp4]}
    parts:
      - vo: Cuando llegue la voz, se oirá.
        voice: [falta/a.wav, falta/b.wav]
        pictures: [falta/uno.mp4, {file: falta/dos.mp4, in: 1s, out: 2s, sound: -18dB}]
      - sot: falta/directora.mp4
        who: laura
        transcript: Trabajamos de noche para no afectar el tránsito de todos los vecinos de la colonia.
        cover: [{file: falta/noche.mp4, at: 1s}]
      - sot: falta/corta.mp4
        in: 2s
        out: 5.5s
  - story: dos
    headline: Dos
    parts:
      - package: falta/pieza.mp4
  - spot: falta/spot.mp4
"""
)
SHOWN = {"toma", "otra-toma", "uno", "dos", "directora", "noche", "corta", "pieza", "spot"}


def placed(sala: Any, text: str) -> tuple[PlacedCut, ...]:
    """The timelines of a draft by reading speed."""
    sala.write(text)
    (episode,) = examine([sala.root / "rundowns/hoy.yaml"], Options(draft=True))
    return all_placed(estimated(episode, lambda step: None)).timelines


def test_every_missing_file_is_stood_in_for(sala: Any) -> None:
    radio, tv, _web = placed(sala, MISSING)
    shots = [shot.picture for segment in tv.timeline.segments for shot in segment.shots]
    slates = [dict(shot.fields)["title"] for shot in shots if isinstance(shot, GraphicShot) and shot.graphic == "slate"]
    assert {Path(str(title)).stem for title in slates} == SHOWN
    said = {sound.take.text for segment in radio.timeline.segments for sound in segment.sounds}
    copies = {"Buenos días a todos.", "Con voz aparte.", "Lo primero. Dos", "Cuando llegue la voz, se oirá."}
    assert said - {""} == copies
    files = {sound.take.file for segment in radio.timeline.segments for sound in segment.sounds if sound.take.file}
    assert all(file.is_file() for file in files)


def test_a_missing_sot_lasts_as_long_as_what_is_known_of_it(sala: Any) -> None:
    tv = placed(sala, MISSING)[1].timeline
    lengths = {
        str(dict(shot.picture.fields)["title"]): round(float(shot.frames / tv.rate), 1)
        for segment in tv.segments
        for shot in segment.shots
        if isinstance(shot.picture, GraphicShot) and shot.picture.graphic == "slate"
    }
    assert lengths["corta.mp4"] == 3.5, "in and out say so"
    assert lengths["noche.mp4"] == 5.0, "nobody knows"
    assert lengths["directora.mp4"] == 1.0, "fifteen words, and from the first second a cover of five"
    assert lengths["pieza.mp4"] == lengths["spot.mp4"] == 5.0


@pytest.mark.slow
def test_a_draft_is_mp4_and_mp3_and_the_second_one_is_there(sala: Any) -> None:
    text = MISSING.replace("      - package: falta/pieza.mp4\n", "      - sot: camara.mp4\n")
    sala.write(text)
    path = sala.root / "rundowns/hoy.yaml"
    first = next(iter(build([path], Options(draft=True))))
    files = {file["path"]: file for entry in first.manifest["deliverables"].values() for file in entry["files"]}
    programmes = {path for path, file in files.items() if file["role"] == "programme"}
    assert programmes == {"radio/hoy.mp3", "tv/hoy.mp4", "web/hoy.mp4"}
    assert files["tv/hoy.mp4"]["media"]["video"]["codec"] == "h264"
    checks = [check for entry in first.manifest["deliverables"].values() for check in entry["qc"]["checks"]]
    told = {(each["check"], each["verdict"]) for each in checks if each["verdict"] != "pass"}
    assert told == {("silence", "warn"), ("caption-coverage", "warn")}, (
        "what stands in for a spot is silent for five seconds, and nobody wrote what the sot says"
    )
    assert not (sala.root / "output/hoy/manifest.json").exists()
    second = next(iter(build([path], Options(draft=True))))
    assert second.manifest["built"]["rendered"] == 0


@pytest.mark.slow
def test_a_final_reads_the_clips_themselves(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a draft their proxies: told by the steps that the pictures are made from."""
    sala.write(
        HEAD + "segments:\n  - story: uno\n    headline: Uno\n    parts: [{sot: camara.mp4, transcript: Hola}]\n"
    )
    proxies: dict[bool, int] = {}
    composed_of = building.composed

    def watched(*args: Any, **kwargs: Any) -> Any:
        composed = composed_of(*args, **kwargs)
        segments = [source for step in composed.steps if step.kind == "join" for source in step.inputs]
        below = [source for segment in segments for source in getattr(segment, "inputs", ())]
        proxies[composed.cuts[0].draft] = sum(source.suffix == ".mp4" for source in below if isinstance(source, Step))
        return composed

    monkeypatch.setattr(building, "composed", watched)
    for draft in (False, True):
        next(iter(build([sala.root / "rundowns/hoy.yaml"], Options(only=("web",), draft=draft))))
    assert proxies[True] and not proxies[False]
