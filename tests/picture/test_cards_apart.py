"""A headline's card beside its picture: none of that is hidden, and no text is on it, in both looks on every canvas."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from newscast.base.box import shared
from newscast.base.canvas import Canvas, canvas
from newscast.base.content import File
from newscast.graphics.fill import only_layer
from newscast.graphics.paint import rendered
from newscast.graphics.raster import make_layer
from newscast.graphics.standing import described, opened, told_in
from newscast.graphics.window import window_in
from newscast.media.info import MediaInfo
from newscast.picture.segment import Painter
from newscast.picture.shown import card, seen_in
from newscast.show.model import Show
from newscast.step.step import Step, Tools
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, GraphicShot, Shot

RATE = Fraction(30)
SHOWS = [Show(show=1, name="Demo"), Show(show=1, name="Demo", base="paper")]
SAID = (
    (("headline", "Arranca la feria"),),
    (("kicker", "Obras Públicas"), ("headline", "Concluye el bacheo de los bulevares Morelos y López Mateos")),
    (
        ("kicker", "Dirección General de Desarrollo Social y Humano"),
        ("headline", "¿Qué hacer ante el cierre del Malecón? Rutas, horarios, desvíos y teléfonos de emergencia"),
    ),
)


def apart(said: tuple[tuple[str, str], ...], file: Path) -> Shot:
    return Shot(0, 30, GraphicShot("headline", said, ClipShot(file, fit="fill"), apart=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["landscape", "portrait", "square"])
@pytest.mark.parametrize("show", SHOWS, ids=["plain", "paper"])
def test_its_texts_stand_beside_its_picture(show: Show, name: str) -> None:
    whole = canvas(name, RATE)
    for said in SAID:
        shot = apart(said, Path("a"))
        window = seen_in(shot, show, whole)
        assert isinstance(shot.picture, GraphicShot) and window.canvas != whole
        # A picture is seen in a fourth of a canvas at the least.
        assert window.canvas.width * window.canvas.height > 0.25 * whole.width * whole.height
        told = dict(card(shot.picture, show, whole, captioned=False).told)
        texts = [window_in("headline", layer, told, show, whole) for layer in ("rule", "headline")]
        there = [each.on(whole, [(0.0, 0.0, 1.0, 1.0)])[0] for each in (window, *texts)]
        assert not any(shared(there[0], each) for each in there[1:])


@pytest.mark.real
@pytest.mark.parametrize("show", SHOWS, ids=["plain", "paper"])
def test_all_of_its_picture_is_seen_and_nothing_on_it(
    show: Show, make: Callable[..., MediaInfo], render: Callable[..., np.ndarray], tools: Tools, tmp_path: Path
) -> None:
    green = make("green.mp4", "-f", "lavfi", "-i", "color=0x00a000:s=320x180:r=30:d=2,format=yuv420p")
    small = Canvas("square", 540, 540, RATE)
    shot = apart(SAID[1], green.file.path)
    placed = PlacedSegment("avance", "headlines", "", 0, 30, (shot,), (), (), (), None, False)
    picture = Painter(show, small, {green.file.path: green}).moment(placed, 29)
    paths = {}
    for each in picture.inputs:
        paths[each.identity] = each.path if isinstance(each, File) else tmp_path / f"{each.identity}.png"
        if isinstance(each, Step):
            make_layer(
                each.params, [own.path for own in each.inputs if isinstance(own, File)], paths[each.identity], tools
            )
    seen = render(picture.stream, paths, (540, 540), "rgb24").astype(int)
    of_picture = (seen[:, :, 1] - seen[:, :, 0] > 60) & (seen[:, :, 1] - seen[:, :, 2] > 60)
    window = seen_in(shot, show, small)
    rows, columns = slice(window.y, window.y + window.canvas.height), slice(window.x, window.x + window.canvas.width)
    assert of_picture[rows, columns].mean() > 0.99
    assert of_picture.sum() < 1.01 * of_picture[rows, columns].sum()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["landscape", "portrait", "square"])
def test_what_a_scrim_half_hides_belongs_to_the_headline(name: str) -> None:
    """A picture makes room for its faces above that, not only above the letters."""
    show, whole = SHOWS[0], canvas(name, RATE)
    told = dict(SAID[1])
    box = told_in("headline", told, show, whole)
    root, fonts, (wide, high) = opened(*described("headline", told, show, whole))
    alpha = np.asarray(rendered(only_layer(root, "scrim"), fonts).getchannel("A")) / 255
    assert box and alpha[: int(box[1] * high) - 8].max() < 0.5 <= alpha[int(box[1] * high) + 8 :, wide // 2].min()
