"""Whether graphics move for as long as they are seen."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.fields import spread
from newscast.graphics.finding import find_template
from newscast.graphics.proofs import proof
from newscast.graphics.resting import resting
from newscast.graphics.template import read_template
from newscast.show.model import Show

RATE = Fraction(30000, 1001)
SHOW = Show(show=1, name="INFO LEÓN")
UNAIRED = ("black", "countdown", "leader", "slate")
PICTURED = ("before-after",)
"""Its pictures fill it, and they move: those that do not are told by newscast.build.looking.stillness."""
FULL = [name for name, info in GRAPHICS.items() if info.full and name not in (*UNAIRED, *PICTURED)]


@pytest.mark.parametrize("base", ["plain", "paper"])
@pytest.mark.parametrize("canvas", ["landscape", "portrait", "square"])
def test_no_built_in_card_stands_still_for_more_than_two_seconds(canvas: str, base: str) -> None:
    show = SHOW.model_copy(update={"base": base})
    still = []
    for graphic in FULL:
        template = find_template(graphic, canvas, show)
        assert template
        texts = spread(graphic, proof(graphic, GRAPHICS[graphic], "short"), show)
        rests = [resting(template, texts, show, frames, RATE) for frames in (90, 210, 900)]
        still += [graphic for rest in rests if rest and rest.length > 2 * RATE]
    assert not still


def test_what_stands_between_coming_in_and_going_rests() -> None:
    layer = '<g inkscape:groupmode="layer" inkscape:label="{}" {}/>'
    still = layer.format("text", 'news:enter="dy=40 frames=14 delay=6" news:leave="dy=40 frames=9"')
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    start = f'<svg {names} xmlns:news="urn:newscast:graphics">'
    alone = read_template("text.landscape", f"{start}{still}</svg>", None)
    rest = resting(alone, {}, SHOW, 150, Fraction(30))
    assert rest and (rest.start, rest.end) == (20, 141)
    swaying = layer.format("light", 'news:when="title" news:sway="dx=60 seconds=8"')
    both = read_template("text.landscape", f"{start}{swaying}{still}</svg>", None)
    assert resting(both, {}, SHOW, 150, Fraction(30)) == rest, "a layer that is not there moves nothing"
    assert resting(both, {"title": "Aviso"}, SHOW, 150, Fraction(30)) is None
