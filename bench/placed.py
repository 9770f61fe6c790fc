"""What a hand would need to make the same pictures: shots, overlays as PNG files and sounds, read from newscast."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from bench.ass import write_ass
from bench.episode import Episode
from newscast.base.binary import find_binary
from newscast.base.canvas import Canvas, canvas
from newscast.build.examining import examine
from newscast.build.measuring import take_steps
from newscast.build.pipeline import planned
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.captions.cue import Cue
from newscast.captions.cues import episode_cues, segment_cues
from newscast.captions.style import social_style
from newscast.deliverables.encodings import Encoding
from newscast.engine.engine import Engine
from newscast.graphics.design import design
from newscast.graphics.model import Layer
from newscast.graphics.png import read_offset
from newscast.picture.captioned import caption_fields
from newscast.picture.shown import laid_over
from newscast.show.media import own_bed
from newscast.show.model import Show
from newscast.step.step import Step
from newscast.store.open import open_store
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.seen import ClipShot, GraphicShot, StillShot
from newscast.timeline.takes import music_take

CANVAS = {"tv": "landscape", "web": "landscape", "reel": "portrait", "square": "square"}
"""The deliverables with picture."""


@dataclass(frozen=True)
class Scene:
    """One picture for `frames`: a clip from `start` seconds, a photo that moves, or (no file) a field of colour."""

    file: str
    start: float
    frames: int
    focus: tuple[float, float]
    move: str


@dataclass(frozen=True)
class Lay:
    """A PNG at a place on the canvas, from frame `first` of the episode for `frames`."""

    png: str
    x: int
    y: int
    first: int
    frames: int


@dataclass(frozen=True)
class Plate:
    """A whole graphic as a designer exports it, from frame `first` for `frames`.

    It is as large as the canvas and stands at 0, 0; one that is `held` through the episode is as large as it shows.
    """

    png: str
    x: int
    y: int
    first: int
    frames: int
    held: bool


@dataclass(frozen=True)
class Sound:
    """A stretch of a sound file, from `start` seconds, of so many samples at 48 kHz."""

    file: str
    start: float
    samples: int


@dataclass(frozen=True)
class Sheet:
    """All there is to know to make one deliverable by hand.

    Graphics are there twice: as newscast's layers, burned captions among them, and as plates with an ASS file of the
    captions (empty where none are burned). `encoding` is that of newscast.
    """

    name: str
    width: int
    height: int
    rate: Fraction
    scenes: tuple[Scene, ...]
    lays: tuple[Lay, ...]
    plates: tuple[Plate, ...]
    captions: str
    sounds: tuple[Sound, ...]
    bed: str
    encoding: Encoding

    @property
    def frames(self) -> int:
        return sum(scene.frames for scene in self.scenes)


def read_sheets(episode: Episode, store: Path, folder: Path) -> tuple[dict[str, Sheet], Composed, Engine]:
    """The sheets by deliverable, and the composed episode whose steps the store holds; it must have been built.

    What has to be drawn for the sheets is put in `folder`.
    """
    os.environ["NEWSCAST_STORE"] = str(store)
    (examined,) = examine([episode.rundown], Options())
    show = examined.loaded.show
    engine = Engine(open_store(store), find_binary(store / "ffmpeg.json"), 1)
    plan = planned(examined, engine)
    bed = music_take(own_bed(show), "bed", show.mood)
    music = str(engine.path(take_steps([bed], examined)[bed]))
    sheets = {
        each.request.deliverable: _sheet(
            each.request.deliverable,
            each.timeline,
            show,
            music,
            engine,
            folder,
            _encoding(plan, each.request.deliverable),
        )
        for each in plan.timelines
        if each.request.deliverable in CANVAS
    }
    return sheets, plan, engine


def picture_steps(composed: Composed, deliverable: str) -> Sequence[Step]:
    """The picture steps that the deliverable's programme is joined from."""
    (programme,) = [
        piece.product.content
        for piece in composed.pieces
        if piece.cut.deliverable == deliverable and piece.product.role == "programme"
    ]
    assert isinstance(programme, Step)
    return list(_painted(programme))


