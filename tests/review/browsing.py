"""A real browser on the page of a made-up newsroom, for tests; skipped, with a word, where there is none."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn

from newscast.review.app import make_app
from newscast.review.office import Office

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NOBODY_ELSE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser that asks nobody but us."""
    playwright = pytest.importorskip("playwright.sync_api", reason="there is no playwright to try the page with")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to try the page in")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(NOBODY_ELSE))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(office: Office) -> Iterator[str]:
    """The address at which the page is served."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(office), log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        until(lambda: server.started)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def until(true: Callable[[], Any], seconds: float = 30.0) -> None:
    """Wait for something that will be true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)
