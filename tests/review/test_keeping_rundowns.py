"""A save that is killed at any moment leaves the old file or the new one, whole, and a record that tells which."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH

from newscast.base import replacing
from newscast.base.errors import MachineError
from newscast.desk.edits import Meant, digest, edits_of_file, last_known, unsettled
from newscast.desk.people import People
from newscast.document.edits import Set
from newscast.review.mending import keeping
from newscast.review.mending.keeping import Held, held, rewritten, settle_all
from newscast.review.newsroom.office import Office

OLD = RUNDOWN.encode()
NEW = OLD.replace(b"Concluye", "Concluyó".encode())
MEANT = Meant("ana", EPISODE, RUNDOWN_PATH, (Set(("segments", 1, "headline"), "Concluyó el bacheo"),))
EVENTS = ("open", "os.rename", "os.remove", "os.chmod", "os.chown", "os.mkdir", "os.scandir")


def save(office: Office, data: bytes = NEW) -> None:
    with office.people() as people:
        rewritten(office.root, people, RUNDOWN_PATH, EPISODE, lambda _file: (data, MEANT))


def killed_at(number: int, office: Office, work: Callable[[], None]) -> bool:
    """Does the work in a process that is killed at the event of this number; whether it came that far."""
    child = os.fork()
    if child == 0:
        left = number

        def count(*_event: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(9)

        plain = os.fsync
        os.fsync = lambda descriptor: [plain(descriptor), count()][0]
        sys.addaudithook(lambda event, _given: count() if event in EVENTS else None)
        opened = Office.people

        @contextmanager
        def counted(self: Office) -> object:
            with opened(self) as people:
                people.connection.set_trace_callback(count)
                yield people

        Office.people = counted  # type: ignore[assignment]
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9


def is_whole(office: Office, people: People) -> bytes:
    """What a file has, once all is settled; its record says the same."""
    settle_all(office.root, people)
    path = office.root / RUNDOWN_PATH
    with held(office.root, people, RUNDOWN_PATH, EPISODE) as file:
        assert file.data == path.read_bytes()
    assert unsettled(people) == [] and not list(path.parent.glob(".*"))
    assert last_known(people, RUNDOWN_PATH) == file.data
    return file.data


@pytest.mark.slow
def test_a_save_that_is_killed_is_whole_or_was_never_made(office: Office, newsroom: Path) -> None:
    path, number, found = newsroom / RUNDOWN_PATH, 0, set()
    with office.people() as people, held(office.root, people, RUNDOWN_PATH, EPISODE):
        pass
    saves = 0
    while True:
        number += 1
        came = killed_at(number, office, lambda: save(office))
        with office.people() as people:
            data = is_whole(office, people)
            assert data in (OLD, NEW)
            saves += data == NEW
            records = edits_of_file(people, RUNDOWN_PATH)
            assert len(records) == saves * 2 - (data == NEW)
            assert not records or digest(data) == records[-1].after
            found.add(data)
            if data == NEW:
                rewritten(office.root, people, RUNDOWN_PATH, EPISODE, lambda _file: (OLD, MEANT))
        assert path.read_bytes() == OLD
        if not came:
            break
    assert found == {OLD, NEW} and number > 20


def test_a_save_that_was_killed_is_told_also_where_the_file_was_saved_by_hand_since(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.root / RUNDOWN_PATH
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(keeping, "settle", lambda *_given: (_ for _ in ()).throw(KeyboardInterrupt))
        save(office)
    path.write_bytes(NEW + b"# a mano\n")
    with office.people() as people:
        settle_all(office.root, people)
        with held(office.root, people, RUNDOWN_PATH, EPISODE):
            pass
        first, second = edits_of_file(people, RUNDOWN_PATH)
    assert (first.who, first.after, second.who, second.before) == ("ana", digest(NEW), "", digest(NEW))


def test_a_disk_that_refuses_changes_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise MachineError("full")

    for name in ("lay_aside", "begin", "put_in_exchange"):
        with monkeypatch.context() as patched, pytest.raises(MachineError):
            patched.setattr(keeping, name, full)
            save(office)
        with office.people() as people:
            assert is_whole(office, people) == OLD
            assert edits_of_file(people, RUNDOWN_PATH) == []


def test_what_is_saved_by_hand_at_that_moment_is_written_anew_from_there(office: Office) -> None:
    path, by_hand = office.root / RUNDOWN_PATH, [OLD + b"# dos\n", OLD + b"# uno\n"]

    def write(file: Held) -> tuple[bytes, Meant]:
        if by_hand:
            path.write_bytes(by_hand.pop())
        return file.data + b"# fin\n", MEANT

    with office.people() as people:
        _number, before, after = rewritten(office.root, people, RUNDOWN_PATH, EPISODE, write)
        assert (before, after) == (OLD + b"# dos\n", OLD + b"# dos\n# fin\n") and is_whole(office, people) == after
        assert [each.who for each in edits_of_file(people, RUNDOWN_PATH)] == ["", "", "ana"]


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("saves", [1, 2])
def test_what_is_saved_by_hand_between_the_look_and_the_change_is_kept(
    saves: int, killed: bool, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a program that writes aside and renames, which no lock of ours keeps out."""
    path = office.root / RUNDOWN_PATH
    by_hand = [OLD + f"# a mano {number}\n".encode() for number in range(saves)]
    exchange = replacing._exchange

    def meanwhile(aside: Path, target: Path) -> bool:
        if by_hand:
            other = path.with_name("otro.tmp")
            other.write_bytes(by_hand.pop(0))
            other.replace(path)
        done = exchange(aside, target)
        if killed and not by_hand:
            raise KeyboardInterrupt
        return done

    def write(file: Held) -> tuple[bytes, Meant]:
        return file.data + b"# fin\n", MEANT

    with office.people() as people, monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(replacing, "_exchange", meanwhile)
        rewritten(office.root, people, RUNDOWN_PATH, EPISODE, write)
    last = OLD + f"# a mano {saves - 1}\n".encode()
    with office.people() as people:
        assert is_whole(office, people) == (last if killed else last + b"# fin\n")


