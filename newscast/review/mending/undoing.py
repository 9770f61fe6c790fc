"""Taking back one change, wherever it stands by now: never the file as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newscast.base.i18n import _
from newscast.desk.edits import Edited, Meant, digest, edit_of, edits_of_file, text_of, undone_by
from newscast.desk.people import People
from newscast.document.differences import ElsewhereError, Splice, applied, followed, inverted
from newscast.document.edits import Edit, EditError, Remove, Set
from newscast.document.sheet import Sheet
from newscast.document.splicing import meant, spliced
from newscast.review.door.wrong import RefusedError
from newscast.review.mending.editing import PEOPLE, Saved, editable_files, refusals, saved
from newscast.review.mending.keeping import Held, rewritten
from newscast.review.mending.meanwhile import is_still_meant
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.office import Office


def undo_edit(office: Office, people: People, episode: str, number: int, visitor: Visitor) -> Saved:
    """Take a save back, from the page or by hand; one that took another back is done again so.

    Raises RefusedError where what it changed was changed again since, or it was taken back already; MachineError.
    """
    rundown, listed = editable_files(office, episode)
    edited = edit_of(people, number)
    if edited is None or not edited.settled or edited.file not in (rundown, listed) or not _is_here(edited, episode):
        raise RefusedError(404, _("There is no such change."))

    def write(before: Held) -> tuple[bytes, Meant]:
        later = edits_of_file(people, edited.file, number)
        if number in undone_by(later):
            raise RefusedError(409, _("This change was taken back already."))
        edits = None if edited.edits is None else ()
        meant = Meant(visitor.name, episode, edited.file, edits, number)
        return _without(office, people, edited, later, before), meant

    with refusals():
        made, before, new = rewritten(office.root, people, edited.file, episode, write)
    return saved(office, rundown, edited.file, made, before, new)


def _is_here(edited: Edited, episode: str) -> bool:
    """Whether a change is one of this episode; of the list of people only what was changed on a page is taken back."""
    return edited.edits is not None and edited.episode == episode if edited.file == PEOPLE else True


def _without(office: Office, people: People, edited: Edited, later: list[Edited], before: Held) -> bytes:
    """The bytes of the file without a change. Raises RefusedError."""
    then, after = (text_of(people, edited.file, sha256) for sha256 in (edited.before, edited.after))
    path = office.root / edited.file
    if then is not None and after is not None:
        states = _States(Sheet(path, then), Sheet(path, after), Sheet(path, before.data))
        for way in (_by_bytes, _by_values):
            try:
                new = way(edited, later, states)
                if _is_taken_back(states, new.model):
                    return new.data
            except (ElsewhereError, EditError):
                continue
    raise RefusedError(409, _("What this changed was changed again since, so it cannot be taken back by itself."))


@dataclass(frozen=True)
class _States:
    """A file before a change, after it, and as it is now."""

    then: Sheet
    after: Sheet
    now: Sheet


def _by_bytes(edited: Edited, later: list[Edited], states: _States) -> Sheet:
    """The old bytes where the new ones stand by now. Raises ElsewhereError."""
    found, state = list(inverted(edited.splices)), edited.after
    # What came between and was all taken back does not count.
    start = max([number + 1 for number, each in enumerate(later) if each.after == state], default=0)
    for each in later[start:]:
        if each.before != state:
            raise ElsewhereError
        found, state = [followed(splice, each.splices) for splice in found], each.after
    if state != digest(states.now.data):
        raise ElsewhereError
    return Sheet(states.now.path, applied(states.now.data, sorted(found, key=_offset)))


def _offset(splice: Splice) -> int:
    return splice.offset


def _by_values(edited: Edited, _later: list[Edited], states: _States) -> Sheet:
    """The old values in the place of those that were set, where these stand there still. Raises EditError."""
    return spliced(states.now, _inverse(edited, states))


def _inverse(edited: Edited, states: _States) -> list[Edit]:
    now, then = states.now.model, states.then.model
    found: list[Edit] = []
    for each in edited.edits or ():
        if not isinstance(each, Set) or _at(now, each) != _at(meant(then, each), each):
            raise EditError("")
        old = _at(then, each)
        found.insert(0, Remove(each.at) if old is None else Set(each.at, old))
    # What stands there now may be what others say too, such as another sting of that name.
    if not found or not is_still_meant(states.after.model, now, found):
        raise EditError("")
    return found


def _at(model: Any, edit: Edit) -> Any:
    for name in edit.at:
        try:
            model = model[name]
        except (KeyError, IndexError, TypeError):
            return None
    return model


def _is_taken_back(states: _States, new: Any) -> bool:
    """Whether what the file says changes by just what the change had changed, the other way round."""
    one, other = Counter(_leaves(states.then.model)), Counter(_leaves(states.after.model))
    two, last = Counter(_leaves(new)), Counter(_leaves(states.now.model))
    return one - other == two - last and other - one == last - two


def _leaves(model: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Everything that a file says, wherever it stands in its list."""
    if isinstance(model, dict):
        for key, value in model.items():
            yield from _leaves(value, (*names, key))
    elif isinstance(model, list):
        for value in model:
            yield from _leaves(value, names)
    else:
        yield names, model
