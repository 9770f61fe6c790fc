"""`newscast check`: validates rundowns and their media, and estimates their time; nothing is rendered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.build.stages import Composed


@click.command(help=_("Check rundowns and their media; render nothing."))
@click.argument("rundowns", nargs=-1, required=True, metavar=_("RUNDOWN..."), type=click.Path(path_type=Path))
@click.option("--draft", is_flag=True, help=_("Check what a draft needs; what is missing is stood in for."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the errors as JSON on standard output."))
def command(rundowns: tuple[Path, ...], draft: bool, as_json: bool) -> None:
    """Every rundown is looked at before this stops."""
    from newscast.base.errors import FilesError, Problem, unique
    from newscast.build.pipeline import examine
    from newscast.build.rehearsing import rehearse
    from newscast.build.request import Options
    from newscast.cli.report import errors_json, print_problems

    problems: list[Problem] = []
    try:
        for episode in examine(rundowns, Options(draft=draft)):
            try:
                rehearsed = rehearse(episode, sketch=True)
            except FilesError as error:
                problems += unique([*episode.warnings, *error.problems])
                continue
            print_problems(unique([*rehearsed.warnings, *rehearsed.remarks]))
            click.echo(_verdict(rehearsed), err=True)
        if problems:
            raise FilesError(unique(problems))
    except FilesError as error:
        if as_json:
            click.echo(errors_json(error.problems))
        raise
    if as_json:
        click.echo(errors_json([]))


def _verdict(episode: Composed) -> str:
    """One line: the rundown has no errors, and how long it will be."""
    from newscast.cli.report import timing

    rundown, rate = episode.loaded.rundown, episode.loaded.show.rate
    slot = float(rundown.slot.frames(rate) / rate) if rundown.slot else None
    main = max(episode.timelines, key=lambda each: each.timeline.frames)
    message = _("{path}: no errors. About {duration}.")
    path = rundown.place.file if rundown.place else rundown.path
    return message.format(path=path, duration=timing(float(main.timeline.duration), slot))
