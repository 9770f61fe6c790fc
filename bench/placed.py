"""What a hand would need to make the same pictures: shots, overlays as PNG files and sounds, read from newscast."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from bench.episode import Episode
from newscast.build import Options, examine
from newscast.canvas import Canvas, canvas
from newscast.captions.cues import segment_cues
from newscast.captions.style import social_style
from newscast.compose import Composed, compose
from newscast.deliverables.encodings import Encoding, h264, xdcam_hd422
from newscast.engine.binary import find_binary
from newscast.engine.engine import Engine
from newscast.engine.store import open_store
from newscast.graphics.design import caption, design
from newscast.graphics.model import Layer
from newscast.graphics.png import read_offset
from newscast.picture.segment import BARE
from newscast.prepare import captioned, measured, placed_all, take_steps
from newscast.show.model import Show
from newscast.timeline.model import ClipShot, GraphicShot, PlacedSegment, StillShot, Timeline
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
class Sound:
    """A stretch of a sound file, from `start` seconds, of so many samples at 48 kHz."""

    file: str
    start: float
    samples: int


@dataclass(frozen=True)
class Sheet:
    """All there is to know to make one deliverable by hand."""

    name: str
    width: int
    height: int
    rate: Fraction
    scenes: tuple[Scene, ...]
    lays: tuple[Lay, ...]
    sounds: tuple[Sound, ...]
    bed: str
    encoding: Encoding

    @property
    def frames(self) -> int:
        return sum(scene.frames for scene in self.scenes)


def read_sheets(episode: Episode, store: Path) -> tuple[dict[str, Sheet], Composed, Engine]:
    """The sheets by deliverable, and the composed episode whose steps the store holds; it must have been built."""
    os.environ["NEWSCAST_STORE"] = str(store)
    (examined,) = examine([episode.rundown], Options())
    loaded, media = examined.loaded, examined.media
    engine = Engine(open_store(store), find_binary(store / "ffmpeg.json"), 1)
    infos = measured(loaded, examined.wanted, media, engine)
    placed, _warnings = placed_all(loaded, examined.wanted, media, infos)
    captions = captioned(placed, loaded, engine)
    composed = compose(loaded, placed, media, infos, captions, engine.has)
    bed = music_take(loaded.show.bed, "bed")
    music = str(engine.path(take_steps([bed], media, loaded)[bed]))
    sheets = {
        each.request.deliverable: _sheet(each.request.deliverable, each.timeline, loaded.show, music, engine)
        for each in placed
        if each.request.deliverable in CANVAS
    }
    return sheets, composed, engine


def _sheet(name: str, timeline: Timeline, show: Show, bed: str, engine: Engine) -> Sheet:
    size = canvas(CANVAS[name], show.rate, show.canvases.get(CANVAS[name]))
    burned = name in ("reel", "square")
    scenes, lays, sounds = [], [], []
    for segment in timeline.segments:
        scenes += [_scene(shot.picture, shot.frames, show) for shot in segment.shots]
        for layer in _layers(segment, show, size, burned):
            path = engine.path(layer.image)
            lays.append(Lay(str(path), *read_offset(path), segment.start + layer.start, layer.frames))
        for sound in segment.sounds:
            start = sound.offset / 48000 + float(sound.take.start / show.rate)
            sounds.append(Sound(str(sound.take.file), start, sound.samples))
    return Sheet(
        name, size.width, size.height, show.rate, tuple(scenes), tuple(lays), tuple(sounds), bed, _encoding(name, size)
    )


def _encoding(name: str, size: Canvas) -> Encoding:
    if name == "tv":
        return xdcam_hd422(size)
    return h264(size.rate, Fraction(1, 2) if name == "web" else Fraction(2), crf=21)


def _scene(picture: Any, frames: int, show: Show) -> Scene:
    if isinstance(picture, GraphicShot):
        picture = picture.background
    if isinstance(picture, ClipShot):
        start = float(picture.start / show.rate)
        return Scene(str(picture.file), start, frames, picture.focus, "")
    if isinstance(picture, StillShot):
        return Scene(str(picture.file), 0, frames, picture.focus, picture.move)
    return Scene("", 0, frames, (0.5, 0.5), "")


def _layers(segment: PlacedSegment, show: Show, size: Canvas, burned: bool) -> Iterator[Layer]:
    for shot in segment.shots:
        if isinstance(shot.picture, GraphicShot):
            fields = dict(shot.picture.fields)
            yield from design(shot.picture.graphic, fields, show, size, shot.start, shot.frames)
    for shown in segment.supers:
        yield from design(shown.graphic, dict(shown.fields), show, size, shown.start, shown.frames)
    for shot in segment.shots:
        if segment.bug and not (isinstance(shot.picture, GraphicShot) and shot.picture.graphic in BARE):
            yield from design("bug", {}, show, size, shot.start, shot.frames)
    if burned:
        for cue in segment_cues(segment, show.rate, social_style(size.name, show.captions), show.language):
            yield caption(cue.lines, show, size, False, cue.start, cue.end - cue.start)
