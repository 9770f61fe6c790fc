"""Files that are written together: all of them, or none where something comes between; each is there whole, or not."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscast.base.errors import UsageError
from newscast.base.files import near, sync
from newscast.base.i18n import _


class Laid:
    """What was written so far, files and folders; nothing that exists is overwritten."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self._folders: list[Path] = []

    def write(self, path: Path, content: bytes) -> None:
        """Raises UsageError where there is such a file."""
        for folder in reversed([each for each in path.parents if not each.exists()]):
            self._folders.append(folder)
            folder.mkdir(exist_ok=True)
        aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        try:
            aside.write_bytes(content)
            sync(aside)
            _put(aside, path)
            self.files.append(path)
        except FileExistsError:
            raise UsageError(_("{path} is there already.").format(path=near(path))) from None
        finally:
            aside.unlink(missing_ok=True)

    def undo(self) -> None:
        for path in reversed(self.files):
            path.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def laid_down() -> Iterator[Laid]:
    """While this context lasts files are written; they go again where it is left by an error or an interrupt."""
    laid = Laid()
    try:
        yield laid
    except BaseException:
        laid.undo()
        raise


def _put(aside: Path, path: Path) -> None:
    """Give a whole file its name. Raises FileExistsError where something has it."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: the name is taken first, so that nothing else can have it.
        path.open("xb").close()
        aside.replace(path)
