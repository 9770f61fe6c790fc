"""Comments on the page: written, answered and resolved beside the player, and in lists, of one episode or of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from newscast.base.i18n import _
from newscast.desk.attachments import NoAttachmentError, keep
from newscast.desk.comments import Comment, comment_of, comments_of, reopen, reply, resolve, write
from newscast.episode.reader import read_episode
from newscast.episode.timeline import ListedTimeline
from newscast.review.comments.remarks import Looked, Remark, looked_in, may_resolve, remarks_of, visible
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.receiving import UPLOAD
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chapters import name_of
from newscast.review.episode.chosen import Chosen, chosen_from
from newscast.review.episode.saying import (
    drawing_in,
    refuse_flood,
    refuse_strange_voice,
    subject_of,
    words_from,
    writer_of,
)
from newscast.review.versions.versions_seen import still_base


@dataclass(frozen=True)
class Panel:
    """The comments beside the player; `data` is what scripts need to write one."""

    remarks: Sequence[Remark]
    data: dict[str, Any]

    @property
    def open(self) -> int:
        return sum(each.comment.is_open for each in self.remarks)

    @property
    def mine(self) -> int:
        return sum(each.is_mine for each in self.remarks)

    @property
    def done(self) -> int:
        return len(self.remarks) - self.open

    @property
    def marks(self) -> list[dict[str, Any]]:
        """Where comments stand in what is looked at, for the strip under the player."""
        return [
            {
                "id": each.comment.id,
                "frame": each.frame,
                "end_frame": each.end_frame,
                "open": each.comment.is_open,
                "label": f"{each.comment.author.shown}: {each.comment.words.text}"[:120],
            }
            for each in self.remarks
            if each.frame is not None
        ]


def values_for(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What part/comments.html sees."""
    return {"comments": panel_of(visit, chosen)}


def panel_of(visit: Visit, chosen: Chosen) -> Panel:
    """The comments of an episode for a visitor who looks at this version and deliverable of it."""
    with visit.office.people() as people:
        found = comments_of(people, chosen.episode)
    remarks = remarks_of(found, visit.visitor, looked_at(visit, chosen), visit.office.zone())
    return Panel(remarks, _data(visit, chosen))


def looked_at(visit: Visit, chosen: Chosen) -> Looked:
    """What is chosen, as comments are held against it."""
    return looked_in(visit.office.folder(chosen.episode), chosen)


def cuts_of(timeline: ListedTimeline) -> list[int]:
    """The frames at which another picture or segment begins."""
    starts = {segment.start_frame for segment in timeline.segments}
    starts |= {segment.start_frame + shot.start for segment in timeline.segments for shot in segment.shots}
    return sorted(starts - {0})


def _data(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    pictured = [each for each in chosen.programmes if "video" in (each.media or {})]
    video = (pictured[0].media or {})["video"] if pictured else None
    segments = chosen.timeline.segments if chosen.timeline else ()
    names = {each.slug: name_of(each) for each in segments}
    return {
        "episode": chosen.episode,
        "draft": int(chosen.draft),
        "version": chosen.version,
        "deliverable": chosen.target,
        "rate": str(chosen.rate),
        "frames": chosen.frames,
        "still": still_base(chosen.episode, pictured[0]) if pictured else None,
        "pictureRate": video["rate"] if video else None,
        "width": video["width"] if video else 0,
        "height": video["height"] if video else 0,
        "cuts": cuts_of(chosen.timeline) if chosen.timeline and pictured else [],
        "parts": [
            [part.start_frame, part.frames, names.get(part.slug, part.slug)] for each in segments for part in each.parts
        ],
    }


def panel(visit: Visit) -> Response:
    """The list beside the player, to be put in the place of the one that is there."""
    chosen = _chosen(visit, visit.request.query_params)
    return page(visit, "part/comment_list.html", comments=panel_of(visit, chosen))


def written(visit: Visit) -> Response:
    """A new comment."""
    drawing = drawing_in(visit.body)
    chosen = _chosen(visit, _asked(visit))
    subject, words = subject_of(chosen, visit.body), words_from(visit.body, visit.visitor, bool(drawing))
    with visit.office.people() as people:
        refuse_flood(people, visit.visitor)
        refuse_strange_voice(people, words)
        made = write(people, writer_of(visit.visitor), subject, words, drawing)
    return _told(visit, chosen, made)


def answered(visit: Visit) -> Response:
    """A reply to a comment."""
    words = words_from(visit.body, visit.visitor)
    with visit.office.people() as people:
        refuse_flood(people, visit.visitor)
        refuse_strange_voice(people, words)
        made = reply(people, writer_of(visit.visitor), _comment(visit), words)
    return _told(visit, _chosen(visit, _asked(visit)), made)


def turned(visit: Visit) -> Response:
    """A comment is resolved, or open again."""
    comment = _comment(visit)
    if not may_resolve(comment, visit.visitor):
        raise RefusedError(403, _("Only the newsroom, or whoever wrote a comment, can say that it is done."))
    turn = reopen if visit.body.get("open") is True else resolve
    with visit.office.people() as people:
        made = turn(people, writer_of(visit.visitor), comment)
    return _told(visit, _chosen(visit, _asked(visit)), made)


def _told(visit: Visit, chosen: Chosen, made: Comment) -> Response:
    shown = page(visit, "part/comment_list.html", comments=panel_of(visit, chosen))
    return JSONResponse({"id": made.id, "panel": bytes(shown.body).decode()})


def _comment(visit: Visit) -> Comment:
    """The comment of the address, if the visitor sees it."""
    with visit.office.people() as people:
        found = comment_of(people, visit.request.path_params["comment"])
    if found is None or found.subject.episode != visit.episode or not visible([found], visit.visitor):
        raise RefusedError(404, _("There is no such comment."))
    return found


def voice(visit: Visit) -> Response:
    """A voice note, looked at and kept; what is said with it names it by its SHA-256."""
    sent = visit.form.get("voice")
    if not isinstance(sent, UploadFile):
        raise RefusedError(400, _("What was sent cannot be read."))
    with visit.office.people() as people:
        try:
            kept = keep(people, "voice", sent.filename or "", sent.file.read(), visit.visitor.name)
        except NoAttachmentError as error:
            raise RefusedError(400, str(error)) from error
    return JSONResponse({"voice": kept})


def _chosen(visit: Visit, asked: Mapping[str, str]) -> Chosen:
    return chosen_from(visit.episode, read_episode(visit.office.folder(visit.episode)), asked)


def _asked(visit: Visit) -> dict[str, str]:
    """What is looked at, as a script sends it along."""
    return {name: str(visit.body[name]) for name in ("draft", "version", "deliverable") if name in visit.body}


_ONE = "/e/{episode}/comments/{comment:int}"

ROUTES = (
    guarded("/e/{episode}/comments/panel", panel, "see", name="comment_panel"),
    guarded("/e/{episode}/comments", written, "comment", ["POST"], name="comment_written"),
    guarded(f"{_ONE}/replies", answered, "comment", ["POST"], name="comment_answered"),
    guarded(f"{_ONE}/state", turned, "comment", ["POST"], name="comment_turned"),
    guarded("/e/{episode}/voice", voice, "comment", ["POST"], name="voice_note", most=UPLOAD),
)
