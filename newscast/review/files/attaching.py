"""A medium that was brought, or lies in the newsroom already, gets its place in a rundown, by an edit as all others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.content import file_at
from newscast.base.files import machine_errors, told_from
from newscast.base.i18n import _
from newscast.document.edits import Edit
from newscast.media.suffixes import Kind, kind_by_suffix
from newscast.review.door.wrong import RefusedError
from newscast.review.files import aside
from newscast.review.files.bringing import Sender, upload_for
from newscast.review.files.landing import folder_of
from newscast.review.files.slots import Slot, edits_for, slot_of
from newscast.review.files.unused import forget_looks, media_file
from newscast.review.mending.written_now import WrittenNow
from newscast.review.newsroom.office import Office
from newscast.watch.inbox.outcomes import INBOX


@dataclass(frozen=True)
class Medium:
    """A file of the newsroom that may be named in a rundown: its `path` from there."""

    path: str
    kind: Kind


def brought(office: Office, sender: Sender, upload: str) -> Medium:
    """What somebody sent to this episode. Raises RefusedError where it has not come, or was not taken."""
    found = upload_for(office, sender, upload)
    if found.state != "taken":
        raise RefusedError(409, found.why or _("“{name}” has not come yet. Wait for it.").format(name=found.name))
    kind = kind_by_suffix(Path(found.place).suffix)
    if kind is None or not (office.root / found.place).is_file():
        raise RefusedError(404, _("“{name}” is not there any more. Send it again.").format(name=found.name))
    return Medium(found.place, kind)


def of_newsroom(office: Office, episode: str, path: str) -> Medium:
    """A medium that lies in the newsroom. What lies in the inbox is copied beside the episode's own: drops are moved
    away, or changed. Raises RefusedError where there is none at that path, MachineError."""
    found = media_file(office, path)
    if found is None:
        raise RefusedError(404, _("There is no such file."))
    if not found.path.startswith(f"{INBOX}/"):
        return Medium(found.path, found.kind)
    source = office.root / found.path
    with machine_errors(source):
        whole = file_at(source)
    there = aside.put_down(source, folder_of(office, episode), found.name, whole.digest, copies=True)
    forget_looks(office)
    return Medium(told_from(office.root, there), found.kind)


def edits_of(
    office: Office, rundown: WrittenNow, slot: Slot, medium: Medium, index: int, replaces: bool
) -> Sequence[Edit]:
    """What has to be written in the rundown. Raises RefusedError where such a medium cannot stand there."""
    if slot.fixed or (replaces and index < len(slot.there) and slot.there[index].fixed):
        raise RefusedError(409, _("This is written elsewhere, and changed there."))
    if medium.kind not in slot.accepts:
        raise RefusedError(409, _unfit(slot, medium))
    folder = (office.root / rundown.file).parent
    return edits_for(slot, Path(os.path.relpath(office.root / medium.path, folder)).as_posix(), index, replaces)


def slot_named(office: Office, rundown: WrittenNow, name: str) -> Slot:
    """The slot of this id. Raises RefusedError where the rundown has none any more."""
    found = slot_of(rundown, office.root, name)
    if found is None:
        raise RefusedError(409, _("The rundown has changed meanwhile, and this place is gone. Load the page again."))
    return found


def _unfit(slot: Slot, medium: Medium) -> str:
    name = Path(medium.path).name
    if medium.kind == "sound":
        return _("“{name}” is sound alone, and here a picture is shown.").format(name=name)
    if medium.kind == "still":
        return _("“{name}” is a photo, and here something is heard.").format(name=name)
    return _("“{name}” does not fit here.").format(name=name)
