"""The deliverables there are, by name, and how loud each is: the one list, in the order in which they are built."""

from __future__ import annotations

LOUDNESS: dict[str, tuple[float, float]] = {
    "radio": (-23.0, -1.0),
    "tv": (-24.0, -2.0),
    "web": (-16.0, -1.0),
    "reel": (-14.0, -1.0),
    "square": (-14.0, -1.0),
}
"""Integrated loudness in LUFS and true-peak limit in dBTP, where a kit says nothing else: EBU R128 for radio, ATSC A/85
for TV, platform practice for the rest."""
