"""A file's text: read whole, bounded, decoded, with what other programs put in between removed."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.files import reason_of
from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.base.status import note

LIMIT = 1_000_000
"""Bytes. A rundown of a whole hour has about a tenth of it."""

CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = {"\x85": " ", "\u2028": " ", "\u2029": " ", "\ufeff": " "}
_HARD_SPACES = pattern(
    "^[ \u00a0]*\u00a0[ \u00a0]*|(?<=[:\\-,\\[{])\u00a0[ \u00a0]*|[ \u00a0]*\u00a0(?=#|$)", re.MULTILINE
)
"""Non-breaking spaces where YAML needs plain ones: at the beginning and end of a line and after its signs."""

_WORD, _WRITER, _SHEET, _SLIDES = "Word", "LibreOffice", "Excel", "PowerPoint"
_OFFICE, _RTF, _PDF, _PAGE, _ZIP, _PICTURE, _MEDIA = "Office", "RTF", "PDF", "HTML", "ZIP", "JPEG/PNG", "audio/video"
_MARKS = {
    (0, b"%PDF"): _PDF,
    (0, b"{\\rtf"): _RTF,
    (0, b"\xd0\xcf\x11\xe0"): _OFFICE,
    (0, b"\xff\xd8\xff"): _PICTURE,
    (0, b"\x89PNG"): _PICTURE,
    (4, b"ftyp"): _MEDIA,
    (0, b"RIFF"): _MEDIA,
    (0, b"OggS"): _MEDIA,
    (0, b"ID3"): _MEDIA,
}
"""Where a file of another program has its mark, and the mark."""
_PAGES = (b"<!doctype html", b"<html")
"""How a page of the web begins, in small letters."""

_PRETENDED: ContextVar[Mapping[str, bytes] | None] = ContextVar("pretended", default=None)


@dataclass(frozen=True)
class Document:
    """A text file as it was typed on the command line or in another file; `data` are its bytes."""

    path: Path
    data: bytes
    text: str


def read_document(path: Path, place: Place | None = None) -> Document:
    """The file's text, with `\\n` at line ends and no byte-order mark; columns stay what an editor shows.

    `place` is where another file names this one. Raises FilesError.
    """
    return document_of(path, read_bytes(path, place))


@contextmanager
def pretending(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """While this context lasts, files have these bytes, by their path with links resolved: those that they had when
    they were looked at, or are to have."""
    given = {os.fspath(path): data for path, data in contents.items()}
    token = _PRETENDED.set({**(_PRETENDED.get() or {}), **given})
    try:
        yield
    finally:
        _PRETENDED.reset(token)


def document_of(path: Path, data: bytes) -> Document:
    """The same of bytes that the file at `path` has, or is to have."""
    text = _decoded(data, Place(path))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        line, column = _line_column(text, found.start())
        raise FilesError([control_problem(found[0], Place(path, line, column))])
    return Document(path, data, as_typed(text))


def read_bytes(path: Path, place: Place | None = None, ending: str = ".yaml") -> bytes:
    """What is in a text file at `path`, which `place` names. Raises FilesError for what can be none, or is too big, and
    says then that one with this `ending` is meant."""
    at = place or Place(path)
    note(path)
    try:
        if path.is_dir():
            raise FilesError(
                [
                    Problem(
                        _("“{name}” is a folder.").format(name=path),
                        _("Name a file inside it."),
                        at,
                        code="file-folder",
                    )
                ]
            )
        if path.exists() and not path.is_file():
            raise FilesError([Problem(_("“{name}” is not a file.").format(name=path), "", at, code="file-not-a-file")])
        data = _pretended(path)
        if data is None:
            with path.open("rb") as file:
                data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        problem = unreadable(path, error, at)
        raise FilesError([_meant(problem, path) if place is None else problem]) from error
    if found := document_problem(data, path, at, ending):
        raise FilesError([found])
    if len(data) > LIMIT:
        message = _("The file is too big: more than {limit} MB.").format(limit=LIMIT // 1_000_000)
        raise FilesError([Problem(message, _("Is it really a text file?"), at, code="file-too-large")])
    return data


def _pretended(path: Path) -> bytes | None:
    contents = _PRETENDED.get()
    return contents.get(os.path.realpath(path)) if contents else None


def document_problem(data: bytes, path: Path, place: Place, ending: str) -> Problem | None:
    """What is said of a file of another program, by its first bytes; None where it may be text."""
    if data.startswith(b"PK\x03\x04"):
        known = {b"word/": _WORD, b"xl/": _SHEET, b"ppt/": _SLIDES, b"opendocument.text": _WRITER}
        kind = next((name for mark, name in known.items() if mark in data[:20_000] + data[-20_000:]), None)
        kind = kind or {".docx": _WORD, ".xlsx": _SHEET, ".odt": _WRITER}.get(path.suffix.lower(), _ZIP)
    else:
        text = data[:64].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
        page = _PAGE if text.startswith(_PAGES) else None
        kind = page or next((name for mark, name in _MARKS.items() if data[mark[0] :].startswith(mark[1])), None)
    if kind is None:
        return None
    hint = _("Copy its text into a plain-text editor, such as Notepad, and save it in UTF-8 with the ending {ending}.")
    if kind in (_PICTURE, _MEDIA):
        hint = _("Name the text file with the ending {ending}.")
    message = _("“{name}” is no text file: it is of the kind {kind}.").format(name=path.name, kind=kind)
    return Problem(message, hint.format(ending=ending), place, code="text-encoding")


def _meant(problem: Problem, path: Path) -> Problem:
    """The problem of a file that somebody named in a command, with the one that was meant."""
    if problem.code != "file-missing":
        return problem
    # Most files are there.
    from newscast.document.misnamed import where_it_may_be

    return replace(problem, hint=where_it_may_be(path))


def unreadable(path: Path | str, error: Exception, place: Place | None) -> Problem:
    """Why a file could not be opened, in the user's words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem(
            _("There is no file “{name}”.").format(name=path),
            _("Check the name and the folder."),
            place,
            code="file-missing",
        )
    if isinstance(error, PermissionError):
        hint = _("Ask whoever looks after the computer for permission to read it.")
        return Problem(_("“{name}” may not be read.").format(name=path), hint, place, code="file-forbidden")
    reason = reason_of(error, error.filename) if isinstance(error, OSError) else str(error)
    return Problem(
        _("“{name}” cannot be opened: {reason}.").format(name=path, reason=reason), "", place, code="file-unreadable"
    )


