"""The keys of a rundown, format 1."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, SkipValidation, Tag, ValidationInfo, field_validator

from newscast.document.model import Model, Placed
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.rundown import forms
from newscast.show.fields import (
    BedName,
    ClosingName,
    Date,
    Deliverables,
    Duration,
    File,
    Flag,
    Focus,
    Format,
    Level,
    Moment,
    Name,
    OpenerName,
    People,
    PersonName,
    Slug,
    StingName,
    Stories,
    When,
)
from newscast.show.model import Person
from newscast.timecode import Time

__all__ = ["Model", "Name", "Person", "Placed", "Rundown"]

TransitionName = Literal["cut", "dissolve", "wipe"]
Move = Literal["push-in", "pull-out", "pan-left", "pan-right", "still"]


class Clip(Placed):
    """A file: a path alone, or with what to take from it and how to show it."""

    file: File
    """The path, relative to this file."""
    in_: When | None = Field(default=None, alias="in")
    """Where it begins, counted from the clip's first frame."""
    out: When | None = None
    """Where it ends: the first frame that is not shown."""
    sound: Level | None = None
    """Gain of its own sound under the voice, such as -18dB; silent unless said."""
    focus: Focus | None = None
    """What stays in the picture when it is cropped: [x, y] from 0 to 1, or left, right, top, bottom, center."""
    fit: Literal["fill", "pad"] | None = None
    """`fill` crops to the shape of the canvas, `pad` shows all of it over a blurred copy."""
    move: Move | None = None
    """How a photo moves."""
    credit: str = ""
    """Who made it, shown small."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.as_file(data)

    @field_validator("out")
    @classmethod
    def _after_in(cls, value: Time | None, info: ValidationInfo) -> Time | None:
        forms.require_order(info.data.get("in_"), value, info.context)
        return value


class Cover(Clip):
    """A picture over a part whose sound goes on."""

    at: When = Time()
    """When it appears, counted from the part's start."""
    for_: Duration | None = Field(default=None, alias="for")
    """How long it stays."""


class CardPicture(Placed):
    """A graphic used as a picture; its further keys are the graphic's own fields."""

    filled_in = Placed.filled_in | {"fields"}

    card: Name
    """The graphic's name, such as `figures`."""
    fields: Annotated[dict[str, Any], SkipValidation] = Field(default_factory=dict)

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.with_fields(data, cls.written_keys(), reading)


Picture = Annotated[
    Annotated[Clip, Tag(":file")] | Annotated[CardPicture, Tag(":card")], Discriminator(forms.picture_form)
]
Pictures = Annotated[tuple[Picture, ...], forms.OneOrMany]
Covers = Annotated[tuple[Cover, ...], forms.OneOrMany]
Voice = Annotated[
    Annotated[tuple[Clip, ...], Tag(":recordings")] | Annotated[Literal["synth"], Tag(":synth")],
    Discriminator(forms.voice_form),
    forms.Recordings,
]


class Super(Placed):
    """Text over picture: somebody's name, or a title and subtitle."""

    at: When
    """When it appears, counted from the part's start."""
    for_: Duration | None = Field(default=None, alias="for")
    """How long it stays."""
    who: PersonName | None = None
    """Whose name and role: somebody of newsroom.yaml or of `people`."""
    title: str = ""
    """The first line, where it is not a person."""
    subtitle: str = ""
    """The second line."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.require_title(data, reading)


class Choosable(Placed):
    """What any segment or part may carry: where it is kept, and what changes there."""

    only: Deliverables | None = None
    """The only deliverables that keep it."""
    skip: Deliverables = ()
    """The deliverables that leave it out."""
    float_: Flag = Field(default=False, alias="float")
    """Stays in the file, is left out of the build."""
    versions: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """By deliverable, the keys that are different there; the main value is called `copy` or `file`."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.require_one_choice(data, reading)


class Spoken(Choosable):
    """A part with copy. `voice` is a tuple of recordings, "synth", or None where nothing was said."""

    copy_: Name = Field(alias="copy")
    voice: Voice | None = None
    """The recording of the copy, a list of them, or `synth` for a synthetic voice."""
    by: PersonName | None = None
    """Who reads it; the first presenter unless said."""
    pictures: Pictures = ()
    """What is seen meanwhile; pictures without both `in` and `out` share the time."""
    supers: tuple[Super, ...] = ()
    """Texts over the picture."""


