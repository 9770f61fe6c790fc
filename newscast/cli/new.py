"""`newscast new`: writes the next rundown of a show, and the show's kit where there is none yet."""

from __future__ import annotations

import datetime
import json
import re
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from newscast.base.errors import UsageError
from newscast.base.files import near
from newscast.base.i18n import _, language


@click.command(help=_("Write the next rundown of a show."))
@click.argument("show", metavar=_("SHOW"))
@click.option("--date", metavar=_("YYYY-MM-DD"), help=_("The day of the episode; the next one otherwise."))
def command(show: str, date: str | None) -> None:
    """What is written can be built as it is; nothing that exists is overwritten."""
    from newscast.show.newsroom import NEWSROOM, SHOWS, find_newsroom

    _require_slug(show)
    root = find_newsroom(Path.cwd() / "any") or Path.cwd()
    day = _day(date) if date else _next_day(root / "rundowns", show)
    path = root / "rundowns" / f"{day}-{show}.yaml"
    if path.exists():
        message = _("{path} is there already. Give another --date, or open that one.")
        raise UsageError(message.format(path=near(path)))
    tongue = _language(root)
    if not (root / NEWSROOM).exists():
        _write(root / NEWSROOM, _filled("newsroom", tongue))
    if not (root / SHOWS / show).is_dir():
        name = json.dumps(show.replace("-", " ").upper(), ensure_ascii=False)
        _write(root / SHOWS / show / "show.yaml", _filled("show", tongue, name=name))
    _write_schemas(root / "rundowns", tongue)
    _write(path, _filled("rundown", tongue, show=json.dumps(show) if _ambiguous(show) else show, date=day))
    click.echo(_("Next: write it, then run `newscast build {path}`.").format(path=near(path)), err=True)


def _require_slug(show: str) -> None:
    from newscast.document.words import as_slug

    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", show) and len(show) <= 60:
        return
    message = _("“{name}” cannot be the name of a show: small letters, digits and hyphens, such as `{example}`.")
    raise UsageError(message.format(name=show, example=as_slug(show)[:60] or "info-leon"))


def _ambiguous(show: str) -> bool:
    """Whether other YAML readers, such as an editor's, take the name for a number or a truth value."""
    return bool(re.fullmatch(r"[\d-]+|\d+e\d+|0[xo][0-9a-f]+|true|false|null|yes|no|on|off|y|n", show))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = _("“{date}” is not a date; write it like 2026-11-20.")
        raise UsageError(message.format(date=text)) from None


def _next_day(folder: Path, show: str) -> datetime.date:
    """The day after the latest episode of the show; today where that is later, or there is none."""
    pattern = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})-{re.escape(show)}")
    names = (pattern.fullmatch(path.stem) for path in folder.glob(f"*-{show}.y*ml"))
    days = [day for found in names if found and (day := _valid_day(found[1]))]
    today = datetime.date.today()
    return max([today, *(day + datetime.timedelta(days=1) for day in days)])


def _valid_day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _language(root: Path) -> str:
    from newscast.show.load import load_newsroom
    from newscast.show.newsroom import NEWSROOM

    if not (root / NEWSROOM).is_file():
        return language()
    return "es" if load_newsroom(root, []).language.lower().startswith("es") else "en"


def _filled(template: str, tongue: str, **slots: object) -> str:
    from newscast.rundown.schema import editor_line

    text = (files("newscast.cli") / "templates" / f"{template}.{tongue}.yaml").read_text(encoding="utf-8")
    return Template(text).substitute(editor=editor_line(tongue), **slots)


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


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(_("{path} is there already.").format(path=near(path))) from None
    click.echo(str(near(path)))
