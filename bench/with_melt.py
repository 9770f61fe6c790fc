"""A sheet as a project of MLT, which the program melt renders as it does those of Shotcut and Kdenlive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import av

from bench.placed import Lay, Scene, Sheet

_GROWTH = Fraction(4, 100)
"""How much closer a photo comes."""
_NAMES = {
    "b:v": "vb",
    "flags:v": "flags",
    "profile:v": "profile",
    "level:v": "level",
    "colorspace": "",
    "fflags": "",
    "map_metadata": "",
}
"""What MLT calls options of ffmpeg; nothing for what it cannot be told or takes from the profile."""


def write_project(sheet: Sheet, video: Path, project: Path) -> None:
    """Write the project that makes `video` without sound; every frame is made, one after another."""
    root = Element("mlt", producer="all")
    SubElement(root, "profile", _profile(sheet))
    tracks = [_scenes(root, sheet)]
    placed = _tracks(sheet.lays)
    for lays in placed:
        tracks.append(_overlays(root, lays, len(tracks)))
    tractor = Element("tractor", {"id": "all", "in": "0", "out": str(sheet.frames - 1)})
    for track in tracks:
        SubElement(tractor, "track", producer=track)
    for number, lays in enumerate(placed, 1):
        for lay in lays:
            tractor.append(_transition(lay, number))
    root.append(tractor)
    _properties(SubElement(root, "consumer", mlt_service="avformat", target=str(video)), _consumer(sheet))
    ElementTree.ElementTree(root).write(project, encoding="utf-8", xml_declaration=True)


def _profile(sheet: Sheet) -> dict[str, str]:
    values = {
        "width": sheet.width,
        "height": sheet.height,
        "frame_rate_num": sheet.rate.numerator,
        "frame_rate_den": sheet.rate.denominator,
        "progressive": 1,
        "sample_aspect_num": 1,
        "sample_aspect_den": 1,
        "display_aspect_num": sheet.width,
        "display_aspect_den": sheet.height,
        "colorspace": 709,
    }
    return {name: str(value) for name, value in values.items()}


def _consumer(sheet: Sheet) -> dict[str, Any]:
    """The encoder of the sheet; MPEG-2's DC precision is counted from 8 bits here."""
    told = {_NAMES.get(name, name): value for name, value in sheet.encoding.options.items()}
    precision = told.pop("intra_dc_precision", None)
    dc = {} if precision is None else {"dc": 8 + precision, "top_field_first": 1}
    return {name: value for name, value in told.items() if name} | dc | {"an": 1, "real_time": -1}


def _scenes(root: Element, sheet: Sheet) -> str:
    producers = [_producer(root, scene, sheet, f"scene{number}") for number, scene in enumerate(sheet.scenes)]
    playlist = SubElement(root, "playlist", id="scenes")
    for scene, producer in zip(sheet.scenes, producers, strict=True):
        first = round(scene.start * sheet.rate)
        _entry(playlist, producer, first, scene.frames)
    return "scenes"


def _producer(root: Element, scene: Scene, sheet: Sheet, name: str) -> str:
    producer = SubElement(root, "producer", id=name)
    if not scene.file:
        _properties(producer, {"mlt_service": "colour", "resource": "#0a3d62", "length": scene.frames})
    elif scene.move:
        _properties(producer, {"mlt_service": "pixbuf", "resource": scene.file, "length": scene.frames})
        _properties(SubElement(producer, "filter", mlt_service="affine"), _moved(scene, sheet))
    else:
        _properties(producer, {"mlt_service": "avformat", "resource": scene.file, "audio_index": -1})
        _properties(SubElement(producer, "filter", mlt_service="crop"), _cropped(scene, sheet))
    return name


def _cropped(scene: Scene, sheet: Sheet) -> dict[str, Any]:
    """What to leave of a clip, in its own pixels; the rest is made as large as the canvas."""
    size, shape = _size(scene.file), (sheet.width, sheet.height)
    share = min(Fraction(size[axis], shape[axis]) for axis in (0, 1))
    kept = [round(share * shape[axis]) for axis in (0, 1)]
    left, top = (
        min(max(round(scene.focus[axis] * size[axis] - kept[axis] / 2), 0), size[axis] - kept[axis]) for axis in (0, 1)
    )
    return {"left": left, "top": top, "right": size[0] - left - kept[0], "bottom": size[1] - top - kept[1]}


def _moved(scene: Scene, sheet: Sheet) -> dict[str, Any]:
    """A photo over all of the canvas, which gets closer towards the canvas's middle."""
    shape = (sheet.width, sheet.height)
    size = _size(scene.file)
    cover = max(Fraction(shape[axis], size[axis]) for axis in (0, 1))
    wide = [float(cover * size[axis]) for axis in (0, 1)]
    at = [min(max(shape[axis] / 2 - scene.focus[axis] * wide[axis], shape[axis] - wide[axis]), 0) for axis in (0, 1)]
    grown = float(1 + _GROWTH)
    closer = [shape[axis] / 2 * (1 - grown) + at[axis] * grown for axis in (0, 1)]
    begin = f"0={at[0]:.3f} {at[1]:.3f} {wide[0]:.3f} {wide[1]:.3f} 1"
    end = f"{scene.frames - 1}={closer[0]:.3f} {closer[1]:.3f} {wide[0] * grown:.3f} {wide[1] * grown:.3f} 1"
    return {"transition.rect": f"{begin};{end}", "transition.distort": 1}


def _tracks(lays: Sequence[Lay]) -> list[list[Lay]]:
    """The layers on as few tracks as can be, each above those that it covers."""
    tracks: list[list[Lay]] = []
    for lay in lays:
        meets = [
            number
            for number, track in enumerate(tracks)
            if any(lay.first < other.first + other.frames and other.first < lay.first + lay.frames for other in track)
        ]
        number = max(meets, default=-1) + 1
        if number == len(tracks):
            tracks.append([])
        tracks[number].append(lay)
    return [sorted(track, key=lambda lay: lay.first) for track in tracks]


def _overlays(root: Element, lays: Sequence[Lay], track: int) -> str:
    producers = []
    for number, lay in enumerate(lays):
        producer = SubElement(root, "producer", id=f"lay{track}.{number}")
        _properties(producer, {"mlt_service": "pixbuf", "resource": lay.png, "length": lay.frames})
        producers.append(producer.attrib["id"])
    playlist = SubElement(root, "playlist", id=f"track{track}")
    now = 0
    for lay, name in zip(lays, producers, strict=True):
        if lay.first > now:
            SubElement(playlist, "blank", length=str(lay.first - now))
        _entry(playlist, name, 0, lay.frames)
        now = lay.first + lay.frames
    return playlist.attrib["id"]


def _transition(lay: Lay, track: int) -> Element:
    last = lay.first + lay.frames - 1
    transition = Element("transition", {"mlt_service": "composite", "in": str(lay.first), "out": str(last)})
    width, height = _size(lay.png)
    geometry = f"{lay.x}/{lay.y}:{width}x{height}:100"
    _properties(transition, {"a_track": 0, "b_track": track, "geometry": geometry, "distort": 1, "progressive": 1})
    return transition


def _entry(playlist: Element, producer: str, first: int, frames: int) -> None:
    SubElement(playlist, "entry", {"producer": producer, "in": str(first), "out": str(first + frames - 1)})


def _properties(element: Element, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        SubElement(element, "property", name=name).text = str(value)


@cache
def _size(file: str) -> tuple[int, int]:
    """Pixels of a clip or picture, as it is stored."""
    with av.open(file) as opened:
        stream = opened.streams.video[0]
        return stream.width, stream.height
