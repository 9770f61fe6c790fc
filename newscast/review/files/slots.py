"""The places of a rundown where a medium stands, or could: voices, takes, clips, photos of every segment and part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from newscast.base.i18n import _
from newscast.document.edits import Edit, Insert, Remove, Set
from newscast.media.suffixes import Kind
from newscast.review.mending.written_now import WrittenNow
from newscast.rundown.forms import BEFORE_AFTER
from newscast.rundown.written import WrittenItem

Key = Literal["voice", "camera", "file", "pictures", "cover", "before", "after"]
SPOKEN, SHOWN = ("read", "vo"), ("pictures", "cover")
SYNTH = "synth"
"""What a voice is called that nobody recorded."""
_ACCEPTS: Mapping[str, tuple[Kind, ...]] = {
    "voice": ("sound", "video"), "camera": ("video",), "pictures": ("video", "still"), "cover": ("video", "still"),
    "before": ("video", "still"), "after": ("video", "still"),
    "sot": ("video", "sound"), "package": ("video", "sound"), "spot": ("video", "sound"),
}  # fmt: skip
"""Which kinds of media may stand there; for what has a file of its own by its kind."""


@dataclass(frozen=True)
class There:
    """A medium that is named: `name` as it is written, the `keys` it stands at, whether it `lacks`. `fixed` says why it
    is not changed here, and `clip` has the keys of times that belong to it alone. `value` is what stands there: the
    name, or all that is said of it by key."""

    name: str
    keys: tuple[Any, ...]
    lacks: bool
    value: str | Mapping[str, str] = ""
    fixed: str = ""
    clip: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True)
class Slot:
    """A place for media in the file `file`. `id` names it within the rundown, `at` are the keys of a list or a value.

    `single` is whether one medium stands there: another takes its place. `short` is a text that has to become a mapping
    first, with that text under a key. `needed` is whether something is missing while it is empty.
    """

    id: str
    key: Key
    title: str
    at: tuple[Any, ...]
    accepts: tuple[Kind, ...]
    there: tuple[There, ...] = ()
    single: bool = False
    needed: bool = False
    fixed: str = ""
    short: tuple[str, str] | None = None

    @property
    def lacks(self) -> bool:
        """Whether a medium is missing here."""
        return any(each.lacks for each in self.there) or (self.needed and not self.there)


@dataclass(frozen=True)
class Holder:
    """A segment or a part with its slots. `number` is that of the segment, `part` that of the part in it; a segment is
    `shown` where it or a part of it has some."""

    item: WrittenItem
    number: int
    part: int | None
    slots: tuple[Slot, ...]
    shown: bool = True


def holders_of(rundown: WrittenNow, root: Path) -> list[Holder]:
    """All segments and parts that have places for media, in the rundown's order."""
    folder = (root / rundown.file).parent
    found = []
    for number, segment in enumerate(rundown.segments):
        own = tuple(_of_segment(segment, str(number), folder))
        parts = [
            Holder(part, number, at, tuple(_of_part(part, f"{number}.{at}", folder)))
            for at, part in enumerate(segment.of("parts"))
        ]
        parts = [each for each in parts if each.slots]
        found += [Holder(segment, number, None, own, bool(own or parts)), *parts]
    return found


def slot_of(rundown: WrittenNow, root: Path, name: str) -> Slot | None:
    """The slot of this id; None where there is none."""
    every = (slot for holder in holders_of(rundown, root) for slot in holder.slots)
    return next((slot for slot in every if slot.id == name), None)


