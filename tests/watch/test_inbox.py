"""The inbox of a newsroom on a disk: drops, refusals, kills, and what stays as it was."""

from __future__ import annotations

import datetime
import errno
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from newscast.base import i18n
from newscast.desk.ledger import open_ledger
from newscast.media.crowd import examine
from newscast.media.facts import Facts
from newscast.rundown.load import load
from newscast.rundown.model import Clip, Sot, Story, Vo
from newscast.watch.inbox import laying
from newscast.watch.inbox.arrivals import Arrivals
from newscast.watch.inbox.inbox import AWHILE, Inbox
from newscast.watch.inbox.stillness import LONGER
from newscast.watch.telling.told import Told

TODAY = datetime.date(2026, 11, 20)
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: bacheo   # se queda
    headline: Concluye el bacheo
    parts:
      - vo: Concluyó.
        voice: "voz/ñandú.wav"
        pictures: [clips/a.mp4, {file: clips/b.jpg, move: push-in}]
"""


class Here(Executor):
    """Does what it is asked at once, in the thread that asks."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass
class Office:
    """An inbox with a clock of its own."""

    root: Path
    recordings: Path
    said: list[Told] = field(default_factory=list)
    now: float = 1000.0

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.ledger = open_ledger(self.root / "desk")
        self.inbox = Inbox(self.root, self.ledger, self.said.append, clock=lambda: self.now, worker=Here())

    @property
    def folder(self) -> Path:
        return self.root / "inbox/chica"

    def drop(self, name: str, **files: str | bytes) -> Path:
        """A folder; the values are texts, or the names of recordings after `=`."""
        folder = self.folder / name
        for file, content in files.items():
            self.put(f"{name}/{file}", content)
        return folder

    def put(self, path: str, content: str | bytes) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and content.startswith("="):
            shutil.copy(self.recordings / content[1:], target)
        else:
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def look(self, seconds: float = 3.0) -> list[str]:
        """What the full look lays down, after it saw what is there and some seconds passed."""
        laid = self.inbox.look() + self.work_off()
        self.now += seconds
        laid += self.inbox.look() + self.work_off()
        return [str(path.relative_to(self.root)) for path in laid]

    def work_off(self) -> list[Path]:
        """One call works for a moment only; this one until nothing is left."""
        laid: list[Path] = []
        while (due := self.inbox.due()) is not None and due <= self.now:
            laid += self.inbox.saved([])
        return laid

    def states(self) -> dict[str, str]:
        return {each.place: each.state for each in Arrivals(self.ledger).all()}

    def problem(self, name: str) -> str:
        return (self.folder / f"{name}.problem.txt").read_text(encoding="utf-8")

    def told(self, kind: str) -> list[Told]:
        return [each for each in self.said if each.kind == kind]

    def tree(self) -> list[str]:
        return sorted(str(path.relative_to(self.root / "rundowns")) for path in (self.root / "rundowns").rglob("*"))


@pytest.fixture(scope="module")
def opened() -> Callable[..., Any]:
    """As newscast.media.crowd.examine, but what was looked at in another folder before is not opened again."""
    seen: dict[str, Facts] = {}

    def examined(requests: Mapping[Path, Any], binary: Path, digest_of: Callable[[Path], str | None]) -> Any:
        digests = {path: digest_of(path) for path in requests}
        known = {path: (seen[digest], digest) for path, digest in digests.items() if digest in seen}
        found = examine({path: asked for path, asked in requests.items() if path not in known}, binary, digest_of)
        seen.update({digest: facts for facts, digest in found.values() if digest and "fault" not in facts})
        return {**known, **found}

    return examined


