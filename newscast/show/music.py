"""The music of a kit as show.yaml names it: a file, and what there is to know of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from newscast.document.model import Placed
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.show.fields import Duration, File


class _Music(Placed):
    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return Mapping({"file": data}, data.place) if isinstance(data, Text) else data


class Bed(_Music):
    """Music under the voice: a file, or {file, through, bpm, bars}."""

    file: File | None = None
    """The recording; the built-in one otherwise."""
    through: Literal["story", "programme"] = "story"
    """How far it goes: to the end of a story, or through the whole programme, below stings and clips in silence."""
    bpm: Annotated[float, Field(ge=30, le=300)] | None = None
    """Beats a minute of music in four-four time, so that it repeats on a bar; found by ear unless said."""
    bars: Annotated[int, Field(ge=1, le=64)] | None = None
    """How many bars belong together, so that it repeats on them; one unless said."""


class StingMusic(_Music):
    """A musical mark: a file, or {file, hit}."""

    file: File
    """The recording."""
    hit: Duration | None = None
    """How long after its start it hits: that lands on the cut; found by ear unless said."""
