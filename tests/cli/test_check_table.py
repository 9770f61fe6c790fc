"""The table of `newscast check`: columns that hold, in any width and with any names; what it says of each segment."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from newscast.cli.check_table import print_tables, table_lines, verdict
from newscast.cli.columns import Column, folded, laid_out
from newscast.cli.main import run
from newscast.episode.checked import CheckedFile, CheckedSegment, CheckedTable, CheckedTotal, CheckedVoice
from newscast.episode.schema import schemas

WIDE = ["José Ángel Ñúñez", "山田太郎", "👩🏽 Ana", "Zoë"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.delenv("NO_COLOR", raising=False)


def segment(slug: str, start: float, *voices: tuple[str, str], **more: Any) -> CheckedSegment:
    told = tuple(CheckedVoice(who=who, how=how) for who, how in voices)  # type: ignore[arg-type]
    base = {"kind": "story", "title": slug, "duration": 7.4, "estimated": False, "pictures": {"clip": 2, "photo": 1}}
    return CheckedSegment(**{"slug": slug, "start": start, "voices": told, **base, **more})  # type: ignore[arg-type]


def episode(*segments: CheckedSegment, slot: float | None = 60.0, **totals: float) -> CheckedFile:
    over = None if slot is None else 30.0 - slot
    table = CheckedTable(deliverable="web", slug=None, duration=30.0, over=over, segments=segments)
    cuts = [CheckedTotal(deliverable="web", slug=None, duration=30.0, over=over)]
    for name, seconds in totals.items():
        deliverable, _slash, slug = name.partition("__")
        past = None if slug or slot is None else seconds - slot
        cuts.append(CheckedTotal(deliverable=deliverable, slug=slug or None, duration=seconds, over=past))
    told = {"file": "hoy.yaml", "kind": "rundown", "title": "INFO LEÓN", "slot": slot}
    return CheckedFile(**told, tables=(table,), totals=tuple(cuts))  # type: ignore[arg-type]


SEGMENTS = [segment(f"nota-{at}", at * 7.4, (name, "recorded")) for at, name in enumerate(WIDE)]


def test_columns_hold_with_wide_names() -> None:
    lines = list(table_lines(episode(*SEGMENTS), None))
    rows = [line for line in lines if "2 clips" in line]
    assert len(rows) == len(WIDE)
    assert {cell_len(line[: line.index("2 clips")]) for line in rows} == {cell_len(lines[2][: lines[2].index("Pict")])}
    assert lines[1] == "INFO LEÓN · web" and "Total: 0:30, 0:30 left of the slot" in lines


@pytest.mark.parametrize("width", [*range(4, 12), 20, 30, 40, 56, 60, 80, 200])
def test_it_fits_any_terminal_and_loses_nothing(width: int) -> None:
    long = segment(
        "una-nota-muy-larga", 22.2, *((name, "recorded") for name in WIDE), pictures={"card": 1, "missing": 2}
    )
    lines = list(table_lines(episode(*SEGMENTS, long, radio=28.0), width, colour=False))
    assert max(map(cell_len, lines)) <= width
    said = "".join(lines)
    assert [said.count(sign) for sign in "郎ñ👩"] == [2, 2, 2]
    assert all(time in said for time in ("0:22", "0:15", "0:28")) or width < 6


def test_cells_are_folded_between_words_and_long_ones_within() -> None:
    assert folded("uno dos tres", 7) == ["uno dos", "tres"]
    assert folded("山田太郎 x", 4) == ["山田", "太郎", "x"] and folded("", 5) == [""]
    laid = laid_out([Column("A", least=4), Column("B", right=True)], [["uno dos", "1:00"]], 10)
    assert laid == [["A        B"], ["uno   1:00", "dos"]]
    assert laid_out([Column("A", least=4), Column("B")], [["uno dos", "1:00"]], 9) is None


def test_colour_is_for_terminals_that_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = segment("uno", 0.0, ("", "missing"))
    late = episode(missing, slot=10.0)
    plain, drawn = list(table_lines(late, 80)), list(table_lines(late, 80, colour=True))
    assert not any("\x1b" in line for line in plain)
    assert [line for line in drawn if line.startswith("\x1b[31m")] and "recording missing" in "".join(plain)

    class Terminal(io.StringIO):
        encoding = "latin-1"  # type: ignore[assignment]

        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    for term, coloured in (("xterm", True), ("dumb", False)):
        monkeypatch.setenv("TERM", term)
        stream = Terminal()
        print_tables(episode(segment("山", 0.0, estimated=True)), stream)
        assert ("\x1b[" in stream.getvalue()) is coloured
        stream.getvalue().encode("latin-1")
        assert all(cell_len(line) <= 40 for line in stream.getvalue().splitlines() if not coloured)


def test_other_deliverables_are_told_where_they_are_not_as_long() -> None:
    alike = list(table_lines(episode(*SEGMENTS, tv=30.0), None))
    assert not any("tv" in line for line in alike)
    told = list(table_lines(episode(*SEGMENTS, tv=30.0, radio=61.0, reel__feria=12.0), None))
    assert "  tv: 0:30, 0:30 left of the slot" in told
    assert "  radio: 1:01, 0:01 over the slot" in told and "  reel/feria: 0:12" in told


def test_what_is_estimated_is_said() -> None:
    lines = list(table_lines(episode(segment("uno", 0.0, estimated=True), slot=None), None))
    assert "≈ 0:07" in lines[3] and lines[-2].startswith("≈ estimated")
    assert verdict(episode(slot=None)) == "hoy.yaml: no errors. About 0:30."


def test_what_cannot_be_known_before_somebody_listens_is_said_once() -> None:
    note = "Whether the voices follow their texts"
    heard, unheard = episode(*SEGMENTS), replace(episode(*SEGMENTS), unheard=2)
    assert [line for line in table_lines(heard, None) if line.startswith(note)] == []
    assert len([line for line in table_lines(unheard, None) if line.startswith(note)]) == 1


RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
slot: 5s
presenters: [ana]
deliverables: [radio, web, reel]
segments:
  - open: main
  - headlines: [uno]
    voice: synth
  - story: uno
    headline: Uno
    social: true
    parts:
      - {vo: Buenos días a todos los que nos escuchan., voice: voz.wav, pictures: [mudo.mp4, foto.jpg]}
      - {sot: charla.mp4, who: laura, transcript: Buenos días., skip: [radio]}
      - {card: figures, title: Cifras, items: [38 colonias], duration: 3s}
  - story: dos
    headline: Dos
    parts: [{read: Buenas tardes a todos., voice: falta.wav, pictures: [falta.mp4]}]
    only: [web]
  - spot: spot.wav
    only: [radio]
"""


