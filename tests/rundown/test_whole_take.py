"""One take of a whole newscast: which parts are read from it, and what is told of that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.rundown.keep import kept, media_files
from newscast.rundown.load import Loaded, load
from newscast.rundown.whole_take import taken_parts

HEAD = """\
rundown: 1
show: info-leon
date: 2026-11-20
deliverables: [radio, web]
presenters: [ana-ruiz]
voice: {voice}
segments:
"""
STORY = """\
  - story: uno
    headline: Uno
    parts:
      - vo: Primero.
      - {vo: Con voz propia., voice: voz/b.wav}
      - {read: A cámara., camera: clips/a.mp4}
      - {vo: La presenta ella., by: ana-ruiz, skip: [radio]}
      - {sot: clips/b.mp4, who: luis-mora, transcript: No es copia.}
"""
FLOATED = "  - {story: dos, headline: Dos, float: true, parts: [{read: Segundo.}]}\n"
OTHER = "  - {story: tres, headline: Tres, parts: [{vo: Lo lee otro., by: luis-mora, voice: synth}]}\n"


def loading(write: Callable[..., Path], *segments: str, voice: str = "voz/a.wav", **how: bool) -> Loaded:
    return load(write(HEAD.format(voice=voice) + "".join(segments)), **how)


def test_it_has_all_copy_of_the_presenters_that_has_no_other_voice_also_what_is_floated(
    write: Callable[..., Path],
) -> None:
    loaded = loading(write, STORY, FLOATED, OTHER)
    assert loaded.warnings == ()
    found = [(segment.slug, part.copy_) for segment, part in taken_parts(loaded.rundown)]
    assert found == [("uno", "Primero."), ("uno", "La presenta ella."), ("dos", "Segundo.")]
    assert [part.copy_ for _segment, part in taken_parts(kept(loaded.rundown, "radio"))] == ["Primero."]


def test_it_is_a_medium_of_what_is_read_from_it(write: Callable[..., Path]) -> None:
    loaded = loading(write, STORY, OTHER)
    assert "a.wav" in [path.name for path, _place in media_files(kept(loaded.rundown, "web"), loaded.show)]
    others = loaded.rundown.model_copy(update={"segments": loaded.rundown.segments[1:]})
    assert "a.wav" not in [path.name for path, _place in media_files(kept(others, "web"), loaded.show)]


def test_somebody_who_is_no_presenter_needs_a_voice(write: Callable[..., Path]) -> None:
    with pytest.raises(FilesError) as raised:
        loading(write, STORY, OTHER.replace(", voice: synth", ""))
    assert [(each.code, each.place and each.place.line) for each in raised.value.problems] == [("voice-missing", 16)]


def test_it_is_missed_in_a_final_and_told_in_a_draft(write: Callable[..., Path]) -> None:
    with pytest.raises(FilesError) as raised:
        loading(write, STORY, voice="voz/nada.wav")
    assert [(each.code, each.place and each.place.line) for each in raised.value.problems] == [("file-missing", 6)]
    assert [each.code for each in loading(write, STORY, voice="voz/nada.wav", draft=True).warnings] == ["file-missing"]


def test_one_that_nothing_is_read_from_is_told(write: Callable[..., Path]) -> None:
    (warning,) = loading(write, OTHER).warnings
    assert warning.code == "take-unused"
    assert warning.place and (warning.place.line, warning.place.column) == (6, 8)


def test_a_version_with_other_words_needs_a_voice_of_its_own(write: Callable[..., Path]) -> None:
    version = "        versions: {radio: {copy: Otra cosa.}}\n"
    story = STORY.replace("      - vo: Primero.\n", "      - vo: Primero.\n" + version)
    assert [each.code for each in loading(write, story).warnings] == ["version"]
