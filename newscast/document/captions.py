"""An editor's caption file, SubRip or WebVTT: its captions with the lines of the file in which they stand."""

from __future__ import annotations

import codecs
import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.filenames import alike
from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.document.text import CONTROL, control_problem, read_bytes
from newscast.document.words import short

SUFFIXES = (".srt", ".vtt")

_ARROW = "-->"
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?"
_TIMINGS = pattern(rf"\s*{_TIME}\s*(?:[-–—]+>|[→⟶])\s*{_TIME}(?:\s.*)?")
"""Word processors make other arrows of -->."""
_NEARLY = pattern(rf"\s*-?{_TIME}\s*[^\w\s]{{1,4}}\s*{_TIME}(?:\s.*)?")
_UNSEEN = "\u200b\u2060\ufeff"
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_OLD = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS 850"}
_ACCENTED = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’…")
_BLOCK = pattern(r"(NOTE|STYLE|REGION)(\s|$)")
_VOICE = pattern(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = pattern(r"</?(?:[biuvc]|font|ruby|rt|lang)(?:[.\s=][^<>]*)?>|<(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}>", re.IGNORECASE)
_CODE = pattern(r"\{\\[^{}]*\}")


@dataclass(frozen=True)
class WrittenCue:
    """A caption as somebody wrote it, in seconds; `place` is its line of times."""

    start: Fraction
    end: Fraction
    lines: tuple[str, ...]
    speaker: str
    place: Place

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class WrittenCaptions:
    """A file of captions as it was read, in the order of their times; `path` is as places in it have it."""

    path: Path
    sha256: str
    cues: tuple[WrittenCue, ...]


def tag_in(name: str, stem: str) -> str | None:
    """What the name of a caption file says between that of its rundown, `stem`, and its suffix: a language, or nothing;
    None where it is none of that rundown. Systems spell accents in other signs, and some count no capitals."""
    whole, suffix = posixpath.splitext(name)
    if suffix.lower() not in SUFFIXES:
        return None
    before, tag = posixpath.splitext(whole)
    if alike(whole) == alike(stem):
        return ""
    return tag[1:] if tag and alike(before) == alike(stem) else None


def read_captions(path: Path, problems: list[Problem], place: Place | None = None) -> WrittenCaptions | None:
    """The captions of a file; `place` is where another file names it. What is wrong goes to `problems`; None where
    that is an error."""
    try:
        data = read_bytes(path, place, ".srt")
        text = _decoded(data, path, problems)
        written = list(_cues(text.splitlines(), path))
    except FilesError as error:
        problems += error.problems
        return None
    problems += _disordered(written)
    cues = tuple(sorted(written, key=lambda cue: (cue.start, cue.end)))
    return WrittenCaptions(path, hashlib.sha256(data).hexdigest(), cues)


def _disordered(cues: Sequence[WrittenCue]) -> Iterator[Problem]:
    """A warning for each caption that begins before the one above it: its times may be mistyped."""
    for one, other in pairwise(cues):
        if other.start < one.start:
            message = _("This caption begins before the one above it in the file: “{text}”. It is shown in its time.")
            hint = _("If its times are right, move it up; if not, correct them.")
            yield Problem(message.format(text=short(other.text)), hint, other.place, warning=True, code="caption-rule")


def _decoded(data: bytes, path: Path, problems: list[Problem]) -> str:
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        encoding = max(_OLD, key=lambda each: sum(map(_ACCENTED.__contains__, data.decode(each, "replace"))))
        text = data.decode(encoding, "replace")
        said = _("“{name}” is not in UTF-8: it is read as {encoding}.")
        message = said.format(name=path.name, encoding=_OLD[encoding])
        hint = _("Look at its accents, and save it in UTF-8.")
        problems.append(Problem(message, hint, Place(path), warning=True, code="caption-encoding"))
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), 1):
        if found := CONTROL.search(line):
            raise FilesError([control_problem(found[0], Place(path, number, found.start() + 1))])
    # No other line ends than those that editors count.
    return re.sub(f"[{_UNSEEN}]", "", re.sub("[\v\f\x1c-\x1e\x85\u2028\u2029]", " ", text))


