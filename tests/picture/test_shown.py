"""What is laid over a segment's pictures, where, and what makes room for what."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.box import shared
from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.captions.cue import Cue
from newscast.graphics.standing import painted_by
from newscast.picture.laid import Laid
from newscast.picture.shown import laid_over
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot

SHOW = Show(show=1, name="Demo")
NAME = (("title", "Laura Díaz"),)


def over(canvas: str, *supers: tuple[str, int, int], cues: tuple[Cue, ...] = (), since: int = 0) -> list[Laid]:
    """What is laid over a clip of 300 frames; texts are given as graphic, first frame and end."""
    segment = PlacedSegment(
        slug="bacheo",
        kind="story",
        title="",
        start=0,
        frames=300,
        shots=(Shot(0, 300, ClipShot(Path("a.mp4"))),),
        supers=tuple(PlacedSuper(start, end - start, graphic, NAME) for graphic, start, end in supers),
        sounds=(),
        utterances=(),
        bed=None,
        bug=True,
        since=since,
    )
    return list(laid_over(segment, Canvas(canvas, *DESIGN_SIZES[canvas], Fraction(30)), SHOW, cues))


def spans(laid: list[Laid], graphic: str) -> list[tuple[int, int]]:
    return [(each.start, each.start + each.frames) for each in laid if each.shown.graphic == graphic]


def drops(laid: list[Laid], graphic: str) -> list[int]:
    return [each.drop for each in laid if each.shown.graphic == graphic]


@pytest.mark.parametrize("graphic", ["lower-third", "hook"])
def test_on_portrait_what_stands_below_the_bug_leaves_other_texts_the_place(graphic: str) -> None:
    standing = [("locator", 0, 300), ("tag", 100, 300), ("ticker", 0, 300)]
    laid = over("portrait", (graphic, 60, 160), *standing)
    assert spans(laid, "locator") == [(0, 60), (160, 300)] and spans(laid, "tag") == [(160, 300)]
    assert spans(laid, "ticker") == [], "nor has it a line through its middle"
    assert spans(over("square", (graphic, 60, 160), *standing), "locator") == [(0, 300)]


def test_texts_at_the_bottom_rise_above_what_stands_there() -> None:
    for band in ("ticker", "footer"):
        laid = over("landscape", ("lower-third", 60, 160), (band, 0, 300))
        assert drops(laid, "lower-third") == [-48]
    assert drops(over("landscape", ("lower-third", 60, 160)), "lower-third") == [0]
    assert drops(over("portrait", ("lower-third", 60, 160), ("footer", 0, 300)), "lower-third") == [0]


def test_what_stands_at_the_top_leaves_its_place_to_a_text_that_went_up_from_a_face() -> None:
    for name in ("landscape", "square"):
        there = Canvas(name, *DESIGN_SIZES[name], Fraction(30))
        standing = (PlacedSuper(0, 300, "locator", NAME), PlacedSuper(0, 300, "tag", NAME))
        shots = (Shot(0, 300, ClipShot(Path("a.mp4"))),)
        for lift, left in ((-600, [(0, 60), (160, 300)]), (0, [(0, 300)])):
            texts = (*standing, PlacedSuper(60, 100, "lower-third", NAME, lift))
            segment = PlacedSegment("a", "story", "", 0, 300, shots, texts, (), (), None, True)
            laid = list(laid_over(segment, there, SHOW))
            assert spans(laid, "locator") == spans(laid, "tag") == left


def test_a_caption_rises_for_as_long_as_something_stands_below_it() -> None:
    cue = Cue(80, 140, ("Una frase.",))
    laid = over("square", ("footer", 0, 100), cues=(cue,))
    assert spans(laid, "caption") == [(80, 100), (100, 140)] and drops(laid, "caption") == [-76, 0]
    assert drops(over("square", cues=(cue,)), "caption") == [0]


def test_texts_at_the_top_left_stand_below_each_other() -> None:
    laid = over("landscape", ("breaking", 0, 300), ("locator", 0, 300), ("credit", 0, 90))
    assert (drops(laid, "breaking"), drops(laid, "locator"), drops(laid, "credit")) == ([0], [72], [144])
    assert drops(over("square", ("locator", 0, 300), ("credit", 0, 90)), "credit") == [0]


def test_symbols_at_the_start_stand_beside_the_bug_and_below_a_name_over_a_picture() -> None:
    """On portrait, where names take the top; cards have their texts lower down."""
    card, clip = Shot(0, 60, GraphicShot("headline", (("headline", "Abre el parque"),))), ClipShot(Path("a.mp4"))
    access = PlacedSuper(0, 150, "access", (("captions", "yes"), ("sign_language", "yes")))
    shots = (card, Shot(60, 240, clip))
    name_of = PlacedSuper(80, 120, "lower-third", (("title", "Ana Ruiz"),))
    whole = [(0, 150, False)]
    for name, supers, expected in (
        ("portrait", (access, name_of), [(0, 60, False), (60, 90, True)]),
        ("portrait", (access, replace(name_of, lift=400)), whole),
        ("portrait", (access,), whole),
        ("square", (access, name_of), whole),
    ):
        segment = PlacedSegment("a", "headlines", "", 0, 300, shots, supers, (), (), None, True)
        there = Canvas(name, *DESIGN_SIZES[name], Fraction(30))
        symbols = [each for each in laid_over(segment, there, SHOW) if each.shown.graphic == "access"]
        assert [(each.start, each.frames, each.shown.pictured) for each in symbols] == expected
    tall = Canvas("portrait", *DESIGN_SIZES["portrait"], Fraction(30))
    show = Show(show=1, name="Demo")
    told = [("captions", "yes"), ("sign_language", "yes")]
    long = (("headline", "Jornada de participación ciudadana con más de cuarenta actividades para niñas y niños"),)
    beside, below = (painted_by("access", dict([*told, *more]), show, tall) for more in ((), [("pictured", "yes")]))
    bug, hook = painted_by("bug", {}, show, tall), painted_by("hook", dict(long), show, tall)
    assert beside and below and bug and hook
    assert not shared(beside, bug) and beside[1] + beside[3] < hook[1] and below[1] > 760 / 1920


def test_a_ticker_goes_on_in_the_next_slice_where_it_was() -> None:
    laid = over("landscape", ("ticker", 10, 300), since=450)
    assert [each.since for each in laid if each.shown.graphic == "ticker"] == [460]
