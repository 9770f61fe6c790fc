"""`newscast check`: validates rundowns and their media, and estimates their time; nothing is rendered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.i18n import _

if TYPE_CHECKING:
    from newscast.errors import Problem
    from newscast.rundown.load import Loaded


@click.command(help=_("Check rundowns and their media; render nothing."))
@click.argument("rundowns", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print the errors as JSON on standard output."))
def command(rundowns: tuple[Path, ...], as_json: bool) -> None:
    """Every rundown is looked at before this stops."""
    from newscast.cli.report import errors_json, print_problems
    from newscast.errors import FilesError

    try:
        for loaded in _loaded(rundowns):
            print_problems(loaded.warnings)
            message = _("{path}: no errors.").format(path=loaded.rundown.place.file if loaded.rundown.place else "")
            click.echo(message, err=True)
    except FilesError as error:
        if as_json:
            click.echo(errors_json(error.problems))
        raise
    if as_json:
        click.echo(errors_json([]))


def _loaded(rundowns: tuple[Path, ...]) -> list[Loaded]:
    from newscast.errors import FilesError
    from newscast.rundown.load import load

    loaded: list[Loaded] = []
    problems: list[Problem] = []
    for path in rundowns:
        try:
            loaded.append(load(path))
        except FilesError as error:
            problems += error.problems
    if problems:
        raise FilesError(dict.fromkeys(problems))
    return loaded
