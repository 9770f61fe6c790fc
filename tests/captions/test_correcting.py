"""Captions that an editor corrected, on a timeline: they win, keep to its segments, and what no longer fits is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.base.errors import Place
from newscast.captions.checking import broken_rules
from newscast.captions.correcting import Laid, Reference, corrected, fitted
from newscast.captions.cue import Cue
from newscast.document.captions import WrittenCaptions, WrittenCue
from newscast.rundown.model import Rundown
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span

RATE = Fraction(25)
SRT, OWN = Path("hoy.srt"), Path("feria.srt")
COPY = {"bacheo": "Concluye el bacheo de los bulevares.", "feria": "Arranca la feria de enero."}


def segment(slug: str, start: int, seconds: int = 4) -> PlacedSegment:
    samples = seconds * 48_000
    said = (Utterance(COPY[slug], 0, samples, (Span(0, samples),), "Ana Ruiz"),) if slug in COPY else ()
    return PlacedSegment(slug, "story", "", start, seconds * 25, (), (), (), said, None, False)


WHOLE = Timeline(RATE, (segment("open", 0), segment("bacheo", 100), segment("feria", 200)))


def written(*cues: tuple[float, float, str], path: Path = SRT) -> WrittenCaptions:
    found = [
        WrittenCue(Fraction(start), Fraction(end), tuple(text.split("/")), "", Place(path, 4 * number + 2))
        for number, (start, end, text) in enumerate(cues)
    ]
    return WrittenCaptions(path, "0" * 64, tuple(found))


BOTH = (4.2, 7, "Concluye el bacheo/de los bulevares."), (8, 10, "Arranca la feria de enero.")


def laid(
    captions: Sequence[WrittenCaptions], timeline: Timeline = WHOLE, whole: Timeline | None = WHOLE, **named: Any
) -> Laid:
    """What files say of a timeline: `hoy.srt` beside the rundown, others as segments name them."""
    beside = {"es-MX": SRT} if any(each.path == SRT for each in captions) else {}
    slugs = dict.fromkeys(each.slug for each in (*WHOLE.segments, *timeline.segments))
    segments = [SimpleNamespace(slug=slug, captions=named.get(slug, ())) for slug in slugs]
    rundown = cast(Rundown, SimpleNamespace(captions=beside, segments=segments))
    reference = Reference(rundown, whole) if whole else None
    return corrected(rundown, timeline, reference, {each.path: each for each in captions}, "es-MX")


def shown(found: Laid, language: str = "es-MX") -> list[list[tuple[int, int, tuple[str, ...]]] | None]:
    segments = dict(found.by_language)[language]
    return [cues and [(cue.start, cue.end, cue.lines) for cue in cues] for cues in segments]


def test_times_count_from_the_start_of_the_episode() -> None:
    found = laid([written(*BOTH)])
    assert found.problems == ()
    first, second = ("Concluye el bacheo", "de los bulevares."), ("Arranca la feria de enero.",)
    assert shown(found) == [None, [(5, 75, first)], [(0, 50, second)]]
    ((_tag, (_open, bacheo, _feria)),) = found.by_language
    assert bacheo and bacheo[0].speaker == "Ana Ruiz" and bacheo[0].place == Place(SRT, 2)


def test_a_cut_of_one_story_takes_what_is_said_in_it() -> None:
    reel = Timeline(RATE, (replace(segment("feria", 0)), segment("close", 100)))
    assert shown(laid([written(*BOTH)], reel)) == [[(0, 50, ("Arranca la feria de enero.",))], None]
    longer = Timeline(RATE, (segment("feria", 0, seconds=5),))
    found = laid([written(*BOTH)], longer)
    assert shown(found) == [None]
    assert [(each.code, each.place and each.place.line) for each in found.problems] == [("caption-other", 6)]


def test_a_segments_own_file_wins_and_counts_from_its_start() -> None:
    own = written((0, 2, "Empieza la feria de enero."), path=OWN)
    found = laid([written(*BOTH), own], feria=(OWN,))
    assert shown(found)[2] == [(0, 50, ("Empieza la feria de enero.",))] and found.problems == ()
    alone = laid([own], whole=None, feria=(OWN,))
    assert shown(alone) == [None, None, [(0, 50, ("Empieza la feria de enero.",))]]
    english = written((0, 2, "The fair begins."), path=Path("feria.en.srt"))
    assert shown(laid([english], feria=(english.path,)), "en")[2] == [(0, 50, ("The fair begins.",))]


def other_words(start: int = 0, **changed: Any) -> Timeline:
    """The fair as another deliverable has it: as long, with something else about what is said."""
    there = segment("feria", 0)
    (said,) = there.utterances
    return Timeline(RATE, (replace(there, utterances=(replace(said, start=start, **changed),)),))


def test_ours_stay_where_a_version_says_other_words_than_were_corrected() -> None:
    own = written((0, 2, "Empieza la feria de enero."), path=OWN)
    for captions in (written(*BOTH), own):
        found = laid([captions], other_words(text="La feria abre el sábado."), feria=(OWN,))
        assert all(each is None for _tag, cues in found.by_language for each in cues)
        assert [each.code for each in found.problems if each.place and each.place.file == captions.path] == [
            "caption-other"
        ]


def test_a_moment_before_the_words_changes_nothing_and_another_time_does() -> None:
    own = written((0, 2, "Empieza la feria de enero."), path=OWN)
    shorter = replace(segment("feria", 0), frames=90)
    for timeline in (other_words(start=12_000), Timeline(RATE, (shorter,))):
        assert shown(laid([own], timeline, feria=(OWN,))) == [[(0, 50, ("Empieza la feria de enero.",))]]
    assert laid([own], other_words(start=96_000), feria=(OWN,)).by_language == (("es-MX", (None,)),)


def test_a_translation_is_what_captions_of_its_language_are_held_against() -> None:
    english = written((0, 2, "The fair begins."), path=Path("feria.en.srt"))
    said = other_words(translations=(("en", "It opens."),))
    assert laid([english], said, feria=(english.path,)).by_language == (("en", (None,)),)
    (here,), named = said.segments, {"feria": (english.path,)}
    slugs = [SimpleNamespace(slug="feria", captions=named["feria"])]
    rundown = cast(Rundown, SimpleNamespace(captions={}, segments=slugs))
    respelled = Timeline(RATE, (replace(here, utterances=(replace(here.utterances[0], text="Otras palabras."),)),))
    found = corrected(rundown, respelled, Reference(rundown, said), {english.path: english}, "es-MX")
    assert shown(found, "en") == [[(0, 50, ("The fair begins.",))]]


def test_what_no_longer_fits_the_episode_is_told() -> None:
    later = written(*((start + 4, end + 4, text) for start, end, text in BOTH), (20, 22, "Adiós."))
    found = laid([later])
    told = [(each.code, each.place and each.place.line) for each in found.problems]
    assert told == [("caption-outside", 6), ("caption-other", 2), ("caption-other", 1)]
    outside, moved, absent = (each.message for each in found.problems)
    assert "2 captions" in outside and "12.0 s" in outside and "“bacheo”" in absent
    assert moved == "From “bacheo” on, captions come 4.2 s after their words are said."
    assert shown(found)[1] is None
    beyond = laid([written((0, 2, "Arranca la feria."), (5, 6, "Adiós."), path=OWN)], feria=(OWN,))
    assert [each.code for each in beyond.problems] == ["caption-outside"] and "“feria”" in beyond.problems[0].message


def test_what_begins_in_time_is_shown_to_the_end() -> None:
    """Also where somebody wrote a wrong end, or one that is a moment after that of the episode."""
    late = written(BOTH[0], (10, 20, "Arranca la feria de enero."))
    assert shown(laid([late]))[2] == [(50, 100, ("Arranca la feria de enero.",))]
    wrong = written((4.2, 360_000, "Concluye el bacheo/de los bulevares."), BOTH[1])
    assert [each and len(each) for each in shown(laid([wrong]))] == [None, 1, 1]
    own = laid([written((1, 60, "Arranca la feria de enero."), path=OWN)], feria=(OWN,))
    assert shown(own)[2] == [(25, 100, ("Arranca la feria de enero.",))]


def test_of_a_segment_whose_own_captions_all_lie_elsewhere_ours_stay() -> None:
    found = laid([written((30, 32, "Arranca la feria de enero."), path=OWN)], feria=(OWN,))
    assert shown(found) == [None, None, None]
    assert {each.code for each in found.problems} == {"caption-outside", "caption-other"}


def test_other_words_than_are_said_are_told() -> None:
    other = written(BOTH[0], (8, 10, "Hasta mañana, que descanse."))
    (told,) = laid([other]).problems
    assert (told.code, told.place and told.place.line) == ("caption-other", 6) and "“feria”" in told.message
    own = written((0, 2, "Hasta mañana."), path=OWN)
    assert ["“feria”" in each.message for each in laid([own], feria=(OWN,)).problems] == [True]
    corrected = written(BOTH[0], (8, 10, "Arranca la Feria de León, en enero."))
    assert laid([corrected]).problems == ()


def test_captions_are_never_on_screen_two_at_once() -> None:
    cues = ((4, 6, "Concluye el bacheo"), (5, 7, "de los"), (5, 7.5, "bulevares."))
    assert shown(laid([written(*cues)]))[1] == [(0, 25, ("Concluye el bacheo",)), (25, 88, ("de los", "bulevares."))]


def test_burned_captions_are_broken_anew_only_where_they_do_not_fit() -> None:
    long = "Concluye el bacheo de los bulevares Morelos y López Mateos, dice Obras Públicas de la ciudad."
    cues = (Cue(5, 55, ("Buenos días.",), "Ana"), Cue(60, 160, (long,), "Ana", 1, place=Place(SRT, 6)))
    found = fitted(cues, RATE, CaptionStyle(characters=28), "es-MX")
    assert found[0] == cues[0] and " ".join(cue.text for cue in found[1:]) == long
    assert all(len(cue.lines) <= 2 and max(map(len, cue.lines)) <= 28 for cue in found)
    assert len(found) > 2 and (found[1].start, found[-1].end) == (60, 160)
    assert all(other.start - one.end == 2 for one, other in pairwise(found[1:]))
    assert {(cue.speaker, cue.utterance, cue.place) for cue in found[1:]} == {("Ana", 1, Place(SRT, 6))}


@pytest.mark.parametrize(
    ("cues", "line", "words"),
    [
        (((0, 2, "Uno/dos/tres"),), 2, "3 lines, 2 are"),
        (((0, 3, "Concluye el bacheo de los bulevares de la ciudad."),), 2, "49 characters"),
        (((0, 0.5, "Sí."),), 2, "0.5 s; from 0.83 to 7 s"),
        (((0, 7.5, "Sí."),), 2, "7.5 s"),
        (((0, 1, "Concluye el bacheo de hoy."),), 2, "26 characters a second, 20"),
        (((0, 2, "Uno."), (1.5, 3, "Dos.")), 6, "before the one above it ends"),
        (((0, 2, "Uno."), (2.2, 4, "Dos.")), 6, "are 5 frames"),
        (((0, 2, "Uno."), (2.04, 4, "Dos.")), 6, "is 1 frame"),
        (((0, 2, "Uno."), (2.08, 4, "Dos."), (4.48, 6, "Tres.")), 0, ""),
    ],
)
def test_rules_are_told_at_the_lines_of_the_file(
    monkeypatch: pytest.MonkeyPatch, cues: Any, line: int, words: str
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    found = broken_rules(written(*cues), CaptionStyle(), RATE)
    assert [each.place and each.place.line for each in found] == [line] * bool(line)
    assert all(words in each.message and each.warning and each.hint and each.code == "caption-rule" for each in found)
