"""Notes of unchanged builds, made by hand: each thing a note holds is looked at before it is believed."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from newscast.base.binary import find_binary
from newscast.base.errors import Place, Problem
from newscast.base.status import Seen, noting, status_of
from newscast.build import memo
from newscast.build.memo import Outcome, _may_have_notes, noting_build, recall, remember
from newscast.build.request import Built, Options
from newscast.episode.folder import write_json
from newscast.rundown.signed import SignedException
from newscast.store.hold import alone
from newscast.store.references import needs
from newscast.store.store import Result, Store

SETTLED = 0.06
"""Seconds after which a file's change is old enough to be noted."""
NEEDED, ASKED = Result("a" * 64, ".mp4"), Result("b" * 64, ".json")
UNTIL = 1.8e9
WARNING = Problem("Falta.", "Búsquela.", Place(Path("hoy.yaml"), 3, 5), warning=True, code="missing")
LATER = Problem("Se repite.", "", None, warning=True, code="repeated", medium=Path("mudo.mp4"))
"""A warning of placing."""


@dataclass
class Desk:
    """A newsroom with one rundown, a store, and an episode folder that a build left."""

    root: Path
    store: Store

    @property
    def rundown(self) -> Path:
        return self.root / "rundowns/hoy.yaml"

    @property
    def folder(self) -> Path:
        return self.root / "output/hoy"

    def manifest(self) -> dict[str, Any]:
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    def note(self, exceptions: Sequence[SignedException] | None = None, **how: Any) -> None:
        """Remember a build that left what is there; `exceptions` stood for it, where it asked."""
        time.sleep(SETTLED)
        with noting_build(self.rundown) as seen:
            seen.note(self.rundown)
        files = [self.folder / name for name in ("radio/hoy.mp3", "history/0001.json")]
        published = {str(path): status_of(path) for path in files}
        built = Built(self.folder, self.manifest(), 300.0)
        binary = find_binary(self.store.folder / "ffmpeg.json")
        needed = {"radio": [NEEDED.name]}
        told = ([ASKED.name], [WARNING], [LATER], UNTIL, {"0001": [NEEDED.name]})
        outcome = Outcome(built, binary, published, needed, *told, exceptions)
        remember(self.rundown, Options(**how), self.store, seen, outcome)

    def recalled(self, **how: Any) -> list[Built] | None:
        return recall([self.rundown], Options(**how))