def _encoding(data: bytes) -> str:
    """UTF-16 by its mark, or without one by the zero beside its first letter, which is a digit or the W of WEBVTT."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(data) > 1 and len(data) % 2 == 0 and bool(data[0]) != bool(data[1]):
        return "utf-16-le" if data[0] else "utf-16-be"
    return "utf-8-sig"


def _cues(lines: Sequence[str], path: Path) -> Iterator[WrittenCue]:
    starts = [index for index, line in enumerate(lines) if _is_timed(line) and not _is_noted(lines, index)]
    if not starts:
        message = _("There are no captions in “{name}”.").format(name=path.name)
        raise FilesError([Problem(message, _example(), Place(path), code="caption-file")])
    wrong = [problem for index in range(starts[0]) if (problem := _stray(lines, index, path))]
    cues = []
    for index, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = _timed(lines[index], Place(path, index + 1))
        if isinstance(found, Problem):
            wrong.append(found)
            continue
        words = _payload(lines[index + 1 : following], last=following == len(lines))
        if words:
            speaker = _VOICE.search(" ".join(words))
            shown = tuple(filter(None, map(_shown, words)))
            cues.append(WrittenCue(*found, shown, speaker[1].strip() if speaker else "", Place(path, index + 1)))
    if wrong:
        raise FilesError(wrong)
    yield from (cue for cue in cues if cue.lines)


def _is_timed(line: str) -> bool:
    timed = line.strip(_DIRECTIONS)
    return _ARROW in line or any(each.fullmatch(timed) for each in (_TIMINGS, _NEARLY))


def _is_noted(lines: Sequence[str], index: int) -> bool:
    """Whether a line belongs to a comment or the like of a WebVTT file."""
    while index and lines[index - 1].strip():
        index -= 1
    return _BLOCK.match(lines[index]) is not None


def _stray(lines: Sequence[str], index: int, path: Path) -> Problem | None:
    """What is wrong with a line before the first caption: a header, comments and a number are not."""
    line = lines[index]
    block = index
    while block and lines[block - 1].strip():
        block -= 1
    known = not line.strip() or lines[block].startswith("WEBVTT") or _BLOCK.match(lines[block])
    if known or (index + 1 < len(lines) and _is_timed(lines[index + 1])):
        return None
    message = _("“{text}” belongs to no caption: there are no times above it.").format(text=short(line))
    return Problem(message, _example(), Place(path, index + 1), code="caption-file")


def _timed(line: str, place: Place) -> tuple[Fraction, Fraction] | Problem:
    found = _TIMINGS.fullmatch(line.strip(_DIRECTIONS))
    if found is None or _overflows(found.groups()[:4]) or _overflows(found.groups()[4:]):
        message = _("“{text}” are no times of a caption.").format(text=short(line))
        return Problem(message, _example(), place, code="caption-file")
    start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
    if end <= start:
        message = _("This caption ends before it begins: “{text}”.").format(text=short(line))
        return Problem(message, _("Write the time of its end second."), place, code="caption-file")
    return start, end


def _overflows(groups: Sequence[str | None]) -> bool:
    """Whether seconds are a minute or more, or minutes an hour or more beside hours: somebody mistyped."""
    hours, minutes, seconds = groups[:3]
    return int(seconds or 0) > 60 or (hours is not None and int(minutes or 0) > 59)


def _seconds(groups: Sequence[str | None]) -> Fraction:
    hours, minutes, seconds = (int(group or 0) for group in groups[:3])
    return Fraction((hours * 60 + minutes) * 60 + seconds) + Fraction(f"0.{groups[3] or 0}")


def _payload(lines: Sequence[str], last: bool) -> list[str]:
    """The lines of a caption among those up to the next one's times: not that one's number, nor comments."""
    kept: list[str] = []
    noted = False
    for index, line in enumerate(lines):
        before_empty = index == 0 or not lines[index - 1].strip()
        noted = bool(line.strip()) and (noted or (before_empty and index > 0 and _BLOCK.match(line) is not None))
        if not noted:
            kept.append(line)
    kept = kept[: len("".join("x" if line.strip() else " " for line in kept).rstrip())] if last else kept
    numbered = bool(kept) and kept[-1].strip().isdigit()
    alone = len(kept) == 1 or (len(kept) > 1 and not kept[-2].strip())
    # A number or a name of the next one; at the end of the file only a number can be that of one without times.
    if kept and kept[-1].strip() and (numbered and alone and len(kept) > 1 if last else alone or numbered):
        kept.pop()
    return [line.strip() for line in kept if line.strip()]


def _shown(line: str) -> str:
    """A line without the markup of players."""
    from html import unescape

    return " ".join(unescape(_TAG.sub("", _CODE.sub("", _VOICE.sub("", line)))).split())


def _example() -> str:
    return _("Each caption has a line of times such as `00:00:01,500 --> 00:00:04,000`, and its text below it.")
