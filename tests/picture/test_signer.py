"""The window of sign language: where it stands, over what, and what makes room for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import numpy as np
import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.captions.cue import Cue
from newscast.deliverables.proxies import drafted
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.design import required_template
from newscast.graphics.finding import file_of_template
from newscast.graphics.overlay import overlay
from newscast.graphics.places import SIGNER, places_on
from newscast.graphics.proofs import proof
from newscast.graphics.standing import standing, told_in
from newscast.media.info import MediaInfo
from newscast.picture.laid import Laid
from newscast.picture.narrowing import beside_window, narrowed
from newscast.picture.often import at_twice_the_rate
from newscast.picture.plain import color
from newscast.picture.segment import Painter
from newscast.picture.shown import laid_over
from newscast.picture.signer import going_on, made_smaller
from newscast.picture.signing import pixels, raised, signed_spans
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot
from newscast.timeline.spans import Span

SHOW = Show(show=1, name="Demo")
STORY, SIGNS = Path("/n/story.mp4"), Path("/n/signs.mp4")
CARD = GraphicShot("text", (("title", "Requisitos"),))
LONG = "Concluye la reparación de los bulevares de la zona norte, la mayor obra pública de los diez últimos años"

CARDS = [name for name, info in GRAPHICS.items() if info.full and info.fields and name != "slate"]
ROOM = 0.017
"""By how much of the canvas a box may be too large that is told before anything is drawn."""


def segment(*supers: PlacedSuper, card: int = 0, bug: bool = True, signs: int = 300) -> PlacedSegment:
    """300 frames of a clip, the last `card` of them a card, of which the first `signs` are signed."""
    shots = (Shot(0, 300 - card, ClipShot(STORY)),) + ((Shot(300 - card, card, CARD),) if card else ())
    signer = (Shot(0, signs, ClipShot(SIGNS, 10, "fill")),)
    return PlacedSegment("a", "story", "", 0, 300, shots, supers, (), (), None, bug, signer=signer)


def canvas(name: str) -> Canvas:
    return Canvas(name, *DESIGN_SIZES[name], Fraction(30))


def laid(name: str, placed: PlacedSegment, graphic: str, *cues: Cue) -> list[Laid]:
    return [each for each in laid_over(placed, canvas(name), SHOW, cues) if each.shown.graphic == graphic]


def text(graphic: str, **fields: str) -> PlacedSuper:
    return PlacedSuper(0, 120, graphic, tuple(fields.items()))


def test_it_stays_beside_cards_where_they_can_be_read_and_leaves_elsewhere() -> None:
    spans = {name: signed_spans(segment(card=60), places_on(canvas(name), SHOW)) for name in DESIGN_SIZES}
    assert spans["landscape"] == (Span(0, 300),)
    assert spans["portrait"] == spans["square"] == (Span(0, 240),)


def test_it_rises_above_what_stands_at_the_bottom_edge() -> None:
    footer = PlacedSuper(0, 200, "footer", (("text", "Gobierno"),))
    assert raised(segment(footer), places_on(canvas("landscape"), SHOW)) == (Span(0, 300),), "it stays there"
    following = going_on(segment(footer), 15, places_on(canvas("landscape"), SHOW))
    assert following and raised(following, places_on(canvas("landscape"), SHOW)) == (Span(0, 15),)
    assert not raised(segment(footer), places_on(canvas("portrait"), SHOW))


@pytest.mark.parametrize("name", list(DESIGN_SIZES))
@pytest.mark.parametrize(
    "shown",
    [
        text("lower-third", title="María Guadalupe Hernández Villaseñor", subtitle="Directora General de Obras"),
        text("strap", headline=LONG, department="Obras Públicas"),
        text("strap", headline="Concluye la reparación de los bulevares del norte", department="Obras Públicas"),
        text("caption", line1="x" * 42, line2="x" * 42),
        text("locator", place="Colonia San Miguel de la Luz, León, Guanajuato"),
    ],
    ids=lambda shown: shown.graphic,
)
def test_no_text_stands_where_it_does(name: str, shown: PlacedSuper) -> None:
    size = canvas(name)
    if shown.graphic == "caption":
        width = {"landscape": 42, "portrait": 28, "square": 32}[name]
        lines = ("palabras " * 6)[:width], ("palabras " * 6)[:width]
        (over,) = laid(name, segment(), "caption", Cue(0, 60, lines))
    else:
        (over,) = laid(name, segment(shown), shown.graphic)
    assert over.shown.signed
    box = standing(over.shown.graphic, dict(over.shown.told), SHOW, size)
    assert box is not None
    left, top, _wide, high = places_on(size, SHOW).box(SIGNER) or pytest.fail("no window")
    above = box[1] + over.drop / DESIGN_SIZES[name][1]
    apart = box[0] + box[2] <= left + ROOM or above + ROOM >= top + high or above + box[3] <= top + ROOM
    assert apart and above + box[3] <= 1


def test_a_hook_stands_below_it_and_above_captions() -> None:
    (over,) = laid("portrait", segment(text("hook", headline=LONG[:75])), "hook")
    box = standing("hook", dict(over.shown.told), SHOW, canvas("portrait"))
    assert box is not None
    top = box[1] * 1920 + over.drop
    assert top + ROOM * 1920 > 719 and top + box[3] * 1920 < 1062


def test_the_name_of_the_show_goes_to_the_left_and_other_things_leave() -> None:
    placed = segment(PlacedSuper(0, 300, "tag", (("tag", "Bacheo"),)), card=60)
    assert [(each.start, each.frames, each.shown.signed) for each in laid("portrait", placed, "bug")] == [
        (240, 60, False),
        (0, 240, True),
    ]
    assert [(each.start, each.frames) for each in laid("portrait", placed, "tag")] == [(240, 60)]
    assert [(each.start, each.frames) for each in laid("landscape", placed, "tag")] == [(0, 300)]
    box = standing("bug", {"signed": "yes"}, SHOW, canvas("portrait"))
    assert box is not None and box[0] + box[2] < 655 / 1080


def test_a_transition_takes_it_along_where_it_is_there_at_the_end() -> None:
    following = going_on(segment(), 15, places_on(canvas("landscape"), SHOW))
    assert following is not None and following.signer == (Shot(0, 15, ClipShot(SIGNS, 310, "fill")),)
    assert going_on(segment(signs=200), 15, places_on(canvas("landscape"), SHOW)) is None
    assert going_on(segment(card=60), 15, places_on(canvas("square"), SHOW)) is None


def test_fields_show_the_same_stretch_of_it() -> None:
    (shot,) = at_twice_the_rate(segment(signs=200)).signer
    assert shot == Shot(0, 400, ClipShot(SIGNS, 20, "fill"))


@pytest.fixture(scope="module")
def media(make: Callable[..., MediaInfo]) -> dict[Path, MediaInfo]:
    def plain(name: str, color: str) -> MediaInfo:
        source = f"color={color}:s=320x180:r=30:d=1.2,format=yuv420p"
        return make(name, "-f", "lavfi", "-i", source, "-c:v", "mpeg4", "-q:v", "2")

    return {STORY: plain("story.mp4", "black"), SIGNS: plain("signs.mp4", "white")}


def painted(painter: Painter, placed: PlacedSegment, render: Callable[..., Any], at: int | None = None) -> np.ndarray:
    picture = painter.segment(placed) if at is None else painter.moment(placed, at)
    size = painter.canvas
    paths = {source.identity: source.path for source in picture.inputs}  # type: ignore[union-attr]
    return np.asarray(render(picture.stream, paths, (size.width, size.height)))


@pytest.mark.real
@pytest.mark.parametrize("name", ["landscape", "portrait"])
def test_it_is_seen_in_its_frames_and_nowhere_else(
    name: str, media: dict[Path, MediaInfo], render: Callable[..., Any]
) -> None:
    wide, high = DESIGN_SIZES[name]
    size = Canvas(name, wide // 6, high // 6, Fraction(30))
    placed = replace(
        segment(bug=False),
        frames=20,
        shots=(Shot(0, 20, ClipShot(STORY)),),
        signer=(Shot(5, 10, ClipShot(SIGNS, fit="fill")),),
    )
    painter = Painter(SHOW, size, media)
    frames = painted(painter, placed, render)
    left, top, across, down = pixels(places_on(size, SHOW).areas[SIGNER], size)
    inside = frames[:, top + 2 : top + down - 2, left + 2 : left + across - 2]
    assert len(frames) == 20
    assert [bool(each.mean() > 200) for each in inside] == [5 <= number < 15 for number in range(20)]
    bright = np.argwhere(frames[10] > 100)
    assert abs(bright.min(axis=0) - (top, left)).max() <= 1
    assert abs(bright.max(axis=0) + 1 - (top + down, left + across)).max() <= 1
    alone, before = (painted(painter, placed, render, at=frame) for frame in (10, 2))
    assert alone[top + 5, left + 5] > 200 > before.max()


@pytest.mark.real
def test_two_pictures_are_smaller_only_while_it_is_beside_them(render: Callable[..., Any]) -> None:
    size = Canvas("landscape", 320, 180, Fraction(30))
    card, ground = color(size, 12, "#ffffff"), color(size, 12, "#000000")
    stream = made_smaller(card, ground, size, places_on(size, SHOW), [Span(0, 3), Span(8, 10)])
    frames = np.asarray(render(stream, {}, (320, 180)))
    assert [bool(each.min() > 200) for each in frames] == [3 <= number < 8 or number >= 10 for number in range(12)]


def test_a_draft_reads_it_from_a_proxy(media: dict[Path, MediaInfo]) -> None:
    placed = replace(segment(signs=20), frames=20, shots=(Shot(0, 20, ClipShot(STORY)),))
    (drawn,), found = drafted([placed], media, Fraction(30))
    (shot,) = drawn.signer
    assert isinstance(shot.picture, ClipShot) and shot.picture.file != SIGNS and shot.picture.file in found


def test_the_ground_of_a_card_beside_it_fills_the_canvas_and_the_rest_stands_beside() -> None:
    on = canvas("landscape")
    part, origin = beside_window("text", dict(CARD.fields), SHOW, on, places_on(on, SHOW))
    layers = narrowed("text", dict(CARD.fields), SHOW, on, part, origin, 60)
    assert [layer.label for layer, there in layers if there == on] == ["field", "light", "plane"]
    assert {layer.origin for layer, there in layers if there == on} == {(0, 0)}
    beside = {layer.label: layer for layer, there in layers if there == part}
    assert "title" in beside and beside["title"].origin == origin
    laid = ffmpeg.output(overlay(ffmpeg.input("below"), beside["title"], part), "out").compile()
    graph = next(each for each in laid if "overlay" in str(each))
    assert f"({origin[0]})" in graph


@pytest.mark.parametrize("base", ["plain", "paper"])
@pytest.mark.parametrize("graphic", CARDS)
def test_texts_of_a_card_beside_it_keep_their_size_and_stand_left_of_it(graphic: str, base: str) -> None:
    show, on = Show(show=1, name="Demo", base=base), canvas("landscape")
    fields = proof(graphic, GRAPHICS[graphic], "long")
    part, (left, _top) = beside_window(graphic, fields, show, on, places_on(on, show))
    assert part.scale == on.scale
    box = told_in(graphic, fields, show, part)
    window = places_on(on, show).areas[SIGNER]
    assert box is None or left + (box[0] + box[2]) * part.width < window.left


def test_a_card_that_does_not_fit_or_is_the_kits_own_is_made_smaller(tmp_path: Path) -> None:
    on = canvas("landscape")
    slate = {"title": "bacheo.mp4"}
    assert beside_window("slate", slate, SHOW, on, places_on(on, SHOW))[0].scale < 1, "it ends where its drawing does"
    long = {"title": "x" * 30, "text": " ".join(["municipal"] * 28)}
    assert beside_window("text", long, SHOW, on, places_on(on, SHOW))[0].scale < 1
    (tmp_path / "graphics").mkdir()
    own = tmp_path / "graphics/text.landscape.svg"
    own.write_text(file_of_template(required_template("text", on, SHOW)).read_text("utf-8"), encoding="utf-8")
    show = Show(show=1, name="Demo", folder=tmp_path)
    assert beside_window("text", dict(CARD.fields), show, on, places_on(on, show))[0].scale < 1
