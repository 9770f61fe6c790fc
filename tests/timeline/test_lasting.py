"""What can only be noticed where it is known how long everything lasts, at the limits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from placing_making import CLIP, LONG, PHOTO, TALK, VOICE, placing, seconds, story, talk, vo

from newscast.base.errors import Place, Problem
from newscast.rundown.model import Clip, Cover, Read, Sot, Spot, Super
from newscast.timeline.form import BROADCAST, SOUND_ONLY, Form
from newscast.timeline.heard import Take, TakeInfo
from newscast.timeline.spans import Span

HERE = Place(Path("/n/demo.yaml"), 9, 7)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


def warned(*segments: Any, form: Form = BROADCAST, voice: str = "10s") -> list[Problem]:
    """Of segments in which a recording lasts so long."""
    samples = int(seconds(voice).seconds * 48_000)
    infos = {Take("voice", VOICE): TakeInfo(samples, (Span(0, samples),))}
    return list(placing(*segments, form=form, infos=infos).warnings)


def codes(problems: Sequence[Problem]) -> list[str]:
    assert all(problem.warning and problem.hint for problem in problems)
    return [problem.code for problem in problems]


def interview(end: str, **more: Any) -> Sot:
    return talk("0s", end, who="laura", transcript="Sí.", place=HERE, **more)


@pytest.mark.parametrize(("end", "told"), [("3s", []), ("00:00:02:29", ["name-brief"]), ("2s", ["name-brief"])])
def test_a_sot_too_short_for_the_name_it_carries(end: str, told: list[str]) -> None:
    found = warned(story(interview(end)))
    assert codes(found) == told
    for problem in found:
        assert "“Laura Demo” is on screen for" in problem.message and problem.place == HERE
    assert warned(story(interview(end)), form=SOUND_ONLY) == []
    assert warned(story(talk("0s", end, transcript="Sí."))) == [], "nobody is named"


@pytest.mark.parametrize(("voice", "told"), [("2.99s", []), ("2.95s", ["name-brief"])])
def test_a_read_too_short_for_the_name_it_carries(voice: str, told: list[str]) -> None:
    part = Read(copy_="Buenas noches.", voice=(Clip(file=VOICE),), camera=Clip(file=LONG), place=HERE)
    assert codes(warned(story(part), voice=voice)) == told
    assert codes(warned(story(part.model_copy(update={"camera": None})), voice=voice)) == [], "a card has no name on it"


def test_a_name_that_was_short_and_comes_again_is_read() -> None:
    """After a cover that came too soon."""
    soon = Cover(file=PHOTO, at=seconds("2.2s"), for_=seconds("1s"))
    late = Cover(file=PHOTO, at=seconds("3.5s"), for_=seconds("6s"))
    assert codes(warned(story(interview("9.5s", cover=(soon,))))) == []
    assert codes(warned(story(interview("9.5s", cover=(soon, late))))) == ["name-brief"]


def test_a_name_that_is_written_is_read_too() -> None:
    shown = [Super(at=seconds("1s"), for_=seconds(length), who="laura", place=HERE) for length in ("2.5s", "3s")]
    assert [codes(warned(story(vo(Clip(file=PHOTO), Clip(file=PHOTO), supers=(each,))))) for each in shown] == [
        ["name-brief"],
        [],
    ]
    title = Super(at=seconds("1s"), for_=seconds("2.5s"), title="Bulevar Morelos")
    assert codes(warned(story(vo(Clip(file=PHOTO), Clip(file=PHOTO), supers=(title,))))) == []


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        ({"at": "2s", "for_": "3s"}, None),
        ({"at": "2s", "for_": "3.2s"}, None),
        ({"at": "2s", "for_": "3.5s"}, "0.5"),
        ({"at": "4s", "for_": "60s"}, "59.0"),
        ({"at": "4s"}, None),
        ({"at": "4s", "out": "2s"}, "1.0"),
        ({"at": "3s", "out": "2s"}, None),
    ],
)
def test_a_cover_that_outlasts_its_part(cover: dict[str, str], told: str | None) -> None:
    """Of one whose end nobody wrote, as much is seen as there is room for."""
    times: Any = {key: seconds(time) for key, time in cover.items()}
    found = warned(story(talk("0s", "5s", transcript="Sí.", cover=(Cover(file=CLIP, place=HERE, **times),))))
    assert codes(found) == (["cover-long"] if told else [])
    for problem in found:
        assert f" {told} s longer than its part" in problem.message and problem.place == HERE


@pytest.mark.parametrize(
    ("pictures", "voice", "told"),
    [
        ([PHOTO], "8s", []),
        ([PHOTO], "8.1s", ["still-long"]),
        ([PHOTO, PHOTO], "16s", []),
        ([PHOTO, PHOTO], "16.2s", ["still-long", "still-long"]),
        ([LONG], "12s", []),
        ([LONG], "12.1s", ["shot-long"]),
        ([LONG, PHOTO], "16s", []),
        ([LONG, PHOTO], "20s", ["still-long"]),
        ([], "60s", []),
    ],
)
def test_pictures_that_stand_long(pictures: list[Path], voice: str, told: list[str]) -> None:
    found = warned(story(vo(*(Clip(file=each, place=HERE) for each in pictures))), voice=voice)
    assert codes(found) == told
    assert {problem.place for problem in found} <= {HERE}
    assert warned(story(vo(*(Clip(file=each) for each in pictures))), voice=voice, form=SOUND_ONLY) == []


def test_the_length_is_told_with_the_file() -> None:
    (still,) = warned(story(vo(Clip(file=PHOTO))), voice="9.5s")
    assert "photo.jpg would stand for 9.5 s; a photo holds the eye for about 8 s." in still.message
    (shot,) = warned(story(vo(Clip(file=LONG))), voice="20s")
    assert "l.mp4 would run for 20.0 s without a cut; a shot holds the eye for about 12 s." in shot.message


def test_somebody_who_speaks_may_be_seen_as_long_as_that() -> None:
    """A finished piece has its own cuts."""
    clip = Clip(file=LONG, place=HERE)
    camera = Read(copy_="Una frase.", camera=clip)
    sot = Sot(clip=clip, who="laura", transcript="Sí.")
    assert codes(warned(story(camera, sot), Spot(slug="spot", clip=clip))) == []
    spoken = Read(copy_="Una frase.", camera=clip, voice=(Clip(file=VOICE),))
    assert codes(warned(story(spoken), voice="30s")) == []


def test_a_cover_may_be_long_as_any_picture() -> None:
    cover = Cover(file=LONG, place=Place(HERE.file, 20), for_=seconds("13s"))
    assert codes(warned(story(Sot(clip=Clip(file=LONG, place=HERE), transcript="Sí.", cover=(cover,))))) == [
        "shot-long"
    ]
    broken = Cover(file=PHOTO, at=seconds("5s"), for_=seconds("3s"))
    camera = Read(copy_="Una frase.", voice=(Clip(file=VOICE),), pictures=(Clip(file=PHOTO),), cover=(broken,))
    assert codes(warned(story(camera), voice="12s")) == []


@pytest.mark.parametrize(
    ("pictures", "missing"),
    [
        ([Clip(file=CLIP)], "7.0"),
        ([Clip(file=CLIP), Clip(file=CLIP)], "4.1"),
        ([Clip(file=CLIP), Clip(file=PHOTO, in_=seconds("0s"), out=seconds("5s"))], "2.0"),
        ([Clip(file=TALK, out=seconds("9.5s"))], "0.5"),
        ([Clip(file=TALK, out=seconds("9.97s"))], "0.03"),
    ],
)
def test_pictures_are_so_much_shorter_than_the_voice(pictures: list[Clip], missing: str) -> None:
    found = [problem for problem in warned(story(vo(*pictures))) if problem.code == "pictures-repeated"]
    assert [problem.message.split(" less ")[0] for problem in found] == [f"The pictures last {missing} s"]
    assert [problem.hint for problem in found] == ["Add another picture."]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"at": "1s", "for_": "2s"}, {"at": "3s", "for_": "1s"}, None),
        ({"at": "1s", "for_": "2s"}, {"at": "2.8s", "for_": "1s"}, None),
        ({"at": "1s", "for_": "2s"}, {"at": "2s", "for_": "2s"}, "1.0"),
        ({"at": "1s", "for_": "3s"}, {"at": "2s", "for_": "0.5s"}, "0.5"),
        ({"at": "1s", "out": "2s"}, {"at": "2s"}, "1.0"),
        ({"at": "1s"}, {"at": "2s", "for_": "1s"}, None),
    ],
)
def test_a_cover_that_begins_while_another_is_shown(
    first: dict[str, str], second: dict[str, str], told: str | None
) -> None:
    """One whose end nobody wrote gives way to the next; the order in which they are written is no matter."""
    for pair in ((first, second), (second, first)):
        covers: Any = tuple(
            Cover(file=CLIP, place=HERE, **{key: seconds(time) for key, time in each.items()}) for each in pair
        )
        found = warned(story(talk("0s", "5s", transcript="Sí.", cover=covers)))
        assert codes(found) == (["covers-overlap"] if told else [])
        assert told is None or f"{told} s" in found[0].message
