"""Masters in MXF with one fault each: found by our rules, and by mediainfo and mediaconch where they have a field."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from conftest import RealTools
from faults import Fault

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of
from newscast.qc.delivered.model import Delivery
from newscast.qc.delivered.reading.codes import HD
from newscast.wrappers.mxf.describing import Described
from newscast.wrappers.mxf.finishing import KEPT_ROOM, finish

pytestmark = pytest.mark.real

TAGS = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
START = "07:05:00;02"
WANTED = Delivery(
    "mxf",
    {
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


FAULTS: list[Fault] = []


def test_a_good_master_passes(master: Path) -> None:
    facts = facts_of(master, "mxf")
    check = check_delivery(facts, WANTED)
    assert (check.verdict, check.message) == ("pass", ""), facts