@pytest.fixture
def office(
    sala: Any, recordings: Path, opened: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    monkeypatch.setattr("newscast.media.probe.examine", opened)
    for file in (sala.root / "rundowns").iterdir():
        file.unlink()
    (sala.root / "inbox/chica").mkdir(parents=True)
    with (sala.root / "assets/newsroom.yaml").open("a") as file:
        file.write("language: en-US\n")
    made = Office(sala.root, recordings)
    yield made
    made.ledger.close()


MEDIA = {"voz/ñandú.wav": "=voz.wav", "clips/a.mp4": "=mudo.mp4", "clips/b.jpg": "=foto.jpg"}
PLAIN = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: feria
    headline: Arranca la feria
    parts:
      - vo: Arrancó.
"""


def test_a_folder_with_a_rundown_is_laid_down_whole(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    assert office.look() == ["rundowns/hoy.yaml"]
    assert office.tree() == [
        *("hoy", "hoy.yaml", "hoy/clips", "hoy/clips/a.mp4", "hoy/clips/b.jpg", "hoy/voz", "hoy/voz/ñandú.wav")
    ]
    text = (office.root / "rundowns/hoy.yaml").read_text()
    assert text == RUNDOWN.replace("voz/", "hoy/voz/").replace("clips/", "hoy/clips/")
    assert load(office.root / "rundowns/hoy.yaml").warnings == ()
    assert office.states() == {"chica/viernes": "taken"}
    assert office.look() == [] and len(office.told("taken")) == 1
    assert (office.folder / "viernes/hoy.yaml").read_text() == RUNDOWN


def test_loose_files_with_a_rundown_are_one_drop(office: Office) -> None:
    for name, content in {"hoy.yaml": RUNDOWN, **MEDIA, "otra.yaml": PLAIN}.items():
        office.put(name, content)
    assert sorted(office.look()) == ["rundowns/hoy.yaml", "rundowns/otra.yaml"]
    assert office.states() == {"chica/hoy.yaml": "taken", "chica/otra.yaml": "taken"}
    assert load(office.root / "rundowns/hoy.yaml").warnings == ()


def test_corrected_captions_lie_where_they_count(office: Office) -> None:
    """Beside the rundown under its new name; what a segment names, with the media."""
    srt = "1\n00:00:00,000 --> 00:00:01,000\nConcluyó.\n"
    named = PLAIN.replace("    parts:", "    captions: textos/bacheo.srt\n    parts:", 1)
    assert named != PLAIN
    files = {"rundown.yaml": named, "rundown.srt": srt, "rundown.en.srt": srt, "textos/bacheo.srt": srt}
    office.drop("viernes", **files)
    assert office.look() == ["rundowns/2026-11-20-chica.yaml"]
    assert [name for name in office.tree() if name.endswith(".srt")] == [
        *("2026-11-20-chica.en.srt", "2026-11-20-chica.srt"),
        "2026-11-20-chica/textos/bacheo.srt",
    ]
    loaded = load(office.root / "rundowns/2026-11-20-chica.yaml", draft=True)
    assert set(loaded.rundown.captions) == {"es-MX", "en"} and len(loaded.captions) == 3


def test_corrected_captions_in_another_spelling_lie_beside_it_too(office: Office) -> None:
    """Macs take names of files apart into letters and accents."""
    srt = "1\n00:00:00,000 --> 00:00:01,000\nConcluyó.\n"
    office.drop("viernes", **{"canci\u00f3n.yaml": PLAIN, "cancio\u0301n.srt": srt, "Cancio\u0301n.en.srt": srt})
    (laid,) = office.look()
    assert set(load(office.root / laid, draft=True).rundown.captions) == {"es-MX", "en"}


def test_two_days_with_media_of_one_name_do_not_meet(office: Office) -> None:
    office.drop("lunes", **{"lunes.yaml": RUNDOWN, **MEDIA})
    office.drop("martes", **{"martes.yaml": RUNDOWN, **MEDIA, "voz/ñandú.wav": "=spot.wav"})
    assert len(office.look()) == 2
    for day, recording in (("lunes", "voz.wav"), ("martes", "spot.wav")):
        laid = office.root / "rundowns" / day / "voz/ñandú.wav"
        assert laid.read_bytes() == (office.recordings / recording).read_bytes()


def test_a_rundown_without_a_name_of_its_own_is_named_for_its_day(office: Office) -> None:
    office.drop("viernes", **{"escaleta.yml": PLAIN})
    assert office.look() == ["rundowns/2026-11-20-chica.yaml"]


def test_what_stands_still_for_two_seconds_counts(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": PLAIN})
    assert office.inbox.look() == [] and office.states() == {"chica/viernes": "arriving"}
    assert office.inbox.due() == office.now + 2
    office.now += 1
    office.put("viernes/a.wav", "=voz.wav")
    assert office.inbox.saved([office.folder / "viernes/hoy.yaml"]) == []
    office.now += 1.5
    assert office.inbox.saved([]) == []
    office.now += 1
    assert office.inbox.saved([]) == [office.root / "rundowns/hoy.yaml"]
    assert (office.root / "rundowns/hoy/a.wav").exists() and office.inbox.due() is None


def test_what_took_long_to_prepare_is_put_down_by_the_turn_that_it_wakes(office: Office) -> None:
    """Clocks go on between the beginning of a turn and its asking: that must not make it wait for the next one."""
    later: list[tuple[Future[Any], Callable[..., Any], Any]] = []

    class Later(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            later.append((Future(), fn, args))
            return later[-1][0]

    def ticking() -> float:
        office.now += 0.001
        return office.now

    office.inbox = Inbox(office.root, office.ledger, office.said.append, clock=ticking, worker=Later())
    office.drop("feria", **{"nota.txt": "Feria\n\nArranca.", "a.wav": "=voz.wav"})
    office.inbox.look()
    office.now += 3
    assert office.inbox.saved([]) == [] and len(later) == 1
    future, prepare, args = later[0]
    assert (office.inbox.due() or 0) > office.now
    future.set_result(prepare(*args))
    turn = office.now
    due = office.inbox.due()
    assert due is not None and due <= turn
    assert len(office.inbox.saved([])) == 1


def test_a_file_that_another_program_brings_is_waited_for(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": PLAIN, "a.wav.part": b"RIFF"})
    assert office.look(60) == []
    (office.folder / "viernes/a.wav.part").unlink()
    assert office.look() == ["rundowns/hoy.yaml"]


def test_a_rundown_waits_for_what_it_names_and_says_for_what(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": RUNDOWN})
    assert office.look() == [] and office.states() == {"chica/viernes": "waiting"}
    (told,) = office.told("trouble")
    assert (
        told.path == "inbox/chica/viernes"
        and told.reason.startswith(told.path)
        and "clips/a.mp4, clips/b.jpg, voz/ñandú.wav" in told.reason
    )
    for name, content in MEDIA.items():
        office.put(f"viernes/{name}", content)
    assert office.look() == ["rundowns/hoy.yaml"]
    assert len(office.told("trouble")) == 1


def test_what_did_not_come_for_long_is_left_to_a_draft_and_may_come_later(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, "voz/ñandú.wav": "=voz.wav", "clips/a.mp4": "=mudo.mp4"})
    assert office.look() == []
    office.now += LONGER
    assert office.inbox.saved([]) == [office.root / "rundowns/hoy.yaml"]
    assert "clips/b.jpg" in office.told("taken")[0].reason
    (office.root / "rundowns/hoy.yaml").open("a").write("# alguien siguió escribiendo\n")
    office.put("viernes/clips/b.jpg", "=foto.jpg")
    assert office.look() == ["rundowns/hoy.yaml"]
    assert (office.root / "rundowns/hoy/clips/b.jpg").exists()
    assert "siguió" in (office.root / "rundowns/hoy.yaml").read_text()


def test_media_of_the_newsroom_are_not_waited_for(office: Office) -> None:
    (office.root / "rundowns/clips").mkdir()
    shutil.copy(office.recordings / "mudo.mp4", office.root / "rundowns/clips/a.mp4")
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, "voz/ñandú.wav": "=voz.wav", "clips/b.jpg": "=foto.jpg"})
    assert office.look() == ["rundowns/hoy.yaml"]
    assert load(office.root / "rundowns/hoy.yaml").warnings == ()


def test_a_recording_whose_end_is_missing_is_waited_for_and_then_refused(office: Office) -> None:
    half = (office.recordings / "mudo.mp4").read_bytes()[:4000]
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA, "clips/a.mp4": half})
    assert office.look() == [] and office.states() == {"chica/viernes": "waiting"}
    office.now += LONGER
    assert office.inbox.saved([]) == [] and office.states() == {"chica/viernes": "refused"}
    assert "a.mp4 is incomplete" in office.problem("viernes")
    office.put("viernes/clips/a.mp4", "=mudo.mp4")
    assert office.look() == ["rundowns/hoy.yaml"]
    assert not (office.folder / "viernes.problem.txt").exists()


TEXT = "Concluye el bacheo: «ñandú» #uno\n\nYa quedó: todo.\n\n# Y más."


def test_a_text_with_media_becomes_a_draft_that_loads(office: Office) -> None:
    media = {"v.wav": "=voz.wav", "entrevista larga.wav": "=spot.wav", "c d.mp4": "=charla.mp4", "f.jpg": "=foto.jpg"}
    office.drop("nota", **{"nota.txt": TEXT, **media})
    (laid,) = office.look()
    loaded = load(office.root / laid)
    (story,) = loaded.rundown.segments
    assert loaded.warnings == () and loaded.rundown.presenters == ()
    assert isinstance(story, Story) and story.headline == "Concluye el bacheo: «ñandú» #uno"
    assert Path(laid).stem.endswith("-chica-concluye-el-bacheo-nandu-uno")
    vo, sot = story.parts
    assert isinstance(vo, Vo) and vo.copy_.split() == TEXT.split()[5:]
    assert [Path(each.file).name for each in vo.pictures if isinstance(each, Clip)] == ["c d.mp4", "f.jpg"]
    assert isinstance(vo.voice, tuple) and isinstance(sot, Sot)
    assert office.look() == []


def test_loose_media_with_a_text_become_a_draft(office: Office) -> None:
    office.put("IMG_1.mp4", "=charla.mp4")
    assert office.look() == [] and office.states() == {"chica/IMG_1.mp4": "waiting"} and office.told("trouble") == []
    office.now += AWHILE
    assert office.inbox.saved([]) == [] and len(office.told("trouble")) == 1 and office.told("refused") == []
    office.restart()
    assert office.look(AWHILE + 1) == [] and len(office.told("trouble")) == 1
    office.put("nota.txt", "Un titular\nY un texto.".encode("cp1252"))
    (laid,) = office.look()
    assert office.states() == {"chica/nota.txt": "taken"}
    assert len(load(office.root / laid, draft=True).rundown.segments) == 1
    # The originals are still there when the next story comes.
    office.put("otra.txt", "Otro titular")
    office.put("IMG_2.mp4", "=mudo.mp4")
    (second,) = office.look()
    assert "IMG_1" not in (office.root / second).read_text() and "IMG_2" in (office.root / second).read_text()


def test_several_texts_are_told_apart_by_their_names_or_asked_about(office: Office) -> None:
    for name in ("bacheo", "feria"):
        office.put(f"{name}.txt", f"Titular de {name}")
        office.put(f"{name} 1.mp4", "=mudo.mp4")
    office.put("suelto.mp4", "=charla.mp4")
    assert len(office.look()) == 2
    assert office.states()["chica/suelto.mp4"] == "waiting"


def test_the_same_content_again_does_nothing(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    office.look()
    shutil.copytree(office.folder / "viernes", office.folder / "viernes (copia)")
    for path in (office.folder / "viernes").rglob("*"):
        path.touch()
    (office.root / "rundowns/hoy.yaml").open("a").write("# editado\n")
    assert office.look() == [] and len(office.said) == 1
    assert office.states() == {"chica/viernes": "taken", "chica/viernes (copia)": "taken"}


def test_a_new_ledger_takes_nothing_twice(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    office.drop("nota", **{"nota.txt": "Titular", "v.mp4": "=charla.mp4"})
    assert len(office.look()) == 2
    (office.root / "rundowns/hoy.yaml").open("a").write("# editado\n")
    before = office.tree()
    office.ledger.close()
    for path in (office.root / "desk").glob("jobs.db*"):
        path.unlink()
    office.said.clear()
    office.restart()
    assert office.look() == [] and office.tree() == before and office.said == []
    assert office.states() == {"chica/viernes": "taken", "chica/nota": "taken"}


def test_a_newer_drop_replaces_what_nobody_edited_and_keeps_the_old_text(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    office.look()
    before = (office.root / "rundowns/hoy.yaml").read_text()
    office.put("viernes/hoy.yaml", RUNDOWN.replace("Concluye", "Termina"))
    office.put("viernes/voz/ñandú.wav", "=spot.wav")
    assert office.look() == ["rundowns/hoy.yaml"]
    assert "Termina" in (office.root / "rundowns/hoy.yaml").read_text()
    assert (office.root / "rundowns/hoy/voz/ñandú.wav").read_bytes() == (office.recordings / "spot.wav").read_bytes()
    (kept,) = (office.root / "desk/replaced").iterdir()
    assert kept.read_text() == before


def test_a_drop_may_go_back_to_what_it_was(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": PLAIN})
    for headline in ("Arranca", "Termina", "Arranca"):
        office.put("viernes/hoy.yaml", PLAIN.replace("Arranca", headline))
        assert office.look() == ["rundowns/hoy.yaml"]
        assert headline in (office.root / "rundowns/hoy.yaml").read_text()


def test_a_draft_is_not_made_again_of_what_was_refused_in_between(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("nota", **{"nota.txt": "Titular", "v.mp4": "=charla.mp4"})
    assert len(office.look()) == 1
    monkeypatch.setattr(Inbox, "_today", lambda self: datetime.date(2036, 1, 1))
    office.ledger.close()
    office.restart()
    office.put("nota/v.zip", b"PK")
    assert office.look() == [] and office.states() == {"chica/nota": "refused"}
    (office.folder / "nota/v.zip").unlink()
    before = office.tree()
    assert office.look() == [] and office.states() == {"chica/nota": "taken"} and office.tree() == before
    office.put("nota/nota.txt", "Otro titular")
    assert office.look() == ["rundowns/2036-01-01-chica-otro-titular.yaml"]


def test_an_inbox_that_is_gone_is_a_pause(office: Office) -> None:
    office.drop("a", **{"hoy.yaml": RUNDOWN})
    office.drop("b", **{"b.zip": b"PK"})
    office.put("c.wav", "=voz.wav")
    office.look()
    before = office.states()
    (office.root / "inbox").rename(office.root / "gone")
    assert office.look() == [] and office.states() == before
    (office.root / "gone").rename(office.root / "inbox")
    said = len(office.said)
    assert office.look() == [] and office.states() == before and len(office.said) == said


def test_texts_about_the_folder_are_none_of_a_story(office: Office) -> None:
    office.put("LÉEME.txt", "Aquí se dejan las notas.")
    (office.root / "inbox/README.md").write_text("Una carpeta por programa.")
    office.put("a.wav", "=voz.wav")
    office.look()
    assert office.states() == {"chica/a.wav": "waiting"}


def test_a_file_that_changes_while_it_is_copied_is_looked_at_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = laying.copy

    def growing(source: Path, target: Path) -> None:
        real(source, target)
        source.write_bytes(source.read_bytes() + b"\0")

    office.drop("viernes", **{"hoy.yaml": PLAIN, "a.wav": "=voz.wav"})
    with monkeypatch.context() as patch:
        patch.setattr(laying, "copy", growing)
        assert office.look() == [] and office.said == [] and office.tree() == []
    assert office.look() == ["rundowns/hoy.yaml"]


def test_a_file_that_somebody_writes_is_waited_for(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": PLAIN, "a.wav": "=voz.wav"})
    with (office.folder / "viernes/a.wav").open("ab"):
        assert office.look() == [] and office.states() == {"chica/viernes": "arriving"}
    office.now += 5
    assert office.inbox.saved([]) + office.work_off() == [office.root / "rundowns/hoy.yaml"]


def test_what_somebody_edited_or_wrote_is_never_replaced(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": PLAIN})
    office.look()
    edited = office.root / "rundowns/hoy.yaml"
    edited.write_text(PLAIN + "# mano\n")
    office.put("viernes/hoy.yaml", PLAIN.replace("Arranca", "Termina"))
    own = office.root / "rundowns/mia.yaml"
    own.write_text(PLAIN)
    office.put("mia.yaml", PLAIN.replace("Arranca", "Termina"))
    assert office.look() == []
    assert edited.read_text() == PLAIN + "# mano\n" and own.read_text() == PLAIN
    assert office.states() == {"chica/viernes": "refused", "chica/mia.yaml": "refused"}
    assert "changed by hand" in office.problem("viernes") and "another rundowns/mia.yaml" in office.problem("mia.yaml")
    assert len(office.told("refused")) == 2
    own.rename(own.with_name("vieja.yaml"))
    assert office.look() == ["rundowns/mia.yaml"]


def test_media_that_somebody_put_there_are_not_replaced(office: Office) -> None:
    own = office.root / "rundowns/hoy/clips/a.mp4"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    assert office.look() == [] and own.read_bytes() == b"mine"
    assert "rundowns/hoy/clips/a.mp4" in office.problem("viernes")
    assert not (office.root / "rundowns/hoy.yaml").exists()


def test_another_day_of_the_same_name_is_refused(office: Office) -> None:
    office.drop("lunes", **{"matutino.yaml": PLAIN})
    office.look()
    office.drop("martes", **{"matutino.yaml": PLAIN.replace("-20", "-21")})
    assert office.look() == []
    assert "2026-11-21-chica.yaml" in office.problem("martes")


REFUSED = {
    "two rundowns": ({"a.yaml": PLAIN, "b.yaml": PLAIN}, "several rundowns"),
    "packed": ({"a.zip": b"PK", "b.txt": "x"}, "Unpack it"),
    "word": ({"a.docx": b"PK", "b.wav": "=voz.wav"}, "plain text"),
    "other show": ({"a.yaml": PLAIN.replace("chica", "grande")}, "inbox/grande"),
    "no yaml": ({"a.yaml": "rundown: [1"}, "Line 1"),
    "mistakes": ({"a.yaml": PLAIN.replace("headline", "titular")}, "Line 6"),
    "two texts": ({"a.txt": "x", "b.txt": "y", "c.wav": "=voz.wav"}, "several texts"),
    "no medium": ({"a.txt": "x", "b.xlsx": b"PK\3\4"}, "not a video, sound or photo"),
    "no words": ({"a.txt": " \n", "c.wav": "=voz.wav"}, "no words"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_in_words(office: Office, name: str) -> None:
    files, words = REFUSED[name]
    office.drop(name, **files)
    assert office.look() == [] and office.states() == {f"chica/{name}": "refused"}
    assert words in office.problem(name)
    (told,) = office.told("refused")
    assert told.path == f"inbox/chica/{name}" and words in told.reason
    assert office.look() == [] and len(office.said) == 1
    shutil.rmtree(office.folder / name)
    office.look()
    assert list(office.folder.iterdir()) == [] and office.states() == {}


def test_refusals_are_in_the_language_of_the_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalogue", lambda code: Shouting(code))
    path = office.root / "assets/newsroom.yaml"
    path.write_text(path.read_text().replace("en-US", "es-MX"))
    office.drop("x", **{"a.zip": b"PK"})
    office.look()
    assert office.problem("x").startswith("es:")


class Shouting:
    def __init__(self, code: str) -> None:
        self.code = code

    def gettext(self, message: str) -> str:
        return f"{self.code}:{message}"


def test_unknown_shows_are_refused_with_the_known_ones(office: Office) -> None:
    (office.root / "inbox/grande").mkdir()
    (office.root / "inbox/grande/a.yaml").write_text(PLAIN)
    (office.root / "inbox/suelta.yaml").write_text(PLAIN)
    office.look()
    assert office.states() == {"grande": "refused", "suelta.yaml": "refused"}
    assert "chica" in (office.root / "inbox/grande.problem.txt").read_text()
    (office.root / "assets/shows/grande").mkdir()
    office.put("../grande/a.yaml", PLAIN.replace("chica", "grande"))
    assert office.look() == ["rundowns/a.yaml"]
    assert office.states() == {"grande/a.yaml": "taken", "suelta.yaml": "refused"}
    assert not (office.root / "inbox/grande.problem.txt").exists()


def test_links_that_lead_out_are_refused(office: Office, tmp_path: Path) -> None:
    outside = tmp_path / "afuera"
    outside.mkdir()
    (outside / "secreto.wav").write_bytes(b"x")
    folder = office.drop("x", **{"a.txt": "Titular"})
    (folder / "b.wav").symlink_to(outside / "secreto.wav")
    (folder / "c").symlink_to(outside)
    (folder / "d.wav").symlink_to(outside / "nada.wav")
    (folder / "e.wav").symlink_to("e.wav")
    office.look()
    assert office.states() == {"chica/x": "refused"}
    assert "b.wav" in office.problem("x") and "“c” is a link to a folder" in office.problem("x")
    for name in ("d.wav", "e.wav"):
        assert f"“{name}” is a link that leads nowhere" in office.problem("x"), "no permission would help"


def test_an_inbox_that_leads_out_is_told_once_and_not_read(office: Office, tmp_path: Path) -> None:
    outside = tmp_path / "afuera"
    (outside / "chica").mkdir(parents=True)
    (outside / "chica/hoy.yaml").write_text(PLAIN)
    shutil.rmtree(office.root / "inbox")
    (office.root / "inbox").symlink_to(outside)
    assert office.look() == [] and office.states() == {}
    assert len(office.told("trouble")) == 1


def test_files_that_nobody_may_read_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = office.drop("x", **{"hoy.yaml": PLAIN, "a.wav": "=voz.wav"})
    with monkeypatch.context() as patch:
        # The tests may run as root, who may read everything.
        patch.setattr(os, "access", lambda path, _mode: Path(path) != folder / "a.wav")
        assert office.look() == []
    assert "a.wav" in office.problem("x") and office.states() == {"chica/x": "refused"}
    assert office.look() == ["rundowns/hoy.yaml"]


@pytest.mark.slow
def test_killed_at_random_moments_it_loses_nothing_and_takes_nothing_twice(office: Office) -> None:
    """A process with its own thread for copying, killed again and again while twelve drops wait."""
    for number in range(4):
        office.drop(f"d{number}", **{f"e{number}.yaml": RUNDOWN, **MEDIA})
        office.drop(f"n{number}", **{"nota.txt": f"Titular {number}", "v.mp4": "=charla.mp4"})
        office.put(f"s{number}.yaml", PLAIN)
    office.ledger.close()
    chance = random.Random(9)
    for _kill in range(4):
        with subprocess.Popen([sys.executable, "-c", WATCHING, office.root]) as process:
            time.sleep(chance.uniform(1.0, 3.0))
            process.kill()
        with closing(sqlite3.connect(office.root / "desk/jobs.db")) as ledger:
            assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert subprocess.run([sys.executable, "-c", WATCHING, office.root], check=False, timeout=120).returncode == 0
    office.restart()
    states = office.states()
    assert len(states) == 12 and set(states.values()) == {"taken"}
    laid = sorted(path.name for path in (office.root / "rundowns").iterdir() if path.suffix == ".yaml")
    assert len(laid) == 12 and [name for name in office.tree() if name.startswith(".")] == []
    for name in laid:
        load(office.root / "rundowns" / name, draft=True)
    media = [path for path in (office.root / "rundowns").rglob("*.*") if path.suffix != ".yaml"]
    whole = {path.read_bytes() for path in office.recordings.iterdir()}
    assert len(media) == 16 and all(path.read_bytes() in whole for path in media)


WATCHING = """
import sys, time
from pathlib import Path
from newscast.desk.ledger import open_ledger
from newscast.watch.inbox.inbox import Inbox
root = Path(sys.argv[1])
inbox = Inbox(root, open_ledger(root / "desk"), lambda told: None)
inbox.look()
while (due := inbox.due()) is not None:
    time.sleep(max(0.0, min(due - time.monotonic(), 0.1)))
    inbox.saved([])
inbox.close()
"""


def test_names_of_every_kind(office: Office) -> None:
    strange = {"voz\nde ayer.wav": "=voz.wav", "a: b, [c] #d.mp4": "=mudo.mp4", "'ñ\".jpg": "=foto.jpg"}
    office.drop("días \n de", **{"nota.md": "Titular", **strange})
    (laid,) = office.look()
    assert [problem.code for problem in load(office.root / laid, draft=True).warnings] == ["voice-missing"]
    office.drop("otro", **{"nota.md": "Titular", os.fsdecode(b"\xf1.wav"): "=voz.wav"})
    assert office.look() == []
    assert "UTF-8" in office.problem("otro") and office.states()["chica/otro"] == "refused"
    office.put("ho\ny.yaml", PLAIN)
    assert office.look() == [] and office.states()["chica/ho\ny.yaml"] == "refused"


def test_a_name_in_old_spelling_is_refused_at_any_place(office: Office) -> None:
    office.drop(os.fsdecode(b"d\xeda"), **{"hoy.yaml": PLAIN})
    office.put(os.fsdecode(b"ma\xf1ana.yaml"), PLAIN)
    assert office.look() == []
    assert office.states() == {"chica/d\\xeda": "refused", "chica/ma\\xf1ana.yaml": "refused"}


def test_a_rundown_in_a_folder_of_its_own_finds_its_media(office: Office) -> None:
    nested = RUNDOWN.replace("clips/a.mp4", "../clips/a.mp4")
    files = {"guion/hoy.yaml": nested, "guion/voz/ñandú.wav": "=voz.wav", "guion/clips/b.jpg": "=foto.jpg"}
    office.drop("viernes", **{**files, "clips/a.mp4": "=mudo.mp4"})
    assert office.look() == ["rundowns/hoy.yaml"]
    assert load(office.root / "rundowns/hoy.yaml").warnings == ()


def test_paths_are_followed_whatever_the_file_looks_like(office: Office) -> None:
    text = "\ufeff" + RUNDOWN.replace("\n", "\r\n").replace("clips/a.mp4", "'./CLIPS/a.mp4'")
    office.drop("viernes", **{"hoy.yaml": text, **MEDIA})
    assert office.look() == ["rundowns/hoy.yaml"]
    data = (office.root / "rundowns/hoy.yaml").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == text.count("\r\n")
    assert len(load(office.root / "rundowns/hoy.yaml").rundown.segments) == 1
    office.put("viernes/hoy.yaml", RUNDOWN.replace('"voz/ñandú.wav"', "|-\n          voz/ñandú.wav"))
    assert office.look() == [] and "voz/ñandú.wav cannot be followed" in office.problem("viernes")


def test_a_full_disk_is_tried_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.drop("viernes", **{"hoy.yaml": PLAIN, "a.wav": "=voz.wav"})
    real = laying.copy

    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(laying, "copy", full)
    assert office.look() == [] and office.states() == {"chica/viernes": "arriving"}
    assert len(office.told("trouble")) == 1 and list((office.root / "rundowns").iterdir()) == []
    monkeypatch.setattr(laying, "copy", real)
    assert office.work_off() == []
    office.now += 31
    assert office.inbox.saved([]) == [office.root / "rundowns/hoy.yaml"]


def test_a_hundred_at_once(office: Office) -> None:
    for number in range(100):
        office.put(f"r{number}.yaml", PLAIN)
        office.put(f"r{number}.txt.crdownload", b"")
    laid = office.look()
    for _call in range(400):
        if office.inbox.due() is None:
            break
        office.now += 200
        laid += [str(path.relative_to(office.root)) for path in office.inbox.saved([])]
    assert len(set(laid)) == len(laid) == 100
    assert set(office.states().values()) == {"taken"}


def test_finished_drops_move_by_choice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inbox, "_today", lambda self: TODAY)
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    for name, content in {"otra.yaml": RUNDOWN, **MEDIA}.items():
        office.put(name, content)
    assert len(office.look()) == 2
    office.inbox.finished("hoy")
    assert (office.folder / "viernes").exists()
    with (office.root / "assets/newsroom.yaml").open("a") as file:
        file.write("inbox: {done: move}\n")
    (office.folder / "done" / str(TODAY) / "viernes").mkdir(parents=True)
    office.inbox.finished("hoy")
    office.inbox.finished("otra")
    done = office.folder / "done" / str(TODAY)
    assert sorted(path.name for path in done.iterdir()) == ["otra", "viernes", "viernes-2"]
    assert (done / "viernes-2/clips/a.mp4").exists() and list((done / "viernes").iterdir()) == []
    assert (done / "otra/clips/a.mp4").exists() and (done / "otra/otra.yaml").exists()
    assert sorted(path.name for path in office.folder.iterdir()) == ["done"]
    assert set(office.states().values()) == {"archived"}
    assert office.look() == []


@pytest.mark.parametrize("number", range(16))
def test_a_kill_at_any_moment_leaves_one_state_and_whole_files(
    office: Office, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ends at every call that changes the disk or the table while a changed drop replaces an earlier one."""
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    office.look()
    changed = RUNDOWN.replace("Concluye", "Termina")
    office.drop("viernes", **{"hoy.yaml": changed, "voz/ñandú.wav": "=spot.wav", "nuevo.jpg": "=foto.jpg"})
    office.inbox.look()
    office.now += 3
    calls = Killer(number)
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", calls.around(os.link))
        patch.setattr(os, "fsync", calls.around(os.fsync))
        patch.setattr(Path, "replace", calls.around(Path.replace))
        patch.setattr(Arrivals, "put", calls.around(Arrivals.put))
        with suppress(KilledError):
            office.inbox.look()
    whole = {hashlib.sha256(path.read_bytes()).hexdigest() for path in office.recordings.iterdir()}
    for path in (office.root / "rundowns").rglob("*"):
        if path.is_file() and ".arriving-" not in str(path) and path.suffix != ".yaml":
            assert hashlib.sha256(path.read_bytes()).hexdigest() in whole
    assert load(office.root / "rundowns/hoy.yaml").warnings == ()
    office.ledger.close()
    office.restart()
    office.look()
    assert office.states() == {"chica/viernes": "taken"}
    assert "Termina" in (office.root / "rundowns/hoy.yaml").read_text()
    assert (office.root / "rundowns/hoy/voz/ñandú.wav").read_bytes() == (office.recordings / "spot.wav").read_bytes()
    assert [path.name for path in (office.root / "rundowns").iterdir() if path.name.startswith(".")] == []
    assert (office.root / "rundowns/hoy/nuevo.jpg").exists()


class KilledError(BaseException):
    pass


@dataclass
class Killer:
    """Ends the process, as far as it can see, at one of the calls it is put around."""

    at: int
    count: int = 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            if self.count >= self.at:
                raise KilledError
            self.count += 1
            return function(*args, **kwargs)

        return called
