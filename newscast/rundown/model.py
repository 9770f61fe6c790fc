"""The keys of a rundown, format 1."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from newscast.errors import Place
from newscast.show.model import Model, Name, Person
from newscast.timecode import Time

Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
TransitionName = Literal["cut", "dissolve", "wipe"]
Move = Literal["push-in", "pull-out", "pan-left", "pan-right", "still"]


class Placed(Model):
    """Something the user wrote; `place` is where (the loader fills it in)."""

    place: SkipJsonSchema[Place | None] = Field(default=None, exclude=True, repr=False)


class Clip(Placed):
    """A file: a path alone, or with what to take from it and how to show it. `sound` is a gain in dB, None is mute."""

    file: Path
    in_: Time | None = Field(default=None, alias="in")
    out: Time | None = None
    sound: float | None = None
    focus: tuple[float, float] | None = None
    fit: Literal["fill", "pad"] | None = None
    move: Move | None = None
    credit: str = ""


class Cover(Clip):
    """A picture over a part whose sound goes on: `at` counts from the part's start, `for` is how long."""

    at: Time = Time()
    for_: Time | None = Field(default=None, alias="for")


class CardPicture(Placed):
    """A graphic used as a picture; its further keys are the graphic's own fields."""

    card: Name
    fields: dict[str, Any] = {}


Picture = Clip | CardPicture


class Super(Placed):
    """Text over picture: somebody's name, or a title and subtitle."""

    at: Time
    for_: Time | None = Field(default=None, alias="for")
    who: str | None = None
    title: str = ""
    subtitle: str = ""


class Choosable(Placed):
    """What any segment or part may carry: where it is kept, and what changes there."""

    only: tuple[str, ...] | None = None
    skip: tuple[str, ...] = ()
    float_: bool = Field(default=False, alias="float")
    versions: dict[str, dict[str, Any]] = {}


class Spoken(Choosable):
    """A part with copy. `voice` is a tuple of recordings, "synth", or None where nothing was said."""

    copy_: str = Field(alias="copy")
    voice: tuple[Clip, ...] | Literal["synth"] | None = None
    by: str | None = None
    pictures: tuple[Picture, ...] = ()
    supers: tuple[Super, ...] = ()


class Read(Spoken):
    """The presenter, on camera or over pictures."""

    kind: Literal["read"] = "read"
    camera: Clip | None = None
    cover: tuple[Cover, ...] = ()


class Vo(Spoken):
    """The presenter's voice over pictures."""

    kind: Literal["vo"] = "vo"


class Recorded(Choosable):
    """A part that is a file with its own sound; `clip` holds the file, its in and out and how to show it."""

    clip: Clip
    transcript: str = ""
    cover: tuple[Cover, ...] = ()
    supers: tuple[Super, ...] = ()


class Sot(Recorded):
    """Somebody speaking. For a sound file, `pictures` or the person's photo is shown."""

    kind: Literal["sot"] = "sot"
    who: str | None = None
    pictures: tuple[Picture, ...] = ()


class Package(Recorded):
    """A finished piece."""

    kind: Literal["package"] = "package"


class Card(Choosable):
    """A silent graphic of its own."""

    kind: Literal["card"] = "card"
    card: Name
    fields: dict[str, Any] = {}
    duration: Time | None = None


Part = Read | Vo | Sot | Card | Package


class SegmentBase(Choosable):
    """What every segment has. `slug` is filled in by the loader where the file has none."""

    slug: Slug
    bed: str | None = None
    """A bed of the kit, "none", or None for the show's own."""
    transition: TransitionName | None = None
    transition_duration: Time | None = None


class WithParts(SegmentBase):
    parts: tuple[Part, ...] = ()


class Open(WithParts):
    kind: Literal["open"] = "open"
    name: Name


class Close(WithParts):
    kind: Literal["close"] = "close"
    name: Name


class Break(WithParts):
    kind: Literal["break"] = "break"
    name: Name


class Sting(SegmentBase):
    kind: Literal["sting"] = "sting"
    name: Name


class Spot(SegmentBase):
    """A finished commercial or campaign spot."""

    kind: Literal["spot"] = "spot"
    clip: Clip


class Headlines(WithParts):
    """One card for each story named. `voice` is one take for all teases."""

    kind: Literal["headlines"] = "headlines"
    stories: tuple[Slug, ...]
    voice: tuple[Clip, ...] | Literal["synth"] | None = None
    by: str | None = None


class Tease(Placed):
    """What is said and shown of a story in the headlines."""

    copy_: str = Field(alias="copy")
    voice: tuple[Clip, ...] | Literal["synth"] | None = None
    by: str | None = None
    pictures: tuple[Picture, ...] = ()


class Story(WithParts):
    kind: Literal["story"] = "story"
    headline: Name
    tease: Tease | None = None
    department: str = ""
    summary: str = ""
    social: bool = False


Segment = Open | Headlines | Story | Sting | Break | Spot | Close


class Rundown(Model):
    """An episode, whole: every path absolute, every `from` fetched, every slug filled in."""

    path: Path
    sha256: str
    show: Slug
    date: datetime.date
    air: datetime.datetime | None = None
    title: str
    slot: Time | None = None
    deliverables: tuple[str, ...]
    presenters: tuple[str, ...] = ()
    segments: tuple[Segment, ...]
    people: dict[str, Person] = {}

    @property
    def episode(self) -> str:
        """The name of the episode and of its output folder: the rundown's file name."""
        return self.path.stem
