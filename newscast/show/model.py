"""The keys of show.yaml: the kit."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from newscast.document.model import Model, Placed
from newscast.document.nodes import Mapping, Text
from newscast.document.reading import Reading
from newscast.show.deliverables import BY_NAME, LOUDNESS, SIDECARS
from newscast.show.ends import Closing, Ident, Opener
from newscast.show.fields import (
    Built,
    CanvasSizes,
    Color,
    Deliverable,
    Duration,
    File,
    FileOrNone,
    Flag,
    Focus,
    Format,
    Formats,
    Hashtags,
    Name,
    NameLine,
    OwnLanguage,
    PlayerFolder,
    Rate,
    Texts,
)
from newscast.show.look import PLAIN, look
from newscast.show.moods import Mood
from newscast.show.music import Bed, StingMusic
from newscast.show.person import SynthVoice
from newscast.show.podcast import Podcast
from newscast.show.station import Station
from newscast.show.values import one_or_many
from newscast.show.voice import VoiceChain

LANGUAGE = "es-MX"
"""Of a show that names none."""


_PLAIN = look(PLAIN)


class Colors(Placed):
    """The palette, as "#rrggbb"."""

    primary: Color = _PLAIN.colors["primary"]
    """Fields and plates."""
    accent: Color = _PLAIN.colors["accent"]
    """Rules and numbers."""
    dark: Color | None = None
    """Second planes; derived from `primary` when it is not given."""
    text: Color = _PLAIN.colors["text"]
    """Text on the primary colour."""
    caption: Color = _PLAIN.colors["caption"]
    """Captions that are burned in."""
    caption_plate: Color = _PLAIN.colors["caption_plate"]
    """What is behind burned captions; up to a quarter of the picture shines through it."""
    spoken: Color | None = None
    """The word being said, in captions of the style `karaoke`; near `accent` when it is not given."""


class Fonts(Placed):
    """A font family and its files; without files, the family must be one the package brings."""

    family: Name = _PLAIN.family
    """The family's name, as the font files give it."""
    files: tuple[File, ...] = ()
    """The font files, one for each weight."""


class Suspended(Placed):
    """What a kit has in place of its own while newsroom.yaml has a suspension: `none`, or nothing, leaves it out."""

    logo: FileOrNone = None
    """A logo that says nothing of the administration; none is shown unless one is named here."""
    slogan: Literal["none", "keep"] = "none"
    """Whether the lines that this kit writes in openers (`subtitle`) and closings (`thanks`, `action`) stay."""
    openers: dict[Name, Opener] = Field(default_factory=dict)
    """Openers in place of those of the same name."""
    closings: dict[Name, Closing] = Field(default_factory=dict)
    """Closings in place of those of the same name."""
    sting: StingMusic | None = None
    """The musical mark between segments."""
    stings: dict[Name, StingMusic] = Field(default_factory=dict)
    """Stings in place of those of the same name."""
    bed: Bed | None = None
    """The music under the voice."""
    beds: dict[Name, Bed] = Field(default_factory=dict)
    """Beds in place of those of the same name."""
    footer: str = ""
    """The line at the bottom edge; none is shown unless one is written here."""


class Map(Placed):
    """A map of the show: a drawing alone, or with where places are on it."""

    file: File
    """The drawing: SVG, PNG or JPEG."""
    pins: dict[Name, Focus] = Field(default_factory=dict)
    """Where places are, from its left and its top, 0 to 1: {Centro: [0.45, 0.5]}."""

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        return Mapping({"file": data}, data.place) if isinstance(data, Text) else data


class LoudnessTarget(Model):
    """How loud a deliverable is."""

    target: Annotated[float, Field(ge=-40, le=-5)] | None = None
    """Integrated loudness in LUFS."""
    peak: Annotated[float, Field(ge=-12, le=0)] | None = None
    """True-peak limit in dBTP."""


class CaptionStyle(Model):
    """How captions are broken, and drawn where they are burned in."""

    characters: Annotated[int, Field(ge=16, le=60)] = 42
    """Characters a line."""
    lines: Annotated[int, Field(ge=1, le=3)] = 2
    """Lines of one caption."""
    cps: Annotated[int, Field(ge=8, le=30)] = 17
    """Characters a second that a viewer can read."""
    sounds: Flag | None = None
    """Whether captions tell music and other sounds; in files unless said, `true` burned in too, `false` nowhere."""
    style: Literal["plain", "karaoke"] = "plain"
    """How burned captions look: all words alike, or each in another colour while it is said."""


