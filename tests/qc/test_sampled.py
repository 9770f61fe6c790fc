"""Pictures that were looked at run by run: a joined file measures what it measures when it is decoded as a whole."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import imageio_ffmpeg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscast.base.canvas import Canvas
from newscast.deliverables.encodings import Encoding, h264, social_h264, xdcam_hd422
from newscast.deliverables.mov import make_mov
from newscast.deliverables.mp4 import evenly_decoded
from newscast.deliverables.station_pictures import coded_for
from newscast.engine.encode import make_joined
from newscast.qc import looked, video
from newscast.qc.coded import UnprovedError, coding_of
from newscast.qc.comb_meter import every
from newscast.qc.measure import make_measure, read_measurement
from newscast.qc.measured import Measurement
from newscast.qc.sampled import make_sampled
from newscast.qc.wanted import Wanted, WantedVideo
from newscast.show.station import Codec, Station
from newscast.step.join import output_words
from newscast.step.step import Tools
from newscast.wrappers.mpeg2.user_data import FULL_FRAME_PROTECTED

pytestmark = pytest.mark.real

RATE = Fraction(30000, 1001)
SIZE = Canvas("landscape", 320, 180, RATE)
FRAMES = 240
# Black from 40 to 70, still from 90 to 140, flashes from 150 to 200, combs from 205 on.
SHOWN = (
    "testsrc2=s=320x180:r=30000/1001,loop=loop=50:size=1:start=90,"
    "drawbox=t=fill:c=black:enable='between(n,40,69)',"
    "drawbox=t=fill:c=white:enable='between(n,150,199)*lt(mod(n-150,8),4)'"
)
WEB, SOCIAL, TV = h264(RATE, Fraction(2), 23), social_h264(RATE, 23), xdcam_hd422(SIZE)


def encoded(path: Path, shown: str, encoding: Encoding, start: int, end: int) -> Path:
    filters = ",".join(_told(*each) for each in encoding.filters)
    tagged = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
    graph = f"{shown},trim=start_frame={start}:end_frame={end},setpts=N,settb=1001/30000,{tagged}"
    options = output_words({**encoding.options_for(end - start), "frames:v": end - start})
    video = ["-f", "lavfi", "-i", "color=s=16x16", "-filter_complex", f"{graph}{',' if filters else ''}{filters}[v]"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-nostdin", "-v", "error", *video, "-map", "[v]", *options]
    subprocess.run([*command, path], check=True)
    return path


def _told(name: str, options: Mapping[str, Any]) -> str:
    return f"{name}=" + ":".join(f"{key}={value}" for key, value in options.items()) if options else name


@dataclass(frozen=True)
class Studio:
    """Where runs are encoded, joined and measured."""

    folder: Path
    tools: Tools

    def runs(self, encoding: Encoding, *seams: int, shown: str = SHOWN) -> list[Path]:
        marks = [0, *seams, FRAMES]
        return [
            encoded(self.folder / f"{start}-{end}{encoding.suffix}", shown, encoding, start, end)
            for start, end in pairwise(marks)
        ]

    def joined(self, runs: Sequence[Path], encoding: Encoding, name: str = "whole") -> Path:
        output = self.folder / f"{name}{encoding.suffix}"
        options = {"c": "copy", "fflags": "+bitexact", "map_metadata": -1, **evenly_decoded(encoding, RATE)}
        if encoding.suffix == ".mp4":
            options |= {"movflags": "+faststart+negative_cts_offsets", "use_editlist": 0}
        make_joined({"segments": len(runs), "options": options}, runs, output, self.tools)
        return output

    def sampled(self, run: Path) -> Path:
        output = run.with_suffix(".samples")
        make_sampled({}, [run], output, self.tools)
        return output

    def measured(self, media: Path, runs: Sequence[Path] = ()) -> Measurement:
        output = self.folder / "measured.json"
        told = {"compare": False, "peak": True} | ({"runs": len(runs)} if runs else {})
        make_measure(told, [media, *map(self.sampled, runs)], output, self.tools)
        return read_measurement(output)


@pytest.fixture
def studio(tmp_path: Path, tools: Tools) -> Studio:
    return Studio(tmp_path, tools)


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A list that says which files were decoded for their pictures."""
    found: list[Path] = []
    plain: Callable[..., Any] = looked.by_decoding

    def noted(*args: Any) -> Any:
        found.append(args[1].folder)
        return plain(*args)

    monkeypatch.setattr(looked, "by_decoding", noted)
    return found


