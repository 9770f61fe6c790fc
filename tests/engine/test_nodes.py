"""Nodes of filter graphs: the commands that ffmpeg-python makes of them are those of its own, and no hash is made."""

from __future__ import annotations

from typing import Any

import ffmpeg
import pytest
from ffmpeg import _utils, dag

from newscast.step.graph import command, graph_digest
from newscast.step.nodes import concatenated, filtered, source


def theirs() -> Any:
    one = ffmpeg.input("a.mov", ss=2, f="mov")
    both = ffmpeg.filter([one.video.filter("scale", 320, -2), ffmpeg.input("b.png")], "overlay", x=3)
    parts = one.audio.filter_multi_output("channelsplit", channel_layout="stereo")
    joined = ffmpeg.concat(both, ffmpeg.input("c.mov")["1"].filter("fps", "25"))
    sound = ffmpeg.filter([parts[0], parts[1]], "amix", inputs=2)
    return ffmpeg.output(joined, sound.filter("volume", "2dB"), "@output", vcodec="libx264")


def ours() -> Any:
    one = source("a.mov", ss=2, f="mov")
    both = filtered([one.video.filter("scale", 320, -2), source("b.png")], "overlay", x=3)
    parts = one.audio.filter_multi_output("channelsplit", channel_layout="stereo")
    joined = concatenated([both, source("c.mov")["1"].filter("fps", "25")])
    sound = filtered([parts[0], parts[1]], "amix", inputs=2)
    return ffmpeg.output(joined, sound.filter("volume", "2dB"), "@output", vcodec="libx264")


def test_the_command_and_the_digest_are_those_of_the_library() -> None:
    assert command({"x.mov": ours()}) == command({"x.mov": theirs()})
    assert graph_digest(ours().node) == graph_digest(theirs().node)


def test_no_filter_works_out_a_hash_of_all_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, ffmpeg-python calls its method otherwise: all works, and planning takes a quarter longer."""
    asked: list[Any] = []
    monkeypatch.setattr(dag, "get_hash", lambda props: (asked.append(props), _utils.get_hash(props))[1])
    source("a.mov").video.filter("scale", 320, -2).filter("fps", "25")
    assert asked == []


def test_equal_filters_are_two_nodes() -> None:
    one = source("a.mov")
    assert one.filter("null").node != one.filter("null").node
    same = one.filter("null").node
    assert same == same and len({same, same}) == 1
