"""The show as a podcast: what directories and players are told of it, and where its files are published."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from newscast.document.model import Placed
from newscast.show.addresses import check_folder, check_page
from newscast.show.fields import Flag, Line, Name
from newscast.show.podcast_values import (
    BITRATES,
    check_bitrate,
    check_email,
    read_categories,
)
from newscast.show.station_values import without_unit

_PAGE = {"type": "string", "examples": ["https://noticias.leon.example/podcast"]}
Page = Annotated[str, AfterValidator(check_page), WithJsonSchema(_PAGE)]
Folder = Annotated[str, AfterValidator(check_folder), WithJsonSchema(_PAGE)]
Email = Annotated[Name, AfterValidator(check_email)]
Categories = Annotated[tuple[str, ...], BeforeValidator(read_categories), Field(min_length=1)]
Bitrate = Annotated[int, BeforeValidator(without_unit("k")), AfterValidator(check_bitrate)]


class Podcast(Placed):
    """The show as a podcast."""

    title: Line = ""
    """What the podcast is called; the name of the show unless said."""
    author: Line = ""
    """Whose it is: the name that players show below the title."""
    description: str = ""
    """What it is about, in a few sentences, for directories."""
    category: Categories = ("News > Daily News",)
    """The categories of Apple Podcasts, in English, the first of all first, such as [News > Daily News, Government]."""
    link: Page | None = None
    """The page of the podcast on the web."""
    url: Folder | None = None
    """Where the files of all episodes are published: an entry for the feed is made when this is known."""
    owner: Line = ""
    """Who is responsible for it; directories do not show that."""
    email: Email | None = None
    """The address at which directories reach the owner."""
    explicit: Flag = False
    """Whether it has words or subjects that are not for children."""
    channels: Literal["stereo", "mono"] = "stereo"
    """Whether the MP3 is stereo or mono."""
    bitrate: Bitrate | None = None
    """Kilobits a second of the MP3: 128 in stereo, 96 in mono unless said."""

    @property
    def channel_count(self) -> int:
        return 1 if self.channels == "mono" else 2

    @property
    def kilobits(self) -> int:
        """The bit rate of the MP3, in kb/s."""
        return self.bitrate or BITRATES[self.channels]
