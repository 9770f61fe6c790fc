"""The parameters of an H.264 stream: profile, level, size, scan and colours (ITU-T H.264, 7.3.2.1 and E.1)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_HIGH = {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134}
"""Profiles whose parameters say how colours are sampled."""
_ASPECTS = {1: Fraction(1), 2: Fraction(12, 11), 3: Fraction(10, 11), 4: Fraction(16, 11), 5: Fraction(40, 33)}


@dataclass(frozen=True)
class Parameters:
    """`chroma` is 1 for 4:2:0, 2 for 4:2:2; `colors` are the codes of primaries, transfer and matrix; `full` is full
    range; `aspect` that of a sample. None is what it does not say."""

    profile: int
    level: int
    chroma: int
    bits: int
    width: int
    height: int
    progressive: bool
    aspect: Fraction | None = None
    colors: tuple[int, int, int] | None = None
    full: bool | None = None


def read_config(avcc: bytes) -> Parameters:
    """Of the first parameter set in an AVC configuration record (ISO/IEC 14496-15, 5.3.3.1); ValueError without one."""
    if len(avcc) < 8 or not avcc[5] & 31:
        raise ValueError("no parameters")
    return read_parameters(avcc[8 : 8 + int.from_bytes(avcc[6:8], "big")])


def read_parameters(unit: bytes) -> Parameters:
    """Of a sequence parameter set with the head of its NAL unit. Raises ValueError where it ends too early."""
    bits = _Bits(unit[1:].replace(b"\0\0\3", b"\0\0"))
    profile, _constraints, level = bits.number(8), bits.number(8), bits.number(8)
    bits.golomb()
    chroma, depth = _sampling(bits) if profile in _HIGH else (1, 8)
    bits.golomb()
    _order(bits)
    bits.golomb()
    bits.number(1)
    wide, high = bits.golomb() + 1, bits.golomb() + 1
    progressive = bool(bits.number(1))
    if not progressive:
        bits.number(1)
    bits.number(1)
    left, right, top, bottom = (bits.golomb() for _ in range(4)) if bits.number(1) else (0, 0, 0, 0)
    fields = 1 if progressive else 2
    across, down = (2 if chroma in (1, 2) else 1), (2 if chroma == 1 else 1) * fields
    width, height = wide * 16 - across * (left + right), high * 16 * fields - down * (top + bottom)
    aspect, colors, full = _usability(bits) if bits.number(1) else (None, None, None)
    return Parameters(profile, level, chroma, depth, width, height, progressive, aspect, colors, full)


def _sampling(bits: _Bits) -> tuple[int, int]:
    chroma = bits.golomb()
    if chroma == 3:
        bits.number(1)
    depth = 8 + bits.golomb()
    bits.golomb()
    bits.number(1)
    if bits.number(1):
        raise ValueError("scaling matrices are not read")
    return chroma, depth


def _order(bits: _Bits) -> None:
    kind = bits.golomb()
    if kind == 0:
        bits.golomb()
    elif kind == 1:
        bits.number(1)
        bits.golomb()
        bits.golomb()
        for _ in range(bits.golomb()):
            bits.golomb()


def _usability(bits: _Bits) -> tuple[Fraction | None, tuple[int, int, int] | None, bool | None]:
    aspect, colors, full = None, None, None
    if bits.number(1):
        code = bits.number(8)
        wide = (bits.number(16), bits.number(16)) if code == 255 else None
        aspect = Fraction(wide[0], wide[1] or 1) if wide else _ASPECTS.get(code)
    if bits.number(1):
        bits.number(1)
    if bits.number(1):
        bits.number(3)
        full = bool(bits.number(1))
        if bits.number(1):
            colors = (bits.number(8), bits.number(8), bits.number(8))
    return aspect, colors, full


class _Bits:
    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = int.from_bytes(raw, "big"), len(raw) * 8

    def number(self, count: int) -> int:
        self._at -= count
        if self._at < 0:
            raise ValueError("the parameters end too early")
        return self._raw >> self._at & ((1 << count) - 1)

    def golomb(self) -> int:
        """An unsigned Exp-Golomb number (9.1)."""
        zeros = 0
        while not self.number(1):
            zeros += 1
        return (1 << zeros) - 1 + self.number(zeros)
