"""The keys of what is seen and heard: files, graphics as pictures, voices, texts over the picture."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, SkipValidation, Tag, ValidationInfo, field_validator

from newscast.base.timecode import Time
from newscast.document.model import Placed
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.rundown import forms
from newscast.show.fields import (
    Blur,
    Consent,
    Count,
    Counts,
    Duration,
    File,
    Flag,
    Focus,
    Level,
    Name,
    PersonName,
    Translations,
    When,
)
from newscast.show.voice import Clean

Move = Literal["push-in", "pull-out", "pan-left", "pan-right", "scroll", "still"]


class Minors(Placed):
    """What is done for minors who can be recognised: `blur`, or {consent: FILE}."""

    filled_in = Placed.filled_in | {"blur"}

    consent: Consent | None = None
    """The signed consent, a file inside the newsroom: a photo or a PDF."""
    blur: bool = False

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.as_minors(data, reading)


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
    page: Count | None = None
    """Which page of a PDF, from 1; the first unless said."""
    credit: str = ""
    """Who made it, shown small."""
    track: Count | None = None
    """Which of its sound tracks is heard, from 1; the one in which somebody speaks unless said."""
    channels: Counts = ()
    """Which channels are heard, such as [3]: those of `track`, or without one counted through all tracks."""
    trim: Flag = True
    """`false` keeps the silence before the first word of a voice and after its last."""
    clean: Clean | None = None
    """What the voice chain may do to it: `none`, or single stages, {noise: none}; what the kit says otherwise."""
    bars: Literal["keep"] | None = None
    """`keep` shows black bars that were recorded with it, wherever its file is seen; they are cut off unless said."""
    minors: Minors | None = None
    """Minors can be recognised in it: `blur`, or {consent: FILE}."""
    blur: Blur | None = None
    """What is blurred in it: `faces`, `all`, or boxes [left, top, width, height] in shares from 0 to 1."""

    @classmethod
    def keys_beside(cls) -> tuple[str, ...]:
        """Its keys that may stand beside the path where that is the value of `sot` and the like."""
        return tuple(key for key in cls.written_keys() if key != "file")

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.as_file(data, reading)

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


class Graphic(Placed):
    """A graphic that somebody asked for; its further keys are the graphic's own fields."""

    filled_in = Placed.filled_in | {"fields"}
    has_own_keys = True

    card: Name
    """The graphic's name, such as `figures`."""
    fields: Annotated[dict[str, Any], SkipValidation] = Field(default_factory=dict)
    before: Clip | None = None
    """Of `before-after`, the clip or photo that is seen first."""
    after: Clip | None = None
    """The one that takes its place."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.with_fields(data, cls.written_keys(), reading), reading)


class CardPicture(Graphic):
    """A graphic used as a picture; its further keys are the graphic's own fields."""


class CardCover(Graphic):
    """A graphic over a part whose sound goes on; its further keys are the graphic's own fields."""

    at: When = Time()
    """When it appears, counted from the part's start."""
    for_: Duration | None = Field(default=None, alias="for")
    """How long it stays; as long as it takes to read unless said."""


Picture = Annotated[
    Annotated[Clip, Tag(":file")] | Annotated[CardPicture, Tag(":card")], Discriminator(forms.picture_form)
]
Pictures = Annotated[tuple[Picture, ...], forms.OneOrMany]
Covering = Annotated[
    Annotated[Cover, Tag(":file")] | Annotated[CardCover, Tag(":card")], Discriminator(forms.picture_form)
]
Covers = Annotated[tuple[Covering, ...], forms.OneOrMany]
Voice = Annotated[
    Annotated[tuple[Clip, ...], Tag(":recordings")] | Annotated[Literal["synth"], Tag(":synth")],
    Discriminator(forms.voice_form),
    forms.Recordings,
]


class Heard(Placed):
    """A sound that captions tell of: what it is, or with when it is heard."""

    at: When = Time()
    """When it is heard, counted from the part's start."""
    for_: Duration | None = Field(default=None, alias="for")
    """How long; to the part's end unless said."""
    text: Name
    """What is heard, such as applause."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return Mapping({"text": data}, data.place) if isinstance(data, Text) else data


Sounds = Annotated[tuple[Heard, ...], forms.OneOrMany]


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
    translations: Translations = Field(default_factory=dict)
    """The text in other languages, for captions: {en: …}."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.require_title(data, reading)
