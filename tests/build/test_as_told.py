"""A programme with nearly everything that a rundown can say, by reading speed: when each thing comes, and what is told.

What is expected stands in `told/`, a line for each thing. Where one of these tests fails, look at each line that
differs; where all are meant, `NEWSCAST_TELL=1 pytest` with this file writes them anew.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest

from newscast.base.content import File
from newscast.base.records import as_json
from newscast.build import probing
from newscast.build.beside.overview import overview
from newscast.build.beside.timing_script import timed_script
from newscast.build.board.storyboard import planned_board
from newscast.build.examining import examine
from newscast.build.publishing import timelines_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.build.stages import Composed
from newscast.media.info import HEARD_RATE, Channel, MediaInfo, PictureInfo, SoundInfo
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import GraphicShot

EXPECTED = Path(__file__).parent / "told"
OFFICE = """\
newsroom: 1
name: Comunicación Social
people:
  ana: {name: Ana Ruiz, role: Presentadora}
  luis: {name: Luis Peña, role: Reportero, synth: {voice: es, rate: 180}}
  laura: {name: Laura Díaz, role: Directora de Obras Públicas, photo: laura.jpg}
  mario: {name: Mario Soto, role: Alcalde, elected: true}
"""
KIT = """\
ident: SALA CHICA, las noticias
"""
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
air: 2026-11-20T07:05
slot: 4m
title: Un día de todo
deliverables: [radio, tv, reel]
presenters: [ana]
ticker: [Mañana no hay clases, Sale el sol]
segments:
  - open: main
    parts: [{read: Buenos días a todos. Estas son las noticias., camera: {file: camara.mp4, in: 1s}}]
  - headlines: [bacheo, feria]
    voice: synth
  - story: bacheo
    headline: Concluye el bacheo en la colonia
    tease: Mil baches menos en las calles.
    department: Obras Públicas
    where: Colonia Centro
    social: true
    transition: dissolve
    parts:
      - read: La ciudad reparó mil baches en un mes, y faltan otros tantos.
        camera: camara.mp4
        cover: [{file: mudo.mp4, at: 2s, for: 1.5s, credit: Archivo}, {file: foto.jpg, at: 5s, for: 2s}]
        supers: [{at: 1s, for: 2s, title: Noviembre}]
      - sot: {file: charla.mp4, in: 1s, out: 8s}
        who: laura
        transcript: Trabajamos de noche para no estorbar a nadie, y seguimos.
        cover: [{file: mudo.mp4, at: 3s}]
      - vo: Se repararon mil baches en treinta y ocho colonias.
        voice: synth
        by: luis
        pictures:
          - {file: camara.mp4, in: 0.2s, out: 3s, sound: -18dB, credit: Archivo}
          - {file: foto.jpg, move: push-in}
          - {card: figures, title: En un mes, items: ["1,000 baches", 38 colonias, 12 cuadrillas]}
        supers: [{at: 0.2s, for: 1s, title: Obras}]
        versions: {radio: {copy: Ya son mil baches menos.}}
      - card: figures
        title: En un mes
        items: ["1,000 baches", 38 colonias]
        skip: [radio, reel]
      - card: before-after
        before: foto.jpg
        after: {file: camara.mp4, in: 1s}
        labels: [Antes, Después]
        skip: [radio]
  - sting: main
  - break: corte
  - spot: anuncio.mp4
    slug: vacuna
    skip: [reel]
  - story: feria
    headline: Arranca la feria
    tease: {copy: La feria abre sus puertas., by: luis}
    tag: Cultura
    breaking: Última hora
    signer: mudo.mp4
    bed: none
    social: true
    transition: wipe
    transition_duration: 0.3s
    parts:
      - vo: Buenos días desde la feria, que abre hoy.
        voice: {file: voz.wav, out: 6s}
        pictures: [mudo.mp4, {file: alto.mp4, fit: pad}]
      - sot: {file: voz.wav, in: 6s}
        who: mario
        transcript: Vengan todos a la feria.
      - package: {file: charla.mp4, in: 9s, out: 19s}
        transcript: Así se vive la feria en la plaza.
        only: [tv, reel]
  - story: museo
    headline: Se queda en casa
    float: true
    parts: [{vo: Nada., voice: synth}]
  - close: main
    parts: [{read: Hasta mañana., voice: synth}]
"""
RATE = Fraction(30000, 1001)


def sized(width: int, height: int) -> PictureInfo:
    form = ("progressive", "sdr", "bt709", False, "yuv420p")
    return PictureInfo("h264", width, height, 0, RATE, False, *form, stored=(width, height))


WIDE = sized(1920, 1080)
STEREO = SoundInfo("aac", 48000, 2, "stereo")
Kind = Literal["video", "still", "sound"]
MEDIA: dict[str, tuple[Kind, int, PictureInfo | None, SoundInfo | None]] = {
    "camara.mp4": ("video", 9, WIDE, STEREO),
    "charla.mp4": ("video", 20, WIDE, STEREO),
    "anuncio.mp4": ("video", 10, WIDE, STEREO),
    "mudo.mp4": ("video", 7, WIDE, None),
    "alto.mp4": ("video", 5, sized(1080, 1920), STEREO),
    "voz.wav": ("sound", 8, None, STEREO),
    "foto.jpg": ("still", 0, WIDE, None),
    "entrada.mp4": ("video", 1, WIDE, STEREO),
    "laura.jpg": ("still", 0, sized(800, 1000), None),
}


