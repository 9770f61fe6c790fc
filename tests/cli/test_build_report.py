"""What is said of a finished build."""

from __future__ import annotations

import pytest

from newscast.cli.build_report import print_deliverable

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
