"""The rundown changed from the page: tried, with what would be wrong then, and saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from newscast.base.errors import FilesError
from newscast.base.files import machine_errors
from newscast.base.i18n import _
from newscast.base.replacing import UnfitFileError, real_file
from newscast.desk.edits import Meant, digest, text_of
from newscast.desk.people import People
from newscast.document.edits import Edit, EditError, edits_as_json
from newscast.document.sheet import Sheet
from newscast.document.splicing import spliced
from newscast.episode.checked import CheckedFile, CheckedProblem
from newscast.episode.consulted import Consulted
from newscast.review.door.wrong import RefusedError, words_of
from newscast.review.mending.keeping import Held, rewritten
from newscast.review.mending.meanwhile import is_still_meant, values_now
from newscast.review.mending.readers import consult
from newscast.review.mending.written_now import rundown_of
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.office import Office
from newscast.show.newsroom import NEWSROOM

PEOPLE = NEWSROOM.as_posix()
"""The file of which only the list of people is changed on the page."""
_TRYING, _SAVED = 15.0, 1.0
"""Seconds for which whoever tries, and whoever saved, waits to learn what is wrong."""
_OWN = frozenset(
    {"float", "only", "skip", "bed", "transition", "transition_duration", "slug", "captions", "from", "exempt"}
)
"""Keys that a story which is taken from another rundown has here."""


@dataclass(frozen=True)
class ReplacedLines:
    """Lines that would be others: the number of the first, from 1, in the file as it is; what stands there, and what
    would."""

    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """What an edit would do. `before` is the file as it is now, with the digest `sha256`, and `text` as it would be, of
    which `lines` differ; `errors` and `warnings` are those of the whole
    rundown, `brings` those of them that are not there without the edit. Not `whole` where nobody has looked through all
    media yet: there may be more, and it is not `planned` when everything will be."""

    file: str
    sha256: str
    before: str
    text: str
    lines: tuple[ReplacedLines, ...]
    errors: tuple[CheckedProblem, ...]
    warnings: tuple[CheckedProblem, ...]
    brings: tuple[CheckedProblem, ...]
    whole: bool
    planned: CheckedFile | None


@dataclass(frozen=True)
class Saved:
    """A save: its number, None where nothing was another, the digest of the file after, what changed in it, and the
    problems that it has now, where these are known already."""

    id: int | None
    file: str
    sha256: str
    lines: tuple[ReplacedLines, ...]
    problems: tuple[CheckedProblem, ...] = ()


def try_edits(office: Office, episode: str, file: str, sha256: str, edits: Sequence[Edit]) -> Tried:
    """What edits of a file would do, which was shown when its digest was `sha256`. Nothing is saved.

    Raises RefusedError where they cannot be made, with what stands there now where somebody else changed that.
    """
    rundown = _rundown(office, episode, file, edits)
    with refusals():
        target = real_file(office.root, office.root / file)
        with machine_errors(target):
            data = target.read_bytes()
        with office.people() as people:
            new = _changed(office, people, file, data, sha256, edits)
    before = consult("plan", office.root, office.root / rundown, 0.0)
    after, whole = _problems(office, rundown, target, new.data)
    told = [*after.errors, *after.warnings]
    known = {_said(each) for each in (*before.errors, *before.warnings)} if before else None
    brings = tuple(each for each in told if known is not None and _said(each) not in known)
    texts, lines = (_text(data), _text(new.data)), replaced_lines(data, new.data)
    return Tried(file, digest(data), *texts, lines, after.errors, after.warnings, brings, whole, after.planned)


def save_edits(
    office: Office, people: People, episode: str, file: str, sha256: str, edits: Sequence[Edit], visitor: Visitor
) -> Saved:
    """Make edits of a file, which was shown when its digest was `sha256`; where it changed since, and what is edited
    did not, they are made in what it is now.

    Raises RefusedError where they cannot be made, with what stands there now where somebody else changed that, and
    MachineError. Problems of the rundown forbid nothing.
    """
    rundown = _rundown(office, episode, file, edits)
    meant = Meant(visitor.name, episode, file, tuple(edits))

    def write(before: Held) -> tuple[bytes, Meant]:
        return _changed(office, people, file, before.data, sha256, edits).data, meant

    with refusals():
        number, before, new = rewritten(office.root, people, file, episode, write)
    return saved(office, rundown, file, number, before, new)


def saved(office: Office, rundown: str, file: str, number: int | None, before: bytes, new: bytes) -> Saved:
    """What is told of a save."""
    found = consult("plan", office.root, office.root / rundown, _SAVED if number else 0.0)
    problems = (*found.errors, *found.warnings) if found else ()
    return Saved(number, file, digest(new), replaced_lines(before, new), problems)


def replaced_lines(before: bytes, after: bytes) -> tuple[ReplacedLines, ...]:
    """The lines that differ between two states of a file."""
    old, new = (_text(data).splitlines() for data in (before, after))
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        ReplacedLines(i + 1, tuple(old[i:j]), tuple(new[k:m])) for kind, i, j, k, m in codes if kind != "equal"
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def editable_files(office: Office, episode: str) -> tuple[str, ...]:
    """The files that are changed on the page of an episode. Raises RefusedError where it has no rundown."""
    return rundown_of(office, episode), PEOPLE


@contextmanager
def refusals() -> Iterator[None]:
    """What cannot be made, in the page's words."""
    try:
        yield
    except EditError as error:
        line = error.place.line if error.place else None
        raise RefusedError(409, error.message, told={"line": line}) from error
    except UnfitFileError as error:
        raise RefusedError(409, str(error)) from error
    except FilesError as error:
        raise RefusedError(409, words_of(error)) from error


