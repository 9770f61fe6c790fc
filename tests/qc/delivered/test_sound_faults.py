"""WAV, MP3, MP2 and FLAC files with one fault each: found by our rules, and by mediainfo where it has one."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest
from faults import Fault, after, found, put
from outside import NEEDED, see
from realtools import RealTools

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of
from newscast.qc.delivered.model import Delivery
from newscast.wrappers.bwf.bext import Bext, Loudness
from newscast.wrappers.bwf.cart import Cart, Timer
from newscast.wrappers.bwf.wave import Pcm, write_bwf
from newscast.wrappers.id3.tags import Chapter, Tags
from newscast.wrappers.id3.writing import tag_bytes

SAMPLES = 48_000
MEASURED = Loudness(-23.0, 4.0, -3.0, -20.0, -21.0)
SAID = Bext("INFO", "INFO", "2026", "2026-11-20", "07:05:00", 123_456, history=("A=PCM,F=48000,W=24,M=stereo",))
CART = Cart(
    "INFO", "INFO", "A1", "Cliente", "NEWS", "N", "hasta luego", ("2026-11-20", "07:05:00"), timers=(Timer("EOD", 100),)
)
SOUND = {"tracks": 1, "channels": [2], "sample_rates": [48_000]}
WAVE = Delivery(
    "wav",
    {
        **SOUND,
        "sound_codecs": ["pcm"],
        "sound_bits": [24],
        "samples": SAMPLES,
        "bext_date": "2026-11-20",
        "bext_time": "07:05:00",
        "time_reference": 123_456,
        "said_loudness": -23.0,
        "said_range": 4.0,
        "said_peak": -3.0,
        "said_momentary": -20.0,
        "said_short_term": -21.0,
        "cart": True,
        "cart_title": "INFO",
        "cart_artist": "INFO",
        "cart_cut": "A1",
        "cart_client": "Cliente",
        "cart_category": "NEWS",
        "cart_classification": "N",
        "cart_out_cue": "hasta luego",
        "cart_start": "2026-11-20 07:05:00",
        "cart_end": "9999-12-31 23:59:59",
        "cart_marks": ["EOD 100"],
    },
)
CHAPTERS = (Chapter(0, 400, "INFO"), Chapter(400, 1000, "Bacheo"))
TIMES = ["00:00:00.000 - 00:00:00.400", "00:00:00.400 - 00:00:01.000"]
TAGGED = {"cover": True, "chapters": 2, "chapter_times": TIMES, "named": "INFO", "tag_length": 1000}
MP3 = Delivery("mp3", {**SOUND, "sound_codecs": ["mp3"], "kbits": [128], **TAGGED})
MP2 = Delivery("mp2", {**SOUND, "sound_codecs": ["mp2"], "kbits": [256]})
FLAC = Delivery("flac", {**SOUND, "sound_codecs": ["flac"], "sound_bits": [24], "samples": SAMPLES})


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one second of each kind."""
    folder = tmp_path_factory.mktemp("sounds")
    blocks = [struct.pack("<I", at)[:3] * 2 for at in range(SAMPLES)]
    write_bwf(folder / "good.wav", Pcm(2, 48_000, 24), SAMPLES, blocks, SAID, CART, lambda: MEASURED)
    source = ["-f", "lavfi", "-i", "sine=r=48000:d=1", "-ac", "2", "-map_metadata", "-1", "-fflags", "+bitexact"]
    coded = ["-c:a", "libmp3lame", "-b:a", "128k", "-id3v2_version", "0", "-write_xing", "0", str(folder / "bare.mp3")]
    lossless = ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24", str(folder / "good.flac")]
    tools = RealTools(folder)
    tools.ffmpeg([*source, *coded])
    tools.ffmpeg([*source, "-c:a", "mp2", "-b:a", "256k", "-f", "mp2", str(folder / "good.mp2")])
    tools.ffmpeg([*source, *lossless])
    cover = b"\xff\xd8\xff\xe0 a picture"
    tag = Tags("INFO", "INFO", "INFO", "2026-11-20", "spa", "News", "", 1000, cover, CHAPTERS)
    (folder / "good.mp3").write_bytes(tag_bytes(tag) + (folder / "bare.mp3").read_bytes())
    return folder


