"""Masters in MXF with one fault each: found by our rules, and by mediainfo and mediaconch where they have a field."""

from __future__ import annotations

import datetime
import struct
from pathlib import Path

import pytest
from faults import Fault, Patch, after, found, put
from outside import NEEDED, see
from realtools import RealTools

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of
from newscast.qc.delivered.model import Delivery
from newscast.qc.delivered.reading.codes import HD
from newscast.wrappers.mxf.describing import Described
from newscast.wrappers.mxf.finishing import KEPT_ROOM, finish
from newscast.wrappers.mxf.index import KEY_BYTES
from newscast.wrappers.mxf.reading import read_mxf

pytestmark = pytest.mark.real

TAGS = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
START = "07:05:00;02"
WANTED = Delivery(
    "mxf",
    {
        "shortest_gop": 5,
        "codec": "mpeg2",
        "profile": "4:2:2",
        "level": "high",
        "chroma": "4:2:2",
        "size": "320x180",
        "rate": "30000/1001",
        "coded_rate": "30000/1001",
        "scan": "tff",
        "aspect": "16:9",
        "colors": HD,
        "gop": 15,
        "closed": True,
        "b_frames": 2,
        "declared_bit_rate": 1_400_000,
        "constant": True,
        "tracks": 2,
        "channels": [1, 1],
        "sample_rates": [48_000],
        "sound_bits": [24],
        "sound_codecs": ["pcm"],
        "frames": 40,
        "edit_frames": 40,
        "timecodes": START,
        "drop": True,
        "gop_timecode": START,
        "gop_timecodes_follow": True,
        "date": "2026-11-20",
        "spoken": ["es-MX", "es-MX"],
        "described_size": "320x180",
        "described_chroma": "4:2:2",
        "described_aspect": "16:9",
        "layout": "separate fields",
    },
)


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of two pieces, as a station takes it."""
    folder = tmp_path_factory.mktemp("finished")
    tools = RealTools(folder)
    exact = ["-fflags", "+bitexact", "-map_metadata", "-1"]
    for hue in (0, 90):
        source = f"testsrc2=s=320x180:r=30000/1001,hue=h={hue},format=yuv422p,setfield=tff,{TAGS}"
        rate = "-b:v 1400k -maxrate 1400k -minrate 1400k -bufsize 490k -rc_init_occupancy 490k -qmin 1 -qmax 12"
        coding = f"-frames:v 20 -c:v mpeg2video -g 15 -bf 2 {rate} -sc_threshold 1000000000 -profile:v 0 -level:v 2"
        flags = "-flags:v +bitexact+ildct+cgop -mpv_flags +strict_gop -threads 1"
        piece = ["-f", "lavfi", "-i", source, *coding.split(), *flags.split(), *exact, str(folder / f"{hue}.mxf")]
        tools.ffmpeg(piece)
    (folder / "list").write_text("ffconcat version 1.0\nfile 0.mxf\nfile 90.mxf\n")
    sound = ["-f", "lavfi", "-i", "sine=r=48000:d=1.3346", "-f", "lavfi", "-i", "sine=r=48000:f=300:d=1.3346"]
    maps = f"-map 0:v -map 1:a -map 2:a -c:v copy -c:a pcm_s24le -timecode {START} -f mxf"
    room = [part for name, value in KEPT_ROOM.items() for part in (f"-{name}", value)]
    path = folder / "good.mxf"
    joined = ["-f", "concat", "-i", str(folder / "list"), *sound, *maps.split(), *exact, *room, str(path)]
    tools.ffmpeg(joined)
    finish(path, Described("seed", datetime.datetime(2026, 11, 20, 7, 5), "INFO LEÓN", ("es-MX", "es-MX")))
    return path


SEQUENCE, GROUP, PICTURE = b"\0\0\1\xb3", b"\0\0\1\xb8", b"\0\0\1\0"
CODED, SHOWN, DRAWN = b"\0\0\1\xb5\x18", b"\0\0\1\xb5\x2b", b"\0\0\1\xb5\x8f"
"""The extensions of a sequence, of how it is shown, and of a picture, with the first byte that they have here."""
SETS = bytes.fromhex("060e2b34025301010d01010101")
BARE = bytes.fromhex("060a2b340101010501010d0013000000") + bytes(16)
"""What ffmpeg writes for every file."""


def pack(number: int, skip: int, value: bytes) -> Patch:
    """Bytes in a partition pack, so many behind its length; its own kind and status stand before that."""

    def patch(data: bytes) -> bytes:
        return put(read_mxf(data).partitions[number].klv.value + skip, value)(data)

    return patch


def footless(data: bytes) -> bytes:
    """The last partition is one of the body."""
    return put(read_mxf(data).partitions[-1].klv.start + 13, b"\3")(data)


def patterns(data: bytes) -> bytes:
    """Another operational pattern in every partition."""
    for number in range(len(read_mxf(data).partitions)):
        data = pack(number, 64 + 12, b"\2")(data)
    return data


def sound_less(data: bytes) -> bytes:
    """The first description of a sound is one that nobody knows."""
    return put(data.index(SETS + b"\x01\x47\0") + len(SETS) + 1, b"\x7f")(data)


def status(data: bytes) -> bytes:
    """An open header partition."""
    return put(read_mxf(data).partitions[0].klv.start + 14, b"\1")(data)


def item(tag: int, value: bytes, occurrence: int = -1) -> Patch:
    """Another value for an item of the header's metadata, by its local tag."""
    return after(tag.to_bytes(2, "big") + len(value).to_bytes(2, "big"), 0, value, occurrence)


