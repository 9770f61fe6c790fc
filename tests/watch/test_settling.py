"""When a file that was touched counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newscast.base.status import Status
from newscast.watch.noticing.settling import ABSENT, EMPTY, MEDIA, RESTLESS, TEXT, Settling

RUNDOWN, CLIP = Path("/sala/rundowns/a.yaml"), Path("/sala/media/a.mp4")


@dataclass
class Disk:
    """Files that are there, and those that are open for writing."""

    files: dict[Path, list[int]] = field(default_factory=dict)
    open: set[Path] = field(default_factory=set)
    changes: int = 0

    def write(self, path: Path, size: int = 10, time: int = 0) -> None:
        self.changes += 1
        self.files[path] = [size, time, self.changes, 1]

    def status(self, path: Path) -> Status:
        found = self.files.get(path)
        return list(found) if found else None

    def written(self, paths: Iterable[Path]) -> set[Path]:
        return self.open & set(paths)


def room() -> tuple[Disk, Settling]:
    disk = Disk()
    return disk, Settling(disk.status, disk.written)


def test_a_rundown_counts_at_once_and_a_medium_after_two_seconds() -> None:
    disk, settling = room()
    disk.write(RUNDOWN)
    disk.write(CLIP)
    settling.touch(RUNDOWN, 5.0)
    settling.touch(CLIP, 5.0)
    assert settling.due() == 5.0 + TEXT
    assert settling.settled(5.1) == []
    assert settling.settled(5.0 + TEXT) == [RUNDOWN]
    assert settling.due() == 5.0 + MEDIA
    assert settling.settled(5.0 + MEDIA) == [CLIP]
    assert settling.due() is None
    assert settling.settled(100.0) == []


def test_a_slow_copy_counts_once_and_only_when_it_is_over() -> None:
    disk, settling = room()
    for second in range(20):
        disk.write(CLIP, size=1000 * second + 1)
        settling.touch(CLIP, float(second))
        assert settling.settled(second + 0.9) == []
    assert settling.settled(19.0 + MEDIA) == [CLIP]
    assert settling.settled(60.0) == []


def test_what_goes_on_without_an_event_is_seen_too() -> None:
    disk, settling = room()
    disk.write(CLIP)
    settling.touch(CLIP, 0.0)
    disk.write(CLIP, size=20)
    assert settling.settled(MEDIA) == []
    assert settling.settled(MEDIA + 1.9) == []
    assert settling.settled(2 * MEDIA) == [CLIP]


def test_an_event_without_a_new_status_holds_it_back_too() -> None:
    """A time of two seconds' grain, and a size that was laid out before."""
    disk, settling = room()
    disk.write(CLIP)
    settling.touch(CLIP, 0.0)
    settling.touch(CLIP, 1.5)
    assert settling.settled(2.5) == []
    assert settling.settled(3.5) == [CLIP]


def test_a_file_that_is_open_for_writing_is_asked_about_less_and_less_often() -> None:
    disk, settling = room()
    disk.write(CLIP)
    disk.open.add(CLIP)
    settling.touch(CLIP, 0.0)
    now, asked = MEDIA, 0
    while now < 60:
        assert settling.settled(now) == []
        asked += 1
        due = settling.due()
        assert due is not None and now < due <= now + 5.0
        now = due
    assert asked < 20
    disk.open.clear()
    assert settling.settled(now) == [CLIP]


def test_what_a_file_is_dated_does_not_matter() -> None:
    disk, settling = room()
    for path, time in ((CLIP, 2**62), (RUNDOWN, -(10**18))):
        disk.write(path, time=time)
        settling.touch(path, 0.0)
    assert settling.settled(MEDIA) == [CLIP, RUNDOWN]


def test_an_empty_file_is_mostly_the_beginning_of_one() -> None:
    disk, settling = room()
    disk.write(CLIP, size=0)
    settling.touch(CLIP, 0.0)
    assert settling.settled(EMPTY - 0.1) == []
    disk.write(CLIP)
    assert settling.settled(EMPTY) == []
    assert settling.settled(EMPTY + MEDIA) == [CLIP]


def test_what_waits_for_long_is_looked_at_meanwhile() -> None:
    disk, settling = room()
    disk.write(CLIP, size=0)
    settling.touch(CLIP, 0.0)
    disk.write(CLIP)
    assert settling.due() == MEDIA
    assert settling.settled(MEDIA) == []
    assert settling.settled(2 * MEDIA) == [CLIP]


def test_a_file_that_is_gone_is_told_unless_it_comes_back() -> None:
    disk, settling = room()
    settling.touch(RUNDOWN, 0.0)
    settling.touch(CLIP, 0.0)
    # An editor that saves by replacing.
    disk.write(RUNDOWN)
    settling.touch(RUNDOWN, 0.01)
    assert settling.settled(0.01 + TEXT) == [RUNDOWN]
    assert settling.settled(ABSENT - 0.1) == []
    assert settling.settled(ABSENT) == [CLIP]


def test_a_deleted_file_that_comes_back_without_an_event_waits_as_a_new_one() -> None:
    disk, settling = room()
    settling.touch(CLIP, 0.0)
    disk.write(CLIP)
    assert settling.settled(ABSENT) == []
    assert settling.settled(ABSENT + MEDIA) == [CLIP]


def test_a_file_that_never_stands_still_is_told_once() -> None:
    disk, settling = room()
    for second in range(int(RESTLESS) + 30):
        disk.write(CLIP)
        settling.touch(CLIP, 100.0 + second)
        assert settling.settled(100.5 + second) == []
        told = settling.restless(100.0 + second)
        assert told == ([(CLIP, 100.0)] if second == RESTLESS else [])
    now = 100.0 + RESTLESS + 40
    assert settling.settled(now) == [CLIP]
    disk.write(CLIP)
    settling.touch(CLIP, now)
    assert settling.restless(now + 1) == []


PATHS = (RUNDOWN, CLIP, Path("/sala/media/b.wav"), Path("/sala/rundowns/b.yml"))
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write unheard", "begin", "delete", "open", "close", "touch", "ask", "wait"]),
        st.sampled_from(PATHS),
        st.floats(0, 3),
    ),
    max_size=60,
)


@given(DEEDS)
def test_whatever_happens_each_file_counts_once_and_only_when_it_stands_still(
    deeds: list[tuple[str, Path, float]],
) -> None:
    disk, settling = room()
    now = 0.0
    changed: dict[Path, float] = {}
    owed: set[Path] = set()

    def ask() -> None:
        for path in settling.settled(now):
            assert path in owed, "told though nobody touched it since"
            assert path not in disk.open
            assert now - changed[path] >= (TEXT if path.suffix in (".yaml", ".yml") else MEDIA) - 1e-9
            owed.remove(path)

    for deed, path, seconds in deeds:
        if deed in ("write", "write unheard", "begin"):
            disk.write(path, size=0 if deed == "begin" else 10)
        elif deed == "delete":
            disk.files.pop(path, None)
        elif deed == "open":
            disk.open.add(path)
        elif deed == "close":
            disk.open.discard(path)
        elif deed == "ask":
            ask()
        elif deed == "wait":
            now += seconds
        if deed in ("write", "write unheard", "begin", "delete", "touch"):
            changed[path] = now
        if deed in ("write", "begin", "delete", "touch"):
            settling.touch(path, now)
            owed.add(path)

    disk.open.clear()
    rounds = 0
    while (due := settling.due()) is not None:
        assert due <= now + 10.0
        now = max(now, due)
        ask()
        rounds += 1
        assert rounds < 20
    assert owed == set()
