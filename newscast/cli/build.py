"""`newscast build`: rundowns become finished episodes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.build.request import Built, Options

CHECK_FAILED = 3


@click.command(help=_("Build episodes from rundowns."))
@click.argument("rundowns", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--only", metavar="NAMES", default="", help=_("Build only these deliverables, e.g. radio,web."))
@click.option("--draft", is_flag=True, help=_("Build a small draft, quickly; what is missing is stood in for."))
@click.option("--output", type=click.Path(path_type=Path), help=_("Put episodes into this folder."))
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help=_("How many processes work at a time."))
@click.option("--scheduler", metavar="ADDRESS", default="", help=_("Work on a Dask cluster, e.g. tcp://host:8786."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the manifest on standard output."))
@click.option("-v", "--verbose", is_flag=True, help=_("Say more."))
def command(
    rundowns: tuple[Path, ...],
    only: str,
    draft: bool,
    output: Path | None,
    jobs: int | None,
    scheduler: str,
    as_json: bool,
    verbose: bool,
) -> int:
    """Build and report; the exit code says whether every check passed."""
    from newscast.base.errors import FilesError
    from newscast.build.request import Options
    from newscast.cli.report import print_problems
    from newscast.engine.progress import progress_for

    options = Options(
        only=tuple(dict.fromkeys(filter(None, map(str.strip, only.split(","))))),
        draft=draft,
        output=output.resolve() if output else None,
        jobs=jobs or 0,
        scheduler=scheduler,
        progress=progress_for(sys.stderr),
        say=lambda problem: print_problems([problem]),
    )
    failed = False
    try:
        for built in _episodes(rundowns, options):
            failed = failed or built.failed
            _report(built, as_json, verbose)
    except FilesError as error:
        if as_json:
            from newscast.cli.report import errors_json

            print(errors_json(error.problems))
        raise
    finally:
        options.progress.close()
    return CHECK_FAILED if failed else 0


def _episodes(rundowns: tuple[Path, ...], options: Options) -> Iterable[Built]:
    """As build() of the pipeline gives them; where nothing changed, nothing of what renders is even imported."""
    from newscast.build.memo import recall

    known = recall(rundowns, options)
    if known is not None:
        return known
    from newscast.build.pipeline import build_anew, check_names

    check_names(options.only)
    return build_anew(rundowns, options)


def _report(built: Built, as_json: bool, verbose: bool) -> None:
    if as_json:
        print(json.dumps(built.manifest, ensure_ascii=False))
    from newscast.base.files import near
    from newscast.cli.report import timing

    manifest = built.manifest
    form = _("{folder}: {duration}, {rendered} of {steps} steps rendered in {seconds} s.")
    numbers = {name: manifest["built"][name] for name in ("rendered", "steps", "seconds")}
    print(
        form.format(folder=near(built.folder), duration=timing(manifest["duration"], built.slot), **numbers),
        file=sys.stderr,
    )
    for name, entry in manifest["deliverables"].items():
        _report_deliverable(name, entry, verbose)


def _report_deliverable(name: str, entry: Any, verbose: bool) -> None:
    words = {"pass": _("passed"), "warn": _("passed with warnings"), "fail": _("FAILED")}
    print(f"  {name}: {words[entry['qc']['verdict']]}", file=sys.stderr)
    for check in entry["qc"]["checks"]:
        if verbose or check["verdict"] != "pass":
            measured = f"{check.get('measured')} {check.get('unit', '')}".strip()
            text = check.get("message") or f"{check['check']}: {measured}"
            print(f"    {check.get('file', name)}: {check['check']}: {check['verdict']}: {text}", file=sys.stderr)
