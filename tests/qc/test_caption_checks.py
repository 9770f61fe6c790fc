"""Captions that are right, and each thing that may be wrong with them, told with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from unittest.mock import ANY

import pytest

from newscast.base.errors import Place
from newscast.base.timecode import parse_time, timecode_of
from newscast.qc.captions.checks import CAPTION_CHECKS, check_captions, check_file
from newscast.qc.captions.model import Caption, Said, WantedCaptions
from newscast.qc.captions.talk import check_speech, check_translation
from newscast.qc.model import Check
from newscast.qc.wanted import Stretch
from newscast.timeline.spans import Span

RATE = Fraction(30)
COPY = "Buenos días a todos los que nos escuchan. Hoy hablamos del agua."
LINE = Place(Path("/sala/hoy.yaml"), 12)
WORDS = Said(COPY, Span(30, 180), (Span(36, 108), Span(126, 174)), LINE)
WANTED = WantedCaptions(
    RATE,
    300,
    42,
    2,
    17,
    (Stretch("open", 0, 1), Stretch("agua", 1, 10)),
    parts=(Span(0, 30), Span(30, 300)),
    said=(WORDS,),
    speech=WORDS.speech,
)
GOOD = (
    Caption(36, 114, ("Buenos días a todos los que nos escuchan.",)),
    Caption(126, 186, ("Hoy hablamos del agua.",)),
)


def changed(at: int, **what: object) -> tuple[Caption, ...]:
    return tuple(replace(each, **what) if number == at else each for number, each in enumerate(GOOD))  # type: ignore[arg-type]


def worst_of(captions: Sequence[Caption], wanted: WantedCaptions = WANTED) -> dict[str, Check]:
    """The checks that did not pass."""
    return {check.check: check for check in check_captions(captions, wanted) if check.verdict != "pass"}


def test_good_captions_pass_every_check() -> None:
    assert [check.check for check in check_captions(GOOD, WANTED)] == list(CAPTION_CHECKS)
    assert worst_of(GOOD) == {}


@pytest.mark.parametrize(
    ("check", "verdict", "captions", "places", "words"),
    [
        ("caption-speed", "warn", changed(0, end=96), ["00:00:01:06"], "time for more"),
        ("caption-length", "warn", changed(1, end=146), ["00:00:04:06"], "less than 5/6 s"),
        ("caption-length", "warn", changed(1, end=126 + 240), ["00:00:04:06"], "more than 7 s"),
        ("caption-length", "warn", changed(1, lines=("Hoy", "hablamos", "del agua.")), ["00:00:04:06"], "2 lines"),
        (
            "caption-length",
            "warn",
            changed(1, lines=("Hoy hablamos del agua. " * 2,)),
            ["00:00:04:06"],
            "42 characters",
        ),
        ("caption-gaps", "fail", changed(0, end=127), ["00:00:04:06"], "at once"),
        ("caption-gaps", "warn", changed(0, end=125), ["00:00:04:06"], "flickers"),
        ("caption-gaps", "warn", changed(0, end=118), ["00:00:04:06"], "flickers"),
        ("caption-glyphs", "fail", changed(1, lines=("Hoy hablamos del \ufffd.",)), ["00:00:04:06"], "U+FFFD"),
        ("caption-timing", "warn", changed(0, start=31), ["00:00:01:01"], "before the voice"),
        ("caption-timing", "warn", changed(1, start=131), ["00:00:04:11"], "after the voice"),
        ("caption-timing", "warn", changed(1, end=190), ["00:00:04:06"], "too long after"),
        ("caption-coverage", "fail", GOOD[:1], ["00:00:04:06"], "not captioned"),
        (
            "caption-coverage",
            "warn",
            (*GOOD, Caption(220, 260, ("Hasta mañana a todos.",))),
            ["00:00:07:10"],
            "over silence",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    check: str, verdict: str, captions: Sequence[Caption], places: list[str], words: str
) -> None:
    found = worst_of(captions)[check]
    assert (found.verdict, [place.timecode for place in found.where]) == (verdict, places)  # type: ignore[attr-defined]
    assert words in found.message
    assert found.where[0].slug in found.message


def test_where_nobody_speaks_no_caption_is_right() -> None:
    assert worst_of((), replace(WANTED, said=(), speech=())) == {}
    assert worst_of(()).keys() == {"caption-coverage"}
    assert {check.verdict for check in check_file(b"", ".srt", replace(WANTED, said=(), speech=()))} == {"pass"}


def test_the_line_of_the_words_is_told() -> None:
    (place,) = worst_of(changed(0, end=125))["caption-gaps"].where
    assert place.place == LINE  # type: ignore[attr-defined]
    assert "agua (0:04, line 12)" in worst_of(changed(0, end=125))["caption-gaps"].message


def test_a_file_that_comes_a_second_and_a_half_late_fails() -> None:
    """As it does where an intro stands before it."""
    late = [replace(each, start=each.start + 45, end=each.end + 45) for each in GOOD]
    assert worst_of(late)["caption-timing"].verdict == "fail"
    running = replace(WANTED, speech=(Span(36, 174),), said=(replace(WORDS, speech=(Span(36, 174),)),))
    a_little = [
        replace(each, start=each.start + 5, end=each.end + 5) for each in (GOOD[0], replace(GOOD[1], start=116))
    ]
    found = worst_of(a_little, running)["caption-timing"]
    # What follows in one breath is not late by all that was said before.
    assert (found.verdict, "after the voice: agua (0:01" in found.message) == ("warn", True)


def test_captions_that_have_no_choice_are_right() -> None:
    # Nothing may come between two words that follow each other: the first goes when the next one comes.
    fast = replace(WANTED, speech=(Span(36, 174),), said=(replace(WORDS, speech=(Span(36, 174),)),))
    assert worst_of((replace(GOOD[0], end=100), replace(GOOD[1], start=102)), fast) == {}
    # Who goes on speaking in the next part leaves no more time, and who comes after a commercial is not late.
    short = replace(WANTED, parts=(Span(30, 140), Span(140, 300)))
    assert worst_of((GOOD[0], Caption(126, 138, ("Sí.",))), short).keys() == {"caption-coverage"}
    spot = replace(WANTED, speech=(Span(0, 108), Span(126, 174)))
    assert "caption-timing" not in worst_of(GOOD, spot)
    # A word on its own stays 5/6 s, however soon it is said; one that is longer than a line has a line of its own.
    alone = replace(WANTED, said=(replace(WORDS, text="Sí."),), speech=(Span(36, 42),))
    assert worst_of((Caption(36, 61, ("Sí.",)),), alone) == {}
    # It stays up to the next one where it would be too short otherwise, and no longer than that.
    assert "caption-timing" not in worst_of((Caption(36, 70, ("Sí.",)), Caption(72, 114, ("No.",))), alone)
    assert "caption-timing" in worst_of((Caption(36, 70, ("Sí.",)),), alone)
    assert "caption-timing" in worst_of((Caption(36, 71, ("Sí.",)), Caption(73, 114, ("No.",))), alone)
    assert worst_of(changed(1, lines=("a" * 60,), end=186)) == {}


def test_remarks_are_said_by_nobody() -> None:
    assert worst_of((Caption(1, 24, ("[Música]",)), *GOOD)) == {"caption-length": ANY}
    assert worst_of((GOOD[0], Caption(126, 186, ("(Habla un vecino.)",)))) == {}


def test_what_nobody_wrote_is_a_warning() -> None:
    """Somebody speaks on: an aside, or a sot without a transcript."""
    on = replace(WANTED, speech=(*WANTED.speech, Span(220, 260)))
    found = worst_of(GOOD, on)["caption-coverage"]
    assert found.verdict == "warn" and "nobody wrote" in found.message
    aside = replace(WORDS, speech=(*WORDS.speech, Span(220, 260)), span=Span(30, 270))
    assert worst_of(GOOD, replace(on, said=(aside,)))["caption-coverage"].verdict == "fail"
    heard = replace(aside, added=(Span(215, 265),))
    assert worst_of(GOOD, replace(on, said=(heard,)))["caption-coverage"].verdict == "warn"
    # So short a text is no transcript of all of it.
    brief = replace(aside, text="Diálogo de película.", speech=(Span(36, 260),))
    assert worst_of(GOOD, replace(WANTED, said=(brief,), speech=brief.speech))["caption-coverage"].verdict == "warn"


def test_a_place_is_of_the_segment_whose_words_are_told() -> None:
    """A recording may begin in the frames that are still the segment's before it."""
    wanted = replace(WANTED, said=(replace(WORDS, span=Span(30, 180)),), speech=(Span(28, 174),))
    (told,) = worst_of((), wanted)["caption-coverage"].where
    assert (told.slug, told.start) == ("agua", 0.933)


