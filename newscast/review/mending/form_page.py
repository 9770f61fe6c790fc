"""The forms with which the rundown is mended where it is seen: what may be written anew, and what that would change.

| address | what it answers |
|---|---|
| `/e/<episode>/form` | the form of a part or a segment as the rundown is now: `{"form": html, "id", "sha256"}` |
| `/e/<episode>/form/tried` | what changes would do, before they are saved: `{"tried": html, "may_save"}` |
| `/e/<episode>/mend` | the same as a page of its own, for an episode that was not built as well |
| `/e/<episode>/form/order` | all segments and parts as they stand, to be put in another order: `{"form": html}` |
| `/e/<episode>/form/words` | two texts with what differs marked: `{"words": html}` |

A part is named by what is looked at (`?draft=&version=&deliverable=&slug=&part=`, part being its index on that
timeline, missing for the segment itself), by its numbers in the file as it is now (`?segment=&part=`), or by a
`?line=` of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

from starlette.responses import JSONResponse, Response

from newscast.base.i18n import _
from newscast.base.kinds import kind_name, part_name
from newscast.base.timecode import clock
from newscast.episode.reader import Edition, read_episode
from newscast.episode.timeline import ListedPart, ListedSegment
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import Chosen, chosen_from, version_name
from newscast.review.mending.edited import changed_by
from newscast.review.mending.form_fields import PARTS, Group, is_recorded, named_in, part_groups, segment_groups
from newscast.review.mending.form_people import Person, people_of
from newscast.review.mending.form_place import Spot, spot_of_line, spot_of_listed
from newscast.review.mending.written_now import WrittenNow, written_now
from newscast.review.newsroom.news import reporter_of
from newscast.review.newsroom.who_builds import builds, watcher_words
from newscast.review.versions.marked import around_changes, marked
from newscast.rundown.written import WrittenItem

_PLANNING = 1.0
"""Seconds for which the list of segments waits to know when each begins."""
_AROUND = 12
"""Words that stand beside those that differ."""
_LONGEST = 100_000
"""Characters of a text that is held against another."""


@dataclass(frozen=True)
class Form:
    """What one form shows, of a part or, without one, of a segment with its parts. `looked_at` names an old version
    that somebody looks at."""

    segment: WrittenItem
    part: WrittenItem | None
    groups: tuple[Group, ...]
    people: tuple[Person, ...]
    file: str
    sha256: str
    looked_at: str = ""
    changed_by: str = ""

    @property
    def entry(self) -> WrittenItem:
        return self.part or self.segment

    @property
    def id(self) -> str:
        """The same one later, as far as it keeps its place."""
        return f"{self.segment.slug}/{self.part.keys[-1] if self.part else ''}"

    @property
    def title(self) -> str:
        return _segment_name(self.segment)

    @property
    def is_recorded(self) -> bool:
        return self.part is not None and is_recorded(self.part)

    @property
    def elsewhere(self) -> str:
        """The episode of another rundown in which some of it is written; "" where all is written here."""
        away = [each.file for group in self.groups for each in group.fields if each.fixed == "from" and each.file]
        return PurePosixPath(away[0]).stem if away else ""


def form(visit: Visit) -> Response:
    """The form of what is asked for."""
    made = _form(visit, visit.request.query_params)
    status = reporter_of(visit.office).scene().status
    told: dict[str, Any] = {
        "watched": builds(status.watcher),
        "watcher": watcher_words(status),
        "part_name": part_name,
        "tongue": visit.office.newsroom().language,
    }
    shown = page(visit, "part/mending_form.html", form=made, **told)
    return JSONResponse({"form": bytes(shown.body).decode(), "id": made.id, "sha256": made.sha256}, headers=_NOT_KEPT)


def mend(visit: Visit) -> Response:
    """All that is written in a rundown, each with its form; that of what is asked for is open."""
    rundown = written_now(visit.office, visit.episode, patience=0.0)
    told: dict[str, Any] = {"part_name": part_name, "segment_name": _segment_name, "mending": {"parts": ()}}
    built = any(each and each.manifest for each in _editions(visit))
    return page(visit, "mend.html", segments=rundown.segments, file=rundown.file, built=built, **told)


def order(visit: Visit) -> Response:
    """All segments and parts as they stand in the rundown now."""
    rundown = written_now(visit.office, visit.episode, patience=_PLANNING)
    told: dict[str, Any] = {
        "part_name": part_name,
        "segment_name": _segment_name,
        "clock": lambda seconds: clock(Fraction(seconds)),
    }
    shown = page(visit, "part/mending_order.html", rundown=rundown, times=rundown.times(), **told)
    return JSONResponse({"form": bytes(shown.body).decode(), "sha256": rundown.sha256}, headers=_NOT_KEPT)


def words(visit: Visit) -> Response:
    """`{"before", "now"}` as one text in which it is marked what differs."""
    before, now = (str(visit.body.get(name, "")) for name in ("before", "now"))
    if len(before) + len(now) > _LONGEST:
        raise RefusedError(400, _("This is too much for one change."))
    shown = page(visit, "part/mending_words.html", runs=around_changes(marked(before, now), _AROUND))
    return JSONResponse({"words": bytes(shown.body).decode()}, headers=_NOT_KEPT)


def _segment_name(segment: WrittenItem) -> str:
    if segment.kind == "story":
        return segment.text("headline") or segment.slug
    return kind_name(segment.kind) or segment.slug


def _editions(visit: Visit) -> tuple[Edition | None, ...]:
    found = read_episode(visit.office.folder(visit.episode))
    return found.draft, found.final


def _form(visit: Visit, asked: Mapping[str, str]) -> Form:
    chosen, segment, part = _looked_at(visit, asked)
    rundown = written_now(visit.office, visit.episode, patience=0.0)
    spot = spot_of_listed(rundown, segment, part) if segment else _spot_asked(rundown, asked)
    if spot is None or (part and part.kind in PARTS and spot.part is None):
        raise RefusedError(
            410, _("This is not in the rundown any more. Somebody took it out, or gave it another name.")
        )
    within = rundown.segments[spot.segment]
    inside = within.of("parts")[spot.part] if spot.part is not None else None
    return Form(
        within,
        inside,
        tuple(part_groups(inside) if inside else segment_groups(within)),
        tuple(people_of(named_in(inside), rundown, visit.office.root)) if inside else (),
        rundown.file,
        rundown.sha256,
        version_name(chosen.draft, chosen.version) if chosen and chosen.is_old else "",
        changed_by(visit.office, rundown.file, rundown.sha256),
    )


def _looked_at(visit: Visit, asked: Mapping[str, str]) -> tuple[Chosen | None, ListedSegment | None, ListedPart | None]:
    """The part or segment of a version that is asked for, None where it is asked for otherwise. Raises RefusedError."""
    if "slug" not in asked:
        return None, None, None
    chosen = chosen_from(visit.episode, read_episode(visit.office.folder(visit.episode)), asked)
    segments = chosen.timeline.segments if chosen.timeline else ()
    segment = next((each for each in segments if each.slug == asked["slug"]), None)
    number = _number(asked.get("part"))
    part = next((each for each in segment.parts if each.index == number), None) if segment else None
    if segment is None or (part is None and number is not None):
        raise RefusedError(404, _("This is not in this version any more. Load the page again."))
    return chosen, segment, part


def _spot_asked(rundown: WrittenNow, asked: Mapping[str, str]) -> Spot | None:
    line, segment, part = (_number(asked.get(name)) for name in ("line", "segment", "part"))
    if line is not None:
        return spot_of_line(rundown, line)
    if segment is None or segment >= len(rundown.segments):
        return None
    return Spot(segment, part) if part is None or part < len(rundown.segments[segment].of("parts")) else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else None


_NOT_KEPT = {"cache-control": "no-store"}

ROUTES = (
    guarded("/e/{episode}/mend", mend, "edit"),
    guarded("/e/{episode}/form", form, "edit", name="form"),
    guarded("/e/{episode}/form/order", order, "edit", name="form_order"),
    guarded("/e/{episode}/form/words", words, "edit", ["POST"], name="form_words"),
)
