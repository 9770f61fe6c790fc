"""Placing: rundowns in, timelines out, without a file or a process."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from placing_making import (
    CLIP,
    LONG,
    PHOTO,
    RATE,
    TALK,
    VOICE,
    assert_tiled,
    context_of,
    placed,
    placing,
    seconds,
    story,
    talk,
    texts,
    times,
    vo,
)

from newscast.base.errors import FilesError, Place
from newscast.base.timecode import frames_covering, parse_time, sample_at
from newscast.rundown.model import (
    Break,
    Card,
    Clip,
    Close,
    Cover,
    Headlines,
    Open,
    Read,
    Sot,
    Spot,
    Sting,
    Super,
    Tease,
    Vo,
)
from newscast.show.music import Bed, StingMusic
from newscast.show.person import Person
from newscast.timeline.form import SOUND_ONLY, VERTICAL
from newscast.timeline.heard import Take, TakeInfo
from newscast.timeline.seen import ClipShot, GraphicShot, StillShot
from newscast.timeline.spans import Span
from newscast.timeline.takes import headlines_takes


def test_a_part_lasts_as_long_as_its_voice_in_whole_frames() -> None:
    (segment,) = placed(story(vo(Clip(file=PHOTO)))).segments
    assert segment.frames == 300  # 10 s x 29.97 = 299.7
    assert_tiled(segment)


def test_pictures_share_the_time_of_the_voice() -> None:
    (segment,) = placed(story(vo(Clip(file=CLIP), Clip(file=PHOTO)))).segments
    assert [shot.frames for shot in segment.shots] == [89, 211]
    assert_tiled(segment)


def test_a_clip_alone_and_too_short_is_repeated_with_a_warning() -> None:
    result = placing(story(vo(Clip(file=CLIP))))
    (segment,) = result.timeline.segments
    assert_tiled(segment)
    assert all(isinstance(shot.picture, ClipShot) and shot.picture.start == 0 for shot in segment.shots)
    assert [problem.warning for problem in result.warnings] == [True]


def shown(*pictures: Any) -> tuple[list[tuple[str, int, int]], list[str]]:
    """Of a part of ten seconds: file, first frame in it and frames of each shot, and the kinds of its warnings but that
    something is long."""
    result = placing(story(vo(*pictures)))
    (segment,) = result.timeline.segments
    assert_tiled(segment)
    shots = [
        (each.picture.file.name, getattr(each.picture, "start", 0), each.frames)
        for each in segment.shots
        if not isinstance(each.picture, GraphicShot)
    ]
    return shots, [problem.code for problem in result.warnings if not problem.code.endswith("-long")]


def test_a_clip_that_would_be_a_flash_holds_its_last_picture_for_two_seconds() -> None:
    short = Clip(file=CLIP, in_=parse_time("2s"))
    assert shown(short, Clip(file=PHOTO)) == ([("clip.mp4", 60, 60), ("photo.jpg", 0, 240)], [])
    asked = short.model_copy(update={"out": parse_time("3s")})
    assert shown(asked, Clip(file=PHOTO)) == ([("clip.mp4", 60, 30), ("photo.jpg", 0, 270)], [])
    until = Clip(file=CLIP, out=parse_time("1s"))
    assert shown(until, Clip(file=PHOTO)) == ([("clip.mp4", 0, 30), ("photo.jpg", 0, 270)], [])


def test_a_held_picture_is_silent() -> None:
    short = Clip(file=CLIP, in_=parse_time("2s"), sound=-18.0)
    (segment,) = placed(story(vo(short, Clip(file=PHOTO)))).segments
    (natural,) = (each for each in segment.sounds if each.take.chain == "natural")
    assert natural.take == Take("natural", CLIP, 60, 29)
    assert natural.samples == sample_at(89, RATE) - sample_at(60, RATE)


def test_clips_that_are_too_short_together_come_in_turn() -> None:
    shots, codes = shown(Clip(file=CLIP), Clip(file=CLIP, in_=parse_time("1s")))
    assert shots == [("clip.mp4", 0, 89), ("clip.mp4", 30, 60), ("clip.mp4", 0, 89), ("clip.mp4", 30, 62)]
    assert codes == ["pictures-repeated"]


def test_no_clip_is_begun_anew_for_a_flash() -> None:
    assert shown(Clip(file=CLIP))[0] == [("clip.mp4", 0, 89), ("clip.mp4", 0, 89), ("clip.mp4", 0, 122)]
    nine = Clip(file=TALK, in_=parse_time("1s"))
    assert shown(nine)[0] == [("sot.mp4", 30, 300)]
    brief = [Clip(file=CLIP, in_=parse_time("0s"), out=parse_time("1s"))] * 2
    frames = [frames for _file, _start, frames in shown(*brief)[0]]
    assert (frames[:2], min(frames[2:])) == ([30, 30], 60)


def test_clips_that_would_come_again_and_again_leave_the_rest_to_the_card_of_the_story() -> None:
    twice = {"voice": (Clip(file=VOICE), Clip(file=VOICE))}
    part = vo(Clip(file=CLIP, in_=parse_time("1s"), out=parse_time("3s"))).model_copy(update=twice)
    result = placing(story(part, department="Obras"))
    (segment,) = result.timeline.segments
    assert_tiled(segment)
    *clips, card = segment.shots
    assert [(shot.frames, getattr(shot.picture, "start", None)) for shot in clips] == [(60, 30), (60, 30)]
    told = GraphicShot("topic", (("department", "Obras"), ("headline", "Concluye el bacheo")))
    assert (card.picture, card.frames) == (told, 480)
    assert ["a card takes the rest" in problem.message for problem in result.warnings] == [True]
    enough = vo(Clip(file=CLIP, in_=parse_time("1s")))
    assert all(isinstance(shot.picture, ClipShot) for shot in placed(story(enough)).segments[0].shots)


def test_somebody_heard_over_a_clip_that_is_far_too_short_has_their_own_card() -> None:
    short = Clip(file=CLIP, in_=parse_time("2s"), out=parse_time("3s"))
    long = Clip(file=VOICE, in_=parse_time("0s"), out=parse_time("20s"))
    (segment,) = placed(story(Sot(clip=long, who="laura", pictures=(short,)))).segments
    assert_tiled(segment)
    last = segment.shots[-1].picture
    assert isinstance(last, GraphicShot) and last.graphic == "voice"


def test_a_photo_with_a_written_time_holds_what_is_left() -> None:
    clip = Clip(file=CLIP, in_=parse_time("0s"), out=parse_time("3s"))
    photo = Clip(file=PHOTO, in_=parse_time("0s"), out=parse_time("2s"))
    assert shown(clip, photo) == ([("clip.mp4", 0, 90), ("photo.jpg", 0, 210)], ["pictures-repeated"])


def test_pictures_that_are_seen_for_less_than_a_second_are_told() -> None:
    assert shown(*[Clip(file=PHOTO)] * 10)[1] == []
    assert shown(*[Clip(file=PHOTO)] * 11)[1] == ["picture-brief"] * 11


def test_too_many_pictures_are_an_error_that_names_each() -> None:
    with pytest.raises(FilesError) as caught:
        placed(story(vo(*[Clip(file=PHOTO)] * 30)))
    assert "too short to be seen" in str(caught.value)


def test_a_sot_lasts_from_in_to_out_and_names_its_speaker() -> None:
    sot = Sot(clip=Clip(file=TALK, in_=parse_time("1s"), out=parse_time("9s")), who="laura", transcript="Trabajamos.")
    (segment,) = placed(story(sot)).segments
    assert segment.frames == 240
    (name,) = texts(segment, "lower-third")
    assert dict(name.fields)["title"] == "Laura Demo"
    assert (name.start, name.frames) == (21, 120)
    assert segment.sounds[0].take == Take("sot", TALK, 30, 240)
    assert segment.sounds[0].samples == sample_at(270, RATE) - sample_at(30, RATE)
    assert segment.quiet == (Span(0, sample_at(240, RATE)),)


def test_a_short_sot_keeps_its_name_throughout() -> None:
    sot = Sot(clip=Clip(file=TALK, in_=parse_time("0s"), out=parse_time("5s")), who="laura")
    (segment,) = placed(story(sot)).segments
    assert (segment.supers[0].start, segment.supers[0].frames) == (0, 150)


def test_a_name_comes_once_in_a_story() -> None:
    sot = Sot(clip=Clip(file=TALK), who="laura")
    (segment,) = placed(story(sot, sot)).segments
    assert len([shown for shown in segment.supers if shown.graphic == "lower-third"]) == 1


def test_a_cover_hides_the_picture_and_not_the_sound() -> None:
    cover = Cover(file=LONG, at=parse_time("4s"), for_=parse_time("2s"))
    (segment,) = placed(story(Sot(clip=Clip(file=TALK), cover=(cover,)))).segments
    assert [(shot.picture.file, shot.start, shot.picture.start) for shot in segment.shots] == [  # type: ignore[union-attr]
        (TALK, 0, 0),
        (LONG, 120, 0),
        (TALK, 180, 180),
    ]
    assert_tiled(segment)
    assert len(segment.sounds) == 1


def test_a_cover_from_the_start_leaves_nothing_of_no_length_before_it() -> None:
    cover = Cover(file=LONG, at=parse_time("0s"), for_=parse_time("2s"))
    (segment,) = placed(story(Sot(clip=Clip(file=TALK), cover=(cover,)))).segments
    assert [(shot.picture.file, shot.start) for shot in segment.shots] == [(LONG, 0), (TALK, 60)]  # type: ignore[union-attr]
    assert_tiled(segment)


def test_a_cover_is_heard_as_loud_as_it_was_asked_for() -> None:
    cover = Cover(file=LONG, at=parse_time("4s"), for_=parse_time("2s"), in_=parse_time("1s"), sound=-18.0)
    (segment,) = placed(story(Sot(clip=Clip(file=TALK), cover=(cover,)))).segments
    assert [sound.take.chain for sound in segment.sounds] == ["sot", "natural"]
    natural = segment.sounds[1]
    assert (natural.take, natural.gain) == (Take("natural", LONG, 30, 60), -18.0)
    assert (natural.start, natural.start + natural.samples) == (sample_at(120, RATE), sample_at(180, RATE))


def test_natural_sound_follows_its_picture() -> None:
    first, second = Clip(file=PHOTO), Clip(file=LONG, in_=parse_time("5s"), sound=-18.0)
    (segment,) = placed(story(vo(first, second))).segments
    natural = segment.sounds[1]
    assert natural.take == Take("natural", LONG, 150, 150)
    assert (natural.start, natural.gain) == (sample_at(150, RATE), -18.0)
    assert natural.samples == sample_at(300, RATE) - sample_at(150, RATE)


def test_radio_has_no_pictures_and_silent_headlines_are_left_out() -> None:
    timeline = placed(Headlines(slug="headlines", stories=("bacheo",)), story(vo(Clip(file=CLIP))), form=SOUND_ONLY)
    assert [segment.slug for segment in timeline.segments] == ["bacheo"]
    assert not any(segment.shots or segment.supers for segment in timeline.segments)


def test_silent_headline_cards_stand_over_the_storys_picture() -> None:
    timeline = placed(Headlines(slug="headlines", stories=("bacheo",)), story(vo(Clip(file=PHOTO))))
    card = timeline.segments[0].shots[0].picture
    assert isinstance(card, GraphicShot)
    assert isinstance(card.background, StillShot)
    assert dict(card.fields)["headline"] == "Concluye el bacheo"
    assert timeline.segments[0].frames == 105  # 3.5 s


def test_one_take_for_all_teases_is_cut_at_its_pauses() -> None:
    headlines = Headlines(slug="headlines", stories=("bacheo", "feria"), voice=(Clip(file=VOICE),))
    stories = [story(vo(Clip(file=PHOTO)), slug=slug, tease=Tease(copy_="Una frase.")) for slug in headlines.stories]
    segment = placed(headlines, *stories).segments[0]
    assert segment.frames == 300
    pause = 300 * 254_400 // 480_000  # a fifth of a second before the second span
    assert abs(segment.shots[1].start - pause) <= 1
    assert [utterance.text for utterance in segment.utterances] == ["Una frase.", "Una frase."]
    assert_tiled(segment)


def test_a_presenter_is_named_at_the_first_read_only() -> None:
    read = Read(copy_="Buenos días.", camera=Clip(file=TALK))
    (segment,) = placed(story(read, read)).segments
    assert times(segment, "lower-third") == [(21, 120)]


def test_opener_parts_follow_its_animation() -> None:
    read = Read(copy_="Buenos días.", camera=Clip(file=TALK))
    timeline = placed(Open(slug="open", name="main", parts=(read,)), Close(slug="close", name="main"))
    first, last = timeline.segments
    assert first.shots[0].frames == 210
    assert first.shots[1].start == 210
    assert last.frames == 210
    music = first.sounds[0]
    assert music.samples > sample_at(210, RATE)  # sounds on under the greeting
    assert last.sounds[0].samples == sample_at(210, RATE)


def test_none_is_no_opener_sting_or_closing() -> None:
    nothing = (Open(slug="open", name="none"), Sting(slug="sting", name="none"), Close(slug="close", name="none"))
    timeline = placed(*nothing, story(vo(Clip(file=PHOTO))))
    assert [(segment.slug, segment.start, segment.frames) for segment in timeline.segments] == [("bacheo", 0, 300)]


def test_a_vertical_cut_has_no_opener_and_shows_its_headline_at_once() -> None:
    timeline = placed(Open(slug="open", name="main"), story(vo(Clip(file=PHOTO))), form=VERTICAL)
    (segment,) = timeline.segments
    hook = segment.supers[0]
    assert (hook.graphic, hook.start) == ("hook", 0)


def test_a_name_waits_for_the_headline_of_a_cut() -> None:
    talk = Sot(clip=Clip(file=TALK), who="laura")
    hook, name = placed(story(talk), form=VERTICAL).segments[0].supers
    assert name.start == hook.frames == 105
    assert name.frames == 120


def test_the_built_in_sting_hits_on_the_cut() -> None:
    sting = Take("music", music="sting")
    timeline = placed(story(vo(Clip(file=PHOTO))), Sting(slug="sting", name="main"), infos={sting: TakeInfo(105_600)})
    segment = timeline.segments[1]
    assert segment.sounds[0].start == -28_800
    assert segment.frames == 48  # what follows the hit, in frames


def test_a_silent_card_lasts_its_reading_time() -> None:
    card = Card(card="figures", fields={"title": "En un mes", "items": ["4,200 baches", "38 colonias", "12 vías"]})
    (segment,) = placed(story(card)).segments
    assert segment.frames == 132  # three figures 0.6 s apart, 2 s to look at them
    assert not segment.sounds


@pytest.mark.parametrize(("asked", "told"), [("2s", True), ("2.3s", False), ("9s", False)])
def test_a_card_that_nobody_could_read_is_told(asked: str, told: bool) -> None:
    fields = {"title": "En un mes", "items": ["4,200 baches", "38 colonias", "12 vías"]}
    found = placing(story(Card(card="figures", fields=fields, duration=seconds(asked)))).warnings
    assert [each.code for each in found] == ["card-brief"] * told


def test_a_transition_never_changes_time() -> None:
    cut = placed(story(vo(Clip(file=PHOTO))), story(vo(Clip(file=PHOTO)), slug="feria"))
    soft = placed(story(vo(Clip(file=PHOTO))), story(vo(Clip(file=PHOTO)), slug="feria", transition="dissolve"))
    assert soft.frames == cut.frames
    assert soft.segments[0].transition is None
    assert soft.segments[1].transition is not None
    assert soft.segments[1].transition.frames == 15


def test_a_segment_is_placed_alike_wherever_it_stands() -> None:
    alone = placed(story(vo(Clip(file=CLIP), Clip(file=PHOTO)))).segments[0]
    later = placed(story(vo(Clip(file=PHOTO)), slug="antes"), story(vo(Clip(file=CLIP), Clip(file=PHOTO)))).segments[1]
    assert (alone.shots, alone.supers, alone.sounds) == (later.shots, later.supers, later.sounds)


def test_a_super_after_its_part_is_an_error() -> None:
    late = Super(at=parse_time("20s"), title="Tarde")
    with pytest.raises(FilesError, match="after its part has ended"):
        placed(story(vo(Clip(file=PHOTO), supers=(late,))))


def entered(before: str, after: str, wanted: str = "0.5s", **more: Any) -> int | None:
    """Frames of the transition between two stories of those lengths, at 29.97 frames a second."""
    first = story(talk("0s", before), slug="antes")
    second = story(talk("0s", after), transition="wipe", transition_duration=seconds(wanted))
    transition = placed(first, second, **more).segments[1].transition
    return transition.frames if transition else None


def test_a_transition_leaves_a_frame_of_what_it_leads_from_and_into() -> None:
    assert entered("0.4s", "5s") == 11  # 12 frames before it
    assert entered("5s", "0.4s") == 11
    assert entered("5s", "5s", "2s") == 60
    assert entered("0.034s", "5s") is None  # one frame
    assert entered("5s", "5s", form=SOUND_ONLY) is None


def test_a_transition_leads_from_the_last_segment_that_is_seen() -> None:
    nothing = Sting(slug="sting", name="none")
    segments = story(talk("0s", "0.4s"), slug="antes"), nothing, story(talk("0s", "5s"), transition="dissolve")
    transition = placed(*segments).segments[1].transition
    assert transition and transition.frames == 11


def test_a_kit_may_enter_every_segment_but_the_first() -> None:
    first, second, third = placed(
        story(talk("0s", "5s"), slug="a"),
        story(talk("0s", "5s"), slug="b"),
        story(talk("0s", "5s"), slug="c", transition="cut"),
        transition="dissolve",
    ).segments
    assert (first.transition, third.transition) == (None, None)
    assert second.transition and (second.transition.kind, second.transition.frames) == ("dissolve", 15)


@pytest.mark.parametrize(
    ("end", "start", "frames"), [("5.9s", 0, 177), ("6s", 21, 120), ("6.1s", 21, 120), ("9.5s", 21, 120)]
)
def test_a_name_leaves_before_its_part_does(end: str, start: int, frames: int) -> None:
    assert times(placed(story(talk("0s", end, who="laura"))).segments[0], "lower-third") == [(start, frames)]


def test_a_long_name_in_a_part_it_nearly_fills_leaves_as_it_came() -> None:
    people = {"x": Person(name="María de los Ángeles " * 3, role="Directora de Obras Públicas " * 3)}
    sot = talk("0s", "6.5s", who="x")
    assert times(placed(story(sot), people=people).segments[0], "lower-third") == [(21, 195 - 42)]


def test_a_name_is_shown_again_after_a_minute() -> None:
    minute = Clip(file=LONG, in_=seconds("0s"), out=seconds("60s"))
    sot, long = talk("0s", "8s", who="laura"), Sot(clip=minute, who="laura")
    (segment,) = placed(story(long, sot)).segments
    assert [shown.start for shown in texts(segment, "lower-third")] == [21, 1798 + 21]
    (segment,) = placed(story(sot, sot, sot)).segments
    assert [shown.start for shown in texts(segment, "lower-third")] == [21]


def test_credits_do_not_wait_for_a_headline() -> None:
    hook, credit = placed(story(vo(Clip(file=PHOTO, credit="Obras"))), form=VERTICAL).segments[0].supers
    assert (hook.start, credit.start, credit.frames) == (0, 0, 300)


def test_one_credit_stands_over_neighbours_that_share_it() -> None:
    one, other = Clip(file=PHOTO, credit="Obras"), Clip(file=PHOTO, credit="Parques")
    (segment,) = placed(story(vo(one, one, other, Clip(file=PHOTO), one))).segments
    assert [(shown.start, shown.frames, dict(shown.fields)["credit"]) for shown in texts(segment, "credit")] == [
        (0, 120, "Obras"),
        (120, 60, "Parques"),
        (240, 60, "Obras"),
    ]


def test_takes_are_heard_one_after_another_and_speech_goes_along() -> None:
    part = Vo(copy_="Una frase.", voice=(Clip(file=VOICE), Clip(file=LONG)))
    (segment,) = placed(story(part, part)).segments
    assert [sound.start for sound in segment.sounds] == [
        0,
        480_000,
        sample_at(600, RATE),
        sample_at(600, RATE) + 480_000,
    ]
    assert segment.frames == 1200
    first, second = segment.utterances
    assert first.speech == (
        Span(4_800, 240_000),
        Span(264_000, 475_200),
        Span(484_800, 720_000),
        Span(744_000, 955_200),
    )
    begin = sample_at(600, RATE)
    assert (second.start, second.samples) == (begin, 960_000)
    assert second.speech == tuple(Span(span.start + begin, span.end + begin) for span in first.speech)


def test_what_is_quiet_moves_with_its_part() -> None:
    (segment,) = placed(story(vo(Clip(file=PHOTO)), talk("0s", "4s"))).segments
    assert segment.quiet == (Span(sample_at(303, RATE), sample_at(303, RATE) + sample_at(120, RATE)),)


def test_a_cover_ends_with_its_part_and_the_clip_below_goes_on_meanwhile() -> None:
    edge = Cover(file=LONG, at=seconds("8.5s"), for_=seconds("5s"))
    (segment,) = placed(story(talk("1s", "10s", cover=(edge,)))).segments
    assert [(shot.start, shot.frames) for shot in segment.shots] == [(0, 255), (255, 15)]
    assert segment.shots[0].picture == ClipShot(TALK, 30, focus=(0.5, 0.4))


def test_a_clip_that_is_held_does_not_flicker() -> None:
    short = Clip(file=CLIP, in_=seconds("0s"), out=seconds("2s"))
    (segment,) = placed(story(talk("0s", "1s", who="ana"), vo(short))).segments
    lengths = [shot.frames for shot in segment.shots[1:]]
    assert lengths == [60, 60, 60, 60, 60]
    (segment,) = placed(story(vo(Clip(file=CLIP, in_=seconds("0s"), out=seconds("2.43s"))))).segments
    assert [shot.frames for shot in segment.shots] == [73, 73, 73, 73 + 8]


def test_a_spot_has_no_bug_and_no_bed_and_a_story_may_choose() -> None:
    spot = Spot(slug="spot", clip=Clip(file=TALK))
    stories = story(talk("0s", "5s"), bed="none"), story(talk("0s", "5s"), slug="b", bed="alegre")
    headlines = Headlines(slug="headlines", stories=("bacheo",))
    first, second, third, fourth = placed(spot, *stories, headlines).segments
    assert [each.bug for each in (first, second, third, fourth)] == [False, True, True, True]
    assert [each.bed for each in (first, second, third, fourth)] == [None, None, "alegre", "headlines"]
    assert first.quiet == (Span(0, sample_at(first.frames, RATE)),) and first.frames == 299
    sound = placed(story(talk("0s", "5s")), form=SOUND_ONLY).segments[0]
    assert (sound.bug, sound.bed) == (False, "main")


def test_a_kits_own_sting_hits_on_the_cut_where_it_was_heard_or_declared_to() -> None:
    heard = {Take("music", VOICE): TakeInfo(96_000, hit=30_000)}
    for hit, wanted in ((None, 30_000), (parse_time("0.5s"), 24_000)):
        own = StingMusic(file=VOICE, hit=hit)
        made = placed(story(vo(Clip(file=PHOTO))), Sting(slug="sting", name="main"), infos=heard, sting=own)
        assert made.segments[1].sounds[0].start == -wanted
        assert made.segments[1].frames == frames_covering(Fraction(96_000 - wanted, 48_000), made.rate)


def test_a_sting_that_hits_at_its_end_hits_on_the_cut_and_is_seen_for_a_moment() -> None:
    heard = {Take("music", VOICE): TakeInfo(96_000, hit=91_200)}
    own = StingMusic(file=VOICE)
    made = placed(story(vo(Clip(file=PHOTO))), Sting(slug="sting", name="main"), infos=heard, sting=own)
    assert (made.segments[1].sounds[0].start, made.segments[1].frames) == (-91_200, 12)


def test_a_bed_goes_on_through_the_programme_unheard_where_it_must() -> None:
    bed = Bed(through="programme")
    segments = (story(vo(Clip(file=PHOTO))), Sting(slug="sting", name="main"), Break(slug="corte", name="corte"))
    without = story(vo(Clip(file=PHOTO))).model_copy(update={"slug": "luto", "bed": "none"})
    made = placed(*segments, without, infos={Take("music", music="sting"): TakeInfo(105_600)}, bed=bed)
    assert [each.bed for each in made.segments] == ["main", "main", None, "main"]
    length = sample_at(made.segments[3].frames, made.rate)
    assert made.segments[3].quiet == (Span(-24_000, length + 24_000),)
    assert [each.has_bed for each in made.segments] == [True, True, False, False]


def test_the_first_sting_starts_with_its_pickup() -> None:
    take = Take("music", music="sting")
    first, _story, second = placed(
        Sting(slug="sting", name="main"),
        story(talk("0s", "5s")),
        Sting(slug="sting-2", name="main"),
        infos={take: TakeInfo(105_600)},
    ).segments
    assert (first.sounds[0].start, first.frames) == (0, 66)
    assert (second.sounds[0].start, second.frames) == (-28_800, 48)


def test_a_tick_meets_every_headline_card_of_the_built_in_music() -> None:
    headlines = Headlines(slug="headlines", stories=("a", "b"))
    stories = [story(talk("0s", "5s"), slug=slug) for slug in ("a", "b")]
    segment = placed(headlines, *stories).segments[0]
    assert [(sound.take.music, sound.start) for sound in segment.sounds] == [
        ("tick", 0),
        ("tick", sample_at(105, RATE)),
    ]
    assert {sound.gain for sound in segment.sounds} == {-8.0}
    assert [part.frames for part in segment.parts] == [105, 105]
    own = placed(headlines, *stories, bed=Bed(file=VOICE)).segments[0]
    assert own.sounds == () and own.bed == "main"


def test_a_spoken_card_stays_after_its_tease() -> None:
    headlines = Headlines(slug="headlines", stories=("bacheo",), voice="synth")
    piece = placed(headlines, story(talk("0s", "5s"))).segments[0]
    assert piece.frames == 312  # 10 s and 0.4 s at 29.97
    assert piece.utterances[0].samples == 480_000


def test_a_minute_counts_from_when_a_name_was_shown_last() -> None:
    sot = talk("0s", "8s", who="laura")
    most = Sot(clip=Clip(file=LONG, in_=seconds("0s"), out=seconds("59s")), who="laura")
    minute = Sot(clip=Clip(file=LONG, in_=seconds("0s"), out=seconds("60s")), who="laura")
    assert times(placed(story(most, sot)).segments[0], "lower-third") == [(21, 120)]
    assert times(placed(story(minute, sot, sot)).segments[0], "lower-third") == [(21, 120), (1798 + 21, 120)]


def test_a_credit_ends_where_a_picture_without_it_comes() -> None:
    one = Clip(file=PHOTO, credit="Obras")
    segment = placed(story(vo(one, Clip(file=PHOTO), one))).segments[0]
    assert times(segment, "credit") == [(0, 100), (200, 100)]


def shortened(before: Any, after: Any, **how: Any) -> list[tuple[str, int | None]]:
    """Warnings of transitions, with the line of each."""
    return [(each.code, each.place.line if each.place else None) for each in placing(before, after, **how).warnings]


def test_a_transition_that_is_shortened_is_told_where_it_was_written() -> None:
    lines = {
        key: Place(Path("r.yaml"), line, 1)
        for line, key in enumerate(("story", "transition", "transition_duration"), 1)
    }
    long = {"transition": "wipe", "transition_duration": seconds("3s")}
    brief, other = story(talk("0s", "1s"), slug="antes"), story(talk("0s", "9s"))
    for count, written in enumerate(({}, {"transition": "wipe"}, long), 1):
        places = dict(list(lines.items())[:count])
        entered = other.model_copy(update={**written, "places": places})
        half = brief if count == 3 else story(talk("0s", "0.3s"), slug="antes")
        assert shortened(half, entered, transition="dissolve") == [("transition-shortened", count)]
    assert shortened(brief, other.model_copy(update={"transition": "wipe"})) == []
    assert shortened(brief, other.model_copy(update=long), form=SOUND_ONLY) == []


def test_a_break_is_a_mark_though_it_lasts_no_time() -> None:
    timeline = placed(
        story(talk("0s", "5s"), slug="antes"),
        Break(slug="corte", name="corte"),
        story(talk("0s", "5s")),
        form=SOUND_ONLY,
    )
    assert [(each.slug, each.start, each.frames) for each in timeline.segments] == [
        ("antes", 0, 150),
        ("corte", 150, 0),
        ("bacheo", 150, 150),
    ]


def test_one_take_is_cut_where_the_share_of_its_letters_has_been_said() -> None:
    """Where there is no pause; nothing is so short that it has no share."""
    headlines = Headlines(slug="headlines", stories=("a", "b"), voice=(Clip(file=VOICE),))
    teases = {"a": "Una frase que es tres veces tan larga como la otra.", "b": "Una frase corta."}
    stories = [story(vo(Clip(file=PHOTO)), slug=slug, tease=Tease(copy_=copy)) for slug, copy in teases.items()]
    (take,) = headlines_takes(headlines, context_of(headlines, *stories))
    spoken = TakeInfo(480_000, (Span(0, 480_000),))
    segment = placed(headlines, *stories, infos={take: spoken}).segments[0]
    first, second = map(len, teases.values())
    assert abs(segment.shots[1].start - 300 * first / (first + second)) <= 1
