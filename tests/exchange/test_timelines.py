"""Timelines as files: read back they are the timeline to the frame, in each rate, with each source in its own."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from exchange_making import ROOT, judge, photo, recording, segment, shot, sound, timeline, video, whole
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.timecode import sample_at
from newscast.episode.manifest import ListedExtent, ListedFile
from newscast.episode.timeline import (
    ListedBed,
    ListedBlur,
    ListedMusic,
    ListedSpan,
    ListedSuper,
    ListedTimeline,
    ListedTransition,
)
from newscast.exchange.count import counted
from newscast.exchange.cutting import cut_of
from newscast.exchange.linking import Linking
from newscast.exchange.marker import Marker
from newscast.exchange.piece import Cut, Lane, Piece
from newscast.exchange.source import Source, finished_file
from newscast.exchange.sources import listed_files
from newscast.exchange.timeline_edl import timeline_edl
from newscast.exchange.timeline_otio import timeline_otio

NTSC = Fraction(30000, 1001)
RATES = ["25", "30000/1001", "60000/1001", "24000/1001", "30", "50"]
_ALL_OF_IT = ListedBlur(box=(0.0, 0.0, 1.0, 1.0), start=30, end=90)
PROGRAMME = whole(video("output/web/p.mp4", "30000/1001", 4000))


def lane(cut: Cut, name: str) -> tuple[Piece, ...]:
    return next((each.pieces for each in cut.lanes if each.name == name), ())


def spans(pieces: Any) -> list[tuple[int, int, str, int]]:
    return [(each.start, each.frames, each.source.name if each.source else "", each.first) for each in pieces]


def written(cut: Cut, rate: Fraction = NTSC, start: str = "00:00:00:00", drop: bool = True, **linking: Any) -> Any:
    """The cut as OpenTimelineIO reads our file."""
    count = counted(rate, start, drop)
    text = timeline_otio("t", cut, count, [], Linking(ROOT, **linking), {"episode": "e"}, cut.notes)
    return judge().adapters.read_from_string(text, "otio_json")


def test_a_story_as_tracks() -> None:
    """Two clips, a photo, a card and a held last picture; the voice, a clip's own sound and what lies under it."""
    shots = [
        shot(0, 60, "a.mp4", offset=30),
        shot(60, 40, "foto.jpg"),
        shot(100, 30, graphic="figures", title="En un mes", items=["38"]),
        shot(130, 50, "corto.mp4"),
    ]
    sounds = [
        sound(0, 130, "voz.wav", offset=4800),
        sound(0, 60, "a.mp4", chain="natural", clip_start=30, gain=-18.0),
        sound(130, 50, "corto.mp4", chain="sot"),
    ]
    told = timeline(segment("uno", 180, shots, sounds))
    sources = {
        "a.mp4": video("a.mp4", "25", 500),
        "foto.jpg": photo("foto.jpg"),
        "corto.mp4": video("corto.mp4", "30000/1001", 45),
        "voz.wav": recording("voz.wav"),
    }
    cut = cut_of(told, sources, PROGRAMME)
    picture = lane(cut, "Picture")
    assert spans(picture) == [
        (0, 60, "a.mp4", 25),
        (60, 40, "foto.jpg", 0),
        (100, 30, "p.mp4", 100),
        (130, 45, "corto.mp4", 0),
        (175, 5, "corto.mp4", 44),
    ]
    assert [each.held for each in picture] == [False, False, False, False, True]
    assert picture[2].name == "figures: En un mes"
    assert spans(lane(cut, "Voice")) == [(0, 130, "voz.wav", 4800)]
    (natural,) = lane(cut, "Natural sound")
    assert (spans([natural]), natural.gain) == ([(0, 60, "a.mp4", 25)], -18.0)
    assert spans(lane(cut, "Clips")) == [(130, 50, "corto.mp4", 0)]


