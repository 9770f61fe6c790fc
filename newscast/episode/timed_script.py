"""A script as it is read: part by part, who says what, when and for how long, with its cues; before anything is built.

newscast.build.beside.timing_script finds it out; the page and the command show it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

READ = ("read", "vo", "headline")
"""Kinds of parts that somebody reads aloud."""


@dataclass(frozen=True, kw_only=True)
class ScriptSuper:
    """A text over the picture, `at` seconds from the start of its part."""

    at: float
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ScriptReader:
    """Somebody who reads or speaks, by the short name that rundowns use; "" for one that nobody has named."""

    who: str
    name: str
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class ScriptPart:
    """A part: `text` is what is said, `aloud` the same as it is said, numbers and abbreviations in words.

    `start` counts in seconds from the start of the programme. `how` is as in newscast.episode.checked, "" where nobody
    is heard. `file` is the name of what is played; `pictures` what is seen meanwhile, files and graphics by their
    names; `shown` the texts of a card. `keys` lead to it in the rundown; those and `line` are None and empty for what
    nobody wrote.
    """

    kind: str
    start: float
    lasts: float
    estimated: bool
    who: str = ""
    text: str = ""
    aloud: str = ""
    how: str = ""
    file: str = ""
    supers: tuple[ScriptSuper, ...] = ()
    pictures: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    line: int | None = None
    digest: str = ""

    @property
    def is_read(self) -> bool:
        """Whether somebody reads it aloud from the script."""
        return self.kind in READ and bool(self.text)

    @property
    def pace(self) -> int | None:
        """Words a minute; None for what is not read."""
        words = len(self.aloud.split())
        return round(words * 60 / self.lasts) if self.is_read and words and self.lasts > 0 else None

    def first_words(self, count: int = 8) -> str:
        """The words with which it begins; all where there are not many more."""
        said = self.text.split()
        return self.text if len(said) <= count + 2 else " ".join([*said[:count], "…"])

    def last_words(self, count: int = 8) -> str:
        """The words with which it ends; all where there are not many more."""
        said = self.text.split()
        return self.text if len(said) <= count + 2 else " ".join(["…", *said[-count:]])

    def shortened(self, count: int = 5) -> str:
        """How it begins and ends."""
        said = self.text.split()
        return self.text if len(said) <= 2 * count + 2 else " ".join([*said[:count], "…", *said[-count:]])


@dataclass(frozen=True, kw_only=True)
class ScriptedSegment:
    """A segment that is kept; `title` is a story's headline, `name` that of a break."""

    slug: str
    kind: str
    title: str
    department: str
    start: float
    lasts: float
    estimated: bool
    line: int | None
    parts: tuple[ScriptPart, ...]


@dataclass(frozen=True, kw_only=True)
class TimedScript:
    """The script of one cut, that of `deliverable`. `air` is when it goes out, as ISO 8601 has it; `over` are the
    seconds it is over the `slot`, less than 0 where some are left. `readers` are all who are heard, in their order."""

    episode: str
    title: str
    date: str
    language: str
    rundown: str
    sha256: str
    deliverable: str
    air: str | None
    lasts: float
    slot: float | None
    over: float | None
    readers: tuple[ScriptReader, ...]
    segments: tuple[ScriptedSegment, ...]

    def reader(self, who: str) -> ScriptReader | None:
        """Whoever has that short name, or that name, in whatever capitals; or is the only one whose name begins so."""
        named = who.casefold()
        exact = [each for each in self.readers if named in (each.who.casefold(), each.name.casefold())]
        begun = [each for each in self.readers if each.name.casefold().startswith(f"{named} ")]
        return next(iter(exact), begun[0] if len(begun) == 1 else None)

    def presenters(self) -> tuple[ScriptReader, ...]:
        """Those of them who read from the script."""
        reading = {part.who for segment in self.segments for part in segment.parts if part.is_read}
        return tuple(each for each in self.readers if each.who in reading)

    def only_read(self) -> TimedScript:
        """With nothing but what is read, and the segments that have some."""
        segments = (replace(each, parts=tuple(p for p in each.parts if p.is_read)) for each in self.segments)
        return replace(self, segments=tuple(each for each in segments if each.parts))
