"""The picture of a segment: one input for each showing of a clip, shared by all canvases."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import canvas
from newscast.base.content import File
from newscast.captions.cue import Cue, Turn
from newscast.graphics.finding import find_template
from newscast.media.info import MediaInfo, PictureInfo
from newscast.picture.captioned import cues_within
from newscast.picture.laid import Shown
from newscast.picture.painting import Picture
from newscast.picture.segment import Painter
from newscast.picture.shown import laid_over
from newscast.show.model import Show
from newscast.step.graph import command, ffmpeg_step
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.slices import slices

RATE = Fraction(30000, 1001)
CLIP, OTHER = Path("/n/clip.mp4"), Path("/n/other.mp4")


@pytest.fixture
def media() -> dict[Path, MediaInfo]:
    picture = PictureInfo(
        "h264", 320, 180, 0, RATE, False, "progressive", "sdr", "bt709", False, "yuv420p", stored=(320, 180)
    )
    return {
        path: MediaInfo(File(path, digest * 64), "video", Fraction(3), picture, container="mov,mp4")
        for path, digest in ((CLIP, "a"), (OTHER, "b"))
    }


def segment(*shots: Shot) -> PlacedSegment:
    frames = sum(shot.frames for shot in shots)
    return PlacedSegment("nota", "story", "Nota", 0, frames, shots, (), (), (), None, False)


def inputs_of(media: dict[Path, MediaInfo], placed: PlacedSegment, *canvases: str) -> list[str]:
    show = Show(show=1, name="Demo")
    outputs = {}
    for name in canvases:
        picture = Painter(show, canvas(name, RATE), media).segment(placed)
        outputs[f"{name}.mp4"] = ffmpeg_step([picture.stream], {}, picture.inputs, suffix=".mp4").graph
    args = command(outputs)
    return [args[index + 1] for index, arg in enumerate(args) if arg == "-i"]


def test_each_showing_of_a_clip_is_read_on_its_own(media: dict[Path, MediaInfo]) -> None:
    again = segment(Shot(0, 89, ClipShot(CLIP)), Shot(89, 89, ClipShot(CLIP)), Shot(178, 30, ClipShot(CLIP, 10)))
    assert inputs_of(media, again, "landscape") == ["@" + "a" * 64] * 3


def test_canvases_share_what_they_show(media: dict[Path, MediaInfo]) -> None:
    placed = segment(Shot(0, 60, ClipShot(CLIP)), Shot(60, 60, ClipShot(OTHER)))
    assert len(inputs_of(media, placed, "landscape", "portrait", "square")) == 2


def test_the_bug_leaves_its_place_to_names_where_they_stand_at_the_top(media: dict[Path, MediaInfo]) -> None:
    placed = segment(Shot(0, 90, ClipShot(CLIP)))
    name = PlacedSuper(20, 30, "lower-third", (("title", "Laura Díaz"),))
    placed = replace(placed, bug=True, supers=(name, PlacedSuper(60, 10, "credit", (("credit", "Archivo"),))))
    shown = {}
    for each in ("landscape", "portrait"):
        picture = Painter(Show(show=1, name="Demo"), canvas(each, RATE), media).segment(placed)
        shown[each] = [drawn.graphic for drawn in picture.drawn].count("bug")
        graph = ffmpeg_step([picture.stream], {}, picture.inputs, suffix=".mp4").graph
        enabled = [arg for arg in command({"a.mp4": graph}) if "between" in arg]
        assert ("between(n,0,89)" in enabled[0].replace("\\", "")) == (each == "landscape")
    assert shown == {"landscape": 1, "portrait": 2}


def test_a_voice_shows_its_photo_in_a_circle_and_not_behind(media: dict[Path, MediaInfo]) -> None:
    photo = Path("/n/laura.jpg")
    info = MediaInfo(File(photo, "c" * 64), "still", Fraction(0), media[CLIP].picture)
    card = GraphicShot("voice", (("name", "Laura Díaz"),), StillShot(photo))
    painter = Painter(Show(show=1, name="Demo"), canvas("square", RATE), {**media, photo: info})
    inputs = [each for each in painter.segment(segment(Shot(0, 90, card))).inputs if isinstance(each, Step)]
    assert [each.kind for each in inputs].count("still") == 0
    drawn = {each.params["layer"]: each for each in inputs if each.kind == "layer"}
    made = [each for each in drawn["photo"].inputs if isinstance(each, Step)]
    assert [each.inputs for each in made] == [(info.file,)]


def test_a_card_is_told_of_the_captions_that_are_burned_in_over_it(media: dict[Path, MediaInfo]) -> None:
    cards = [GraphicShot("text", (("title", title),)) for title in ("Uno", "Dos")]
    placed = segment(Shot(0, 90, cards[0]), Shot(90, 90, ClipShot(CLIP)), Shot(180, 90, cards[1]))
    painter = Painter(Show(show=1, name="Demo"), canvas("square", RATE), media)
    cues = (Cue(20, 150, ("Hola.",)),)

    def told(picture: Picture) -> list[bool]:
        cards = [drawn for drawn in picture.drawn if drawn.graphic == "text"]
        assert all(("captioned" in dict(drawn.told)) is drawn.captioned for drawn in cards)
        texts = [{image.params["texts"].get("captioned") for image in drawn.images} for drawn in cards]
        assert texts == [{"yes"} if drawn.captioned else {None} for drawn in cards]
        return [drawn.captioned for drawn in cards]

    assert told(painter.segment(placed, cues)) == [True, False]
    assert told(painter.segment(placed)) == [False, False]
    late = (Cue(200, 250, ("Hola.",)),)
    assert told(painter.after(placed, 15, late)) == [True], "it does not move when it goes on below a transition"
    assert told(painter.after(placed, 15, cues)) == [False]


def test_a_caption_that_goes_on_into_the_next_slice_goes_on_with_the_word_being_said(
    media: dict[Path, MediaInfo],
) -> None:
    placed = segment(Shot(0, 400, ClipShot(CLIP)), Shot(400, 400, ClipShot(CLIP)))
    turns = tuple(Turn(start, number, number + 1) for number, start in enumerate((380, 390, 410)))
    cue = Cue(380, 430, ("Concluye el", "bacheo."), turns=turns)
    parts = slices(placed)
    assert [part.start for part in parts] == [0, 400]
    painter = Painter(Show(show=1, name="Demo"), canvas("portrait", RATE), media)
    found = []
    for part in parts:
        (laid,) = laid_over(part.segment, painter.canvas, painter.show, cues_within(part, [cue]))
        picture = painter.segment(part.segment, cues_within(part, [cue]))
        (drawn,) = (drawn for drawn in picture.drawn if drawn.graphic == "caption")
        (image,) = drawn.images
        lit = [(each["spoken1"], each["spoken2"]) for each in image.params["changes"]]
        found.append((laid.start, laid.frames, [change.start for change in laid.changes], lit))
    assert found[0] == (380, 20, [0, 10, 30], [("1-1", ""), ("2-2", "")])
    assert found[1] == (0, 30, [-20, -10, 10], [("2-2", ""), ("", "1-1")])


def tops(picture: Picture) -> set[str]:
    """How far down pictures begin that are 608 high, by the line on their left."""
    args = command({"a.mp4": ffmpeg_step([picture.stream], {}, picture.inputs, suffix=".mp4").graph})
    return {found for arg in args for found in re.findall(r"drawbox=-2:(\d+):color=[^;]*?:h=608:", arg)}


@pytest.mark.parametrize("name", ["portrait", "square"])
def test_a_picture_that_is_shown_whole_stands_above_the_text_of_a_card(media: dict[Path, MediaInfo], name: str) -> None:
    wide = replace(media[CLIP].picture, width=1920, height=1080, stored=(1920, 1080))
    painter = Painter(Show(show=1, name="Demo"), canvas(name, RATE), {CLIP: replace(media[CLIP], picture=wide)})
    fields = {"headline": "Ya opera la central", "kicker": "Innovación"}
    card = GraphicShot("headline", tuple(fields.items()), ClipShot(CLIP))
    alone = tops(painter.segment(segment(Shot(0, 90, ClipShot(CLIP)))))
    assert alone == {str((painter.canvas.height - 608) // 4 * 2)}
    below = tops(painter.segment(segment(Shot(0, 90, card))))
    assert below == tops(painter.still(ClipShot(CLIP), Shown("cover", tuple(fields.items()), painter.canvas)))
    assert int(below.pop()) + 608 < painter.canvas.height * 0.63


@pytest.mark.parametrize("name", ["landscape", "square"])
def test_an_opener_shows_the_picture_below_it_where_it_has_room_for_it(
    media: dict[Path, MediaInfo], name: str, tmp_path: Path
) -> None:
    fields = (("name", "main"), ("date", "Viernes"))
    placed = segment(Shot(0, 60, GraphicShot("opener", fields, ClipShot(CLIP, fit="fill"))))
    show = Show(show=1, name="Demo")
    picture = Painter(show, canvas(name, RATE), media).segment(placed)
    assert [each.identity for each in picture.inputs if isinstance(each, File)] == ["a" * 64]
    drawn = [each for each in picture.inputs if isinstance(each, Step)]
    assert {each.kind for each in drawn} == {"layer"}
    assert "a" * 64 not in str([each.inputs for each in drawn]), "they are drawn once for all pictures"
    own = tmp_path / "graphics" / f"opener.{name}.svg"
    own.parent.mkdir()
    own.write_text(find_template("opener", name, show).source.replace('label="pictured"', 'label="other"'))  # type: ignore[union-attr]
    bare = Painter(show.model_copy(update={"folder": tmp_path}), canvas(name, RATE), media).segment(placed)
    assert not any(each.identity == "a" * 64 for each in bare.inputs), "a drawing that has none does not"