WAVES = [
    Fault("unreadable", lambda data: data[:-5000], ("General", "IsTruncated")),
    Fault("wave-sizes", put(4, struct.pack("<I", 1000)), None),
    Fault("wave-format", after(b"fmt \x10\0\0\0", 0, b"\xfe\xff"), None),
    Fault("wave-length", bytes, None, {"samples": SAMPLES + 1}),
    Fault("bext", lambda data: data.replace(b"bext", b"junk", 1), ("General", "bext_Present")),
    Fault("cart", lambda data: data.replace(b"cart", b"junk", 1), None),
]
BEXT_FIELDS = [
    ("bext-version", 346, b"\1\0", ("General", "bext_Version")),
    ("bext-date", 320, b"2026-13-41", None),
    ("bext-day", 320, b"2026-11-21", ("General", "Encoded_Date")),
    ("bext-reference", 338, struct.pack("<Q", 123_457), ("Audio", "Delay")),
    ("bext-umid", 348, bytes(64), None),
    ("bext-time", 330, b"07:06:00", ("General", "Encoded_Date")),
    ("bext-umid-own", 348 + 20, b"\xaa", None),
    ("bext-history", 602, bytes(29), None),
    ("bext-loudness", 412, struct.pack("<h", -2400), None),
    ("bext-range", 414, struct.pack("<h", 900), None),
    ("bext-peak", 416, struct.pack("<h", -100), None),
    ("bext-momentary", 418, struct.pack("<h", -100), None),
    ("bext-short-term", 420, struct.pack("<h", -100), None),
]
CART_FIELDS = [
    ("cart-version", 0, b"0102"),
    ("cart-title", 4, b"OTRO\0"),
    ("cart-artist", 68, b"OTRO\0"),
    ("cart-cut", 132, b"A2"),
    ("cart-client", 196, b"Otro\0\0\0"),
    ("cart-category", 260, b"SPOT"),
    ("cart-classification", 324, b"X"),
    ("cart-out-cue", 388, bytes(64)),
    ("cart-start", 452, b"2026-11-21"),
    ("cart-end", 470, b"2026-11-30"),
    ("cart-marks", 684 + 4, struct.pack("<I", 200)),
    ("cart-dates", 452, b"2026-02-31"),
    ("cart-timers", 452 + 18 + 18 + 64 + 64 + 64 + 4 + 4, struct.pack("<I", 60_000)),
]
WAVES += [Fault(rule, after(b"bext", 4 + at, value, 0), seen) for rule, at, value, seen in BEXT_FIELDS]
WAVES += [Fault(rule, after(b"cart", 4 + at, value, 0), None) for rule, at, value in CART_FIELDS]
FORMAT = [
    ("sound-channels", 2, struct.pack("<HII", 1, 48_000, 3 * 48_000) + struct.pack("<H", 3), ("Audio", "Channels")),
    ("sound-rate", 4, struct.pack("<II", 44_100, 6 * 44_100), ("Audio", "SamplingRate")),
    ("sound-bits", 14, struct.pack("<H", 16), ("Audio", "BitDepth")),
]
WAVES += [Fault(rule, after(b"fmt ", 4 + at, value, 0), seen) for rule, at, value, seen in FORMAT]


def third_layer(data: bytes) -> bytes:
    """Every frame says that it is of layer III."""
    return data.replace(b"\xff\xfd\xc4", b"\xff\xfb\xc4")


