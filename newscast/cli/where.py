"""In which newsroom a command works, and on which of its episodes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from newscast.base.errors import UsageError
from newscast.base.i18n import _
from newscast.show.newsroom import RUNDOWNS, find_newsroom

newsroom_option = click.option(
    "--newsroom",
    default=".",
    metavar=_("FOLDER"),
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=_("The newsroom's folder; the current one otherwise."),
)


def newsroom_here(folder: Path | None = None) -> Path:
    """The newsroom of a folder, the current one unless said. Raises UsageError where it is in none."""
    root = find_newsroom((folder or Path.cwd()).resolve() / "any")
    if root is None:
        raise UsageError(_no_newsroom())
    return root


def _no_newsroom() -> str:
    return _(
        "This folder is in no newsroom. Go to the one that has assets/newsroom.yaml, or start one: `newscast new SHOW`."
    )


def newsroom_named(folder: Path) -> Path:
    """The newsroom in a folder that somebody named as one. Raises UsageError where there is none."""
    # Of a folder that is misspelled the newsroom above it would be found.
    root = find_newsroom(folder / RUNDOWNS) if folder.is_dir() else None
    if root is None:
        if folder == Path():
            raise UsageError(_no_newsroom())
        message = _("{folder} is no newsroom. Call it in a folder that has assets/newsroom.yaml, or name that folder.")
        raise UsageError(message.format(folder=folder))
    return root


def newsroom_of(given: str) -> Path:
    """The newsroom of an episode that is given by its rundown or folder, else the one here. Raises UsageError."""
    path = Path(given)
    return (find_newsroom(path) if path.exists() else None) or newsroom_here()


def episode_name(given: str) -> str:
    """The name of an episode that is given by it, by its rundown or by its folder."""
    path = Path(given)
    return path.stem if path.suffix in (".yaml", ".yml") else path.resolve().name


def episode_here(given: str) -> tuple[Path, str]:
    """The newsroom, and the name of an episode that is given by name, rundown or folder. Raises UsageError."""
    from newscast.review.newsroom.office import is_episode
    from newscast.watch.rundowns.editions import names_in

    root, name = newsroom_of(given), episode_name(given)
    known = names_in(root)
    if name not in known or not is_episode(name):
        raise no_such_episode(name, known)
    return root, name


def whoever_types() -> str:
    """Who sits at this machine, as the audit calls them: never the name of an account of the page."""
    import getpass
    import socket

    return f"{getpass.getuser()}@{socket.gethostname()}"


def no_such_episode(name: str, known: Iterable[str]) -> UsageError:
    """What is said where there is no episode of that name."""
    from newscast.document.words import did_you_mean, short

    message = _("There is no episode “{name}” here.").format(name=short(name))
    return UsageError(f"{message} {did_you_mean(name, sorted(known))}".rstrip())
