"""Texts over the picture: one at a time, who yields to whom, and what is said where there is no time for one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as deadline
from hypothesis import strategies as st
from placing_making import (
    CLIP,
    LONG,
    OTHER_PHOTO,
    PHOTO,
    TALK,
    VOICE,
    assert_tiled,
    placed,
    placing,
    seconds,
    story,
    talk,
    texts,
    times,
    vo,
)

from newscast.base.errors import Place
from newscast.rundown.model import Card, CardPicture, Clip, Cover, Headlines, Open, Package, Read, Sot, Super, Vo
from newscast.show.person import Person
from newscast.timeline.form import BROADCAST, SOUND_ONLY, SQUARE, VERTICAL
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, StillShot

FORMS = [BROADCAST, VERTICAL, SQUARE]
TEXTS = ("lower-third", "title", "hook", "strap")
FIGURES = CardPicture(card="figures", fields={"items": ["38 colonias", "12 vías"]})


def title(at: str, long: str | None = None, text: str = "Talleres gratuitos") -> Super:
    return Super(at=seconds(at), for_=seconds(long) if long else None, title=text, place=Place(Path("r.yaml"), 7, 3))


def who(at: str, long: str | None = None, key: str = "laura") -> Super:
    return Super(at=seconds(at), for_=seconds(long) if long else None, who=key)


def cover(at: str, long: str) -> Cover:
    return Cover(file=LONG, at=seconds(at), for_=seconds(long))


def only(*parts: Any, **how: Any) -> PlacedSegment:
    (segment,) = placed(story(*parts), **how).segments
    return segment


def left_out(*parts: Any, **how: Any) -> list[str]:
    """The texts for which there was no time, by the lines they were written in."""
    return [str(each.place and each.place.line) for each in placing(story(*parts), **how).warnings]


def named(segment: PlacedSegment) -> list[str]:
    return [str(dict(shown.fields)["title"]) for shown in texts(segment, "lower-third")]


def assert_one_at_a_time(segment: PlacedSegment) -> None:
    """No two texts at once, none over a card, none longer than its segment."""
    shown = sorted(times(segment, *TEXTS))
    assert all(first + frames <= start for (first, frames), (start, _frames) in pairwise(shown))
    cards = [
        each for each in segment.shots if isinstance(each.picture, GraphicShot) and each.picture.graphic != "slate"
    ]
    for card in cards:
        assert not any(start < card.start + card.frames and card.start < start + frames for start, frames in shown)
    assert all(frames > 0 and start + frames <= segment.frames for start, frames in shown)


@pytest.mark.parametrize("form", FORMS)
def test_the_next_text_ends_the_one_before(form: Any) -> None:
    segment = only(talk("0s", "9s", supers=(title("1s", "6s"), title("4s", "4s", "Inscripciones"))), form=form)
    assert times(segment, "title") == [(30, 90), (120, 120)]
    assert_one_at_a_time(segment)


def test_texts_may_be_written_in_any_order() -> None:
    segment = only(talk("0s", "9s", supers=(title("4s", "4s", "Segundo"), title("1s", "6s", "Primero"))))
    assert [dict(shown.fields)["title"] for shown in texts(segment, "title")] == ["Primero", "Segundo"]
    assert times(segment, "title") == [(30, 90), (120, 120)]


def test_a_text_that_is_ended_before_it_is_read_is_left_out_with_a_warning() -> None:
    parts = talk("0s", "9s", supers=(title("1s", "6s", "Primero"), title("2.5s", "4s", "Segundo")))
    assert times(only(parts), "title") == [(75, 120)]
    assert left_out(parts) == ["7"]
    enough = talk("0s", "9s", supers=(title("1s", "6s", "Primero"), title("3s", "4s", "Segundo")))
    assert times(only(enough), "title") == [(30, 60), (90, 120)]
    assert left_out(enough) == []


def test_of_two_texts_at_one_time_the_later_is_shown() -> None:
    segment = only(talk("0s", "9s", supers=(title("1s", text="Primero"), title("1s", text="Segundo"))))
    assert [dict(shown.fields)["title"] for shown in texts(segment, "title")] == ["Segundo"]


def test_a_text_that_is_asked_for_a_second_has_it() -> None:
    assert times(only(talk("0s", "9s", supers=(title("1s", "1s"),))), "title") == [(30, 30)]


def test_a_text_just_before_the_end_of_its_part_is_left_out() -> None:
    late = talk("0s", "9s", supers=(title("8s"),))
    assert (times(only(late), "title"), left_out(late)) == ([], ["7"])


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_comes_by_itself_yields_to_a_text(form: Any) -> None:
    segment = only(talk("0s", "10s", who="laura", supers=(title("0.5s", "6s"),)), form=form)
    assert times(segment, "title") == [(15, 180)]
    assert times(segment, "lower-third") == [(195, 300 - 21 - 195)]
    assert_one_at_a_time(segment)


@pytest.mark.parametrize("form", FORMS)
def test_a_name_goes_up_to_the_cut_where_a_text_leaves_it_no_more(form: Any) -> None:
    segment = only(talk("0s", "9s", who="laura", supers=(title("0.5s", "6s"),)), form=form)
    assert times(segment, "lower-third") == [(195, 75)]


def test_a_name_that_a_text_cuts_short_comes_again() -> None:
    segment = only(talk("0s", "10s", who="laura", supers=(title("3s", "2s"),)))
    assert times(segment, "lower-third") == [(21, 69), (150, 120)]


def test_a_name_for_which_no_time_is_left_is_told() -> None:
    silent = talk("0s", "9s", who="laura", supers=(title("0s", "9s"),))
    result = placing(story(silent))
    assert named(result.timeline.segments[0]) == []
    assert ["Laura Demo" in each.message for each in result.warnings] == [True]
    later = placing(story(silent, talk("0s", "9s", who="laura")))
    assert (named(later.timeline.segments[0]), later.warnings) == (["Laura Demo"], ())


def test_a_name_that_was_written_is_not_there_twice() -> None:
    segment = only(talk("0s", "10s", who="laura", supers=(who("5s"),)))
    assert times(segment, "lower-third") == [(150, 120)]


def test_a_text_leaves_before_a_card_comes() -> None:
    """The card is seen from 3.33 s to 6.67 s."""
    segment = only(vo(Clip(file=PHOTO), FIGURES, Clip(file=PHOTO), supers=(title("1s", "6s"),)))
    assert times(segment, "title") == [(30, 70)]
    assert_one_at_a_time(segment)


@pytest.mark.parametrize(("at", "expected"), [("2.5s", []), ("4s", [])])
def test_a_text_on_a_card_or_just_before_it_is_left_out_with_a_warning(at: str, expected: list[Any]) -> None:
    part = vo(Clip(file=PHOTO), FIGURES, Clip(file=PHOTO), supers=(title(at, "3s"),))
    assert (times(only(part), "title"), left_out(part)) == (expected, ["7"])


def test_a_text_that_is_asked_for_until_after_a_card_comes_after_it() -> None:
    segment = only(vo(Clip(file=PHOTO), FIGURES, Clip(file=PHOTO), supers=(title("4s", "5s"),)))
    assert times(segment, "title") == [(200, 70)]


def test_a_name_is_not_over_a_slate_alone() -> None:
    segment = only(talk("0s", "9s", who="laura"), lost=[TALK])
    assert times(segment, "lower-third") == [(21, 120)]


@pytest.mark.parametrize("form", FORMS)
def test_a_part_without_pictures_shows_one_text_only(form: Any) -> None:
    segment = only(Vo(copy_="Una frase.", voice=(Clip(file=VOICE),)), form=form)
    card = GraphicShot("topic", (("headline", "Concluye el bacheo"),))
    assert [shot.picture for shot in segment.shots] == [card]
    assert segment.supers == ()


@pytest.mark.parametrize("form", FORMS)
def test_who_is_only_heard_is_named_once(form: Any) -> None:
    said = Clip(file=VOICE, in_=seconds("0s"), out=seconds("6s"))
    segment = only(Sot(clip=said, who="laura", transcript="Trabajamos."), form=form)
    assert [shot.picture.graphic for shot in segment.shots if isinstance(shot.picture, GraphicShot)] == ["voice"]
    assert segment.supers == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_story_that_begins_with_a_voice_says_first_what_it_is_about(form: Any) -> None:
    long = Sot(clip=Clip(file=VOICE, in_=seconds("0s"), out=seconds("8s")), who="laura")
    short = long.model_copy(update={"clip": Clip(file=VOICE, in_=seconds("0s"), out=seconds("7s"))})

    def cards(*parts: Any) -> list[tuple[str, int]]:
        shots = only(*parts, form=form).shots
        return [(each.picture.graphic, each.start) for each in shots if isinstance(each.picture, GraphicShot)]

    assert cards(long) == [("topic", 0), ("voice", 105)]
    assert cards(short) == [("voice", 0)]
    assert cards(talk("0s", "5s"), long) == [("voice", 150)]
    assert only(long, form=form).supers == ()
    assert_tiled(only(long, form=form))


def test_a_recording_of_nobody_shows_what_its_story_is_about() -> None:
    told = GraphicShot("topic", (("department", "Obras"), ("headline", "Concluye el bacheo")))
    for part in (Sot(clip=Clip(file=VOICE)), Package(clip=Clip(file=VOICE)), Read(copy_="Hola.", voice="synth")):
        (segment,) = placed(story(part, department="Obras")).segments
        assert [shot.picture for shot in segment.shots] == [told]
    greeting = Read(copy_="Hola.", voice="synth")
    (segment,) = placed(Open(slug="open", name="none", parts=(greeting,))).segments
    assert [shot.picture for shot in segment.shots] == [GraphicShot("topic", (("headline", "Demo"),))]


def test_a_headline_under_words_is_drawn_where_captions_have_room() -> None:
    asked = CardPicture(card="headline", fields={"headline": "Son tres días", "kicker": "Obras"})
    told = GraphicShot("topic", (("department", "Obras"), ("headline", "Son tres días")))
    assert [shot.picture for shot in only(vo(asked)).shots] == [told]
    silent = Card(card="headline", fields=asked.fields)
    assert [shot.picture.graphic for shot in only(silent).shots if isinstance(shot.picture, GraphicShot)] == [
        "headline"
    ]


def test_a_card_that_goes_on_does_not_come_in_anew() -> None:
    bare = Vo(copy_="Una frase.", voice=(Clip(file=VOICE),))
    result = placing(story(bare, bare, talk("0s", "5s", who="ana"), bare))
    (segment,) = result.timeline.segments
    assert [(shot.start, shot.frames) for shot in segment.shots] == [(0, 600), (600, 150), (750, 300)]
    assert [part.frames for part in segment.parts] == [300, 300, 150, 300]
    assert len(result.places[0].shots) == 3
    figures = only(Card(card="figures", duration=seconds("5s")), Card(card="figures", duration=seconds("5s")))
    assert len(figures.shots) == 2


def test_a_name_leaves_when_a_cover_comes_and_comes_again_after_it() -> None:
    early = only(talk("0s", "10s", who="laura", cover=(cover("3s", "2s"),)))
    assert times(early, "lower-third") == [(0, 90), (150, 150)]
    late = only(
        Sot(clip=Clip(file=LONG, in_=seconds("0s"), out=seconds("20s")), who="laura", cover=(cover("7s", "3s"),))
    )
    assert times(late, "lower-third") == [(21, 120)], "it had its time"
    again = only(
        Sot(clip=Clip(file=LONG, in_=seconds("0s"), out=seconds("20s")), who="laura", cover=(cover("3s", "3s"),))
    )
    assert times(again, "lower-third") == [(0, 90), (180 + 21, 120)]
    covered = only(talk("0s", "10s", who="laura", cover=(cover("0s", "5s"),)))
    assert times(covered, "lower-third") == [(150, 150)], "after a cover"


def test_a_written_name_ends_at_the_edge_of_a_cover_and_a_title_goes_on() -> None:
    over = cover("4s", "3s")
    assert times(only(talk("0s", "10s", cover=(over,), supers=(who("1s", "5s"),))), "lower-third") == [(30, 90)]
    assert times(only(talk("0s", "10s", cover=(over,), supers=(who("4s", "5s"),))), "lower-third") == [(120, 90)]
    assert times(only(talk("0s", "10s", cover=(over,), supers=(who("8s", "2s"),))), "lower-third") == [(240, 60)]
    assert times(only(talk("0s", "10s", cover=(over,), supers=(title("1s", "5s"),))), "title") == [(30, 150)]


def test_who_is_heard_and_never_seen_is_named_as_a_voice() -> None:
    whole = talk("0s", "10s", who="laura", cover=(cover("0s", "10s"),))
    sound = Sot(clip=Clip(file=VOICE), who="laura", pictures=(Clip(file=LONG),))
    for part in (whole, sound):
        (name,) = texts(only(part), "lower-third")
        assert dict(name.fields) == {"title": "Voz: Laura Demo", "subtitle": "Directora"}
    (name,) = texts(only(whole, language="en-US"), "lower-third")
    assert dict(name.fields)["title"] == "Voice: Laura Demo"
    laura = {"laura": Person(name="Laura Demo", photo=PHOTO)}
    for file, shown in ((PHOTO, "Laura Demo"), (OTHER_PHOTO, "Voz: Laura Demo")):
        part = Sot(clip=Clip(file=VOICE), who="laura", pictures=(Clip(file=file),))
        assert named(only(part, people=laura)) == [shown]


def seen_under(segment: PlacedSegment, shown: PlacedSuper) -> set[Path]:
    """The files that are shown while a text is."""
    end = shown.start + shown.frames
    below = [shot for shot in segment.shots if shot.start < end and shot.start + shot.frames > shown.start]
    return {shot.picture.file for shot in below if isinstance(shot.picture, ClipShot | StillShot)}


def test_a_voice_is_named_over_other_pictures_only() -> None:
    short = only(talk("0s", "4s", who="laura", cover=(cover("1s", "2s"),)))
    assert (named(short), times(short, "lower-third")) == (["Voz: Laura Demo"], [(30, 60)])
    seen = only(talk("0s", "4s", who="laura", cover=(cover("0s", "2s"),)))
    assert (named(seen), times(seen, "lower-third")) == (["Laura Demo"], [(60, 60)])
    camera = only(Read(copy_="Hola.", camera=Clip(file=TALK), cover=(cover("1s", "8s"),)))
    (voice,) = texts(camera, "lower-third")
    assert (named(camera), seen_under(camera, voice)) == (["Voz: Ana Demo"], {LONG})


def test_a_voice_whose_photo_is_among_the_pictures_is_named_on_it() -> None:
    laura = {"laura": Person(name="Laura Demo", photo=PHOTO)}
    segment = only(Sot(clip=Clip(file=VOICE), who="laura", pictures=(Clip(file=LONG), Clip(file=PHOTO))), people=laura)
    (name,) = texts(segment, "lower-third")
    assert (named(segment), seen_under(segment, name)) == (["Laura Demo"], {PHOTO})


@deadline(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(5, 60)), max_size=3), st.integers(30, 100))
def test_no_name_stands_where_somebody_else_may_be_seen(covers: Any, end: int) -> None:
    """Times in tenths of a second; those whose cover begins too late are no part that can be placed."""
    laid = tuple(cover(f"{at / 10}s", f"{long / 10}s") for at, long in covers if at + 10 <= end)
    segment = only(talk("0s", f"{end / 10}s", who="laura", cover=laid))
    for shown in texts(segment, "lower-third"):
        is_voice = str(dict(shown.fields)["title"]).startswith("Voz: ")
        assert seen_under(segment, shown) == ({LONG} if is_voice else {TALK})


def test_a_presenter_has_name_and_role_where_they_are_seen_only() -> None:
    camera = only(Read(copy_="Hola.", camera=Clip(file=TALK)))
    assert dict(texts(camera, "lower-third")[0].fields) == {"title": "Ana Demo", "subtitle": "Presentadora"}
    fountain = only(Read(copy_="Hola.", voice=(Clip(file=VOICE),), pictures=(Clip(file=LONG),)))
    assert [dict(shown.fields) for shown in texts(fountain, "lower-third")] == [{"title": "Voz: Ana Demo"}]
    bare = only(Read(copy_="Hola.", voice=(Clip(file=VOICE),)))
    assert texts(bare, "lower-third") == []


def test_a_voice_that_is_seen_later_is_named_then() -> None:
    over = Read(copy_="Hola.", voice=(Clip(file=VOICE),), pictures=(Clip(file=LONG),))
    assert named(only(over, Read(copy_="Hola.", camera=Clip(file=TALK)))) == ["Voz: Ana Demo", "Ana Demo"]


@pytest.mark.parametrize("form", [BROADCAST, SQUARE])
def test_a_story_says_at_its_start_what_it_is_about(form: Any) -> None:
    (segment,) = placed(story(vo(Clip(file=PHOTO)), department="Obras Públicas"), form=form).segments
    (strap,) = texts(segment, "strap")
    assert (strap.start, strap.frames) == (21, 150)
    assert dict(strap.fields) == {"headline": "Concluye el bacheo", "department": "Obras Públicas"}
    assert texts(segment, "hook") == []


def test_other_segments_and_deliverables_without_picture_have_no_strap() -> None:
    greeting = Read(copy_="Hola.", camera=Clip(file=TALK))
    segments = Open(slug="open", name="main", parts=(greeting,)), Headlines(slug="headlines", stories=("bacheo",))
    opened, headlines, _story = placed(*segments, story(talk("0s", "5s"))).segments
    assert texts(opened, "strap") == texts(headlines, "strap") == []
    assert only(vo(Clip(file=PHOTO)), form=SOUND_ONLY).supers == ()


def test_a_strap_gives_way_to_written_texts_and_to_names() -> None:
    named_first = only(talk("0s", "10s", who="laura"), vo(Clip(file=PHOTO)))
    assert (times(named_first, "lower-third"), times(named_first, "strap")) == ([(21, 120)], [(141, 150)])
    written = only(vo(Clip(file=PHOTO), supers=(title("1s", "4s"),)))
    assert (times(written, "title"), times(written, "strap")) == ([(30, 120)], [(150, 129)])
    busy = only(vo(Clip(file=PHOTO), supers=(title("1s", "6s"),)), vo(Clip(file=PHOTO)))
    assert times(busy, "strap") == [(210, 150)], "at seven seconds it is still the start"
    late = only(vo(Clip(file=PHOTO), supers=(title("1s", "6.1s"),)), vo(Clip(file=PHOTO)))
    assert times(late, "strap") == [], "later it is not"


@pytest.mark.parametrize("form", [BROADCAST, SQUARE])
def test_a_strap_comes_at_once_where_a_text_would_make_it_wait(form: Any) -> None:
    early = only(vo(Clip(file=PHOTO), supers=(title("3s", "5s"),)), form=form)
    assert (times(early, "strap"), times(early, "title")) == ([(0, 90)], [(90, 150)])
    card = only(vo(Clip(file=PHOTO), FIGURES, Clip(file=PHOTO)), form=form)
    assert times(card, "strap") == [(0, 100)], "a card comes too early for all of it"


def test_a_strap_is_absent_where_it_could_not_be_read_before_a_text_and_would_come_late_after_it() -> None:
    part = vo(Clip(file=PHOTO), supers=(title("3s", "5s"),))
    lengths = {letters: story(part).model_copy(update={"headline": "a" * letters}) for letters in (60, 61)}
    found = {letters: times(placed(each).segments[0], "strap") for letters, each in lengths.items()}
    assert found == {60: [(0, 90)], 61: []}


@pytest.mark.parametrize(("cut", "frames"), [("5.7s", 150), ("5.6s", 147), ("5.2s", 135), ("5.1s", 150)])
def test_a_text_that_would_leave_right_after_a_cut_is_gone_with_it(cut: str, frames: int) -> None:
    """A strap from frame 21 on, for five seconds; half a second after the cut is no more right after it."""
    first = Clip(file=LONG, in_=seconds("0s"), out=seconds(cut))
    assert times(only(vo(first, Clip(file=PHOTO))), "strap") == [(21, frames)]


def test_what_somebody_wrote_stays_as_long_as_they_wrote() -> None:
    first = Clip(file=LONG, in_=seconds("0s"), out=seconds("4.9s"))
    written = only(vo(first, Clip(file=PHOTO), supers=(title("1s", "4s"),)))
    assert times(written, "title") == [(30, 120)]


def test_a_voice_waits_for_the_strap() -> None:
    segment = only(Read(copy_="Hola.", voice=(Clip(file=VOICE),), pictures=(Clip(file=LONG),)))
    assert (times(segment, "strap"), times(segment, "lower-third")) == ([(21, 150)], [(171, 108)])


@pytest.mark.parametrize(("form", "graphic", "start"), [(BROADCAST, "strap", 171), (VERTICAL, "hook", 150)])
def test_what_a_story_is_about_waits_for_a_card_that_opens_it(form: Any, graphic: str, start: int) -> None:
    figures = Card(card="figures", fields={"items": ["38 colonias"]}, duration=seconds("5s"))
    assert [at for at, _frames in times(only(figures, vo(Clip(file=PHOTO)), form=form), graphic)] == [start]
    long = figures.model_copy(update={"duration": seconds("11s")})
    assert times(only(long, vo(Clip(file=PHOTO)), form=form), graphic) == []


@pytest.mark.parametrize("form", FORMS)
def test_what_a_card_has_said_is_not_said_again(form: Any) -> None:
    bare = Vo(copy_="Una frase.", voice=(Clip(file=VOICE),))
    short = talk("0s", "4s")
    assert times(only(bare.model_copy(update={"voice": (Clip(file=CLIP),)}), short, form=form), "hook", "strap") == []
    assert len(times(only(short, bare, form=form), "hook", "strap")) == 1


@pytest.mark.parametrize(("end", "hook", "name"), [("5.5s", 105, 60), ("5.4s", 102, 60), ("4s", 60, 60)])
def test_the_hook_leaves_a_name_its_two_seconds(end: str, hook: int, name: int) -> None:
    segment = only(talk("0s", end, who="laura"), form=VERTICAL)
    assert times(segment, "hook", "lower-third") == [(0, hook), (hook, name)]


def test_the_hook_stays_whole_where_a_name_has_no_time_anyway() -> None:
    result = placing(story(talk("0s", "3.9s", who="laura")), form=VERTICAL)
    assert times(result.timeline.segments[0], "hook", "lower-third") == [(0, 105)]
    assert ["Laura Demo" in each.message for each in result.warnings] == [True]


def test_the_hook_ends_where_a_text_was_written() -> None:
    segment = only(talk("0s", "9s", who="laura", supers=(title("3s", "4s"),)), form=VERTICAL)
    assert (times(segment, "hook"), times(segment, "title")) == ([(0, 90)], [(90, 120)])
    assert times(segment, "lower-third") == [(210, 60)]


times_of_texts = st.tuples(st.integers(0, 85), st.integers(1, 60), st.booleans())


@deadline(max_examples=60)
@given(
    st.lists(times_of_texts, max_size=4),
    st.lists(st.tuples(st.integers(0, 80), st.integers(5, 40)), max_size=2),
    st.sampled_from(FORMS),
    st.booleans(),
)
def test_whatever_is_asked_for_there_is_one_text_at_a_time(asked: Any, covers: Any, form: Any, card: bool) -> None:
    """Times in tenths of a second, in two parts of ten."""
    supers = tuple(
        who(f"{at / 10}s", f"{long / 10}s") if person else title(f"{at / 10}s", f"{long / 10}s")
        for at, long, person in asked
    )
    laid = tuple(cover(f"{at / 10}s", f"{long / 10}s") for at, long in covers)
    first = talk("0s", "10s", who="laura", supers=supers, cover=laid)
    second = vo(Clip(file=PHOTO), FIGURES if card else Clip(file=LONG), supers=supers)
    for parts in ((first, second), (second, first)):
        assert_one_at_a_time(only(*parts, form=form))
