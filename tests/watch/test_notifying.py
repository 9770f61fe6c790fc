"""Notifications: which, how many, in whose language, and never at the watcher's cost."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from watch_making import MEXICO, NOW, WRONG, built, final, job

from newscast.base.i18n import speaking
from newscast.desk.job import Ending
from newscast.watch.telling.notes import Chooser, Note
from newscast.watch.telling.notifying import Notifier, notifier_for
from newscast.watch.telling.phrases import Clock
from newscast.watch.telling.told import Told

FULL = Ending(74, "The disk is full.", failure="disk")


class Moving:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW
        self.clock = Clock(MEXICO, lambda: self.now)


@pytest.fixture
def moving() -> Moving:
    return Moving()


@pytest.fixture
def chooser(moving: Moving, monkeypatch: pytest.MonkeyPatch) -> Chooser:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    return Chooser(moving.clock, {False: 3, True: 2})


def failing(number: int) -> Told:
    return Told("failed", f"e{number}", final(number, "failed", episode=f"e{number}", ending=FULL))


def test_what_is_news_to_somebody_elsewhere(chooser: Chooser) -> None:
    quiet = [Told("watching"), Told("asked", "hoy", job()), Told("began", "hoy", job()), Told("again", "hoy", job())]
    quiet += [Told("done", "hoy", job(ending=built())), Told("problems", "hoy", problems=(WRONG,))]
    quiet += [Told("failed", "hoy", job(ending=Ending(1, problems=(WRONG,)))), Told("resumed")]
    assert [chooser.note(told) for told in quiet] == [None] * len(quiet)
    assert chooser.note(Told("done", "hoy", final(ending=built()))) == Note(
        "newscast: hoy, final", "hoy, final, version 3: ready.", "good", "done"
    )
    assert chooser.note(failing(1)) is not None


def test_the_same_is_not_said_twice_until_something_was_ready(chooser: Chooser, moving: Moving) -> None:
    alike = [Told("failed", "hoy", job(number, deliverables=(name,), ending=FULL)) for number, name in enumerate("abc")]
    assert [bool(chooser.note(told)) for told in alike] == [True, False, False]
    assert chooser.note(Told("late", "hoy", final(), when=NOW + 60))
    # It only gets a little later.
    assert chooser.note(Told("late", "hoy", final(), when=NOW + 70)) is None
    assert chooser.note(Told("done", "hoy", final(ending=built())))
    assert chooser.note(alike[0])


def test_a_pause_and_its_end_are_said_each_time(chooser: Chooser, moving: Moving) -> None:
    said = []
    for _time in range(2):
        said += [chooser.note(Told("paused", reason="/mnt is gone.")), chooser.note(Told("resumed"))]
        moving.now += 4000
    assert [bool(note) for note in said] == [True] * 4


def test_an_hour_holds_so_many_and_one_that_says_so(chooser: Chooser, moving: Moving) -> None:
    notes = [chooser.note(failing(number)) for number in range(6)]
    assert [bool(note) for note in notes] == [True, True, True, True, False, False]
    assert notes[3] and "There were 3 in an hour; until today at 7:31 nothing more" in notes[3].body
    # What is urgent has its own share.
    assert chooser.note(Told("late", "hoy", final(), when=NOW))
    moving.now += 3601
    assert chooser.note(failing(10))


def test_what_was_said_long_ago_may_be_said_again(chooser: Chooser, moving: Moving) -> None:
    assert chooser.note(failing(1))
    moving.now += 86_401
    assert chooser.note(failing(1))


class Kept:
    """An address that keeps what it gets."""

    name = "failed[1]"

    def __init__(self, outcomes: list[Any] | None = None) -> None:
        self.notes: list[Note] = []
        self.threads: set[str] = set()
        self.outcomes = outcomes or []

    def send(self, note: Note) -> bool:
        self.threads.add(threading.current_thread().name)
        outcome = self.outcomes.pop(0) if self.outcomes else True
        if isinstance(outcome, Exception):
            raise outcome
        if outcome:
            self.notes.append(note)
        return bool(outcome)


def notifier(service: Kept, said: list[Told], noted: list[str]) -> Notifier:
    return Notifier(
        lambda: {"failed": [service], "all": [service]},
        ("failed",),
        "es-MX",
        Clock(MEXICO),
        noted.append,
        said.append,
        (0.0, 0.0),
    )


def test_it_sends_from_a_thread_of_its_own() -> None:
    service, said, noted = Kept(), [], []
    sender = notifier(service, said, noted)
    sender.told(Told("late", "hoy", final()))
    sender.told(failing(1))
    sender.close()
    # Once, although it is under `all` too.
    assert [note.event for note in service.notes] == ["failed"]
    assert service.threads == {"notifications"}
    assert (said, noted) == ([], [])


def test_a_service_that_fails_is_told_once_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    service = Kept([False] * 3 + [OSError("https://token@host")] * 3)
    said: list[Told] = []
    noted: list[str] = []
    sender = notifier(service, said, noted)
    for number in range(3):
        sender.told(failing(number))
    sender.close()
    assert [note.title for note in service.notes] == ["newscast: e2, final"]
    assert len(said) == 1 and "failed[1]" in said[0].reason
    assert not any("token" in text for text in [*noted, said[0].reason])


def test_a_hanging_service_holds_nothing_up() -> None:
    release, ended = threading.Event(), []

    class Hanging(Kept):
        def send(self, note: Note) -> bool:
            ended.append(release.wait(60))
            return True

    said: list[Told] = []
    sender = notifier(Hanging(), said, [])
    for number in range(500):
        sender.told(failing(number))
    sender.close(patience=0.05)
    assert ended == [], "nobody waited for it"
    release.set()


def test_a_word_that_is_wrong_stops_nothing() -> None:
    service, noted = Kept(), []
    sender = notifier(service, [], noted)
    sender.told(Told("failed", "hoy"))
    sender.close()
    assert service.notes == [] and "AssertionError" in noted[0]


def test_the_words_are_the_offices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    service = Kept()
    sender = notifier(service, [], [])
    sender.told(failing(1))
    sender.close()
    with speaking("es-MX"):
        expected = Chooser(Clock(MEXICO)).note(failing(1))
    assert expected and service.notes[0].body == expected.body


def test_without_addresses_nobody_sends() -> None:
    assert notifier_for({"failed": (), "all": ()}, "es", Clock(), print, lambda _told: None) is None


def test_without_apprise_a_clear_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setattr("newscast.watch.telling.apprising.find_spec", lambda _name: None)
    said: list[Told] = []
    assert notifier_for({"all": ("json://localhost/secret",)}, "es", Clock(), print, said.append) is None
    assert "pip install 'newscast[notify]'" in said[0].reason and "secret" not in said[0].reason


class Service(BaseHTTPRequestHandler):
    """A service that notifies: it takes JSON, and refuses as often as it was told to."""

    got: list[dict[str, Any]]
    refusing: list[int]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        refused = bool(self.refusing) and bool(self.refusing.pop())
        if not refused:
            self.got.append(body)
        self.send_response(503 if refused else 200)
        self.end_headers()

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture
def endpoint() -> Iterator[tuple[type[Service], str]]:
    handler = type("Handler", (Service,), {"got": [], "refusing": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield handler, f"json://user:s3cr3t@127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    server.server_close()


class Heard(logging.Handler):
    """All that any library logs and lets through."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


def test_apprise_delivers_and_says_no_secret(
    endpoint: tuple[type[Service], str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("apprise")
    monkeypatch.setattr("newscast.watch.telling.notifying.RETRIES", (0.05, 0.05))
    handler, address = endpoint
    handler.refusing.append(1)
    heard, said, noted = Heard(), [], []
    logging.getLogger().addHandler(heard)
    addresses = {"failed": (address, "json://user:s3cr3t@127.0.0.1:9/x", "s3cr3t://what"), "all": (address,)}
    try:
        sender = notifier_for(addresses, "en", Clock(MEXICO), noted.append, said.append)
        assert sender
        sender.told(failing(1))
        until = time.monotonic() + 60
        while len(said) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        sender.close()
    finally:
        logging.getLogger().removeHandler(heard)
    assert [body["title"] for body in handler.got] == ["newscast: e1, final"]
    assert "The disk is full." in handler.got[0]["message"] and handler.got[0]["type"] == "failure"
    reasons = [told.reason for told in said]
    assert len(reasons) == 2 and "failed[3]" in reasons[0] and "failed[2]" in reasons[1]
    captured = capfd.readouterr()
    assert "s3cr3t" not in " ".join([*noted, *reasons, *heard.texts, captured.out, captured.err])
