"""How a show begins and ends: its openers, what is said in them, its closings."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from newscast.document.model import Placed
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.show.fields import Duration, File, Flag, Link, Name


class Opener(Placed):
    """The show's opening: designed by the built-in graphics, or a finished `video`."""

    video: File | None = None
    """A finished opener, instead of the designed one."""
    music: File | None = None
    """Music instead of the built-in."""
    subtitle: str = ""
    """A line below the show's name."""
    pictures: Flag = True
    """Whether the first story's picture is seen in the designed opener."""


class Ident(Placed):
    """What is said in an opener, over its music."""

    copy_: Name = Field(alias="copy")
    """The words: the show's name and its line."""
    voice: File | None = None
    """The recording of the words; a synthetic voice reads them otherwise."""
    at: Duration | None = None
    """When it begins in the opener; where the built-in music leaves room for it otherwise."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return Mapping({"copy": data}, data.place) if isinstance(data, Text) else data


class Closing(Placed):
    """The last seconds of the show."""

    video: File | None = None
    """A finished closing, instead of the designed one."""
    music: File | None = None
    """Music instead of the built-in."""
    thanks: str = ""
    """The line of thanks."""
    contacts: Annotated[tuple[str, ...], Field(max_length=3)] = ()
    """At most three: page, telephone, social network."""
    credits: Annotated[tuple[str, ...], Field(max_length=8)] = ()
    """At most eight lines."""
    url: Link = ""
    """The address the code on a social cut leads to."""
    action: str = ""
    """What a social cut asks the viewer to do."""
