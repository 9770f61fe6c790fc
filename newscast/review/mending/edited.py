"""Who changed what in the rundown of an episode, one change after the other, as people read it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newscast.base.i18n import _
from newscast.base.moments import spoken
from newscast.desk.edits import BY_HAND, Edited, edits_of_episode, edits_of_file, last_known, undone_by
from newscast.desk.people import People
from newscast.desk.shown import shown_names
from newscast.document.differences import ElsewhereError, applied, inverted
from newscast.document.edits import Edit, Insert, Move, Remove, Set
from newscast.episode.history import manifest_of_version
from newscast.episode.reader import Edition, Episode
from newscast.review.episode.chosen import version_name
from newscast.review.mending.editing import PEOPLE, replaced_lines
from newscast.review.mending.form_tried import MarkedLine, marked_lines, without_what_goes_along
from newscast.review.newsroom.office import Office
from newscast.review.versions.marked import around_changes

_MOST_LINES = 20
_AROUND = 8
"""Words that stand beside those that differ."""
_SEGMENT = re.compile(r"^ {0,2}- (open|headlines|story|sting|break|spot|close)\s*:\s*([\w-]*)")


@dataclass(frozen=True)
class Shown:
    """A change as people read it. `what` names what was changed, `where` the segments; `version` is the first one that
    has it, "" where none does yet. `undone_by` and `undoes` are numbers of other changes."""

    id: int
    who: str
    when: str
    what: str
    where: tuple[str, ...]
    file: str
    lines: tuple[MarkedLine, ...]
    more: int
    version: str
    undoes: int | None
    undone_by: int | None
    may_undo: bool
    by_hand: bool


def changed_by(office: Office, file: str, sha256: str) -> str:
    """Who saved a file last, as people know them; "" where nobody knows, as of what was saved in another program."""
    with office.people() as people:
        last = next(iter(edits_of_episode(people, "", [file], 1)), None)
        if last is None or last.after != sha256 or last.who == BY_HAND:
            return ""
        return shown_names(people).get(last.who, last.who)


def shown_changes(
    office: Office, people: People, episode: str, file: str, found: Episode, only: Iterable[int] | None = None
) -> list[Shown]:
    """The changes of an episode's rundown, and of the list of people on its page, the newest first; `only` those of
    these numbers."""
    edits = edits_of_episode(people, episode, [file], 500)
    texts = {each: dict(_states(people, each)) for each in dict.fromkeys(edit.file for edit in edits)}
    firsts, undone = _first_versions(people, file, found), undone_by(edits)
    names, zone, now = shown_names(people), office.zone(), time.time()
    chosen = set(only) if only is not None else None
    return [
        _shown(each, texts[each.file].get(each.id), names, spoken(each.at, now, zone), firsts, undone)
        for each in edits
        if (chosen is None or each.id in chosen) and not (each.file == PEOPLE and each.episode != episode)
    ]


def what_words(edits: Sequence[Edit] | None, file: str) -> str:
    """What was changed, in a word or two for each."""
    if edits is None:
        return _("Saved in another program")
    return ", ".join(dict.fromkeys(map(_what, edits))) or _("Taken back")


def _what(edit: Edit) -> str:
    if isinstance(edit, Move):
        return _("Order")
    names = [each for each in edit.at if isinstance(each, str)]
    last = names[-1] if names else ""
    if isinstance(edit, Insert | Remove) and isinstance(edit.at[-1], int):
        return {"segments": _("Segments"), "parts": _("Parts")}.get(last, _words().get(last, last))
    if isinstance(edit, Set) and isinstance(edit.at[-1], int):
        return {"pictures": _("Pictures"), "supers": _("Text on screen")}.get(last, _words().get(last, last))
    return _words().get(last, last)


def _words() -> Mapping[str, str]:
    return {
        "vo": _("Copy"),
        "read": _("Copy"),
        "copy": _("Copy"),
        "transcript": _("Transcript"),
        "headline": _("Headline"),
        "tease": _("Tease"),
        "title": _("Title"),
        "subtitle": _("Second line"),
        "items": _("Lines of the card"),
        "name": _("Name"),
        "role": _("Role on screen"),
        "in": _("Begin and end"),
        "out": _("Begin and end"),
        "float": _("Float"),
        "focus": _("Focus"),
        "voice": _("Voice"),
        "pictures": _("Pictures"),
        "parts": _("Parts"),
    }


def _shown(
    edited: Edited,
    texts: tuple[bytes, bytes] | None,
    names: Mapping[str, str],
    when: str,
    firsts: Mapping[int, str],
    undone: Mapping[int, int],
) -> Shown:
    lines = without_what_goes_along(marked_lines(replaced_lines(*texts)), edited.edits) if texts else []
    short = tuple(MarkedLine(each.number, around_changes(each.words, _AROUND)) for each in lines[:_MOST_LINES])
    by_hand = edited.who == BY_HAND
    may_undo = edited.id not in undone and texts is not None and not (by_hand and edited.file == PEOPLE)
    return Shown(
        edited.id,
        _("Somebody, in another program") if by_hand else names.get(edited.who, edited.who),
        when,
        what_words(edited.edits, edited.file),
        tuple(dict.fromkeys(_where(lines, texts))) if texts else (),
        edited.file,
        short,
        max(0, len(lines) - _MOST_LINES),
        firsts.get(edited.id, ""),
        edited.undoes,
        undone.get(edited.id),
        may_undo,
        by_hand,
    )


def _where(lines: Iterable[MarkedLine], texts: tuple[bytes, bytes]) -> Iterator[str]:
    """The segments in which lines stand, by what they begin with."""
    written = texts[0].decode("utf-8", "replace").splitlines()
    for each in lines:
        for line in reversed(written[: each.number]):
            if found := _SEGMENT.match(line):
                yield found[2] if found[1] == "story" else found[1]
                break


def _states(people: People, file: str) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """The bytes before and after each change of a file, as far back as one leads to the other."""
    data = last_known(people, file)
    for each in reversed(edits_of_file(people, file)):
        if data is None:
            return
        try:
            before = applied(data, inverted(each.splices))
        except ElsewhereError:
            return
        yield each.id, (before, data)
        data = before


def _first_versions(people: People, file: str, found: Episode) -> dict[int, str]:
    """Of each change of a rundown the first draft that was made of it, or of what came of it; else the first final."""
    edits, first = edits_of_file(people, file), dict[int, str]()
    for edition, draft in ((found.final, False), (found.draft, True)):
        for number, rundown in _rundowns(edition):
            at = next((at for at in range(len(edits) - 1, -1, -1) if edits[at].after == rundown), None)
            if at is None and edits and rundown == edits[0].before:
                break
            first |= {each.id: version_name(draft, number) for each in edits[: 0 if at is None else at + 1]}
    return first


def _rundowns(edition: Edition | None) -> Iterator[tuple[int, str]]:
    """The versions of an edition, the newest first, each with the digest of the rundown that it was made of."""
    if edition is None or edition.manifest is None:
        return
    now = edition.manifest
    yield now.version, now.rundown.sha256
    for number in sorted(set(edition.versions) - {now.version}, reverse=True):
        manifest = manifest_of_version(edition.folder, number)
        if manifest:
            yield number, manifest.rundown.sha256
