"""The record of who did what and when, for those who look after the accounts; as a page, and as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from starlette.responses import Response

from newscast.base.spreadsheets import harmless
from newscast.desk.audit import Wanted, all_deeds, deeds
from newscast.desk.people import Deed
from newscast.desk.shown import shown_names
from newscast.review.door.clocks import stamp, when
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.people.deeds import details_words, what_words

_PAGE = 100
_HEADS = ("id", "at", "who", "what", "episode", "details")


def audit(visit: Visit) -> Response:
    wanted = _wanted(visit)
    with visit.office.people() as people:
        found = deeds(people, wanted, _PAGE + 1)
        names = shown_names(people)
    rows = [(each, names.get(each.who, each.who), what_words(each.what), details_words(each)) for each in found[:_PAGE]]
    older = found[_PAGE - 1].id if len(found) > _PAGE else None
    asked = {name: value for name, value in (("episode", wanted.episode), ("who", wanted.who)) if value}
    query = f"?{urlencode(asked)}" if asked else ""
    return page(visit, "audit.html", rows=rows, wanted=wanted, older=older, query=query, when=when, stamp=stamp)


def as_csv(visit: Visit) -> Response:
    """A table for spreadsheets, times with their zone."""
    with visit.office.people() as people:
        text = "".join(_csv_lines(all_deeds(people, _wanted(visit)), visit))
    return _file(text, "text/csv; charset=utf-8", "audit.csv")


def as_json(visit: Visit) -> Response:
    """A list of objects, as the desk has them."""
    with visit.office.people() as people:
        rows = [{**vars(each), "at": _time(each, visit)} for each in all_deeds(people, _wanted(visit))]
    return _file(json.dumps(rows, ensure_ascii=False, indent=1), "application/json", "audit.json")


def _csv_lines(found: Iterable[Deed], visit: Visit) -> Iterator[str]:
    yield "\ufeff" + _line(_HEADS)
    for each in found:
        details = json.dumps(dict(each.details), ensure_ascii=False)
        yield _line((each.id, _time(each, visit), each.who, each.what, each.episode or "", details))


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([harmless(str(cell)) for cell in cells])
    return text.getvalue()


def _time(deed: Deed, visit: Visit) -> str:
    return stamp(visit, deed.at)


def _wanted(visit: Visit) -> Wanted:
    asked = visit.request.query_params
    before = asked.get("before", "")
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < 16 else None
    return Wanted(asked.get("episode") or None, asked.get("who") or None, number)


def _file(text: str, media_type: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=headers, media_type=media_type)


ROUTES = (
    guarded("/audit", audit, "manage"),
    guarded("/audit.csv", as_csv, "manage"),
    guarded("/audit.json", as_json, "manage"),
)
