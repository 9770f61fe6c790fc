"""Comments as a page shows them: who sees which, where they stand in what is looked at, what a change made of them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from fractions import Fraction
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlencode

from newscast.base.moments import spoken
from newscast.base.timecode import timecode_of
from newscast.desk.comments import Comment, Reply
from newscast.episode.manifest import Manifest
from newscast.episode.timeline import ListedPlace, ListedTimeline, Listing
from newscast.review.episode.chapters import name_of
from newscast.review.episode.chosen import Chosen, version_name
from newscast.review.episode.drawn import paths_of
from newscast.review.episode.placing import Stand, stand_of, timeline_of
from newscast.review.newsroom.access import Visitor
from newscast.review.versions.marked import Run, differs, marked
from newscast.review.versions.versions_seen import Picture, copy_of, picture_of, version_seen


@dataclass(frozen=True)
class Looked:
    """A version that is looked at, and which of its deliverables; `built` in seconds since 1970, where it is the newest
    of its edition."""

    folder: Path
    draft: bool
    version: int
    target: str
    manifest: Manifest | None
    listing: Listing | None
    built: float


def looked_in(folder: Path, chosen: Chosen) -> Looked:
    """What is chosen of the episode in this folder, as comments are held against it."""
    built = 0.0 if chosen.is_old else chosen.edition.built_at
    return Looked(folder, chosen.draft, chosen.version, chosen.target, chosen.manifest, chosen.listing, built)


@dataclass(frozen=True)
class Answered:
    """What became of a part that was commented: the frame before and after, and its words where they differ.

    `before` is None where the version is not kept any more, or has no picture."""

    before: Picture | None
    after: Picture | None
    words: tuple[Run, ...]


@dataclass(frozen=True)
class Remark:
    """A comment as a visitor sees it. `frame` is where it stands in what is looked at, None where it does not; `stands`
    tells what became of its part since: `as it was`, `changed` or `gone`."""

    comment: Comment
    frame: int | None
    end_frame: int | None
    stands: Literal["as it was", "changed", "gone"]
    title: str
    timecode: str
    until: str
    version: str
    place: ListedPlace | None
    when: str
    resolved_when: str
    address: str
    picture: Picture | None
    drawn: str
    answered: Answered | None
    is_mine: bool
    may_resolve: bool
    replies: tuple[tuple[Reply, str], ...]


def visible(comments: Iterable[Comment], visitor: Visitor) -> list[Comment]:
    """The comments that somebody sees, with the replies that they see."""
    if visitor.may("internal"):
        return list(comments)
    seen = [each for each in comments if not each.words.internal and each.subject.episode == visitor.episode]
    return [
        replace(each, replies=tuple(answer for answer in each.replies if not answer.words.internal)) for each in seen
    ]


def may_resolve(comment: Comment, visitor: Visitor) -> bool:
    """Whether somebody may say that it is done: the newsroom, and whoever wrote it."""
    return visitor.may("internal") or comment.author.name == visitor.name


def remarks_of(
    comments: Sequence[Comment], visitor: Visitor, looked: Looked, zone: tzinfo | None = None
) -> list[Remark]:
    """The comments of one episode that a visitor sees, in the order of what is looked at; those that stand nowhere in
    it come last."""
    now = time.time()
    found = [_remark(each, visitor, looked, now, zone) for each in visible(comments, visitor)]
    return sorted(found, key=lambda each: (each.frame is None, each.frame or 0, each.comment.id))


def address_of(comment: Comment) -> str:
    """The page of the version that was commented, at the comment."""
    subject = comment.subject
    asked = {"draft": int(subject.draft), "version": subject.version, "deliverable": subject.deliverable}
    query = urlencode({**asked, "comment": comment.id}, safe="/")
    return f"/e/{quote(subject.episode)}?{query}#comment-{comment.id}"


def _remark(comment: Comment, visitor: Visitor, looked: Looked, now: float, zone: tzinfo | None) -> Remark:
    subject, rate = comment.subject, Fraction(comment.subject.rate)
    own = timeline_of(looked.listing, subject.deliverable)
    stand = _stand(comment, looked, own)
    there = stand if subject.deliverable == looked.target else _stand(comment, looked, _shown(looked))
    later = own is not None and _is_later(comment, looked)
    stands: Literal["as it was", "changed", "gone"] = "as it was" if not later or stand.how == "same" else stand.how
    picture = _picture_then(comment, looked) if comment.drawing or stands == "changed" else None
    part = subject.part
    return Remark(
        comment=comment,
        frame=there.frame,
        end_frame=there.end_frame,
        stands=stands,
        title=_title(looked.listing, part.slug) if part else "",
        timecode=timecode_of(subject.frame, rate),
        until=timecode_of(subject.end_frame - 1, rate) if subject.end_frame is not None else "",
        version=version_name(subject.draft, subject.version),
        place=_place(stand, subject.deliverable) or subject.place if visitor.may("internal") else None,
        when=spoken(comment.written, now, zone),
        resolved_when=spoken(comment.resolved, now, zone) if comment.resolved is not None else "",
        address=address_of(comment),
        picture=picture,
        drawn=paths_of(comment.drawing, picture.width, picture.height) if picture else "",
        answered=_answered(comment, looked, stand, own, picture) if stands == "changed" else None,
        is_mine=comment.author.name == visitor.name or any(a.author.name == visitor.name for a in comment.replies),
        may_resolve=may_resolve(comment, visitor),
        replies=tuple((each, spoken(each.written, now, zone)) for each in comment.replies),
    )


def _stand(comment: Comment, looked: Looked, timeline: ListedTimeline | None) -> Stand:
    subject = comment.subject
    own = (subject.draft, subject.version) == (looked.draft, looked.version)
    if own and timeline and subject.deliverable in timeline.used_by:
        part = stand_of(subject, timeline).part
        return Stand("same", subject.frame, subject.end_frame, part)
    return stand_of(subject, timeline)


def _shown(looked: Looked) -> ListedTimeline | None:
    return timeline_of(looked.listing, looked.target)


def _is_later(comment: Comment, looked: Looked) -> bool:
    """Whether what is looked at was made after what was commented; by the clock where manifests do not tell."""
    subject = comment.subject
    if subject.draft == looked.draft:
        return looked.version > subject.version
    then, now = version_seen(looked.folder, subject.draft, subject.version), looked.manifest
    if then and now and then.manifest.turn and now.turn:
        return now.turn > then.manifest.turn
    return looked.built > comment.written


def _picture_then(comment: Comment, looked: Looked) -> Picture | None:
    """The still of the frame that was commented; None where that version is not kept any more."""
    subject = comment.subject
    if (subject.draft, subject.version) == (looked.draft, looked.version):
        timeline = timeline_of(looked.listing, subject.deliverable)
        return picture_of(looked.manifest, subject.deliverable, timeline, subject.frame)
    then = version_seen(looked.folder, subject.draft, subject.version)
    if then is None or not then.kept:
        return None
    timeline = timeline_of(then.timeline, subject.deliverable)
    return picture_of(then.manifest, subject.deliverable, timeline, subject.frame)


def _answered(
    comment: Comment, looked: Looked, stand: Stand, own: ListedTimeline | None, before: Picture | None
) -> Answered:
    subject, says = comment.subject, " ".join(stand.part.copy) if stand.part else ""
    then = version_seen(looked.folder, subject.draft, subject.version)
    said = copy_of(then, subject.deliverable, subject.part) if then and subject.part else ""
    after = picture_of(looked.manifest, subject.deliverable, own, stand.frame) if stand.frame is not None else None
    words = marked(said, says) if said and says else ()
    return Answered(before, after, words if differs(words) else ())


def _place(stand: Stand, target: str) -> ListedPlace | None:
    if stand.part is None:
        return None
    return (stand.part.places or {}).get(target, stand.part.place)


def _title(listing: Listing | None, slug: str) -> str:
    """What a segment is called, as people know it."""
    timelines = listing.timelines if listing else ()
    names = (name_of(each) for timeline in timelines for each in timeline.segments if each.slug == slug)
    return next(names, slug)