def test_a_story_alone_begins_at_nought_and_without_a_transition() -> None:
    entered = ListedTransition("dissolve", 15)
    first = segment("uno", 90, [shot(0, 90, "a.mp4")], [sound(0, 120, music="opener", chain="music")])
    second = segment("dos", 60, [shot(0, 60, "b.mp4")], transition=entered)
    sources = {name: video(name, "30000/1001", 900) for name in ("a.mp4", "b.mp4")}
    whole, alone = (cut_of(timeline(first, second), sources, PROGRAMME, story) for story in (None, "dos"))
    assert [each.entered for each in lane(whole, "Picture")] == [None, entered]
    assert (alone.frames, spans(lane(alone, "Picture"))) == (60, [(0, 60, "b.mp4", 0)])
    assert lane(alone, "Picture")[0].entered is None
    assert spans(lane(whole, "From the finished mix")) == [(0, 120, "p.mp4", 0)]
    assert cut_of(timeline(first, second), sources, PROGRAMME, "uno").frames == 90


def test_nothing_of_the_mix_is_heard_twice() -> None:
    """A synthetic voice and music come from the mix, which has all else too: beside it there is neither."""
    sounds = [sound(0, 100, music="opener", chain="music"), sound(40, 30, "voz.wav"), sound(70, 60, text="Hola.")]
    bed = ListedBed(name="main", start_sample=0, samples=sample_at(200, NTSC), file="cama.wav", sha256="ab")
    told = timeline(segment("uno", 200, [], sounds), beds=(bed,))
    cut = cut_of(told, {"voz.wav": recording("voz.wav"), "cama.wav": recording("cama.wav")}, PROGRAMME)
    mixed, bedded = lane(cut, "From the finished mix"), lane(cut, "Bed")
    assert spans(mixed) == [(0, 40, "p.mp4", 0), (70, 60, "p.mp4", 70)]
    assert [(each.start, each.end) for each in bedded] == [(40, 70), (130, 200)]


@pytest.mark.parametrize("seconds", [4, 60])
def test_a_bed_ends_with_its_recording_and_is_out_where_it_is_quiet(seconds: int) -> None:
    """A short one is repeated; what an editor hears at its end is its ending."""
    samples = sample_at(600, NTSC)
    quiet = (ListedSpan(sample_at(200, NTSC), sample_at(100, NTSC)),)
    bed = ListedBed(name="propia", start_sample=0, samples=samples, quiet=quiet, file="cama.wav", sha256="ab")
    told = timeline(segment("uno", 600), beds=(bed,))
    pieces = lane(cut_of(told, {"cama.wav": recording("cama.wav", seconds)}, ()), "Bed")
    assert pieces[0].start == 0 and pieces[-1].end == 600
    assert not any(each.start < 300 and each.end > 200 for each in pieces)
    last = pieces[-1]
    assert abs(last.first + last.frames * 1601.6 - seconds * 48000) <= 1602
    assert (len(pieces) > 2) == (seconds == 4)


def test_a_bed_lies_as_the_mix_has_it() -> None:
    """A build tells which places of its file are heard when: over a break, where it repeats."""
    second = 48_000
    heard = (ListedMusic(second, 3 * second, 10 * second), ListedMusic(4 * second, 6 * second, 40 * second))
    quiet = (ListedSpan(5 * second, second),)
    placed = {"start_sample": second, "samples": 9 * second, "quiet": quiet, "heard": heard}
    bed = ListedBed(name="propia", file="cama.wav", sha256="ab", **placed)
    told = timeline(segment("uno", 300), rate="30", beds=(bed,))
    pieces = lane(cut_of(told, {"cama.wav": recording("cama.wav", 60)}, ()), "Bed")
    assert [(each.start, each.end, each.first / second) for each in pieces] == [
        (30, 120, 10),
        (120, 150, 40),
        (180, 300, 42),
    ]


def test_what_is_not_there_is_named_and_left_empty() -> None:
    told = timeline(segment("uno", 50, [shot(0, 20, "falta.mp4"), shot(20, 30, graphic="slate", title="Falta")]))
    cut = cut_of(told, {"falta.mp4": "There is no such file."}, ())
    assert [(each.source, each.absent) for each in lane(cut, "Picture")] == [
        (None, "falta.mp4"),
        (None, "slate: Falta"),
    ]
    missing, card = written(cut).find_clips()
    assert missing.media_reference.is_missing_reference and missing.media_reference.name == "falta.mp4"
    assert missing.duration().value == 20 and card.duration().value == 30
    edl = timeline_edl("t", cut, counted(NTSC, "00:00:00:00"), [], Linking(ROOT), cut.notes)
    assert "001  BL       V     C        00:00:00;00 00:00:00;20 00:00:00;00 00:00:00;20\n" in edl
    assert "* MISSING: falta.mp4\n" in edl