@pytest.mark.parametrize("encoding", [WEB, SOCIAL, TV], ids=["web", "social", "tv"])
def test_what_goes_over_a_seam_is_found_as_in_the_whole(
    encoding: Encoding, studio: Studio, decoded: list[Path]
) -> None:
    step = every(RATE)
    # Seams in the black, in the still, and in the flashes; where pairs of pictures are looked at for combs anyway.
    runs = studio.runs(encoding, 4 * step, 7 * step, 11 * step, 12 * step)
    media = studio.joined(runs, encoding)
    whole = studio.measured(media)
    assert len(decoded) == 1
    assert studio.measured(media, runs) == whole
    assert len(decoded) == 1
    assert whole.video and whole.video.frames == FRAMES
    assert whole.glimpsed and whole.glimpsed.black and whole.glimpsed.still and whole.glimpsed.flashes


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seams=st.sets(st.integers(1, FRAMES - 1), min_size=1, max_size=6))
@pytest.mark.slow
def test_wherever_seams_are(studio: Studio, seams: set[int]) -> None:
    runs = studio.runs(WEB, *sorted(seams))
    media = studio.joined(runs, WEB)
    whole, told = studio.measured(media), studio.measured(media, runs)
    assert whole.glimpsed and told.glimpsed
    # Pairs of pictures that are looked at for combs are others.
    assert replace(told, glimpsed=replace(told.glimpsed, combed=whole.glimpsed.combed)) == whole


def test_combs_are_found_over_a_seam(studio: Studio, decoded: list[Path]) -> None:
    woven = "testsrc2=s=320x180:r=60000/1001,scale=640:360,scroll=h=0.02,tinterlace=interleave_top,setfield=prog"
    runs = studio.runs(WEB, 5 * every(RATE), shown=woven)
    media = studio.joined(runs, WEB)
    found = studio.measured(media, runs).glimpsed
    assert not decoded
    assert found and found.combed and found == studio.measured(media).glimpsed


def test_mpeg2_is_known_though_what_stands_before_its_pictures_was_finished(
    studio: Studio, decoded: list[Path]
) -> None:
    runs = studio.runs(TV, 100)
    options = {"c": "copy", "fflags": "+bitexact", "f": "mov", "movflags": "+faststart", "timecode": "01:00:00;00"}
    media = studio.folder / "tv.mov"
    told = {"join": {"segments": 2, "options": options}, "afd": FULL_FRAME_PROTECTED}
    make_mov(told, runs, media, studio.tools)
    found = studio.measured(media, runs)
    assert not decoded
    assert found == studio.measured(media)


@pytest.mark.slow
@pytest.mark.parametrize(("codec", "suffix"), [("h264", ".ts"), ("h264", ".mov"), ("prores-422-hq", ".mov")])
def test_masters_of_stations_are_known_too(codec: Codec, suffix: str, studio: Studio, decoded: list[Path]) -> None:
    station = Station(kind="tv", codec=codec)
    encoding = coded_for(station, SIZE).encoding
    runs = studio.runs(encoding, 100)
    media = studio.folder / f"master{suffix}"
    options = {"c": "copy", "fflags": "+bitexact", "map_metadata": -1}
    make_joined({"segments": 2, "options": options}, runs, media, studio.tools)
    found = studio.measured(media, runs)
    assert not decoded
    assert found.video and found.video.frames == FRAMES


def swapped(runs: list[Path]) -> list[Path]:
    return [runs[1], runs[0], *runs[2:]]


def doubled(runs: list[Path]) -> list[Path]:
    return [runs[0], *runs]


def shortened(runs: list[Path]) -> list[Path]:
    return runs[:-1]