def test_a_draft_is_told_segment_by_segment(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    sala.write(RUNDOWN)
    assert run(["check", "--draft", "--json", "rundowns/hoy.yaml"]) == 0
    told = json.loads(capfd.readouterr().out)
    jsonschema.Draft202012Validator(schemas()["check"]).validate(told)
    assert told["errors"] == [] and {each["code"] for each in told["warnings"]} >= {"file-missing"}
    (file,) = told["files"]
    (table,) = file["tables"]
    assert (file["slot"], table["deliverable"], table["slug"]) == (pytest.approx(5, abs=0.02), "web", None)
    assert table["over"] == pytest.approx(table["duration"] - 5, abs=0.02) and table["over"] > 0
    assert file["unheard"] > 0
    opened, headlines, one, two = table["segments"]
    assert (opened["pictures"], opened["voices"]) == ({"animation": 1}, [])
    assert (headlines["pictures"], headlines["voices"]) == ({"card": 1}, [{"who": "Ana Ruiz", "how": "synthetic"}])
    assert one["pictures"] == {"clip": 2, "photo": 1, "card": 1}
    assert one["voices"] == [{"who": "Ana Ruiz", "how": "recorded"}, {"who": "Laura Díaz", "how": "sot"}]
    assert two["voices"] == [{"who": "Ana Ruiz", "how": "missing"}] and two["pictures"] == {"missing": 1}
    assert not opened["estimated"] and two["estimated"]
    assert two["start"] == pytest.approx(one["start"] + one["duration"], abs=0.002)
    totals = [(each["deliverable"], each["slug"], each["over"] is None) for each in file["totals"]]
    assert totals == [("radio", None, False), ("web", None, False), ("reel", "uno", True)]


def test_only_chooses_whose_times_they_are(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(RUNDOWN)
    assert run(["check", "--draft", "--only", "radio", "rundowns/hoy.yaml"]) == 0
    said = capfd.readouterr()
    assert "· radio" in said.out and "Pictures" not in said.out and "spot" in said.out and "web" not in said.out
    assert run(["check", "--draft", "--only", "reel", "rundowns/hoy.yaml"]) == 0
    assert "· reel/uno" in capfd.readouterr().out
    assert run(["check", "--only", "rado", "rundowns/hoy.yaml"]) == 2
    assert run(["check", "rundowns/hoy.yaml", "--json"]) == 1
    errors = json.loads(capfd.readouterr().out)["errors"]
    missing = next(at for at, line in enumerate(RUNDOWN.splitlines(), 1) if "falta" in line)
    assert {(each["code"], each["line"]) for each in errors} == {("file-missing", missing)}


def kit(root: Path, more: str = "") -> Path:
    path = root / "assets/shows/chica/show.yaml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return path


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("colours: {}\n", "assets/shows/chica/show.yaml:7:1: “colours”"),
        ("bed: foto.jpg\n", "assets/shows/chica/show.yaml:7:6: foto.jpg has no sound"),
        ("beds: {otra: voz.wav}\n", ""),
        ("logo: mal.png\n", "assets/shows/chica/show.yaml:7:7: The logo mal.png"),
        ('colors: {primary: "#ffff00"}\n', "assets/shows/chica/show.yaml:7:19: `text`"),
        ("sting: falta.wav\n", "assets/shows/chica/show.yaml:7:8: There is no file"),
        ("bed: mal.png\n", "assets/shows/chica/show.yaml:7:6: "),
    ],
)
def test_a_kit_is_checked_as_what_it_is(sala: Any, capfd: pytest.CaptureFixture[str], more: str, said: str) -> None:
    path = kit(sala.root, more)
    (path.parent / "mal.png").write_bytes(b"nada")
    for name in ("foto.jpg", "voz.wav"):
        (path.parent / name).hardlink_to(sala.root / "rundowns" / name)
    assert run(["check", str(path.relative_to(sala.root))]) == (1 if said else 0)
    told = capfd.readouterr().err.splitlines()
    assert any(line.startswith(said or "assets/shows/chica/show.yaml: no errors.") for line in told), told


