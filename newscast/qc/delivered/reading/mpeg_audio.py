"""What an MP3 or an MP2 file says of itself: its frames, and its tag with chapters and a cover."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from newscast.base.timecode import timestamp
from newscast.wrappers.mpa.frames import read_frames


def read(path: Path) -> dict[str, Any]:
    """The facts, by name. Raises ValueError where there is no sound."""
    frames = read_frames(path)
    first = frames.first
    return {
        "layer": first.layer,
        "kbits": list(frames.kbits),
        "rest": frames.rest,
        "tracks": 1,
        "channels": [first.channels],
        "sample_rates": [first.rate],
        "sound_codecs": [f"mp{first.layer}"],
        "samples": frames.samples,
        "counted": frames.said is None or frames.said == frames.count,
        **_tag(path, frames.samples / first.rate),
    }


def _tag(path: Path, seconds: float) -> dict[str, Any]:
    from mutagen.id3 import ID3, error

    try:
        tag: Any = ID3(path, translate=False)  # type: ignore[no-untyped-call]
    except error:
        return {"tag": None}
    chapters = tag.getall("CHAP")
    listed = [name for contents in tag.getall("CTOC") for name in contents.child_element_ids]
    return {
        "tag": f"2.{tag.version[1]}",
        "title": _text(tag, "TIT2"),
        "named": _text(tag, "TIT2"),
        "tag_length": int(_text(tag, "TLEN") or 0),
        "cover": bool(tag.getall("APIC")),
        "chapters": len(chapters),
        "chapter_times": [told_chapter(each.start_time, each.end_time) for each in chapters],
        "chapters_ordered": all(_follows(*each) for each in pairwise(chapters)),
        "chapters_inside": all(each.start_time < each.end_time <= seconds * 1000 + 1 for each in chapters),
        "chapters_listed": listed == [each.element_id for each in chapters],
        "chapters_titled": all(any(inner.FrameID == "TIT2" for inner in each.sub_frames.values()) for each in chapters),
    }


def _text(tag: Any, name: str) -> str | None:
    return str(tag[name]) if name in tag else None


def told_chapter(start: int, end: int) -> str:
    """From when to when a chapter goes, given in milliseconds."""
    return f"{timestamp(Fraction(start, 1000))} - {timestamp(Fraction(end, 1000))}"


def _follows(before: Any, after: Any) -> bool:
    return bool(before.start_time <= after.start_time and before.end_time <= after.start_time)
