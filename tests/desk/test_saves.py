"""Saves made in other programs are noticed: rundowns and newsroom.yaml, each with what it changed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from newscast.desk.edits import BY_HAND, digest, edits_of_file, last_known, text_of
from newscast.desk.people import PEOPLE, open_people
from newscast.desk.saves import is_written_down, write_down


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/newsroom.yaml").write_text("newsroom: 1\n", encoding="utf-8")
    (tmp_path / "rundowns").mkdir()
    (tmp_path / "rundowns/uno.yaml").write_bytes(b"rundown: 1\r\ntitle: Uno\r\n")
    (tmp_path / "desk").mkdir()
    return tmp_path


def test_saves_are_written_down_where_there_is_a_record(root: Path) -> None:
    path, desk = root / "rundowns/uno.yaml", root / "desk"
    write_down(root, desk, [path])
    assert not (desk / PEOPLE).exists()
    with closing(open_people(desk)) as people:
        write_down(root, desk, [path, root / "assets/newsroom.yaml"])
        first = path.read_bytes()
        assert last_known(people, "rundowns/uno.yaml") == first and edits_of_file(people, "rundowns/uno.yaml") == []
        path.write_bytes(first.replace(b"Uno", b"Dos \xff"))
        write_down(root, desk, [path])
        write_down(root, desk, [path])
        (save,) = edits_of_file(people, "rundowns/uno.yaml")
        assert (save.who, save.episode, save.edits) == (BY_HAND, "uno", None)
        assert [(each.old, each.new) for each in save.splices] == [(b"Uno", b"Dos \xff")]
        assert text_of(people, "rundowns/uno.yaml", digest(first)) == first
        assert people.audit(1)[0].what == "edited-by-hand"


def test_other_files_are_not(root: Path) -> None:
    other = root / "rundowns/.oculto.yaml", root / "rundowns/nota.txt", root / "assets/shows/a/show.yaml"
    assert not any(is_written_down(root, path) for path in other)
    outside = root.parent / f"{root.name}-fuera.yaml"
    outside.write_text("secreto", encoding="utf-8")
    (root / "rundowns/liga.yaml").symlink_to(outside)
    with closing(open_people(root / "desk")) as people:
        write_down(root, root / "desk", [root / "rundowns/liga.yaml", root / "rundowns/nada.yaml"])
        assert last_known(people, "rundowns/liga.yaml") is None
