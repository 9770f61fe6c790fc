"""Which files of a newsroom count."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newscast.watch.noticing.names import counts, is_text

ROOM = Path("/sala")


@pytest.mark.parametrize(
    "name",
    [
        "rundowns/2026-11-20-info-leon.yaml",
        "rundowns/2026-11-20-info-leon - copia.yaml",
        "rundowns/media/entrevista con Ñoño (1).mp4",
        "media/2026/11/toma.MOV",
        "media/#LeónContigo.mp4",
        "media/@alcaldía.jpg",
        "media/copia en conflicto.mp4",
        "media/el conflict.mp4",
        "media/vista-desktop-version.mp4",
        "media/output/final.mp4",
        "media/desk/mesa.jpg",
        "media/parte.mp4",
        "media/a.part.mp4",
        "media/línea\nnueva.wav",
        os.fsdecode(b"media/mal\xe9.wav"),
        "inbox/info-leon/nota/texto.txt",
        "inbox/info-leon/hecho.done",
        "assets/newsroom.yaml",
        "assets/shows/info-leon/graphics/card.landscape.svg",
    ],
)
def test_what_somebody_put_there_counts(name: str) -> None:
    assert counts(ROOM / name, ROOM)


@pytest.mark.parametrize(
    "name",
    [
        # Saved by an editor.
        "rundowns/.a.yaml.swp",
        "rundowns/4913",
        "rundowns/a.yaml~",
        "rundowns/.~lock.a.yaml#",
        "rundowns/#a.yaml#",
        "rundowns/.#a.yaml",
        "rundowns/~$a.docx",
        "rundowns/a.yaml.tmp",
        "rundowns/a.yaml___jb_tmp___",
        # On its way.
        "media/a.mp4.part",
        "media/a.mp4.PARTIAL",
        "media/Unconfirmed 1234.crdownload",
        "media/a.mp4.filepart",
        "media/a.mp4.opdownload",
        "media/a.mp4.download/a.mp4",
        "media/.a.mp4.Xy12ab",
        "media/~syncthing~a.mp4.tmp",
        # Two versions of one file.
        "rundowns/a (conflicted copy 2026-11-20).yaml",
        "rundowns/a (Ana Ruiz's conflicted copy 2026-11-20).yaml",
        "rundowns/a (Copia en conflicto de PC-ANA 2026-11-20).yaml",
        "rundowns/a (PC-ANA copia en conflicto 2026-11-20).yaml",
        "rundowns/a (Case Conflict).yaml",
        "rundowns/a.sync-conflict-20261120-101010-ABCDEFG.yaml",
        "rundowns/a_conflict-20261120-101010.yaml",
        "rundowns/a-DESKTOP-1A2B3C4.yaml",
        "rundowns/a (SFConflict ana@leon 2026-11-20-10-10-10).yaml",
        "rundowns/a_PC-ANA_Nov-20-101010-2026_Conflict.yaml",
        # Elsewhere.
        "media/.a.mp4.icloud",
        "media/a.mp4.nextcloud",
        # Of the system.
        "media/._a.mp4",
        "media/.DS_Store",
        "media/Thumbs.db",
        "media/desktop.ini",
        "media/@eaDir/a.mp4/SYNOFILE_THUMB_M.jpg",
        "media/$RECYCLE.BIN/a.mp4",
        # Of newscast itself.
        "output/a/web/a.mp4",
        "output",
        ".newscast/aa/b.mkv",
        "desk/jobs.db-wal",
        "registro/jobs.db",
        ".watch.json",
        "inbox/info-leon/done/2026-11-20/nota/a.mp4",
        "inbox/info-leon/nota.problem.txt",
    ],
)
def test_what_nobody_put_there_or_is_not_whole_does_not_count(name: str) -> None:
    assert not counts(ROOM / name, ROOM)


def test_the_store_does_not_count_wherever_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "media/almacén/a.mkv"
    assert counts(inside, tmp_path)
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "media/almacén"))
    assert not counts(inside, tmp_path)
    assert counts(tmp_path / "media/a.mkv", tmp_path)
    monkeypatch.setenv("NEWSCAST_STORE", "s3://bucket/media")
    assert counts(inside, tmp_path)


def test_outside_the_newsroom_its_own_folders_are_anybodys() -> None:
    assert counts(Path("/nas/output/a.mp4"), ROOM)
    assert counts(Path("/nas/.oculto/a.mp4"), ROOM)
    assert not counts(Path("/nas/.a.mp4"), ROOM)


def test_what_is_written_by_hand_is_told_from_media() -> None:
    assert is_text("a.YAML")
    assert is_text("card.svg")
    assert not is_text("a.mp4")
    assert not is_text("yaml")
