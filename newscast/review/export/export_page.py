"""An episode for an editor's programs: its markers, and its timeline with media, as files to be saved."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from os import environ
from threading import Semaphore
from typing import get_args

from starlette.datastructures import QueryParams
from starlette.responses import Response

from newscast.base.i18n import _, language
from newscast.base.timecode import dropped_per_minute
from newscast.exchange.marker import KINDS
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.sending import disposition
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chapters import chapters_of
from newscast.review.episode.chosen import Chosen, chosen_of
from newscast.review.export.leaving import FORMS, States, Wanted, check_story, count_of, factor_of, file_name
from newscast.review.export.leaving_markers import markers_left

_PATIENCE = 300.0
"""Seconds in which media have to be looked at: those of a long episode that nobody has looked at yet."""
_TURN = 30.0
"""Seconds for which whoever asks waits while another's is made."""
_ONE = Semaphore(1)
"""A timeline is made by one child at a time."""


def choose(visit: Visit) -> Response:
    """What there is to be had, and in which form."""
    chosen = chosen_of(visit)
    check_story(chosen, None)
    staff, rate = visit.visitor.may("internal"), chosen.rate * factor_of(chosen)
    names = {
        "comments": _("Comments"),
        "segments": _("Where segments begin"),
        "checks": _("What checks found"),
        "supers": _("Names and titles on screen"),
    }
    return page(
        visit,
        "export.html",
        chosen=chosen,
        staff=staff,
        kinds={name: words for name, words in names.items() if staff or name != "checks"},
        states={"all": _("all"), "open": _("open"), "resolved": _("resolved")},
        stories=[each for each in chapters_of(chosen.timeline) if each.kind == "story"],
        first=count_of(chosen, Wanted("edl"), factor_of(chosen)).timecode(0),
        drops=dropped_per_minute(rate) > 0,
        rate=f"{float(rate):.5g}",
    )


def markers(visit: Visit) -> Response:
    """The markers in the form that is asked for."""
    wanted, chosen = _wanted(visit), chosen_of(visit)
    left = markers_left(visit.office, visit.visitor, chosen, wanted)
    return _file(left.content, left.name, wanted)


def timeline(visit: Visit) -> Response:
    """The timeline with its media, made by a child process: it looks at all of them."""
    wanted, chosen = _wanted(visit), chosen_of(visit)
    check_story(chosen, wanted.story)
    count_of(chosen, wanted, alone=True)
    if wanted.form not in ("edl", "otio"):
        raise RefusedError(400, _("A timeline is written as `edl` or `otio`; a table has markers only."))
    return _file(_made(visit, list(_arguments(chosen, wanted))), file_name(chosen, wanted, "timeline"), wanted)


def _wanted(visit: Visit) -> Wanted:
    """What the address asks for. Raises RefusedError for what there is not."""
    asked = visit.request.query_params
    kinds = tuple(each for each in KINDS if each in asked.getlist("markers"))
    return Wanted(
        form=_one(asked, "as", tuple(FORMS)),  # type: ignore[arg-type]
        kinds=kinds,
        states=_one(asked, "comments", get_args(States)),  # type: ignore[arg-type]
        story=asked.get("story") or None,
        start=asked.get("start", "").strip()[:20],
        drop=asked.get("count") != "non-drop",
        relative=asked.get("media") == "relative",
    )


def _one(asked: QueryParams, name: str, known: tuple[str, ...]) -> str:
    value = asked.get(name, known[0])
    if value not in known:
        raise RefusedError(400, _("What was sent cannot be read."))
    return value


def _arguments(chosen: Chosen, wanted: Wanted) -> Iterator[str]:
    """Those of `newscast export`; values that may begin with a dash are joined to their options."""
    yield from ("--timeline", f"--as={wanted.form}", "--output=-", f"--comments={wanted.states}")
    yield from ("--draft" if chosen.draft else "--final", f"--version={chosen.version}")
    yield from (f"--deliverable={chosen.target}", f"--markers={','.join(wanted.kinds) or 'none'}")
    yield from (f"--story={wanted.story}",) if wanted.story else ()
    yield from (f"--start={wanted.start}",) if wanted.start else ()
    yield from () if wanted.drop else ("--non-drop",)
    yield from ("--relative",) if wanted.relative else ()
    yield from ("--", chosen.episode)


def _made(visit: Visit, arguments: list[str]) -> bytes:
    # Without -P, modules would be looked for in the folder in which the page was started.
    command = [sys.executable, "-P", "-c", "from newscast.cli.main import main; main()", "export", *arguments]
    root, spoken = visit.office.root, {**environ, "NEWSCAST_LANG": language()}
    if not _ONE.acquire(timeout=_TURN):
        raise RefusedError(503, _("Another timeline is being made. Try again in a minute."), after=60)
    try:
        done = subprocess.run(command, cwd=root, env=spoken, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise RefusedError(503, _("Looking at its media takes too long. Try again later.")) from None
    finally:
        _ONE.release()
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RefusedError(409, said[-1] if said else _("It could not be made."))
    return done.stdout


def _file(content: bytes, name: str, wanted: Wanted) -> Response:
    headers = {"content-disposition": disposition(name, "attachment"), "cache-control": "no-store"}
    return Response(content, headers=headers, media_type=f"{FORMS[wanted.form]}; charset=utf-8")


ROUTES = (
    guarded("/e/{episode}/export", choose, "see", name="export"),
    guarded("/e/{episode}/export/markers", markers, "see", name="export_markers"),
    guarded("/e/{episode}/export/timeline", timeline, "internal", name="export_timeline"),
)
