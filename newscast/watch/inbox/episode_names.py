"""What the episode of a drop is called, and when another one has that name."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Collection
from pathlib import Path

from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.document.nodes import Mapping
from newscast.document.text import CONTROL
from newscast.document.words import as_slug
from newscast.watch.inbox.drops import kind_of, path_alike
from newscast.watch.inbox.fitting import RefusedError, top_of

_NAMELESS = ("rundown", "escaleta")
"""Names of rundowns that say nothing: such an episode is named for its day and show, as `newscast new` does."""


def episode_of(rundown: str, show: str, top: Mapping) -> str:
    """The name of the rundown's file, which is that of its episode."""
    stem = posixpath.basename(rundown).rpartition(".")[0]
    day = str(top.get("date", ""))
    if stem.casefold() in _NAMELESS and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return f"{day}-{show}"
    if CONTROL.search(stem) or "\n" in stem or "\t" in stem:
        message = _("The name “{name}” has signs that no name may have. Rename the file.")
        raise RefusedError(message.format(name=" ".join(printable(stem).split())))
    return stem


def free_name(show: str, slug: str, today: datetime.date, known: Collection[str], folder: Path) -> str:
    """A name for a draft that no episode has in `folder`, and none of those `known` had."""
    taken = {*known, *(path.stem for path in folder.glob("*.y*ml"))}
    first = f"{today}-{show}-{slug}"
    names = (first if number == 1 else f"{first}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def day_in(episode: str) -> datetime.date | None:
    """The day with which the name of an episode begins."""
    try:
        return datetime.date.fromisoformat(episode[:10])
    except ValueError:
        return None


def media_folder(episode: str) -> str:
    """The name of the folder with an episode's media: no path in a rundown has to be put in quotes for it."""
    return as_slug(episode)[:100] or "media"


def refuse_other_show(show: str, top: Mapping) -> None:
    named = top.get("show")
    if isinstance(named, str) and named and named != show:
        message = _("The rundown is of the show “{named}”, but it lies in inbox/{show}. Move it to inbox/{named}.")
        raise RefusedError(message.format(named=printable(str(named)), show=show))


def refuse_other_day(rundown: Path, show: str, top: Mapping) -> None:
    """Two days with one name are two episodes."""
    if not rundown.is_file():
        return
    try:
        other = top_of(rundown).get("date")
    except RefusedError:
        return
    if other is not None and str(other) != str(top.get("date")):
        message = _("rundowns/{name} is the episode of {date}. Give this rundown another name, such as {example}.")
        example = printable(f"{top.get('date')}-{show}.yaml")
        raise RefusedError(message.format(name=printable(rundown.name), date=other, example=example))


def refuse_namesake(rundown: Path) -> None:
    """Names that differ in capitals, accents or `.yml` would be one episode, or one file on other disks."""
    for path in rundown.parent.iterdir():
        same = path_alike(path.stem) == path_alike(rundown.stem) and kind_of(path.name) == "rundown"
        if same and path.name != rundown.name and not path.name.startswith("."):
            message = _("There is another {path}. Give this rundown another name.")
            raise RefusedError(message.format(path=printable(f"rundowns/{path.name}")))
