"""Everything that plays or is looked at, by content: programmes, their renditions, stills, curves.

| address | what it is |
|---|---|
| `/media/<episode>/<sha256>` | a listed file as it is, in ranges; programmes of old versions while they are kept |
| `/media/<episode>/<sha256>/about.json` | a programme in words, and its renditions; asking begins them, phone first |
| `/media/<episode>/<sha256>/play` | what a browser plays: the file itself, or a rendition of it with equal frames |
| `/media/<episode>/<sha256>/phone.mp4` | a rendition of at most 1 Mb/s with equal frames, or sound alone |
| `/media/<episode>/<sha256>/still/<frame>.jpg` | that very frame; with `?width=` no wider than that |
| `/media/<episode>/<sha256>/peaks.json` | `{"peaks": 1, "seconds", "pairs": [[least, most], ...]}`, of -1000 to 1000 |
| `/media/<episode>/<sha256>/loudness.json` | as it was measured when it was built, else now; of blocks the curves |
| `/media/<episode>/<sha256>/small.jpg` | a listed picture, or a frame of a programme, no wider than 480 |
| `/media/<episode>/small.jpg` | a small picture of its newest edition: a thumbnail or cover, else a frame of it |
| `/media/<episode>/file/<path>` | a listed file by its path in the episode's folder; the draft's below `draft/` |

`<sha256>` is that of a file which a manifest of the episode lists or a version of its history listed. All but the file
itself is of the programme that the file holds, from its first frame on: without a leader, and with all of its blocks
where the file holds one of them.

What has to be made first is answered with 202 and how it stands: `{"state": "waiting" | "making", "done": 0..1,
"seconds_left": s | null, "message"}`; stills, curves and small pictures are waited for. What cannot be made: 500 with
`{"state": "failed", "message"}`. A rendition says so in the header `Newscast-Rendition: play | phone`. about.json is
`{"kind": "picture" | "sound", "rate": "30000/1001" | null, "frames": n | null, "seconds", "width", "height", "draft",
"version", "deliverable", "play": {...}, "phone": {...}}`, these two with `href`, `rendition` (false where it is the
file itself), and the keys above, `"state": "ready"` where it can be played. That which `?for=play` or `?for=phone`
names is made first, the other once nobody waits for anything. A small picture that cannot be made is not there: 404;
that of an episode is then another one of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from newscast.base.i18n import _
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.sending import A_WHILE, AN_HOUR, FOREVER, Sent
from newscast.review.door.wrong import RefusedError, refused_page
from newscast.review.episode.block_curves import of_programme
from newscast.review.newsroom.listed import Held, held, held_at, newest, opened, published
from newscast.review.playing.awaiting import Awaited, under_way
from newscast.review.playing.renditions import (
    Wanted,
    have_made,
    is_ready,
    loudness_of,
    peaks_of,
    picture_of,
    ready,
    rendition_of,
    shown_of,
    still_of,
)
from newscast.review.playing.workshop import AHEAD, ASKED, FullError, Job, Workshop

_Kind = Literal["phone", "play"]
_MOST_DIGITS = 8
"""Of a frame's number, and of a width in pixels."""


def programme(visit: Visit) -> Response:
    """A file by its content."""
    return _sent(visit, _held(visit), FOREVER)


def file(visit: Visit) -> Response:
    """A file by its path, which may have another content the next time."""
    found = held_at(visit.office, visit.episode, visit.request.path_params["path"])
    return _sent(visit, _there(found), A_WHILE)


def play(visit: Visit) -> Response:
    """What a browser plays of a programme."""
    return _rendition(visit, "play")


def phone(visit: Visit) -> Response:
    """What a phone on the road plays of a programme."""
    return _rendition(visit, "phone")


