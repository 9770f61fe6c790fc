"""`newscast status`: jobs and episodes, whether a watcher runs or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.exits import DONE, MACHINE
from newscast.base.i18n import _

if TYPE_CHECKING:
    from datetime import tzinfo

    from newscast.watch.state import Status


@click.command(help=_("Say how jobs and episodes stand: what is built, what waits for what, what is late."))
@click.argument("episode", required=False, metavar=_("[EPISODE]"))
@click.option("--json", "as_json", is_flag=True, help=_("Print it as JSON on standard output."))
def command(episode: str | None, as_json: bool) -> int:
    """Look, and print; the code is that of a failing machine where the list of jobs cannot be read."""
    from newscast.cli.report import json_line
    from newscast.cli.status_lines import lines_of
    from newscast.watch.status import look

    root = _newsroom(episode)
    name = _name(root, episode) if episode is not None else None
    desk, trouble = _desk(root)
    zone = _zone(root)
    status = look(root, desk, zone, name, trouble=trouble)
    if name is not None:
        _check_known(root, status, name)
    if as_json:
        click.echo(json_line(status.as_json()))
    else:
        for line in lines_of(status, zone, name):
            click.echo(line)
    return MACHINE if status.ledger == "unreadable" else DONE


def _newsroom(episode: str | None) -> Path:
    from newscast.base.errors import UsageError
    from newscast.show.newsroom import find_newsroom

    given = find_newsroom(Path(episode)) if episode is not None and Path(episode).exists() else None
    root = given or find_newsroom(Path.cwd() / "any")
    if root is None:
        raise UsageError(_("Run this in the folder of the newsroom."))
    return root


def _name(root: Path, episode: str) -> str:
    """An episode may be given by its name, its rundown or its folder."""
    given = Path(episode)
    return given.stem if given.suffix in (".yaml", ".yml") else given.resolve().name


def _desk(root: Path) -> tuple[Path | None, list[str]]:
    """Where the desk is; else why that cannot be said, in words."""
    from newscast.base.errors import FilesError, MachineError
    from newscast.desk.place import desk_of

    try:
        return desk_of(root), []
    except (FilesError, MachineError) as error:
        return None, [str(error)]


def _zone(root: Path) -> tzinfo | None:
    """That of the newsroom, as far as its file can be read."""
    from newscast.base.zones import zone_of
    from newscast.show.load import load_newsroom

    return zone_of(load_newsroom(root, []).timezone)


def _check_known(root: Path, status: Status, name: str) -> None:
    """Raises UsageError where there is no episode, no job and no rundown of that name."""
    from newscast.base.errors import UsageError
    from newscast.document.words import did_you_mean, short
    from newscast.show.newsroom import RUNDOWNS
    from newscast.watch.editions import names_in

    if status.episodes or status.jobs or status.ended:
        return
    rundowns = {path.stem for path in (root / RUNDOWNS).rglob("*.yaml")}
    if name not in rundowns:
        message = _("There is no episode “{name}” here.").format(name=short(name))
        raise UsageError(f"{message} {did_you_mean(name, sorted(rundowns | names_in(root)))}".rstrip())
