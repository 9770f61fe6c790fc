"""What the `cart` chunk of a station's WAV has no room for: playout systems would find files under half an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.build.stages import Piece
from newscast.deliverables.cut import Cut
from newscast.deliverables.playout import cart_of, charset_of, station_of
from newscast.wrappers.bwf.cart import ROOM
from newscast.wrappers.bwf.texts import plain

_FIELDS = ("cut", "client", "category", "classification")
"""What a profile says; a title and last words are for people, who see that they end early."""


def cut_short(pieces: Iterable[Piece]) -> Iterator[Problem]:
    """Warnings of what is cut off in the chunk, once for each key of a profile."""
    told: set[tuple[str, str]] = set()
    for piece in pieces:
        cut = piece.product.of or piece.cut
        for field, text in _too_long(cut):
            if (cut.deliverable, field) not in told:
                told.add((cut.deliverable, field))
                yield _warning(cut, field, text)


def _too_long(cut: Cut) -> Iterator[tuple[str, str]]:
    cart = cart_of(cut) if cut.station else None
    for field in _FIELDS if cart else ():
        text = plain(getattr(cart, field), charset_of(station_of(cut)))
        if len(text) > ROOM:
            yield field, text


def _warning(cut: Cut, field: str, text: str) -> Problem:
    assert cut.station is not None
    message = _("“{key}” of “{station}” is {count} characters long, and the cart chunk has room for {room}: “{text}”.")
    hint = _("Write it shorter; playout systems read the beginning alone.")
    told = message.format(key=field, station=cut.deliverable, count=len(text), room=ROOM, text=f"{text[:ROOM]}…")
    return Problem(told, hint, cut.station.where(field), warning=True, code="station-cart")
