"""What controls a decoder of CEA-608, for the first channel of the first field (CC1); CTA-608-E, tables 51 to 53."""

from __future__ import annotations

from newscast.captions.line21.characters import Pair

ROWS, COLUMNS = 15, 32
"""Of the grid on which captions stand. It fills the middle four fifths of the picture, across and down."""
NOTHING: Pair = (0, 0)
"""What is sent with a picture with which there is nothing to send."""
LOAD: Pair = (0x14, 0x20)
"""Resume caption loading (RCL): what follows is written where nobody sees it."""
ERASE: Pair = (0x14, 0x2C)
"""Erase displayed memory (EDM): the caption that is seen goes."""
ERASE_LOADED: Pair = (0x14, 0x2E)
"""Erase non-displayed memory (ENM)."""
FLIP: Pair = (0x14, 0x2F)
"""End of caption (EOC): what was written is seen, and what was seen can be written over."""
STEP = 4
"""Columns from one place where a row can begin to the next; tabs reach those between."""
_ROW_CODES: tuple[Pair, ...] = (
    (0x11, 0x40),
    (0x11, 0x60),
    (0x12, 0x40),
    (0x12, 0x60),
    (0x15, 0x40),
    (0x15, 0x60),
    (0x16, 0x40),
    (0x16, 0x60),
    (0x17, 0x40),
    (0x17, 0x60),
    (0x10, 0x40),
    (0x13, 0x40),
    (0x13, 0x60),
    (0x14, 0x40),
    (0x14, 0x60),
)
"""The first white, unindented preamble of each row (PAC), row 1 first."""
_INDENT = 0x10


def preamble(row: int, column: int) -> Pair:
    """Where what follows is written, in white: `row` from 1, `column` from 0 and a multiple of STEP."""
    first, second = _ROW_CODES[row - 1]
    return first, second + _INDENT + column // STEP * 2


def place_of(pair: Pair) -> tuple[int, int] | None:
    """The row and column of a preamble; None for any other pair. Colours and italics begin in column 0."""
    first, second = pair
    if not 0x10 <= first <= 0x17 or second < 0x40:
        return None
    base = first, 0x40 if first == 0x10 else second & 0x60
    attributes = second & 0x1F
    column = (attributes - _INDENT) // 2 * STEP if attributes >= _INDENT else 0
    return _ROW_CODES.index(base) + 1, column


def tab_of(pair: Pair) -> int:
    """By how many columns a tab moves on; 0 for any other pair."""
    return pair[1] - 0x20 if pair[0] == 0x17 and 0x21 <= pair[1] <= 0x23 else 0


def with_parity(pair: Pair) -> Pair:
    """Each byte with a highest bit that makes the number of ones odd."""
    first, second = (byte | 0x80 if byte.bit_count() % 2 == 0 else byte for byte in pair)
    return first, second


def is_whole(pair: Pair) -> bool:
    """Whether both bytes have odd parity."""
    return all(byte.bit_count() % 2 for byte in pair)
