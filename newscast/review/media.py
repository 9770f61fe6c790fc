"""Everything that plays or is looked at, by content: programmes, their renditions, stills, curves.

| address | what it is |
|---|---|
| `/media/<episode>/<sha256>` | a listed file as it is, in ranges; programmes of old versions while they are kept |
| `/media/<episode>/<sha256>/about.json` | a programme in words, and its renditions; asking begins them, phone first |
| `/media/<episode>/<sha256>/play` | what a browser plays: the file itself, or a rendition of it with equal frames |
| `/media/<episode>/<sha256>/phone.mp4` | a rendition of at most 1 Mb/s with equal frames, or sound alone |
| `/media/<episode>/<sha256>/still/<frame>.jpg` | that very frame; with `?width=` no wider than that |
| `/media/<episode>/<sha256>/peaks.json` | `{"peaks": 1, "seconds", "pairs": [[least, most], ...]}`, of -1000 to 1000 |
| `/media/<episode>/<sha256>/loudness.json` | what loudness.json says of this programme; 404 where there is none |
| `/media/<episode>/<sha256>/small.jpg` | a listed picture, no wider than 480 |
| `/media/<episode>/small.jpg` | a small picture of the episode: its thumbnail or cover, else a frame of it |
| `/media/<episode>/file/<path>` | a listed file by its path in the episode's folder; the draft's below `draft/` |

`<sha256>` is that of a file which a manifest of the episode lists or a version of its history listed.

What has to be made first is answered with 202 and how it stands: `{"state": "waiting" | "making", "done": 0..1,
"seconds_left": s | null, "message"}`; stills, curves and small pictures are waited for. What cannot be made: 500 with
`{"state": "failed", "message"}`. A rendition says so in the header `Newscast-Rendition: play | phone`. about.json is
`{"kind": "picture" | "sound", "rate": "30000/1001" | null, "frames": n | null, "seconds", "width", "height", "draft",
"version", "deliverable", "play": {...}, "phone": {...}}`, these two with `href`, `rendition` (whether it is none of the
file itself), and the keys above with `"state": "ready"` where it can be played.
"""

from __future__ import annotations

from starlette.responses import Response

from newscast.base.i18n import _
from newscast.review.guard import Visit, guarded
from newscast.review.listed import Held, held, held_at, opened
from newscast.review.sending import A_WHILE, FOREVER, Sent
from newscast.review.wrong import RefusedError


def programme(visit: Visit) -> Response:
    """A file by its content."""
    return _sent(visit, _held(visit), FOREVER)


def file(visit: Visit) -> Response:
    """A file by its path, which may have another content the next time."""
    found = held_at(visit.office, visit.episode, visit.request.path_params["path"])
    if found is None:
        raise RefusedError(404, _("There is no such file."))
    return _sent(visit, found, A_WHILE)


def _held(visit: Visit) -> Held:
    found = held(visit.office, visit.episode, visit.request.path_params["sha256"])
    if found is None:
        raise RefusedError(404, _("There is no such file."))
    return found


def _sent(visit: Visit, found: Held, keep: str) -> Response:
    there = opened(visit.office, visit.episode, found)
    if there is None and found.place is None:
        raise RefusedError(410, _("This version is not kept any more: only what was said of it is."))
    if there is None:
        raise RefusedError(404, _("The file {name} is not there, or was changed. Build again.").format(name=found.name))
    return Sent(there.stream, there.size, found.name, found.file.sha256, keep)


_BY_CONTENT = "/media/{episode}/{sha256:str}"

ROUTES = (
    guarded("/media/{episode}/file/{path:path}", file, "see", name="media_file"),
    guarded(_BY_CONTENT, programme, "see"),
)
