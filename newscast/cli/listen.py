"""`newscast listen`: what the voice chain does to a recording, before and after side by side, with a report."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscast.base.exits import DONE, FILES
from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.build.takes.listening import Listened, Wanted


@click.command(help=_("Write a take before and after the voice chain, equally loud, and say what was done to it."))
@click.argument("take", metavar=_("TAKE"), type=click.Path(readable=False, path_type=Path))
@click.option(
    "--output",
    metavar=_("FOLDER"),
    type=click.Path(file_okay=False, path_type=Path),
    help=_("The folder for both; the current one unless said."),
)
@click.option("--show", metavar=_("SHOW"), help=_("The show whose kit says what is done."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the report as JSON on standard output."))
def command(take: Path, output: Path | None, show: str | None, as_json: bool) -> int:
    """TAKE is a recording, or a rundown: then all of its recorded takes, as its kit and the rundown want them."""
    from newscast.base.errors import FilesError
    from newscast.cli.report import errors_json, json_line

    try:
        found = _listened(take, show)
    except FilesError as error:
        if not as_json:
            raise
        click.echo(errors_json(error.problems))
        return FILES
    folder = output or Path.cwd()
    told = [_laid(each, name, folder) for each, name in zip(found, _names(found), strict=True)]
    if as_json:
        click.echo(json_line({"takes": told}))
    else:
        for each in told:
            click.echo("\n".join(_lines(each)))
        if not told:
            click.echo(_("Nobody recorded anything for this rundown."))
    return DONE


def _listened(path: Path, show: str | None) -> list[Listened]:
    from newscast.build.takes.listening import listened
    from newscast.cli.showing import teller_for
    from newscast.engine.progress import Work

    wanted, teller = _wanted(path, show), teller_for(sys.stderr)
    try:
        return listened(wanted, Work(teller))
    finally:
        teller.close()


def _wanted(path: Path, show: str | None) -> Wanted:
    from newscast.build.takes.listening import wanted_file, wanted_rundown

    if path.suffix.lower() in (".yaml", ".yml"):
        return wanted_rundown(path)
    return wanted_file(path.resolve(), _show(path, show))


def _show(path: Path, name: str | None) -> Any:
    """The kit of the show that was named, else of the only one of the newsroom that the file lies in."""
    from newscast.cli.shows_named import show_beside, show_named

    return show_named(name)[0] if name else show_beside(path)


def _names(found: Sequence[Listened]) -> list[str]:
    """What files are called after: each recording, with its segment and a number where that is not enough."""
    stems = [each.recording.media.file.path.stem for each in found]
    names: list[str] = []
    for each, stem in zip(found, stems, strict=True):
        name = stem if stems.count(stem) == 1 or not each.recording.slug else f"{each.recording.slug}-{stem}"
        number = sum(known == name or known.startswith(f"{name}-take-") for known in names)
        names.append(f"{name}-take-{number + 1}" if number else name)
    return names


def _free(name: str, recording: Path, folder: Path) -> str:
    """The name, with more to it where what was laid down under it in the folder is of another recording."""
    from newscast.base.files import near

    longer = f"{name}-{recording.suffix[1:].lower()}" if recording.suffix else f"{name}-2"
    further = (f"{longer}-{number}" for number in count(2))
    own = str(near(recording))
    return next(each for each in chain((name, longer), further) if _told_of(folder / f"{each}-report.txt") in ("", own))


def _told_of(report: Path) -> str:
    """The recording that a report tells of, as its first line names it; empty where there is no report."""
    try:
        first = report.read_text(errors="replace").partition("\n")[0]
    except OSError:
        return ""
    return first.rpartition(" (")[0]


def _laid(each: Listened, name: str, folder: Path) -> dict[str, Any]:
    """Lay both sides and the report down in the folder, and say what there is."""
    from newscast.base.files import machine_errors, near, write_aside
    from newscast.sound.chain.stages import sentence
    from newscast.sound.wav import open_wav

    findings = [{**finding.told(), "text": sentence(finding)} for finding in each.findings]
    name = _free(name, each.recording.media.file.path, folder)
    sides = {side: folder / f"{name}-{side}.wav" for side in ("before", "after")}
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for side, path in sides.items():
            write_aside(path, getattr(each, side).read_bytes())
        told = {
            "file": str(near(each.recording.media.file.path)),
            "segment": each.recording.slug,
            "speech": _speaks(each),
            "seconds": round(open_wav(each.after).samples / 48_000, 3),
            **{side: str(near(path)) for side, path in sides.items()},
            "report": str(near(folder / f"{name}-report.txt")),
            "findings": findings,
        }
        write_aside(folder / f"{name}-report.txt", "".join(f"{line}\n" for line in _lines(told)).encode())
    return told


def _speaks(each: Listened) -> bool:
    """Whether somebody speaks in it, as far as anybody listened."""
    channels = [channel for track in each.recording.media.tracks for channel in track.heard]
    return not channels or any(channel.speech for channel in channels)


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['file']} ({told['seconds']:.1f} s)"
    texts = [finding["text"] for finding in told["findings"] if finding["text"]]
    if not told["speech"]:
        texts = [_("Nobody is heard speaking in {where}.").format(where=told["file"]), *texts]
    yield from (f"  - {text}" for text in texts or [_("Nothing had to be done to it but to set its level.")])
    yield "  " + _("Before: {path}").format(path=told["before"])
    yield "  " + _("After: {path}").format(path=told["after"])
