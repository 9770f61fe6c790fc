"""What is said of a finished build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newscast.build.request import Built
from newscast.cli.build_report import Report, print_deliverable
from newscast.picture.faces import unsought

CHECK = {"check": "speech", "verdict": "warn", "file": "radio/hoy.wav", "message": "No se oye a nadie."}


@pytest.mark.parametrize(
    ("tongue", "speech", "loud"),
    [("es", "voz: aviso", "sonoridad: aprobado"), ("en", "speech: warning", "loudness: passed")],
)
def test_checks_and_verdicts_are_told_in_the_users_language(
    tongue: str, speech: str, loud: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", tongue)
    loudness = {"check": "loudness", "verdict": "pass", "measured": -23.0, "unit": "LUFS"}
    print_deliverable("radio", {"qc": {"verdict": "warn", "checks": [CHECK, loudness]}}, verbose=True)
    said = capfd.readouterr().err.splitlines()
    assert said[1] == f"    radio/hoy.wav: {speech}: No se oye a nadie."
    assert said[2] == f"    radio: {loud}: -23.0 LUFS"


def test_what_is_said_of_several_files_is_said_once(capfd: pytest.CaptureFixture[str]) -> None:
    files = [{**CHECK, "file": f"web/hoy.{suffix}"} for suffix in ("srt", "vtt")]
    print_deliverable(
        "web", {"qc": {"verdict": "warn", "checks": [files[0], CHECK | {"check": "sync"}, files[1]]}}, False
    )
    first, second = capfd.readouterr().err.splitlines()[1:]
    assert first.startswith("    web/hoy.srt, web/hoy.vtt: ")
    assert second.startswith("    radio/hoy.wav: ")


def test_what_was_measured_of_a_picture_is_told_in_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    streams = [{"codec": "aac", "rate": 48000, "channels": 2}] * 2
    shapes = [
        ({"codec": "h264", "width": 320}, "h264 320"),
        (streams, "aac 48000 2 aac 48000 2"),
        ([2.5, 3.0], "2.5 3.0"),
    ]
    for measured, text in shapes:
        check = {"check": "video", "verdict": "pass", "measured": measured}
        print_deliverable("web", {"qc": {"verdict": "pass", "checks": [check]}}, verbose=True)
        assert capfd.readouterr().err.splitlines()[1].endswith(f": {text}")


@pytest.mark.parametrize(
    ("container", "sought", "told"), [("mp4", False, True), ("mp4", True, False), ("mp3", False, False)]
)
@pytest.mark.parametrize(("tongue", "word"), [("en", "faces"), ("es", "rostros")])
def test_a_build_says_that_nobody_looked_for_faces_in_its_pictures(
    container: str,
    sought: bool,
    told: bool,
    tongue: str,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", tongue)
    monkeypatch.setattr(unsought, "are_sought", lambda: sought)
    media = {"container": container, **({"video": {"codec": "h264"}} if container == "mp4" else {})}
    file = {"path": f"web/hoy.{container}", "role": "programme", "media": media}
    entry: dict[str, Any] = {"files": [file], "duration": 9.0, "qc": {"verdict": "pass", "checks": []}}
    manifest = {"deliverables": {"web": entry}, "built": {"rendered": 1, "steps": 2, "seconds": 3.0}}
    Report(verbose=False).stands(Built(Path("output/hoy"), manifest, None))
    assert any(word in line for line in capfd.readouterr().err.splitlines()) is told
