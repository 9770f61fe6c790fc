"""Which recordings of a rundown can be listened to as they came and as they are heard."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.request import Options
from newscast.build.takes.listening import Wanted, wanted_episode, wanted_file, wanted_rundown
from newscast.show.model import Show

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, tv]
presenters: [ana]
segments:
  - headlines: [uno, dos]
    voice: voz.wav
  - story: uno
    headline: Uno
    parts:
      - {read: Buenos días a todos., camera: camara.mp4}
      - {vo: Hola., voice: synth, pictures: foto.jpg}
      - {package: cfr.mp4}
  - sting: main
  - story: dos
    headline: Dos
    parts:
      - {vo: Buenos días a todos., voice: spot.wav, pictures: foto.jpg}
      - {sot: charla.mp4}
      - {sot: camara.mp4}
"""


def told(wanted: Wanted) -> list[tuple[str, str]]:
    assert all(each.media.file.path == each.take.file for each in wanted.recordings)
    return [(each.slug, each.media.file.path.name) for each in wanted.recordings]


def test_each_recording_comes_once_where_it_is_heard_first(sala: Any) -> None:
    """Finished pieces are left as they are, and nobody recorded a synthetic voice or music."""
    wanted = wanted_rundown(sala.write(TEXT))
    assert told(wanted)[:2] == [("headlines", "voz.wav"), ("uno", "camara.mp4")]
    assert told(wanted)[2:] == [("dos", "spot.wav"), ("dos", "charla.mp4")]
    assert [each.take.chain for each in wanted.recordings] == ["voice", "sot", "voice", "sot"]


def test_one_segment_alone_has_its_own(sala: Any) -> None:
    (episode,) = examine([sala.write(TEXT)], Options(draft=True))
    wanted = wanted_episode(episode, "uno")
    assert told(wanted) == [("uno", "camara.mp4")]
    assert (wanted.results, wanted.binary) == (episode.results, episode.binary)
    assert told(wanted_episode(episode, "nada")) == []


def test_a_rundown_with_errors_is_refused(sala: Any) -> None:
    with pytest.raises(FilesError):
        wanted_rundown(sala.write(TEXT.replace("main", "otra")))


def test_a_file_alone_is_a_voice_if_anything_is_heard(sala: Any) -> None:
    show = Show(show=1, name="X")
    (recording,) = wanted_file(sala.root / "rundowns/voz.wav", show).recordings
    assert (recording.slug, recording.take.chain, recording.show) == ("", "voice", show)
    with pytest.raises(FilesError, match=r"mudo\.mp4 has no sound"):
        wanted_file(sala.root / "rundowns/mudo.mp4", show)
    with pytest.raises(FilesError):
        wanted_file(sala.root / "rundowns/nada.wav", show)
