"""`newscast storyboard`: every part of an episode as stills on each canvas, in one HTML file; nothing is rendered."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.exits import DONE, FILES
from newscast.base.i18n import _
from newscast.cli.names import names_in
from newscast.cli.signed import exceptions
from newscast.cli.to_file import never_over_others

if TYPE_CHECKING:
    from newscast.build.board.drawing import Drawn
    from newscast.build.board.storyboard import Planned
    from newscast.engine.progress import Teller


@click.command(help=_("Draw every part as stills on each canvas, in one HTML file; render nothing."))
@click.argument("rundown", metavar=_("RUNDOWN"), type=click.Path(readable=False, path_type=Path))
@click.option(
    "--only",
    "names",
    metavar=_("NAMES"),
    callback=names_in,
    help=_("Draw only these deliverables, e.g. web,reel."),
)
@click.option(
    "--output",
    metavar=_("FILE.html"),
    type=click.Path(path_type=Path),
    callback=never_over_others(".html", ".htm"),
    help=_("The file; in the current folder unless said."),
)
def command(rundown: Path, names: tuple[str, ...], output: Path | None) -> int:
    """What is wrong in the rundown is said as `check` says it, and stands on the board too."""
    from newscast.base.files import machine_errors, near, write_aside
    from newscast.build.board.drawing import namer
    from newscast.build.board.storyboard import planned_board
    from newscast.build.request import Options, require_deliverables
    from newscast.cli.report import print_problems
    from newscast.review.board.storyboard import board_file

    require_deliverables(names, [rundown])
    planned = planned_board(rundown, Options(only=names, signed=exceptions), namer)
    print_problems(planned.problems)
    drawn = _drawn(planned)
    place = output or Path.cwd() / f"{planned.board.episode}-storyboard.html"
    text = board_file(planned.board, _contents(drawn), drawn.failed)
    with machine_errors(place.parent):
        write_aside(place, text.encode())
    click.echo(str(near(place)))
    return FILES if any(not each.warning for each in planned.problems) else DONE


def _drawn(planned: Planned) -> Drawn:
    """All stills, with how far that is."""
    from newscast.build.board.drawing import Drawn, draw
    from newscast.cli.showing import teller_for

    drawn, teller = Drawn(planned), teller_for(sys.stderr)
    try:
        draw(drawn, _telling(teller))
    finally:
        teller.close()
    for words in dict.fromkeys(drawn.failed.values()):
        click.echo(words, err=True)
    return drawn


def _telling(teller: Teller):  # type: ignore[no-untyped-def]
    from newscast.engine.progress import Standing

    began, first = time.monotonic(), [-1]

    def tell(done: int, of: int) -> None:
        first[0] = done if first[0] < 0 else first[0]
        new, passed = done - first[0], time.monotonic() - began
        left = passed / new * (of - done) if new else None
        label = _("{done} of {of} stills").format(done=done, of=of)
        teller.tell(Standing(done / of if of else 1.0, left, label))

    return tell


def _contents(drawn: Drawn) -> dict[str, bytes]:
    from newscast.store.open import open_store
    from newscast.store.store import Result

    store = open_store(drawn.planned.placed.results)
    steps = drawn.planned.steps
    found = {key: store.fetch(Result(key, steps[key].suffix)) for key in drawn.made}
    return {key: path.read_bytes() for key, path in found.items()}
