"""What a manifest says of content, sources and versions, seen through real small builds."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newscast.build import pipeline
from newscast.build.door import build
from newscast.build.request import Options
from newscast.cli.main import run
from newscast.desk.comments import Subject, Words, Writer, write
from newscast.desk.people import open_people
from newscast.desk.place import ready_desk
from newscast.episode import history
from newscast.episode.history import programmes_gone, read_version, versions

pytestmark = pytest.mark.slow

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, reel]
segments:
  - story: uno
    headline: Uno
    social: true
    parts:
      - {vo: Hola a todos., voice: voz.wav, pictures: foto.jpg}
"""


def make(path: Path, **how: Any) -> Any:
    """The episode built; its manifest."""
    return next(iter(build([path], Options(jobs=1, **how)))).manifest


def contents(manifest: Any) -> dict[str, Any]:
    return {name: entry["content"] for name, entry in manifest["deliverables"].items()}


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """All files of an episode folder but the manifest's own, and which they are."""
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("manifest.json", ".lock")
    }


def outdated(manifest: Any) -> list[str]:
    return [name for name, entry in manifest["deliverables"].items() if entry.get("outdated")]


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def other_word(sala: Any, path: Path) -> None:
    rewrite(path, "Hola a todos.", "Hola a todas.")


def other_photo(sala: Any, path: Path) -> None:
    photo = sala.root / "rundowns/foto.jpg"
    content = photo.read_bytes()
    photo.unlink()
    # After the end of the picture a JPEG may hold anything: it looks the same, and is another file.
    photo.write_bytes(content + b"otra")


def other_recording(sala: Any, path: Path) -> None:
    voice = sala.root / "rundowns/voz.wav"
    content = bytearray(voice.read_bytes())
    content[-2000:] = bytes(2000)
    voice.unlink()
    voice.write_bytes(content)


def other_colour(sala: Any, path: Path) -> None:
    sala.kit('colors: {primary: "#220033"}\n')


def other_name(sala: Any, path: Path) -> None:
    rewrite(sala.root / "assets/shows/chica/show.yaml", "SALA CHICA", "SALA GRANDE")


def other_template(sala: Any, path: Path) -> None:
    from newscast.graphics import template

    folder = sala.root / "assets/shows/chica/graphics"
    folder.mkdir()
    own = Path(template.__file__).parent / "templates"
    for name in ("bug.portrait",):
        source = next(own.rglob(f"{name}.svg")).read_text(encoding="utf-8")
        (folder / f"{name}.svg").write_text(source.replace("</svg>", "<!-- own --></svg>"), encoding="utf-8")


BOTH = {"radio", "reel"}
CHANGES: list[tuple[Callable[[Any, Path], None], set[str]]] = [
    (other_word, BOTH),
    (other_photo, {"reel"}),
    (other_recording, BOTH),
    (other_colour, BOTH),
    (other_name, BOTH),
    (other_template, {"reel"}),
]


def test_content_is_that_of_its_draft_and_changes_with_what_is_said_and_shown(sala: Any) -> None:
    """One change after another, each held against what was there before it."""
    path = sala.write(TEXT)
    before = contents(make(path))
    for change, where in CHANGES:
        change(sala, path)
        after = contents(make(path))
        changed = {name for name in BOTH if after[name]["programme"] != before[name]["programme"]}
        assert changed == {name for name in BOTH if after[name] != before[name]} == where, change.__name__
        before = after
    assert contents(make(path, draft=True)) == before


def test_each_part_of_the_content_is_its_own(sala: Any) -> None:
    """Texts hold what is written beside a programme, pictures what stands for it."""
    path = sala.write(TEXT)
    before = make(path, only=("reel",))["deliverables"]["reel"]
    assert before["cuts"] == {"uno": before["content"]}
    rewrite(path, "    social: true\n", "    social: true\n    summary: Uno y dos.\n")
    texts = make(path, only=("reel",))["deliverables"]["reel"]
    assert [texts["content"][kind] == before["content"][kind] for kind in ("programme", "texts", "pictures")] == [
        True,
        False,
        True,
    ]
    rewrite(path, "    social: true\n", "    social: true\n    department: Obras\n")
    pictures = make(path, only=("reel",))["deliverables"]["reel"]
    assert pictures["content"]["pictures"] != texts["content"]["pictures"]


