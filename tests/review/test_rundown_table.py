"""A rundown of the day as a table: what is when, who reads, what is missing, from where the times are."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from hand_making import SEGMENTS, checked, missing, now, planned, wrong

from newscast.base.i18n import speaking
from newscast.episode.checked import CheckedVoice
from newscast.review.today.built_times import Built, BuiltSegment
from newscast.review.today.rundown_table import table_of
from newscast.review.today.table_model import Given, Line, Table

AIR = 1_795_179_600.0
"""Seven o'clock in Mexico on 20 November 2026."""
GIVEN = Given(
    "2026-11-20-noticias",
    "Noticias",
    AIR,
    90.0,
    ZoneInfo("America/Mexico_City"),
    now(),
    None,
    may_edit=True,
)
BUILT = Built(
    True,
    3,
    "web",
    "now",
    False,
    tuple(
        BuiltSegment(slug, kind, "", seconds, f"/e/x#frame={slug}")
        for slug, kind, seconds in (("open", "open", 6.0), ("bacheo", "story", 48.0), ("museo", "story", 12.0))
    ),
)


def made(**more: object) -> Table:
    with speaking("en"):
        return table_of(replace(GIVEN, **more))  # type: ignore[arg-type]


def line(table: Table, slug: str) -> Line:
    return next(each for each in table.lines if each.slug == slug)


def test_times_are_estimated_and_told_by_the_clocks_of_the_newsroom() -> None:
    table = made()
    assert [(each.starts, each.lasts_words, each.ends, each.latest) for each in table.lines] == [
        ("7:00:00", "0:07", "0:07", "6:59:55"),
        ("7:00:07", "0:50", "0:57", "7:00:02"),
        ("7:00:57", "0:30", "1:27", "7:00:52"),
        ("", "", "", ""),
        ("7:01:27", "0:08", "1:35", "7:01:22"),
    ]
    assert (table.total_words, table.over and table.over.words, table.waits) == ("1:35", "0:05 over", "")
    assert table.source.startswith("Estimated")
    assert [each.estimated for each in table.lines[:3]] == [False, True, False]
    assert line(table, "bacheo").readers == ("Ana Ruiz",)
    assert [badge.words for badge in line(table, "feria").badges] == ["synthetic voice: Luis Mora"]
    # Without a moment on air they run, and without a slot nothing has to begin anywhere.
    running = made(air=None, slot=None)
    assert [(each.starts, each.latest) for each in running.lines[:2]] == [("0:00", ""), ("0:07", "")]
    assert running.over is None


def test_what_was_built_of_the_same_rundown_gives_the_times() -> None:
    table = made(built=BUILT)
    assert line(table, "bacheo").lasts == 48.0 and not line(table, "bacheo").estimated
    assert table.source == "Times of Draft 3, as it was built"
    assert line(table, "bacheo").address == "/e/x#frame=bacheo"
    assert line(table, "feria").address == "/e/2026-11-20-noticias/mend?segment=2"
    # What is left out has the time that it had; a segment that is in no whole programme takes none.
    assert line(table, "museo").lasts == 12.0 and line(table, "feria").lasts == 0.0
    for other in (replace(BUILT, sha256="before"), replace(BUILT, outdated=True)):
        assert line(made(built=other), "bacheo").lasts == 50.0


def test_before_anybody_knows_the_rundown_what_was_built_is_shown() -> None:
    table = made(now=None, built=BUILT)
    assert (table.waits, [each.slug for each in table.lines], table.file) == ("all", ["open", "bacheo", "museo"], "")
    assert made(now=None).lines == () and made(now=None).source == "The rundown is being read…"
    planning = made(now=now(planned=None, planning=True))
    assert planning.waits == "times" and planning.total is None
    assert line(planning, "bacheo").starts == "" and line(planning, "bacheo").lasts is None
    assert made(now=now(planned=None, planning=True), built=BUILT).waits == ""


def test_what_is_missing_stands_in_red_where_it_is_needed() -> None:
    warnings = (missing(10), missing(20, None, "voice-missing"), missing(26), missing(99))
    table = made(now=now(warnings=warnings))
    told = {each.slug: [(badge.words, badge.look) for badge in each.badges] for each in table.lines}
    assert told["bacheo"] == [("bacheo.wav is missing", "wrong")]
    assert told["feria"][0] == ("a recording is missing", "wrong")
    # What is left out lacks nothing.
    assert told["museo"] == [] and table.missing == 3
    plan = planned(checked("feria", 3.0, True, CheckedVoice(who="Ana", how="missing")))
    assert line(made(now=now(planned=plan)), "feria").badges[0].words == "a recording is missing"


def test_what_is_wrong_with_the_rundown_is_told_with_its_line() -> None:
    table = made(now=now(errors=(wrong(19), missing(10)), planned=None), built=BUILT)
    assert [(each.line, each.address) for each in table.troubles] == [(19, "/e/2026-11-20-noticias/mend?line=19")]
    assert line(table, "bacheo").badges and table.source == "Times of Draft 3, as it was built"
    other = made(now=now(errors=(wrong(19),), planned=None))
    assert other.source.startswith("There are no times")


def test_the_opening_and_the_closing_stay_and_say_so() -> None:
    table = made()
    assert [each.moves for each in table.lines] == [False, True, True, True, False]
    assert line(table, "open").keeps and line(table, "close").keeps and not line(table, "feria").keeps
    # A story alone between them has nothing to change places with.
    alone = made(now=now(segments=(*SEGMENTS[:2], SEGMENTS[4])))
    assert [each.moves for each in alone.lines] == [False, False, False]


def test_what_people_said_stands_at_its_segment() -> None:
    table = made(
        built=BUILT, comments={"bacheo": 2, "": 1}, approved=frozenset({"web", "radio", "reel/bacheo", "reel/feria"})
    )
    assert line(table, "bacheo").comments == 2 and table.comments == 3
    assert line(table, "bacheo").approved == ("radio", "reel/bacheo", "web")
    assert line(table, "open").approved == ("radio", "web") and line(table, "museo").approved == ()
    # Of a rundown that was changed since nobody knows whether it is still what was approved.
    assert line(made(built=replace(BUILT, sha256="x"), approved=frozenset({"web"})), "bacheo").approved == ()


def test_whoever_may_change_nothing_is_offered_nothing() -> None:
    assert made().file and not made(may_edit=False).file
    assert not made(now=now(sha256="")).file
