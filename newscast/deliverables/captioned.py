"""Captions into a finished programme, as a step: nothing is encoded anew, and all else stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Literal

from newscast.base.canonical import digest_of
from newscast.base.copying import copy
from newscast.captions import mcc
from newscast.captions.line21 import a53
from newscast.captions.line21.anc import filled
from newscast.captions.line21.cdp import packed
from newscast.captions.line21.characters import Pair
from newscast.captions.line21.codes import NOTHING
from newscast.captions.line21.encoding import pairs_of
from newscast.captions.line21.model import PopOns
from newscast.captions.line21.tape import Tape
from newscast.captions.line21.telling import read_captions, read_tape, told_captions, told_tape
from newscast.step.join import output_words
from newscast.step.step import Params, Step, Tools, step
from newscast.wrappers.mp4.samples import length_size, lengthened
from newscast.wrappers.mxf.describing import described_by
from newscast.wrappers.mxf.finishing import finish, refill
from newscast.wrappers.packets import rewritten

Way = Literal["anc", "a53", "c608"]
"""How captions go: as ancillary data in MXF (SMPTE ST 436), inside pictures (ATSC A/53), or as a track of QuickTime."""
_Change = Callable[[bytes, Pair], bytes]


def captioned_step(
    programme: Step, captions: PopOns, tape: Tape, ways: Sequence[Way], *, label: str, weight: float
) -> Step:
    """A programme that was joined, with its captions. `captions` and `tape` count from the first frame of the file."""
    told = programme.params
    params: dict[str, Any] = {**told} if "join" in told else {"join": told}
    options = params["join"]["options"]
    # Times that were set when it was joined are set.
    params["join"] = {"options": {name: value for name, value in options.items() if not name.startswith("bsf")}}
    if "c608" in ways and "metadata:s:v:0" in options:
        # The track of captions is in the language of the pictures' texts.
        params["join"]["options"]["metadata:s:s:0"] = options["metadata:s:v:0"]
    params |= {"captions": told_captions(captions), "tape": told_tape(tape), "ways": list(ways)}
    if "seed" in params:
        # Other captions make another material: it has identities of its own.
        params["seed"] = digest_of([params["seed"], params["captions"], params["ways"]])
    return step("captioned", params, [programme], suffix=programme.suffix, label=label, weight=weight)


def make_captioned(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Put them in."""
    source, ways = inputs[0], params["ways"]
    if ways == ["anc"]:
        _fill(params, source, output)
        return
    pictures = source
    if "a53" in ways:
        boxes = output.suffix in (".mp4", ".mov")
        pictures = output if boxes else tools.scratch / f"pictures{output.suffix}"
        _write_pictures(params, source, pictures, boxes)
        if boxes:
            return
    args, maps = ["-i", f"file:{pictures}"], ["-map", "0:v:0"]
    # What is in one file is read once. The sound of a transport stream is with its pictures: what begins at another
    # time would be moved.
    if pictures == source or output.suffix == ".ts":
        maps += ["-map", "0:a"]
    else:
        args += ["-i", f"file:{source}"]
        maps += ["-map", "1:a"]
    if "anc" in ways or "c608" in ways:
        maps += ["-map", str(args.count("-i"))]
        captions, tape = read_captions(params["captions"]), read_tape(params["tape"])
        args += packets_beside(captions, tape, tools.scratch, bare="c608" in ways)
    tools.ffmpeg([*args, *maps, *output_words(params["join"]["options"]), f"file:{output}"])
    if "seed" in params:
        finish(output, described_by(params))


def packets_beside(captions: PopOns, tape: Tape, scratch: Path, bare: bool = False) -> list[str]:
    """Arguments with which ffmpeg opens a packet with every picture: a track with gaps would end the file where it
    ends. `bare` are pairs alone, as QuickTime has them."""
    # Lines have their times from the first frame: what comes hours later than its pictures, ffmpeg waits for, and holds
    # all of the file in memory until then.
    counted = Tape(tape.rate, tape.frames, "00:00:00;00" if tape.drop else "00:00:00:00")
    beside = scratch / "captions.mcc"
    beside.write_bytes(mcc.write(captions, counted, ""))
    return ["-eia608_extract", str(int(bare)), "-f", "mcc", "-i", f"file:{beside}"]


def _fill(params: Params, source: Path, output: Path) -> None:
    """Write what is sent into the packets that the file has; all but these and what it says of itself is copied."""
    sent, tape = pairs_of(read_captions(params["captions"])), read_tape(params["tape"])
    # What would be sent behind the last picture is sent nowhere.
    kept = {frame: packed(pair, tape.rate, frame) for frame, pair in sent.items() if frame < tape.frames}
    changes = {frame: partial(filled, packet=packet) for frame, packet in kept.items()}
    copy(source, output)
    refill(output, described_by(params), changes)


def _write_pictures(params: Params, source: Path, output: Path, boxes: bool) -> None:
    """The pictures with captions in them; in files of boxes with all that is beside them."""
    sent, rate = pairs_of(read_captions(params["captions"])), read_tape(params["tape"]).rate
    size = length_size(source) if boxes else 0
    change = _in_mpeg2(rate, boxes) if _is_mpeg2(source) else _in_h264(rate, size)

    def changed(number: int, picture: bytes) -> bytes:
        return change(picture, sent.get(number, NOTHING))

    if boxes:
        lengthened(source, output, len(change(b"", NOTHING)), changed)
    else:
        rewritten(source, output, changed, alone=output.suffix != ".ts")


def _is_mpeg2(source: Path) -> bool:
    import av

    with av.open(f"file:{source}") as file:
        return bool(file.streams.video[0].codec_context.name == "mpeg2video")


def _in_mpeg2(rate: Fraction, longer: bool) -> _Change:
    return lambda picture, pair: a53.in_mpeg2(picture, pair, rate, keep=longer)


def _in_h264(rate: Fraction, size: int) -> _Change:
    def change(picture: bytes, pair: Pair) -> bytes:
        at = a53.place_in_h264(picture, size)
        return picture[:at] + a53.framed(a53.sei(pair, rate), size) + picture[at:]

    return change
