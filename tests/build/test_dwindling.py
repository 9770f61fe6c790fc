"""A kit's own cards are drawn smaller beside the window of sign language; what cannot be read so is told."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.build.examining import examine
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.graphics.finding import file_of_template, find_built_in

QUOTE = file_of_template(find_built_in("quote.landscape") or pytest.fail("no quote"))
TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web]
segments:
  - story: feria
    headline: Arranca la feria
    {signer}
    parts:
      - card: quote
        quote: Nos vemos en la feria.
        name: Laura Díaz
        role: {role}
      - {{vo: Buenos días desde la feria., voice: synth, pictures: [foto.jpg]}}
"""


@pytest.mark.parametrize(
    ("signer", "own", "lines"), [("signer: mudo.mp4", True, [10]), ("signer: mudo.mp4", False, []), ("", True, [])]
)
def test_a_role_that_is_too_small_is_told_at_its_card(sala: Any, signer: str, own: bool, lines: list[int]) -> None:
    if own:
        graphics = sala.root / "assets/shows/chica/graphics"
        graphics.mkdir(exist_ok=True)
        (graphics / QUOTE.name).write_bytes(QUOTE.read_bytes())
    written = TEXT.format(signer=signer, role="Directora de Desarrollo Urbano").replace("    \n", "")
    (episode,) = examine([sala.write(written)], Options(draft=True))
    told = [each for each in sketched(episode).remarks if each.code == "graphic-small"]
    assert [each.place.line for each in told if each.place] == lines
    assert all("Directora" in each.message and "web" in each.message and "0:0" in each.message for each in told)
