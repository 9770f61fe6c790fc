"""`newscast desk`: what the desk holds, its backups, and bringing one back."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _
from newscast.cli.usage import Whole
from newscast.cli.where import newsroom_here, newsroom_option, whoever_types

if TYPE_CHECKING:
    from newscast.desk.restore import Restored


@click.group(
    cls=Whole,
    invoke_without_command=True,
    help=_("Show the desk: the record of jobs and of what people did; back it up, or bring it back."),
)
@newsroom_option
@click.pass_context
def command(context: click.Context, newsroom: Path) -> int:
    """Without a further word, a list."""
    from newscast.desk.place import desk_of

    context.obj = newsroom_here(newsroom)
    if context.invoked_subcommand is None:
        for line in _listed(desk_of(context.obj)):
            click.echo(line)
    return 0


@command.command(help=_("Back the desk up now; newscast does it daily while it watches."))
@click.pass_obj
def backup(root: Path) -> int:
    from newscast.base.files import near
    from newscast.base.sizes import size_text
    from newscast.desk.backup import back_up
    from newscast.desk.place import ready_desk

    made = back_up(ready_desk(root))
    for each in made:
        click.echo(f"{near(each.path)} ({size_text(each.path.stat().st_size)})", err=True)
    if not made:
        click.echo(_("The desk is empty yet."), err=True)
    return 0


@command.command(
    help=_(
        "Bring back what is damaged from its newest backup; or all of a day, or a file that is a copy of one. What is "
        "there now is set aside."
    )
)
@click.argument("what", required=False, metavar=_("[DATE|FILE]"))
@click.pass_obj
def restore(root: Path, what: str | None) -> int:
    from newscast.desk.place import ready_desk

    for line in _told(_restored(ready_desk(root), what)):
        click.echo(line, err=True)
    return 0


def _restored(desk: Path, what: str | None) -> list[Restored]:
    from newscast.base.errors import UsageError
    from newscast.desk.restore import restore_broken, restore_day, restore_file

    who = whoever_types()
    if what is None:
        return restore_broken(desk, who)
    if Path(what).is_file():
        return restore_file(desk, Path(what), who)
    try:
        day = datetime.date.fromisoformat(what)
    except ValueError as error:
        message = _("“{what}” is neither a date such as 2026-11-20 nor a file that is there.")
        raise UsageError(message.format(what=what)) from error
    return restore_day(desk, day, who)


def _told(restored: list[Restored]) -> Iterator[str]:
    from newscast.base.files import near
    from newscast.desk.people import PEOPLE

    for each in restored:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(each.of))
        message = _("{database} is as it was at {when}, from {source}.")
        yield message.format(database=each.database, when=when, source=near(each.source))
        if each.aside:
            yield _("  What was there before lies in {path}.").format(path=near(each.aside))
        if each.database == PEOPLE:
            yield _(
                "  What people did since then is not in it: look through comments and approvals before you deliver."
            )


def _listed(desk: Path) -> Iterator[str]:
    from newscast.base.sizes import size_text
    from newscast.desk.backup import DATABASES, backups
    from newscast.desk.restore import state_of

    words = {"whole": _("whole"), "damaged": _("damaged"), "missing": _("not there")}
    yield str(desk)
    for name in DATABASES:
        state = state_of(desk / name)
        size = f"  {size_text((desk / name).stat().st_size)}" if state != "missing" else ""
        yield f"  {name:<12} {words[state]}{size}"
        if state == "damaged":
            yield _("    `newscast desk restore` brings it back from its newest backup.")
    found = backups(desk)
    yield _("Backups:") if found else _("There are no backups yet. `newscast desk backup` makes one.")
    for each in found:
        yield f"  {each.day.isoformat()}  {each.database:<12} {size_text(each.path.stat().st_size)}"