@pytest.mark.parametrize("change", [swapped, doubled, shortened])
@pytest.mark.parametrize("encoding", [WEB, TV], ids=["web", "tv"])
def test_a_file_of_other_runs_is_decoded(
    change: Callable[[list[Path]], list[Path]], encoding: Encoding, studio: Studio, decoded: list[Path]
) -> None:
    runs = studio.runs(encoding, 60, 120)
    media = studio.joined(change(runs), encoding)
    found = studio.measured(media, runs)
    assert len(decoded) == 1
    assert found == studio.measured(media)


def test_a_file_of_which_one_byte_is_another_is_decoded(studio: Studio, decoded: list[Path]) -> None:
    runs = studio.runs(WEB, 60, 120)
    media = studio.joined(runs, WEB)
    content = bytearray(media.read_bytes())
    # In the middle of the second run's largest picture.
    at = content.find(b"mdat") + (len(content) - content.find(b"mdat")) // 2
    content[at] ^= 0x55
    media.write_bytes(content)
    found = studio.measured(media, runs)
    assert len(decoded) == 1
    assert found == studio.measured(media)


def test_a_file_whose_pictures_are_not_on_time_is_decoded(studio: Studio, decoded: list[Path]) -> None:
    runs = studio.runs(WEB, 120)
    media = studio.joined(runs, WEB)
    late = studio.folder / "late.mp4"
    moved = "setts=ts='if(gt(N,50),TS+3003,TS)'"
    words = ["-v", "error", "-y", "-i", str(media), "-c", "copy", "-bsf:v", moved, str(late)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *words], check=True)
    found = studio.measured(late, runs)
    assert len(decoded) == 1
    assert found.video and found.video.uneven


def test_a_file_of_which_not_all_is_shown_is_decoded(studio: Studio, decoded: list[Path]) -> None:
    """All packets are there, and an edit list leaves out the first half second of them."""
    runs = studio.runs(WEB, 120)
    media = studio.joined(runs, WEB)
    cut = studio.folder / "cut.mp4"
    words = ["-v", "error", "-y", "-ss", "0.5", "-i", str(media), "-c", "copy", str(cut)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *words], check=True)
    found = studio.measured(cut, runs)
    assert len(decoded) == 1
    assert found.video and found.video.frames < FRAMES


def turned(index: bytearray) -> bytearray:
    """Its picture is turned by the header of its track."""
    at = index.find(b"tkhd") + 44
    index[at : at + 36] = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
    return index


def cut_off(index: bytearray) -> bytearray:
    """Only the middle of its picture is shown (ISO/IEC 14496-12, 12.1.4), where its bit rate was told."""
    box = struct.pack(">I4s8I", 40, b"clap", 100, 1, 60, 1, 0, 1, 0, 1)
    at = index.find(b"btrt") - 4
    grown = len(box) - int.from_bytes(index[at : at + 4], "big")
    index[at : at + int.from_bytes(index[at : at + 4], "big")] = box
    for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"avc1"):
        size = index.find(name) - 4
        index[size : size + 4] = struct.pack(">I", int.from_bytes(index[size : size + 4], "big") + grown)
    return index


@pytest.mark.parametrize("change", [turned, cut_off])
def test_a_file_that_is_not_shown_as_its_packets_are_coded_is_decoded(
    change: Callable[[bytearray], bytearray], studio: Studio, decoded: list[Path]
) -> None:
    runs = studio.runs(WEB, 120)
    plain, media = studio.folder / "plain.mp4", studio.folder / "changed.mp4"
    make_joined({"segments": 2, "options": {"c": "copy", "fflags": "+bitexact"}}, runs, plain, studio.tools)
    at = plain.read_bytes().find(b"moov") - 4
    media.write_bytes(plain.read_bytes()[:at] + change(bytearray(plain.read_bytes()[at:])))
    assert studio.measured(plain, runs) == studio.measured(plain)
    assert len(decoded) == 1
    found = studio.measured(media, runs)
    assert len(decoded) == 2
    # Other pictures are seen than those of the runs.
    assert found.glimpsed != studio.measured(plain).glimpsed


