"""The kinds of values that keys take, as types for the models: names, times, levels, files, people."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import core_schema

from newscast.base.i18n import _
from newscast.base.synthesiser import has_voice, voices
from newscast.base.timecode import Time
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.document.words import did_you_mean, nearest, short
from newscast.show import addresses, in_picture, locales, paths, times, values


class Reads:
    """A type's values are what `read` makes of them. (PlainValidator does the same, slower to start by a third.)"""

    def __init__(self, read: Callable[[Any, Any], Any], schema: dict[str, Any]) -> None:
        self.read = read
        self.schema = schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return self.schema


def _known(kind: str) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        known = info.context.known.get(kind) if isinstance(info.context, Reading) else None
        if known is None or value in known:
            return value
        names = sorted(known) if isinstance(known, set) else known
        several = re.split(r"[\s;]+", value.strip())
        if len(several) > 1 and all(name in known for name in several):
            hint = _("Write `{text}`.").format(text=", ".join(several))
            raise refusal(_("There is no comma in “{value}”.").format(value=short(value)), hint, code="name-unknown")
        hint = _by_full_name(value, known) or did_you_mean(value, names)
        raise refusal(_unknown(kind).format(name=short(value)), hint, code="name-unknown")

    return AfterValidator(check)


def _by_full_name(value: str, known: Collection[str]) -> str:
    """The short name of somebody whose full name was written, or nearly; empty where that is nobody's."""
    if not isinstance(known, Mapping) or nearest(value, known):
        return ""
    near = nearest(value, filter(None, known.values()))
    short_one = next((name for name, full in known.items() if near and full == near), "")
    return _("Did you mean “{name}”?").format(name=short_one) if short_one else ""


def _voice(value: str, info: ValidationInfo) -> str:
    if not isinstance(info.context, Reading) or has_voice(value):
        return value
    near = nearest(value, voices())
    hint = _("Did you mean “{name}”?").format(name=near) + " " if near else ""
    hint += _("Use one that espeak-ng knows, such as es-419, es or en-us.")
    raise refusal(_("There is no synthetic voice {name}.").format(name=short(value)), hint, code="voice-unknown")


def _unknown(kind: str) -> str:
    return {
        "people": _("Nobody is called “{name}” in assets/newsroom.yaml or under `people`."),
        "deliverables": _("There is no deliverable “{name}”."),
        "openers": _("The kit has no opener “{name}”."),
        "closings": _("The kit has no closing “{name}”."),
        "beds": _("The kit has no bed “{name}”."),
        "stings": _("The kit has no sting “{name}”."),
        "stories": _("There is no story “{name}” in this rundown."),
        "canvases": _("There is no canvas “{name}”."),
        "formats": _("There is no format of caption files “{name}”."),
    }[kind]


_PATH = {"type": "string", "minLength": 1}
_TIME = {"type": "string", "examples": ["12.5s", "1m30s", "1:05", "00:01:05:12"]}
_LEVEL = {
    "type": "string",
    "pattern": r"^([nN][oO][nN][eE]|-[0-9]{1,3}(\.[0-9]+)? ?[dD][bB]|[+-]?0{1,3}(\.0+)? ?[dD][bB])$",
    "examples": ["-18dB", "none"],
}
_APPROVER = {"type": "string", "enum": list(values.APPROVERS)}
_APPROVERS = {"anyOf": [{"type": "array", "items": _APPROVER, "uniqueItems": True}, _APPROVER]}
_LIST = {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}
_UNIT = {"type": "number", "minimum": 0, "maximum": 1}
_FOCUS = {
    "anyOf": [
        {"type": "array", "items": _UNIT, "minItems": 2, "maxItems": 2},
        {"enum": list(in_picture.FOCUS_WORDS)},
    ]
}
_BLUR = {
    "anyOf": [
        {"enum": list(in_picture.BLUR_WORDS)},
        {"type": "array", "items": {"type": "array", "items": _UNIT, "minItems": 4, "maxItems": 4}, "minItems": 1},
    ]
}
_COUNT = {"type": "integer", "minimum": 1}
_COUNTS = {"anyOf": [{"type": "array", "items": _COUNT, "minItems": 1}, _COUNT]}
_MOMENT = {"type": "string", "examples": ["2026-11-20T07:00"]}
_SLUG = {"type": "string", "pattern": "^[a-z0-9-]+$"}
_ZONE = {"type": "string", "examples": ["America/Mexico_City"]}
_URL = {"type": "string", "examples": ["https://noticias.leon.example"]}
_TAG = {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"}
_COLOR = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}

