"""MP4 and QuickTime files with one fault each: found by our rules, and by mediainfo where it has a field for it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from faults import Fault, Patch, after, bits, found, put
from outside import NEEDED, see
from realtools import RealTools

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of
from newscast.qc.delivered.model import Delivery
from newscast.qc.delivered.reading.codes import HD

pytestmark = pytest.mark.real

SOUND = {"sound_codecs": ["aac"], "tracks": 1, "channels": [2], "sample_rates": [48_000]}
WANTED = Delivery(
    "mp4",
    {
        "codec": "h264",
        "profile": "high",
        "avc_level": 42,
        "chroma": "4:2:0",
        "bit_rate": 10_000_000,
        "size": "320x180",
        "rate": "30000/1001",
        "scan": "progressive",
        "colors": HD,
        "gop": 15,
        "shortest_gop": 15,
        "closed": True,
        "languages": ["spa"],
        "heard": [True],
        "created": "2026-11-20T13:05:00",
        **SOUND,
    },
)
_TAGS = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
_CONFIG = b"\x05\x80\x80\x80\x05"
"""What stands before the description of AAC at 48 kHz in stereo, 11 90."""
_USABILITY = "1" + f"{1:08b}" + "0" + "1" + "101" + "0" + "1" + f"{1:08b}" * 3
"""Of a parameter set: square pixels, limited range, BT.709."""


@pytest.fixture(scope="session")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds as the web takes them."""
    folder = tmp_path_factory.mktemp("movie")
    picture = [
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=320x180:r=30000/1001",
        "-f",
        "lavfi",
        "-i",
        "sine=r=48000:d=2.002",
        "-vf",
        _TAGS,
    ]
    coding = "-frames:v 60 -c:v libx264 -preset ultrafast -profile:v high -pix_fmt yuv420p -g 15 -bf 0"
    more = "-x264-params scenecut=0:8x8dct=1 -video_track_timescale 30000 -c:a aac -ac 2 -bsf:a setts=ts=N*1024"
    tags = "-fflags +bitexact -brand mp42 -metadata:s language=spa -movflags +faststart -use_editlist 0"
    dated = "-metadata creation_time=2026-11-20T13:05:00Z"
    out = folder / "good.mp4"
    RealTools(folder).ffmpeg([*picture, *f"{coding} {more} {tags} {dated}".split(), str(out)])
    return out


def index_last(data: bytes) -> bytes:
    """The boxes in another order; those that point into the file point to the wrong places then."""
    moov, mdat = data.index(b"moov") - 4, data.index(b"mdat") - 4
    return data[:moov] + data[mdat:] + data[moov:mdat]


def with_edits(data: bytes) -> bytes:
    """An edit list in the first track, which begins two frames late; the box behind it is shortened."""
    edit = struct.pack(">I4sI4sIIIiI", 36, b"edts", 28, b"elst", 0, 1, 2002, 2002, 0x10000)
    return _inserted(data, b"mdia", edit, b"trak")


def cut_off(data: bytes) -> bytes:
    """Only the middle of the picture is shown."""
    aperture = struct.pack(">I4s8I", 40, b"clap", 100, 1, 60, 1, 0, 1, 0, 1)
    return _inserted(data, b"btrt", aperture, b"avc1", b"stsd", b"stbl", b"minf", b"mdia", b"trak")


def uneven(data: bytes) -> bytes:
    """The last frames last longer: another entry in the table of durations."""
    at = data.index(b"stts") + 4
    count = int.from_bytes(data[at + 8 : at + 12], "big")
    data = data[: at + 4] + struct.pack(">III", 2, count - 10, 1001) + data[at + 16 :]
    return _inserted(data, b"stss", struct.pack(">II", 10, 2002), b"stts", b"stbl", b"minf", b"mdia", b"trak")


def _inserted(data: bytes, before: bytes, what: bytes, *holders: bytes) -> bytes:
    """`what` before the first box of a name; the boxes around it grow, and samples lie so much further on."""
    at = data.index(before) - 4
    for name in (*holders, b"moov"):
        start = data.index(name) - 4
        size = int.from_bytes(data[start : start + 4], "big") + len(what)
        data = data[:start] + size.to_bytes(4, "big") + data[start + 4 :]
    data = data[:at] + what + data[at:]
    place = 0
    while (place := data.find(b"stco", place)) >= 0:
        count = int.from_bytes(data[place + 8 : place + 12], "big")
        for entry in range(place + 12, place + 12 + 4 * count, 4):
            moved = int.from_bytes(data[entry : entry + 4], "big") + len(what)
            data = data[:entry] + moved.to_bytes(4, "big") + data[entry + 4 :]
        place += 4
    return data


