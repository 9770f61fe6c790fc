"""What words of approval bring about: words end where content changed, approved finals are laid down, finals wanted.

All of it follows from what is there, so it may be asked for at any moment and by anybody: the watcher when something
was built, the page and the command when somebody said a word. What was interrupted is done the next time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from newscast.base.errors import FilesError, Problem
from newscast.base.status import status_of
from newscast.desk.accounts import accounts
from newscast.desk.approvals import Aspect, End, Word, end, words_of
from newscast.desk.candidates import Newest, candidates_of
from newscast.desk.counting import Counted, Rules, Standing, counted, standings
from newscast.desk.people import People, look_at_people, open_people
from newscast.episode.approved import Laid, LaidWord, laid_down, lay_down, withhold
from newscast.episode.reader import Edition, Episode, read_episode
from newscast.show.load import load_newsroom
from newscast.show.newsroom import NEWSROOM, OUTPUT
from newscast.watch.approval.judging import NEWSCAST, Held, judged


@dataclass(frozen=True)
class Approvals:
    """How an episode stands. `words` are all that were said, those among them that end now as they will be; `laid`
    what is laid down, by deliverable."""

    standings: tuple[Standing, ...] = ()
    words: tuple[Word, ...] = ()
    ends: tuple[End, ...] = ()
    laid: dict[str, Laid] = field(default_factory=dict)

    @property
    def finals_wanted(self) -> tuple[str, ...]:
        """The deliverables whose finals are to be made, because somebody approved their programme."""
        return tuple(dict.fromkeys(each.deliverable.split("/")[0] for each in self.standings if each.wants_final))

    @property
    def due(self) -> tuple[Standing, ...]:
        """What is to be laid down: finals that hold, of another content than what lies there."""
        return tuple(each for each in self.standings if each.holds and not _lies(each, self.laid))


@dataclass(frozen=True)
class Settled:
    """What was brought about: words that ended, finals that were laid down, and how it stands now; `wrong` where some
    finals could not be laid down."""

    ended: tuple[Word, ...] = ()
    laid: tuple[Laid, ...] = ()
    approvals: Approvals = Approvals()
    wrong: FilesError | None = None


def rules_of(root: Path) -> Rules:
    """Whose words this newsroom asks for.

    Raises FilesError where newsroom.yaml does not let that be known: to ask for fewer words then would be wrong.
    """
    return _rules(root, tuple(status_of(root / NEWSROOM) or ()))


def approves(people: People, root: Path) -> bool:
    """Whether this newsroom approves what goes out: it says whose words it asks for, or has accounts that say them.
    Raises as rules_of() does."""
    return bool(rules_of(root).steps or accounts(people))


@lru_cache(maxsize=20)
def _rules(root: Path, _status: tuple[int, ...]) -> Rules:
    """The same; a file that is the same is read once."""
    problems: list[Problem] = []
    newsroom = load_newsroom(root, problems)
    asked = ((), ("approval",), ("deputy",))
    doubts = [each for each in problems if not each.warning and _keys(each) in asked]
    if doubts:
        raise FilesError(doubts)
    return Rules(newsroom.approval, dict(newsroom.deputy))


def approvals_of(people: People, root: Path, episode: str, found: Episode | None = None) -> Approvals:
    """How an episode stands; nothing is changed. `found` is its folder as it was read before, where it was.

    Raises FilesError as rules_of() does, MachineError, BrokenError.
    """
    folder = root / OUTPUT / episode
    return _approvals(people, root, episode, found or read_episode(folder), laid_down(folder))


def settle(root: Path, desk: Path, episode: str) -> Settled:
    """Bring about what the words on an episode ask for, as far as it is not; what is wrong with some finals keeps
    nothing else from being done, and is told. Raises as approvals_of() does."""
    if not _has_words(desk, episode):
        return Settled()
    folder = root / OUTPUT / episode
    with closing(open_people(desk)) as people:
        said, before = words_of(people, episode), approvals_of(people, root, episode)
        # By words that have not ended yet: what was refused is not to be delivered, also where something else was
        # built since.
        refused = [laid for laid in before.laid.values() if is_refused(laid, said)]
        withheld = [laid.deliverable for laid in refused if _withhold(people, folder, laid)]
        done = set(end(people, episode, before.ends, NEWSCAST))
        laid, wrong = _lay_all(people, root, episode, before.due)
        after = approvals_of(people, root, episode) if withheld or done or laid else before
    ended = tuple(word for word in after.words if word.id in done)
    return Settled(ended, tuple(after.laid[name] for name in laid if name in after.laid), after, wrong)


def newest_of(found: Episode) -> Newest:
    """Which edition was built last."""
    return "final" if found.final and found.newest is found.final else "draft"


def is_refused(laid: Laid, words: Sequence[Word]) -> bool:
    """Whether somebody refused what lies there, and nobody released it after that."""
    return any(each.against and not each.released for each in _counted(laid, words))


def _approvals(people: People, root: Path, episode: str, found: Episode, laid: dict[str, Laid]) -> Approvals:
    draft, final = (_held(each, draft) for each, draft in ((found.draft, True), (found.final, False)))
    now = judged(words_of(people, episode), draft, final, newest_of(found), rules_of(root))
    return Approvals(now.standings, now.words, now.ends, laid)


def _held(edition: Edition | None, draft: bool) -> Held | None:
    manifest = edition.manifest if edition else None
    if edition is None or manifest is None:
        return None
    return Held(edition.folder, draft, manifest.version, candidates_of(manifest))


def _has_words(desk: Path, episode: str) -> bool:
    people = look_at_people(desk)
    if people is None:
        return False
    with closing(people):
        return bool(words_of(people, episode))


def _lay_all(people: People, root: Path, episode: str, due: Iterable[Standing]) -> tuple[list[str], FilesError | None]:
    """Lay finals down; those that lie there now, and what is wrong with the files of others."""
    laid: list[str] = []
    wrong: FilesError | None = None
    for each in due:
        try:
            if name := _lay(people, root, episode, each):
                laid.append(name)
        except FilesError as error:
            wrong = error
    return laid, wrong


def _lay(people: People, root: Path, episode: str, standing: Standing) -> str | None:
    """Lay a final down; its deliverable where it lies there now."""
    final, folder = standing.final, root / OUTPUT / episode
    assert final and final.contents
    words = tuple(_laid_word(word) for each in standing.final_aspects for word in each.words)
    laid = Laid(
        approved=1,
        episode=episode,
        deliverable=standing.deliverable,
        version=final.version,
        contents={str(what): digest for what, digest in final.contents.items()},
        words=words,
        files=(),
        at=time.time(),
    )

    def still() -> bool:
        said = words_of(people, episode)
        now = standings(said, {final.deliverable: final}, {final.deliverable: final}, rules_of(root))
        return now[0].holds

    done = lay_down(folder, laid, final.files, root, still)
    return standing.deliverable if done else None


def _laid_word(word: Word) -> LaidWord:
    signed = word.signed
    return LaidWord(
        what=word.aspect.what,
        who=signed.who,
        step=signed.step,
        given=word.given,
        entered_by=signed.entered_by,
        via=signed.via,
        reason=signed.reason,
        emergency=signed.emergency,
    )


def _withhold(people: People, folder: Path, laid: Laid) -> bool:
    return withhold(folder, laid.deliverable, lambda: is_refused(laid, words_of(people, laid.episode)))


def _counted(laid: Laid, words: Sequence[Word]) -> Iterable[Counted]:
    for what, content in laid.contents.items():
        yield counted(words, Aspect(laid.deliverable, what), content, Rules())  # type: ignore[arg-type]


def _lies(standing: Standing, laid: dict[str, Laid]) -> bool:
    lies = laid.get(standing.deliverable)
    return lies is not None and standing.final is not None and dict(lies.contents) == standing.final.contents


def _keys(problem: Problem) -> tuple[object, ...]:
    place = problem.place
    return tuple(place.keys[:1]) if place and place.file.name == NEWSROOM.name else (None,)
