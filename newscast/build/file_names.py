"""What files of an episode may be called: each by a name of its own, which no disk finds too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.filenames import LONGEST, alike
from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.build.stages import Piece
    from newscast.deliverables.cut import Cut
    from newscast.deliverables.rough import RoughCut

_BEHIND = 64
"""Bytes that no deliverable puts behind the stem of a cut: the longest are tags of languages and two suffixes."""


def are_doubtful(cuts: Iterable[RoughCut]) -> bool:
    """Whether the names of what is made of some cuts may be too long: then only the products tell."""
    return any(len(cut.stem.encode()) + _BEHIND > LONGEST for cut in cuts)


def refuse_unfit_names(pieces: Sequence[Piece]) -> None:
    """Raises FilesError where two files would be called alike, whatever the disk that they go to takes for one name, or
    where a name is too long."""
    if problems := [*_same(pieces), *_too_long(pieces)]:
        raise FilesError(list(dict.fromkeys(problems)))


def _same(pieces: Iterable[Piece]) -> Iterator[Problem]:
    known: set[str] = set()
    for piece in pieces:
        path = alike(piece.product.path)
        if path in known:
            message = _("Two files of “{deliverable}” would be called {path}.")
            hint = _("Let `name` of the station tell them apart, such as with {fields}.").format(
                fields="{block}, {part}"
            )
            told = message.format(deliverable=piece.cut.deliverable, path=piece.product.path)
            yield Problem(told, hint, _of_station(piece.cut), code="station-name")
        known.add(path)


def _too_long(pieces: Iterable[Piece]) -> Iterator[Problem]:
    """One problem for each cut: its files are named alike."""
    longest = {id(piece.cut): piece for piece in sorted(pieces, key=_bytes) if _bytes(piece) > LONGEST}
    for piece in longest.values():
        message = _("Names of files of “{deliverable}” would be {count} bytes long; disks take {most}.")
        hint = _("Give it a shorter name: that of the rundown's file, or of the story, is part of it.")
        told = message.format(deliverable=piece.cut.deliverable, count=_bytes(piece), most=LONGEST)
        yield Problem(told, hint, _named_at(piece.cut), code="file-name")


def _bytes(piece: Piece) -> int:
    """Of the longest name in its path."""
    return max(len(name.encode()) for name in piece.product.path.split("/"))


def _named_at(cut: Cut) -> Place | None:
    story = cut.story
    return _of_station(cut) or (story.place if story else cut.rundown.place)


def _of_station(cut: Cut) -> Place | None:
    return cut.station.where("name") if cut.station else None