def _painted(step: Step) -> Iterator[Step]:
    """The picture steps that went into it, in order; captions may have been put in since they were joined."""
    for source in step.inputs:
        if isinstance(source, Step):
            yield from [source] if source.group else _painted(source)


def _encoding(composed: Composed, deliverable: str) -> Encoding:
    """The options that newscast really encodes with."""
    step = picture_steps(composed, deliverable)[0]
    options = {name: value for name, value in step.graph.node.kwargs.items() if name not in ("filename", "frames:v")}
    return Encoding(step.suffix, options, 0.0)


def _sheet(
    name: str, timeline: Timeline, show: Show, bed: str, engine: Engine, folder: Path, encoding: Encoding
) -> Sheet:
    size = canvas(CANVAS[name], show.rate, show.canvases.get(CANVAS[name]))
    scenes, lays, sounds = [], [], []
    plates: list[Plate] = []
    for segment in timeline.segments:
        scenes += [_scene(shot.picture, shot.frames, show) for shot in segment.shots]
        for kind, layers in _graphics(segment, show, size):
            placed = [_lay(layer, segment.start, engine) for layer in layers]
            lays += placed
            plates.append(_plate(placed, size, folder / f"{name}-{len(plates)}.png", held=kind == "bug"))
        for sound in segment.sounds:
            start = sound.offset / 48000 + float(sound.take.start / show.rate)
            sounds.append(Sound(str(sound.take.file), start, sound.samples))
    cues = _burned(timeline, show, size) if name in ("reel", "square") else ()
    for cue in cues:
        layers = design("caption", dict(caption_fields(cue)), show, size, cue.start, cue.end - cue.start)
        lays += [_lay(layer, 0, engine) for layer in layers]
    captions = str(write_ass(cues, size, folder / f"{name}.ass")) if cues else ""
    shown = (tuple(scenes), tuple(lays), tuple(plates), captions, tuple(sounds), bed)
    return Sheet(name, size.width, size.height, show.rate, *shown, encoding)


def _burned(timeline: Timeline, show: Show, size: Canvas) -> tuple[Cue, ...]:
    """The captions that are drawn into the picture, in frames of the episode."""
    style = social_style(size.name, show.captions)
    return episode_cues(
        timeline, tuple(segment_cues(segment, show.rate, style, show.language) for segment in timeline.segments)
    )


def _lay(layer: Layer, start: int, engine: Engine) -> Lay:
    """A layer whose own start counts from frame `start` of the episode."""
    engine.make([layer.image])
    path = engine.path(layer.image)
    return Lay(str(path), *read_offset(path), start + layer.start, layer.frames)


def _plate(lays: Sequence[Lay], size: Canvas, png: Path, held: bool) -> Plate:
    """The layers of a graphic as one picture."""
    from PIL import Image

    whole = Image.new("RGBA", (size.width, size.height))
    for lay in lays:
        with Image.open(lay.png) as layer:
            whole.alpha_composite(layer.convert("RGBA"), (lay.x, lay.y))
    box = whole.getbbox() if held else None
    (whole.crop(box) if box else whole).save(png)
    x, y = box[:2] if box else (0, 0)
    return Plate(str(png), x, y, lays[0].first, lays[0].frames, held)


def _scene(picture: Any, frames: int, show: Show) -> Scene:
    if isinstance(picture, GraphicShot):
        picture = picture.background
    if isinstance(picture, ClipShot):
        start = float(picture.start / show.rate)
        return Scene(str(picture.file), start, frames, picture.focus, "")
    if isinstance(picture, StillShot):
        return Scene(str(picture.file), 0, frames, picture.focus, picture.move)
    return Scene("", 0, frames, (0.5, 0.5), "")


def _graphics(segment: PlacedSegment, show: Show, size: Canvas) -> Iterator[tuple[str, Sequence[Layer]]]:
    """Every graphic by name, with its layers."""
    for shot in segment.shots:
        if isinstance(shot.picture, GraphicShot):
            fields = dict(shot.picture.fields)
            yield shot.picture.graphic, design(shot.picture.graphic, fields, show, size, shot.start, shot.frames)
    for laid in laid_over(segment, size, show):
        yield (
            laid.shown.graphic,
            design(laid.shown.graphic, dict(laid.shown.told), show, size, laid.start, laid.frames),
        )
