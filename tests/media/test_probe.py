"""What files are, and what is wrong with them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import newscast
from newscast.base.binary import Binary, find_binary
from newscast.base.content import File
from newscast.base.errors import MachineError, Problem
from newscast.base.status import status_of
from newscast.media import child
from newscast.media import probe as probing
from newscast.media.examiner import Examiner, ProbeBugError
from newscast.media.hearing import heard
from newscast.media.info import MediaInfo, PictureInfo, SoundInfo
from newscast.media.probe import Memory, probe
from newscast.media.verdicts import problem

pytestmark = pytest.mark.real

PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2")
SOUND = ("-f", "lavfi", "-i", "sine=d=2:r=48000")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def info_of(path: Path) -> MediaInfo:
    answer = probe([path], None)[path]
    assert isinstance(answer, MediaInfo), answer
    return answer


def picture_of(path: Path) -> PictureInfo:
    picture = info_of(path).picture
    assert picture
    return picture


def sound_of(path: Path) -> SoundInfo:
    sound = info_of(path).sound
    assert sound
    return sound


def assert_fault(path: Path, fault: str) -> None:
    assert probe([path], None)[path] == problem(fault, path)


def test_plain_clip(plain_clip):
    info = info_of(plain_clip)
    assert (info.kind, info.duration, info.picture_start, info.damaged) == ("video", 2, 0, False)
    assert info.picture and info.sound
    assert (info.picture.width, info.picture.height, info.picture.rate) == (320, 180, 30)
    assert (info.picture.scan, info.picture.transfer, info.picture.variable) == ("progressive", "sdr", False)
    assert (info.sound.codec, info.sound.rate, info.sound.layout) == ("aac", 48000, "mono")
    assert len(info.file.digest) == 64


def test_rotated_clip_is_upright(make, plain_clip):
    turned = make("turned.mp4", "-display_rotation", "90", "-i", str(plain_clip), "-c", "copy")
    picture = picture_of(turned)
    assert (picture.width, picture.height, picture.rotation) == (180, 320, 270)


def test_black_bars_are_no_part_of_the_picture(make):
    """Upright, in pixels as stored; the picture between them has square ones."""
    barred = make("barred.mp4", *PICTURE, "-vf", "scale=208:180,pad=320:180:56:0,setsar=4/3", *H264)
    picture = picture_of(barred)
    assert (picture.bars, picture.stored, picture.recorded) == ((56, 0, 56, 0), (208, 180), (320, 180))
    assert (picture.width, picture.height) == (278, 180)


def test_pixels_that_are_not_square(make):
    source = "testsrc2=s=720x480:r=30000/1001:d=0.5,setsar=8/9"
    path = make("sar.mpg", "-f", "lavfi", "-i", source, "-c:v", "mpeg2video")
    picture = picture_of(path)
    assert (picture.width, picture.height, picture.stored) == (720, 540, (720, 480))
    assert (picture.rate, picture.matrix) == (Fraction(30000, 1001), "smpte170m")


@pytest.mark.parametrize(("order", "first"), [("tff", "top"), ("bff", "bottom")])
def test_field_order(make, order, first):
    fields = f"testsrc2=s=320x240:r=50:d=1,tinterlace=interleave_{first},setfield={order}"
    path = make(f"{order}.mpg", "-f", "lavfi", "-i", fields, "-c:v", "mpeg2video", "-flags", "+ildct+ilme")
    assert picture_of(path).scan == order


def test_two_fields_in_pictures_that_say_they_are_progressive(make):
    fields = "testsrc2=s=320x240:r=50:d=1,scroll=h=0.02,tinterlace=interleave_top,setfield=prog"
    lying = picture_of(make("lying.mp4", "-f", "lavfi", "-i", fields, "-c:v", "libx264", "-preset", "ultrafast"))
    assert (lying.scan, lying.combed) == ("progressive", True)


def test_honest_pictures_have_no_combs(make, plain_clip):
    assert not picture_of(plain_clip).combed
    fields = "testsrc2=s=320x240:r=50:d=1,tinterlace=interleave_top,setfield=tff"
    path = make("tff.mpg", "-f", "lavfi", "-i", fields, "-c:v", "mpeg2video", "-flags", "+ildct+ilme")
    assert not picture_of(path).combed


def test_a_film_made_thirty_pictures_a_second_by_blending(make, plain_clip):
    lines = "0 1 0 0 2 0 0 1 0:" * 3 + "0 1 0 0 2 0 0 1 0:1/4:1/4:1/4:1/4"
    joined = f"telecine=pattern=23,setfield=prog,convolution={lines}"
    moving = "testsrc2=s=320x240:r=24:d=2,scroll=h=0.02"
    made = picture_of(make("blended.mp4", "-f", "lavfi", "-i", moving, "-vf", joined, *H264))
    assert (made.blended, made.combed) == (True, False)
    assert not picture_of(plain_clip).blended


def test_variable_rate_and_its_exact_duration(make):
    path = make("vfr.mp4", *PICTURE, "-vf", "select=not(mod(n\\,7))+not(mod(n\\,3))", "-fps_mode", "vfr", *H264)
    info = info_of(path)
    assert info.picture and info.picture.variable
    # Pictures 0 3 6 7 9 ... 57 are kept; the last lasts as long as the one before it.
    assert abs(info.duration - Fraction(58, 30)) <= Fraction(3, 30)


def test_late_sound_and_clock_from_ten_hours(make):
    path = make("late.ts", *PICTURE, "-itsoffset", "0.5", *SOUND, *H264, "-c:a", "mp2", "-output_ts_offset", "36000")
    info = info_of(path)
    assert info.duration == 2
    assert info.sound and abs(info.sound.start - info.picture_start - Fraction(1, 2)) < Fraction(3, 100)


@pytest.mark.parametrize("name", ["camera.mov", "camera.mxf"])
def test_a_cameras_time_code(make, plain_clip, name):
    codec = ("-c:v", "mpeg2video") if name.endswith("mxf") else H264
    assert info_of(make(name, *PICTURE, *codec, "-timecode", "10:02:03;04")).timecode == "10:02:03;04"
    assert info_of(plain_clip).timecode == ""


def test_hdr_and_full_range(make):
    tags = ("-vf", "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv")
    hevc = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-pix_fmt", "yuv420p10le")
    picture = picture_of(make("hlg.mp4", *PICTURE, *hevc, *tags, "-frames:v", "5"))
    assert (picture.transfer, picture.matrix, picture.primaries) == ("hlg", "bt2020nc", "bt2020")
    full = make("full.mkv", *PICTURE, *H264, "-vf", "scale=out_range=full,format=yuv420p", "-color_range", "pc")
    assert picture_of(full).full_range


def test_gif_is_a_video_unless_it_has_one_picture(make):
    assert info_of(make("moving.gif", *PICTURE, "-frames:v", "5")).kind == "video"
    still = info_of(make("single.gif", *PICTURE, "-frames:v", "1"))
    assert (still.kind, still.duration) == ("still", 0)


def test_sound_lengths_are_those_ffmpeg_decodes(make):
    for name, codec in (("a.mp3", "libmp3lame"), ("a.opus", "libopus"), ("a.m4a", "aac"), ("a.flac", "flac")):
        path = make(name, *SOUND, "-c:a", codec, "-ar", "48000")
        raw = path.with_suffix(f".{codec}.raw")
        make(raw.name, "-i", str(path), "-f", "s16le", "-c:a", "pcm_s16le")
        info = info_of(path)
        assert (info.kind, info.picture) == ("sound", None)
        assert info.duration == Fraction(raw.stat().st_size // 2, 48000), name


def test_cover_art_is_no_picture(make, noise_photo):
    args = ("-i", str(noise_photo), "-map", "0:a", "-map", "1:v", "-c:v", "mjpeg", "-disposition:v", "attached_pic")
    assert info_of(make("cover.mp3", *SOUND, *args, "-c:a", "libmp3lame")).kind == "sound"


def test_audio_only_mp4(make):
    assert info_of(make("only.mp4", *SOUND, "-c:a", "aac")).kind == "sound"


def test_photos(room, noise_photo):
    turned, printed = room / "exif6.jpg", room / "cmyk.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(noise_photo) as photo:
        photo.save(turned, exif=exif)
        photo.convert("CMYK").save(printed)
    picture = picture_of(turned)
    assert (picture.width, picture.height, picture.rotation) == (200, 300, 90)
    assert picture_of(printed).pixel_format == "CMYK"
    assert info_of(printed).kind == "still"


def test_heic(room, noise_photo):
    pillow_heif = pytest.importorskip("pillow_heif")
    path = room / "photo.heic"
    with Image.open(noise_photo) as photo:
        pillow_heif.from_pillow(photo).save(path)
    picture = picture_of(path)
    assert (picture.width, picture.height) == (300, 200)


def test_faults_of_the_file_itself(room):
    (room / "empty.mp4").write_bytes(b"")
    (room / "notes.mp4").write_text("Esto no es un video, sino una nota con eñes.\n" * 20, encoding="utf-8")
    (room / "packed.mov").write_bytes(b"PK\x03\x04" + bytes(2000))
    (room / "noise.mp4").write_bytes(os.urandom(4000))
    assert_fault(room / "empty.mp4", "empty")
    assert_fault(room / "nothing.mp4", "missing")
    assert_fault(room, "directory")
    for name in ("notes.mp4", "packed.mov", "noise.mp4"):
        assert_fault(room / name, "not-media")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission(room):
    path = room / "secret.mp4"
    path.write_bytes(b"x")
    path.chmod(0)
    assert_fault(path, "permission")


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXTINF:2,\n{other}\n",
        "ffconcat version 1.0\nfile '{other}'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\n",
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>',
    ],
)
def test_lists_of_other_files_are_not_opened(room, plain_clip, text):
    path = room / "list.mp4"
    path.write_text(text.format(other=plain_clip))
    assert_fault(path, "playlist")


def test_a_list_that_hides_behind_other_bytes_is_refused_by_its_demuxer(room, plain_clip):
    path = room / "hidden.mp4"
    path.write_bytes(b"ffconcat version 1.0\nfile '" + str(plain_clip).encode() + b"'\n\x00\x01\x02")
    assert isinstance(probe([path], None)[path], Problem)


def test_truncated(make, room, plain_clip, noise_photo):
    data = plain_clip.read_bytes()
    (room / "no index.mp4").write_bytes(data[: len(data) // 2])
    assert_fault(room / "no index.mp4", "truncated")
    fast = make("fast.mp4", "-i", str(plain_clip), "-c", "copy", "-movflags", "+faststart").read_bytes()
    (room / "half.mp4").write_bytes(fast[: len(fast) * 6 // 10])
    assert_fault(room / "half.mp4", "truncated")
    film = make("whole.mkv", "-i", str(plain_clip), "-c", "copy").read_bytes()
    (room / "half.mkv").write_bytes(film[: len(film) * 6 // 10])
    assert_fault(room / "half.mkv", "truncated")
    photo = noise_photo.read_bytes()
    (room / "half.jpg").write_bytes(photo[: len(photo) // 2])
    assert_fault(room / "half.jpg", "photo")


def test_wav_shorter_than_its_header(make, room):
    data = make("take.wav", *SOUND).read_bytes()
    (room / "short.wav").write_bytes(data[: len(data) * 97 // 100])
    assert_fault(room / "short.wav", "wav-short")
    piped = bytearray(data)
    at = piped.index(b"data") + 4
    piped[4:8] = piped[at : at + 4] = b"\xff\xff\xff\xff"
    (room / "piped.wav").write_bytes(piped)
    assert info_of(room / "piped.wav").duration == 2


def test_a_recorder_that_was_stopped_at_once_left_a_header_and_no_time(make, room):
    data = make("take.wav", *SOUND).read_bytes()
    at = data.index(b"data")
    stopped = data[: at + 4] + bytes(4)
    (room / "stopped.wav").write_bytes(stopped[:4] + (len(stopped) - 8).to_bytes(4, "little") + stopped[8:])
    assert_fault(room / "stopped.wav", "zero")


def test_damage_inside_is_a_warning(room, plain_clip):
    data = bytearray(plain_clip.read_bytes())
    start = data.index(b"mdat") + 4000
    for at in range(start, start + 40_000, 997):
        data[at] ^= 0x55
    path = room / "damaged.mp4"
    path.write_bytes(data)
    info = info_of(path)
    assert info.damaged and info.duration == 2


def test_absurd_size_is_refused_before_it_is_decoded(room):
    path = room / "wide.png"
    Image.new("1", (17_000, 4)).save(path)
    assert_fault(path, "too-large")


def test_one_hostile_file_harms_no_other(monkeypatch, tmp_path, plain_clip):
    """A child that dies on a file answers for the next ones all the same."""
    deadly = tmp_path / "deadly.mp4"
    deadly.write_bytes(b"die")
    (tmp_path / "sitecustomize.py").write_text(
        "import os, newscast.media.child as child\n"
        "look = child._look\n"
        "child._look = lambda path, *more: os.abort() if path.name == 'deadly.mp4' else look(path, *more)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    # `python -m` runs the module anew as __main__, so the child is started through an import instead.
    real = subprocess.Popen
    start = [sys.executable, "-c", "from newscast.media.child import main; main()"]
    monkeypatch.setattr(subprocess, "Popen", lambda command, **rest: real([*start, command[-1]], **rest))
    found = probe([deadly, plain_clip, tmp_path / "none.mp4"], None)
    assert found[deadly] == problem("unreadable", deadly)
    assert isinstance(found[plain_clip], MediaInfo)


def test_a_look_that_takes_too_long_is_cut_off(tmp_path):
    path = tmp_path / "slow.mp4"
    path.write_bytes(b"slow")
    script = (
        "import time, newscast.media.recording, newscast.media.child as child\n"
        "child.SECONDS = 1\n"
        "child._look = lambda *given: time.sleep(60)\n"
        "child.main()\n"
    )
    command = [sys.executable, "-c", script, "ffmpeg"]
    done = subprocess.run(command, input=f'"{path}"\n', text=True, capture_output=True, timeout=50)
    assert done.returncode < 0 and done.stdout == '"opening"\n'


@pytest.fixture
def in_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """in_children(code): every Python that is started from now on runs that first."""

    def given(code: str) -> None:
        (tmp_path / "sitecustomize.py").write_text(code)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), str(Path(newscast.__file__).parents[1]))))

    return given


OTHER_INTERFACE = "import av; av.open = lambda file, mode='r': None"
NO_IMPORT = "import sys; sys.modules['av'] = None"
NO_START = "import sys; sys.modules['newscast.media.facts'] = None"
ENDS_AT_IMPORT = """
import builtins, os
usual = builtins.__import__
builtins.__import__ = lambda name, *more, **named: os.abort() if name == "av" else usual(name, *more, **named)
"""
OUR_BUG = "import newscast.media.moving as moving; moving.PictureScan._scan = lambda self: self.nothing"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (OTHER_INTERFACE, "unexpected keyword argument"),
        (NO_IMPORT, "import of av halted"),
        (NO_START, "import of newscast.media.facts halted"),
        (ENDS_AT_IMPORT, "ended with -6"),
        (OUR_BUG, "AttributeError: 'PictureScan' object has no attribute 'nothing'"),
    ],
)
def test_no_recording_is_blamed_for_what_programs_do(plain_clip, tmp_path, in_children, code, told):
    in_children(code)
    with pytest.raises(ProbeBugError, match=re.escape(told)):
        probe([plain_clip], Memory(tmp_path))
    assert Memory(tmp_path).digest(plain_clip, status_of(plain_clip)) is None


@pytest.mark.parametrize("gone", ["draft", "getexif", "load"])
def test_no_photo_is_blamed_for_what_pillow_no_longer_has(noise_photo, in_children, gone):
    in_children(f"import PIL.JpegImagePlugin as j, PIL.Image as i, PIL.ImageFile as f\n"
                f"for kind in (j.JpegImageFile, f.ImageFile, i.Image):\n"
                f"    vars(kind).get('{gone}') and delattr(kind, '{gone}')\n")  # fmt: skip
    with pytest.raises(ProbeBugError, match=f"AttributeError: .*{gone}"):
        probe([noise_photo])


@pytest.mark.parametrize("raised", ["OSError", "KeyError", "struct.error", "TypeError", "AttributeError"])
def test_whatever_pillow_trips_over_is_the_photos_fault(noise_photo, in_children, raised):
    in_children("import struct, PIL.JpegImagePlugin as j\n"
                f"exec('def load(self): raise {raised}(1)', vars(j))\n"
                "j.JpegImageFile.load = j.load\n")  # fmt: skip
    assert_fault(noise_photo, "photo")


KILLED = "import os, newscast.media.recording as r; look = r.look\ndef dies(*given): {when}os.kill(os.getpid(), 9)\n"


def test_no_recording_is_blamed_for_what_ends_children_from_outside(plain_clip, tmp_path, in_children):
    once = tmp_path / "once"
    first = f"return look(*given) if os.path.exists({str(once)!r}) else open({str(once)!r}, 'w').close() or "
    in_children(KILLED.format(when=first) + "r.look = dies")
    assert isinstance(probe([plain_clip])[plain_clip], MediaInfo)
    assert once.exists()


def test_children_that_are_ended_again_and_again_end_the_look(plain_clip, tmp_path, in_children):
    in_children(KILLED.format(when="") + "r.look = dies")
    with pytest.raises(MachineError, match=rf"{plain_clip.name} was ended from outside"):
        probe([plain_clip], Memory(tmp_path))


def test_a_library_that_takes_too_long_to_load_is_no_fault_of_a_files(plain_clip, tmp_path, in_children):
    in_children(
        "import sys, time, importlib.abc, newscast.media.facts\n"
        "class Slow(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, *more):\n"
        "        if name == 'newscast.media.recording':\n"
        "            import signal; signal.setitimer(signal.ITIMER_REAL, 0.1, 0); time.sleep(60)\n"
        "sys.meta_path.insert(0, Slow())\n"
    )
    with pytest.raises(ProbeBugError, match="ended with -14"):
        probe([plain_clip])


@pytest.mark.parametrize("lost", ["FileNotFoundError", "PermissionError", "OSError"])
def test_a_file_that_programs_lack_is_no_fault_of_the_one_they_look_at(plain_clip, in_children, lost):
    in_children(
        "import newscast.media.recording as r\n"
        f"def look(*given): raise {lost}(5, 'gone', '/usr/share/weights.bin')\n"
        "r.look = look\n"
    )
    with pytest.raises(ProbeBugError, match=r"weights\.bin"):
        probe([plain_clip])


def killed_at(folder: Path, at: str) -> Binary:
    """That ffmpeg, which something ends as soon as it is called with these arguments."""
    path = folder / "mortal"
    path.write_text(
        f'#!/bin/sh\ncase "$*" in *"{at}"*) kill -9 $$;; esac\nexec "{find_binary().path}" "$@"\n', encoding="utf-8"
    )
    path.chmod(0o755)
    return Binary(path, "9", "0" * 16)


def test_an_ffmpeg_that_is_ended_from_outside_is_the_machines_fault(plain_clip, tmp_path):
    mortal = killed_at(tmp_path, "-vf showinfo")
    with pytest.raises(MachineError, match="ended from outside"):
        probe([plain_clip], Memory(tmp_path), mortal)
    assert Memory(tmp_path).digest(plain_clip, status_of(plain_clip)) is None


def test_what_an_ffmpeg_decoded_before_it_was_ended_is_not_what_is_heard(plain_clip, tmp_path):
    mortal, memory = killed_at(tmp_path, "s16le pipe:1"), Memory(tmp_path)
    info = probe([plain_clip], memory, mortal)[plain_clip]
    with pytest.raises(MachineError, match="ended from outside"):
        heard([info], memory, mortal)
    assert heard([info], memory, find_binary())[plain_clip].sound.heard


def test_weights_that_are_gone_are_no_silence(plain_clip, tmp_path, in_children):
    in_children("import newscast.media.silero as s; s._FILE = 'none.bin'")
    memory = Memory(tmp_path)
    with pytest.raises(ProbeBugError, match=r"none\.bin"):
        heard([probe([plain_clip], memory)[plain_clip]], memory, find_binary())


def test_an_ffmpeg_that_cannot_be_started_is_the_machines_fault(plain_clip, tmp_path):
    broken = tmp_path / "ffmpeg"
    broken.write_bytes(b"no program")
    broken.chmod(0o755)
    with pytest.raises(MachineError, match="does not run as ffmpeg"):
        probe([plain_clip], binary=Binary(broken, "9", "0" * 16))


def test_tags_in_any_encoding_are_no_fault(make, room):
    tagged = make("tagged.mkv", *SOUND, "-c:a", "libopus", "-metadata", "title=Ma00ana")
    path = room / "latin.mkv"
    path.write_bytes(tagged.read_bytes().replace(b"Ma00ana", b"Ma\xf1\xe9ana"))
    assert info_of(path).kind == "sound"


def test_a_file_that_cannot_be_hashed_is_a_problem_and_forgotten(plain_clip, noise_photo, tmp_path, monkeypatch):
    def refuse(self: Path, *given: str) -> None:
        raise OSError(5, "Input/output error")

    files = [plain_clip, noise_photo]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        assert probe(files) == {path: problem("unreadable", path) for path in files}
    with monkeypatch.context() as patch:
        patch.setattr("newscast.media.probe._digest", lambda path: None)
        assert probe(files, Memory(tmp_path)) == {path: problem("unreadable", path) for path in files}
    assert all(isinstance(answer, MediaInfo) for answer in probe(files, Memory(tmp_path)).values())


@pytest.mark.parametrize("digest", ["", "abc", "G" * 64, "A" * 64, "a" * 65, "a" * 64 + "\n"])
def test_no_file_goes_by_a_name_that_two_could_share(digest):
    with pytest.raises(ValueError):
        File(Path("a.wav"), digest)


def test_another_ffmpeg_or_library_looks_anew(tmp_path, plain_clip, monkeypatch):
    usual = find_binary()
    probe([plain_clip], Memory(tmp_path), usual)
    asked: list[Any] = []
    look = Examiner.ask
    monkeypatch.setattr(Examiner, "ask", lambda self, path: (asked.append(path), look(self, path))[1])
    probe([plain_clip], Memory(tmp_path), usual)
    assert not asked
    other = replace(usual, build="0" * 16)
    probe([plain_clip], Memory(tmp_path), other)
    probe([plain_clip], Memory(tmp_path), other)
    assert asked == [str(plain_clip)]
    monkeypatch.setattr("newscast.media.memory.version_of", lambda name: "99")
    probe([plain_clip], Memory(tmp_path), other)
    assert asked == [str(plain_clip)] * 2


def test_a_file_edited_in_place_is_looked_at_again_though_its_date_was_kept(tmp_path, plain_clip):
    path = tmp_path / "take.mp4"
    path.write_bytes(plain_clip.read_bytes())
    first = probe([path], Memory(tmp_path))[path]
    before, content = path.stat(), bytearray(path.read_bytes())
    content[-1] ^= 1
    time.sleep(0.05)
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    second = probe([path], Memory(tmp_path))[path]
    assert isinstance(first, MediaInfo) and isinstance(second, MediaInfo)
    assert first.file.digest != second.file.digest


def test_the_ffmpeg_that_judges_is_the_one_that_renders(plain_clip, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/no/ffmpeg")
    assert info_of(plain_clip).picture
    named = tmp_path / "named"
    named.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\nexec "{find_binary().path}" "$@"\n')
    named.chmod(0o755)
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(named))
    assert info_of(plain_clip).picture
    assert "showinfo" in (tmp_path / "asked").read_text()


def test_time_allowed_grows_with_the_file():
    assert child.BYTES_A_SECOND * 60 > 1_000_000_000


def test_unchanged_files_are_remembered_without_opening(tmp_path, plain_clip, monkeypatch):
    first = probe([plain_clip, tmp_path / "none.mp4"], Memory(tmp_path))
    monkeypatch.setattr("newscast.media.examiner._start", lambda *given: pytest.fail("started a child"))
    monkeypatch.setattr("newscast.media.probe._digest", lambda path: pytest.fail("hashed a file"))
    assert probe([plain_clip, tmp_path / "none.mp4"], Memory(tmp_path)) == first


def test_a_changed_file_is_looked_at_again(tmp_path, plain_clip):
    path = tmp_path / "take.mp4"
    path.write_bytes(plain_clip.read_bytes())
    assert isinstance(probe([path], Memory(tmp_path))[path], MediaInfo)
    path.write_bytes(plain_clip.read_bytes()[:2000])
    assert isinstance(probe([path], Memory(tmp_path))[path], Problem)


def test_remembering_needs_no_heavy_library(tmp_path, plain_clip):
    probe([plain_clip], Memory(tmp_path))
    script = (
        "import sys; from pathlib import Path; from newscast.media.probe import Memory, probe\n"
        "probe([Path(sys.argv[1])], Memory(Path(sys.argv[2])))\n"
        "assert not {'av', 'numpy', 'PIL'} & set(sys.modules), sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script, str(plain_clip), str(tmp_path)], check=True)


def test_a_file_that_changes_while_it_is_looked_at_is_looked_at_again(tmp_path, plain_clip, monkeypatch):
    path = tmp_path / "clip.mp4"
    first, second = plain_clip.read_bytes(), plain_clip.read_bytes() + bytes(8)
    path.write_bytes(first)
    saves = iter([second])
    digest = probing._digest

    def meanwhile(file):
        found = digest(file)
        for content in saves:
            file.write_bytes(content)
        return found

    monkeypatch.setattr(probing, "_digest", meanwhile)
    answer = probe([path])[path]
    assert answer.file.digest == hashlib.sha256(second).hexdigest()


def test_a_file_that_goes_on_changing_is_said(tmp_path, plain_clip, monkeypatch):
    path = tmp_path / "clip.mp4"
    path.write_bytes(plain_clip.read_bytes())
    monkeypatch.setattr(probing, "_digest", lambda file: file.write_bytes(file.read_bytes() + b"x") and "0" * 64)
    answer = probe([path], Memory(tmp_path))[path]
    assert "was changed while it was looked at" in answer.message
    assert not (tmp_path / "probes.json").exists()


@pytest.mark.parametrize("name", ["short.wmv", "short.wma", "short.asf"])
def test_short_windows_media(make, name):
    """What empties the decoders at the end names the first stream, whichever it is for."""
    picture = () if name.endswith("wma") else (*PICTURE, "-c:v", "wmv2")
    info = info_of(make(name, *picture, *SOUND, "-c:a", "wmav2", "-t", "1"))
    assert info.sound and info.sound.codec == "wmav2" and abs(info.duration - 1) < Fraction(1, 10)
    assert bool(info.picture) == bool(picture)


def test_every_track_is_told(make):
    sounds = ("-f", "lavfi", "-i", "sine=d=2:r=48000", "-f", "lavfi", "-i", "sine=d=2:r=44100")
    info = info_of(
        make("two.mov", *PICTURE, *sounds, "-map", "0", "-map", "1", "-map", "2", *H264, "-c:a", "pcm_s16le")
    )
    assert [(track.stream, track.rate) for track in info.tracks] == [("a:0", 48000), ("a:1", 44100)]
