"""What MPEG-2 pictures say of themselves, from the first bytes of each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from newscast.base.timecode import frames_in_a_day, parse_time, timecode_of
from newscast.qc.delivered.reading.codes import COLORS
from newscast.wrappers.mpeg2.headers import Mpeg2Error, PictureHead, picture_head
from newscast.wrappers.mpeg2.sequence import SequenceHead, sequence_head
from newscast.wrappers.mpeg2.user_data import afd_in
from newscast.wrappers.octets import Octets

_READ, _READ_LONG = 512, 16384
"""Bytes from a picture's first in which all its headers are, but where much user data stands among them."""
_VARIES = 0xFFFF
"""What a picture says of its decoder's buffer where the bit rate varies (ISO/IEC 13818-2, 6.3.9)."""


def read(data: Octets, places: Sequence[tuple[int, int]], rate: Fraction | None) -> dict[str, Any]:
    """The facts of the pictures that lie from byte to byte, by name; none where the first is no MPEG-2."""
    heads, sequences = [], []
    try:
        for start, end in places:
            head, raw = _head(data, start, end)
            heads.append(head)
            if head.sequence:
                sequences.append(sequence_head(raw))
    except Mpeg2Error:
        if not heads:
            return {}
        raise
    if not heads or not heads[0].sequence:
        return {}
    return {"codec": "mpeg2", **_sequence(sequences), **_scan(sequences[0], heads), **_groups(heads, rate)}


def _head(data: Octets, start: int, end: int) -> tuple[PictureHead, bytes]:
    raw = bytes(data[start : min(end, start + _READ)])
    try:
        return picture_head(raw), raw
    except Mpeg2Error:
        raw = bytes(data[start : min(end, start + _READ_LONG)])
        return picture_head(raw), raw


def _sequence(found: Sequence[SequenceHead]) -> dict[str, Any]:
    """What all sequence headers say; a colour that is not the same in all of them is nothing."""
    first = found[0]
    colors = first.colors if first.colors and all(each.colors == first.colors for each in found) else None
    return {
        "size": f"{first.width}x{first.height}",
        "aspect": first.aspect,
        "coded_rate": str(first.rate),
        "profile": first.profile,
        "level": first.level,
        "chroma": first.chroma,
        "declared_bit_rate": first.bit_rate,
        "sequences_equal": len(set(found)) == 1,
        "colors": [COLORS.get(code) for code in colors] if colors else None,
    }


def _scan(sequence: SequenceHead, heads: Sequence[PictureHead]) -> dict[str, Any]:
    """Which field comes first, if all pictures say the same; and which part of the picture matters, likewise."""
    firsts, afds = {head.top_first for head in heads}, {afd_in(head) for head in heads}
    order = "mixed" if len(firsts) > 1 else "tff" if firsts == {True} else "bff"
    return {
        "scan": "progressive" if sequence.progressive else order,
        "coded_afd": afds.pop() if len(afds) == 1 else None,
    }


def _groups(heads: Sequence[PictureHead], rate: Fraction | None) -> dict[str, Any]:
    starts = [number for number, head in enumerate(heads) if head.group]
    gaps = [after - before for before, after in zip(starts, [*starts[1:], len(heads)], strict=True)]
    groups = [head.group for head in heads if head.group]
    runs = [len(list(run)) for coding, run in groupby(head.coding for head in heads) if coding == "B"]
    return {
        "gop": max(gaps, default=0),
        # The last group ends where the programme does.
        "shortest_gop": min(gaps[:-1], default=max(gaps, default=0)),
        "closed": bool(starts) and starts[0] == 0 and all(group.closed and not group.broken for group in groups),
        "b_frames": max(runs, default=0),
        "constant": all(head.delay != _VARIES for head in heads),
        "gop_timecode": groups[0].timecode if groups else None,
        "gop_timecodes_follow": rate is not None and _follow(starts, heads, rate),
    }


def _follow(starts: Sequence[int], heads: Sequence[PictureHead], rate: Fraction) -> bool:
    """Whether every group's time code is so many frames after the first as its first picture is."""
    groups = [group for at in starts if (group := heads[at].group)]
    if not groups:
        return False
    drop, day = groups[0].drop, frames_in_a_day(rate, groups[0].drop)
    first = parse_time(groups[0].timecode).frames(rate)
    return all(
        group.timecode == timecode_of((first + at) % day, rate, drop) for at, group in zip(starts, groups, strict=True)
    )
