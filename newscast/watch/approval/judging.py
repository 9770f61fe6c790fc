"""How the words on an episode stand against what draft and final hold now, and held since: which count, which ended.

Whoever asks how something stands asks here: the bar, the list of episodes, the watcher, the command.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newscast.base.status import status_of
from newscast.desk.approvals import End, Word
from newscast.desk.candidates import Candidate, Newest, candidates_of, plans
from newscast.desk.counting import Rules, Standing, State, ends, standings
from newscast.episode.history import history_file, manifest_of_version, versions

NEWSCAST = "newscast"
"""Who ends words in the audit, where nobody did but a new version."""


@dataclass(frozen=True)
class Held:
    """An edition that words are held against, in its `folder`: what can be approved in it by deliverable."""

    folder: Path
    draft: bool
    version: int
    candidates: Mapping[str, Candidate]


@dataclass(frozen=True)
class Judged:
    """How an episode stands: `words` are all that were said, those that end now (`ends`) as they will be."""

    standings: tuple[Standing, ...]
    words: tuple[Word, ...]
    ends: tuple[End, ...]


def judged(words: Sequence[Word], draft: Held | None, final: Held | None, newest: Newest, rules: Rules) -> Judged:
    """How the words on an episode stand, in the order in which they were said. A word has ended as soon as its content
    did, also where nobody has written that down yet, and also where the same content came back since."""
    ending = ends(words, list(_states([each for each in (draft, final) if each], words)))
    gone = {each.word: each for each in ending}
    now = tuple(_ended(word, gone[word.id]) if word.id in gone else word for word in words)
    drafts, finals = (each.candidates if each else {} for each in (draft, final))
    return Judged(tuple(standings(now, plans(drafts, finals, newest), finals, rules)), now, tuple(ending))


def _ended(word: Word, ending: End) -> Word:
    told = {"ended": time.time(), "ended_why": ending.why, "ended_by": NEWSCAST}
    return Word(**{**vars(word), **told, "ended_draft": ending.draft, "ended_version": ending.version})


def _states(editions: Iterable[Held], words: Iterable[Word]) -> Iterable[State]:
    """What draft and final were since the words were given that have not ended, and are now."""
    standing = [word for word in words if word.ended is None and word.aspect.what != "script"]
    since = {
        True: min((word.seen.version if word.seen.draft else word.seen.drafts for word in standing), default=None),
        False: min((word.seen.finals if word.seen.draft else word.seen.version for word in standing), default=None),
    }
    for each in editions:
        yield from _states_of(each, since[each.draft])


def _states_of(edition: Held, since: int | None) -> Iterable[State]:
    if since is None:
        return
    between = (
        [each for each in versions(edition.folder) if since <= each < edition.version]
        if since < edition.version
        else ()
    )
    for number in between:
        status = tuple(status_of(history_file(edition.folder, number)) or ())
        yield State(edition.draft, number, _remembered(edition.folder, number, status))
    yield State(edition.draft, edition.version, edition.candidates)


@lru_cache(maxsize=2000)
def _remembered(folder: Path, number: int, _status: tuple[int, ...]) -> dict[str, Candidate]:
    """The candidates of an earlier version; its file is read once as long as it is the same."""
    return candidates_of(manifest_of_version(folder, number))
