"""The people of a newsroom as its texts list them now, and what these say of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from review_making import EPISODE, RUNDOWN_PATH

from newscast.episode.reader import read_episode
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.written import Listed, written_of

PEOPLE = "\npeople:\n  eva: {name: Eva Luna, role: Regidora, elected: %s}\n"


def listed(office: Office) -> list[Listed]:
    draft = read_episode(office.folder(EPISODE)).draft
    assert draft and draft.manifest
    return [each for each in written_of(office, draft.manifest, None).people if each.name.startswith("Eva")]


@pytest.mark.parametrize(
    ("written", "elected"),
    [("true", True), ("yes", True), ("on", True), ("sí", True), ("1", True), ("no", False), ("0", False), ("x", False)],
)
def test_whoever_the_rundown_calls_elected_is(office: Office, newsroom: Path, written: str, elected: bool) -> None:
    with (newsroom / RUNDOWN_PATH).open("a", encoding="utf-8") as file:
        file.write(PEOPLE % written)
    (eva,) = listed(office)
    assert eva.elected is elected


def test_a_list_of_the_same_size_and_date_is_read_anew(office: Office, newsroom: Path) -> None:
    """As programs leave it that copy a file with its date."""
    path = newsroom / RUNDOWN_PATH
    path.write_text(path.read_text(encoding="utf-8") + PEOPLE % "true", encoding="utf-8")
    before = path.stat()
    assert listed(office)[0].name == "Eva Luna"
    path.write_text(path.read_text(encoding="utf-8").replace("Eva Luna", "Eva Ruiz"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert listed(office)[0].name == "Eva Ruiz"
