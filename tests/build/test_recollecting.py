"""A copy that is corrected under its recording is marked until the recording or the copy changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscast.build.examining import examine
from newscast.build.publishing import timelines_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed
from newscast.build.takes.fits import FOLDER
from newscast.build.takes.recollecting import recollected
from newscast.step.step import Step
from newscast.store.store import Store
from newscast.timeline.heard import Parting
from newscast.timeline.model import PlacedSegment
from newscast.timeline.spans import Span

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, web]
presenters: [ana]
segments:
  - story: uno
    headline: Uno
    parts:
      - vo: {copy}
        voice: {voice}
        pictures: [foto.jpg]
      - {{sot: charla.mp4, who: laura, transcript: {transcript}}}
"""
OLD, NEW = "Se repararon baches en Irapuato.", "Se repararon baches en Celaya."
SKIPPED = (Parting("skipped", 4, 5, 48_000, 48_000),)

Built = Callable[..., Composed]


@pytest.fixture
def built(sala: Any, tmp_path: Path) -> Built:
    """An episode of which somebody listened for every word, recollected as a build does."""
    store, closeness = Store(tmp_path / "store"), tmp_path / "closeness.json"

    def build(copy: str = OLD, partings: tuple[Parting, ...] = (), *, keep: bool = True, **how: Any) -> Composed:
        values = {"voice": "voz.wav", "transcript": "Trabajamos de noche.", **how}
        listened = values.pop("listened", True)
        episode = rehearse(examine([sala.write(TEXT.format(copy=copy, **values))], Options())[0])
        timelines = tuple(
            replace(cut, timeline=replace(cut.timeline, segments=segments(cut.timeline.segments, partings)))
            for cut in episode.timelines
        )
        known = replace(episode, timelines=timelines) if listened else episode

        def nearer(steps: Sequence[Step]) -> dict[Step, Path]:
            closeness.write_text(json.dumps({"before": 5.0, "now": 5.0 - values.pop("by", 0.0)}))
            return dict.fromkeys(steps, closeness)

        return recollected(known, store, nearer, keep=keep)  # type: ignore[return-value]

    return build


def segments(found: tuple[PlacedSegment, ...], partings: tuple[Parting, ...]) -> tuple[PlacedSegment, ...]:
    """With words that were heard, and partings of the first text."""

    def heard(segment: PlacedSegment) -> PlacedSegment:
        said = (replace(each, said=(Span(0, 1_000),) * len(each.text.split())) for each in segment.utterances)
        first, *others = said
        return replace(segment, utterances=(replace(first, partings=partings), *others))

    return tuple(heard(each) if each.utterances else each for each in found)


def told(episode: Composed) -> list[str]:
    return [each.message for each in episode.remarks if each.code == "take-before"]


def marked(episode: Composed) -> set[str]:
    """The deliverables in which the part is marked."""
    found = timelines_of(episode)
    return {name for name, each in found.items() if each.segments[0].parts[0].voice == "before"}


def test_a_word_that_is_corrected_is_told_and_marked_over_rebuilds_until_it_is_taken_back(built: Built) -> None:
    assert told(built()) == []
    for _again in range(2):
        episode = built(NEW)
        assert told(episode) == ["The text was corrected, and its recording still says “Irapuato”."]
        (problem,) = (each for each in episode.remarks if each.code == "take-before")
        assert problem.place and problem.place.line == 10
        assert problem.medium and problem.medium.name == "voz.wav"
        assert episode.timelines[0].before == {("uno", 0)}
    episode = built()
    assert told(episode) == []
    assert episode.timelines[0].before == frozenset()


def test_a_recording_of_another_part_is_not_told_as_that_of_a_copy_before(built: Built) -> None:
    built()
    instead = (Parting("changed", 0, 5, 0, 48_000, "Llueve en el norte."),)
    assert told(built(NEW, instead)) == [] and told(built(NEW))


def test_the_mark_is_in_the_timeline_of_every_deliverable_that_has_the_part(built: Built) -> None:
    built()
    assert marked(built(NEW)) == {"radio", "web"}


def test_a_copy_that_fits_better_was_the_right_correction(built: Built) -> None:
    built(OLD, SKIPPED)
    assert told(built(NEW)) == []
    assert told(built(OLD, SKIPPED)) == ["The text was corrected, and its recording still says “Celaya”."]


def test_where_neither_copy_leaves_its_recording_the_nearer_one_is_right(built: Built) -> None:
    built()
    assert len(told(built(NEW, by=0.02))) == 1
    assert told(built(NEW, by=0.1)) == []
    assert told(built(NEW)) == []
    assert told(built(OLD)) == ["The text was corrected, and its recording still says “Celaya”."]


def test_another_recording_says_nothing_of_the_old_copy(built: Built, sala: Any) -> None:
    built()
    shutil.copy(sala.root / "rundowns/spot.wav", sala.root / "rundowns/nueva.wav")
    assert told(built(NEW, voice="nueva.wav")) == []


def test_words_that_are_only_added_are_named(built: Built) -> None:
    built()
    assert told(built("Se repararon muchos baches en Irapuato.")) == [
        "Words were added to the text, and its recording does not say them: “muchos”."
    ]


def test_what_captions_show_meanwhile_is_what_they_show(built: Built) -> None:
    """Words that the recording was heard to leave out are in no caption."""
    built()
    longer = "Se repararon muchos baches en Irapuato."
    for partings, hint in (
        ((), "captions already have the new words"),
        ((Parting("skipped", 2, 3, 48_000, 48_000),), "until then captions leave out what it does not say"),
    ):
        (problem,) = (each for each in built(longer, partings).remarks if each.code == "take-before")
        assert hint in problem.hint


def test_what_nobody_listened_to_or_is_no_copy_or_was_only_checked_is_not_known(built: Built) -> None:
    built(listened=False)
    built(OLD, keep=False)
    assert told(built(NEW)) == []
    assert told(built(NEW, transcript="Trabajamos de día.")) == []


def test_where_the_note_is_lost_nothing_is_told(built: Built, tmp_path: Path) -> None:
    built()
    (note,) = (tmp_path / "store" / FOLDER).glob("*.json")
    note.write_text("{")
    assert told(built(NEW)) == []
    shutil.rmtree(tmp_path / "store")
    assert told(built(OLD)) == []
