"""What a build tells of its timeline leads back to what it is made from: files at their frames, and nothing else."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exchange_making import judge

from newscast.build.examining import examine
from newscast.build.publishing import timelines_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.exchange.count import counted
from newscast.exchange.cutting import cut_of
from newscast.exchange.linking import Linking
from newscast.exchange.sources import sources_of, wrong_of
from newscast.exchange.timeline_edl import timeline_edl
from newscast.exchange.timeline_otio import timeline_otio

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web, radio]
segments:
  - open: main
  - story: uno
    headline: Uno
    parts:
      - vo: Se repararon mil baches.
        voice: voz.wav
        pictures: [foto.jpg, {file: mudo.mp4, in: 0.5s}]
      - sot: {file: cfr.mp4, in: 1s, out: 2.5s}
        who: laura
        transcript: Trabajamos de noche.
  - story: dos
    headline: Dos
    transition: dissolve
    parts:
      - package: vfr.mp4
      - {card: figures, title: En un mes, items: [38 colonias]}
  - close: main
"""


def test_a_rundown_of_real_files_is_read_back_to_the_frame(sala: Any) -> None:
    """With clips of constant and of variable rate, a photo, a voice, cards and a transition, whole and as one story."""
    otio = judge()
    made = rehearse(examine([sala.write(TEXT)], Options())[0])
    for name, told in timelines_of(made).items():
        rate, sources = Fraction(told.rate), sources_of(told, sala.root, sala.root / "tienda")
        assert all(not isinstance(each, str) for each in sources.values())
        notes = [each.split(":")[0] for each in wrong_of(sources)]
        assert notes == ["rundowns/vfr.mp4"]
        for story in (None, "uno"):
            segments = [each for each in told.segments if story in (None, each.slug)]
            cut = cut_of(told, sources, (), story, pictured=name == "web")
            assert cut.frames == sum(each.frames for each in segments)
            count = counted(rate, "01:00:00:00")
            text = timeline_otio(name, cut, count, [], Linking(sala.root), {}, cut.notes)
            read = otio.adapters.read_from_string(text, "otio_json")
            tracks = {track.name: track for track in read.tracks}
            assert ("Picture" in tracks) == (name == "web")
            if name == "web":
                shots = [
                    (s.start_frame - segments[0].start_frame + each.start, each) for s in segments for each in s.shots
                ]
                clips = list(tracks["Picture"].find_clips())
                starts = [clip.range_in_parent().start_time.value for clip in clips]
                assert {start for start, _shot in shots} <= set(starts)
                assert tracks["Picture"].duration().value == cut.frames
                for start, shot in shots:
                    reference = clips[starts.index(start)].media_reference
                    url = getattr(reference, "target_url", None)
                    wanted = None if shot.graphic else str(sala.root / str(shot.file))
                    assert (otio.url_utils.filepath_from_url(url) if url else None) == wanted
            (sot,) = [clip for clip in tracks["Clips"].find_clips() if "cfr.mp4" in clip.name]
            assert (sot.source_range.start_time.value, sot.source_range.duration.value) == (30, 45)
            edl = timeline_edl(name, cut, count, [], Linking(sala.root), cut.notes)
            lists = otio.adapters.read_from_string(edl, "cmx_3600", rate=float(rate))
            if name == "web":
                assert sum(clip.duration().value for clip in lists.tracks[0].find_clips()) == cut.frames
