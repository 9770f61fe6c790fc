"""The rundown of an episode as it is now: read by a child process, again only where something changed."""

from pathlib import Path

import pytest
from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH

from newscast.review.door.wrong import RefusedError
from newscast.review.mending.readers import consult
from newscast.review.mending.written_now import written_now
from newscast.review.newsroom.office import Office


def test_a_rundown_is_told_as_it_is_now(office: Office, newsroom: Path) -> None:
    now = written_now(office, EPISODE, patience=None)
    assert now.file == RUNDOWN_PATH and [each.slug for each in now.segments] == ["open", "bacheo", "feria", "close"]
    assert now.newsroom and now.newsroom.people[1].text("role") == "Directora de Obras Públicas"
    # There is no such show: that is wrong, and all is told nevertheless.
    assert now.errors[0].file == RUNDOWN_PATH and now.errors[0].line == 2 and now.planned is None
    (newsroom / RUNDOWN_PATH).write_text(RUNDOWN.replace("Concluye el bacheo", "Terminó el bacheo"), encoding="utf-8")
    changed = written_now(office, EPISODE, patience=None)
    assert changed.segments[1].text("headline") == "Terminó el bacheo" and changed.sha256 != now.sha256
    (newsroom / RUNDOWN_PATH).write_text("solo palabras", encoding="utf-8")
    broken = written_now(office, EPISODE)
    assert broken.segments == () and broken.sha256 == "" and broken.errors and not broken.planning
    with pytest.raises(RefusedError):
        written_now(office, "nada")


def test_a_rundown_is_told_as_it_would_be(office: Office, newsroom: Path) -> None:
    path = newsroom / RUNDOWN_PATH
    would = RUNDOWN.replace("Concluye el bacheo", "Terminó el bacheo").encode()
    found = consult("read", newsroom, path, 30, {path.resolve(): would})
    assert found and found.written and found.written.segments[1].text("headline") == "Terminó el bacheo"
    assert path.read_text(encoding="utf-8") == RUNDOWN
