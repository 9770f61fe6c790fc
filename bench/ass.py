"""Captions as libass draws them: white on a dark box, low on the canvas."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from newscast.base.canvas import Canvas
from newscast.captions.cue import Cue

_FORMAT = (
    "Name, Fontname, Fontsize, PrimaryColour, BackColour, OutlineColour, Bold, BorderStyle, Outline, Alignment, MarginV"
)


def write_ass(cues: Iterable[Cue], size: Canvas, path: Path) -> Path:
    """Write the cues, whose frames count from the start of the episode, as an ASS file for a canvas; its path."""
    letters, margin = min(size.width, size.height) // 20, size.height * 35 // 100
    look = f"Caption,Source Sans Pro,{letters},&H00FFFFFF,&H60000000,&H60000000,1,3,{letters // 4},2,{margin}"
    head = f"[Script Info]\nScriptType: v4.00+\nPlayResX: {size.width}\nPlayResY: {size.height}\n"
    styles = f"\n[V4+ Styles]\nFormat: {_FORMAT}\nStyle: {look}\n"
    events = "\n[Events]\nFormat: Layer, Start, End, Style, Text\n"
    lines = [
        f"Dialogue: 0,{_time(cue.start / size.rate)},{_time(cue.end / size.rate)},Caption,{_lines(cue)}\n"
        for cue in cues
    ]
    path.write_text(head + styles + events + "".join(lines), encoding="utf-8")
    return path


def _lines(cue: Cue) -> str:
    return r"\N".join(cue.lines)


def _time(seconds: Fraction) -> str:
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest // 100:02}.{rest % 100:02}"
