"""Texts and burned captions that would be seen together for a moment only: a caption stands at its place instead."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from newscast.base.canvas import canvas
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.sought import Sought
from newscast.build.framing import _Framing
from newscast.captions.cue import Cue
from newscast.picture.shown import laid_over
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper, SegmentPlaces
from newscast.timeline.seen import ClipShot, Shot

CLIP, RATE = Path("clip.mp4"), Fraction(30)
STRAP = PlacedSuper(21, 150, "strap", (("headline", "La central ya opera"), ("department", "Innovación")))
SHOW = Show(show=1, name="INFO LEÓN")


def framed(cues: tuple[Cue, ...], strap: PlacedSuper = STRAP, burned: bool = True, cut: int = 300) -> PlacedSegment:
    """A story of ten seconds of two shots on landscape, as it is framed."""
    info = SimpleNamespace(picture=SimpleNamespace(width=1920, height=1080), on_page=lambda page: None)
    on = OnCanvas(SHOW, canvas("landscape", RATE), {CLIP: info}, Sought({}, {}), burned)  # type: ignore[dict-item]
    shots = Shot(0, cut, ClipShot(CLIP)), Shot(cut, 600 - cut, ClipShot(CLIP))
    segment = PlacedSegment("uno", "story", "", 0, 600, shots, (strap,), (), (), None, True)
    places: Any = SegmentPlaces(shots=(None, None), supers=(None,))
    return _Framing(on, []).segment(segment, places, lambda: cues)[0]


def heights(segment: PlacedSegment, *cues: Cue) -> list[int]:
    """How much lower than usual each caption stands as it comes."""
    laid = list(laid_over(segment, canvas("landscape", RATE), SHOW, cues))
    return [next(each.drop for each in laid if each.shown.graphic == "caption" and each.start == c.start) for c in cues]


def said(start: int, end: int) -> Cue:
    return Cue(start, end, ("Felicidades, usted ha instalado", "y ejecutado exitosamente"))


def test_a_caption_that_comes_while_a_strap_leaves_stands_where_captions_stand() -> None:
    before, after = said(0, 160), said(160, 260)
    segment = framed((before, after))
    assert [shown.span.end for shown in segment.supers] == [160]
    assert heights(segment, before, after)[1] == 0
    assert heights(replace(segment, supers=(STRAP,)), after)[0] < 0, "above the strap otherwise"


def test_a_caption_that_is_nearly_over_when_a_strap_comes_stands_where_captions_stand() -> None:
    early, later = said(0, 30), said(30, 150)
    segment = framed((early, later))
    assert (segment.supers[0].start, segment.supers[0].span.end) == (30, 171)
    assert heights(segment, early)[0] == 0


def test_a_strap_leaves_with_the_cut_under_captions() -> None:
    assert framed((said(0, 260),), cut=165).supers[0].span.end == 165


def test_a_caption_that_is_seen_with_a_strap_for_longer_leaves_it_its_time() -> None:
    assert framed((said(0, 155), said(155, 260))).supers == (STRAP,)


def test_a_text_that_two_seconds_are_left_for_is_not_made_shorter() -> None:
    brief = replace(STRAP, start=0, frames=65)
    assert framed((said(0, 58), said(58, 260)), brief).supers == (brief,)


def test_a_caption_above_a_strap_goes_to_its_place_with_the_cut_after_it() -> None:
    """It stood in the middle of the next picture, or of a card; before the cut it does not move."""
    long = said(100, 280)
    segment = framed((long,), cut=200)
    laid = list(laid_over(segment, canvas("landscape", RATE), SHOW, (long,)))
    stood = sorted((each.start, each.frames, each.drop < 0) for each in laid if each.shown.graphic == "caption")
    assert stood == [(100, 100, True), (200, 80, False)]


def test_captions_that_are_not_in_the_picture_change_no_text() -> None:
    assert framed((said(0, 160), said(160, 260)), burned=False).supers == (STRAP,)
