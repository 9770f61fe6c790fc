"""The report of a prepared take: the findings of its chain, in a chunk of its own behind the samples of its WAV.

So there is no prepared take without its report, and no report of another one.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path

from newscast.base.canonical import canonical_json
from newscast.sound.chain.finding import Finding, finding_of
from newscast.sound.wav import open_wav

CHUNK = b"voch"
"""The chunk's name: the report is a list of findings in JSON, UTF-8."""
_LIMIT = 0xFFFFFFFF
_RF64_SIZE = 20
"""Where an RF64 that WavWriter wrote has its whole size."""


def write_report(take: Path, findings: Sequence[Finding]) -> None:
    """Put the report behind the samples of a WAV that WavWriter wrote, in the order in which the stages acted."""
    body = canonical_json([finding.told() for finding in findings]).encode()
    with take.open("r+b") as file:
        long = file.read(4) == b"RF64"
        file.seek(0, 2)
        file.write(CHUNK + struct.pack("<I", len(body)) + body + bytes(len(body) % 2))
        size = file.tell() - 8
        file.seek(_RF64_SIZE if long else 4)
        file.write(struct.pack("<Q", size) if long else struct.pack("<I", min(size, _LIMIT)))


def read_report(take: Path) -> tuple[Finding, ...]:
    """The findings of a prepared take; none for a WAV that has no report."""
    wav = open_wav(take)
    end = wav.data + wav.samples * wav.channels * (wav.bits // 8)
    with take.open("rb") as file:
        file.seek(end + end % 2)
        while len(head := file.read(8)) == 8:
            name, size = head[:4], struct.unpack("<I", head[4:])[0]
            body = file.read(size + size % 2)[:size]
            if name == CHUNK:
                return tuple(finding_of(told) for told in json.loads(body))
    return ()
