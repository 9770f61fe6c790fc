"""Which texts are listened for in which takes, and where what was heard of their words comes out."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.timecode import sample_at
from newscast.rundown.model import Clip, Headlines, Sot, Tease
from newscast.timeline.context import Context
from newscast.timeline.heard import Alignment, Parting
from newscast.timeline.model import Timeline
from newscast.timeline.place import place
from newscast.timeline.recitals import all_recitals, forms_of
from newscast.timeline.spans import Span
from newscast.timeline.takes import all_takes
from tests.timeline.placing_making import PHOTO, RATE, VOICE, context_of, story, ten_seconds, vo

SECOND = 48_000
VOICES = (Clip(file=VOICE),)


def heard(context: Context, *said: Span | None, partings: tuple[Parting, ...] = ()) -> Timeline:
    """The timeline where this was heard of the words of every text."""
    alignments = {recital: Alignment(said, partings) for recital in all_recitals(context)}
    infos = {take: ten_seconds() for take in all_takes(context)}
    return place(replace(context, infos=infos, alignments=alignments)).timeline


def test_copy_is_listened_for_where_it_is_recorded_and_where_it_is_synthetic() -> None:
    recorded = vo(Clip(file=PHOTO))
    found = all_recitals(context_of(story(recorded, recorded.model_copy(update={"voice": "synth"}))))
    assert {(recital.text, recital.takes[0].file) for recital in found} == {("Una frase.", VOICE), ("Una frase.", None)}


def test_a_transcript_is_listened_for_without_its_remarks() -> None:
    said = Sot(clip=Clip(file=VOICE), transcript="Gracias (muchos aplausos) a todos.")
    remark = Sot(clip=Clip(file=VOICE), transcript="(Habla un vecino.)")
    (recital,) = all_recitals(context_of(story(said, remark)))
    assert forms_of(recital, "es-MX") == ("Gracias", "", "", "a", "todos.")
    assert forms_of(replace(recital, verbatim=True), "es-MX")[1]


def test_what_was_heard_moves_with_its_part() -> None:
    words = (Span(5_000, 20_000), None)
    parting = Parting("skipped", 1, 2, 20_000, 20_000)
    (segment,) = heard(context_of(story(vo(), vo())), *words, partings=(parting,)).segments
    first, second = segment.utterances
    begin = sample_at(300, RATE)
    assert (first.said, first.partings) == (words, (parting,))
    assert (second.said, second.partings) == ((words[0].later(begin), None), (parting.later(begin),))


def test_headlines_read_in_one_are_cut_where_the_next_one_is_heard() -> None:
    """The first is said slowly: by their letters the second would begin at 5.3 s."""
    teases = [story(slug=slug, tease=Tease(copy_=copy)) for slug, copy in (("a", "Uno dos."), ("b", "Tres cuatro."))]
    context = context_of(Headlines(slug="headlines", stories=("a", "b"), voice=VOICES), *teases)
    ends = [0, 3, 7.0, 8, 9]
    words = [Span(int(start * SECOND), int((start + 0.5) * SECOND)) for start in ends[1:]]
    parting = Parting("added", 2, 2, 4 * SECOND, 5 * SECOND)
    segment = heard(context, *words, partings=(parting,)).segments[0]
    first, second = segment.utterances
    assert (first.said, second.said) == (tuple(words[:2]), tuple(words[2:]))
    assert (first.partings, second.partings) == ((), (replace(parting, first=0, last=0),))
    (_, second_card) = segment.shots
    assert abs(second_card.start - 7.8 * RATE) < 1


def test_headlines_of_which_one_was_not_heard_are_cut_by_their_length() -> None:
    teases = [story(slug=slug, tease=Tease(copy_=copy)) for slug, copy in (("a", "Uno dos."), ("b", "Tres cuatro."))]
    context = context_of(Headlines(slug="headlines", stories=("a", "b"), voice=VOICES), *teases)
    segment = heard(context, Span(5_000, 20_000), Span(20_000, 40_000), None, None).segments[0]
    assert segment.shots == heard(context).segments[0].shots
