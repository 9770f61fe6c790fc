"""Media that cannot be used: every one told at its place, in words that help, and nothing rendered or left behind."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscast.cli import report
from newscast.cli.main import run

HERE = "‸"
"""Stands in a part where its problem is to be told."""
Case = tuple[str, str]

NAMES: list[Case] = [
    ("{vo: Hola, voice: synth, pictures: [‸no-hay.mp4]}", "no file “no-hay.mp4”"),
    ("{sot: ‸entrdaa.mp4}", "Did you mean “entrada.mp4”"),
    ("{vo: Hola, voice: ‸voz/no-hay.wav}", "no file"),
    ("{sot: ‸vacio.mp4}", "is empty (0 bytes)"),
    ("{sot: ‸carpeta.mp4}", "is a folder"),
    ("{sot: ‸'http://a.mx/b.mp4'}", "is an address"),
    ("{sot: ‸'concat:a.mp4|b.mp4'}", "is an address"),
    ("{sot: ‸'data:video/mp4;base64,AA'}", "is an address"),
    ("{sot: ‸'pipe:0'}", "is an address"),
    ("{sot: ‸/etc/passwd}", "outside the newsroom"),
    ("{sot: ‸../../afuera.mp4}", "outside the newsroom"),
    ("{sot: ‸enlace.mp4}", "outside the newsroom"),
]
"""What the name alone tells."""

CONTENTS: list[Case] = [
    ("{sot: ‸texto.mp4}", "is not a video, sound or photo"),
    ("{vo: Hola, voice: synth, pictures: [foto.jpg, ‸basura.heic]}", "is not a video, sound or photo"),
    ("{package: ‸cortado.mp4}", "its end is missing"),
    ("{vo: Hola, voice: ‸corta.wav}", "shorter than its header"),
    ("{vo: Hola, voice: ‸nada.wav}", "nada.wav"),
    ("{vo: Hola, voice: synth, pictures: [‸gigante.png]}", "gigante.png"),
    ("{sot: ‸lista.m3u8}", "list of other files"),
    ("{vo: Hola, voice: ‸mudo.mp4}", "has no sound"),
    ("{vo: Hola, voice: [voz.wav, ‸foto.jpg]}", "is a photo"),
    ("{sot: ‸mudo.mp4}", "has no sound"),
    ("{sot: ‸foto.jpg}", "is a photo"),
    ("{package: ‸foto.jpg}", "is a photo"),
    ("{read: Hola, camera: ‸foto.jpg}", "is a photo"),
    ("{read: Hola, camera: ‸mudo.mp4}", "has no sound"),
    ("{read: Hola, camera: ‸voz.wav}", "has no picture"),
    ("{vo: Hola, voice: synth, pictures: ‸spot.wav}", "has no picture"),
    ("{sot: cfr.mp4, cover: [‸{file: spot.wav, at: 1s, for: 1s}]}", "has no picture"),
    ("{sot: spot.wav, pictures: [‸voz.wav]}", "has no picture"),
    ("{sot: ‸cfr.mp4, out: 30s}", "lasts 3.0 s; `out` is after its end"),
    ("{sot: ‸cfr.mp4, in: 3s}", "`in` is at or after its end"),
    ("{vo: Hola, voice: ‸{file: voz.wav, out: 9s}}", "`out` is after its end"),
    ("{vo: Hola, voice: synth, pictures: [‸{file: cfr.mp4, in: 8s}]}", "`in` is at or after its end"),
    ("{vo: Hola, voice: synth, pictures: [‸{file: cfr.mp4, in: 1s, out: 8s}]}", "`out` is after its end"),
]
"""What the files are."""

PLACED: list[Case] = [
    ("{sot: cfr.mp4, cover: [‸{file: foto.jpg, at: 10s, for: 1s}]}", "outside its part"),
    ("{sot: cfr.mp4, cover: [‸{file: foto.jpg, at: 2.9s}]}", "too short to be seen"),
    ("{sot: cfr.mp4, supers: [‸{at: 4s, title: Hola}]}", "after its part has ended"),
    ("{vo: Hola., voice: spot.wav, pictures: [‸foto.jpg, ‸foto.jpg, ‸cfr.mp4, ‸foto.jpg]}", "too short to be seen"),
]
"""What their lengths make impossible."""

DRAWN: list[Case] = [
    ("{vo: ‸Una fiesta 🎉 en la plaza, voice: synth, pictures: foto.jpg}", "cannot write “🎉” (U+1F389)"),
    ("{vo: ‸你好 a todos, voice: synth, pictures: foto.jpg}", "cannot write “你”"),
    ("{sot: cfr.mp4, transcript: ‸你好}", "cannot write"),
    ("‸{card: figures, title: " + "Título larguísimo " * 20 + ", items: [1 bache]}", "does not fit"),
    ("{vo: Hola, voice: synth, pictures: [‸{file: foto.jpg, credit: 你好}]}", "cannot write"),
    ("{sot: cfr.mp4, supers: [‸{at: 0s, title: Hola 🎉}]}", "cannot write"),
]
"""What no font can write or no graphic can hold."""


def rundown(cases: list[Case]) -> tuple[str, list[tuple[int, int, str]]]:
    """One rundown with a story for each case, and where which words are to be told."""
    lines = ["rundown: 1", "show: chica", "date: 2026-11-20", "deliverables: [radio, reel, tv]", "segments:"]
    wanted = []
    for number, (part, words) in enumerate(cases):
        lines += [f"  - story: nota-{number}", f"    headline: Nota {number}", "    parts:"]
        line = f"      - {part}"
        for before in [found.start() for found in re.finditer(HERE, line)]:
            column = len(line[:before].replace(HERE, "")) + 1
            wanted.append((len(lines) + 1, column, words))
        lines.append(line.replace(HERE, ""))
    return "\n".join(lines) + "\n", wanted


@pytest.fixture
def spoilt(sala: Any, recordings: Path) -> Any:
    """The newsroom with unusable files beside the good ones."""
    folder = sala.root / "rundowns"
    (folder / "vacio.mp4").touch()
    (folder / "texto.mp4").write_text("hola\n" * 50)
    (folder / "cortado.mp4").write_bytes((recordings / "cfr.mp4").read_bytes()[:12_000])
    (folder / "corta.wav").write_bytes((recordings / "voz.wav").read_bytes()[:40_000])
    (folder / "nada.wav").write_bytes((recordings / "voz.wav").read_bytes()[:44].replace(b"data", b"daTa"))
    (folder / "carpeta.mp4").mkdir()
    (folder / "basura.heic").write_bytes(bytes(number * 7 % 251 for number in range(5000)))
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\x86\xa0\0\1\x86\xa0\x08\2\0\0\0"
    (folder / "gigante.png").write_bytes(header + b"\0" * 60)
    (folder / "lista.m3u8").write_text("#EXTM3U\n#EXTINF:3,\ncfr.mp4\n")
    outside = sala.root.parent / "afuera.mp4"
    outside.hardlink_to(recordings / "cfr.mp4")
    (folder / "enlace.mp4").symlink_to(outside)
    return sala


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each problem on a line of its own, also where another one is like it."""
    monkeypatch.setattr(report, "gathered", lambda problems: [[problem] for problem in problems])


