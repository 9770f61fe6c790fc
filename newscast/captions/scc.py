"""Scenarist SCC: the bytes of CEA-608 with their time codes, which most caption desks and encoders take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from newscast.base.timecode import round_half_up
from newscast.captions.format import GridFormat
from newscast.captions.line21.characters import Pair
from newscast.captions.line21.codes import with_parity
from newscast.captions.line21.encoding import Pairs, pairs_of
from newscast.captions.line21.model import PopOns
from newscast.captions.line21.tape import Tape
from newscast.show.deliverables import LINE21_RATES

HEAD = "Scenarist_SCC V1.0"
RATE = Fraction(30000, 1001)
"""Frames of NTSC, which is what the format counts in unless a programme has 30."""


def write(captions: PopOns, tape: Tape, language: str) -> bytes:
    """A line for each run of pairs: time code, tab, pairs in hex. Time codes go on from that of the programme's first
    frame, drop-frame with a semicolon, as players of the format take them for the time that has passed."""
    counted = tape if tape.rate in LINE21_RATES else tape.at(RATE)
    shown = [
        replace(each, start=_moved(each.start, tape, counted), end=_moved(each.end, tape, counted)) for each in captions
    ]
    lines = (f"{counted.timecode(start)}\t{_hex(pairs)}" for start, pairs in _runs(pairs_of(shown)))
    return "\n\n".join([HEAD, *lines, ""]).encode("ascii")


def _moved(frame: int, tape: Tape, counted: Tape) -> int:
    return round_half_up(frame / tape.rate * counted.rate)


def _runs(sent: Pairs) -> Iterator[tuple[int, list[Pair]]]:
    """Pairs of frames that follow one another, and the first of these frames."""
    run: list[Pair] = []
    for frame in sorted(sent):
        run.append(sent[frame])
        if frame + 1 not in sent:
            yield frame + 1 - len(run), run
            run = []


def _hex(pairs: list[Pair]) -> str:
    return " ".join(bytes(with_parity(pair)).hex() for pair in pairs)


FORMAT = GridFormat(write, "scc")
