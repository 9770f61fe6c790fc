"""The languages that are looked for in the tracks of a station's master."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.deliverables.delivery import delivery_of

RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: uno
    headline: Titular
    parts: [{vo: palabra palabra palabra, voice: synth, pictures: foto.jpg}]
"""


@pytest.mark.parametrize(
    ("sound", "wanted"),
    [
        ("tracks: 4, layout: [full, clean]", ["spa"]),
        ("tracks: 4, layout: [full, international]", ["spa", "und", ""]),
        ("tracks: 8", ["spa", "und", ""]),
    ],
)
def test_tracks_in_which_nobody_presents_need_no_language(sala: Any, sound: str, wanted: list[str]) -> None:
    office = f"newsroom: 1\nstations: {{canal4: {{kind: tv, codec: h264, {sound}}}}}\n"
    (sala.root / "assets/newsroom.yaml").write_text(office)
    found = rehearse(examine([sala.write(RUNDOWN)], Options(only=("canal4",)))[0])
    (master,) = [piece for piece in found.pieces if piece.product.role == "programme"]
    delivery = delivery_of(master.cut, master.product.path, master.product.wanted)
    assert delivery and delivery.asked["languages"] == wanted
