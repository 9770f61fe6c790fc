"""Cards that compare two pictures: both are framed and moved alike, and what one lacks stands for the card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from placing_making import CLIP, OTHER_PHOTO, PHOTO, VOICE, context_of, media, placed, placing, seconds, story, vo

from newscast.base.telling import told
from newscast.rundown.model import Card, CardCover, CardPicture, Clip, Read
from newscast.timeline.comparing import same_frame
from newscast.timeline.seen import ClipShot, ComparedShot, GraphicShot, Shot, StillShot
from newscast.timeline.suitable import complain_of_unsuitable


def card(kind: Any = Card, before: Path = PHOTO, after: Path = OTHER_PHOTO, **more: Any) -> Any:
    how = {key: more.pop(key) for key in ("was", "now") if key in more}
    clips = {
        "before": Clip(file=before, **how.get("was", {})),
        "after": Clip(file=after, **how.get("now", {})),
    }
    return kind(card="before-after", **clips, **more)


def shown(*segments: Any, **how: Any) -> Shot:
    (segment,) = placed(*segments, **how).segments
    return next(shot for shot in segment.shots if isinstance(shot.picture, GraphicShot))


def test_both_pictures_are_on_the_card_long_enough_to_be_seen() -> None:
    shot = shown(story(card(was={"credit": "Archivo"}, now={"credit": "Obras"}, fields={"title": "El parque"})))
    assert [each.file for each in shot.pictures] == [PHOTO, OTHER_PHOTO]
    assert dict(shot.picture.fields) == {"credits": ("Archivo", "Obras"), "title": "El parque"}  # type: ignore[union-attr]
    assert shot.frames == 195
    assert all(isinstance(each, StillShot) and each.move == "push-in" for each in shot.pictures)


def test_what_is_written_of_one_holds_for_the_other_of_its_shape() -> None:
    first, second = shown(story(card(now={"focus": (0.2, 0.3), "move": "pull-out"}))).pictures
    assert first.focus == second.focus == (0.2, 0.3)
    assert {first.framed, second.framed} == {"written"}
    assert isinstance(first, StillShot) and first.move == "pull-out"
    known = media()
    tall = replace(known[PHOTO].picture, width=1080, height=1920)  # type: ignore[type-var]
    context = context_of(story(card(now={"focus": (0.2, 0.3)})))
    upright = replace(context, media={**known, PHOTO: replace(known[PHOTO], picture=tall)})
    from newscast.timeline.shots import card_shot

    made = card_shot(card(now={"focus": (0.2, 0.3)}), upright)
    assert isinstance(made, ComparedShot) and made.background and made.after
    assert (made.background.focus, made.after.focus) == ((0.5, 0.4), (0.2, 0.3))


def test_a_picture_that_is_missing_is_named_in_the_place_of_both() -> None:
    shot = shown(story(card()), lost=[OTHER_PHOTO])
    assert isinstance(shot.picture, GraphicShot)
    assert (shot.picture.graphic, dict(shot.picture.fields)) == ("slate", {"title": "other.jpg"})
    assert dict(shown(story(card()), lost=[PHOTO, OTHER_PHOTO]).picture.fields) == {  # type: ignore[union-attr]
        "title": "photo.jpg, other.jpg"
    }


def test_it_lies_under_a_voice_and_over_a_part() -> None:
    assert len(shown(story(vo(card(CardPicture)))).pictures) == 2
    cover = card(CardCover, at=seconds("1s"))
    said = Read(copy_="Hola", voice=(Clip(file=VOICE),), pictures=(Clip(file=CLIP),), cover=(cover,))
    shot = shown(story(said))
    assert (shot.start, shot.frames) == (30, 195)
    assert "cover-long" in [each.code for each in placing(story(lasting(said, "20s"))).warnings]


def lasting(part: Read, lasts: str) -> Read:
    (cover,) = part.cover
    return part.model_copy(update={"cover": (cover.model_copy(update={"for_": seconds(lasts)}),)})


def test_sounds_and_documents_are_no_pictures_to_compare() -> None:
    def codes(context: Any) -> list[str]:
        complain_of_unsuitable(context)
        return [problem.message for problem in context.problems if not problem.warning]

    (heard,) = codes(context_of(story(card(after=VOICE))))
    assert "has no picture" in heard
    known = media()
    context = context_of(story(vo(card(CardPicture))))
    page = replace(known[PHOTO], pages=((100, 100),))
    (told_of,) = codes(replace(context, media={**known, PHOTO: page}))
    assert "photo.jpg is a document" in told_of


def test_both_contents_are_part_of_what_is_shown() -> None:
    shot = shown(story(card()))
    sums = {PHOTO: "1", OTHER_PHOTO: "2"}
    assert told(shot, sums.get) != told(shot, {**sums, OTHER_PHOTO: "3"}.get)
    assert told(shot, sums.get) != told(shot, {**sums, PHOTO: "3"}.get)


def test_two_of_one_shape_are_cropped_alike_for_the_faces_of_the_later_one() -> None:
    before, after = ClipShot(CLIP, focus=(0.1, 0.1)), StillShot(PHOTO, "band", focus=(0.7, 0.2), framed="faces")
    framed = same_frame((before, after), True)
    assert [(each.fit, each.focus, each.framed) for each in framed] == [("band", (0.7, 0.2), "faces")] * 2
    assert same_frame((before, after), False) == (before, after)
    written = replace(before, framed="written")
    assert same_frame((written, after), True) == (written, after)


def test_a_card_whose_beginning_is_covered_goes_on_in_its_clips() -> None:
    made = ComparedShot("before-after", (), ClipShot(CLIP, 10), after=StillShot(PHOTO)).later(7)
    assert (made.background, made.after) == (ClipShot(CLIP, 17), StillShot(PHOTO))