def told(text: str) -> list[tuple[int, int, str]]:
    """Line, column and words of each problem on standard error; warnings are left out."""
    found = [re.fullmatch(r"rundowns/\w+\.yaml:(\d+):(\d+): (.+)", line) for line in text.splitlines()]
    assert all(found), text
    return [(int(each[1]), int(each[2]), each[3]) for each in found if each and not each[3].startswith("warning")]


def assert_told(text: str, wanted: list[tuple[int, int, str]]) -> None:
    """Each wanted problem is told at its place, with a hint after it, and nothing else is."""
    found = told(text)
    assert "Traceback" not in text
    for line, column, words in wanted:
        there = [message for where in [(line, column)] for *at, message in found if tuple(at) == where]
        assert any(words in message for message in there), (line, column, words, there, found)
        assert all(len(re.findall(r"[.?](?: |$)", message)) >= 2 for message in there), there
    assert {(line, column) for line, column, _words in found} == {(line, column) for line, column, _words in wanted}


@pytest.mark.parametrize("cases", [NAMES, CONTENTS, PLACED, DRAWN], ids=["names", "contents", "placed", "drawn"])
def test_every_problem_is_told_at_its_place(spoilt: Any, capfd: pytest.CaptureFixture[str], cases: list[Case]) -> None:
    text, wanted = rundown(cases)
    spoilt.write(text)
    assert run(["check", "rundowns/hoy.yaml"]) == 1
    assert_told(capfd.readouterr().err, wanted)


