"""What an MPEG transport stream says of itself, from the heads of its packets (ISO/IEC 13818-1)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKET = 188
_SYNC = 0x47
_CLOCK = 27_000_000
"""Hz of the programme clock."""
_WRAP = (1 << 33) * 300
_NULL = 0x1FFF
_AT_ONCE = 1 << 18
"""Packets looked at in one go: 49 MB."""


@dataclass(frozen=True)
class Elementary:
    """A stream of the programme: its packet identifier, its type (13818-1 table 2-34), its language if it has one."""

    pid: int
    kind: int
    language: str = ""


@dataclass(frozen=True)
class Transport:
    """`tables` and `maps` are seconds between two PATs and PMTs at most, `clock` between two clock references; None
    where there are fewer than two. `rate` in bit/s over the whole file, `uneven` the largest share by which the rate
    between two clock references differs from it; `lost` counts packets whose counter does not follow."""

    packets: int
    synchronised: bool
    streams: tuple[Elementary, ...]
    tables: float | None
    maps: float | None
    clock: float | None
    rate: int
    uneven: float
    lost: int
    entries: float | None
    """Seconds between two pictures at which a receiver may enter, at most."""
    unclear: int
    """Packets that are marked as damaged, or as scrambled (2.4.3.2)."""


def read_transport(path: Path) -> Transport:
    """Look at the head of every packet; raises ValueError where there are none."""
    import numpy as np

    heads = _heads(path)
    if not len(heads):
        raise ValueError("no packets")
    pid = (heads[:, 1].astype(np.int32) & 0x1F) << 8 | heads[:, 2]
    begins = heads[:, 1] & 0x40 != 0
    clocks, at = _clocks(heads, pid)
    seconds = np.interp(np.arange(len(heads)), at, clocks / _CLOCK) if len(at) > 1 else None
    map_pid, streams = _programme(path, pid, begins)
    rate, uneven = _rate(clocks, at)
    entries = _entries(heads, pid, {each.pid for each in streams})
    return Transport(
        len(heads),
        bool((heads[:, 0] == _SYNC).all()) and path.stat().st_size % PACKET == 0,
        streams,
        _longest(seconds, np.flatnonzero((pid == 0) & begins)),
        _longest(seconds, np.flatnonzero((pid == map_pid) & begins)),
        float(np.diff(clocks).max() / _CLOCK) if len(clocks) > 1 else None,
        rate,
        uneven,
        _lost(heads, pid),
        _longest(seconds, entries),
        int((heads[:, 1] & 0x80 | heads[:, 3] & 0xC0).astype(bool).sum()),
    )


def _heads(path: Path) -> Any:
    """The first twelve bytes of every packet."""
    import numpy as np

    pieces = []
    with path.open("rb") as file:
        while len(raw := file.read(PACKET * _AT_ONCE)) >= PACKET:
            whole = np.frombuffer(raw, np.uint8, len(raw) // PACKET * PACKET)
            pieces.append(whole.reshape(-1, PACKET)[:, :12].copy())
    return np.concatenate(pieces) if pieces else np.empty((0, 12), np.uint8)


def _clocks(heads: Any, pid: Any) -> tuple[Any, Any]:
    """The clock references of the first stream that has some, unwrapped, and the numbers of their packets."""
    import numpy as np

    has = (heads[:, 3] & 0x20 != 0) & (heads[:, 4] >= 7) & (heads[:, 5] & 0x10 != 0)
    at = np.flatnonzero(has)
    at = at[pid[at] == pid[at[0]]] if len(at) else at
    raw = heads[at, 6:12].astype(np.int64)
    base = raw[:, 0] << 25 | raw[:, 1] << 17 | raw[:, 2] << 9 | raw[:, 3] << 1 | raw[:, 4] >> 7
    clock = base * 300 + ((raw[:, 4] & 1) << 8 | raw[:, 5])
    back = np.concatenate([[0], np.cumsum(np.diff(clock) < -_WRAP // 2)]) if len(clock) else 0
    return clock + back * _WRAP, at


def _rate(clocks: Any, at: Any) -> tuple[int, float]:
    import numpy as np

    if len(at) < 2 or clocks[-1] <= clocks[0]:
        return 0, 1.0
    bits = np.diff(at) * PACKET * 8
    ticks = np.maximum(np.diff(clocks), 1)
    whole = bits.sum() * _CLOCK / (clocks[-1] - clocks[0])
    return round(whole), float(np.abs(bits * _CLOCK / ticks / whole - 1).max())


def _lost(heads: Any, pid: Any) -> int:
    """Packets with a payload whose counter is not the next one of their stream; one may come twice."""
    import numpy as np

    lost = 0
    carries = heads[:, 3] & 0x10 != 0
    for stream in np.unique(pid[pid != _NULL]):
        counters = heads[carries & (pid == stream), 3] & 0xF
        steps = (counters[1:].astype(np.int16) - counters[:-1]) % 16
        lost += int((steps > 1).sum())
    return lost


def _entries(heads: Any, pid: Any, streams: set[int]) -> Any:
    """The packets of the first stream with pictures, as far as the head tells, at which a receiver may enter."""
    import numpy as np

    clocked = (heads[:, 3] & 0x20 != 0) & (heads[:, 4] > 0) & (heads[:, 5] & 0x40 != 0)
    pictures = clocked & (pid == min(streams)) if streams else clocked
    return np.flatnonzero(pictures)


def _longest(seconds: Any, at: Any) -> float | None:
    """Between two packets of these."""
    import numpy as np

    return None if seconds is None or len(at) < 2 else float(np.diff(seconds[at]).max())


def _programme(path: Path, pid: Any, begins: Any) -> tuple[int, tuple[Elementary, ...]]:
    """The identifier of the first programme's map, and the streams in it, from their first sections."""
    import numpy as np

    def section(stream: int) -> bytes:
        found = np.flatnonzero((pid == stream) & begins)
        if not len(found):
            return b""
        with path.open("rb") as file:
            file.seek(int(found[0]) * PACKET)
            packet = file.read(PACKET)
        start = 4 + (1 + packet[4] if packet[3] & 0x20 else 0)
        payload = packet[start + 1 + packet[start] :]
        return payload[: 3 + (int.from_bytes(payload[1:3], "big") & 0xFFF)]

    table = section(0)[8:-4]
    programmes = [int.from_bytes(table[at + 2 : at + 4], "big") & 0x1FFF for at in range(0, len(table) - 3, 4)]
    if not programmes:
        return -1, ()
    return programmes[0], tuple(_streams(section(programmes[0])))


def _streams(section: bytes) -> list[Elementary]:
    found: list[Elementary] = []
    at = 12 + (int.from_bytes(section[10:12], "big") & 0xFFF)
    while at + 5 <= len(section) - 4:
        kind, pid = section[at], int.from_bytes(section[at + 1 : at + 3], "big") & 0x1FFF
        length = int.from_bytes(section[at + 3 : at + 5], "big") & 0xFFF
        found.append(Elementary(pid, kind, _language(section[at + 5 : at + 5 + length])))
        at += 5 + length
    return found


def _language(descriptors: bytes) -> str:
    """Of the ISO 639 language descriptor (13818-1, 2.6.18)."""
    at = 0
    while at + 2 <= len(descriptors):
        tag, length = descriptors[at], descriptors[at + 1]
        if tag == 0x0A:
            return descriptors[at + 2 : at + 5].decode("latin-1")
        at += 2 + length
    return ""
