"""`newscast status`: jobs and episodes, whether a watcher runs or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.exits import DONE, MACHINE
from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.watch.status.state import Status


@click.command(help=_("Say how jobs and episodes stand: what is built, what waits for what, what is late."))
@click.argument("episode", required=False, metavar=_("[EPISODE]"))
@click.option("--json", "as_json", is_flag=True, help=_("Print it as JSON on standard output."))
def command(episode: str | None, as_json: bool) -> int:
    """Look, and print; the code is that of a failing machine where the list of jobs cannot be read."""
    from newscast.cli.report import json_line
    from newscast.cli.status_lines import lines_of
    from newscast.cli.where import episode_name, newsroom_here, newsroom_of
    from newscast.show.load import zone_at
    from newscast.watch.status.status import look

    root = newsroom_here() if episode is None else newsroom_of(episode)
    name = None if episode is None else episode_name(episode)
    desk, trouble = _desk(root)
    zone = zone_at(root)
    status = look(root, desk, zone, name, trouble=trouble)
    if name is not None:
        _check_known(root, status, name)
    if as_json:
        click.echo(json_line(status.as_json()))
    else:
        for line in lines_of(status, zone, name):
            click.echo(line)
    return MACHINE if status.ledger == "unreadable" else DONE


def _desk(root: Path) -> tuple[Path | None, list[str]]:
    """Where the desk is; else why that cannot be said, in words."""
    from newscast.base.errors import FilesError, MachineError
    from newscast.desk.place import desk_of

    try:
        return desk_of(root), []
    except (FilesError, MachineError) as error:
        return None, [str(error)]


def _check_known(root: Path, status: Status, name: str) -> None:
    """Raises UsageError where there is no episode, no job and no rundown of that name."""
    from newscast.cli.where import no_such_episode
    from newscast.show.newsroom import RUNDOWNS
    from newscast.watch.rundowns.editions import names_in

    if status.episodes or status.jobs or status.ended:
        return
    rundowns = {path.stem for path in (root / RUNDOWNS).rglob("*.yaml")}
    if name not in rundowns:
        raise no_such_episode(name, rundowns | names_in(root))
