"""What header metadata says of a finished file, put into its sets: identities, dates, names, languages, AFD."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newscast.wrappers.mpeg2.finishing import Coded
from newscast.wrappers.mxf import labels
from newscast.wrappers.mxf.header import SET, UID, Header, MetadataSet
from newscast.wrappers.mxf.partition import array, batch
from newscast.wrappers.mxf.reading import packages_of, timestamp_bytes
from newscast.wrappers.umid import GROUP, umid_for, uuid_for

_NAMED = {"picture": "V", "sound": "A", "data": "D", "timecode": "TC"}

_PRODUCT = uuid_for("newscast", "product")


@dataclass(frozen=True)
class Described:
    """What a file says of itself.

    `seed` identifies what it is made of; `created` is when its packages are said to be made. `languages` are those of
    the sound tracks, in their order (RFC 5646; "" for one that has none); tracks without one are left as they are.
    `afd` is a code of SMPTE ST 2016-1 for pictures of 16:9.
    """

    seed: str
    created: datetime.datetime
    title: str = ""
    languages: Sequence[str] = ()
    afd: int | None = None


def described_by(told: Mapping[str, Any]) -> Described:
    """The same from JSON, such as the parameters of a step, which may have others beside."""
    return Described(
        seed=told["seed"],
        created=datetime.datetime.fromisoformat(told["created"]),
        title=told["title"],
        languages=told["languages"],
        afd=told["afd"],
    )


def described(header: Header, said: Described, coded: Coded | None) -> Header:
    """The same metadata, with all that is said of the file, and of its pictures where they were looked at."""
    umids = new_umids(header, said.seed)
    header = _unsaid(header)
    header = _changed(header, lambda found: _renumbered(found, umids))
    header = _changed(header, lambda found: _dated(found, timestamp_bytes(said.created)))
    header = _named(header, said.title)
    header = _identified(header, said)
    header = _spoken(header, said)
    if said.afd is not None:
        # SMPTE ST 2016-1: the code in bits 3 to 6, bit 2 for a coded frame of 16:9.
        value = bytes([said.afd << 3 | 4])
        header = _of_pictures(header, {labels.AFD: value}, {labels.AFD: labels.AFD_LABEL})
    if coded:
        header = _of_pictures(header, _gop_items(header, coded), {})
    return header


def new_umids(header: Header, seed: str) -> dict[bytes, bytes]:
    """For each package's UMID the one it gets."""
    packages = packages_of(header)
    sources = [package.umid for package in packages if package.kind == "source"]
    names = {package.umid: "material" for package in packages if package.kind == "material"}
    names |= {umid: f"source {number}" for number, umid in enumerate(sources, 1)}
    return {umid: umid_for(seed, name, GROUP) for umid, name in names.items()}


def _changed(header: Header, change: Callable[[MetadataSet], MetadataSet]) -> Header:
    return replace(header, sets=tuple(change(found) for found in header.sets))


def _renumbered(found: MetadataSet, umids: Mapping[bytes, bytes]) -> MetadataSet:
    places = (labels.PACKAGE_UID, labels.CLIP_PACKAGE, labels.LINKED_PACKAGE)
    told = {tag: umids[found.items[tag]] for tag in places if found.items.get(tag) in umids}
    return found.having(told)


def _dated(found: MetadataSet, stamp: bytes) -> MetadataSet:
    dates = (labels.PACKAGE_CREATED, labels.PACKAGE_MODIFIED, labels.LAST_MODIFIED, labels.MODIFIED)
    return found.having({tag: stamp for tag in dates if tag in found.items})


def _unsaid(header: Header) -> Header:
    """Without what the muxer was given to keep room, and without what was said here before; and without references to
    them."""
    gone = {found.uid for found in header.of(labels.TAGGED_VALUE) if found.text(labels.TAGGED_NAME) == labels.ROOM}
    gone |= {one.uid for one in header.of(labels.IDENTIFICATION) if one.items.get(labels.PRODUCT_UID) == _PRODUCT}
    gone |= {found.uid for found in header.of(labels.CHANNEL_LABEL)}
    children = header.tag_of(labels.CHANNEL_ITEMS["children"])

    def unreferred(found: MetadataSet) -> MetadataSet:
        items = dict(found.items)
        for tag in (labels.COMMENTS, labels.IDENTIFICATIONS, children):
            if tag in items:
                kept = [uid for uid in batch(items.pop(tag)) if uid not in gone]
                # The muxer writes an empty list of comments where there are none.
                items |= {tag: array(kept)} if kept else {}
        return replace(found, items=items)

    return replace(header, sets=tuple(unreferred(found) for found in header.sets if found.uid not in gone))


