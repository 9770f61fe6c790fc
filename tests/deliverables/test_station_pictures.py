"""Encodings of masters that are made in one process, from one drawing."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import ffmpeg
import pytest
from outside import NEEDED, mediainfo
from realtools import RealTools

from newscast.base.canvas import canvas
from newscast.deliverables.encodings import finished
from newscast.deliverables.station_pictures import coded_for
from newscast.show.station import Station
from newscast.step.graph import command, ffmpeg_step

CODECS = ("xdcam-hd422", "prores-422-hq", "h264")


def test_what_one_master_is_does_not_depend_on_those_that_are_made_with_it() -> None:
    """A filter whose format is settled by what follows it has one thing that follows it."""
    stream = ffmpeg.input("@" + "a" * 64).video.filter("format", "yuv420p")
    size = canvas("landscape", Fraction(30000, 1001))
    outputs = {}
    for codec in CODECS:
        for fields in ("psf", "59.94"):
            encoding = coded_for(
                Station.model_validate({"kind": "tv", "codec": codec, "fields": fields}), size
            ).encoding
            made = ffmpeg_step([finished(stream, encoding)], encoding.options, [], suffix=encoding.suffix)
            outputs[f"{codec}{fields}{encoding.suffix}"] = made.graph
    args = command(outputs)
    chains = args[args.index("-filter_complex") + 1].split(";")
    taken = {label: chain for chain in chains for label in re.findall(r"\[([^\]]+)\]", chain.partition("=")[0])}
    scaled = [chain.rpartition("[")[2].rstrip("]") for chain in chains if "]zscale=" in chain]
    assert len(scaled) == 2
    assert [re.sub(r"^\[[^\]]+\]", "", taken[label]).partition("=")[0] for label in scaled] == ["format", "format"]


@pytest.mark.real
@NEEDED
@pytest.mark.parametrize("fields", ["progressive", "psf"])
def test_pictures_in_a_transport_stream_last_equally_long_for_programs_from_outside(
    fields: str, tmp_path: Path
) -> None:
    size = canvas("landscape", Fraction(30000, 1001), (320, 180))
    encoding = coded_for(Station.model_validate({"kind": "tv", "codec": "h264", "fields": fields}), size).encoding
    options = [word for name, value in encoding.options.items() for word in (f"-{name}", str(value))]
    source = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30000/1001:d=0.5"]
    file = tmp_path / "pictures.ts"
    RealTools(tmp_path).ffmpeg([*source, *options, "-f", "mpegts", str(file)])
    said = {name: value for (track, name), value in mediainfo([file])[0].items() if track == "Video"}
    assert said.get("FrameRate_Mode") != "VFR" and said["FrameRate_Num"] == "30000", said
