"""A newsroom with one built episode, and somebody of each role who is signed in to its page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import browsing
import pytest
from answering import answer_at_once
from anyio.from_thread import start_blocking_portal
from entered import session_of_role
from review_making import write_episode, write_newsroom
from starlette.testclient import TestClient

from newscast.review.app import make_app
from newscast.review.door.guard import token_of
from newscast.review.files import unused
from newscast.review.newsroom.office import Office, open_office
from newscast.review.playing import awaiting, workshop
from newscast.watch.inbox.mentioned import mentioned


@pytest.fixture
def newsroom(tmp_path: Path, known_ffmpeg: Path) -> Path:
    """A newsroom with the episode EPISODE, in whose store ffmpeg is known as after any build."""
    root = tmp_path / "sala"
    write_newsroom(root)
    write_episode(root)
    (root / ".newscast").mkdir()
    shutil.copy(known_ffmpeg / "ffmpeg.json", root / ".newscast")
    return root


class Idle:
    """Stands for newscast.review.playing.helper.Helper where nothing is to be made."""

    def __init__(self, nice: int) -> None:
        pass

    def make(self, request: object, report: object) -> str:
        return "Nothing is made in this test."

    def stop(self) -> None:
        pass


@pytest.fixture(autouse=True)
def nothing_is_made(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Renditions are made ahead when a page is opened; what the files of most tests hold is none."""
    if not any(request.node.get_closest_marker(name) for name in ("real", "slow")):
        monkeypatch.setattr(workshop, "Helper", Idle)


@pytest.fixture(autouse=True)
def what_rundowns_mention_is_read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of what a child of its own takes for it is to load the package."""
    if not any(request.node.get_closest_marker(name) for name in ("real", "slow")):
        monkeypatch.setattr(unused, "_mentioned", lambda files: ((path, mentioned(path)) for path in files))


@pytest.fixture(autouse=True)
def nobody_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page asks for is there once it is answered, however slow this machine is."""
    monkeypatch.setattr(awaiting, "_PATIENCE", browsing.PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def one_loop() -> Iterator[None]:
    """All requests of tests go through one event loop; each would start a thread with one of its own."""
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        answer_at_once(patch, portal)
        yield


@pytest.fixture
def office(newsroom: Path) -> Office:
    return open_office(newsroom)


@pytest.fixture(scope="session")
def started() -> Iterator[Any]:
    """A real browser for all tests of a process."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def chromium(started: Any) -> Iterator[Any]:
    """A real browser, in which nothing is left open; what needs it is skipped where there is none."""
    yield started
    for context in list(started.contexts):
        context.close()


@pytest.fixture
def look(chromium: Any, office: Office) -> Iterator[Callable[..., Any]]:
    """Gives a page of a real browser in which somebody with a role is signed in, at an address of the newsroom; further
    keywords are those of a browser's context. What a page's console calls an error fails the test."""
    wrong: list[str] = []
    with browsing.served(office) as served, ExitStack() as opened:

        def enter(address: str, role: str = "editor", **options: Any) -> Any:
            context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en", **options})
            opened.callback(context.close)
            cookie = {"name": office.cookie, "value": session_of_role(office, role), "url": served}
            context.add_cookies([cookie])
            page = context.new_page()
            page.on("console", lambda message: wrong.append(message.text) if is_wrong(message) else None)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(served + address)
            return page

        yield enter
    assert wrong == []


@pytest.fixture
def signed_in(office: Office) -> Callable[..., TestClient]:
    """Gives a browser of somebody with a role, `guest` among them (of EPISODE); it sends the forms' token along and
    asks for pages in a language."""
    app = make_app(office)

    def enter(role: str = "editor", language: str = "en") -> TestClient:
        secret = session_of_role(office, role)
        headers = {"accept": "text/html", "accept-language": language, "x-newscast-token": token_of(secret)}
        return TestClient(app, cookies={office.cookie: secret}, headers=headers, follow_redirects=False)

    return enter


def is_wrong(message: Any) -> bool:
    """Whether a line of a console tells of a fault; what is not there, such as curves of made-up sound, is none."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")
