"""What a rundown of the day is shown from as a table, and the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from newscast.base.timecode import clock
from newscast.review.mending.written_now import WrittenNow
from newscast.review.today.built_times import Built
from newscast.review.today.rows import Badge


@dataclass(frozen=True)
class Given:
    """What a table is made from. `air` in seconds since 1970 and `slot` in seconds are what the rundown says now;
    `now` is the rundown as it is, None while nobody knows; `comments` are how many are open, by slug ("" of those that
    are in no segment); `approved` the deliverables that are, of what was built last."""

    episode: str
    title: str
    air: float | None
    slot: float | None
    zone: tzinfo | None
    now: WrittenNow | None
    built: Built | None
    comments: Mapping[str, int] = field(default_factory=dict)
    approved: frozenset[str] = frozenset()
    may_edit: bool = False

    @property
    def is_built(self) -> bool:
        """Whether what was built last was made from the rundown as it is now."""
        built, now = self.built, self.now
        return bool(built and now and not built.outdated and built.sha256 == now.sha256)


@dataclass(frozen=True)
class Line:
    """A segment in the table. `index` is its place in the rundown's list. `keeps` says in words why it cannot be moved;
    `moves` is whether it may be. `lasts` is in seconds, None where that is not known or does not count; `timed` is None
    of what is left out. `address` leads to it, `media` to where its media are brought."""

    index: int
    slug: str
    kind: str
    name: str
    kind_words: str
    floats: bool
    moves: bool
    keeps: str
    lasts: float | None
    estimated: bool
    starts: str = ""
    ends: str = ""
    latest: str = ""
    readers: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    comments: int = 0
    approved: tuple[str, ...] = ()
    address: str = ""
    media: str = ""

    @property
    def lasts_words(self) -> str:
        return "" if self.lasts is None else clock(self.lasts)


@dataclass(frozen=True)
class Trouble:
    """Something that is wrong with the rundown, and where that is mended."""

    text: str
    line: int | None
    address: str


@dataclass(frozen=True)
class Table:
    """A rundown. `waits` is what is not known yet: `all` of it, the `times`, or nothing. `source` says in words where
    the times are from. `file` and `sha256` are what an edit has to carry, "" where nothing may be changed here.
    `begins` are the seconds of the day at which it is on the air, for scripts; None where running times are shown."""

    episode: str
    title: str
    address: str
    lines: tuple[Line, ...]
    waits: str
    source: str
    file: str
    sha256: str
    total: float | None
    slot: float | None
    over: Badge | None
    begins: int | None
    missing: int
    comments: int
    troubles: tuple[Trouble, ...]

    @property
    def slot_words(self) -> str:
        return "" if self.slot is None else clock(self.slot)

    @property
    def total_words(self) -> str:
        return "" if self.total is None else clock(self.total)
