"""Which captions are drawn into a picture, and which a card says itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newscast.captions.cue import Cue
from newscast.deliverables.rough import _unsaid
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, GraphicShot, Shot

CLIP = ClipShot(Path("/n/clip.mp4"))


def card(graphic: str, **fields: str | tuple[str, ...]) -> GraphicShot:
    return GraphicShot(graphic, tuple(sorted(fields.items())))


def drawn(cue: Cue, *pictures: ClipShot | GraphicShot) -> bool:
    """Whether a caption is drawn into pictures of a hundred frames each."""
    shots = tuple(Shot(100 * number, 100, picture) for number, picture in enumerate(pictures))
    segment = PlacedSegment("nota", "story", "Nota", 0, 100 * len(shots), shots, (), (), (), None, True)
    return bool(_unsaid([cue], segment))


TEASE = card("headline", headline="Concluye el bacheo: cuatro mil baches, reparados.", kicker="Obras")


@pytest.mark.parametrize(
    ("lines", "is_drawn"),
    [
        (("Concluye el bacheo:",), False),
        (("cuatro mil", "baches, reparados."), False),
        (("Concluye el bache",), True),
        (("cuatro mil doscientos",), True),
    ],
)
def test_a_card_says_its_own_words_itself(lines: tuple[str, ...], is_drawn: bool) -> None:
    assert drawn(Cue(10, 60, lines), TEASE) == is_drawn
    assert drawn(Cue(10, 60, lines), CLIP)


def test_a_caption_that_names_who_reads_a_card_is_not_drawn_over_it() -> None:
    said = Utterance("Concluye el bacheo: cuatro mil baches, reparados.", 0, 48_000, ())
    for text, is_drawn in ((said.text, False), ("Cierra el bulevar.", True)):
        segment = PlacedSegment(
            "t", "headlines", "", 0, 100, (Shot(0, 100, TEASE),), (), (), (replace(said, text=text),), None, True
        )
        assert bool(_unsaid([Cue(10, 60, ("Ana Ruiz: concluye el bacheo:",))], segment)) == is_drawn


def test_a_caption_beside_the_cut_belongs_to_the_card_it_is_over() -> None:
    other = card("headline", headline="Arranca la feria.")
    assert not drawn(Cue(99, 150, ("Arranca la feria.",)), TEASE, other)
    assert not drawn(Cue(0, 101, ("Concluye el bacheo:",)), TEASE, other)
    assert drawn(Cue(110, 150, ("Concluye el bacheo:",)), TEASE, other)


def test_cards_with_other_words_have_captions() -> None:
    for shown in (card("topic", headline="Aviso"), card("figures", items=("3 baches",)), card("voice", name="Laura")):
        assert drawn(Cue(10, 60, ("Busque otra ruta.",)), shown)
    assert not drawn(Cue(10, 60, ("3 baches",)), card("figures", items=("3 baches", "38 colonias")))
