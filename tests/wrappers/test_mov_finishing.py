"""MPEG-2 in QuickTime: time codes before groups agree with the track of time codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscast.step.step import Tools
from newscast.wrappers.mp4.boxes import Mp4Error
from newscast.wrappers.mp4.finishing import finish_mpeg2

pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    ("start", "codes"),
    [
        ("07:05:00;02", ["07:05:00;02", "07:05:00;15", "07:05:00;22", "07:05:01;05"]),
        ("23:59:59:20", ["23:59:59:20", "00:00:00:03", "00:00:00:10", "00:00:00:23"]),
    ],
)
def test_time_codes_run_on_from_the_files_own(
    start: str, codes: list[str], small_master: Path, tmp_path: Path, tools: Tools
) -> None:
    path = tmp_path / "master.mov"
    options = ["-map", "0:v", "-map", "0:a", "-c", "copy", "-timecode", start, "-movflags", "+faststart"]
    tools.ffmpeg(["-i", str(small_master), *options, str(path)])
    before = path.stat().st_size
    finish_mpeg2(path, 0b1010)
    assert path.stat().st_size == before
    said = tools.ffmpeg(["-i", str(path), "-map", "0:v", "-vf", "showinfo", "-f", "null", "-"])
    assert re.findall(r"GOP timecode: (\S+)", said) == codes
    assert said.count("Active format description: value of 10") == 40


def test_without_a_time_code_there_is_nothing_to_agree_with(small_master: Path, tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "none.mov"
    options = ["-map", "0:v", "-c", "copy", "-map_metadata", "-1", "-write_tmcd", "0"]
    tools.ffmpeg(["-i", str(small_master), *options, str(path)])
    with pytest.raises(Mp4Error, match="0 tracks of the kind tmcd"):
        finish_mpeg2(path, None)
