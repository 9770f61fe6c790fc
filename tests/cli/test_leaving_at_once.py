"""What is over ends at once: nothing is lost by it, and nothing that goes on is cut off."""

from __future__ import annotations

import subprocess
import sys

import pytest

from newscast.cli import main

CODE = """
import atexit, sys, weakref
from newscast.cli import main
class Held: pass
held = Held()
weakref.finalize(held, lambda: sys.stderr.write("finalized\\n"))
atexit.register(lambda: print("left"))
main.obeying = lambda arguments: print("said", end=" ") or 3
sys.argv = ["newscast", "check"]
main.main()
"""
GOING_ON = """
import threading
from newscast.cli import main
waiting = threading.Event()
thread = threading.Thread(target=waiting.wait)
thread.start()
main._leave(0)
waiting.set()
thread.join()
print("it went on")
main._leave(7)
print("and on")
"""


@pytest.mark.real
def test_what_was_said_and_what_waits_for_the_end_is_done() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "said left\n", "finalized\n")


@pytest.mark.real
def test_it_ends_there_only_when_nothing_else_goes_on() -> None:
    done = subprocess.run([sys.executable, "-c", GOING_ON], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (7, "it went on\n")


def test_output_that_cannot_be_written_is_left_to_the_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def flush(self) -> None:
            raise BrokenPipeError

    monkeypatch.setattr(main.os, "_exit", lambda code: pytest.fail("it ended"))
    monkeypatch.setattr(main.atexit, "_run_exitfuncs", lambda: None)
    monkeypatch.setattr(main.sys, "stdout", Full())
    main._leave(0)
