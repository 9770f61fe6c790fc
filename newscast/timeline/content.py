"""What is said and shown, by content: the same wherever it stands, whatever its files are called, however it is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newscast.base.canonical import digest_of
from newscast.base.telling import told
from newscast.base.timecode import Time
from newscast.document.model import Model
from newscast.media.info import MediaInfo
from newscast.media.missing import Media
from newscast.rundown.model import Part, Read, Sot, Spot, Super
from newscast.show.person import Person
from newscast.timeline.context import Context

_ASIDE = frozenset(
    {"place", "places", "only", "skip", "float_", "versions", "slug", "bed", "transition", "transition_duration"}
    | {"translations", "captions", "unconfirmed", "sounds", "exempt", "minors"}
)
"""Keys of a part or spot that say where it belongs, or what captions say of it, and nothing of what it says and
shows itself."""
_PEOPLE = frozenset({"who", "by"})


def placed_digest(kind: str, values: object, media: Media) -> str:
    """SHA-256 of something placed, such as a shot's picture or a take, by content."""
    return digest_of([kind, _plain(values, media)])


def part_digest(part: Part | Spot, context: Context) -> str:
    """SHA-256 of what a part says and shows: its words, media with what is taken of them, fields, people, texts."""
    return digest_of([_written(part, context), *_people(part, context)])


def written_digest(kind: str, values: object, context: Context) -> str:
    """SHA-256 of something of the rundown that is no part, by content."""
    return digest_of([kind, _written(values, context)])


def _people(part: Part | Spot, context: Context) -> Iterator[Any]:
    """Who is named on screen, and who is shown for want of another picture."""
    if isinstance(part, Read):
        yield _named(context.person(context.presenter(part.by)))
    if isinstance(part, Sot) and (person := context.person(part.who)):
        yield _named(person)
        medium = context.medium(part.clip.file)
        if person.photo and medium and not medium.picture and not part.pictures:
            yield _plain(person.photo, context.media)


def _named(person: Person | None) -> list[str] | None:
    return [person.name, person.role] if person else None


def _written(value: Any, context: Context) -> Any:
    """A value of the rundown without what it does not say, texts without their line breaks."""
    if isinstance(value, Super):
        return {**_keys(value, context), "who": _named(context.person(value.who))}
    if isinstance(value, Model):
        return _keys(value, context)
    if isinstance(value, Time):
        return value.frames(context.rate)
    if isinstance(value, tuple | list):
        return [_written(each, context) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _written(each, context) for key, each in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else _plain(value, context.media)


def _keys(value: Model, context: Context) -> dict[str, Any]:
    names = [name for name in type(value).model_fields if name not in _ASIDE and name not in _PEOPLE]
    said = {name: _written(getattr(value, name), context) for name in names}
    return {name: each for name, each in said.items() if each not in (None, "", [], {})}


def _plain(value: Any, media: Media) -> Any:
    """As JSON values, with the content of files in the place of their names."""

    def content(path: Path) -> str:
        medium = media[path]
        return medium.file.digest if isinstance(medium, MediaInfo) else f"missing {path.name}"

    return told(value, content)
