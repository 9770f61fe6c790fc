"""The broadcast extension chunk, `bext`, version 2: EBU Tech 3285, section 2.3."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from newscast.wrappers.bwf.texts import even, fixed, unfixed

_FORM = struct.Struct("<256s32s32s10s8sQH64s5h180x")
"""Without the coding history, which follows it."""
SIZE = _FORM.size
UNKNOWN = 0x7FFF
"""What stands for a loudness that nobody measured."""
_MOST = 99.99
"""What else a field may not exceed: LU, LUFS, dBTP."""


@dataclass(frozen=True)
class Loudness:
    """`integrated`, `momentary` and `short_term` (both the highest) in LUFS, `range` in LU, `true_peak` in dBTP; None
    for what silence has not got. The file holds hundredths."""

    integrated: float | None = None
    range: float | None = None
    true_peak: float | None = None
    momentary: float | None = None
    short_term: float | None = None


@dataclass(frozen=True)
class Bext:
    """`date` and `time` are when the sound was made, `yyyy-mm-dd` and `hh:mm:ss`; `samples` is the time reference:
    those between midnight and the first of the file. `umid` is 32 or 64 bytes (SMPTE ST 330), or empty. `history` has
    a line for each coding."""

    description: str
    originator: str
    reference: str
    date: str
    time: str
    samples: int
    umid: bytes = b""
    loudness: Loudness = Loudness()
    history: tuple[str, ...] = ()
    version: int = 2


def write_bext(bext: Bext) -> bytes:
    """The contents of the chunk."""
    five = (
        bext.loudness.integrated,
        bext.loudness.range,
        bext.loudness.true_peak,
        bext.loudness.momentary,
        bext.loudness.short_term,
    )
    fields = _FORM.pack(
        fixed(bext.description, 256),
        fixed(bext.originator, 32),
        fixed(bext.reference, 32),
        fixed(bext.date, 10),
        fixed(bext.time, 8),
        bext.samples,
        bext.version,
        bext.umid,
        *map(_hundredths, five),
    )
    return even(fields + "".join(f"{line}\r\n" for line in bext.history).encode("ascii"))


def read_bext(raw: bytes) -> Bext:
    """Read the contents of the chunk. Raises ValueError where it is too short."""
    if len(raw) < SIZE:
        raise ValueError("the chunk is too short")
    description, originator, reference, date, time, samples, version, umid, *five = _FORM.unpack(raw[:SIZE])
    return Bext(
        unfixed(description),
        unfixed(originator),
        unfixed(reference),
        unfixed(date),
        unfixed(time),
        samples,
        umid if any(umid) else b"",
        # Version 1 has zeros where version 2 has the loudness (Tech 3285, 2.4).
        Loudness(*map(_value, five)) if version >= 2 else Loudness(),
        tuple(line for line in unfixed(raw[SIZE:]).split("\r\n") if line),
        version,
    )


def _hundredths(value: float | None) -> int:
    """A half is rounded away from zero, as the standard's formula has it."""
    if value is None or abs(value) > _MOST:
        return UNKNOWN
    return int(value * 100 + (0.5 if value >= 0 else -0.5))


def _value(hundredths: int) -> float | None:
    return None if hundredths == UNKNOWN else hundredths / 100
