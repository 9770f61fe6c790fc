"""The keys of newsroom.yaml: the office."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic.json_schema import SkipJsonSchema

from newscast.base.i18n import _
from newscast.document.model import Model, Placed
from newscast.document.nodes import Mapping, Sequence, Text
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.show.ends import Ident
from newscast.show.fields import (
    Accounts,
    Addresses,
    Approvers,
    Count,
    Date,
    Duration,
    FolderName,
    Folders,
    Format,
    Line,
    Name,
    OwnLanguage,
    Size,
    Url,
    ZoneName,
)
from newscast.show.person import Person
from newscast.show.station import Station
from newscast.show.station_bases import KINDS, whole_stations


class Keeping(Model):
    """What is kept of earlier builds, so that nothing is rendered twice."""

    keep: Size | None = None
    """How much at most, such as 40GB; 20 GB or a tenth of the disk otherwise, whichever is less."""


class Dropping(Model):
    """What becomes of files in the inbox."""

    done: Literal["leave", "move"] = "leave"
    """Whether what was taken and built stays where it is, or moves to inbox/<show>/done/<date>/."""


class Drafts(Model):
    """What becomes of drafts."""

    send: Size | None = None
    """How large a file may be that people on the road get, such as 16MB: drafts are then also made that small."""


class Notify(Model):
    """Whom `newscast watch` notifies, by what happened: addresses of Apprise."""

    done: Addresses = Field(default=(), repr=False)
    """A final is ready."""
    failed: Addresses = Field(default=(), repr=False)
    """Something failed."""
    late: Addresses = Field(default=(), repr=False)
    """Something will not be ready when it goes on the air."""
    offer: Addresses = Field(default=(), repr=False)
    """A final could go out in time without stories whose media are missing."""
    waiting: Addresses = Field(default=(), repr=False)
    """A final waits for media."""
    refused: Addresses = Field(default=(), repr=False)
    """What came through the inbox was refused."""
    paused: Addresses = Field(default=(), repr=False)
    """Nothing is built for now, and when it goes on."""
    approval: Addresses = Field(default=(), repr=False)
    """Something goes on the air soon and was not approved, or what was approved has changed."""
    all: Addresses = Field(default=(), repr=False)
    """All of these."""


class Period(Placed):
    """Days, from one to another: both belong to it."""

    from_: Date = Field(alias="from")
    """The first day."""
    to: Date
    """The last day."""

    @field_validator("to")
    @classmethod
    def _after_from(cls, value: datetime.date, info: ValidationInfo) -> datetime.date:
        first = info.data.get("from_")
        if first is not None and value < first:
            message = _("This period ends before it begins: {first} to {last}.").format(first=first, last=value)
            raise refusal(message, _("Look at the years of both days."), code="suspension-dates")
        return value


def _one_or_many(value: Any) -> Any:
    return Sequence([value], value.place) if isinstance(value, Mapping) else value


Periods = Annotated[tuple[Period, ...], BeforeValidator(_one_or_many)]


class Promotion(Model):
    """From how much on it is told that somebody who is `elected` comes often in one episode."""

    heard: Duration | None = None
    """How long they may be heard, such as 1m."""
    mentions: Count | None = None
    """How often their name may be said."""


class Newsroom(Model):
    """The office: newsroom.yaml."""

    filled_in = Model.filled_in | {"names", "station_names"}

    @classmethod
    def typed_keys(cls) -> tuple[str, ...]:
        return (*super().typed_keys(), _SYNONYM)

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        data = _renamed(data, reading) if isinstance(data, Mapping) and _SYNONYM in data else data
        return _with_whole_stations(data, reading) if isinstance(data, Mapping) and "stations" in data else data

    newsroom: Format = 1
    """The format of this file: 1."""
    name: Line = ""
    """The name of the office."""
    contact: str = ""
    """Whom a station asks about a file, with a telephone number or an address: told in delivery notes."""
    language: OwnLanguage = "es-MX"
    """The language of the office."""
    people: dict[Name, Person] = Field(default_factory=dict)
    """Who speaks and reads, by a short name that rundowns use."""
    say: dict[Name, Name] = Field(default_factory=dict)
    """What is said for what is written, by the written form: `{SAPAL: sapal}`. Captions show what is written."""
    ident: Ident | None = None
    """What is said in the openers of shows that say nothing else: the words, or `{copy, voice, at}`."""
    timezone: ZoneName | None = None
    """Where the clocks are by which `air` is meant, such as America/Mexico_City; the system's otherwise."""
    media_roots: Folders = ()
    """Further folders in which media may lie: a network disk, an archive."""
    store: Keeping = Field(default_factory=lambda: Keeping())
    """What is kept of earlier builds."""
    archive: FolderName | None = None
    """The folder to which `newscast archive` moves the programmes of delivered episodes, from the newsroom's own."""
    desk: FolderName | None = None
    """Where the record of jobs and of what people did is kept: a folder on a disk of this machine; `desk` otherwise."""
    url: Url | None = None
    """How the page of `newscast review` is reached from outside, such as https://noticias.leon.example: for links."""
    inbox: Dropping = Field(default_factory=Dropping)
    """What becomes of files that were dropped in the inbox."""
    drafts: Drafts = Field(default_factory=lambda: Drafts())
    """What becomes of drafts."""
    notify: Notify = Field(default_factory=lambda: Notify(), repr=False)
    """Whom `newscast watch` notifies, by what happened."""
    approval: Approvers = ()
    """Who has to approve before something goes out, each by a word of their own: `[editor, director]`; one word of
    anybody who may approve is enough otherwise."""
    deputy: dict[Name, Accounts] = Field(default_factory=dict)
    """Who may approve in whose place, by the names of accounts: `{directora: [ana]}`."""
    suspension: Periods = ()
    """When propaganda of governments is suspended, both days included: `[{from: 2027-04-04, to: 2027-06-06}]`; `veda`
    says the same."""
    promotion: Promotion = Field(default_factory=lambda: Promotion())
    """From how much on it is told that somebody who is `elected` comes often in one episode."""
    stations: dict[Name, Station] = Field(default_factory=dict)
    """How stations take their files, by names that are deliverables; `tv` and `radio` change what is usual."""
    station_names: SkipJsonSchema[tuple[str, ...]] = Field(default=(), exclude=True, repr=False)
    """Stations that the file names, also where something is wrong with one. The loader fills them in."""
    names: SkipJsonSchema[tuple[str, ...] | None] = Field(default=None, exclude=True, repr=False)
    """The short names of everybody the file names, also where something is wrong with them; None where that is not
    known. The loader fills them in."""

    @property
    def deliverables(self) -> dict[str, Station]:
        """The profile of each station by its name, for one that is wrong a usual one."""
        named = [*self.stations, *self.station_names]
        return {name: self.stations.get(name) or Station(kind=_kind_of(name)) for name in named}

    @property
    def families(self) -> dict[str, str]:
        """By the name of each station but tv and radio, which of them it is a kind of."""
        return {name: each.kind for name, each in self.deliverables.items() if name not in KINDS}


def _kind_of(name: str) -> Literal["tv", "radio"]:
    return "radio" if name == "radio" else "tv"


_SYNONYM = "veda"
"""What the press calls the suspension."""


def _with_whole_stations(data: Mapping, reading: Reading) -> Mapping:
    """With each profile as it is with its base."""
    written = data["stations"]
    if not isinstance(written, Mapping):
        return data
    key = next(key for key in data if key == "stations")
    return Mapping({**data, key: whole_stations(written, reading)}, data.place)


def _renamed(data: Mapping, reading: Reading) -> Mapping:
    """With the suspension under its own name."""
    if "suspension" in data:
        place = max(data.place_of("suspension"), data.place_of(_SYNONYM))
        message = _("“{one}” and “{other}” are the same.").format(one="suspension", other=_SYNONYM)
        reading.error(message, _("Keep one of them."), place, code="keys-together")
        return data.without(_SYNONYM)
    return Mapping(
        {Text("suspension", key.place) if key == _SYNONYM else key: value for key, value in data.items()}, data.place
    )
