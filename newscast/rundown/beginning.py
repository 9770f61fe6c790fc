"""A new episode: its rundown from the pattern or from an earlier one, ready to be written where nothing is yet."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from newscast.base.errors import FilesError, Problem, UsageError
from newscast.base.files import near
from newscast.base.i18n import _, language
from newscast.base.languages.all import language_of
from newscast.base.zones import zone_of
from newscast.document.edits import Edit, EditError, Set
from newscast.document.load import read_source
from newscast.document.sheet import Sheet
from newscast.document.splicing import spliced
from newscast.rundown.earlier import Episode, named, taken
from newscast.rundown.moving import moved_name
from newscast.rundown.renewing import Aim, Renewed, renewed
from newscast.rundown.schema import editor_line
from newscast.show.load import load_newsroom, load_show, media_roots
from newscast.show.newsroom import NEWSROOM, RUNDOWNS


@dataclass(frozen=True)
class Wanted:
    """An episode that is to be begun. `origin` is `yesterday`, a day, or the path of a rundown; "" for the pattern.
    `air` and `title` are "" where nothing is said of them."""

    show: str
    date: datetime.date
    origin: str = ""
    air: str = ""
    title: str = ""


@dataclass(frozen=True)
class Begun:
    """The rundown that is to be written; where it is made from an earlier episode, that one and what is another."""

    path: Path
    data: bytes
    origin: Episode | None = None
    made: Renewed | None = None


def begun(root: Path, wanted: Wanted) -> Begun:
    """What is to be written in the newsroom at `root`.

    Raises UsageError where there is an episode of that name or none to begin from, FilesError where that cannot be
    read or changed.
    """
    if not wanted.origin:
        path = _free(root, f"{wanted.date}-{wanted.show}")
        return Begun(path, _from_pattern(root, path, wanted))
    origin = named(wanted.origin, root, wanted.show, wanted.date)
    stem = moved_name(origin.path.stem, origin.date, wanted.date) or f"{wanted.date}-{wanted.show}"
    path = _free(root, stem)
    source = read_source(near(origin.path), [])
    newsroom = load_newsroom(root, [])
    kit = load_show(root, wanted.show, media_roots(root, newsroom), source.top.place, [], newsroom)
    spoken = language_of(kit.language if kit else newsroom.language)
    aim = Aim(near(path), wanted.date, spoken, zone_of(newsroom.timezone), wanted.air, wanted.title)
    try:
        made = renewed(source, origin.date, aim)
    except EditError as error:
        hint = _("Change that in the earlier rundown, or begin from the pattern.")
        raise FilesError([Problem(error.message, hint, error.place, code="rundown-unchangeable")]) from None
    return Begun(path, made.data, origin, made)


def pattern(show: str, date: datetime.date, tongue: str) -> bytes:
    """The pattern of a rundown, in the language `es` or `en`."""
    text = (files("newscast.rundown") / "templates" / f"rundown.{tongue}.yaml").read_text(encoding="utf-8")
    name = json.dumps(show) if _is_ambiguous(show) else show
    return Template(text).substitute(editor=editor_line(tongue), show=name, date=date).encode()


def tongue_of(root: Path) -> str:
    """The language of a newsroom's texts, `es` or `en`: that of the user where it has not said one."""
    if not (root / NEWSROOM).is_file():
        return language()
    return "es" if load_newsroom(root, []).language.lower().startswith("es") else "en"


def _from_pattern(root: Path, path: Path, wanted: Wanted) -> bytes:
    data = pattern(wanted.show, wanted.date, tongue_of(root))
    asked = {"air": wanted.air, "title": wanted.title}
    edits: list[Edit] = [Set((key,), value) for key, value in asked.items() if value]
    return spliced(Sheet(near(path), data), edits).data if edits else data


def _free(root: Path, episode: str) -> Path:
    there = taken(root, episode)
    if there:
        message = _("{path} is there already: open that one, or choose another day.")
        raise UsageError(message.format(path=near(there)))
    return root / RUNDOWNS / f"{episode}.yaml"


def _is_ambiguous(show: str) -> bool:
    """Whether other YAML readers, such as an editor's, take the name for a number or a truth value."""
    return bool(re.fullmatch(r"[\d-]+|\d+e\d+|0[xo][0-9a-f]+|true|false|null|yes|no|on|off|y|n", show))
