"""What a file is that somebody brought: video, sound, a photo, a text; anything else is refused in words."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from newscast.base.binary import find_binary
from newscast.base.content import file_at
from newscast.base.errors import Problem
from newscast.base.filenames import split
from newscast.base.i18n import _
from newscast.document.text import LIMIT
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.media.probe import probe
from newscast.media.suffixes import suffix_for
from newscast.store.open import choose_folder
from newscast.watch.inbox.drops import kind_of
from newscast.watch.inbox.sketching import words_of
from newscast.watch.noticing.names import is_plain

TEXT = ".txt"
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""Signs that programs write, and no text has."""


class NoMediumError(Exception):
    """A file that is not taken; why, in the language of whoever sends it."""


@dataclass(frozen=True)
class Judged:
    """`kind` is video, sound, still or text; `name` ends as such files do, `seconds` is None of what does not last."""

    kind: str
    name: str
    seconds: float | None
    sha256: str


def refuse_by_name(name: str, texts: bool) -> None:
    """What by its name alone is nothing to be taken: a rundown, something packed, a document of another program.

    Raises NoMediumError.
    """
    kind = kind_of(name)
    if kind == "text" and texts and name.lower().endswith(TEXT):
        return
    if kind != "medium" or split(name)[1].lower() in _NEVER:
        raise NoMediumError(_other(name, texts))


def judged(path: Path, name: str, root: Path, texts: bool) -> Judged:
    """What a whole file is. Media are opened in a limited child process. Raises NoMediumError, MachineError."""
    if texts and name.lower().endswith(TEXT):
        return _text(path, name)
    results, _elsewhere = choose_folder(root)
    answer = probe([path], Memory(results), find_binary(results / "ffmpeg.json"))[path]
    if isinstance(answer, Problem):
        raise NoMediumError(f"{answer.message} {answer.hint}".strip())
    return _medium(answer, name)


def _medium(info: MediaInfo, name: str) -> Judged:
    stem, given = split(name)
    codec = info.picture.codec if info.picture else ""
    suffix = suffix_for(info.kind, info.container, codec, given)
    ended = name if suffix == given else f"{stem}{suffix}"
    # Some names are those of what is not whole, or of copies: such a file would never count.
    own = ended if is_plain(ended) else f"{info.kind}{suffix}"
    return Judged(info.kind, own, float(info.duration) if info.kind != "still" else None, info.file.digest)


def _text(path: Path, name: str) -> Judged:
    if path.stat().st_size > LIMIT:
        raise NoMediumError(_("“{name}” is too long for the text of a story.").format(name=name))
    data = path.read_bytes()
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _NO_TEXT.search(data):
        raise NoMediumError(_("“{name}” is no plain text. Save it as plain text (.txt).").format(name=name))
    if words_of(data) is None:
        raise NoMediumError(_("“{name}” is empty: it has no words.").format(name=name))
    return Judged("text", name if is_plain(name) else f"text{TEXT}", None, file_at(path).digest)


_NEVER = (".html", ".htm", ".svg", ".js", ".json", ".xml", ".exe", ".msi", ".bat", ".cmd", ".sh", ".ps1", ".py", ".apk")
"""What is never a medium; the bytes of everything else decide."""


def _other(name: str, texts: bool) -> str:
    message = (
        _("“{name}” is not taken here: send video, sound or photos, or a text as plain text (.txt).")
        if texts
        else _("“{name}” is not taken here: send video, sound or photos.")
    )
    return message.format(name=name)
