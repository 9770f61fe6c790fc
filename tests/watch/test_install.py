"""The unit that starts the watcher: names of any kind, once and again, and words where there is no systemd."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.base.errors import UsageError
from newscast.watch.install import Machine, install, kept_environment, own_command, unit_text

ODD = "sala 100%u \"de\" re\\dacción $HOME 'x' {a};#"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "home", {"USER": "ana", "NEWSCAST_FFMPEG": f"/opt/{ODD}/ffmpeg"}, "linux", True, False)


def units(machine: Machine) -> list[Path]:
    return sorted(machine.units.iterdir())


def test_it_writes_a_unit_and_says_how_to_start_it(machine: Machine, tmp_path: Path) -> None:
    root = tmp_path / "Redacción"
    said = install(root, ["/opt/newscast"], machine)
    (unit,) = units(machine)
    assert unit == tmp_path / "home/.config/systemd/user/newscast-redaccion.service"
    assert any(f"systemctl --user enable --now {unit.name}" in line for line in said)
    assert any("loginctl enable-linger ana" in line for line in said)
    text = unit.read_text(encoding="utf-8")
    assert f"WorkingDirectory={root}\n" in text
    assert 'ExecStart=:"/opt/newscast" "watch"\n' in text and "Restart=on-failure\n" in text
    assert "NEWSCAST_LANG=en" in text


def test_again_is_harmless(machine: Machine, tmp_path: Path) -> None:
    install(tmp_path / "sala", ["/opt/newscast"], machine)
    (unit,) = units(machine)
    before = unit.stat().st_mtime_ns
    said = install(tmp_path / "sala", ["/opt/newscast"], machine)
    assert "there already" in said[0] and unit.stat().st_mtime_ns == before
    said = install(tmp_path / "sala", ["/opt/other"], machine)
    assert "written anew" in said[0] and any("restart" in line for line in said)
    assert units(machine) == [unit]


def test_two_newsrooms_of_one_name_do_not_share_a_unit(machine: Machine, tmp_path: Path) -> None:
    for folder in ("a/sala", "b/sala", "a/sala"):
        install(tmp_path / folder, ["/opt/newscast"], machine)
    first, second = units(machine)
    texts = {path.read_text(encoding="utf-8") for path in (first, second)}
    assert {f"WorkingDirectory={tmp_path}/{name}/sala" in text for text in texts for name in "ab"} == {True, False}


def test_somebody_elses_unit_is_left_alone(machine: Machine, tmp_path: Path) -> None:
    machine.units.mkdir(parents=True)
    own = machine.units / "newscast-sala.service"
    own.write_text("[Service]\nExecStart=/bin/true\n", encoding="utf-8")
    install(tmp_path / "sala", ["/opt/newscast"], machine)
    assert own.read_text(encoding="utf-8") == "[Service]\nExecStart=/bin/true\n"
    assert len(units(machine)) == 2


def test_the_environment_that_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    kept = kept_environment({"NEWSCAST_STORE": "store", "NEWSCAST_JOBS": "1", "PATH": "/bin", "TZ": "America/Cancun"})
    assert kept == {
        "NEWSCAST_STORE": str(tmp_path / "store"),
        "NEWSCAST_JOBS": "1",
        "TZ": "America/Cancun",
        "NEWSCAST_LANG": "en",
    }
    assert kept_environment({"NEWSCAST_STORE": "s3://bucket/x"})["NEWSCAST_STORE"] == "s3://bucket/x"


def test_names_that_no_unit_can_hold() -> None:
    with pytest.raises(UsageError, match="Give it another name"):
        unit_text(Path("/srv/a\nExecStart=/bin/false"), ["/opt/newscast"], {})
    with pytest.raises(UsageError, match="Give it another name"):
        unit_text(Path(os.fsdecode(b"/srv/\xff")), ["/opt/newscast"], {})


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"platform": "darwin"}, "launchd"),
        ({"windows": True}, "systemd=true"),
        ({}, "systemd does not run"),
    ],
)
def test_without_systemd_it_says_what_to_do(
    machine: Machine, tmp_path: Path, change: dict[str, object], word: str
) -> None:
    elsewhere = replace(machine, systemd=False, **change)  # type: ignore[arg-type]
    said = "\n".join(install(tmp_path / "sala chica", ["/opt/newscast"], elsewhere))
    assert word in said and f"cd '{tmp_path}/sala chica' && /opt/newscast watch" in said.replace("'\"'\"'", "'")
    assert not machine.units.exists()


@pytest.mark.real
def test_how_this_newscast_is_started() -> None:
    command = own_command()
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("newscast ")


@pytest.mark.real
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("name", ["sala", ODD])
def test_systemd_takes_it(machine: Machine, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / name
    root.mkdir()
    program = root / "newscast"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    install(root, [str(program)], machine)
    (unit,) = units(machine)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