def _rundown(office: Office, episode: str, file: str, edits: Iterable[Edit]) -> str:
    """The episode's rundown, where these edits of a file are such as the page makes. Raises RefusedError."""
    rundown = rundown_of(office, episode)
    if file not in (rundown, PEOPLE):
        raise RefusedError(403, _("This file is not changed here."))
    if file == PEOPLE and any(each.at[0] != "people" or len(each.at) < 2 for each in edits):
        raise RefusedError(403, _("Of newsroom.yaml only people are changed here."))
    return rundown


def _changed(office: Office, people: People, file: str, data: bytes, sha256: str, edits: Sequence[Edit]) -> Sheet:
    """The file with the edits. Raises RefusedError where somebody changed meanwhile what they change, and EditError."""
    now = Sheet(office.root / file, data)
    if file != PEOPLE:
        _refuse_borrowed(now, edits)
    if digest(data) != sha256:
        shown = text_of(people, file, sha256)
        if shown is None or not is_still_meant(Sheet(office.root / file, shown).model, now.model, edits):
            raise _meanwhile(now, edits)
    return spliced(now, edits)


def _meanwhile(now: Sheet, edits: Sequence[Edit]) -> RefusedError:
    message = _("Somebody changed this meanwhile. Look at what stands there now, then decide.")
    theirs = values_now(now, edits)
    return RefusedError(
        409, message, told={"sha256": digest(now.data), "theirs": theirs, "yours": edits_as_json(edits)}
    )


def _refuse_borrowed(now: Sheet, edits: Iterable[Edit]) -> None:
    """A story that is from another rundown is changed there."""
    segments = now.model.get("segments") if isinstance(now.model, dict) else None
    for each in edits:
        number = each.at[1] if len(each.at) > 2 and each.at[0] == "segments" else None
        if not isinstance(segments, list) or not isinstance(number, int) or number >= len(segments):
            continue
        story = segments[number]
        if isinstance(story, dict) and story.get("from") and each.at[2] not in (*story, *_OWN):
            message = _("This story is taken from {file}: change it there.")
            raise EditError(message.format(file=story["from"]))


def _problems(office: Office, rundown: str, target: Path, data: bytes) -> tuple[Consulted, bool]:
    """What is wrong with a rundown where a file has these bytes, and whether that is all."""
    path = office.root / rundown
    plan = consult("plan", office.root, path, _TRYING, {target: data})
    if plan is not None:
        return plan, True
    read = consult("read", office.root, path, _TRYING, {target: data})
    if read is None:
        raise RefusedError(409, _("The rundown cannot be read at the moment. Try again."))
    return read, False


def _said(problem: CheckedProblem) -> tuple[str, str | None, str]:
    """What is the same of a problem, wherever it stands."""
    return problem.code, problem.file, problem.message
