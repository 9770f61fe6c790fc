"""What the engine makes itself: commands of filter graphs, and segments joined without re-encoding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from newscast.step.join import output_words
from newscast.step.step import Params, Tools

_OFFSET = re.compile(r"\{([xy])\\*:([0-9a-f]{64})\\*\}")
_REFERENCE = re.compile(r"@([0-9a-f]{64})")
_IN_FILTER = re.compile(r"\{file\\*:([0-9a-f]{64})\\*\}")


def fill(args: Sequence[str], paths: Mapping[str, Path]) -> list[str]:
    """Arguments with real paths for references, and each layer's own offset for its {x:...} and {y:...}.

    An option of a filter that takes a file is written {file:...}.
    """
    offsets: dict[str, tuple[int, int]] = {}

    def offset(found: re.Match[str]) -> str:
        from newscast.graphics.png import read_offset

        axis, identity = found.groups()
        if identity not in offsets:
            offsets[identity] = read_offset(paths[identity])
        return str(offsets[identity]["xy".index(axis)])

    filled = [_IN_FILTER.sub(lambda found: _escaped(paths[found[1]]), _OFFSET.sub(offset, arg)) for arg in args]
    return [_REFERENCE.sub(lambda found: f"file:{paths[found[1]]}", arg) for arg in filled]


def _escaped(path: Path) -> str:
    """The path as an option's value inside a filter graph, which is read twice."""
    return re.sub(r"([\\'\[\],;])", r"\\\1", re.sub(r"([\\':])", r"\\\1", str(path)))


def make_joined(params: Params, inputs: Sequence[Path], output: Path, tools: Tools, data: Sequence[str] = ()) -> None:
    """Concatenate `params["segments"]` inputs by the concat demuxer and map the other inputs as sound; `data` are
    arguments with which ffmpeg opens one more, whose stream is the last."""
    count = params["segments"]
    listing = tools.scratch / "segments.ffconcat"
    listing.write_text("ffconcat version 1.0\n" + "".join(f"file '{_quoted(path)}'\n" for path in inputs[:count]))
    args = ["-f", "concat", "-safe", "0", "-i", str(listing)]
    beside = inputs[count:]
    for file in beside:
        args += ["-i", f"file:{file}"]
    args += [*data, "-map", "0:v:0"]
    for index in range(len(beside)):
        args += ["-map", f"{index + 1}:a"]
    if data:
        args += ["-map", str(len(beside) + 1)]
    tools.ffmpeg([*args, *output_words(params["options"]), f"file:{output}"])


def _quoted(path: Path) -> str:
    return str(path).replace("'", r"'\''")