def answers(paths: Sequence[Path], *_how: Any) -> dict[Path, MediaInfo]:
    """As a probe does: on every machine the same, whatever made the files. Somebody speaks but at both ends."""

    def info(path: Path) -> MediaInfo:
        kind, seconds, picture, sound = MEDIA[path.name]
        heard = Channel(
            ((HEARD_RATE // 4, HEARD_RATE * seconds - HEARD_RATE // 2),), (-20,) * seconds, HEARD_RATE * seconds
        )
        spoken = replace(sound, heard=(heard,) * 2) if sound else None
        digest = f"{list(MEDIA).index(path.name):064x}"
        return MediaInfo(File(path, digest), kind, Fraction(seconds), picture, spoken)

    return {path: info(path) for path in paths}


@pytest.fixture(scope="module", autouse=True)
def probing_alike() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(probing, "probe", answers)
        patch.setattr(probing, "heard", lambda *_how: {})
        yield


@pytest.fixture(scope="module")
def store(tmp_path_factory: Any) -> Path:
    """Of its own: what other tests had made is known nowhere."""
    made: Path = tmp_path_factory.mktemp("vacio")
    return made


@pytest.fixture(scope="module")
def path(tmp_path_factory: Any, salas: Any, recordings: Path, acquainted: Any, store: Path) -> Path:
    root = tmp_path_factory.mktemp("todo").resolve()
    sala = salas(root)
    (root / "assets/newsroom.yaml").write_text(OFFICE, encoding="utf-8")
    sala.kit(KIT)
    (root / "assets/laura.jpg").hardlink_to(recordings / "foto.jpg")
    for name, like in (("anuncio.mp4", "cfr.mp4"), ("alto.mp4", "late.mp4")):
        (root / "rundowns" / name).hardlink_to(recordings / like)
    acquainted(store, root)
    found: Path = sala.write(RUNDOWN)
    return found


@pytest.fixture(scope="module")
def composed(path: Path, store: Path) -> Composed:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_STORE", str(store))
        patch.setenv("NEWSCAST_LANG", "en")
        return rehearse(examine([path], Options())[0])


def held(name: str, found: Any, root: Path) -> None:
    """Against what is expected, line by line."""
    found = json.loads(json.dumps(found, ensure_ascii=False).replace(f"{root}/", ""))
    text = "".join(f"{line}\n" for line in lines(found))
    text = re.sub(r"\b([0-9a-f]{8})([0-9a-f]{56}|[0-9a-f]{24})\b", r"\1…", text)
    file = EXPECTED / f"{name}.txt"
    if os.environ.get("NEWSCAST_TELL"):
        file.write_text(text, encoding="utf-8")
    assert text.splitlines() == file.read_text(encoding="utf-8").splitlines()


def lines(value: Any, path: str = "") -> Iterator[str]:
    """A line for each value that holds no others that are longer than a line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) <= 300 or not isinstance(value, dict | list) or not value:
        yield f"{path}: {flat}"
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from lines(each, f"{path}.{key}" if path else str(key))
    else:
        for number, each in enumerate(value):
            yield from lines(each, f"{path}[{number}]")


def plain(value: Any) -> Any:
    """Whatever is placed, as JSON values; what is as usual is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return {name: each for name, each in told.items() if each not in (None, [], {}, "", 0, False)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [plain(each) for each in value]
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)


def test_when_everything_comes(composed: Composed, path: Path) -> None:
    """Every picture, text, sound and word, to the frame and the sample."""
    held(
        "placed",
        {cut.deliverable + (cut.slug or ""): plain(cut.timeline.segments) for cut in composed.cuts},
        path.parents[1],
    )


def test_when_segments_come_in_every_form(path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start and length in frames, and each graphic over full frames with its own, in whatever there is besides."""
    monkeypatch.setenv("NEWSCAST_STORE", str(store))
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    (episode,) = examine([path], Options(only=("square", "screens")))
    told = {
        f"{cut.request.deliverable} {cut.request.slug or ''}".strip(): [
            [segment.slug, segment.start, segment.frames, segment.bed or "", cards(segment)]
            for segment in cut.timeline.segments
        ]
        for cut in sketched(episode).timelines
    }
    held("forms", told, path.parents[1])


def cards(segment: PlacedSegment) -> list[str]:
    shots = [
        (shot.picture.graphic, shot.start, shot.frames)
        for shot in segment.shots
        if isinstance(shot.picture, GraphicShot)
    ]
    texts = [(text.graphic, text.start, text.frames) for text in segment.supers]
    return [f"{name} {start}+{frames}" for name, start, frames in [*shots, *texts]]


def test_what_timeline_json_tells(composed: Composed, path: Path) -> None:
    """Of television; the others tell the same of less."""
    held("timeline", as_json(timelines_of(composed)["tv"]), path.parents[1])


def test_what_the_script_tells(composed: Composed, path: Path) -> None:
    held("script", as_json(timed_script(composed)), path.parents[1])


def test_what_the_storyboard_tells(path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its stills are numbered as their steps are asked for; equal ones have one number."""
    monkeypatch.setenv("NEWSCAST_STORE", str(store))
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    names = dict[str, str]()
    planned = planned_board(
        path, Options(), lambda _episode: lambda step: names.setdefault(step.identity, f"still-{len(names)}.png")
    )
    held("board", as_json(planned.board), path.parents[1])
    assert len(planned.steps) == len(names)


def test_what_check_tells(composed: Composed, path: Path) -> None:
    problems = [f"{each.place and each.place.line} {each.code}: {each.message}" for each in composed.remarks]
    held("check", {**as_json(overview(composed, Path("hoy.yaml"))), "problems": problems}, path.parents[1])
