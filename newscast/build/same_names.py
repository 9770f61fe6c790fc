"""Files of one name in one folder would replace each other: a station's names must tell them apart."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.build.stages import Piece


def refuse_same_names(pieces: Sequence[Piece]) -> None:
    """Raises FilesError where two files would be called alike, on a disk that tells capitals apart or not."""
    known: set[str] = set()
    problems = []
    for piece in pieces:
        path = piece.product.path.casefold()
        if path in known:
            problems.append(_refusal(piece))
        known.add(path)
    if problems:
        raise FilesError(list(dict.fromkeys(problems)))


def _refusal(piece: Piece) -> Problem:
    cut = piece.cut
    message = _("Two files of “{deliverable}” would be called {path}.")
    hint = _("Let `name` of the station tell them apart, such as with {fields}.").format(fields="{block}, {part}")
    told = message.format(deliverable=cut.deliverable, path=piece.product.path)
    place = cut.station.where("name") if cut.station else None
    return Problem(told, hint, place, code="station-name")
