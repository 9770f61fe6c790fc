"""What is said of a finished build."""

from __future__ import annotations

import pytest

from newscast.cli.build_report import print_deliverable

CHECK = {"check": "speech", "verdict": "warn", "file": "radio/hoy.wav", "message": "No se oye a nadie."}


@pytest.mark.parametrize(("tongue", "warning", "passed"), [("es", "aviso", "aprobado"), ("en", "warning", "passed")])
def test_verdicts_are_told_in_the_users_language(
    tongue: str, warning: str, passed: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", tongue)
    loudness = {"check": "loudness", "verdict": "pass", "measured": -23.0, "unit": "LUFS"}
    print_deliverable("radio", {"qc": {"verdict": "warn", "checks": [CHECK, loudness]}}, verbose=True)
    said = capfd.readouterr().err.splitlines()
    assert said[1] == f"    radio/hoy.wav: speech: {warning}: No se oye a nadie."
    assert said[2] == f"    radio: loudness: {passed}: loudness: -23.0 LUFS"
