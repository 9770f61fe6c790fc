"""Whether a recording is taken for that of its text: by how long somebody speaks in it, by its name, by its uses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from placing_making import RATE, context_of, story

from newscast.base.content import File
from newscast.base.timecode import parse_time
from newscast.media.info import HEARD_RATE, Channel, MediaInfo, PictureInfo, SoundInfo
from newscast.media.missing import Missing
from newscast.rundown.model import Clip, Close, Headlines, Package, Part, Read, Sot, Tease, Vo
from newscast.timeline.matching import complain_of_mismatches

TEN_WORDS = "Ya son diez palabras para leer en unos cuatro segundos."
PICTURE = PictureInfo("h264", 1920, 1080, 0, RATE, False, "progressive", "sdr", "bt709", False, "yuv420p")


def recording(name: str, *speech: tuple[float, float], lasting: float = 60, searched: float | None = None) -> MediaInfo:
    """A recording of a minute in which somebody speaks here and there."""
    spans = tuple((round(start * HEARD_RATE), round(end * HEARD_RATE)) for start, end in speech)
    channel = Channel(spans, (-30,) * round(lasting), round((searched or lasting) * HEARD_RATE))
    sound = SoundInfo("pcm_s16le", 48000, 1, "mono", heard=(channel,))
    return MediaInfo(File(Path(f"/n/{name}"), "0" * 64), "sound", Fraction(lasting), None, sound)


def clip(name: str, start: str = "", end: str = "", **more: Any) -> Clip:
    times = {"in": parse_time(start) if start else None, "out": parse_time(end) if end else None}
    return Clip(file=Path(f"/n/{name}"), **times, **more)


def told(
    *segments: Any,
    media: list[MediaInfo] | None = None,
    stories: tuple[str, ...] = (),
    voice: Clip | None = None,
) -> list[tuple[str, ...]]:
    """Code and file of every warning; `voice` is one take of the whole newscast."""
    context = context_of(*segments)
    rundown = context.rundown.model_copy(update={"voice": voice})
    context = replace(context, rundown=rundown, media={info.file.path: info for info in media or []})
    complain_of_mismatches(context, stories or tuple(each.slug for each in segments))
    assert all(problem.warning for problem in context.problems)
    return [(each.code, each.medium.name if each.medium else "") for each in context.problems]


def vo(copy: str, *clips: Clip) -> Vo:
    return Vo(copy_=copy, voice=clips)


def of_length(copy: str, seconds: float) -> list[tuple[str, ...]]:
    return told(story(vo(copy, clip("a.wav"))), media=[recording("a.wav", (1, 1 + seconds))])


@pytest.mark.parametrize(
    ("copy", "seconds", "code"),
    [
        (TEN_WORDS, 4.0, ""),
        (TEN_WORDS, 2.1, ""),
        (TEN_WORDS, 1.9, "take-length"),
        (TEN_WORDS, 7.9, ""),
        (TEN_WORDS, 8.1, "take-length"),
        ("Hola.", 0.3, ""),
        ("Hola.", 3.3, ""),
        ("Hola.", 6.0, "take-length"),
        ("Buenos días a todos.", 0.3, ""),
        (TEN_WORDS * 4, 0.5, "take-length"),
        ("Son 1,254,387.", 6.0, ""),
        ("Llame al 55 4873 2196.", 7.5, ""),
    ],
)
def test_a_recording_half_or_twice_as_long_as_its_text_is_told(copy: str, seconds: float, code: str) -> None:
    assert of_length(copy, seconds) == ([(code, "a.wav")] if code else [])


def test_both_lengths_are_said() -> None:
    context = context_of(story(vo(TEN_WORDS, clip("a.wav"))))
    context = replace(context, media={Path("/n/a.wav"): recording("a.wav", (0, 12.5))})
    complain_of_mismatches(context, ["bacheo"])
    (problem,) = context.problems
    assert "12.5 s" in problem.message and "4.0 s" in problem.message


def test_takes_of_one_text_count_together_and_only_what_is_used_of_them() -> None:
    parts = [recording("a.wav", (0, 2)), recording("b.wav", (0, 3), (30, 50))]
    assert told(story(vo(TEN_WORDS, clip("a.wav"), clip("b.wav", end="5s"))), media=parts) == []
    assert told(story(vo(TEN_WORDS, clip("a.wav"), clip("b.wav"))), media=parts) == [("take-length", "a.wav")]
    late = clip("b.wav", start="29s")
    assert told(story(vo(TEN_WORDS * 5, late)), media=parts) == []


NOBODY: dict[str, Part] = {
    "voice": vo("Hola.", clip("a.wav")),
    "camera": Read(copy_="Hola.", camera=clip("a.wav")),
    "sot": Sot(clip=clip("a.wav")),
    "package": Package(clip=clip("a.wav"), transcript="Hola."),
}


@pytest.mark.parametrize("kind", NOBODY)
def test_a_recording_in_which_nobody_speaks_is_told(kind: str) -> None:
    assert told(story(NOBODY[kind]), media=[recording("a.wav")]) == [("take-without-speech", "a.wav")]
    assert told(story(NOBODY[kind]), media=[recording("a.wav", (3, 3.3))]) == []


def test_only_what_is_used_must_hold_speech() -> None:
    part = vo("Hola.", clip("a.wav", "10s", "20s"))
    assert told(story(part), media=[recording("a.wav", (0, 9))]) == [("take-without-speech", "a.wav")]
    assert told(story(part), media=[recording("a.wav", (0, 12))]) == []


def test_music_may_be_a_package_without_a_transcript() -> None:
    assert told(story(Package(clip=clip("a.wav"))), media=[recording("a.wav")]) == []


def test_nothing_is_said_of_what_nobody_has_listened_to() -> None:
    part = vo(TEN_WORDS, clip("a.wav"))
    unheard = recording("a.wav")
    assert unheard.sound
    unheard = replace(unheard, sound=replace(unheard.sound, heard=()))
    assert told(story(part), media=[unheard]) == []
    assert told(story(part), media=[recording("a.wav", searched=30)]) == []
    context = replace(context_of(story(part)), media={Path("/n/a.wav"): Missing(Path("/n/a.wav"))})
    complain_of_mismatches(context, ["bacheo"])
    assert context.problems == []


def test_a_transcript_may_leave_things_out_but_not_say_more_than_there_is() -> None:
    def sot(transcript: str) -> list[tuple[str, ...]]:
        part = Sot(clip=clip("a.wav"), transcript=transcript)
        return told(story(part), media=[recording("a.wav", (0, 9))])

    assert sot("Film dialogue.") == sot("(Habla un vecino, largo y tendido, de lo que pasa en su calle.)") == []
    assert sot(TEN_WORDS * 5) == [("take-length", "a.wav")]


HALF_A_MINUTE = TEN_WORDS * 6
SWAPPED = [("takes-swapped", "a.wav"), ("takes-swapped", "b.wav")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (7, 12, SWAPPED),
        (6, 14, SWAPPED),
        (12, 7, []),
        (14, 9, []),
        (8.5, 9.5, []),
    ],
)
def test_two_takes_that_fit_better_the_other_way_round_are_told(
    first: float, second: float, expected: list[tuple[str, ...]]
) -> None:
    """The first text takes 12 s to read, the second 8 s."""
    media = [recording("a.wav", (0, first)), recording("b.wav", (0, second))]
    parts = [vo(TEN_WORDS * 3, clip("a.wav")), vo(TEN_WORDS * 2, clip("b.wav"))]
    assert [each for each in told(story(*parts), media=media) if each[0] != "take-length"] == expected


def test_headlines_read_in_one_take_are_one_text() -> None:
    segments = [
        Headlines(slug="headlines", stories=("uno", "dos"), voice=(clip("titulares.wav"),)),
        story(slug="uno", tease=Tease(copy_=TEN_WORDS)),
        story(slug="dos", tease=Tease(copy_=TEN_WORDS)),
    ]
    assert told(*segments, media=[recording("titulares.wav", (0, 7))]) == []
    assert told(*segments, media=[recording("titulares.wav", (0, 3))]) == [("take-length", "titulares.wav")]


def test_one_take_of_the_whole_newscast_may_have_more_and_is_not_that_of_a_part_too() -> None:
    """A deliverable may keep but a part of what is read in it."""
    unvoiced = Vo(copy_=TEN_WORDS)
    whole = {"voice": clip("todo.wav"), "media": [recording("todo.wav", (0, 50))]}
    assert told(story(unvoiced), **whole) == []
    assert ("take-twice", "todo.wav") in told(story(unvoiced, vo("Otra cosa.", clip("todo.wav"))), **whole)
    assert told(story(*[unvoiced] * 30), **whole) == [("take-length", "todo.wav")]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("bacheo.wav", False),
        ("feria.wav", True),
        ("FERIA_02.wav", True),
        ("voz-feria2.wav", True),
        ("Ferias y mercados.wav", False),
        ("bacheo y feria.wav", False),
        ("bacheoferia-feria.wav", False),
        ("mapa-vial.wav", True),
        ("mapa.wav", False),
        ("toma a.wav", False),
        ("locucion_01.wav", False),
    ],
)
def test_a_take_named_after_another_story_is_told(file: str, wrong: bool) -> None:
    for part in (vo("Hola.", clip(file)), Sot(clip=clip(file)), Read(copy_="Hola.", camera=clip(file))):
        found = told(story(part), media=[recording(file, (0, 1))], stories=("bacheo", "feria", "mapa-vial", "a"))
        assert found == ([("take-name", file)] if wrong else [])


def test_a_tease_is_of_its_own_story_and_what_stands_between_stories_of_none() -> None:
    def headlines(file: str) -> list[tuple[str, ...]]:
        tease = Tease(copy_="Hola.", voice=(clip(file),))
        segments = [Headlines(slug="headlines", stories=("feria",)), story(slug="feria", tease=tease)]
        return told(*segments, media=[recording(file, (0, 1))], stories=("bacheo", "feria"))

    assert headlines("feria-corta.wav") == []
    assert headlines("bacheo-corta.wav") == [("take-name", "bacheo-corta.wav")]
    close = Close(slug="close", name="main", parts=(vo("Hola.", clip("feria.wav")),))
    assert told(close, media=[recording("feria.wav", (0, 1))], stories=("feria",)) == []


def used_twice(first: Part, second: Part) -> list[tuple[str, ...]]:
    return told(story(first, second), media=[recording("a.wav", (0, 4), (20, 24))])


def test_one_take_for_two_texts_is_told() -> None:
    other = "Esta es la otra nota, que dice otra cosa muy distinta."
    both = vo(TEN_WORDS, clip("a.wav", end="6s"))
    assert used_twice(both, vo(other, clip("a.wav", end="6s"))) == [("take-twice", "a.wav")]
    assert used_twice(both, vo(other, clip("a.wav", "1s", "6s"))) == [("take-twice", "a.wav")]
    assert used_twice(both, Sot(clip=clip("a.wav", end="5s"), transcript=other)) == [("take-twice", "a.wav")]


def test_one_recording_of_several_texts_is_fine() -> None:
    other = "Esta es la otra nota, que dice otra cosa muy distinta."
    both = vo(TEN_WORDS, clip("a.wav", end="6s"))
    assert used_twice(both, vo(other, clip("a.wav", "18s", "26s"))) == []
    assert used_twice(both, vo(TEN_WORDS.upper(), clip("a.wav", end="6s"))) == []
    assert used_twice(both, Sot(clip=clip("a.wav", end="5s"))) == []


def test_all_takes_of_a_text_are_named() -> None:
    context = context_of(story(vo(TEN_WORDS, clip("a.wav"), clip("b.wav"))))
    known = {Path(f"/n/{name}"): recording(name, (0, 6.25)) for name in ("a.wav", "b.wav")}
    complain_of_mismatches(replace(context, media=known), ["bacheo"])
    assert [each.message for each in context.problems if each.code == "take-length"] == [
        "a.wav, b.wav has 12.5 s of speech; its text takes about 4.0 s to read."
    ]


def test_a_recording_that_is_missing_is_nobodys() -> None:
    other = "Esta es la otra nota, que dice otra cosa muy distinta."
    lost = [vo(text, clip("perdida.wav", end="6s")) for text in (TEN_WORDS, other)]
    context = context_of(story(*lost), lost=[Path("/n/perdida.wav")])
    complain_of_mismatches(context, ["bacheo"])
    assert context.problems == []


def test_stretches_of_which_half_is_the_same_are_two() -> None:
    """Only more than half of the shorter one makes them one; each with the first of those that it overlaps."""
    other = "Esta es la otra nota, que dice otra cosa muy distinta."
    texts = [vo(TEN_WORDS, clip("a.wav", end="4s")), vo(other, clip("a.wav", "2s", "6s"))]
    assert [code for code, _name in told(story(*texts), media=[recording("a.wav", (0, 6))])] == []
    texts[1] = vo(other, clip("a.wav", "1.5s", "5.5s"))
    assert [code for code, _name in told(story(*texts), media=[recording("a.wav", (0, 6))])] == ["take-twice"]
