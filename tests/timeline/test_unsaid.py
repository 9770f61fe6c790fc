"""Copy that a synthetic voice would say nothing of."""

from __future__ import annotations

from typing import Any

import pytest
from placing_making import VOICE, context_of, story

from newscast.rundown.model import Clip, Headlines, Open, Tease, Vo
from newscast.show.ends import Ident
from newscast.timeline.unsaid import complain_of_unsaid


def said(*segments: Any, **show: Any) -> list[str]:
    context = context_of(*segments, **show)
    complain_of_unsaid(context)
    return [each.code for each in context.problems if not each.warning]


@pytest.mark.parametrize("copy", ["😀", "—", "...", "¿?", " . "])
def test_what_has_no_word_is_refused_where_a_synthetic_voice_reads_it(copy: str) -> None:
    teased = story(Vo(copy_="Hola.", voice="synth"), tease=Tease(copy_=copy))
    assert said(story(Vo(copy_=copy, voice="synth"))) == ["copy-unsaid"]
    assert said(Headlines(slug="headlines", stories=("bacheo",), voice="synth"), teased) == ["copy-unsaid"]
    assert said(Open(slug="open", name="main"), ident=Ident(copy_=copy)) == ["copy-unsaid"]


@pytest.mark.parametrize("copy", ["Hola.", "123", "5 %", "日本", "😀 Hola"])
def test_what_has_a_word_is_read(copy: str) -> None:
    assert said(story(Vo(copy_=copy, voice="synth"))) == []


def test_what_somebody_recorded_may_be_written_as_it_likes() -> None:
    silent = Headlines(slug="headlines", stories=("bacheo",))
    assert said(story(Vo(copy_="😀", voice=(Clip(file=VOICE),)))) == []
    assert said(silent, story(Vo(copy_="Hola.", voice="synth"), tease=Tease(copy_="😀"))) == []


def test_a_story_that_is_not_there_is_told_elsewhere() -> None:
    nowhere = Headlines(slug="headlines", stories=("nowhere",), voice="synth")
    assert said(nowhere, story(Vo(copy_="Hola.", voice="synth"))) == []
