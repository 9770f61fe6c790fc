"""MPEG-2 in QuickTime is looked at like that in MXF: its groups, and the time codes before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.model import Delivery
from newscast.qc.delivered.reading.movie import read
from newscast.step.step import Tools
from newscast.wrappers.mp4.finishing import finish_mpeg2

pytestmark = pytest.mark.real

ASKED = {
    "codec": "mpeg2",
    "profile": "4:2:2",
    "size": "320x180",
    "closed": True,
    "gop": 15,
    "gop_timecode": "01:00:00;00",
    "gop_timecodes_follow": True,
}


def test_two_clocks_in_one_file_are_found(small_master: Path, tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "master.mov"
    options = ["-map", "0:v", "-map", "0:a", "-c", "copy", "-tag:v", "xd5b", "-timecode", "01:00:00;00"]
    tools.ffmpeg(["-i", str(small_master), *options, str(path)])
    wanted = Delivery("mov", {**dict.fromkeys(("index_first", "edit_lists")), **ASKED})
    before = check_delivery(read(path), wanted)
    finish_mpeg2(path, None)
    after = check_delivery(read(path), wanted)
    assert isinstance(before.measured, dict) and isinstance(after.measured, dict)
    assert set(before.measured) - set(after.measured) == {"gop-timecode", "gop-timecodes"}
    assert not {rule for rule in after.measured if rule.startswith(("gop", "picture-codec", "picture-profile"))}
