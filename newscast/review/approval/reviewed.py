"""What people did with every episode of the newsroom, in a few questions to the desk however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from newscast.base.errors import FilesError
from newscast.base.status import status_of
from newscast.desk.approvals import Word, standing_words
from newscast.desk.candidates import Newest
from newscast.desk.comments import open_comments
from newscast.desk.counting import Rules, Standing
from newscast.desk.looks import newest_seen, seen_episodes
from newscast.desk.people import People
from newscast.episode.folder import DRAFT
from newscast.review.approval.states import Done
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Shelf, Shelved
from newscast.show.newsroom import NEWSROOM
from newscast.watch.approval.approving import rules_of
from newscast.watch.approval.judging import Held, judged


@dataclass(frozen=True)
class Reviewed:
    """Of an episode what was `done`, and the newest version of its draft and of its final that one person saw; None of
    what they never opened."""

    done: Done
    seen_draft: int | None = None
    seen_final: int | None = None


def reviewed(people: People, office: Office, shelf: Shelf, who: str) -> Mapping[str, Reviewed]:
    """Every episode with which somebody did something, as `who` sees it. Raises MachineError, BrokenError."""
    looked, open_ones, seen = seen_episodes(people), open_comments(people), newest_seen(people, who)
    words = _by_episode(standing_words(people))
    rules = rules_or_none(office) if words else None
    names = {*looked, *open_ones, *words}
    done = {name: Done(looked=name in looked, open_comments=open_ones.get(name, 0)) for name in names}
    if rules:
        known = {name: shelf.episodes[name] for name in words if name in shelf.episodes}
        done |= {name: _judged(office, done[name], each, words[name], rules) for name, each in known.items()}
    return {name: Reviewed(each, seen.get((name, True)), seen.get((name, False))) for name, each in done.items()}


def standings_of(office: Office, episode: Shelved, words: Sequence[Word], rules: Rules) -> tuple[Standing, ...]:
    """How an episode stands with these words on it, the first said first, as its manifests tell what it is now."""
    folder = office.folder(episode.name)
    draft, final = (
        Held(each_folder, draft, each.version, each.candidates) if each else None
        for each, draft, each_folder in ((episode.draft, True, folder / DRAFT), (episode.final, False, folder))
    )
    newest: Newest = "draft" if episode.newest is episode.draft else "final"
    return judged(words, draft, final, newest, rules).standings


def _by_episode(words: Iterable[Word]) -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(word.episode, []).append(word)
    return {name: tuple(each) for name, each in found.items()}


def _judged(office: Office, done: Done, episode: Shelved, words: tuple[Word, ...], rules: Rules) -> Done:
    """With what is approved and refused: only words for what an edition holds now count."""
    approved, refused = _counted(office, episode, words, rules)
    return replace(done, approved=approved, refused=refused)


_KNOWN: dict[
    tuple[Path, str], tuple[tuple[Shelved, tuple[Word, ...], Rules], tuple[frozenset[str], frozenset[str]]]
] = {}
"""What was counted last of each episode, by newsroom and name, and from what."""


def _counted(
    office: Office, episode: Shelved, words: tuple[Word, ...], rules: Rules
) -> tuple[frozenset[str], frozenset[str]]:
    """The deliverables that are approved and those that are refused; counted once as long as all is the same."""
    key, told = (office.root, episode.name), (episode, words, rules)
    known = _KNOWN.get(key)
    if known and known[0][0] is episode and known[0] == told:
        return known[1]
    standing = standings_of(office, episode, words, rules)
    counted = (
        frozenset(each.deliverable for each in standing if each.approved),
        frozenset(each.deliverable for each in standing if each.refused),
    )
    _KNOWN[key] = (told, counted)
    return counted


def rules_or_none(office: Office) -> Rules | None:
    """Whose words the newsroom asks for; None where newsroom.yaml does not say it: then nothing counts as approved."""
    return _rules(office.root, tuple(status_of(office.root / NEWSROOM) or ()))


@lru_cache(maxsize=4)
def _rules(root: Path, _status: tuple[int, ...]) -> Rules | None:
    try:
        return rules_of(root)
    except FilesError:
        return None
