"""What captions are told beside the words: whose voice it is, whether one sees them, what else is heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from placing_making import PHOTO, TALK, VOICE, placed, placing, seconds, story, vo

from newscast.rundown.clips import Heard
from newscast.rundown.model import Clip, Cover, Read, Sot
from newscast.timeline.form import SOUND_ONLY
from newscast.timeline.heard import Described


def sot(file: Path = TALK, **keys: Any) -> Sot:
    return Sot(clip=Clip(file=file), transcript="Así fue.", **keys)


def whose(*parts: Any, **how: Any) -> list[tuple[str, bool]]:
    (segment,) = placed(story(*parts), **how).segments
    return [(said.voice, said.seen) for said in segment.utterances]


def test_a_voice_is_of_who_speaks_and_a_nameless_one_of_its_file() -> None:
    assert whose(vo(Clip(file=PHOTO)), sot(who="laura"), sot()) == [
        ("ana", False),
        ("laura", True),
        ("sot.mp4", True),
    ]


def test_who_is_behind_another_picture_at_first_is_not_seen() -> None:
    at_once = Cover(file=PHOTO, for_=seconds("3s"))
    later = at_once.model_copy(update={"at": seconds("3s")})
    covered = whose(sot(who="laura", cover=(later,)), sot(who="laura", cover=(at_once,)))
    assert covered == [("laura", True), ("laura", False)]
    assert whose(sot(VOICE, who="laura")) == [("laura", False)], "a sound file has no picture"
    assert whose(sot(who="laura"), form=SOUND_ONLY) == [("laura", False)], "nobody is seen on radio"


def test_a_presenter_is_seen_on_camera_alone() -> None:
    read = Read(copy_="Buenos días.", camera=Clip(file=TALK))
    assert whose(read, vo(Clip(file=PHOTO))) == [("ana", True), ("ana", False)]


def test_sounds_are_told_from_when_they_are_heard() -> None:
    heard = (Heard(text="aplausos"), Heard(text="claxon", at=seconds("2s"), for_=seconds("1s")))
    (segment,) = placed(story(vo(Clip(file=PHOTO)), sot(sounds=heard))).segments
    assert segment.described == (Described(303, 299, "aplausos"), Described(363, 30, "claxon"))


def test_a_sound_after_the_end_of_its_part_is_told() -> None:
    made = placing(story(sot(sounds=(Heard(text="claxon", at=seconds("11s")),))))
    assert [each.code for each in made.warnings] == ["sound-outside"]
    assert made.timeline.segments[0].described == ()
