"""Which of a draft and a final was built last is the same everywhere on the page, whatever the times of files say."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from review_making import EPISODE

from newscast.episode.folder import DRAFT, write_json
from newscast.episode.manifest import known_manifest
from newscast.episode.reader import read_episode
from newscast.review.episode.chosen import chosen_from
from newscast.review.newsroom.listed import newest
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Librarian
from newscast.watch.approval.approving import newest_of

HOUR = 3600


def built(folder: Path, turn: int, ago: int) -> None:
    """The edition in a folder was published in this turn, when the clock said so many seconds `ago`."""
    manifest = known_manifest(folder)
    assert manifest
    write_json(folder / "manifest.json", replace(manifest, turn=turn).as_json())
    os.utime(folder / "manifest.json", (1_795_000_000 - ago,) * 2)


def answers(root: Path) -> set[bool]:
    """Whether it is the draft that was built last, as everything that asks is answered."""
    found, shelved = read_episode(root / "output" / EPISODE), Librarian(root).shelf().episodes[EPISODE]
    assert shelved.newest
    return {
        chosen_from(EPISODE, found, {}).draft,
        shelved.newest is shelved.draft,
        newest_of(found) == "draft",
        *(each.draft for each in newest(Office(root, root / "desk"), EPISODE)),
    }


@pytest.mark.parametrize("last", ["draft", "final"])
def test_what_was_built_last_though_the_clock_was_set_back(newsroom: Path, last: str) -> None:
    folder = newsroom / "output" / EPISODE
    first, then = (folder, folder / DRAFT) if last == "draft" else (folder / DRAFT, folder)
    built(first, 6, ago=0)
    built(then, 7, ago=HOUR)
    assert answers(newsroom) == {last == "draft"}


def test_manifests_without_turns_go_by_their_times(newsroom: Path) -> None:
    folder = newsroom / "output" / EPISODE
    for each, ago in ((folder, HOUR), (folder / DRAFT, 2 * HOUR)):
        told = json.loads((each / "manifest.json").read_text(encoding="utf-8"))
        told.pop("turn", None)
        write_json(each / "manifest.json", told)
        os.utime(each / "manifest.json", (1_795_000_000 - ago,) * 2)
    assert answers(newsroom) == {False}
    built(folder / DRAFT, 1, ago=3 * HOUR)
    assert answers(newsroom) == {True}, "what has a turn came after what has none"