def test_a_stand_in_is_silent_and_a_card_shows_its_words_itself() -> None:
    silent = replace(WANTED, speech=(), said=(replace(WORDS, heard=False),))
    assert worst_of(GOOD, silent) == {}
    shown = replace(WANTED, elsewhere=(Span(126, 186),))
    assert worst_of(GOOD[:1], shown) == {}


def test_a_hurried_caption_beside_slow_ones_could_share_their_time() -> None:
    speech = (Span(30, 240),)
    wanted = replace(WANTED, speech=speech, said=(replace(WORDS, span=Span(30, 240), speech=speech),))
    captions = (
        Caption(30, 100, ("Buenos días a todos.",)),
        Caption(102, 132, ("Hoy hablamos del agua que falta.",)),
        Caption(134, 240, ("Mañana será otro día.",)),
    )
    assert "between captions" in worst_of(captions, wanted)["caption-speed"].message
    # Where all is said as fast, it is the voice.
    full = ("Hoy hablamos del agua que falta hoy", "en las colonias y las escuelas.")
    assert worst_of((replace(captions[0], lines=full[:1]), captions[1], replace(captions[2], lines=full)), wanted) == {}


def test_speech_that_nobody_can_read_is_named() -> None:
    assert check_speech(WANTED) == Check("speech-speed", "pass", 16.0, 20, "characters a second")
    fast = replace(WORDS, text=COPY * 2)
    found = check_speech(replace(WANTED, said=(fast,)))
    assert found and found.verdict == "warn"
    assert "agua (0:01, line 12)" in found.message
    assert check_speech(replace(WANTED, said=())) is None
    # In less than two seconds nobody can tell how fast somebody speaks.
    for frames, known in ((59, False), (60, True)):
        brief = replace(fast, speech=(Span(36, 36 + frames),))
        assert bool(check_speech(replace(WANTED, said=(brief,)))) == known


