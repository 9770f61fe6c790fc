"""The page counts frames and time codes as base/timecode.py does."""

from __future__ import annotations

import json
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.timecode import clock, parse_time, timecode_of
from newscast.review import app

TIME = Path(app.__file__).parent / "static/time.js"
RATES = ("24000/1001", "25", "30000/1001", "30", "50", "60000/1001")
FRAMES = [*range(40), *range(1795, 1805), *range(17978, 17990), 35963, 35964, 53946, 107892, 1_078_920, 2_589_407]
WRITTEN = (
    "00:01:00;02",
    "00:01:00;00",
    "00:10:00;00",
    "01:00:00:00",
    "1:05",
    "12.5",
    "1:02:03",
    "00:00:61:00",
    "x",
    "",
)
NODE = shutil.which("node")

SCRIPT = """
const time = await import(process.argv[1]);
const { rates, frames, written } = JSON.parse(process.argv[2]);
const told = {};
for (const text of rates) {
  const rate = time.rateOf(text);
  told[text] = {
    codes: frames.map((frame) => time.timecodeOf(frame, rate)),
    back: frames.map((frame) => time.frameOf(time.timecodeOf(frame, rate), rate)),
    shown: frames.map((frame) => {
      const next = time.secondsAt(frame + 1, rate) - 0.001;
      const moments = [time.secondsAt(frame, rate), time.middleOf(frame, rate), next];
      return moments.map((seconds) => time.frameAt(seconds, rate));
    }),
    written: written.map((text) => time.frameOf(text, rate)),
    clocks: frames.map((frame) => time.clock(time.secondsAt(frame, rate))),
  };
}
console.log(JSON.stringify(told));
"""


@pytest.mark.real
@pytest.mark.skipif(NODE is None, reason="there is no node to run the page's modules")
def test_frames_and_time_codes() -> None:
    asked = json.dumps({"rates": RATES, "frames": FRAMES, "written": WRITTEN})
    command = [str(NODE), "--input-type=module", "-e", SCRIPT, TIME.as_uri(), asked]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for text in RATES:
        rate = Fraction(text)
        assert told[text]["codes"] == [timecode_of(frame, rate) for frame in FRAMES], text
        assert told[text]["back"] == FRAMES, text
        assert told[text]["shown"] == [[frame] * 3 for frame in FRAMES], "from its beginning to its end"
        assert told[text]["clocks"] == [clock(frame / rate) for frame in FRAMES]
    drop = Fraction(30000, 1001)
    assert told["30000/1001"]["written"] == [
        1800,
        None,
        parse_time("00:10:00;00").frames(drop),
        parse_time("01:00:00:00").frames(drop),
        parse_time("1:05").frames(drop),
        parse_time("12.5s").frames(drop),
        parse_time("1:02:03").frames(drop),
        None,
        None,
        None,
    ]
    assert told["25"]["written"][:3] == [None, None, None], "this rate drops nothing"
