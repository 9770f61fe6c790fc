"""The media of an episode, place by place: what is there, what is missing, and how it gets there.

| address | what it is |
|---|---|
| `/e/<episode>/media` | the page; `?use=<path>` offers every place that one file of the newsroom |
| `/e/<episode>/media/files` | the newsroom's media as JSON: `?kinds=video,still&words=` in their path |
| `/e/<episode>/media/attach` | `{"slot", "index", "replaces", "sha256", "upload" or "path"}`: it gets that place |
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import Any

from starlette.responses import JSONResponse, Response

from newscast.base.i18n import _
from newscast.base.kinds import kind_name, part_name
from newscast.base.moments import lasting
from newscast.base.sizes import size_text
from newscast.document.words import folded
from newscast.review.door.clocks import briefly
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.files.attaching import Medium, brought, edits_of, of_newsroom, slot_named
from newscast.review.files.bringing import MOST_BYTES, Sender
from newscast.review.files.slots import SYNTH, There, holders_of
from newscast.review.files.unused import Unused, forget_looks, media_at_hand, media_file, media_files
from newscast.review.mending.editing import save_edits
from newscast.review.mending.written_now import written_now
from newscast.rundown.written import WrittenItem

_MOST = 60
"""Files that are listed at once, those that nothing uses first."""


def media_page(visit: Visit) -> Response:
    """Every place of the rundown where a medium stands, or could."""
    rundown = written_now(visit.office, visit.episode, patience=None)
    query = visit.request.query_params
    holders = holders_of(rundown, visit.office.root)
    pictures = {each.path: each.small for each in media_at_hand(visit.office)}
    folder = PurePosixPath(rundown.file).parent

    def small(there: There) -> str:
        return pictures.get(os.path.normpath(folder / there.name), "")

    return page(
        visit, "media.html", rundown=rundown, holders=holders, use=media_file(visit.office, query.get("use", "")),
        lacking=sum(slot.lacks for each in holders for slot in each.slots), synth=SYNTH, part_name=part_name,
        segment_name=_segment_name, base=lambda path: PurePosixPath(path).name, most=size_text(MOST_BYTES),
        accept=_accept, saved=query.get("saved", ""), at=query.get("at", ""), small=small,
    )  # fmt: skip


def files(visit: Visit) -> Response:
    """The newsroom's media, those that nothing uses first, the newest first."""
    kinds = visit.request.query_params.get("kinds", "").split(",")
    words = folded(visit.request.query_params.get("words", "")).split()
    found = [each for each in media_files(visit.office) if each.kind in kinds]
    found = [each for each in found if all(word in folded(each.path) for word in words)]
    found.sort(key=lambda each: each.used)
    told = [_as_json(visit, each) for each in found[:_MOST]]
    return JSONResponse({"files": told, "more": len(found) > _MOST}, headers={"cache-control": "no-store"})


def attach(visit: Visit) -> Response:
    """A medium gets its place in the rundown, and the one that was there stays where it lies."""
    body = visit.body
    slot, index, sha256 = body.get("slot"), body.get("index", 0), body.get("sha256")
    if not isinstance(slot, str) or type(index) is not int or not isinstance(sha256, str) or not 0 <= index < 10_000:
        raise RefusedError(400, _("What was sent cannot be read."))
    rundown = written_now(visit.office, visit.episode, patience=None)
    if rundown.sha256 != sha256:
        # A place is named by where it stands: in another file that may be another one.
        raise RefusedError(409, _("The rundown has changed meanwhile. Load the page again, and choose the place anew."))
    place = slot_named(visit.office, rundown, slot)
    edits = edits_of(visit.office, rundown, place, _medium(visit), index, body.get("replaces") is True)
    with visit.office.people() as people:
        saved = save_edits(visit.office, people, visit.episode, rundown.file, sha256, edits, visit.visitor)
    forget_looks(visit.office)
    return JSONResponse({"id": saved.id, "sha256": saved.sha256})


def _medium(visit: Visit) -> Medium:
    upload, path = visit.body.get("upload"), visit.body.get("path")
    if isinstance(upload, str):
        return brought(visit.office, Sender(visit.visitor.name, "episode", visit.episode), upload)
    if isinstance(path, str):
        return of_newsroom(visit.office, visit.episode, path)
    raise RefusedError(400, _("What was sent cannot be read."))


def _as_json(visit: Visit, each: Unused) -> dict[str, Any]:
    about = [briefly(visit, each.came), *([lasting(each.seconds)] if each.seconds else []), size_text(each.bytes)]
    folder = str(PurePosixPath(each.path).parent)
    return {"path": each.path, "name": each.name, "kind": each.kind, "small": each.small, "used": each.used,
            "about": " · ".join(about), "folder": folder}  # fmt: skip


def _segment_name(segment: WrittenItem) -> str:
    return segment.text("headline") or kind_name(segment.kind) or segment.slug


def _accept(kinds: tuple[str, ...]) -> str:
    """What a phone offers for these kinds: its camera roll for pictures, files for sound."""
    types = {"video": "video/*,.mov,.mxf,.mts", "still": "image/*,.heic", "sound": "audio/*,.m4a,.opus,.ogg,.amr"}
    return ",".join(types[kind] for kind in kinds)


ROUTES = (
    guarded("/e/{episode}/media", media_page, "edit"),
    guarded("/e/{episode}/media/files", files, "edit", name="media_choice"),
    guarded("/e/{episode}/media/attach", attach, "edit", ("POST",)),
)
