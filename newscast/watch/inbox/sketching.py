"""A draft rundown of one story, from a text and what came with it, for somebody to finish: pure."""

from __future__ import annotations

import codecs
import json
import posixpath
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newscast.base.i18n import _
from newscast.document.invisible import without_marks
from newscast.document.text import CONTROL
from newscast.document.words import as_slug

WORDS_A_MINUTE = 150
_ABOUT = 2.5
"""Times as long or as short as reading at that speed a recording of the copy is: people hurry, pause, start over."""
_LONGEST = 60
"""Characters of a slug."""
_WIDTH = 100
_SIGNS = re.compile(r"^[#>*\-\s]+|[*\s]+$")
"""What Markdown puts around a headline."""
_OWN = ("open", "headlines", "story", "sting", "break", "spot", "close")
"""Short names that segments have by themselves."""


@dataclass(frozen=True)
class Recording:
    """A file of sound alone: its path from the rundown's folder, and how many seconds it has."""

    path: str
    seconds: float


@dataclass(frozen=True)
class Material:
    """What came with a text: recordings, and clips and photos as paths; `sounding` clips have sound."""

    recordings: tuple[Recording, ...] = ()
    clips: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    sounding: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """A text's headline and paragraphs."""

    headline: str
    copy: tuple[str, ...]

    @property
    def slug(self) -> str:
        slug = as_slug(self.headline)
        if len(slug) > _LONGEST:
            slug = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
        plain = re.sub(r"-\d+$", "", slug)
        return f"note-{slug}".rstrip("-") if plain in _OWN or not slug else slug


def words_of(data: bytes) -> Words | None:
    """The words of a text file as programs and telephones write them; None where there are none."""
    decoded = unicodedata.normalize("NFC", _decoded(data)).replace("\r\n", "\n").replace("\r", "\n")
    text = without_marks(CONTROL.sub("", decoded.replace("\t", " ")))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    at = next((number for number, line in enumerate(lines) if _SIGNS.sub("", line)), None)
    if at is None:
        return None
    return Words(_SIGNS.sub("", lines[at]), tuple(_paragraphs(lines[at + 1 :])))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines without an empty one between them are one paragraph."""
    for paragraph in "\n".join(lines).split("\n\n"):
        if joined := " ".join(paragraph.split()):
            yield joined


def sketch(show: str, day: date, words: Words, material: Material, origin: str) -> str:
    """The rundown as YAML, with comments in the office's language on what to finish; `origin` is where it came from."""
    copy = words.copy or (words.headline,)
    voice = _voice(material.recordings, copy)
    others = [each.path for each in material.recordings if each.path != voice]
    return "\n".join(
        [
            *_heading(origin, words, voice, others, material),
            "rundown: 1",
            f"show: {_text(show)}",
            f"date: {day}",
            "# presenters: [...]  # " + _("who reads; the people are in assets/newsroom.yaml"),
            "",
            "segments:",
            f"  - story: {_text(words.slug)}",
            f"    headline: {_text(words.headline, always=True)}",
            "    parts:",
            *_spoken(copy, voice, [*material.clips, *material.photos]),
            *(line for path in others for line in _sot(path, material.photos)),
            "",
        ]
    )


def _heading(origin: str, words: Words, voice: str | None, others: Sequence[str], material: Material) -> list[str]:
    """Comments: where it comes from, and what is left to do."""
    todo = [_("the date and the headline"), _("who reads (presenters)")]
    if not words.copy:
        todo.append(_("the copy: the text had only its first line"))
    if voice is None:
        todo.append(_("the recording of the copy (voice)"))
    if others:
        todo.append(_("who speaks in each recording (who), and what is said (transcript)"))
    if material.sounding:
        form = _("whether somebody speaks in {clips}; then write it as a part of its own: - sot: FILE")
        todo.append(form.format(clips=", ".join(posixpath.basename(clip) for clip in material.sounding)))
    first = _("A draft of one story, made from what lay in {place}. Still to be finished by hand:")
    return [*_comment(first.format(place=origin)), *(line for each in todo for line in _comment(f"- {each}"))]


def _spoken(copy: Sequence[str], voice: str | None, pictures: Sequence[str]) -> list[str]:
    """The copy as a part: over pictures, or read where there are none."""
    lines = [f"      - {'vo' if pictures else 'read'}: >"]
    for number, paragraph in enumerate(copy):
        lines += [""] if number else []
        lines += textwrap.wrap(
            paragraph, _WIDTH, initial_indent=" " * 10, subsequent_indent=" " * 10, break_long_words=False
        )
    if voice:
        lines.append(f"        voice: {_text(voice)}")
    else:
        lines.append("        # voice: " + _("the recording of the copy, or `synth`"))
    return [*lines, *_pictures(pictures)]


def _sot(path: str, photos: Sequence[str]) -> list[str]:
    lines = [f"      - sot: {_text(path)}", "        # who: " + _("the short name of who speaks")]
    return [*lines, "        # transcript: " + _("what is said"), *_pictures(photos[:1])]


def _pictures(paths: Sequence[str]) -> list[str]:
    return ["        pictures:", *(f"          - {_text(path)}" for path in paths)] if paths else []


def _voice(recordings: Sequence[Recording], copy: Sequence[str]) -> str | None:
    """The recording that lasts about as long as reading the copy does."""
    seconds = sum(len(paragraph.split()) for paragraph in copy) * 60 / WORDS_A_MINUTE
    near = [each for each in recordings if seconds / _ABOUT <= each.seconds <= seconds * _ABOUT]
    return min(near, key=lambda each: abs(each.seconds - seconds)).path if near else None


def _comment(text: str) -> list[str]:
    line = " ".join(text.split())
    return textwrap.wrap(line, 110, initial_indent="# ", subsequent_indent="#   ", break_long_words=False)


def _text(text: str, always: bool = False) -> str:
    """A text as YAML, in quotes where it needs them."""
    plain = re.fullmatch(r"[A-Za-z0-9][\w./-]*[A-Za-z0-9]", text, re.ASCII) and ("/" in text or text[0].isalpha())
    if not always and plain and text not in ("true", "false", "null", "yes", "no", "on", "off"):
        return text
    return json.dumps(text, ensure_ascii=False)
