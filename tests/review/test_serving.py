"""The server: where it listens, whom it hangs up on, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from review_making import write_newsroom

from newscast.base.errors import UsageError
from newscast.cli.main import run
from newscast.desk.accounts import accounts
from newscast.desk.people import open_people
from newscast.review import serving as server
from newscast.review.app import make_app
from newscast.review.door import receiving
from newscast.review.newsroom.office import Office
from newscast.review.serving import LOG, is_loopback, listen, serving


@contextmanager
def served(office: Office) -> Iterator[int]:
    """The port on which the office's page is served."""
    sockets = listen("127.0.0.1", 0)
    with serving(make_app(office), sockets, office.desk, failed=lambda: None):
        yield sockets[0].getsockname()[1]


def answer(port: int, sent: bytes) -> bytes:
    """All that is answered until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent)
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    return received


def test_who_does_not_say_what_they_want_is_hung_up_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
    with served(office) as port:
        assert answer(port, b"") == b""
        assert answer(port, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ") == b""
        monkeypatch.setattr(server, "HEAD_SECONDS", 60.0)
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(b"HEAD /enter HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200 OK")
            monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
            connection.sendall(b"HEAD /ent")
            assert connection.recv(65_536) == b""


def test_what_is_no_request_or_too_long_a_one_is_refused(office: Office) -> None:
    with served(office) as port:
        assert answer(port, b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400 ")
        long = b"GET /enter HTTP/1.1\r\nHost: x\r\nCookie: newscast=" + b"x" * 700_000 + b"\r\n\r\n"
        with suppress(ConnectionError):
            # It may hang up before all was sent.
            assert not answer(port, long).startswith(b"HTTP/1.1 200")
        head = b"POST /enter HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
        assert answer(port, head + b"99999999999\r\n\r\n").startswith(b"HTTP/1.1 413 ")
        assert answer(port, head + b"-1\r\n\r\n").startswith(b"HTTP/1.1 400 ")
        # A proxy may believe the other length, and what follows to be somebody else's.
        both = b"POST /enter HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        refused = answer(port, both + b"GET /enter HTTP/1.1\r\nHost: x\r\n\r\n")
        assert refused.startswith(b"HTTP/1.1 400 ") and refused.count(b"HTTP/1.1 ") == 1
        assert b"server:" not in answer(port, b"GET /enter HTTP/1.0\r\n\r\n").lower()


def test_who_sends_a_body_too_slowly_is_not_waited_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "_PATIENCE", 0.3)
    monkeypatch.setattr(receiving, "_LEAST_SPEED", 10**9)
    head = b"POST /enter HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n"
    sent = head + b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname="
    with served(office) as port, socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent)
        received = connection.recv(65_536)
        assert received.startswith(b"HTTP/1.1 408 ")
        monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
        with suppress(ConnectionError):
            # What drips in afterwards is not heard for long.
            connection.sendall(b"x")
            while connection.recv(65_536):
                pass


def test_a_port_that_is_taken_and_an_address_that_is_not_ours_are_told_in_words() -> None:
    (taken,) = listen("127.0.0.1", 0)
    port = taken.getsockname()[1]
    with taken, pytest.raises(UsageError, match=f"Port {port} is in use.*--port {port + 1}"):
        listen("127.0.0.1", port)
    with pytest.raises(UsageError, match=r"--host 0\.0\.0\.0"):
        listen("203.0.113.1", 0)
    with pytest.raises(UsageError):
        listen("no.such.host.invalid", 0)
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.4", "localhost.example")))


def test_the_network_is_no_place_for_a_first_account(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    write_newsroom(tmp_path)
    assert run(["review", str(tmp_path), "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "newscast accounts add NAME --role director" in capsys.readouterr().err
    assert run(["review", str(tmp_path), "--proxy", "caddy"]) == 2


@pytest.mark.real
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_how_to_come_in_and_ends_when_it_is_told_to(tmp_path: Path, number: signal.Signals) -> None:
    write_newsroom(tmp_path)
    watch = ["--watch", "--poll"] if number == signal.SIGTERM else []
    command = [
        sys.executable,
        "-c",
        "from newscast.cli.main import main; main()",
        "review",
        str(tmp_path),
        "--port",
        "0",
        *watch,
    ]
    child = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "NEWSCAST_LANG": "en"}
    )
    killer = threading.Timer(120, child.kill)
    killer.start()
    try:
        assert child.stderr
        said = ""
        while "Ctrl-C ends it" not in said:
            line = child.stderr.readline()
            assert line, said
            said += line
        link = re.findall(r"(http://127\.0\.0\.1:(\d+)/first/\S+)", said)[0][0]
        with urllib.request.urlopen(link, timeout=60) as page:
            assert page.status == 200
        if watch:
            while "atching" not in child.stderr.readline():
                pass
        child.send_signal(number)
        _out, left = child.communicate(timeout=60)
    finally:
        killer.cancel()
        child.kill()
        child.wait()
    assert child.returncode == 0 and "Traceback" not in left
    assert not (tmp_path / "desk" / LOG).exists()


def test_accounts_are_made_and_removed_on_the_machine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    write_newsroom(tmp_path)
    here = ["accounts", "--newsroom", str(tmp_path)]
    assert run(here) == 0 and "newscast review" in capsys.readouterr().err
    assert run([*here, "add", "ana", "--shown", "Ana Ruiz", "--role", "director"]) == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:8700/enter/\S+\n", capsys.readouterr().out)
    assert run([*here, "add", "ana"]) == run([*here, "add", "Ñ"]) == run([*here, "remove", "anna"]) == 2
    assert "Did you mean “ana”?" in capsys.readouterr().err
    assert run([*here, "link", "ana"]) == run([*here, "reset", "ana"]) == 0
    assert run([*here, "list"]) == 0 and "Ana Ruiz" in capsys.readouterr().out
    assert run([*here, "remove", "ana"]) == 0
    people = open_people(tmp_path / "desk")
    assert accounts(people) == []
    assert {deed.what for deed in people.audit()} >= {"account-added", "link-made", "account-removed"}
    people.close()