def test_what_changes_no_content(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Layout and comments, tags, who encodes: the word that was given for it stands."""
    path = sala.write(TEXT)
    before = make(path)
    path.write_text(
        "# Un comentario\n" + TEXT.replace("    headline: Uno\n", "    headline:   'Uno'\n"), encoding="utf-8"
    )
    same = make(path)
    assert same["version"] == before["version"]
    assert same["rundown"]["sha256"] != before["rundown"]["sha256"]
    for name, entry in same["deliverables"].items():
        assert entry["sources"] == before["deliverables"][name]["sources"]
    rewrite(path, "date: 2026-11-20\n", "date: 2026-11-21\nair: 2026-11-21T07:00\ntitle: SALA CHICA, viernes\n")
    sala.kit("encoder: auto\n")
    dated = make(path)
    assert contents(dated) == contents(same)
    assert dated["version"] == same["version"] + 1, "tags are bytes of the file"
    for name, entry in dated["deliverables"].items():
        assert entry["sources"] != same["deliverables"][name]["sources"]


def test_a_draft_with_something_missing_has_no_content(sala: Any) -> None:
    path = sala.write(TEXT.replace("foto.jpg", "falta.jpg") + TEXT[TEXT.index("  - story") :].replace("uno", "dos"))
    entries = make(path, draft=True)["deliverables"]
    assert [entry["content"] for entry in entries.values()] == [None, None]
    assert entries["reel"]["cuts"]["uno"] is None and entries["reel"]["cuts"]["dos"]["programme"]


def test_a_version_begins_with_new_bytes_and_is_completed(
    sala: Any, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sala.write(TEXT)
    folder = sala.root / "output/hoy"
    first = make(path, only=("radio",))
    assert first["version"] == 1 and outdated(first) == []
    assert make(path)["version"] == 2, "reel is new"
    unchanged = state(folder)
    assert make(path)["version"] == 2
    assert make(path, only=("radio",))["version"] == 2
    assert state(folder) == unchanged
    assert not versions(folder / "draft") and make(path, draft=True)["version"] == 1

    rewrite(path, "Uno\n", "Dos\n")
    capfd.readouterr()
    with closing(open_people(ready_desk(sala.root))) as people:
        write(people, Writer("ana", "Ana"), Subject("hoy", False, 1, "radio", 0, None, "30", None, None), Words("Sí."))
    with monkeypatch.context() as patched:
        patched.setattr(history, "MOST", 1)
        assert run(["build", str(path), "--only", "reel"]) == 0
    assert versions(folder) == [1, 3], "somebody said something of the first"
    assert "  radio (radio/hoy.wav, radio/hoy.mp3): outdated: " in capfd.readouterr().err
    third = json.loads((folder / "manifest.json").read_text())
    assert third["version"] == 3 and outdated(third) == ["radio"]
    assert outdated(make(path, only=("reel",))) == ["radio"], "also where nothing changed since"
    whole = make(path, only=("radio",))
    assert whole["version"] == 3 and outdated(whole) == []
    assert versions(folder) == [1, 3]
    known = read_version(folder, 3)
    assert known and known.kept and known.manifest.as_json()["deliverables"] == whole["deliverables"]
    assert sorted(known.programmes) == ["radio/hoy.mp3", "radio/hoy.wav", "reel/hoy-uno.mp4"]
    objects = {each.name for each in Path(os.environ["NEWSCAST_STORE"]).glob("objects/*/*")}
    assert set(known.programmes.values()) <= objects


def test_other_sources_do_not_complete_a_version(sala: Any) -> None:
    path = sala.write(TEXT)
    make(path)
    rewrite(path, "Uno\n", "Dos\n")
    assert make(path, only=("reel",))["version"] == 2
    other_recording(sala, path)
    third = make(path, only=("radio",))
    assert third["version"] == 3 and outdated(third) == ["reel"]


def test_sources_are_those_that_were_there_before_anything_was_made(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kit saved while a build renders: what came of that build is not of today."""
    path = sala.write(TEXT)
    graphics = sala.root / "assets/shows/chica/graphics"
    graphics.mkdir()

    def meanwhile(*args: Any, real: Any = pipeline.finished) -> Any:
        (graphics / "fondo.jpg").write_bytes(b"x")
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "finished", meanwhile)
        before = make(path, only=("radio",))
    after = make(path, only=("radio",))
    assert before["deliverables"]["radio"]["sources"] != after["deliverables"]["radio"]["sources"]


def test_what_became_of_sources_is_looked_at(sala: Any) -> None:
    """Media of what is left alone are never asked for; where they are gone, it cannot be said that it is of today."""
    text = TEXT.replace("pictures: foto.jpg}", "pictures: foto.jpg}\n      - {sot: camara.mp4, skip: [radio]}")
    path = sala.write(text)
    assert outdated(make(path)) == []
    clip = sala.root / "rundowns/camara.mp4"
    clip.rename(clip.with_suffix(".away"))
    assert outdated(make(path, only=("radio",))) == ["reel"]
    clip.with_suffix(".away").rename(clip)
    again = make(path, only=("radio",))
    assert outdated(again) == [] and again["version"] == 1


def test_warnings_are_problems_of_the_manifest(sala: Any) -> None:
    path = sala.write(TEXT.replace("foto.jpg", "falta.jpg"))
    (problem,) = make(path, draft=True)["problems"]
    assert problem["file"] == "rundowns/hoy.yaml" and problem["line"] == 10 and "falta.jpg" in problem["message"]
    again = make(path, draft=True)
    assert again["problems"] == [problem] and again["built"]["rendered"] == 0


def test_lost_programmes_are_said_to_be_gone(sala: Any) -> None:
    path = sala.write(TEXT)
    make(path, only=("radio",))
    folder = sala.root / "output/hoy"
    programmes_gone(folder, ["0001"])
    known = read_version(folder, 1)
    assert known and not known.kept
    make(path, only=("radio",))
    known = read_version(folder, 1)
    assert known and known.kept, "they were just made again, or found to be there"
