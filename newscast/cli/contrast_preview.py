"""How a colour looks under a show's name: the texts that can be read on it, drawn in the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from newscast.base.contrast import READABLE, contrast, mixed
from newscast.base.files import printable
from newscast.base.i18n import _

LIGHT, DARK = "#ffffff", "#000000"
"""The texts that are proposed: on any colour, one of them can be read."""


@dataclass(frozen=True)
class Pair:
    """A main colour with the text on it."""

    primary: str
    text: str

    @property
    def contrast(self) -> float:
        return contrast(self.primary, self.text)


def proposals(primary: str) -> tuple[Pair, ...]:
    """White on the colour; where that cannot be read, black on it, and white on the nearest darker one."""
    light = Pair(primary, LIGHT)
    if light.contrast >= READABLE:
        return (light,)
    darker = (Pair(mixed(primary, DARK, percent / 100), LIGHT) for percent in range(1, 101))
    return Pair(primary, DARK), next(pair for pair in darker if pair.contrast >= READABLE)


def show_pairs(pairs: tuple[Pair, ...], name: str, stream: TextIO) -> None:
    """The name in each, and in words how well it can be read."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.print()
    for number, pair in enumerate(pairs, 1):
        said = _("white text on {color}") if pair.text == LIGHT else _("black text on {color}")
        words = _("{pair}: {found}:1 ({least}:1 can be read)")
        found, least = f"{pair.contrast:.1f}", READABLE
        line = Text(f"  {number}  " if len(pairs) > 1 else "  ")
        line.append(f"  {printable(name)}  ", f"bold {pair.text} on {pair.primary}")
        line.append("  " + words.format(pair=said.format(color=pair.primary), found=found, least=least))
        console.print(line)
    console.print()
