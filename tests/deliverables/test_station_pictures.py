"""Encodings of masters that are made in one process, from one drawing."""

from __future__ import annotations

import re
from fractions import Fraction

import ffmpeg

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