def entry(data: bytes) -> bytes:
    """The second picture is elsewhere, the index says."""
    table = data.index(b"\x3f\x0a", data.index(KEY_BYTES[:4] + b"\x02\x53\x01" + KEY_BYTES[7:15]))
    return put(table + 4 + 8 + 11 + 3, struct.pack(">Q", 1))(data)


def picture(mark: bytes, skip: int, kept: int, value: int, number: int | None = None) -> Patch:
    """In a byte so many behind a mark, in the picture of that number, or in all that have it: the bits that are `kept`,
    and others."""

    def patch(data: bytes) -> bytes:
        pictures = [each.klv for each in read_mxf(data).elements() if each.sort == "picture"]
        for klv in pictures if number is None else pictures[number : number + 1]:
            at = data.find(mark, klv.value, klv.value + 80) + len(mark) + skip
            if at >= klv.value + len(mark) + skip:
                data = put(at, bytes([data[at] & kept | value]))(data)
        return data

    return patch


def every_delay(data: bytes) -> bytes:
    """The first picture does not say how long its decoder shall wait."""
    return picture(PICTURE, 2, 0, 0xFF)(picture(PICTURE, 3, 0x07, 0xF8)(picture(PICTURE, 1, 0xF8, 0x07)(data)))


FAULTS = [
    Fault("unreadable", lambda data: data[:-5000], ("General", "IsTruncated")),
    Fault("mxf-pattern", patterns, ("General", "Format_Profile")),
    Fault("mxf-partitions", status, ("General", "Format_Settings")),
    Fault("mxf-footer", footless, None),
    Fault("mxf-frames", bytes, None, {"frames": 41}),
    Fault("mxf-duration", bytes, None, {"edit_frames": 41}),
    Fault("mxf-afd", bytes, None, {"afd": 10}),
    Fault("picture-afd", bytes, None, {"coded_afd": 10}),
    Fault("captions-track", bytes, None, {"data_tracks": 1}),
    Fault("mxf-offsets", pack(1, 8, struct.pack(">Q", 1)), None),
    Fault("mxf-random-index", put(-10, b"\1"), None),
    Fault("mxf-index", entry, None),
    Fault("mxf-umid", item(0x4401, BARE, 0), None),
    Fault("mxf-umids", item(0x4401, BARE), None),
    Fault("mxf-languages", after(b"es-MX", -5, b"en-US"), ("Audio", "Language")),
    Fault("mxf-dates", item(0x4405, bytes(8)), None),
    Fault("mxf-date", item(0x4405, struct.pack(">HBBBBBB", 2026, 11, 21, 7, 5, 0, 0)), None),
    Fault("mxf-tracks", item(0x0202, struct.pack(">Q", 39), 2), None),
    Fault("mxf-timecode", item(0x1501, struct.pack(">Q", 107_892), 0), ("Other", "TimeCode_FirstFrame")),
    Fault("mxf-drop", item(0x1503, b"\0", 0), ("Other", "TimeCode_FirstFrame")),
    Fault("mxf-size", item(0x3208, struct.pack(">I", 96)), None),
    Fault("mxf-aspect", item(0x320E, struct.pack(">II", 4, 3)), ("Video", "DisplayAspectRatio")),
    Fault("mxf-layout", item(0x320C, b"\0"), None),
    Fault("mxf-chroma", item(0x3302, struct.pack(">I", 1)), None),
    Fault("gop-timecode", picture(GROUP, 0, 0xFB, 0, 0), ("Video", "TimeCode_FirstFrame")),
    Fault("gop-timecodes", picture(GROUP, 0, 0xFB, 0, 20), None),
    Fault("gop-closed", picture(GROUP, 3, 0xBF, 0), ("Video", "Gop_OpenClosed")),
    Fault("gop-length", picture(GROUP, -1, 0, 0xB1, 15), None),
    Fault("gop-even", bytes, None, {"shortest_gop": 15}),
    Fault("picture-codec", picture(SEQUENCE, -1, 0, 0xB1, 0), None),
    Fault("picture-reordered", picture(PICTURE, 1, 0xC7, 3 << 3, 1), None),
    Fault("picture-vbv", every_delay, ("Video", "BitRate_Mode")),
    Fault("picture-scan", picture(DRAWN, 2, 0x7F, 0), ("Video", "ScanOrder")),
    Fault("picture-aspect", picture(SEQUENCE, 3, 0x0F, 0x20), ("Video", "DisplayAspectRatio_Original")),
    Fault("picture-coded-rate", picture(SEQUENCE, 3, 0xF0, 0x05), ("Video", "FrameRate_Original")),
    Fault("picture-constant", picture(SEQUENCE, 4, 0, 0x07), ("Video", "BitRate_Maximum")),
    Fault("picture-size", picture(SEQUENCE, 0, 0, 0x13), ("Video", "Sampled_Width")),
    Fault("picture-profile", picture(CODED, -1, 0xF0, 0x04), ("Video", "Format_Profile")),
    Fault("picture-level", picture(CODED, 0, 0x0F, 0x50), ("Video", "Format_Level")),
    Fault("picture-chroma", picture(CODED, 0, 0xF9, 0x02), ("Video", "ChromaSubsampling_Original")),
    Fault("picture-colors", picture(SHOWN, 0, 0, 0x06), ("Video", "colour_primaries_Original")),
    Fault("picture-sequences", picture(SEQUENCE, 4, 0, 0x07, 20), None),
    Fault("sound-tracks", sound_less, ("General", "Audio_Language_List")),
    Fault("sound-channels", item(0x3D07, struct.pack(">I", 2), 0), ("Audio", "Channels")),
    Fault("sound-bits", item(0x3D01, struct.pack(">I", 16)), ("Audio", "BitDepth")),
    Fault("sound-rate", item(0x3D03, struct.pack(">II", 44_100, 1)), ("Audio", "SamplingRate")),
]


def test_a_good_master_passes(master: Path) -> None:
    facts = facts_of(master, "mxf")
    check = check_delivery(facts, WANTED)
    assert (check.verdict, check.message) == ("pass", ""), facts


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_each_fault_is_found(fault: Fault, master: Path, tmp_path: Path) -> None:
    found(fault, master, "mxf", WANTED, tmp_path)


@NEEDED
def test_outside_readers_see_the_same_faults(master: Path, tmp_path: Path) -> None:
    see(master, FAULTS, tmp_path)
