"""Reading caption files as strictly as the players that take least, and apart from what wrote them.

A reader takes a text and gives (start, end, lines), in seconds. ValueError, in English, says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from html import unescape
from xml.etree import ElementTree as ET

from newscast.base.timecode import round_half_up
from newscast.qc.captions.model import Caption

Read = tuple[Fraction, Fraction, tuple[str, ...]]

_SRT_TIMES = re.compile(r"(\d{2}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{2}):([0-5]\d):([0-5]\d),(\d{3})")
_VTT_TIMES = re.compile(
    r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t]+.*)?"
)
_VTT_TAG = re.compile(r"</?(?:[cbiuv]|ruby|rt|lang)(?:[. \t][^<>&]*)?>|<\d{2,}:[^<>&]*>|</>")
_VTT_ESCAPES = re.compile(r"&(?!(?:amp|lt|gt|lrm|rlm|nbsp|#\d+|#x[\da-fA-F]+);)|[<>]|-->")
_TTML = "{http://www.w3.org/ns/ttml}"
_TTML_TIME = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)(?:\.(\d+))?")


def read_captions(content: bytes, suffix: str, rate: Fraction) -> tuple[Caption, ...]:
    """The captions of a file with this suffix, with the dot, each time at its nearest frame. Raises ValueError."""
    read = READERS[suffix]
    return tuple(
        Caption(round_half_up(start * rate), round_half_up(end * rate), lines)
        for start, end, lines in read(content.decode("utf-8"))
    )


def _srt(text: str) -> Iterator[Read]:
    """SubRip: counted from 1, CRLF or LF, an empty line after each."""
    if not text:
        return
    blocks = text.replace("\r\n", "\n").removesuffix("\n").removesuffix("\n").split("\n\n")
    for number, block in enumerate(blocks, 1):
        lines = block.split("\n")
        if len(lines) < 3 or lines[0] != str(number):
            raise ValueError(f"caption {number} is not its number, its times and its text")
        yield *_times(_SRT_TIMES, lines[1]), tuple(re.sub(r"</?[biu]>", "", line) for line in lines[2:])


def _vtt(text: str) -> Iterator[Read]:
    """WebVTT as W3C's grammar has it: a signature alone, then blocks; comments and styles are passed over."""
    head, *blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").strip("\n"))
    if not re.fullmatch(r"WEBVTT(?:[ \t][^\n]*)?", head):
        raise ValueError("the first lines are no WebVTT header")
    for block in blocks:
        if re.match(r"(?:NOTE|STYLE|REGION)(?:[ \t\n]|$)", block):
            continue
        lines = block.split("\n")
        at = 0 if "-->" in lines[0] else 1
        times = _times(_VTT_TIMES, lines[at] if at < len(lines) else "")
        yield *times, tuple(_vtt_line(line) for line in lines[at + 1 :])


def _vtt_line(line: str) -> str:
    bare = _VTT_TAG.sub("", line)
    if found := _VTT_ESCAPES.search(bare):
        raise ValueError(f"{found[0]!r} is not escaped in {line!r}")
    return unescape(bare)


def _ttml(text: str) -> Iterator[Read]:
    """TTML as IMSC 1.1 text uses it: paragraphs with their times, lines parted by `br`."""
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    if root.tag != f"{_TTML}tt":
        raise ValueError(f"the document is a {root.tag}")
    for paragraph in root.iter(f"{_TTML}p"):
        start, end = (_ttml_seconds(paragraph.get(name, "")) for name in ("begin", "end"))
        yield start, end, tuple("".join(_parts(paragraph)).split("\n"))


def _parts(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        yield from ["\n"] if inner.tag == f"{_TTML}br" else _parts(inner)
        yield inner.tail or ""


def _ttml_seconds(text: str) -> Fraction:
    found = _TTML_TIME.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no time")
    hours, minutes, seconds, rest = found.groups()
    return _seconds(hours, minutes, seconds) + Fraction(f"0.{rest or 0}")


def _times(pattern: re.Pattern[str], line: str) -> tuple[Fraction, Fraction]:
    found = pattern.fullmatch(line)
    if not found:
        raise ValueError(f"{line!r} are no times")
    parts = found.groups()
    start, end = (_seconds(*parts[at : at + 3]) + Fraction(int(parts[at + 3]), 1000) for at in (0, 4))
    return start, end


def _seconds(hours: str | None, minutes: str, seconds: str) -> Fraction:
    return Fraction((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds))


READERS: dict[str, Callable[[str], Iterator[Read]]] = {".srt": _srt, ".vtt": _vtt, ".ttml": _ttml}
"""By suffix. A new one is a function, and a line here."""
