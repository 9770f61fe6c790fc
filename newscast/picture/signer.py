"""The window of sign language over a picture, and a card of two pictures that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from newscast.base.canvas import Canvas
from newscast.graphics.places import BESIDE, SIGNER, Places
from newscast.media.missing import Media, present
from newscast.picture.clip import clip
from newscast.picture.fit import BICUBIC, finished
from newscast.picture.proxied import source_of
from newscast.picture.signing import pixels, raised, signed_spans
from newscast.step.nodes import filtered
from newscast.step.step import Source
from newscast.timeline.model import BAND, PlacedSegment
from newscast.timeline.seen import ClipShot, Shot
from newscast.timeline.spans import Span

PLAYING = 200
"""The playings of clips in a window, apart from those of the pictures below it."""
_EDGE = 2
"""Pixels of the design of the line around the window."""


def with_window(
    base: Any,
    segment: PlacedSegment,
    canvas: Canvas,
    places: Places,
    media: Media,
    at: int | None = None,
    playing: int = PLAYING,
) -> tuple[Any, list[Source]]:
    """The picture of a segment with its window, and all that was read for that.

    `base` starts at frame 0, or is the one picture of number `at`. `playing` counts as in newscast.picture.clip.
    """
    seen, higher = signed_spans(segment, places), raised(segment, places)
    inputs: list[Source] = []
    left, top, wide, high = pixels(places.areas[SIGNER], canvas)
    up = round(places.of(SIGNER).band * canvas.scale / 2) * 2
    # overlay's own `n` counts from 1, that of `enable` from 0.
    moving = f"{top}-{up}*({_when('(n-1)', higher)})" if higher else top
    standing = top - up if at is not None and _holds(higher, at) else top
    for number, shot in enumerate(segment.signer):
        here = [span for span in seen if span.start < shot.start + shot.frames and shot.start < span.end]
        if not here or not isinstance(shot.picture, ClipShot):
            continue
        if at is not None and not (shot.start <= at < shot.start + shot.frames and _holds(here, at)):
            continue
        stream = _inside(shot, shot.picture, canvas, (wide, high), media, at, playing + number)
        when = {} if at is not None else {"enable": _when("n", here)}
        y = moving if at is None else standing
        laid = {"x": left, "y": y, "format": "yuv420", "eof_action": "pass"}
        base = filtered([base, stream], "overlay", **laid, **when)
        inputs.append(source_of(present(media, shot.picture.file)))
    return base, inputs


def going_on(segment: PlacedSegment, frames: int, places: Places) -> PlacedSegment | None:
    """What follows a segment for so many frames as far as its window shows it; None where it is gone at the end."""
    last, seen = segment.signer[-1:], signed_spans(segment, places)
    if not seen or seen[-1].end < segment.frames or not isinstance(last[0].picture, ClipShot):
        return None
    picture = replace(last[0].picture, start=last[0].picture.start + last[0].frames)
    supers = tuple(replace(each, start=0, frames=frames) for each in segment.supers if each.graphic in BAND)
    return replace(segment, frames=frames, shots=(), supers=supers, signer=(Shot(0, frames, picture),))


def made_smaller(card: Any, ground: Any, canvas: Canvas, places: Places, spans: Sequence[Span] = ()) -> Any:
    """A card of two pictures made smaller, so that all of it is seen beside the window, on a ground of the canvas's
    size: without a line around it, which nearly touches the canvas's edge. If it is so in some frames only, in others
    as it is."""
    left, top, wide, high = pixels(places.areas[BESIDE], canvas)
    both = card.split() if spans else [card, card]
    small = both[0].filter("scale", wide, high, flags=BICUBIC)
    laid = filtered([ground, small], "overlay", x=left, y=top, format="yuv420", eof_action="endall")
    if spans:
        when = {"enable": _when("n", spans)}
        laid = filtered([both[1], laid], "overlay", format="yuv420", eof_action="endall", **when)
    return finished(laid)


def _inside(
    shot: Shot, picture: ClipShot, canvas: Canvas, size: tuple[int, int], media: Media, at: int | None, playing: int
) -> Any:
    """What is seen in the window, from the frame at which the shot begins."""
    wide, high = size
    there = replace(canvas, width=wide, height=high)
    first, frames = (0, shot.frames) if at is None else (at - shot.start, 1)
    stream = clip(
        present(media, picture.file),
        there,
        start=picture.start + first,
        frames=frames,
        playing=playing,
        fit=picture.fit,
        focus=picture.focus,
        veils=picture.veils,
    )
    edge = max(1, round(_EDGE * canvas.scale))
    stream = stream.filter("drawbox", 0, 0, w=wide, h=high, color="white@0.35", t=edge)
    if at is None and shot.start:
        rate = canvas.rate
        stream = stream.filter("setpts", f"PTS+{shot.start * rate.denominator}/{rate.numerator}/TB")
    return stream


def _when(number: str, spans: Sequence[Span]) -> str:
    """1 in the frames of these spans, else 0."""
    return "+".join(f"between({number},{each.start},{each.end - 1})" for each in spans)


def _holds(spans: Sequence[Span], frame: int) -> bool:
    return any(span.start <= frame < span.end for span in spans)
