"""From a corrected word to the corrected programme: saved on the page, made by a real watcher, approved anew."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest

from newscast.build.door import build
from newscast.build.request import Options
from newscast.desk.accounts import add_account
from newscast.desk.approvals import Word, words_of
from newscast.desk.entering import make_sign_in
from newscast.review.newsroom.office import Office, open_office

pytestmark = [pytest.mark.slow, pytest.mark.real]

RUNDOWN = """\
# Words that people wrote for each other stay where they are.
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, web]
segments:
  - story: bacheo
    headline: Concluye el bacheo
    parts:
      - vo: Lo dijo Lavra Díaz.   # of the mayor's office
        voice: synth
        pictures: [foto.jpg]
      - card: figures
        title: En un mes
        items: [38 colonias]
        skip: [radio]
"""
BUILT = 180_000
"""Milliseconds in which a draft of a few seconds is made, however busy the machine is."""


@pytest.fixture
def office(sala: Any) -> Office:
    """A newsroom with a draft of the episode."""
    list(build([sala.write(RUNDOWN)], Options(draft=True)))
    return open_office(sala.root)


@pytest.fixture
def page(chromium: Any, office: Office) -> Iterator[Any]:
    """The episode, as the director sees it."""
    with office.people() as people:
        link = make_sign_in(people, add_account(people, "dina", "Dina Sol", "director", "test"), "test")
    with browsing.served(office) as served:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en")
        page = context.new_page()
        page.goto(f"{served}/enter/{link}?to=/e/hoy")
        page.click("main button")
        page.wait_for_selector("#copy")
        yield page
        context.close()


@pytest.fixture
def watcher(sala: Any) -> Iterator[None]:
    """Somebody who builds what is saved."""
    command = [sys.executable, "-c", "import sys; from newscast.cli.main import main; sys.exit(main())", "watch"]
    with (sala.root.parent / "watch.log").open("wb") as log:
        started = subprocess.Popen([*command, str(sala.root)], stdout=log, stderr=log, env=dict(os.environ))
    try:
        yield
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait()


def test_what_is_mended_plays_and_only_what_it_changes_is_approved_anew(
    page: Any, office: Office, sala: Any, watcher: None
) -> None:
    rundown = sala.root / "rundowns/hoy.yaml"
    for name in ("radio", "web"):
        page.goto(page.url.split("?")[0] + f"?draft=1&version=1&deliverable={name}")
        page.click(f"#approval .bar-buttons form[data-deliverable='{name}'] button")
        browsing.until(lambda name=name: name in approved(office))

    # A card that radio does not have: its approval holds, that of web ends with what it was given for.
    page.click('[data-mend="bacheo"]')
    page.click("[data-mend-part='1']")
    page.fill(".mending .mending-row input", "40 colonias")
    page.wait_for_selector(".tried .lines ins:has-text('40')")
    page.click(".mending [data-save]")
    page.wait_for_selector(".mended")
    assert rundown.read_text(encoding="utf-8") == RUNDOWN.replace("38 colonias", "40 colonias")
    page.wait_for_selector(".mended [data-see]:not([hidden])", timeout=BUILT)
    page.click(".mended [data-see]")
    page.wait_for_url("**version=2**")
    browsing.until(lambda: approved(office) == {"radio"})
    fields = [
        shot.get("fields", {}).get("items")
        for timeline in listing(sala.root)
        for segment in timeline["segments"]
        for shot in segment["shots"]
    ]
    assert ["40 colonias"] in fields
    page.click("[data-do=play]")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
    page.click("[data-do=play]")

    # One tap for a name that is spelled otherwise than in the list of people.
    page.click("[data-use]")
    page.wait_for_selector(".mended")
    mended = RUNDOWN.replace("38 colonias", "40 colonias").replace("Lavra", "Laura")
    assert rundown.read_text(encoding="utf-8") == mended
    page.wait_for_selector(".mended [data-see]:not([hidden])", timeout=BUILT)
    page.click(".mended [data-see]")
    page.wait_for_url("**version=3**")
    page.wait_for_selector("#words:has-text('Laura Díaz')")
    assert page.locator("[data-use]").count() == 0
    browsing.until(lambda: approved(office) == set())

    # Who changed what, and since when it is to be heard.
    page.goto(page.url.split("/e/")[0] + "/e/hoy/changes")
    assert "since Draft 3" in page.inner_text("#change-2") and "since Draft 2" in page.inner_text("#change-1")
    page.click("#change-1 [data-undo]")
    page.wait_for_selector("#change-3:has-text('takes back 1')")
    assert rundown.read_text(encoding="utf-8") == RUNDOWN.replace("Lavra", "Laura"), "that change, and no other"


def approved(office: Office) -> set[str]:
    """The deliverables of which somebody's word for the programme holds."""
    with office.people() as people:
        return {word.aspect.deliverable for word in words_of(people, "hoy") if is_held(word)}


def is_held(word: Word) -> bool:
    return word.ended is None and word.aspect.what == "programme"


def listing(root: Path) -> list[dict[str, Any]]:
    told = json.loads((root / "output/hoy/draft/timeline.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = told["timelines"]
    return found
