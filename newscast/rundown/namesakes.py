"""People of one short name in rundowns that share stories: on screen, one of them would get the name of the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.nodes import Mapping, Text
from newscast.document.words import folded, short
from newscast.show.office import Newsroom


def brought_twice(own: Any, first: Any, later: Any, place: Place) -> Iterator[Problem]:
    """An error for everybody whose short name is somebody else's in the `people` of two rundowns from which stories are
    taken, unless their `own` rundown says who it is; `place` is where the second one is named."""
    for key, one, other in _differing(first, later):
        if isinstance(own, Mapping) and key in own:
            continue
        message = _("“{key}” is {name} in {file}, and {other} in {other_file}: both stories would show the first name.")
        text = message.format(
            key=short(key), name=one, file=_file(first[key]), other=other, other_file=_file(later[key])
        )
        hint = _("Give one of them another short name there; if they are one person, write it below `people` here.")
        yield Problem(text, hint, place, code="person-twice")


def called_otherwise(own: Any, brought: Any, newsroom: Newsroom) -> Iterator[Problem]:
    """A warning for everybody who has another name in a rundown from which a story is taken than here, where what is
    written here wins, or than in newsroom.yaml, where what was brought does."""
    for key, here, there in _differing(own, brought):
        yield _otherwise(key, here, there, own[key].place, brought)
    for key, known in newsroom.people.items() if isinstance(brought, Mapping) else ():
        there = _name(brought.get(key))
        if there and not _is_same(there, known.name) and not (isinstance(own, Mapping) and key in own):
            yield _otherwise(key, there, known.name, brought[key].place, None)


def _otherwise(key: str, shown: str, other: str, place: Place, brought: Mapping | None) -> Problem:
    file = _file(brought[key]) if brought else "newsroom.yaml"
    message = _("“{key}” is {other} in {file}; all stories of this rundown show {name}.")
    hint = _("If they are two people, give one of them another short name.")
    text = message.format(key=short(key), other=other, file=file, name=shown)
    return Problem(text, hint, place, warning=True, code="person-twice")


def _differing(first: Any, later: Any) -> Iterator[tuple[str, str, str]]:
    """The short names that both have, with the names where these are not the same."""
    for key in first if isinstance(first, Mapping) and isinstance(later, Mapping) else ():
        one, other = _name(first[key]), _name(later.get(key))
        if one and other and not _is_same(one, other):
            yield str(key), one, other


def _is_same(one: str, other: str) -> bool:
    """Whether two names are one, perhaps without its accents."""
    return " ".join(folded(one).split()) == " ".join(folded(other).split())


def _name(person: Any) -> str:
    name = person.get("name") if isinstance(person, Mapping) else None
    return str(name).strip() if isinstance(name, Text) else ""


def _file(person: Any) -> str:
    return Path(person.place.file).name
