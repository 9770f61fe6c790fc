"""`newscast accounts`: who may come in to the page, made and removed on the machine that serves it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _
from newscast.cli.ports import on_port
from newscast.cli.review import PORT
from newscast.cli.usage import Whole
from newscast.cli.where import newsroom_here, newsroom_option, whoever_types
from newscast.desk.accounts import ROLES

if TYPE_CHECKING:
    from newscast.desk.accounts import Account
    from newscast.desk.people import People


_port_option = on_port(PORT, _("The port of the page, for the link."), least=1)


@click.group(
    cls=Whole, invoke_without_command=True, help=_("Show who may come in to the page; add, remove, let in anew.")
)
@newsroom_option
@click.pass_context
def command(context: click.Context, newsroom: Path) -> int:
    """Without a further word, a list."""
    context.obj = newsroom_here(newsroom)
    if context.invoked_subcommand is None:
        _list(context.obj)
    return 0


@command.command("list", help=_("List who may come in, as what, and on how many devices."))
@click.pass_obj
def show(root: Path) -> int:
    _list(root)
    return 0


@command.command(help=_("Add an account and print the link by which its owner comes in the first time."))
@click.argument("name", metavar=_("NAME"))
@click.option("--shown", default="", metavar=_("TEXT"), help=_("The whole name, as others read it."))
@click.option("--role", type=click.Choice(ROLES), default="producer", show_default=True, help=_("What they may do."))
@_port_option
@click.pass_obj
def add(root: Path, name: str, shown: str, role: str, port: int) -> int:
    from newscast.base.errors import UsageError
    from newscast.desk.accounts import account_of, add_account, is_account_name, shown_as

    if not is_account_name(name):
        message = _("“{name}” cannot be the name of an account: take small letters, digits, dots and dashes.")
        raise UsageError(message.format(name=name))
    with _people(root) as people:
        if account_of(people, name):
            raise UsageError(_("There is an account “{name}” already.").format(name=name))
        account = add_account(people, name, shown_as(shown) or name, role, whoever_types())  # type: ignore[arg-type]
        _print_link(root, port, people, account)
    return 0


@command.command(help=_("Remove an account: nobody comes in by it any more. What they did stays."))
@click.argument("name", metavar=_("NAME"))
@click.pass_obj
def remove(root: Path, name: str) -> int:
    from newscast.desk.accounts import remove_account

    with _people(root) as people:
        remove_account(people, named_account(people, name), whoever_types())
    click.echo(_("{name} is removed.").format(name=name), err=True)
    return 0


@command.command(help=_("Print another link for an account: for a new phone, or who forgot the password."))
@click.argument("name", metavar=_("NAME"))
@_port_option
@click.pass_obj
def link(root: Path, name: str, port: int) -> int:
    with _people(root) as people:
        account = named_account(people, name)
        _print_link(root, port, people, account)
    return 0


@command.command(
    help=_("Sign an account out everywhere, take its password away and print another link: for a lost phone.")
)
@click.argument("name", metavar=_("NAME"))
@_port_option
@click.pass_obj
def reset(root: Path, name: str, port: int) -> int:
    from newscast.desk.accounts import set_password

    with _people(root) as people:
        account = named_account(people, name)
        set_password(people, account, None, whoever_types())
        _print_link(root, port, people, account)
    return 0


@command.command(help=_("Set a password, which is asked for; in a pipe it is read from standard input."))
@click.argument("name", metavar=_("NAME"))
@click.pass_obj
def password(root: Path, name: str) -> int:
    from newscast.base.errors import UsageError
    from newscast.desk.accounts import set_password
    from newscast.desk.passwords import SHORTEST, hashed, is_password

    with _people(root) as people:
        account = named_account(people, name)
        chosen = _asked_password()
        if not is_password(chosen, account.name):
            message = _("A password has at least {count} characters, of more than three kinds. Several words are best.")
            raise UsageError(message.format(count=SHORTEST))
        set_password(people, account, hashed(chosen), whoever_types())
    click.echo(_("The password is set. All devices of {name} are signed out.").format(name=name), err=True)
    return 0


def _asked_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(_("Password"), hide_input=True, confirmation_prompt=_("Once more"), err=True))


@contextmanager
def _people(root: Path) -> Iterator[People]:
    from contextlib import closing

    from newscast.desk.people import open_people
    from newscast.desk.place import ready_desk

    with closing(open_people(ready_desk(root))) as people:
        yield people


def named_account(people: People, name: str) -> Account:
    """The account of this name. Raises UsageError where there is none."""
    from newscast.base.errors import UsageError
    from newscast.desk.accounts import account_of, accounts
    from newscast.document.words import did_you_mean

    found = account_of(people, name)
    if found is None:
        known = [each.name for each in accounts(people)]
        message = _("There is no account “{name}”.").format(name=name)
        raise UsageError(f"{message} {did_you_mean(name, known)}".rstrip())
    return found


def _print_link(root: Path, port: int, people: People, account: Account) -> None:
    from newscast.desk.entering import make_sign_in
    from newscast.show.load import load_newsroom

    secret = make_sign_in(people, account, whoever_types())
    url = load_newsroom(root, []).url or f"http://127.0.0.1:{port}"
    click.echo(_("{name} comes in by this link, once and within a week:").format(name=account.shown), err=True)
    click.echo(f"{url}/enter/{secret}")


def _list(root: Path) -> None:
    from newscast.cli.columns import Column, laid_out, width_of
    from newscast.desk.accounts import accounts
    from newscast.desk.devices import devices

    with _people(root) as people:
        rows = [
            (
                each.name,
                each.shown,
                _role(each.role),
                _("yes") if each.password else _("no"),
                str(len(devices(people, each))),
            )
            for each in accounts(people)
        ]
    if not rows:
        click.echo(_("There are no accounts yet. `newscast review` prints a link that makes the first one."), err=True)
        return
    heads = (_("Role"), _("Password"), _("Devices"))
    columns = [Column(_("Name")), Column(_("Whole name"), 12), *(Column(head) for head in heads)]
    lines = laid_out(columns, rows, width_of(sys.stdout)) or [["  ".join(row)] for row in rows]
    for line in lines:
        for each in line:
            click.echo(each)


def _role(role: str) -> str:
    return {"producer": _("producer"), "editor": _("editor"), "director": _("director")}[role]
