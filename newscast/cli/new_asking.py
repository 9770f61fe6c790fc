"""What `newscast new` asks on a terminal: the show's name, its colour, its logo. Nothing is written meanwhile."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import click

from newscast.base.errors import Problem
from newscast.base.files import printable
from newscast.base.i18n import _, language
from newscast.cli.contrast_preview import Pair, proposals, show_pairs
from newscast.document.words import as_slug, folded, short

LONGEST = 60
"""Letters of a show's short name, which is that of a folder."""
_PRIMARY = "#0a3d62"
_COLORS = {
    "#0a3d62": ("navy", "azul marino", "marino"),
    "#1f5fbf": ("blue", "azul"),
    "#1b6b3a": ("green", "verde"),
    "#b3201f": ("red", "rojo"),
    "#7b1e3a": ("maroon", "guinda", "vino"),
    "#5b2a86": ("purple", "morado", "violeta"),
    "#c2185b": ("pink", "rosa"),
    "#e07b00": ("orange", "naranja", "anaranjado"),
    "#f2c500": ("yellow", "amarillo"),
    "#00796b": ("turquoise", "turquesa"),
    "#5d4037": ("brown", "café", "marrón"),
    "#4a4f57": ("grey", "gris", "gray"),
    "#000000": ("black", "negro"),
    "#ffffff": ("white", "blanco"),
}
"""Colours that may be named in either language: English, Spanish, and other words for them."""
_KEPT = ("", "1", "si", "s", "y", "yes", "ok")

Given = TypeVar("Given")


@dataclass(frozen=True)
class Answers:
    """A show: its short name, and where it is a new one how it is called and looks; `colors` only where they differ."""

    show: str
    name: str = ""
    colors: Pair | None = None
    logo: Path | None = None


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(shows: list[str]) -> Answers:
    """What somebody wants, answer by answer until each can be used. Raises click.Abort where they leave."""
    click.echo(_("Answer, or press Enter to take what stands in brackets; Ctrl-C leaves, and nothing is written."))
    if shows:
        click.echo(_("Shows there are: {names}.").format(names=", ".join(shows)))
    name = _asked(_("Name of the show"), _name, shows[0] if len(shows) == 1 else None)
    slug = as_slug(name)
    if slug in shows:
        return Answers(slug)
    click.echo(_("Its short name, for files and folders, is {slug}.").format(slug=slug))
    colors = _ask_color(name)
    logo = _asked(_("Logo, an SVG or PNG file (Enter: none yet)"), logo_at, "")
    return Answers(slug, name, None if colors.primary == _PRIMARY else colors, logo)


def _asked(question: str, read: Callable[[str], Given], default: str | None, hidden: bool = False) -> Given:
    """The answer as `read` understands it; asked again as long as that refuses it."""
    answer: Given = click.prompt(question, default=default, value_proc=read, show_default=bool(default) and not hidden)
    return answer


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not as_slug(name):
        raise click.UsageError(_("A name has letters or digits, such as INFO LEÓN."))
    if len(as_slug(name)) > LONGEST:
        raise click.UsageError(_("This is too long for a name: {most} letters at most.").format(most=LONGEST))
    if printable(name) != name or not name.isprintable():
        raise click.UsageError(_("There is a sign in this name that cannot be written."))
    if misfits := _misfits(name):
        raise click.UsageError(f"{misfits[0].message} {misfits[0].hint}".rstrip())
    return name


def _misfits(name: str) -> list[Problem]:
    """What keeps a show's name from being drawn in the usual typeface, where it is largest."""
    from newscast.base.canvas import DESIGN_SIZES, canvas
    from newscast.graphics.design import fit_problems
    from newscast.show.model import Show

    show = Show(show=1, name=name)
    shapes = [canvas(shape, show.rate) for shape in DESIGN_SIZES]
    return [each for shape in shapes for each in fit_problems("opener", {}, show, shape, None)]


def _ask_color(name: str) -> Pair:
    color = _asked(_("Main colour, such as #0a3d62 or blue"), color_in, _PRIMARY)
    while True:
        pairs = proposals(color)
        show_pairs(pairs, name, sys.stdout)
        question = _("Enter keeps it; or write another colour")
        if len(pairs) > 1:
            question = _("White cannot be read on it. Enter or 1 for the first, 2 for the second, or another colour")
        answer = _asked(question, lambda text, pairs=pairs: _choice(text, pairs), "", hidden=True)  # type: ignore[misc]
        if isinstance(answer, Pair):
            return answer
        color = answer


def _choice(text: str, pairs: tuple[Pair, ...]) -> Pair | str:
    said = folded(text.strip())
    if said in _KEPT:
        return pairs[0]
    if said == "2" and len(pairs) > 1:
        return pairs[1]
    return color_in(text)


def color_in(text: str) -> str:
    """A colour that somebody wrote, as `#rrggbb`. Raises click.UsageError."""
    said = folded(text.strip())
    for color, names in _COLORS.items():
        if said in map(folded, names):
            return color
    digits = said.removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch(r"[0-9a-f]{6}", digits):
        message = _("“{value}” is no colour. Write it like #0a3d62, or one of: {names}.")
        known = ", ".join(names[language() == "es"] for names in _COLORS.values())
        raise click.UsageError(message.format(value=short(text), names=known))
    return f"#{digits}"


def logo_at(text: str) -> Path | None:
    """The file somebody named, typed or dropped on the terminal; None for no answer. Raises click.UsageError."""
    from newscast.graphics.encoded import text_of
    from newscast.graphics.logo import VECTOR, kind_of, logo_fault
    from newscast.graphics.taken import taken

    if not text.strip():
        return None
    path = next(filter(os.path.isfile, _meant(text.strip())), None)
    if path is None:
        message = _("There is no file “{name}”. Drop it on this window, or press Enter to go on without a logo.")
        raise click.UsageError(message.format(name=short(text.strip(), 60)))
    if fault := logo_fault(Path(path)):
        raise click.UsageError(" ".join(fault))
    data = Path(path).read_bytes()
    if kind_of(data) not in (VECTOR, "image/png"):
        message = _("{name} is a photo, without a transparent ground. Save the logo as PNG or SVG.")
        raise click.UsageError(message.format(name=Path(path).name))
    outside = taken(text_of(data)).links if kind_of(data) == VECTOR else ()
    if outside:
        message = _("{name} needs another file, {target}. Save it with its pictures embedded.")
        raise click.UsageError(message.format(name=Path(path).name, target=short(outside[0].target)))
    return Path(path)


def _meant(text: str) -> list[str]:
    """What a text may mean as a path: as it is, without quotes, without what a terminal adds to a dropped file."""
    found = [text, text.strip("'\"")]
    with suppress(ValueError):
        found += shlex.split(text)[:1]
    if text.strip("'\"").startswith("file:"):
        found.append(unquote(urlsplit(text.strip("'\"")).path))
    return [os.path.expanduser(each) for each in found if "\0" not in each]  # noqa: PTH111  # takes every name