def test_a_draft_stands_in_for_what_is_missing_and_for_nothing_else(
    spoilt: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    text, wanted = rundown([*CONTENTS, ("{sot: todavia-no.mp4}", "")])
    spoilt.write(text)
    assert run(["check", "--draft", "rundowns/hoy.yaml"]) == 1
    assert_told(capfd.readouterr().err, wanted)


@pytest.mark.parametrize("cases", [NAMES[:1], CONTENTS[:1], CONTENTS[-1:]])
def test_a_build_stops_before_it_makes_anything(
    spoilt: Any, capfd: pytest.CaptureFixture[str], shared_store: Path, cases: list[Case]
) -> None:
    text, wanted = rundown(cases)
    spoilt.write(text)
    old = spoilt.root / "output/hoy/web/hoy.mp4"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"yesterday's")
    before = objects(shared_store)
    assert run(["build", "rundowns/hoy.yaml", "--only", "radio,tv,reel"]) == 1
    assert_told(capfd.readouterr().err, wanted)
    assert [path for path in (spoilt.root / "output").rglob("*") if path.is_file()] == [old]
    assert old.read_bytes() == b"yesterday's"
    assert objects(shared_store) == before, "nothing was rendered, no scratch is left"


def test_one_bad_rundown_keeps_all_from_being_built(spoilt: Any, capfd: pytest.CaptureFixture[str]) -> None:
    text, wanted = rundown(CONTENTS[:2])
    good, _wanted = rundown([("{package: cfr.mp4}", "")])
    spoilt.write(good, "bien")
    spoilt.write(text, "mal")
    assert run(["build", "rundowns/bien.yaml", "rundowns/mal.yaml"]) == 1
    assert_told(capfd.readouterr().err, wanted)
    assert not (spoilt.root / "output").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(spoilt: Any, capfd: pytest.CaptureFixture[str]) -> None:
    text, wanted = rundown([("{sot: ‸cerrado.mp4}", "may not be read")])
    (spoilt.root / "rundowns/cerrado.mp4").write_bytes(b"x")
    (spoilt.root / "rundowns/cerrado.mp4").chmod(0)
    spoilt.write(text)
    assert run(["check", "rundowns/hoy.yaml"]) == 1
    assert_told(capfd.readouterr().err, wanted)


GOOD: list[str] = [
    "{sot: cfr.mp4, out: 3.2s}",
    "{sot: cfr.mp4, cover: [{file: foto.jpg, at: 1s, for: 100s}]}",
    "{read: Hola, voice: synth, camera: mudo.mp4}",
    "{vo: 'Sí...', voice: synth}",
    "{vo: Hola 🎉, voice: synth, pictures: foto.jpg, skip: [reel]}",
    "{sot: spot.wav}",
]


def test_what_can_be_used_is_no_problem(spoilt: Any, capfd: pytest.CaptureFixture[str]) -> None:
    text, _wanted = rundown([(part, "") for part in GOOD])
    spoilt.write(text)
    assert run(["check", "rundowns/hoy.yaml"]) == 0, capfd.readouterr().err