def test_sources_are_counted_at_their_own_rate_and_time_code() -> None:
    """A camera at 25 that began at ten o'clock; the frames are those that the build shows."""
    told = timeline(
        segment("uno", 240, [shot(0, 240, "c.mxf", offset=300)], [sound(0, 240, "c.mxf", chain="sot", clip_start=300)])
    )
    cut = cut_of(told, {"c.mxf": video("c.mxf", "25", 1000, first=900_000)}, PROGRAMME)
    seen, heard = written(cut, start="01:00:00:00").find_clips()
    for clip in (seen, heard):
        assert (clip.source_range.start_time.value, clip.source_range.start_time.rate) == (900_250, 25)
        assert (clip.source_range.duration.value, clip.source_range.duration.rate) == (240, float(NTSC))
        available = clip.available_range()
        assert (available.start_time.value, available.duration.value) == (900_000, 1000)
    edl = timeline_edl("t", cut, counted(NTSC, "01:00:00:00"), [], Linking(ROOT), ())
    assert "001  AX       V     C        10:00:10;00 10:00:18;00 01:00:00;00 01:00:08;00\n" in edl
    assert "* SOURCE COUNT: 10:00:10:00 10:00:18:01 AT 25 FPS\n" in edl


def test_a_drop_frame_source_in_a_list_that_counts_so_keeps_its_numbers() -> None:
    told = timeline(segment("uno", 100, [shot(0, 100, "c.mxf", offset=1790)]))
    first = counted(NTSC, "10:00:00;00").start
    cut = cut_of(told, {"c.mxf": video("c.mxf", "30000/1001", 9000, first, drop=True)}, PROGRAMME)
    edl = timeline_edl("t", cut, counted(NTSC, "00:00:00:00"), [], Linking(ROOT), ())
    assert "10:00:59;20 10:01:03;02 00:00:00;00 00:00:03;10" in edl
    plain = timeline_edl("t", cut, counted(NTSC, "00:00:00:00", drop=False), [], Linking(ROOT), ())
    assert "FCM: NON-DROP FRAME\n" in plain and "10:00:59:20 10:01:03:00 00:00:00:00 00:00:03:10" in plain


def test_what_comes_from_a_master_is_taken_from_where_it_is_in_its_files() -> None:
    """Behind a leader of 2640 frames in each of two blocks; by a drop-frame time code that begins at an hour."""
    told = timeline(
        segment("uno", 60, [shot(0, 60, graphic="figures", title="Uno")], [sound(0, 60, text="Buenas noches.")]),
        segment("dos", 40, [shot(0, 40, graphic="figures", title="Dos")], [sound(10, 30, text="Adiós.")]),
    )
    count = counted(NTSC, "01:00:00;00")
    media = {"video": {"rate": "30000/1001"}, "container": "mxf"}
    blocks = [
        ListedFile(f"canal4/{n}.mxf", "programme", 1, "0" * 64, 2.0, media, extent=ListedExtent(told.rate, 2640, *at))
        for n, at in ((1, (0, 60)), (2, (60, 40)))
    ]
    programme = [finished_file(ROOT / each.path, each.path, each, count, NTSC) for each in blocks]
    assert [(each.source.first, each.source.drop, each.source.length) for each in programme] == [
        (count.start - 2640, True, 2700),
        (count.start + 60 - 2640, True, 2680),
    ]
    cut = cut_of(told, {}, programme)
    assert spans(lane(cut, "Picture")) == [(0, 60, "1.mxf", 2640), (60, 40, "2.mxf", 2640)]
    assert spans(lane(cut, "From the finished mix")) == [(0, 60, "1.mxf", 2640), (70, 30, "2.mxf", 2650)]
    edl = timeline_edl("t", cut, counted(NTSC, "10:00:00;00"), [], Linking(ROOT), ())
    assert "V     C        01:00:00;00 01:00:02;00 10:00:00;00 10:00:02;00" in edl
    assert "V     C        01:00:02;00 01:00:03;10 10:00:02;00 10:00:03;10" in edl
    alone = cut_of(told, {}, programme, "dos")
    assert [(p.start, p.frames, p.first) for p in lane(alone, "Picture")] == [(0, 40, 2640)]