def about(visit: Visit) -> Response:
    """What a programme is, and how its renditions stand. Of these, the one that `?for=` names comes first."""
    found = _programme(visit)
    looks = shown_of(found)
    asked = visit.request.query_params.get("for", "")
    order: tuple[_Kind, _Kind] = ("play", "phone") if asked == "play" else ("phone", "play")
    standing = {kind: _standing(visit, found, kind, ASKED if asked in (kind, "") else AHEAD) for kind in order}
    return JSONResponse(
        {
            "kind": "picture" if looks.frames else "sound",
            "rate": looks.rate if looks.frames else None,
            "frames": looks.frames or None,
            "seconds": looks.seconds,
            "width": looks.width,
            "height": looks.height,
            "draft": found.draft,
            "version": found.version,
            "deliverable": found.deliverable,
            **standing,
        },
        headers=_NOT_KEPT,
    )


def still(visit: Visit) -> Response:
    """One frame of a programme."""
    found = _programme(visit)
    frame = _number(visit.request.path_params["frame"])
    if frame is None or frame >= shown_of(found).frames:
        raise RefusedError(404, _("The programme has no such frame."))
    width = _number(visit.request.query_params.get("width", "0"))
    return _waited_for(visit, still_of(found, frame, width or 0), FOREVER)


def small(visit: Visit) -> Response:
    """A listed picture, small."""
    wanted = picture_of(_held(visit))
    return _first_picture(visit, [wanted] if wanted else [], FOREVER)


def small_of_episode(visit: Visit) -> Response:
    """A small picture of an episode. Later it may be another one, unless `?at=` says when that was published."""
    pictures = (picture_of(each) for each in newest(visit.office, visit.episode))
    ordered = sorted(filter(None, pictures), key=lambda each: _PICTURES.index(each.of.file.role))
    now = visit.request.query_params.get("at") == str(int(published(visit.office, visit.episode)))
    return _first_picture(visit, ordered, AN_HOUR if now else A_WHILE)


def peaks(visit: Visit) -> Response:
    """What a waveform is drawn of."""
    return _waited_for(visit, peaks_of(_heard(visit)), FOREVER)


def loudness(visit: Visit) -> Response:
    """How loud a programme is, over time and as a whole, as the build measured it; of one in blocks, over time. What
    the build says is kept for the newest version alone: another one is measured."""
    found = _heard(visit)
    told = _told_loudness(visit, found) if found.place else {}
    parts = [told[each.file.path] for each in found.blocks if each.file.path in told]
    if len(parts) < len(found.blocks):
        return _waited_for(visit, loudness_of(found), FOREVER)
    one = parts[0] if len(parts) == 1 else of_programme([each.file for each in found.blocks], parts)
    return JSONResponse(one, headers={"cache-control": A_WHILE})


def _told_loudness(visit: Visit, found: Held) -> dict[str, dict[str, Any]]:
    """What the edition's loudness.json say of the deliverable's programmes, by their paths."""
    told: dict[str, dict[str, Any]] = {}
    for each in newest(visit.office, visit.episode, found.draft):
        there = None
        if each.file.role == "loudness" and each.deliverable == found.deliverable:
            there = opened(visit.office, visit.episode, each)
        if there is not None:
            with there.stream:
                programmes = json.loads(there.stream.read(there.size))["programmes"]
            told |= {one["file"]: one for one in programmes}
    return told


def workshop_of(visit: Visit) -> Workshop:
    """Where things are made for this page."""
    workshop: Workshop = visit.request.app.state.workshop
    return workshop


def _rendition(visit: Visit, kind: _Kind) -> Response:
    found = _programme(visit)
    wanted = rendition_of(found, kind)
    if wanted is None:
        return _sent(visit, found, FOREVER)
    return _made(visit, wanted, A_WHILE) or under_way(_job(visit, wanted, ASKED))


def _standing(visit: Visit, found: Held, kind: _Kind, urgency: int) -> dict[str, Any]:
    wanted = rendition_of(found, kind)
    last = "phone.mp4" if kind == "phone" else "play"
    href = f"/media/{quote(visit.episode, safe='')}/{found.file.sha256}/{last}"
    if wanted is None or is_ready(visit.office, wanted):
        standing = {"state": "ready", "done": 1.0, "seconds_left": 0.0, "message": ""}
    else:
        standing = _job(visit, wanted, urgency).as_json()
    return {"href": href, "rendition": wanted is not None, **standing}