class Network(Model):
    """What a show has on a network, and how long its videos may be there."""

    account: str = ""
    """The show's account there, such as "@leon": posts name it."""
    hashtags: Hashtags = ()
    """Hashtags of posts there, after those of the story and of the show."""
    longest: Duration | None = None
    """How long a video may be, where that is not what the network takes: it varies by account."""
    over: Literal["warn", "cut", "refuse"] = "warn"
    """What becomes of a longer one: `warn` builds it, `cut` leaves parts out from the end, `refuse` builds nothing."""


class Screens(Model):
    """The silent loop for screens in halls."""

    stories: Annotated[int, Field(ge=1, le=30)] = 8
    """How many stories it has at most, the first of the rundown."""
    days: Annotated[int, Field(ge=1, le=365)] = 1
    """For how many days, from that of the episode, playlists show it."""
    address: PlayerFolder = ""
    """Where the player finds the file: the folder or address before its name, such as https://leon.example/pantallas."""


Symbols = Annotated[tuple[Literal["captions", "sign-language"], ...], BeforeValidator(one_or_many)]


class Show(Placed):
    """A kit: a show's look and sound, show.yaml."""

    filled_in = Placed.filled_in | {"folder", "timezone", "stations"}

    show: Format
    """The format of this file: 1."""
    name: NameLine
    """The show's name, as it is shown and said."""
    language: OwnLanguage = LANGUAGE
    """The language of the show: es-MX, en-US."""
    rate: Rate = Fraction(30000, 1001)
    """Frames a second: 30000/1001 for TV in the Americas, 25 in Europe; without TV also 24000/1001, 24, 50, 60."""
    colors: Colors = Field(default_factory=Colors)
    """The palette."""
    fonts: Fonts = Field(default_factory=Fonts)
    """The typeface."""
    logo: File | None = None
    """An SVG or PNG for the corner and the closing."""
    bed: Bed | None = None
    """The music under the voice, a file or {file, through, bpm, bars}; the built-in one otherwise."""
    sting: StingMusic | None = None
    """The musical mark between segments, a file or {file, hit}; the built-in one otherwise."""
    ident: Ident | None = None
    """What is said in the opener over its music: the words, or `{copy, voice, at}`."""
    mood: Mood = "news"
    """How the built-in music sounds: news, culture, urgent; calm has no drums."""
    beds: dict[Name, Bed] = Field(default_factory=dict)
    """Further beds by name."""
    stings: dict[Name, StingMusic] = Field(default_factory=dict)
    """Further stings by name."""
    openers: dict[Name, Opener] = Field(default_factory=dict)
    """Openers by name; `main` is the usual one."""
    closings: dict[Name, Closing] = Field(default_factory=dict)
    """Closings by name; `main` is the usual one."""
    synth: SynthVoice = Field(default_factory=SynthVoice)
    """The synthetic voice for copy without a recording."""
    voice: VoiceChain = Field(default_factory=VoiceChain)
    """What is done to every recorded voice."""
    captions: CaptionStyle = Field(default_factory=CaptionStyle)
    """How captions are broken, and drawn where they are burned in."""
    footer: str = ""
    """A line that stands at the bottom edge while pictures are seen, such as the name of the office."""
    access_symbols: Symbols = ()
    """The symbols that are shown when it begins: [captions, sign-language]."""
    maps: dict[Name, Map] = Field(default_factory=dict)
    """Maps for cards, by name; the first is the usual one."""
    sidecars: dict[Deliverable, Formats] = Field(default_factory=dict)
    """Which caption files go with a deliverable, where it differs from the usual: {tv: [imsc], radio: [vtt]}."""
    transition: Literal["cut", "dissolve", "wipe"] = "cut"
    """How segments are entered unless the rundown says."""
    deliverables: Built = Field(default_factory=lambda: tuple(name for name in LOUDNESS if name not in BY_NAME))
    """What an episode is built as unless the rundown says."""
    loudness: dict[Deliverable, LoudnessTarget] = Field(default_factory=dict)
    """Loudness by deliverable, where it differs from the usual."""
    canvases: CanvasSizes = Field(default_factory=dict)
    """Another size for a canvas, in pixels: {landscape: [1280, 720]}."""
    encoder: Literal["software", "auto"] = "software"
    """Who encodes H.264: `auto` takes a hardware encoder where this machine has one that works."""
    podcast: Podcast = Field(default_factory=Podcast)
    """The show as a podcast: what directories are told of it, and where its files are published."""
    hashtags: Hashtags = ()
    """Hashtags of every post, without the sign: [León, Noticias]."""
    networks: dict[Deliverable, Network] = Field(default_factory=dict)
    """By deliverable, the show's account and what is done with long videos: {facebook: {account: "@leon"}}."""
    screens: Screens = Field(default_factory=Screens)
    """The silent loop for screens in halls."""
    base: Literal["plain", "paper"] = "plain"
    """The built-in kit this one starts from: `plain`, or `paper`, which is light, in a serif, with round corners."""
    slogans: Texts = ()
    """What the administration calls out, hashtags too: during a suspension no text may have it."""
    suspension: Suspended | None = None
    """What is shown and heard otherwise while newsroom.yaml has a suspension."""
    folder: SkipJsonSchema[Path | None] = Field(default=None, exclude=True, repr=False)
    """Where the kit is, for its own graphics; the loader fills it in."""
    timezone: SkipJsonSchema[str | None] = Field(default=None, exclude=True, repr=False)
    """Where the clocks are by which its episodes go out, as newsroom.yaml says; the loader fills it in."""
    stations: SkipJsonSchema[dict[str, Station]] = Field(default_factory=dict, exclude=True, repr=False)
    """The profiles of newsroom.yaml, by the deliverables they are; the loader fills them in."""

    @model_validator(mode="after")
    def _started(self) -> Self:
        """What the kit does not say is as in the one it starts from; a colour of its own leaves out what belongs to the
        other."""
        if self.base == PLAIN:
            return self
        start = look(self.base)
        written = self.colors.model_fields_set
        given = {key: color for key, color in start.colors.items() if key not in written}
        if "primary" in written:
            given.pop("dark", None)
        # The model is frozen for everybody else.
        self.__dict__["colors"] = self.colors.model_copy(update=given)
        if not self.fonts.model_fields_set & {"family", "files"}:
            self.__dict__["fonts"] = self.fonts.model_copy(update={"family": start.family})
        return self

    def station(self, deliverable: str) -> Station | None:
        """The profile of a deliverable that a station takes, the default one of `tv` and `radio`; None for others."""
        usual = _USUAL_STATIONS.get(deliverable)
        return self.stations.get(deliverable, usual)

    def family(self, deliverable: str) -> str:
        """The deliverable that a station's is a kind of: `tv` or `radio`; others are their own."""
        station = self.station(deliverable)
        return station.kind if station else deliverable

    def loudness_target(self, deliverable: str) -> float:
        """In LUFS: as the kit says for this deliverable, its station's profile, the kit for its family, or as usual."""
        family, station = self.family(deliverable), self.station(deliverable)
        said = (self._target(deliverable), station.loudness if station else None, self._target(family))
        return next((each for each in said if each is not None), LOUDNESS[family][0])

    def caption_files(self, deliverable: str) -> tuple[str, ...]:
        """The formats of the caption files that go with a deliverable."""
        family, station = self.family(deliverable), self.station(deliverable)
        profile = station.caption_files if station else None
        said = (self.sidecars.get(deliverable), profile, self.sidecars.get(family))
        return next((each for each in said if each is not None), SIDECARS.get(family, ()))

    def peak_limit(self, deliverable: str) -> float:
        """In dBTP, found as the loudness is."""
        family, station = self.family(deliverable), self.station(deliverable)
        said = (self._peak(deliverable), station.peak if station else None, self._peak(family))
        return next((each for each in said if each is not None), LOUDNESS[family][1])

    def _target(self, deliverable: str) -> float | None:
        chosen = self.loudness.get(deliverable)
        return chosen.target if chosen else None

    def _peak(self, deliverable: str) -> float | None:
        chosen = self.loudness.get(deliverable)
        return chosen.peak if chosen else None


_USUAL_STATIONS = {"tv": Station(kind="tv"), "radio": Station(kind="radio")}
"""What stations take where no profile says otherwise."""
