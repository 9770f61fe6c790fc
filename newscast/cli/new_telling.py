"""What `newscast new --from` says of a rundown that was made from an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

import click

from newscast.base.files import near, printable
from newscast.base.i18n import _, language, ngettext
from newscast.base.languages.all import language_of
from newscast.cli.report import print_problems
from newscast.document.words import short
from newscast.rundown.beginning import Begun
from newscast.rundown.renewing import Moved, Renewed


def tell_renewed(new: Begun) -> None:
    """On standard error, as everything that is no result."""
    if new.origin is None or new.made is None:
        return
    day = language_of(language()).long_date(new.origin.date)
    message = _("From {path}, {day}.")
    click.echo(printable(message.format(path=near(new.origin.path), day=day)), err=True)
    for line in [*map(_moved, new.made.moved), *_segments(new.made)]:
        click.echo(printable(f"  {line}"), err=True)
    print_problems(new.made.warnings)


def _moved(moved: Moved) -> str:
    key = next((str(each) for each in reversed(moved.keys) if isinstance(each, str)), "")
    if moved.now is None:
        message = _("line {line}, {key}: {was} is left out: it reads what is floated")
        return message.format(line=moved.line, key=key, was=short(moved.was, 60))
    message = _("line {line}, {key}: {was} → {now}")
    return message.format(line=moved.line, key=key, was=short(moved.was, 60), now=short(moved.now, 60))


def _segments(made: Renewed) -> Iterator[str]:
    if made.floated:
        count = len(made.floated)
        message = ngettext("{count} story floated: {names}", "{count} stories floated: {names}", count)
        yield message.format(count=count, names=", ".join(made.floated))
    if made.kept:
        yield _("kept: {names}").format(names=", ".join(made.kept))