class Read(Spoken):
    """The presenter, on camera or over pictures."""

    kind: Literal["read"] = "read"
    copy_: Name = Field(alias="read")
    """The words the presenter reads."""
    camera: Clip | None = None
    """The presenter's recording; its sound is the voice unless `voice` is given."""
    cover: Covers = ()
    """Pictures over the presenter."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.require_voice(data, reading), reading)


class Vo(Spoken):
    """The presenter's voice over pictures."""

    kind: Literal["vo"] = "vo"
    copy_: Name = Field(alias="vo")
    """The words the presenter reads."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.require_voice(data, reading), reading)


class Recorded(Choosable):
    """A part that is a file with its own sound; `clip` holds the file, its in and out and how to show it."""

    clip: Clip
    transcript: str = ""
    """What is said in it, for captions."""
    cover: Covers = ()
    """Pictures over it; its sound goes on."""
    supers: tuple[Super, ...] = ()
    """Texts over the picture."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.with_clip(data, Clip.written_keys()), reading)


class Sot(Recorded):
    """Somebody speaking. For a sound file, `pictures` or the person's photo is shown."""

    kind: Literal["sot"] = "sot"
    clip: Clip = Field(alias="sot")
    """The recording of the person; `in`, `out` and the like may stand beside it."""
    who: PersonName | None = None
    """Who speaks: somebody of newsroom.yaml or of `people`."""
    pictures: Pictures = ()
    """What is seen while a sound file plays."""


class Package(Recorded):
    """A finished piece."""

    kind: Literal["package"] = "package"
    clip: Clip = Field(alias="package")
    """The finished piece; `in`, `out` and the like may stand beside it."""


class Card(Choosable):
    """A silent graphic of its own; its further keys are the graphic's own fields."""

    filled_in = Placed.filled_in | {"fields"}

    kind: Literal["card"] = "card"
    card: Name
    """The graphic's name, such as `figures`."""
    fields: Annotated[dict[str, Any], SkipValidation] = Field(default_factory=dict)
    duration: Duration | None = None
    """How long it stays; as long as it takes to read unless said."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.with_fields(data, cls.written_keys(), reading), reading)


Part = Read | Vo | Sot | Card | Package


class SegmentBase(Choosable):
    """What every segment has. `slug` is filled in by the loader where the file has none."""

    slug: Slug
    """The segment's short name, unique in the rundown: small letters, digits and hyphens."""
    bed: BedName | None = None
    """A bed of the kit, or `none`; the show's own unless said."""
    transition: TransitionName | None = None
    """How the segment is entered."""
    transition_duration: Duration | None = None
    """How long that takes; 0.5s unless said."""


class WithParts(SegmentBase):
    parts: tuple[Part, ...] = ()
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
    """The name of the break, for the chapter mark."""


class Sting(SegmentBase):
    """A musical mark between segments."""

    kind: Literal["sting"] = "sting"
    name: StingName = Field(alias="sting")
    """The name of a sting of the kit, usually `main`."""


class Spot(SegmentBase):
    """A finished commercial or campaign spot."""

    kind: Literal["spot"] = "spot"
    clip: Clip = Field(alias="spot")
    """The finished spot; `in`, `out` and the like may stand beside it."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.with_clip(data, Clip.written_keys()), reading)


class Headlines(WithParts):
    """One card for each story named, its tease on it."""

    kind: Literal["headlines"] = "headlines"
    stories: Stories = Field(alias="headlines")
    """The stories' short names, in order."""
    voice: Voice | None = None
    """One take for all teases in order, or `synth`; the cards run silent otherwise."""
    by: PersonName | None = None
    """Who reads them."""


class Tease(Placed):
    """What is said and shown of a story in the headlines."""

    copy_: Name = Field(alias="copy")
    """The words."""
    voice: Voice | None = None
    """The recording of the words, or `synth`."""
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
    headline: Name
    """The headline, as it is shown."""
    tease: Tease | None = None
    """What the headlines say of it: a text, or {copy, voice, by, pictures}; the headline unless said."""
    department: str = ""
    """The department it comes from, shown above the headline."""
    summary: str = ""
    """A few sentences for posts and pages."""
    social: Flag = False
    """It gets a vertical cut of its own."""


Segment = Open | Headlines | Story | Sting | Break | Spot | Close


class Rundown(Placed):
    """An episode, whole: every path absolute, every `from` fetched, every slug filled in."""

    filled_in = Placed.filled_in | {"path", "sha256"}

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
    title: str = ""
    """The episode's title; show and date unless said."""
    slot: Duration | None = None
    """The time on air that timing is reported against, such as 5m."""
    deliverables: Deliverables = ()
    """What is built: radio, tv, web, reel, square; the show's list unless said."""
    presenters: People = ()
    """Who reads; the first reads what has no `by`."""
    segments: tuple[Segment, ...]
    """The segments in order."""
    people: dict[Name, Person] = Field(default_factory=dict)
    """Those who speak and are not in newsroom.yaml, by a short name."""

    @property
    def episode(self) -> str:
        """The name of the episode and of its output folder: the rundown's file name."""
        return self.path.stem
