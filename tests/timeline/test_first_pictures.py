"""What an opener shows of the first story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from placing_making import CLIP, LONG, PHOTO, placed, story, vo

from newscast.base.timecode import parse_time
from newscast.rundown.model import Card, Clip, Open
from newscast.timeline.form import FEED
from newscast.timeline.seen import ClipShot, GraphicShot, StillShot

OPEN = Open(slug="open", name="main")


def shown(*stories: Any, **how: Any) -> ClipShot | StillShot | None:
    picture = placed(OPEN, *stories, **how).segments[0].shots[0].picture
    assert isinstance(picture, GraphicShot)
    return picture.background


def file(picture: ClipShot | StillShot | None) -> Path | None:
    return picture.file if picture else None


def test_the_first_storys_picture_is_seen_and_covers_its_place() -> None:
    seen = shown(story(vo(Clip(file=PHOTO, fit="pad", move="still"))), story(vo(Clip(file=CLIP)), slug="feria"))
    assert isinstance(seen, StillShot)
    assert (seen.file, seen.fit, seen.move) == (PHOTO, "fill", "push-in")


def test_a_clip_that_lasts_is_better_than_one_that_would_stand_still() -> None:
    brief = Clip(file=LONG, in_=parse_time("1s"), out=parse_time("3s"))
    assert file(shown(story(vo(brief, Clip(file=PHOTO))))) == PHOTO
    assert file(shown(story(vo(brief)))) == LONG
    assert file(shown(story(vo(brief, Clip(file=PHOTO))), form=FEED)) == LONG, "it lasts for two seconds"


@pytest.mark.parametrize(
    "first",
    [
        story(Card(card="text", fields={"title": "Aviso"}, duration=parse_time("4s"))),
        story(vo(Clip(file=PHOTO)), bed="none"),
    ],
)
def test_a_story_without_pictures_or_without_music_leaves_the_opener_as_it_is(first: Any) -> None:
    assert shown(first, story(vo(Clip(file=PHOTO)), slug="feria")) is None
