"""Two speakers are not heard without a pause between them, and nothing that was written moves for it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from placing_making import (
    PHOTO,
    RATE,
    TALK,
    VOICE,
    assert_tiled,
    context_of,
    placed,
    seconds,
    story,
    talk,
    vo,
)

from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.rundown.model import Break, Card, Clip, Read, Sot, Sting, Vo
from newscast.timeline.form import SOUND_ONLY
from newscast.timeline.heard import TakeInfo
from newscast.timeline.spans import Span
from newscast.timeline.takes import all_takes

SOT = Sot(clip=Clip(file=TALK))


def tight(*segments: Any, **how: Any) -> Any:
    """Placed with takes in which somebody speaks from the first sample to the last."""
    infos = {}
    for take in all_takes(context_of(*segments, **how)):
        samples = sample_at(take.frames, RATE) if take.frames else 480_000
        infos[take] = TakeInfo(samples, (Span(0, samples),))
    return placed(*segments, infos=infos, **how)


def pauses(timeline: Any) -> list[float]:
    """Seconds between what is said in one take and in the next."""
    said = [
        (sample_at(segment.start, RATE) + sound.start, sound.samples)
        for segment in timeline.segments
        for sound in segment.sounds
        if sound.take.chain in ("voice", "sot")
    ]
    return [(later - start - samples) / SAMPLE_RATE for (start, samples), (later, _) in pairwise(said)]


def lengths(timeline: Any) -> list[int]:
    return [part.frames for segment in timeline.segments for part in segment.parts]


def read(by: str, **more: Any) -> Vo:
    return Vo(copy_="Una frase.", voice=(Clip(file=VOICE, **more),), pictures=(Clip(file=PHOTO),), by=by)


@pytest.mark.parametrize(
    "parts", [(vo(Clip(file=PHOTO)), SOT), (SOT, vo(Clip(file=PHOTO))), (SOT, talk("1s", "5s", who="laura"))]
)
def test_the_later_of_two_speakers_waits_in_whole_frames(parts: Sequence[Any]) -> None:
    timeline = tight(story(*parts))
    (pause,) = pauses(timeline)
    assert 0.3 <= pause < 0.3 + 1 / RATE + 0.01
    assert_tiled(timeline.segments[0])


def test_pictures_go_on_where_there_are_some() -> None:
    assert lengths(tight(story(vo(Clip(file=PHOTO)), SOT))) == [309, 299]
    later = tight(story(SOT, vo(Clip(file=PHOTO))))
    assert lengths(later) == [299, 309]
    (segment,) = later.segments
    assert segment.utterances[-1].start == sample_at(299 + 9, RATE)
    assert segment.utterances[-1].speech[0].start == segment.sounds[-1].start


def test_two_presenters_get_it_across_stories_and_one_presenter_does_not() -> None:
    two = story(read("ana")), story(read("laura"), slug="otra")
    assert lengths(tight(*two)) == lengths(tight(*two, form=SOUND_ONLY)) == [309, 300]
    assert lengths(tight(story(read("ana"), read("ana")))) == [300, 300]


def test_what_lies_between_two_speakers_is_pause_enough() -> None:
    for between in (Sting(slug="sting", name="main"), Break(slug="corte", name="corte")):
        found = tight(story(read("ana")), between, story(read("laura"), slug="otra"))
        assert lengths(found)[:: len(lengths(found)) - 1] == [300, 300]
    card = Card(card="figures", fields={"title": "En un mes", "items": ["38 colonias"]}, duration=seconds("4s"))
    assert lengths(tight(story(read("ana"), card, SOT)))[0] == 300


def test_a_pause_that_is_there_is_enough_and_half_of_one_is_filled_up() -> None:
    parts = read("ana"), talk("0s", "5s")
    voice, sot = (next(t for t in all_takes(context_of(story(*parts))) if t.chain == each) for each in ("voice", "sot"))
    for before, frames in ((SAMPLE_RATE * 3 // 10, 300), (SAMPLE_RATE // 10, 306)):
        infos = {
            voice: TakeInfo(sample_at(300, RATE), (Span(0, sample_at(300, RATE)),)),
            sot: TakeInfo(sample_at(150, RATE), (Span(before, 200_000),)),
        }
        assert lengths(placed(story(*parts), infos=infos))[0] == frames


def test_what_was_written_wins() -> None:
    written = read("ana", out=seconds("4s"))
    assert lengths(tight(story(written, SOT))) == [120, 299]
    assert lengths(tight(story(read("ana", trim=False), SOT))) == [300, 299]
    assert lengths(tight(story(talk("0s", "4s"), read("ana", in_=seconds("1s"))))) == [120, 300]
    assert lengths(tight(story(talk("0s", "4s"), talk("5s", "7s", who="laura")))) == [120, 60]
    # The other one of the two may still wait.
    assert lengths(tight(story(written, read("laura")))) == [120, 309]


def test_who_is_filmed_is_seen_from_their_first_picture() -> None:
    camera = Read(copy_="Una frase.", camera=Clip(file=TALK), by="ana")
    assert lengths(tight(story(talk("0s", "4s"), camera))) == [120, 299]
    assert lengths(tight(story(camera, talk("0s", "4s"))))[0] == 299 + 9
    assert Fraction(9) / RATE >= Fraction(3, 10)