def _waited_for(visit: Visit, wanted: Wanted, keep: str, instead: Callable[[], Response] | None = None) -> Response:
    """It, as soon as it is made; where it cannot be, what stands `instead` of it, else why."""
    made = _made(visit, wanted, keep)
    return made or Awaited(_job(visit, wanted, ASKED), lambda: _made(visit, wanted, keep), instead)


def _first_picture(visit: Visit, pictures: Sequence[Wanted], keep: str) -> Response:
    """The first of these that can be made: a file that is damaged or gone has no picture."""
    for at, each in enumerate(pictures, 1):
        try:
            return _waited_for(visit, each, keep, partial(_first_picture, visit, pictures[at:], keep))
        except RefusedError as refused:
            if refused.status == 503:
                return refused_page(visit.request, refused)
    return refused_page(visit.request, RefusedError(404, _("There is no such file.")))


def _made(visit: Visit, wanted: Wanted, keep: str) -> Response | None:
    there = ready(visit.office, wanted)
    if there is None:
        return None
    name = f"{PurePosixPath(wanted.of.name).stem}{wanted.result.suffix}"
    says = {"newscast-rendition": wanted.kind} if wanted.shelf == "renditions" else {}
    return Sent(there.stream, there.size, name, wanted.result.key, keep, says)


def _job(visit: Visit, wanted: Wanted, urgency: int) -> Job:
    try:
        job = have_made(visit.office, workshop_of(visit), visit.episode, wanted, urgency)
    except FullError:
        raise RefusedError(503, _("Too much is asked for at this moment. Try again in a minute.")) from None
    if job is None:
        raise _gone(wanted.of)
    return job


def _held(visit: Visit) -> Held:
    return _there(held(visit.office, visit.episode, visit.request.path_params["sha256"]))


def _there(found: Held | None) -> Held:
    if found is None:
        raise RefusedError(404, _("There is no such file."))
    return found


def _programme(visit: Visit) -> Held:
    found = _held(visit)
    if found.file.role != "programme":
        raise RefusedError(404, _("There is no such file."))
    return found


def _heard(visit: Visit) -> Held:
    found = _programme(visit)
    if not shown_of(found).channels:
        raise RefusedError(404, _("The programme has no sound."))
    return found


def _sent(visit: Visit, found: Held, keep: str) -> Response:
    there = opened(visit.office, visit.episode, found)
    if there is None:
        raise _gone(found)
    return Sent(there.stream, there.size, found.name, found.file.sha256, keep)


def _gone(found: Held) -> RefusedError:
    if found.place is None:
        return RefusedError(410, _("This version is not kept any more: only what was said of it is."))
    return RefusedError(404, _("The file {name} is not there, or was changed. Build again.").format(name=found.name))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


_PICTURES = ("thumbnail", "cover", "programme")
_NOT_KEPT = {"cache-control": "no-store"}
_BY_CONTENT = "/media/{episode}/{sha256}"

ROUTES = (
    guarded("/media/{episode}/file/{path:path}", file, "see", name="media_file"),
    guarded("/media/{episode}/small.jpg", small_of_episode, "see"),
    guarded(_BY_CONTENT, programme, "see"),
    guarded(_BY_CONTENT + "/about.json", about, "see"),
    guarded(_BY_CONTENT + "/play", play, "see"),
    guarded(_BY_CONTENT + "/phone.mp4", phone, "see"),
    guarded(_BY_CONTENT + "/still/{frame}.jpg", still, "see"),
    guarded(_BY_CONTENT + "/peaks.json", peaks, "see"),
    guarded(_BY_CONTENT + "/loudness.json", loudness, "see"),
    guarded(_BY_CONTENT + "/small.jpg", small, "see"),
)
