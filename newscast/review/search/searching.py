"""Searching all copy of a newsroom: an index in memory that follows the episode folders.

It is read in a thread of its own, an episode whenever its folder is another one; until that is done a search says how
many episodes it has not seen yet.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock, Thread

from newscast.base.languages.all import language_of
from newscast.document.words import folded
from newscast.episode.folder import DRAFT
from newscast.episode.timeline import LISTING, read_listing
from newscast.review.newsroom.shelf import Shelf, Shelved, ShelvedEdition
from newscast.review.search.passages import Passage, passages_of
from newscast.show.newsroom import OUTPUT
from newscast.show.times import date_meant

MOST_TERMS = 12
_AROUND = 90
"""Letters of a text that are shown on each side of what was found."""


@dataclass(frozen=True)
class Indexed:
    """An episode that can be searched: the edition that was built last, what is known of all of it, its passages."""

    episode: str
    draft: bool
    edition: ShelvedEdition
    about: str
    passages: tuple[Passage, ...]

    def holds(self, term: str) -> bool:
        """Whether a term may be in it: quick, and true more often than it should be."""
        return term in self.about or any(term in passage.plain for passage in self.passages)


@dataclass(frozen=True)
class Piece:
    """A piece of a text that is shown, and whether it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Hit:
    """A passage in which something was found: the frame where it is said or shown, and the text around it."""

    passage: Passage
    frame: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """An episode in which all that was looked for is; `hits` in the order of time, none where only its name or day is
    what was looked for."""

    indexed: Indexed
    hits: tuple[Hit, ...]


