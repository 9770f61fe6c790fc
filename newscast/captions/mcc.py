"""MacCaption MCC: the packets that go beside each picture of an HD master, as text."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from fractions import Fraction

from newscast.captions.format import GridFormat
from newscast.captions.line21.cdp import ancillary, packed
from newscast.captions.line21.codes import NOTHING
from newscast.captions.line21.encoding import pairs_of
from newscast.captions.line21.model import PopOns
from newscast.captions.line21.tape import Tape

_RATES = {Fraction(24000, 1001): "24", Fraction(24): "24", Fraction(25): "25", Fraction(30): "30"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = {
    **{"FA0000" * count: chr(ord("F") + count) for count in range(9, 0, -1)},
    "FB8080": "P",
    "FC8080": "Q",
    "FD8080": "R",
    "9669": "S",
    "6101": "T",
}
"""Letters that stand for bytes which come often, the longest first."""
_BYTES = re.compile("|".join([*_SHORT, ".."]))


def write(captions: PopOns, tape: Tape, language: str) -> bytes:
    """A line for every frame of the programme: its time code, and its packet as ancillary data."""
    sent = pairs_of(captions)
    lines: list[str] = []
    for frame in range(tape.frames):
        packet = packed(sent.get(frame, NOTHING), tape.rate, frame)
        lines.append(f"{tape.timecode(frame)}\t{_shortened(ancillary(packet))}")
    return "\n".join([*_head(tape, lines), "", *lines, ""]).encode("ascii")


def _head(tape: Tape, lines: list[str]) -> Iterator[str]:
    """Dates in English, whatever the machine speaks; what must differ from file to file comes from the content."""
    content = hashlib.sha256("\n".join(lines).encode()).digest()[:16]
    date = tape.date
    yield "File Format=MacCaption_MCC V1.0"
    yield ""
    yield f"UUID={str(uuid.UUID(bytes=content, version=4)).upper()}"
    yield "Creation Program=newscast"
    yield f"Creation Date={_DAYS[date.weekday()]}, {_MONTHS[date.month - 1]} {date.day}, {date.year}"
    yield "Creation Time=00:00:00"
    yield f"Time Code Rate={'30DF' if tape.drop else _RATES.get(tape.rate, '30')}"


def _shortened(data: bytes) -> str:
    """The bytes in hex. Letters stand only for whole bytes: what is found across two of them is left."""
    return _BYTES.sub(lambda found: _SHORT.get(found[0], found[0]), data.hex().upper())


FORMAT = GridFormat(write, "mcc")
