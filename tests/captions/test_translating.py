"""What is said, in another language: timed by the sentences of the copy, broken by the rules of its own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from newscast.captions.asides import without_music
from newscast.captions.cues import segment_cues
from newscast.captions.translating import languages_of, split, translated
from newscast.captions.unspaced import style_of, with_ends
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment, Timeline
from newscast.timeline.spans import Span

RATE = Fraction(30)
SECOND = 48_000
COPY = "Abre el parque. Hoy hay una feria con música y comida para todas las familias."
SPEECH = (Span(0, SECOND), Span(3 * SECOND, 8 * SECOND))
"""A second for the first sentence, a pause of two, five for the other."""


def said(english: str, copy: str = COPY, speech: tuple[Span, ...] = SPEECH) -> PlacedSegment:
    spoken = (
        Utterance(copy, 0, 8 * SECOND, speech, "Ana Ruiz", translations=(("en", english),) if english else ()),
        Utterance("Hasta mañana.", 8 * SECOND, 2 * SECOND, (Span(8 * SECOND, 10 * SECOND),)),
    )
    return PlacedSegment("feria", "story", "", 0, 300, (), (), (), spoken, None, False)


def stretches(segment: PlacedSegment) -> list[tuple[str, float, float]]:
    return [(each.text, each.start / SECOND, (each.start + each.samples) / SECOND) for each in segment.utterances]


def test_sentences_take_the_time_of_those_of_the_copy() -> None:
    segment, numbers = translated(said("The park opens. There is a fair today."), "en", "es-MX")
    assert stretches(segment) == [("The park opens.", 0, 1), ("There is a fair today.", 3, 8)]
    assert numbers == (0, 0) and {each.speaker for each in segment.utterances} == {"Ana Ruiz"}


def test_more_or_fewer_sentences_share_the_time_of_all() -> None:
    segment, numbers = translated(said("The park opens, with a fair today."), "en", "es-MX")
    assert stretches(segment) == [("The park opens, with a fair today.", 0, 8)] and numbers == (0,)
    assert segment.utterances[0].speech == SPEECH


def test_a_sentence_that_nobody_says_has_no_captions() -> None:
    segment = said("The park opens. There is a fair today.")
    heard = (Span(0, 20_000), Span(20_000, 30_000), Span(30_000, SECOND), *(None,) * 12)
    assert len(heard) == len(COPY.split())
    skipped = Utterance(COPY, 0, 8 * SECOND, SPEECH, "", heard, translations=segment.utterances[0].translations)
    found, _numbers = translated(PlacedSegment("", "", "", 0, 300, (), (), (), (skipped,), None, False), "en", "es-MX")
    assert stretches(found) == [("The park opens.", 0, 1)]


def test_what_is_not_translated_is_left_out() -> None:
    assert translated(said(""), "en", "es-MX")[0].utterances == ()
    assert languages_of(Timeline(RATE, (said("Hello."), said("")))) == ("en",)
    assert languages_of(Timeline(RATE, (said(""),))) == ()


@pytest.mark.parametrize(("english", "told"), [("", []), ("The park opens.", ["The park opens.", "[music]"])])
def test_where_somebody_speaks_no_music_is_told_though_it_is_not_translated(english: str, told: list[str]) -> None:
    """A headline read over the bed; then a card, over which nobody speaks."""
    silent = [PlacedPart("card", "", 300, 90)] if english else []
    parts = (PlacedPart("headline", "", 0, 300), *silent)
    segment = replace(said(english), utterances=said(english).utterances[:1], bed="main", parts=parts, frames=390)
    assert segment.has_bed
    shown, _numbers = translated(segment, "en", "es-MX")
    cues = segment_cues(without_music(shown, segment, RATE), RATE, CaptionStyle(sounds=True), "en")
    assert [cue.shown for cue in cues] == told


def test_abbreviations_end_no_sentence_in_their_language() -> None:
    assert split("Mr. Ruiz speaks. He left.", "en") == ["Mr. Ruiz speaks.", "He left."]


CHINESE = "公园今天开放。市政府说，这里有4,200棵树和三公里长的自行车道（免费），周末还有给孩子们的音乐会和电影。"


def test_lines_of_chinese_end_where_they_may() -> None:
    segment, _numbers = translated(said(CHINESE), "en", "es-MX", 16)
    assert [(begin, end) for _text, begin, end in stretches(segment)] == [(0, 1), (3, 8)]
    style = style_of(CaptionStyle(characters=33, cps=17), "zh-Hans")
    assert (style.characters, style.cps) == (16, 8) and style_of(style, "en") == style
    cues = segment_cues(segment, RATE, style, "zh")
    lines = [line for cue in cues for line in cue.lines]
    assert "".join(lines) == CHINESE and all(len(cue.lines) <= 2 for cue in cues)
    assert all(3 < len(line) <= 16 for line in lines) and any("4,200" in line for line in lines)
    assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)


def test_a_word_that_no_line_can_hold_stays_whole() -> None:
    assert with_ends("www.leon.gob.mx/tramites/agua", 10) == "www.leon.gob.mx/tramites/agua"
    assert with_ends("请看 www.leon.gob.mx。", 16) == "请看 www.leon.gob.mx。"


def test_captions_keep_the_words_and_the_style() -> None:
    english = "The park opens. " + "There is a fair today with music and food for all the families of the city. " * 2
    segment, _numbers = translated(said(english.strip()), "en", "es-MX")
    cues = segment_cues(segment, RATE, CaptionStyle(characters=32), "en")
    assert " ".join(cue.text for cue in cues) == english.strip()
    assert all(len(line) <= 32 for cue in cues for line in cue.lines)
    assert all(left.end <= right.start for left, right in pairwise(cues))