CODED = [
    ("mp3", MP3, Fault("unreadable", lambda data: b"\0" * len(data), None)),
    ("mp3", MP3, Fault("mp3-rate", after(b"\xff\xfb", 0, b"\xa4", 3), ("Audio", "BitRate_Mode"))),
    ("mp3", MP3, Fault("mp3-layer", lambda data: data.replace(b"\xff\xfb", b"\xff\xfd"), ("Audio", "Format_Profile"))),
    ("mp3", MP3, Fault("mp3-whole", lambda data: data + b"more than there should be", None)),
    (
        "mp3",
        MP3,
        Fault("mp3-counted", after(b"\xff\xfb", 34, b"Info" + struct.pack(">II", 1, 9), 0), ("Audio", "FrameCount")),
    ),
    ("mp3", MP3, Fault("id3-named", after(b"TIT2", 6 + 3, b"X", 0), ("General", "Title"))),
    ("mp3", MP3, Fault("id3-length", after(b"TLEN", 6 + 3, b"9"), None)),
    ("mp3", MP3, Fault("id3-chapters-times", after(b"CHAP", 6 + 10, struct.pack(">I", 300), 0), None)),
    ("mp3", MP3, Fault("id3-version", put(3, b"\4"), None)),
    ("mp3", MP3, Fault("id3-title", lambda data: data.replace(b"TIT2", b"TXXY", 1), ("General", "Title"))),
    ("mp3", MP3, Fault("id3-cover", lambda data: data.replace(b"APIC", b"APIX"), ("General", "Cover"))),
    ("mp3", MP3, Fault("id3-chapters", lambda data: data.replace(b"CHAP", b"CHAX", 1), None)),
    ("mp3", MP3, Fault("id3-chapters-ordered", after(b"CHAP", 6 + 5, struct.pack(">I", 600), 0), None)),
    ("mp3", MP3, Fault("id3-chapters-inside", after(struct.pack(">II", 400, 1000), -4, struct.pack(">I", 9000)), None)),
    ("mp3", MP3, Fault("id3-chapters-listed", lambda data: data.replace(b"CTOC", b"CTOX"), None)),
    ("mp3", MP3, Fault("id3-chapters-titled", lambda data: data.replace(b"TIT2", b"TIT3"), None)),
    ("mp2", MP2, Fault("mp2-rate", after(b"\xff\xfd", 0, b"\xb4", 3), None)),
    ("mp2", MP2, Fault("mp2-whole", lambda data: data[:-100], None)),
    (
        "mp2",
        MP2,
        Fault("mp2-layer", lambda data: data.replace(b"\xff\xfd\xc4", b"\xff\xfb\xc4"), ("Audio", "Format_Profile")),
    ),
    ("flac", FLAC, Fault("unreadable", put(0, b"OggS"), ("General", "Format"))),
    ("flac", FLAC, Fault("flac-length", put(25, b"\0"), ("Audio", "SamplingCount"))),
    ("flac", FLAC, Fault("flac-signed", put(26, bytes(16)), ("Audio", "MD5_Unencoded"))),
    ("flac", FLAC, Fault("sound-rate", put(18, b"\x0a\xc4"), ("Audio", "SamplingRate"))),
]
KINDS = {"wav": WAVE, "mp3": MP3, "mp2": MP2, "flac": FLAC}


@pytest.mark.real
@pytest.mark.parametrize("kind", KINDS)
def test_good_sounds_pass(kind: str, sounds: Path) -> None:
    check = check_delivery(facts_of(sounds / f"good.{kind}", kind), KINDS[kind])
    assert (check.verdict, check.message) == ("pass", "")


def test_without_air_there_is_a_day_and_no_time(tmp_path: Path) -> None:
    said = replace(SAID, time="", samples=0)
    write_bwf(tmp_path / "day.wav", Pcm(2, 48_000, 24), 2, [b"123456", b"abcdef"], said, CART, lambda: MEASURED)
    wanted = Delivery("wav", {"bext_date": said.date, "time_reference": 0, "cart": True})
    assert "bext-date" not in check_delivery(facts_of(tmp_path / "day.wav", "wav"), wanted).measured


@pytest.mark.real
@pytest.mark.parametrize("fault", WAVES, ids=lambda fault: fault.rule)
def test_each_fault_of_a_wave_is_found(fault: Fault, sounds: Path, tmp_path: Path) -> None:
    found(fault, sounds / "good.wav", "wav", WAVE, tmp_path)


@pytest.mark.real
@pytest.mark.parametrize(("kind", "wanted", "fault"), CODED, ids=lambda each: getattr(each, "rule", ""))
def test_each_fault_of_coded_sound_is_found(
    kind: str, wanted: Delivery, fault: Fault, sounds: Path, tmp_path: Path
) -> None:
    found(fault, sounds / f"good.{kind}", kind, wanted, tmp_path)


@NEEDED
@pytest.mark.real
@pytest.mark.parametrize("kind", KINDS)
def test_outside_readers_see_the_same_faults(kind: str, sounds: Path, tmp_path: Path) -> None:
    faults = WAVES if kind == "wav" else [fault for each, _wanted, fault in CODED if each == kind]
    see(sounds / f"good.{kind}", faults, tmp_path)


@pytest.mark.parametrize(("measured", "told"), [(-23.1, []), (-22.9, []), (-23.2, ["bext-loudness"])])
def test_two_meters_may_differ_by_a_tenth(sounds: Path, measured: float, told: list[str]) -> None:
    """As decimal numbers -23.0 and -23.1 are more than 0.1 apart."""
    asked = Delivery("wav", {**WAVE.asked, "said_loudness": measured})
    assert list(check_delivery(facts_of(sounds / "good.wav", "wav"), asked).measured or ()) == told