def test_transitions_holds_and_levels_as_lists_say_them() -> None:
    first = segment("uno", 60, [shot(0, 60, "a.mp4")])
    second = segment("dos", 60, [shot(0, 60, "b.mp4")], transition=ListedTransition("dissolve", 15))
    third = segment(
        "tres",
        60,
        [shot(0, 60, "b.mp4")],
        [sound(0, 60, "b.mp4", chain="natural", gain=-12.0)],
        ListedTransition("wipe", 10),
    )
    cut = cut_of(
        timeline(first, second, third),
        {"a.mp4": video("a.mp4", "30000/1001", 90), "b.mp4": video("b.mp4", "30000/1001", 50)},
        (),
    )
    edl = timeline_edl("t", cut, counted(NTSC, "00:00:00:00"), [], Linking(ROOT), ())
    assert (
        "002  AX       V     C        00:00:02;00 00:00:02;00 00:00:02;00 00:00:02;00\n"
        "002  AX       V     D    015 00:00:00;00 00:00:01;20 00:00:02;00 00:00:03;20\n"
        "* FROM CLIP NAME: a.mp4\n* TO CLIP NAME: b.mp4\n"
    ) in edl
    assert "V     W001 010 " in edl
    assert "M2   AX             000.0                00:00:01;19\n* FREEZE FRAME\n" in edl
    assert "* AUDIO LEVEL AT 00:00:04;00 IS -12.00 DB  (REEL AX A)\n" in edl
    otio = judge()
    read = otio.adapters.read_from_string(edl, "cmx_3600", rate=float(NTSC))
    assert [each.transition_type for each in read.tracks[0] if isinstance(each, otio.schema.Transition)] == [
        "SMPTE_Dissolve",
        "SMPTE_Wipe",
    ]
    ours = written(cut)
    moves = [each for each in ours.tracks[0] if isinstance(each, otio.schema.Transition)]
    assert [(each.in_offset.value, each.out_offset.value) for each in moves] == [(0, 15), (0, 10)]
    held = [clip for clip in ours.find_clips() if clip.effects]
    assert [clip.effects[0].schema_name() for clip in held] == ["FreezeFrame", "FreezeFrame"]


def test_tracks_that_a_list_has_no_room_for_are_said() -> None:
    rows = [
        Lane(f"Pista {number}\n* LOC", "Audio", (Piece(0, 30, "n", recording("r.wav"), 48_000),)) for number in range(6)
    ]
    edl = timeline_edl("t", Cut(NTSC, 30, tuple(rows), ()), counted(NTSC, "00:00:00:00"), [], Linking(ROOT), ())
    assert [line.split()[2] for line in edl.splitlines() if re.match(r"\d", line)] == ["A", "A2", "A3", "A4"]
    assert "* TRACK Pista 4 * LOC: there is no room for it" in edl
    assert "* 00:00:00;00 00:00:01;00 r.wav 00:00:01.000 00:00:02.001\n" in edl


def test_who_signs_has_a_track_of_their_own_over_the_picture() -> None:
    signs = [shot(0, 60, "señas.mp4", offset=30)]
    told = timeline(
        segment("uno", 100, [shot(0, 100, "a.mp4")], signer=signs), segment("dos", 50, [shot(0, 50, "a.mp4")])
    )
    assert listed_files(told) == {"a.mp4": "ab", "señas.mp4": "ab"}
    sources = {name: video(name, "30000/1001", 500) for name in ("a.mp4", "señas.mp4")}
    cut = cut_of(told, sources, [])
    assert [each.name for each in cut.lanes if each.kind == "Video"] == ["Picture", "Sign language"]
    assert spans(lane(cut, "Sign language")) == [(0, 60, "señas.mp4", 30)]
    assert any("window of sign language" in note for note in cut.notes)
    assert not any(each.name == "Sign language" for each in cut_of(told, sources, [], story="dos").lanes)
    ours = written(cut)
    assert [track.name for track in ours.video_tracks()] == ["Picture", "Sign language"]
    edl = timeline_edl("t", cut, counted(NTSC, "00:00:00:00"), [], Linking(ROOT), ())
    assert "* TRACK Sign language: there is no room for it in a list of one picture track" in edl


