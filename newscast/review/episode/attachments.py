"""What people attached, to whoever may see where it hangs."""

from __future__ import annotations

from starlette.responses import Response

from newscast.base.i18n import _
from newscast.desk.attachments import UNKNOWN, Attachment, attachment, hangs_at
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.ranges import OutsideError, asked_range
from newscast.review.door.sending import FOREVER, disposition
from newscast.review.door.wrong import RefusedError

_SHOWN = ("audio/", "video/", "image/jpeg", "image/png", "image/webp")


def attached(visit: Visit) -> Response:
    """An attachment of this episode, with ranges: players ask for them."""
    sha256 = visit.request.path_params["sha256"]
    with visit.office.people() as people:
        found = attachment(people, sha256) if hangs_at(people, visit.episode, sha256, visit.visitor.is_guest) else None
    if found is None:
        raise RefusedError(404, _("There is no such file."))
    return _ranged(found, visit.request.headers.get("range"))


def _ranged(found: Attachment, asked: str | None) -> Response:
    headers, size = _headers(found), len(found.data)
    try:
        part = asked_range(asked, size)
    except OutsideError:
        return Response(status_code=416, headers={"content-range": f"bytes */{size}"})
    if part is None:
        return Response(found.data, headers=headers, media_type=found.type)
    first, end = part
    headers["content-range"] = f"bytes {first}-{end - 1}/{size}"
    return Response(found.data[first:end], 206, headers, found.type)


def _headers(found: Attachment) -> dict[str, str]:
    """What no player or picture needs is saved, never opened as a page of ours."""
    shown = found.type.startswith(_SHOWN) and found.type != UNKNOWN
    way = "inline" if shown else "attachment"
    named = disposition(found.name).removeprefix("inline")
    return {
        "accept-ranges": "bytes",
        "cache-control": FOREVER,
        "content-disposition": way + named,
        "content-security-policy": "default-src 'none'; sandbox",
    }


ROUTES = (guarded("/e/{episode}/attached/{sha256}", attached, "see"),)
