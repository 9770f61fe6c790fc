"""What a viewer's decoder makes of pairs of bytes: captions on the grid. It shares no code with what wrote them.

It reads the first channel of the first field, in all three ways of CTA-608-E that show something: pop-on, roll-up and
paint-on, so that what was not meant is seen too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newscast.captions.line21.characters import Pair
from newscast.captions.line21.codes import COLUMNS, ROWS, is_whole, place_of, tab_of
from newscast.captions.line21.model import PopOn

_BASIC = {**{code: chr(code) for code in range(0x20, 0x80)}, 0x27: "'", 0x2A: "á", 0x5C: "é", 0x5E: "í", 0x5F: "ó"}
_BASIC |= {0x60: "ú", 0x7B: "ç", 0x7C: "÷", 0x7D: "Ñ", 0x7E: "ñ", 0x7F: "█"}
_TWO_BYTES = {
    0x11: "®°½¿™¢£♪à\u00a0èâêîôû",
    0x12: "ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»",
    0x13: "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘",
}
_Grid = dict[tuple[int, int], str]
"""Signs by row and column."""


class UnreadableError(ValueError):
    """What a decoder would not show as it was meant; the text, in English, says why."""


@dataclass
class _Decoder:
    """`seen` and `hidden` are the two memories; `row` and `column` are where the next sign goes."""

    seen: _Grid = field(default_factory=dict)
    hidden: _Grid = field(default_factory=dict)
    row: int = ROWS
    column: int = 0
    unseen: bool = False
    """Whether signs go where nobody sees them."""
    last: Pair | None = None
    """What controlled, where it was the last that was sent."""

    def take(self, pair: Pair) -> None:
        """Read one pair, without parity."""
        first, second = pair
        again, self.last = pair == self.last, None
        if first in range(0x10, 0x20):
            if not again:
                self.last = pair
                self._control(pair)
        elif first or second:
            for byte in (first, second):
                if byte >= 0x20:
                    self._write(_BASIC[byte])

    def _control(self, pair: Pair) -> None:
        first, second = pair
        if first > 0x17:
            raise UnreadableError(f"{first:02x}{second:02x} is of another channel")
        if first == 0x11 and second in range(0x30, 0x40):
            self._write(_TWO_BYTES[first][second - 0x30])
        elif first in (0x12, 0x13) and second in range(0x20, 0x40):
            self.column = max(self.column - 1, 0)
            self._write(_TWO_BYTES[first][second - 0x20])
        elif place := place_of(pair):
            self.row, self.column = place
        elif tab := tab_of(pair):
            self.column = min(self.column + tab, COLUMNS - 1)
        elif first == 0x14 and second in range(0x20, 0x30):
            self._command(second)
        elif not (first == 0x11 and second in range(0x20, 0x30)):
            raise UnreadableError(f"{first:02x}{second:02x} is no code")

    def _command(self, second: int) -> None:
        if second in (0x20, 0x2F):
            self.unseen = True
        elif second in (0x25, 0x26, 0x27, 0x29):
            self.unseen = False
        if second == 0x2F:
            self.seen, self.hidden = self.hidden, self.seen
        elif second == 0x2C:
            self.seen = {}
        elif second == 0x2E:
            self.hidden = {}

    def _write(self, sign: str) -> None:
        memory = self.hidden if self.unseen else self.seen
        memory[self.row, min(self.column, COLUMNS - 1)] = sign
        self.column += 1


def read(pairs: Iterable[tuple[int, Pair]], frames: int) -> Iterator[PopOn]:
    """The captions of a programme of so many frames, from the pairs of its frames, with parity, ascending.

    Raises UnreadableError for a pair that a decoder throws away, or that means nothing in the first channel.
    """
    decoder = _Decoder()
    shown, since = tuple[PopOn, ...](), 0
    for frame, pair in pairs:
        if not is_whole(pair):
            raise UnreadableError(f"the parity of frame {frame} is wrong")
        decoder.take((pair[0] & 0x7F, pair[1] & 0x7F))
        now = tuple(_captions(decoder.seen))
        if now != shown:
            yield from _lasting(shown, since, frame)
            shown, since = now, frame
    yield from _lasting(shown, since, frames)


def _captions(grid: _Grid) -> Iterator[PopOn]:
    """What stands on the grid, as one caption for each run of rows; times are filled in later."""
    rows = sorted({row for row, _column in grid})
    while rows:
        size = next((at for at in range(1, len(rows)) if rows[at] != rows[0] + at), len(rows))
        block, rows = rows[:size], rows[size:]
        left = min(column for row, column in grid if row in block)
        yield PopOn(0, 0, block[0], left, tuple(_line(grid, row, left) for row in block))


def _line(grid: _Grid, row: int, left: int) -> str:
    last = max(column for each, column in grid if each == row)
    return "".join(grid.get((row, column), " ") for column in range(left, last + 1)).rstrip()


def _lasting(shown: Iterable[PopOn], start: int, end: int) -> Iterator[PopOn]:
    for each in shown:
        yield PopOn(start, end, each.row, each.column, each.lines)
