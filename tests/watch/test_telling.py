"""Every kind of thing that a watcher tells, in words: what happened, to which episode, what to do."""

from __future__ import annotations

from typing import get_args

import pytest
from watch_making import AIR, CLOCK, DOUBT, NOW, WRONG, built, final, job

from newscast.desk.job import Ending
from newscast.watch.telling.telling import grade_of, words
from newscast.watch.telling.told import Kind, Told

BROKEN = Ending(74, "The disk is full.", log="desk/logs/hoy-9.log", failure="disk")
CASES = [
    (Told("watching", path="/srv/sala"), "Watching /srv/sala"),
    (
        Told("problems", "hoy", problems=(DOUBT, WRONG)),
        "hoy: correct this and save.\n  rundowns/hoy.yaml:13:9: “titular”",
    ),
    (
        Told("problems", "hoy", problems=(DOUBT,)),
        "hoy: look at this.\n  rundowns/hoy.yaml:3:1: warning: Nobody speaks.",
    ),
    (Told("problems", "hoy"), "hoy: what was wrong is mended."),
    (Told("asked", "hoy", job()), "hoy, draft of web: in the queue, goes on the air today at 7:00."),
    (Told("asked", "hoy", job(air=None)), "hoy, draft of web: in the queue."),
    (Told("frozen", "hoy"), "hoy went out before today and stays as it is."),
    (Told("began", "hoy", job(tries=1)), "hoy, draft of web: being built."),
    (Told("began", "hoy", job(tries=3)), "being built, try 3."),
    (Told("stopped", "hoy", job()), "hoy, draft of web: stopped, a newer save came."),
    (Told("done", "hoy", final(ending=built())), "hoy, final, version 3: ready."),
    (Told("done", "hoy", final(ending=built("warn"))), "ready, with warnings. `newscast status hoy` says which."),
    (Told("done", "hoy", final(ending=built("fail"))), "a check FAILED. Do not use it as it is. `newscast status hoy`"),
    (
        Told("failed", "hoy", job(ending=Ending(1, problems=(WRONG,)))),
        "cannot be built. Correct this and save.\n  rund",
    ),
    (
        Told("failed", "hoy", final(tries=5, ending=BROKEN)),
        "failed after 5 tries. The disk is full. Details: desk/logs/",
    ),
    (Told("failed", "hoy", final(tries=5, ending=BROKEN)), "run `newscast build rundowns/hoy.yaml`"),
    (Told("failed", "hoy", job(tries=1, ending=BROKEN)), "run `newscast build --draft --only web rundowns/hoy.yaml`"),
    (Told("failed", "hoy", job(tries=1, ending=Ending(70, "A bug.", log="x.log"))), "Send that log to the authors"),
    (Told("failed", "hoy", job(tries=1)), "hoy, draft of web: it failed."),
    (Told("again", "hoy", job(not_before=NOW + 600, ending=BROKEN)), "failed for now. The disk is full."),
    (Told("again", "hoy", job(not_before=NOW + 600, ending=BROKEN)), "It is tried again today at 6:41."),
    (Told("waiting", "hoy", final(waits_for=("voz/a.wav",))), "waits for voz/a.wav. It is built as soon as that is"),
    (Told("waiting", "hoy", final(waits_for=tuple("abcdefg"))), "waits for a, b, c, d, e and 2 more."),
    (
        Told("offer", "hoy", final(waits_for=("a.mp4",)), stories=("bacheo", "feria")),
        "on the air today at 7:00 and still",
    ),
    (
        Told("offer", "hoy", final(waits_for=("a.mp4",)), stories=("bacheo", "feria")),
        "`float: true` below `- story: bacheo`, `- story: feria` in rundowns/hoy.yaml",
    ),
    (Told("late", "hoy", final(), when=AIR + 780), "will be ready today at 7:13; it goes on the air today at 7:00."),
    (Told("late", "hoy", final()), "will not be ready when it goes on the air, today at 7:00."),
    (Told("taken", path="rundowns/nota.yaml"), "rundowns/nota.yaml"),
    (
        Told("refused", path="inbox/a.mp4", reason="It is cut short."),
        "inbox/a.mp4: was not taken from the inbox. It is cut",
    ),
    (Told("restless", path="clips/a.mp4", when=NOW - 900), "being written to since today at 6:16."),
    (Told("paused", reason="/mnt is not there."), "Nothing is built for now. /mnt is not there."),
    (Told("resumed"), "goes on"),
    (Told("set-aside", path="desk/jobs.db.broken-1"), "desk/jobs.db.broken-1"),
    (Told("trouble", reason="Something."), "Something."),
    (Told("laid", "hoy", deliverables=("web",)), "hoy: web is approved, and its final lies in approved/."),
    (Told("laid", "hoy", deliverables=("web", "tv")), "hoy: web, tv are approved, and their finals lie in approved/."),
    (Told("withdrawn", "hoy", deliverables=("web",), who=("Ana",)), "hoy: web changed after Ana approved it. Another"),
    (Told("unapproved", "hoy", when=AIR), "hoy goes on the air today at 7:00, and nobody has approved it."),
    (Told("unapproved", "hoy", when=AIR, deliverables=("tv",)), "today at 7:00, and this is not approved: tv."),
]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


@pytest.mark.parametrize(("told", "said"), CASES, ids=lambda value: value.kind if isinstance(value, Told) else "")
def test_words(told: Told, said: str) -> None:
    assert said in words(told, CLOCK)


def test_every_kind_has_words() -> None:
    assert {told.kind for told, _said in CASES} == set(get_args(Kind))


def test_errors_come_first_and_many_are_counted() -> None:
    text = words(Told("problems", "hoy", problems=(*[DOUBT] * 6, WRONG)), CLOCK)
    lines = text.splitlines()
    assert len(lines) == 7
    assert "titular" in lines[1] and "And 2 more." in lines[-1]


def test_names_that_no_program_can_write_are_said_all_the_same() -> None:
    text = words(Told("taken", path="rundowns/\udcff.yaml"), CLOCK)
    assert text.encode()


@pytest.mark.parametrize(
    ("told", "grade"),
    [
        (Told("done", "hoy", final(ending=built())), "good"),
        (Told("done", "hoy", final(ending=built("warn"))), "warning"),
        (Told("done", "hoy", final(ending=built("fail"))), "bad"),
        (Told("failed", "hoy", job()), "bad"),
        (Told("problems", "hoy", problems=(WRONG,)), "bad"),
        (Told("problems", "hoy", problems=(DOUBT,)), "warning"),
        (Told("problems", "hoy"), "good"),
        (Told("late", "hoy", job()), "warning"),
        (Told("asked", "hoy", job()), "plain"),
    ],
)
def test_how_much_somebody_should_care(told: Told, grade: str) -> None:
    assert grade_of(told) == grade
