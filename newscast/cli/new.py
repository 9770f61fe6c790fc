"""`newscast new`: writes the next rundown of a show, and the show's kit where there is none yet."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from newscast.base.errors import UsageError
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.base.laying_down import Laid, laid_down
from newscast.cli.new_asking import Answers, ask, can_ask

_COLORS = '# colors: {primary: "#0a3d62", accent: "#f6b93b"}'
_LOGO = "# logo: logo.svg"
"""What a kit says that has nothing of its own."""


@click.command(help=_("Write the next rundown of a show; without SHOW, on a terminal, ask what a new show is like."))
@click.argument("show", metavar=_("SHOW"), required=False)
@click.option("--date", metavar=_("YYYY-MM-DD"), help=_("The day of the episode; the next one otherwise."))
@click.option(
    "--from",
    "origin",
    metavar=_("EPISODE"),
    help=_("Begin from an earlier episode: `yesterday` (the last one before), its day, or the path of its rundown."),
)
def command(show: str | None, date: str | None, origin: str | None) -> None:
    """What is written can be built as it is; nothing that exists is overwritten."""
    from newscast.show.newsroom import find_newsroom

    day = _day(date) if date else None
    root = find_newsroom(Path.cwd() / "any") or Path.cwd()
    if origin is not None:
        path = _write_from(origin, _show_of(show, origin, root), root, day)
        hint = _("Next: take `float: true` off what goes on, write what is new, then run `newscast build {path}`.")
        click.echo(hint.format(path=near(path)), err=True)
        return
    try:
        path = _write_all(_answers(show, root), root, day)
    except (click.Abort, KeyboardInterrupt):
        click.echo()
        raise click.Abort(_("Interrupted. Nothing was written.")) from None
    click.echo(_("Next: write it, then run `newscast build {path}`.").format(path=near(path)), err=True)


def _show_of(show: str | None, origin: str, root: Path) -> str:
    """The show of which an episode is begun from another: the one that is named, that of the path, or the only one."""
    from newscast.rundown.earlier import show_of
    from newscast.show.load import shows

    known = shows(root)
    if show is not None:
        if show not in known:
            _require_slug(show)
        return show
    found = show_of(origin) or (known[0] if len(known) == 1 else None)
    if found is None:
        raise _unnamed(known)
    return found


def _unnamed(known: Sequence[str]) -> UsageError:
    """What is said where nobody can be asked for the show, of which so many are known."""
    if known:
        form = _("Say which show, behind the command: {names}, or the short name of a new one.")
        return UsageError(form.format(names=", ".join(known)))
    return UsageError(_("Say how the show is called in short, behind the command: `newscast new mi-noticiero`."))


def _write_from(origin: str, show: str, root: Path, day: datetime.date | None) -> Path:
    """The rundown that was written from an earlier one; what was done to it is told."""
    from newscast.cli.new_telling import tell_renewed
    from newscast.rundown.beginning import Wanted, begun, tongue_of
    from newscast.rundown.earlier import next_day
    from newscast.show.load import today_at
    from newscast.show.newsroom import RUNDOWNS

    new = begun(root, Wanted(show, day or next_day(root, show, today_at(root)), origin))
    with laid_down() as laid:
        laid.write(new.path, new.data)
        _write_schemas(root / RUNDOWNS, tongue_of(root))
    click.echo(str(near(new.path)))
    tell_renewed(new)
    return new.path


def _answers(show: str | None, root: Path) -> Answers:
    """What is said on the command line, else what somebody answers who sits at a terminal."""
    from newscast.show.load import shows

    if show is not None:
        _require_slug(show)
        return Answers(show)
    known = shows(root)
    if not can_ask():
        raise _unnamed(known)
    return ask(known)


def _write_all(answers: Answers, root: Path, day: datetime.date | None) -> Path:
    """The rundown that was written, with all that it needs and that is not there yet."""
    from newscast.rundown.beginning import pattern, tongue_of
    from newscast.rundown.earlier import next_day, taken
    from newscast.show.load import today_at
    from newscast.show.newsroom import NEWSROOM, RUNDOWNS, SHOWS

    show, tongue = answers.show, tongue_of(root)
    day = day or next_day(root, show, today_at(root))
    path = root / RUNDOWNS / f"{day}-{show}.yaml"
    if there := taken(root, path.stem):
        message = _("{path} is there already: open that one, or choose another day.")
        raise UsageError(message.format(path=near(there)))
    with laid_down() as laid:
        if not (root / NEWSROOM).exists():
            laid.write(root / NEWSROOM, _filled("newsroom", tongue))
        if not (root / SHOWS / show).is_dir():
            _write_kit(answers, root / SHOWS / show, tongue, laid)
        laid.write(path, pattern(show, day, tongue))
        _write_schemas(root / RUNDOWNS, tongue)
    for each in laid.files:
        click.echo(str(near(each)))
    return path


def _write_kit(answers: Answers, folder: Path, tongue: str, laid: Laid) -> None:
    from newscast.graphics.logo import VECTOR, kind_of
    from newscast.show.load import KIT

    name = json.dumps(answers.name or answers.show.replace("-", " ").upper(), ensure_ascii=False)
    colors, logo = _COLORS, _LOGO
    if answers.colors is not None:
        colors = f'colors: {{primary: "{answers.colors.primary}", text: "{answers.colors.text}"}}'
    if answers.logo is not None:
        drawing = answers.logo.read_bytes()
        own = f"logo{'.svg' if kind_of(drawing) == VECTOR else '.png'}"
        laid.write(folder / own, drawing)
        logo = f"logo: {own}"
    laid.write(folder / KIT, _filled("show", tongue, name=name, colors=colors, logo=logo))


def _require_slug(show: str) -> None:
    from newscast.document.words import as_slug

    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", show) and len(show) <= 60:
        return
    message = _("“{name}” cannot be the name of a show: small letters, digits and hyphens, such as `{example}`.")
    raise UsageError(message.format(name=show, example=as_slug(show)[:60] or "info-leon"))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = _("“{date}” is not a date; write it like 2026-11-20.")
        raise UsageError(message.format(date=text)) from None


def _filled(template: str, tongue: str, **slots: object) -> bytes:
    from newscast.rundown.schema import editor_line

    text = (files("newscast.cli") / "templates" / f"{template}.{tongue}.yaml").read_text(encoding="utf-8")
    return Template(text).substitute(editor=editor_line(tongue), **slots).encode()


def _write_schemas(folder: Path, tongue: str) -> None:
    """What editors look up: in the newsroom's language, and anew in another in which it is there already."""
    from newscast.rundown.schema import FILES, file_text

    folder.mkdir(parents=True, exist_ok=True)
    for each, name in FILES.items():
        path = folder / name
        if path.is_file() or each == tongue:
            text = file_text(each)
            if not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text:
                path.write_text(text, encoding="utf-8")