def test_drawings_of_a_kit_are_read(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    folder = kit(sala.root).parent / "graphics"
    folder.mkdir()
    (folder / "bug.landscape.svg").write_text("<svg", "utf-8")
    (folder / "bug.landcape.svg").write_text("<svg/>", "utf-8")
    places = '<svg xmlns:news="urn:newscast:graphics"><news:place graphic="{}" band="{}"/></svg>'
    (folder / "places.square.svg").write_text(places.format("strap", "high"), "utf-8")
    (folder / "places.portrait.svg").write_text(places.format("strapp", "4"), "utf-8")
    assert run(["check", "assets/shows/chica"]) == 1
    told = capfd.readouterr().err
    assert "graphics/bug.landscape.svg:1:" in told and "bug.landcape.svg is drawn for no canvas" in told
    assert "graphics/places.square.svg:1:1: " in told and "high" in told
    assert "places.portrait.svg says where “strapp” goes" in told


@pytest.mark.parametrize("name", ["graphics/strap.landscape.svg", "graphics", "posts/web.txt", "posts"])
@pytest.mark.parametrize("what", ["a link to a disk that is not connected", "what is no file"])
def test_what_a_kit_brings_is_not_left_out_in_silence(
    sala: Any, capfd: pytest.CaptureFixture[str], name: str, what: str
) -> None:
    """With our own drawing in its stead nobody would see that it is missing."""
    place = sala.root / "assets/shows/chica" / name
    place.parent.mkdir(exist_ok=True)
    if what == "what is no file":
        os.mkfifo(place)
    else:
        place.symlink_to("/mnt/nowhere/there")
    sala.write(RUNDOWN.replace("falta.wav", "voz.wav").replace("falta.mp4", "mudo.mp4"))
    assert run(["check", "rundowns/hoy.yaml", "--only", "web"]) == 1
    told = capfd.readouterr().err
    assert f"assets/shows/chica/{name}" in told and "Traceback" not in told, told


def test_capitals_of_a_drawing_are_told(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    folder = kit(sala.root).parent / "graphics"
    folder.mkdir()
    (folder / "strap.landscape.SVG").write_text("<svg/>", "utf-8")
    run(["check", "assets/shows/chica"])
    assert "strap.landscape.SVG is not used" in (told := capfd.readouterr().err) and "strap.landscape.svg" in told


CARD = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
     xmlns:news="urn:newscast:graphics" width="1920" height="1080" viewBox="0 0 1920 1080">
  <metadata><news:text name="headline" weight="700" size="20" lines="9" width="1800"/></metadata>
  <style id="palette"/>
  <g inkscape:groupmode="layer" inkscape:label="text"><rect class="deep" x="0" y="0" width="1920" height="1080"/>
    <text class="text" x="{x}" y="500" font-size="20">{{{{ {name}.lines[0] }}}}</text>
  </g>
</svg>
"""


@pytest.mark.parametrize(
    ("name", "x", "left", "codes"),
    [
        ("headline", 300, 0, {"graphic-small"}),
        ("headline", 20, 0, {"graphic-small", "graphic-outside"}),
        ("kopf", 300, 1, {"graphic-template"}),
    ],
)
def test_drawings_of_a_kit_are_tried_with_texts_of_every_day(
    sala: Any, capfd: pytest.CaptureFixture[str], name: str, x: int, left: int, codes: set[str]
) -> None:
    """What a build would warn of, or stop at, once a rundown uses them."""
    folder = kit(sala.root).parent / "graphics"
    folder.mkdir()
    (folder / "strap.landscape.svg").write_text(CARD.format(name=name, x=x), "utf-8")
    assert run(["check", "--json", "assets/shows/chica"]) == left
    said = json.loads(capfd.readouterr().out)
    told = [each for each in (*said["errors"], *said["warnings"]) if each["code"].startswith("graphic-")]
    assert {each["code"] for each in told} == codes
    assert {each["line"] for each in told} == {6}


def test_the_newsrooms_file_is_checked_as_what_it_is(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    path = sala.root / "assets/newsroom.yaml"
    (sala.root / "assets/cara.jpg").write_bytes(b"nada")
    path.write_text(path.read_text("utf-8") + "  eva: {name: Eva Gil, photo: cara.jpg}\ntimezone: León\n", "utf-8")
    assert run(["check", "assets/newsroom.yaml"]) == 1
    told = capfd.readouterr().err
    assert "assets/newsroom.yaml:7:11: There is no time zone" in told and "assets/newsroom.yaml:6:31: " in told


def test_a_folder_is_all_in_it_and_each_file_once(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    good = RUNDOWN.replace("falta.wav", "voz.wav").replace("falta.mp4", "mudo.mp4")
    sala.write(good)
    (sala.root / "show.yaml").write_text("show: 1\nname: COPIA\n", "utf-8")
    sala.write("rundown: 1\nshow: chico\n", "mal")
    files = [".", "rundowns/hoy.yaml", "show.yaml"]
    assert run(["check", "--json", *files]) == 1
    said = capfd.readouterr()
    told = json.loads(said.out)
    assert [(each["kind"], each["file"]) for each in told["files"]] == [
        ("newsroom", "assets/newsroom.yaml"),
        ("kit", "assets/shows/chica/show.yaml"),
        ("rundown", "rundowns/hoy.yaml"),
        ("kit", "show.yaml"),
    ]
    assert {each["file"] for each in told["errors"]} == {"rundowns/mal.yaml"}
    assert "file-elsewhere" in {each["code"] for each in told["warnings"]}
    (sala.root / "vacia").mkdir()
    assert run(["check", "vacia"]) == 1
    assert "There is no rundown" in capfd.readouterr().err


def test_it_is_told_where_nobody_looks_for_faces() -> None:
    told = replace(episode(), unsought=3)
    assert "The extra `faces` looks for them" in " ".join(table_lines(told, None))
    assert "faces" not in " ".join(table_lines(episode(), None))
