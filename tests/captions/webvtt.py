"""The grammar of WebVTT files as W3C writes it for authors (section 4), stricter than any player: what is wrong with a
file, line by line. Written for the tests alone, from the specification and not from what newscast writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMINGS = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}((?:[ \t]+\S+)*)")
_SETTING = re.compile(
    r"(?:vertical:(?:rl|lr)|line:(?:-?\d+|\d+(?:\.\d+)?%)(?:,(?:start|center|end))?|size:\d+(?:\.\d+)?%"
    r"|position:\d+(?:\.\d+)?%(?:,(?:line-left|center|line-right))?|align:(?:start|center|end|left|right)|region:\S+)"
)
_TOKEN = re.compile(r"<(/?)([^<>]*)>|([^<]+)|(<)")
_REFERENCE = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#x[0-9A-Fa-f]+);")
_OPENING = re.compile(r"(c|i|b|u|ruby|rt|v|lang)((?:\.[^\s.&<>]+)*)(?:[ \t]+([^&>\n]*(?:&\w+;[^&>\n]*)*))?")


def faults(content: bytes) -> list[str]:
    """What the grammar does not allow; nothing of a file that conforms."""
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return ["not UTF-8"]
    lines = re.split(r"\r\n|\n|\r", text)
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]) or "-->" in lines[0]:
        return ["the first line is not WEBVTT"]
    if len(lines) > 1 and lines[1]:
        return ["there is a line right under WEBVTT"]
    if text.endswith("WEBVTT") and len(lines) == 1:
        return []
    return [f"block {number}: {fault}" for number, fault in _blocks("\n".join(lines[1:]))]


def _blocks(body: str) -> Iterator[tuple[int, str]]:
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", body) if block.strip("\n")]
    names: list[str] = []
    before, cues = 0, False
    for number, block in enumerate(blocks, 1):
        lines = block.split("\n")
        if re.fullmatch(r"NOTE(?:[ \t].*)?", lines[0]):
            if "-->" in block:
                yield number, "an arrow in a comment"
            continue
        if re.fullmatch(r"(STYLE|REGION)[ \t]*", lines[0]):
            if cues or "-->" in block:
                yield number, f"{lines[0]} where none may be"
            continue
        cues = True
        if "-->" not in lines[0]:
            names.append(lines.pop(0))
            if names.count(names[-1]) > 1:
                yield number, f"two cues are called {names[-1]}"
        found = _TIMINGS.fullmatch(lines[0]) if lines else None
        if found is None:
            yield number, "no timings"
            continue
        start, end = _millis(found.groups()[:4]), _millis(found.groups()[4:8])
        if end <= start:
            yield number, "it ends before it begins"
        if start < before:
            yield number, "it begins before the cue above it"
        before = start
        yield from ((number, f"no such setting: {each}") for each in found[9].split() if not _SETTING.fullmatch(each))
        yield from ((number, fault) for fault in _payload("\n".join(lines[1:])))


def _millis(groups: tuple[str, ...]) -> int:
    hours, minutes, seconds, millis = (int(group or 0) for group in groups)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis


def _payload(text: str) -> Iterator[str]:
    """Cue text: spans that are closed in the order they were opened, and nothing unescaped. The end tag of a voice may
    be left out where it holds all of the text."""
    if not text:
        yield "no text"
    if "-->" in text:
        yield "an arrow in the text"
    opened: list[str] = []
    for index, (closing, tag, words, stray) in enumerate(_TOKEN.findall(text)):
        if stray:
            yield "a sign < that opens nothing"
        elif words:
            if "&" in _REFERENCE.sub("", words) or ">" in words:
                yield f"unescaped: {words!r}"
            if any(unescape(each) == each for each in _REFERENCE.findall(words)):
                yield f"no such sign: {words!r}"
        elif closing:
            if not opened or opened.pop() != tag:
                yield f"nothing to close with {tag!r}"
        elif re.fullmatch(_TIME, tag) is None:
            found = _OPENING.fullmatch(tag)
            if found is None or (found[1] in ("v", "lang")) != bool((found[3] or "").strip()):
                yield f"no such tag: <{tag}>"
            opened.append(found[1] if found else tag)
            if found and found[1] == "v" and "</v>" not in text and (index or text.count("<v") > 1):
                yield "a voice that is not closed and does not hold all of the text"
    if opened and opened != ["v"]:
        yield f"not closed: {opened}"
