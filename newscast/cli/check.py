"""`newscast check`: looks at rundowns and their media, kits and newsroom.yaml, and estimates times; renders nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _
from newscast.cli.names import names_in
from newscast.cli.signed import exceptions

if TYPE_CHECKING:
    from newscast.base.errors import FilesError, Problem
    from newscast.build.request import Options
    from newscast.build.stages import Probed
    from newscast.cli.check_targets import Target
    from newscast.episode.checked import CheckedFile

    Looked = tuple[CheckedFile, Sequence[Problem]]


@click.command(help=_("Check rundowns and their media, kits and newsroom.yaml, or all in a folder; render nothing."))
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar=_("FILE..."))
@click.option(
    "--only",
    "names",
    metavar=_("NAMES"),
    callback=names_in,
    help=_("Check only these deliverables, e.g. radio,web."),
)
@click.option("--draft", is_flag=True, help=_("Check what a draft needs; what is missing is stood in for."))
@click.option("--json", "as_json", is_flag=True, help=_("Print problems and tables as JSON on standard output."))
def command(files: tuple[Path, ...], names: tuple[str, ...], draft: bool, as_json: bool) -> None:
    """Every file is looked at before this stops. Raises FilesError with what is wrong with all of them."""
    from newscast.base.errors import FilesError, by_place
    from newscast.build.request import Options, require_deliverables
    from newscast.cli.report import print_problems

    options = Options(draft=draft, only=names, signed=exceptions)
    require_deliverables(options.only, files)
    right: list[CheckedFile] = []
    warnings: list[Problem] = []
    wrong: list[Problem] = []
    for looked in _looked(files, options):
        if isinstance(looked, FilesError):
            wrong += looked.problems
            continue
        file, remarks = looked
        print_problems(remarks)
        _print(file, as_json)
        right.append(file)
        warnings += remarks
    if as_json:
        _print_json(right, by_place([*warnings, *wrong]))
    if wrong:
        raise FilesError(by_place(wrong))


def _looked(files: Iterable[Path], options: Options) -> Iterator[Looked | FilesError]:
    """Each file that is meant, with the warnings about it, or what is wrong with it."""
    from newscast.base.errors import FilesError
    from newscast.cli.check_targets import targets

    try:
        found = targets(files)
    except FilesError as error:
        yield error
        return
    episodes = _episodes([each.path for each in found if each.kind == "rundown"], options)
    for target in found:
        try:
            yield next(episodes) if target.kind == "rundown" else _asset(target)
        except FilesError as error:
            yield error


def _episodes(paths: Sequence[Path], options: Options) -> Iterator[Looked | FilesError]:
    from newscast.base.errors import FilesError

    if not paths:
        return
    from newscast.build.examining import examined

    for episode in examined(paths, options):
        try:
            yield episode if isinstance(episode, FilesError) else _episode(episode)
        except FilesError as error:
            yield FilesError([*getattr(episode, "warnings", ()), *error.problems])


def _episode(episode: Probed) -> Looked:
    from newscast.base.errors import unique
    from newscast.build.beside.overview import overview
    from newscast.build.publishing import unwritable
    from newscast.build.sketching import sketched

    placed = sketched(episode)
    place = episode.loaded.rundown.place
    path = place.file if place else episode.path
    return overview(placed, path), unique([*placed.warnings, *placed.remarks, *unwritable(episode)])


def _asset(target: Target) -> Looked:
    from newscast.cli.check_assets import check_kit, check_newsroom

    return check_kit(target.path) if target.kind == "kit" else check_newsroom(target.path)


def _print(file: CheckedFile, as_json: bool) -> None:
    """The tables, where standard output is theirs; then in one line that there are no errors, and how long it is."""
    from newscast.cli.check_table import print_tables, verdict

    if not as_json:
        print_tables(file)
    click.echo(verdict(file), err=True)


def _print_json(files: Sequence[CheckedFile], problems: Sequence[Problem]) -> None:
    from newscast.base.records import as_json
    from newscast.cli.report import json_line, told
    from newscast.episode.checked import Checked, CheckedProblem

    errors = tuple(CheckedProblem(**told(each)) for each in problems if not each.warning)
    warnings = tuple(CheckedProblem(**told(each)) for each in problems if each.warning)
    click.echo(json_line(as_json(Checked(errors=errors, warnings=warnings, files=tuple(files)))))