@pytest.fixture
def desk(tmp_path: Path, known_ffmpeg: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setattr(memo, "_PROGRAM", Seen())
    store = Store(tmp_path / "store")
    for result in (NEEDED, ASKED):
        made = store.scratch() / "made"
        made.write_text(result.name)
        store.keep(made, result)
    store.tidy()
    shutil.copy(known_ffmpeg / "ffmpeg.json", store.folder)
    made_up = {
        "sala/assets/newsroom.yaml": "newsroom: 1\n",
        "sala/rundowns/hoy.yaml": "rundown: 1\n",
        "sala/output/hoy/radio/hoy.mp3": "radio",
        "sala/output/hoy/history/0001.json": "{}",
    }
    for path, text in made_up.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    entries = {"radio": {"files": []}, "web": {"files": [], "outdated": True}}
    manifest = {"version": 1, "deliverables": entries, "problems": [], "built": {"steps": 9, "rendered": 9}}
    write_json(tmp_path / "sala/output/hoy/manifest.json", manifest)
    found = Desk(tmp_path / "sala", store)
    found.note()
    return found


def test_what_is_known_is_answered(desk: Desk) -> None:
    """The manifest says what a build would say that finds everything made, and nothing else changes."""
    before = desk.manifest()
    said: list[Problem] = []
    (known,) = desk.recalled(say=said.extend) or [None]
    assert known and known.slot == 300.0 and known.folder == desk.folder
    assert said == [WARNING, LATER], "of the rundown and its media, then of placing"
    after = desk.manifest()
    assert known.manifest == after
    assert after.pop("built") == {"steps": 1, "rendered": 0, "reused": 1, "seconds": known.manifest["built"]["seconds"]}
    assert after == {name: value for name, value in before.items() if name != "built"}


def test_nothing_is_let_go_of_while_an_answer_is_given(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the look at the results until the note of who needs them."""
    moments = []

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any) -> Any:
            with alone(desk.store.folder) as nobody_else:
                moments.append(nobody_else)
            return real(*args)

        return called

    monkeypatch.setattr(memo, "_holds", watched(memo._holds))
    monkeypatch.setattr(memo, "refer", watched(memo.refer))
    assert desk.recalled() and moments == [False, False]
    with alone(desk.store.folder) as nobody_else:
        assert nobody_else


def change(path: str, text: str = "otro") -> Callable[[Desk], None]:
    def changed(desk: Desk) -> None:
        (desk.root / path).write_text(text)

    return changed


def lose(path: str) -> Callable[[Desk], None]:
    return lambda desk: (desk.root / path).unlink()


def edit(**keys: Any) -> Callable[[Desk], None]:
    return lambda desk: write_json(desk.folder / "manifest.json", desk.manifest() | keys)


CHANGES: dict[str, Callable[[Desk], None]] = {
    "rundown": change("rundowns/hoy.yaml"),
    "rundown lost": lose("rundowns/hoy.yaml"),
    "newsroom": change("assets/newsroom.yaml", "newsroom: 1\nname: Otra\n"),
    "kit": change("assets/nuevo.svg"),
    "output": change("output/hoy/radio/hoy.mp3"),
    "output lost": lose("output/hoy/radio/hoy.mp3"),
    "history": lose("output/hoy/history/0001.json"),
    "manifest": lose("output/hoy/manifest.json"),
    "version": edit(version=2),
    "outdated no more": edit(deliverables={"radio": {"files": []}, "web": {"files": []}}),
    "result": lambda desk: desk.store.path(NEEDED).unlink(),
    "result cut short": lambda desk: desk.store.path(ASKED).write_text(""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_is_seen(desk: Desk, name: str) -> None:
    assert desk.recalled()
    CHANGES[name](desk)
    assert desk.recalled() is None


def test_problems_are_those_of_what_is_asked_for(desk: Desk) -> None:
    """Another build of the same episode may have warned of something else: that is no reason to build again."""
    edit(problems=[{"message": "otra"}], built={"steps": 1, "rendered": 1})(desk)
    (known,) = desk.recalled() or [None]
    assert known and known.manifest["problems"] == [] == desk.manifest()["problems"]


def test_every_way_of_asking_has_its_own_note(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ways: list[dict[str, Any]] = [{"only": ("radio",)}, {"draft": True}, {"output": tmp_path}, {"scheduler": "tcp://a"}]
    for how in ways:
        assert desk.recalled(**how) is None
        desk.note(**how)
        assert desk.recalled(**how)
    assert desk.recalled()
    monkeypatch.setenv("NEWSCAST_LANG", "es")
    assert desk.recalled() is None
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.chdir(tmp_path)
    assert desk.recalled() is None, "paths would be said as seen from elsewhere"


def test_what_is_doubtful_is_not_noted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.rundown.write_text("rundown: 2\n")
    late = time.time() + 3600.5
    os.utime(desk.rundown, (late, late))
    with monkeypatch.context() as slow, noting_build(desk.rundown) as seen:
        # As long as a busy machine may take from there to here.
        slow.setattr("newscast.base.status._FINE_TICK", 60_000_000_000)
        seen.note(desk.rundown)
    assert not seen.certain, "it may change again within the same tick"
    built = Built(desk.folder, desk.manifest(), None)
    outcome = Outcome(built, find_binary(desk.store.folder / "ffmpeg.json"), {}, {}, [], [], [])
    remember(desk.rundown, Options(), desk.store, seen, outcome)
    assert desk.recalled() is None


@pytest.mark.parametrize("content", [b'{"files": 3}', b"\xff[[", b"[]", b"null"])
def test_a_note_of_something_else_is_none(desk: Desk, content: bytes) -> None:
    (note,) = (desk.store.folder / "builds").iterdir()
    note.write_bytes(content)
    assert desk.recalled() is None


def test_old_notes_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 1)
    desk.note(draft=True)
    assert desk.recalled() is None and desk.recalled(draft=True)


def test_a_note_that_somebody_else_lets_go_of_meanwhile_ends_no_build(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(folder: Path) -> list[Path]:
        return [(folder / "weg.json").stat() and folder]

    monkeypatch.setattr(memo, "_by_age", gone)
    desk.note(draft=True)
    assert desk.recalled(draft=True), "it is noted all the same"


def test_an_answer_that_is_not_given_leaves_no_scratch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def holds(_note: Any, store: Store) -> bool:
        (store.scratch() / "made").touch()
        return False

    monkeypatch.setattr(memo, "_holds", holds)
    assert desk.recalled() is None
    assert not any((desk.store.folder / "tmp").rglob("made"))


def test_a_bucket_is_not_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_STORE", "memory://store")
    assert desk.recalled() is None


def test_where_nothing_was_built_no_folder_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSCAST_STORE")
    assert desk.recalled() is None and not (desk.root / ".newscast").exists()


def test_a_file_saved_at_this_moment_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another change within the same tick of the clock would not be seen."""
    file = tmp_path / "file"
    file.write_text("x")
    saved = file.stat().st_ctime_ns
    for later, certain in ((0, False), (SETTLED, True)):
        monkeypatch.setattr("newscast.base.status.time.time_ns", lambda later=later: saved + int(later * 1e9))
        with noting() as seen:
            seen.note(file)
        assert seen.certain is certain


def test_a_recalled_build_says_again_how_long_its_results_are_needed(desk: Desk) -> None:
    """Its reference may be gone, as after a disk was not connected."""
    desk.note()
    assert desk.recalled()
    (name,) = desk.store.notes("references")
    desk.store.forget_note(name)
    assert desk.recalled()
    (need,) = needs(desk.store)
    assert (need.until, dict(need.history)) == (UNTIL, {"0001": frozenset({NEEDED.name})})


def test_a_build_that_asked_for_exceptions_holds_while_the_same_stand(desk: Desk) -> None:
    signed = SignedException("obra", "w1", "Eva", "Lo pide el instituto")
    asked: list[tuple[Path, str]] = []

    def answer(*found: SignedException) -> Any:
        return lambda root, episode: asked.append((root, episode)) or found

    desk.note()
    assert desk.recalled(signed=answer(signed)) and asked == [], "a build that had nothing to ask"
    desk.note(exceptions=[signed])
    assert desk.recalled(signed=answer(signed)) and asked == [(desk.root, "hoy")]
    for other in ((), (replace(signed, words="w2"),), (replace(signed, reason="Otra"),), (signed, signed)):
        assert desk.recalled(signed=answer(*other)) is None, other
    desk.note(exceptions=[])
    assert desk.recalled(signed=answer()) and desk.recalled(signed=answer(signed)) is None


def test_a_look_for_notes_makes_no_folder_where_nothing_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSCAST_STORE", raising=False)
    assert not _may_have_notes(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (tmp_path, os.W_OK))
    assert _may_have_notes(tmp_path), "then they are in the user's own folder"
    (tmp_path / ".newscast").mkdir()
    monkeypatch.undo()
    monkeypatch.delenv("NEWSCAST_STORE", raising=False)
    assert _may_have_notes(tmp_path)
    monkeypatch.setenv("NEWSCAST_STORE", "s3://cubeta/notas")
    assert not _may_have_notes(tmp_path)


def test_a_machine_whose_clock_is_set_to_another_zone_is_told_nothing_of_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feeds and playlists say when it goes out, by the machine's zone where the newsroom names none."""
    try:
        for zone in ("America/Mexico_City", "America/Tijuana"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert desk.recalled() is None, zone
            desk.note()
            assert desk.recalled(), zone
    finally:
        monkeypatch.undo()
        time.tzset()
