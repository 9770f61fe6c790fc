"""`newscast graphics`: a contact sheet of every graphic of a show on every canvas, with what is wrong with them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.exits import DONE, FILES
from newscast.base.i18n import _
from newscast.cli.names import names_in
from newscast.cli.ports import on_port
from newscast.cli.to_file import never_over_others

if TYPE_CHECKING:
    from newscast.base.errors import Problem
    from newscast.graphics.contact import Try
    from newscast.review.board.contact_sheet import Plate
    from newscast.show.model import Show

PORT = 8702


@click.command(help=_("Draw every graphic of a show on every canvas with short and long texts, in one HTML file."))
@click.argument("show", required=False, metavar=_("[SHOW]"))
@click.option(
    "--output",
    metavar=_("FILE.html"),
    type=click.Path(path_type=Path),
    callback=never_over_others(".html", ".htm"),
    help=_("The file; in the current folder unless said."),
)
@click.option(
    "--only",
    "names",
    metavar=_("NAMES"),
    callback=names_in,
    help=_("Draw only these graphics, e.g. headline,lower-third."),
)
@click.option("--live", is_flag=True, help=_("Serve the sheet on this machine, and draw again what is saved."))
@on_port(PORT, _("The port of --live."))
def command(show: str | None, output: Path | None, names: tuple[str, ...], live: bool, port: int) -> int:
    """SHOW is a show of the newsroom here, its folder or its show.yaml; without one, the only show there is."""
    from newscast.base.files import machine_errors, near, write_aside
    from newscast.cli.report import print_problems
    from newscast.cli.shows_named import show_named
    from newscast.review.board.contact_sheet import Sheet, sheet_file

    kit, remarks = show_named(show)
    if kit.folder is None:
        click.echo(_("There is no show here: what is drawn is the look that comes with newscast."), err=True)
    if live:
        from newscast.cli.graphics_live import serve

        return serve(kit, names, port)
    found = _all(kit, names)
    problems = [*remarks, *(problem for each in found for problem in each.problems)]
    print_problems(problems)
    place = output or Path.cwd() / f"{kit.folder.name if kit.folder else 'newscast'}-graphics.html"
    with machine_errors(place.parent):
        write_aside(place, sheet_file(Sheet(kit.name, map(plate_of, found))).encode())
    click.echo(str(near(place)))
    return FILES if any(not each.warning for each in problems) else DONE


def _all(show: Show, names: Sequence[str]) -> list[Try]:
    """Every try, with how far that is."""
    from newscast.cli.showing import teller_for
    from newscast.engine.progress import Standing
    from newscast.graphics.check import Means
    from newscast.graphics.contact import known_names, tries

    means, teller = Means(show), teller_for(sys.stderr)
    chosen = known_names(means, names)
    found: list[Try] = []
    try:
        for number, name in enumerate(chosen):
            teller.tell(Standing(number / len(chosen), None, name))
            found += tries(means, name)
    finally:
        teller.close()
    return found


def plate_of(each: Try) -> Plate:
    """A try as the sheet shows it."""
    from newscast.review.board.contact_sheet import Plate

    return Plate(each.graphic, each.canvas, each.length, each.picture, tuple(_lines(each.problems)))


def _lines(problems: Iterable[Problem]) -> Iterable[str]:
    from newscast.cli.report import line

    return map(line, problems)
