"""`newscast build`: rundowns become finished episodes."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.exits import CHECK_FAILED, DONE, INTERRUPTED
from newscast.base.i18n import _
from newscast.cli.names import names_in
from newscast.cli.signed import exceptions

if TYPE_CHECKING:
    from newscast.build.request import Options
    from newscast.cli.build_report import Report


@click.command(help=_("Build episodes from rundowns."))
@click.argument(
    "rundowns", nargs=-1, required=True, metavar=_("RUNDOWN..."), type=click.Path(readable=False, path_type=Path)
)
@click.option(
    "--only",
    "names",
    metavar=_("NAMES"),
    callback=names_in,
    help=_("Build only these deliverables, e.g. radio,web."),
)
@click.option("--draft", is_flag=True, help=_("Build a small draft, quickly; what is missing is stood in for."))
@click.option(
    "--output", metavar=_("FOLDER"), type=click.Path(path_type=Path), help=_("Put episodes into this folder.")
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1, 256), default=None, help=_("How many processes work at a time.")
)
@click.option("--scheduler", metavar=_("ADDRESS"), default="", help=_("Work on a Dask cluster, e.g. tcp://host:8786."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the manifest on standard output."))
@click.option("--events", "as_events", is_flag=True, help=_("Print what happens on standard output, as JSON lines."))
@click.option("-v", "--verbose", is_flag=True, help=_("Say more."))
def command(
    rundowns: tuple[Path, ...],
    names: tuple[str, ...],
    draft: bool,
    output: Path | None,
    jobs: int | None,
    scheduler: str,
    as_json: bool,
    as_events: bool,
    verbose: bool,
) -> int:
    """Build and report; the exit code says whether every check passed."""
    from newscast.base.errors import UsageError
    from newscast.build.request import Options
    from newscast.cli.build_report import EventReport, ManifestReport, Report
    from newscast.engine.progress import Work

    if as_json and as_events:
        raise UsageError(_("--json and --events cannot go together: both print on standard output."))
    kind = EventReport if as_events else ManifestReport if as_json else Report
    report = kind(verbose, names)
    options = Options(
        only=names,
        draft=draft,
        output=output,
        jobs=jobs or 0,
        scheduler=scheduler,
        progress=Work(report.teller),
        say=report.warn,
        stands=report.stands,
        held=_held,
        signed=exceptions,
    )
    return _reported(rundowns, options, report)


def _reported(rundowns: tuple[Path, ...], options: Options, report: Report) -> int:
    """Build, and let the report say each thing, also how it ended: in a folder that is gone, too."""
    from newscast.build.door import build
    from newscast.cli.build_report import ReaderGoneError

    failed = False
    try:
        output = Path(os.path.realpath(options.output)) if options.output else None
        for built in build(rundowns, replace(options, output=output)):
            failed = failed or built.failed
            report.built(built)
        report.close()
    except ReaderGoneError as gone:
        if gone.refused:
            raise gone.refused from gone
        return INTERRUPTED
    except (Exception, KeyboardInterrupt) as error:
        with suppress(ReaderGoneError):
            report.ended(error)
        raise
    finally:
        with suppress(ReaderGoneError):
            report.close()
    return CHECK_FAILED if failed else DONE


def _held(root: Path, episode: str, draft: bool) -> Collection[int] | None:
    """Asked only where versions are to be forgotten: most builds need no desk."""
    from newscast.desk.held import held_at_desk

    return held_at_desk(root, episode, draft)
