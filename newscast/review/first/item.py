"""One thing to look at first: what it says, where it shows, and a name that belongs to what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from newscast.base.canonical import digest_of
from newscast.base.i18n import _
from newscast.review.versions.marked import Run

Kind = Literal[
    "suspension", "changed", "slot", "name", "figure", "voice", "minors", "credit", "missing", "synthetic", "check"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are looked at, what contradicts itself before all of them."""
ICONS: Mapping[Kind, str] = {
    "suspension": "careful",
    "changed": "new",
    "slot": "clock",
    "name": "person",
    "figure": "list",
    "voice": "microphone",
    "minors": "people",
    "credit": "sound",
    "missing": "image",
    "synthetic": "told",
    "check": "careful",
}
"""What stands beside an item of static/icons.svg."""
CONTRADICTIONS: tuple[Kind, ...] = ("suspension", "name", "voice", "figure", "slot", "check")
"""Which contradictions come before which."""


@dataclass(frozen=True)
class Line:
    """A line of an item, and the frame in which it is seen or heard."""

    text: str
    frame: int | None = None
    words: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Item:
    """Something to look at. `key` is a digest of what it shows, in no language; `frame` is where that is first.

    `wrong` where something contradicts something else; then `found` is what stands there, and `instead` what it is to
    be, where that is known. `asks` where approval asks for a new take, a cut or a signed reason.
    """

    kind: Kind
    key: str
    title: str
    lines: tuple[Line, ...] = ()
    frame: int | None = None
    wrong: bool = False
    asks: bool = False
    found: str = ""
    instead: str = ""

    @property
    def rank(self) -> tuple[bool, int]:
        """What comes first is less."""
        return not self.wrong, (CONTRADICTIONS if self.wrong else KINDS).index(self.kind)


def key_of(kind: Kind, *shown: Any) -> str:
    """The key of an item that shows this."""
    return digest_of([kind, *shown])[:32]


def label_of(item: Item) -> str:
    """What an item is about, as its badge says."""
    return _("Voice of before") if item.asks else kind_words(item.kind)


def kind_words(kind: Kind) -> str:
    """What an item is about, in a word or two."""
    words = {
        "suspension": _("Suspension"),
        "changed": _("Changed"),
        "slot": _("Length"),
        "name": _("Name"),
        "figure": _("Figures and dates"),
        "voice": _("Voice and copy"),
        "minors": _("Minors"),
        "credit": _("Credits and music"),
        "missing": _("Missing"),
        "synthetic": _("Synthetic voice"),
        "check": _("Check"),
    }
    return words[kind]
