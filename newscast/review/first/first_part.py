"""«Look at this first»: what changed, what contradicts itself, and what a director wants to have seen before a word."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import quote, urlencode

from starlette.responses import JSONResponse, Response

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.base.moments import spoken
from newscast.base.timecode import clock
from newscast.desk.exceptions import standing
from newscast.desk.looks import Look, last_look, look, signed, tick, ticks_of, untick
from newscast.desk.people import People
from newscast.desk.shown import shown_names
from newscast.episode.folder import DRAFT
from newscast.episode.history import read_version
from newscast.episode.reader import read_episode
from newscast.episode.timeline import ListedTimeline
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import Chosen, chosen_from, media_address, targets_in, version_before
from newscast.review.episode.placing import timeline_of
from newscast.review.episode.suspended import answers_in
from newscast.review.episode.texts import names_in, texts_in
from newscast.review.episode.version_names import compare_address
from newscast.review.first.blurred import blurred_items
from newscast.review.first.changed import changed_items
from newscast.review.first.dates import title_items
from newscast.review.first.figures import figure_items
from newscast.review.first.item import ICONS, Item, label_of
from newscast.review.first.law import minors_items, official_items, suspension_items
from newscast.review.first.names import name_items
from newscast.review.first.pieces import check_items, credit_items, missing_items, slot_items, synthetic_items
from newscast.review.first.voice import voice_items
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.written import Written, written_of
from newscast.review.versions.changes import changes

MOST = 7
"""Items that stand open; the rest waits behind a line."""
_LONGEST_REASON = 500
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class First:
    """What is to be looked at: `open` are at most MOST items, `more` wait behind a line, `ticked` were ticked off.

    `others` names who else ticked an item off, by its key, `reasons` has those that somebody signed, each with whoever
    did as people read that. What changed is told against `since`.
    """

    open: tuple[Item, ...]
    more: tuple[Item, ...]
    ticked: tuple[Item, ...]
    others: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, tuple[str, str]]
    since: Look | None


def values_for(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What `part/first.html` sees. Guests who do not approve are not told what else there is to look at."""
    if not _is_told(visit):
        return {"first": None}
    first = first_of(visit, chosen)
    return {
        "first": first,
        "still": still_of(chosen),
        "compared": _compared(chosen, first.since),
        **shown_with(visit, chosen),
    }


def _is_told(visit: Visit) -> bool:
    return visit.visitor.may("internal", visit.episode) or visit.visitor.may("approve", visit.episode)


def _compared(chosen: Chosen, since: Look | None) -> str:
    """The page that holds what is chosen against what was seen, else against the version before; empty of neither."""
    if since:
        known = chosen.target in _seen_then(chosen, since)
        return compare_address(chosen.episode, since.draft, since.version, chosen) if known else ""
    before = version_before(chosen)
    return "" if before is None else compare_address(chosen.episode, chosen.draft, before, chosen)


