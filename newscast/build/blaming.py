"""A machine that fails while it works on the user's files is told of where the rundown or the kit names them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscast.base.errors import MachineError, Place
from newscast.base.i18n import _
from newscast.build.probing import media_places
from newscast.build.stages import Asked
from newscast.show.load import kit_place


@contextmanager
def blaming(asked: Asked) -> Iterator[None]:
    """While this context lasts, a MachineError about files of the episode says which, and where they are named."""
    try:
        yield
    except MachineError as error:
        if not error.media or error.place:
            raise
        raise _placed(error, asked) from error


def _placed(error: MachineError, asked: Asked) -> MachineError:
    places = media_places(asked)
    known = [path for path in error.media if path in places]
    media = tuple(known) or error.media
    message, names = str(error), [path.name for path in media]
    if not any(name in message for name in names):
        form = _("{message} It was working on: {names}.")
        message = form.format(message=message.rstrip(".") + ".", names=", ".join(names))
    place = places[known[0]] if known else _of_kit(media[0], asked)
    return type(error)(message, error.log, media, place)


def _of_kit(path: Path, asked: Asked) -> Place | None:
    folder = asked.loaded.show.folder
    return kit_place(asked.loaded.show) if folder and path.is_relative_to(folder) else None
