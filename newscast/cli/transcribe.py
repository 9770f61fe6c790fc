"""`newscast transcribe`: drafts what is said in sots and packages into the rundown, marked until it is confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.exits import DONE
from newscast.base.i18n import _, ngettext

if TYPE_CHECKING:
    from newscast.build.transcribing import Drafted


@click.command(help=_("Draft the transcripts of sots and packages that have none into a rundown, for you to confirm."))
@click.argument("rundown", type=click.Path(readable=False, path_type=Path), metavar=_("RUNDOWN"))
@click.option("--segment", metavar=_("SLUG"), default="", help=_("Only those of this segment."))
@click.option(
    "--model",
    metavar=_("FOLDER"),
    required=True,
    type=click.Path(path_type=Path),
    help=_("The folder of a Whisper model for faster-whisper."),
)
def command(rundown: Path, segment: str, model: Path) -> int:
    """The model is opened first: whoever lacks one is told at once."""
    from newscast.build.request import Options
    from newscast.build.transcribing import transcribe
    from newscast.sound.recognise import open_recogniser

    recogniser = open_recogniser(model)
    drafted = transcribe(rundown, segment, recogniser, Options(draft=True))
    for each in drafted:
        click.echo(_said(rundown, each), err=True)
    click.echo(_outcome(drafted), err=True)
    return DONE


def _said(path: Path, drafted: Drafted) -> str:
    """What was written down of a part, with the line of the part."""
    if not drafted.text:
        text = _("nobody was understood")
    else:
        count = len(drafted.text.split())
        text = ngettext("{count} word", "{count} words", count).format(count=count)
    return f"{path}:{drafted.place.line}: {drafted.slug}: {text}"


def _outcome(drafted: list[Drafted]) -> str:
    if not drafted:
        return _("Every sot and package that is there has its transcript.")
    if not any(each.text for each in drafted):
        return _("Nothing was written into the rundown.")
    return _("Listen to them, correct what was misheard, and delete their lines `unconfirmed: true`.")
