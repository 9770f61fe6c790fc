"""Hardware encoders: tried in order, remembered, and left alone where there is none."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.binary import Binary, find_binary
from newscast.base.canvas import canvas
from newscast.deliverables.encodings import h264, xdcam_hd422
from newscast.deliverables.hardware import ENCODERS, encodes, find_encoder, on_hardware

RATE = Fraction(30000, 1001)
BINARY = Binary(Path("ffmpeg"), "9.0", "build")


def test_the_first_that_works_is_taken_and_remembered(tmp_path: Path) -> None:
    asked: list[str] = []

    def works(_binary: Binary, name: str) -> bool:
        asked.append(name)
        return name == "h264_qsv"

    memory = tmp_path / "encoders.json"
    assert find_encoder(BINARY, memory, works) == "h264_qsv"
    assert asked == ["h264_nvenc", "h264_qsv"]
    assert find_encoder(BINARY, memory, lambda binary, name: False) == "h264_qsv"
    assert find_encoder(Binary(Path("ffmpeg"), "9.1", "other"), memory, lambda binary, name: False) is None


@pytest.mark.real
def test_the_trial_is_a_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENCODERS, "libx264", ({"preset": "ultrafast"}, ()))  # type: ignore[index]
    monkeypatch.setitem(ENCODERS, "h264_nobody", ({}, ()))  # type: ignore[index]
    assert encodes(find_binary(), "libx264")
    assert not encodes(find_binary(), "h264_nobody")


def test_only_h264_goes_to_hardware() -> None:
    software = h264(RATE, Fraction(2), crf=21)
    assert on_hardware(software, None) == software
    made = on_hardware(software, "h264_nvenc")
    assert made.options["vcodec"] == "h264_nvenc"
    assert made.options["g"] == software.options["g"]
    assert "crf" not in made.options
    tv = xdcam_hd422(canvas("landscape", RATE))
    assert on_hardware(tv, "h264_nvenc") == tv
