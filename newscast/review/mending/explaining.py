"""What explains the difference between the rundowns of two versions of an episode: every save that lies between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newscast.base.i18n import _
from newscast.desk.edits import Edited, digest, edits_of_file, text_of
from newscast.desk.people import People
from newscast.document.differences import ElsewhereError, applied
from newscast.episode.folder import DRAFT
from newscast.episode.history import Version, read_version
from newscast.review.door.wrong import RefusedError
from newscast.review.newsroom.office import Office

Edition = tuple[bool, int]
"""Whether it is a draft, and the number of the version."""


@dataclass(frozen=True)
class Explained:
    """A rundown that differs between two versions: its digests, and the saves between, the oldest first.

    `whole` says that they lead from one to the other byte for byte; where they do not, somebody saved it while nobody
    looked, or the record does not reach back so far, and the saves are those that are known to lie between.
    """

    file: str
    before: str
    after: str
    saves: tuple[Edited, ...]
    whole: bool


def explain(office: Office, people: People, episode: str, before: Edition, after: Edition) -> tuple[Explained, ...]:
    """Every rundown that a version was made from and that is another one in a later version, its own first.

    Raises RefusedError where one of the versions is not known any more; MachineError, BrokenError.
    """
    one, other = (_texts(_version(office, episode, each)) for each in (before, after))
    files = [file for file in other if one.get(file) not in (None, other[file])]
    return tuple(_explained(people, file, one[file], other[file]) for file in files)


def chain(people: People, file: str, before: str, after: str) -> tuple[Edited, ...] | None:
    """The saves that lead from one state of a file to another, by their digests; None where they do not."""
    saves = edits_of_file(people, file)
    for start in reversed([number for number, each in enumerate(saves) if each.before == before]):
        found = list(_on(saves[start:]))
        ends = [number for number, each in enumerate(found) if each.after == after]
        if ends:
            return tuple(found[: ends[-1] + 1])
    return () if before == after else None


def _on(saves: list[Edited]) -> Iterator[Edited]:
    """Saves of which each goes on from where the one before ended."""
    for number, each in enumerate(saves):
        if number and saves[number - 1].after != each.before:
            return
        yield each


def _explained(people: People, file: str, before: str, after: str) -> Explained:
    found = chain(people, file, before, after)
    if found is None:
        saves = edits_of_file(people, file)
        first = max([number + 1 for number, each in enumerate(saves) if each.after == before], default=0)
        last = max([number + 1 for number, each in enumerate(saves) if each.after == after], default=len(saves))
        return Explained(file, before, after, tuple(saves[first:last]), whole=False)
    return Explained(file, before, after, found, _leads(people, file, found, before, after))


def _leads(people: People, file: str, saves: tuple[Edited, ...], before: str, after: str) -> bool:
    """Whether these saves, made again, lead there byte for byte."""
    data = text_of(people, file, before)
    if data is None:
        return False
    try:
        for each in saves:
            data = applied(data, each.splices)
    except ElsewhereError:
        return False
    return digest(data) == after


def _version(office: Office, episode: str, edition: Edition) -> Version:
    draft, number = edition
    folder = office.folder(episode)
    found = read_version(folder / DRAFT if draft else folder, number)
    if found is None:
        raise RefusedError(404, _("Nothing is known of this version any more."))
    return found


def _texts(version: Version) -> Mapping[str, str]:
    """The digest of every rundown that a version was made from, by its path; its own first."""
    own = version.manifest.rundown
    found = {own.path: own.sha256}
    for timeline in version.timeline.timelines:
        places = (part.place for segment in timeline.segments for part in segment.parts)
        found |= {place.file: place.sha256 for place in places if place and place.file not in found}
    return found
