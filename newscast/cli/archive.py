"""`newscast archive`: the programmes of delivered episodes move to where newsroom.yaml says."""

from __future__ import annotations

from pathlib import Path

import click

from newscast.base.i18n import _


@click.command(help=_("Move the programmes of delivered episodes to the archive that newsroom.yaml names."))
@click.argument("episodes", nargs=-1, required=True, metavar=_("EPISODE..."))
def command(episodes: tuple[str, ...]) -> int:
    """Each episode is a folder, or a name in the output folder of the newsroom."""
    from newscast.base.files import near
    from newscast.base.sizes import size_text
    from newscast.episode.archive import archive

    for name in episodes:
        folder, newsroom = _folder(name)
        target = _target(newsroom)
        moved = archive(folder, target, newsroom)
        if moved.files:
            message = _("{episode}: {count} files, {size}, are in {folder} now.")
            size, there = size_text(moved.bytes), near(target / folder.name)
            text = message.format(episode=folder.name, count=moved.files, size=size, folder=there)
        else:
            text = _("{episode} is archived already.").format(episode=folder.name)
        click.echo(text, err=True)
    return 0


def _folder(name: str) -> tuple[Path, Path]:
    """The episode folder, and its newsroom."""
    from newscast.cli.where import newsroom_here
    from newscast.show.newsroom import find_newsroom

    given = Path(name).resolve()
    root = find_newsroom(given) or newsroom_here()
    return (given if given.is_dir() else root / "output" / name), root


def _target(newsroom: Path) -> Path:
    """The archive. Raises FilesError where newsroom.yaml names none."""
    from newscast.base.errors import FilesError, Place, Problem
    from newscast.base.files import near
    from newscast.show.load import load_newsroom
    from newscast.show.newsroom import NEWSROOM

    problems: list[Problem] = []
    office = load_newsroom(newsroom, problems)
    if any(not problem.warning for problem in problems):
        raise FilesError(problems)
    if office.archive is None:
        hint = _("Write `archive: FOLDER`: a folder of the newsroom, or one elsewhere such as /mnt/archivo.")
        message = _("The newsroom has no archive.")
        raise FilesError([Problem(message, hint, Place(near(newsroom / NEWSROOM)), code="archive-missing")])
    return newsroom / office.archive
