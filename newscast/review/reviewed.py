"""What people did with every episode of the newsroom, in a few questions to the desk however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from newscast.base.errors import FilesError
from newscast.base.status import status_of
from newscast.desk.approvals import Word, standing_words
from newscast.desk.candidates import Newest, plans
from newscast.desk.comments import open_comments
from newscast.desk.counting import Rules, standings
from newscast.desk.database import sorted_errors
from newscast.desk.looks import newest_looks
from newscast.desk.people import People
from newscast.review.office import Office
from newscast.review.shelf import Shelf, Shelved
from newscast.review.states import Done
from newscast.show.newsroom import NEWSROOM
from newscast.watch.approving import rules_of


@dataclass(frozen=True)
class Reviewed:
    """Of an episode what was `done`, and the newest version of its draft and of its final that one person saw; None of
    what they never opened."""

    done: Done
    seen_draft: int | None = None
    seen_final: int | None = None


def reviewed(people: People, office: Office, shelf: Shelf, who: str) -> Mapping[str, Reviewed]:
    """Every episode with which somebody did something, as `who` sees it. Raises MachineError, BrokenError."""
    looked, open_ones = newest_looks(people), open_comments(people)
    seen = _seen(people, who)
    words = _by_episode(standing_words(people))
    rules = _rules(office.root, tuple(status_of(office.root / NEWSROOM) or ())) if words else None
    names = {*looked, *open_ones, *words}
    done = {name: Done(looked=name in looked, open_comments=open_ones.get(name, 0)) for name in names}
    if rules:
        judged = {name: shelf.episodes[name] for name in words if name in shelf.episodes}
        done |= {name: _judged(done[name], each, words[name], rules) for name, each in judged.items()}
    return {name: Reviewed(each, seen.get((name, True)), seen.get((name, False))) for name, each in done.items()}


def _seen(people: People, who: str) -> dict[tuple[str, bool], int]:
    """The newest version that somebody saw of each episode's draft, and of its final."""
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT episode, draft, max(version) AS version FROM looks WHERE who = ? GROUP BY episode, draft", (who,)
        )
        return {(row["episode"], bool(row["draft"])): row["version"] for row in rows}


def _by_episode(words: Iterable[Word]) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(word.episode, []).append(word)
    return found


def _judged(done: Done, episode: Shelved, words: list[Word], rules: Rules) -> Done:
    """With what is approved and refused: only words for what an edition holds now count."""
    drafts, finals = (each.candidates if each else {} for each in (episode.draft, episode.final))
    newest: Newest = "draft" if episode.newest is episode.draft else "final"
    standing = standings(words, plans(drafts, finals, newest), finals, rules)
    return replace(
        done,
        approved=frozenset(each.deliverable for each in standing if each.approved),
        refused=frozenset(each.deliverable for each in standing if each.refused),
    )


@lru_cache(maxsize=4)
def _rules(root: Path, _status: tuple[int, ...]) -> Rules | None:
    """Whose words the newsroom asks for; None where newsroom.yaml does not say it: then nothing counts as approved."""
    try:
        return rules_of(root)
    except FilesError:
        return None
