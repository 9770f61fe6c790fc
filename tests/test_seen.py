"""What a build looks at: statuses from before reading, whole trees, links followed but never in circles."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from newscast.base.status import Seen, note, noting, settled_status, status_of, tree_of

SETTLED = 0.06
"""Seconds after which a change is old enough to be noted."""


def test_the_first_status_counts(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    with noting() as seen:
        note(file)
        before = status_of(file)
        file.write_text("newer")
        note(file)
        note(tmp_path / "absent")
    note(tmp_path / "after")
    assert seen.files == {str(file): before, str(tmp_path / "absent"): None}
    assert not seen.unchanged()


def test_every_change_below_a_folder_shows(tmp_path: Path) -> None:
    (tmp_path / "top/empty").mkdir(parents=True)
    (tmp_path / "far").mkdir()
    (tmp_path / "top/link").symlink_to(tmp_path / "far")
    states = [tree_of(str(tmp_path / "top"))]
    for change in (
        lambda: (tmp_path / "top/new").touch(),
        lambda: (tmp_path / "far/behind-a-link").touch(),
        lambda: (tmp_path / "top/empty").rmdir(),
        lambda: os.utime(tmp_path / "top/new", ns=(1, 1)),
        lambda: (tmp_path / "top/new").unlink(),
    ):
        change()
        states.append(tree_of(str(tmp_path / "top")))
    assert len(set(states)) == 6
    (tmp_path / "top/__pycache__").mkdir()
    assert tree_of(str(tmp_path / "top")) == states[-1], "Python keeps what it compiled there"


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "up").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to("nowhere")
    seen = Seen()
    seen.note_tree(tmp_path)
    assert seen.unchanged()


def test_no_name_is_impossible(tmp_path: Path) -> None:
    seen = Seen()
    seen.note(Path("a\0b"))
    seen.note(tmp_path / ("x" * 300))
    assert list(seen.files.values()) == [None, None] and seen.unchanged()


def old(path: Path) -> Path:
    """A file whose last change is so long ago that a next one would show."""
    path.write_text("x")
    time.sleep(SETTLED)
    return path


def fresh(path: Path) -> Path:
    """A file whose last change is so late that a next one might not show, however slow this machine is."""
    path.write_text("y")
    late = time.time() + 3600.5
    os.utime(path, (late, late))
    return path


def test_one_file_that_may_change_unnoticed_makes_all_uncertain(tmp_path: Path) -> None:
    settled, late = old(tmp_path / "settled"), fresh(tmp_path / "late")
    for order in ((settled, late), (late, settled), (late, tmp_path / "absent")):
        seen = Seen()
        for path in order:
            seen.note(path)
        assert not seen.certain
    seen = Seen()
    seen.note(settled)
    seen.note(tmp_path / "absent")
    assert seen.certain


def test_a_file_below_a_folder_may_make_it_uncertain(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    old(tmp_path / "kit/show.yaml")
    for certain in (True, False):
        seen = Seen()
        seen.note_tree(tmp_path)
        assert seen.certain is certain
        fresh(tmp_path / "kit/show.yaml")


def test_a_date_of_the_future_is_not_that_of_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A camera whose clock is ahead: what it wrote is known again, and nobody waits for its date."""
    file = tmp_path / "clip.mp4"
    file.touch()
    ahead = (time.time_ns() // 10**9 + 86_400) * 10**9
    os.utime(file, ns=(ahead, ahead))
    asked, really = list[float](), time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: (asked.append(seconds), really(min(seconds, 1.0))))
    assert settled_status(file) == status_of(file) and sum(asked) < 1
    with noting() as seen:
        note(file)
    assert seen.certain
