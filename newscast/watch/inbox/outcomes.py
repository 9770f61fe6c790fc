"""What becomes of a drop: written down, told, and where it is refused said in a note beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from newscast.base.files import printable, write_aside
from newscast.base.i18n import _
from newscast.watch.inbox.arrivals import Arrival, Arrivals, as_key
from newscast.watch.inbox.drops import Drop
from newscast.watch.inbox.laying import Laying
from newscast.watch.inbox.listing import PROBLEM
from newscast.watch.telling.told import Told

INBOX = "inbox"


class Outcomes:
    """The arrivals of the inbox at `folder`, and whom to tell of them. Methods raise MachineError."""

    def __init__(self, folder: Path, arrivals: Arrivals, say: Callable[[Told], None]) -> None:
        self._folder, self._arrivals, self._say = folder, arrivals, say
        self._told: dict[str, str] = {}

    def seen(self, drop: Drop, known: Arrival | None) -> Arrival:
        """It is there, and nothing is decided yet."""
        arriving = replace(known or _new(drop), state="arriving", files=drop.paths)
        return self._arrivals.put(arriving)

    def waits(self, drop: Drop, statuses: str, reason: str, tell: bool = True) -> None:
        """It lacks something; that is told once, and not before somebody says so."""
        known = self._arrivals.get(as_key(drop.key)) or _new(drop)
        if tell and known.reason != reason:
            self.trouble(f"{INBOX}/{drop.key}", reason)
        said = reason if tell else known.reason
        waiting = replace(known, state="waiting", files=drop.paths, statuses=statuses, reason=said)
        if waiting != known:
            self._arrivals.put(waiting)
        self._clear_note(drop.key)

    def refuse(self, path: str, reason: str, statuses: str = "", files: tuple[str, ...] = ()) -> None:
        """`path` is below the inbox."""
        key = as_key(path)
        known = self._arrivals.get(key) or Arrival(key, "arriving")
        refused = replace(known, state="refused", reason=reason, statuses=statuses, files=files)
        if refused != known:
            self._arrivals.put(refused)
        self._write_note(path, reason)
        if (known.state, known.reason) != ("refused", reason):
            self._say(Told("refused", path=printable(f"{INBOX}/{path}"), reason=_on_a_line(reason)))

    def known(self, drop: Drop, statuses: str, digest: str, episode: str) -> None:
        """Its content was taken before: nothing is done, and nothing told."""
        arrival = self._arrivals.get(as_key(drop.key)) or _new(drop)
        taken = replace(arrival, state="taken", files=drop.paths, statuses=statuses, digest=digest, episode=episode)
        self._arrivals.put(replace(taken, reason=""), _swallowed(drop))
        self._clear_note(drop.key)

    def laying(self, drop: Drop, statuses: str, laying: Laying) -> Arrival:
        """It is about to be put down. Where that is interrupted, the next start knows what it may find."""
        known = self._arrivals.get(as_key(drop.key)) or _new(drop)
        before = known.laid if known.episode == laying.episode else {}
        both = {path: tuple({*before.get(path, ()), total}) for path, total in laying.sums.items()}
        begun = replace(known, state="arriving", files=drop.paths, statuses=statuses)
        return self._arrivals.put(replace(begun, episode=laying.episode, laid={**before, **both}))

    def taken(self, drop: Drop, begun: Arrival, laying: Laying, digest: str, lacking: str, tell: bool) -> None:
        """It lies in the newsroom; `lacking` says what did not come."""
        laid = {**begun.laid, **{path: (total,) for path, total in laying.sums.items()}}
        arrival = replace(begun, state="taken", digest=digest, laid=laid, reason=lacking)
        self._arrivals.put_taken(arrival, _swallowed(drop))
        self._clear_note(drop.key)
        if tell:
            self._say(Told("taken", laying.episode, path=printable(laying.rundown), reason=_on_a_line(lacking)))

    def gone(self, arrival: Arrival) -> None:
        """Somebody took it away before anything became of it."""
        self._arrivals.drop(arrival.place)
        self._clear_note(arrival.place)

    def trouble(self, path: str, reason: str) -> None:
        """Something that somebody should know."""
        self._say(Told("trouble", path=printable(path), reason=_on_a_line(f"{path}: {reason}")))

    def trouble_once(self, path: str, reason: str) -> None:
        """The same, but not again as long as it stays the same."""
        if self._told.get(path) != reason:
            self._told[path] = reason
            self.trouble(path, reason)

    def _write_note(self, path: str, reason: str) -> None:
        there = self._folder / path
        first = _("newscast could not take “{name}”:").format(name=printable(there.name))
        last = _("Nothing was changed. Once this is mended it is taken by itself, and this note goes away.")
        text = "\n".join([first, "", reason, "", last, ""])
        # The refusal is told and written down also where nobody may write beside the drop.
        with suppress(OSError):
            if _text_of(_note(there)) != text:
                write_aside(_note(there), text.encode())

    def _clear_note(self, path: str) -> None:
        with suppress(OSError):
            _note(self._folder / path).unlink(missing_ok=True)


def _on_a_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _new(drop: Drop) -> Arrival:
    return Arrival(as_key(drop.key), "arriving", drop.paths)


def _note(path: Path) -> Path:
    return path.with_name(path.name + PROBLEM)


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _swallowed(drop: Drop) -> tuple[str, ...]:
    """What were arrivals of their own as long as their rundown or text was not there."""
    paths = {*drop.paths, *(path.split("/")[0] for path in drop.paths)}
    return tuple({as_key(f"{drop.show}/{path}") for path in paths} - {as_key(drop.key)})