def shown_with(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What templates need to show items: words of kinds, times, and the address that ticks are sent to."""
    zone, now = visit.office.zone(), time.time()
    asked = urlencode({"draft": int(chosen.draft), "version": chosen.version, "deliverable": chosen.target}, safe="/")
    return {
        "label_of": label_of,
        "kind_icon": ICONS.__getitem__,
        "at": lambda frame: clock(Fraction(frame) / chosen.rate),
        "said": lambda when: spoken(when, now, zone),
        "tick_address": f"/e/{quote(chosen.episode)}/tick?{asked}",
    }


def still_of(chosen: Chosen) -> str | None:
    """The address of the programme of which frames are shown; None where it has no picture."""
    pictured = [file for file in chosen.programmes if file.media and "video" in file.media]
    return media_address(chosen.episode, pictured[0]) if pictured else None


def first_of(visit: Visit, chosen: Chosen) -> First:
    """What this person is to look at first in what is chosen; that they looked is remembered, since when they had not
    is found out before."""
    visit.later.add_task(_remember, visit.office, visit.visitor.name, chosen)
    with visit.office.people() as people:
        since = _since(people, visit.visitor.name, chosen)
        ticks, shown = ticks_of(people, chosen.episode), shown_names(people)
    reasons, mine = signed(ticks), {each.item for each in ticks if each.who == visit.visitor.name}
    items = items_of(visit.office, chosen, _timeline_then(visit.office, chosen, since))
    left = [item for item in items if item.key not in mine and not (item.asks and item.key in reasons)]
    others = {
        item.key: tuple(shown.get(each.who, each.who) for each in ticks if each.item == item.key) for item in left
    }
    ticked = tuple(item for item in items if item not in left)
    told = {key: (shown.get(each.who, each.who), each.reason) for key, each in reasons.items()}
    return First(tuple(left[:MOST]), tuple(left[MOST:]), ticked, others, told, since)


def items_of(office: Office, chosen: Chosen, before: ListedTimeline | None) -> list[Item]:
    """Everything there is to look at in a version of a deliverable, what contradicts itself first; `before` is how it
    was when it was seen last."""
    written = written_of(office, chosen.manifest, chosen.timeline)
    own = {file.path for file in chosen.files}
    checks = [check for check in chosen.entry.qc.checks if not check.file or check.file in own]
    found = list(check_items(checks, chosen.rate))
    if chosen.cut is None and chosen.manifest.slot:
        found += slot_items(Fraction(chosen.frames) / chosen.rate, Fraction(chosen.manifest.slot))
    if chosen.timeline:
        date = _date(chosen.manifest.date)
        found += title_items(chosen.manifest.title, written.language, date) if date else ()
        found += _in_timeline(chosen.timeline, written, date)
    if chosen.timeline:
        found += _of_law(office, chosen, chosen.timeline, written)
    if chosen.timeline:
        found += blurred_items(chosen.timeline)
    if chosen.timeline and before:
        found += changed_items(changes(before, chosen.timeline))
    return sorted({item.key: item for item in found}.values(), key=lambda item: item.rank)


def _blurred_in(timeline: ListedTimeline) -> set[str]:
    return {
        each.slug
        for each in timeline.segments
        if any(seen.faces_blurred or seen.hides_minors for shot in each.shots for seen in shot.pictures)
    }


def _of_law(office: Office, chosen: Chosen, timeline: ListedTimeline, written: Written) -> Iterator[Item]:
    """What the newsroom's list asks."""
    texts, suspension = texts_in(timeline), chosen.manifest.suspension
    yield from minors_items(texts, {each.slug for each in chosen.manifest.consents} | _blurred_in(timeline), timeline)
    if suspension is None:
        return
    with office.people() as people:
        answers = answers_in(suspension, standing(people, chosen.episode))
    yield from suspension_items(suspension, answers, timeline)
    yield from official_items(names_in(timeline), texts, written.people)


def tick_off(visit: Visit) -> Response:
    """`{"key", "ticked": true | false, "reason": ""}`: tick an item of the page off, or take that back."""
    if not _is_told(visit):
        raise RefusedError(404, _("There is no such page."))
    chosen = chosen_from(visit.episode, read_episode(visit.office.folder(visit.episode)), visit.request.query_params)
    key, reason = str(visit.body.get("key", "")), " ".join(str(visit.body.get("reason", "")).split())
    with visit.office.people() as people:
        if visit.body.get("ticked") is False:
            untick(people, visit.visitor.name, chosen.episode, key)
            return JSONResponse({"ticked": False})
        since = _since(people, visit.visitor.name, chosen)
        item = _item(items_of(visit.office, chosen, _timeline_then(visit.office, chosen, since)), key)
        if item.asks and not reason:
            raise RefusedError(400, _("Say why it may go out so: the voice does not say what the copy says."))
        if item.asks and not visit.visitor.may("approve", chosen.episode):
            raise RefusedError(403, _("Whoever approves signs this."))
        if len(reason) > _LONGEST_REASON:
            raise RefusedError(
                400, _("The reason is too long: {most} characters at most.").format(most=_LONGEST_REASON)
            )
        tick(people, visit.visitor.name, chosen.episode, key, reason if item.asks else "")
    return JSONResponse({"ticked": True})


def _item(items: Sequence[Item], key: str) -> Item:
    for item in items:
        if item.key == key:
            return item
    raise RefusedError(404, _("This is not in this version any more. Load the page again."))


def _remember(office: Office, who: str, chosen: Chosen) -> None:
    """Write down what somebody saw, where that can be written."""
    try:
        with office.people() as people:
            look(people, who, chosen.episode, chosen.draft, chosen.version, chosen.deliverable)
    except MachineError as error:
        _LOG.warning("That %s looked at %s cannot be remembered: %s", who, chosen.episode, error)


def _since(people: People, who: str, chosen: Chosen) -> Look | None:
    """Of which version before they saw what is chosen: nothing is said of one that had none of it."""

    def had_it(look: Look) -> bool:
        there = _seen_then(chosen, look)
        return not there or chosen.target in there

    return last_look(people, who, chosen.episode, chosen.draft, chosen.version, had_it)


def _seen_then(chosen: Chosen, since: Look) -> tuple[str, ...]:
    """All that could be looked at of a version that was seen; nothing where that is forgotten."""
    edition = chosen.found.draft if since.draft else chosen.found.final
    return targets_in(edition, since.version) if edition else ()


def _timeline_then(office: Office, chosen: Chosen, since: Look | None) -> ListedTimeline | None:
    """What is chosen, as it was when it was seen; None where that is not known any more."""
    if since is None:
        return None
    folder = office.folder(chosen.episode)
    then = read_version(folder / DRAFT if since.draft else folder, since.version)
    return timeline_of(then.timeline, chosen.target) if then else None


def _in_timeline(timeline: ListedTimeline, written: Written, date: datetime.date | None) -> Iterator[Item]:
    texts = texts_in(timeline)
    yield from name_items(names_in(timeline), texts, written)
    yield from figure_items(texts, written.language, date)
    yield from voice_items(timeline)
    yield from credit_items(timeline)
    yield from missing_items(timeline)
    yield from synthetic_items(timeline)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


ROUTES = (guarded("/e/{episode}/tick", tick_off, "comment", ["POST"]),)
