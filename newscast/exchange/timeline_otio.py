"""A cut as an OpenTimelineIO file: tracks with their media, and what is said of it as markers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from newscast.exchange import otio
from newscast.exchange.count import Count
from newscast.exchange.laying import with_gaps
from newscast.exchange.linking import Linking
from newscast.exchange.marker import Marker, colour_of
from newscast.exchange.piece import Cut, Lane, Piece, pieces_of
from newscast.exchange.source import Finished, Source
from newscast.exchange.wording import many_lines, one_line

Told = Mapping[str, Any]
"""What the metadata say of the episode: it goes under the key `newscast`."""


def timeline_otio(
    title: str, cut: Cut, count: Count, markers: Iterable[Marker], linking: Linking, told: Told, notes: Sequence[str]
) -> str:
    """The file. `told` is what it is of, `notes` what an editor should know."""
    tracks = [_track(lane, cut, linking) for lane in cut.lanes]
    metadata = {"newscast": {**told, "notes": list(notes)}}
    return otio.text_of(otio.timeline(one_line(title), _start(count), tracks, _markers(markers, count), metadata))


def markers_otio(
    title: str,
    markers: Iterable[Marker],
    count: Count,
    frames: int,
    programme: Sequence[Finished],
    linking: Linking,
    told: Told,
    notes: Sequence[str] = (),
) -> str:
    """The finished programme as one clip, or one for each of its files, so that a program opens it with the markers at
    their frames."""
    own = {**told, "notes": list(notes)}
    whole = Piece(0, frames, one_line(title), None, absent=one_line(title))
    kind = "Audio" if programme and programme[0].source.kind == "sound" else "Video"
    clips = [_clip(each, count.rate, linking) for each in pieces_of(programme, whole, count.rate)]
    tracks = [otio.track(one_line(title), kind, clips, {})]
    placed = _markers(markers, count)
    return otio.text_of(otio.timeline(one_line(title), _start(count), tracks, placed, {"newscast": own}))


def _start(count: Count) -> otio.Value:
    return otio.time(count.start, count.rate)


def _markers(markers: Iterable[Marker], count: Count) -> list[otio.Value]:
    """Counted from the first frame, as the library does for what lies in a stack."""
    return [_marker(each, each.frame, count) for each in markers if each.frame is not None]


def _marker(each: Marker, frame: int, count: Count) -> otio.Value:
    own = {name: getattr(each, name) for name in ("kind", "author", "state", "segment", "place") if getattr(each, name)}
    frames = 0 if each.end is None else each.frames
    marked = otio.span(frame, frames, count.rate)
    name = one_line(each.name, 80) or each.kind
    return otio.marker(name, colour_of(each).name, many_lines(each.text), marked, {"newscast": own})


def _track(lane: Lane, cut: Cut, linking: Linking) -> otio.Value:
    children: list[otio.Value] = []
    for each in with_gaps(lane.pieces, cut.frames):
        if isinstance(each, int):
            children.append(otio.gap(each, cut.rate))
            continue
        if each.entered and children:
            children.append(otio.transition(each.entered.kind, each.entered.frames, cut.rate))
        children.append(_clip(each, cut.rate, linking))
    return otio.track(lane.name, lane.kind, children, {})


def _clip(piece: Piece, rate: Fraction, linking: Linking) -> otio.Value:
    own: dict[str, Any] = {"gain_db": piece.gain} if piece.gain else {}
    if piece.note:
        own["note"] = piece.note
    told = {"newscast": own} if own else {}
    source = piece.source
    if source is None:
        missing = otio.missing(piece.absent, {})
        return otio.clip(piece.name, missing, otio.span(0, piece.frames, rate), told)
    held = [otio.freeze()] if piece.held else []
    shown = otio.span(source.first + piece.first, piece.frames, rate, source.rate)
    return otio.clip(piece.name, _reference(source, linking, piece.frames), shown, told, held)


def _reference(source: Source, linking: Linking, frames: int) -> otio.Value:
    own: dict[str, Any] = {"path": source.listed, "sha256": source.sha256, "notes": list(source.notes)}
    length = frames if source.length is None else source.length
    available = otio.span(source.first, length, source.rate)
    return otio.external(linking.url(source), source.name, available, {"newscast": {k: v for k, v in own.items() if v}})