def test_a_file_of_a_codec_that_nobody_knows_has_no_picture(studio: Studio) -> None:
    runs = studio.runs(WEB, 120)
    media, other = studio.joined(runs, WEB), studio.folder / "other.mp4"
    other.write_bytes(media.read_bytes().replace(b"avc1", b"zzzz").replace(b"avcC", b"free"))
    assert studio.measured(other, runs).video is None


def test_a_second_picture_is_told(studio: Studio) -> None:
    """Which of two is shown is up to the player."""
    runs = studio.runs(WEB, 120)
    media, both = studio.joined(runs, WEB), studio.folder / "both.mp4"
    words = ["-v", "error", "-y", "-i", str(media), "-i", str(runs[0]), "-map", "0:v", "-map", "1:v", "-c", "copy"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *words, str(both)], check=True)
    for file, verdict in ((media, "pass"), (both, "fail")):
        found = studio.measured(file, runs)
        assert found.video
        asked = WantedVideo("h264", 320, 180, RATE, "progressive", "yuv420p", found.video.colors)
        check = video.check(found, Wanted("mp4", asked))
        assert check and check.verdict == verdict


def test_a_run_encoded_otherwise_is_decoded_where_it_is_joined(studio: Studio, decoded: list[Path]) -> None:
    """Its pictures are described at the file's beginning, and not as it was encoded."""
    other = replace(WEB, options={**WEB.options, "profile:v": "main"})
    first = encoded(studio.folder / "0.mp4", SHOWN, WEB, 0, 120)
    second = encoded(studio.folder / "1.mp4", SHOWN, other, 120, FRAMES)
    media = studio.joined([first, second], WEB)
    studio.measured(media, [first, second])
    assert len(decoded) == 1


def test_a_run_of_which_a_picture_is_damaged_makes_its_file_decoded(studio: Studio, decoded: list[Path]) -> None:
    runs = studio.runs(WEB, 120)
    content = bytearray(runs[1].read_bytes())
    at = content.find(b"mdat") + 4000
    content[at : at + 400] = bytes(byte ^ 0xA5 for byte in content[at : at + 400])
    runs[1].write_bytes(content)
    media = studio.joined(runs, WEB)
    found = studio.measured(media, runs)
    assert len(decoded) == 1
    assert found.faults


def test_runs_that_need_pictures_before_them_are_not_trusted(studio: Studio, decoded: list[Path]) -> None:
    """A run that begins in the middle of a group of pictures."""
    whole = encoded(studio.folder / "all.mp4", SHOWN, replace(WEB, options={**WEB.options, "bf": 0}), 0, FRAMES)
    cut = studio.folder / "cut.mp4"
    words = ["-v", "error", "-y", "-i", str(whole), "-c", "copy", "-copyinkf", "-bsf:v", "noise=drop='lt(n,30)'"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *words, str(cut)], check=True)
    studio.measured(cut, [cut])
    assert len(decoded) == 1


def h264_stream(*sets: bytes, cut: int | None = None) -> Any:
    """A stream that describes itself with these parameter sets (ISO/IEC 14496-15, 5.3.3.1)."""
    kinds = [[each for each in sets if each[0] & 0x1F == kind] for kind in (7, 8)]
    told = [bytes([len(kind)]) + b"".join(len(each).to_bytes(2, "big") + each for each in kind) for kind in kinds]
    extra = (b"\1\x64\0\x28\xff" + b"".join(told))[:cut]
    return SimpleNamespace(codec_context=SimpleNamespace(name="h264", extradata=extra))


def test_parameters_of_which_one_is_meant_now_and_another_then_are_no_proof() -> None:
    sequence, one, other = b"\x67\x64\0\x28", b"\x68\xee\x3c\x80", b"\x68\xee\x38\x80"
    assert coding_of(h264_stream(sequence, one)).described
    for stream in (h264_stream(sequence, one, other), h264_stream(sequence), h264_stream(sequence, one, cut=9)):
        with pytest.raises(UnprovedError):
            coding_of(stream)
