"""Whether files can do what is asked of them, wherever a rundown names one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from placing_making import CLIP, LONG, MUTE, PHOTO, TALK, VOICE, context_of, media, seconds, story, talk, vo
from placing_making import SOUND as SOUND_TRACK

from newscast.media.info import Channel, MediaInfo
from newscast.rundown.model import Clip, Cover, Headlines, Package, Read, Sot, Spot, Tease, Vo
from newscast.timeline.form import BROADCAST, SOUND_ONLY, Form
from newscast.timeline.suitable import complain_of_unsuitable

SOUND, STILL, SILENT, VIDEO = Clip(file=VOICE), Clip(file=PHOTO), Clip(file=MUTE), Clip(file=TALK)


def said(*segments: Any, form: Form = BROADCAST, **how: Any) -> list[tuple[str, str, bool]]:
    """File, code and whether it is only a warning, of what is said of these segments."""
    context = context_of(*segments, form=form, **how)
    complain_of_unsuitable(context)
    return [(each.medium.name if each.medium else "", each.code, each.warning) for each in context.problems]


def headlines(**tease: Any) -> list[Any]:
    return [Headlines(slug="headlines", stories=("bacheo",)), story(tease=Tease(copy_="Una frase.", **tease))]


UNSEEN = {
    "picture": [story(vo(SOUND))],
    "cover": [story(talk("0s", "5s", cover=(Cover(file=VOICE),)))],
    "cover of a read": [story(Read(copy_="Hola.", camera=VIDEO, cover=(Cover(file=VOICE),)))],
    "camera": [story(Read(copy_="Hola.", camera=SOUND, voice=(SOUND,)))],
    "pictures of a sot": [story(Sot(clip=SOUND, pictures=(SOUND,)))],
    "tease": headlines(pictures=(SOUND,)),
    "spot": [Spot(slug="spot", clip=SOUND)],
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_has_no_picture_is_refused_where_one_is_shown(name: str) -> None:
    assert said(*UNSEEN[name]) == [("voz.wav", "medium-unsuitable", False)]
    assert said(*UNSEEN[name], form=SOUND_ONLY) == []


UNHEARD = {
    "voice": [story(Vo(copy_="Hola.", voice=(SILENT,)))],
    "one of two": [story(Vo(copy_="Hola.", voice=(SOUND, SILENT)))],
    "camera": [story(Read(copy_="Hola.", camera=SILENT))],
    "sot": [story(Sot(clip=SILENT))],
    "tease": headlines(voice=(SILENT,)),
    "headlines": [Headlines(slug="headlines", stories=("bacheo",), voice=(SILENT,)), story(talk("0s", "5s"))],
}


@pytest.mark.parametrize("form", [BROADCAST, SOUND_ONLY])
@pytest.mark.parametrize("name", UNHEARD)
def test_what_has_no_sound_is_refused_where_somebody_should_be_heard(name: str, form: Form) -> None:
    assert said(*UNHEARD[name], form=form) == [("mudo.mp4", "medium-unsuitable", False)]


def test_a_camera_beside_a_voice_may_be_silent_and_so_may_pictures() -> None:
    assert said(story(Read(copy_="Hola.", camera=SILENT, voice=(SOUND,)), vo(SILENT))) == []
    own = SILENT.model_copy(update={"sound": -12.0})
    assert said(story(vo(own))) == [("mudo.mp4", "medium-silent", True)]


def test_a_finished_piece_may_be_silent_but_no_photo() -> None:
    assert said(story(Package(clip=SILENT))) == [("mudo.mp4", "medium-silent", True)]
    assert said(story(Package(clip=STILL)))[0] == ("photo.jpg", "medium-unsuitable", False)
    assert said(Spot(slug="spot", clip=SILENT)) == [("mudo.mp4", "medium-silent", True)]


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("0s", "3s", False),
        ("0s", "3.2s", False),
        ("0s", "3.3s", True),
        ("2.9s", None, False),
        ("3s", None, True),
        ("4s", None, True),
    ],
)
def test_a_clip_is_used_to_its_end_or_a_trifle_after_it(start: str, end: str | None, refused: bool) -> None:
    clip = Clip(file=CLIP, in_=seconds(start), out=seconds(end) if end else None)
    expected = [("clip.mp4", "clip-range", False)] if refused else []
    for part in (Sot(clip=clip), vo(clip), Package(clip=clip), Sot(clip=Clip(file=LONG), cover=(as_cover(clip),))):
        assert said(story(part)) == expected


def as_cover(clip: Clip) -> Cover:
    return Cover(file=clip.file, in_=clip.in_, out=clip.out)


def test_what_is_missing_is_nothing_to_complain_of() -> None:
    assert said(story(vo(VIDEO), Sot(clip=VIDEO), Package(clip=VIDEO)), lost=[TALK]) == []


def two_tracks(*first: tuple[int, int]) -> MediaInfo:
    """A file of ten seconds with two stereo tracks; somebody speaks in the second, and in the first if that is said."""
    info = media()[TALK]
    silent, said = (Channel(spans, (-30,) * 10, 160_000) for spans in (first, ((16_000, 150_000),)))
    sounds = [replace(SOUND_TRACK, stream=f"a:{n}", heard=(each, each)) for n, each in enumerate((silent, said))]
    return replace(info, sound=sounds[0], further=(sounds[1],))


def heard(*parts: Any, info: MediaInfo, form: Form = BROADCAST) -> list[tuple[str, str]]:
    context = context_of(story(*parts), form=form)
    complain_of_unsuitable(replace(context, media={**context.media, TALK: info}))
    return [(each.code, each.message) for each in context.problems]


TAKEN = {
    "sot": Sot(clip=VIDEO),
    "camera": Read(copy_="Hola.", camera=VIDEO),
    "voice": Vo(copy_="Hola.", voice=(VIDEO,)),
    "package": Package(clip=VIDEO),
}


@pytest.mark.parametrize("kind", TAKEN)
def test_it_is_said_which_track_is_used(kind: str) -> None:
    found = heard(TAKEN[kind], info=two_tracks(), form=SOUND_ONLY)
    assert found == [("sound-chosen", "Track 2 of sot.mp4 is used: nobody speaks in track 1.")]
    assert heard(TAKEN[kind], info=two_tracks((16_000, 150_000)), form=SOUND_ONLY) == []


def test_nothing_is_said_of_sound_that_is_asked_for_or_not_used() -> None:
    assert heard(Sot(clip=Clip(file=TALK, track=1)), info=two_tracks()) == []
    assert heard(vo(VIDEO), info=two_tracks()) == []
    below = heard(vo(Clip(file=TALK, sound=-18.0)), info=two_tracks())
    assert [code for code, _message in below if code.startswith("sound")] == ["sound-chosen"]


@pytest.mark.parametrize("asked", [{"track": 3}, {"channels": (5,)}, {"track": 2, "channels": (1, 3)}])
def test_a_track_or_channel_that_is_not_there_is_refused(asked: dict[str, Any]) -> None:
    (problem,) = heard(Sot(clip=Clip(file=TALK, **asked)), info=two_tracks())
    assert problem[0] == "sound-track" and "sot.mp4" in problem[1]
    # Of a track that is there the channel is what is wrong.
    assert ("no sound track" in problem[1]) is (asked == {"track": 3})


@pytest.mark.parametrize(("levels", "silent"), [((-90,) * 10, True), ((-90,) * 9 + (-40,), False)])
def test_a_finished_piece_whose_track_is_silent_has_no_sound(levels: tuple[int, ...], silent: bool) -> None:
    track = replace(SOUND_TRACK, heard=(Channel((), levels, 160_000),) * 2)
    found = heard(Package(clip=VIDEO), info=replace(media()[TALK], sound=track))
    assert [code for code, _message in found] == (["medium-silent"] if silent else [])
    start = Clip(file=TALK, out=seconds("5s"))
    found = heard(Package(clip=start), info=replace(media()[TALK], sound=track))
    assert [code for code, _message in found] == ["medium-silent"], "of what is used of it"


@pytest.mark.parametrize(
    ("page", "pages", "refused"), [(None, 3, False), (3, 3, False), (4, 3, True), (1, 0, True), (None, 0, False)]
)
def test_a_page_is_one_that_the_document_has(page: int | None, pages: int, refused: bool) -> None:
    context = context_of(story(vo(Clip(file=PHOTO, page=page))))
    paper = replace(media()[PHOTO], pages=((3165, 4096),) * pages)
    context = replace(context, media={**context.media, PHOTO: paper})
    complain_of_unsuitable(context)
    assert [each.code for each in context.problems] == ["page-missing"] * refused


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, 0),
        ({"in_": seconds("1s"), "sound": -18.0}, 2),
        ({"out": seconds("1s")}, 1),
        ({"track": 1, "channels": (1,)}, 2),
    ],
)
def test_what_is_written_of_a_photo_has_an_effect(written: dict[str, Any], told: int) -> None:
    context = context_of(story(vo(Clip(file=PHOTO, **written))))
    complain_of_unsuitable(context)
    assert [(each.code, each.warning) for each in context.problems] == [("key-idle", True)] * told


def test_it_is_said_which_channel_is_used() -> None:
    """Of the only track; which of several tracks is another matter."""
    silent, said = Channel((), (-90,) * 10, 160_000), Channel(((16_000, 150_000),), (-30,) * 10, 160_000)
    faint = Channel((), (-30,) * 10, 160_000)
    track = replace(SOUND_TRACK, heard=(faint, said))
    assert heard(Sot(clip=VIDEO), info=replace(media()[TALK], sound=track)) == [
        ("sound-chosen", "Channel 2 of sot.mp4 is used: nobody speaks into channel 1.")
    ]
    assert heard(Sot(clip=VIDEO), info=replace(media()[TALK], sound=replace(track, heard=(silent, said)))) == []
