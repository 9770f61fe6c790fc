"""A store far away, without a server: what the cache here has says nothing of what is there."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from newscast.store.references import FOLDER, refer
from newscast.store.remote import RemoteStore
from newscast.store.store import Kept, Result

RESULT = Result("a" * 64, ".wav")
MOMENT = datetime.datetime(2026, 11, 20, 7, tzinfo=datetime.UTC)


@pytest.fixture
def far(tmp_path: Path) -> RemoteStore:
    return RemoteStore(f"memory://lejos-{tmp_path.name}", tmp_path / "cache")


def another(far: RemoteStore) -> RemoteStore:
    """The same store as another machine opens it."""
    return RemoteStore(far.address, far.folder.with_name("elsewhere"))


def keep(store: RemoteStore) -> None:
    made = store.scratch() / "made"
    made.write_bytes(b"whole")
    store.keep(made, RESULT)


def test_what_was_collected_there_is_shared_again(far: RemoteStore) -> None:
    keep(far)
    (kept,) = far.kept()
    another(far).forget(kept)
    assert not another(far).has(RESULT)
    later = RemoteStore(far.address, far.folder)
    assert later.has(RESULT), "in the cache"
    later.share(RESULT)
    assert another(far).fetch(RESULT).read_bytes() == b"whole"


def test_what_is_there_is_not_sent_again(far: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(far)
    monkeypatch.setattr(far, "_upload", lambda *_args: pytest.fail("sent again"))
    far.share(RESULT)


def test_what_is_noted_there_is_read_by_other_machines(far: RemoteStore, tmp_path: Path) -> None:
    assert far.read_note("episodes/a.json") is None
    assert far.first_note("host.json", b"one") == another(far).first_note("host.json", b"two") == b"one"
    keep(far)
    refer(far, tmp_path / "hoy", {"radio": [RESULT]}, until=4e9)
    refer(another(far), tmp_path / "hoy", {"web": [Result("b" * 64, ".mp4")]})
    (note,) = far.notes(FOLDER)
    known = json.loads(far.read_note(note) or b"")
    assert set(known["deliverables"]) == {"radio", "web"} and known["until"] == 4e9


def test_a_copy_that_was_cut_short_is_fetched_again(far: RemoteStore) -> None:
    keep(far)
    far.path(RESULT).write_bytes(b"who")
    assert far.has(RESULT) and far.fetch(RESULT).read_bytes() == b"whole"


@pytest.mark.parametrize(
    "details", [{"LastModified": MOMENT}, {"mtime": MOMENT.timestamp()}, {"created": MOMENT.timestamp()}]
)
def test_how_old_a_result_is_every_kind_of_store_says_in_its_own_way(
    far: RemoteStore, details: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {f"x/objects/aa/{RESULT.name}": {"size": 5, **details}}
    monkeypatch.setattr(far._files, "find", lambda *_args, **_more: found)
    assert list(far.kept()) == [Kept(RESULT.name, 5, MOMENT.timestamp())]
