"""ProRes in QuickTime with one fault each: found by our rules, and by mediainfo where it has a field for it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from faults import Fault, after, found, put
from outside import NEEDED, see
from realtools import RealTools

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of
from newscast.qc.delivered.model import Delivery
from newscast.qc.delivered.reading.codes import HD

pytestmark = pytest.mark.real
WANTED = Delivery(
    "mov",
    {
        "codec": "prores",
        "profile": "hq",
        "size": "320x180",
        "rate": "30000/1001",
        "scan": "tff",
        "colors": HD,
        "closed": True,
        "languages": ["spa"],
        "heard": [True],
        "start": "01:00:00;00",
        "tracks": 1,
        "channels": [2],
        "sample_rates": [48_000],
        "sound_bits": [24],
        "sound_codecs": ["pcm"],
    },
)


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten frames as editing systems take them."""
    folder = tmp_path_factory.mktemp("quicktime")
    tags = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv:field_mode=tff"
    inputs = "-f lavfi -i testsrc2=s=320x180:r=30000/1001 -f lavfi -i sine=r=48000:d=0.33367"
    coding = f"-vf format=yuv422p10,{tags} -frames:v 10 -c:v prores_ks -profile:v 3 -flags:v +ildct -c:a pcm_s24le"
    muxing = (
        "-ac 2 -timecode 01:00:00;00 -metadata:s:a language=spa -use_editlist 0 -movflags +faststart -fflags +bitexact"
    )
    RealTools(folder).ffmpeg([*f"{inputs} {coding} {muxing}".split(), str(folder / "good.mov")])
    return folder / "good.mov"


FAULTS = [
    Fault("mov-kind", put(8, b"mp42"), ("General", "Format_Profile")),
    Fault("mov-timecode", after(b"mdat", 0, bytes(4), 0), ("Other", "TimeCode_FirstFrame")),
    Fault("movie-languages", after(b"mdhd", 20, b"\0\0", 1), ("Audio", "Language")),
    Fault("movie-upright", after(b"pasp", 0, struct.pack(">II", 4, 3)), ("Video", "PixelAspectRatio")),
    Fault("picture-codec", lambda data: data.replace(b"apch", b"avdn"), ("Video", "CodecID")),
    Fault("picture-profile", lambda data: data.replace(b"apch", b"apcn"), ("Video", "Format_Profile")),
    Fault("picture-scan", after(b"fiel", 0, b"\2\6"), ("Video", "ScanOrder")),
    Fault("picture-colors", after(b"nclc", 0, b"\0\6"), ("Video", "colour_primaries")),
    Fault("picture-size", after(b"apch", 24, struct.pack(">H", 160), 0), ("Video", "Width")),
    Fault("sound-bits", lambda data: data.replace(b"in24", b"sowt"), ("Audio", "BitDepth")),
]


def test_a_good_master_passes(master: Path) -> None:
    check = check_delivery(facts_of(master, "mov"), WANTED)
    assert (check.verdict, check.message) == ("pass", "")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_each_fault_is_found(fault: Fault, master: Path, tmp_path: Path) -> None:
    found(fault, master, "mov", WANTED, tmp_path)


@NEEDED
def test_outside_readers_see_the_same_faults(master: Path, tmp_path: Path) -> None:
    see(master, FAULTS, tmp_path)
