"""Options that name a file to be written: what lies there already is replaced only where it can be an older one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from newscast.base.errors import UsageError
from newscast.base.i18n import _

Callback = Callable[[click.Context, click.Parameter, Path | None], Path | None]


def never_over_others(*suffixes: str) -> Callback:
    """The callback of an option whose command writes files that end in one of these, or in nothing.

    Raises UsageError for a file of another kind that is there: completing a name names a rundown soon.
    """

    def checked(_context: click.Context, option: click.Parameter, path: Path | None) -> Path | None:
        if path is not None and path.suffix.lower() not in ("", *suffixes) and path.is_file():
            message = _("{name} is there, and {option} would write over it. Take a name that ends in {suffix}.")
            raise UsageError(message.format(name=path, option=option.opts[0], suffix=suffixes[0]))
        return path

    return checked