def _decoded(data: bytes, place: Place) -> str:
    if data and not data.strip(b"\0"):
        message = _("The file holds nothing but zeros: the computer or the disk was switched off while it was saved.")
        hint = _("Bring it back from a copy, or from your editor's own backup.")
        raise FilesError([Problem(message, hint, place, code="file-empty")])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[1:2] == b"\0" or data[:1] == b"\0":
        raise FilesError(
            [
                Problem(
                    _("The file is not in UTF-8 but in UTF-16."),
                    _save_as(),
                    place,
                    code="text-encoding",
                )
            ]
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FilesError([_not_utf8(data, error.start, place)]) from None


def _not_utf8(data: bytes, start: int, place: Place) -> Problem:
    before = data[:start].decode("utf-8-sig", "replace")
    line, column = _line_column(before, len(before))
    word = re.split(rb"\s", data[:start])[-1] + re.split(rb"\s", data[start:])[0]
    message = _("The file is not in UTF-8: the accents cannot be read (“{word}”).")
    shown = word.decode("cp1252", "replace")[:40]
    return Problem(message.format(word=shown), _save_as(), Place(place.file, line, column), code="text-encoding")


def _save_as() -> str:
    return _("Save it as plain text in UTF-8: in Notepad, Save as, Encoding, UTF-8.")


def as_typed(text: str) -> str:
    """A text with plain blanks in place of those that YAML does not take for one; as long as before."""
    for mark, space in _LINE_BREAKS.items():
        text = text.replace(mark, space)
    return _HARD_SPACES.sub(lambda found: " " * len(found[0]), text) if "\u00a0" in text else text


def control_problem(character: str, place: Place) -> Problem:
    """A character that no text may hold."""
    message = _("There is an invisible control character here (U+{code:04X}).").format(code=ord(character))
    hint = _("Is it really a text file?") if character == "\0" else _("Delete it and type the text again.")
    return Problem(message, hint, place, code="text-control-sign")


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
