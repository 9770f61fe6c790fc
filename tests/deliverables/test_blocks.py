"""Blocks between breaks: whole, to the frame, at the programme's own level."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.build.examining import examine
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.deliverables.blocks import blocks
from newscast.deliverables.cut import Cut

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\nsegments:\n"
STORY = """\
  - story: {0}
    headline: Titular {0}
    transition: dissolve
    parts: [{{vo: {1}, voice: synth, pictures: foto.jpg}}]
"""
BREAK = "  - break: corte\n"
WORDS = "palabra " * 10


def cut_of(sala: Any, text: str) -> Cut:
    (cut,) = rehearse(examine([sala.write(HEAD + text)], Options(only=("tv",)))[0]).cuts
    return cut


@pytest.fixture
def cut(sala: Any) -> Cut:
    spoken = "  - break: dos\n    parts: [{vo: Volvemos enseguida., voice: synth, pictures: foto.jpg}]\n"
    stories = [STORY.format(slug, WORDS) for slug in ("uno", "dos", "tres", "cuatro")]
    return cut_of(sala, BREAK + stories[0] + BREAK + stories[1] + spoken + BREAK + stories[2] + stories[3] + BREAK)


def test_a_break_ends_its_block_and_makes_no_empty_one(cut: Cut) -> None:
    found = [[(each.kind, each.slug) for each in block.timeline.segments if each.frames] for block in blocks(cut)]
    assert found == [
        [("story", "uno")],
        [("story", "dos"), ("break", "break-3")],
        [("story", "tres"), ("story", "cuatro")],
    ]


def test_blocks_are_the_programme_to_the_frame(cut: Cut) -> None:
    found = blocks(cut)
    assert sum(block.timeline.frames for block in found) == cut.timeline.frames
    starts = [block.block.start for block in found if block.block]
    assert starts == [sum(block.timeline.frames for block in found[:n]) for n in range(3)]
    for block in found:
        assert block.timeline.segments[0].start == 0 and block.timeline.segments[0].transition is None
        assert len(block.places) == len(block.timeline.segments) == len(block.said)
    inside = found[2].timeline.segments
    assert inside[1].transition and inside[1].start == inside[0].frames


def test_blocks_say_what_is_said_in_them(cut: Cut) -> None:
    whole, apart = cut.cues(), [(block, cue) for block in blocks(cut) for cue in block.cues()]
    moved = [(cue.start + block.block.start, cue.text) for block, cue in apart if block.block]
    assert moved == [(cue.start, cue.text) for cue in whole]


def test_a_block_is_a_stretch_of_the_programmes_sound(cut: Cut) -> None:
    for block in blocks(cut):
        assert block.block
        master = block.master(lossy=False)
        assert master.inputs == (cut.master(lossy=False),)
        at = block.block.start * 1001 * 48_000 // 30_000
        assert master.params["stretches"] == [[0, at, block.timeline.samples]]
        assert block.beside_master("clean").inputs == (cut.beside_master("clean"),)
        assert block.mix.params == {**master.params, "bits": 32} and block.mix.inputs == (cut.mix,)
        assert block.versions("clean").inputs == (cut.versions("clean"),)


def test_a_programme_without_breaks_is_one_block(sala: Any) -> None:
    whole = cut_of(sala, STORY.format("uno", WORDS))
    (block,) = blocks(whole)
    assert block.block and (block.block.number, block.block.count, block.block.start) == (1, 1, 0)
    assert block.timeline == whole.timeline
