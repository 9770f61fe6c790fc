"""A dropped rundown at its new place: the media that came with it are named where they will lie."""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import FilesError, Problem
from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.document.load import read_source
from newscast.document.nodes import Mapping, Node, Text
from newscast.document.nodes import Sequence as List
from newscast.rundown.keep import kept, media_files
from newscast.rundown.load import Loaded, load
from newscast.watch.inbox.drops import path_alike


class RefusedError(Exception):
    """A drop that cannot be taken as it is; the text says why, and how to mend it, in the office's language."""


@dataclass(frozen=True)
class Fitted:
    """`data` is the rundown as it will lie in rundowns/, `missing` what it names of its own and did not bring."""

    data: bytes
    missing: tuple[str, ...]


def top_of(path: Path) -> Mapping:
    """The top level of a dropped rundown. Raises RefusedError."""
    try:
        return read_source(path, []).top
    except FilesError as error:
        raise RefusedError(_lines(error.problems)) from error


def named_in(top: Node) -> frozenset[str]:
    """Every text of a rundown that may name a file, as path_alike() has it."""
    return frozenset(path_alike(text) for text in _texts(top) if text and "\n" not in text.strip())


def fitted(rundown: Path, folder: Path, prefix: str, files: Collection[str]) -> Fitted:
    """The rundown for `folder`, naming its media below `prefix` there, such as `2026-11-20-info-leon/`.

    `files` came with it, relative to its own folder. What it names and did not bring, and what is not in `folder`
    either, is looked for below `prefix` too: it may come later. Raises RefusedError with everything that is wrong.
    """
    # As texts are, whatever the disk makes of it.
    prefix = unicodedata.normalize("NFC", prefix)
    data = rundown.read_bytes()
    tried = folder / f".arriving-{os.urandom(6).hex()}.yaml"
    try:
        tried.write_bytes(data)
        top = top_of(tried)
        wanted = _missing(tried)
    finally:
        tried.unlink(missing_ok=True)
    own = {path_alike(file) for file in files}
    late = {path_alike(path): path for path in wanted if path_alike(path) not in own}
    moved = [text for text in _texts(top) if path_alike(text) in own | set(late)]
    missing = sorted(path for path in late.values() if not (folder / prefix / path).exists())
    return Fitted(_prefixed(data, top, moved, prefix), tuple(missing))


def _missing(tried: Path) -> list[str]:
    """What the rundown names that is not there, from its folder; nothing of what lies outside of that."""
    try:
        loaded = load(tried, draft=True)
    except FilesError as error:
        # What is wrong with the kit or newsroom.yaml is no fault of this rundown's.
        own = [each for each in error.problems if not each.warning and each.place and each.place.file == tried]
        if own:
            raise RefusedError(_lines(own)) from error
        return []
    folder = Path(os.path.realpath(tried.parent))
    paths = (path for path in _media(loaded) if not path.exists() and path.is_relative_to(folder))
    return [path.relative_to(folder).as_posix() for path in paths]


def _media(loaded: Loaded) -> list[Path]:
    """Every recording and picture of all deliverables."""
    rundowns = [kept(loaded.rundown, name) for name in loaded.rundown.deliverables]
    return list(dict.fromkeys(path for each in rundowns for path, where in media_files(each, loaded.show) if where))


def _texts(node: Node) -> Iterator[Text]:
    """The values of a tree in their order; keys are none."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, List):
        for value in node:
            yield from _texts(value)


_LINE = re.compile(r"(\r\n|\r|\n)")


def _prefixed(data: bytes, top: Mapping, texts: Sequence[Text], prefix: str) -> bytes:
    """The file with the prefix before these texts, all else as it was. Raises RefusedError where that cannot be."""
    places = sorted({(text.place.line, text.place.column) for text in texts}, reverse=True)
    if not places:
        return data
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    pieces = _LINE.split(data[len(mark) :].decode("utf-8"))
    for line, column in places:
        whole = pieces[2 * (line - 1)]
        at = column - 1 + (whole[column - 1 : column] in ("'", '"'))
        pieces[2 * (line - 1)] = whole[:at] + prefix + whole[at:]
    changed = mark + "".join(pieces).encode()
    moved = {(text.place.line, text.place.column) for text in texts}
    expected = [prefix + text if (text.place.line, text.place.column) in moved else str(text) for text in _texts(top)]
    if _values(changed, top.place.file.parent) != expected:
        shown = ", ".join(sorted({printable(text) for text in texts}))
        message = _("The paths {names} cannot be followed. Write each on one line, without `&`, `|` or `>` before it.")
        raise RefusedError(message.format(names=shown))
    return changed


def _values(data: bytes, folder: Path) -> list[str] | None:
    """The values of a rundown of these bytes; None where it cannot be read."""
    path = folder / f".arriving-{os.urandom(6).hex()}.yaml"
    try:
        path.write_bytes(data)
        return [str(text) for text in _texts(read_source(path, []).top)]
    except FilesError:
        return None
    finally:
        path.unlink(missing_ok=True)


def _lines(problems: Sequence[Problem]) -> str:
    return "\n".join(_line(problem) for problem in problems)


def _line(problem: Problem) -> str:
    where = _("Line {line}:").format(line=problem.place.line) + " " if problem.place else ""
    return printable(f"{where}{problem.message} {problem.hint}".rstrip())
