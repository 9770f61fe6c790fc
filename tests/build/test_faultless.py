"""What is known of graphics in the store: what is right is not looked at twice, what is wrong is told each time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

import newscast.graphics.check
import newscast.graphics.crossings
from newscast.base import status
from newscast.base.errors import FilesError
from newscast.build.examining import examine
from newscast.build.looking.faultless import FOLDER, Faultless, faultless
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.show.model import Show
from newscast.store.store import Store

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [reel]
presenters: [ana]
segments:
  - story: uno
    headline: {headline}
    parts:
      - {{read: Buenos días a todos., camera: camara.mp4, supers: [{{at: 0s, for: 3s, title: Aquí, subtitle: Allá}}]}}
"""
LONG = "Concluye el bacheo de los bulevares y avenidas del municipio con cuadrillas de noche y de día " * 4


@pytest.fixture
def show(tmp_path: Path) -> Show:
    folder = tmp_path / "kit"
    (folder / "graphics").mkdir(parents=True)
    (folder / "graphics" / "bug.landscape.svg").write_text("<svg/>")
    return Show(show=1, name="CHICA", folder=folder)


def _settle() -> None:
    """Wait as long after the last change as a second one would be noticed."""
    time.sleep(0.06)


def _learn(store: Store, show: Show, *what: object) -> None:
    with faultless(store, show) as known:
        for each in what:
            known.learn(each)


def test_what_was_right_is_known_for_a_show_as_it_is(tmp_path: Path, show: Show) -> None:
    store = Store(tmp_path / "store")
    _settle()
    _learn(store, show, ("bug", 1))
    assert ("bug", 1) in Faultless(store, show)
    assert ("bug", 2) not in Faultless(store, show)
    assert ("bug", 1) not in Faultless(store, show.model_copy(update={"name": "OTRA"}))
    drawing = tmp_path / "kit" / "graphics" / "bug.landscape.svg"
    drawing.write_text("<svg />")
    _settle()
    assert ("bug", 1) not in Faultless(store, show), "a drawing of the kit was changed"


def test_nothing_is_noted_of_a_kit_that_may_change_again_unnoticed(
    tmp_path: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "_unsettled", lambda _status: True)
    store = Store(tmp_path / "store")
    _learn(store, show, "bug")
    assert not (store.folder / FOLDER).exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"format": 0, "right": []}', b'{"format": 1}', b"\xff"])
def test_a_note_that_cannot_be_read_says_nothing(tmp_path: Path, show: Show, content: bytes) -> None:
    store = Store(tmp_path / "store")
    _settle()
    _learn(store, show, "bug")
    (note,) = (store.folder / FOLDER).iterdir()
    note.write_bytes(content)
    assert "bug" not in Faultless(store, show)
    _learn(store, show, "bug")
    assert "bug" in Faultless(store, show)


def test_a_second_check_measures_no_text_and_says_the_same(
    sala: Any, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rundown = sala.write(TEXT.format(headline="Uno"))
    _settle()
    first = _remarks(rundown)

    def looked(*_anything: object) -> None:
        raise AssertionError("looked at again")

    monkeypatch.setattr(newscast.graphics.check, "problems_of", looked)
    monkeypatch.setattr(newscast.graphics.crossings.Boxes, "crossing", looked)
    assert _remarks(rundown) == first
    rundown = sala.write(TEXT.format(headline="Dos"))
    with pytest.raises(AssertionError):
        _remarks(rundown)


def test_what_is_wrong_is_told_each_time(sala: Any, own_store: Path) -> None:
    rundown = sala.write(TEXT.format(headline=LONG))
    _settle()
    told = []
    for _time in range(2):
        with pytest.raises(FilesError) as error:
            _remarks(rundown)
        told.append(error.value.problems)
    assert told[0] == told[1]
    assert {each.code for each in told[0]} == {"text-does-not-fit"}


def _remarks(rundown: Path) -> list[Any]:
    (episode,) = examine([rundown], Options())
    placed = sketched(episode)
    return [*placed.warnings, *placed.remarks]