WARNED: list[Case] = [
    ("{package: ‸mudo.mp4}", "has no sound: it will be silent"),
    ("{vo: Hola, voice: synth, pictures: [‸{file: mudo.mp4, sound: -10dB}]}", "has no sound of its own"),
    ("‸{vo: Algo que se dice con calma y que dura más que su video., voice: synth, pictures: cfr.mp4}", "repeated"),
]


def test_what_is_odd_is_warned_of(spoilt: Any, capfd: pytest.CaptureFixture[str]) -> None:
    text, wanted = rundown(WARNED)
    spoilt.write(text)
    assert run(["check", "rundowns/hoy.yaml"]) == 0
    lines = capfd.readouterr().err.splitlines()
    for line, column, words in wanted:
        assert any(row.startswith(f"rundowns/hoy.yaml:{line}:{column}: warning: ") and words in row for row in lines)


@pytest.mark.slow
def test_much_is_no_trouble(spoilt: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """Sixty segments, and a copy of five thousand words."""
    stories = [("{vo: Hola a todos., voice: synth, pictures: [foto.jpg, cfr.mp4]}", "")] * 60
    text, _wanted = rundown([("{vo: " + "palabra y más " * 1700 + ", voice: synth}", ""), *stories])
    spoilt.write(text)
    assert run(["check", "rundowns/hoy.yaml"]) == 0
    assert "no errors" in capfd.readouterr().err


def objects(store: Path) -> set[str]:
    """Results and scratch in the store; what it remembers of files is neither."""
    return {str(path) for kind in ("objects", "tmp") for path in (store / kind).rglob("*") if path.is_file()}


def test_a_clip_of_one_frame_is_held(spoilt: Any, tools: Any, capfd: pytest.CaptureFixture[str]) -> None:
    from newscast.build.examining import examine
    from newscast.build.rehearsing import rehearse
    from newscast.build.request import Options

    make: Callable[..., str] = tools.ffmpeg
    one = spoilt.root / "rundowns/uno.mp4"
    make(["-f", "lavfi", "-i", "color=red:s=320x180:r=30:d=0.03", "-frames:v", "1", "-pix_fmt", "yuv420p", str(one)])
    text, _wanted = rundown([("{vo: " + "palabra " * 60 + ", voice: synth, pictures: uno.mp4}", "")])
    rehearsed = rehearse(examine([spoilt.write(text)], Options(only=("tv",)))[0])
    assert [len(segment.shots) for segment in rehearsed.timelines[0].timeline.segments] == [1]


def test_a_bad_file_of_the_kit_is_told_in_the_kit(spoilt: Any, capfd: pytest.CaptureFixture[str]) -> None:
    kit = spoilt.root / "assets/shows/chica"
    (kit / "bed.wav").write_text("not music")
    spoilt.kit("bed: bed.wav\n")
    text, _wanted = rundown([("{sot: cfr.mp4}", "")])
    spoilt.write(text)
    assert run(["check", "rundowns/hoy.yaml"]) == 1
    said = capfd.readouterr().err
    assert said.startswith("assets/shows/chica/show.yaml:7:6: bed.wav is not a video, sound or photo.")


def test_what_ffmpeg_could_not_judge_is_asked_again(recordings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine too busy, or an ffmpeg that does not start, must not mark a good file as bad for ever."""
    from newscast.media import judge
    from newscast.media.child import facts_of

    def fails(*_args: Any, **_more: Any) -> None:
        raise trouble

    monkeypatch.setattr(judge.subprocess, "run", fails)
    trouble: Exception = subprocess.TimeoutExpired("ffmpeg", 30)
    assert facts_of(recordings / "cfr.mp4", Path("ffmpeg")) == {"fault": "unreadable"}
    trouble = OSError("no such program")
    with pytest.raises(judge.DeafError, match="no such program"):
        facts_of(recordings / "cfr.mp4", Path("ffmpeg"))
