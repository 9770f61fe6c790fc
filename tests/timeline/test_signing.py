"""Who signs a story, for how long, and what a slice of it shows of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from placing_making import CLIP, LONG, PHOTO, VOICE, context_of, placed, placing, story, vo

from newscast.base.errors import Place
from newscast.base.timecode import parse_time
from newscast.build.cuts import Request
from newscast.captions.line21.codes import COLUMNS
from newscast.captions.line21.layout import BESIDE_SIGNS
from newscast.rundown.keep import media_of
from newscast.rundown.model import Clip
from newscast.show.model import Show
from newscast.timeline.ending import shortened
from newscast.timeline.form import BROADCAST, SOUND_ONLY
from newscast.timeline.seen import ClipShot, Shot
from newscast.timeline.slices import slices
from newscast.timeline.suitable import complain_of_unsuitable


def signed(*parts: Any, file: Any = LONG, **clip: Any) -> Any:
    return story(*(parts or (vo(Clip(file=LONG)),)), signer=Clip(file=file, **clip))


def test_a_story_is_signed_from_its_start_to_its_end() -> None:
    (segment,) = placed(signed(in_=parse_time("2s"))).segments
    (shot,) = segment.signer
    assert (shot.start, shot.frames) == (0, segment.frames)
    assert isinstance(shot.picture, ClipShot) and (shot.picture.start, shot.picture.fit) == (60, "fill")
    assert not placed(story(vo(Clip(file=LONG)))).segments[0].signer


def test_it_is_known_where_it_was_written() -> None:
    here = Place(Path("hoy.yaml"), 7, 13)
    assert placing(signed(place=here)).places[0].signer == here
    assert placing(story(vo(Clip(file=LONG)))).places[0].signer is None


def test_a_clip_that_is_shorter_leaves_and_is_warned_of() -> None:
    short = placing(signed(file=CLIP))
    (shot,) = short.timeline.segments[0].signer
    assert shot.frames == 89
    (warning,) = [each for each in short.warnings if each.code == "signer-short"]
    assert "7.0 s" in warning.message
    assert not [each for each in placing(signed()).warnings if each.code == "signer-short"]


@pytest.mark.parametrize(("begins", "told"), [("90.2s", False), ("90.4s", True)])
def test_a_clip_that_is_hardly_shorter_holds_its_last_picture(begins: str, told: bool) -> None:
    found = placing(signed(in_=parse_time(begins)))
    (segment,) = found.timeline.segments
    assert (segment.signer[0].frames < segment.frames) == told
    assert [each.code for each in found.warnings if each.code == "signer-short"] == ["signer-short"] * told


def test_nothing_is_signed_where_nothing_is_seen_or_the_clip_is_missing() -> None:
    assert not placed(signed(), form=SOUND_ONLY).segments[0].signer
    assert not placed(signed(vo(Clip(file=CLIP))), lost=[LONG]).segments[0].signer


@pytest.mark.parametrize(("file", "wrong"), [(PHOTO, True), (VOICE, True), (LONG, False)])
def test_who_signs_is_seen_in_a_video(file: Any, wrong: bool) -> None:
    context = context_of(signed(file=file), form=BROADCAST)
    complain_of_unsuitable(context)
    assert [each.code for each in context.problems] == ["medium-unsuitable"] * wrong


def test_a_slice_goes_on_where_the_one_before_ended() -> None:
    (segment,) = placed(signed(vo(Clip(file=LONG)), vo(Clip(file=PHOTO)), vo(Clip(file=LONG)))).segments
    parts = slices(segment)
    assert len(parts) > 1
    for part in parts:
        (shot,) = part.segment.signer
        assert isinstance(shot.picture, ClipShot)
        assert (shot.start, shot.frames, shot.picture.start) == (0, part.end - part.start, part.start)


def test_a_shortened_timeline_ends_with_its_signer() -> None:
    placing_ = placing(signed())
    timeline, _places = shortened(placing_.timeline, placing_.places, 100)
    assert timeline.segments[0].signer == (Shot(0, 100, placing_.timeline.segments[0].signer[0].picture),)


def test_the_clip_is_among_the_media_and_closed_captions_keep_clear_of_it() -> None:
    context = context_of(signed(file=CLIP))
    assert CLIP in [path for path, _place in media_of(context.rundown.segments[0], context.rundown)]
    show = Show(show=1, name="Demo", sidecars={"tv": ["scc"]})
    widths = []
    for each in (context.rundown, context_of(story(vo(Clip(file=LONG)))).rundown):
        style = Request("tv", None, each).grid_style(show)
        widths.append(style.characters if style else 0)
    assert widths == [BESIDE_SIGNS, COLUMNS]
