"""`newscast schema`: prints the JSON Schema of rundowns, or of what newscast writes for programs."""

from __future__ import annotations

from typing import Any

import click

from newscast.base.i18n import _

RUNDOWN = "rundown"


@click.command(
    help=_("Print the JSON Schema of rundowns, or of what programs read: events, manifest, status and others.")
)
@click.argument("name", default=RUNDOWN, metavar=_("[NAME]"))
def command(name: str) -> None:
    """For editors that complete and check while typing, and for who writes programs. Raises UsageError."""
    from newscast.base.schema import in_words, text_of

    click.echo(text_of(in_words(_schema(name))), nl=False)


def _schema(name: str) -> dict[str, Any]:
    from newscast.base.errors import UsageError
    from newscast.document.words import did_you_mean, short
    from newscast.rundown.schema import json_schema

    if name == RUNDOWN:
        return json_schema()
    from newscast.episode import schema as of_episodes
    from newscast.watch.status import schema as of_watchers

    schemas = {**of_episodes.schemas(), **of_watchers.schemas()}
    if name not in schemas:
        message = _("There is no schema “{name}”.").format(name=short(name))
        raise UsageError(f"{message} {did_you_mean(name, [RUNDOWN, *schemas])}".rstrip())
    return schemas[name]
