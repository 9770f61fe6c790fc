"""The names of code numbers that several wrappers share."""

from __future__ import annotations

COLORS = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020"}
"""Of primaries, transfer and matrix alike, as far as they are used here (ITU-T H.273, tables 2 to 4)."""
PROFILES = {66: "baseline", 77: "main", 88: "extended", 100: "high", 110: "high 10", 122: "high 4:2:2"}
"""Of H.264 (ITU-T H.264, annex A)."""
HD = ["bt709"] * 3
