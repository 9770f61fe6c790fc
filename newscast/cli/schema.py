"""`newscast schema`: prints the JSON Schema of rundowns."""

from __future__ import annotations

import json

import click

from newscast.base.i18n import _


@click.command(help=_("Print the JSON Schema of rundowns."))
def command() -> None:
    """For editors that complete and check while typing."""
    from newscast.rundown.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
