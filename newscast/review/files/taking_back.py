"""A finished clip takes the place of a story's parts: one `package` of it, with the words of the old parts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscast.base.i18n import _
from newscast.base.kinds import part_name
from newscast.document.edits import Edit, Set, Value
from newscast.episode.checked import CheckedFile
from newscast.review.door.wrong import RefusedError
from newscast.review.files.attaching import Medium
from newscast.review.mending.written_now import WrittenNow
from newscast.review.newsroom.office import Office
from newscast.rundown.written import WrittenItem

_SPOKEN = ("copy", "transcript")
"""The keys of parts whose text is said in them."""
_OWN = ("file", "camera")


@dataclass(frozen=True)
class Gone:
    """A part that is replaced: what it is called, what is said in it, its line, and the names of its media."""

    name: str
    words: str
    line: int
    media: tuple[str, ...]


@dataclass(frozen=True)
class Lasting:
    """How long a story is and how far its episode is over the slot, in seconds; None where nobody knows."""

    story: float | None
    episode: float | None
    over: float | None


def story_named(rundown: WrittenNow, slug: str) -> WrittenItem:
    """The story of that short name. Raises RefusedError where there is none, or it is written elsewhere."""
    found = rundown.segment(slug)
    if found is None or found.kind != "story":
        raise RefusedError(404, _("There is no story “{slug}” in the rundown.").format(slug=slug))
    if found.fixed:
        raise RefusedError(409, _("This is written elsewhere, and changed there."))
    return found


def stories_of(rundown: WrittenNow) -> list[WrittenItem]:
    """The stories that have a short name, as they come."""
    return [each for each in rundown.segments if each.kind == "story" and each.slug]


def gone_parts(story: WrittenItem) -> list[Gone]:
    """What a finished clip replaces."""
    return [Gone(part_name(each.kind), _said(each), each.line, tuple(_media(each))) for each in story.of("parts")]


def words_of_parts(story: WrittenItem) -> str:
    """What is said in the parts that are not left out, one after another: what a clip of them says, as far as it was
    not cut. Remarks such as (applause) stay."""
    return " ".join(filter(None, (_said(each) for each in story.of("parts") if not each.float)))


def package_edits(
    office: Office, rundown: WrittenNow, story: WrittenItem, clip: Medium, words: str, heard: bool
) -> tuple[Edit, ...]:
    """The edit that replaces a story's parts. `words` become the clip's transcript, to be confirmed still unless
    somebody `heard` that it says them. Raises RefusedError where the file is no film."""
    if clip.kind != "video":
        message = _("“{name}” is no film. A story is replaced by a finished clip with picture and sound.")
        raise RefusedError(409, message.format(name=Path(clip.path).name))
    folder = (office.root / rundown.file).parent
    package: dict[str, Value] = {"package": Path(os.path.relpath(office.root / clip.path, folder)).as_posix()}
    said = " ".join(words.split())
    if said:
        package["transcript"] = said
        if not heard:
            package["unconfirmed"] = True
    return (Set((*story.keys, "parts"), [package]),)


def lasting(planned: CheckedFile | None, slug: str) -> Lasting:
    """How long a story is by a plan, in the first deliverable with a picture."""
    table = next((each for each in planned.tables if each.slug is None), None) if planned else None
    if table is None:
        return Lasting(None, None, None)
    story = next((each.duration for each in table.segments if each.slug == slug), None)
    return Lasting(story, table.duration, table.over)


def _said(part: WrittenItem) -> str:
    return " ".join(" ".join(part.text(key).split()) for key in _SPOKEN if part.text(key))


def _media(part: WrittenItem) -> Iterator[str]:
    """The names of the files of a part, each once."""
    inside = [item for key in ("pictures", "cover", "voice", "camera", "before", "after") for item in part.of(key)]
    named = [*(part.text(key) for key in _OWN), *(item.text("file") for item in inside), part.text("voice")]
    yield from dict.fromkeys(Path(each).name for each in named if each)
