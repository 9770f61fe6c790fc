"""A storyboard as data: every part of an episode as it will be seen on each canvas, before anything is rendered.

newscast.build.board.storyboard finds it out; the page and the command show it. The stills are results of steps, by key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class BoardProblem:
    """An error or a warning: what is wrong, how to mend it, and its line in `file`, from the newsroom."""

    message: str
    hint: str
    warning: bool
    file: str | None
    line: int | None


@dataclass(frozen=True, kw_only=True)
class BoardFraming:
    """What is seen of a picture at one moment, and why: for its `faces`, because somebody has `written` it, or by the
    `rule` where no face is known.

    `focus` is from the top left of the upright picture, in shares of it, as `seen` are, the width and height that are
    shown around it; `box` is where these stand on the canvas, in shares of that: left, top, width, height. `keys` lead
    to the picture in the rundown, empty where its focus is not written there.
    """

    framed: Literal["faces", "written", "rule"]
    focus: tuple[float, float]
    seen: tuple[float, float]
    box: tuple[float, float, float, float]
    keys: tuple[Any, ...] = ()
    unbarred: bool = False
    """Whether black bars are cut off that were recorded with it."""


@dataclass(frozen=True, kw_only=True)
class BoardStill:
    """A frame, as JPEG. `key` is that of its step in the store; `at` are seconds from the start of its part. `caption`
    is what is to be read at that moment, which the picture shows where it is `burned`; `picture` is the file that is
    seen, or the graphic, and `missing` whether a slate stands for it; `framing` is there of clips and photos."""

    key: str
    at: float
    picture: str
    missing: bool = False
    caption: tuple[str, ...] = ()
    burned: bool = False
    framing: BoardFraming | None = None


@dataclass(frozen=True, kw_only=True)
class BoardText:
    """Words on the screen: the graphic that shows them, from when in the part and for how long, in seconds."""

    graphic: str
    lines: tuple[str, ...]
    at: float
    lasts: float


@dataclass(frozen=True, kw_only=True)
class BoardWords:
    """What is said, and by whom, where that is known."""

    who: str
    text: str


@dataclass(frozen=True, kw_only=True)
class BoardView:
    """A part in one column: when it starts, in seconds from the start of its cut, and how long it is. `changed` is
    whether it says or shows something else than in the version that was built last, None where none was."""

    column: int
    start: float
    lasts: float
    estimated: bool
    changed: bool | None
    stills: tuple[BoardStill, ...]
    texts: tuple[BoardText, ...]
    words: tuple[BoardWords, ...]


@dataclass(frozen=True, kw_only=True)
class BoardPart:
    """A part, in the columns that keep it; none where it cannot be drawn. `file`, from the newsroom, `line` and `keys`
    are where it is written, None and empty where nobody wrote it."""

    kind: str
    file: str | None
    line: int | None
    keys: tuple[Any, ...]
    views: tuple[BoardView, ...]
    problems: tuple[BoardProblem, ...]

    @property
    def changed(self) -> bool:
        """Whether it is another one in any column."""
        return any(view.changed for view in self.views)

    def view(self, column: int) -> BoardView | None:
        """The part in a column, None where it is not kept there."""
        return next((view for view in self.views if view.column == column), None)


@dataclass(frozen=True, kw_only=True)
class BoardSegment:
    """A segment; `title` is a story's headline. One that cannot be read has no slug and no kind."""

    slug: str
    kind: str
    title: str
    file: str | None
    line: int | None
    parts: tuple[BoardPart, ...]
    problems: tuple[BoardProblem, ...]


@dataclass(frozen=True, kw_only=True)
class BoardColumn:
    """Deliverables that show the same. `canvas` is "" for what is only heard; `width` and `height` are those of stills,
    in pixels. `lasts` is in seconds, `over` how much more than the slot that is, where there is one; both are None
    where each story has a cut of its own."""

    names: tuple[str, ...]
    canvas: str
    width: int
    height: int
    lasts: float | None
    over: float | None
    burned: bool


@dataclass(frozen=True, kw_only=True)
class Board:
    """`rundown` is its path from the newsroom, `sha256` the digest of its bytes, `air` when it goes out as ISO 8601 has
    it; `problems` belong to nothing that is shown. `estimated` is whether any time is. Of the segments those are left
    out that are floated."""

    episode: str
    title: str
    language: str
    rundown: str
    air: str | None
    columns: tuple[BoardColumn, ...]
    segments: tuple[BoardSegment, ...]
    problems: tuple[BoardProblem, ...]
    estimated: bool
    sha256: str = ""

    @property
    def stills(self) -> tuple[BoardStill, ...]:
        """All of them, as they stand on the page; those of changed parts are not first."""
        return tuple(
            still for segment in self.segments for part in segment.parts for view in part.views for still in view.stills
        )