@dataclass
class Index:
    """The passages of all episodes of a newsroom."""

    root: Path
    _known: dict[str, Indexed] = field(default_factory=dict)
    _wanted: dict[str, Shelved] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _reading: bool = False
    _followed: Shelf | None = None

    def follow(self, shelf: Shelf) -> None:
        """Have the index become what is on the shelf; a thread reads what is new, and this does not wait for it."""
        with self._lock:
            if shelf is self._followed:
                return
            self._followed = shelf
            for name in [name for name in self._known if name not in shelf.episodes]:
                del self._known[name]
            self._wanted = {name: each for name, each in shelf.episodes.items() if self._is_new(each)}
            if not self._wanted or self._reading:
                return
            self._reading = True
        Thread(target=self._read_all, name="index", daemon=True).start()

    def episodes(self) -> tuple[list[Indexed], int]:
        """Those that can be searched, the newest day first; and how many are still to be read."""
        with self._lock:
            known, left = list(self._known.values()), len(self._wanted)
        return sorted(known, key=lambda each: (each.edition.date, each.episode), reverse=True), left

    def _is_new(self, episode: Shelved) -> bool:
        known = self._known.get(episode.name)
        return episode.newest is not None and (known is None or known.edition is not episode.newest)

    def _read_all(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._reading = False
                    return
                episode = max(self._wanted.values(), key=lambda each: each.date)
            found = self._read(episode)
            with self._lock:
                if self._wanted.get(episode.name) is episode:
                    del self._wanted[episode.name]
                if found:
                    self._known[episode.name] = found

    def _read(self, episode: Shelved) -> Indexed | None:
        edition = episode.newest
        if edition is None:
            return None
        draft = edition is episode.draft
        folder = self.root / OUTPUT / episode.name / (DRAFT if draft else "")
        passages = tuple(passages_of(read_listing(folder / LISTING)))
        return Indexed(episode.name, draft, edition, _about(episode.name, edition, passages), passages)


@cache
def index_of(root: Path) -> Index:
    """The index of this newsroom, one in a process."""
    return Index(root)


def _about(name: str, edition: ShelvedEdition, passages: Iterable[Passage]) -> str:
    """What holds for all of an episode: its names, its day in words, the slugs of its segments."""
    slugs = dict.fromkeys(passage.slug for passage in passages)
    return folded(" ".join([name, edition.title, edition.show, edition.date, *_dates(edition.date), *slugs]))


def _dates(date: str) -> Iterator[str]:
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return
    for code in ("es", "en"):
        yield language_of(code).long_date(day)


def terms_of(asked: str) -> list[str]:
    """What is looked for: words, and what stands in quotes as one, without accents and case."""
    meant = date_meant(asked.strip())
    if meant and re.search(r"\d", asked):
        return [meant.isoformat()]
    parts = re.findall(r"[\"“«]([^\"”»]+)[\"”»]|(\S+)", folded(asked))
    cleaned = (" ".join((quoted or word).split()).strip(" .,;:¿?¡!()[]\"'“”«»") for quoted, word in parts)
    return list(dict.fromkeys(each for each in cleaned if each))[:MOST_TERMS]


def search(episodes: Sequence[Indexed], terms: Sequence[str]) -> list[Found]:
    """The episodes that have every term somewhere, in their order, each with the passages that have one."""
    if not terms:
        return []
    patterns = [_pattern(term) for term in terms]
    candidates = (each for each in episodes if all(each.holds(term) for term in terms))
    return [found for each in candidates if (found := _found(each, patterns))]


def _pattern(term: str) -> re.Pattern[str]:
    """A term as the beginning of a word; numbers are whole."""
    end = r"(?!\d)" if term[-1].isdigit() else ""
    return re.compile(rf"(?<!\w){re.escape(term)}{end}")


def _found(episode: Indexed, patterns: Sequence[re.Pattern[str]]) -> Found | None:
    """Segments that have all terms which the episode's names do not have; all of it where no segment has them alone."""
    rest = [pattern for pattern in patterns if not pattern.search(episode.about)]
    hits = [(passage, matches) for passage in episode.passages if (matches := _matches(passage, patterns))]
    missing = [each for each in rest if not any(each in matched for _passage, matched in hits)]
    if missing:
        return None
    best = _closest(hits, rest or patterns)
    return Found(episode, tuple(_hit(passage, patterns) for passage in best))


def _matches(passage: Passage, patterns: Sequence[re.Pattern[str]]) -> list[re.Pattern[str]]:
    return [pattern for pattern in patterns if pattern.search(passage.plain)]


def _closest(hits: Sequence[tuple[Passage, list[re.Pattern[str]]]], wanted: Sequence[re.Pattern[str]]) -> list[Passage]:
    """The passages with all that is wanted, else those of segments that have it, else all with some of it."""
    whole = [passage for passage, matched in hits if all(each in matched for each in wanted)]
    if whole:
        return whole
    by_slug: dict[str, set[re.Pattern[str]]] = {}
    for passage, matched in hits:
        by_slug.setdefault(passage.slug, set()).update(matched)
    slugs = {slug for slug, matched in by_slug.items() if all(each in matched for each in wanted)}
    return [passage for passage, _matched in hits if not slugs or passage.slug in slugs]


def _hit(passage: Passage, patterns: Sequence[re.Pattern[str]]) -> Hit:
    plain, places = _places(passage.text)
    spans = sorted(match.span() for pattern in patterns for match in pattern.finditer(plain))
    marked = [(places[start], places[end]) for start, end in spans]
    first = marked[0][0] if marked else 0
    return Hit(passage, passage.frame_at(first), tuple(_pieces(passage.text, marked)))


def _places(text: str) -> tuple[str, list[int]]:
    """The text without accents and case, and for every letter of that, and its end, the one it was made from."""
    plain, places = [], []
    for position, letter in enumerate(text):
        made = folded(letter)
        plain.append(made)
        places += [position] * len(made)
    return "".join(plain), [*places, len(text)]


def _pieces(text: str, marked: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The text around what was found first, in pieces."""
    first = marked[0] if marked else (0, 0)
    begin = _word_before(text, first[0] - _AROUND)
    end = _word_after(text, first[1] + _AROUND)
    if begin:
        yield Piece("… ", False)
    at = begin
    for start, stop in _merged(marked):
        if start >= end:
            break
        if start > at:
            yield Piece(text[at:start], False)
        yield Piece(text[start:stop], True)
        at = stop
    yield Piece(text[at:end] + (" …" if end < len(text) else ""), False)


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that do not overlap, from spans in their order."""
    last: tuple[int, int] | None = None
    for span in spans:
        if last and span[0] < last[1]:
            last = (last[0], max(last[1], span[1]))
        else:
            if last:
                yield last
            last = span
    if last:
        yield last


def _word_before(text: str, position: int) -> int:
    return 0 if position <= 0 else text.rfind(" ", 0, position) + 1


def _word_after(text: str, position: int) -> int:
    found = text.find(" ", position) if position < len(text) else -1
    return found if found >= 0 else len(text)
