"""Media that are right and media that are wrong, measured by decoding them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from realtools import kept_of

from newscast.base.content import File
from newscast.base.errors import MachineError
from newscast.base.timecode import sample_at
from newscast.qc.checks import media_json, run_checks
from newscast.qc.kept import kept_step
from newscast.qc.layout import structure
from newscast.qc.measure import make_measure, measure_step, read_measurement
from newscast.qc.measured import BT709, Glimpsed, Measurement, Run
from newscast.qc.wanted import Wanted, WantedAudio, WantedVideo
from newscast.sound.broadcast_wave import make_gauge
from newscast.sound.wav import WavWriter

RATE = Fraction(30000, 1001)
FRAMES = 91
SAMPLES = sample_at(FRAMES, RATE)
# Voice-like: bursts of noise that never repeat, different left and right, so that only one lag fits.
MIX = (
    "anoisesrc=d=4:c=pink:r=48000:a=0.5:seed=3,tremolo=f=3:d=0.9,lowpass=3000[l];"
    "anoisesrc=d=4:c=pink:r=48000:a=0.5:seed=4,lowpass=3000[r];"
    f"[l][r]join=inputs=2:channel_layout=stereo,atrim=end_sample={SAMPLES}"
)
TESTCARD = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30000/1001"]
TAGS = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-vf", TAGS]
AAC = ["-c:a", "aac", "-b:a", "192k"]
MP4 = ["-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0"]
WEB = Wanted(
    "mp4",
    WantedVideo("h264", 320, 180, RATE, "progressive", "yuv420p"),
    WantedAudio("aac"),
    frames=FRAMES,
    samples=SAMPLES,
    true_peak=-1.0,
)

TV = Wanted(
    "mxf",
    WantedVideo("mpeg2video", 320, 180, RATE, "tff", "yuv422p"),
    WantedAudio("pcm_s24le", channels=1, streams=2),
    frames=FRAMES,
    samples=SAMPLES,
)


def ffmpeg(*args: object) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-nostdin", "-loglevel", "error", *map(str, args)]
    subprocess.run(command, check=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("media")
    ffmpeg("-filter_complex", MIX, "-c:a", "pcm_s24le", made / "mix.wav")
    ffmpeg(*TESTCARD, "-i", made / "mix.wav", *web_args(), made / "web.mp4")
    return made


@pytest.fixture(scope="module")
def master(folder: Path) -> Path:
    """An MXF as stations take it, of the mix as two mono streams."""
    graph = f"[0:v]setfield=tff,format=yuv422p,{TAGS}[v];[1:a]channelsplit[l][r]"
    picture = ["-c:v", "mpeg2video", "-b:v", "8M", "-g", "15", "-bf", "2", "-flags", "+ildct+ilme"]
    maps = ["-map", "[v]", "-map", "[l]", "-map", "[r]", "-frames:v", FRAMES, "-fflags", "+bitexact"]
    ffmpeg(*TESTCARD, "-i", folder / "mix.wav", "-filter_complex", graph, *maps, *picture, "-c:a", "pcm_s24le",
           folder / "tv.mxf")  # fmt: skip
    return folder / "tv.mxf"


def web_args(*sound: str, frames: int = FRAMES) -> list[str]:
    return ["-frames:v", str(frames), *H264, *AAC, *sound, *MP4]


def measure(media: Path, tools: Any, reference: Path | None = None) -> Measurement:
    output = media.with_suffix(".json")
    inputs = [media, kept_of(reference, tools)] if reference else [media]
    make_measure({"compare": reference is not None, "peak": True}, inputs, output, tools)
    return read_measurement(output)


def verdicts(measurement: Measurement, wanted: Wanted = WEB) -> dict[str, str]:
    return {check.check: check.verdict for check in run_checks(measurement, wanted)}


def test_a_good_mp4(folder: Path, tools: Any) -> None:
    found = measure(folder / "web.mp4", tools, folder / "mix.wav")
    assert found.sound and found.sound.integrated and found.video and found.offsets
    wanted = replace(WEB, loudness=found.sound.integrated)
    assert set(verdicts(found, wanted).values()) == {"pass"}
    assert (found.video.frames, found.video.uneven, found.video.colors) == (FRAMES, 0, BT709)
    assert 0 < found.sound.samples - SAMPLES <= 2048
    assert len(found.offsets) == 3
    # Without an edit list the encoder's 1024 samples of delay are heard.
    assert all(abs(offset.late - 21.3) < 0.5 and offset.likeness > 0.9 for offset in found.offsets)


def test_pictures_that_are_black_frozen_and_flashing(folder: Path, tools: Any) -> None:
    assert measure(folder / "web.mp4", tools).glimpsed == Glimpsed()
    black = "drawbox=t=fill:c=black:enable='between(n,10,29)'"
    still = "loop=loop=45:size=1:start=30"
    flashes = "drawbox=t=fill:c=white:enable='between(n,90,119)*lt(mod(n-90,6),3)'"
    graph = f"[0:v]{still},{black},{flashes},{TAGS}"
    args = [*H264[:-2], "-frames:v", 130, "-an", *MP4]
    ffmpeg(*TESTCARD, "-filter_complex", graph, *args, folder / "bad.mp4")
    found = measure(folder / "bad.mp4", tools).glimpsed
    assert found and found.black == (Run(10, 30),)
    # A coder needs a few pictures until what stands still is as it stays.
    assert [(30 <= run.start <= 40, 74 <= run.end <= 77) for run in found.still] == [(True, True)]
    assert [(each.most >= 4, each.start >= 89, each.end <= 122) for each in found.flashes] == [(True, True, True)]


def test_loudness_and_peak_agree_with_an_independent_meter(folder: Path, tools: Any) -> None:
    import numpy as np
    import pyloudnorm

    raw = tools.decode(["-i", f"file:{folder / 'mix.wav'}", "-f", "f32le", "pipe:1"])
    samples = np.frombuffer(raw, "<f4").reshape(-1, 2)
    found = measure(folder / "mix.wav", tools).sound
    assert found and found.integrated and found.true_peak
    assert found.samples == SAMPLES == len(samples)
    assert abs(found.integrated - pyloudnorm.Meter(48_000).integrated_loudness(samples)) < 0.1
    sample_peak = 20 * np.log10(np.abs(samples).max())
    assert sample_peak - 0.05 <= found.true_peak < sample_peak + 1.5


def test_a_master_measures_the_same_where_it_was_gauged(folder: Path, tools: Any) -> None:
    import numpy as np

    mix, gauge = folder / "master.wav", folder / "master.gauge"
    raw = tools.decode(["-i", f"file:{folder / 'mix.wav'}", "-f", "f32le", "pipe:1"])
    with WavWriter(mix, 2, 24) as writer:
        writer.write(np.frombuffer(raw, "<f4").reshape(-1, 2))
    make_gauge({}, [mix], gauge, tools)
    make_measure({"compare": False, "peak": True, "gauged": True}, [mix, gauge], folder / "known.json", tools)
    known, found = read_measurement(folder / "known.json").sound, measure(mix, tools).sound
    assert known and found and known.loudness and found.loudness and found.integrated
    assert (known.samples, known.levels, known.true_peak_at) == (found.samples, found.levels, found.true_peak_at)
    assert known.true_peak == found.true_peak
    assert known.integrated == pytest.approx(found.integrated, abs=0.011)
    assert known.loudness.momentary[4:] == pytest.approx(found.loudness.momentary[4:], abs=0.05)
    assert known.loudness.short_term[3:] == pytest.approx(found.loudness.short_term[3:], abs=0.02)


def test_a_stereo_mxf_of_two_mono_streams(folder: Path, master: Path, tools: Any) -> None:
    found, mix = measure(master, tools, folder / "mix.wav"), measure(folder / "mix.wav", tools)
    assert set(verdicts(found, TV).values()) == {"pass"}
    assert media_json(found)["audio"] == [{"codec": "pcm_s24le", "rate": 48000, "channels": 1}] * 2
    assert found.sound and mix.sound and found.sound.integrated == mix.sound.integrated
    assert found.offsets and all(offset.late == 0 for offset in found.offsets)


def test_a_leader_is_counted_and_nothing_else(folder: Path, master: Path, tools: Any) -> None:
    lead = 45
    tone, before = "sine=f=1000:r=48000", ["-f", "lavfi", "-i", "smptehdbars=s=320x180:r=30000/1001"]
    samples = sample_at(lead, RATE)
    graph = (
        f"[0:v]trim=end_frame={lead},{TAGS}[bars];[bars][1:v]concat[v];[v]setfield=tff,format=yuv422p,{TAGS}[p];"
        f"{tone},atrim=end_sample={samples},asplit[a][b];[1:a:0]anull[l];[1:a:1]anull[r];"
        "[a][l]concat=v=0:a=1[one];[b][r]concat=v=0:a=1[two]"
    )
    maps = [word for name in ("p", "one", "two") for word in ("-map", f"[{name}]")]
    picture = ["-c:v", "mpeg2video", "-b:v", "8M", "-g", "15", "-bf", "2", "-flags", "+ildct+ilme"]
    ffmpeg(*before, "-i", master, "-filter_complex", graph, *maps, *picture, "-c:a", "pcm_s24le", "-fflags",
           "+bitexact", folder / "led.mxf")  # fmt: skip
    output, mix = folder / "led.json", folder / "mix.wav"
    params = measure_step(File(master, "0" * 64), File(mix, "1" * 64), lead=samples).params
    make_measure(params, [folder / "led.mxf", kept_of(mix, tools)], output, tools)
    found, alone = read_measurement(output), measure(master, tools, mix)
    wanted = replace(TV, frames=lead + FRAMES, samples=samples + SAMPLES, lead=lead)
    assert set(verdicts(found, wanted).values()) == {"pass"}
    assert found.sound and alone.sound and found.video
    assert abs(found.sound.samples - samples - SAMPLES) <= 1 and found.video.frames == lead + FRAMES
    assert found.sound.integrated == alone.sound.integrated and found.sound.levels == alone.sound.levels
    assert found.offsets and all(abs(offset.late) < 0.2 for offset in found.offsets)
    # One that is not known of is heard, and shifts everything.
    assert verdicts(measure(folder / "led.mxf", tools, mix), wanted)["sync"] == "fail"


def test_sound_sixty_milliseconds_late_fails(folder: Path, tools: Any) -> None:
    late = ["-af", f"adelay=60:all=1,atrim=end_sample={SAMPLES},volume=-6dB"]
    ffmpeg(*TESTCARD, "-i", folder / "mix.wav", *web_args(*late), folder / "late.mp4")
    found = measure(folder / "late.mp4", tools, folder / "mix.wav")
    assert verdicts(found)["sync"] == "fail"
    assert found.offsets and abs(found.offsets[1].late - 81.3) < 0.5
    quiet = replace(WEB, loudness=measure(folder / "web.mp4", tools).sound.integrated)  # type: ignore[union-attr]
    assert verdicts(found, quiet)["loudness"] == "fail"


def test_sound_late_by_its_timestamps_fails(folder: Path, tools: Any) -> None:
    copy = ["-map", "0:v", "-map", "1:a", "-c", "copy"]
    ffmpeg("-i", folder / "web.mp4", "-itsoffset", "0.06", "-i", folder / "web.mp4", *copy, folder / "stamped.mp4")
    found = verdicts(measure(folder / "stamped.mp4", tools, folder / "mix.wav"))
    assert (found["sync"], found["container"]) == ("fail", "fail")


def test_sound_of_another_mix_fails(folder: Path, tools: Any) -> None:
    other = MIX.replace("seed=3", "seed=13").replace("seed=4", "seed=14")
    ffmpeg("-filter_complex", other, "-c:a", "pcm_s24le", folder / "other.wav")
    assert verdicts(measure(folder / "web.mp4", tools, folder / "other.wav"))["sync"] == "fail"


def test_a_missing_frame_fails(folder: Path, tools: Any) -> None:
    ffmpeg(*TESTCARD, "-i", folder / "mix.wav", *web_args(frames=FRAMES - 1), folder / "short.mp4")
    assert verdicts(measure(folder / "short.mp4", tools))["duration"] == "fail"


def test_a_frame_dropped_on_the_way_is_not_on_time(folder: Path, tools: Any) -> None:
    drop = ["-vf", f"{TAGS},select=not(eq(n\\,40))", "-fps_mode", "vfr"]
    ffmpeg(*TESTCARD, "-frames:v", FRAMES, *H264[:6], *drop, *MP4, folder / "dropped.mp4")
    found = measure(folder / "dropped.mp4", tools)
    assert found.video and found.video.uneven == 1
    assert verdicts(found)["video"] == "fail"


def test_fields_that_change_on_the_way_are_mixed(folder: Path, tools: Any) -> None:
    mpeg = ["-c:v", "mpeg2video", "-pix_fmt", "yuv420p", "-frames:v", "20"]
    ffmpeg(*TESTCARD, "-vf", "setfield=tff", *mpeg, "-flags", "+ildct+ilme", folder / "fields.mpg")
    ffmpeg(*TESTCARD, *mpeg, folder / "whole.mpg")
    both = folder / "both.mpg"
    both.write_bytes((folder / "fields.mpg").read_bytes() + (folder / "whole.mpg").read_bytes())
    scans = [measure(folder / name, tools).video for name in ("fields.mpg", "whole.mpg", "both.mpg")]
    assert [video.scan for video in scans if video] == ["tff", "progressive", "mixed"]


def test_an_mp3_with_cover_has_no_picture(folder: Path, tools: Any) -> None:
    ffmpeg(*TESTCARD, "-frames:v", "1", folder / "cover.png")
    maps = ["-map", "0:a", "-map", "1:v", "-c:v", "copy", "-disposition:v", "attached_pic", "-b:a", "192k"]
    ffmpeg("-i", folder / "mix.wav", "-i", folder / "cover.png", *maps, folder / "radio.mp3")
    found = measure(folder / "radio.mp3", tools, folder / "mix.wav")
    radio = Wanted("mp3", audio=WantedAudio("mp3"), samples=SAMPLES)
    assert verdicts(found, radio) == {"duration": "pass", "audio": "pass", "sync": "pass", "container": "pass"}
    assert found.video is None


def test_a_mono_file_is_as_loud_as_from_two_loudspeakers(folder: Path, tools: Any) -> None:
    graph = "[0:a]pan=stereo|c0=c0|c1=c0"
    ffmpeg("-i", folder / "mix.wav", "-filter_complex", graph, folder / "both.wav")
    ffmpeg("-i", folder / "mix.wav", "-af", "pan=mono|c0=c0", folder / "mono.wav")
    both, mono = (
        measure(folder / "both.wav", tools).sound,
        measure(folder / "mono.wav", tools, folder / "mix.wav").sound,
    )
    assert both and mono and both.integrated == mono.integrated


def test_silence_has_no_loudness_and_no_sync_to_lose(folder: Path, tools: Any) -> None:
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-t", "2", folder / "silence.wav")
    found = measure(folder / "silence.wav", tools, folder / "silence.wav")
    assert found.sound and found.sound.integrated is None and found.sound.true_peak is None
    assert found.offsets == ()


def test_damage_is_noticed(folder: Path, tools: Any) -> None:
    data = bytearray((folder / "web.mp4").read_bytes())
    middle = data.index(b"mdat") + 20_000
    for position in range(middle, middle + 4_000, 7):
        data[position] ^= 0x5A
    (folder / "damaged.mp4").write_bytes(data)
    found = measure(folder / "damaged.mp4", tools)
    assert "fail" in verdicts(found).values()


def test_two_hundred_damaged_bytes_of_a_master_are_noticed(folder: Path, master: Path, tools: Any) -> None:
    """The decoder conceals them without a word unless it is told to refuse."""
    data = bytearray(master.read_bytes())
    slices = data.index(b"\0\0\1\1", len(data) // 2) + 100
    for position in range(slices, slices + 200):
        data[position] ^= 0x5A
    (folder / "damaged.mxf").write_bytes(data)
    found = measure(folder / "damaged.mxf", tools)
    assert found.faults
    assert verdicts(found, TV)["video"] == "fail"


@pytest.mark.parametrize("suffix", ["mp4", "mxf"])
def test_a_file_damaged_all_over_is_measured_too(folder: Path, master: Path, tools: Any, suffix: str) -> None:
    whole = master if suffix == "mxf" else folder / "web.mp4"
    ruined = folder / f"ruined.{suffix}"
    ffmpeg("-i", whole, "-map", "0", "-c", "copy", "-bsf:v", "noise=amount=30", ruined)
    assert verdicts(measure(ruined, tools))["video"] == "fail"


def test_what_is_no_media_file_is_said_plainly(tmp_path: Path, tools: Any) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"not a film" * 100)
    with pytest.raises(MachineError, match=r"cannot be read"):
        measure(tmp_path / "broken.mp4", tools)


@pytest.mark.real
def test_structure_of_an_mp4(folder: Path) -> None:
    assert structure(folder / "web.mp4").index_first
    assert not structure(folder / "web.mp4").edit_lists
    assert structure(folder / "web.mp4").keys == (FRAMES, FRAMES)
    ffmpeg("-i", folder / "web.mp4", "-c", "copy", folder / "plain.mp4")
    assert not structure(folder / "plain.mp4").index_first
    assert structure(folder / "plain.mp4").edit_lists
    whole = (folder / "web.mp4").read_bytes()
    (folder / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    assert not structure(folder / "cut.mp4").index_first


@pytest.mark.real
def test_distances_of_key_pictures(tmp_path: Path) -> None:
    for name, options, wanted in (
        ("some.mp4", ["-g", "40", "-sc_threshold", "0", "-bf", "2"], (11, 40)),
        ("all.mp4", ["-g", "1"], (1, 1)),
    ):
        ffmpeg(*TESTCARD, "-frames:v", FRAMES, *H264, *options, tmp_path / name)
        assert structure(tmp_path / name).keys == wanted


def test_measuring_is_a_step_of_the_file_and_its_mix() -> None:
    media, mix = File(Path("a.mp4"), "a" * 64), File(Path("mix.wav"), "b" * 64)
    assert measure_step(media).kind == "measure"
    assert measure_step(media).suffix == ".json"
    assert measure_step(media).identity != measure_step(media, mix).identity
    assert measure_step(media, mix).inputs == (media, kept_step(mix))


@pytest.mark.real
def test_describing_and_reading_import_nothing_heavy() -> None:
    code = (
        "import sys; import newscast.qc.measure, newscast.qc.checks; "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'scipy', 'av')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