def edits_for(slot: Slot, path: str, index: int, replaces: bool) -> tuple[Edit, ...]:
    """What has to be written so that the medium at `path` stands in a slot: in place of the one at an index, or before
    it. What was said of the one before, such as where it begins, goes with it."""
    if replaces and index < len(slot.there):
        old = slot.there[index]
        return Set(old.keys, path), *(Remove(keys) for keys in old.clip)
    if slot.short:
        name, text = slot.short
        return (Set(slot.at[:-1], {name: text, str(slot.at[-1]): path}),)
    if slot.single or not slot.there:
        return (Set(slot.at, path if slot.single else [path]),)
    if slot.there[0].keys == slot.at:
        # One stands there without a list.
        whole = slot.there[0].value
        return (Set(slot.at, [whole, path] if index else [path, whole]),)
    return (Insert((*slot.at, min(index, len(slot.there))), path),)


def _of_segment(segment: WrittenItem, name: str, folder: Path) -> Iterator[Slot]:
    if segment.kind == "spot":
        yield _own_file(segment, name, _("The spot"), folder)
    if segment.kind == "headlines":
        yield _single(segment, name, "voice", _("One take for all headlines"), folder)
    for tease in segment.of("tease"):
        if segment.kind == "story" and tease.text("copy"):
            yield _single(tease, f"{name}.tease", "voice", _("Voice of the tease"), folder, text=tease.text("copy"))


def _of_part(part: WrittenItem, name: str, folder: Path) -> Iterator[Slot]:
    if part.kind in SPOKEN:
        spoken = bool(part.of("camera"))
        yield _single(part, name, "voice", _("Voice"), folder, needed=not spoken)
    if part.kind == "read":
        yield _single(part, name, "camera", _("Presenter on camera"), folder)
    if part.kind in ("sot", "package"):
        yield _own_file(part, name, _("Who speaks") if part.kind == "sot" else _("The finished piece"), folder)
    if part.kind in SPOKEN:
        yield _many(part, name, "pictures", _("Clips and photos"), folder)
    if part.kind == "card" and part.text("card").strip() == BEFORE_AFTER:
        yield _single(part, name, "before", _("Before"), folder, needed=True)
        yield _single(part, name, "after", _("After"), folder, needed=True)
    if part.kind in ("read", "sot", "package"):
        yield _many(part, name, "cover", _("Pictures over it"), folder)


def _single(
    item: WrittenItem, name: str, key: Key, title: str, folder: Path, needed: bool = False, text: str = ""
) -> Slot:
    """A value that names one medium, or one take after another."""
    there = _there(item, key, folder)
    short = ("copy", text) if item.short and text else None
    at = (*item.keys, key)
    return Slot(f"{name}.{key}", key, title, at, _ACCEPTS[key], there, True, needed, item.fixed, short)


def _many(item: WrittenItem, name: str, key: Key, title: str, folder: Path) -> Slot:
    return Slot(
        f"{name}.{key}", key, title, (*item.keys, key), _ACCEPTS[key], _there(item, key, folder), fixed=item.fixed
    )


def _own_file(item: WrittenItem, name: str, title: str, folder: Path) -> Slot:
    """What a part is by its kind: a file, with where it begins and ends beside it."""
    value, accepts = item.values.get("file"), _ACCEPTS[item.kind]
    if value is None:
        return Slot(f"{name}.file", "file", title, (*item.keys, item.kind), accepts, (), True, True, item.fixed)
    clip = tuple(item.values[key].keys for key in ("in", "out") if key in item.values)
    there = There(value.text, value.keys, _lacks(folder, value.text), value.text, value.fixed, clip)
    return Slot(f"{name}.file", "file", title, value.keys, accepts, (there,), True, True, value.fixed or item.fixed)


def _there(item: WrittenItem, key: str, folder: Path) -> tuple[There, ...]:
    found = []
    for each in item.of(key):
        value = each.values.get("file")
        written = value.text.strip() if value else ""
        fixed = each.fixed or (value.fixed if value else "card")
        named = written or each.text("card")
        whole = written if each.short else {name: told.text for name, told in each.values.items()}
        found.append(There(named, each.keys, bool(value) and _lacks(folder, written), whole, fixed))
    return tuple(found)


def _lacks(folder: Path, written: str) -> bool:
    return written not in ("", SYNTH) and not (folder / written).is_file()
