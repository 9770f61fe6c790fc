"""Burned captions leave a name out where the picture says it, files never."""

from __future__ import annotations

from pathlib import Path

from newscast.captions.cue import Cue
from newscast.captions.unnamed import without_names
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import GraphicShot, Shot, StillShot

PHOTO = StillShot(Path("/n/fuente.jpg"))
CARD = GraphicShot("voice", (("name", "Laura Díaz"), ("role", "Directora")))
SAID = Cue(10, 80, ("LAURA DÍAZ: Trabajamos de", "noche para no afectar."), "Laura Díaz", 0)


def burned(cue: Cue, *pictures: GraphicShot | StillShot, named: tuple[int, int] = (0, 0)) -> Cue:
    shots = tuple(Shot(100 * number, 100, picture) for number, picture in enumerate(pictures))
    supers = (PlacedSuper(*named, "lower-third", (("title", "Voz: Laura Díaz"),)),) if named[1] else ()
    segment = PlacedSegment("nota", "story", "Nota", 0, 100 * len(shots), shots, supers, (), (), None, True)
    return without_names([cue], segment, "es-MX")[0]


def test_a_card_of_a_voice_names_whom_the_caption_would() -> None:
    found = burned(SAID, CARD)
    assert found.lines == ("Trabajamos de noche", "para no afectar.")
    assert (found.start, found.end, found.speaker) == (SAID.start, SAID.end, SAID.speaker)


def test_so_does_a_lower_third_that_is_seen_with_it() -> None:
    assert burned(SAID, PHOTO, named=(21, 60)).shown == "Trabajamos de noche para no afectar."
    assert burned(SAID, PHOTO, named=(85, 10)) == SAID


def test_over_other_pictures_the_name_stays() -> None:
    assert burned(SAID, PHOTO) == SAID
    assert burned(SAID, GraphicShot("voice", (("name", "Ana Ruiz"),))) == SAID
    later = Cue(110, 180, SAID.lines, SAID.speaker, 0)
    assert burned(later, CARD, PHOTO) == later
    # Most of it is over the photo.
    both = Cue(50, 160, SAID.lines, SAID.speaker, 0)
    assert burned(both, CARD, PHOTO) == both


def test_what_is_left_has_as_many_lines_as_it_needs_and_none_is_longer() -> None:
    short = Cue(10, 80, ("LAURA DÍAZ:", "Ya abrió."), "Laura Díaz", 0)
    assert burned(short, CARD).lines == ("Ya abrió.",)
    other = Cue(10, 80, ("- Ya abrió.",), "Laura Díaz", 0)
    assert burned(other, CARD) == other
    nobody = Cue(10, 80, ("Ya abrió.",))
    assert burned(nobody, CARD) == nobody