File = Annotated[Path, Reads(paths.read_file, _PATH)]
FileOrNone = Annotated[Path | None, Reads(paths.read_file_or_none, _PATH)]
Consent = Annotated[Path, Reads(paths.read_consent, _PATH)]
Size = Annotated[int, Reads(values.read_amount, {"type": "string", "examples": ["40GB", "500 MB"]})]
Folders = Annotated[tuple[Path, ...], Reads(paths.read_folders, _LIST)]
Addresses = Annotated[tuple[str, ...], Reads(values.read_addresses, _LIST)]
Approvers = Annotated[tuple[str, ...], Reads(values.read_approvers, _APPROVERS)]
Accounts = Annotated[tuple[str, ...], Reads(values.read_accounts, _LIST)]
When = Annotated[Time, Reads(times.read_time, _TIME)]
Slot = Annotated[Time, Reads(times.read_slot, _TIME)]
Duration = Annotated[Time, Reads(times.read_duration, _TIME)]
Level = Annotated[float | None, Reads(values.read_level, _LEVEL)]
Count = Annotated[int, Reads(values.read_count, _COUNT)]
Counts = Annotated[
    tuple[Count, ...],
    BeforeValidator(values.one_or_many),
    AfterValidator(values.each_once),
    WithJsonSchema(_COUNTS),
]
Rate = Annotated[Fraction, Reads(values.read_rate, {"type": ["string", "number"]})]
Texts = Annotated[tuple[str, ...], Reads(values.read_texts, _LIST)]
Hashtags = Annotated[tuple[str, ...], Reads(values.read_hashtags, _LIST)]
Date = Annotated[datetime.date, Reads(times.read_date, {"type": "string", "format": "date"})]
Moment = Annotated[datetime.datetime, Reads(times.read_moment, _MOMENT)]

Name = Annotated[str, Field(min_length=1)]
Line = Annotated[str, AfterValidator(values.as_line)]
"""A text of one line, however it is written: lists, chapters, tags and sheets have a line for each."""
NameLine = Annotated[Name, AfterValidator(values.as_line)]
Flag = Annotated[bool, BeforeValidator(values.read_flag)]
Slug = Annotated[str, AfterValidator(values.check_slug), WithJsonSchema(_SLUG)]
Color = Annotated[str, AfterValidator(values.check_color), WithJsonSchema(_COLOR)]
ZoneName = Annotated[Name, AfterValidator(locales.check_zone), WithJsonSchema(_ZONE)]
Link = Annotated[str, AfterValidator(addresses.check_link)]
PlayerFolder = Annotated[str, AfterValidator(addresses.check_player_folder)]
Url = Annotated[str, AfterValidator(values.check_url), WithJsonSchema(_URL)]
Focus = Annotated[tuple[float, float], BeforeValidator(in_picture.read_focus), WithJsonSchema(_FOCUS)]
Blur = Annotated[
    Literal["faces", "all"] | tuple[in_picture.Share4, ...],
    BeforeValidator(in_picture.read_blur),
    WithJsonSchema(_BLUR),
]
Format = Annotated[Literal[1], BeforeValidator(values.format_number), WithJsonSchema({"const": 1})]

PersonName = Annotated[str, _known("people")]
Deliverable = Annotated[str, _known("deliverables")]
VoiceName = Annotated[Name, AfterValidator(_voice)]
OpenerName = Annotated[Name, _known("openers")]
ClosingName = Annotated[Name, _known("closings")]
BedName = Annotated[str, _known("beds")]
StingName = Annotated[Name, _known("stings")]
StoryName = Annotated[str, _known("stories"), WithJsonSchema(_SLUG)]
"""What is no short name is told where the story has it."""
People = Annotated[tuple[PersonName, ...], BeforeValidator(values.names_listed), WithJsonSchema(_LIST)]
Deliverables = Annotated[tuple[Deliverable, ...], BeforeValidator(values.names_listed), WithJsonSchema(_LIST)]
CaptionFile = Annotated[Path, Reads(paths.read_caption_file, _PATH)]
CaptionFiles = Annotated[tuple[CaptionFile, ...], BeforeValidator(values.one_or_many), WithJsonSchema(_LIST)]
LanguageTag = Annotated[str, AfterValidator(locales.check_language), WithJsonSchema(_TAG)]
OwnLanguage = Annotated[Name, AfterValidator(locales.check_own_language)]
FolderName = Annotated[Name, AfterValidator(paths.check_folder_name)]
Translations = dict[LanguageTag, Name]
FormatName = Annotated[str, _known("formats")]
Formats = Annotated[tuple[FormatName, ...], BeforeValidator(values.names_listed), WithJsonSchema(_LIST)]
Built = Annotated[Deliverables, Field(min_length=1)]
Stories = Annotated[tuple[StoryName, ...], BeforeValidator(values.names_listed), WithJsonSchema(_LIST)]
CanvasSize = Annotated[tuple[int, int], BeforeValidator(values.read_size)]
CanvasSizes = dict[Annotated[str, _known("canvases")], CanvasSize]