def test_a_save_that_was_killed_after_the_exchange_was_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(replacing, "sync", lambda *_given: (_ for _ in ()).throw(KeyboardInterrupt))
        save(office)
    with office.people() as people:
        assert is_whole(office, people) == NEW
        assert [each.who for each in edits_of_file(people, RUNDOWN_PATH)] == ["ana"]


def test_a_disk_that_cannot_exchange_names_is_saved_to_as_well(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "_exchange", lambda *_given: False)
    save(office)
    with office.people() as people:
        assert is_whole(office, people) == NEW


def test_a_program_that_saves_again_and_again_is_told_and_nothing_is_changed(office: Office) -> None:
    path, times = office.root / RUNDOWN_PATH, []

    def write(file: Held) -> tuple[bytes, Meant]:
        times.append(file.data)
        path.write_bytes(OLD + f"# {len(times)}\n".encode())
        return file.data + b"# fin\n", MEANT

    with office.people() as people, pytest.raises(MachineError, match="again and again"):
        rewritten(office.root, people, RUNDOWN_PATH, EPISODE, write)
    with office.people() as people:
        assert is_whole(office, people) == path.read_bytes() == OLD + f"# {len(times)}\n".encode()


def test_many_at_once_lose_nothing(office: Office) -> None:
    def one(number: int) -> None:
        def write(file: Held) -> tuple[bytes, Meant]:
            return file.data + f"# {number}\n".encode(), MEANT

        with office.people() as people:
            rewritten(office.root, people, RUNDOWN_PATH, EPISODE, write)

    with office.people():
        pass
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(24)))
    with office.people() as people:
        data = is_whole(office, people)
        records = edits_of_file(people, RUNDOWN_PATH)
    assert {f"# {each}".encode() for each in range(24)} == set(data.removeprefix(OLD).splitlines())
    assert [each.before for each in records] == [digest(OLD), *(each.after for each in records[:-1])]
