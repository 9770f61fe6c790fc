"""What is guessed of takes before anybody measured them, and faces that nothing looks for."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.base.timecode import SAMPLE_RATE
from newscast.build import probing
from newscast.build.examining import examine
from newscast.build.measuring import estimated
from newscast.build.request import Options
from newscast.media.info import MediaInfo

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [{name}]
segments:
  - story: uno
    headline: Uno
    parts:
      - {{vo: Hola a todos., voice: voz.wav, pictures: [{{file: foto.jpg, blur: faces}}]}}
"""


def test_a_recording_that_nobody_measured_is_guessed_by_its_own_length(sala: Any) -> None:
    (episode,) = examine([sala.write(TEXT.format(name="radio"))], Options())
    ((take, info),) = [each for each in estimated(episode, lambda step: None).infos.items() if each[0].file]
    assert take.file
    medium = episode.media[take.file]
    assert isinstance(medium, MediaInfo)
    assert info.samples / SAMPLE_RATE == pytest.approx(float(medium.duration), abs=1 / 30)


def test_faces_are_asked_for_where_there_are_pictures(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "are_sought", lambda: False)
    examine([sala.write(TEXT.format(name="radio"))], Options())
    with pytest.raises(FilesError) as caught:
        examine([sala.write(TEXT.format(name="web"))], Options())
    assert [problem.code for problem in caught.value.problems] == ["faces-missing"]


def test_of_a_sound_no_face_is_to_be_blurred(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "are_sought", lambda: False)
    text = TEXT.format(name="web").split("    parts:")[0]
    examine([sala.write(text + "    minors: blur\n    parts: [{sot: voz.wav}]\n")], Options())