def test_markers_stand_at_their_events() -> None:
    cut = cut_of(
        timeline(segment("uno", 60, [shot(0, 30, "a.mp4"), shot(30, 30, "a.mp4")])),
        {"a.mp4": video("a.mp4", "30000/1001", 90)},
        (),
    )
    marks = [Marker("comments", 40, None, "x", "Falta * LOC:\n001", "Ana", "open")]
    lines = timeline_edl("t", cut, counted(NTSC, "00:00:00:00"), marks, Linking(ROOT), ()).splitlines()
    assert lines.index("* LOC: 00:00:01;10 YELLOW  Ana: Falta * LOC: 001") > next(
        n for n, line in enumerate(lines) if line.startswith("002")
    )


@pytest.mark.parametrize(
    "name", ["Entrevista Sra. Muñoz – plaza (1).MOV", "a b#?%&'.mp4", 'c"d;e.mp4', "* LOC\n001.mp4"]
)
def test_hostile_names_of_files_are_links_that_lead_there(name: str) -> None:
    cut = cut_of(timeline(segment("uno", 30, [shot(0, 30, name)])), {name: video(name, "30000/1001", 90)}, ())
    otio = judge()
    (clip,) = written(cut).find_clips()
    assert otio.url_utils.filepath_from_url(clip.media_reference.target_url) == str(ROOT / name)
    (clip,) = written(cut, relative=True).find_clips()
    assert otio.url_utils.filepath_from_url(clip.media_reference.target_url) == name
    edl = timeline_edl(name, cut, counted(NTSC, "00:00:00:00"), [], Linking(ROOT), ())
    assert len([line for line in edl.splitlines() if re.match(r"\d", line)]) == 1
    assert len([line for line in edl.splitlines() if line.startswith("* LOC")]) == 0


@st.composite
def cuts(draw: Any) -> tuple[ListedTimeline, dict[str, Source]]:
    """Any timeline of clips of any rates, photos, cards, voices and transitions."""
    rate = draw(st.sampled_from(RATES))
    show = Fraction(rate)
    sources: dict[str, Source] = {"voz.wav": recording("voz.wav", 4000), "foto.jpg": photo("foto.jpg", rate)}
    segments = []
    for number in range(draw(st.integers(1, 4))):
        shots, sounds, at = [], [], 0
        for index in range(draw(st.integers(1, 4))):
            frames, kind = draw(st.integers(1, 400)), draw(st.sampled_from(["clip", "photo", "card"]))
            name = f"{number}-{index}.mp4"
            if kind == "clip":
                drop = draw(st.booleans())
                own = "30000/1001" if drop else draw(st.sampled_from(RATES))
                first = draw(st.sampled_from([0, 107_892, 900_000]))
                sources[name] = video(name, own, draw(st.integers(1, 2000)), first, drop and first > 0)
                shots.append(shot(at, frames, name, draw(st.integers(-5, 500))))
            else:
                shots.append(shot(at, frames, "foto.jpg") if kind == "photo" else shot(at, frames, graphic="figures"))
            at += frames
        sounds.append(sound(0, at, "voz.wav", show, offset=draw(st.integers(0, 100_000))))
        entered = draw(st.sampled_from([None, ListedTransition("dissolve", 1)]))
        segments.append(segment(f"s-{number}", at, shots, sounds, entered))
    return timeline(*segments, rate=rate), sources


