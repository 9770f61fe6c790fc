"""How a station takes its file: the keys of a profile in newsroom.yaml."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from newscast.base.i18n import _
from newscast.document.model import Placed
from newscast.document.nodes import Mapping
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.show.fields import Flag, Formats, Name
from newscast.show.station_names import check_pattern
from newscast.show.station_values import (
    BITRATES,
    CONTAINERS_OF,
    FIELDS_OF,
    USUAL_BITRATES,
    USUAL_CONTAINERS,
    as_text,
    check_start,
    listed_or_none,
    without_unit,
)
from newscast.show.values import names_listed

Kind = Literal["tv", "radio"]
Codec = Literal["xdcam-hd422", "prores-422-hq", "h264"]
Container = Literal["mxf", "mov", "mp4", "mpegts", "wav", "mp3", "mp2", "flac"]
Fields = Literal["progressive", "psf", "59.94", "60", "50"]
Layout = Literal["full", "clean", "international"]

Pattern = Annotated[str, AfterValidator(check_pattern)]
Start = Annotated[str, AfterValidator(check_start)]
Containers = Annotated[tuple[Container, ...], BeforeValidator(names_listed), Field(min_length=1)]
Layouts = Annotated[tuple[Layout, ...], BeforeValidator(names_listed), Field(min_length=1)]
Tracks = Annotated[Literal["2", "4", "8"], BeforeValidator(as_text)]
Bitrate = Annotated[int, BeforeValidator(without_unit("k"))]
Loudness = Annotated[float, BeforeValidator(without_unit("LUFS", "LKFS")), Field(ge=-40, le=-5)]
Peak = Annotated[float, BeforeValidator(without_unit("dBTP", "dB")), Field(ge=-12, le=0)]


class Station(Placed):
    """A profile: how a station takes the file of a newscast, so that nobody there has to touch it."""

    filled_in = Placed.filled_in - {"kind"}

    kind: Kind
    """Whether it is a master for TV or a file for radio; that of its `base` unless said."""
    base: Name | None = None
    """The profile this one begins with, built in or another of newsroom.yaml: keys that are written here win."""
    name: Pattern = "{episode}"
    """How its files are called, such as "{show}_{date:%d%m%y}", of the fields show, episode, date, air, title, station,
    block, part."""
    ascii: Flag = False
    """Whether names of files have plain letters alone: ñ becomes n, é becomes e, blanks become `_`."""
    codec: Codec = "xdcam-hd422"
    """How the pictures of a master are encoded: xdcam-hd422, prores-422-hq or h264."""
    container: Containers = ()
    """The file they are in: mxf, mov, mp4 or mpegts; for radio wav, mp3, mp2 or flac, one or a list."""
    tracks: Tracks = "2"
    """How many mono tracks of sound a master has: 2, 4 or 8; those that the layout leaves are silent."""
    layout: Layouts = ("full",)
    """What is on each pair of tracks: `full`, `clean` (without music) or `international` (without voices)."""
    loudness: Loudness | None = None
    """Integrated loudness in LUFS; that of tv or radio unless said."""
    peak: Peak | None = None
    """True-peak limit in dBTP; that of tv or radio unless said."""
    start: Start = "air"
    """The time code of the first frame, such as 01:00:00;00, or `air`: the time of day at which it goes out."""
    slate: Flag = False
    """Whether bars and tone, a slate and a countdown come before the programme."""
    blocks: Flag = False
    """Whether each block between breaks is a file of its own."""
    length: Literal["as-is", "pad", "trim", "slot"] = "as-is"
    """Whether what is shorter than the slot is padded, what is longer trimmed, or both: `slot`."""
    bug: Literal["none"] | None = None
    """`none` leaves the logo out of the corner: the station puts its own there."""
    captions: Annotated[tuple[Literal["cea-608"], ...], BeforeValidator(listed_or_none)] = ("cea-608",)
    """The closed captions that a master carries: cea-608, or `none`."""
    user_data: Flag = False
    """Whether captions of an XDCAM master are in the user data of its pictures too."""
    caption_files: Annotated[Formats, BeforeValidator(listed_or_none)] | None = None
    """The caption files beside it, such as [scc, imsc], or `none`; those of tv or radio unless said."""
    gop: Literal["constant"] | None = None
    """`constant` encodes a master in one go, so that no group of pictures in it is short."""
    fields: Fields | None = None
    """How the pictures move: progressive, psf (progressive in two fields), or true fields: 59.94, 60 or 50 a second."""
    md5: Flag = False
    """Whether an MD5 checksum lies beside every file."""
    sidecars: Annotated[tuple[Literal["xml", "json", "ficha"], ...], BeforeValidator(listed_or_none)] = ()
    """What tells about the file beside it: xml, json, ficha (a page with the script)."""
    afd: Flag = True
    """Whether the pictures say that they fill the screen (active format description)."""
    signer: Flag = False
    """Whether the station puts a window with sign language on the picture: captions keep clear of it."""
    cart: Flag = True
    """Whether a WAV has the `cart` chunk that playout systems read."""
    client: str = ""
    """Who ordered it, for the `cart` chunk."""
    category: str = ""
    """The category it is filed under, for the `cart` chunk."""
    classification: str = ""
    """Its classification, for the `cart` chunk."""
    cut: Pattern = "{episode}"
    """The cut id of the `cart` chunk, written like `name`."""
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    """For how many days it may be played, the one on which it goes out included, for the `cart` chunk; without an end
    unless said."""
    version: Literal["full", "clean"] = "full"
    """Whether a radio file has music, or voices alone: `clean`."""
    cues: Annotated[tuple[Literal["text", "csv", "json"], ...], BeforeValidator(listed_or_none)] = ()
    """The cue sheets beside a radio file: text, csv, json."""
    bitrate: Bitrate | None = None
    """Kilobits a second of an MP3 or MP2."""

    FOR_TV: ClassVar[frozenset[str]] = frozenset(
        (
            "codec",
            "tracks",
            "layout",
            "start",
            "slate",
            "bug",
            "captions",
            "user_data",
            "gop",
            "fields",
            "afd",
            "signer",
        )
    )
    FOR_RADIO: ClassVar[frozenset[str]] = frozenset(
        ("cart", "client", "category", "classification", "cut", "days", "version", "cues", "bitrate")
    )

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        if not isinstance(data, Mapping) or data.get("kind") not in ("tv", "radio"):
            return data
        strange = cls.FOR_RADIO if data["kind"] == "tv" else cls.FOR_TV
        for key in [key for key in data if key in strange]:
            message = _("“{key}” does not belong to a station of the kind “{kind}”.")
            told = message.format(key=key, kind=data["kind"])
            reading.error(told, _("Leave it out, or change `kind`."), key.place, code="station-kind")
        return data.without(*strange)

    @field_validator("container")
    @classmethod
    def _fits_codec(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        kind, codec = info.data.get("kind"), info.data.get("codec")
        possible = CONTAINERS_OF.get("radio" if kind == "radio" else str(codec))
        if kind is None or possible is None:
            return value
        wrong = next((each for each in value if each not in possible), None)
        hint = _("It can be: {names}.").format(names=", ".join(possible))
        if wrong and kind == "radio":
            message = _("“{container}” is no file for radio.").format(container=wrong)
            raise refusal(message, hint, code="station-container")
        if wrong:
            message = _("Stations do not take {codec} in {container}.").format(codec=codec, container=wrong)
            raise refusal(message, hint, code="station-container")
        if len(set(value)) < len(value):
            raise refusal(_("The same file is asked for twice."), _("Name each once."), code="station-container")
        if kind == "tv" and len(value) > 1:
            hint = _("Write a station of its own for each.")
            raise refusal(_("A TV station takes one file."), hint, code="station-container")
        return value

    @field_validator("layout")
    @classmethod
    def _fits_tracks(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        tracks = info.data.get("tracks")
        if tracks is not None and 2 * len(value) > int(tracks):
            message = _("{pairs} pairs of sound need {needed} tracks, and there are {tracks}.")
            told = message.format(pairs=len(value), needed=2 * len(value), tracks=tracks)
            raise refusal(told, _("Change `tracks`, or leave something out."), code="station-tracks")
        return value

    @field_validator("start")
    @classmethod
    def _has_time_code(cls, value: str, info: ValidationInfo) -> str:
        bare = [each for each in info.data.get("container", ()) if each in ("mp4", "mpegts")]
        if value == "air" or not (bare or (info.data.get("codec") == "h264" and not info.data.get("container"))):
            return value
        message = _("A file of the kind {container} has no time code.").format(container=(bare or ["mp4"])[0])
        raise refusal(message, _("Leave `start` out, or take another container."), code="station-start")

    @field_validator("user_data", "afd")
    @classmethod
    def _in_xdcam(cls, value: bool, info: ValidationInfo) -> bool:
        _refuse_but_for(value, info, "xdcam-hd422")
        if value and info.field_name == "user_data" and info.data.get("captions") == ():
            message = _("“{key}” means nothing without “{other}”.").format(key="user_data", other="captions")
            hint = _("Leave it out, or change `captions`.")
            raise refusal(message, hint, code="station-captions")
        return value

    @field_validator("gop")
    @classmethod
    def _has_groups(cls, value: str | None, info: ValidationInfo) -> str | None:
        _refuse_but_for(value is not None, info, "xdcam-hd422", "h264")
        return value

    @field_validator("fields")
    @classmethod
    def _fits_scan(cls, value: str | None, info: ValidationInfo) -> str | None:
        possible = FIELDS_OF.get(str(info.data.get("codec")), ())
        if value is None or not possible or value in possible:
            return value
        message = _("“{key}” of {codec} cannot be “{value}”.")
        told = message.format(key="fields", codec=info.data["codec"], value=value)
        raise refusal(told, _("It can be: {names}.").format(names=", ".join(possible)), code="station-fields")

    @field_validator("bitrate")
    @classmethod
    def _is_one_of_mpeg(cls, value: int | None, info: ValidationInfo) -> int | None:
        coded = [each for each in info.data.get("container") or USUAL_CONTAINERS["radio"] if each in BITRATES]
        if value is None or "container" not in info.data:
            return value
        if not coded:
            message, hint = _("No file of this station has a bit rate."), _("Leave `bitrate` out.")
            raise refusal(message, hint, code="station-bitrate")
        for each in coded:
            if value not in BITRATES[each]:
                message = _("There is no {container} of {value} kb/s.").format(container=each, value=value)
                hint = _("It can be: {names}.").format(names=", ".join(map(str, BITRATES[each])))
                raise refusal(message, hint, code="station-bitrate")
        return value

    @property
    def containers(self) -> tuple[str, ...]:
        """The kinds of files it takes, in the order of the profile."""
        return self.container or USUAL_CONTAINERS["radio" if self.kind == "radio" else self.codec]

    @property
    def scan(self) -> str:
        """How its pictures move, `fields` or what is usual for its codec."""
        return self.fields or FIELDS_OF[self.codec][0]

    def kilobits(self, container: str) -> int:
        """The bit rate of an MP3 or MP2, in kb/s."""
        return self.bitrate or USUAL_BITRATES[container]


def _refuse_but_for(asked: bool, info: ValidationInfo, *codecs: str) -> None:
    codec = info.data.get("codec")
    if not asked or codec is None or codec in codecs:
        return
    message = _("“{key}” means nothing for {codec}.").format(key=info.field_name, codec=codec)
    raise refusal(message, _("Leave it out; it is for: {names}.").format(names=", ".join(codecs)), code="station-codec")
