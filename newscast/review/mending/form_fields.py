"""What may be written anew on the page: the texts of a segment or a part as fields, each with the keys it stands at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from newscast.base.i18n import _
from newscast.rundown.written import WrittenItem, WrittenValue

Keys = tuple[Any, ...]
Kind = Literal["text", "line", "time"]
"""Several lines of copy, one line, a time."""
_STILLS = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".bmp", ".avif", ".svg")
_SOUNDS = (".wav", ".mp3", ".opus", ".ogg", ".m4a", ".flac", ".aac", ".amr", ".wma")
_OWN_OF_CARDS = ("card", "duration", "only", "skip", "float", "file")
"""Keys of a card that are no texts of its graphic."""
SPOKEN, RECORDED = ("read", "vo"), ("sot", "package")
PARTS = (*SPOKEN, *RECORDED, "card")


@dataclass(frozen=True)
class Field:
    """A text that may be written anew. `at` is where it is set and `line` where it stands; without one it is not
    written yet. Where a path stands alone that needs keys of its own for this, `path` is that path, and `at` ends with
    the key that comes beside it. `fixed` says why it is not changed here, and `file` where it is written."""

    name: str
    label: str
    at: Keys
    value: str
    kind: Kind = "line"
    line: int | None = None
    path: str = ""
    may_be_empty: bool = False
    fixed: str = ""
    file: str = ""


@dataclass(frozen=True)
class Group:
    """Fields that belong together. `rows` are the keys of a list to which fields may be added; `clip` is the path of a
    film of which a beginning and an end are chosen, empty of what is none."""

    kind: Literal["words", "super", "card", "clip"]
    title: str = ""
    fields: tuple[Field, ...] = ()
    rows: Keys = ()
    clip: str = ""
    note: str = ""


def segment_groups(segment: WrittenItem) -> Iterator[Group]:
    """What a segment itself says: of a story the headline, and what the headlines say of it."""
    if segment.kind != "story":
        return
    tease = next(iter(segment.of("tease")), None)
    label = _("Tease: what the headlines say of it")
    said = field_of(tease, "copy", label, "text", "tease") if tease else _missing(segment, "tease", label, "text")
    yield Group("words", fields=(field_of(segment, "headline", _("Headline"), "text"), said))


def part_groups(part: WrittenItem) -> Iterator[Group]:
    """All that a part says and shows, in the order in which people look for it."""
    yield from _words(part)
    for own in part.of("versions"):
        label = _("Copy in {deliverable} alone").format(deliverable=own.kind)
        yield from (Group("words", fields=(field_of(own, name, label, "text", "copy"),))
                    for name in ("copy", "transcript") if name in own.values)  # fmt: skip
    for each in part.of("supers"):
        if "title" in each.values:
            yield _super(each)
    if part.kind == "card":
        yield from _card(part)
    if part.kind in RECORDED:
        yield from _times(part)
    for name in ("camera", "pictures", "cover", "before", "after"):
        for each in part.of(name):
            yield from _card(each) if each.kind == "card" else _times(each)


def named_in(part: WrittenItem) -> tuple[str, ...]:
    """The short names of the people whose name or role a part shows: who speaks, and who a super names."""
    names = [part.text("who"), *(each.text("who") for each in part.of("supers")), part.text("by")]
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def is_recorded(part: WrittenItem) -> bool:
    """Whether its copy is said by a recording, which goes on saying the words of before."""
    voices = part.of("voice")
    return bool(part.of("camera")) or any(each.text("file").strip() != "synth" for each in voices)


def copy_of(part: WrittenItem) -> str:
    """The words of a part, as far as it has some."""
    return part.text("copy") or part.text("transcript")


def _words(part: WrittenItem) -> Iterator[Group]:
    if part.kind in SPOKEN:
        yield Group("words", fields=(field_of(part, "copy", _("Copy"), "text"),))
    if part.kind in RECORDED:
        label = _("Transcript: what is said, for captions")
        yield Group("words", fields=(optional_of(part, "transcript", label, "text"),))


def _super(item: WrittenItem) -> Group:
    at = item.text("at")
    title = _("Text on screen at {time}").format(time=at) if at else _("Text on screen")
    lines = [field_of(item, "title", _("First line"))]
    if not item.short:
        lines.append(optional_of(item, "subtitle", _("Second line")))
    return Group("super", title, tuple(lines))


def _card(item: WrittenItem) -> Iterator[Group]:
    """The texts of a graphic, each list of them by itself."""
    title = _("Card “{name}”").format(name=item.text("card"))
    named = [key for key in item.values if key not in _OWN_OF_CARDS]
    fields = tuple(field_of(item, key, _card_label(key), "text", may_be_empty=key != "title") for key in named)
    lists = list(item.lists.items())
    for number, (key, values) in enumerate(lists):
        rows = tuple(_row(each, (*item.keys, key, at), at) for at, each in enumerate(values))
        yield Group("card", title, (*(fields if number == 0 else ()), *rows), (*item.keys, key))
    if not lists and fields:
        yield Group("card", title, fields)


def _row(value: WrittenValue, at: Keys, number: int) -> Field:
    label = _("Line {number} of the card").format(number=number + 1)
    return Field("item", label, at, value.text, "line", value.line, "", True, value.fixed, value.file)


def _card_label(key: str) -> str:
    names = {"title": _("Title"), "subtitle": _("Second line"), "text": _("Text")}
    return names.get(key, key.replace("_", " ").capitalize())


def _times(item: WrittenItem) -> Iterator[Group]:
    path = item.text("file")
    suffix = PurePosixPath(path).suffix.lower()
    if not path or suffix in _STILLS:
        return
    fields = tuple(
        optional_of(item, key, label, "time", item.clip, path if item.short else "")
        for key, label in (("in", _("Begins at")), ("out", _("Ends at")))
    )
    note = _("Times count from the beginning of the file. Empty is its very beginning or end.")
    yield Group("clip", PurePosixPath(path).name, fields, clip="" if suffix in _SOUNDS else path, note=note)


def optional_of(item: WrittenItem, key: str, label: str, kind: Kind = "line", keys: Keys = (), path: str = "") -> Field:
    if key in item.values:
        return field_of(item, key, label, kind, may_be_empty=True)
    return _missing(item, key, label, kind, keys, path)


def field_of(
    item: WrittenItem, key: str, label: str, kind: Kind = "line", name: str = "", may_be_empty: bool = False
) -> Field:
    value = item.values.get(key)
    if value is None:
        return _missing(item, key, label, kind)
    return Field(
        name or key,
        label,
        value.keys,
        value.text.rstrip("\n"),
        kind,
        value.line,
        "",
        may_be_empty,
        value.fixed,
        value.file,
    )


def _missing(item: WrittenItem, key: str, label: str, kind: Kind, keys: Keys = (), path: str = "") -> Field:
    """What is not written yet; where its item comes from elsewhere, it is not written here either."""
    return Field(key, label, (*(keys or item.keys), key), "", kind, None, path, True, item.fixed)
