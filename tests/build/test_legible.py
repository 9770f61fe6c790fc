"""Texts are held against the picture that is really behind them, and get a plate, or are told with their picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscast.base.telling import told
from newscast.build.captioning import captioned_here
from newscast.build.examining import examine
from newscast.build.framing import framed
from newscast.build.known import Known
from newscast.build.looking.faultless import Faultless
from newscast.build.looking.legible import legible
from newscast.build.measuring import estimated
from newscast.build.placing import placed
from newscast.build.request import Options
from newscast.build.takes.splitting import split_roughly
from newscast.step.step import Step
from newscast.timeline.model import PlacedSuper

WIDE, HIGH = 320, 180
TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web]
segments:
  - story: uno
    headline: Arranca la feria
    parts:
      - {vo: Son cuatro mil baches y treinta y ocho colonias de la ciudad., voice: synth, pictures: [foto.jpg]}
"""
PLATE = """<g inkscape:groupmode="layer" inkscape:label="plate" news:when="plated">
    <rect class="deep" x="90" y="800" width="1300" height="184"/></g>"""
STRAP = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
     xmlns:news="urn:newscast:graphics" width="1920" height="1080" viewBox="0 0 1920 1080">
  <metadata><news:text name="headline" weight="700" size="60" min="50" lines="2" width="1200"/></metadata>
  <style id="palette"/>{plate}
  <g inkscape:groupmode="layer" inkscape:label="text">
    <text class="bold text" x="136" y="900" font-size="60"><tspan x="136">{{{{ headline.lines[0] }}}}</tspan></text>
  </g>
</svg>
"""


@pytest.fixture
def stage(sala: Any) -> Any:
    """stage(plate, level): the timelines and what was said, over pictures that are grey of that level."""
    folder = sala.root / "assets/shows/chica/graphics"
    folder.mkdir(exist_ok=True)

    def judge(plate: str, level: int | None) -> tuple[list[PlacedSuper], list[tuple[str, int, str]], list[Step]]:
        (folder / "strap.landscape.svg").write_text(STRAP.format(plate=plate), encoding="utf-8")
        (episode,) = examine([sala.write(TEXT)], Options())
        known = Known(episode)
        estimate = framed(placed(estimated(split_roughly(episode, known)[0], known.find)), lambda _steps: {})
        asked: list[Step] = []

        def made(steps: Sequence[Step]) -> dict[Step, Path]:
            asked.extend(steps)
            stills = sala.root / "stills.rgb"
            stills.write_bytes(bytes([level or 0]) * (20 * WIDE * HIGH * 3))
            return {} if level is None else dict.fromkeys(steps, stills)

        found = legible(estimate, captioned_here(estimate), made, Faultless(None, episode.loaded.show))
        remarks = [each for each in found.remarks if each.code == "graphic-unread"]
        said = [(each.message, each.place.line if each.place else 0, each.hint) for each in remarks]
        supers = [each for cut in found.timelines for segment in cut.timeline.segments for each in segment.supers]
        return supers, said, asked

    return judge


def test_bare_letters_over_a_white_sky_are_told_with_the_picture_and_the_line(stage: Any) -> None:
    supers, said, asked = stage("", 255)
    assert len(asked) == 1, "one decode for all that is over a shot"
    ((message, line, hint),) = said
    assert "Arranca la feria" in message and "foto.jpg" in message and "1.0:1" in message and "web" in message
    assert line == 7 and "4.5:1" in hint
    assert not any(each.plated for each in supers)


@pytest.mark.parametrize(("level", "plated"), [(255, True), (200, True), (90, False), (0, False)])
def test_a_drawing_that_has_a_plate_gets_it_where_it_needs_it(stage: Any, level: int, plated: bool) -> None:
    supers, said, _asked = stage(PLATE, level)
    assert [each.plated for each in supers if each.graphic == "strap"] == [plated]
    assert said == []


def test_what_is_not_known_yet_is_not_judged(stage: Any) -> None:
    supers, said, asked = stage(PLATE, None)
    assert asked and not said and not any(each.plated for each in supers)


def test_a_plate_is_told_in_digests_only_where_it_is() -> None:
    bare = PlacedSuper(0, 9, "strap", ())
    assert "plated" not in told(bare, lambda _path: None)
    assert told(replace(bare, plated=True), lambda _path: None)["plated"] is True


def test_the_packages_own_looks_need_no_picture(sala: Any) -> None:
    """All their texts are read on anything: nothing is decoded for them."""
    (episode,) = examine([sala.write(TEXT)], Options())
    known = Known(episode)
    estimate = placed(estimated(split_roughly(episode, known)[0], known.find))
    right = Faultless(known.store, episode.loaded.show)
    found = legible(estimate, captioned_here(estimate), pytest.fail, right)
    assert found == estimate
