"""What the command line answers: exit codes, one line for people, JSON for programs, in the user's language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import MachineError
from newscast.cli import check, main, outcome
from newscast.cli.main import run

GOOD = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio]
segments:
  - story: uno
    headline: Uno
    parts: [{sot: camara.mp4}]
"""
BAD = GOOD.replace("headline:", "headlin:")


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Have `newscast check` end with an error."""

    def raises(**_arguments: Any) -> None:
        raise error

    monkeypatch.setattr(check.command, "callback", raises)


def test_done_is_0(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(GOOD)
    assert run(["check", "rundowns/hoy.yaml"]) == 0
    said = capfd.readouterr()
    assert "Total: 0:02" in said.out and said.err.startswith("rundowns/hoy.yaml: no errors.")


def test_an_error_in_the_files_is_1(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(BAD)
    for command in (["check"], ["build"], ["build", "--only", "radio"]):
        assert run([*command, "rundowns/hoy.yaml"]) == 1
        said = capfd.readouterr()
        assert said.out == ""
        assert "rundowns/hoy.yaml:7:5: " in said.err and "Did you mean “headline”?" in said.err
    assert not (sala.root / "output").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_errors_as_json(sala: Any, capfd: pytest.CaptureFixture[str], command: str) -> None:
    sala.write(BAD)
    assert run([command, "rundowns/hoy.yaml", "--json"]) == 1
    said = capfd.readouterr()
    errors = json.loads(said.out)["errors"]
    assert {(error["file"], error["line"], error["column"]) for error in errors} >= {("rundowns/hoy.yaml", 7, 5)}
    keys = {"code", "file", "line", "column", "message", "hint", "medium"}
    assert all(set(error) == keys for error in errors)
    assert "rundowns/hoy.yaml:7:5: " in said.err


def test_the_machine_as_json(sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(GOOD)
    monkeypatch.setenv("NEWSCAST_FFMPEG", "/no/ffmpeg")
    assert run(["build", "rundowns/hoy.yaml", "--json"]) == 74
    (error,) = json.loads(capfd.readouterr().out)["errors"]
    assert error["code"] == "machine" and "NEWSCAST_FFMPEG" in error["message"] and error["file"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "rundowns/hoy.yaml", "--only", "tele"],
        ["build", "rundowns/hoy.yaml", "--jobs", "0"],
        ["build", "rundowns/hoy.yaml", "--nothing"],
        ["bild", "rundowns/hoy.yaml"],
        ["check"],
        ["new"],
        ["new", "Info León"],
        ["build", "rundowns/hoy.yaml", "--only", ""],
        ["check", "rundowns/hoy.yaml", "--only", " , "],
        ["approve", "hoy", "--as", "ana", "--only", ""],
        ["watch", "rundows"],
        ["review", "rundowns/hoy.yaml"],
        ["graphics", ""],
        ["graphics", "x" * 300],
        ["accounts", "add", "eva", "--port", "99999"],
        ["accounts", "link", "eva", "--port", "0"],
    ],
)
def test_a_wrong_command_is_2(sala: Any, capfd: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    sala.write(GOOD)
    assert run(arguments) == 2
    said = capfd.readouterr()
    assert said.out == "" and said.err.strip() and "Traceback" not in said.err
    assert not (sala.root / "output").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["storyboard", "rundowns/hoy.yaml", "--output"],
        ["script", "rundowns/hoy.yaml", "--html"],
        ["graphics", "chica", "--output"],
        ["feed", "chica", "--to"],
        ["export", "hoy", "-o"],
    ],
)
def test_no_file_of_another_kind_is_written_over(
    sala: Any, capfd: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    rundown = sala.write(GOOD)
    before = rundown.read_bytes()
    assert run([*arguments, "rundowns/hoy.yaml"]) == 2
    assert "rundowns/hoy.yaml" in (said := capfd.readouterr().err) and "Traceback" not in said
    assert rundown.read_bytes() == before


def test_only_names_what_there_is(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    sala.write(GOOD)
    assert run(["build", "rundowns/hoy.yaml", "--only", "radio,periscopio"]) == 2
    assert "periscopio" in (said := capfd.readouterr().err) and "radio, tv, web, reel, square" in said


@pytest.mark.parametrize("name", ["no-hay.yaml", "rundowns", "rundowns/camara.mp4", "x" * 300, "x" * 300 + "/hoy.yaml"])
def test_what_is_no_rundown_is_1(sala: Any, capfd: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["check", name]) == 1
    assert (said := capfd.readouterr().err).startswith(name) and "Traceback" not in said


@pytest.mark.parametrize("named", ["assets/newsroom.yaml", "assets/shows/chica/show.yaml"])
@pytest.mark.parametrize("target", ["gone.yaml", "itself"])
def test_an_office_or_kit_behind_a_broken_link_is_not_taken_for_none(
    sala: Any, capfd: pytest.CaptureFixture[str], named: str, target: str
) -> None:
    """As on a disk that is not connected: its people, its law and its colours would be left out in silence."""
    sala.write(GOOD)
    path = sala.root / named
    path.unlink(missing_ok=True)
    path.symlink_to(path.name if target == "itself" else target)
    for command in ("check", "build"):
        assert run([command, "rundowns/hoy.yaml"]) == 1
        assert capfd.readouterr().err.startswith(f"{named}:1:1: ")


@pytest.mark.real
def test_closed_streams_lead_to_nowhere() -> None:
    code = "import os, sys; from newscast.cli import main; main.open_closed_streams(); sys.exit(os.open('/', 0))"
    closed = subprocess.run(["sh", "-c", 'exec "$0" -c "$1" <&- >&- 2>&-', sys.executable, code], check=False)
    assert closed.returncode > 2, "no file gets the number of a standard stream"


@pytest.mark.real
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
@pytest.mark.parametrize("terminal", [False, True])
def test_letters_that_the_streams_encoding_lacks_end_nothing(encoding: str, terminal: bool) -> None:
    """What goes to a program is UTF-8 however this machine writes; on a terminal there are marks in their place."""
    code = (
        "from newscast.cli import main; import sys;"
        "main.obeying = lambda asked: print('✓ Señal', file=sys.{}) or 0; main.main()"
    )
    for stream in ("stdout", "stderr"):
        child = [sys.executable, "-c", code.format(stream)]
        done = _in_a_terminal(child, encoding) if terminal else _piped(child, encoding)
        assert done.strip() == ("✓ Señal".encode(encoding, "replace") if terminal else "✓ Señal".encode())


@pytest.mark.real
@pytest.mark.parametrize("arguments", [["--help"], ["schema"], ["build", "x.yaml", "--help"]])
def test_a_reader_that_leaves_is_no_error_in_files(arguments: list[str]) -> None:
    code = "from newscast.cli import main; import sys; sys.argv = ['newscast', *sys.argv[1:]]; main.main()"
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([sys.executable, "-c", code, *arguments], stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    assert done.returncode == 130


@pytest.mark.real
@pytest.mark.parametrize(("arguments", "code"), [(["schema"], 74), (["check", "no-hay.yaml"], 1)])
def test_what_happened_is_told_by_the_code_where_no_disk_takes_words(arguments: list[str], code: int) -> None:
    source = "from newscast.cli import main; import sys; sys.argv = ['newscast', *sys.argv[1:]]; main.main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", source, *arguments], stdout=full, stderr=full, check=False)
    assert done.returncode == code


def _piped(command: list[str], encoding: str) -> bytes:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    return done.stdout + done.stderr


def _in_a_terminal(command: list[str], encoding: str) -> bytes:
    try:
        ours, theirs = os.openpty()
    except OSError:
        pytest.skip("no terminals here")
    with os.fdopen(ours, "rb", buffering=0) as seen:
        child = subprocess.Popen(
            command, env={**os.environ, "PYTHONIOENCODING": encoding}, stdout=theirs, stderr=theirs, close_fds=True
        )
        os.close(theirs)
        assert child.wait(timeout=60) == 0
        return seen.read(4096)


def test_a_current_folder_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert run(["status"]) == 74


def test_the_machine_is_74(sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    failing(monkeypatch, MachineError("The disk is full.", "what ffmpeg printed"))
    assert run(["check", "x.yaml"]) == 74
    said = capfd.readouterr().err
    assert said.startswith("The disk is full.\n")
    log = Path(said.splitlines()[1].partition(": ")[2])
    assert log.read_text(encoding="utf-8") == "what ffmpeg printed"
    log.unlink()


def test_an_operating_system_that_refuses_is_74(
    sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, PermissionError(13, "Permission denied", "/x"))
    assert run(["check", "x.yaml"]) == 74
    assert capfd.readouterr().err == "The machine refused: Permission denied (/x).\n"


def test_an_ffmpeg_that_does_not_run_is_74(
    sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    sala.write(GOOD)
    monkeypatch.setenv("NEWSCAST_FFMPEG", "/no/ffmpeg")
    assert run(["build", "rundowns/hoy.yaml"]) == 74
    assert "NEWSCAST_FFMPEG" in (said := capfd.readouterr().err) and "Traceback" not in said
    assert not (sala.root / "output").exists()
    monkeypatch.delenv("NEWSCAST_FFMPEG")
    assert run(["check", "rundowns/hoy.yaml"]) == 0, "the media were not to blame, and are not remembered as bad"


def test_a_bug_is_70_with_a_log(sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    failing(monkeypatch, ZeroDivisionError("the bug"))
    assert run(["check", "x.yaml"]) == 70
    said = capfd.readouterr().err
    assert "Traceback" not in said and said.count("\n") == 1
    log = Path(said.strip().rpartition(" ")[2])
    assert "ZeroDivisionError: the bug" in log.read_text(encoding="utf-8")
    log.unlink()


def test_a_library_that_changed_is_a_bug_with_a_log_and_no_recordings_fault(
    sala: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    sala.write(GOOD)
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    with monkeypatch.context() as patch:
        (tmp_path / "sitecustomize.py").write_text("import av; av.open = lambda file: None")
        patch.setenv("PYTHONPATH", str(tmp_path))
        assert run(["check", "rundowns/hoy.yaml"]) == 70
    said = capfd.readouterr().err
    assert "camara.mp4" not in said and said.count("\n") == 1
    log = Path(said.strip().rpartition(" ")[2])
    assert "recording.py" in (told := log.read_text(encoding="utf-8")) and "unexpected keyword argument" in told
    log.unlink()
    assert run(["check", "rundowns/hoy.yaml"]) == 0, "nothing bad of the media is remembered"


def test_an_interrupt_is_130(sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    assert run(["check", "x.yaml"]) == 130
    assert "Interrupted." in capfd.readouterr().err


def test_spanish(sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "es")
    sala.write(GOOD.replace("camara.mp4", "no-hay.mp4"))
    assert run(["check", "rundowns/hoy.yaml"]) == 1
    assert "No existe" in (said := capfd.readouterr().err) and "There is no" not in said


def test_help_loads_nothing_heavy(sala: Any) -> None:
    heavy = ["pydantic", "numpy", "av", "PIL", "ffmpeg", "jinja2", "rich", "scipy", "moviepy", "ruamel"]
    code = "import sys; from newscast.cli.main import run; run(['--help'])"
    code += f"; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert all(command in done.stdout for command in main.COMMANDS)


def test_doctor_names_what_it_found(sala: Any, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    said = capfd.readouterr().out
    for word in ("ffmpeg", "libx264", "mpeg2video", "Source Sans Pro", "es-419", "processors", "GB", str(sala.root)):
        assert word in said, word


def test_doctor_finds_a_missing_ffmpeg(
    sala: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSCAST_FFMPEG", "/no/ffmpeg")
    assert run(["doctor"]) == 74
    assert "✗ ffmpeg" in capfd.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("tongue", ["en", "es"])
def test_a_new_show_can_be_built(sala: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tongue: str) -> None:
    office = tmp_path / "oficina"
    office.mkdir()
    monkeypatch.chdir(office)
    monkeypatch.setenv("NEWSCAST_LANG", tongue)
    assert run(["new", "prueba", "--date", "2026-11-20"]) == 0
    assert run(["check", "rundowns/2026-11-20-prueba.yaml"]) == 0
    if tongue == "es":
        assert run(["build", "rundowns/2026-11-20-prueba.yaml", "--only", "radio"]) == 0
        folder = office / "output/2026-11-20-prueba/radio"
        assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".mp3", ".wav"]


def test_of_many_logs_the_latest_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(outcome, "_MOST_LOGS", 3)
    for day in range(1, 6):
        (tmp_path / f"newscast-2026010{day}-070000-{day}.log").write_text("old")
    (tmp_path / "newscast-guion-de-ayer.log").write_text("somebody else's")
    path = Path(outcome._log("new"))
    assert path.read_text() == "new"
    names = sorted(each.name for each in tmp_path.iterdir())
    assert len(names) == 4 and names[:2] == [f"newscast-2026010{day}-070000-{day}.log" for day in (4, 5)]


READERLESS = """
from newscast.build import door
from newscast.build.request import Built
from newscast.cli.main import main
from pathlib import Path

manifest = {"duration": 1.0, "built": {"steps": 1, "rendered": 0, "seconds": 0.1}}
manifest["deliverables"] = {"radio": {"qc": {"verdict": "pass", "checks": []}}}
door.recall = lambda *_: [Built(Path("output/hoy"), manifest, None)]
main()
"""


@pytest.mark.real
def test_a_manifest_that_nobody_reads_ends_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", READERLESS, "build", "rundowns/hoy.yaml", "--json"]
    ended = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (130, b"")


def test_a_bug_with_a_name_of_half_a_character_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert outcome.outcome_of(ZeroDivisionError(os.fsdecode(b"hoy\xff"))).exit_code == 70
    (log,) = tmp_path.glob("newscast-*.log")
    assert "hoy\\udcff" in log.read_text(encoding="utf-8")


def test_a_rundown_that_is_a_link_to_itself_is_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "assets/shows/chica").mkdir(parents=True)
    (tmp_path / "vuelta.yaml").symlink_to("vuelta.yaml")
    monkeypatch.chdir(tmp_path)
    assert run(["check", "vuelta.yaml"]) == 1
    said = capfd.readouterr().err
    assert said.startswith("vuelta.yaml:1:1: ") and "Traceback" not in said
