"""The keys of a rundown, format 1, and of its segments; with parts and clips, all that loading gives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from newscast.document.model import Made, Placed
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.rundown import forms
from newscast.rundown.clips import (
    CardCover,
    CardPicture,
    Clip,
    Cover,
    Covering,
    Graphic,
    Heard,
    Minors,
    Picture,
    Pictures,
    Super,
    Voice,
)
from newscast.rundown.parts import Card, Choosable, OfFile, Package, Part, Read, Recorded, Sot, Spoken, Vo
from newscast.show.fields import (
    BedName,
    Built,
    CaptionFiles,
    ClosingName,
    Date,
    Duration,
    Flag,
    Format,
    Hashtags,
    Line,
    Moment,
    Name,
    NameLine,
    OpenerName,
    People,
    PersonName,
    Slot,
    Slug,
    StingName,
    Stories,
    Texts,
    Translations,
)
from newscast.show.person import Person
from newscast.show.podcast import Page

__all__ = [
    "Break",
    "Card",
    "CardCover",
    "CardPicture",
    "Choosable",
    "Clip",
    "Close",
    "Cover",
    "Covering",
    "Graphic",
    "Headlines",
    "Heard",
    "Minors",
    "Open",
    "Package",
    "Part",
    "Person",
    "Picture",
    "Placed",
    "Read",
    "Recorded",
    "Rundown",
    "Segment",
    "SegmentBase",
    "Sot",
    "Spoken",
    "Spot",
    "Sting",
    "Story",
    "Super",
    "Tease",
    "Vo",
    "WithParts",
]

Exempt = Literal["health", "education", "civil-protection", "electoral", "service"]
TransitionName = Literal["cut", "dissolve", "wipe"]


class SegmentBase(Choosable):
    """What every segment has. `slug` is filled in by the loader where the file has none."""

    slug: Slug
    """The segment's short name, unique in the rundown: small letters, digits and hyphens."""
    bed: BedName | None = None
    """A bed of the kit, or `none`; the show's own unless said."""
    captions: CaptionFiles = ()
    """Corrected captions of this segment, SubRip or WebVTT, that win over ours; their times count from its start."""
    transition: TransitionName | None = None
    """How the segment is entered."""
    transition_duration: Duration | None = None
    """How long that takes; 0.5s unless said."""
    exempt: Exempt | None = None
    """Why it may go out during a suspension: health, education, civil protection, electoral authority, service."""


class WithParts(SegmentBase):
    parts: Annotated[tuple[Part, ...], Made()] = ()
    """What the segment is made of, in order."""


class Open(WithParts):
    """The show's opening; its parts play after the animation."""

    kind: Literal["open"] = "open"
    name: OpenerName = Field(alias="open")
    """The name of an opener of the kit, usually `main`."""


class Close(WithParts):
    """The show's closing; its parts play before the animation."""

    kind: Literal["close"] = "close"
    name: ClosingName = Field(alias="close")
    """The name of a closing of the kit, usually `main`."""


class Break(WithParts):
    """The station's commercials; its parts lead to them."""

    kind: Literal["break"] = "break"
    name: Name = Field(alias="break")
    """The name of the break, for the chapter mark; or {name, duration}."""
    duration: Duration | None = None
    """How long the commercials last, where that is fixed: so much of the slot is not the programme's."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.with_break(data, reading), reading)


class Sting(SegmentBase):
    """A musical mark between segments."""

    kind: Literal["sting"] = "sting"
    name: StingName = Field(alias="sting")
    """The name of a sting of the kit, usually `main`."""


class Spot(OfFile, SegmentBase):
    """A finished commercial or campaign spot."""

    kind: Literal["spot"] = "spot"
    clip: Clip = Field(alias="spot")
    """The finished spot; `in`, `out` and the like may stand beside it."""


class Headlines(WithParts):
    """One card for each story named, its tease on it."""

    kind: Literal["headlines"] = "headlines"
    stories: Stories = Field(alias="headlines")
    """The stories' short names, in order."""
    voice: Voice | None = None
    """One take for all teases in order, or `synth`; the cards run silent otherwise."""
    by: PersonName | None = None
    """Who reads them."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.require_once(data, "headlines", reading), reading)


class Tease(Placed):
    """What is said and shown of a story in the headlines."""

    copy_: Name = Field(alias="copy")
    """The words."""
    voice: Voice | None = None
    """The recording of the words, or `synth`."""
    translations: Translations = Field(default_factory=dict)
    """The words in other languages, for captions: {en: …}."""
    by: PersonName | None = None
    """Who reads them."""
    pictures: Pictures = ()
    """What is seen meanwhile."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return Mapping({"copy": data}, data.place) if isinstance(data, Text) else data