@pytest.mark.slow
@given(cuts(), st.booleans(), st.sampled_from(["00:00:00:00", "01:00:00:00", "19:31:10:02"]))
def test_read_back_a_timeline_is_the_same_to_the_frame(made: Any, drop: bool, start: str) -> None:
    told, sources = made
    rate = Fraction(told.rate)
    cut = cut_of(told, sources, whole(video("p.mp4", told.rate, told.frames)))
    read = written(cut, rate, start, drop)
    otio = judge()
    picture = next(track for track in read.tracks if track.kind == "Video")
    for piece, clip in zip(lane(cut, "Picture"), picture.find_clips(), strict=True):
        there = clip.range_in_parent()
        assert (there.start_time.value, there.start_time.rate) == (piece.start, float(rate))
        assert (there.duration.value, there.duration.rate) == (piece.frames, float(rate))
        source = piece.source
        assert source and clip.source_range.start_time.value == source.first + piece.first
        if source.length is not None and not piece.held:
            available = clip.available_range()
            assert clip.source_range.start_time >= available.start_time
            over = clip.source_range.end_time_exclusive() - available.end_time_exclusive()
            assert over.to_seconds() < 1 / float(source.rate) + 1 / float(rate)
    # Programs take a project's rate from it.
    assert (read.duration().value, read.duration().rate) == (told.frames, float(rate))
    count = counted(rate, start, drop)
    edl = otio.adapters.read_from_string(
        timeline_edl("t", cut, count, [], Linking(ROOT), cut.notes), "cmx_3600", rate=float(rate)
    )
    shown = [track for track in edl.tracks if track.kind == "Video"]
    lasting = [each.frames for each in lane(cut, "Picture")]
    assert [clip.duration().value for clip in shown[0].find_clips()] == lasting


@given(st.integers(0, 5000), st.sampled_from(RATES), st.sampled_from(RATES))
def test_the_picture_that_is_named_is_the_one_that_is_seen(frame: int, own: str, show: str) -> None:
    """As ffmpeg's fps filter takes it: the last whose time, a twentieth of a frame late, rounds to this frame or one
    before it."""
    rate, length = Fraction(own), 20_000
    seen = video("a.mp4", own, length).shown_at(frame, Fraction(show))
    at = seen * Fraction(show) / rate + Fraction(1, 20)
    after = (seen + 1) * Fraction(show) / rate + Fraction(1, 20)
    assert math.floor(at + Fraction(1, 2)) <= frame < math.floor(after + Fraction(1, 2))


def test_names_over_the_picture_are_said_to_be_markers() -> None:
    shown = ListedSuper(start=0, frames=10, graphic="title", fields={"title": "Ñ"}, place=None)
    cut = cut_of(
        timeline(segment("uno", 30, [shot(0, 30, "a.mp4")], supers=[shown])), {"a.mp4": video("a.mp4", "25", 90)}, ()
    )
    assert any("markers" in note for note in cut.notes)


def test_paths_outside_the_newsroom_stay_whole() -> None:
    away = Source(Path("/otro/disco/a.mp4"), "/otro/disco/a.mp4", "video", NTSC, 90)
    assert Linking(ROOT, relative=True).url(away) == "file:///otro/disco/a.mp4"


@pytest.mark.parametrize("hidden", [{"faces_blurred": True}, {"hides_minors": True}, {"blurred": (_ALL_OF_IT,)}])
def test_what_is_blurred_is_never_shown_from_its_own_file(hidden: dict[str, Any]) -> None:
    shots = [shot(0, 30, "a.mp4"), replace(shot(30, 60, "menor.mp4", offset=10), **hidden)]
    signer = [replace(shot(0, 90, "menor.mp4"), **hidden)]
    told = timeline(segment("uno", 90, shots, signer=signer))
    sources = {name: video(name, "30000/1001", 500) for name in ("a.mp4", "menor.mp4")}
    cut = cut_of(told, sources, PROGRAMME)
    assert spans(lane(cut, "Picture")) == [(0, 30, "a.mp4", 0), (30, 60, "p.mp4", 30)]
    assert not lane(cut, "Sign language")
    assert any("blurred" in note for note in cut.notes)
    assert [each.source for each in lane(cut_of(told, sources, ()), "Picture")] == [sources["a.mp4"], None]