def _named(header: Header, title: str) -> Header:
    """Packages bear the title, tracks the names that editors know them by: V1, A1, A2, TC1."""
    named: dict[bytes, dict[int, bytes]] = {}
    for package in header.of(labels.MATERIAL_PACKAGE, labels.SOURCE_PACKAGE):
        if title and package.kind == labels.MATERIAL_PACKAGE:
            named[package.uid] = {labels.PACKAGE_NAME: _text(title)}
        counts: dict[str, int] = {}
        for uid in batch(package.items[labels.PACKAGE_TRACKS]):
            sequence = header.by_uid(header.by_uid(uid).items[labels.TRACK_SEQUENCE])
            letter = _NAMED.get(labels.data_definition(sequence.items[labels.DATA_DEFINITION]), "")
            counts[letter] = counts.get(letter, 0) + 1
            if letter:
                named[uid] = {labels.TRACK_NAME: _text(f"{letter}{counts[letter]}")}
    fixed = {labels.PACKAGE_NAME: labels.PACKAGE_NAME_LABEL, labels.TRACK_NAME: labels.TRACK_NAME_LABEL}
    return _primed(_changed(header, lambda found: found.having(named.get(found.uid, {}))), fixed)


def _identified(header: Header, said: Described) -> Header:
    """The program that had the file last is named behind the one that made it (SMPTE ST 377-1, annex A.3)."""
    muxer = header.of(labels.IDENTIFICATION)[-1]
    own = replace(
        muxer,
        items={
            UID: uuid_for(said.seed, "identification"),
            labels.GENERATION: uuid_for(said.seed, "generation"),
            labels.COMPANY: _text("newscast"),
            labels.PRODUCT: _text("master"),
            # A number of ours would make other bytes of each release.
            labels.VERSION: _text("1"),
            labels.PRODUCT_UID: _PRODUCT,
            labels.MODIFIED: timestamp_bytes(said.created),
        },
    )

    def referring(found: MetadataSet) -> MetadataSet:
        if found.kind != labels.PREFACE:
            return found
        known = batch(found.items[labels.IDENTIFICATIONS])
        return found.having({labels.IDENTIFICATIONS: array([*known, own.uid])})

    at = header.sets.index(muxer) + 1
    return _changed(replace(header, sets=(*header.sets[:at], own, *header.sets[at:])), referring)


def _spoken(header: Header, said: Described) -> Header:
    """A channel label for each sound track with a language (SMPTE ST 377-4): left and right in turn."""
    sounds = header.of(*labels.SOUND_DESCRIPTORS)
    tags = {name: _tag(header, label) for name, label in labels.CHANNEL_ITEMS.items()}
    made: dict[bytes, MetadataSet] = {}
    for number, (sound, language) in enumerate(zip(sounds, said.languages, strict=False)):
        if language:
            made[sound.uid] = _channel_label(said.seed, number, language, tags)

    def with_labels(found: MetadataSet) -> Iterator[MetadataSet]:
        label = made.get(found.uid)
        yield found.having({tags["children"]: array([label.uid])}) if label else found
        if label:
            yield label

    sets = tuple(each for found in header.sets for each in with_labels(found))
    primer = {tags[name]: label for name, label in labels.CHANNEL_ITEMS.items()} if made else {}
    return _primed(replace(header, sets=sets), primer)


def _channel_label(seed: str, number: int, language: str, tags: Mapping[str, int]) -> MetadataSet:
    right = number % 2
    return MetadataSet(
        SET + bytes([labels.CHANNEL_LABEL, 0]),
        {
            UID: uuid_for(seed, f"label {number}"),
            tags["dictionary"]: labels.RIGHT if right else labels.LEFT,
            tags["link"]: uuid_for(seed, f"channel {number}"),
            tags["symbol"]: _text("chR" if right else "chL"),
            tags["name"]: _text("Right" if right else "Left"),
            tags["channel"]: (1).to_bytes(4, "big"),
            tags["language"]: language.encode("ascii", "replace"),
        },
    )


def _gop_items(header: Header, coded: Coded) -> dict[int, bytes]:
    """What the descriptor of MPEG video says of groups of pictures (SMPTE ST 381-2), where it does."""
    told = {labels.MAX_GOP: coded.longest.to_bytes(2, "big"), labels.CLOSED_GOP: bytes([coded.closed])}
    return {tag: value for label, value in told.items() if (tag := header.tag_of(label))}


def _of_pictures(header: Header, items: Mapping[int, bytes], primer: Mapping[int, bytes]) -> Header:
    pictures = {found.uid for found in header.of(*labels.PICTURE_DESCRIPTORS)}
    changed = _changed(header, lambda found: found.having(items) if found.uid in pictures else found)
    return _primed(changed, primer)


def _primed(header: Header, entries: Mapping[int, bytes]) -> Header:
    return replace(header, primer={**entries, **header.primer})


def _tag(header: Header, label: bytes) -> int:
    """The local tag of a label: the one it has, or one that nobody uses. The same label has the same each time."""
    known = header.tag_of(label)
    free = 0x9000 + list(labels.CHANNEL_ITEMS.values()).index(label)
    return known if known is not None else free


def _text(text: str) -> bytes:
    return f"{text}\0".encode("utf-16-be")
