"""Heeding what people said: their words are settled when something was built, and missed shortly before air."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from newscast.base.errors import FilesError, MachineError
from newscast.base.files import told_from
from newscast.desk.ledger import Ledger
from newscast.desk.people import look_at_people
from newscast.desk.wishes import take_up, wishes
from newscast.watch.approval.approving import Settled, approvals_of, approves, settle
from newscast.watch.telling.told import Told

ALARM = 20 * 60.0
"""Seconds before air at which it is said that something was not approved."""
_EVERY = 10.0
"""Seconds between two looks at whether something was approved."""


class Heed:
    """What people said of the episodes of a newsroom with this desk. Nothing here stops the watcher: what cannot be
    read is told through `say`, once."""

    def __init__(self, root: Path, desk: Path, ledger: Ledger, say: Callable[[Told], None]) -> None:
        self._root, self._desk, self._ledger, self._say = root, desk, ledger, say
        self._trouble = ""
        self._looked: dict[str, float] = {}
        self._told: set[tuple[str, float]] = set()

    def wished(self) -> dict[str, float]:
        """The episodes of which somebody wishes for a final, and since when. Raises MachineError, BrokenError."""
        return {each.episode: each.asked for each in wishes(self._ledger)}

    def take_up(self, episode: str, asked: float | None = None) -> None:
        """The jobs for a wish of that time are in the ledger. Raises MachineError, BrokenError."""
        take_up(self._ledger, episode, asked)

    def settle(self, episode: str) -> Settled | None:
        """Bring about what words on an episode ask for, and tell of it; None where that cannot be known now."""
        try:
            settled = settle(self._root, self._desk, episode)
        except FilesError as error:
            self._tell_wrong(error)
            return None
        except MachineError as error:
            self._tell_trouble(str(error))
            return None
        if settled.wrong:
            self._tell_wrong(settled.wrong)
            return settled
        self._trouble = ""
        self._tell(episode, settled)
        return settled

    def tell_unapproved(self, episode: str, air: float, now: float) -> None:
        """Where an episode that goes on the air soon was not approved, tell so, once."""
        if (episode, air) in self._told or now - self._looked.get(episode, 0.0) < _EVERY:
            return
        self._looked[episode] = now
        lacking = self._lacking(episode)
        if lacking is not None:
            self._told.add((episode, air))
            self._say(Told("unapproved", episode, when=air, deliverables=lacking))

    def _lacking(self, episode: str) -> tuple[str, ...] | None:
        """What was not approved, nothing where nothing was; None where all was, or nobody here approves."""
        try:
            people = look_at_people(self._desk)
            if people is None:
                return None
            with closing(people):
                if not approves(people, self._root):
                    return None
                stand = approvals_of(people, self._root, episode).standings
        except (FilesError, MachineError):
            return None
        lacking = tuple(each.deliverable for each in stand if not each.approved)
        if not stand or len(lacking) == len(stand):
            return ()
        return lacking or None

    def _tell(self, episode: str, settled: Settled) -> None:
        changed = [word for word in settled.ended if word.ended_why == "changed" and word.says == "approved"]
        if changed:
            names = tuple(dict.fromkeys(word.aspect.deliverable for word in changed))
            who = tuple(dict.fromkeys(word.signed.who for word in changed))
            self._say(Told("withdrawn", episode, deliverables=names, who=who))
        if settled.laid:
            self._say(Told("laid", episode, deliverables=tuple(laid.deliverable for laid in settled.laid)))

    def _tell_wrong(self, error: FilesError) -> None:
        self._tell_trouble("\n".join(self._line(each.message, each.hint) for each in error.problems))

    def _tell_trouble(self, reason: str) -> None:
        if reason != self._trouble:
            self._trouble = reason
            self._say(Told("trouble", reason=reason))

    def _line(self, message: str, hint: str) -> str:
        return f"{told_from(self._root, self._root / 'assets/newsroom.yaml')}: {message} {hint}".rstrip()
