"""Files and folders that a file names: where they are, or why they are refused."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationInfo

from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.document.captions import SUFFIXES
from newscast.document.files import find_file, refuse_too_long
from newscast.document.nodes import Sequence, Text, place_of
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.document.words import short

_ELSEWHERE = pattern(r"(?P<drive>[A-Za-z]):(?=[\\/]|$)|\\\\|%\w+%")
"""How Windows begins a path: `Z:\\`, `\\\\server`, `%USERPROFILE%`."""


def read_file(value: Any, info: ValidationInfo) -> Path:
    """A file that is there, inside the newsroom."""
    if isinstance(value, Text) and isinstance(info.context, Reading):
        if not value.strip():
            raise refusal(_("The name of the file is missing."), _("Write it after the colon."), code="file-name")
        return find_file(value, info.context)
    if isinstance(value, str | Path):
        return Path(value)
    raise refusal(
        _("This should be the name of a file."), _("Write a path such as `clips/bacheo.mp4`."), code="file-name"
    )


def read_file_or_none(value: Any, info: ValidationInfo) -> Path | None:
    """A file that is there, inside the newsroom; `none` is None."""
    if value is None or (isinstance(value, str) and value.strip().lower() == "none"):
        return None
    return read_file(value, info)


def read_consent(value: Any, info: ValidationInfo) -> Path:
    """A document that is there, inside the newsroom. In a draft it may be missing, and nothing stands in for it."""
    reading = info.context
    if not isinstance(reading, Reading) or not reading.draft or reading.left_out:
        return read_file(value, info)
    before = len(reading.problems)
    path = read_file(value, info)
    for number, problem in enumerate(reading.problems[before:], before):
        if problem.code == "file-missing":
            hint = _("The final needs it: paths start at the folder of this file.")
            reading.problems[number] = replace(problem, hint=hint)
    return path


def read_caption_file(value: Any, info: ValidationInfo) -> Path:
    """A file of captions that is there, inside the newsroom."""
    path = read_file(value, info)
    if isinstance(info.context, Reading) and path.suffix.lower() not in SUFFIXES:
        message = _("“{name}” is no file of captions that can be read.").format(name=short(path.name))
        hint = _("Save them as SubRip or WebVTT: the name ends with .srt or .vtt.")
        raise refusal(message, hint, code="caption-file")
    return path


def read_folders(value: Any, info: ValidationInfo) -> tuple[Path, ...]:
    """Folders, from that of the file they are named in."""
    if not isinstance(info.context, Reading):
        return tuple(value)
    listed = value if isinstance(value, Sequence) else [value]
    if not all(isinstance(each, Text) and each.strip() for each in listed):
        hint = _("Write them like `[../archivo, /mnt/fotos]`.")
        raise refusal(_("These are no folders."), hint, code="value-kind")
    return tuple(_folder(item, info.context) for item in listed)


def check_folder_name(value: str) -> str:
    """A folder as this system names it; other systems' names would be made as folders of the newsroom."""
    refuse_too_long(value)
    found = _ELSEWHERE.match(value)
    if not found:
        return value
    parts = [found["drive"].lower() if found["drive"] else "", *re.split(r"[\\/]+", value[found.end() :])]
    example = "/".join(["/mnt", *filter(None, parts if found["drive"] else parts[-1:])])
    hint = _("Write where this computer has that folder, such as `{example}`.").format(example=example)
    raise refusal(_("“{name}” is a path of one Windows computer.").format(name=short(value)), hint, code="file-name")


def _folder(item: Any, reading: Reading) -> Path:
    check_folder_name(str(item))
    path = Path(os.path.realpath(item.place.file.parent / str(item)))
    if not path.is_dir():
        message = _("There is no folder “{name}”.").format(name=short(item, 60))
        reading.warn(message, _("Is the disk connected?"), place_of(item), code="folder-missing")
    return path
