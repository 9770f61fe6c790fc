"""Two versions of a deliverable side by side: both play in step, and what changed stands below in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from starlette.responses import Response

from newscast.base.i18n import _
from newscast.base.kinds import part_name
from newscast.base.timecode import clock
from newscast.episode.reader import Episode, read_episode
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.episode.chapters import shared
from newscast.review.episode.chosen import Chosen, chosen_from, media_address, targets_in, version_before, version_name
from newscast.review.episode.version_names import address_name, named, version_in
from newscast.review.versions.change_words import change_words
from newscast.review.versions.changes import Change, changes


@dataclass(frozen=True)
class Changed:
    """A segment that changed: what it is called, and each change with its words."""

    title: str
    rows: tuple[tuple[Change, str, str], ...]


def compare(visit: Visit) -> Response:
    """`?from=draft-3&to=draft-5&deliverable=web`; what is not said is the newest version and the one before it."""
    found, asked = read_episode(visit.office.folder(visit.episode)), visit.request.query_params
    now = chosen_from(visit.episode, found, _asked(asked.get("to"), asked.get("deliverable")))
    before = chosen_from(visit.episode, found, _asked(asked.get("from") or _earlier(now, found), now.target))
    both = before.timeline and now.timeline
    told = changes(before.timeline, now.timeline) if before.timeline and now.timeline else ()
    return page(
        visit,
        "compare.html",
        before=before,
        now=now,
        versions=list(_versions(found)),
        named=address_name,
        title_of=version_name,
        media=_media,
        is_picture=_is_picture(now),
        known=both is not None,
        changed=list(_by_segment(told)),
        files=list(_files_changed(before, now)),
        told=_told(before, now),
        at=lambda frame, chosen: clock(Fraction(frame) / chosen.rate),
    )


def _asked(name: str | None, deliverable: str | None) -> dict[str, str]:
    """The query of an address, of a version that is called `draft-3`. Raises RefusedError."""
    asked = {"deliverable": deliverable} if deliverable else {}
    if not name:
        return asked
    draft, version = version_in(name)
    return {**asked, "draft": str(int(draft)), "version": str(version)}


def _earlier(now: Chosen, found: Episode) -> str:
    """The version before that has it too, else the newest of the other edition, else the same one."""
    before = version_before(now)
    if before is not None:
        return named(now.draft, before)
    other = found.final if now.draft else found.draft
    if other and other.manifest and now.target in targets_in(other, other.manifest.version):
        return named(not now.draft, other.manifest.version)
    return address_name(now)


def _versions(found: Episode) -> Iterator[tuple[str, str]]:
    """All that can be compared, the newest first, with what they are called."""
    for draft, edition in ((True, found.draft), (False, found.final)):
        if edition and edition.manifest:
            for version in sorted({*edition.versions, edition.manifest.version}, reverse=True):
                yield named(draft, version), version_name(draft, version)


def _by_segment(found: Sequence[Change]) -> Iterator[Changed]:
    by_slug: dict[str, list[Change]] = {}
    for each in found:
        by_slug.setdefault(each.slug, []).append(each)
    for found_in in by_slug.values():
        # A frame more or less is told nowhere: nobody sees it.
        rows = [each for each in found_in if not (each.kind == "length" and each.before == each.now)]
        if rows:
            yield Changed(rows[0].title, tuple(map(_row, rows)))


def _row(change: Change) -> tuple[Change, str, str]:
    part, words = part_name(change.part_kind), change_words(change)
    return change, "" if part == words else part, words


def _files_changed(before: Chosen, now: Chosen) -> Iterator[str]:
    """What changed beside the programme, as far as a draft and a final can be held against each other."""
    if before.manifest.title != now.manifest.title:
        yield _("Title: {now}, before {before}").format(now=now.manifest.title, before=before.manifest.title)
    content, old = now.entry.content, before.entry.content
    posts = [{file.sha256 for file in each.files if file.role == "post"} for each in (before, now)]
    if posts[0] and posts[1] and posts[0] != posts[1]:
        yield _("The text for posts is another one.")
    if content and old and now.cut is None and content.pictures != old.pictures:
        yield _("The thumbnail or the cover is another one.")


def _media(chosen: Chosen) -> str | None:
    file = chosen.played
    return media_address(chosen.episode, file) if file and chosen.kept else None


def _is_picture(chosen: Chosen) -> bool:
    file = chosen.played
    return file is not None and "video" in (file.media or {})


def _told(before: Chosen, now: Chosen) -> Mapping[str, Any]:
    """What the page's script knows: where the versions say and show the same, in frames of either."""
    known = before.timeline is not None and now.timeline is not None
    stretches = shared(now.timeline, before.timeline) if now.timeline and before.timeline else []
    same = min(before.frames, now.frames)
    return {"stretches": [asdict(each) for each in stretches] if known else [{"here": 0, "there": 0, "frames": same}]}


ROUTES = (guarded("/e/{episode}/compare", compare, "see", name="compare"),)
