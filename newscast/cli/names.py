"""Names in one text, as options take them: `radio,web`."""

from __future__ import annotations

import click

from newscast.base.errors import UsageError
from newscast.base.i18n import _


def names_in(_context: click.Context, option: click.Parameter, text: str | None) -> tuple[str, ...]:
    """The callback of an option that takes a list with commas: each name once, none where the option is left out.

    Raises UsageError for a list without a name: `--only "$WHAT"` of a script, whose variable is empty, would mean all.
    """
    if text is None:
        return ()
    names = tuple(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
    if not names:
        message = _("{option} names nothing. Name something, or leave it out.")
        raise UsageError(message.format(option=option.opts[0]))
    return names
