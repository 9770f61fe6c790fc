"""Masters in MXF: pictures and sound joined, and finished before anybody sees the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newscast.base.canonical import digest_of
from newscast.captions.line21.tape import Tape
from newscast.captions.line21.telling import read_tape, told_tape
from newscast.deliverables.captioned import packets_beside
from newscast.deliverables.cut import Cut
from newscast.deliverables.dated import moment_of
from newscast.engine.encode import make_joined
from newscast.step.join import join_step
from newscast.step.step import Params, Source, Step, Tools, step
from newscast.wrappers.mxf.describing import described_by
from newscast.wrappers.mxf.finishing import KEPT_ROOM, finish


def mxf_step(
    cut: Cut,
    pictures: Sequence[Step],
    sounds: Sequence[Source],
    *,
    afd: int | None = None,
    tape: Tape | None = None,
) -> Step:
    """A master of these pictures and sounds, whose streams are copied, as one file in MXF OP1a.

    `afd` is the active format of its pictures. What stands in the file follows from what it is made of: its UMIDs from
    the join, its dates from when it goes out, the languages of its tracks from what is on them. Where captions come
    into it, `tape` is the file's: it has a packet with every picture that says nothing yet.
    """
    options = {
        "c": "copy",
        "timecode": cut.file_timecode,
        "fflags": "+bitexact",
        "map_metadata": -1,
        "f": "mxf",
        **KEPT_ROOM,
    }
    weight = float(cut.timeline.duration) / 40
    joined = join_step(pictures, sounds, options, suffix=".mxf", label="tv", weight=weight)
    said = said_in(cut, joined, afd) | ({"tape": told_tape(tape)} if tape else {})
    return step("mxf", said, joined.inputs, suffix=".mxf", label=cut.deliverable, weight=weight)


def said_in(cut: Cut, joined: Step, afd: int | None) -> dict[str, Any]:
    """The parameters of a step that finishes what is joined."""
    said: dict[str, Any] = {
        "created": moment_of(cut).replace(tzinfo=None).isoformat(),
        "title": cut.title,
        "languages": languages_of(cut),
        "afd": afd,
    }
    return {"join": joined.params, "seed": digest_of([joined.identity, said]), **said}


def languages_of(cut: Cut) -> list[str]:
    """Of each track, "" for one in which nobody presents."""
    spoken = ["" if version == "international" else cut.show.language for version in cut.layout for _side in range(2)]
    return [*spoken, *[""] * (cut.tracks - len(spoken))]


def make_mxf(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Join as `params["join"]` says, and finish the file where it lies."""
    packets = packets_beside((), read_tape(params["tape"]), tools.scratch) if "tape" in params else ()
    make_joined(params["join"], inputs, output, tools, packets)
    finish(output, described_by(params))
