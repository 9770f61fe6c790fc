"""The keys of show.yaml and newsroom.yaml."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

DELIVERABLES = ("radio", "tv", "web", "reel", "square")
LOUDNESS = {"radio": -23.0, "tv": -24.0, "web": -16.0, "reel": -14.0, "square": -14.0}
"""Integrated loudness in LUFS: EBU R128 for radio, ATSC A/85 for TV, platform practice for the rest."""
TRUE_PEAK = {"tv": -2.0}
"""dBTP; -1 where nothing else is said."""

Name = Annotated[str, Field(min_length=1)]
Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Model(BaseModel):
    """Frozen, strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)


class Person(Model):
    """Somebody with a name on screen."""

    name: Name
    role: str = ""
    photo: Path | None = None
    synth: SynthVoice | None = None
    """The synthetic voice that reads for this person where there is no recording."""


class SynthVoice(Model):
    """An espeak-ng voice. `rate` in words a minute, `pitch` 0..99."""

    voice: str = "es-419"
    rate: Annotated[int, Field(ge=80, le=300)] = 150
    pitch: Annotated[int, Field(ge=0, le=99)] = 45
    on_air: bool = False
    """Whether a synthetic voice is a choice the show makes, not a warning."""


class Colors(Model):
    """The palette; `dark` is derived from `primary` when it is not given."""

    primary: Color = "#0a3d62"
    accent: Color = "#f6b93b"
    dark: Color | None = None
    text: Color = "#ffffff"


class Fonts(Model):
    """A font family and its files; without files, the family must be one the package brings."""

    family: Name = "Source Sans Pro"
    files: tuple[Path, ...] = ()


class Opener(Model):
    """The show's opening: designed by the built-in graphics, or a finished `video`. `music` replaces the built-in."""

    video: Path | None = None
    music: Path | None = None
    subtitle: str = ""


class Closing(Model):
    """The last seconds: thanks, at most three contacts, at most eight credits."""

    video: Path | None = None
    music: Path | None = None
    thanks: str = ""
    contacts: Annotated[tuple[str, ...], Field(max_length=3)] = ()
    credits: Annotated[tuple[str, ...], Field(max_length=8)] = ()
    url: str = ""
    action: str = ""
    """What a social cut asks the viewer to do."""


class LoudnessTarget(Model):
    """Integrated loudness in LUFS and the true-peak limit in dBTP."""

    target: Annotated[float, Field(ge=-40, le=-5)] | None = None
    peak: Annotated[float, Field(ge=-12, le=0)] | None = None


class VoiceChain(Model):
    """What is done to every voice: `high_pass` in Hz, `compress` evens out levels inside a take."""

    high_pass: Annotated[int, Field(ge=0, le=300)] = 80
    compress: bool = True


class CaptionStyle(Model):
    """How captions are broken: characters a line, lines, characters a second."""

    characters: Annotated[int, Field(ge=16, le=60)] = 42
    lines: Annotated[int, Field(ge=1, le=3)] = 2
    cps: Annotated[int, Field(ge=8, le=30)] = 17


def _rate(value: object) -> object:
    return Fraction(value) if isinstance(value, str | int) else value


Rate = Annotated[Fraction, BeforeValidator(_rate)]


class Show(Model):
    """A kit: `show.yaml`."""

    show: Literal[1]
    name: Name
    language: str = "es-MX"
    rate: Rate = Fraction(30000, 1001)
    colors: Colors = Colors()
    fonts: Fonts = Fonts()
    logo: Path | None = None
    bed: Path | None = None
    sting: Path | None = None
    beds: dict[str, Path] = {}
    stings: dict[str, Path] = {}
    openers: dict[str, Opener] = {}
    closings: dict[str, Closing] = {}
    synth: SynthVoice = SynthVoice()
    voice: VoiceChain = VoiceChain()
    captions: CaptionStyle = CaptionStyle()
    transition: Literal["cut", "dissolve", "wipe"] = "cut"
    deliverables: tuple[str, ...] = DELIVERABLES
    loudness: dict[str, LoudnessTarget] = {}
    canvases: dict[str, tuple[int, int]] = {}
    """Another size for a canvas, in pixels: {landscape: [1280, 720]}."""
    base: str = "plain"
    folder: SkipJsonSchema[Path | None] = Field(default=None, exclude=True, repr=False)
    """Where the kit is, for its own graphics; the loader fills it in."""

    def loudness_target(self, deliverable: str) -> float:
        chosen = self.loudness.get(deliverable)
        return LOUDNESS[deliverable] if chosen is None or chosen.target is None else chosen.target

    def peak_limit(self, deliverable: str) -> float:
        chosen = self.loudness.get(deliverable)
        return TRUE_PEAK.get(deliverable, -1.0) if chosen is None or chosen.peak is None else chosen.peak


class Newsroom(Model):
    """The office: `newsroom.yaml`."""

    newsroom: Literal[1] = 1
    name: str = ""
    language: str = "es-MX"
    people: dict[str, Person] = {}
    media_roots: tuple[Path, ...] = ()
