"""A real browser on the page of a made-up newsroom, for tests; skipped, with a word, where there is none."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn

from newscast.review.app import make_app
from newscast.review.newsroom.office import Office

PATIENCE = 120.0
"""Seconds that a test waits for something that comes: how long it takes says nothing on a busy machine."""
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
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(NOBODY_ELSE), timeout=PATIENCE * 1000)
        open_context = browser.new_context

        def new_context(**options: Any) -> Any:
            context = open_context(**options)
            context.set_default_timeout(PATIENCE * 1000)
            return context

        browser.new_context = new_context
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


SCHEMES = ("light", "dark")
COLOURS = ("color-contrast", "link-in-text-block")
"""axe-core's rules that ask for colours: all else of a page is the same in either scheme."""
WORST = ("serious", "critical")
ANY = ("minor", "moderate", *WORST)


def barriers(
    page: Any, place: str | None = None, impacts: Collection[str] = WORST, schemes: Sequence[str] = SCHEMES
) -> list[str]:
    """What axe-core finds that is as bad as these `impacts`, in what `place` selects or on all of the page: by every
    rule in the first of these schemes, by those of colours in the others."""
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="there is no axe-core to ask").Axe()
    found = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        only = {} if scheme == schemes[0] else {"runOnly": list(COLOURS)}
        told = axe.run(page, context=place, options={"resultTypes": ["violations"], **only})["violations"]
        found += [
            f"{scheme} {each['id']}: {node['html'][:200]}"
            for each in told
            if each["impact"] in impacts
            for node in each["nodes"]
        ]
    return found


def until(true: Callable[[], Any], seconds: float = PATIENCE) -> None:
    """Wait for something that will be true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)