SRT = (
    "1\r\n00:00:01,200 --> 00:00:03,800\r\n{}\r\n\r\n"
    "2\r\n00:00:04,200 --> 00:00:06,200\r\nHoy hablamos del agua.\r\n\r\n"
)
FIRST = "Buenos días a todos los que nos escuchan."
VTT = (
    "WEBVTT\n\nNOTE Language: es\n\n1\n00:00:01.200 --> 00:00:03.800\n<v Ana Ruiz>{}\n\n"
    "2\n00:04.200 --> 00:06.200 align:center\nHoy hablamos del agua.\n"
)
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="00:00:01.200" end="00:00:03.800"><span>{}</span></p>'
    '<p begin="00:00:04.200" end="00:00:06.200">Hoy hablamos del agua.</p></div></body></tt>'
)


@pytest.mark.parametrize(
    ("suffix", "text", "line"),
    [(".srt", SRT, "\r\n"), (".vtt", VTT, "\n"), (".ttml", TTML, "<br/>")],
)
def test_a_file_is_read_as_it_is_written(suffix: str, text: str, line: str) -> None:
    content = text.format(FIRST.replace(" los", f"{line}los")).encode()
    found = check_file(content, suffix, WANTED)
    assert {check.check: check.verdict for check in found} == dict.fromkeys(["caption-file", *CAPTION_CHECKS], "pass")


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".srt", SRT.format("Sí.").replace("2\r\n00", "3\r\n00").encode()),
        (".srt", SRT.format("Sí.").replace(",200 -->", ".200 -->").encode()),
        (".srt", SRT.format("Sí.").replace("\r\nSí.", "").encode()),
        (".srt", SRT.format("Sí.").encode("latin-1")),
        (".vtt", b"WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\nS\n"),
        (".vtt", VTT.format("a < b").encode()),
        (".vtt", VTT.format("a & b").encode()),
        (".ttml", TTML.format("a & b").encode()),
        (".ttml", TTML.format("a").replace("00:00:01.200", "1.2").encode()),
        (".ttml", b"<html/>"),
    ],
)
def test_what_players_refuse_fails(suffix: str, content: bytes) -> None:
    (found,) = check_file(content, suffix, WANTED)
    assert (found.check, found.verdict) == ("caption-file", "fail")


def test_captions_after_the_programme_or_out_of_order_fail() -> None:
    def verdict(text: str) -> str:
        return check_file(text.encode(), ".srt", WANTED)[0].verdict

    assert verdict(SRT.format(FIRST)) == "pass"
    assert verdict(SRT.format(FIRST).replace("06,200", "16,200")) == "fail"
    assert verdict(SRT.format(FIRST).replace("04,200", "00,200")) == "fail"
    assert verdict(SRT.format(FIRST).replace("06,200", "04,200")) == "fail"


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(30000, 1001), Fraction(60000, 1001)])
def test_a_time_code_is_that_of_its_frame(rate: Fraction) -> None:
    for frame in (0, 1, 1799, 1800, 1801, 3597, 3598, 17981, 17982, 17984, 107_892, 200_000):
        assert parse_time(timecode_of(frame, rate)).frames(rate) == frame


def test_a_translation_that_is_too_long_for_its_time_is_told() -> None:
    (said, *rest) = (WORDS,)
    assert (found := check_translation(replace(WANTED, said=(said,)))) and found.verdict == "pass"
    longer = replace(said, text=f"{said.text} " * 4)
    found = check_translation(replace(WANTED, said=(longer, *rest)))
    assert found and found.verdict == "warn" and "too long to be read" in found.message
    assert found.measured > 20 and check_translation(replace(WANTED, said=())) is None
