"""The keys of the parts a segment is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from pydantic import Field

from newscast.document.model import Placed
from newscast.document.reading import Reading
from newscast.rundown import forms
from newscast.rundown.clips import Clip, Covers, Graphic, Minors, Pictures, Sounds, Super, Voice
from newscast.show.deliverables import ALIKE
from newscast.show.fields import Deliverables, Duration, Flag, Name, PersonName, Translations


def called(deliverable: str, families: Mapping[str, str]) -> tuple[str, ...]:
    """The names by which a rundown may mean a deliverable: its own first, then that of a station's family, or of the
    deliverable that it is like."""
    family = families.get(deliverable) or ALIKE.get(deliverable)
    return (deliverable, family) if family else (deliverable,)


def is_for(names: Collection[str], only: Collection[str] | None, skip: Collection[str]) -> bool:
    """Whether what says `only` and `skip` is kept by a deliverable that has these names."""
    return (only is None or any(name in only for name in names)) and not any(name in skip for name in names)


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
    minors: Minors | None = None
    """Minors can be recognised in it: `blur`, or {consent: FILE}."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return forms.require_one_choice(data, reading)


class Spoken(Choosable):
    """A part with copy. `voice` is a tuple of recordings, "synth", or None where nothing was said."""

    copy_: Name = Field(alias="copy")
    translations: Translations = Field(default_factory=dict)
    """The words in other languages, for captions: {en: …}."""
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

    @property
    def heard_camera(self) -> Clip | None:
        """The presenter's recording where its sound is the voice."""
        return self.camera if self.voice is None else None

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


class OfFile(Choosable):
    """What is a file: keys of that file may stand beside it."""

    @classmethod
    def typed_keys(cls) -> tuple[str, ...]:
        return (*super().typed_keys(), *Clip.keys_beside())

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return super().shaped(forms.with_clip(data, Clip.written_keys(), reading), reading)


class Recorded(OfFile):
    """A part that is a file with its own sound; `clip` holds the file, its in and out and how to show it."""

    clip: Clip
    transcript: str = ""
    """What is said in it, for captions."""
    unconfirmed: Flag = False
    """The transcript was drafted by a machine, and nobody has confirmed it yet."""
    translations: Translations = Field(default_factory=dict)
    """The transcript in other languages, for captions: {en: …}."""
    sounds: Sounds = ()
    """What else is heard, for captions: a text, or with when: {at, for, text}."""
    cover: Covers = ()
    """Pictures over it; its sound goes on."""
    supers: tuple[Super, ...] = ()
    """Texts over the picture."""


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


class Card(Graphic, Choosable):
    """A silent graphic of its own; its further keys are the graphic's own fields."""

    kind: Literal["card"] = "card"
    duration: Duration | None = None
    """How long it stays; as long as it takes to read unless said."""


Part = Read | Vo | Sot | Card | Package
