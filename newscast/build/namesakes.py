"""Rundowns of one name would be one episode and replace each other's files: the second is refused."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.filenames import alike
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.build.stages import Asked
from newscast.episode.folder import DRAFT, read_manifest


def refuse_namesake(asked: Asked, earlier: Iterable[Asked] = ()) -> None:
    """Raises FilesError where the episode's folder is that of another rundown: of one asked for `earlier`, or of one
    that it was built from and that is still there."""
    folder, rundown = _folder(asked), asked.loaded.rundown.path
    others = [each.loaded.rundown.path for each in earlier if _one_name(_folder(each)) == _one_name(folder)]
    folders = [inside for each in _spellings(folder) for inside in (each, each / DRAFT)]
    others += [path for each in folders if (path := _built_from(each, asked.loaded.root))]
    for other in others:
        if other.is_file() and not other.samefile(rundown):
            raise FilesError([_refusal(asked, other, folder)])


def newsroom_from(folder: Path, root: Path) -> str:
    """The way from an episode's folder to its newsroom, as the manifest has it: outputs of several may lie together."""
    return Path(os.path.relpath(root.resolve(), folder.resolve())).as_posix()


def episode_folder(asked: Asked) -> Path:
    """Where the final goes; the draft goes into a folder inside."""
    return asked.options.output_in(asked.loaded.root) / asked.loaded.rundown.episode


def _folder(asked: Asked) -> Path:
    # Path.resolve() refuses links that lead to themselves; that they cannot be written is said when they are.
    return Path(os.path.realpath(episode_folder(asked)))


def _one_name(path: Path) -> tuple[Path, str]:
    """The same for folders that some disks take for one: capitals are small letters there, or an é is two signs."""
    return path.parent, alike(path.name)


def _spellings(folder: Path) -> list[Path]:
    """The folder, and those beside it whose name is the same in other signs."""
    try:
        beside = [each for each in folder.parent.iterdir() if _one_name(each) == _one_name(folder)]
    except OSError:
        beside = []
    return [folder, *(each for each in beside if each != folder)]


def _built_from(folder: Path, root: Path) -> Path | None:
    """The rundown that the manifest of this folder names."""
    rundown = (read_manifest(folder) or {}).get("rundown")
    if not isinstance(rundown, dict) or not isinstance(rundown.get("path"), str):
        return None
    newsroom = folder / str(rundown["newsroom"]) if "newsroom" in rundown else root
    return newsroom / str(rundown["path"])


def _refusal(asked: Asked, other: Path, folder: Path) -> Problem:
    message = _("{path} and {other} have one name, so both would be built into {folder}.").format(
        path=near(asked.path), other=near(other.resolve()), folder=near(folder)
    )
    place = asked.loaded.rundown.place
    return Problem(
        message, _("Give one of them another name."), Place(place.file if place else asked.path), code="episode-taken"
    )
