"""The silence around a voice is cut off, and the picture goes along."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from placing_making import RATE, TALK, VOICE, context_of, seconds, story, vo

from newscast.base.timecode import sample_at
from newscast.media.info import HEARD_RATE, Channel, MediaInfo
from newscast.rundown.model import Clip, Headlines, Read, Sot
from newscast.timeline.context import Context
from newscast.timeline.heard import Take, TakeInfo
from newscast.timeline.place import place
from newscast.timeline.seen import ClipShot
from newscast.timeline.takes import all_takes

QUIET, LOUD = -70, -22


def spoken(media: MediaInfo, *speech: tuple[float, float], loud: tuple[int, ...] = (3, 4, 5, 6)) -> MediaInfo:
    """The same file of ten seconds in which somebody speaks."""
    assert media.sound
    spans = tuple((round(start * HEARD_RATE), round(end * HEARD_RATE)) for start, end in speech)
    levels = tuple(LOUD if second in loud else QUIET for second in range(10))
    channel = Channel(spans, levels, 10 * HEARD_RATE)
    return replace(media, sound=replace(media.sound, channels=1, layout="mono", heard=(channel,)))


def context_with(*parts: Any, speech: tuple[tuple[float, float], ...] = ((3, 4.5), (5, 7)), **how: Any) -> Context:
    context = context_of(*(parts if isinstance(parts[0], Headlines) else [story(*parts)]), *how.pop("more", ()))
    heard = {file: spoken(context.media[file], *speech, **how) for file in (VOICE, TALK)}  # type: ignore[arg-type]
    return replace(context, media={**context.media, **heard})


def only_take(context: Context) -> Take:
    (take,) = all_takes(context)
    return take


def frames(at: float) -> int:
    return int(Fraction(at) * RATE)


def test_a_voice_begins_before_its_first_word_and_ends_after_its_last() -> None:
    take = only_take(context_with(vo()))
    assert take.frames is not None
    assert 0 <= Fraction(11, 4) - take.start / RATE < 1 / RATE
    assert 0 <= (take.start + take.frames) / RATE - Fraction(74, 10) < 1 / RATE
    before, after = take.silence
    assert before == take.start / RATE and after == 10 - (take.start + take.frames) / RATE


def test_little_silence_stays() -> None:
    take = only_take(context_with(vo(), speech=((0.2, 9.7),)))
    assert (take.start, take.frames, take.silence) == (0, None, (0, 0))


def test_the_end_of_a_file_stays_open() -> None:
    take = only_take(context_with(vo(), speech=((3, 9.8),)))
    assert take.start == frames(2.75) and take.frames is None


@pytest.mark.parametrize(
    ("keys", "start", "end"),
    [
        ({"in_": seconds("1s")}, 30, 222),
        ({"out": seconds("9s")}, 82, 270),
        ({"in_": seconds("1s"), "out": seconds("9s")}, 30, 270),
        ({"in_": seconds("1s"), "out": seconds("9s"), "trim": False}, 30, 270),
    ],
)
def test_what_is_written_wins(keys: dict[str, Any], start: int, end: int) -> None:
    clip = Clip(file=VOICE, **keys)
    take = only_take(context_with(vo().model_copy(update={"voice": (clip,)})))
    assert (take.start, take.start + (take.frames or 0)) == (start, end)


def test_only_what_is_said_between_in_and_out_counts() -> None:
    clip = Clip(file=VOICE, out=seconds("4.8s"))
    take = only_take(context_with(vo().model_copy(update={"voice": (clip,)}), speech=((1, 2), (6, 7)), loud=(1, 6)))
    assert (take.start, take.frames) == (frames(0.75), 144 - frames(0.75))


def test_all_is_kept_where_that_is_asked_for_or_nobody_speaks() -> None:
    kept = vo().model_copy(update={"voice": (Clip(file=VOICE, trim=False),)})
    for context in (context_with(kept), context_with(vo(), speech=()), context_with(vo(), speech=((4, 4.2),))):
        take = only_take(context)
        assert (take.start, take.frames) == (0, None)


def test_what_is_as_loud_as_the_voice_is_no_silence() -> None:
    """A detector of speech errs on music and on voices that were made of tones."""
    take = only_take(context_with(vo(), loud=(1, 2, 3, 4, 5, 6, 8)))
    assert take.start == frames(0.75)
    assert take.frames is not None and take.start + take.frames == frames(9.4) + 1


def test_what_is_loud_up_to_the_first_word_or_from_the_last_on_belongs_to_it() -> None:
    take = only_take(context_with(vo(), speech=((3, 7),), loud=(2, 3, 4, 5, 6, 7)))
    assert take.start == frames(1.75)
    assert take.frames is not None and take.start + take.frames == frames(8.4) + 1


def test_every_recording_of_a_list_is_cut() -> None:
    part = vo().model_copy(update={"voice": (Clip(file=VOICE), Clip(file=VOICE, in_=seconds("4s")))})
    assert sorted(take.start for take in all_takes(context_with(part))) == [frames(2.75), 120]


def test_headlines_read_in_one_take_are_cut() -> None:
    headlines = Headlines(slug="titulares", stories=("bacheo",), voice=(Clip(file=VOICE),))
    context = context_with(headlines, more=[story(slug="bacheo")])
    assert {take.start for take in all_takes(context)} == {frames(2.75)}


def test_the_camera_goes_along_with_its_sound() -> None:
    context = context_with(Read(copy_="Una frase.", camera=Clip(file=TALK)))
    take = only_take(context)
    assert (take.start, take.chain) == (frames(2.5), "sot")
    assert take.frames is not None
    infos = {take: TakeInfo(sample_at(take.start + take.frames, RATE) - sample_at(take.start, RATE), ())}
    shot = place(replace(context, infos=infos)).timeline.segments[0].shots[0]
    assert isinstance(shot.picture, ClipShot)
    assert (shot.picture.start, shot.frames) == (take.start, take.frames)


def test_a_camera_below_a_voice_of_its_own_goes_along() -> None:
    part = Read(copy_="Una frase.", camera=Clip(file=TALK), voice=(Clip(file=VOICE),))
    context = context_with(part)
    take = only_take(context)
    shot = place(replace(context, infos={take: TakeInfo(48_000, ())})).timeline.segments[0].shots[0]
    assert isinstance(shot.picture, ClipShot)
    assert shot.picture.start == take.start == frames(2.5)


def test_a_sot_is_not_cut() -> None:
    take = only_take(context_with(Sot(clip=Clip(file=TALK))))
    assert (take.start, take.frames) == (0, frames(10))
