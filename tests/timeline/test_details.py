"""Placing in detail: what belongs to what, to the frame and the sample."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from placing_making import (
    CLIP,
    LONG,
    OTHER_PHOTO,
    PHOTO,
    RATE,
    TALK,
    VOICE,
    context_of,
    placed,
    seconds,
    story,
    talk,
    times,
    vo,
)

from newscast.base.timecode import sample_at
from newscast.rundown.model import Clip, Close, Cover, Headlines, Open, Sot, Spot, Super, Tease, Vo
from newscast.show.ends import Closing, Opener
from newscast.show.person import Person, SynthVoice
from newscast.timeline.form import SOUND_ONLY, VERTICAL
from newscast.timeline.heard import Take, TakeInfo
from newscast.timeline.seen import ClipShot, GraphicShot, StillShot
from newscast.timeline.spans import Span
from newscast.timeline.takes import all_takes

LUIS = SynthVoice(voice="es", rate=180, pitch=30)


def digests(*parts: Any, **how: Any) -> list[str]:
    return [part.digest for part in placed(story(*parts), **how).segments[0].parts]


def test_a_clip_with_only_an_out_takes_its_share_up_to_it() -> None:
    (segment,) = placed(story(vo(Clip(file=LONG, out=seconds("8s")), Clip(file=PHOTO)))).segments
    assert [shot.frames for shot in segment.shots] == [150, 150]
    (segment,) = placed(story(vo(Clip(file=LONG, out=seconds("2s")), Clip(file=PHOTO)))).segments
    assert [shot.frames for shot in segment.shots] == [60, 240]


def test_natural_sound_begins_with_its_picture_wherever_in_its_clip() -> None:
    clip = Clip(file=LONG, in_=seconds("2s"), sound=-18.0)
    natural = placed(story(vo(Clip(file=PHOTO), clip))).segments[0].sounds[1]
    assert (natural.take, natural.start) == (Take("natural", LONG, 60, 150), sample_at(150, RATE))


def test_a_stretch_of_a_clip_has_the_samples_between_its_frames() -> None:
    """From frame 1 to frame 32 there is one sample more than in the first 31 frames."""
    first, last = seconds("00:00:00:01"), seconds("00:00:01:02")
    length = sample_at(32, RATE) - sample_at(1, RATE)
    assert length == sample_at(31, RATE) + 1
    clip = Clip(file=TALK, in_=first, out=last)
    sot, spot = placed(story(Sot(clip=clip)), Spot(slug="spot", clip=clip)).segments
    assert [each.sounds[0].samples for each in (sot, spot)] == [length, length]
    natural = placed(story(vo(clip.model_copy(update={"sound": -12.0}), Clip(file=PHOTO)))).segments[0].sounds[1]
    assert natural.samples == length


def test_a_cover_without_a_time_lasts_as_long_as_its_clip() -> None:
    cover = Cover(file=CLIP, at=seconds("1s"))
    (segment,) = placed(story(talk("0s", "9s", cover=(cover,)))).segments
    assert [(shot.start, shot.frames) for shot in segment.shots] == [(0, 30), (30, 89), (119, 151)]


def test_a_text_ends_with_its_part() -> None:
    shown = Super(at=seconds("8s"), for_=seconds("5s"), title="Bulevar Morelos")
    (segment,) = placed(story(vo(Clip(file=PHOTO), supers=(shown,)), talk("0s", "5s"))).segments
    assert times(segment, "title") == [(240, 63)]


def test_a_spoken_card_stays_until_it_is_read_where_it_is_seen() -> None:
    tease = Tease(copy_="Una frase.", voice=(Clip(file=VOICE),))
    short = {Take("voice", VOICE): TakeInfo(48_000, (Span(0, 48_000),))}
    segments = Headlines(slug="headlines", stories=("bacheo",)), story(talk("0s", "5s"), tease=tease)
    assert placed(*segments, infos=short).segments[0].frames == 105  # 3.5 s
    assert placed(*segments, infos=short, form=SOUND_ONLY).segments[0].frames == 42  # 1 s and 0.4 s


def teases(*copies: str) -> list[Any]:
    """Headlines that are read in one take, and their stories."""
    slugs = tuple(f"nota-{number}" for number, _copy in enumerate(copies))
    stories = [story(talk("0s", "5s"), slug=slug, tease=Tease(copy_=c)) for slug, c in zip(slugs, copies, strict=True)]
    return [Headlines(slug="headlines", stories=slugs, voice=(Clip(file=VOICE),)), *stories]


def test_each_tease_has_the_speech_of_its_own_card() -> None:
    segment = placed(*teases("Una frase.", "Otra frase.")).segments[0]
    assert [said.speech for said in segment.utterances] == [(Span(4_800, 240_000),), (Span(264_000, 475_200),)]
    first, second = segment.utterances
    assert (first.start, first.start + first.samples) == (0, second.start)
    assert second.start + second.samples == 480_000


@pytest.mark.parametrize(
    ("speech", "cuts"),
    [
        ([(0, 400_000), (440_000, 480_000)], [92, 269]),
        ([(0, 60_000), (100_000, 480_000)], [56, 208]),
        ([(0, 480_000)], [100, 200]),
        ([(0, 140_000), (150_000, 300_000), (440_000, 480_000)], [88, 269]),
        ([(0, 20_000), (30_000, 60_000), (70_000, 480_000)], [38, 204]),
    ],
)
def test_cards_follow_each_other_however_few_pauses_a_take_has(speech: list[tuple[int, int]], cuts: list[int]) -> None:
    info = TakeInfo(480_000, tuple(Span(*each) for each in speech))
    segment = placed(*teases(*["Una frase."] * 3), infos={Take("voice", VOICE): info}).segments[0]
    assert [shot.start for shot in segment.shots] == [0, *cuts]
    assert [part.start for part in segment.parts] == [0, *cuts]
    assert sum(part.frames for part in segment.parts) == segment.frames == 300
    assert all(shot.frames > 0 for shot in segment.shots)


def test_a_card_for_which_no_time_is_left_is_no_part() -> None:
    frame = {Take("voice", VOICE): TakeInfo(1_600, (Span(0, 1_600),))}
    segment = placed(*teases("Una frase.", "Otra frase."), infos=frame).segments[0]
    assert [part.frames for part in segment.parts] == [shot.frames for shot in segment.shots] == [1]


def test_a_kit_with_a_video_may_have_music_of_its_own() -> None:
    segments = Open(slug="open", name="main"), Close(slug="close", name="main")
    kit = {"openers": {"main": Opener(video=CLIP, music=VOICE)}, "closings": {"main": Closing(video=CLIP)}}
    opener, closing = placed(*segments, **kit).segments
    assert (opener.frames, opener.shots[0].picture.file) == (89, CLIP)  # type: ignore[union-attr]
    assert (opener.sounds[0].take, opener.sounds[0].samples) == (Take("music", VOICE), 480_000)
    assert (closing.sounds[0].take, closing.sounds[0].samples) == (Take("package", CLIP, 0, 89), sample_at(89, RATE))


def test_a_person_who_is_only_heard_is_shown_as_a_photo_if_there_is_one() -> None:
    def shown(photo: Path | None, *pictures: Any, **how: Any) -> Any:
        laura = Person(name="Laura Demo", role="Directora", photo=photo)
        sot = Sot(clip=Clip(file=VOICE, out=seconds("6s")), who="laura", pictures=pictures)
        return placed(story(sot), people={"laura": laura}, **how).segments[0].shots[0].picture

    heard = Take("sot", VOICE, 0, 180)
    card = GraphicShot("voice", (("name", "Laura Demo"), ("role", "Directora")), heard=heard)
    assert shown(PHOTO) == replace(card, background=StillShot(PHOTO, focus=(0.5, 0.4)))
    assert isinstance(shown(PHOTO, Clip(file=LONG)), ClipShot)
    assert shown(None) == card
    assert shown(PHOTO, lost=[PHOTO]) == card, "in a draft, before the photo has come"


def test_the_levels_of_who_is_heard_go_on_behind_a_cover() -> None:
    cover = Cover(file=PHOTO, at=seconds("2s"), for_=seconds("1s"))
    sot = Sot(clip=Clip(file=VOICE, in_=seconds("1s"), out=seconds("7s")), who="laura", cover=(cover,))
    shots = placed(story(sot), people={"laura": Person(name="Laura Demo")}).segments[0].shots
    cards = [(shot.start, shot.picture.since) for shot in shots if isinstance(shot.picture, GraphicShot)]
    assert [start for start, _since in cards][-1] == 90
    assert all(start == since for start, since in cards if start >= 90)


def test_the_digest_of_a_part_follows_the_photo_it_shows() -> None:
    def digest(part: Sot, photo: Path) -> list[str]:
        return digests(part, people={"laura": Person(name="Laura Demo", role="Directora", photo=photo)})

    heard, seen = Sot(clip=Clip(file=VOICE), who="laura"), talk("0s", "5s", who="laura")
    assert digest(heard, PHOTO) != digest(heard, OTHER_PHOTO)
    assert digest(seen, PHOTO) == digest(seen, OTHER_PHOTO)


def test_the_digest_of_a_part_follows_the_names_in_its_texts() -> None:
    part = vo(Clip(file=PHOTO), supers=(Super(at=seconds("0s"), who="laura"),))
    promoted = {"laura": Person(name="Laura Demo", role="Secretaria")}
    assert digests(part) != digests(part, people=promoted)
    assert digests(vo(Clip(file=PHOTO))) == digests(vo(Clip(file=PHOTO)), people=promoted)


def test_the_headline_of_a_cut_goes_with_its_story() -> None:
    (segment,) = placed(story(talk("0s", "2s")), form=VERTICAL).segments
    assert [(shown.graphic, shown.frames) for shown in segment.supers] == [("hook", segment.frames)] == [("hook", 60)]


def test_a_text_waits_for_a_headline_that_began_in_a_part_before() -> None:
    (segment,) = placed(story(talk("0s", "2s"), talk("0s", "8s", who="laura")), form=VERTICAL).segments
    hook, name = segment.supers
    assert (name.graphic, name.start) == ("lower-third", hook.frames) == ("lower-third", 105)


@pytest.mark.parametrize(("words", "frames"), [(50, 600), (5, 150)])
def test_a_sot_that_is_missing_lasts_as_long_as_its_words(words: int, frames: int) -> None:
    sot = Sot(clip=Clip(file=TALK), transcript=" ".join(["palabra"] * words))
    (segment,) = placed(story(sot), lost=[TALK]).segments
    assert (segment.frames, segment.sounds) == (frames, ())
    assert segment.shots[0].picture == GraphicShot("slate", (("title", "sot.mp4"),))


def voices(*segments: Any) -> dict[str, tuple[str, int, int] | None]:
    people = {"luis": Person(name="Luis Demo", synth=LUIS)}
    found = all_takes(context_of(*segments, people=people, synth=SynthVoice(rate=140)))
    return {take.text: take.voice for take in found if take.chain == "voice"}


def test_whoever_reads_has_their_own_synthetic_voice() -> None:
    parts = Vo(copy_="De Ana.", voice="synth"), Vo(copy_="De Luis.", voice="synth", by="luis")
    assert voices(story(*parts)) == {"De Ana.": ("es-419", 140, 45), "De Luis.": ("es", 180, 30)}


def test_the_headline_of_a_story_without_pictures_is_a_card_of_its_own() -> None:
    """Its text would stand at the bottom of an empty field in which nothing moves."""
    shown, bare = story(vo(Clip(file=PHOTO)), slug="a"), story(vo(), slug="b", department="Obras")
    headlines = placed(Headlines(slug="headlines", stories=("a", "b")), shown, bare).segments[0]
    cards = [shot.picture for shot in headlines.shots if isinstance(shot.picture, GraphicShot)]
    assert [(card.graphic, card.background is None) for card in cards] == [("headline", False), ("topic", True)]
    assert dict(cards[1].fields) == {"department": "Obras", "headline": "Concluye el bacheo"}


def test_a_tease_may_be_read_by_somebody_else_than_the_headlines() -> None:
    own = story(talk("0s", "5s"), slug="a", tease=Tease(copy_="De Ana.", by="ana"))
    others = story(talk("0s", "5s"), slug="b", tease=Tease(copy_="De Luis."))
    found = voices(Headlines(slug="headlines", stories=("a", "b"), voice="synth", by="luis"), own, others)
    assert found == {"De Ana.": ("es-419", 140, 45), "De Luis.": ("es", 180, 30)}


def test_the_photo_of_who_is_heard_is_part_of_what_is_shown_where_nothing_else_is() -> None:
    """An interview without a picture shows the photo of who speaks."""

    def digest(photo: Path | None, *pictures: Clip, file: Path = VOICE) -> str:
        laura = Person(name="Laura Demo", role="Directora", photo=photo)
        (found,) = digests(Sot(clip=Clip(file=file), who="laura", pictures=pictures), people={"laura": laura})
        return found

    assert len({digest(PHOTO), digest(OTHER_PHOTO), digest(None)}) == 3
    assert digest(PHOTO, file=TALK) == digest(OTHER_PHOTO, file=TALK)
    shown = Clip(file=CLIP)
    assert digest(PHOTO, shown) == digest(OTHER_PHOTO, shown)
