"""Clips whose sound begins before their first picture or goes on after the last one: all of it is heard."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from placing_making import RATE, SOUND, TALK, context_of, media, seconds, story, ten_seconds

from newscast.base.timecode import frames_covering, sample_at
from newscast.media.info import HEARD_RATE, SILENCE, Channel
from newscast.rundown.model import Clip, Cover, Open, Package, Read, Sot, Spot, Vo
from newscast.show.ends import Opener
from newscast.timeline.context import Context
from newscast.timeline.form import BROADCAST, SOUND_ONLY, Form
from newscast.timeline.heard import Take
from newscast.timeline.model import PlacedSegment
from newscast.timeline.place import place
from newscast.timeline.seen import ClipShot
from newscast.timeline.suitable import complain_of_unsuitable
from newscast.timeline.takes import all_takes


def context(*segments: Any, form: Form = BROADCAST, before: str = "0.5", after: str = "2", **show: Any) -> Context:
    """TALK has ten seconds of picture, and sound `before` and `after` it."""
    found = context_of(*segments, form=form, **show)
    start = Fraction(before)
    outside = {"sound": replace(SOUND, end=start + 10 + Fraction(after)), "picture_start": start}
    return replace(found, media={**media(), TALK: replace(media()[TALK], **outside)})


def placed(*segments: Any, **how: Any) -> PlacedSegment:
    found = context(*segments, **how)
    infos = {take: ten_seconds() for take in all_takes(found)}
    return place(replace(found, infos=infos)).timeline.segments[0]


def warned(*segments: Any, **how: Any) -> list[tuple[str, str]]:
    found = context(*segments, **how)
    complain_of_unsuitable(found)
    assert {problem.code for problem in found.problems} <= {"picture-held"}, found.problems
    return [(problem.message, problem.hint) for problem in found.problems]


@pytest.mark.parametrize("asked", [{"in_": seconds("50s")}, {"out": seconds("50s")}])
def test_what_was_not_recorded_is_refused_and_not_called_held(asked: dict[str, Any]) -> None:
    found = context(story(Sot(clip=Clip(file=TALK, **asked), transcript="Hola.")))
    complain_of_unsuitable(found)
    assert [problem.code for problem in found.problems] == ["clip-range"]


CLIP = Clip(file=TALK)
PARTS = {
    "sot": story(Sot(clip=CLIP, transcript="Hola.")),
    "package": story(Package(clip=CLIP)),
    "spot": Spot(slug="spot", clip=CLIP),
}


@pytest.mark.parametrize("form", [BROADCAST, SOUND_ONLY])
@pytest.mark.parametrize("name", PARTS)
def test_a_part_lasts_as_long_as_its_sound(name: str, form: Form) -> None:
    segment = placed(PARTS[name], form=form)
    (sound,) = segment.sounds
    first = -frames_covering(Fraction(1, 2), RATE)
    assert segment.frames == frames_covering(Fraction(12), RATE) - first
    assert (sound.take.start, sound.take.frames, sound.start) == (first, segment.frames, 0)
    assert sound.samples == sample_at(first + segment.frames, RATE) - sample_at(first, RATE)
    if form.picture:
        (shot,) = segment.shots
        assert isinstance(shot.picture, ClipShot)
        assert (shot.picture.start, shot.frames) == (first, segment.frames), "picture and sound are cut alike"


def test_a_camera_is_seen_from_where_it_is_heard() -> None:
    (shot,) = placed(story(Read(copy_="Hola.", camera=CLIP))).shots
    (take,) = (t for t in all_takes(context(story(Read(copy_="Hola.", camera=CLIP)))) if t.file)
    assert isinstance(shot.picture, ClipShot) and shot.picture.start == take.start == -15


def test_a_voice_in_a_video_is_heard_from_its_first_sound() -> None:
    takes = all_takes(context(story(Vo(copy_="Hola.", voice=(CLIP,)))))
    assert takes == {Take("voice", TALK, -15, None)}


@pytest.mark.parametrize(
    ("start", "end", "first", "frames"),
    [
        ("0s", None, 0, 360),
        (None, "5s", -15, 165),
        ("4s", "11s", 120, 210),
        ("11s", None, 330, 30),
        ("0s", "10s", 0, 300),
    ],
)
def test_in_and_out_count_from_the_first_picture(start: Any, end: Any, first: int, frames: int) -> None:
    clip = Clip(file=TALK, in_=start and seconds(start), out=end and seconds(end))
    segment = placed(story(Sot(clip=clip)))
    assert (segment.sounds[0].take.start, segment.frames) == (first, frames)


def test_pictures_and_covers_end_with_their_pictures() -> None:
    spoken = story(Vo(copy_="Hola.", voice=(Clip(file=Path("/n/voz.wav")),), pictures=(CLIP,)))
    assert {shot.picture.start for shot in placed(spoken).shots if isinstance(shot.picture, ClipShot)} == {0}
    covered = placed(story(Sot(clip=CLIP, cover=(Cover(file=TALK, at=seconds("1s")),)))).shots
    assert [each.frames for each in covered][1] == 299


def test_the_kits_own_video_is_heard_to_its_end() -> None:
    opener = Open(slug="open", name="main")
    segment = placed(opener, openers={"main": Opener(video=TALK)})
    assert segment.frames == 375 and segment.sounds[0].take.frames == 375


@pytest.mark.parametrize("name", PARTS)
def test_a_held_picture_is_said_where_there_is_one(name: str) -> None:
    (before, after) = warned(PARTS[name])
    assert "sot.mp4 begins 0.5 s before" in before[0] and "`in: 0s`" in before[1]
    assert "sot.mp4 goes on 2.04 s after" in after[0] and "`out: 10s`" in after[1]
    assert warned(PARTS[name], form=SOUND_ONLY) == []


@pytest.mark.parametrize(
    ("before", "after", "count"), [("0.04", "0.04", 0), ("0.2", "0.2", 0), ("0", "0.5", 1), ("0.5", "0", 1)]
)
def test_a_trifle_is_not_worth_a_word(before: str, after: str, count: int) -> None:
    assert len(warned(story(Sot(clip=CLIP)), before=before, after=after)) == count


def test_what_keeps_to_its_pictures_holds_none() -> None:
    inside = Clip(file=TALK, in_=seconds("0s"), out=seconds("10s"))
    assert warned(story(Sot(clip=inside))) == []
    beside = Clip(file=TALK, in_=seconds("0s"), out=seconds("11s"))
    assert len(warned(story(Sot(clip=beside)))) == 1, "an `out` may lie in the sound"


def test_an_out_after_the_sound_is_refused() -> None:
    found = context(story(Sot(clip=Clip(file=TALK, out=seconds("13s")))))
    complain_of_unsuitable(found)
    assert "clip-range" in [problem.code for problem in found.problems]


def test_a_long_silent_track_that_is_not_used_holds_no_picture() -> None:
    silent = replace(SOUND, stream="a:1", end=Fraction(40), heard=(Channel((), (SILENCE,) * 40, 40 * HEARD_RATE),))
    spoken = replace(SOUND, heard=(Channel(((HEARD_RATE, 9 * HEARD_RATE),), (-20,) * 10, 10 * HEARD_RATE),))
    found = context(PARTS["sot"])
    both = replace(media()[TALK], sound=replace(spoken, end=Fraction(10)), further=(silent,), picture_start=Fraction(0))
    found = replace(found, media={**found.media, TALK: both})
    complain_of_unsuitable(found)
    assert [problem.code for problem in found.problems] == []
    (take,) = all_takes(found)
    assert (take.start, take.frames) == (0, 299)
    asked = replace(context(story(Sot(clip=Clip(file=TALK, track=2)))), media=found.media)
    assert [take.frames for take in all_takes(asked)] == [frames_covering(Fraction(40), RATE)]
