"""Burned captions on landscape, where they stand above the texts that are there, and faces."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscast.base.box import Box, shared
from newscast.base.canvas import canvas
from newscast.build.faces import shots
from newscast.build.faces.giving_way import lowered
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.framing import _Framing
from newscast.build.standing.aligning import Aligning
from newscast.build.standing.laying import Laying
from newscast.captions.cue import Cue
from newscast.graphics.places import places_on
from newscast.graphics.standing import painted_by
from newscast.picture.boxes import SMALLER
from newscast.picture.faces.search import Faces
from newscast.picture.laid import Laid
from newscast.picture.shown import laid_over
from newscast.picture.texts import drop_of, shown_of
from newscast.timeline.model import PlacedSegment, PlacedSuper, SegmentPlaces
from newscast.timeline.seen import ClipShot, Shot
from tests.build.test_framing import SHOW, seen

LANDSCAPE = places_on(canvas("landscape", Fraction(30)), SHOW)


@pytest.fixture(autouse=True)
def faces_are_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shots, "are_sought", lambda: True)
    monkeypatch.setattr(Aligning, "shown", lambda self, shots, *rest: tuple(shots))
    monkeypatch.setattr(Laying, "laid", lambda self, shots, supers: (shots, supers))


ROLE = "Directora General de Desarrollo Social"
AT_THE_BOTTOM = (0.4, 0.62, 0.2, 0.36)
"""A face where captions stand on landscape, in a picture that no crop moves."""


def laid_captions(segment: PlacedSegment, *lines: str) -> list[tuple[Box, Laid]]:
    here = canvas("landscape", Fraction(30))
    laid = [each for each in laid_over(segment, here, SHOW, [Cue(0, 300, lines)]) if each.shown.graphic == "caption"]
    boxes = [painted_by("caption", dict(each.shown.told), SHOW, here) for each in laid]
    return [(lowered(box, each.drop, LANDSCAPE), each) for box, each in zip(boxes, laid, strict=True) if box]


def test_captions_on_landscape_leave_a_face_and_pictures_without_them_stay_as_they_are() -> None:
    lines = "Las inscripciones quedan", "abiertas hasta el viernes."
    face = AT_THE_BOTTOM
    burned, told = seen("landscape", [(0, face)], size=(1920, 1080), written=True, cues=[Cue(0, 300, lines)])
    ((box, _laid),) = laid_captions(burned, *lines)
    assert not shared(box, face) and box[1] * 1080 >= 63 and not told
    plain, _told = seen("landscape", [(0, face)], size=(1920, 1080), written=True, burned=False)
    assert plain.shots[0].captions == 0 and not plain.shots[0].recaptioned
    smaller, _told = seen("landscape", [(0, face)], size=(1920, 1080), burned=False)
    assert smaller.shots[0].pictured and smaller.shots[0].pictured.fit not in SMALLER, "nothing makes room for none"


def test_captions_below_a_coarse_picture_stay_where_a_head_is_at_its_lower_edge() -> None:
    """They would go right above the head that is at its upper edge for the rest of the time, and cover nobody below."""
    lines = "Las inscripciones quedan", "abiertas hasta el viernes."
    coming = [(0, (0.4, 0.88, 0.06, 0.12)), (10, (0.5, 0.1, 0.04, 0.08))]
    segment, told = seen("landscape", coming, size=(768, 432), cues=[Cue(0, 300, lines)])
    ((box, laid),) = laid_captions(segment, *lines)
    assert box[1] > 0.8 and not laid.drop and not told


def test_captions_on_landscape_stand_beside_a_name_where_a_face_is_above_that() -> None:
    """Above it, and at the top, they would lie on the face; the footer below them is no text that they meet."""
    name = PlacedSuper(0, 300, "lower-third", (("title", "María Guadalupe Hernández Ñáñez"), ("subtitle", ROLE)))
    footer = PlacedSuper(0, 300, "footer", (("text", "Gobierno Municipal"),))
    face = (0.2, 0.03, 0.6, 0.66)
    lines = ("Las inscripciones quedan",)
    segment, told = seen(
        "landscape", [(0, face)], name, footer, size=(1920, 1080), written=True, cues=[Cue(0, 300, lines)]
    )
    ((box, laid),) = laid_captions(segment, *lines)
    plate = next(each for each in segment.supers if each.graphic == "lower-third")
    here = canvas("landscape", Fraction(30))
    drawn = painted_by("lower-third", dict(shown_of(plate, segment, here, LANDSCAPE).told), SHOW, here)
    assert drawn and not told
    stands = lowered(drawn, plate.lift + drop_of(plate, segment, LANDSCAPE), LANDSCAPE)
    assert not shared(box, face) and not shared(box, stands) and not shared(stands, face)
    assert box[1] + box[3] <= 0.88 and laid.shown.across > 0


def test_a_caption_that_went_up_for_a_text_before_the_cut_is_kept_off_a_face_after_it() -> None:
    """It does not come down with the cut: it stands after that where the strap had it stand before."""
    here, told = canvas("landscape", Fraction(30)), "Concluye el bacheo de los bulevares Morelos y López Mateos"
    strap = PlacedSuper(0, 96, "strap", (("headline", told),))
    face = (0.4, 0.45, 0.2, 0.24)
    found = Faces(tuple((frame, (face,)) for frame in range(100, 330, 10)))
    info = SimpleNamespace(picture=SimpleNamespace(width=1920, height=1080), pages=None)
    empty, clip = Path("calle.mp4"), Path("entrevista.mp4")
    sought = SimpleNamespace(of=lambda picture, *_asked: found if picture.file == clip else Faces(()))
    shown = (Shot(0, 100, ClipShot(empty)), Shot(100, 200, ClipShot(clip, start=100, fit="fill", framed="written")))
    cue = Cue(90, 200, ("Las inscripciones quedan", "abiertas hasta el viernes."))
    segment = PlacedSegment("uno", "story", "", 0, 300, shown, (strap,), (), (), None, False)
    framing = _Framing(OnCanvas(SHOW, here, {empty: info, clip: info}, sought), [])  # type: ignore[arg-type, dict-item]
    framed, _places = framing.segment(segment, SegmentPlaces((), (None, None), (None,)), lambda: (cue,))
    over = [each for each in laid_over(framed, here, SHOW, [cue]) if each.shown.graphic == "caption"]
    assert over and not framing.remarks
    for each in over:
        box = painted_by("caption", dict(each.shown.told), SHOW, here)
        if box and each.span.end > 100:
            assert not shared(lowered(box, each.drop, LANDSCAPE), face)


def test_captions_leave_a_face_above_a_strap_only_as_long_as_that_is_there() -> None:
    """At the bottom they cover nobody: those after the strap stand there, in a shot that goes on for long."""
    strap = PlacedSuper(0, 100, "strap", (("headline", "La central ya opera"), ("department", "Innovación")))
    cues = [
        Cue(0, 90, ("Las inscripciones", "quedan abiertas.")),
        Cue(110, 200, ("Hasta",)),
        Cue(200, 300, ("el viernes.",)),
    ]
    segment, told = seen("landscape", [(0, (0.44, 0.4, 0.12, 0.2))], strap, size=(1920, 1080), written=True, cues=cues)
    here = canvas("landscape", Fraction(30))
    drops = [each.drop for each in laid_over(segment, here, SHOW, cues) if each.shown.graphic == "caption"]
    assert drops[0] < 0 and drops[1:] == [0, 0] and not told
    assert segment.supers[0].span == strap.span and not segment.supers[0].lift
