"""The register of rundowns: which one is which episode's, what is known of it, and when it went out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from newscast.base.errors import Problem
from newscast.base.filenames import alike
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.base.zones import day_of, seconds_of, zone_of
from newscast.desk.job import Said
from newscast.desk.ledger import Ledger
from newscast.rundown.dates import dates_in
from newscast.show.load import load_newsroom
from newscast.show.newsroom import NEWSROOM, OUTPUT
from newscast.watch.rundowns.basis import basis_of, condition_of
from newscast.watch.rundowns.facts import read_facts
from newscast.watch.rundowns.naming import Naming
from newscast.watch.rundowns.remembering import UNREADABLE, Known, Shelf, Sums


class Register:
    """What is known of episodes, by name. `refused` has rundowns, by path, whose episode is another one's.

    Paths are from the newsroom's folder; `remembered` are rundowns, by path, that are not known to be there.
    """

    def __init__(self, root: Path, ledger: Ledger, sums: Sums, clock: Callable[[], float]) -> None:
        self._root, self._sums, self._clock = root, sums, clock
        self._shelf = Shelf(ledger)
        self.remembered = self._shelf.all()
        self.known: dict[str, Known] = {}
        self._names: dict[str, str] = {}
        """Episodes by what their names have in common with those that some disks take for the same."""
        self.refused: dict[str, Said] = {}
        self.naming = Naming()
        self._newsroom: str | None = ""
        self._zone = zone_of(None)
        self.set_zone()

    def take(self, path: str, digest: str | None, noticed: float) -> str | None:
        """Know the rundown at a path, with these bytes, from now on; it may not be read yet.

        Gives its episode, None where that is another rundown's.
        """
        episode = PurePosixPath(path).stem
        known = self.known.get(episode)
        twin = known or self.known.get(self._names.get(alike(episode), ""))
        if twin and twin.facts.path != path and not self._leaves(twin.facts.path, path):
            self.refused[path] = self._namesake(path, twin.facts.path)
            return None
        if known and known.facts.path != path:
            self.drop(known.facts.path)
            known = None
        self.refused.pop(path, None)
        known = known or self.remembered.get(path)
        if known is None or known.facts.sha256 != digest:
            known = Known.unread(path, digest or "", noticed, known)
        self._put(episode, known)
        return episode

    def skim(self, episode: str) -> None:
        """Know of an episode when it goes out, where that is plain to see; read it otherwise."""
        known = self.known[episode]
        dates = dates_in(self._root / known.facts.path)
        if dates:
            self._put(episode, replace(known, facts=replace(known.facts, date=dates.date, moment=dates.moment)))
        else:
            self.read(episode)

    def drop(self, path: str) -> set[str]:
        """The rundown at a path is gone, and its episode, unless another rundown has its name.

        Gives the episodes that this touches.
        """
        episode = PurePosixPath(path).stem
        self.refused.pop(path, None)
        if episode not in self.known or self.known[episode].facts.path != path:
            return set()
        self.remembered[path] = self.known.pop(episode)
        self.naming.put(episode, ())
        if self._names.get(alike(episode)) == episode:
            del self._names[alike(episode)]
        others = [each for each in self.refused if alike(PurePosixPath(each).stem) == alike(episode)]
        taken = {self.take(other, self._sums.of(other), self._clock()) for other in others}
        return {episode, *(each for each in taken if each)}

    def refresh(self, episodes: Iterable[str], doubting: bool) -> None:
        """Read those that depend on what changed, but of those that are frozen only such as were never read.

        When `doubting`, one that lacks media or is broken is read in any case: a file of another spelling may mend it.
        """
        now = self._clock()
        for episode in episodes:
            known = self.known.get(episode)
            if known is None or (known.read and self.frozen(episode, now)):
                continue
            doubtful = doubting and (known.facts.broken or self.missing(episode))
            if doubtful or not self.holds(episode):
                self.read(episode)

    def holds(self, episode: str) -> bool:
        """Whether what is known of an episode is what reading its rundown now would find."""
        known = self.known[episode]
        facts, digest = known.facts, self._sums.of(known.facts.path)
        same = facts.sha256 == ("" if digest in (None, UNREADABLE) else digest)
        return known.read and same and basis_of(facts, self._root, self._sums) == known.basis

    def read(self, episode: str) -> None:
        """Read the rundown of an episode."""
        known = self.known[episode]
        facts, certain = read_facts(self._root / known.facts.path, self._root, known.facts)
        basis = basis_of(facts, self._root, self._sums) if certain else ""
        known = Known(facts, basis, known.noticed)
        self._put(episode, known)
        self._shelf.put(known)

    def missing(self, episode: str) -> tuple[str, ...]:
        """The media of an episode that are not there."""
        known = self.known.get(episode)
        media = known.facts.media if known else ()
        return tuple(path for path in media if condition_of(self._root / path) == "missing")

    def frozen(self, episode: str, now: float) -> bool:
        """Whether an episode went out before the day of `now`, and was not saved on that day either."""
        known = self.known.get(episode)
        if known is None:
            return False
        today, facts = day_of(now, self._zone), known.facts
        if facts.air is not None:
            day = day_of(facts.air, self._zone)
        else:
            day = datetime.date.fromisoformat(facts.date) if facts.date else datetime.date.min
        return day < today and today not in (day_of(known.noticed, self._zone), self._day_of_file(facts.path))

    def open(self) -> set[str]:
        """The episodes that are not frozen now."""
        now = self._clock()
        return {name for name in self.known if not self.frozen(name, now)}

    def paths(self) -> Iterator[str]:
        """The rundowns of all episodes."""
        return (known.facts.path for known in self.known.values())

    def is_gone(self, path: str) -> bool:
        """Whether it is certain that a file was deleted: one that cannot be looked at is not."""
        return condition_of(self._root / path) == "missing"

    def _leaves(self, path: str, other: str) -> bool:
        """Whether a rundown makes room for one of its name: it was deleted, or is the same file spelled otherwise."""
        if self.is_gone(path):
            return True
        try:
            return (self._root / path).samefile(self._root / other)
        except OSError:
            return False

    def set_zone(self) -> None:
        """Go by the zone that the newsroom's file names now."""
        digest = self._sums.of(NEWSROOM.as_posix())
        if digest == self._newsroom:
            return
        problems: list[Problem] = []
        newsroom = load_newsroom(self._root, problems)
        # One that somebody is writing says nothing of the zone for now.
        if newsroom.timezone or all(problem.warning for problem in problems):
            self._zone = zone_of(newsroom.timezone)
        self._newsroom = digest
        for episode, known in list(self.known.items()):
            self._put(episode, known)

    def save(self, found: Iterable[str] | None = None) -> None:
        """Remember what is new, and where these are all rundowns that there are, not too many others."""
        self._shelf.save()
        if found is not None:
            self.remembered = {path: each for path, each in self.remembered.items() if path not in set(self.paths())}
            self._shelf.keep_only(set(found))

    def _put(self, episode: str, known: Known) -> None:
        facts = known.facts
        moment = datetime.datetime.fromisoformat(facts.moment) if facts.moment else None
        facts = replace(facts, air=seconds_of(moment, self._zone) if moment else None)
        self.known[episode] = replace(known, facts=facts)
        self._names[alike(episode)] = episode
        self.naming.put(episode, [*facts.media, *facts.borrowed, *facts.looked])

    def _day_of_file(self, path: str) -> datetime.date | None:
        try:
            return day_of((self._root / path).stat().st_mtime, self._zone)
        except OSError:
            return None

    def _namesake(self, path: str, other: str) -> Said:
        message = _("{path} and {other} have one name, so both would be built into {folder}.").format(
            path=path, other=other, folder=near(self._root / OUTPUT / PurePosixPath(path).stem)
        )
        return Said("error", "episode-taken", message, _("Give one of them another name."), path, 1, 1)
