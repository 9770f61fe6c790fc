"""How long and how often elected officials came in what was finished, over a stretch of days; as a page, and as CSV."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from starlette.responses import Response

from newscast.base.files import content_of
from newscast.base.moments import local
from newscast.base.spreadsheets import harmless
from newscast.base.timecode import clock
from newscast.episode.folder import MANIFEST
from newscast.episode.manifest import Manifest, manifest_from
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.newsroom.news import reporter_of


@dataclass(frozen=True)
class Counted:
    """Somebody in the finals of an episode, or of all together where it names none: seconds heard and with their name
    on screen, how often their name is said and written."""

    name: str
    heard: float
    shown: float
    mentions: int
    written: int
    episodes: int = 1
    episode: str = ""
    date: str = ""
    deliverable: str = ""


def totals(visit: Visit) -> Response:
    """`?from=2026-11-01&to=2026-11-30`; this month unless said."""
    first, last = _days(visit)
    rows = list(_counted(visit, first, last))
    return page(visit, "law.html", rows=rows, totals=_totals(rows), first=first, last=last, clock=clock)


def as_csv(visit: Visit) -> Response:
    """A line for each person in each episode, seconds as numbers."""
    first, last = _days(visit)
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\r\n").writerow
    write(("date", "episode", "deliverable", "name", "heard_seconds", "name_shown_seconds", "mentions", "written"))
    for each in _counted(visit, first, last):
        names = [harmless(cell) for cell in (each.date, each.episode, each.deliverable, each.name)]
        write([*names, each.heard, each.shown, each.mentions, each.written])
    headers = {"content-disposition": f'attachment; filename="elected-{first}-{last}.csv"'}
    return Response("\ufeff" + text.getvalue(), headers=headers, media_type="text/csv; charset=utf-8")


def _days(visit: Visit) -> tuple[datetime.date, datetime.date]:
    """What was asked for; the month of today, or of the day that was named alone."""
    today = local(datetime.datetime.now(datetime.UTC).timestamp(), visit.office.zone()).date()
    first, last = (_day(visit.request.query_params.get(name, "")) for name in ("from", "to"))
    around = first or last or today
    first = first or around.replace(day=1)
    last = last or _end_of_month(around)
    return min(first, last), max(first, last)


def _end_of_month(day: datetime.date) -> datetime.date:
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - datetime.timedelta(days=1)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _counted(visit: Visit, first: datetime.date, last: datetime.date) -> Iterator[Counted]:
    """Those of the finals of each episode, in the deliverable in which they come most."""
    shelf = reporter_of(visit.office).shelf()
    chosen = [
        name for name, each in shelf.episodes.items() if each.final and str(first) <= each.final.date <= str(last)
    ]
    manifests = filter(None, (_manifest(visit, name) for name in chosen))
    for manifest in sorted(manifests, key=lambda each: (each.date, each.episode)):
        yield from _of_episode(manifest)


def _of_episode(manifest: Manifest) -> Iterator[Counted]:
    """The longest and the most often of all deliverables: what one audience may see of somebody."""
    found: dict[str, Counted] = {}
    for name, entry in manifest.deliverables.items():
        for each in entry.elected:
            now = Counted(
                name=each.name,
                heard=each.heard,
                shown=each.shown,
                mentions=each.mentions,
                written=each.written,
                episode=manifest.episode,
                date=manifest.date,
                deliverable=name,
            )
            before = found.get(each.person)
            if before is None or _weight(now) > _weight(before):
                found[each.person] = now
    yield from found.values()


def _weight(each: Counted) -> tuple[float, int, float, int]:
    return each.heard, each.mentions, each.shown, each.written


def _totals(rows: Iterable[Counted]) -> list[Counted]:
    found: dict[str, Counted] = {}
    for each in rows:
        before = found.get(each.name, Counted(each.name, 0.0, 0.0, 0, 0, 0))
        found[each.name] = replace(
            before,
            heard=before.heard + each.heard,
            shown=before.shown + each.shown,
            mentions=before.mentions + each.mentions,
            written=before.written + each.written,
            episodes=before.episodes + 1,
        )
    return sorted(found.values(), key=_weight, reverse=True)


def _manifest(visit: Visit, episode: str) -> Manifest | None:
    try:
        return manifest_from(json.loads(content_of(visit.office.folder(episode) / MANIFEST)))
    except (OSError, ValueError):
        return None


ROUTES = (
    guarded("/law", totals, "internal", name="law"),
    guarded("/law.csv", as_csv, "internal", name="law_csv"),
)
