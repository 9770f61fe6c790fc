"""`newscast script`: the script of an episode, timed, as text, for a prompter, or as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _
from newscast.cli.names import names_in
from newscast.cli.to_file import never_over_others

if TYPE_CHECKING:
    from newscast.base.errors import Problem
    from newscast.episode.timed_script import TimedScript


@click.command(help=_("Print the script: who reads what, when, and for how long; or write it as HTML. Render nothing."))
@click.argument("rundown", metavar=_("RUNDOWN"), type=click.Path(readable=False, path_type=Path))
@click.option("--for", "who", metavar=_("PRESENTER"), default="", help=_("Only this presenter's in full."))
@click.option("--prompter", is_flag=True, help=_("Only what is read, as it is said, for a prompter."))
@click.option(
    "--html",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    callback=never_over_others(".html", ".htm"),
    help=_("Write one HTML file, to be printed."),
)
@click.option(
    "--only", "names", metavar=_("NAME"), callback=names_in, help=_("The script of this deliverable, e.g. radio.")
)
def command(rundown: Path, who: str, prompter: bool, html: Path | None, names: tuple[str, ...]) -> None:
    """What is wrong with the rundown is said as `check --draft` says it."""
    from newscast.base.errors import UsageError
    from newscast.base.files import machine_errors, near, write_aside
    from newscast.cli.columns import takes_colour, width_of
    from newscast.cli.report import print_problems
    from newscast.cli.script_text import prompter_lines, script_lines

    if prompter and html is not None:
        raise UsageError(_("--prompter is plain text, and --html a script to be printed: ask for one after the other."))
    script, problems = _script(rundown, names)
    print_problems(problems)
    chosen = _reader(script, who) if who else ""
    if html is not None:
        from newscast.review.script.script_view import script_file

        with machine_errors(html.parent):
            write_aside(html, script_file(script, chosen, script.rundown).encode())
        click.echo(str(near(html)))
        return
    if prompter:
        lines = prompter_lines(script, chosen)
    else:
        lines = script_lines(script, chosen, width_of(sys.stdout), takes_colour(sys.stdout))
    for line in lines:
        click.echo(line)


def _script(path: Path, names: tuple[str, ...]) -> tuple[TimedScript, list[Problem]]:
    """The script and the warnings of a rundown. Raises FilesError."""
    from newscast.base.errors import FilesError, by_place
    from newscast.build.beside.timing_script import timed_script
    from newscast.build.examining import examined
    from newscast.build.request import Options, require_deliverables
    from newscast.build.sketching import sketched

    require_deliverables(names, [path])
    (episode,) = examined([path], Options(draft=True, only=names))
    if isinstance(episode, FilesError):
        raise episode
    placed = sketched(episode)
    return timed_script(placed), by_place([*placed.warnings, *placed.remarks])


def _reader(script: TimedScript, who: str) -> str:
    """The short name of a presenter who was named. Raises UsageError where nobody of the script is called so."""
    from newscast.base.errors import UsageError
    from newscast.document.words import did_you_mean

    if found := script.reader(who):
        return found.who
    names = list(filter(None, (each.who or each.name for each in script.presenters())))
    message = _("Nobody called “{name}” reads in this script.").format(name=who)
    raise UsageError(f"{message} {did_you_mean(who, names)}".rstrip())