class Story(WithParts):
    """A story: its headline and its parts."""

    kind: Literal["story"] = "story"
    slug: Slug = Field(alias="story")
    """The story's short name, unique in the rundown: small letters, digits and hyphens."""
    headline: NameLine
    """The headline, as it is shown."""
    translations: Translations = Field(default_factory=dict)
    """The headline in other languages, for captions: {en: …}."""
    tease: Tease | None = None
    """What the headlines say of it: a text, or {copy, voice, by, pictures}; the headline unless said."""
    department: Line = ""
    """The department it comes from, shown above the headline."""
    summary: str = ""
    """A few sentences for posts and pages."""
    where_: Line = Field(default="", alias="where")
    """Where it is, shown above at the left while its pictures are seen: `Col. San Miguel, León`."""
    tag: Line = ""
    """What it is about in a word or two, shown below the show's name once its headline is gone."""
    breaking: Line = ""
    """What marks it as breaking news while its pictures are seen: `Última hora`, or `Última hora | Sismo de 5.4`."""
    signer: Clip | None = None
    """Somebody who says it in sign language, in a window from its start on: a video, whose own sound is not heard."""
    social: Flag = False
    """It gets a vertical cut of its own."""
    hashtags: Hashtags = ()
    """Hashtags of its posts, without the sign: [Bacheo, Obras públicas]."""
    url: Page | None = None
    """The page that its posts lead to."""
    priority: Annotated[int, Field(ge=1, le=5)] = 3
    """How long it stays where there is too much for the slot: 5 leaves first, 1 never."""


Segment = Open | Headlines | Story | Sting | Break | Spot | Close


class Rundown(Placed):
    """An episode, whole: every path absolute, every `from` fetched, every slug filled in."""

    filled_in = Placed.filled_in | {"path", "sha256", "captions", "families"}

    rundown: Format = 1
    """The format of this file: 1."""
    path: Path
    sha256: str
    show: Slug
    """The show: the name of a folder in assets/shows."""
    date: Date
    """The day of the episode."""
    air: Moment | None = None
    """When it goes out, such as 2026-11-20T07:00."""
    status: Literal["draft", "ready"] = "draft"
    """What a watched newsroom makes of it when it is saved: a draft, or when it is ready the final too."""
    title: Line = ""
    """The episode's title; show and date unless said."""
    slot: Slot | None = None
    """The time on air that timing is reported against, such as 5m."""
    to_slot: Flag = False
    """Whether it is made to last as long as the slot: stories leave by their `priority`, then the closing gives."""
    deliverables: Built = ()
    """What is built: radio, tv, web, reel, square; the show's list unless said."""
    presenters: People = ()
    """Who reads; the first reads what has no `by`."""
    voice: Clip | None = None
    """One take of the whole newscast: all copy that has no voice of its own and that the presenters read, in order."""
    ticker: Texts = ()
    """Short news that run along the bottom edge while pictures are seen."""
    segments: Annotated[tuple[Segment, ...], Made()]
    """The segments in order."""
    people: dict[Name, Person] = Field(default_factory=dict)
    """Those who speak and are not in newsroom.yaml, by a short name."""
    say: dict[Name, Name] = Field(default_factory=dict)
    """What is said for what is written, by the written form: `{SAPAL: sapal}`; it wins over newsroom.yaml."""
    captions: SkipJsonSchema[dict[str, Path]] = Field(default_factory=dict)
    """Corrected captions of the whole episode, by language tag: files beside this one, which the loader finds."""
    families: SkipJsonSchema[dict[str, str]] = Field(default_factory=dict)
    """Which deliverable each station's is a kind of; the loader fills them in."""

    @property
    def episode(self) -> str:
        """The name of the episode and of its output folder: the rundown's file name."""
        return self.path.stem