def in_sound(mark: bytes, skip: int, value: bytes) -> Patch:
    """As `after`, in the second track."""
    return after(mark, skip, value, 1)


FAULTS = [
    Fault("mp4-kind", put(8, b"qt  "), ("General", "Format_Profile")),
    Fault("unreadable", lambda data: data[:-2000], ("General", "IsTruncated")),
    Fault("movie-index", index_last, ("General", "IsStreamable")),
    Fault("movie-edits", with_edits, None),
    Fault("movie-date", after(b"mvhd", 4, bytes(4)), ("General", "Encoded_Date")),
    Fault("movie-languages", in_sound(b"mdhd", 20, b"\x15\xc7"), ("Audio", "Language")),
    Fault("movie-apart", in_sound(b"mdhd", 16, struct.pack(">I", 48_000)), ("Audio", "mdhd_Duration")),
    Fault("movie-upright", cut_off, None),
    Fault("movie-upright", after(b"stsd", 4, struct.pack(">I", 2)), None),
    Fault("movie-lasting", after(b"mvhd", 16, struct.pack(">I", 9000)), None),
    Fault("movie-heard", in_sound(b"tkhd", 3, b"\2"), ("Audio", "Default")),
    Fault(
        "movie-upright", after(b"tkhd", 40, struct.pack(">6i", 0, 1 << 16, 0, -1 << 16, 0, 0), 0), ("Video", "Rotation")
    ),
    Fault("picture-codec", after(b"stsd", 12, b"hvc1"), ("Video", "CodecID")),
    Fault("picture-profile", after(b"avcC", 9, b"\x4d"), ("Video", "Format_Profile")),
    Fault("picture-avc-level", after(b"avcC", 11, b"\x33"), ("Video", "Format_Level")),
    Fault("picture-chroma", after(b"avcC", 12, b"\xbc"), ("Video", "ChromaSubsampling")),
    Fault("picture-size", bits(b"avcC", "0000101000001100", "0000100110001100"), ("Video", "Sampled_Width")),
    Fault("picture-rate", after(b"mdhd", 12, struct.pack(">I", 25_000)), ("Video", "FrameRate")),
    Fault("picture-even", uneven, ("Video", "FrameRate_Mode")),
    Fault("picture-scan", bits(b"avcC", "00001010000011001", "00001010000011000"), ("Video", "Format_Profile")),
    Fault(
        "picture-pixels",
        bits(b"avcC", _USABILITY, _USABILITY.replace("00000001", "00000010", 1)),
        ("Video", "PixelAspectRatio_Original"),
    ),
    Fault(
        "picture-colors",
        bits(b"avcC", _USABILITY, _USABILITY[:-24] + f"{9:08b}" + _USABILITY[-16:]),
        ("Video", "colour_primaries_Original"),
    ),
    Fault(
        "picture-range",
        bits(b"avcC", _USABILITY, "1" + f"{1:08b}" + "011011" + _USABILITY[-25:]),
        ("Video", "colour_range_Original"),
    ),
    Fault("picture-colors-outside", after(b"nclx", 0, b"\0\x09"), ("Video", "colour_primaries")),
    Fault("gop-length", after(b"stss", 12, struct.pack(">I", 17)), None),
    Fault("gop-even", after(b"stss", 12, struct.pack(">I", 12)), None),
    Fault("sound-codec", in_sound(b"stsd", 12, b"ac-3"), ("Audio", "CodecID")),
    Fault("sound-tracks", in_sound(b"hdlr", 8, b"text"), ("General", "Audio_Format_List")),
    Fault("sound-channels", after(_CONFIG, 0, b"\x11\x88"), ("Audio", "Channels")),
    Fault("sound-rate", after(_CONFIG, 0, b"\x12\x10"), ("Audio", "SamplingRate")),
]


def test_a_good_movie_passes(movie: Path) -> None:
    check = check_delivery(facts_of(movie, "mp4"), WANTED)
    assert (check.verdict, check.message) == ("pass", "")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_each_fault_is_found(fault: Fault, movie: Path, tmp_path: Path) -> None:
    found(fault, movie, "mp4", WANTED, tmp_path)


@NEEDED
def test_outside_readers_see_the_same_faults(movie: Path, tmp_path: Path) -> None:
    see(movie, FAULTS, tmp_path)
