"""What is done whole is not cut short by a signal; the signal is heard afterwards."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from newscast.base.interrupts import uninterrupted


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Signals are heard as a terminal has them: what a shell starts in the background ignores Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_signal_waits_and_is_heard_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    done = []
    with pytest.raises(KeyboardInterrupt):
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append(1)
            signal.raise_signal(signal.SIGINT)
            done.append(2)
        done.append(3)
    assert done == [1, 2] and signal.getsignal(signal.SIGINT) is before


def test_without_a_signal_and_after_a_failure_everything_is_as_it_was() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with uninterrupted():
        pass
    with pytest.raises(ValueError, match="first"), uninterrupted():
        signal.raise_signal(signal.SIGTERM)
        raise ValueError("first")
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_another_thread_hears_no_signals_and_goes_through() -> None:
    done: list[int] = []

    def work() -> None:
        with uninterrupted():
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]
