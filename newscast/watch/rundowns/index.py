"""All rundowns of a newsroom and what each is made from: which of them a saved file touches, and what they lack."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newscast.base.files import is_utf8, printable, told_from
from newscast.base.i18n import _
from newscast.base.status import status_of
from newscast.desk.job import Said
from newscast.desk.ledger import Ledger
from newscast.document.captions import SUFFIXES, tag_in
from newscast.show.newsroom import NEWSROOM, RUNDOWNS, SHOWS
from newscast.watch.noticing.settling import MEDIA
from newscast.watch.noticing.walking import is_rundown, rundowns_below
from newscast.watch.noticing.writers import being_written
from newscast.watch.rundowns.basis import condition_of, files_of, sources_of
from newscast.watch.rundowns.facts import Facts
from newscast.watch.rundowns.register import Register
from newscast.watch.rundowns.remembering import MovingError, Sums

_FOR_OLD_ONES = 0.3
"""Seconds of a full look in which rundowns of the past are read that were not read before."""


@dataclass(frozen=True)
class Look:
    """What a full look found: episodes by name, files by whole path.

    touched   new, or something that they are made from changed; at the first look every one that is open
    gone      their rundown was deleted
    moving    files that changed a moment ago and may not be whole: they are to settle like those that events tell of
    away      the rundowns are not there at all, as when a disk is unplugged: nothing was looked at, nothing is gone
    """

    touched: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    moving: tuple[Path, ...] = ()
    away: bool = False


class Index:
    """The episodes of a newsroom, by name. Files are read when they are told of as saved, or at a full look.

    It belongs to the thread that the ledger belongs to. Methods raise MachineError where the disk refuses. Where there
    is somebody to `wake`, big media are read by another thread: see `ready`.
    """

    def __init__(
        self,
        root: Path,
        ledger: Ledger,
        clock: Callable[[], float] = time.time,
        wake: Callable[[], None] | None = None,
    ) -> None:
        self._typed = Path(os.path.normpath(root.absolute()))
        self._root = Path(os.path.realpath(root))
        self._clock = clock
        self._sums = Sums(ledger, self._root, clock, wake)
        self._register = Register(self._root, ledger, self._sums, clock)
        self._given: dict[str, str] = {}
        self._waiting: set[str] = set()
        self._misnamed: list[str] = []
        self._began = False

    def episodes(self) -> Iterable[str]:
        """The names of all."""
        return tuple(self._register.known)

    def refused(self) -> tuple[Said, ...]:
        """What is wrong with rundowns that are left aside: another one has the name of their episode, or theirs is not
        UTF-8."""
        return (*self._register.refused.values(), *map(_misnamed, self._misnamed))

    def facts(self, episode: str) -> Facts | None:
        """What is known of an episode; None where there is no rundown of it."""
        known = self._register.known.get(episode)
        if known is None:
            return None
        if not known.read:
            self._register.read(episode)
        return self._register.known[episode].facts

    def airing(self, now: float, within: float) -> list[tuple[str, float]]:
        """The episodes that go on the air within so many seconds, and when, in seconds since 1970."""
        airs = ((name, known.facts.air) for name, known in self._register.known.items())
        return [(name, air) for name, air in airs if air is not None and now <= air <= now + within]

    def missing(self, episode: str) -> tuple[str, ...]:
        """The media of an episode that are not there, from the newsroom's folder."""
        return self._register.missing(episode)

    def frozen(self, episode: str, now: float) -> bool:
        """Whether an episode went out before the day of `now`, and was not saved on that day either."""
        return self._register.frozen(episode, now)

    def ready(self, episode: str) -> bool:
        """Whether the sources of an episode can be told at once. Where big media have to be read first, that begins;
        `wake` is called when one is, and the next `saved`, also of nothing, gives the episode when all are."""
        ready = self._sums.ready(files_of(self._register.known[episode].facts, self._root))
        (self._waiting.discard if ready else self._waiting.add)(episode)
        return ready

    def sources(self, episode: str) -> str:
        """A digest of all that an episode is made from: of bytes, found again by the status of their files."""
        digest = self._sources(episode)
        self._sums.save()
        return digest

    def asked_for(self, episode: str) -> str | None:
        """The same, to ask for a build of what its facts say; a full look tells of it again when there are others.

        None where the facts are not of these bytes: something was saved since they were read. The next `saved`, also of
        nothing, reads them and gives the episode.
        """
        digest = self.sources(episode)
        if not self._register.holds(episode):
            self._waiting.add(episode)
            return None
        self._given[episode] = digest
        return digest

    def unchanged_since(self, episode: str, when: float) -> bool:
        """Whether nothing that an episode is made from was changed after a moment, in seconds since 1970."""
        return all(
            (status := status_of(self._root / path)) is None or max(status[1:3]) / 1e9 <= when
            for path in files_of(self._register.known[episode].facts, self._root)
        )

    def saved(self, paths: Iterable[Path]) -> set[str]:
        """The episodes that these settled files touch, or that are gone with them, and then have no facts.

        Of the kit and the newsroom's file those that are open, of others all that name them. What is known of them is
        refreshed.
        """
        paths, touched = list(paths), set[str]()
        opened = self._register.open() if paths else set[str]()
        for path in paths:
            touched |= self._touched(self._told(Path(os.path.normpath(path.absolute()))), opened)
        touched |= {name for name in list(self._waiting) if self._can_be_read(name) and self.ready(name)}
        self._register.refresh(touched, doubting=bool(paths))
        self._sums.save()
        self._register.save()
        return touched

    def look(self) -> Look:
        """A full look at the rundowns, and at all that open episodes are made from."""
        named = rundowns_below(self._root / RUNDOWNS, self._root, misnamed=True)
        found = [path for path in named if is_utf8(Path(path))]
        self._misnamed = [path for path in named if not is_utf8(Path(path))]
        if self._is_away(found):
            return Look(away=True)
        self._register.set_zone()
        moving: set[str] = set()
        lost = self._drop_lost(found)
        taken = self._take_all(found, moving)
        self._read_old_ones()
        opened = self._register.open()
        self._register.refresh(opened, doubting=self._began)
        touched = lost | taken | (self._changed(opened, moving) if self._began else opened)
        self._began = True
        self._forget(found, opened)
        gone = frozenset(name for name in lost if name not in self._register.known)
        return Look(frozenset(touched - gone), gone, tuple(self._root / path for path in sorted(moving)))

    def _can_be_read(self, episode: str) -> bool:
        """Whether an episode is there whose rundown nobody is writing: that would be another one at every look."""
        known = self._register.known.get(episode)
        return known is not None and not being_written([self._root / known.facts.path])

    def _told(self, path: Path) -> str:
        """A path from the newsroom's folder, the links in it not resolved."""
        inside = path.is_relative_to(self._typed)
        return told_from(self._root, self._root / path.relative_to(self._typed) if inside else path)

    def _touched(self, told: str, opened: set[str]) -> set[str]:
        whole = self._root / told
        real = Path(os.path.realpath(whole))
        touched = self._rundowns_saved(told) if told == RUNDOWNS or told.startswith(f"{RUNDOWNS}/") else set()
        if told in (NEWSROOM.as_posix(), NEWSROOM.parent.as_posix()):
            self._register.set_zone()
            touched |= opened
        touched |= self._captioned(told)
        touched |= {name for name in opened if self._is_of_kit(name, whole) or self._is_of_kit(name, real)}
        folder = condition_of(whole) in ("missing", "other")
        names = {told, told_from(self._root, real)}
        return touched.union(*(self._register.naming.of(name, folder) for name in names))

    def _captioned(self, told: str) -> set[str]:
        """The episode beside whose rundown a caption file lies, also one that it does not know of yet."""
        path = PurePosixPath(told)
        if path.suffix.lower() not in SUFFIXES:
            return set()
        beside = {name for name in self._register.known if tag_in(path.name, name) is not None}
        return {name for name in beside if PurePosixPath(self._register.known[name].facts.path).parent == path.parent}

    def _is_of_kit(self, episode: str, path: Path) -> bool:
        """Whether something is in the kit of an episode, or holds it."""
        known = self._register.known.get(episode)
        if known is None or known.facts.show is None:
            return False
        kit = self._root / SHOWS / known.facts.show
        return any(
            path.is_relative_to(each) or each.is_relative_to(path) for each in (kit, Path(os.path.realpath(kit)))
        )

    def _rundowns_saved(self, told: str) -> set[str]:
        """What is touched where a rundown, or a folder of them, was saved, came or went."""
        if not (self._root / RUNDOWNS).is_dir():
            return set()
        there, now = self._rundowns_at(told), self._clock()
        known = [*self._register.paths(), *self._register.refused]
        inside = [path for path in known if path == told or path.startswith(f"{told}/")]
        touched = {name for path in inside if self._register.is_gone(path) for name in self._register.drop(path)}
        return touched | {name for path in there if (name := self._register.take(path, self._sums.of(path), now))}

    def _rundowns_at(self, told: str) -> list[str]:
        """The rundown at a path, or all in the folder there."""
        whole = self._root / told
        if not is_utf8(whole) and is_rundown(whole, self._root, misnamed=True) and whole.is_file():
            self._misnamed = sorted({*self._misnamed, told})
        if whole.is_dir():
            return rundowns_below(whole, self._root)
        return [told] if is_rundown(whole, self._root) and condition_of(whole) not in ("missing", "other") else []

    def _is_away(self, found: list[str]) -> bool:
        """Whether no rundown is there any more: rather a disk that was unplugged than that somebody deleted all."""
        before = list(self._register.paths())
        if found or not (before or self._register.remembered):
            return False
        return not (self._root / RUNDOWNS).is_dir() or (len(before) > 1 and all(map(self._register.is_gone, before)))

    def _drop_lost(self, found: list[str]) -> set[str]:
        there = set(found)
        before = [path for path in [*self._register.paths(), *self._register.refused] if path not in there]
        return {name for path in before if self._register.is_gone(path) for name in self._register.drop(path)}

    def _take_all(self, found: list[str], moving: set[str]) -> set[str]:
        """Know all rundowns with the bytes they have now: the episodes that are new or were saved."""
        touched = set()
        remembered = set(self._register.remembered)
        # Of two with one name the one that had it before keeps it.
        for path in sorted(found, key=lambda each: (each not in remembered, each)):
            try:
                digest = self._sums.of(path, MEDIA if self._began else 0.0)
            except MovingError:
                moving.add(path)
                continue
            known = self._register.known.get(PurePosixPath(path).stem)
            if known and (known.facts.path, known.facts.sha256) == (path, digest):
                continue
            # What was there before anybody looked is as old as its file says.
            came = self._began or path in remembered
            episode = self._register.take(path, digest, self._clock() if came else 0.0)
            if episode and not came:
                self._register.skim(episode)
            touched |= {episode} if episode else set()
        return touched if self._began else set()

    def _changed(self, opened: Iterable[str], moving: set[str]) -> set[str]:
        """Those that are made from something else than when their sources were last asked for."""
        changed = set()
        for episode in opened:
            try:
                if self.ready(episode) and self._sources(episode, MEDIA) != self._given.get(episode):
                    changed.add(episode)
            except MovingError as error:
                moving.add(str(error))
        return changed

    def _sources(self, episode: str, still: float = 0.0) -> str:
        return sources_of(self._register.known[episode].facts, self._root, self._sums, still)

    def _read_old_ones(self) -> None:
        """Some of the rundowns of the past that were never read, so that those are found that name a medium."""
        end = time.monotonic() + _FOR_OLD_ONES
        for episode in [name for name, known in self._register.known.items() if not known.read] if self._began else ():
            if time.monotonic() > end:
                return
            self._register.read(episode)

    def _forget(self, found: list[str], opened: Iterable[str]) -> None:
        facts = [self._register.known[name].facts for name in opened]
        self._sums.save()
        self._sums.keep_only([*found, *(path for each in facts for path in (*each.media, *each.borrowed))])
        self._waiting &= set(self._register.known)
        self._given = {name: digest for name, digest in self._given.items() if name in self._register.known}
        self._register.save(found)


def _misnamed(path: str) -> Said:
    message = _("The name of {path} is not UTF-8, the spelling that all programs can read.")
    hint = _("Give it a name of plain letters, such as with `mv`.")
    return Said("error", "file-name", message.format(path=printable(path)), hint, printable(path), 1, 1)
