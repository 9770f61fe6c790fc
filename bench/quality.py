"""How good a finished picture is: the raw composite it was encoded from, and VMAF against that."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from bench.measure import run
from bench.placed import picture_steps
from newscast.build.stages import Composed
from newscast.engine.encode import fill
from newscast.engine.engine import Engine
from newscast.step.graph import command
from newscast.step.step import Step

_QUIET = ["-hide_banner", "-nostdin", "-y", "-v", "error"]


def raw_composite(composed: Composed, engine: Engine, deliverable: str, pix_fmt: str, raw: Path) -> Path:
    """All frames of a deliverable as they reach its encoder, from the very graphs of its steps."""
    with raw.open("wb") as whole:
        for number, segment in enumerate(picture_steps(composed, deliverable)):
            piece = raw.with_name(f"{raw.name}.{number}")
            run([engine.binary.path, *_QUIET, *_uncompressed(segment, engine, pix_fmt), piece])
            with piece.open("rb") as made:
                while chunk := made.read(1 << 24):
                    whole.write(chunk)
            piece.unlink()
    return raw


def raw_piece(step: Step, engine: Engine, pix_fmt: str, raw: Path, most: int) -> int:
    """The first frames of a picture step as they reach its encoder, `most` at most; how many there are."""
    frames = min(most, int(step.graph.node.kwargs["frames:v"]))
    run([engine.binary.path, *_QUIET, *_uncompressed(step, engine, pix_fmt, frames), raw])
    return frames


def _uncompressed(step: Step, engine: Engine, pix_fmt: str, most: int = 0) -> list[str]:
    """The arguments of the step, up to its output's options; with `most` no more frames than that."""
    paths = {source.identity: engine.path(source) for source in step.inputs}
    args = fill(command({"@output": step.graph}), paths)
    frames = str(most) if most else args[args.index("-frames:v") + 1]
    raw = ["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", pix_fmt]
    return [*args[: args.index("-map") + 2], "-frames:v", frames, *raw]


def vmaf(binary: Path, finished: Path, raw: Path, size: tuple[int, int], rate: Fraction, pix_fmt: str) -> float:
    """The mean over every third frame of those that are raw.

    Both sides get one time base, or VMAF compares frames that are neighbours.
    """
    text = f"{rate.numerator}/{rate.denominator}"
    frames = ["-f", "rawvideo", "-s", f"{size[0]}x{size[1]}", "-pix_fmt", pix_fmt, "-r", text, "-i", str(raw)]
    # Raw frames say nothing of their colours; where only one side does, ffmpeg changes that one's matrix.
    tags = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
    even = f"{tags},settb={rate.denominator}/{rate.numerator},setpts=N,format={pix_fmt}"
    graph = f"[0:v]{even}[made];[1:v]{even}[raw];[made][raw]libvmaf=n_subsample=3:n_threads=1:shortest=1"
    args = ["-hide_banner", "-nostdin", "-i", str(finished), *frames, "-filter_complex", graph, "-f", "null", "-"]
    _cost, said = run([binary, *args])
    found = re.search(r"VMAF score: ([\d.]+)", said)
    assert found, said[-2000:]
    return float(found[1])
