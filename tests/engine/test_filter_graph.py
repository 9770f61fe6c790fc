"""Graphs: what is the same node, and the one command that makes several outputs."""

from __future__ import annotations

from typing import Any

import ffmpeg
import pytest

from newscast.engine.encode import fill
from newscast.step.graph import command, graph_digest

CLIP, PHOTO = "a" * 64, "b" * 64


def output(*streams: Any, **options: Any) -> Any:
    return ffmpeg.output(*streams, "@output", **options)


def picture(flip: str = "hflip", width: int = 160) -> Any:
    return ffmpeg.input(f"@{CLIP}").video.filter(flip).filter("scale", width, 90)


def graph_of(args: list[str]) -> str:
    return args[args.index("-filter_complex") + 1]


def test_equal_graphs_have_one_identity() -> None:
    assert graph_digest(output(picture()).node) == graph_digest(output(picture()).node)


@pytest.mark.parametrize(
    "other",
    [
        output(picture("vflip")),
        output(picture(width=162)),
        output(picture(), crf=20),
        output(ffmpeg.input(f"@{PHOTO}").video.filter("hflip").filter("scale", 160, 90)),
        output(ffmpeg.input(f"@{CLIP}", ss=1).video.filter("hflip").filter("scale", 160, 90)),
        output(ffmpeg.input(f"@{CLIP}").video.filter("scale", 160, 90).filter("hflip")),
        output(picture(), picture()),
    ],
)
def test_whatever_is_asked_otherwise_has_another_identity(other: Any) -> None:
    """The name of a filter counts too: hflip and vflip have equal arguments."""
    assert graph_digest(output(picture()).node) != graph_digest(other.node)


def test_equal_nodes_become_one_with_a_split_behind() -> None:
    args = command({"one": output(picture(), vcodec="libx264"), "two": output(picture(), vcodec="mpeg2video")})
    graph = graph_of(args)
    assert args.count("-i") == 1
    assert (graph.count("hflip"), graph.count("scale=160:90"), graph.count("split=2")) == (1, 1, 1)
    assert args.index("libx264") < args.index("one") < args.index("mpeg2video") < args.index("two")


def test_filters_of_equal_arguments_stay_apart() -> None:
    graph = graph_of(command({"one": output(picture("hflip")), "two": output(picture("vflip"))}))
    assert (graph.count("hflip"), graph.count("vflip"), graph.count("scale=160:90")) == (1, 1, 2)


def test_three_outputs_on_two_canvases_share_what_they_can() -> None:
    small, tall = picture(), ffmpeg.input(f"@{CLIP}").video.filter("hflip").filter("scale", 90, 160)
    outputs = {"a": output(small, vcodec="libx264"), "b": output(small, vcodec="mpeg2video"), "c": output(tall)}
    args = command(outputs)
    graph = graph_of(args)
    assert graph.count("hflip") == 1
    assert graph.count("split=2") == 2
    assert graph.count("scale=160:90") == graph.count("scale=90:160") == 1
    assert [name for name in args if name in outputs] == ["a", "b", "c"]


def test_two_outputs_that_differ_in_nothing_are_both_written() -> None:
    args = command({"one": output(picture()), "two": output(picture())})
    assert graph_of(args).count("split=2") == 1
    assert {"one", "two"} <= set(args)


def test_a_sound_used_twice_is_split_as_sound() -> None:
    sound = ffmpeg.input(f"@{CLIP}").audio.filter("volume", 2)
    assert "asplit=2" in graph_of(command({"one": output(sound), "two": output(sound)}))


def test_one_stream_twice_in_one_filter_is_split() -> None:
    base = picture()
    assert "split=2" in graph_of(command({"one": output(ffmpeg.overlay(base, base))}))


def test_references_become_files_whatever_they_are_called(tmp_path: Any) -> None:
    path = tmp_path / "año 'uno'.mp4"
    assert fill(["-i", f"@{CLIP}"], {CLIP: path}) == ["-i", f"file:{path}"]
