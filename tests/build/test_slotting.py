"""Stations that take a programme as long as its slot: black after it, or less of its closing, or an error."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.base.timecode import sample_at
from newscast.build.cuts import PlacedCut, Request
from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.slot.slotting import slotted
from newscast.build.stages import Composed

STATION = "stations: {{canal4: {{kind: tv, length: {length}}}}}\n"
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
{slot}segments:
  - story: uno
    headline: Titular
    parts: [{{vo: palabra palabra palabra palabra palabra, voice: voz.wav, pictures: foto.jpg}}]
  - close: main
"""


def composed(sala: Any, length: str, slot: str, draft: bool = False) -> Composed:
    (sala.root / "assets/newsroom.yaml").write_text("newsroom: 1\n" + STATION.format(length=length))
    path = sala.write(RUNDOWN.format(slot=slot and f"slot: {slot}\n"))
    return rehearse(examine([path], Options(only=("canal4", "tv"), draft=draft))[0])


def lengths(found: Composed) -> dict[str, int]:
    return {cut.deliverable: cut.timeline.frames for cut in found.cuts}


def codes(problems: Any) -> list[str]:
    return [each.code for each in problems if each.code.startswith("slot")]


def test_a_short_programme_is_filled_up_with_black_to_the_frame(sala: Any) -> None:
    found = composed(sala, "slot", "12s")
    cuts = {cut.deliverable: cut for cut in found.cuts}
    # 12 s at 29.97 are 359.64 frames.
    assert lengths(found)["canal4"] == 360 > lengths(found)["tv"]
    canal4, tv = cuts["canal4"].timeline, cuts["tv"].timeline
    assert canal4.segments[:-1] == tv.segments and canal4.segments[-1].kind == "black"
    product = next(piece.product for piece in found.pieces if piece.cut.deliverable == "canal4" and piece.measure)
    assert product.wanted and product.wanted.frames == 360 and product.wanted.samples == sample_at(360, tv.rate)
    assert product.wanted.heard and [each.slug for each in product.wanted.heard.black] == ["black"]
    assert codes(found.remarks) == []


def test_much_black_is_told(sala: Any) -> None:
    assert codes(composed(sala, "pad", "2m").remarks) == ["slot-black"]


@pytest.mark.parametrize(("length", "frames"), [("trim", 180), ("slot", 180)])
def test_the_end_of_a_closing_is_cut_off(sala: Any, length: str, frames: int) -> None:
    found = composed(sala, length, "6s")
    assert lengths(found)["canal4"] == frames < lengths(found)["tv"]
    assert codes(found.remarks) == ["slot-trimmed"]


def test_a_programme_that_is_too_long_is_told_where_it_is_only_padded(sala: Any) -> None:
    found = composed(sala, "pad", "6s")
    assert lengths(found)["canal4"] == lengths(found)["tv"]
    assert codes(found.remarks) == ["slot-over"]


def test_nobody_is_cut_off_while_speaking(sala: Any) -> None:
    with pytest.raises(FilesError) as caught:
        composed(sala, "trim", "1s")
    assert codes(caught.value.problems) == ["slot-speech"]
    assert "0:0" in caught.value.problems[0].hint
    assert codes(composed(sala, "trim", "1s", draft=True).remarks) == ["slot-speech"]


def test_a_rundown_without_a_slot_is_an_error_of_finals(sala: Any) -> None:
    with pytest.raises(FilesError) as caught:
        composed(sala, "slot", "")
    assert codes(caught.value.problems) == ["slot-missing"]
    assert codes(composed(sala, "slot", "", draft=True).remarks) == ["slot-missing"]


def test_usual_deliverables_are_left_as_they_are(sala: Any) -> None:
    found = composed(sala, "as-is", "2m")
    assert lengths(found)["canal4"] == lengths(found)["tv"]
    assert not isinstance(found.timelines[0], Problem)
    cuts = [cut for cut in found.timelines if isinstance(cut, PlacedCut) and isinstance(cut.request, Request)]
    assert slotted(cuts, found) == (cuts, [])
