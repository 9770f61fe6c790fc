"""The music and videos of a kit, and where it names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from newscast.base.errors import Place
from newscast.show.ends import Closing, Opener
from newscast.show.load import kit_place
from newscast.show.model import Show
from newscast.show.music import Bed

Named = tuple[Path, Place | None]


def music_of(show: Show) -> list[Named]:
    """Every file that is only heard."""
    found = [(own_bed(show), show.where("bed")), (show.sting.file if show.sting else None, show.where("sting"))]
    found += [(bed.file, show.where("beds")) for bed in show.beds.values()]
    found += [(sting.file, show.where("stings")) for sting in show.stings.values()]
    found += [(each.music, each.where("music")) for each in _animations(show)]
    found += [(show.ident.voice, show.ident.where("voice"))] if show.ident else []
    return list(_given(found, show))


def beds_of(show: Show) -> dict[str, Path]:
    """The recordings of its own beds, by the names that segments call them; those that are built in have none."""
    return {name: bed.file for name, bed in _beds(show).items() if bed.file}


def places_of_beds(show: Show) -> dict[str, Place | None]:
    """Where the kit names these recordings."""
    return {name: bed.where("file") or kit_place(show) for name, bed in _beds(show).items() if bed.file}


def _beds(show: Show) -> dict[str, Bed]:
    return {"main": show.bed, **show.beds} if show.bed else dict(show.beds)


def own_bed(show: Show) -> Path | None:
    """The recording of the show's own bed; None where that is the built-in one."""
    return show.bed.file if show.bed else None


def videos_of(show: Show) -> list[Named]:
    """Every finished opener and closing."""
    return list(_given([(each.video, each.where("video")) for each in _animations(show)], show))


def _animations(show: Show) -> Iterator[Opener | Closing]:
    yield from show.openers.values()
    yield from show.closings.values()


def _given(files: Iterable[tuple[Path | None, Place | None]], show: Show) -> Iterator[Named]:
    return ((path, place or kit_place(show)) for path, place in files if path)
