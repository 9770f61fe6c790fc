"""Where results lie on this machine, and which store a setting names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newscast.base.errors import MachineError
from newscast.store.open import choose_folder, open_store
from newscast.store.remote import RemoteStore


def test_a_folder_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCAST_STORE", "aparte/../resultados")
    assert choose_folder(tmp_path / "sala") == (tmp_path.resolve() / "resultados", False)
    assert not isinstance(open_store(tmp_path / "resultados"), RemoteStore)


@pytest.mark.parametrize("named", ["", "memory://cubeta"])
def test_a_newsroom_keeps_its_own_also_as_the_cache_of_a_bucket(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_STORE", named)
    assert choose_folder(tmp_path) == (tmp_path / ".newscast", False)
    store = open_store(tmp_path / ".newscast")
    assert store.folder == tmp_path / ".newscast"
    assert isinstance(store, RemoteStore) is bool(named)


def test_where_a_newsroom_cannot_be_written_the_users_cache_is_taken_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSCAST_STORE", raising=False)
    (tmp_path / ".newscast").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert choose_folder(tmp_path) == (tmp_path / "cache/newscast", True)
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path / "casa"))
    assert choose_folder(tmp_path) == (tmp_path / "casa/.cache/newscast", True)


@pytest.mark.parametrize("named", [os.fsdecode(b"tienda\xff"), "~nobody-of-this-name/x"])
def test_a_folder_that_cannot_be_named_is_refused_in_words(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCAST_STORE", named)
    with pytest.raises(MachineError, match="NEWSCAST_STORE"):
        choose_folder(tmp_path)


@pytest.mark.parametrize("name", ["dos\nrenglones", "dos\rrenglones"])
@pytest.mark.parametrize("named", [True, False])
def test_a_folder_with_a_line_break_is_refused_in_words(
    name: str, named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / name / "x") if named else "")
    with pytest.raises(MachineError, match="line break") as error:
        choose_folder(tmp_path / name)
    assert len(str(error.value).splitlines()) == 1


def test_a_link_that_leads_to_itself_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes there is told; looking for it is no bug."""
    (tmp_path / "rueda").symlink_to(tmp_path / "rueda")
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "rueda"))
    assert choose_folder(tmp_path) == (tmp_path / "rueda", False)
