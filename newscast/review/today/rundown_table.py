"""A rundown of the day as a table: what each segment is, when it is, who reads, what it lacks, what was said of it.

Pure: everything is given. Times are those of what was built where the rundown is still that; else what `newscast check`
estimates of the rundown as it is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from newscast.base.i18n import _
from newscast.base.kinds import kind_name
from newscast.base.moments import local
from newscast.base.timecode import clock
from newscast.episode.checked import CheckedSegment
from newscast.review.episode.chosen import version_name
from newscast.review.today.back_timing import Timed, timed, total_of
from newscast.review.today.media_state import badges, readers
from newscast.review.today.rows import over_words
from newscast.review.today.table_model import Given, Line, Table, Trouble
from newscast.review.today.where_mended import MISSING, line_address, media_address, segment_address
from newscast.rundown.written import WrittenItem

STAYS = ("open", "close")
"""Kinds of segments that stay where they are: the programme begins and ends with them."""


def table_of(given: Given) -> Table:
    """The table of a rundown."""
    lines = _with_times(given, _written_lines(given) if given.now and given.now.segments else _built_lines(given))
    total = total_of([each.lasts for each in lines if not each.floats]) if lines else None
    now = given.now
    return Table(
        episode=given.episode,
        title=given.title,
        address=_page(given),
        lines=tuple(lines),
        waits="all" if now is None else "times" if now.planning and not given.is_built else "",
        source=_source(given),
        file=now.file if now and now.sha256 and given.may_edit else "",
        sha256=now.sha256 if now and given.may_edit else "",
        total=total,
        slot=given.slot,
        over=over_words(total, given.slot) if total is not None and given.slot else None,
        begins=_seconds_of_day(given),
        missing=sum(badge.look == "wrong" for each in lines for badge in each.badges),
        comments=sum(given.comments.values()),
        troubles=tuple(_troubles(given)),
    )


def _written_lines(given: Given) -> Iterator[Line]:
    assert given.now
    times = {} if given.is_built else given.now.times()
    planned = given.now.times()
    bounds = _bounds(given.now.segments)
    for index, segment in enumerate(given.now.segments):
        check = planned.get(segment.slug)
        lasts, estimated = _lasts(given, segment, times.get(segment.slug))
        yield Line(
            index=index,
            slug=segment.slug,
            kind=segment.kind,
            name=segment.text("headline") or kind_name(segment.kind) or segment.slug or segment.kind,
            kind_words=kind_name(segment.kind),
            floats=segment.float,
            moves=segment.kind not in STAYS and bounds[index] > 1,
            keeps=_keeps(segment),
            lasts=lasts,
            estimated=estimated,
            readers=readers(check, segment, given.now),
            badges=() if segment.float else tuple(badges(given.now, segment, check)),
            comments=given.comments.get(segment.slug, 0),
            approved=_approved(given, segment),
            address=segment_address(given.built, given.episode, segment),
            media=media_address(given.episode, segment),
        )


def _built_lines(given: Given) -> Iterator[Line]:
    """What was built, while nobody knows what the rundown says now."""
    for index, each in enumerate(given.built.segments if given.built else ()):
        yield Line(
            index=index,
            slug=each.slug,
            kind=each.kind,
            name=each.title if each.kind == "story" else kind_name(each.kind) or each.slug,
            kind_words=kind_name(each.kind),
            floats=False,
            moves=False,
            keeps="",
            lasts=each.seconds,
            estimated=False,
            comments=given.comments.get(each.slug, 0),
            address=each.address,
        )


def _lasts(given: Given, segment: WrittenItem, check: CheckedSegment | None) -> tuple[float | None, bool]:
    """How long a segment lasts, and whether that is only an estimate. One that is in no whole programme, as where it is
    for one deliverable alone, takes no time of it."""
    built = given.built.segment(segment.slug) if given.built else None
    if segment.float:
        # It has no time of its own now; what it would have is told as far as it is known.
        return (built.seconds, True) if built else (None, True)
    if given.is_built:
        return (built.seconds if built else 0.0), False
    if check:
        return check.duration, check.estimated
    known = given.now is not None and given.now.planned is not None
    return (0.0 if known else None), not known


def _with_times(given: Given, lines: Iterable[Line]) -> list[Line]:
    lines = list(lines)
    kept = [each for each in lines if not each.floats]
    times = dict(zip((each.index for each in kept), timed([each.lasts for each in kept], given.slot), strict=True))
    return [_timed(given, each, times.get(each.index)) for each in lines]


def _timed(given: Given, line: Line, when: Timed | None) -> Line:
    if when is None:
        return line
    told = {"starts": _at(given, when.starts), "ends": _running(when.ends), "latest": _at(given, when.latest)}
    return Line(**{**vars(line), **told})


def _at(given: Given, seconds: float | None) -> str:
    """A moment of the programme: on the newsroom's clocks where it is known when it is on the air."""
    if seconds is None:
        return ""
    if given.air is None:
        return _running(seconds)
    then = local(given.air + round(seconds), given.zone)
    return f"{then.hour}:{then.minute:02}:{then.second:02}"


def _running(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return clock(seconds) if seconds >= -0.5 else f"−{clock(-seconds)}"


def _seconds_of_day(given: Given) -> int | None:
    if given.air is None:
        return None
    then = local(given.air, given.zone)
    return then.hour * 3600 + then.minute * 60 + then.second


def _bounds(segments: Sequence[WrittenItem]) -> list[int]:
    """Of each segment how many there are between those that stay, itself among them."""
    runs: list[int] = []
    found = [0] * len(segments)
    for index, each in enumerate(segments):
        if each.kind in STAYS:
            runs = []
            continue
        runs.append(index)
        for one in runs:
            found[one] = len(runs)
    return found


def _keeps(segment: WrittenItem) -> str:
    if segment.kind == "open":
        return _("The opening stays where it is: what goes before it and after it does not change places with it.")
    if segment.kind == "close":
        return _("The closing stays where it is: nothing goes after it.")
    return ""


def _approved(given: Given, segment: WrittenItem) -> tuple[str, ...]:
    """Which of what it is in was approved: told only while it is what was built."""
    if not given.is_built or segment.float:
        return ()
    return tuple(sorted(name for name in given.approved if "/" not in name or name.partition("/")[2] == segment.slug))


def _troubles(given: Given) -> Iterator[Trouble]:
    for each in given.now.errors if given.now else ():
        if each.code in MISSING:
            continue
        line = each.line if given.now and each.file in (given.now.file, None) else None
        yield Trouble(" ".join(filter(None, (each.message, each.hint))), line, line_address(given.episode, line))


def _page(given: Given) -> str:
    """The page of the episode, or of its rundown where nothing was built of it."""
    return f"/e/{quote(given.episode)}" if given.built else f"/e/{quote(given.episode)}/mend"


def _source(given: Given) -> str:
    """Where the times are from, in words."""
    built, now = given.built, given.now
    if built and (now is None or given.is_built):
        return _("Times of {version}, as it was built").format(version=version_name(built.draft, built.version))
    if now is None:
        return _("The rundown is being read…")
    if now.planning:
        return _("The media are being looked through; the times come then…")
    if now.planned is None:
        return _("There are no times while something is wrong with the rundown")
    return _("Estimated from the recordings, and by reading speed: nothing was built of it as it is now")
