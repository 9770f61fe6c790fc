"""`newscast feed`: the whole feed of a show's podcast, from what finals left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _
from newscast.cli.to_file import never_over_others
from newscast.cli.where import newsroom_option

if TYPE_CHECKING:
    from newscast.base.errors import Place, Problem
    from newscast.show.model import Show


@click.command(help=_("Print the whole feed of a show’s podcast, of all episodes that were built as one; or write it."))
@click.argument("show", metavar=_("SHOW"))
@click.option(
    "--to",
    "target",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    callback=never_over_others(".xml", ".rss"),
    help=_("Write it there, e.g. feed.xml."),
)
@newsroom_option
def command(show: str, target: Path | None, newsroom: Path) -> None:
    """What is in the feed, and what is left out of it, goes to standard error."""
    from newscast.base.files import machine_errors, near, write_aside
    from newscast.cli.where import newsroom_named
    from newscast.episode.feed import Entry, LeftOut, entries_of, feed_xml
    from newscast.show.newsroom import OUTPUT

    root = newsroom_named(newsroom)
    kit = _kit(root, show)
    found = list(entries_of(root / OUTPUT, show, _hindered(root)))
    entries = [each for each in found if isinstance(each, Entry)]
    for each in found:
        if isinstance(each, LeftOut):
            message = _("{episode} is left out: {reason}.").format(episode=each.episode, reason=each.reason)
            click.echo(message, err=True)
    text = feed_xml(kit, entries)
    if target is None:
        click.echo(text, nl=False)
        return
    with machine_errors(target.parent):
        write_aside(target, text.encode())
    click.echo(_("{file}: {count} episodes.").format(file=near(target), count=len(entries)), err=True)


def _hindered(root: Path) -> Callable[[str], str | None]:
    """Why an episode is not to go out, by the words that people said on it."""
    from newscast.desk.place import desk_of
    from newscast.episode.feed import DELIVERABLE
    from newscast.watch.approval.going_out import Hindrance, hindrance_of

    hindrance = hindrance_of(root, desk_of(root), DELIVERABLE)
    words: dict[Hindrance | None, str] = {
        "refused": _("somebody said that it does not go out"),
        "unapproved": _("nobody approved it yet"),
    }
    return lambda episode: words.get(hindrance(episode))


def _kit(root: Path, name: str) -> Show:
    """The kit, with all that a feed cannot do without. Raises FilesError."""
    from newscast.base.errors import FilesError, Place
    from newscast.show.load import KIT, load_newsroom, load_show, media_roots, shows
    from newscast.show.newsroom import SHOWS

    problems: list[Problem] = []
    office = load_newsroom(root, problems)
    place = Place(root / SHOWS / name / KIT)
    kit = load_show(root, name, media_roots(root, office), place, problems, office) if name in shows(root) else None
    if kit is None and not problems:
        raise _no_such_show(name, shows(root))
    missing = list(_missing(kit, place)) if kit else []
    if kit is None or missing or any(not problem.warning for problem in problems):
        raise FilesError([*problems, *missing])
    return kit


def _no_such_show(name: str, known: list[str]) -> Exception:
    from newscast.base.errors import UsageError
    from newscast.document.words import did_you_mean, short

    message = _("There is no show “{name}” in assets/shows.").format(name=short(name))
    return UsageError(f"{message} {did_you_mean(name, known)}".rstrip())


def _missing(kit: Show, place: Place) -> Iterator[Problem]:
    """RSS and directories refuse a feed without these."""
    from newscast.base.errors import Problem

    for key in ("url", "link", "description"):
        if not getattr(kit.podcast, key):
            message = _("A feed needs `{key}` below `podcast`.").format(key=key)
            hint = _("Write it into {file}: see “The podcast” in docs/radio.md.").format(file=place.file.name)
            yield Problem(message, hint, kit.where("podcast") or place, code="key-missing")
