"""Transport streams with one fault each: found by our rules, and by mediainfo where it has a field for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import Fault, Patch, found, put
from outside import NEEDED, see
from realtools import RealTools

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of
from newscast.qc.delivered.model import Delivery

pytestmark = pytest.mark.real
PACKET, NULL = 188, b"\x47\x1f\xff\x10" + bytes(184)
WANTED = Delivery(
    "mpegts",
    {
        "codec": "h264",
        "tracks": 1,
        "sound_codecs": ["mp2"],
        "languages": ["spa"],
        "entries_every": 0.6,
        "channels": [1],
        "sample_rates": [48_000],
        "size": "320x180",
        "rate": "30000/1001",
        "chroma": "4:2:0",
    },
)


@pytest.fixture(scope="session")
def stream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds at a constant rate."""
    folder = tmp_path_factory.mktemp("transport")
    inputs = "-f lavfi -i testsrc2=s=320x180:r=30000/1001 -f lavfi -i sine=r=48000 -t 2"
    coding = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 15 -bf 0 -x264-params scenecut=0 -c:a mp2"
    muxing = "-fflags +bitexact -metadata:s:a language=spa -muxrate 3M -f mpegts"
    RealTools(folder).ffmpeg([*f"{inputs} {coding} {muxing}".split(), str(folder / "good.ts")])
    return folder / "good.ts"


def packets(data: bytes) -> list[bytes]:
    return [data[at : at + PACKET] for at in range(0, len(data), PACKET)]


def pid(packet: bytes) -> int:
    return int.from_bytes(packet[1:3], "big") & 0x1FFF


def without(number: int) -> Patch:
    """Nearly all packets of a stream are of no stream."""

    def patch(data: bytes) -> bytes:
        every = packets(data)
        own = [at for at, packet in enumerate(every) if pid(packet) == number]
        for at in own[1:-1]:
            every[at] = NULL
        return b"".join(every)

    return patch


def unclocked(data: bytes) -> bytes:
    """Half a second without clock references."""
    every = packets(data)
    for at in range(len(every) // 4, len(every) // 2):
        packet = bytearray(every[at])
        if packet[3] & 0x20 and packet[4] >= 7 and packet[5] & 0x10:
            packet[5] &= 0xEF
        every[at] = bytes(packet)
    return b"".join(every)


def closed(data: bytes) -> bytes:
    """No picture is marked as one to begin with, but for the first and the last."""
    every = packets(data)
    marked = [at for at, each in enumerate(every) if pid(each) == 256 and each[3] & 0x20 and each[4] and each[5] & 0x40]
    for at in marked[1:-1]:
        every[at] = every[at][:5] + bytes([every[at][5] & 0xBF]) + every[at][6:]
    return b"".join(every)


def thinned(data: bytes) -> bytes:
    """Half of the stream without its filling."""
    every = packets(data)
    half = len(every) // 2
    return b"".join([*(each for each in every[:half] if pid(each) != 0x1FFF), *every[half:]])


FAULTS = [
    Fault("unreadable", lambda data: b"", None),
    Fault("ts-packets", put(188 * 40, b"\x48"), None),
    Fault("ts-lost", lambda data: b"".join([*packets(data)[:60], *packets(data)[90:]]), None),
    Fault("ts-clear", put(188 * 40 + 3, b"\xd0"), None),
    Fault("ts-tables", without(0), None),
    Fault("ts-maps", without(0x1000), None),
    Fault("ts-clock", unclocked, None),
    Fault("ts-constant", thinned, ("General", "OverallBitRate_Mode")),
    Fault("ts-entries", closed, None),
    Fault("ts-languages", lambda data: data.replace(b"spa\0", b"eng\0"), ("Audio", "Language")),
    Fault("sound-codec", lambda data: data.replace(b"\x03\xe1\x01", b"\x0f\xe1\x01"), None),
    Fault("sound-tracks", lambda data: data.replace(b"\x03\xe1\x01", b"\x99\xe1\x01"), None),
    Fault("picture-codec", lambda data: data.replace(b"\x1b\xe1\x00", b"\x24\xe1\x00"), ("Video", "Format")),
]


def test_a_good_stream_passes(stream: Path) -> None:
    check = check_delivery(facts_of(stream, "mpegts"), WANTED)
    assert (check.verdict, check.message) == ("pass", "")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_each_fault_is_found(fault: Fault, stream: Path, tmp_path: Path) -> None:
    found(fault, stream, "mpegts", WANTED, tmp_path)


@NEEDED
def test_outside_readers_see_the_same_faults(stream: Path, tmp_path: Path) -> None:
    see(stream, FAULTS, tmp_path)
